//! Owns `export`: one side of the articles, as plain Markdown files.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Common;
use super::build::{FINISHED, in_steps};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs, exit_of};
use super::summary::{changes, problems};
use super::terminal::Terminal;
use crate::host::clock::{Stopwatch, display_duration};
use crate::host::output_folder::OutputFolder;
use crate::host::staging::Stale;
use crate::host::unpublished;
use crate::host::{self, Guarded, HostError};
use crate::parse::article::Side;
use crate::pipeline::{self, ExportOptions};

/// The arguments of `export`.
#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The form to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Markdown)]
    pub format: ExportFormat,
    /// The side of side-by-side articles to write
    #[arg(long, value_enum)]
    pub side: SideArg,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub output: PathBuf,
    /// Write the front matter too
    #[arg(long)]
    pub front_matter: bool,
}

/// The form to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Markdown without side-by-side spans
    Markdown,
}

/// The side of side-by-side articles to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SideArg {
    /// The translation
    Target,
    /// The text that it was translated from
    Source,
}

/// Writes the articles.
///
/// # Errors
/// When there is no site, or an I/O operation fails; nothing is written then.
pub(super) fn run(args: &ExportArgs, terminal: &Terminal) -> Result<Exit, HostError> {
    let watch = Stopwatch::start();
    let Opening::Ready(opened) = SiteArgs::find(&args.common, terminal)? else { return Ok(Exit::Failed) };
    unpublished::clear_on_signals()?;
    let folder = OutputFolder::open(&args.output, &Guarded::of(&opened.site))?;
    if folder.finished_earlier() {
        terminal.talk(FINISHED);
    }
    let exported =
        pipeline::export(&opened.sources, &opened.site.config.value, &options(args, &opened), &folder);
    let report = opened.complete(exported.map_err(|error| HostError(error.0))?);
    terminal.diagnostics(&report.diagnostics, &opened.sources);
    let exit = exit_of(&report, false);
    if exit == Exit::Failed {
        folder.discard();
        terminal.talk("Nothing was written.");
        return Ok(exit);
    }
    opened.must_be_whole()?;
    let published = folder.publish(Stale::Remove)?;
    if let Some(reason) = &published.in_steps {
        terminal.talk(&in_steps(&args.output, reason));
    }
    let into = host::display_folder(&args.output);
    terminal.talk(&format!(
        "Exported into {into} in {}: {}",
        display_duration(watch.total()),
        changes(&published)
    ));
    if !report.diagnostics.is_empty() {
        terminal.talk(&problems(&report.diagnostics));
    }
    Ok(exit)
}

fn options(args: &ExportArgs, opened: &SiteArgs) -> ExportOptions {
    let side = match args.side {
        SideArg::Target => Side::Target,
        SideArg::Source => Side::Source,
    };
    ExportOptions { side, locales: opened.locales.clone(), front_matter: args.front_matter }
}
