//! Floor 7: everything that touches the machine: where a site is, its files, the output folder, the clock.

pub mod clock;
pub mod disk;
mod git;
pub mod output_folder;
pub mod site;
pub mod starter;
pub mod window;

mod guard;
mod journal;
pub mod limits;
mod manifest;
pub mod paths;
mod publication;
pub mod staging;
pub mod walk;

pub use self::guard::Guarded;

use std::fmt;
use std::io;
use std::path::Path;

/// What the machine, or the way a command was called, makes impossible: one plain sentence for the person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError(pub String);

impl HostError {
    /// `cannot <verb> <path>: <reason>`.
    pub fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!("cannot {verb} {}: {}", paths::display_path(path), reason(error)))
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folder as it is told to a person: relative where that is shorter, with a `/` at its end.
pub fn display_folder(folder: &Path) -> String {
    format!("{}/", paths::display_path(folder).trim_end_matches('/'))
}

/// The machine's words without the number that nobody looks up.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
