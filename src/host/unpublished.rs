//! Owns what a build has on the disk before it is published, so that a signal leaves nothing of it behind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use std::{fs, io};

use super::HostError;
use super::staging::LOCK;

/// What an output folder owes to its build until that is published.
#[derive(Clone, Debug, Default)]
pub(super) struct Unpublished {
    /// Folders that go with all they hold.
    pub folders: Vec<PathBuf>,
    /// A file that goes too.
    pub lock: Option<PathBuf>,
    /// Folders that were made for the output, outermost first; those that are empty go.
    pub created: Vec<PathBuf>,
}

/// By output folder.
static UNPUBLISHED: Mutex<BTreeMap<PathBuf, Unpublished>> = Mutex::new(BTreeMap::new());

/// Held while a site is put in place: a signal waits for its end.
static PUBLISHING: Mutex<()> = Mutex::new(());

/// Holds signals back until the guard is dropped.
pub(super) fn publishing() -> MutexGuard<'static, ()> {
    PUBLISHING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes what would be left of a build that ends now.
pub(super) fn register(folder: &Path, unpublished: Unpublished) {
    all().insert(folder.to_owned(), unpublished);
}

/// Nothing of this folder's build is left over any more.
pub(super) fn deregister(folder: &Path) {
    all().remove(folder);
}

fn all() -> MutexGuard<'static, BTreeMap<PathBuf, Unpublished>> {
    UNPUBLISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, Ctrl-C and requests to end remove what is not published before they end the command, as they would have. A site that is
/// just being put in place is finished first.
///
/// # Errors
/// When the system has no room for another thread or handler.
#[cfg(unix)]
pub(crate) fn clear_on_signals() -> Result<(), HostError> {
    use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM};
    let failed = |error| HostError(format!("cannot wait for signals: {}", super::reason(&error)));
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(failed)?;
    let wait = move || {
        for signal in signals.forever() {
            let publishing = publishing();
            for unpublished in all().values() {
                clear(unpublished);
            }
            // Ends the process, as the signal does by itself.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            drop(publishing);
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(|_| ()).map_err(failed)
}

/// Elsewhere, the next build removes what is left.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub(crate) fn clear_on_signals() -> Result<(), HostError> {
    Ok(())
}

/// From now on, a file that may not grow any more is a failure to write, and no signal that ends the command without a word.
#[cfg(unix)]
pub(crate) fn fail_at_size_limits() {
    let met = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    // Without the handler, the signal ends the command as it always did.
    let _ = signal_hook::flag::register(signal_hook::consts::signal::SIGXFSZ, met);
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub(crate) fn fail_at_size_limits() {}

/// Other threads are still writing into the folders, which is over once they are gone.
fn clear(unpublished: &Unpublished) {
    const TRIES: usize = 50;
    for folder in &unpublished.folders {
        for _ in 0..TRIES {
            if remove_tree(folder).is_ok() || !folder.exists() {
                break;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
    if let Some(lock) = &unpublished.lock {
        let _ = fs::remove_file(lock);
    }
    for folder in unpublished.created.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Removes a folder with all it holds, our lock last: as long as anything is left, it is known to be ours.
///
/// # Errors
/// When something cannot be removed.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == LOCK {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    let _ = fs::remove_file(folder.join(LOCK));
    fs::remove_dir(folder)
}
