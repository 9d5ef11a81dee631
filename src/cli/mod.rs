//! Floor 8: arguments in, an exit code out. One file a command.

mod args;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod extract;
mod help;
mod man;
mod memory;
mod new;
mod progress_bar;
mod pseudo;
mod search;
mod segment;
#[cfg(feature = "serve")]
mod serve;
mod site_args;
mod status;
mod summary;
mod terminal;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use self::args::{Cli, Command};
use self::terminal::Terminal;
use crate::host::HostError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing stands in the way: 0.
    Success,
    /// There are errors in the content: 1.
    Problems,
    /// The configuration, the theme, the machine or the call itself is at fault, and nothing was published: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::Problems => 1,
            Exit::Failed => 2,
        })
    }
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(told) => return report_usage(&told),
    };
    // A fault of ours is told in our words; the default hook would print a stack of theirs.
    panic::set_hook(Box::new(|_| {}));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| dispatch(cli.command)));
    match ended {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            terminal::report_error(&error.0);
            Exit::Failed
        }
        Err(fault) => {
            terminal::report_error(&fault_message(fault.as_ref()));
            Exit::Failed
        }
    }
}

fn dispatch(command: Command) -> Result<Exit, HostError> {
    match command {
        Command::Build(args) => build::run(&args, &Terminal::new(&args.common, args.judging.format)),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &Terminal::new(&args.common, args::Format::Human)),
        Command::Check(args) => check::run(&args, &Terminal::new(&args.common, args.judging.format)),
        Command::Explain(args) => explain::run(&args),
        Command::Search(args) => search::run(&args),
        Command::New(args) => new::run(&args),
        Command::Completions(args) => Ok(completions::run(&args)),
        Command::Man(args) => man::run(&args),
        Command::Help(args) => help::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Pseudo(args) => pseudo::run(&args, &Terminal::new(&args.common, args.judging.format)),
        Command::Memory(args) => memory::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Segment(args) => segment::run(&args),
        Command::Export(args) => export::run(&args, &Terminal::new(&args.common, args::Format::Human)),
    }
}

/// Help and version are answers; everything else is a mistake in the call.
fn report_usage(told: &clap::Error) -> Exit {
    let _ = told.print();
    if told.use_stderr() { Exit::Failed } else { Exit::Success }
}

fn fault_message(fault: &(dyn std::any::Any + Send)) -> String {
    let said = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref().copied());
    format!(
        "Hexapla met a fault of its own and stopped; the last good site is untouched. Please report this: {}",
        said.unwrap_or("no details")
    )
}
