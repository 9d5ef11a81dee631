//! Owns the form of GitHub's workflow commands, which show diagnostics on the changed lines of a pull request.

use std::fmt::Write as _;

use super::excerpt::{Locator, ResolvedLocation, escaped};
use super::{Diagnostic, Severity};
use crate::source::Sources;

/// `::error file=…,line=…,title=code::message`, one line each.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &dyn Sources) -> String {
    let mut locator = Locator::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = locator.locate(diagnostic).map_or_else(String::new, |location| place(&location));
        let message = data(&with_help(diagnostic));
        let code = diagnostic.code.name();
        let _ = writeln!(out, "::{} {place}title={code}::{message}", command(diagnostic.severity));
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// Columns are understood only where the place lies within one line.
fn place(location: &ResolvedLocation) -> String {
    let mut out = format!("file={},", property(&location.path));
    if let Some(point) = &location.point {
        let _ = write!(out, "line={},endLine={},", point.line, point.end_line);
        if point.line == point.end_line {
            let _ = write!(out, "col={},endColumn={},", point.column, point.end_column);
        }
    }
    out
}

/// Lines go on behind `%0A`; what else a terminal or a log would obey is written out.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| escaped(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
