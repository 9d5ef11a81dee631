//! Owns what becomes of reading a file: its bytes, an absence that lies in the content, or a failure of the machine.
//!
//! A failure of the machine cannot be passed over: it stays in the `ReadLog` of the sources, and a run whose log holds one publishes
//! nothing. What cannot be read is not gone, so a page made without it would be a page that lost something.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::{Fingerprint, SourcePath};

/// What reading a file came to. It is no `Result`, so that a failure of the machine is nothing that a caller could drop: such a
/// failure was written to the log before this value was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Reading(Outcome);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Bytes(Vec<u8>),
    Absent(String),
    Failed,
}

impl Reading {
    /// The bytes of a file.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(Outcome::Bytes(bytes))
    }

    /// There is no such file, or it is one that is never read: a folder, a pipe, a link out of its root, a file too large.
    pub fn absent(reason: impl Into<String>) -> Self {
        Self(Outcome::Absent(reason.into()))
    }

    /// The bytes. Where there are none, that is so in the content, or the run ends as failed whatever is made of it.
    pub fn bytes(self) -> Option<Vec<u8>> {
        match self.0 {
            Outcome::Bytes(bytes) => Some(bytes),
            Outcome::Absent(_) | Outcome::Failed => None,
        }
    }

    /// Why the content has no such file; `None` where it has, and where the machine failed.
    pub fn absence(&self) -> Option<&str> {
        match &self.0 {
            Outcome::Absent(reason) => Some(reason),
            Outcome::Bytes(_) | Outcome::Failed => None,
        }
    }

    /// True where the machine failed, so that nothing made of this may be kept for later.
    pub fn has_failed(&self) -> bool {
        self.0 == Outcome::Failed
    }
}

/// A file or folder that the machine could not read, or that changed while it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadFailure {
    /// The file or folder.
    pub path: SourcePath,
    /// The operating system's reason, or what changed.
    pub reason: String,
}

/// Everything that failed while some sources were read, and what each file held when it was read first: a run reads articles twice,
/// and both must be the same text.
#[derive(Debug, Default)]
pub struct ReadLog {
    failures: Mutex<BTreeMap<SourcePath, String>>,
    read: Mutex<FxHashMap<SourcePath, Fingerprint>>,
}

/// The reason that is given for a file whose bytes are not those of before.
const CHANGED: &str = "it changed while it was read; run again";

impl ReadLog {
    /// A file or folder could not be read.
    pub fn failed(&self, path: &SourcePath, reason: impl Into<String>) -> Reading {
        // The first reason stays: later ones mostly follow from it.
        lock(&self.failures).entry(path.clone()).or_insert_with(|| reason.into());
        Reading(Outcome::Failed)
    }

    /// A file was read. Bytes that differ from those that were read before are a failure.
    pub fn read(&self, path: &SourcePath, bytes: Vec<u8>) -> Reading {
        let own = Fingerprint::of(&bytes);
        let first = *lock(&self.read).entry(path.clone()).or_insert(own);
        if first == own { Reading::of(bytes) } else { self.failed(path, CHANGED) }
    }

    /// A file is not there, or is not one to be read. If it was read before, that is a failure.
    pub fn absent(&self, path: &SourcePath, reason: impl Into<String>) -> Reading {
        let was_read = lock(&self.read).contains_key(path);
        if was_read { self.failed(path, CHANGED) } else { Reading::absent(reason) }
    }

    /// All failures so far, sorted by path.
    pub fn failures(&self) -> Vec<ReadFailure> {
        let failure = |(path, reason): (&SourcePath, &String)| ReadFailure {
            path: path.clone(),
            reason: reason.clone(),
        };
        lock(&self.failures).iter().map(failure).collect()
    }

    /// Drops the failures, for a session that stays on its last good state and tries again.
    pub fn clear_failures(&self) {
        lock(&self.failures).clear();
    }

    /// Expects new bytes of a file that is known to have changed.
    pub fn invalidate(&self, path: &SourcePath) {
        lock(&self.read).remove(path);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
