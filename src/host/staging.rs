//! Owns a site that is made but not yet in place: its files, aside in the staging folder, and what publishing them did.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::HostError;
use super::manifest::Manifest;
use crate::output::SinkError;
use crate::source::Fingerprint;

/// The name of the staging folder in the output folder.
pub const STAGING: &str = ".hexapla-staging";

/// What becomes of files of earlier builds that this one did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// They go: the folder holds this build and nothing older.
    Remove,
    /// They stay: only a part of the site was built.
    Keep,
}

/// What publishing did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New or changed files put in place.
    pub placed: usize,
    /// Files whose bytes were in place already.
    pub unchanged: usize,
    /// Files of earlier builds that were removed.
    pub removed: usize,
}

/// One file of this build.
#[derive(Debug)]
pub struct StagedFile {
    /// Its path below the site.
    pub path: String,
    /// The file's number in the staging folder; absent where its bytes are in place already.
    pub number: Option<usize>,
    /// Of its bytes.
    pub fingerprint: Fingerprint,
}

/// The files of this build that wait beside those in place.
#[derive(Debug)]
pub struct StagedSite {
    /// The output folder.
    pub folder: PathBuf,
    /// The staging folder in it.
    pub staging: PathBuf,
    /// What earlier builds wrote.
    pub earlier: Manifest,
    staged: Mutex<Vec<StagedFile>>,
    next: AtomicUsize,
}

impl StagedSite {
    /// Nothing yet, for an output folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            staging: folder.join(STAGING),
            folder,
            earlier: Manifest::new(),
            staged: Mutex::new(Vec::new()),
            next: AtomicUsize::new(0),
        }
    }

    /// Leaves out the numbers of files of a build that was ended.
    pub fn skip_used_numbers(&mut self) {
        self.next = AtomicUsize::new(first_free(&self.staging));
    }

    /// Writes bytes to the staging folder; the number of their file.
    ///
    /// # Errors
    /// When the machine refuses.
    pub fn stage(&self, bytes: &[u8]) -> Result<usize, SinkError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let file = self.staged_file(number);
        fs::write(&file, bytes).map_err(|error| SinkError(HostError::io("write", &file, &error).0))?;
        Ok(number)
    }

    /// Notes a file of this build.
    pub fn add(&self, file: StagedFile) {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }

    /// Takes all files of this build.
    pub fn take(&self) -> Vec<StagedFile> {
        std::mem::take(&mut *self.staged.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where a staged file lies.
    pub fn staged_file(&self, number: usize) -> PathBuf {
        self.staging.join(number.to_string())
    }

    /// A name in the staging folder that nothing else has.
    pub fn spare_file(&self) -> PathBuf {
        self.staged_file(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// The first number that no file of a build that was ended has: some may be second names of files in place.
fn first_free(staging: &Path) -> usize {
    let names = fs::read_dir(staging)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter_map(|name| name.parse::<usize>().ok()).max().map_or(0, |last| last.saturating_add(1))
}
