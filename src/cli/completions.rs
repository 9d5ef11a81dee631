//! Owns `completions`: the scripts with which shells complete command lines.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::exit::Exit;
use super::terminal::answer;

/// The arguments of `completions`.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell to write them for
    pub shell: Shell,
}

/// Prints the completions of `program` for a shell.
pub(super) fn run(args: &CompletionsArgs, mut program: Command) -> Exit {
    let mut script = Vec::new();
    generate(args.shell, &mut program, "hexapla", &mut script);
    answer(&String::from_utf8_lossy(&script));
    Exit::Success
}
