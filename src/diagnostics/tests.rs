//! Checks how each format renders diagnostics.

use crate::diagnostics::excerpt::Locator;
use crate::diagnostics::human::{self, RenderOptions};
use crate::diagnostics::{Code, Diagnostic, github, json, sarif, short};
use crate::source::{Location, MemorySources, Root, SourcePath, Sources, Span};
use proptest::prelude::*;
use serde_json::Value;

use crate::testing::generated::law;

const ARTICLE: &str = "---\ntitle: Fold\n---\n\nSee [飛行機](missing.md) and שלום [x](y.md).\r\nלילה טוב\n";

fn sources() -> MemorySources {
    let mut sources = MemorySources::default();
    sources.insert(Root::Content, "ja-JP/fold, then: fly.md", ARTICLE);
    sources.insert(Root::Content, "ja-JP/raw.md", &b"ab\xff\xfecd \x1b[31mred \xe2\x80\xaeevil\n"[..]);
    sources.insert(
        Root::Content,
        "ja-JP/long.md",
        format!("{}<here>{}", "日本".repeat(500), "x".repeat(500)),
    );
    sources
}

fn article() -> SourcePath {
    SourcePath::new(Root::Content, "ja-JP/fold, then: fly.md")
}

fn marking(needle: &str) -> Diagnostic {
    let start = ARTICLE.find(needle).unwrap();
    Diagnostic::at(
        Code::LinkTargetMissing,
        &article(),
        start..start + needle.len(),
        "there is no article `missing.md`",
    )
    .help("did you mean `landing.md`?")
}

#[test]
fn people_see_the_line_with_the_place_marked_below_it() {
    let output = human::render(&[marking("missing.md")], &sources(), RenderOptions::default());
    let expected = "\
content/ja-JP/fold, then: fly.md: 1 error

error[link-target-missing]: there is no article `missing.md`
 --> content/ja-JP/fold, then: fly.md:5:11
  |
5 | See [飛行機](missing.md) and שלום [x](y.md).
  |              ^^^^^^^^^^
  |
  = help: did you mean `landing.md`?

";
    assert_eq!(output, expected);
}

#[test]
fn marks_stand_right_behind_text_from_right_to_left() {
    let output = human::render(&[marking("y.md")], &sources(), RenderOptions::default());
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[3], " --> content/ja-JP/fold, then: fly.md:5:36");
    // Three letters of two columns stand before it, so the mark is three further to the right than its column.
    assert_eq!(lines[6].find('^'), Some("5 | ".len() + 35 + 3));
}

#[test]
fn colour_is_only_in_the_coloured_form() {
    let one = [marking("missing.md")];
    assert!(
        human::render(&one, &sources(), RenderOptions { color: true, ..RenderOptions::default() })
            .contains("\u{1b}[")
    );
    assert!(!human::render(&one, &sources(), RenderOptions::default()).contains('\u{1b}'));
}

#[test]
fn what_would_fool_a_terminal_is_written_out() {
    let path = SourcePath::new(Root::Content, "ja-JP/raw.md");
    let diagnostic = Diagnostic::at(Code::SourceNotUtf8, &path, 2..4, "bad \u{202e}bytes\n\u{1b}]0;x");
    let one = std::slice::from_ref(&diagnostic);
    for output in [human::render(one, &sources(), RenderOptions::default()), short::render(one, &sources())] {
        assert!(!output.contains('\u{1b}') && !output.contains('\u{202e}'), "{output}");
        assert!(output.contains("bad <U+202E>bytes<U+000A><U+001B>]0;x"), "{output}");
        assert!(output.contains("raw.md:1:3"), "{output}");
    }
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let path = SourcePath::new(Root::Content, "ja-JP/long.md");
    let output = human::render(
        &[Diagnostic::at(Code::UrlRefused, &path, 3000..3006, "not allowed")],
        &sources(),
        RenderOptions::default(),
    );
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[3], " --> content/ja-JP/long.md:1:1001");
    assert!(
        lines[5].starts_with("1 | …") && lines[5].contains("<here>xx") && lines[5].ends_with("x…"),
        "{}",
        lines[5]
    );
    assert!(lines[5].chars().count() < 100);
    assert_eq!(lines[6].trim_matches([' ', '|']), "^^^^^^");
}

