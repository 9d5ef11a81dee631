//! What machines read beside pages: structured data, feeds, redirects, and the configuration of hosts.

use crate::render::site_context::policy;
use serde_json::Value;

use crate::testing::fixture::{Built, Site};

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
    let file = text(&built, "en-us/box.html");
    assert!(file.contains("content=\"0; url=sky/kites/\""), "{file}");
    assert!(text(&built, "_redirects").contains("/en-us/box.html /en-us/sky/kites/ 301\n"));
    assert!(
        text(&built, "_nginx.conf")
            .contains("location = \"/en-us/box.html\" { return 301 /en-us/sky/kites/; }")
    );
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
    assert!(!text(&built, "_redirects").contains("301"));
}

#[test]
fn a_file_that_is_named_like_its_address_keeps_it() {
    let built = site(&[
        ("content/en-US/Sky/don't fly.md", article("", "Odd")),
        ("content/en-US/Sky/don-t-fly.md", article("", "Plain")),
        ("content/en-US/Sky/wind\u{200B} (high).md", article("", "High")),
    ]);
    assert!(built.main("en-us/sky/don-t-fly").contains("Plain"));
    assert!(built.main("en-us/sky/don-t-fly-1").contains("Odd"));
    assert!(built.main("en-us/sky/wind-high").contains("High"));
}

#[test]
fn hosts_are_told_the_policy_that_pages_carry() {
    let built = site(&[("content/en-US/kites.md", article("", "Kites"))]);
    assert!(built.page("en-us/kites").contains(&format!("content=\"{}\"", policy(None, None))));
    for file in ["_headers", "_nginx.conf"] {
        assert!(text(&built, file).contains(&policy(None, None)), "{file}");
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
        "# Kites & co\n\n## Sky\n\n- [Kites new](https://help.example/en-us/sky/kites/index.md): How they fly.\n"
    );
    assert!(text(&built, "llms.txt").contains("- [Dansk](https://help.example/da-dk/llms.txt): da-DK\n"));
}

#[test]
fn an_article_has_a_twin_in_markdown() {
    let unit = |id: &str, target: &str, source: &str| {
        format!(
            "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
        )
    };
    let danish = format!(
        "---\ntitle: 'Drager: en bog'\nms.date: 2026-11-02\n---\n# {}\n\n> [!NOTE]\n> {}\n\n[!INCLUDE [knots](../parts/knots.md)]\n\n![En drage](../media/kite.png)\n",
        unit("1a2b3-101", "Drager", "Kites"),
        unit("1a2b3-102", "Se [vind](wind.md#strong \"Vind\").", "See [wind](wind.md#strong)."),
    );
    let mut site = Site::of(&[
        ("hexapla.toml", CONFIG),
        ("content/da-DK/sky/kites.md", &danish),
        ("content/en-US/sky/kites.md", &article("", "Kites")),
        ("content/en-US/sky/wind.md", &article("", "Wind\n\n## Strong")),
        ("content/da-DK/parts/knots.md", "---\ntitle: Knob\n---\n**Bind** [dem](../sky/wind.md).\n"),
    ]);
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    site.sources.insert(crate::source::Root::Content, "da-DK/media/kite.png", png.to_vec());
    let built = site.build();
    let twin = text(&built, "da-dk/sky/kites/index.md");
    let (before, picture) = twin.split_once("![En drage](https://help.example/media/").unwrap();
    assert_eq!(
        before,
        "---\ntitle: \"Drager: en bog\"\ndescription: \"Se vind.\"\nurl: \"https://help.example/da-dk/sky/kites/\"\nlang: \"da-DK\"\ndate: \"2026-11-02\"\ntranslation-of: \"https://help.example/en-us/sky/kites/\"\n---\n\
         # Drager\n\n> [!NOTE]\n> Se [vind](https://help.example/da-dk/sky/wind/#strong \"Vind\").\n\n\
         **Bind** [dem](https://help.example/da-dk/sky/wind/).\n\n"
    );
    assert!(picture.ends_with(".png)\n"), "{picture}");
    let link = "<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">";
    assert!(built.page("da-dk/sky/kites").contains(link));
    assert!(
        built.page("da-dk/sky/wind").contains("href=\"../../../en-us/sky/wind/index.md\""),
        "the text is English there"
    );
    assert!(!built.files.contains_key("da-dk/sky/wind/index.md"));
    assert!(!built.files.keys().any(|path| path.contains("knots/index.md")), "a fragment is no article");
}

