//! Owns how paths on disk are compared and displayed: absolute, normalised, and short where that helps.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use super::is_of_content;

/// The absolute path without `.` and `..`; symbolic links stay as they are.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// The path with symbolic links resolved, as far as it exists; the rest is appended as written.
pub(crate) fn real(path: &Path) -> PathBuf {
    resolved(path, |_| Ok(())).unwrap_or_else(|_| absolute(path))
}

/// The same, where it matters that nothing is taken for absent that only cannot be looked at.
///
/// # Errors
/// When the machine fails to resolve a part of the path.
pub(crate) fn try_real(path: &Path) -> io::Result<PathBuf> {
    resolved(path, |error| if is_of_content(&error) { Ok(()) } else { Err(error) })
}

fn resolved(path: &Path, pass: impl Fn(io::Error) -> io::Result<()>) -> io::Result<PathBuf> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest: Vec<&OsStr> = Vec::new();
    let mut known = path.as_path();
    loop {
        match fs::canonicalize(known) {
            Ok(real) => {
                let joined = rest.iter().rev().fold(real, |folder, name| folder.join(name));
                return Ok(absolute(&joined));
            }
            Err(error) => pass(error)?,
        }
        let mut components = known.components();
        match components.next_back() {
            Some(last) => rest.push(last.as_os_str()),
            None => return Ok(absolute(&path)),
        }
        known = components.as_path();
    }
}

/// The path as it is displayed: relative to the current folder, if that is shorter.
pub(crate) fn display_path(path: &Path) -> String {
    let absolute = absolute(path);
    let relative = env::current_dir().ok().map(|here| relative(&absolute, &here));
    let short = relative.filter(|relative| relative.as_os_str().len() < absolute.as_os_str().len());
    let displayed = short.unwrap_or(absolute).display().to_string();
    if displayed.is_empty() { ".".to_owned() } else { displayed }
}

fn relative(path: &Path, here: &Path) -> PathBuf {
    let common = path.components().zip(here.components()).take_while(|(a, b)| a == b).count();
    let up = here.components().skip(common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(common)).collect()
}
