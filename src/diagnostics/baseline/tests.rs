//! Checks that known problems are left out, and only those.

use crate::diagnostics::baseline::{Baseline, TakenOut};
use crate::diagnostics::codes::PAGES;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Root, SourcePath};
use proptest::prelude::*;

use crate::testing::generated::law;

fn file() -> SourcePath {
    SourcePath::new(Root::Site, "known.txt")
}

fn read(text: &str) -> Baseline {
    let mut diagnostics = Vec::new();
    let baseline = Baseline::parse(&file(), text, &mut diagnostics);
    assert_eq!(diagnostics, []);
    baseline
}

fn missing_link(line: usize) -> Diagnostic {
    let path = SourcePath::new(Root::Content, "en-US/a.md");
    Diagnostic::at(Code::LinkTargetMissing, &path, line..line + 1, "there is no `b.md`")
}

#[test]
fn a_known_problem_may_move_but_not_multiply() {
    let baseline = read(&Baseline::of(&[missing_link(10), missing_link(20)]).text());
    let mut moved = vec![missing_link(310), missing_link(320), missing_link(330)];
    assert_eq!(baseline.take_out(&mut moved), TakenOut { known: 2, solved: 0 });
    assert_eq!(moved, [missing_link(330)]);
    let mut fewer = vec![missing_link(1)];
    assert_eq!(baseline.take_out(&mut fewer), TakenOut { known: 1, solved: 1 });
    assert_eq!(fewer, []);
}

#[test]
fn a_line_of_another_form_is_reported_at_its_place_and_the_rest_is_known() {
    let path = "content/en-US/a.md";
    let text = format!(
        "# note\n1\tlink-target-missing\t{path}\tthere is no `b.md`\r\n\nx\tlink-target-missing\t{path}\tm\n1\tno-such-code\t{path}\tm\n1\tlink-target-missing\n1\tsource-unreadable\t{path}\tm"
    );
    let mut diagnostics = Vec::new();
    let baseline = Baseline::parse(&file(), &text, &mut diagnostics);
    assert_eq!(baseline.len(), 1);
    assert_eq!(diagnostics.len(), 4);
    let places = diagnostics.iter().map(|diagnostic| diagnostic.place.as_ref().unwrap().span);
    let lines: Vec<&str> = places.map(|span| &text[span.start..span.end]).collect();
    assert!(lines[0].starts_with("x\t") && lines[1].starts_with("1\tno-such"), "{lines:?}");
    assert_eq!(lines[2], "1\tlink-target-missing");
    assert!(lines[3].starts_with("1\tsource-unreadable"), "what may not be hidden is known by no line");
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.code == Code::BaselineUnusable));
}

proptest! {
    #![proptest_config(law(96))]

    /// Whatever the problems say, what was written is known when read again; what may not be hidden is never left out.
    #[test]
    fn what_was_written_is_known(
        problems in prop::collection::vec((0..PAGES.len(), prop::option::of("\\PC{1,12}"), any::<String>()), 0..40)
    ) {
        let of = |(index, file, message): &(usize, Option<String>, String)| match file {
            Some(file) => Diagnostic::at(PAGES[*index].code, &SourcePath::new(Root::Content, file), 0..1, message),
            None => Diagnostic::of_site(PAGES[*index].code, message),
        };
        let all: Vec<Diagnostic> = problems.iter().map(of).collect();
        let written = Baseline::of(&all).text();
        let baseline = read(&written);
        prop_assert_eq!(baseline.text(), written);
        let mut left = all.clone();
        let taken_out = baseline.take_out(&mut left);
        prop_assert_eq!(taken_out, TakenOut { known: baseline.len(), solved: 0 });
        let fixed: Vec<Diagnostic> = all.into_iter().filter(|problem| !problem.code.can_be_lowered()).collect();
        prop_assert_eq!(left, fixed);
    }
}
