//! Owns planning, checking, building and exporting a site, as pure functions of sources, configuration and options.
//!
//! What is kept from one run to the next is kept here, in a `Cache` that the caller passes in.

mod cache;
mod catalogs;
mod extract;
mod hard_coded;
mod inline_includes;
mod kept_back;
mod load;
mod loaded_site;
mod narrowed;
mod notes;
mod pages;
mod passed_over;
mod pseudo;
mod renderer;
mod run;
pub(crate) mod source_locale;
mod theme;
mod translation_memories;
mod unreadable;
mod whole;

pub(crate) use self::cache::Cache;
pub(crate) use self::loaded_site::LoadedSite;
pub(crate) use self::notes::Notes;
#[cfg(test)]
pub use self::pages::rendered_by_thread;
pub(crate) use self::pseudo::{pseudo_sources, with_pseudo};
pub(crate) use self::renderer::Renderer;
pub use self::run::{Counts, Options, Progress, Quiet, Report, Stage};

#[cfg(test)]
pub(crate) use self::extract::ExpectedFile;
pub(crate) use self::extract::extract;
pub(crate) use self::translation_memories::translation_memories;
pub(crate) use self::unreadable::{Unreadable, whole};

use crate::check;
#[cfg(test)]
use crate::diagnostics::Checked;
use crate::diagnostics::{Code, Diagnostic, Severity, sort};
use crate::library::Library;
use crate::output::{OutputPath, Sink, SinkError};
use crate::parse::article::{Article, Side};
use crate::parse::config::Config;
use crate::parse::front_matter;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::markdown::outline::Outline;
use crate::parse::side_by_side::without_heading_anchors;
#[cfg(test)]
use crate::plan::site::Plan;
use crate::source::{SourcePath, Sources, text_of};

/// The options of an export.
#[derive(Clone, Debug)]
pub(crate) struct ExportOptions {
    /// The side of each article that is written.
    pub side: Side,
    /// Tags of the locales to export; all of them where empty.
    pub locales: Vec<String>,
    /// True where a source side is written with the front matter that is known of it.
    pub front_matter: bool,
}

/// Reads all sources and makes the plan, with all diagnostics about the content.
#[cfg(test)]
pub fn plan(sources: &dyn Sources, config: &Config, progress: &dyn Progress) -> (Checked<Plan>, Counts) {
    loaded_site::plan(sources, config, &mut Cache::default(), progress)
}

/// All diagnostics about the content, sorted. No page is written. Where something cannot be read, only that is reported.
pub fn problems(sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let found = found_problems(sources, config);
    whole(sources, found).unwrap_or_else(|unreadable| unreadable.diagnostics())
}

fn found_problems(sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let loaded = LoadedSite::new(sources, config, &mut Cache::default(), &Quiet);
    let mut diagnostics = loaded.diagnostics();
    diagnostics.extend(hard_coded::check(&loaded, sources, config));
    diagnostics.extend(check::terms::check(&loaded.plan, sources, &loaded.glossaries));
    diagnostics.extend(check::code_blocks::check(&loaded.plan, sources));
    diagnostics.extend(check::drawings::check(&loaded.plan, sources));
    diagnostics.extend(checked(&loaded, config));
    weigh_and_sort(config, &mut diagnostics);
    diagnostics
}

fn weigh_and_sort(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    config.weigh(diagnostics);
    sort(diagnostics);
}

fn checked(loaded: &LoadedSite, config: &Config) -> Vec<Diagnostic> {
    let Some(theme) = &loaded.look else { return Vec::new() };
    let defined = check::Defined { words: &theme.words, variables: &config.variables };
    check::all(&loaded.plan, theme.templates.components(), defined)
}

/// The library alone, without outlines: which articles exist where, and how fresh they are. Diagnostics are dropped.
///
/// # Errors
/// When something cannot be read.
pub(crate) fn library(sources: &dyn Sources, config: &Config) -> Result<Library, Unreadable> {
    let depth = load::Depth::Sentences;
    let mut content = load::content_in(sources, config, &mut Cache::default(), &Quiet, depth).value;
    catalogs::add(sources, config, &mut content, depth);
    let options = load::dated_options(sources, config, &content.locales);
    whole(sources, Library::build(content.locales, &options).value)
}

