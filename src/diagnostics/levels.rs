//! Owns what a site makes of single codes: which are not reported there, and which weigh more or less than usual.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Code, Diagnostic, Severity};

/// What a code weighs on this site: `allow` hides it. Codes about what is kept back or cannot be read can only be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not reported.
    Allow,
    /// It is a warning.
    Warn,
    /// It is an error.
    Error,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Level::Allow => None,
            Level::Warn => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }

    /// True where a code may have this level: not below its own where it cannot be lowered.
    pub(crate) fn suits(self, code: Code) -> bool {
        code.can_be_lowered() || self.severity().is_some_and(|severity| severity <= code.severity())
    }
}

/// The levels of a site, by code.
pub(crate) type Levels = BTreeMap<Code, Level>;

/// Gives each diagnostic the severity that the site decided on, and drops those that it allows, among them the front matter keys of
/// its own. Doing so twice changes nothing.
pub(crate) fn apply(levels: &Levels, own_keys: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain_mut(|diagnostic| {
        let is_own_key = diagnostic.code == Code::FrontMatterKeyUnknown
            && diagnostic.about.as_ref().is_some_and(|key| own_keys.contains(key));
        let Some(level) = levels.get(&diagnostic.code).filter(|level| level.suits(diagnostic.code)) else {
            return !is_own_key;
        };
        match level.severity() {
            Some(severity) => diagnostic.severity = severity,
            None => return false,
        }
        !is_own_key
    });
}

#[cfg(test)]
mod tests;
