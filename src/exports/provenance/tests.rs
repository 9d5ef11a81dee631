//! Shows from how much on a translation is published, which ones search engines may list, and what is told about where each came from.

use crate::diagnostics::Code;
use crate::library::origin::Origin;
use serde_json::{Value, json};

use crate::testing::fixture::{Built, Site, unit};

const ENGLISH: &str = "---\ntitle: Fold\n---\n# Fold\n\nTake a sheet. Fold it. Open it. Cut it.\n";

/// A catalog's message for the sentence of a source text.
fn message(source: &str, target: &str, state: &str, origin: &str) -> String {
    let id = format!("u-{:016x}", crate::units::unit::source_hash(source));
    let origin = if origin.is_empty() { String::new() } else { format!("# Origin: {origin}\n") };
    format!("# Source: {source}\n# State: {state}\n{origin}{id} = {target}\n\n")
}

/// Three of five sentences in Danish, and one of five in German.
fn catalogs() -> Vec<(&'static str, String)> {
    let danish = [
        message("Fold", "Fold", "translated", ""),
        message("Take a sheet.", "Tag et ark.", "reviewed", "human Ida 2026-11-20"),
        message("Fold it.", "Fold det.", "translated", "machine apertium 3.8 2026-11-19 1f0e2d3"),
    ];
    vec![
        ("content/en-US/fold.md", ENGLISH.to_owned()),
        ("content/en-US/tie.md", "---\ntitle: Tie\n---\n# Tie\n".to_owned()),
        ("locales/da-DK/articles/fold.ftl", danish.concat()),
        ("locales/de-DE/articles/fold.ftl", message("Fold it.", "Falte es.", "machine", "machine nmt")),
    ]
}

fn built(config: &str, files: &[(&str, String)]) -> Built {
    let config = format!("[site]\nbase-url = \"https://example.com\"\n{config}");
    let mut all: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    all.push(("hexapla.toml", &config));
    Site::of(&all).build()
}

fn provenance(built: &Built, locale: &str) -> Value {
    serde_json::from_slice(&built.files[&format!("{locale}/provenance.json")]).unwrap()
}

#[test]
fn a_translation_is_shown_from_the_share_on_that_the_site_asks_for() {
    let shown = |config: &str| {
        let built = built(config, &catalogs());
        let own = |page: &str, tag: &str| {
            let main = built.main(page);
            main[..main.find('>').unwrap()].contains(&format!("lang=\"{tag}\""))
        };
        (own("da-dk/fold", "da-DK"), own("de-de/fold", "de-DE"), built)
    };
    let (danish, german, all) = shown("");
    assert!(danish && german, "without a threshold every translation is shown");
    assert!(
        all.main("da-dk/fold").contains("\u{2068}3\u{2069} af \u{2068}5\u{2069} sætninger er oversat."),
        "{}",
        all.main("da-dk/fold")
    );
    assert!(all.told.is_empty(), "{}", all.told);

    let (danish, german, built) = shown("[translation]\npublish-from = 0.6\n");
    assert!(danish, "three of five are 0.6");
    assert!(!german);
    let page = built.page("de-de/fold");
    assert!(page.contains("notice-fallback") && !page.contains("Falte es."));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.com/en-us/fold/\">"));
    assert!(!built.page("da-dk/fold").contains("hreflang=\"de-DE\" href=\"https"));
    let withheld: Vec<_> =
        built.report.diagnostics.iter().filter(|told| told.code == Code::TranslationWithheld).collect();
    assert_eq!(withheld.len(), 1);
    assert!(withheld[0].message.contains("de-DE"), "{}", withheld[0].message);

    let (danish, german, _) =
        shown("[translation]\npublish-from = 0.61\n[locales.de-DE]\npublish-from = 0.2\n");
    assert!(!danish, "each locale has the site's threshold");
    assert!(german, "or one of its own");
}

#[test]
fn half_of_a_side_by_side_article_is_told_and_counted() {
    let danish = format!(
        "---\ntitle: Fold\nms.translationtype: MT\n---\n# {}\n\n{} {} {} {}\n",
        unit(102, "Fold", "Fold"),
        unit(103, "Tag et ark.", "Take a sheet."),
        unit(104, "Fold det.", "Fold it."),
        unit(105, "", "Open it."),
        unit(106, "", "Cut it."),
    );
    let files = vec![("content/en-US/fold.md", ENGLISH.to_owned()), ("content/da-DK/fold.md", danish)];
    let whole = built("[translation]\npublish-from = 0.6\n", &files);
    assert!(
        whole.main("da-dk/fold").contains("\u{2068}3\u{2069} af \u{2068}5\u{2069} sætninger er oversat.")
    );
    assert_eq!(provenance(&whole, "da-dk")["articles"][0]["translated"], 3);
    let part = built("[translation]\npublish-from = 0.7\n", &files);
    assert!(part.main("da-dk/fold").contains("notice-fallback"));
}

