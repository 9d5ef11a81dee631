//! Owns sources on disk: every root listed once, each file read on request and checked again then.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use super::limits::{LARGEST_TEXT, is_text};
use super::{git, is_of_content, paths, reason, walk};
use crate::diagnostics::{self, Checked, Code, Diagnostic};
use crate::parse::config::{Config, FILE_NAME};
use crate::source::{History, ReadFailure, ReadLog, Reading, Root, SourcePath, Sources};

/// The files of a site on disk.
#[derive(Debug)]
pub struct DiskSources {
    roots: BTreeMap<Root, ListedRoot>,
    /// Read from git on first use.
    history: OnceLock<History>,
    log: ReadLog,
}

/// One root: its folder and what lies below it.
#[derive(Debug)]
struct ListedRoot {
    folder: PathBuf,
    /// The folder as it is displayed, with a `/` at its end; empty for the current folder.
    displayed: String,
    /// The folder without symbolic links; reading never leaves it.
    real: PathBuf,
    files: Vec<SourcePath>,
}

impl DiskSources {
    /// Lists the files of the site in `site_dir`. A folder of strings or themes that does not exist is an empty one.
    pub fn open(site_dir: &Path, config: &Config) -> Checked<Self> {
        let site = paths::absolute(site_dir);
        let named = [
            (Root::Content, &config.paths.content),
            (Root::Locales, &config.paths.locales),
            (Root::Themes, &config.paths.themes),
        ];
        let folders = named.map(|(root, path)| (root, site.join(path)));
        // The output, and a root that lies within another, are not content of the outer one.
        let output = site.join(&config.paths.output);
        let log = ReadLog::default();
        let with_roots = folders.iter().map(|(root, folder)| (SourcePath::new(*root, ""), folder));
        let apart: Vec<PathBuf> = with_roots
            .chain([(SourcePath::new(Root::Site, &config.paths.output), &output)])
            .map(|(path, folder)| real_or_failed(&path, folder, &log))
            .collect();
        let mut diagnostics = Vec::new();
        let mut roots: BTreeMap<Root, ListedRoot> = folders
            .into_iter()
            .map(|(root, folder)| (root, list(root, folder, &apart, &log, &mut diagnostics)))
            .collect();
        roots.insert(Root::Site, list_site(&site, &log));
        diagnostics::sort(&mut diagnostics);
        Checked { value: Self { roots, history: OnceLock::new(), log }, diagnostics }
    }

    /// What failed, and what each file held: for a session, which goes on after a failure.
    pub(crate) fn log(&self) -> &ReadLog {
        &self.log
    }

    /// The folder of a root, absolute.
    pub fn folder(&self, root: Root) -> &Path {
        self.roots.get(&root).map_or(Path::new(""), |listed| &listed.folder)
    }

    /// The source path of a file on disk, whether it is listed or not.
    pub fn locate(&self, file: &Path) -> Option<SourcePath> {
        let below = |(root, listed): (&Root, &ListedRoot)| {
            let inner =
                file.strip_prefix(&listed.folder).or_else(|_| file.strip_prefix(&listed.real)).ok()?;
            let inner = inner.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
            (*root != Root::Site || inner == FILE_NAME).then(|| SourcePath::new(*root, &inner))
        };
        // A root may lie in another: the innermost owns the file.
        self.roots.iter().filter_map(below).min_by_key(|path| path.path.len())
    }

    /// True for a file that was listed.
    pub fn lists(&self, path: &SourcePath) -> bool {
        self.roots.get(&path.root).is_some_and(|listed| listed.files.binary_search(path).is_ok())
    }

    /// True for a folder that files were listed in.
    pub fn lists_below(&self, folder: &SourcePath) -> bool {
        let prefix = format!("{}/", folder.path);
        let files = self.roots.get(&folder.root).map_or(&[][..], |listed| &listed.files);
        let next = files.partition_point(|file| *file.path < *prefix);
        files.get(next).is_some_and(|file| file.path.starts_with(&prefix))
    }

    /// Where a file lies, whether it is listed or not.
    fn on_disk(&self, path: &SourcePath) -> Option<PathBuf> {
        Some(self.roots.get(&path.root)?.folder.join(&*path.path))
    }
}

