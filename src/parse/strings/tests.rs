//! Fluent files: entries with their places and references, and what is told of broken ones.

use std::sync::Arc;

use crate::diagnostics::{Checked, Code};
use crate::locale::Locale;
use crate::messages::bundle::{MessageArgs, Mode, Strings};
use crate::parse::strings::{MessageEntry, MessageReference, MessageTarget, Resource, TERM_MARK, parse};
use crate::source::{Root, SourcePath, Span};
use proptest::prelude::*;

use crate::testing::generated::law;

fn parsed(text: &str) -> Checked<Arc<Resource>> {
    parse(&SourcePath::new(Root::Locales, "da/ui.ftl"), text.as_bytes())
}

fn strings_of(tag: &str, file: Arc<Resource>) -> Strings {
    let locale = Locale::parse(tag).unwrap();
    Strings::new(&locale, &[(locale.clone(), vec![file])])
}

/// What each diagnostic says, with the text it points at.
fn told(text: &str) -> Vec<(String, String)> {
    let checked = parsed(text);
    let place = |span: Span| text[span.start..span.end].to_owned();
    checked.diagnostics.into_iter().map(|d| (place(d.place.unwrap().span), d.message)).collect()
}

#[test]
fn entries_carry_their_places_and_references() {
    let text = "# Note\nsaved = { $count -> \n    [one] { -brand } saved { $count }\n   *[other] { NUMBER($count) }, see { help.title }\n }\n-brand = Hexapla\n    .gender = common\nempty =\n    .label = { save }\n";
    let resource = parsed(text).value;
    let at = |span: Span| &text[span.start..span.end];
    let ids: Vec<(&str, &str)> = resource.entries().iter().map(|e| (e.id.as_str(), at(e.span))).collect();
    assert_eq!(ids, [("saved", "saved"), ("-brand", "brand"), ("empty", "empty")]);
    let saved = resource.entry("saved").unwrap();
    assert_eq!(saved.span, Span::new(7, 12));
    let variable = MessageTarget::Variable("count".to_owned());
    let targets: Vec<MessageTarget> =
        saved.references.iter().map(|reference| reference.target.clone()).collect();
    let expected = [
        variable.clone(),
        MessageTarget::Term("-brand".to_owned()),
        variable.clone(),
        MessageTarget::Function("NUMBER".to_owned()),
        variable,
        MessageTarget::Message("help.title".to_owned()),
    ];
    assert_eq!(targets, expected);
    let MessageReference { span, .. } = saved.references[1];
    assert_eq!(at(span), "brand");
    let empty = resource.entry("empty").unwrap();
    assert!(!empty.has_value && !empty.is_term());
    assert_eq!(empty.keys().collect::<Vec<_>>(), ["empty.label"]);
    assert!(resource.entry("-brand").unwrap().is_term());
}

#[test]
fn a_broken_entry_is_told_with_its_place_and_the_rest_is_used() {
    let text = "first = One\nbad % value\nsecond = Two { $x\nthird = Tre\n";
    let told = told(text);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], ("%".to_owned(), "`=` is expected here".to_owned()));
    assert!(told[1].1.contains("`}`"), "{told:?}");
    let checked = parsed(text);
    assert!(checked.diagnostics.iter().all(|d| d.code == Code::FluentSyntax));
    let ids: Vec<&str> = checked.value.entries().iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["first", "third"]);
}

#[test]
fn a_syntax_error_points_at_a_whole_character() {
    for text in [
        "a = { é }\n",
        "a = {",
        "a",
        "é = x",
        "a = { \"x }\n",
        "a = { $n ->\n [one] x\n }\n",
        "-t =\n",
        "\u{FEFF}a %\n",
    ] {
        for diagnostic in parsed(text).diagnostics {
            let span = diagnostic.place.unwrap().span;
            assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
        }
        assert!(!parsed(text).diagnostics.is_empty(), "{text:?}");
    }
    assert_eq!(told("-brand =\n\nb = x")[0].1, "term `-brand` has no value");
    assert_eq!(told("a = { $n ->\n [one] x\n }\n")[0].1, "one variant must be the default: mark it with `*`");
}

#[test]
fn an_id_that_stands_twice_is_told_and_the_first_is_used() {
    let told = told("a = One\nb = x\na = Two\n");
    assert_eq!(
        told,
        [("a".to_owned(), "`a` is defined further up already, and that one is used".to_owned())]
    );
    let checked = parsed("a = One\na = Two\n");
    assert_eq!(checked.diagnostics[0].place.as_ref().unwrap().span, Span::new(8, 9));
    let shown = strings_of("en", checked.value).message("a", &MessageArgs::new(), Mode::Text);
    assert_eq!(shown.text, "One");
}

