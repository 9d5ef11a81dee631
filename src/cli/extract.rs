//! Owns `extract`: brings catalogs and side-by-side articles up to their sources, or fails where they are not.

use std::path::PathBuf;

use clap::Args;

use super::args::{Common, Format, When};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs, failure};
use super::summary::many;
use super::terminal::{Terminal, answer};
use crate::host::HostError;
use crate::host::source_file::replace;
use crate::locale::Locale;
use crate::pipeline;
use crate::source::Sources;

/// The arguments of `extract`.
#[derive(Args, Debug)]
pub(crate) struct ExtractArgs {
    /// The site: a folder with hexapla.toml, with a folder `content`, or with one folder a locale
    #[arg(default_value = ".", hide_default_value = true)]
    site: PathBuf,
    /// Only for this locale, which may be a new one; may be given more than once
    #[arg(long = "locale", value_name = "TAG", value_parser = tag)]
    locales: Vec<Locale>,
    /// Write nothing, and exit with 1 where a file is missing or not current
    #[arg(long)]
    check: bool,
    /// Report problems only
    #[arg(long, short)]
    quiet: bool,
}

/// Writes the files that are missing or not current.
///
/// # Errors
/// When there is no site, or an I/O operation fails; where something cannot be read, nothing is written.
pub(super) fn run(args: &ExtractArgs) -> Result<Exit, HostError> {
    let common =
        Common { site: args.site.clone(), locales: Vec::new(), quiet: args.quiet, color: When::Auto };
    let terminal = Terminal::new(&common, Format::Human);
    let Opening::Ready(opened) = SiteArgs::find(&common, &terminal)? else { return Ok(Exit::Failed) };
    let files =
        pipeline::extract(&opened.sources, &opened.site.config.value, &args.locales).map_err(failure)?;
    if args.check {
        for file in &files {
            let what = if opened.sources.lists(&file.path) { "is not current" } else { "does not exist yet" };
            answer(&format!("{} {what}\n", opened.sources.display_path(&file.path)));
        }
        return Ok(if files.is_empty() { Exit::Success } else { Exit::Problems });
    }
    for file in &files {
        let place = opened.sources.folder(file.path.root).join(&*file.path.path);
        replace(&place, &file.text)?;
    }
    terminal.talk(&match files.len() {
        0 => "Every file is current.".to_owned(),
        count => format!("Wrote {}.", many(count, "file")),
    });
    Ok(Exit::Success)
}

fn tag(text: &str) -> Result<Locale, String> {
    Locale::parse(text).ok_or_else(|| format!("`{text}` is not a language tag"))
}
