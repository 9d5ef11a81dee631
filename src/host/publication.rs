//! Owns publishing a finished site: at once where the folder can be exchanged, else in steps, each recorded with the step that reverts
//! it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::manifest::{self, Manifest};
use super::staging::{Published, StagedFile, StagedSite, Stale};
use super::{HostError, exchange, paths, reason, unpublished};

/// Places all staged files: at once by exchanging the folder, else in steps, at every moment of which each page is whole, and the files
/// that it loads exist.
///
/// # Errors
/// When a step fails; the steps before it are reverted.
pub(super) fn publish(output: &StagedSite, stale: Stale) -> Result<Published, HostError> {
    let mut staged = output.take();
    staged.sort_by_cached_key(|file| (Turn::of(output, file), file.path.clone()));
    let afterwards = afterwards(output, &staged, stale);
    let changed = staged.iter().filter_map(|file| Some((file.number?, file.path.clone())));
    let journal = Journal { placing: changed.collect(), afterwards };
    let placed = journal.placing.len();
    let gone = gone(output, &journal.afterwards);
    let mut published =
        Published { placed, unchanged: staged.len() - placed, removed: gone.len(), in_steps: None };
    if placed == 0 && journal.afterwards == output.earlier {
        return Ok(published);
    }
    if let Err(reason) = exchange::exchange(output, &journal, &gone) {
        published.in_steps = Some(reason);
        in_steps(output, &journal)?;
    }
    Ok(published)
}

/// Places one file after the other. A signal waits until all are in place.
fn in_steps(output: &StagedSite, journal: &Journal) -> Result<(), HostError> {
    let publishing = unpublished::publishing();
    let mut publication = Publication::new(output);
    if let Err(error) = publication.all(journal) {
        return Err(publication.take_back(error));
    }
    Journal::clear(&output.staging);
    drop(publishing);
    Ok(())
}

/// Finishes the publication of an earlier build that was interrupted; true if there was something to finish.
///
/// # Errors
/// As for `publish`.
pub(super) fn finish(output: &StagedSite) -> Result<bool, HostError> {
    let Some(mut journal) = Journal::read(&output.staging, &output.earlier) else { return Ok(false) };
    // A staged file that is gone was placed already.
    journal.placing.retain(|(number, _)| output.staged_file(*number).exists());
    let is_done = journal.placing.is_empty() && journal.afterwards == output.earlier;
    // Never taken back: that would return to the mixture which was found. The journal stays, and the next build tries again.
    output.keep_staging(true);
    let publishing = unpublished::publishing();
    Publication::new(output).all(&journal)?;
    drop(publishing);
    Journal::clear(&output.staging);
    output.keep_staging(false);
    Ok(!is_done)
}

/// When a file is placed, in this order. Files that only old pages need are removed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// A new file that pages need: nothing refers to it yet.
    NewFile,
    /// A new page, after the files that it needs.
    NewPage,
    /// A file that replaces another, such as the start of an index: it may need all new files.
    ReplacedFile,
    /// A page that replaces another.
    ReplacedPage,
}

impl Turn {
    fn of(output: &StagedSite, file: &StagedFile) -> Self {
        let is_page = file.path.ends_with(".html");
        if output.earlier.contains_key(&file.path) {
            if is_page { Turn::ReplacedPage } else { Turn::ReplacedFile }
        } else if is_page {
            Turn::NewPage
        } else {
            Turn::NewFile
        }
    }
}

/// The files of the folder once this build is in place.
fn afterwards(output: &StagedSite, staged: &[StagedFile], stale: Stale) -> Manifest {
    let built: Manifest = staged.iter().map(|file| (file.path.clone(), file.fingerprint.short())).collect();
    let is_kept = |path: &str| stale == Stale::Keep && !built.contains_key(path) && !clashes(path, &built);
    let kept = output.earlier.iter().filter(|(path, _)| is_kept(path));
    let kept: Vec<_> = kept.map(|(path, print)| (path.clone(), print.clone())).collect();
    built.into_iter().chain(kept).collect()
}

/// Files of earlier builds that are not part of this one.
fn gone(output: &StagedSite, afterwards: &Manifest) -> Vec<String> {
    output.earlier.keys().filter(|path| !afterwards.contains_key(*path)).cloned().collect()
}