#[test]
fn a_byte_order_mark_and_broken_bytes_keep_the_places() {
    let checked = parse(&SourcePath::new(Root::Locales, "x.ftl"), b"\xEF\xBB\xBFa = x\nb = \xFF\n");
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.diagnostics[0].code, Code::SourceNotUtf8);
    assert_eq!(checked.diagnostics[0].place.as_ref().unwrap().span, Span::new(13, 14));
    assert_eq!(checked.value.entry("a").unwrap().span, Span::new(3, 4));
}

#[test]
fn an_entry_nested_beyond_reason_costs_only_itself() {
    for deep in ["{".repeat(100_000), "{ F(".repeat(50_000), "{ F(\nF(".repeat(50_000), "{\n".repeat(100_000)]
    {
        let text = format!("a = Før\ndeep = {deep}\nb = {{ \"{{\" }} Efter\nc = Slut\n");
        let checked = parsed(&text);
        assert!(checked.diagnostics[0].message.contains("nested too deeply"));
        let ids: Vec<&str> = checked.value.entries().iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(checked.value.entry("c").unwrap().span.start, text.find("c = ").unwrap());
    }
}

/// Text that looks like Fluent more often than chance would have it.
fn fluent_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b",
        "-t",
        " = ",
        "\n",
        "\n    ",
        "{ ",
        " }",
        "$n",
        "a",
        "-t.x",
        "(",
        ")",
        "NUMBER($n)",
        " ->",
        "\n [one] ",
        "\n *[other] ",
        "\n [1] ",
        "\"x\"",
        "\"",
        "1.5",
        ".x = ",
        "#",
        "é",
        "{ $n ->\n *[x] { a }\n }",
        "{ -t(n: 1) }",
        "DATETIME($n)",
        "\r\n",
        "[",
        "*",
        ".",
        "\u{FEFF}",
        "{{ a }}",
        "a = x\n",
        "-t = { a }\n",
        "\nb = { a.x }\n",
        ", ",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// No Fluent file makes anything panic, and its entries are where they say.
fn stands(text: &str) -> Result<(), TestCaseError> {
    let text = format!("a = start {text}\n");
    let checked = parsed(&text);
    for diagnostic in &checked.diagnostics {
        let span = diagnostic.place.as_ref().unwrap().span;
        prop_assert!(text.get(span.start..span.end).is_some());
    }
    for entry in checked.value.entries() {
        prop_assert_eq!(&text[span_of(entry)], entry.id.trim_start_matches('-'));
    }
    // Terms are always rewritten: were they not, the rewritten text would not have parsed.
    let rewritten = checked.value.runtime().source().contains(TERM_MARK);
    prop_assert!(rewritten || !checked.value.entries().iter().any(MessageEntry::is_term));
    let strings = strings_of("ar", checked.value.clone());
    // A select anywhere has the whole file rewritten, which must change no text.
    let beside_select = strings_of("ar", parsed(&format!("{text}\nzz = {{ $n ->\n *[x] y\n }}\n")).value);
    for key in checked.value.entries().iter().flat_map(|entry| entry.keys().collect::<Vec<_>>()) {
        let args = MessageArgs::new().number("n", 1.5);
        let message = strings.message(&key, &args, Mode::Text);
        prop_assert_eq!(message.text, beside_select.message(&key, &args, Mode::Text).text, "{}", &key);
    }
    Ok(())
}

#[test]
fn files_that_were_once_misread_are_read() {
    // Drawn once by chance.
    for text in ["{ -t(n: 1) }$na", "a = x\n-t = [\n    $na"] {
        stands(text).unwrap();
    }
}

proptest! {
    #![proptest_config(law(4000))]

    #[test]
    fn no_fluent_file_makes_anything_panic(text in fluent_like()) {
        stands(&text)?;
    }
}

fn span_of(entry: &MessageEntry) -> std::ops::Range<usize> {
    entry.span.start..entry.span.end
}

#[test]
fn as_deep_as_any_message_needs_is_not_too_deep() {
    let nested = |depth: usize| format!("deep = {}{}\n", "{".repeat(depth), "}".repeat(depth));
    let is_reported = |depth: usize| {
        let checked = parse(&SourcePath::new(Root::Locales, "en/x.ftl"), nested(depth).as_bytes());
        checked.diagnostics.iter().any(|diagnostic| diagnostic.message.contains("nested too deeply"))
    };
    assert!(!is_reported(64) && is_reported(65));
}
