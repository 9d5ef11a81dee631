//! Owns what is wrong with a template: what Tera reports, at its place in a layer.

use std::ops::Range;

use tera::{ErrorKind, ReportError};

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateError {
    /// The layer; empty where the error belongs to no template.
    pub layer: String,
    /// The template's name within its layer.
    pub template: String,
    /// The bytes of the template, if they are known.
    pub span: Option<Range<usize>>,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// An error of Tera at its place.
pub(super) fn error_of(error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => error_of_report(report),
        kind => without_place(first_line(&kind.to_string())),
    }
}

fn error_of_report(report: &ReportError) -> TemplateError {
    let (layer, template) = report.filename().split_once('/').unwrap_or(("", report.filename()));
    TemplateError {
        layer: layer.to_owned(),
        template: template.to_owned(),
        span: Some(report.span().range.clone()),
        message: first_line(report.message()),
    }
}

fn without_place(message: String) -> TemplateError {
    TemplateError { layer: String::new(), template: String::new(), span: None, message }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// The errors of templates that were compiled together. Tera reports all unresolved references in one message, with a printed
/// report for each: `error: WHAT`, then `--> NAME:LINE:COLUMN`.
pub(super) fn errors_of(error: &tera::Error, files: &[(String, String)]) -> Vec<TemplateError> {
    let printed = error.to_string();
    let reports: Vec<_> = printed
        .split("\n\n")
        .filter_map(|report| {
            let mut lines = report.lines();
            let message = lines.next()?.strip_prefix("error: ")?;
            let place = lines.next()?.trim_start().strip_prefix("--> ")?;
            Some(printed_error(message, place, files))
        })
        .collect();
    if reports.is_empty() { vec![error_of(error)] } else { reports }
}

fn printed_error(message: &str, place: &str, files: &[(String, String)]) -> TemplateError {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    let name = parts.next().unwrap_or_default();
    let text = files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| text);
    let start = offset_of(text, line, column);
    let (layer, template) = name.split_once('/').unwrap_or(("", name));
    TemplateError {
        layer: layer.to_owned(),
        template: template.to_owned(),
        span: Some(start..start),
        message: message.to_owned(),
    }
}

/// The byte at a line and column, both counted from 1, columns in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}
