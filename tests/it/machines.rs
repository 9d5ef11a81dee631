//! What machines read beside pages: structured data, feeds, redirects, and the configuration of hosts.

use hexapla::render::hosts::POLICY;
use serde_json::Value;

use crate::fixture::{Built, Site};

const CONFIG: &str = "[site]\ntitle = \"Kites & co\"\nbase-url = \"https://help.example\"\n";

fn article(front: &str, title: &str) -> String {
    format!("---\ntitle: {title}\n{front}---\n# {title}\n\nText.\n")
}

fn site(files: &[(&str, String)]) -> Built {
    let mut all = vec![("hexapla.toml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (*path, text.as_str())));
    Site::of(&all).build()
}

fn text<'a>(built: &'a Built, path: &str) -> &'a str {
    std::str::from_utf8(built.files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn structured(built: &Built, page: &str) -> Option<Value> {
    let (_, rest) = built.page(page).split_once("<script type=\"application/ld+json\">")?;
    Some(serde_json::from_str(rest.split_once("</script>")?.0).unwrap())
}

#[test]
fn an_article_tells_its_trail_its_language_and_its_original() {
    let built = site(&[
        ("content/en-US/sky/kites.md", article("ms.date: 2026-11-02\n", "Kites")),
        ("content/da-DK/sky/kites.md", article("", "Drager </script>")),
    ]);
    let data = structured(&built, "da-dk/sky/kites").unwrap();
    let trail = data["@graph"][0]["itemListElement"].as_array().unwrap();
    let names: Vec<&str> = trail.iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Forside", "Sky", "Drager </script>"]);
    assert_eq!(trail[1]["item"], "https://help.example/da-dk/sky/");
    let own = &data["@graph"][1];
    assert_eq!(own["inLanguage"], "da-DK");
    assert_eq!(own["translationOfWork"]["@id"], "https://help.example/en-us/sky/kites/");
    let source = structured(&built, "en-us/sky/kites").unwrap();
    assert_eq!(source["@graph"][1]["dateModified"], "2026-11-02");
    assert_eq!(source["@graph"][1]["translationOfWork"], Value::Null);
    assert_eq!(structured(&built, "en-us/sky").unwrap()["@type"], "BreadcrumbList");
}

#[test]
fn pages_that_search_engines_skip_tell_them_nothing() {
    let built = site(&[
        ("content/en-US/kites.md", article("ROBOTS: NOINDEX\n", "Kites")),
        ("content/da-DK/wind.md", article("", "Vind")),
    ]);
    assert_eq!(structured(&built, "en-us/kites"), None);
    assert_eq!(structured(&built, "en-us/wind"), None, "a fallback page");
}

#[test]
fn a_feed_names_what_changed_last_newest_first() {
    let built = site(&[
        ("content/en-US/a.md", article("ms.date: 2026-01-02\n", "Old & good")),
        ("content/en-US/b.md", article("ms.date: 2026-11-02\n", "New")),
        ("content/en-US/c.md", article("", "Undated")),
        ("content/en-US/d.md", article("ms.date: 2026-11-03\nROBOTS: NOINDEX\n", "Hidden")),
        ("content/da-DK/a.md", article("", "Uden dato")),
    ]);
    let feed = text(&built, "en-us/feed.xml");
    assert!(feed.find("<title>New</title>").unwrap() < feed.find("<title>Old &amp; good</title>").unwrap());
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("<title>Kites &amp; co</title>"));
    assert!(feed.contains("<updated>2026-11-02T00:00:00Z</updated>"));
    assert!(built.page("en-us/a").contains("type=\"application/atom+xml\" href=\"../feed.xml\""));
    assert!(!built.files.contains_key("da-dk/feed.xml"), "nothing is dated there");
    assert!(!built.page("da-dk/a").contains("application/atom+xml"));
}

#[test]
fn old_addresses_lead_to_the_article_in_every_locale() {
    let built = site(&[
        ("content/en-US/sky/kites.md", article("redirect_from: [/old/kites/, box.html]\n", "Kites")),
        ("content/da-DK/sky/kites.md", article("aliases: /da-dk/gamle-drager\nslug: drager\n", "Drager")),
    ]);
    for (from, to, way) in [
        ("en-us/old/kites", "/en-us/sky/kites/", "../../sky/kites/"),
        ("en-us/box", "/en-us/sky/kites/", "../sky/kites/"),
        ("da-dk/old/kites", "/da-dk/sky/drager/", "../../sky/drager/"),
        ("da-dk/gamle-drager", "/da-dk/sky/drager/", "../sky/drager/"),
        ("da-dk/sky/kites", "/da-dk/sky/drager/", "../drager/"),
    ] {
        let page = built.page(from);
        assert!(page.contains(&format!("content=\"0; url={way}\"")), "{from}: {page}");
        assert!(
            page.contains(&format!("<link rel=\"canonical\" href=\"https://help.example{to}\">")),
            "{page}"
        );
        assert!(page.contains("content=\"noindex\""));
        assert!(text(&built, "_redirects").contains(&format!("/{from}/ {to} 301\n")));
        assert!(
            text(&built, "_nginx.conf").contains(&format!("location = \"/{from}/\" {{ return 301 {to}; }}"))
        );
    }
    assert!(!built.files.contains_key("en-us/gamle-drager/index.html"));
    assert_eq!(built.told, "");
}

#[test]
fn a_page_comes_before_a_redirect_and_odd_addresses_are_told() {
    let built = site(&[
        ("content/en-US/kites.md", article("redirect_from: [wind, kites, /search/]\n", "Kites")),
        ("content/en-US/wind.md", article("redirect_from: ['../x', 'a;b', '$a', '']\n", "Wind")),
    ]);
    assert!(built.main("en-us/wind").contains("Wind"));
    assert_eq!(built.told.matches("url-collision").count(), 2, "{}", built.told);
    assert_eq!(built.told.matches("front-matter-value-invalid").count(), 4, "{}", built.told);
    assert!(!built.files.contains_key("_redirects"));
}

#[test]
fn hosts_are_told_the_policy_that_pages_carry() {
    let built = site(&[("content/en-US/kites.md", article("", "Kites"))]);
    assert!(built.page("en-us/kites").contains(&format!("content=\"{POLICY}\"")));
    for file in ["_headers", "_nginx.conf"] {
        assert!(text(&built, file).contains(POLICY), "{file}");
        assert!(text(&built, file).contains("nosniff"), "{file}");
    }
}

#[test]
fn language_models_find_a_list_of_articles_a_locale() {
    let built = site(&[
        ("content/en-US/sky/kites.md", article("description: How they fly.\n", "Kites [new]")),
        ("content/en-US/sky/hidden.md", article("ROBOTS: NOINDEX\n", "Hidden")),
        ("content/da-DK/sky/kites.md", article("", "Drager")),
    ]);
    let list = text(&built, "en-us/llms.txt");
    assert_eq!(
        list,
        "# Kites & co\n\n## Sky\n\n- [Kites new](https://help.example/en-us/sky/kites/): How they fly.\n"
    );
    assert!(text(&built, "llms.txt").contains("- [Dansk](https://help.example/da-dk/llms.txt): da-DK\n"));
}