#[test]
fn a_site_can_do_without_twins() {
    let config = format!("{CONFIG}[machines]\nmarkdown = false\n");
    let built =
        Site::of(&[("hexapla.toml", &config), ("content/en-US/kites.md", &article("", "Kites"))]).build();
    assert!(!built.files.keys().any(|path| path.ends_with(".md")));
    assert!(!built.page("en-us/kites").contains("text/markdown"));
    assert!(text(&built, "en-us/llms.txt").contains("(https://help.example/en-us/kites/)"));
}

#[test]
fn questions_are_described_where_the_site_wants_it() {
    let faq = "---\ntitle: Kites\n---\n# Kites\n\n**Do they *fly*?**\n\nYes, with\n`wind`.\n\n- Much of it\n- Not rain\n\n**Why?**\n\nThey are light.\n\n## More\n\nAnother text.\n";
    let files =
        |config: &'static str| Site::of(&[("hexapla.toml", config), ("content/en-US/kites.md", faq)]).build();
    let silent = files("[site]\nbase-url = \"https://help.example\"\n");
    assert_eq!(structured(&silent, "en-us/kites").unwrap()["@graph"].as_array().unwrap().len(), 2);
    let built = files("[site]\nbase-url = \"https://help.example\"\n[machines]\nfaq = true\n");
    let data = structured(&built, "en-us/kites").unwrap();
    let page = &data["@graph"][2];
    assert_eq!(page["@type"], "FAQPage");
    let told: Vec<(&str, &str)> = page["mainEntity"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| {
            (question["name"].as_str().unwrap(), question["acceptedAnswer"]["text"].as_str().unwrap())
        })
        .collect();
    assert_eq!(told, [("Do they fly?", "Yes, with wind. Much of it Not rain"), ("Why?", "They are light.")]);
}

#[test]
fn hosts_lead_readers_to_their_language() {
    let built = site(&[
        ("content/en-US/kites.md", article("", "Kites")),
        ("content/pt-PT/kites.md", article("", "Papagaios")),
        ("content/pt-BR/kites.md", article("", "Pipas")),
        ("content/ja/kites.md", article("", "凧")),
    ]);
    let rules: Vec<&str> = text(&built, "_redirects").lines().collect();
    assert_eq!(
        rules,
        [
            "/ /en-us/ 302! Language=en-us",
            "/ /pt-br/ 302! Language=pt-br",
            "/ /pt-pt/ 302! Language=pt-pt",
            "/ /ja/ 302! Language=ja",
            "/ /en-us/ 302! Language=en",
            "/ /pt-br/ 302! Language=pt",
        ]
    );
    let nginx = text(&built, "_nginx.conf");
    assert!(nginx.contains("*+pt-pt(?:$|[-,; ])\") { return 302 /pt-pt/; }"));
    assert!(nginx.contains("add_header Vary \"Accept-Language\" always;"));
}

#[test]
fn hosts_know_the_path_at_which_the_site_lies() {
    let built = Site::of(&[
        ("hexapla.toml", "[site]\nbase-url = \"https://example.com/help/\"\nfeedback-url = \"/answers\"\n"),
        ("content/en-US/kites.md", &article("redirect_from: [box]\n", "Kites")),
    ])
    .build();
    let rules = text(&built, "_redirects");
    assert!(rules.contains("/help/ /help/en-us/ 302! Language=en-us\n"), "{rules}");
    assert!(rules.contains("/help/en-us/box/ /help/en-us/kites/ 301\n"), "{rules}");
    assert!(text(&built, "_headers").contains("\n/help/assets/*\n"));
    let nginx = text(&built, "_nginx.conf");
    for line in [
        "location = /help/ {",
        "location ^~ /help/media/ {",
        "location /help/en-us/ { error_page 404 /help/en-us/404.html; }",
        "location = \"/help/en-us/box/\" { return 301 /help/en-us/kites/; }",
        "location = \"/help/answers\" { return 204; }",
    ] {
        assert!(nginx.contains(line), "{line} in {nginx}");
    }
}
