//! Owns `new`: a site to begin with, and what to do next.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::Exit;
use super::terminal::answer;
use crate::host::{self, HostError, starter};

/// The arguments of `new`.
#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// The folder to create; an empty one will do
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Writes the starter site.
///
/// # Errors
/// When the folder is not empty, or an I/O operation fails.
pub(super) fn run(args: &NewArgs) -> Result<Exit, HostError> {
    starter::write(&args.folder)?;
    answer(&next_steps(&args.folder));
    Ok(Exit::Success)
}

fn next_steps(folder: &Path) -> String {
    let displayed = host::display_folder(folder);
    let enter = if displayed == "./" {
        String::new()
    } else {
        format!("  cd {}\n", quoted(displayed.trim_end_matches('/')))
    };
    format!(
        "Created {displayed} with six articles in English and Arabic.\n\n\
         Next:\n{enter}\
         \x20 hexapla serve --open   look at it; change content/en/getting-started/welcome.md and watch\n\
         \x20 hexapla check          find problems, such as links that lead nowhere\n\
         \x20 hexapla build          write the finished site to public/\n\n\
         hexapla.toml holds the settings. `hexapla help` lists what else there is.\n"
    )
}

/// The path in single quotes, if a shell needs them.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~+".contains(letter);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
