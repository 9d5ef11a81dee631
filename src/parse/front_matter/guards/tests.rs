//! Shows that no spelling of a guard publishes what it may be meant to keep back, and that articles without one keep their pages.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::diagnostics::{Code, Severity};
use crate::parse::article::Article;
use crate::parse::front_matter::Publicity;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::source::{Root, SourcePath};
use crate::testing::fixture::{Built, Site};
use crate::testing::generated::law;

const WORD: &str = "Quillwort";

/// The standing of an article, and whether an error is reported.
fn standing(text: &str) -> (Publicity, bool) {
    let path = SourcePath::new(Root::Content, "en-US/a.md");
    let parsed = Article::parse(&path, text, MarkdownOrigin::Author);
    let is_error = parsed.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    (parsed.value.front_matter.standing, is_error)
}

fn article(front_matter: &str) -> String {
    format!("---\ntitle: {WORD}\n{front_matter}\n---\n# {WORD}\n\n{WORD} text.\n")
}

/// Keys that guard whether an article has a page, with values that say no or are in doubt.
fn guard_lines() -> Vec<String> {
    const KEYS: [&str; 14] = [
        "draft",
        "Draft",
        "DRAFT",
        "drafts",
        "isDraft",
        "is_draft",
        "is-draft",
        "dratf",
        "daft",
        "\"draft\"",
        "draft ",
        "unpublished",
        "expires",
        "expiryDate",
    ];
    const VALUES: [&str; 17] = [
        ": yes",
        ": Yes",
        ": on",
        ": y",
        ": 1",
        ": \"true\"",
        ": 'true'",
        ":",
        ": [true]",
        ": true",
        "\t: true",
        ":true",
        " = true",
        ": !!bool true",
        ": &a true",
        ": \"\"",
        ": 0",
    ];
    let pairs = KEYS.iter().flat_map(|key| VALUES.iter().map(move |value| format!("{key}{value}")));
    let odd = [
        "published: false",
        "published: no",
        "Published: false",
        "published: 2024-01-01",
        "published:",
        "publish: false",
        "draft: tru",
        "draft: later",
        "draft: TrUe",
        "draft: true\ndraft: false",
        "draft: false\nDraft: true",
        "\tdraft: true",
        "  draft: true",
        "draft : true",
        "? draft\n: true",
        "{draft: true}",
        "draft: {a: b}",
        "expiry: 2020-01-01",
        "expired: true",
        "Expires: soon",
        "draft\u{a0}: true",
        "\u{a0}draft: true",
        "\u{200b}draft: true",
        "draft: true\u{a0}",
        "draft:\n  true",
        "draft: |\n  true",
        "draft: >-\n  true",
        "tags: [a\ndraft: true",
        "author: A: b\ndraft: true",
        "author: \"A\ndraft: true",
        "author: @a\ndraft: true",
        "ms.custom:\n  draft: true",
        "author: A\n  draft:true",
        "- draft: true",
        "draft true",
        "draft",
        "Draft = yes",
        "draft：true",
        "DRAFT:TRUE",
        "draft: true, false",
        "draft:  true  x",
        "x: *nothing\ndraft: true",
    ];
    pairs.chain(odd.map(str::to_owned)).collect()
}

/// The ways in which a block is begun and ended.
const FRAMES: [(&str, &str); 16] = [
    ("---\n", "\n---\n"),
    ("\n---\n", "\n---\n"),
    (" ---\n", "\n---\n"),
    ("\u{feff}\u{feff}---\n", "\n---\n"),
    ("\u{200b}---\n", "\n---\n"),
    ("<!-- c -->\n---\n", "\n---\n"),
    ("---\n", "\n ---\n"),
    ("---\n", "\n\n"),
    ("---\n", "\n----\n"),
    ("----\n", "\n----\n"),
    ("—\u{2014}\n", "\n---\n"),
    ("--- yaml\n", "\n---\n"),
    ("---\n", "\n...\n"),
    ("+++\n", "\n+++\n"),
    ("", "\n---\n"),
    ("---\r\n", "\r\n---\r\n"),
];

