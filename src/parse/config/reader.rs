//! Owns the walk over the document of `hexapla.toml`: what is right is kept, and what is wrong is told at its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::accent::{Accent, Colour};
use super::keys::{KEYS, Key, LOCALE_TABLE, TABLES, VARIABLES, ValueKind, keys_of};
use super::settings::Settings;
use super::{Variable, values};
use crate::diagnostics;
use crate::diagnostics::{Checked, Code, Diagnostic, nearest};
use crate::parse::markdown::placeholder::is_valid_name;
use crate::source::SourcePath;

/// Walks the spanned document and collects what is right and what is wrong.
pub(super) struct ConfigReader<'a> {
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
    settings: Settings,
}

impl<'a> ConfigReader<'a> {
    /// Reads the bytes of the file at `path`.
    pub(super) fn read(path: &'a SourcePath, bytes: &[u8]) -> Checked<Settings> {
        let mut reader = Self { path, diagnostics: Vec::new(), settings: Settings::default() };
        match std::str::from_utf8(bytes) {
            Ok(text) => reader.document(text),
            Err(error) => reader.not_utf8(error.valid_up_to()),
        }
        diagnostics::sort(&mut reader.diagnostics);
        Checked { value: reader.settings, diagnostics: reader.diagnostics }
    }

    fn not_utf8(&mut self, at: usize) {
        self.report(Code::SourceNotUtf8, at..at + 1, "this byte is not UTF-8 text".to_owned(), None);
    }

