//! What is reported of messages, and that nothing raw is displayed without a report.

use proptest::prelude::*;
use rustc_hash::FxHashMap;

use super::{of_files, of_variables};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::locale::Locale;
use crate::messages::bundle::MessageArgs;
use crate::messages::interface::{Messages, Resources, StringFile};
use crate::parse::strings::parse;
use crate::source::{Root, SourcePath};
use crate::testing::generated::law;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// The site's messages and all that is reported of them, with the source locale en-US.
fn checked(files: &[(&str, &str)]) -> (Messages, Vec<Diagnostic>) {
    let source = locale("en-US");
    let mut resources = Resources::embedded();
    let (mut own, mut diagnostics) = (Vec::new(), Vec::new());
    for (tag, text) in files {
        let path = SourcePath::new(Root::Locales, &format!("{tag}/site.ftl"));
        let resource = parse(&path, text.as_bytes()).into_value(&mut diagnostics);
        resources.add(locale(tag), resource.clone());
        own.push(StringFile { locale: locale(tag), path, resource });
    }
    diagnostics.extend(of_files(&own, &resources, &source));
    let mut chains = vec![(source.clone(), Vec::new())];
    chains.extend(own.iter().map(|file| (file.locale.clone(), vec![source.clone()])));
    let messages = Messages::new(&resources, &chains, own);
    let passed = ["a", "b", "c"]
        .map(|id| (id.to_owned(), ["count".to_owned(), "name".to_owned()].into_iter().collect()));
    diagnostics.extend(of_variables(&messages, &FxHashMap::from_iter(passed), &source));
    (messages, diagnostics)
}

fn reported(tag: &str, text: &str) -> Vec<String> {
    let (_, diagnostics) = checked(&[(tag, text)]);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.place.as_ref().map(|place| place.span).unwrap_or_default();
            assert_eq!(diagnostic.code, Code::StringInvalid);
            let expected = if tag == "en-US" { Severity::Error } else { Severity::Warning };
            assert_eq!(diagnostic.severity, expected, "{}", diagnostic.message);
            format!("{} | {}", text.get(span.start..span.end).unwrap_or_default(), diagnostic.message)
        })
        .collect()
}

#[test]
fn every_kind_of_fault_is_reported_at_its_place() {
    for (text, expected) in [
        ("a = { LEN($name) }", "LEN | there is no function `LEN`"),
        ("a = { nothing }", "nothing | there is no `nothing`"),
        ("a = { b.title }\nb = x", "b | there is no `b.title`"),
        ("a = { -brand }", "brand | there is no `-brand`"),
        ("a = { $nmae }", "nmae | `a` is never given a variable `$nmae`"),
        ("contents = { $x }", "x | `contents` is never given a variable `$x`"),
        ("a = { \"\" }", "a | `a` is an empty text"),
        ("a = { $count ->\n [few] x\n *[other] y\n }", "few | en-US has no plural category `few`"),
        (
            "a = { NUMBER($count, type: \"ordinal\") ->\n [many] x\n *[other] y\n }",
            "many | en-US has no plural category `many`",
        ),
        ("a = { 5 ->\n [two] x\n *[other] y\n }", "two | en-US has no plural category `two`"),
        ("a = x\n .title = { a.title }", "a | `a.title` contains itself by way of `a.title`"),
    ] {
        assert_eq!(reported("en-US", text), [expected], "{text}");
        let elsewhere = expected.replace("en-US", "en-GB");
        assert_eq!(reported("en-GB", text), [elsewhere], "{text}");
    }
    assert_eq!(reported("en-US", "a = { b }\nb = { -c }\n-c = { a }").len(), 3);
    assert_eq!(reported("ja", "a = { $count ->\n [one] x\n *[other] y\n }").len(), 1);
}

