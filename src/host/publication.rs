//! Owns putting a finished site in place, step by step, each step with the one that takes it back.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::manifest;
use super::manifest::Manifest;
use super::staging::{Published, StagedFile, StagedSite, Stale};
use super::{HostError, paths};

/// Puts everything staged in place. At every moment each page is whole, and what it asks for is there.
///
/// # Errors
/// When a step is refused; the steps before it are taken back.
pub fn publish(output: &StagedSite, stale: Stale) -> Result<Published, HostError> {
    let mut staged = output.take();
    staged.sort_by_cached_key(|file| (Turn::of(output, file), file.path.clone()));
    let afterwards = afterwards(output, &staged, stale);
    let changed = staged.iter().filter_map(|file| Some((file.number?, file.path.clone())));
    let journal = Journal { placing: changed.collect(), afterwards };
    let placed = journal.placing.len();
    let removed = Publication::new(output).all(&journal)?;
    Ok(Published { placed, unchanged: staged.len() - placed, removed })
}

/// Finishes what an earlier build was putting in place when it was ended; true where there was something to finish.
///
/// # Errors
/// As for `publish`.
pub fn finish(output: &StagedSite) -> Result<bool, HostError> {
    let Some(mut journal) = Journal::read(&output.staging, &output.earlier) else { return Ok(false) };
    // A staged file that is gone is in place.
    journal.placing.retain(|(number, _)| output.staged_file(*number).exists());
    let is_done = journal.placing.is_empty() && journal.afterwards == output.earlier;
    Publication::new(output).all(&journal)?;
    Ok(!is_done)
}

/// When a file is placed; what comes first stands first. What only the old files need is removed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// A new file that pages need: nothing refers to it yet.
    NewFile,
    /// A new page, after the files that it needs.
    NewPage,
    /// What replaces something, such as the beginning of an index: it may need all that is new.
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

/// A step that takes one of ours back.
enum UndoStep {
    /// Something new stands here.
    RemoveFile(PathBuf),
    /// A folder that we created.
    RemoveFolder(PathBuf),
    /// A folder that we removed.
    CreateFolder(PathBuf),
    /// What was there before lies aside.
    Restore { aside: PathBuf, place: PathBuf },
}

struct Publication<'a> {
    output: &'a StagedSite,
    undo_steps: Vec<UndoStep>,
    /// Folders known to be real ones, relative.
    folders: BTreeSet<String>,
}

impl<'a> Publication<'a> {
    fn new(output: &'a StagedSite) -> Self {
        Self { output, undo_steps: Vec::new(), folders: BTreeSet::new() }
    }

    /// Does everything, or nothing; how many files were removed.
    fn all(mut self, journal: &Journal) -> Result<usize, HostError> {
        let gone = self.gone(&journal.afterwards);
        if journal.placing.is_empty() && journal.afterwards == self.output.earlier {
            return Ok(0);
        }
        let result = self.note_down(journal).and_then(|()| self.steps(journal, &gone));
        // Without the note, nobody would go on with what is taken back.
        Journal::clear(&self.output.staging);
        if result.is_err() {
            self.take_back();
        }
        result.map(|()| gone.len())
    }

    /// Before anything of it is in place, the list names everything that this build may leave: were it killed, the next build
    /// would still know its own files, and finish it by the journal.
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

    /// Files of earlier builds that are not part of this one.
    fn gone(&self, afterwards: &Manifest) -> Vec<String> {
        self.output.earlier.keys().filter(|path| !afterwards.contains_key(*path)).cloned().collect()
    }

    fn place(&mut self, number: usize, path: &str) -> Result<(), HostError> {
        self.make_folder(folder_of(path))?;
        let place = self.output.folder.join(path);
        if self.output.earlier.contains_key(path) {
            self.keep_aside(&place);
        } else {
            self.undo_steps.push(UndoStep::RemoveFile(place.clone()));
        }
        fs::rename(self.output.staged_file(number), &place)
            .map_err(|error| HostError::io("write", &place, &error))
    }

    /// A second name for what is in place, so that it can be put back. A file system without hard links goes without.
    fn keep_aside(&mut self, place: &Path) {
        let aside = self.output.spare_file();
        match fs::hard_link(place, &aside) {
            Ok(()) => self.undo_steps.push(UndoStep::Restore { aside, place: place.to_owned() }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.undo_steps.push(UndoStep::RemoveFile(place.to_owned()));
            }
            Err(_) => {}
        }
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

    /// Moved aside rather than deleted, so that it can be put back; it goes with the staging folder.
    fn remove_file(&mut self, path: &str) -> Result<(), HostError> {
        let place = self.output.folder.join(path);
        // Whatever else stands at that name now was put there by somebody else.
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

    /// A folder that somebody else uses too is not empty, and stays.
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

    /// Nothing is deleted through a link that somebody put in a folder's place.
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
        self.keep_aside(&place);
        fs::rename(&aside, &place).map_err(|error| HostError::io("write", &place, &error))
    }

    /// The last step first. What fails here cannot be mended by us, and the first failure is the one to tell.
    fn take_back(&mut self) {
        for step in self.undo_steps.drain(..).rev() {
            let _: io::Result<()> = match step {
                UndoStep::RemoveFile(place) => fs::remove_file(place),
                UndoStep::RemoveFolder(place) => fs::remove_dir(place),
                UndoStep::CreateFolder(place) => fs::create_dir(place),
                UndoStep::Restore { aside, place } => fs::rename(aside, place),
            };
        }
    }
}

/// True for an old file where a folder has to stand now, or in a folder where a file has to.
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

/// What stands at a place, links not followed; `None` where nothing does.
fn kind_of(place: &Path) -> Result<Option<fs::FileType>, HostError> {
    match fs::symlink_metadata(place) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(HostError::io("open", place, &error)),
    }
}
