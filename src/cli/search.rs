//! Owns `search`: queries the index of a built site, as its search box does.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::Exit;
use super::terminal::{answer, remark};
use crate::diagnostics::nearest;
use crate::host::HostError;
use crate::host::site::Site;
use crate::locale::{Locale, default_chain, nearest_available};
use crate::parse::config::Config;
use crate::plan::claims::SEARCH;
use crate::search::MANIFEST;
use crate::search::files::DisplayDoc;
use crate::search::query::search;

/// With fewer hits than this in the reader's language, other languages are searched as well; the same number is in box.js.
const FEW: usize = 3;

/// The most hits that are listed of another language, as in the search box.
const ELSEWHERE: usize = 5;

/// The arguments of `search`.
#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    /// What to look for, as a reader would type it
    query: String,
    /// The site whose output folder holds the index
    #[arg(default_value = ".", hide_default_value = true)]
    site: PathBuf,
    /// The reader's locale, or one near it; the source locale where it is not given
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// Only articles with this choice of a filter, such as section:accounts; may be given more than once
    #[arg(long, value_name = "FILTER:VALUE")]
    filter: Vec<String>,
    /// The folder that the site was written to, where it is not the configured one
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How many articles to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

/// Prints the articles that a query finds, best first: title, URL, and the section in brackets. With few hits, those of
/// the nearest other language that has any follow, as in the search box.
///
/// # Errors
/// When the site was not built, or has no locale close to the requested one.
pub(super) fn run(args: &SearchArgs) -> Result<Exit, HostError> {
    let site = Site::find(&args.site)?;
    let config = &site.config.value;
    let output = args.output.clone().unwrap_or_else(|| site.folder.join(&config.paths.output));
    let indexed = indexed(&output);
    if indexed.is_empty() {
        let reason = if config.search.enabled { "build the site first" } else { "`[search]` is not enabled" };
        return Err(HostError(format!("there is no search index in {}; {reason}", output.display())));
    }
    let tag = args.locale.as_deref().unwrap_or(&config.site.source_locale);
    let locale = reader(tag, &indexed)?;
    if !tag.eq_ignore_ascii_case(locale.tag()) {
        remark(&format!("Searching {}.\n", locale.tag()));
    }
    let query = |locale: &Locale, limit: usize| found(&output, locale, args, limit);
    let own = query(locale, args.limit.max(FEW));
    if own.is_empty() {
        remark(&format!("Nothing found in {}.\n", locale.tag()));
    }
    answer(&own.iter().take(args.limit).map(line).collect::<String>());
    if own.len() < FEW {
        let others = others(config, locale, &indexed).into_iter();
        let elsewhere =
            others.map(|other| (other, query(other, ELSEWHERE))).find(|(_, found)| !found.is_empty());
        if let Some((other, found)) = elsewhere {
            let lines: String = found.iter().map(line).collect();
            answer(&format!("In {} ({}):\n{lines}", other.autonym(), other.tag()));
        }
    }
    Ok(Exit::Success)
}

/// The locales of an output folder that have an index.
fn indexed(output: &Path) -> Vec<Locale> {
    let folders = std::fs::read_dir(output).into_iter().flatten().flatten();
    let has_index = |folder: &PathBuf| folder.join(SEARCH).join(MANIFEST).is_file();
    let folders = folders.map(|entry| entry.path()).filter(has_index);
    let mut locales: Vec<Locale> =
        folders.filter_map(|folder| Locale::parse(folder.file_name()?.to_str()?)).collect();
    locales.sort();
    locales
}

/// The available locale that is the best match for a tag.
fn reader<'a>(tag: &str, indexed: &'a [Locale]) -> Result<&'a Locale, HostError> {
    if let Some(near) = Locale::parse(tag).and_then(|wanted| nearest_available(&wanted, indexed)) {
        return Ok(near);
    }
    let help = match nearest(tag, indexed.iter().map(Locale::tag)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", indexed.iter().map(Locale::tag).collect::<Vec<_>>().join(", ")),
    };
    Err(HostError(format!("the site has no locale `{tag}`; {help}")))
}

fn found(output: &Path, locale: &Locale, args: &SearchArgs, limit: usize) -> Vec<DisplayDoc> {
    let folder = output.join(locale.url_segment()).join(SEARCH);
    let load = |name: &str| std::fs::read(folder.join(name)).ok();
    let tags: Vec<&str> = args.filter.iter().map(String::as_str).collect();
    search(&load, &args.query, &tags, limit).unwrap_or_default()
}

/// The other locales that readers of one fall back to, nearest first.
fn others<'a>(config: &Config, locale: &Locale, indexed: &'a [Locale]) -> Vec<&'a Locale> {
    let source = Locale::parse(&config.site.source_locale);
    let own = config.locales.iter().find(|(tag, _)| Locale::parse(tag).as_ref() == Some(locale));
    let configured = own.and_then(|(_, own)| own.fallback.as_ref());
    let chain = match configured {
        Some(tags) => tags.iter().filter_map(|tag| Locale::parse(tag)).collect(),
        None => source.as_ref().map_or_else(Vec::new, |source| default_chain(locale, source, indexed)),
    };
    let mut others: Vec<&Locale> = Vec::new();
    for step in chain.iter().chain(&source).filter(|step| *step != locale) {
        if let Some(known) =
            indexed.iter().find(|known| *known == step).filter(|known| !others.contains(known))
        {
            others.push(known);
        }
    }
    others
}

fn line(doc: &DisplayDoc) -> String {
    match doc.section.as_str() {
        "" => format!("{}\n  {}\n", doc.title, doc.url),
        section => format!("{} ({section})\n  {}\n", doc.title, doc.url),
    }
}
