//! Owns sources whose k-th reading fails, once or from then on, as those of a failing disk do.

use std::sync::atomic::{AtomicUsize, Ordering};

use hexapla::{History, ReadFailure, ReadLog, Reading, Root, SourcePath, Sources};

/// How a reading fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The system refuses it.
    Refused,
    /// The file is gone though it was listed.
    Gone,
    /// The file was changed since it was read first; harmless the first time.
    Changed,
}

/// Sources that count their readings, and fail some of them.
pub struct FaultySources<'a> {
    inner: &'a dyn Sources,
    fault: Fault,
    /// The number of the first reading that fails, counted from 0.
    first: usize,
    /// True where every later one fails too.
    lasts: bool,
    count: AtomicUsize,
    log: ReadLog,
}

impl<'a> FaultySources<'a> {
    /// Sources that fail the reading number `first`, or all from there on.
    pub fn new(inner: &'a dyn Sources, fault: Fault, first: usize, lasts: bool) -> Self {
        Self { inner, fault, first, lasts, count: AtomicUsize::new(0), log: ReadLog::default() }
    }

    /// Sources that never fail.
    pub fn sound(inner: &'a dyn Sources) -> Self {
        Self::new(inner, Fault::Refused, usize::MAX, false)
    }

    /// How many readings there were.
    pub fn readings(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }
}

impl Sources for FaultySources<'_> {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        self.inner.files(root)
    }

    fn read(&self, path: &SourcePath) -> Reading {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let fails = number == self.first || (self.lasts && number > self.first);
        match self.fault {
            Fault::Refused if fails => return self.log.failed(path, "input/output error"),
            Fault::Gone if fails => return self.log.failed(path, "no such file or directory"),
            _ => {}
        }
        let Some(bytes) = self.inner.read(path).bytes() else {
            return self.log.absent(path, "there is no such file");
        };
        match self.fault {
            Fault::Changed if fails => self.log.read(path, [bytes, number.to_string().into_bytes()].concat()),
            _ => self.log.read(path, bytes),
        }
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.log.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        self.inner.stamp(path)
    }

    fn history(&self) -> History {
        self.inner.history()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        self.inner.display_path(path)
    }
}
