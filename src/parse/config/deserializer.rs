//! Owns the deserializer of a TOML document with places: each error of serde becomes a problem with its span and the keys
//! around it, and what is known to be wrong can be left out, so that the rest of the document is read.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::short;

/// Start and end of the keys and values that are left out.
pub(super) type Skipped = BTreeSet<(usize, usize)>;

/// What is wrong at one place of a document.
#[derive(Debug)]
pub(super) struct Problem {
    /// The bytes of the key or value; empty only while the error is on its way up to the value that it is about.
    pub(super) span: Option<Range<usize>>,
    /// The keys that lead to the table or value, innermost first.
    pub(super) keys: Vec<String>,
    /// What it is.
    pub(super) kind: ProblemKind,
}

/// What can be wrong.
#[derive(Debug)]
pub(super) enum ProblemKind {
    /// No key of this name; with those that there are.
    UnknownKey(String, &'static [&'static str]),
    /// Another value where a table has to be.
    NotATable,
    /// A value of the wrong type or out of range, as the end of a sentence that begins with the key.
    Value(String),
}

impl Problem {
    fn new(kind: ProblemKind) -> Self {
        Self { span: None, keys: Vec::new(), kind }
    }

    /// The innermost place is the exact one.
    fn at(mut self, span: Range<usize>) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.kind)
    }
}

impl std::error::Error for Problem {}

impl Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ProblemKind::Value(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("must be {expected}"))
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::new(ProblemKind::UnknownKey(field.to_owned(), known))
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::custom(format_args!("holds `{}`, which is not one of {}", short(variant), known.join(", ")))
    }
}

/// A value of the document, without what is left out.
#[derive(Clone, Copy)]
pub(super) struct Node<'de> {
    /// The value with its place.
    pub(super) value: &'de Spanned<DeValue<'de>>,
    /// What is left out in it.
    pub(super) skipped: &'de Skipped,
}

impl<'de> Node<'de> {
    fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor.visit_borrowed_str(text),
            DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => visitor.visit_f64(digits.as_str().parse().unwrap_or(f64::NAN)),
            },
            DeValue::Float(digits) => visitor.visit_f64(digits.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => visitor.visit_bool(*flag),
            DeValue::Datetime(_) => Err(Problem::invalid_type(Unexpected::Other("date"), &visitor)),
            DeValue::Array(items) => visitor.visit_seq(Items { items: items.iter(), skipped: self.skipped }),
            DeValue::Table(table) => visitor.visit_map(Entries::of(table, self.skipped)),
        }
    }

    fn table<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value.get_ref() {
            DeValue::Table(table) => visitor.visit_map(Entries::of(table, self.skipped)),
            _ => Err(Problem::new(ProblemKind::NotATable).at(self.value.span())),
        }
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.visit(visitor).map_err(|problem| problem.at(self.value.span()))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => visitor.visit_bool(*flag),
            _ => Err(Problem::custom("must be true or false, without quotes")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_some(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.table(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.table(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor.visit_enum(text.as_ref().into_deserializer()),
            _ => Err(Problem::custom(format_args!("must be \"{}\"", variants.join("\" or \"")))),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct identifier ignored_any
    }
}

/// The items of an array.
struct Items<'de> {
    items: std::slice::Iter<'de, Spanned<DeValue<'de>>>,
    skipped: &'de Skipped,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let skipped = self.skipped;
        let Some(value) = self.items.find(|value| !is_skipped(value.span(), skipped)) else {
            return Ok(None);
        };
        seed.deserialize(Node { value, skipped }).map(Some).map_err(|problem| problem.at(value.span()))
    }
}

type Key<'de> = Spanned<std::borrow::Cow<'de, str>>;

/// The entries of a table.
struct Entries<'de> {
    entries: Vec<(&'de Key<'de>, Node<'de>)>,
}

impl<'de> Entries<'de> {
    /// In the order of the text backwards, as `pop` takes them.
    fn of(table: &'de DeTable<'de>, skipped: &'de Skipped) -> Self {
        let entries = table.iter().rev().map(|(key, value)| (key, Node { value, skipped }));
        let kept = entries.filter(|(key, node)| {
            !is_skipped(key.span(), skipped) && !is_skipped(node.value.span(), skipped)
        });
        Self { entries: kept.collect() }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((key, _)) = self.entries.last() else { return Ok(None) };
        let name = BorrowedStrDeserializer::new(key.get_ref());
        seed.deserialize(name).map(Some).map_err(|problem: Problem| problem.at(key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        let Some((key, node)) = self.entries.pop() else {
            return Err(Problem::custom("has no value"));
        };
        seed.deserialize(node).map_err(|problem| {
            let mut problem = problem.at(node.value.span());
            problem.keys.push(key.get_ref().to_string());
            problem
        })
    }
}

fn is_skipped(span: Range<usize>, skipped: &Skipped) -> bool {
    skipped.contains(&(span.start, span.end))
}