/// An article by a machine, one that was read by a person since, and one by people.
fn by_machine() -> Vec<(&'static str, String)> {
    let page = |title: &str, keys: &str| format!("---\ntitle: {title}\n{keys}---\n# {title}\n");
    vec![
        ("content/en-US/a.md", page("A", "")),
        ("content/en-US/b.md", page("B", "")),
        ("content/en-US/c.md", page("C", "")),
        ("content/da-DK/a.md", page("Aa", "ms.translationtype: MT\n")),
        ("content/da-DK/b.md", page("Bb", "ms.translationtype: MT\nreviewed: 2026-11-22\n")),
        ("content/da-DK/c.md", page("Cc", "ms.translationtype: HT\n")),
    ]
}

#[test]
fn search_engines_list_the_machine_translations_that_the_site_allows() {
    for (index, listed) in [("all", "abc"), ("reviewed", "bc"), ("none", "c")] {
        let built = built(&format!("[translation]\nindex = \"{index}\"\n"), &by_machine());
        let sitemap = String::from_utf8(built.files["da-dk/sitemap.xml"].clone()).unwrap();
        for key in ["a", "b", "c"] {
            let is_listed = listed.contains(key);
            let page = built.page(&format!("da-dk/{key}"));
            let url = format!("https://example.com/da-dk/{key}/");
            assert_eq!(
                page.contains("<meta name=\"robots\" content=\"noindex\">"),
                !is_listed,
                "{index} {key}"
            );
            assert_eq!(sitemap.contains(&format!("<loc>{url}</loc>")), is_listed, "{index} {key}: {sitemap}");
            let english = built.page(&format!("en-us/{key}"));
            assert!(!english.contains("content=\"noindex\""));
            assert_eq!(
                english.contains(&format!("hreflang=\"da-DK\" href=\"{url}\"")),
                is_listed,
                "{index} {key}"
            );
            assert_eq!(page.contains("rel=\"alternate\" hreflang"), is_listed, "{index} {key}");
        }
    }
}

#[test]
fn a_catalogs_states_decide_as_well() {
    for (index, danish, german) in [("all", true, true), ("reviewed", true, false), ("none", false, false)] {
        let built = built(&format!("[translation]\nindex = \"{index}\"\n"), &catalogs());
        let listed = |page: &str| !built.page(page).contains("content=\"noindex\"");
        assert_eq!((listed("da-dk/fold"), listed("de-de/fold")), (danish, german), "{index}");
    }
}

#[test]
fn a_page_tells_its_state_and_a_sentence_only_another() {
    let built = built("", &catalogs());
    let page = built.main("da-dk/fold");
    assert!(page.contains("<article class=\"text\" data-article data-state=\"translated\">"), "{page}");
    assert!(page.contains("id=\"hx-u103\" data-state=\"reviewed\">Tag et ark."), "{page}");
    assert!(page.contains("id=\"hx-u104\">Fold det."), "{page}");
    assert!(page.contains("id=\"hx-u105\" data-state=\"missing\" lang=\"en-US\""), "{page}");
    assert!(!built.main("en-us/fold").contains("data-state"));
    assert!(built.main("de-de/fold").contains("data-state=\"machine\""));
    assert!(built.main("de-de/fold").contains("notice-machine"), "a catalog's machine is a machine");
}

#[test]
fn programs_read_where_each_text_came_from() {
    let built = built("", &[catalogs(), by_machine()].concat());
    let danish = provenance(&built, "da-dk");
    assert_eq!((&danish["locale"], &danish["source"]), (&json!("da-DK"), &json!("en-US")));
    let article = |key: &str| {
        danish["articles"].as_array().unwrap().iter().find(|article| article["article"] == key).cloned()
    };
    assert_eq!(
        article("b").unwrap(),
        json!({"article": "b", "url": "/da-dk/b/", "state": "reviewed", "by": "machine", "reviewed": "2026-11-22"})
    );
    let fold = article("fold").unwrap();
    assert_eq!((&fold["translated"], &fold["sentences"]), (&json!(3), &json!(5)));
    assert_eq!(
        fold["units"],
        json!({
            "hx-u103": {"state": "reviewed", "by": "human", "name": "Ida", "date": "2026-11-20"},
            "hx-u104": {"state": "translated", "by": "machine", "name": "apertium 3.8", "date": "2026-11-19", "commit": "1f0e2d3"},
            "hx-u105": {"state": "missing"},
            "hx-u106": {"state": "missing"},
        })
    );
    assert!(article("tie").is_none(), "what is not translated came from nowhere");
    assert!(!built.files.contains_key("en-us/provenance.json"));
}

#[test]
fn an_origin_is_read_however_much_of_it_is_there() {
    let origin = |text: &str| Origin::parse(text);
    assert_eq!(origin("memory").kind, Some("memory"));
    assert_eq!(origin("Ida Holm").name.as_deref(), Some("Ida Holm"));
    assert_eq!(origin("decade").commit, None, "a word is no commit");
    assert_eq!(origin(""), Origin::default());
}