#[test]
fn six_hundred_spellings_of_a_guard_publish_nothing() {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |text: String| files.insert(format!("content/en-US/a{}.md", files.len()), text);
    for line in guard_lines() {
        add(article(&line));
    }
    for (open, close) in FRAMES {
        let is_toml = open.starts_with('+');
        for line in ["draft: true", "draft: yes", "Draft: true", "draft:true", "published: false"] {
            let keys = format!("title: {WORD}\n{line}");
            let keys = if is_toml { keys.replace(": ", " = ") } else { keys };
            let text = format!("{open}{keys}{close}# {WORD}\n\n{WORD} text.\n");
            let is_old = line == "draft: true" && open.starts_with(['-', ' ', '\n']);
            if is_old {
                add(text.replace("\r\n", "\n").replace('\n', "\r"));
            }
            add(text);
        }
    }
    let count = files.len();
    assert!(count >= 300, "{count}");
    files.insert("content/en-US/zeta.md".to_owned(), "---\ntitle: Zeta\n---\n# Zeta\n\nText.\n".to_owned());
    files.insert(
        "hexapla.toml".to_owned(),
        "[site]\ntitle = \"S\"\nbase-url = \"https://a.example/\"\nsource-locale = \"en-US\"\n".to_owned(),
    );
    let all: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let built = Site::of(&all).build();
    let pages: Vec<&String> =
        built.files.keys().filter(|path| path.starts_with("en-us/a") && path.contains('/')).collect();
    let shown: Vec<&String> = pages
        .iter()
        .map(|page| {
            &files[&format!("content/en-US/{}.md", page["en-us/".len()..].split(['/', '.']).next().unwrap())]
        })
        .collect();
    assert!(shown.is_empty(), "{shown:#?}");
    assert!(built.files.keys().any(|path| path.starts_with("en-us/zeta")));
    holds_nowhere(&built);
    let told =
        |path: &str| built.told.lines().any(|line| line.starts_with(path) && line.contains(": error["));
    let silent: Vec<&String> = files.keys().filter(|path| path.contains("en-US/a") && !told(path)).collect();
    for path in silent {
        // A draft as it is documented is no error.
        let text = &files[path];
        let plain = [
            "draft: true",
            "draft : true",
            "\"draft\": true",
            "draft: TRUE",
            "? draft\n: true",
            "draft:\n  true",
            "published: false",
        ];
        let is_plain =
            text.contains("draft") && text.contains("true") || plain.iter().any(|line| text.contains(line));
        assert!(is_plain, "{text:?} is kept back without a word");
    }
}

fn holds_nowhere(built: &Built) {
    for (path, bytes) in &built.files {
        let holds = bytes.windows(WORD.len()).any(|window| window.eq_ignore_ascii_case(WORD.as_bytes()));
        assert!(!holds, "{path} holds the text of an article that is kept back");
    }
}

#[test]
fn only_true_and_false_are_understood() {
    for (lines, wanted) in [
        ("draft: true", (Publicity::KeptBack, false)),
        ("draft: True # why", (Publicity::KeptBack, false)),
        ("draft: FALSE", (Publicity::Public, false)),
        ("published: true", (Publicity::Public, false)),
        ("published: false", (Publicity::KeptBack, false)),
        ("search: false", (Publicity::Public, false)),
        ("robots: NOINDEX, nofollow", (Publicity::Public, false)),
        ("ROBOTS: max-snippet:20", (Publicity::Public, false)),
        ("params:\n  draft: maybe", (Publicity::Public, false)),
        ("description: |\n  Draft: how to write one", (Publicity::Public, false)),
        ("description: \"A\n  draft: b\"", (Publicity::Public, false)),
        ("description: How to draft a letter", (Publicity::Public, false)),
        ("# draft: true", (Publicity::Public, false)),
        ("robots: [NOINDEX]", (Publicity::Unlisted, true)),
        ("robots: NO-INDEX", (Publicity::Unlisted, true)),
        ("Robots: noindex", (Publicity::Unlisted, true)),
        ("robots: true", (Publicity::Unlisted, true)),
        ("noindex: true", (Publicity::Unlisted, true)),
        ("robots: index\nROBOTS: noindex", (Publicity::Unlisted, true)),
        ("search: no", (Publicity::Unlisted, true)),
        ("Search: false", (Publicity::Unlisted, true)),
        ("serch: false", (Publicity::Unlisted, true)),
        ("author: A: b", (Publicity::Unlisted, true)),
    ] {
        assert_eq!(standing(&article(lines)), wanted, "{lines:?}");
    }
}

#[test]
fn a_draft_source_keeps_back_its_translations_and_a_draft_translation_only_itself() {
    for (line, is_public) in [
        ("draft: true", false),
        ("draft: yes", false),
        ("author: a: b\ndraft: true", false),
        ("draft: false", true),
    ] {
        let source = article(line);
        let site = [
            ("content/en-US/a.md", &*source),
            ("content/en-US/b.md", "---\ntitle: B\n---\n# B\n\nWords.\n"),
            ("content/da-DK/a.md", "---\ntitle: A\n---\n# A\n\nOrdene.\n"),
            ("content/da-DK/b.md", &*source),
        ];
        let files = Site::of(&site).build().files;
        let has = |page: &str| files.keys().any(|path| path.starts_with(page));
        assert_eq!((has("en-us/a/"), has("da-dk/a/")), (is_public, is_public), "{line:?}");
        let fallback = files.iter().find(|(path, _)| path.starts_with("da-dk/b/") && path.ends_with(".html"));
        let html = String::from_utf8_lossy(fallback.unwrap().1);
        assert_eq!(html.contains("Words."), !is_public, "{line:?}");
        assert_eq!(html.contains(WORD), is_public, "{line:?}");
    }
}

