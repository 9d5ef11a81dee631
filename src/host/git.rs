//! Owns the history of files, as recorded in a git repository: one pass of `git log` for all of them, bounded in time, by a
//! process with fixed arguments. Where there is no git, no repository or no output in time, the history is empty: it is optional. A
//! machine that cannot run or read git is a failure, since with half a history other translations would count as fresh.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashSet;

use super::reason;
use crate::source::{History, LastChange, Root, SourcePath};

/// The longest time that a build waits for the history, which is optional.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most output that is read, in bytes.
const LONGEST: u64 = 256 * 1024 * 1024;

/// When each of `files` last changed; they are named relative to `folder`.
///
/// # Errors
/// When the machine fails to run git, to read from it, or ends it.
pub(super) fn history(folder: &Path, root: Root, files: &[SourcePath]) -> Result<History, String> {
    let Some(is_shallow) = is_shallow(folder)? else { return Ok(History::default()) };
    // `//` begins no relative path, so no file can be taken for a commit.
    let log = ["log", "--date-order", "--format=//%P", "--name-only", "-z", "--no-renames"];
    let rest = ["--no-show-signature", "--no-ext-diff", "--no-textconv", "--relative", "--", "."];
    let spawned = git(folder).args(log).args(rest).stdout(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| failure(&error))?;
    let wanted: FxHashSet<SourcePath> = files.iter().cloned().collect();
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            let mut output = BufReader::new(output.take(LONGEST));
            let mut log = read(&mut output, root, wanted, is_shallow);
            if let Ok(log) = &mut log {
                log.is_whole &= output.get_ref().limit() > 0;
            }
            let _ = sender.send(log);
        });
    }
    // Without an answer in time the history is empty; see above.
    let Ok(log) = receiver.recv_timeout(PATIENCE) else {
        end(&mut child);
        return Ok(History::default());
    };
    let log = log.map_err(|error| failure(&error));
    if log.as_ref().is_ok_and(|log| log.is_whole) && was_killed(&mut child) {
        return Err("git was ended before it had printed the history".to_owned());
    }
    end(&mut child);
    Ok(log?.history)
}

fn failure(error: &io::Error) -> String {
    format!("git cannot be run or read for the history: {}", reason(error))
}

/// Ends the process; the rest of its output is not needed.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// True where something ended the process, such as a lack of memory. A code of its own choice means that the repository has no more
/// history, as with no commits yet or in a partial clone.
fn was_killed(child: &mut Child) -> bool {
    child.wait().is_ok_and(|status| status.code().is_none())
}

/// A git command that runs no other programs, does not prompt, and writes nothing.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    let settings = ["core.fsmonitor=false", "safe.bareRepository=explicit", "log.showSignature=false"];
    git.current_dir(folder).args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"]);
    for setting in settings {
        git.args(["-c", setting]);
    }
    git.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    git.stdin(Stdio::null()).stderr(Stdio::null());
    git
}

/// True for a shallow clone, whose oldest commits include all earlier changes; `None` where there is no repository.
fn is_shallow(folder: &Path) -> Result<Option<bool>, String> {
    match git(folder).args(["rev-parse", "--is-shallow-repository"]).output() {
        Ok(output) if output.status.code().is_none() => {
            Err("git was ended while it looked for a repository".to_owned())
        }
        Ok(output) => Ok(output.status.success().then(|| output.stdout.starts_with(b"true"))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => {
            Ok(None)
        }
        Err(error) => Err(failure(&error)),
    }
}

/// What git printed.
#[derive(Debug)]
struct Log {
    history: History,
    /// True where it was read to its end, and not only as far as needed.
    is_whole: bool,
}

/// Reads commits, the newest first, until every file was seen.
fn read(
    output: &mut impl BufRead,
    root: Root,
    mut wanted: FxHashSet<SourcePath>,
    is_shallow: bool,
) -> io::Result<Log> {
    let mut history = History::default();
    let mut change = LastChange::default();
    let mut begun = false;
    for part in output.split(0) {
        let part = part?;
        if let Some(parents) = part.strip_prefix(b"//") {
            change.age += u32::from(begun);
            change.at_least = is_shallow && parents.is_empty();
            begun = true;
            continue;
        }
        let name = part.strip_prefix(b"\n").unwrap_or(&part);
        let Ok(name) = std::str::from_utf8(name) else { continue };
        let path = SourcePath::new(root, name);
        if wanted.remove(&path) {
            history.add(path, change);
        }
        if wanted.is_empty() {
            return Ok(Log { history, is_whole: false });
        }
    }
    Ok(Log { history, is_whole: true })
}

#[cfg(test)]
mod tests;
