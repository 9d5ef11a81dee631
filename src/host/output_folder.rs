//! Owns the output folder while a site is made: opened with care, filled aside, and untouched until `publish`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::guard::{Guarded, first_foreign};
use super::manifest;
use super::manifest::Manifest;
use super::{HostError, paths, publication};
use crate::output::{OutputPath, Sink, SinkError};
use crate::source::Fingerprint;

const LOCK: &str = ".hexapla-lock";
const STAGING: &str = ".hexapla-staging";

/// Our own names in an output folder beside the site's files.
const OURS: [&str; 3] = [LOCK, STAGING, manifest::FILE_NAME];

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

/// An output folder that a site is being written to. Dropped without `publish`, it leaves everything as it was.
#[derive(Debug)]
pub struct OutputFolder {
    pub(super) folder: PathBuf,
    pub(super) staging: PathBuf,
    /// What earlier builds wrote.
    pub(super) earlier: Manifest,
    pub(super) staged: Mutex<Vec<Staged>>,
    next: AtomicUsize,
    /// True where nothing of ours or others was there, so that no file needs to be compared.
    was_empty: bool,
    /// True once a list of ours lies in the folder, so that the lock may stay beside it.
    is_ours: bool,
    finished_earlier: bool,
    /// Folders that did not exist before us, outermost first.
    created: Vec<PathBuf>,
    /// Held until the end, so that two builds never write to one folder.
    lock: Option<File>,
}

/// One file of this build.
#[derive(Debug)]
pub(super) struct Staged {
    pub path: String,
    /// The file's number in the staging folder; absent where its bytes are in place already.
    pub number: Option<usize>,
    pub fingerprint: Fingerprint,
}

impl OutputFolder {
    /// Opens a folder to write a site to; creates it where it does not exist.
    ///
    /// # Errors
    /// When the folder is guarded or holds anything that is not ours, when another build is writing to it, or when
    /// the machine refuses.
    pub fn open(folder: &Path, guarded: &Guarded) -> Result<Self, HostError> {
        guarded.check(folder)?;
        let mut output = Self::new(paths::absolute(folder));
        output.create()?;
        let earlier = manifest::read(&output.folder)?;
        let foreign = first_foreign(&output.folder, &OURS)?;
        output.was_empty = foreign.is_none();
        match (earlier, foreign) {
            (Some(earlier), _) => {
                output.earlier = earlier;
                output.is_ours = true;
            }
            (None, None) => {}
            (None, Some(foreign)) => return Err(holds_foreign(&output.folder, &foreign)),
        }
        output.lock = Some(lock(&output.folder)?);
        output.next = AtomicUsize::new(first_free(&output.staging));
        if publication::finish(&output)? {
            output.earlier = manifest::read(&output.folder)?.unwrap_or_default();
            output.finished_earlier = true;
        }
        output.fresh_staging()?;
        Ok(output)
    }

    /// True where an earlier build was ended while it put its site in place, which was finished when the folder was opened: what
    /// lies in it now is of that build, and of no other.
    pub fn finished_earlier(&self) -> bool {
        self.finished_earlier
    }

    /// Puts the site in place: what is new, what replaces something, then what is no longer part of it goes.
    ///
    /// # Errors
    /// When the machine refuses a step; everything done so far is taken back first.
    pub fn publish(mut self, stale: Stale) -> Result<Published, HostError> {
        let published = publication::publish(&self, stale)?;
        self.is_ours = true;
        self.created.clear();
        Ok(published)
    }

    /// Leaves the folder as it was.
    pub fn discard(self) {
        drop(self);
    }

    fn new(folder: PathBuf) -> Self {
        Self {
            staging: folder.join(STAGING),
            folder,
            earlier: Manifest::new(),
            staged: Mutex::new(Vec::new()),
            next: AtomicUsize::new(0),
            was_empty: false,
            is_ours: false,
            finished_earlier: false,
            created: Vec::new(),
            lock: None,
        }
    }

    fn create(&mut self) -> Result<(), HostError> {
        let missing: Vec<PathBuf> =
            self.folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder).map_err(|error| HostError::io("create", &folder, &error))?;
            self.created.push(folder);
        }
        if self.folder.is_dir() {
            return Ok(());
        }
        Err(HostError(format!("cannot write the site to {}: it is not a folder", paths::shown(&self.folder))))
    }

    /// What a build that was killed left behind goes first.
    fn fresh_staging(&self) -> Result<(), HostError> {
        let staging = &self.staging;
        match fs::remove_dir_all(staging) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(HostError::io("remove", staging, &error));
            }
            _ => {}
        }
        fs::create_dir(staging).map_err(|error| HostError::io("create", staging, &error))
    }

    /// True where the bytes are in place already.
    fn is_in_place(&self, path: &OutputPath, bytes: &[u8]) -> Result<bool, SinkError> {
        if self.was_empty {
            return Ok(false);
        }
        let target = self.folder.join(&path.0);
        if self.earlier.contains_key(&path.0) {
            return Ok(holds_bytes(&target, bytes));
        }
        match fs::symlink_metadata(&target) {
            Ok(metadata) if !metadata.is_dir() => Err(SinkError(format!(
                "refusing to overwrite {}: it was not written by Hexapla",
                paths::shown(&target)
            ))),
            _ => Ok(false),
        }
    }

    fn stage(&self, bytes: &[u8]) -> Result<usize, SinkError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let file = self.staged_file(number);
        fs::write(&file, bytes).map_err(|error| SinkError(HostError::io("write", &file, &error).0))?;
        Ok(number)
    }

    /// Where a staged file lies.
    pub(super) fn staged_file(&self, number: usize) -> PathBuf {
        self.staging.join(number.to_string())
    }

    /// A name in the staging folder that nothing else has.
    pub(super) fn spare_file(&self) -> PathBuf {
        self.staged_file(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

impl Sink for OutputFolder {
    fn write(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), SinkError> {
        if !manifest::is_safe(&path.0) {
            return Err(SinkError(format!(
                "refusing to write `{}`: it is not a path below the site",
                path.0
            )));
        }
        let number = if self.is_in_place(path, &bytes)? { None } else { Some(self.stage(&bytes)?) };
        let staged = Staged { path: path.0.clone(), number, fingerprint: Fingerprint::of(&bytes) };
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).push(staged);
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// A failure to tidy up must not hide why the build ended, and the next build tidies up too.
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else {
            return remove_created(&self.created);
        };
        // Twice, for a failure that passes.
        if fs::remove_dir_all(&self.staging).is_err() {
            let _ = fs::remove_dir_all(&self.staging);
        }
        if !self.is_ours {
            let _ = fs::remove_file(self.folder.join(LOCK));
        }
        drop(lock);
        remove_created(&self.created);
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

fn remove_created(created: &[PathBuf]) {
    for folder in created.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

fn lock(folder: &Path) -> Result<File, HostError> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| HostError::io("create", &path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(HostError(format!(
            "another build is writing to {}; wait for it to end",
            paths::shown(folder)
        ))),
        Err(TryLockError::Error(error)) => Err(HostError::io("lock", &path, &error)),
    }
}

/// A regular file with exactly these bytes.
fn holds_bytes(file: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(file)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_size && fs::read(file).is_ok_and(|there| there == bytes)
}

fn holds_foreign(folder: &Path, foreign: &Path) -> HostError {
    HostError(format!(
        "refusing to write the site to {}: it holds {}, which was not written by Hexapla; choose an empty folder with --output",
        paths::shown(folder),
        paths::shown(foreign)
    ))
}

#[cfg(test)]
mod tests;