/// Builds the site. Problems of the content never stop it; a theme that cannot be used and an input that cannot be read do, and set
/// `unusable` in the report.
///
/// # Errors
/// When the sink refuses a file.
pub fn build(
    sources: &dyn Sources,
    config: &Config,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Report, SinkError> {
    let loaded = LoadedSite::new(sources, config, &mut Cache::default(), progress);
    let loaded = match whole(sources, loaded) {
        Ok(loaded) => loaded,
        Err(unreadable) => return Ok(unreadable.report()),
    };
    let report = build_loaded(&loaded, sources, config, options, sink, progress)?;
    Ok(whole(sources, report).unwrap_or_else(|unreadable| unreadable.report()))
}

fn build_loaded(
    loaded: &LoadedSite,
    sources: &dyn Sources,
    config: &Config,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Report, SinkError> {
    let mut diagnostics = loaded.diagnostics();
    let mut counts = loaded.counts;
    let renderer = match Renderer::new(loaded, sources, config, options, sink) {
        Ok(renderer) => renderer,
        Err(diagnostic) => {
            diagnostics.extend(diagnostic);
            weigh_and_sort(config, &mut diagnostics);
            return Ok(Report { diagnostics, counts, unusable: true });
        }
    };
    let rendered = renderer.render_all(progress, &mut counts)?;
    let unusable = !rendered.failures.is_empty();
    diagnostics.extend(rendered.failures);
    progress.stage(Stage::Check, 0);
    diagnostics.extend(rendered.of_bodies);
    if options.checks_templates {
        diagnostics.extend(hard_coded::check(loaded, sources, config));
    }
    diagnostics.extend(check::drawings::check(&loaded.plan, sources));
    diagnostics.extend(checked(loaded, config));
    weigh_and_sort(config, &mut diagnostics);
    Ok(Report { diagnostics, counts, unusable })
}

/// Writes one side of every article as plain Markdown, below a folder for each locale.
///
/// # Errors
/// When the sink refuses a file.
pub(crate) fn export(
    sources: &dyn Sources,
    config: &Config,
    options: &ExportOptions,
    sink: &dyn Sink,
) -> Result<Report, SinkError> {
    let mut diagnostics = Vec::new();
    let content = load::content(sources, config, &mut Cache::default(), &Quiet).into_value(&mut diagnostics);
    let mut counts =
        Counts { locales: content.locales.len(), articles: content.articles(), ..Counts::default() };
    counts.units = content.units();
    if options.side == Side::Source && options.locales.is_empty() {
        let library =
            Library::build(content.locales, &load::library_options(config)).into_value(&mut diagnostics);
        let folder = library.locales[library.source].tag().to_owned();
        for article in &library.articles {
            let Some(version) = &article.versions[library.source] else { continue };
            let text = exported(sources, &version.summary.path, version.side, options.front_matter);
            write_exported(sink, &folder, &article.key, text, &mut counts)?;
        }
    } else {
        let wanted = content.locales.iter().filter(|own| pages::is_wanted(&options.locales, &own.locale));
        for content in wanted {
            for (key, article) in &content.articles {
                let text = exported(sources, &article.summary.path, options.side, options.front_matter);
                write_exported(sink, content.locale.tag(), key, text, &mut counts)?;
            }
        }
    }
    weigh_and_sort(config, &mut diagnostics);
    diagnostics
        .retain(|diagnostic| diagnostic.severity == Severity::Error || diagnostic.code == Code::UnitBroken);
    let report = Report { diagnostics, counts, unusable: false };
    Ok(whole(sources, report).unwrap_or_else(|unreadable| unreadable.report()))
}

/// One side of a file. The target side is the file without its source spans, byte for byte. The source side is the body that the
/// source's author wrote. Its front matter is lost; with `front_matter`, what is known of it is written as well.
fn exported(sources: &dyn Sources, path: &SourcePath, side: Side, front_matter: bool) -> Option<String> {
    let bytes = sources.read(path).bytes()?;
    let article = Article::parse(path, &text_of(&bytes), MarkdownOrigin::Author).value;
    if side == Side::Target {
        return Some(article.sides.target);
    }
    let body = without_heading_anchors(article.body(Side::Source));
    Some(if front_matter { front_matter_of_source(&article) + &body } else { body })
}

fn front_matter_of_source(article: &Article) -> String {
    let outline = Outline::of(article.document(Side::Source));
    front_matter::of_source(&article.front_matter_text, outline.title())
}

fn write_exported(
    sink: &dyn Sink,
    folder: &str,
    key: &str,
    text: Option<String>,
    counts: &mut Counts,
) -> Result<(), SinkError> {
    let Some(text) = text else { return Ok(()) };
    counts.files += 1;
    counts.bytes += text.len() as u64;
    sink.write(&OutputPath(format!("{folder}/{key}.md")), text.into_bytes())
}

#[cfg(test)]
mod tests;
