//! Owns the pipeline's output: an output path, its bytes, and the sink that receives them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A file of the site: `/`-separated, relative to the output folder, without `.` or `..`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(pub String);

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a file could not be written: its path and the operating system's error message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinkError(pub String);

impl fmt::Display for SinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where rendered files go: a folder, memory, or nowhere. Called from many threads, each path once.
pub trait Sink: Sync {
    /// Writes one file.
    ///
    /// # Errors
    /// When the operating system refuses it.
    fn write(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), SinkError>;
}

/// Discards every file; `check` renders into it.
#[derive(Debug, Default)]
pub struct NullSink;

impl Sink for NullSink {
    fn write(&self, _path: &OutputPath, _bytes: Vec<u8>) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Keeps every file in memory, for tests.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<OutputPath, Vec<u8>>>,
}

impl MemorySink {
    /// All files written so far, by path.
    pub fn into_files(self) -> BTreeMap<OutputPath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn write(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), bytes);
        Ok(())
    }
}
