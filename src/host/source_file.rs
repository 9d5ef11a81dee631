//! Owns the writing of a file of the sources, for the commands whose purpose that is.

use std::io::Write;
use std::path::Path;
use std::{fs, io};

use super::HostError;

/// Replaces a file atomically: after a crash it holds all of the new text or all of the old. Missing folders are created.
///
/// # Errors
/// When the file cannot be written; it is as it was then.
pub(crate) fn replace(place: &Path, text: &str) -> Result<(), HostError> {
    in_one_step(place, text).map_err(|error| HostError::io("write", place, &error))
}

fn in_one_step(place: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        make_folder(folder)?;
    }
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".hexapla-new");
    let aside = place.with_file_name(name);
    let written = fs::File::create(&aside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&aside, place));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written
}

/// Makes a folder and those around it, and gives the error of the call that failed.
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(around) = folder.parent().filter(|around| !around.as_os_str().is_empty()) {
                make_folder(around)?;
            }
            fs::create_dir(folder)
        }
        found => found.map(|_| ()),
    }
}
