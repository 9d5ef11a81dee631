//! Owns `search`: asks the index of a built site what its search box would find.

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::terminal::answer;
use crate::host::HostError;
use crate::host::site::Site;
use crate::locale::Locale;
use crate::plan::url::SEARCH;
use crate::render::index::files::ShownDoc;
use crate::render::index::query::search;

/// The arguments of `search`.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// What to look for, as a reader would type it
    query: String,
    /// The site whose output folder holds the index
    #[arg(default_value = ".", hide_default_value = true)]
    site: PathBuf,
    /// The reader's locale; the source locale where it is not given
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// The folder that the site was written to, where it is not the configured one
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How many articles to tell
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

/// Prints the articles that a query finds, best first: title, address, and the section in brackets.
///
/// # Errors
/// When the tag is none, or the site was not built.
pub fn run(args: &SearchArgs) -> Result<Exit, HostError> {
    let site = Site::find(&args.site)?;
    let config = &site.config.value;
    let tag = args.locale.as_deref().unwrap_or(&config.source_locale);
    let locale = Locale::parse(tag).ok_or_else(|| HostError(format!("`{tag}` is not a language tag")))?;
    let output = args.output.clone().unwrap_or_else(|| site.folder.join(&config.paths.output));
    let folder = output.join(locale.url_segment()).join(SEARCH);
    let load = |name: &str| std::fs::read(folder.join(name)).ok();
    let found = search(&load, &args.query, &[], args.limit).ok_or_else(|| {
        HostError(format!("there is no search index in {}; build the site first", folder.display()))
    })?;
    answer(&found.iter().map(line).collect::<String>());
    Ok(Exit::Fine)
}

fn line(doc: &ShownDoc) -> String {
    match doc.section.as_str() {
        "" => format!("{}\n  {}\n", doc.title, doc.url),
        section => format!("{} ({section})\n  {}\n", doc.title, doc.url),
    }
}
