//! Owns the short form: one line a diagnostic, as editors and `grep` read it.

use std::fmt::Write as _;

use super::Diagnostic;
use super::excerpt::{Locator, ResolvedLocation, escaped};
use crate::source::Sources;

/// `path:line:column: severity[code]: message`, one line each.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &dyn Sources) -> String {
    let mut locator = Locator::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = locator.locate(diagnostic).map_or_else(|| "-".to_owned(), |location| place(&location));
        let (severity, code) = (diagnostic.severity.name(), diagnostic.code.name());
        let _ = writeln!(out, "{place}: {severity}[{code}]: {}", escaped(&diagnostic.message));
    }
    out
}

fn place(location: &ResolvedLocation) -> String {
    let path = escaped(&location.path);
    match &location.point {
        Some(point) => format!("{path}:{}:{}", point.line, point.column),
        None => path.into_owned(),
    }
}