#[test]
fn a_narrow_terminal_gets_narrow_excerpts_and_one_without_unicode_plain_dots() {
    let path = SourcePath::new(Root::Content, "ja-JP/long.md");
    let reported = [Diagnostic::at(Code::UrlRefused, &path, 3000..3006, "not allowed")];
    for columns in [0, 36, 60, 100, 400] {
        let paper = RenderOptions { columns, ellipsis: "...", ..RenderOptions::default() };
        let output = human::render(&reported, &sources(), paper);
        let line = output.lines().find(|line| line.contains("<here>")).unwrap();
        let (room, used) = (columns.saturating_sub(12).clamp(24, 88), unicode_columns(line) - "1 | ".len());
        assert!(used <= room && used + 2 > room, "{columns}: {used}\n{output}");
        assert!(line.starts_with("1 | ...") && line.ends_with("x...") && !output.contains('…'), "{output}");
        assert_eq!(output.lines().nth(6).unwrap().trim_matches([' ', '|']), "^^^^^^", "{output}");
    }
}

/// Columns as terminals count them, for the letters that these tests use.
fn unicode_columns(line: &str) -> usize {
    line.chars().map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 }).sum()
}

#[test]
fn a_place_longer_than_any_line_is_cut_too() {
    let path = SourcePath::new(Root::Content, "ja-JP/long.md");
    let output = human::render(
        &[Diagnostic::at(Code::UrlRefused, &path, 30..3400, "not allowed")],
        &sources(),
        RenderOptions::default(),
    );
    assert!(output.lines().all(|line| line.chars().count() < 110), "{output}");
    assert!(output.contains("本…"), "{output}");
}

#[test]
fn places_that_are_no_longer_there_are_told_as_well_as_can_be() {
    let outside = Diagnostic::at(Code::UnitBroken, &article(), 5_000..9_000, "late");
    let vanished =
        Diagnostic::at(Code::SourceUnreadable, &SourcePath::new(Root::Content, "gone.md"), 0..0, "gone");
    let nowhere = Diagnostic::of_site(Code::SourceReconstructed, "three articles");
    let all = [nowhere, outside, vanished];
    let output = short::render(&all, &sources());
    let expected = "\
-: note[source-reconstructed]: three articles
content/ja-JP/fold, then: fly.md:7:1: warning[unit-broken]: late
content/gone.md: error[source-unreadable]: gone
";
    assert_eq!(output, expected);
    assert!(human::render(&all, &sources(), RenderOptions::default()).contains("\n --> content/gone.md\n"));
}

#[test]
fn every_file_has_one_heading_with_its_count() {
    let second = Diagnostic::of_site(Code::SourceReconstructed, "three articles");
    let warning = Diagnostic::at(Code::UnitBroken, &article(), 1..1, "no partner");
    let output =
        human::render(&[second, marking("missing.md"), warning], &sources(), RenderOptions::default());
    assert_eq!(output.matches("fly.md: 1 error, 1 warning\n").count(), 1, "{output}");
    assert!(output.starts_with("note[source-reconstructed]: three articles\n"), "{output}");
}

#[test]
fn json_tells_lines_and_columns_in_characters() {
    let output = json::render(
        &[marking("missing.md"), Diagnostic::of_site(Code::ThemeMissing, "no theme")],
        &sources(),
    );
    let document: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["errors"], 2);
    let first = &document["diagnostics"][0];
    assert_eq!(first["code"], "link-target-missing");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["path"], "content/ja-JP/fold, then: fly.md");
    assert_eq!([&first["line"], &first["column"], &first["end_line"], &first["end_column"]], [5, 11, 5, 21]);
    assert_eq!(first["excerpt"], "See [飛行機](missing.md) and שלום [x](y.md).");
    assert_eq!(first["help"], "did you mean `landing.md`?");
    assert_eq!(document["diagnostics"][1]["path"], Value::Null);
}

#[test]
fn sarif_names_each_rule_once_and_encodes_paths() {
    let warning = Diagnostic::at(Code::UnitBroken, &article(), 4..4, "no partner");
    let output = sarif::render(&[warning, marking("missing.md"), marking("y.md")], &sources());
    let log: Value = serde_json::from_str(&output).unwrap();
    let run = &log["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(rules, ["unit-broken", "link-target-missing"]);
    for result in run["results"].as_array().unwrap() {
        assert_eq!(result["ruleId"], rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]);
    }
    let place = &run["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/ja-JP/fold%2C%20then%3A%20fly.md");
    assert_eq!(place["region"]["startLine"], 5);
    assert_eq!(place["region"]["startColumn"], 11);
}

