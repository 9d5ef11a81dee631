//! Owns the output folder while a site is made: checked when it is opened, staged apart, and unchanged until `publish`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::guard::{Guarded, first_foreign};
use super::manifest;
use super::staging::{LOCK, Published, STAGING, StagedFile, StagedSite, Stale};
use super::unpublished::{self, Unpublished};
use super::{HostError, exchange, is_folder, paths, publication};
use crate::output::{OutputPath, Sink, SinkError};
use crate::source::Fingerprint;

/// Hexapla's own files in an output folder beside those of the site.
const OURS: [&str; 3] = [LOCK, STAGING, manifest::FILE_NAME];

/// A build may take away so many pages, however small the site is.
const FEW_PAGES: usize = 20;

/// A removal of so many pages that it is more often a mistake than a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MassRemoval {
    /// How many pages are published.
    pub published: usize,
    /// The files of those that would be taken away, sorted.
    pub removed: Vec<String>,
}

/// An output folder that a site is being written to. Dropped without `publish`, it leaves everything as it was.
#[derive(Debug)]
pub struct OutputFolder {
    site: StagedSite,
    /// True if the folder was empty, so that no file needs to be compared.
    was_empty: bool,
    /// True once the folder has a manifest, so that the lock file may stay beside it.
    is_ours: bool,
    finished_earlier: bool,
    /// Folders that this build created, outermost first.
    created: Vec<PathBuf>,
    /// Held until the end, so that two builds never write to one folder.
    lock: Option<File>,
}

impl OutputFolder {
    /// Opens a folder to write a site to; creates it where it does not exist.
    ///
    /// # Errors
    /// When the folder is guarded or holds files that Hexapla did not write, when another build is writing to it, or when an I/O
    /// operation fails.
    pub fn open(folder: &Path, guarded: &Guarded) -> Result<Self, HostError> {
        guarded.check(folder)?;
        let mut output = Self::new(paths::absolute(folder));
        output.create()?;
        let earlier = manifest::read(&output.site.folder)?;
        let foreign = first_foreign(&output.site.folder, &OURS)?;
        output.was_empty = foreign.is_none();
        match (earlier, foreign) {
            (Some(earlier), _) => {
                output.site.earlier = earlier;
                output.is_ours = true;
            }
            (None, None) => {}
            (None, Some(foreign)) => return Err(holds_foreign(&output.site.folder, &foreign)),
        }
        output.lock = Some(lock(&output.site.folder)?);
        output.note_unpublished();
        exchange::clear_leftovers(&output.site.folder);
        output.site.skip_used_numbers();
        if publication::finish(&output.site)? {
            output.site.earlier = manifest::read(&output.site.folder)?.unwrap_or_default();
            output.finished_earlier = true;
        }
        output.fresh_staging()?;
        Ok(output)
    }

    /// True if the publication of an earlier build was interrupted, and was finished when the folder was opened: all files in it are
    /// of that build now.
    pub fn finished_earlier(&self) -> bool {
        self.finished_earlier
    }

    /// The addresses that publishing would take away, where that is more than a build usually takes: more than a third of all pages,
    /// and more than 20. An address that now leads on to another page stays.
    pub fn mass_removal(&self) -> Option<MassRemoval> {
        let is_page = |path: &&String| path.ends_with(".html");
        let pages = self.site.earlier.keys().filter(is_page);
        let published = pages.clone().count();
        let built = self.site.paths();
        let mut removed: Vec<String> = pages.filter(|path| !built.contains(*path)).cloned().collect();
        if removed.len() <= FEW_PAGES || removed.len() * 3 <= published {
            return None;
        }
        removed.sort();
        Some(MassRemoval { published, removed })
    }

    /// Publishes the site in one step; where that cannot be, in steps: places new files, replaces changed ones, then removes those that
    /// are no longer part of it.
    ///
    /// # Errors
    /// When a step fails; all steps before it are reverted first.
    pub fn publish(mut self, stale: Stale) -> Result<Published, HostError> {
        let published = publication::publish(&self.site, stale)?;
        self.is_ours = true;
        self.created.clear();
        Ok(published)
    }

