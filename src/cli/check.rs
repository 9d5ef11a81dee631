//! Owns `check`: everything that `build` does, except for writing.

use clap::Args;

use super::args::{Common, ReportArgs};
use super::exit::Exit;
use super::progress_bar::TerminalProgress;
use super::site_args::{Opening, SiteArgs, exit_of};
use super::summary::{amount, known_problems, many, problems, timings};
use super::terminal::{Terminal, remark};
use crate::diagnostics::baseline::Baseline;
use crate::host::clock::{Stopwatch, display_duration};
use crate::host::source_file::replace;
use crate::host::{HostError, paths};
use crate::output::NullSink;
use crate::pipeline::{self, Options, Report};
use crate::source::{Root, SourcePath};

/// The arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The arguments of commands that check a site.
    #[command(flatten)]
    pub judging: ReportArgs,
    /// Write all problems that there are into the file of known problems, so that only new ones are reported
    #[arg(long, conflicts_with = "locales")]
    pub write_baseline: bool,
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
    let options = Options { locales: opened.locales.clone(), checks_templates: true };
    let checked = pipeline::build(&opened.sources, &opened.site.config.value, &options, &NullSink, &progress);
    progress.finish();
    let mut report = opened.complete(checked.map_err(|error| HostError(error.0))?);
    if args.write_baseline && !report.unusable {
        return write_baseline(&opened, &report, terminal);
    }
    let known = known_problems(opened.leave_out_known(&mut report, args.common.locales.is_empty()));
    terminal.diagnostics(&report.diagnostics, &opened.sources);
    terminal.talk(&format!("Checked {} in {}", amount(&report.counts), display_duration(watch.total())));
    terminal.talk(&problems(&report.diagnostics));
    if let Some(known) = known {
        terminal.talk(&known);
    }
    if args.judging.timings {
        remark(&format!("{}\n", timings(&watch)));
    }
    let exit = exit_of(&report, args.judging.strict);
    if exit != Exit::Failed {
        opened.must_be_whole()?;
    }
    Ok(exit)
}

/// The file of known problems where the configuration names none yet.
const USUAL_BASELINE: &str = "hexapla-baseline.txt";

/// Writes the file of known problems. What may not be hidden still counts for the exit code.
fn write_baseline(opened: &SiteArgs, report: &Report, terminal: &Terminal) -> Result<Exit, HostError> {
    let configured = opened.baseline_path();
    let is_configured = configured.is_some();
    let path = configured.unwrap_or_else(|| SourcePath::new(Root::Site, USUAL_BASELINE));
    let place = opened.site.folder.join(&*path.path);
    let baseline = Baseline::of(&report.diagnostics);
    replace(&place, &baseline.text())?;
    terminal.talk(&format!(
        "Wrote {} to {}.",
        many(baseline.len(), "known problem"),
        paths::display_path(&place)
    ));
    if !is_configured {
        terminal.talk(&format!(
            "To leave them out, add to hexapla.toml: [lints] baseline = \"{USUAL_BASELINE}\""
        ));
    }
    let mut left = report.clone();
    baseline.take_out(&mut left.diagnostics);
    if !left.diagnostics.is_empty() {
        terminal.diagnostics(&left.diagnostics, &opened.sources);
        terminal.talk(&format!("{} cannot be left out", many(left.diagnostics.len(), "problem")));
    }
    Ok(exit_of(&left, false))
}
