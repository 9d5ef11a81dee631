//! Owns the command line: arguments in, an exit code out, with one file for each command.

mod args;
mod build;
mod check;
mod completions;
mod exit;
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

use clap::builder::styling::Styles;
use clap::{CommandFactory, Parser, Subcommand};

pub use self::exit::Exit;

use self::terminal::Terminal;
use crate::host::{self, HostError};

/// A help center in every language you have.
#[derive(Debug, Parser)]
#[command(name = "hexapla", version, about, styles = Styles::plain(), disable_help_subcommand = true)]
#[command(after_help = "`hexapla help` lists topics such as languages and exit codes as well.")]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create a site to begin with
    New(new::NewArgs),
    /// Build the site
    Build(build::BuildArgs),
    /// Show the site in a browser while you write, each change at once
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    /// Look for problems without writing anything
    Check(check::CheckArgs),
    /// Explain what a diagnostic code means and what to do; without a code, list them all
    Explain(explain::ExplainArgs),
    /// Write one side of the articles as plain Markdown
    Export(export::ExportArgs),
    /// Find articles in a built site, as its search box does
    Search(search::SearchArgs),
    /// Write what a shell needs to complete calls
    Completions(completions::CompletionsArgs),
    /// Write the manual pages
    Man(man::ManArgs),
    /// Print a topic, or the help of a command
    Help(help::HelpArgs),
    /// Bring catalogs and side-by-side articles up to their sources
    Extract(extract::ExtractArgs),
    /// Build the site with two made-up languages, en-XA and ar-XB
    Pseudo(build::BuildArgs),
    /// Report how much text repeats, and what is translated in more than one way
    Memory(memory::MemoryArgs),
    /// Report how much is translated, by whom, and how fresh it is
    Status(status::StatusArgs),
    /// Show the sentences of a file, or measure how well they are found
    Segment(segment::SegmentArgs),
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return report_usage(&error),
    };
    host::unpublished::fail_at_size_limits();
    // An internal fault is reported in plain words; the default hook would print a stack trace.
    panic::set_hook(Box::new(|_| {}));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| dispatch(cli.command)));
    let exit = exit_of_run(ended);
    if !terminal::has_lost_output() {
        return exit;
    }
    // A program that reads an empty report must not take it for a clean one.
    terminal::report_error("the output could not be written whole: is the disk full?");
    Exit::Failed
}

fn exit_of_run(ended: std::thread::Result<Result<Exit, HostError>>) -> Exit {
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
        Command::Build(args) => build::run(&args, &Terminal::reporting(&args.common, &args.judging)),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &Terminal::new(&args.common, args::Format::Human)),
        Command::Check(args) => check::run(&args, &Terminal::reporting(&args.common, &args.judging)),
        Command::Explain(args) => explain::run(&args),
        Command::Search(args) => search::run(&args),
        Command::New(args) => new::run(&args),
        Command::Completions(args) => Ok(completions::run(&args, Cli::command())),
        Command::Man(args) => man::run(&args, Cli::command()),
        Command::Help(args) => help::run(&args, Cli::command()),
        Command::Extract(args) => extract::run(&args),
        Command::Pseudo(args) => pseudo::run(&args, &Terminal::reporting(&args.common, &args.judging)),
        Command::Memory(args) => memory::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Segment(args) => segment::run(&args),
        Command::Export(args) => export::run(&args, &Terminal::new(&args.common, args::Format::Human)),
    }
}

/// Help and version are results; everything else is a usage error.
fn report_usage(error: &clap::Error) -> Exit {
    terminal::note_written(error.print());
    if error.use_stderr() || terminal::has_lost_output() { Exit::Failed } else { Exit::Success }
}

fn fault_message(fault: &(dyn std::any::Any + Send)) -> String {
    let message =
        fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref().copied());
    format!(
        "Hexapla met a fault of its own and stopped; the last good site is untouched. Please report this: {}",
        message.unwrap_or("no details")
    )
}
