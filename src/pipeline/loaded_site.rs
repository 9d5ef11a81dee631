//! Owns a site that is ready to be rendered: its plan, and the messages and templates that its pages are rendered with.

use std::sync::Arc;

use super::cache::{Cache, CachedArticle, CachedStrings};
use super::run::{Counts, Progress, Stage};
use super::theme::{Theme, look};
use super::{catalogs, inline_includes, load, passed_over};
use rustc_hash::FxHashSet;

use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::library::{ArticleId, Library};
use crate::messages::glossary::Glossary;
use crate::messages::interface::Messages;
use crate::parse::config::{Config, Popularity};
use crate::parse::page_views;
use crate::plan::popular;
use crate::plan::site::Plan;
use crate::source::{Root, SourcePath, Sources, text_of};
use crate::theme::media::may_be_published;

/// A site with everything decided and nothing rendered yet.
pub(crate) struct LoadedSite {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The terms that the site's glossaries require, one glossary for each locale.
    pub glossaries: Vec<Glossary>,
    /// How much was read.
    pub counts: Counts,
    /// The diagnostics about the content and the plan, unsorted.
    of_plan: Vec<Diagnostic>,
    /// The diagnostics about messages, theme and logo, unsorted.
    diagnostics: Vec<Diagnostic>,
    /// The theme; `None` where it cannot be used.
    pub look: Option<Arc<Theme>>,
    /// The picture beside the site's title.
    pub logo: Option<SourcePath>,
}

impl LoadedSite {
    /// Reads what the cache does not hold, and makes the plan.
    pub(crate) fn new(
        sources: &dyn Sources,
        config: &Config,
        cache: &mut Cache,
        progress: &dyn Progress,
    ) -> Self {
        let (plan, counts) = plan(sources, config, cache, progress);
        let plan = Checked { value: Arc::new(plan.value), diagnostics: plan.diagnostics };
        Self::of(plan, counts, sources, config, cache)
    }

    /// The same as `new`, after existing files changed and were invalidated in the cache. If nothing changed in them that the plan
    /// depends on, the texts are replaced in the earlier plan, which is much faster than a new one.
    pub(crate) fn update(
        earlier: &Self,
        sources: &dyn Sources,
        config: &Config,
        cache: &mut Cache,
        progress: &dyn Progress,
    ) -> Self {
        match earlier.amended(sources, config, cache) {
            Some((plan, counts)) => Self::of(plan, counts, sources, config, cache),
            None => Self::new(sources, config, cache, progress),
        }
    }

    fn of(
        plan: Checked<Arc<Plan>>,
        counts: Counts,
        sources: &dyn Sources,
        config: &Config,
        cache: &mut Cache,
    ) -> Self {
        let Checked { value: plan, diagnostics: of_plan } = plan;
        let mut diagnostics = Vec::new();
        let glossaries = load::glossaries(sources, config, &plan.library.locales);
        let messages = messages(sources, &plan.library, cache, &mut diagnostics);
        let theme = look(sources, config, messages, &mut cache.look, &mut diagnostics);
        let logo = logo(sources, config, &mut diagnostics);
        diagnostics.extend(passed_over::check(sources, config, &plan));
        Self { plan, glossaries, counts, of_plan, diagnostics, look: theme, logo }
    }

    fn amended(
        &self,
        sources: &dyn Sources,
        config: &Config,
        cache: &mut Cache,
    ) -> Option<(Checked<Arc<Plan>>, Counts)> {
        let changed = cache.changed()?;
        if changed.is_empty() {
            let plan = Checked { value: Arc::clone(&self.plan), diagnostics: self.of_plan.clone() };
            return Some((plan, self.counts));
        }
        let (paths, before): (Vec<SourcePath>, Vec<_>) = changed.into_iter().unzip();
        if catalogs::compose_from_any(sources, config, &paths) {
            return None;
        }
        let after: Vec<_> =
            load::again(sources, config, &paths, cache.compares).into_iter().map(Arc::new).collect();
        let texts: Option<Vec<_>> = after.iter().map(|known| known.text.value.clone()).collect();
        let texts = texts?;
        if inline_includes::depend_on_any(&self.plan, &paths, &texts) {
            return None;
        }
        let mut plan =
            Checked { value: Arc::new(self.plan.amended(&texts)?), diagnostics: self.of_plan.clone() };
        let mut counts = self.counts;
        for (before, after) in before.iter().zip(&after) {
            let units =
                |known: &CachedArticle| known.text.value.as_ref().map_or(0, |text| text.summary.units);
            counts.units = counts.units + units(after) - units(before);
            for diagnostic in &before.text.diagnostics {
                let at = plan.diagnostics.iter().position(|other| other == diagnostic)?;
                plan.diagnostics.swap_remove(at);
            }
            plan.diagnostics.extend(after.text.diagnostics.iter().cloned());
        }
        cache.renew(paths.into_iter().zip(after).collect());
        Some((plan, counts))
    }

