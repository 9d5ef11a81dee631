//! Owns the manifest of an output folder: the files that Hexapla wrote, the only ones that may be overwritten or deleted there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{HostError, paths};

/// The name of the manifest in the output folder.
pub(super) const FILE_NAME: &str = ".hexapla-manifest";

const FIRST_LINE: &str = "hexapla manifest 1";

/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 10;

/// Fingerprint of each file in hexadecimal digits, by `/`-separated path.
pub(super) type Manifest = BTreeMap<String, String>;

/// Reads the manifest of a folder; `None` if there is none, so that Hexapla wrote nothing in the folder.
///
/// # Errors
/// When it cannot be read, or is damaged, so that it is unknown which files Hexapla wrote.
pub(super) fn read(folder: &Path) -> Result<Option<Manifest>, HostError> {
    let file = folder.join(FILE_NAME);
    if fs::symlink_metadata(&file).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(damaged(&file));
    }
    match fs::read(&file) {
        Ok(bytes) => parse(&bytes).map(Some).ok_or_else(|| damaged(&file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(HostError::io("read", &file, &error)),
    }
}

/// The text of a manifest, sorted by path.
pub(super) fn text(manifest: &Manifest) -> String {
    let mut out = format!("{FIRST_LINE}\n");
    for (path, fingerprint) in manifest {
        let _ = writeln!(out, "{fingerprint}  {path}");
    }
    out
}

/// True for a path that names a file below the output folder and is not one of Hexapla's own helper files.
pub(super) fn is_safe(path: &str) -> bool {
    let part_is_safe = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(part_is_safe)
        && !path.starts_with(".hexapla-")
        && !path.contains(|letter: char| letter.is_control() || letter == '\\')
}

fn parse(bytes: &[u8]) -> Option<Manifest> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next()? != FIRST_LINE {
        return None;
    }
    lines.map(entry).collect()
}

/// The path and fingerprint of a line. A manifest from elsewhere must not name files outside of the folder.
fn entry(line: &str) -> Option<(String, String)> {
    let (fingerprint, path) = line.split_once("  ")?;
    let sound = fingerprint.len() == DIGITS && fingerprint.bytes().all(|digit| digit.is_ascii_hexdigit());
    (sound && is_safe(path)).then(|| (path.to_owned(), fingerprint.to_owned()))
}

fn damaged(file: &Path) -> HostError {
    HostError(format!(
        "{} is damaged, so it is unknown which files of the folder are ours; delete the folder or choose another",
        paths::display_path(file)
    ))
}
