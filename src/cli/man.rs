//! Owns `man`: the manual pages, from the same definitions as `--help`.

use std::path::PathBuf;
use std::{fs, io};

use clap::{Args, Command};
use clap_mangen::Man;

use super::exit::Exit;
use super::terminal::answer;
use crate::host::HostError;

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
/// When writing fails.
pub(super) fn run(args: &ManArgs, program: Command) -> Result<Exit, HostError> {
    let host_error = |error: io::Error| HostError(format!("cannot write the manual pages: {error}"));
    if let Some(folder) = &args.output {
        fs::create_dir_all(folder).map_err(|error| HostError::io("create", folder, &error))?;
        clap_mangen::generate_to(program, folder).map_err(host_error)?;
        return Ok(Exit::Success);
    }
    let mut page = Vec::new();
    Man::new(program).render(&mut page).map_err(host_error)?;
    answer(&String::from_utf8_lossy(&page));
    Ok(Exit::Success)
}
