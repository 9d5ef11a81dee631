//! Owns the reading of `hexapla.toml`: the document is deserialized without what is wrong in it, and each mistake is
//! reported at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::deserializer::{Node, Problem, ProblemKind, Skipped};
use super::{Config, SettingPlaces, fields, settings};
use crate::diagnostics::{self, Checked, Code, Diagnostic, nearest};
use crate::parse::controls;
use crate::parse::markdown::placeholder::is_valid_name;
use crate::source::{SourcePath, Span};

/// Reads the bytes of `hexapla.toml`. With an error among the diagnostics, the value is a best guess that nothing should be built from.
pub fn parse(path: &SourcePath, bytes: &[u8]) -> Checked<Config> {
    let mut reader = ConfigReader { path, diagnostics: controls::diagnostics(path, bytes) };
    let value = match std::str::from_utf8(bytes) {
        Ok(text) => reader.document(text),
        Err(error) => {
            let at = error.valid_up_to();
            reader.report(Code::SourceNotUtf8, at..at + 1, "this byte is not UTF-8 text", None);
            Config::default()
        }
    };
    diagnostics::sort(&mut reader.diagnostics);
    Checked { value, diagnostics: reader.diagnostics }
}

/// The most mistakes that are reported: the document is read again for each of them, so the number bounds the cost.
const MOST_MISTAKES: usize = 200;

struct ConfigReader<'a> {
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl ConfigReader<'_> {
    fn document(&mut self, text: &str) -> Config {
        let (document, errors) = DeTable::parse_recoverable(text);
        let document = Spanned::new(document.span(), DeValue::Table(document.into_inner()));
        let config = Config { places: SettingPlaces(places(&document)), ..self.config(&document) };
        self.locales(&document);
        self.variables(&document);
        self.accent(&document, &config);
        // Values on the line of a syntax error are guessed by the parser, so their diagnostics would be misleading.
        let broken: Vec<usize> =
            errors.iter().map(|error| line_of(text, error.span().map_or(0, |span| span.start))).collect();
        self.diagnostics.retain(|diagnostic| {
            let start = diagnostic.place.as_ref().map_or(0, |place| place.span.start);
            !broken.contains(&line_of(text, start))
        });
        for error in errors {
            self.report(Code::ConfigSyntax, error.span().unwrap_or(0..0), error.message(), None);
        }
        config
    }

    /// Reads the document, and reads it again without the first thing that is wrong, until nothing is.
    fn config(&mut self, document: &Spanned<DeValue<'_>>) -> Config {
        let mut skipped = Skipped::new();
        loop {
            let problem = match Config::deserialize(Node { value: document, skipped: &skipped }) {
                Ok(config) => return config,
                Err(problem) => problem,
            };
            let span = problem.span.clone().unwrap_or_else(|| document.span());
            // What is left of a list whose items were wrong is not judged again.
            let is_rest = skipped.iter().any(|(start, end)| span.contains(start) && span.end >= *end);
            if !is_rest {
                self.problem(document, problem, span.clone());
            }
            if !skipped.insert((span.start, span.end)) || skipped.len() > MOST_MISTAKES {
                return Config::default();
            }
        }
    }

    fn problem(&mut self, document: &Spanned<DeValue<'_>>, problem: Problem, span: Range<usize>) {
        let keys: Vec<&str> = problem.keys.iter().rev().map(String::as_str).collect();
        let table = keys.join(".");
        let name = keys.last().copied().unwrap_or_default();
        match problem.kind {
            ProblemKind::Value(wrong) => {
                self.report(Code::ConfigValueInvalid, span, format!("`{name}` {wrong}"), None);
            }
            ProblemKind::NotATable => {
                let message = format!("`{table}` is a table: write `[{table}]` on a line of its own");
                self.report(Code::ConfigValueInvalid, span, message, None);
            }
            ProblemKind::UnknownKey(key, known) if table.is_empty() => {
                let is_table =
                    document.get_ref().get(key.as_str()).is_some_and(|value| value.get_ref().is_table());
                let (message, help) = unknown_at_top(&key, is_table, known);
                self.report(Code::ConfigKeyUnknown, span, message, Some(help));
            }
            ProblemKind::UnknownKey(key, known) => {
                let help = offer(&key, known, "the keys of this table are");
                let message = format!("unknown key `{key}` in `[{table}]`");
                self.report(Code::ConfigKeyUnknown, span, message, Some(help));
            }
        }
    }

    /// Names of tables are free for serde: here they have to be language tags, each once, that do not fall back to themselves.
    fn locales(&mut self, document: &Spanned<DeValue<'_>>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (tag, value) in table(document, "locales").into_iter().flatten() {
            let written = tag.get_ref().as_ref();
            if let Err(problem) = fields::check_tag(written) {
                self.report(Code::ConfigValueInvalid, tag.span(), format!("`locales` {problem}"), None);
            } else if let Some(first) = seen.insert(written.to_ascii_lowercase(), written) {
                let message = format!("`{written}` and `{first}` are the same locale");
                self.report(Code::ConfigValueInvalid, tag.span(), message, None);
            }
            let Some(fallback) = value.get_ref().get("fallback") else { continue };
            let mut tags = fallback.get_ref().as_array().into_iter().flatten();
            if tags.any(|tag| tag.get_ref().as_str().is_some_and(|tag| tag.eq_ignore_ascii_case(written))) {
                let message = format!("`{written}` falls back to itself");
                self.report(Code::ConfigValueInvalid, fallback.span(), message, None);
            }
        }
    }

    fn variables(&mut self, document: &Spanned<DeValue<'_>>) {
        for (name, _) in table(document, "vars").into_iter().flatten() {
            let written = name.get_ref();
            if !is_valid_name(written) {
                let message = format!(
                    "`{written}` is no name of a variable: begin with a letter, and use letters, digits, `-` and `_`"
                );
                self.report(Code::ConfigValueInvalid, name.span(), message, None);
            }
        }
    }

    /// Reports an accent colour that is too light for links on light paper.
    fn accent(&mut self, document: &Spanned<DeValue<'_>>, config: &Config) {
        let written = table(document, "theme").and_then(|theme| theme.get("accent"));
        let (Some(accent), Some(written)) = (config.theme.accent, written) else { return };
        let Some(contrast) = accent.shortfall() else { return };
        let (colour, shade) = (accent.written.hex(), accent.light.accent.hex());
        let message = format!(
            "links in `{colour}` are hard to read on light paper (contrast {contrast:.1}, level AA needs 4.5), so `{shade}` stands in for it there"
        );
        let help = format!("write `accent = \"{shade}\"`, or choose another darker shade");
        self.report(Code::AccentContrast, written.span(), message, Some(help));
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: impl Into<String>, help: Option<String>) {
        let diagnostic = Diagnostic::at(code, self.path, span, message);
        self.diagnostics.push(Diagnostic { help, ..diagnostic });
    }
}

