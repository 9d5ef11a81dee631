//! Owns the table `[lints]`, whose keys are codes beside its one setting: which code weighs what on this site.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::fields;
use crate::diagnostics::Code;
use crate::diagnostics::codes::PAGES;
use crate::diagnostics::levels::{Level, Levels};

/// The table `[lints]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema)]
#[schemars(extend("propertyNames" = { "title": "code" }))]
pub struct Lints {
    /// A file of known problems, which are not reported again; `hexapla check --write-baseline` writes it.
    #[schemars(length(min = 1))]
    pub baseline: Option<String>,
    /// What single codes weigh.
    #[schemars(flatten, with = "BTreeMap<String, Level>")]
    pub levels: Levels,
}

const BASELINE: &str = "baseline";

/// The keys that the table may have.
static KEYS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| std::iter::once(BASELINE).chain(PAGES.iter().map(|page| page.name)).collect());

impl<'de> Deserialize<'de> for Lints {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LintsVisitor)
    }
}

struct LintsVisitor;

impl<'de> Visitor<'de> for LintsVisitor {
    type Value = Lints;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table of codes and their levels")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Lints, A::Error> {
        let mut lints = Lints::default();
        while let Some(key) = entries.next_key::<LintKey>()? {
            match key {
                LintKey::Baseline => lints.baseline = Some(entries.next_value_seed(BaselinePath)?),
                LintKey::Code(code) => {
                    let level = entries.next_value_seed(LevelOf(code))?;
                    lints.levels.insert(code, level);
                }
            }
        }
        Ok(lints)
    }
}

/// A key of the table.
enum LintKey {
    Baseline,
    Code(Code),
}

impl<'de> Deserialize<'de> for LintKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        match Code::from_name(&written) {
            _ if written == BASELINE => Ok(LintKey::Baseline),
            Some(code) => Ok(LintKey::Code(code)),
            None => Err(D::Error::unknown_field(&written, KEYS.as_slice())),
        }
    }
}

struct BaselinePath;

impl<'de> DeserializeSeed<'de> for BaselinePath {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        fields::file_below(deserializer)
    }
}

/// The level of a code, refused where the code cannot be lowered to it.
struct LevelOf(Code);

impl<'de> DeserializeSeed<'de> for LevelOf {
    type Value = Level;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Level, D::Error> {
        let level = Level::deserialize(deserializer)?;
        if level.suits(self.0) {
            return Ok(level);
        }
        let usual = self.0.severity().name();
        Err(D::Error::custom(format_args!("cannot be lowered: this code is always reported as {usual}")))
    }
}

#[cfg(test)]
mod tests;
