//! Walks a site whose translations have addresses, titles and section names of their own: every way between its languages leads where it says.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::markdown::html_tag::{HtmlToken, tokens};

use crate::testing::fixture::{Built, Site};

/// Slugs in three languages, none in the fourth, no translation in the fifth.
fn site() -> Site {
    let article = |title: &str, keys: &str, body: &str| {
        format!("---\ntitle: {title}\n{keys}---\n# {title}\n\n{body}\n")
    };
    let english = "See [tie](../knots/tie.md), [fold](fold.md#wings) and [planes](index.md).\n\n## Wings\n";
    let files = [
        ("hexapla.toml", "[site]\nbase-url = \"https://example.com\"\n".to_owned()),
        ("content/en-US/planes/index.md", article("Planes", "", "All of them.")),
        (
            "content/en-US/planes/fold.md",
            article("Fold", "slug: fold-a-plane\nredirect_from: /planes/old-fold/\n", english),
        ),
        ("content/en-US/knots/tie.md", article("Tie", "", "See [fold](../planes/fold.md).")),
        ("content/da-DK/planes/index.md", article("Fly", "", "Dem alle.")),
        (
            "content/da-DK/planes/fold.md",
            article(
                "Fold",
                "slug: fold-et-fly\nredirect_from: [/planes/foldning, planes/brug]\n",
                "Se [bind](../knots/tie.md) og [fly](index.md).",
            ),
        ),
        (
            "content/da-DK/knots/tie.md",
            article("Bind", "slug: bind-en-knude\n", "Se [fold](../planes/fold.md)."),
        ),
        (
            "content/de-DE/planes/fold.md",
            article("Falten", "slug: Flieger falten\n", "Siehe [binden](../knots/tie.md)."),
        ),
        (
            "content/ja-JP/planes/fold.md",
            article("折る", "slug: 紙飛行機を折る\n", "[結ぶ](../knots/tie.md)を見る。"),
        ),
        ("content/fr-FR/knots/tie.md", article("Nouer", "", "Voir [plier](../planes/fold.md).")),
        ("locales/da-DK/site.ftl", "section-knots = Knuder\n".to_owned()),
        ("locales/ja-JP/site.ftl", "section-knots = 結び目\n".to_owned()),
        ("locales/en-US/site.ftl", "section-knots = Knots and ties\n".to_owned()),
    ];
    Site::of(&files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>())
}

const FOLD: [(&str, &str); 5] = [
    ("da-DK", "/da-dk/planes/fold-et-fly/"),
    ("de-DE", "/de-de/planes/flieger-falten/"),
    ("en-US", "/en-us/planes/fold-a-plane/"),
    ("fr-FR", "/fr-fr/planes/fold-a-plane/"),
    ("ja-JP", "/ja-jp/planes/紙飛行機を折る/"),
];

/// The page at an address.
fn page<'a>(built: &'a Built, address: &str) -> &'a str {
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8().unwrap();
    built.page(decoded.trim_matches('/'))
}

/// Where a link of a page leads, from the root of the site; `here` is the page's file or address.
fn from_root(here: &str, href: &str) -> String {
    if href.starts_with('/') {
        return href.to_owned();
    }
    let folder = here.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let name = parts.join("/");
    if name.is_empty() { "/".to_owned() } else { format!("/{name}/") }
}

/// The attributes of every element of a kind.
fn elements(html: &str, wanted: &str) -> Vec<BTreeMap<String, String>> {
    let open = |token: HtmlToken<'_>| match token {
        HtmlToken::Open { name, attributes, .. } if name == wanted => Some(attributes.into_iter().collect()),
        _ => None,
    };
    tokens(html).into_iter().filter_map(open).collect()
}

/// Language and address of the alternates that a page names.
fn alternates(html: &str) -> BTreeMap<String, String> {
    let links = elements(html, "link")
        .into_iter()
        .filter(|link| link.get("rel").is_some_and(|rel| rel == "alternate"));
    let own = |address: &str| address.strip_prefix("https://example.com").unwrap().to_owned();
    links.filter_map(|link| Some((link.get("hreflang")?.clone(), own(&link["href"])))).collect()
}

