//! Owns the journal that a build writes before it publishes, so that the next build can finish an interrupted publication: otherwise
//! the folder would hold pages of both.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::HostError;
use super::manifest::{self, Manifest};

/// The name of the journal in the staging folder; the manifest that is valid afterwards lies beside it.
const FILE_NAME: &str = "journal";

/// All steps of publishing a build.
#[derive(Debug)]
pub(super) struct Journal {
    /// Numbers of staged files and the paths that they go to, in the order in which they do.
    pub placing: Vec<(usize, String)>,
    /// The files of the folder afterwards; other files of earlier builds are removed.
    pub afterwards: Manifest,
}

impl Journal {
    /// Writes the journal; once its file exists, it is complete.
    ///
    /// # Errors
    /// When writing fails.
    pub(super) fn write(&self, staging: &Path) -> Result<(), HostError> {
        let mut text = String::new();
        for (number, path) in &self.placing {
            let _ = writeln!(text, "{number}  {path}");
        }
        write(staging, manifest::FILE_NAME, &manifest::text(&self.afterwards))?;
        write(staging, FILE_NAME, &text)
    }

    /// What an interrupted build left to do; `None` if it left nothing, or if the journal names files that are not in the folder's
    /// manifest and so was not written by Hexapla.
    pub(super) fn read(staging: &Path, ours: &Manifest) -> Option<Self> {
        let text = fs::read_to_string(staging.join(FILE_NAME)).ok()?;
        let placing: Option<Vec<(usize, String)>> = text.lines().map(step).collect();
        let placing = placing.filter(|placing| placing.iter().all(|(_, path)| ours.contains_key(path)))?;
        Some(Self { placing, afterwards: manifest::read(staging).ok().flatten()? })
    }

    /// Removes the journal once nothing is left to do. A failure is harmless: a journal that stays lists steps that are done already.
    pub(super) fn clear(staging: &Path) {
        let _ = fs::remove_file(staging.join(FILE_NAME));
    }
}

fn step(line: &str) -> Option<(usize, String)> {
    let (number, path) = line.split_once("  ")?;
    Some((number.parse().ok()?, path.to_owned()))
}

/// Writes a file atomically: readers get all of the new text or all of the old.
fn write(staging: &Path, name: &str, text: &str) -> Result<(), HostError> {
    let (draft, file) = (staging.join("draft"), staging.join(name));
    fs::write(&draft, text).map_err(|error| HostError::io("write", &draft, &error))?;
    fs::rename(&draft, &file).map_err(|error| HostError::io("write", &file, &error))
}
