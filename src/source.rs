//! Owns access to input files: how they are listed and read, and how a place in one is named.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;

mod reading;

pub use self::reading::{ReadFailure, ReadLog, Reading};

/// The folder that a path is relative to. Each may lie anywhere on disk; in code, a file is always a root and a path below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// The folder of `hexapla.toml`.
    Site,
    /// `[paths] content`: one folder per locale.
    Content,
    /// `[paths] locales`: Fluent resources, one folder per locale.
    Locales,
    /// `[paths] themes`: one folder per theme.
    Themes,
}

/// A file, named by its root and its `/`-separated path below it. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath {
    /// The folder that `path` is relative to.
    pub root: Root,
    /// `/`-separated, relative, without `.` or `..`.
    pub path: Arc<str>,
}

impl SourcePath {
    /// The file at `path` below `root`.
    pub fn new(root: Root, path: &str) -> Self {
        Self { root, path: Arc::from(path) }
    }

    /// The folder part of the path, without a trailing `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&*self.path, |(_, name)| name)
    }
}

/// Input files, listed once and read on demand. The disk is one implementation, a map in memory another. No method has a
/// default implementation, so that a wrapper around other sources cannot omit forwarding one by mistake.
pub trait Sources: Sync {
    /// Every file below `root`, sorted by path.
    fn files(&self, root: Root) -> Vec<SourcePath>;

    /// Reads a file. A failure of the machine is kept for `failures`.
    fn read(&self, path: &SourcePath) -> Reading;

    /// Everything that the machine failed to list or read so far, sorted by path. Where there is anything, nothing that was made of
    /// these sources may be published or written.
    fn failures(&self) -> Vec<ReadFailure>;

    /// A value that is certain to change when the file's bytes change; `None` where the file system gives none, or none reliable yet.
    fn stamp(&self, path: &SourcePath) -> Option<u64>;

    /// When the content files last changed, from their version control history; empty where there is none.
    fn history(&self) -> History;

    /// The path as diagnostics display it: relative to the current directory.
    fn display_path(&self, path: &SourcePath) -> String;
}

/// When files last changed, counted in commits.
#[derive(Clone, Debug, Default)]
pub struct History {
    changes: BTreeMap<SourcePath, LastChange>,
}

/// The last change of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastChange {
    /// The number of newer commits.
    pub age: u32,
    /// True where the history begins with this commit, so that the file may be older.
    pub at_least: bool,
}

impl History {
    /// Adds the last change of a file.
    pub fn add(&mut self, path: SourcePath, change: LastChange) {
        self.changes.insert(path, change);
    }

    /// True where a file last changed in the same commit as another or in a newer one; `None` where the history does not show it.
    pub fn follows(&self, path: &SourcePath, other: &SourcePath) -> Option<bool> {
        let (own, other) = (self.changes.get(path)?, self.changes.get(other)?);
        (!(own.at_least && other.at_least)).then_some(own.age <= other.age)
    }
}

/// Sources held in memory, for tests and for what is embedded in the binary.
#[derive(Clone, Debug, Default)]
pub struct MemorySources {
    files: BTreeMap<SourcePath, Vec<u8>>,
    history: History,
}

impl MemorySources {
    /// Adds or replaces one file.
    pub fn insert(&mut self, root: Root, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(SourcePath::new(root, path), bytes.into());
    }

    /// Sets when a file last changed.
    pub fn date(&mut self, root: Root, path: &str, change: LastChange) {
        self.history.add(SourcePath::new(root, path), change);
    }
}

impl Sources for MemorySources {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        self.files.keys().filter(|path| path.root == root).cloned().collect()
    }

    fn read(&self, path: &SourcePath) -> Reading {
        self.files
            .get(path)
            .map_or_else(|| Reading::absent("there is no such file"), |bytes| Reading::of(bytes.clone()))
    }

    fn failures(&self) -> Vec<ReadFailure> {
        Vec::new()
    }

    fn stamp(&self, _path: &SourcePath) -> Option<u64> {
        None
    }

    fn history(&self) -> History {
        self.history.clone()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        let folder = match path.root {
            Root::Site => return path.path.to_string(),
            Root::Content => "content",
            Root::Locales => "locales",
            Root::Themes => "themes",
        };
        format!("{folder}/{}", path.path)
    }
}

/// Sources with additional files that are not on disk. An added file replaces one with the same path.
pub(crate) struct Overlay<'a> {
    base: &'a dyn Sources,
    added: BTreeMap<SourcePath, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// The files of `base` with those of `added` over them.
    pub(crate) fn new(base: &'a dyn Sources, added: BTreeMap<SourcePath, Vec<u8>>) -> Self {
        Self { base, added }
    }
}

impl Sources for Overlay<'_> {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        let mut files = self.base.files(root);
        files.extend(self.added.keys().filter(|path| path.root == root).cloned());
        files.sort();
        files.dedup();
        files
    }

    fn read(&self, path: &SourcePath) -> Reading {
        self.added.get(path).map_or_else(|| self.base.read(path), |bytes| Reading::of(bytes.clone()))
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.base.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        if self.added.contains_key(path) { None } else { self.base.stamp(path) }
    }

    fn history(&self) -> History {
        self.base.history()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        self.base.display_path(path)
    }
}

/// Bytes as text; invalid UTF-8 becomes U+FFFD. Valid UTF-8 is borrowed.
pub(crate) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Like [`text_of`], but consumes the bytes; valid UTF-8 is not copied.
pub(crate) fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A byte range in one file: `start..end`, counted from the file's first byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file, as diagnostics display it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// The bytes concerned; empty at a point.
    pub span: Span,
}

/// The identity of some content: the first 16 bytes of its BLAKE3 hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(short)
    }

    /// The first ten hexadecimal digits, as file names carry them.
    pub(crate) fn short(&self) -> String {
        HEXLOWER.encode(&self.0[..5])
    }
}
