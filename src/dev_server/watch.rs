//! Owns watching: which folders, what counts as a change, and polling where the system does not report changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::change::{ChangeListener, SiteChange};
use super::poll::{Folder, Poll};
use crate::host::site::Site;
use crate::host::{paths, reason, walk};
use crate::parse::config::FILE_NAME;

/// A watch on the folders of a site; it ends when this is dropped.
pub(crate) struct Watch {
    /// Why folders are polled; `None` if the system reports changes.
    pub polls_because: Option<String>,
    _listening: Box<dyn Send>,
}

/// The files and folders of a site that are watched.
struct WatchedFolders {
    /// Folders whose content matters.
    roots: Vec<PathBuf>,
    config: PathBuf,
    /// Files that the configuration names outside of these.
    named: Vec<PathBuf>,
    /// The output folder, which is ignored.
    output: PathBuf,
}

impl Watch {
    /// Watches all files that a site is made from; `listener` is called from another thread.
    pub(crate) fn new(site: &Site, poll: bool, listener: ChangeListener) -> Option<Self> {
        let places = Arc::new(WatchedFolders::of(site));
        let mut because = "it was requested".to_owned();
        if !poll {
            match Self::by_events(&places, &listener) {
                Ok(watch) => return Some(watch),
                Err(error) => because = why(&error),
            }
        }
        let meaning = Arc::clone(&places);
        let poll = Poll::new(move || places.folders(), move |path| meaning.change(path), listener)?;
        Some(Self { polls_because: Some(because), _listening: Box::new(poll) })
    }

    fn by_events(places: &Arc<WatchedFolders>, listener: &ChangeListener) -> notify::Result<Self> {
        let (meaning, listener) = (Arc::clone(places), Arc::clone(listener));
        let handler = move |event: notify::Result<Event>| on_event(&meaning, event, &*listener);
        let mut watcher = RecommendedWatcher::new(handler, Config::default())?;
        places.listen(&mut watcher)?;
        Ok(Self { polls_because: None, _listening: Box::new(watcher) })
    }
}

impl WatchedFolders {
    fn of(site: &Site) -> Self {
        let folders = &site.config.value.paths;
        let real = |path: &str| paths::real(&site.folder.join(path));
        let roots = [&folders.content, &folders.locales, &folders.themes].map(|path| real(path)).to_vec();
        let config = paths::real(&site.folder).join(FILE_NAME);
        Self { roots, config, named: site.named_files(), output: real(&folders.output) }
    }

    /// Watches all folders, and repeats until no new folder appeared meanwhile.
    fn listen(&self, watcher: &mut dyn Watcher) -> notify::Result<()> {
        let mut watched: Vec<Folder> = Vec::new();
        loop {
            let folders = self.folders();
            if folders == watched {
                return Ok(());
            }
            for folder in folders.iter().filter(|folder| !watched.contains(folder)) {
                let mode = if folder.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                watcher.watch(&folder.path, mode)?;
            }
            watched = folders;
        }
    }

    /// The folders to watch, as they are now.
    fn folders(&self) -> Vec<Folder> {
        // Creating, removing or renaming a root is an event of the folder around it; so is one of the configuration.
        let mut above: Vec<&Path> =
            self.roots.iter().chain([&self.config]).filter_map(|path| path.parent()).collect();
        above.extend(self.config.parent().and_then(Path::parent));
        above.extend(
            self.named.iter().filter_map(|file| file.ancestors().skip(1).find(|folder| folder.is_dir())),
        );
        above.sort_unstable();
        above.dedup();
        above.retain(|folder| folder.is_dir() && !self.roots.iter().any(|root| folder.starts_with(root)));
        let folder = |path: &Path, deep| Folder { path: path.to_owned(), deep };
        let roots = self.roots.iter().filter(|root| root.is_dir()).map(|root| folder(root, true));
        roots.chain(above.into_iter().map(|path| folder(path, false))).collect()
    }

    /// What an event at `path` means.
    fn change(&self, path: &Path) -> Option<SiteChange> {
        if path == self.config || self.named.iter().any(|file| file == path) {
            return Some(SiteChange::Path(path.to_owned()));
        }
        // A root itself, or a folder that holds one: what is watched may be another folder by now.
        if self.roots.iter().chain([&self.config]).chain(&self.named).any(|place| place.starts_with(path)) {
            return Some(SiteChange::Anything);
        }
        let root = self
            .roots
            .iter()
            .filter(|root| path.starts_with(root))
            .max_by_key(|root| root.as_os_str().len())?;
        let matters = !walk::is_left_aside_below(root, path) && !path.starts_with(&self.output);
        matters.then(|| SiteChange::Path(path.to_owned()))
    }
}

fn on_event(places: &WatchedFolders, event: notify::Result<Event>, listener: &dyn Fn(SiteChange)) {
    let Ok(event) = event else { return listener(SiteChange::Anything) };
    if event.need_rescan() {
        return listener(SiteChange::Anything);
    }
    // Our own reading causes events as well.
    let is_reading =
        matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if !is_reading {
        event.paths.iter().filter_map(|path| places.change(path)).for_each(listener);
    }
}

/// The system's error for too many watchers (`EMFILE`).
const TOO_MANY_OPEN: i32 = 24;

fn why(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the machine's limit of watched folders is reached".to_owned(),
        notify::ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_OPEN) => {
            "the machine's limit of programs that watch folders is reached".to_owned()
        }
        notify::ErrorKind::Io(error) => reason(error),
        _ => "the machine cannot report changes here".to_owned(),
    }
}