impl Sources for DiskSources {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        self.roots.get(&root).map(|listed| listed.files.clone()).unwrap_or_default()
    }

    fn read(&self, path: &SourcePath) -> Reading {
        let Some(listed) = self.roots.get(&path.root) else {
            return Reading::absent("there is no such folder");
        };
        match listed.read(path) {
            Ok(bytes) => self.log.read(path, bytes),
            Err(ReadError::Machine(why)) => self.log.failed(path, why),
            // It was a file of its folder when it was listed, and is none now.
            Err(ReadError::Content(why)) if self.lists(path) => {
                self.log.failed(path, format!("{why}, though it was listed a moment ago; run again"))
            }
            Err(ReadError::Content(why)) => self.log.absent(path, why),
        }
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.log.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        let metadata = fs::metadata(self.on_disk(path)?).ok()?;
        let modified = metadata.modified().ok()?;
        // Time stamps have a limited resolution: a second change within it would not be noticed.
        let is_settled = modified.elapsed().is_ok_and(|age| age > CLOCK_STEP);
        if is_settled { state_of(&metadata) } else { None }
    }

    fn history(&self) -> History {
        let articles = || self.roots.get(&Root::Content);
        let query = || {
            let Some(own) = articles() else { return History::default() };
            git::history(&own.folder, Root::Content, &own.files).unwrap_or_else(|why| {
                let _ = self.log.failed(&SourcePath::new(Root::Content, ""), why);
                History::default()
            })
        };
        self.history.get_or_init(query).clone()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        match self.roots.get(&path.root) {
            Some(listed) => format!("{}{}", listed.displayed, path.path),
            None => path.path.to_string(),
        }
    }
}

/// Longer than the time stamp resolution of any file system.
pub(crate) const CLOCK_STEP: Duration = Duration::from_secs(2);

/// A hash of a file's metadata, which differs between its states as far as they can be distinguished without reading it.
pub(crate) fn state_of(metadata: &fs::Metadata) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    (metadata.len(), metadata.modified().ok()?, identity(metadata)).hash(&mut hasher);
    Some(hasher.finish())
}

/// The inode and the time of its last change: a file that replaces another by being moved keeps its modification time.
#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(metadata: &fs::Metadata) -> Option<std::time::SystemTime> {
    metadata.created().ok()
}

/// Why a file was not read.
enum ReadError {
    /// The content has no such file, or one that is never read.
    Content(String),
    /// The machine failed.
    Machine(String),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        let make = if is_of_content(&error) { ReadError::Content } else { ReadError::Machine };
        make(reason(&error))
    }
}

impl ListedRoot {
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, ReadError> {
        let file = self.folder.join(&*path.path);
        let content = |why: &str| Err(ReadError::Content(why.to_owned()));
        let metadata = fs::symlink_metadata(&file)?;
        // The file may have become a link since it was listed.
        let is_link = metadata.is_symlink();
        if is_link && !fs::canonicalize(&file)?.starts_with(&self.real) {
            return content("it leads out of its folder");
        }
        // Only what is known to be a file is opened: opening a pipe would wait for its other end.
        let is_file = if is_link { fs::metadata(&file)?.is_file() } else { metadata.is_file() };
        if !is_file {
            return content("it is not a file");
        }
        let limit = if is_text(&path.path) { LARGEST_TEXT } else { u64::MAX - 1 };
        let expected = usize::try_from(metadata.len().min(LARGEST_TEXT)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(expected + 1);
        File::open(&file)?.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return content("it is larger than 32 MB");
        }
        Ok(bytes)
    }
}

fn list(
    root: Root,
    folder: PathBuf,
    apart: &[PathBuf],
    log: &ReadLog,
    diagnostics: &mut Vec<Diagnostic>,
) -> ListedRoot {
    let folder = paths::absolute(&folder);
    let path = SourcePath::new(root, "");
    let real = real_or_failed(&path, &folder, log);
    let files = match fs::metadata(&folder) {
        Ok(metadata) if metadata.is_dir() => walk::Walk::new(root, &real, apart, log).run(diagnostics),
        Err(error) if !is_of_content(&error) => {
            let _ = log.failed(&path, reason(&error));
            Vec::new()
        }
        Ok(_) | Err(_) => {
            if folder.symlink_metadata().is_ok() {
                let message = "this is not a folder";
                diagnostics.push(Diagnostic::at(Code::SourceUnreadable, &path, 0..0, message));
            }
            Vec::new()
        }
    };
    ListedRoot { displayed: prefix(&folder), folder, real, files }
}

fn list_site(site: &Path, log: &ReadLog) -> ListedRoot {
    let path = SourcePath::new(Root::Site, FILE_NAME);
    let files = match fs::metadata(site.join(FILE_NAME)) {
        Ok(metadata) if metadata.is_file() => vec![path],
        Err(error) if !is_of_content(&error) => {
            let _ = log.failed(&path, reason(&error));
            Vec::new()
        }
        Ok(_) | Err(_) => Vec::new(),
    };
    let real = real_or_failed(&SourcePath::new(Root::Site, ""), site, log);
    ListedRoot { folder: site.to_owned(), displayed: prefix(site), real, files }
}

/// The folder without symbolic links. A failure to resolve them is written to the log.
fn real_or_failed(path: &SourcePath, folder: &Path, log: &ReadLog) -> PathBuf {
    paths::try_real(folder).unwrap_or_else(|error| {
        let _ = log.failed(path, reason(&error));
        paths::absolute(folder)
    })
}

fn prefix(folder: &Path) -> String {
    match paths::display_path(folder).as_str() {
        "." => String::new(),
        displayed => format!("{}/", displayed.trim_end_matches('/')),
    }
}

#[cfg(test)]
mod tests;
