//! Owns `man`: the manual pages, from the same definitions as `--help`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::{Args, Command};
use clap_mangen::Man;

use super::exit::Exit;
use super::terminal::answer;
use crate::host::{HostError, paths};

/// The arguments of `man`.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// The folder to write a page for each command to; without it, the first page is printed
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Prints or writes the manual pages of `program`.
///
/// # Errors
/// When writing fails, or would overwrite what is no manual page of ours.
pub(super) fn run(args: &ManArgs, mut program: Command) -> Result<Exit, HostError> {
    let Some(folder) = &args.output else {
        answer(&String::from_utf8_lossy(&page(program)?));
        return Ok(Exit::Success);
    };
    program.build();
    let pages = pages(&program)?;
    let files: Vec<(PathBuf, Vec<u8>)> =
        pages.into_iter().map(|(name, page)| (folder.join(name), page)).collect();
    // All are looked at before the first is written.
    for (file, _) in &files {
        must_be_ours(file)?;
    }
    fs::create_dir_all(folder).map_err(|error| HostError::io("create", folder, &error))?;
    for (file, page) in files {
        fs::write(&file, page).map_err(|error| HostError::io("write", &file, &error))?;
    }
    Ok(Exit::Success)
}

/// The pages of a command and of those below it, with the names of their files.
fn pages(command: &Command) -> Result<Vec<(String, Vec<u8>)>, HostError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let mut pages = vec![(format!("{name}.1"), page(command.clone())?)];
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        pages.extend(self::pages(below)?);
    }
    Ok(pages)
}

fn page(command: Command) -> Result<Vec<u8>, HostError> {
    let mut page = Vec::new();
    let failed = |error: io::Error| HostError(format!("cannot write the manual pages: {error}"));
    Man::new(command).render(&mut page).map_err(failed)?;
    Ok(page)
}

/// Refuses a place where something else than a manual page of ours stands: a symbolic link may lead anywhere.
fn must_be_ours(file: &Path) -> Result<(), HostError> {
    let is_ours = match fs::symlink_metadata(file) {
        Ok(metadata) if metadata.is_file() => {
            let there = fs::read(file).map_err(|error| HostError::io("read", file, &error))?;
            there.is_empty() || there.windows(HEADING.len()).any(|part| part == HEADING)
        }
        Ok(_) => false,
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(HostError::io("open", file, &error)),
    };
    if is_ours {
        return Ok(());
    }
    Err(HostError(format!(
        "refusing to overwrite {}: it is no manual page of hexapla",
        paths::display_path(file)
    )))
}

/// What each of our pages holds.
const HEADING: &[u8] = b".TH hexapla";
