//! Owns what a build notes down before it puts anything in place, so that the next one can finish it: were it ended on the way,
//! the folder would hold pages of both.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::HostError;
use super::manifest;
use super::manifest::Manifest;

/// The name of the note, in the staging folder; the list of files that holds afterwards lies beside it.
const FILE_NAME: &str = "journal";

/// Everything that has to be done to put a build in place.
#[derive(Debug)]
pub struct Journal {
    /// Numbers of staged files and the paths that they go to, in the order in which they do.
    pub placing: Vec<(usize, String)>,
    /// The files of the folder afterwards: what else is ours goes.
    pub afterwards: Manifest,
}

impl Journal {
    /// Notes it down; once the note is there, all of it is.
    ///
    /// # Errors
    /// When the machine refuses.
    pub fn write(&self, staging: &Path) -> Result<(), HostError> {
        let mut text = String::new();
        for (number, path) in &self.placing {
            let _ = writeln!(text, "{number}  {path}");
        }
        write(staging, manifest::FILE_NAME, &manifest::text(&self.afterwards))?;
        write(staging, FILE_NAME, &text)
    }

    /// What an ended build left to do; nothing where it left nothing, or where the note is not one of ours: it leads to files that
    /// the folder's own list does not name.
    pub fn read(staging: &Path, ours: &Manifest) -> Option<Self> {
        let text = fs::read_to_string(staging.join(FILE_NAME)).ok()?;
        let placing: Option<Vec<(usize, String)>> = text.lines().map(step).collect();
        let placing = placing.filter(|placing| placing.iter().all(|(_, path)| ours.contains_key(path)))?;
        Some(Self { placing, afterwards: manifest::read(staging).ok().flatten()? })
    }

    /// Nothing is left to do. This may fail: a note that stays says what is done already.
    pub fn clear(staging: &Path) {
        let _ = fs::remove_file(staging.join(FILE_NAME));
    }
}

fn step(line: &str) -> Option<(usize, String)> {
    let (number, path) = line.split_once("  ")?;
    Some((number.parse().ok()?, path.to_owned()))
}

/// Whoever reads the file gets all of it, or what it was before.
fn write(staging: &Path, name: &str, text: &str) -> Result<(), HostError> {
    let (draft, file) = (staging.join("draft"), staging.join(name));
    fs::write(&draft, text).map_err(|error| HostError::io("write", &draft, &error))?;
    fs::rename(&draft, &file).map_err(|error| HostError::io("write", &file, &error))
}