#[test]
fn what_is_right_is_not_reported() {
    for (tag, text) in [
        ("en-US", "a = { $count ->\n [0] none\n [one] x\n *[other] y { $name }\n }"),
        ("en-US", "a = { NUMBER($count, type: \"ordinal\") ->\n [two] nd\n [few] rd\n *[other] th\n }"),
        ("en-US", "a = { $name ->\n [few] some\n [male] he\n *[other] they\n }"),
        (
            "en-US",
            "-brand = { $case ->\n *[nominative] Kites\n [genitive] Kites’\n }\na = { -brand(case: \"genitive\") }",
        ),
        ("en-US", "a = x { a.title }\n .title = y"),
        ("en-US", "part = { $anything }\na = { part }"),
        ("sr-Latn", "a = { $count ->\n [one] x\n [few] y\n *[other] z\n }"),
        ("gv", "a = { $count ->\n [two] x\n [many] y\n *[other] z\n }"),
        ("de", "a = { contents } { DATETIME($name) }"),
    ] {
        assert_eq!(reported(tag, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn readers_get_the_next_message_of_the_chain_for_one_that_cannot_be_displayed() {
    let (messages, _) =
        checked(&[("de", "a = Hallo { -marke }\ncontents = Zu { $x }"), ("en-US", "a = Hello")]);
    let args = MessageArgs::new();
    assert_eq!(messages.message("de", "a", &args), "Hello");
    assert_eq!(
        messages.message("de", "contents", &args),
        checked(&[("de", "")]).0.message("de", "contents", &args)
    );
    let (messages, _) = checked(&[("en-US", "a = Hello { $nobody }, friend of { -brand }!\nb = { -brand }")]);
    assert_eq!(messages.message("en-US", "a", &args), "Hello, friend of!");
    assert_eq!(messages.message("en-US", "b", &args), "b");
}

#[test]
fn one_message_is_not_translated_and_two_are_not() {
    let (messages, _) = checked(&[("uz-Cyrl", "a = b"), ("en-US", "a = b")]);
    let all: Vec<String> = messages.missing().into_iter().map(|diagnostic| diagnostic.message).collect();
    assert!(
        all.iter()
            .any(|message| message.ends_with("of the interface messages are not translated into uz-Cyrl")),
        "{all:?}"
    );
}

/// Pieces of Fluent that are right, broken, or wrong for their locale.
fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        " ",
        "{ $count }",
        "{ $name }",
        "{ $nmae }",
        "{ b }",
        "{ c }",
        "{ b.title }",
        "{ -brand }",
        "{ -c }",
        "{ LEN($count) }",
        "{ NUMBER($count) }",
        "{ \"\" }",
        "{ $x",
        "}",
        "{",
        "{ { $count } }",
        "{ \"{\" }x",
        "{ $count ->\n [one] one\n *[other] { $count }\n }",
        "{ $count ->\n [few] few\n *[other] { a }\n }",
        "{ -brand(case: \"x\") }",
        "{ 1 ->\n [two] x\n *[other] y\n }",
        "\n .title = t",
    ]);
    let id = prop::sample::select(vec!["a", "b", "c", "-brand", "-c", "contents", "x y", "#"]);
    (id, prop::collection::vec(piece, 0..4)).prop_map(|(id, pieces)| format!("{id} = {}\n", pieces.concat()))
}

proptest! {
    #![proptest_config(law(400))]

    #[test]
    fn no_reader_sees_raw_fluent_or_nothing_without_a_report(lines in prop::collection::vec(line(), 1..6), tag in prop::sample::select(vec!["en-US", "de", "sr-Latn"])) {
        let text = lines.concat();
        let (messages, diagnostics) = checked(&[(tag, &text)]);
        let args = MessageArgs::new().number("count", 2.0).text("name", "Ada");
        for id in ["a", "b", "c", "b.title", "contents"] {
            let displayed = messages.message(tag, id, &args);
            let raw = displayed.contains("{$") || displayed.contains("{-") || displayed.contains("()}") || displayed.contains("HEXAPLA") || displayed.contains("???");
            prop_assert!(!raw, "{id}: {displayed:?} of {text:?}");
            let missing = messages.has(tag, id) && displayed == id;
            prop_assert!(!displayed.is_empty() || !diagnostics.is_empty(), "{id}: nothing of {text:?}");
            prop_assert!(!missing || !diagnostics.is_empty(), "{id}: only its id of {text:?}");
        }
    }
}
