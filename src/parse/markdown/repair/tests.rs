//! Laws and cases of what is repaired in whose Markdown.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

use super::bare_url::bare_address;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::markdown::{Document, visible};
use crate::parse::text_map::TextMap;
use crate::testing::generated::law;

fn read(text: &str, origin: MarkdownOrigin) -> Document {
    Document::parse(text, Vec::new(), TextMap::same(), &[], origin)
}

/// A text as the author's Markdown says it: `<b>`, `<i>` and `<s>` around emphasis, the rest as readers see it.
fn said(text: &str, origin: MarkdownOrigin) -> String {
    let document = read(text, origin);
    let mut out = String::new();
    for (event, _) in document.events() {
        let name = |tag: &Tag<'_>| match tag {
            Tag::Strong => "b",
            Tag::Emphasis => "i",
            Tag::Strikethrough => "s",
            Tag::Link { .. } => "a",
            _ => "",
        };
        match event {
            Event::Start(tag) if !name(&tag).is_empty() => out.push_str(&format!("<{}>", name(&tag))),
            Event::End(end) => match end {
                pulldown_cmark::TagEnd::Strong => out.push_str("</b>"),
                pulldown_cmark::TagEnd::Emphasis => out.push_str("</i>"),
                pulldown_cmark::TagEnd::Strikethrough => out.push_str("</s>"),
                pulldown_cmark::TagEnd::Link => out.push_str("</a>"),
                _ => {}
            },
            Event::Text(text) | Event::Code(text) => out.push_str(&visible(&text)),
            _ => {}
        }
    }
    out
}

#[test]
fn emphasis_beside_letters_of_scripts_without_spaces_opens_and_closes() {
    let cases = [
        ("***「両方」***です。", "<i><b>「両方」</b></i>です。"),
        ("***重要：***続き", "<i><b>重要：</b></i>続き"),
        ("これは~~「取消」~~です。", "これは<s>「取消」</s>です。"),
        ("~~削除：~~続き", "<s>削除：</s>続き"),
        ("**「太字」***「斜体」*です", "<b>「太字」</b><i>「斜体」</i>です"),
        ("1. ***「手順」***を行う", "<i><b>「手順」</b></i>を行う"),
        ("# 設定***「値」***です", "設定<i><b>「値」</b></i>です"),
        ("| 列 |\n|---|\n| ***「値」***です |", "列<i><b>「値」</b></i>です"),
        ("| 列 |\n|---|\n| 前~~「値」~~です |", "列前<s>「値」</s>です"),
        ("[**「値」**です](a.md)", "<a><b>「値」</b>です</a>"),
        ("이것은 **「값」**은 이다", "이것은 <b>「값」</b>은 이다"),
        ("이것은~~(취소)~~입니다", "이것은<s>(취소)</s>입니다"),
        ("กด***“บันทึก”***แล้ว", "กด<i><b>“บันทึก”</b></i>แล้ว"),
        ("文**`code`**文", "文<b>code</b>文"),
        ("文*（斜体）*文と**（太字）**文", "文<i>（斜体）</i>文と<b>（太字）</b>文"),
        ("**A：**文と**B：**文", "<b>A：</b>文と<b>B：</b>文"),
        ("~~**「両方」**~~です", "<s><b>「両方」</b></s>です"),
    ];
    for (text, expected) in cases {
        for origin in [MarkdownOrigin::Author, MarkdownOrigin::Translation] {
            let said = said(text, origin);
            // Which of two that open together is the outer one does not matter.
            let same = |text: &str| text.replace("<b><i>", "<i><b>").replace("</i></b>", "</b></i>");
            assert_eq!(same(&said), same(expected), "{text} {origin:?}");
        }
    }
}

#[test]
fn what_an_author_wrote_in_a_script_with_spaces_stays() {
    let texts = [
        "a*\"x\"*",
        "$*a*b $*$*a",
        "(*x)",
        "** x** and **y **",
        "a **** b",
        "****x*",
        "[as said](see below)",
        "[note](see below) f[0](x y)",
        "[the guide](Getting Started.md)",
        "![a](my pic.png)",
        "*[x*]",
        "[a [b](c.md) d](e.md)",
        "[link](/url \"title \"and\" title\")",
        "[Guide] (Getting Started.md)",
        "<a href=\"/x\">\n*bar*\n</a>",
        "a~~\"x\"~~b",
    ];
    for text in texts {
        let document = read(text, MarkdownOrigin::Author);
        assert_eq!(document.text, text);
        assert!(document.mended.is_empty() && document.taken_away.is_empty(), "{text}");
    }
    for text in ["[as said](see below)", "[note](see below)", "f[0](x y)", "[Guide] (Getting Started.md)"] {
        let document = read(text, MarkdownOrigin::Translation);
        assert_eq!(document.text, text);
        assert!(document.left_over.is_empty(), "{text}");
    }
}

#[test]
fn a_tag_that_becomes_text_makes_no_address_of_what_is_around_it() {
    for (text, expected) in [
        ("[foo]: <bar>(baz)\n\n[foo]", "[foo]: <bar>(baz)[foo]"),
        ("[a](<b>c)", "[a](<b>c)"),
        ("[a]( <your-name>c)", "[a]( <your-name>c)"),
    ] {
        assert_eq!(said(text, MarkdownOrigin::Author), expected);
    }
}

