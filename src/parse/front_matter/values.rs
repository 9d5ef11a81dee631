//! Owns the kinds of values that keys of front matter take: how each is read, and how a JSON schema describes it.
//!
//! The error of these functions names the expected value: the message reads "must be" followed by it.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Number, Value};

use super::{ChangeWeight, TranslationKind};
use crate::locale::CalendarDate;
use crate::parse::markdown::placeholder::is_valid_name;

/// A value that is not validated here: the code that uses it reads [`crate::parse::front_matter::FrontMatter::params`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeptForTemplates;

impl<'de> Deserialize<'de> for KeptForTemplates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }
}

impl JsonSchema for KeptForTemplates {
    fn schema_name() -> Cow<'static, str> {
        "KeptForTemplates".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl JsonSchema for CalendarDate {
    fn schema_name() -> Cow<'static, str> {
        "CalendarDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl JsonSchema for TranslationKind {
    fn schema_name() -> Cow<'static, str> {
        "TranslationKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": ["MT", "HT"] })
    }
}

impl JsonSchema for ChangeWeight {
    fn schema_name() -> Cow<'static, str> {
        "ChangeWeight".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": ["none", "minor", "major"] })
    }
}

/// A scalar as text: numbers and flags too.
pub(super) fn scalar_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => Some(Cow::Borrowed("")),
        Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}

/// Reads a text without the white space around it; nothing where it is empty.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = match WrittenValue::deserialize(deserializer)? {
        WrittenValue::Nothing => return Ok(None),
        WrittenValue::Flag(flag) => flag.to_string(),
        WrittenValue::Number(number) => number.to_string(),
        WrittenValue::Text(text) => text,
        WrittenValue::Other => return Err(D::Error::custom("text")),
    };
    let text = if text.trim().len() == text.len() { text } else { text.trim().to_owned() };
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// Reads a text in lower case.
pub(super) fn lower_case<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(text(deserializer)?.map(|text| text.to_lowercase()))
}

/// Reads a date.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CalendarDate>, D::Error> {
    judged(text(deserializer)?, "a date, MM/DD/YYYY or YYYY-MM-DD", CalendarDate::parse)
}

/// Reads the kind of a translation.
pub(super) fn translation_kind<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<TranslationKind>, D::Error> {
    judged(text(deserializer)?, "MT (machine) or HT (human)", |text| {
        match text.to_ascii_uppercase().as_str() {
            "MT" | "AUTO" => Some(TranslationKind::Machine),
            "HT" => Some(TranslationKind::Human),
            _ => None,
        }
    })
}

/// Reads the weight of a change.
pub(super) fn change_weight<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<ChangeWeight>, D::Error> {
    judged(text(deserializer)?, "none, minor or major", |text| match text {
        "none" => Some(ChangeWeight::None),
        "minor" => Some(ChangeWeight::Minor),
        "major" => Some(ChangeWeight::Major),
        _ => None,
    })
}

fn judged<T, E: Error>(
    text: Option<String>,
    wanted: &str,
    judge: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, E> {
    match text {
        None => Ok(None),
        Some(text) => judge(&text).map(Some).ok_or_else(|| E::custom(wanted)),
    }
}

/// Reads a flag.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match WrittenValue::deserialize(deserializer)? {
        WrittenValue::Flag(flag) => Ok(flag),
        _ => Err(D::Error::custom("true or false")),
    }
}

/// Reads a flag whose absence differs from both values.
pub(super) fn optional_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    flag(deserializer).map(Some)
}

/// Validates a whole number.
pub(super) fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KeptForTemplates, D::Error> {
    match WrittenValue::deserialize(deserializer)? {
        WrittenValue::Number(number) if number.is_i64() => Ok(KeptForTemplates),
        WrittenValue::Nothing => Ok(KeptForTemplates),
        _ => Err(D::Error::custom("a whole number, without quotation marks")),
    }
}

/// Validates words: a list, or one text.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KeptForTemplates, D::Error> {
    match Value::deserialize(deserializer).map_err(|_| D::Error::custom(WORDS))? {
        Value::Null | Value::String(_) => Ok(KeptForTemplates),
        Value::Sequence(items) if items.iter().all(|item| scalar_text(item).is_some()) => {
            Ok(KeptForTemplates)
        }
        _ => Err(D::Error::custom(WORDS)),
    }
}

const WORDS: &str = "a list of words, such as `[one, two]`";

/// Reads the factor for the rank of an article in search results.
pub(super) fn priority<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f32>, D::Error> {
    let number = match WrittenValue::deserialize(deserializer)? {
        WrittenValue::Number(number) => number.as_f64().filter(|number| (0.1..=7.0).contains(number)),
        _ => None,
    };
    let number = number.ok_or_else(|| D::Error::custom("a number from 0.1 to 7"))?;
    Ok(Some(number as f32))
}

/// Validates variables, whose values are read from [`crate::parse::front_matter::FrontMatter::params`].
pub(super) fn variables<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KeptForTemplates, D::Error> {
    const WANTED: &str = "names of letters, digits, `-` and `_`, each with a text or a number";
    let value = Value::deserialize(deserializer).map_err(|_| D::Error::custom(WANTED))?;
    let is_variable = |(name, value): (&Value, &Value)| {
        scalar_text(name).is_some_and(|name| is_valid_name(&name)) && (value.is_string() || value.is_number())
    };
    match value.as_mapping() {
        Some(vars) if vars.iter().all(is_variable) => Ok(KeptForTemplates),
        _ => Err(D::Error::custom(WANTED)),
    }
}

/// A YAML value, as detailed as a key with a single value needs it.
enum WrittenValue {
    Nothing,
    Flag(bool),
    Number(Number),
    Text(String),
    /// A list, a table, or a tag.
    Other,
}

impl<'de> Deserialize<'de> for WrittenValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = WrittenValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Nothing)
    }

    fn visit_none<E>(self) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<WrittenValue, E> {
        Ok(WrittenValue::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<WrittenValue, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(WrittenValue::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<WrittenValue, A::Error> {
        while items.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(WrittenValue::Other)
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<WrittenValue, A::Error> {
        Ok(WrittenValue::Other)
    }
}
