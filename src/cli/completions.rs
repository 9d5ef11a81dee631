//! Owns `completions`: what a shell has to know to complete a call.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Exit;
use super::args::Cli;
use super::terminal::answer;

/// The arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell to write them for
    pub shell: Shell,
}

/// Prints the completions of a shell.
pub fn run(args: &CompletionsArgs) -> Exit {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "hexapla", &mut script);
    answer(&String::from_utf8_lossy(&script));
    Exit::Success
}