#[test]
fn alternates_name_each_other_wherever_they_lead() {
    let built = site().build();
    assert!(built.told.is_empty(), "{}", built.told);
    let mut seen = 0;
    for (path, html) in built.pages() {
        let named = alternates(html);
        for (tag, address) in &named {
            let other = page(&built, address);
            if tag != "x-default" {
                assert!(other.contains(&format!("<html lang=\"{tag}\"")), "{path}: {tag} is at {address}");
            }
            if !path.ends_with("404.html") {
                assert_eq!(alternates(other), named, "{path} and {address} disagree");
            }
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
    let fold = alternates(page(&built, FOLD[2].1));
    let decoded =
        |address: &String| percent_encoding::percent_decode_str(address).decode_utf8().unwrap().into_owned();
    let expected =
        FOLD.iter().filter(|(tag, _)| *tag != "fr-FR").map(|(tag, address)| (*tag, (*address).to_owned()));
    let shown: BTreeMap<&str, String> = fold
        .iter()
        .filter(|(tag, _)| *tag != "x-default")
        .map(|(tag, at)| (tag.as_str(), decoded(at)))
        .collect();
    assert_eq!(shown, expected.collect());
    let fallback = page(&built, FOLD[3].1);
    assert!(alternates(fallback).is_empty(), "a page that no search engine lists is nobody's alternate");
    assert!(
        fallback.contains("<link rel=\"canonical\" href=\"https://example.com/en-us/planes/fold-a-plane/\">")
    );
}

#[test]
fn the_language_menu_leads_to_the_same_article_at_its_own_address() {
    let built = site().build();
    for (own, address) in FOLD {
        let html = page(&built, address);
        let start = html.find("<nav class=\"languages\"").unwrap();
        let menu = &html[start..start + html[start..].find("</nav>").unwrap()];
        let menu: BTreeMap<String, String> = elements(menu, "a")
            .into_iter()
            .filter(|link| link.contains_key("hreflang") && link.contains_key("dir"))
            .map(|link| (link["hreflang"].clone(), from_root(address, &link["href"])))
            .collect();
        assert_eq!(menu.len(), FOLD.len(), "{own}: {menu:?}");
        for (tag, wanted) in FOLD {
            let decoded = percent_encoding::percent_decode_str(&menu[tag]).decode_utf8().unwrap();
            assert_eq!(decoded, wanted, "from {own}");
        }
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_page() {
    let built = site().build();
    let mut links = 0;
    for (path, html) in built.pages() {
        let ids: BTreeSet<String> = tokens(html)
            .into_iter()
            .filter_map(|token| match token {
                HtmlToken::Open { attributes, .. } => attributes.into_iter().find(|(name, _)| name == "id"),
                _ => None,
            })
            .map(|(_, id)| id)
            .collect();
        for href in elements(html, "a").into_iter().filter_map(|link| link.get("href").cloned()) {
            let (address, fragment) = href.split_once('#').unwrap_or((&href, ""));
            let here = address.is_empty();
            // The page for unknown addresses is shown anywhere, so that its links are whole.
            assert!(here || !path.ends_with("404.html") || address.starts_with('/'), "{path}: {href}");
            if here {
                assert!(fragment.is_empty() || ids.contains(fragment), "{path}: {href}");
            } else {
                page(&built, &from_root(path, address));
            }
            links += 1;
        }
    }
    assert!(links > 200, "{links}");
}

#[test]
fn old_addresses_lead_to_the_article_in_their_own_language() {
    let built = site().build();
    let leads = |from: &str, to: &str| {
        let html = page(&built, from);
        let refreshes = html.contains("http-equiv=\"refresh\"");
        let way = html.split("url=").nth(1).unwrap().split('"').next().unwrap();
        let there = from_root(from, way);
        let decoded = percent_encoding::percent_decode_str(&there).decode_utf8().unwrap();
        assert!(refreshes && decoded == to, "{from}: {html}");
    };
    leads("/da-dk/planes/foldning/", FOLD[0].1);
    leads("/da-dk/planes/brug/", FOLD[0].1);
    for (tag, address) in FOLD {
        let folder = tag.to_lowercase();
        leads(&format!("/{folder}/planes/old-fold/"), address);
        leads(&format!("/{folder}/planes/fold/"), address);
    }
    leads("/da-dk/knots/tie/", "/da-dk/knots/bind-en-knude/");
    // What the source is called leads to the translation of a name of its own as well.
    leads("/da-dk/planes/fold-a-plane/", FOLD[0].1);
    leads("/ja-jp/planes/fold-a-plane/", FOLD[4].1);
    let rules = String::from_utf8(built.files["_redirects"].clone()).unwrap();
    assert!(rules.contains("/da-dk/planes/foldning"), "{rules}");
    assert!(
        !built.files.contains_key("de-de/planes/foldning/index.html"),
        "a translation's old addresses are its own"
    );
}

#[test]
fn sections_are_named_by_their_article_or_a_message_in_each_language() {
    let built = site().build();
    let named = |address: &str, name: &str| {
        let html = page(&built, address);
        assert!(html.contains(&format!(">{name}</")), "{address}: {name} in {html}");
    };
    for (tag, planes, knots) in [
        ("da-dk", "Fly", "Knuder"),
        ("ja-jp", "Planes", "結び目"),
        ("en-us", "Planes", "Knots and ties"),
        ("de-de", "Planes", "Knots and ties"),
    ] {
        named(&format!("/{tag}/"), planes);
        named(&format!("/{tag}/"), knots);
        named(&format!("/{tag}/knots/"), knots);
        let tie = if tag == "da-dk" { "bind-en-knude" } else { "tie" };
        named(&format!("/{tag}/knots/{tie}/"), knots);
    }
}
