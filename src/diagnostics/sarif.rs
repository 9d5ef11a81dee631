//! Owns the SARIF 2.1.0 form, which code-scanning services read.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::excerpt::{LineColumn, Locator, ResolvedLocation};
use super::{Code, Diagnostic, Severity};
use crate::source::Sources;

/// One SARIF log with one run, indented, with a line feed at its end.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &dyn Sources) -> String {
    let mut locator = Locator::new(sources);
    let codes: Vec<Code> =
        diagnostics.iter().map(|each| each.code).collect::<BTreeSet<_>>().into_iter().collect();
    let results: Vec<Value> =
        diagnostics.iter().map(|each| result(each, &codes, locator.locate(each))).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(&codes) },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn driver(codes: &[Code]) -> Value {
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    json!({
        "name": "Hexapla",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    })
}

fn rule(code: Code) -> Value {
    let page = code.page();
    json!({
        "id": page.name,
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": page.meaning },
        "help": { "text": page.remedy },
        "defaultConfiguration": { "level": level(page.severity) },
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], location: Option<ResolvedLocation>) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}. {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let locations: Vec<Value> = location.iter().map(physical).collect();
    json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": locations,
    })
}

fn physical(location: &ResolvedLocation) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&location.path) } });
    if let Some(point) = &location.point {
        physical["region"] = region(point);
    }
    json!({ "physicalLocation": physical })
}

fn region(point: &LineColumn) -> Value {
    json!({
        "startLine": point.line,
        "startColumn": point.column,
        "endLine": point.end_line,
        "endColumn": point.end_column,
        "snippet": { "text": point.excerpt() },
    })
}

fn level(severity: Severity) -> &'static str {
    // SARIF uses the same names.
    severity.name()
}

fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, PATH).to_string();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

/// What a path in a URI need not encode is left readable.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