#[test]
fn an_article_whose_robots_are_in_doubt_is_listed_nowhere() {
    let text = article("robots: no-index");
    let site = Site::of(&[
        (
            "hexapla.toml",
            "[site]\ntitle = \"S\"\nbase-url = \"https://a.example/\"\nsource-locale = \"en-US\"\n",
        ),
        ("content/en-US/a.md", &text),
        ("content/en-US/b.md", "---\ntitle: B\n---\n# B\n\nWords.\n"),
    ]);
    let files = site.build().files;
    let page =
        files.iter().find(|(path, _)| path.starts_with("en-us/a/") && path.ends_with(".html")).unwrap();
    assert!(String::from_utf8_lossy(page.1).contains("content=\"noindex\""));
    for (path, bytes) in files.iter().filter(|(path, _)| !path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("/en-us/a/") && !text.contains(WORD), "{path}");
    }
}

#[test]
fn an_article_that_begins_with_a_line_across_stays_one() {
    for text in [
        "---\n\nThe first words.\n\n---\n\nMore.\n",
        "---\nThe first words.\n---\nMore.\n",
        "---\n\n# Head\n\nNote: words.\n",
        "\n---\n\nDraft versions are kept in a folder of their own.\n",
        "----\n\nSentences with words: and colons.\n",
        "+++\n\nMore.\n",
        "{ -brand } is good.\n",
        "title\n---\n",
        "Words: they matter.\n",
    ] {
        let path = SourcePath::new(Root::Content, "en-US/a.md");
        let parsed = Article::parse(&path, text, MarkdownOrigin::Author);
        let codes: Vec<Code> = parsed.diagnostics.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::FrontMatterMissing], "{text:?}");
        assert_eq!(parsed.value.target_body, 0, "{text:?}");
    }
}

#[test]
fn a_block_that_is_not_read_is_reported_for_what_it_is_and_not_printed() {
    for (text, wanted) in [
        ("---\ntitle: Unclosed\nms.author: a\n\n# H\n\nText.\n", "not closed"),
        ("---\ntitle: Unclosed\n\n# H\n\nText.\n\n---\n\nMore text.\n", "not closed"),
        ("---\ntitle: Four\n----\n# H\n\nText.\n", "not end with exactly three"),
        ("-----\ntitle: Five\n-----\n# H\n\nText.\n", "not begin with exactly three"),
        ("--\ntitle: Two\n--\n# H\n\nText.\n", "not begin with exactly three"),
        ("+++\ntitle = \"T\"\n[extra]\nx = 1\n+++\n# H\n\nText.\n", "TOML"),
        ("+++\ntitle = \"T\"\n\n# H\n\nText.\n", "TOML"),
        ("{\n  \"title\": \"title: J\"\n}\n# H\n\nText.\n", "JSON"),
        ("{\"title\": \"title: J\"}\n\n# H\n\nText.\n", "JSON"),
        ("--- # yaml\ntitle: T\n---\n# H\n\nText.\n", "behind the hyphens"),
        ("title: T\ndescription: d\n\n# H\n\nText.\n", "missing"),
        ("title: T\n---\n# H\n\nText.\n", "missing"),
    ] {
        let path = SourcePath::new(Root::Content, "en-US/a.md");
        let parsed = Article::parse(&path, text, MarkdownOrigin::Author);
        assert_eq!(parsed.diagnostics.len(), 1, "{text:?}: {:?}", parsed.diagnostics);
        let problem = &parsed.diagnostics[0];
        assert_eq!(problem.code, Code::FrontMatterSyntax, "{text:?}");
        assert!(problem.message.contains(wanted), "{text:?}: {}", problem.message);
        let body = text[parsed.value.target_body..].trim_start();
        assert!(body.starts_with("# H\n\nText."), "{text:?}: {body:?}");
        assert_eq!(parsed.value.front_matter.standing, Publicity::Unlisted, "{text:?}");
    }
}

proptest! {
    #![proptest_config(law(400))]

    #[test]
    fn whatever_stands_around_a_guard_it_keeps_back_or_is_understood(
        before in proptest::sample::select(&["", "a: b\n", "a: [\n", "a: \"b\n", "x: y: z\n", "# c\n", "a:\n- b\n", "\n", "@\n", "a\n"][..]),
        guard in proptest::sample::select(guard_lines()),
        after in proptest::sample::select(&["", "\na: c", "\n}", "\n- d", "\n  e", "\n\n# f", "\nz: 'q"][..]),
        frame in proptest::sample::select(&FRAMES[..]),
    ) {
        let (open, close) = frame;
        let text = format!("{open}title: T\n{before}{guard}{after}{close}# H\n\nText.\n");
        let (standing, is_error) = standing(&text);
        let is_inside = before == "a: \"b\n" || guard.starts_with("author: \"A");
        // A misspelling is one only where its value is a flag: a text or a list below it makes it a key of the site's own.
        let is_own = guard.starts_with("da") || guard.starts_with("dratf");
        let is_own = is_own && matches!(after, "\n- d" | "\n  e") && !is_error;
        prop_assert!(standing == Publicity::KeptBack || is_own || (is_inside && !is_error), "{:?} is {:?}", text, standing);
    }
}
