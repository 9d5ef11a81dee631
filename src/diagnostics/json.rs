//! Owns the JSON form: one document with every diagnostic and the counts of each severity.

use serde::Serialize;

use super::excerpt::{Locator, ResolvedLocation};
use super::{Diagnostic, Severity};
use crate::source::Sources;

/// The document. Its shape is stable for other programs: keys may be added, never changed.
#[derive(Serialize)]
struct JsonDocument {
    /// 1.
    version: u8,
    diagnostics: Vec<JsonEntry>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct JsonEntry {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    path: Option<String>,
    /// Counted from 1, like all that follow; columns in characters.
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// The first line of the place; a very long one is cut around it, with a `…` where it was.
    excerpt: Option<String>,
}

/// One indented JSON document with a line feed at its end.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &dyn Sources) -> String {
    let mut locator = Locator::new(sources);
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let document = JsonDocument {
        version: 1,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        diagnostics: diagnostics.iter().map(|each| entry(each, locator.locate(each))).collect(),
    };
    // Nothing in the document can fail to be written as JSON: text and numbers only.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry(diagnostic: &Diagnostic, location: Option<ResolvedLocation>) -> JsonEntry {
    let (path, point) = location.map_or((None, None), |location| (Some(location.path), location.point));
    JsonEntry {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        path,
        line: point.as_ref().map(|point| point.line),
        column: point.as_ref().map(|point| point.column),
        end_line: point.as_ref().map(|point| point.end_line),
        end_column: point.as_ref().map(|point| point.end_column),
        excerpt: point.as_ref().map(super::excerpt::LineColumn::excerpt),
    }
}
