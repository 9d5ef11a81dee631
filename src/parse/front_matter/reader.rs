//! Owns the reading of a front matter's YAML: every key judged, and saved where the rest is broken.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::{ChangeWeight, FrontMatter, TranslationKind};
use crate::diagnostics::{Checked, Code, Diagnostic, nearest};
use crate::locale::CalendarDate;
use crate::parse::markdown::placeholder::is_valid_name;
use crate::source::SourcePath;

/// Keys that are known but that nothing in the house uses yet beside templates.
const OTHER_KEYS: [&str; 29] = [
    "faq",
    "author",
    "ms.author",
    "ms.topic",
    "ms.service",
    "ms.subservice",
    "ms.prod",
    "ms.technology",
    "ms.collection",
    "ms.custom",
    "ms.assetid",
    "ms.reviewer",
    "ms.suite",
    "ms.audience",
    "ms.contentlocale",
    "ms.locfileid",
    "manager",
    "audience",
    "localization_priority",
    "search.appverid",
    "keywords",
    "layout",
    "section",
    "tags",
    "weight",
    "aliases",
    "redirect_from",
    "params",
    "vars",
];

const USED_KEYS: [&str; 16] = [
    "last-change",
    "title",
    "description",
    "slug",
    "date",
    "ms.date",
    "robots",
    "ROBOTS",
    "draft",
    "search",
    "search-priority",
    "ms.translationtype",
    "ms.openlocfilehash",
    "ms.sourcegitcommit",
    "ms.lasthandoff",
    "reviewed",
];