/// A step that reverts another.
enum UndoStep {
    /// A new file was placed here.
    RemoveFile(PathBuf),
    /// A staged file was placed here. It gets its number back before the place is restored: the journal then stays true, so that the
    /// next build can finish what could not be taken back.
    Unplace { place: PathBuf, staged: PathBuf },
    /// A folder that we created.
    RemoveFolder(PathBuf),
    /// A folder that we removed.
    CreateFolder(PathBuf),
    /// The previous file was kept in the staging folder.
    Restore { aside: PathBuf, place: PathBuf },
}

struct Publication<'a> {
    output: &'a StagedSite,
    undo_steps: Vec<UndoStep>,
    /// Folders known not to be symbolic links, relative to the output folder.
    folders: BTreeSet<String>,
}

impl<'a> Publication<'a> {
    fn new(output: &'a StagedSite) -> Self {
        Self { output, undo_steps: Vec::new(), folders: BTreeSet::new() }
    }

    /// Performs all steps.
    fn all(&mut self, journal: &Journal) -> Result<(), HostError> {
        if journal.placing.is_empty() && journal.afterwards == self.output.earlier {
            return Ok(());
        }
        self.note_down(journal)?;
        self.steps(journal, &gone(self.output, &journal.afterwards))
    }

    /// Writes a manifest that names all files of the earlier and of this build, then the journal: if this build is killed, the next
    /// one still knows its own files, and finishes the publication by the journal.
    fn note_down(&mut self, journal: &Journal) -> Result<(), HostError> {
        let mut both = self.output.earlier.clone();
        both.extend(journal.afterwards.clone());
        if both != self.output.earlier {
            self.write_manifest(&both)?;
        }
        journal.write(&self.output.staging)
    }

    fn steps(&mut self, journal: &Journal, gone: &[String]) -> Result<(), HostError> {
        let is_in_the_way = |path: &&String| clashes(path, &journal.afterwards);
        let (in_the_way, later): (Vec<&String>, Vec<&String>) = gone.iter().partition(is_in_the_way);
        self.remove(&in_the_way)?;
        for (number, path) in &journal.placing {
            self.place(*number, path)?;
        }
        self.remove(&later)?;
        self.write_manifest(&journal.afterwards)
    }

    fn place(&mut self, number: usize, path: &str) -> Result<(), HostError> {
        self.make_folder(folder_of(path))?;
        let place = self.output.folder.join(path);
        if self.output.earlier.contains_key(path) {
            self.keep_aside(&place)?;
        }
        let staged = self.output.staged_file(number);
        fs::rename(&staged, &place).map_err(|error| HostError::io("write", &place, &error))?;
        if !self.output.earlier.contains_key(path) {
            self.undo_steps.push(UndoStep::RemoveFile(place.clone()));
        }
        self.undo_steps.push(UndoStep::Unplace { place, staged });
        Ok(())
    }

    /// Links a published file into the staging folder, so that it can be restored; copies it on file systems without hard links.
    fn keep_aside(&mut self, place: &Path) -> Result<(), HostError> {
        let aside = self.output.spare_file();
        match link_or_copy(place, &aside) {
            Ok(()) => self.undo_steps.push(UndoStep::Restore { aside, place: place.to_owned() }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.undo_steps.push(UndoStep::RemoveFile(place.to_owned()));
            }
            Err(error) => return Err(HostError::io("keep a copy of", place, &error)),
        }
        Ok(())
    }

