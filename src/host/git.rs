//! Owns the history of files, as recorded in a git repository: one pass of `git log` for all of them, bounded in time, by a
//! process with fixed arguments. Where there is no git, no repository or no output in time, the history is empty.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashSet;

use crate::source::{History, LastChange, Root, SourcePath};

/// The longest time that a build waits for the history, which is optional.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most output that is read, in bytes.
const LONGEST: u64 = 256 * 1024 * 1024;

/// When each of `files` last changed; they are named relative to `folder`.
pub(super) fn history(folder: &Path, root: Root, files: &[SourcePath]) -> History {
    let Some(is_shallow) = is_shallow(folder) else { return History::default() };
    // `//` begins no relative path, so no file can be taken for a commit.
    let log = ["log", "--date-order", "--format=//%P", "--name-only", "-z", "--no-renames"];
    let rest = ["--no-show-signature", "--no-ext-diff", "--no-textconv", "--relative", "--", "."];
    let spawned = git(folder).args(log).args(rest).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = spawned else { return History::default() };
    let wanted: FxHashSet<SourcePath> = files.iter().cloned().collect();
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            let output = BufReader::new(output.take(LONGEST));
            let _ = sender.send(read(output, root, wanted, is_shallow));
        });
    }
    let history = receiver.recv_timeout(PATIENCE).unwrap_or_default();
    end(&mut child);
    history
}

/// Ends the process; the rest of its output is not needed.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
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
fn is_shallow(folder: &Path) -> Option<bool> {
    let output = git(folder).args(["rev-parse", "--is-shallow-repository"]).output().ok()?;
    output.status.success().then(|| output.stdout.starts_with(b"true"))
}

/// Reads commits, the newest first, until every file was seen.
fn read(output: impl BufRead, root: Root, mut wanted: FxHashSet<SourcePath>, is_shallow: bool) -> History {
    let mut history = History::default();
    let mut change = LastChange::default();
    let mut begun = false;
    for part in output.split(0).map_while(Result::ok) {
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
            break;
        }
    }
    history
}

#[cfg(test)]
mod tests;