#[test]
fn what_a_repair_takes_away_is_known() {
    for text in ["a **** b", "[a [b](c.md) d](e.md)"] {
        let document = read(text, MarkdownOrigin::Translation);
        let taken: usize = document.taken_away.iter().map(|place| place.len()).sum();
        assert_eq!(document.text.len() + taken, text.len(), "{text} {:?}", document.taken_away);
    }
}

#[test]
fn files_with_a_space_in_their_names_are_candidates_for_links() {
    let spaced = |text: &str| -> Vec<String> {
        read(text, MarkdownOrigin::Author).spaced_files.into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(spaced("Read [it](Getting Started.md)."), ["Getting Started.md"]);
    assert_eq!(spaced("![it](../a b/my pic.png) [x]( a b.md#part )"), ["../a b/my pic.png", "a b.md#part"]);
    assert!(
        spaced("[it](<Getting Started.md>) [a](b.md \"c d.md\") [as said](see below) `[a](b c.md)`")
            .is_empty()
    );
    assert!(spaced("[see](p. 3) [see](no. x.) \\[a](b c).md").is_empty());
}

#[test]
fn bare_addresses_end_where_their_names_do() {
    let cases = [
        ("https://wiki.example/日本語 now", "https://wiki.example/日本語", false),
        ("https://wiki.example/การตั้งค่า now", "https://wiki.example/การตั้งค่า", false),
        ("https://wiki.example/한국어/설정.", "https://wiki.example/한국어/설정", false),
        ("https://wiki.example/x。次の文", "https://wiki.example/x", false),
        ("https://wiki.example/日本語。次の文", "https://wiki.example/日本語", false),
        ("https://wiki.example/日本語、次", "https://wiki.example/日本語", false),
        ("https://wiki.example/x）と", "https://wiki.example/x", false),
        ("https://a.example/xをご覧ください", "https://a.example/x", true),
        ("https://a.example/をご覧ください", "https://a.example/", true),
        ("https://a.example를 참조", "https://a.example", true),
        ("https://a.example/x?q=日本&r=中文#設定 と", "https://a.example/x?q=日本&r=中文#設定", false),
        ("https://例え.テスト/パス", "https://例え.テスト/パス", false),
        ("https://a.example/x)を見る", "https://a.example/x", false),
        ("https://a.example/x_(日本)を", "https://a.example/x_(日本)", false),
        ("https://a.example/über/путь/مسار/पथ.", "https://a.example/über/путь/مسار/पथ", false),
        ("https://a.example/%E6%97%A5を", "https://a.example/%E6%97%A5", true),
        ("www.a.example/設定", "www.a.example/設定", false),
    ];
    for (text, expected, is_doubtful) in cases {
        let found = bare_address(text).unwrap();
        assert_eq!((&text[..found.length], found.is_doubtful), (expected, is_doubtful), "{text}");
    }
    assert_eq!(bare_address("https://"), None);
    assert_eq!(bare_address("www._www._www."), None);
    let many = format!("https://a.example/{}", ")".repeat(200_000));
    assert_eq!(bare_address(&many).unwrap().length, "https://a.example/".len());
}

#[test]
fn byte_order_marks_before_what_begins_a_line_are_taken_away() {
    let text = "\u{FEFF}# One\n\n\u{FEFF}## Two\n\n> \u{FEFF}- item\u{FEFF}s\n\n```\n\u{FEFF}code\n```\n";
    let document = read(text, MarkdownOrigin::Author);
    assert_eq!(document.stray_marks.len(), 3);
    assert_eq!(document.text.matches('\u{FEFF}').count(), 2);
    let starts =
        document.events().filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. } | Tag::Item)));
    assert_eq!(starts.count(), 3);
}

proptest! {
    #![proptest_config(law(400))]

    /// An author's text without directives, placeholders and bare addresses is what the parser reads, to the letter.
    #[test]
    fn an_authors_text_reads_as_the_dialect_says(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "*", "**", "***", "_", "__", "~~", "~", "`", "[", "]", "](", "](a.md)", "(", ")", " ", "\n", "\n\n", "- ", "> ",
                "# ", "| ", "|", "a", "b c", "\"x\"", "é", "Привет", "שלום", "$", "\\", "&amp;", "1. ", "    ", "---\n", ".",
                "[x]: u\n", "<a@b.example>", "![", "%", "\t",
            ]),
            0..24,
        ),
    ) {
        let text = pieces.concat();
        let document = read(&text, MarkdownOrigin::Author);
        prop_assert_eq!(&document.text, &text);
        let own: Vec<Event<'_>> = document.events().map(|(event, _)| event).collect();
        let parsed: Vec<Event<'_>> = Parser::new_ext(&text, super::super::events::options()).collect();
        prop_assert_eq!(own, parsed);
    }

    /// A text that was repaired needs no repair again.
    #[test]
    fn what_was_repaired_stays(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "*", "**", "***", "~~", "文", "「", "」", "です", "。", " ", "\n", "a", "\"", "값", "ไทย", "`c`", "[文](a.md)",
            ]),
            0..16,
        ),
    ) {
        let text = pieces.concat();
        let once = read(&text, MarkdownOrigin::Author);
        let again = read(&once.text.replace(super::SENTINEL, ""), MarkdownOrigin::Author);
        prop_assert_eq!(&again.text, &once.text);
        prop_assert_eq!(visible(&once.text), text);
    }
}
