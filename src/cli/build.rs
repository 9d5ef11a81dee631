//! Owns `build`: the whole site, put in place if it is good enough.

use std::path::{Path, PathBuf};

use clap::Args;

use super::args::{Common, ReportArgs};
use super::exit::Exit;
use super::progress_bar::TerminalProgress;
use super::site_args::{Opening, SiteArgs, exit_of};
use super::summary::{amount, changes, problems, timings};
use super::terminal::Terminal;
use crate::host;
use crate::host::clock::{Stopwatch, shown};
use crate::host::output_folder::{OutputFolder, Published, Stale};
use crate::host::{Guarded, HostError};
use crate::parse::config::Config;
use crate::pipeline;
use crate::pipeline::{Options, Report};
use crate::source::Sources;

/// The arguments of `build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// What all commands take.
    #[command(flatten)]
    pub common: Common,
    /// What commands that judge a site take.
    #[command(flatten)]
    pub judging: ReportArgs,
    /// The folder to write the site to
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Builds the site.
///
/// # Errors
/// When there is no site, or the machine refuses; nothing is published then.
pub fn run(args: &BuildArgs, terminal: &Terminal) -> Result<Exit, HostError> {
    let watch = Stopwatch::start();
    watch.stage("list");
    let Opening::Ready(opened) = SiteArgs::find(&args.common, terminal)? else {
        terminal.talk(NOTHING_WRITTEN);
        return Ok(Exit::Failed);
    };
    let config = &opened.site.config.value;
    let sources = &opened.sources;
    let built = Built { opened: &opened, sources, config, checks_templates: false };
    publish(args, terminal, &watch, &built)
}

/// What is built.
pub(super) struct Built<'a> {
    /// The site as it was found.
    pub opened: &'a SiteArgs,
    /// Its files, and others perhaps.
    pub sources: &'a dyn Sources,
    /// What holds for it.
    pub config: &'a Config,
    /// True where templates are searched for words of their own.
    pub checks_templates: bool,
}

/// Builds, tells what there is to tell, and puts the site in place.
pub(super) fn publish(
    args: &BuildArgs,
    terminal: &Terminal,
    watch: &Stopwatch,
    built: &Built<'_>,
) -> Result<Exit, HostError> {
    let Built { opened, sources, config, checks_templates } = *built;
    let configured = opened.site.folder.join(&config.paths.output);
    let target = args.output.as_deref().unwrap_or(&configured);
    let folder = OutputFolder::open(target, &Guarded::of(&opened.site))?;
    if folder.finished_earlier() {
        terminal.talk(FINISHED);
    }

    let meter = TerminalProgress::new(watch, terminal.shows_progress());
    let options = Options { locales: args.common.locales.clone(), checks_templates };
    let built = pipeline::build(sources, config, &options, &folder, &meter);
    meter.finish();
    let report = opened.complete(built.map_err(|error| HostError(error.0))?);
    terminal.diagnostics(&report.diagnostics, sources);

    let exit = exit_of(&report, args.judging.strict);
    if exit == Exit::Failed || (args.judging.strict && exit != Exit::Success) {
        folder.discard();
        terminal.talk(&problems(&report.diagnostics));
        terminal.talk(NOTHING_WRITTEN);
        return Ok(exit);
    }
    watch.stage("publish");
    let published = folder.publish(stale(&args.common))?;
    print_summary(terminal, &report, &published, target, watch, args.judging.timings);
    Ok(exit)
}

pub(super) const NOTHING_WRITTEN: &str = "Nothing was written; the last good site stays as it is.";

/// Whatever becomes of this one, nobody meets two versions any more.
pub(super) const FINISHED: &str =
    "An earlier run was ended while it put its files in place; the rest of them are in place now.";

/// Links to the other locales must not break because only one of them was built anew.
fn stale(common: &Common) -> Stale {
    if common.locales.is_empty() { Stale::Remove } else { Stale::Keep }
}

fn print_summary(
    terminal: &Terminal,
    report: &Report,
    published: &Published,
    target: &Path,
    watch: &Stopwatch,
    with_timings: bool,
) {
    let into = host::display_folder(target);
    let time = shown(watch.total());
    terminal.talk(&format!("Built {} into {into} in {time}: {}", amount(&report.counts), changes(published)));
    if !report.diagnostics.is_empty() {
        terminal.talk(&problems(&report.diagnostics));
    }
    if with_timings {
        terminal.talk(&timings(watch));
    }
}
