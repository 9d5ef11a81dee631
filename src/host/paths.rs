//! Owns how paths on disk are compared and displayed: absolute, normalised, and short where that helps.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

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
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest: Vec<&OsStr> = Vec::new();
    let mut known = path.as_path();
    loop {
        if let Ok(real) = fs::canonicalize(known) {
            let joined = rest.iter().rev().fold(real, |folder, name| folder.join(name));
            return absolute(&joined);
        }
        let mut components = known.components();
        match components.next_back() {
            Some(last) => rest.push(last.as_os_str()),
            None => return absolute(&path),
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
