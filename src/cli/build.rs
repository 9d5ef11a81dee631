//! Owns `build`: builds the whole site, and publishes it unless the build failed or `--strict` found problems.

use std::path::{Path, PathBuf};

use clap::Args;

use super::args::{Common, ReportArgs};
use super::exit::Exit;
use super::progress_bar::TerminalProgress;
use super::site_args::{Opening, SiteArgs, exit_of};
use super::summary::{amount, changes, known_problems, problems, timings};
use super::terminal::{Terminal, remark};
use crate::diagnostics::flood::grouped;
use crate::host::clock::{Stopwatch, display_duration};
use crate::host::output_folder::{MassRemoval, OutputFolder};
use crate::host::staging::{Published, Stale};
use crate::host::unpublished;
use crate::host::{self, Guarded, HostError};
use crate::parse::config::Config;
use crate::pipeline::{self, Options, Report};
use crate::source::Sources;

/// The arguments of `build`.
#[derive(Args, Debug)]
pub(crate) struct BuildArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The arguments of commands that check a site.
    #[command(flatten)]
    pub judging: ReportArgs,
    /// The folder to write the site to
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Publish also where more than a third of the pages, and more than 20, would be taken away
    #[arg(long)]
    pub allow_removal: bool,
}

/// Builds the site.
///
/// # Errors
/// When there is no site, or an I/O operation fails; nothing is published then.
pub(super) fn run(args: &BuildArgs, terminal: &Terminal) -> Result<Exit, HostError> {
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

/// The input of one build.
pub(super) struct Built<'a> {
    /// The site with its configuration and its own files.
    pub opened: &'a SiteArgs,
    /// The files to build; for `pseudo`, generated ones as well.
    pub sources: &'a dyn Sources,
    /// The configuration to build with.
    pub config: &'a Config,
    /// True if templates are checked for hard-coded text.
    pub checks_templates: bool,
}

/// Builds the site, reports its diagnostics, and publishes it.
pub(super) fn publish(
    args: &BuildArgs,
    terminal: &Terminal,
    watch: &Stopwatch,
    built: &Built<'_>,
) -> Result<Exit, HostError> {
    let Built { opened, sources, config, checks_templates } = *built;
    let configured = opened.site.folder.join(&config.paths.output);
    let target = args.output.as_deref().unwrap_or(&configured);
    unpublished::clear_on_signals()?;
    let folder = OutputFolder::open(target, &Guarded::of(&opened.site))?;
    if folder.finished_earlier() {
        terminal.talk(FINISHED);
    }

    let progress = TerminalProgress::new(watch, terminal.shows_progress());
    let options = Options { locales: opened.locales.clone(), checks_templates };
    let built = pipeline::build(sources, config, &options, &folder, &progress);
    progress.finish();
    let mut report = opened.complete(built.map_err(|error| HostError(error.0))?);
    let known = known_problems(opened.leave_out_known(&mut report, false));
    terminal.diagnostics(&report.diagnostics, sources);

    if let Some(known) = known {
        terminal.talk(&known);
    }

    let exit = exit_of(&report, args.judging.strict);
    if exit == Exit::Failed || (args.judging.strict && exit != Exit::Success) {
        folder.discard();
        terminal.talk(&problems(&report.diagnostics));
        terminal.talk(NOTHING_WRITTEN);
        return Ok(exit);
    }
    opened.must_be_whole()?;
    let stale = stale(&args.common);
    if let Some(removal) = folder.mass_removal().filter(|_| stale == Stale::Remove && !args.allow_removal) {
        folder.discard();
        return Err(refused(&removal, target));
    }
    watch.stage("publish");
    let published = folder.publish(stale)?;
    if let Some(reason) = &published.in_steps {
        terminal.talk(&in_steps(target, reason));
    }
    print_summary(terminal, &report, &published, target, watch, args.judging.timings);
    Ok(exit)
}

/// How many of the pages that would be taken away are named.
const NAMED: usize = 5;

fn refused(removal: &MassRemoval, target: &Path) -> HostError {
    let MassRemoval { published, removed } = removal;
    let named: Vec<&str> = removed.iter().take(NAMED).map(String::as_str).collect();
    HostError(format!(
        "this build would take {} of {} pages away from {}, such as {}; nothing was written\n\
         Look whether a folder is missing or not mounted, or whether another branch is checked out or `paths` in hexapla.toml changed. \
         If the pages are to go, build with --allow-removal.",
        grouped(removed.len()),
        grouped(*published),
        host::display_folder(target),
        named.join(", ")
    ))
}

/// Reported when a build publishes nothing.
pub(super) const NOTHING_WRITTEN: &str = "Nothing was written; the last good site stays as it is.";

/// Reported when opening the output folder finished an interrupted publication: it holds one version again, even if this build fails.
pub(super) const FINISHED: &str =
    "An earlier run was ended while it put its files in place; the rest of them are in place now.";

/// Reported where readers may meet pages of two builds for a moment.
pub(super) fn in_steps(target: &Path, reason: &str) -> String {
    format!(
        "The files were put in place one after the other, since {} cannot be exchanged at once: {reason}.",
        host::display_folder(target)
    )
}

/// With `--locale`, pages of the other locales are kept, so that links to them stay valid.
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
    let time = display_duration(watch.total());
    terminal.talk(&format!("Built {} into {into} in {time}: {}", amount(&report.counts), changes(published)));
    if !report.diagnostics.is_empty() {
        terminal.talk(&problems(&report.diagnostics));
    }
    if with_timings {
        remark(&format!("{}\n", timings(watch)));
    }
}