    /// All diagnostics so far, unsorted.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        [self.of_plan.as_slice(), &self.diagnostics].concat()
    }
}

/// Reads what the cache does not hold, and makes the plan.
pub(super) fn plan(
    sources: &dyn Sources,
    config: &Config,
    cache: &mut Cache,
    progress: &dyn Progress,
) -> (Checked<Plan>, Counts) {
    let mut diagnostics = Vec::new();
    let mut content = load::content(sources, config, cache, progress).into_value(&mut diagnostics);
    diagnostics.extend(catalogs::add(sources, config, &mut content, load::Depth::Whole));
    diagnostics.extend(inline_includes::resolve(sources, config, &mut content));
    let mut counts = Counts { articles: content.articles(), units: content.units(), ..Counts::default() };
    progress.stage(Stage::Plan, 0);
    let options = load::published_options(sources, config, &content.locales);
    let library = Library::build(content.locales, &options).into_value(&mut diagnostics);
    counts.locales = library.locales.len();
    let media = load::media(&library, content.media);
    let mut plan = Plan::new(library, media, config.links.elsewhere.clone(), &config.home.topics)
        .into_value(&mut diagnostics);
    without_reproof_of_parts(&plan, &mut diagnostics);
    plan.popular = popular(sources, config, &plan, &mut diagnostics);
    (Checked { value: plan, diagnostics }, counts)
}

/// The most popular articles, by the measure that the configuration names.
fn popular(
    sources: &dyn Sources,
    config: &Config,
    plan: &Plan,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ArticleId> {
    let path = match &config.home.popular {
        None => return Vec::new(),
        Some(Popularity::Weight) => return popular::by_weight(plan),
        Some(Popularity::Views(path)) => path,
    };
    let read = sources.read(&SourcePath::new(Root::Site, path));
    let problem = match read.absence() {
        Some(why) => format!("cannot be read: {why}"),
        None => "names no article of the site".to_owned(),
    };
    let views = read.bytes().map(|bytes| popular::by_views(plan, &page_views::parse(&text_of(&bytes))));
    let found = views.unwrap_or_default();
    if found.is_empty() {
        let message = format!("the page views `{path}` {problem}; the home page lists nothing as popular");
        diagnostics.push(
            config
                .report_at("home.popular", Code::ViewsUnusable, message)
                .help("each line holds the address of a page and its number of views: `/en-us/reset/,1200`"),
        );
    }
    found
}

/// The messages of the site's locales, from the cache where it has those of the same locales and fallback chains.
fn messages(
    sources: &dyn Sources,
    library: &Library,
    cache: &mut Cache,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Messages> {
    let key = load::chains(library);
    let known = cache.words.take().filter(|known| known.key == key).unwrap_or_else(|| {
        let mut diagnostics = Vec::new();
        let messages =
            Arc::new(load::words(sources, &key, &library.locales[library.source], &mut diagnostics));
        diagnostics.extend(messages.missing());
        CachedStrings { key, words: messages, diagnostics }
    });
    diagnostics.extend(known.diagnostics.iter().cloned());
    let messages = Arc::clone(&known.words);
    cache.words = Some(known);
    messages
}

/// Drops what is reported about pages from files that have none: a part of others needs no front matter.
fn without_reproof_of_parts(plan: &Plan, diagnostics: &mut Vec<Diagnostic>) {
    let parts: FxHashSet<&SourcePath> = (0..plan.library.articles.len())
        .filter(|article| plan.pageless[*article])
        .flat_map(|article| plan.library.articles[article].versions.iter().flatten())
        .map(|version| &version.summary.path)
        .collect();
    diagnostics.retain(|diagnostic| {
        let is_of_part = diagnostic.place.as_ref().is_some_and(|place| parts.contains(&place.path));
        diagnostic.code != Code::FrontMatterMissing || !is_of_part
    });
}

/// The configured logo below the site's folder, or else below the content folder.
fn logo(sources: &dyn Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<SourcePath> {
    let path = config.theme.logo.as_ref()?;
    let mut paths = [Root::Site, Root::Content].into_iter().map(|root| SourcePath::new(root, path));
    let found =
        paths.find(|path| sources.read(path).bytes().is_some_and(|bytes| may_be_published(path, &bytes)));
    if found.is_none() {
        let message = format!("the logo `{path}` does not exist, or cannot be published");
        diagnostics.push(
            config
                .report_at("theme.logo", Code::ImageMissing, message)
                .help("put it beside `hexapla.toml`; an SVG may hold no scripts"),
        );
    }
    found
}

#[cfg(test)]
mod tests;
