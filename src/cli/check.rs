//! Owns `check`: everything that `build` does, except for writing.

use clap::Args;

use super::args::{Common, ReportArgs};
use super::exit::Exit;
use super::progress_bar::TerminalProgress;
use super::site_args::{Opening, SiteArgs, exit_of};
use super::summary::{amount, problems, timings};
use super::terminal::Terminal;
use crate::host::HostError;
use crate::host::clock::{Stopwatch, display_duration};
use crate::output::NullSink;
use crate::pipeline::{self, Options};

/// The arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The arguments of commands that check a site.
    #[command(flatten)]
    pub judging: ReportArgs,
}

/// Checks the site.
///
/// # Errors
/// When there is no site, or an I/O operation fails.
pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Exit, HostError> {
    let watch = Stopwatch::start();
    watch.stage("list");
    let Opening::Ready(opened) = SiteArgs::find(&args.common, terminal)? else { return Ok(Exit::Failed) };
    let progress = TerminalProgress::new(&watch, terminal.shows_progress());
    let options = Options { locales: args.common.locales.clone(), checks_templates: true };
    let checked = pipeline::build(&opened.sources, &opened.site.config.value, &options, &NullSink, &progress);
    progress.finish();
    let report = opened.complete(checked.map_err(|error| HostError(error.0))?);
    terminal.diagnostics(&report.diagnostics, &opened.sources);
    terminal.talk(&format!("Checked {} in {}", amount(&report.counts), display_duration(watch.total())));
    terminal.talk(&problems(&report.diagnostics));
    if args.judging.timings {
        terminal.talk(&timings(&watch));
    }
    Ok(exit_of(&report, args.judging.strict))
}
