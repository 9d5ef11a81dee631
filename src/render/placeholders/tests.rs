//! Terms and variables in articles: in every place where a text is shown or found, in the words of its locale.

use crate::testing::fixture::{Built, Site};

const CONFIG: &str =
    "[site]\nbase-url = \"https://kites.example\"\n\n[vars]\nmetres = 1500\nhotline = \"+45 (20) 30\"\n";
const WORDS: &str = "-kite = Paper Kite\n-shop = Kite & Co\n";

fn article(vars: &str, body: &str) -> String {
    format!(
        "---\ntitle: Fly your {{ -kite }}\ndescription: The {{ -kite }} and its {{ $line }}.\n{vars}---\n{body}\n"
    )
}

fn build(english: &str, danish: &str) -> Built {
    Site::of(&[
        ("hexapla.toml", CONFIG),
        ("locales/en-US/site.ftl", WORDS),
        ("locales/da-DK/site.ftl", "-kite = Papirdrage\n"),
        ("content/en-US/fly.md", english),
        ("content/da-DK/fly.md", danish),
        ("content/de-DE/other.md", "---\ntitle: Anderes\ndescription: Etwas.\n---\n# Anderes\n\nText.\n"),
    ])
    .build()
}

#[test]
fn phrases_are_said_in_the_words_of_the_texts_locale() {
    let built = build(
        &article(
            "vars:\n  line: string\n  sheets: 2000\n",
            "# Fly a { -kite }\n\nUp to { $metres } metres on a { $line }, from { -shop }, call { $hotline }.",
        ),
        &article(
            "vars:\n  sheets: 3000\n",
            "# Flyv en { -kite }\n\nOp til { $metres } meter i { $line } fra { -shop }: { $sheets }.",
        ),
    );
    assert_eq!(built.told, "");
    let english = built.page("en-us/fly");
    assert!(english.contains("Up to <bdi>1,500</bdi> metres on a <bdi>string</bdi>, from <bdi>Kite &amp; Co</bdi>, call <bdi>+45 (20) 30</bdi>."), "{english}");
    assert!(english.contains("<h1 id=\"fly-a-kite\">Fly a <bdi>Paper Kite</bdi></h1>"), "{english}");
    assert!(english.contains("<title>Fly your Paper Kite"), "{english}");
    assert!(english.contains("content=\"The Paper Kite and its string.\""), "{english}");
    let danish = built.page("da-dk/fly");
    assert!(danish.contains("Op til <bdi>1.500</bdi> meter i <bdi>string</bdi> fra <bdi>Kite &amp; Co</bdi>: <bdi>3.000</bdi>."), "{danish}");
    assert!(danish.contains("<title>Fly your Papirdrage"), "{danish}");
    // A text that is shown elsewhere keeps its own words.
    assert!(built.page("de-de/fly").contains("Fly a <bdi>Paper Kite</bdi>"));
}

#[test]
fn lists_of_contents_feeds_and_search_say_phrases_too() {
    let body = "# Fly a { -kite }\n\n## Why a { -kite }\n\nZebraword { -shop }.\n\n## Two\n\n## Three\n\n`{ -kite }`\n";
    let built = build(&article("vars: { line: x }\n", body), &article("", "# En\n"));
    let page = built.page("en-us/fly");
    assert!(page.contains("<a href=\"#why-a-kite\">Why a Paper Kite</a>"), "{page}");
    assert!(page.contains("<code translate=\"no\">{ -kite }</code>"), "{page}");
    assert!(built.page("en-us").contains("Fly a Paper Kite"));
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        if path.starts_with("en-us/") && path.ends_with(".txt") {
            assert!(text.contains("Fly a Paper Kite") && !text.contains("{ -kite }"), "{path}");
        }
    }
}

#[test]
fn an_included_text_says_the_variables_of_the_article_that_includes_it() {
    let built = Site::of(&[
        ("content/en-US/fly.md", "---\ntitle: Fly\ndescription: Fly.\nvars:\n  thing: kite\n---\n# Fly\n\n[!INCLUDE [hint](parts/hint.md)]\n"),
        ("content/en-US/parts/hint.md", "---\ntitle: Hint\ndescription: A hint.\nvars:\n  thing: toy\n---\nHold your { $thing }.\n"),
    ])
    .build();
    assert_eq!(built.told, "");
    assert!(built.main("en-us/fly").contains("Hold your <bdi>kite</bdi>."), "{}", built.main("en-us/fly"));
}

#[test]
fn what_is_not_defined_is_reported_also_where_nothing_is() {
    let built = build(
        &article("vars: { line: x }\n", "# A\n\n{ -kita } { $meters } \\{ -kita } `{ -kita }`"),
        &article("", "# B\n"),
    );
    let lines: Vec<&str> = built.told.lines().collect();
    assert_eq!(lines.len(), 2, "{}", built.told);
    assert!(
        lines[0].contains("fly.md:8:1: error[phrase-unknown]: `{ -kita }` is not defined"),
        "{}",
        built.told
    );
    assert!(lines[1].contains("`{ $meters }` is not defined"), "{}", built.told);
    let silent = Site::of(&[(
        "content/en-US/fly.md",
        "---\ntitle: A\ndescription: A.\n---\n# A\n\n{ -kita } { $meters }\n",
    )])
    .build();
    assert_eq!(silent.told.lines().count(), 2, "{}", silent.told);
    assert!(
        silent.told.contains("fly.md:7:1: error[phrase-unknown]: `{ -kita }` is not defined"),
        "{}",
        silent.told
    );
    assert!(silent.main("en-us/fly").contains("<p>{ -kita } { $meters }</p>"));
}

#[test]
fn variables_are_names_with_a_text_or_a_number() {
    let told = |text: &str| {
        let path = crate::source::SourcePath::new(crate::source::Root::Site, "hexapla.toml");
        crate::parse::config::parse(&path, text.as_bytes()).diagnostics.len()
    };
    assert_eq!(told("[vars]\na = 1\nb-c_2 = \"x\"\nd = 1_000.5\n"), 0);
    assert_eq!(told("[vars]\na = true\n"), 1);
    assert_eq!(told("[vars]\n\"a b\" = 1\n"), 1);
    let built =
        Site::of(&[("content/en-US/fly.md", "---\ntitle: A\ndescription: A.\nvars: [1]\n---\n# A\n")])
            .build();
    assert!(built.told.contains("front-matter-value-invalid"), "{}", built.told);
}

#[test]
fn the_source_beside_a_sentence_is_said_in_the_sources_words() {
    let danish = "---\ntitle: Drager\ndescription: Om.\n---\n<span data-ttu-id=\"1a2b3-103\">Flyv { -kite }.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-103\">Fly { -kite }.</span></span>\n";
    let built = build("---\ntitle: Kites\ndescription: About.\n---\nFly { -kite }.\n", danish);
    let main = built.main("da-dk/fly");
    assert!(
        main.contains("Flyv <bdi>Papirdrage</bdi>.")
            && main.contains("data-nosnippet>Fly Paper Kite.</span>"),
        "{main}"
    );
    assert!(!main.contains("unit-stale"), "{main}");
}
