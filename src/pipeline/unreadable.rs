//! Owns the end of a run whose sources could not be read: nothing made of them is a result.

use std::fmt;

use super::run::{Counts, Report};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{ReadFailure, Sources};

/// Why a run has no result: what the machine failed to read, at least one file or folder.
#[derive(Debug)]
pub(crate) struct Unreadable {
    failures: Vec<ReadFailure>,
    /// The first path as it is displayed.
    first: String,
}

impl Unreadable {
    /// One diagnostic for each file or folder, which stands in for all others: they may be due to what was not read.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        self.failures.iter().map(diagnostic).collect()
    }

    /// The report of a run that publishes nothing.
    pub(super) fn report(&self) -> Report {
        Report { diagnostics: self.diagnostics(), counts: Counts::default(), unusable: true }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.failures.first().map_or("", |failure| &failure.reason);
        write!(f, "cannot read {}: {reason}", self.first)?;
        match self.failures.len() {
            0 | 1 => Ok(()),
            2 => f.write_str("; nor one other file or folder"),
            more => write!(f, "; nor {} other files and folders", more - 1),
        }
    }
}

/// What was made of some sources, unless something of them could not be read.
///
/// # Errors
/// When the machine failed to read something.
pub(crate) fn whole<T>(sources: &dyn Sources, made: T) -> Result<T, Unreadable> {
    let failures = sources.failures();
    match failures.first() {
        None => Ok(made),
        Some(first) => Err(Unreadable { first: sources.display_path(&first.path), failures }),
    }
}

/// The diagnostic of one failure.
fn diagnostic(failure: &ReadFailure) -> Diagnostic {
    Diagnostic::at(
        Code::InputUnreadable,
        &failure.path,
        0..0,
        format!("this cannot be read: {}", failure.reason),
    )
    .help("make it readable, then run again; nothing was published without it")
}

#[cfg(test)]
mod tests;
