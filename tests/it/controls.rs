//! Control characters and marks of direction: none comes to a reader or a terminal as it is, whatever files hold and are named.

use std::fs;
use std::process::Command;

use hexapla::Root;
use proptest::prelude::*;

use crate::fixture::{Built, Site};
use crate::generated::law;

/// The same as in the program, written once more: what may not stand in a text.
fn is_forbidden(letter: char) -> bool {
    let c = u32::from(letter);
    let is_control = c < 0x20 || (0x7F..0xA0).contains(&c);
    (is_control && !matches!(letter, '\t' | '\n' | '\r')) || matches!(c, 0x202D | 0x202E | 0xFFFE | 0xFFFF)
}

/// Texts that hold letters, marks of Markdown, and every kind of character that may or may not be there.
fn text() -> impl Strategy<Value = String> {
    "[a-c \\*`_\\[\\]\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{61c}\u{fffe}א]{0,24}"
}

fn build(title: &str, body: &str) -> Built {
    let mut site = Site::of(&[(
        "hexapla.toml",
        "[site]\ntitle = \"Kites\\u202e\"\nbase-url = \"https://help.example\"\n",
    )]);
    let quoted = serde_json::to_string(title).unwrap();
    let text = format!(
        "---\ntitle: {quoted}\ndescription: {quoted}\nms.date: 11/20/2026\nkeywords: {quoted}\n---\n# {body}\n\n{body}\n\n- {body}\n\n> {body}\n\n| a | b |\n|---|---|\n| {body} | c |\n\n```js\n{body}\n```\n\n![{body}](a.png \"{body}\")\n\n::: tip\n{body}\n:::\n\nx&#x202e;y&#7;z&#x2067;\n\n<details><summary>{body}</summary>\n\n</details>\n"
    );
    site.sources.insert(Root::Content, "en-US/a.md", text.clone().into_bytes());
    site.sources.insert(Root::Content, "en-US/b\u{1b}[2J\u{202e}.md", text.into_bytes());
    site.build()
}

fn texts(built: &Built) -> impl Iterator<Item = (&str, &str)> {
    let kinds = [".html", ".xml", ".md", ".txt", ".json", ".csv"];
    let is_text = move |path: &str| kinds.iter().any(|kind| path.ends_with(kind));
    let files = built.files.iter().filter(move |(path, _)| is_text(path));
    files.filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
}

proptest! {
    #![proptest_config(law(6))]

    #[test]
    fn no_text_for_readers_holds_what_obeys(title in text(), body in text()) {
        let built = build(&title, &body);
        prop_assert!(built.files.contains_key("en-us/feed.xml"));
        for (path, text) in texts(&built) {
            let found = text.find(is_forbidden).map(|at| &text[at.saturating_sub(60)..]);
            prop_assert!(found.is_none(), "{}: {:?}", path, found.map(|text| text.chars().take(120).collect::<String>()));
            if path.ends_with(".xml") {
                prop_assert!(roxmltree::Document::parse(text).is_ok(), "{} is no XML", path);
            }
        }
    }
}

#[test]
fn each_is_told_at_its_byte_and_replaced() {
    let built = Site::of(&[(
        "content/en-US/a.md",
        "---\ntitle: A\ndescription: b\n---\n# A\n\nTie\u{7}it \u{202e}so.\n\n```js\n\u{2066}a\nb\n```\n\nx \u{2067}**y**\n\nz\u{202b}\n",
    )])
    .build();
    let told: Vec<&str> = built.told.lines().filter(|line| line.contains("control-character")).collect();
    let places = ["a.md:7:4", "a.md:7:8", "a.md:10:1", "a.md:14:3", "a.md:16:2"];
    assert_eq!(told.len(), places.len(), "{told:#?}");
    for place in places {
        assert!(told.iter().any(|line| line.contains(&format!("{place}:"))), "{place}: {told:#?}");
    }
    let main = built.main("en-us/a");
    assert!(main.contains("Tie\u{FFFD}it \u{FFFD}so."), "{main}");
    assert!(main.contains("\u{2067}<strong>y</strong>\u{2069}</p>"), "{main}");
    assert!(main.contains("z\u{202b}\u{202c}</p>"), "{main}");
    assert!(main.contains("\u{2066}") && main.matches('\u{2069}').count() == 2, "{main}");
}

#[test]
fn marks_that_texts_need_are_neither_told_nor_changed() {
    let body =
        "שלום \u{200F}(\u{2067}אב\u{2069})\u{200E} می\u{200C}خواهم a\u{200B}b \u{202A}c\u{202C} 👩\u{200D}💻";
    let text = format!("---\ntitle: A\ndescription: b\n---\n# A\n\n{body}\n");
    let built = Site::of(&[
        ("content/he-IL/a.md", &text),
        ("content/en-US/a.md", "---\ntitle: A\ndescription: b\n---\n# A\n"),
    ])
    .build();
    assert!(!built.told.contains("control-character"), "{}", built.told);
    let main = built.main("he-il/a");
    for mark in [
        "\u{200F}",
        "\u{2067}אב\u{2069}",
        "\u{200E}",
        "\u{200C}",
        "\u{200B}",
        "\u{202A}",
        "\u{202C}",
        "\u{200D}",
    ] {
        assert!(main.contains(mark), "{mark:?}: {main}");
    }
}

#[test]
fn no_command_writes_names_that_steer_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site\u{1b}]0;name\u{7}");
    let odd = "e\u{1b}]0;PWN\u{7}\u{1b}[2Jx\u{202e}";
    for locale in ["en-US", "da-DK"] {
        let content = site.join("content").join(locale).join(odd);
        fs::create_dir_all(&content).unwrap();
        let text = "---\ntitle: \"a\\e[2Jb\u{9b}2J\"\ndescription: b\n---\n# A\u{1b}[2J\n\n[a](b\u{1b}[2J.md) The\u{1b}[2J end.\n";
        fs::write(content.join(format!("{odd}.md")), text).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
        let output = command.args(arguments).current_dir(&site).env("NO_COLOR", "1").output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes);
            let obeyed =
                |c: char| is_forbidden(c) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            if let Some(at) = text.find(obeyed) {
                panic!("{arguments:?} writes {:?}", text[at..].chars().take(80).collect::<String>());
            }
        }
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "{arguments:?} says nothing");
    };
    run(&["build"]);
    run(&["build", "--locale", "da\u{1b}[2J"]);
    run(&["check"]);
    run(&["check", "--format", "short"]);
    run(&["check", "--format", "github"]);
    run(&["status", "--by", "article"]);
    run(&["status", "--by", "article", "--format", "csv"]);
    run(&["search", "A", "--locale", "en-US"]);
    run(&["memory"]);
    run(&["extract"]);
    run(&["pseudo"]);
    run(&["explain", "a\u{1b}[2J"]);
    run(&["build", "nothing\u{1b}[2J"]);
    run(&["new", "new\u{1b}[2J"]);
    run(&["export", "--side", "target", "--output", "out\u{1b}[2J"]);
}
