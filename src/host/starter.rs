//! Owns the site that a new author begins with: embedded, and written only to a new or empty folder.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::{HostError, guard, paths};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Files with another name in the source tree, where version control would interpret them.
const RENAMED: [(&str, &str); 1] = [("gitignore", ".gitignore")];

/// What may lie in the folder already.
const WELCOME: [&str; 4] = [".git", ".hg", ".jj", ".DS_Store"];

/// Writes the starter site into a folder that is new or empty; returns how many files.
///
/// # Errors
/// When the folder is not empty, naming an entry of it, or an I/O operation fails.
pub(crate) fn write(folder: &Path) -> Result<usize, HostError> {
    if folder.symlink_metadata().is_ok() {
        if !folder.is_dir() {
            return Err(HostError(format!(
                "{} is there already, and it is not a folder",
                paths::display_path(folder)
            )));
        }
        if let Some(foreign) = guard::first_foreign(folder, &WELCOME)? {
            let (folder, foreign) = (paths::display_path(folder), paths::display_path(&foreign));
            return Err(HostError(format!("{folder} is not empty: {foreign} lies in it; name a new folder")));
        }
    }
    let mut written = 0;
    write_folder(&STARTER, folder, &mut written)?;
    Ok(written)
}

fn write_folder(from: &Dir<'_>, root: &Path, written: &mut usize) -> Result<(), HostError> {
    let folder = root.join(from.path());
    fs::create_dir_all(&folder).map_err(|error| HostError::io("create", &folder, &error))?;
    for file in from.files() {
        let name = file.path().to_string_lossy();
        let renamed = RENAMED.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
        let path = root.join(renamed.map_or(file.path(), Path::new));
        let host_error = |error| HostError::io("write", &path, &error);
        let mut new = OpenOptions::new().write(true).create_new(true).open(&path).map_err(host_error)?;
        new.write_all(file.contents()).map_err(host_error)?;
        *written += 1;
    }
    from.dirs().try_for_each(|inner| write_folder(inner, root, written))
}
