//! Owns access to the operating system: where a site is, its files, the output folder, git, the clock.

pub(crate) mod clock;
pub(crate) mod disk;
mod git;
pub(crate) mod output_folder;
pub(crate) mod site;
pub(crate) mod source_file;
pub(crate) mod starter;
pub(crate) mod window;

mod exchange;
mod guard;
mod journal;
pub(crate) mod limits;
mod manifest;
pub(crate) mod paths;
mod publication;
pub(crate) mod staging;
pub(crate) mod unpublished;
pub(crate) mod walk;

pub use self::guard::Guarded;

use std::path::Path;
use std::{fmt, io};

/// A failure of the operating system, or a mistake in how a command was called: one plain sentence for the user.
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

/// A folder as it is displayed: relative where that is shorter, with a `/` at its end.
pub(crate) fn display_folder(folder: &Path) -> String {
    format!("{}/", paths::display_path(folder).trim_end_matches('/'))
}

/// True for an I/O error that lies in what a folder holds and not in the machine: a name that leads nowhere, in a circle, through a
/// file, or that no system can open. A clone of the same content has it everywhere.
pub(crate) fn is_of_content(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory | InvalidFilename | InvalidInput)
        || is_loop(error)
}

#[cfg(unix)]
fn is_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_loop(_: &io::Error) -> bool {
    false
}

/// True for a folder, or a link to one; false where there is nothing, or something else.
///
/// # Errors
/// When the machine cannot find out: what cannot be looked at is not gone.
pub(crate) fn is_folder(path: &Path) -> Result<bool, HostError> {
    match std::fs::metadata(path) {
        Ok(metadata) => Ok(metadata.is_dir()),
        Err(error) if is_of_content(&error) => Ok(false),
        Err(error) => Err(HostError::io("open", path, &error)),
    }
}

/// The message of an I/O error in lower case, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