    fn make_folder(&mut self, folder: &str) -> Result<(), HostError> {
        if folder.is_empty() || self.folders.contains(folder) {
            return Ok(());
        }
        self.make_folder(folder_of(folder))?;
        let place = self.output.folder.join(folder);
        match fs::create_dir(&place) {
            Ok(()) => self.undo_steps.push(UndoStep::RemoveFolder(place)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => must_be_folder(&place)?,
            Err(error) => return Err(HostError::io("create", &place, &error)),
        }
        self.folders.insert(folder.to_owned());
        Ok(())
    }

    fn remove(&mut self, files: &[&String]) -> Result<(), HostError> {
        let mut folders = BTreeSet::new();
        for path in files {
            if self.is_below_real_folders(path)? {
                self.remove_file(path)?;
                folders.insert(folder_of(path).to_owned());
            }
        }
        // Deepest first, so that a folder is empty by the time its turn comes.
        for folder in folders.iter().rev() {
            self.remove_empty(folder);
        }
        Ok(())
    }

    /// Moves the file to the staging folder rather than deleting it, so that it can be restored; it is deleted with that folder.
    fn remove_file(&mut self, path: &str) -> Result<(), HostError> {
        let place = self.output.folder.join(path);
        // Anything else under that name was not written by Hexapla.
        if !kind_of(&place)?.is_some_and(|kind| kind.is_file()) {
            return Ok(());
        }
        let aside = self.output.spare_file();
        match fs::rename(&place, &aside) {
            Ok(()) => self.undo_steps.push(UndoStep::Restore { aside, place }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(HostError::io("remove", &place, &error)),
        }
        Ok(())
    }

    /// Removes a folder and those around it while they are empty; folders with other files stay.
    fn remove_empty(&mut self, folder: &str) {
        let mut folder = folder;
        while !folder.is_empty() {
            let place = self.output.folder.join(folder);
            if fs::remove_dir(&place).is_err() {
                return;
            }
            self.undo_steps.push(UndoStep::CreateFolder(place));
            folder = folder_of(folder);
        }
    }

    /// False if a folder of the path was replaced by a symbolic link: nothing is deleted through it.
    fn is_below_real_folders(&mut self, path: &str) -> Result<bool, HostError> {
        let folder = folder_of(path);
        if folder.is_empty() || self.folders.contains(folder) {
            return Ok(true);
        }
        let kind = kind_of(&self.output.folder.join(folder))?;
        let real = kind.is_some_and(|kind| kind.is_dir()) && self.is_below_real_folders(folder)?;
        if real {
            self.folders.insert(folder.to_owned());
        }
        Ok(real)
    }

    fn write_manifest(&mut self, manifest: &Manifest) -> Result<(), HostError> {
        let place = self.output.folder.join(manifest::FILE_NAME);
        let aside = self.output.spare_file();
        fs::write(&aside, manifest::text(manifest))
            .map_err(|error| HostError::io("write", &aside, &error))?;
        self.keep_aside(&place)?;
        fs::rename(&aside, &place).map_err(|error| HostError::io("write", &place, &error))
    }

    /// Reverts the steps, last one first, because of an error; returns the error to report. Where a step cannot be reverted, the rest
    /// is left: the journal describes exactly that state, and stays for the next build.
    fn take_back(&mut self, error: HostError) -> HostError {
        while let Some(step) = self.undo_steps.pop() {
            // Retried once, since the failure may be temporary.
            let Err(failure) = revert(&step).or_else(|_| revert(&step)) else { continue };
            self.output.keep_staging(true);
            return HostError(format!(
                "{}; the files that were placed before could not all be taken back ({}), so the folder holds pages of both builds until the next build finishes this one",
                error.0,
                reason(&failure)
            ));
        }
        Journal::clear(&self.output.staging);
        error
    }
}

fn revert(step: &UndoStep) -> io::Result<()> {
    match step {
        UndoStep::RemoveFile(place) => unless(ErrorKind::NotFound, fs::remove_file(place)),
        UndoStep::RemoveFolder(place) => {
            // A folder stays where somebody else put a file in it.
            unless(ErrorKind::DirectoryNotEmpty, unless(ErrorKind::NotFound, fs::remove_dir(place)))
        }
        UndoStep::CreateFolder(place) => unless(ErrorKind::AlreadyExists, fs::create_dir(place)),
        UndoStep::Restore { aside, place } => fs::rename(aside, place),
        UndoStep::Unplace { place, staged } => unless(ErrorKind::AlreadyExists, link_or_copy(place, staged)),
    }
}

/// A failure of this kind means that there is nothing to do.
fn unless(kind: ErrorKind, result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == kind { Ok(()) } else { Err(error) })
}

/// A second name for a file, or a copy where the file system has no hard links.
fn link_or_copy(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => {
            fs::copy(file, name).map(|_| ())
        }
        result => result,
    }
}

/// True if the path of an old file is needed for a folder, or a folder around it for a file.
fn clashes(path: &str, manifest: &Manifest) -> bool {
    let below = format!("{path}/");
    let is_folder_now =
        manifest.range(below.clone()..).next().is_some_and(|(new, _)| new.starts_with(&below));
    let mut folder = folder_of(path);
    while !folder.is_empty() {
        if manifest.contains_key(folder) {
            return true;
        }
        folder = folder_of(folder);
    }
    is_folder_now
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn must_be_folder(place: &Path) -> Result<(), HostError> {
    match kind_of(place)? {
        Some(kind) if kind.is_dir() => Ok(()),
        _ => Err(HostError(format!(
            "refusing to write below {}: it is not a folder and was not written by Hexapla",
            paths::display_path(place)
        ))),
    }
}

/// The type of a file, symbolic links not followed; `None` if it does not exist.
fn kind_of(place: &Path) -> Result<Option<fs::FileType>, HostError> {
    match fs::symlink_metadata(place) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(HostError::io("open", place, &error)),
    }
}