pub(super) struct FrontMatterReader<'a> {
    yaml: &'a str,
    base: usize,
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> FrontMatterReader<'a> {
    /// Reads the YAML that begins at `base` of the file at `path`.
    pub(super) fn read(yaml: &'a str, base: usize, path: &'a SourcePath) -> Checked<FrontMatter> {
        let mut reader = Self { yaml, base, path, diagnostics: Vec::new() };
        let mapping = reader.mapping();
        let value = reader.front_matter(&mapping);
        Checked { value, diagnostics: reader.diagnostics }
    }

    /// The mapping as the fast reader sees it, or what a second, exact reader can tell and save.
    fn mapping(&mut self) -> Mapping {
        match serde_yaml::from_str::<Option<Mapping>>(self.yaml) {
            Ok(mapping) => mapping.unwrap_or_default(),
            Err(error) => self.mapping_despite(&error.to_string()),
        }
    }

    fn mapping_despite(&mut self, fast_message: &str) -> Mapping {
        let exact = serde_saphyr::from_str::<Mapping>(self.yaml).err();
        let offset =
            exact.as_ref().and_then(|error| error.location()).map_or(0, |place| self.offset_of(&place));
        if let Some(mapping) = self.last_of_duplicates() {
            self.report(
                Code::FrontMatterKeyDuplicate,
                offset..self.line_end(offset),
                "this key stands twice",
            );
            return mapping;
        }
        let reason = fast_message.split(" at line ").next().unwrap_or(fast_message).to_owned();
        self.report(Code::FrontMatterSyntax, offset..self.line_end(offset), reason);
        self.salvage()
    }

    fn last_of_duplicates(&self) -> Option<Mapping> {
        let mut options = serde_saphyr::Options::default();
        options.duplicate_keys = serde_saphyr::options::DuplicateKeyPolicy::LastWins;
        // A `Mapping` refuses a second value of a key by itself.
        let last: BTreeMap<String, Value> = serde_saphyr::from_str_with_options(self.yaml, options).ok()?;
        Some(last.into_iter().map(|(key, value)| (Value::String(key), value)).collect())
    }

    /// Line by line, whatever still reads as `key: scalar`.
    fn salvage(&self) -> Mapping {
        let mut mapping = Mapping::new();
        for line in self.yaml.lines() {
            let Some((key, value)) = line.split_once(": ") else { continue };
            if is_known(key) {
                let value = value.trim().trim_matches(['"', '\'']);
                mapping.insert(Value::String(key.to_owned()), Value::String(value.to_owned()));
            }
        }
        mapping
    }

    fn front_matter(&mut self, mapping: &Mapping) -> FrontMatter {
        let mut front_matter = FrontMatter::default();
        for (key, value) in mapping {
            let Some(key) = scalar(key) else { continue };
            self.take(&mut front_matter, &key, value);
            if let Ok(value) = serde_json::to_value(value) {
                front_matter.params.insert(key, value);
            }
        }
        front_matter
    }

    fn take(&mut self, front_matter: &mut FrontMatter, key: &str, value: &Value) {
        match key {
            "title" => front_matter.title = self.text(key, value),
            "description" => front_matter.description = self.text(key, value),
            "slug" => front_matter.slug = self.text(key, value),
            "date" | "ms.date" => front_matter.date = self.date(key, value).or(front_matter.date),
            "robots" | "ROBOTS" => {
                front_matter.robots = self.text(key, value).map(|value| value.to_lowercase());
            }
            "draft" => front_matter.draft = self.flag(key, value),
            "search" => front_matter.search = Some(value.as_bool().unwrap_or_else(|| !self.flag(key, value))),
            "search-priority" => front_matter.search_priority = self.priority(key, value),
            "ms.translationtype" => front_matter.translation_kind = self.kind(key, value),
            "ms.openlocfilehash" => {
                front_matter.source_hash = self.text(key, value).map(|value| value.to_lowercase());
            }
            "ms.sourcegitcommit" => front_matter.source_commit = self.text(key, value),
            "ms.lasthandoff" => front_matter.handed_off = self.date(key, value),
            "last-change" => front_matter.last_change = self.severity(key, value),
            "vars" => self.variables(value),
            "reviewed" => front_matter.reviewed = self.date(key, value),
            _ if is_known(key) => {}
            _ => self.unknown(key),
        }
    }

    fn variables(&mut self, value: &Value) {
        let is_one = |(name, value): (&Value, &Value)| {
            scalar(name).is_some_and(|name| is_valid_name(&name)) && (value.is_string() || value.is_number())
        };
        if !value.as_mapping().is_some_and(|vars| vars.iter().all(is_one)) {
            self.invalid("vars", "names of letters, digits, `-` and `_`, each with a text or a number");
        }
    }

    fn text(&mut self, key: &str, value: &Value) -> Option<String> {
        match scalar(value) {
            Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            None => {
                self.invalid(key, "text");
                None
            }
        }
    }

    fn date(&mut self, key: &str, value: &Value) -> Option<CalendarDate> {
        let text = self.text(key, value)?;
        let date = CalendarDate::parse(&text);
        if date.is_none() {
            self.invalid(key, "a date, MM/DD/YYYY or YYYY-MM-DD");
        }
        date
    }

    fn flag(&mut self, key: &str, value: &Value) -> bool {
        value.as_bool().unwrap_or_else(|| {
            self.invalid(key, "true or false");
            false
        })
    }

    fn priority(&mut self, key: &str, value: &Value) -> Option<f32> {
        let priority = value.as_f64().filter(|number| (0.1..=7.0).contains(number));
        if priority.is_none() {
            self.invalid(key, "a number from 0.1 to 7");
        }
        priority.map(|number| number as f32)
    }

    fn kind(&mut self, key: &str, value: &Value) -> Option<TranslationKind> {
        match self.text(key, value)?.to_ascii_uppercase().as_str() {
            "MT" | "AUTO" => Some(TranslationKind::Machine),
            "HT" => Some(TranslationKind::Human),
            _ => {
                self.invalid(key, "MT (machine) or HT (human)");
                None
            }
        }
    }

    fn severity(&mut self, key: &str, value: &Value) -> Option<ChangeWeight> {
        match self.text(key, value)?.as_str() {
            "none" => Some(ChangeWeight::None),
            "minor" => Some(ChangeWeight::Minor),
            "major" => Some(ChangeWeight::Major),
            _ => {
                self.invalid(key, "none, minor or major");
                None
            }
        }
    }

    fn unknown(&mut self, key: &str) {
        let span = self.key_span(key);
        self.report(Code::FrontMatterKeyUnknown, span, format!("the key `{key}` is not known"));
        let offer = nearest(key, USED_KEYS.into_iter().chain(OTHER_KEYS));
        if let (Some(offer), Some(diagnostic)) = (offer, self.diagnostics.last_mut()) {
            diagnostic.help = Some(format!("did you mean `{offer}`?"));
        }
    }

    fn invalid(&mut self, key: &str, wanted: &str) {
        let span = self.key_span(key);
        self.report(Code::FrontMatterValueInvalid, span, format!("`{key}` must be {wanted}"));
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: impl Into<String>) {
        let span = self.base + span.start..self.base + span.end;
        self.diagnostics.push(Diagnostic::at(code, self.path, span, message));
    }

    /// The line that begins with a key, for a place to point at.
    fn key_span(&self, key: &str) -> Range<usize> {
        let mut start = 0;
        for line in self.yaml.split_inclusive('\n') {
            let bare = line.trim_start_matches(['"', '\'']);
            if bare
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
            {
                return start..start + line.trim_end().len();
            }
            start += line.len();
        }
        0..0
    }

    fn offset_of(&self, place: &serde_saphyr::Location) -> usize {
        let line = usize::try_from(place.line()).unwrap_or(1).saturating_sub(1);
        let column = usize::try_from(place.column()).unwrap_or(1).saturating_sub(1);
        let start: usize = self.yaml.split_inclusive('\n').take(line).map(str::len).sum();
        let text = self.yaml[start..].lines().next().unwrap_or_default();
        start + text.char_indices().nth(column).map_or(text.len(), |(offset, _)| offset)
    }

    fn line_end(&self, offset: usize) -> usize {
        offset + self.yaml[offset..].lines().next().map_or(0, str::len)
    }
}

fn is_known(key: &str) -> bool {
    USED_KEYS.contains(&key) || OTHER_KEYS.contains(&key)
}

/// A scalar as its author wrote it, more or less: numbers and flags are text too where text is wanted.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}