#[test]
fn github_commands_cannot_be_broken_by_a_path_or_a_message() {
    let mut diagnostic = marking("missing.md");
    diagnostic.message = "100 %\n::error::forged".to_owned();
    let output = github::render(&[diagnostic], &sources());
    let expected = "::error file=content/ja-JP/fold%2C then%3A fly.md,line=5,endLine=5,col=11,endColumn=21,title=link-target-missing::100 %25%0A::error::forged%0Adid you mean `landing.md`?\n";
    assert_eq!(output, expected);
}

#[test]
fn nothing_to_tell_is_told_as_nothing() {
    let sources: &dyn Sources = &sources();
    assert_eq!(human::render(&[], sources, RenderOptions { color: true, ..RenderOptions::default() }), "");
    assert_eq!(short::render(&[], sources), "");
    assert_eq!(github::render(&[], sources), "");
    assert_eq!(human::tally(&[]), "no problems");
    let document: Value = serde_json::from_str(&json::render(&[], sources)).unwrap();
    assert_eq!(document["diagnostics"], Value::Array(Vec::new()));
}

/// Line and column the plain way: everything before the offset is read again.
fn counted(bytes: &[u8], offset: usize) -> (usize, usize) {
    let start = bytes[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
    (line, String::from_utf8_lossy(&bytes[start..offset]).chars().count() + 1)
}

proptest! {
    #![proptest_config(law(256))]

    /// Of any bytes, of long lines too, and where a place cuts a character in two.
    #[test]
    fn a_place_is_what_counting_from_the_start_of_the_file_comes_to(
        parts in prop::collection::vec((prop_oneof![
            Just(b"plain text ".to_vec()), Just("日本語".as_bytes().to_vec()), Just("🛫é".as_bytes().to_vec()),
            Just(b"\r\n".to_vec()), Just(b"\n".to_vec()), Just(b"\xff\xe2\x80".to_vec()), Just(b"\xf0\x9f".to_vec()),
            prop::collection::vec(any::<u8>(), 0..6),
        ], 1..900_usize), 0..8),
        places in prop::collection::vec((0..9000_usize, 0..200_usize), 1..20),
    ) {
        let bytes: Vec<u8> = parts.iter().flat_map(|(part, times)| part.repeat(*times)).collect();
        let path = SourcePath::new(Root::Content, "da-DK/a.md");
        let mut sources = MemorySources::default();
        sources.insert(Root::Content, "da-DK/a.md", bytes.clone());
        let mut locator = Locator::new(&sources);
        for (start, length) in places {
            let (start, end) = (start.min(bytes.len()), (start + length).min(bytes.len()));
            let span = Span::new(start, end);
            let point = locator.place(&Location { path: path.clone(), span }).point.unwrap();
            prop_assert_eq!((point.line, point.column), counted(&bytes, start));
            prop_assert_eq!((point.end_line, point.end_column), counted(&bytes, end));
        }
    }
}

#[test]
fn each_message_on_a_very_long_line_tells_no_more_than_what_stands_around_it() {
    let path = SourcePath::new(Root::Content, "ja-JP/one-line.md");
    let mut sources = MemorySources::default();
    sources.insert(Root::Content, "ja-JP/one-line.md", "空の旅 <b>".repeat(4_000));
    let all: Vec<Diagnostic> = (0..4_000)
        .map(|at| Diagnostic::at(Code::UrlRefused, &path, at * 13 + 10..at * 13 + 13, "no"))
        .collect();
    let reported: Value = serde_json::from_str(&json::render(&all, &sources)).unwrap();
    for (at, each) in reported["diagnostics"].as_array().unwrap().iter().enumerate() {
        let excerpt = each["excerpt"].as_str().unwrap();
        assert!(excerpt.len() < 4_100 && !excerpt.contains('\u{fffd}'), "{excerpt}");
        assert_eq!(each["column"], 7 * at + 5, "{each}");
        assert_eq!(excerpt.starts_with('…'), at * 13 + 10 > 2_000, "{at}");
        assert_eq!(excerpt.ends_with('…'), (4_000 - at - 1) * 13 > 2_000, "{at}");
    }
}