/// Where the value of each key of a table stands.
fn places(document: &Spanned<DeValue<'_>>) -> BTreeMap<String, Span> {
    let tables = document.get_ref().as_table().into_iter().flatten();
    let keys = tables.flat_map(|(table, value)| {
        let entries = value.get_ref().as_table().into_iter().flatten();
        entries
            .map(move |(key, value)| (format!("{}.{}", table.get_ref(), key.get_ref()), value.span().into()))
    });
    keys.collect()
}

fn table<'a, 'i>(document: &'a Spanned<DeValue<'i>>, name: &str) -> Option<&'a DeTable<'i>> {
    document.get_ref().get(name)?.get_ref().as_table()
}

/// Message and help for a name that is no table of the top level: the key of a table may stand there without it.
fn unknown_at_top(name: &str, is_table: bool, tables: &[&str]) -> (String, String) {
    let offered = || offer(name, tables, "the tables are");
    if is_table {
        return (format!("unknown table `[{name}]`"), offered());
    }
    let mut settings = settings();
    settings.sort_by_key(|key| (key.table.len(), tables.iter().position(|table| *table == key.table[0])));
    let near = nearest(name, settings.iter().map(|key| key.name.as_str()));
    let home = settings.iter().find(|key| Some(key.name.as_str()) == near);
    let help = match home {
        Some(key) => format!("write `{}` below `[{}]`", key.name, key.table_name()),
        None => offered(),
    };
    (format!("unknown key `{name}`"), help)
}

/// The nearest name where one is near, all names where none is.
fn offer(written: &str, names: &[&str], otherwise: &str) -> String {
    match nearest(written, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{otherwise} {}", all.join(", "))
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count()
}
