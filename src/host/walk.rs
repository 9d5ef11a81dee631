//! Owns listing the files of one root: sorted, without hidden and temporary files, and never outside of the root.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::{DirEntry, WalkDir};

use super::limits::{LARGEST_TEXT, is_text};
use super::{is_of_content, reason};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{ReadLog, Root, SourcePath};

/// One walk over one root.
pub(crate) struct Walk<'a> {
    root: Root,
    /// Without symbolic links.
    real: &'a Path,
    /// Folders that are not part of this root though they may lie in it; without symbolic links.
    apart: &'a [PathBuf],
    /// Where failures of the machine go: a folder that cannot be listed is not an empty one.
    log: &'a ReadLog,
    files: Vec<SourcePath>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// A walk over the folder `real`, which keeps out of the folders `apart`.
    pub(crate) fn new(root: Root, real: &'a Path, apart: &'a [PathBuf], log: &'a ReadLog) -> Self {
        Self { root, real, apart, log, files: Vec::new(), diagnostics: Vec::new() }
    }

    /// Every file, sorted by path.
    pub(crate) fn run(mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourcePath> {
        self.folder(self.real, "", SymbolicLinks::Follow);
        diagnostics.append(&mut self.diagnostics);
        self.files.sort();
        self.files
    }

    /// Lists `folder` under the name `prefix`, which differs from its own where a link led here.
    fn folder(&mut self, folder: &Path, prefix: &str, links: SymbolicLinks) {
        let (real, apart) = (self.real, self.apart);
        let is_apart = |path: &Path| path != real && apart.iter().any(|other| other == path);
        let mut entries = WalkDir::new(folder)
            .min_depth(1)
            .into_iter()
            .filter_entry(|entry| !(is_left_aside(entry) || is_apart(entry.path())));
        // An error while a folder is listed does not say which: the entry before it does.
        let (mut last, mut depth) = (folder.to_owned(), 0);
        while let Some(entry) = entries.next() {
            if let Ok(entry) = &entry {
                (last, depth) = (entry.path().to_owned(), entry.depth());
            }
            match entry {
                Ok(entry) if entry.file_name().to_str().is_none() => {
                    self.unnameable(folder, prefix, &entry);
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.entry(folder, prefix, &entry, links),
                Err(error) => {
                    let above = (depth + 1).saturating_sub(error.depth());
                    let listed = last.ancestors().nth(above).unwrap_or(folder);
                    self.failed(folder, prefix, &error, listed);
                }
            }
        }
    }

    fn unnameable(&mut self, folder: &Path, prefix: &str, entry: &DirEntry) {
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = joined(prefix, &below.to_string_lossy());
        let message = "this name is not valid UTF-8, so what it names is left out";
        self.report(Code::SourceNameInvalid, &path, message);
    }

    fn entry(&mut self, folder: &Path, prefix: &str, entry: &DirEntry, links: SymbolicLinks) {
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = joined(prefix, &portable(&below.to_string_lossy()));
        let kind = entry.file_type();
        if kind.is_file() {
            self.file(path, entry.path());
        } else if kind.is_symlink() {
            self.link(path, entry.path(), links);
        } else if !kind.is_dir() {
            self.report(Code::SourceUnreadable, &path, "this is a pipe, socket or device, not a file");
        }
    }

    fn file(&mut self, path: String, on_disk: &Path) {
        if is_text(&path) {
            match fs::metadata(on_disk) {
                Ok(metadata) if metadata.len() > LARGEST_TEXT => {
                    let message = "this file is larger than 32 MB and is left out";
                    return self.report(Code::SourceTooLarge, &path, message);
                }
                Ok(_) => {}
                Err(error) => return self.machine(&path, &reason(&error)),
            }
        }
        self.files.push(SourcePath::new(self.root, &path));
    }

    fn link(&mut self, path: String, on_disk: &Path, links: SymbolicLinks) {
        let target = match fs::canonicalize(on_disk) {
            Ok(target) => target,
            // A link that was taken away meanwhile leads nowhere, and is no fault of the content.
            Err(error) if is_of_content(&error) && fs::symlink_metadata(on_disk).is_ok() => {
                let message = format!("this link cannot be followed: {}", link_reason(&error));
                return self.report(Code::SourceUnreadable, &path, &message);
            }
            Err(error) => return self.machine(&path, &reason(&error)),
        };
        if !target.starts_with(self.real) {
            return self.report(Code::SourceOutsideRoot, &path, "this link leads out of the folder");
        }
        // A link must not publish what is left out under its own name.
        if is_left_aside_below(self.real, &target)
            || self.apart.iter().any(|other| target.starts_with(other) && other != self.real)
        {
            return;
        }
        match fs::metadata(&target) {
            Ok(metadata) if metadata.is_file() => self.file(path, &target),
            Ok(metadata) if metadata.is_dir() => self.linked_folder(&path, on_disk, &target, links),
            Ok(_) => {
                self.report(Code::SourceUnreadable, &path, "this link leads to something that is not a file")
            }
            Err(error) => self.machine(&path, &reason(&error)),
        }
    }

    /// One link in the path of a file is followed, a second is not, so that a cycle of links ends.
    fn linked_folder(&mut self, path: &str, on_disk: &Path, target: &Path, links: SymbolicLinks) {
        let leads_back = on_disk.starts_with(target);
        match links {
            SymbolicLinks::Follow if !leads_back => self.folder(target, path, SymbolicLinks::Stop),
            SymbolicLinks::Follow => self.warn(path, "this link leads back to a folder that holds it"),
            SymbolicLinks::Stop => {
                self.warn(path, "this link to a folder lies behind another link and is not followed")
            }
        }
    }

    fn failed(&mut self, folder: &Path, prefix: &str, error: &walkdir::Error, listed: &Path) {
        let place = error.path().unwrap_or(listed);
        let below = place.strip_prefix(folder).unwrap_or(Path::new(""));
        let path = joined(prefix, &portable(&below.to_string_lossy()));
        let why = error.io_error().map_or_else(|| error.to_string(), reason);
        // A name too long to open is content, wherever it lies; a folder that went away was there a moment ago.
        if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::InvalidFilename) {
            let message = format!("this folder cannot be listed: {why}");
            return self.report(Code::SourceUnreadable, &path, &message);
        }
        self.machine(&path, &why);
    }

    fn machine(&self, path: &str, why: &str) {
        let _ = self.log.failed(&SourcePath::new(self.root, path), why);
    }

    fn report(&mut self, code: Code, path: &str, message: &str) {
        let path = SourcePath::new(self.root, path);
        self.diagnostics.push(Diagnostic::at(code, &path, 0..0, message));
    }

    /// Reports a warning instead of an error, since the files are listed under their own names.
    fn warn(&mut self, path: &str, message: &str) {
        let path = SourcePath::new(self.root, path);
        let diagnostic = Diagnostic::at(Code::SourceUnreadable, &path, 0..0, message);
        self.diagnostics.push(Diagnostic { severity: Severity::Warning, ..diagnostic });
    }
}

/// Whether links to folders are followed from here on.
#[derive(Clone, Copy)]
enum SymbolicLinks {
    Follow,
    Stop,
}

/// Dotfiles and what editors and desktops leave behind: neither published nor reported.
pub(crate) fn is_left_aside(entry: &DirEntry) -> bool {
    names_left_aside(&entry.file_name().to_string_lossy())
}

fn names_left_aside(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with(".swp")
        || name == "Thumbs.db"
        // The texts of other people's programs, which no site means to publish.
        || name == "node_modules"
}

/// True for what a walk over `root` would pass by: a dotfile, an editor's leftover, or what lies in such a folder.
pub(crate) fn is_left_aside_below(root: &Path, target: &Path) -> bool {
    let below = target.strip_prefix(root).unwrap_or(target);
    below.components().any(|part| names_left_aside(&part.as_os_str().to_string_lossy()))
}

fn joined(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
}

/// Source paths are separated by `/` on every system.
fn portable(name: &str) -> String {
    if std::path::MAIN_SEPARATOR == '/' {
        name.to_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

fn link_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its target does not exist".to_owned(),
        _ => reason(error),
    }
}
