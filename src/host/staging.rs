//! Owns a site that is built but not yet published: its files in the staging folder, and the result of publishing them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

use super::HostError;
use super::manifest::Manifest;
use crate::output::SinkError;
use crate::source::Fingerprint;

/// The name of the staging folder in the output folder.
pub(crate) const STAGING: &str = ".hexapla-staging";

/// The name of the file in the output folder that the build which writes to the folder holds locked.
pub(crate) const LOCK: &str = ".hexapla-lock";

/// What happens to files of earlier builds that this one did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// They are removed: the folder holds this build alone.
    Remove,
    /// They are kept: only a part of the site was built.
    Keep,
}

/// What publishing did, in files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New or changed files put in place.
    pub placed: usize,
    /// Files that were published already with the same bytes.
    pub unchanged: usize,
    /// Files of earlier builds that were removed.
    pub removed: usize,
    /// Why the files were put in place one after the other, where the folder could not be exchanged at once.
    pub in_steps: Option<String>,
}

/// One file of this build.
#[derive(Debug)]
pub(crate) struct StagedFile {
    /// Its path below the site.
    pub path: String,
    /// The file's number in the staging folder; absent if the published file has the same bytes already.
    pub number: Option<usize>,
    /// Of its bytes.
    pub fingerprint: Fingerprint,
}

/// The files of this build, which are not published yet.
#[derive(Debug)]
pub(crate) struct StagedSite {
    /// The output folder.
    pub folder: PathBuf,
    /// The staging folder in it.
    pub staging: PathBuf,
    /// What earlier builds wrote.
    pub earlier: Manifest,
    staged: Mutex<Vec<StagedFile>>,
    next: AtomicUsize,
    /// True while the next build must find the staging folder, to finish a publication by its journal.
    is_kept: AtomicBool,
}

impl StagedSite {
    /// An empty site for an output folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            staging: folder.join(STAGING),
            folder,
            earlier: Manifest::new(),
            staged: Mutex::new(Vec::new()),
            next: AtomicUsize::new(0),
            is_kept: AtomicBool::new(false),
        }
    }

    /// Skips the numbers of files that an interrupted build left in the staging folder.
    pub(crate) fn skip_used_numbers(&mut self) {
        self.next = AtomicUsize::new(first_free(&self.staging));
    }

    /// Writes bytes to the staging folder; returns the number of their file.
    ///
    /// # Errors
    /// When writing fails.
    pub(crate) fn stage(&self, bytes: &[u8]) -> Result<usize, SinkError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let file = self.staged_file(number);
        fs::write(&file, bytes).map_err(|error| SinkError(HostError::io("write", &file, &error).0))?;
        Ok(number)
    }

    /// Says whether the staging folder stays when the build ends.
    pub(crate) fn keep_staging(&self, is_kept: bool) {
        self.is_kept.store(is_kept, Ordering::Relaxed);
    }

    /// True if the next build needs the staging folder.
    pub(crate) fn keeps_staging(&self) -> bool {
        self.is_kept.load(Ordering::Relaxed)
    }

    /// Adds a file of this build.
    pub(crate) fn add(&self, file: StagedFile) {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }

    /// The paths of all files of this build.
    pub(crate) fn paths(&self) -> FxHashSet<String> {
        let staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        staged.iter().map(|file| file.path.clone()).collect()
    }

    /// Takes all files of this build.
    pub(crate) fn take(&self) -> Vec<StagedFile> {
        std::mem::take(&mut *self.staged.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where a staged file lies.
    pub(crate) fn staged_file(&self, number: usize) -> PathBuf {
        self.staging.join(number.to_string())
    }

    /// A name in the staging folder that nothing else has.
    pub(crate) fn spare_file(&self) -> PathBuf {
        self.staged_file(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// The first number that no file of an interrupted build has: some of them may be hard links to published files.
fn first_free(staging: &Path) -> usize {
    let names = fs::read_dir(staging)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter_map(|name| name.parse::<usize>().ok()).max().map_or(0, |last| last.saturating_add(1))
}
