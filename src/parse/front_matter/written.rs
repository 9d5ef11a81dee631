//! Owns the values of front matter as their authors wrote them: `1.10` is a text of four characters where it is no number of its key.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};

use super::known_key;
use super::text::FrontMatterText;

/// Gives each value its text back, where YAML reads it as a number or a flag and its key takes a text, or where it would be another text
/// as a number.
pub(super) fn keep_text(mapping: &mut Mapping, text: &FrontMatterText) {
    for (key, value) in mapping.iter_mut() {
        let Some(key) = key.as_str().filter(|_| holds_other(value)) else { continue };
        let Some(entry) = text.entry(key) else { continue };
        let Some(written) = text.as_str().get(entry.value_span.clone()) else { continue };
        match known_key(key).map(|known| known.value_type.as_str()) {
            Some("string") if !value.is_sequence() => *value = Value::String(scalar(written)),
            Some(kind) if kind.starts_with("list") => {
                if let Ok(items) = serde_yaml::from_str::<Vec<String>>(written) {
                    *value = items.into_iter().map(Value::String).collect();
                }
            }
            None if value.is_number() && text_of(value) != scalar(written) => {
                *value = Value::String(scalar(written));
            }
            Some("table") => keep_text_of_vars(value, written),
            _ => {}
        }
    }
}

/// True for a value that holds a number or a flag.
fn holds_other(value: &Value) -> bool {
    match value {
        Value::Bool(_) | Value::Number(_) => true,
        Value::Sequence(items) => items.iter().any(|item| item.is_bool() || item.is_number()),
        Value::Mapping(pairs) => pairs.values().any(Value::is_number),
        _ => false,
    }
}

fn scalar(written: &str) -> String {
    serde_yaml::from_str::<String>(written).unwrap_or_else(|_| written.to_owned())
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Numbers in a table that would be shown as another text.
fn keep_text_of_vars(value: &mut Value, written: &str) {
    let Value::Mapping(pairs) = value else { return };
    let Ok(texts) = serde_yaml::from_str::<std::collections::BTreeMap<String, String>>(written) else {
        return;
    };
    for (name, value) in pairs.iter_mut() {
        let text = name.as_str().and_then(|name| texts.get(name));
        if let Some(text) = text.filter(|text| value.is_number() && text_of(value) != **text) {
            *value = Value::String(text.clone());
        }
    }
}

/// A mapping whose whole numbers may be too large for any type of number.
pub(super) fn with_large_numbers(yaml: &str) -> Option<Mapping> {
    match serde_yaml::from_str::<AnyValue>(yaml).ok()?.0 {
        Value::Mapping(mapping) => Some(mapping),
        _ => None,
    }
}

struct AnyValue(Value);

impl<'de> Deserialize<'de> for AnyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor).map(Self)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::String(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::String(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(AnyValue(item)) = items.next_element()? {
            read.push(item);
        }
        Ok(Value::Sequence(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut read = Mapping::new();
        while let Some((AnyValue(key), AnyValue(value))) = pairs.next_entry()? {
            if read.insert(key, value).is_some() {
                return Err(de::Error::custom("duplicate entry"));
            }
        }
        Ok(Value::Mapping(read))
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        let AnyValue(value) = content.newtype_variant()?;
        Ok(Value::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value })))
    }
}