    /// Notes what a signal has to remove.
    fn note_unpublished(&self) {
        let folder = &self.site.folder;
        let next = exchange::next_folder(folder);
        let unpublished = Unpublished {
            folders: next.into_iter().chain([self.site.staging.clone()]).collect(),
            lock: (!self.is_ours).then(|| folder.join(LOCK)),
            created: self.created.clone(),
        };
        unpublished::register(folder, unpublished);
    }

    /// Leaves the folder as it was.
    pub fn discard(self) {
        drop(self);
    }

    fn new(folder: PathBuf) -> Self {
        Self {
            site: StagedSite::new(folder),
            was_empty: false,
            is_ours: false,
            finished_earlier: false,
            created: Vec::new(),
            lock: None,
        }
    }

    fn create(&mut self) -> Result<(), HostError> {
        let folder = self.site.folder.clone();
        let mut missing: Vec<&Path> = Vec::new();
        for folder in folder.ancestors() {
            match fs::metadata(folder) {
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::NotFound => missing.push(folder),
                Err(error) => return Err(HostError::io("open", folder, &error)),
            }
        }
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| HostError::io("create", folder, &error))?;
            self.created.push(folder.to_owned());
        }
        if is_folder(&folder)? {
            return Ok(());
        }
        Err(HostError(format!(
            "cannot write the site to {}: it is not a folder",
            paths::display_path(&folder)
        )))
    }

    /// Creates an empty staging folder; what a build that was killed left in it is removed.
    fn fresh_staging(&self) -> Result<(), HostError> {
        let staging = &self.site.staging;
        match fs::remove_dir_all(staging) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(HostError::io("remove", staging, &error));
            }
            _ => {}
        }
        fs::create_dir(staging).map_err(|error| HostError::io("create", staging, &error))
    }

    /// True if the published file has these bytes already.
    fn is_in_place(&self, path: &OutputPath, bytes: &[u8]) -> Result<bool, SinkError> {
        if self.was_empty {
            return Ok(false);
        }
        let target = self.site.folder.join(&path.0);
        if self.site.earlier.contains_key(&path.0) {
            return Ok(holds_bytes(&target, bytes));
        }
        match fs::symlink_metadata(&target) {
            Ok(metadata) if !metadata.is_dir() => Err(SinkError(format!(
                "refusing to overwrite {}: it was not written by Hexapla",
                paths::display_path(&target)
            ))),
            _ => Ok(false),
        }
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
        let number = if self.is_in_place(path, &bytes)? { None } else { Some(self.site.stage(&bytes)?) };
        self.site.add(StagedFile { path: path.0.clone(), number, fingerprint: Fingerprint::of(&bytes) });
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// A failure to tidy up must not hide why the build ended, and the next build tidies up too.
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else {
            return remove_created(&self.created);
        };
        unpublished::deregister(&self.site.folder);
        // Retried once, since the failure may be temporary.
        if !self.site.keeps_staging() && fs::remove_dir_all(&self.site.staging).is_err() {
            let _ = fs::remove_dir_all(&self.site.staging);
        }
        if !self.is_ours {
            let _ = fs::remove_file(self.site.folder.join(LOCK));
        }
        // Closing the file would not do while a process that was just started still holds a copy of it.
        let _ = lock.unlock();
        remove_created(&self.created);
    }
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
            paths::display_path(folder)
        ))),
        Err(TryLockError::Error(error)) => Err(HostError::io("lock", &path, &error)),
    }
}

/// True for a regular file with exactly these bytes.
fn holds_bytes(file: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(file)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_size && fs::read(file).is_ok_and(|there| there == bytes)
}

fn holds_foreign(folder: &Path, foreign: &Path) -> HostError {
    HostError(format!(
        "refusing to write the site to {}: it holds {}, which was not written by Hexapla; choose an empty folder with --output",
        paths::display_path(folder),
        paths::display_path(foreign)
    ))
}

#[cfg(test)]
mod tests;
