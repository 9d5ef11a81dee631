//! Owns the reading of a front matter's YAML: validates each key, and salvages readable keys where the YAML is broken.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::{Mapping, Value};

use super::guards::{self, Publicity};
use super::text::FrontMatterText;
use super::values::scalar_text;
use super::{FrontMatter, budget, damage, effect, known_key, known_keys, written};
use crate::diagnostics::{Checked, Code, Diagnostic, nearest};
use crate::parse::text_map::TextMap;
use crate::source::SourcePath;

/// Reads one front matter and collects its diagnostics.
pub(super) struct FrontMatterReader<'a> {
    yaml: &'a str,
    text: FrontMatterText,
    /// Leads from the text around the YAML to the file.
    map: &'a TextMap,
    /// The offset of the YAML in that text.
    base: usize,
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
    standing: Publicity,
}

impl<'a> FrontMatterReader<'a> {
    /// Reads the YAML that begins at the offset `base` of a text; `map` leads from that text to the file at `path`.
    pub(super) fn read(
        yaml: &'a str,
        (base, map): (usize, &'a TextMap),
        path: &'a SourcePath,
    ) -> Checked<(FrontMatter, FrontMatterText)> {
        let text = FrontMatterText::default();
        let mut reader =
            Self { yaml, text, map, base, path, diagnostics: Vec::new(), standing: Publicity::Public };
        let mapping = reader.mapping();
        let mut front_matter = reader.front_matter(&mapping);
        front_matter.take_standing(reader.standing);
        Checked { value: (front_matter, reader.text), diagnostics: reader.diagnostics }
    }

    /// The mapping as the fast parser reads it, or what can be salvaged with a second, exact parser.
    fn mapping(&mut self) -> Mapping {
        if let Some(excess) = budget::excess(self.yaml) {
            return self.salvaged(Code::FrontMatterTooLarge, 0..self.line_end(0), excess);
        }
        match serde_yaml::from_str::<Option<Mapping>>(self.yaml) {
            Ok(mapping) => self.valid(mapping.unwrap_or_default()),
            Err(error) => self.mapping_despite(&error.to_string()),
        }
    }

    fn valid(&mut self, mut mapping: Mapping) -> Mapping {
        self.text = FrontMatterText::read(self.yaml);
        written::keep_text(&mut mapping, &self.text);
        self.commented();
        self.standing = self.judged(&mapping);
        mapping
    }

    fn mapping_despite(&mut self, fast_message: &str) -> Mapping {
        if let Some(mapping) = written::with_large_numbers(self.yaml) {
            return self.valid(mapping);
        }
        let exact = serde_saphyr::from_str::<Mapping>(self.yaml).err();
        let offset =
            exact.as_ref().and_then(|error| error.location()).map_or(0, |place| self.offset_of(&place));
        let is_double = fast_message.contains("duplicate entry");
        if let Some(mapping) = self.last_of_duplicates().filter(|_| is_double) {
            self.text = FrontMatterText::read(self.yaml);
            self.report(
                Code::FrontMatterKeyDuplicate,
                offset..self.line_end(offset),
                "this key stands twice",
            );
            return self.valid(mapping);
        }
        if let Some(damage) = damage::find(self.yaml) {
            return self.salvaged(Code::FrontMatterSyntax, damage.place, &damage.reason);
        }
        let reason = fast_message.split(" at line ").next().unwrap_or(fast_message);
        self.salvaged(Code::FrontMatterSyntax, offset..self.line_end(offset), reason)
    }

    /// The known keys that stand on lines of their own, without those that guard publication: a guard in any line keeps back.
    fn salvaged(&mut self, code: Code, place: Range<usize>, reason: &str) -> Mapping {
        self.standing = guards::standing_of_unread(self.yaml);
        self.report(code, place, format!("{reason}{}", effect(self.standing == Publicity::KeptBack)));
        self.text = FrontMatterText::salvaged(self.yaml);
        let salvaged = self.text.salvaged_values().filter(|(key, _)| !guards::is_reported(key));
        let typed = |key: &str, value: String| match known_key(key).map(|known| known.value_type.as_str()) {
            Some("string") | None => Value::String(value),
            Some(_) if budget::excess(&value).is_some() => Value::String(value),
            Some(_) => serde_yaml::from_str(&value).unwrap_or(Value::String(value)),
        };
        salvaged.map(|(key, value)| (Value::String(key.to_owned()), typed(key, value))).collect()
    }

    /// How far the article is public, with an error for each guard that is not understood.
    fn judged(&mut self, mapping: &Mapping) -> Publicity {
        let verdict = guards::judge(&self.text, mapping);
        for (place, message) in verdict.doubts {
            self.report(Code::FrontMatterGuardUnclear, place, message);
        }
        verdict.standing
    }

    /// Notes where a value ends before ` #` and a word.
    fn commented(&mut self) {
        if !self.yaml.contains(" #") {
            return;
        }
        let mut cut = Vec::new();
        for entry in self.text.entries() {
            let value = self.yaml.get(entry.value_span.clone()).unwrap_or_default();
            let comment = self
                .yaml
                .get(entry.value_span.end..)
                .and_then(|rest| rest.trim_start_matches(' ').strip_prefix('#'));
            let is_word = comment.is_some_and(|comment| comment.starts_with(|c: char| c.is_alphanumeric()));
            if is_word && value.starts_with(|c: char| c.is_alphanumeric()) {
                cut.push((entry.value_span.clone(), entry.key(self.yaml).to_owned()));
            }
        }
        for (place, key) in cut {
            let message = format!("the value of `{key}` ends here, since ` #` begins a comment");
            self.report(Code::FrontMatterCommented, place, message);
            if let Some(diagnostic) = self.diagnostics.last_mut() {
                diagnostic.help =
                    Some("put the value in quotation marks if the rest belongs to it".to_owned());
            }
        }
    }

    fn last_of_duplicates(&self) -> Option<Mapping> {
        let mut options = serde_saphyr::Options::default();
        options.duplicate_keys = serde_saphyr::options::DuplicateKeyPolicy::LastWins;
        // `Mapping` itself rejects duplicate keys.
        let last: BTreeMap<String, Value> = serde_saphyr::from_str_with_options(self.yaml, options).ok()?;
        Some(last.into_iter().map(|(key, value)| (Value::String(key), value)).collect())
    }

    fn front_matter(&mut self, mapping: &Mapping) -> FrontMatter {
        let mut front_matter = self.keys(mapping);
        front_matter.join_spellings(|key| mapping.keys().position(|other| other.as_str() == Some(key)));
        for (key, value) in mapping {
            if let (Some(key), Ok(value)) = (scalar_text(key), serde_json::to_value(value)) {
                front_matter.params.insert(key.into_owned(), value);
            }
        }
        front_matter
    }

    /// The known keys. An invalid value is reported and treated as absent: all is read again without it.
    fn keys(&mut self, mapping: &Mapping) -> FrontMatter {
        let mut refused: Vec<String> = Vec::new();
        loop {
            let mut keys = MappingKeys::new(mapping, &refused);
            let read = FrontMatter::deserialize(&mut keys);
            let MappingKeys { name, unknown, .. } = keys;
            match (read, name) {
                (Ok(front_matter), _) => {
                    unknown.iter().for_each(|key| self.unknown(key));
                    return front_matter;
                }
                (Err(wanted), Some(key)) => {
                    self.invalid(&key, &wanted.to_string());
                    refused.push(key.into_owned());
                }
                (Err(_), None) => return FrontMatter::default(),
            }
        }
    }

    fn unknown(&mut self, key: &str) {
        let is_judged = |diagnostic: &Diagnostic| {
            diagnostic.code == Code::FrontMatterGuardUnclear
                && diagnostic.message.contains(&format!("`{key}`"))
        };
        if self.diagnostics.iter().any(is_judged) {
            return;
        }
        let span = self.text.place_of(key).unwrap_or(0..0);
        self.report(Code::FrontMatterKeyUnknown, span, format!("the key `{key}` is not known"));
        let Some(diagnostic) = self.diagnostics.last_mut() else { return };
        diagnostic.about = Some(key.to_owned());
        let offer = nearest(key, known_keys().iter().map(|known| known.name.as_str()));
        diagnostic.help = offer.map(|offer| format!("did you mean `{offer}`?"));
    }

    fn invalid(&mut self, key: &str, wanted: &str) {
        if guards::is_reported(key) {
            return;
        }
        let span = self.text.place_of(key).unwrap_or(0..0);
        self.report(Code::FrontMatterValueInvalid, span, format!("`{key}` must be {wanted}"));
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: impl Into<String>) {
        let span = self.map.original_range(&(self.base + span.start..self.base + span.end));
        self.diagnostics.push(Diagnostic::at(code, self.path, span, message));
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

/// Deserializes `FrontMatter` from a mapping: skips the keys that are not scalars, and collects the unknown keys.
struct MappingKeys<'a> {
    entries: serde_yaml::mapping::Iter<'a>,
    refused: &'a [String],
    /// The key that is being read.
    name: Option<Cow<'a, str>>,
    value: Option<&'a Value>,
    unknown: Vec<String>,
}

impl<'a> MappingKeys<'a> {
    fn new(mapping: &'a Mapping, refused: &'a [String]) -> Self {
        Self { entries: mapping.iter(), refused, name: None, value: None, unknown: Vec::new() }
    }
}

impl<'de> Deserializer<'de> for &mut MappingKeys<'de> {
    type Error = serde_yaml::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for &mut MappingKeys<'de> {
    type Error = serde_yaml::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        for (key, value) in self.entries.by_ref() {
            let Some(name) = scalar_text(key) else { continue };
            if self.refused.iter().any(|refused| *refused == name) {
                continue;
            }
            self.value = Some(value);
            let name = &**self.name.insert(name);
            return seed.deserialize(name.into_deserializer()).map(Some);
        }
        self.name = None;
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Self::Error> {
        let mut is_unknown = false;
        let value = self.value.take().unwrap_or(&Value::Null);
        let read = seed.deserialize(OneValue { value, is_unknown: &mut is_unknown })?;
        if is_unknown {
            self.unknown.extend(self.name.as_deref().map(str::to_owned));
        }
        Ok(read)
    }
}

/// One value; records when its key is unknown and it is ignored.
struct OneValue<'de, 'a> {
    value: &'de Value,
    is_unknown: &'a mut bool,
}

impl<'de> Deserializer<'de> for OneValue<'de, '_> {
    type Error = serde_yaml::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.value.deserialize_any(visitor)
    }

    /// For `KeptForTemplates`, which takes a value of any kind.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        *self.is_unknown = true;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}