    fn document(&mut self, text: &str) {
        let (document, errors) = DeTable::parse_recoverable(text);
        self.root(document.get_ref());
        // What was read near a syntax error is a guess, and a complaint about a guess confuses.
        let broken: Vec<usize> =
            errors.iter().map(|error| line_of(text, error.span().map_or(0, |span| span.start))).collect();
        self.diagnostics.retain(|diagnostic| {
            let start = diagnostic.place.as_ref().map_or(0, |place| place.span.start);
            !broken.contains(&line_of(text, start))
        });
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            self.report(Code::ConfigSyntax, span, error.message().to_owned(), None);
        }
    }

    fn root(&mut self, root: &DeTable<'_>) {
        for (name, value) in root {
            let known = TABLES.iter().any(|(table, _)| table == name.get_ref());
            match value.get_ref() {
                _ if !known => self.unknown_at_top(name, value),
                DeValue::Table(table) if name.get_ref() == "locales" => self.locales(table),
                DeValue::Table(table) if name.get_ref() == VARIABLES => self.variables(table),
                DeValue::Table(table) => self.table(name.get_ref(), "", table),
                _ => self.report(
                    Code::ConfigValueInvalid,
                    value.span(),
                    format!(
                        "`{}` is a table: write `[{}]` on a line of its own",
                        name.get_ref(),
                        name.get_ref()
                    ),
                    None,
                ),
            }
        }
    }

    fn locales(&mut self, locales: &DeTable<'_>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (tag, value) in locales {
            let written = tag.get_ref().as_ref();
            if let Err(problem) = values::checked(ValueKind::Tag, written) {
                self.report(Code::ConfigValueInvalid, tag.span(), format!("`locales` {problem}"), None);
            } else if let Some(twin) = seen.insert(written.to_ascii_lowercase(), written) {
                let message = format!("`{written}` and `{twin}` are the same locale");
                self.report(Code::ConfigValueInvalid, tag.span(), message, None);
            }
            match value.get_ref() {
                DeValue::Table(table) => {
                    self.settings.locales.entry(written.to_owned()).or_default();
                    self.table(LOCALE_TABLE, written, table);
                }
                _ => self.report(
                    Code::ConfigValueInvalid,
                    value.span(),
                    format!(
                        "`locales.{written}` is a table: write `[locales.{written}]` on a line of its own"
                    ),
                    None,
                ),
            }
        }
    }

    fn variables(&mut self, variables: &DeTable<'_>) {
        for (name, value) in variables {
            let written = name.get_ref().as_ref();
            let number =
                |text: &str| text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
            let variable = match value.get_ref() {
                DeValue::String(text) => Some(Variable::Text(text.to_string())),
                DeValue::Integer(digits) => number(digits.as_str()).map(Variable::Number),
                DeValue::Float(digits) => number(digits.as_str()).map(Variable::Number),
                _ => None,
            };
            let Some(variable) = variable else {
                let message = format!("`{written}` must be a string in quotes or a number");
                self.report(Code::ConfigValueInvalid, value.span(), message, None);
                continue;
            };
            if is_valid_name(written) {
                self.settings.variables.insert(written.to_owned(), variable);
            } else {
                let message = format!(
                    "`{written}` is no name of a variable: begin with a letter, and use letters, digits, `-` and `_`"
                );
                self.report(Code::ConfigValueInvalid, name.span(), message, None);
            }
        }
    }

    fn table(&mut self, table: &str, tag: &str, entries: &DeTable<'_>) {
        for (name, value) in entries {
            match keys_of(table).find(|key| key.name == name.get_ref()) {
                Some(key) => self.value(key, tag, value),
                None => self.unknown_in(table, tag, name),
            }
        }
    }

    fn value(&mut self, key: &'static Key, tag: &str, value: &Spanned<DeValue<'_>>) {
        match (key.kind, value.get_ref()) {
            (kind, DeValue::Array(items)) if kind.is_list() => {
                let items = self.strings(key, items);
                if kind == ValueKind::Tags && items.iter().any(|item| item.eq_ignore_ascii_case(tag)) {
                    let message = format!("`{tag}` falls back to itself");
                    self.report(Code::ConfigValueInvalid, value.span(), message, None);
                }
                self.settings.set(key, tag, items);
            }
            (ValueKind::WordGroups, DeValue::Array(groups)) => {
                for group in groups {
                    match group.get_ref() {
                        DeValue::Array(words) if words.len() > 1 => {
                            let words = self.strings(key, words);
                            self.settings.synonyms(tag, words);
                        }
                        _ => self.wrong_type(key, group),
                    }
                }
            }
            (kind, _) if kind.is_list() || kind == ValueKind::WordGroups => {
                self.wrong_type(key, value);
            }
            _ => {
                if let Some(text) = self.string(key, value) {
                    self.judge_accent(key, &text, value.span());
                    self.settings.set(key, tag, vec![text]);
                }
            }
        }
    }

    fn strings(&mut self, key: &Key, items: &[Spanned<DeValue<'_>>]) -> Vec<String> {
        items.iter().filter_map(|item| self.string(key, item)).collect()
    }

    /// A brand's yellow is a fine colour and an unreadable link.
    fn judge_accent(&mut self, key: &Key, text: &str, span: Range<usize>) {
        let accent = Colour::parse(text).filter(|_| key.kind == ValueKind::Colour).map(Accent::of);
        let Some((accent, contrast)) = accent.and_then(|accent| Some((accent, accent.shortfall()?))) else {
            return;
        };
        let shade = accent.light.accent.hex();
        let message = format!(
            "links in `{text}` are hard to read on light paper (contrast {contrast:.1}, level AA asks for 4.5), so `{shade}` stands in for it there"
        );
        let help = format!("write `{} = \"{shade}\"`, or choose another darker shade", key.name);
        self.report(Code::AccentContrast, span, message, Some(help));
    }

    fn string(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let written = match (key.kind, value.get_ref()) {
            (ValueKind::Scale | ValueKind::Share, DeValue::Float(number)) => number.as_str(),
            (ValueKind::Scale | ValueKind::Share, DeValue::Integer(number)) => number.as_str(),
            (ValueKind::Flag, DeValue::Boolean(true)) => "true",
            (ValueKind::Flag, DeValue::Boolean(false)) => "false",
            (kind, DeValue::String(text))
                if !matches!(kind, ValueKind::Scale | ValueKind::Share | ValueKind::Flag) =>
            {
                text
            }
            _ => {
                self.wrong_type(key, value);
                return None;
            }
        };
        match values::checked(key.kind, written) {
            Ok(value) => Some(value),
            Err(problem) => {
                let message = format!("`{}` {problem}", key.name);
                self.report(Code::ConfigValueInvalid, value.span(), message, None);
                None
            }
        }
    }

    fn wrong_type(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) {
        let message = format!("`{}` must be {}", key.name, values::expected(key.kind));
        self.report(Code::ConfigValueInvalid, value.span(), message, None);
    }

    fn unknown_at_top(&mut self, name: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let written = name.get_ref();
        if let DeValue::Table(_) = value.get_ref() {
            let help = offer(written, &TABLES.map(|(table, _)| table), "the tables are");
            let message = format!("unknown table `[{written}]`");
            return self.report(Code::ConfigKeyUnknown, name.span(), message, Some(help));
        }
        let home = nearest(written, KEYS.iter().map(|key| key.name))
            .and_then(|near| KEYS.iter().find(|key| key.name == near));
        let help = match home {
            Some(key) => format!("write `{}` below `[{}]`", key.name, key.table),
            None => offer(written, &TABLES.map(|(table, _)| table), "the tables are"),
        };
        self.report(Code::ConfigKeyUnknown, name.span(), format!("unknown key `{written}`"), Some(help));
    }

    fn unknown_in(&mut self, table: &str, tag: &str, name: &Spanned<Cow<'_, str>>) {
        let written = name.get_ref();
        let shown = table.replace("<tag>", tag);
        let names: Vec<&str> = keys_of(table).map(|key| key.name).collect();
        let help = offer(written, &names, "the keys of this table are");
        let message = format!("unknown key `{written}` in `[{shown}]`");
        self.report(Code::ConfigKeyUnknown, name.span(), message, Some(help));
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::at(code, self.path, span, message);
        self.diagnostics.push(Diagnostic { help, ..diagnostic });
    }
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
