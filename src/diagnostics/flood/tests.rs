//! Checks the summary of many diagnostics.

use crate::diagnostics::flood::{by_code, commonest_code, grouped};
use crate::diagnostics::human::{self, RenderOptions};
use crate::diagnostics::{Code, Diagnostic, Severity, sort};
use crate::source::{MemorySources, Root, SourcePath};
use proptest::prelude::*;

use crate::testing::generated::law;

fn unknown_key(file: usize, key: &str) -> Diagnostic {
    let path = SourcePath::new(Root::Content, &format!("en-US/{file}.md"));
    let message = format!("the key `{key}` is not known");
    Diagnostic::at(Code::FrontMatterKeyUnknown, &path, 4..5, message).about(key).help("take it out")
}

fn sources(files: usize) -> MemorySources {
    let mut sources = MemorySources::default();
    for file in 0..files {
        sources.insert(Root::Content, &format!("en-US/{file}.md"), "---\nx: 1\n---\n");
    }
    sources
}

#[test]
fn codes_are_counted_with_what_most_of_them_are_about() {
    let mut all: Vec<Diagnostic> = (0..1_200).map(|file| unknown_key(file, "layout")).collect();
    all.extend((0..30).map(|file| unknown_key(file, "permalink")));
    all.extend((0..2).map(|file| unknown_key(file, "cascade")));
    all.push(unknown_key(0, "only"));
    all.push(Diagnostic::of_site(Code::ThemeMissing, "there is no theme"));
    let expected = "        1  error[theme-missing]
    1,233  warning[front-matter-key-unknown]  `layout` 1,200 times, `permalink` 30 times, `cascade` 2 times
";
    let lines: Vec<String> = by_code(&all).lines().map(str::to_owned).collect();
    let expected: Vec<String> = expected.lines().map(str::to_owned).collect();
    assert_eq!(lines, expected);
    assert_eq!(commonest_code(&all), Some(Code::FrontMatterKeyUnknown));
    assert_eq!(commonest_code(&[]), None);
}

#[test]
fn errors_are_shown_first_and_everything_is_counted() {
    let mut all: Vec<Diagnostic> = (0..500).map(|file| unknown_key(file, "layout")).collect();
    let last = SourcePath::new(Root::Content, "en-US/499.md");
    all.push(Diagnostic::at(Code::LinkTargetMissing, &last, 0..3, "there is no `x.md` in any locale"));
    sort(&mut all);
    let options = RenderOptions { most: Some(20), ..RenderOptions::default() };
    let text = human::render(&all, &sources(500), options);
    assert!(text.starts_with("error[link-target-missing]"), "{text}");
    assert_eq!(text.matches("warning[front-matter-key-unknown]: ").count(), 19);
    assert!(text.contains("These are the first 20 of 501; `hexapla check --all` shows every one."), "{text}");
    assert!(text.contains("      500  warning[front-matter-key-unknown]  `layout` 500 times\n"), "{text}");
    assert_eq!(human::render(&all, &sources(500), RenderOptions::default()).matches("[front").count(), 500);
}

#[test]
fn as_many_as_are_shown_in_full_need_no_summary() {
    let all: Vec<Diagnostic> = (0..20).map(|file| unknown_key(file, "layout")).collect();
    let options = RenderOptions { most: Some(20), ..RenderOptions::default() };
    let in_full = human::render(&all, &sources(20), RenderOptions::default());
    assert_eq!(human::render(&all, &sources(20), options), in_full);
}

#[test]
fn numbers_are_grouped_by_thousands() {
    let written = [0, 7, 999, 1_000, 12_345, 1_000_000].map(grouped);
    assert_eq!(written, ["0", "7", "999", "1,000", "12,345", "1,000,000"]);
}

proptest! {
    #![proptest_config(law(64))]

    /// However many there are and whatever they are about, a terminal gets fewer than 200 lines.
    #[test]
    fn a_flood_fits_on_a_few_pages(
        codes in prop::collection::vec((0..crate::diagnostics::codes::PAGES.len(), ".{0,60}"), 21..400)
    ) {
        let of = |(index, about): &(usize, String)| {
            let page = &crate::diagnostics::codes::PAGES[*index];
            let path = SourcePath::new(Root::Content, &format!("en-US/{}.md", index % 7));
            Diagnostic::at(page.code, &path, 0..3, format!("wrong: {about}")).about(about).help(about)
        };
        let all: Vec<Diagnostic> = codes.iter().map(of).collect();
        let options = RenderOptions { most: Some(20), ..RenderOptions::default() };
        let text = human::render(&all, &sources(7), options);
        prop_assert!(text.lines().count() < 196, "{}", text.lines().count());
        prop_assert!(!all.iter().any(|d| d.severity == Severity::Error)
            || text.starts_with("error["));
    }
}
