//! Checks what a site's own levels do to diagnostics.

use std::collections::BTreeSet;

use crate::diagnostics::codes::PAGES;
use crate::diagnostics::levels::{Level, Levels, apply};
use crate::diagnostics::{Code, Diagnostic, Severity};

const ALL: [Level; 3] = [Level::Allow, Level::Warn, Level::Error];

fn one_of_each() -> Vec<Diagnostic> {
    PAGES.iter().map(|page| Diagnostic::of_site(page.code, page.title)).collect()
}

#[test]
fn a_level_replaces_the_severity_of_its_code_and_of_no_other() {
    for page in PAGES.iter().filter(|page| page.code.can_be_lowered()) {
        for level in ALL {
            let mut diagnostics = one_of_each();
            let levels = Levels::from([(page.code, level)]);
            apply(&levels, &BTreeSet::new(), &mut diagnostics);
            let own = diagnostics.iter().find(|diagnostic| diagnostic.code == page.code);
            let expected = match level {
                Level::Allow => None,
                Level::Warn => Some(Severity::Warning),
                Level::Error => Some(Severity::Error),
            };
            assert_eq!(own.map(|diagnostic| diagnostic.severity), expected, "{}", page.name);
            let others = one_of_each().into_iter().filter(|diagnostic| diagnostic.code != page.code);
            let left = diagnostics.into_iter().filter(|diagnostic| diagnostic.code != page.code);
            assert!(others.eq(left), "{}", page.name);
        }
    }
}

#[test]
fn what_keeps_back_or_cannot_be_read_is_never_lowered() {
    let fixed: Vec<_> = PAGES.iter().filter(|page| !page.code.can_be_lowered()).collect();
    assert!(fixed.iter().any(|page| page.code == Code::SourceUnreadable));
    assert!(fixed.iter().any(|page| page.code == Code::FrontMatterSyntax));
    for page in fixed {
        for level in ALL {
            let mut diagnostics = one_of_each();
            apply(&Levels::from([(page.code, level)]), &BTreeSet::new(), &mut diagnostics);
            let own = diagnostics.iter().find(|diagnostic| diagnostic.code == page.code).unwrap();
            assert!(own.severity <= page.severity, "{} at {level:?}", page.name);
        }
    }
}

#[test]
fn keys_that_a_site_allows_are_known_there() {
    let unknown = |key: &str| Diagnostic::of_site(Code::FrontMatterKeyUnknown, "unknown").about(key);
    let mut diagnostics = vec![unknown("layout"), unknown("cSpell:ignore"), unknown("titel")];
    let own = BTreeSet::from(["layout".to_owned(), "cSpell:ignore".to_owned()]);
    apply(&Levels::new(), &own, &mut diagnostics);
    assert_eq!(diagnostics, [unknown("titel")]);
    let mut again = diagnostics.clone();
    apply(&Levels::from([(Code::FrontMatterKeyUnknown, Level::Error)]), &own, &mut again);
    assert_eq!(again.iter().map(|diagnostic| diagnostic.severity).collect::<Vec<_>>(), [Severity::Error]);
}
