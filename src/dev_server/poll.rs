//! Owns polling: scans folders repeatedly, for systems and drives that do not report changes.
//!
//! A change of a file is recognised by its metadata. Time stamps have a limited resolution, so the content of a file that changed a
//! moment ago is compared as well, until that time is over.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashMap;
use walkdir::{DirEntry, WalkDir};

use super::change::{ChangeListener, SiteChange};
use crate::host::disk::{CLOCK_STEP, state_of};
use crate::host::limits::LARGEST_TEXT;
use crate::host::walk;
use crate::source::Fingerprint;

/// The time between two scans.
const EVERY: Duration = Duration::from_millis(700);

/// A folder to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// False if only its direct entries are scanned.
    pub deep: bool,
}

/// A thread that scans folders; it ends when this is dropped.
pub(crate) struct Poll {
    _stop: Sender<()>,
}

impl Poll {
    /// Scans once, and then reports each file that is created, removed or changed. `folders` is called for each scan; paths for which
    /// `change` is `None` are neither read nor descended into.
    pub(crate) fn new(
        folders: impl Fn() -> Vec<Folder> + Send + 'static,
        change: impl Fn(&Path) -> Option<SiteChange> + Send + 'static,
        listener: ChangeListener,
    ) -> Option<Self> {
        let mut seen = scan(&folders(), &change, &Seen::default());
        let (stop, stopped) = mpsc::channel();
        let polling = move || {
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let now = scan(&folders(), &change, &seen);
                changed(&seen, &now).filter_map(&change).for_each(|change| listener(change));
                seen = now;
            }
        };
        thread::Builder::new().name("poll".to_owned()).spawn(polling).ok()?;
        Some(Self { _stop: stop })
    }
}

/// Everything in some folders.
type Seen = FxHashMap<PathBuf, Stamp>;

/// What distinguishes one state of a file from the next. That of a folder is empty: its files are scanned themselves.
#[derive(Debug, Default)]
struct Stamp {
    metadata: u64,
    /// True for a file that changed so short a time ago that its next change may scan like none.
    is_fresh: bool,
    /// The content of a file that is fresh, or was so at the previous scan.
    content: Option<Fingerprint>,
}

fn scan(folders: &[Folder], change: &dyn Fn(&Path) -> Option<SiteChange>, before: &Seen) -> Seen {
    let mut seen = Seen::default();
    for folder in folders {
        let depth = if folder.deep { usize::MAX } else { 1 };
        let walk = WalkDir::new(&folder.path).min_depth(1).max_depth(depth).follow_links(true);
        let is_scanned = |entry: &DirEntry| {
            // Most entries are files of a watched folder: for them the name alone decides, which is cheap.
            let is_relevant = if folder.deep && entry.file_type().is_file() {
                !walk::is_left_aside(entry)
            } else {
                change(entry.path()).is_some()
            };
            is_relevant && (!entry.path_is_symlink() || leads_into(folders, entry.path()))
        };
        for entry in walk.into_iter().filter_entry(is_scanned).filter_map(Result::ok) {
            let Ok(metadata) = entry.metadata() else { continue };
            let stamp = stamp(entry.path(), &metadata, before.get(entry.path()));
            seen.insert(entry.into_path(), stamp);
        }
    }
    seen
}

/// True for a link into a watched folder. Others are not followed: they could lead to the whole file system, which is not read.
fn leads_into(folders: &[Folder], link: &Path) -> bool {
    let target = fs::canonicalize(link);
    target.is_ok_and(|target| folders.iter().any(|folder| folder.deep && target.starts_with(&folder.path)))
}

fn stamp(path: &Path, metadata: &Metadata, before: Option<&Stamp>) -> Stamp {
    // Only what is known to be a file is opened: opening a pipe would wait for its other end.
    if !metadata.is_file() {
        return Stamp::default();
    }
    let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
    let is_fresh = metadata.len() <= LARGEST_TEXT && age.is_some_and(|age| age <= CLOCK_STEP);
    let is_read = is_fresh || before.is_some_and(|before| before.is_fresh);
    let content = is_read.then(|| fs::read(path).ok()).flatten();
    Stamp {
        metadata: state_of(metadata).unwrap_or_default(),
        is_fresh,
        content: content.map(|bytes| Fingerprint::of(&bytes)),
    }
}

fn changed<'a>(before: &'a Seen, now: &'a Seen) -> impl Iterator<Item = &'a Path> {
    let is_new =
        move |(path, stamp): &(&PathBuf, &Stamp)| before.get(*path).is_none_or(|old| differs(old, stamp));
    let new = now.iter().filter(is_new).map(|(path, _)| path.as_path());
    let gone = before.keys().filter(move |path| !now.contains_key(*path)).map(PathBuf::as_path);
    new.chain(gone)
}

fn differs(old: &Stamp, new: &Stamp) -> bool {
    let both_read = old.content.zip(new.content);
    old.metadata != new.metadata || both_read.is_some_and(|(old, new)| old != new)
}
