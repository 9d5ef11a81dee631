//! Owns a site that is ready to be drawn: its plan, and the words and templates that its pages are drawn with.

use std::sync::Arc;

use super::cache::{Cache, CachedArticle, CachedStrings};
use super::run::{Counts, Progress, Stage};
use super::theme::{Theme, look};
use super::{catalogs, load};
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

/// Everything decided, nothing drawn yet.
pub struct LoadedSite {
    /// The plan.
    pub plan: Arc<Plan>,
    /// What the site's glossaries ask of each locale.
    pub glossaries: Vec<Glossary>,
    /// How much was read.
    pub counts: Counts,
    /// What there is to tell about the content and the plan, unsorted.
    of_plan: Vec<Diagnostic>,
    /// What there is to tell about words and looks, unsorted.
    diagnostics: Vec<Diagnostic>,
    /// What pages look like; nothing where the theme cannot be used.
    pub look: Option<Arc<Theme>>,
    /// The picture beside the site's title.
    pub logo: Option<SourcePath>,
}

impl LoadedSite {
    /// Reads what `memory` does not hold, and decides all.
    pub fn new(sources: &dyn Sources, config: &Config, memory: &mut Cache, progress: &dyn Progress) -> Self {
        let (plan, counts) = plan(sources, config, memory, progress);
        let plan = Checked { value: Arc::new(plan.value), diagnostics: plan.diagnostics };
        Self::of(plan, counts, sources, config, memory)
    }

    /// The same as `new`, after files changed that were there before and still are; `memory` was told which. A text in which
    /// nothing changed that decides anything takes its old place in the plan.
    pub fn after(
        earlier: &Self,
        sources: &dyn Sources,
        config: &Config,
        memory: &mut Cache,
        progress: &dyn Progress,
    ) -> Self {
        match earlier.amended(sources, config, memory) {
            Some((plan, counts)) => Self::of(plan, counts, sources, config, memory),
            None => Self::new(sources, config, memory, progress),
        }
    }

    fn of(
        plan: Checked<Arc<Plan>>,
        counts: Counts,
        sources: &dyn Sources,
        config: &Config,
        memory: &mut Cache,
    ) -> Self {
        let Checked { value: plan, diagnostics: of_plan } = plan;
        let mut diagnostics = Vec::new();
        let glossaries = load::glossaries(sources, config, &plan.library.locales);
        let words = words(sources, &plan.library, memory, &mut diagnostics);
        let look = look(sources, config, words, &mut memory.look, &mut diagnostics);
        let logo = logo(sources, config, &mut diagnostics);
        Self { plan, glossaries, counts, of_plan, diagnostics, look, logo }
    }

    fn amended(
        &self,
        sources: &dyn Sources,
        config: &Config,
        memory: &mut Cache,
    ) -> Option<(Checked<Arc<Plan>>, Counts)> {
        let changed = memory.changed()?;
        if changed.is_empty() {
            let plan = Checked { value: Arc::clone(&self.plan), diagnostics: self.of_plan.clone() };
            return Some((plan, self.counts));
        }
        let (paths, before): (Vec<SourcePath>, Vec<_>) = changed.into_iter().unzip();
        if catalogs::compose_from_any(sources, config, &paths) {
            return None;
        }
        let after: Vec<_> =
            load::again(sources, config, &paths, memory.compares).into_iter().map(Arc::new).collect();
        let texts: Option<Vec<_>> = after.iter().map(|known| known.text.value.clone()).collect();
        let mut plan =
            Checked { value: Arc::new(self.plan.amended(&texts?)?), diagnostics: self.of_plan.clone() };
        let mut counts = self.counts;
        for (before, after) in before.iter().zip(&after) {
            let units =
                |known: &CachedArticle| known.text.value.as_ref().map_or(0, |text| text.summary.units);
            counts.units = counts.units + units(after) - units(before);
            for told in &before.text.diagnostics {
                let at = plan.diagnostics.iter().position(|other| other == told)?;
                plan.diagnostics.swap_remove(at);
            }
            plan.diagnostics.extend(after.text.diagnostics.iter().cloned());
        }
        memory.renew(paths.into_iter().zip(after).collect());
        Some((plan, counts))
    }

    /// What there is to tell so far, unsorted.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        [self.of_plan.as_slice(), &self.diagnostics].concat()
    }
}

/// Reads what `memory` does not hold, and decides all but the looks.
pub fn plan(
    sources: &dyn Sources,
    config: &Config,
    memory: &mut Cache,
    progress: &dyn Progress,
) -> (Checked<Plan>, Counts) {
    let mut diagnostics = Vec::new();
    let mut content = load::content(sources, config, memory, progress).into_value(&mut diagnostics);
    diagnostics.extend(catalogs::add(sources, config, &mut content, load::Depth::Whole));
    let mut counts = Counts { articles: content.articles(), units: content.units(), ..Counts::default() };
    progress.stage(Stage::Plan, 0);
    let options = load::published_options(sources, config, &content.locales);
    let library = Library::build(content.locales, &options).into_value(&mut diagnostics);
    counts.locales = library.locales.len();
    let media = load::media(&library, content.media);
    let mut plan = Plan::new(library, media, config.links.elsewhere.clone(), &config.home.topics)
        .into_value(&mut diagnostics);
    plan.popular = popular(sources, config, &plan, &mut diagnostics);
    (Checked { value: plan, diagnostics }, counts)
}

/// What readers look for most, by what the configuration says tells it.
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
    let found = match &read {
        Ok(bytes) => popular::by_views(plan, &page_views::parse(&text_of(bytes))),
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        let problem = if read.is_ok() { "names no article of the site" } else { "cannot be read" };
        let message = format!("the page views `{path}` {problem}, so the home page lists nothing as popular");
        diagnostics.push(
            Diagnostic::of_site(Code::ViewsUnusable, message)
                .help("each line holds the address of a page and its number of views: `/en-us/reset/,1200`"),
        );
    }
    found
}

fn words(
    sources: &dyn Sources,
    library: &Library,
    memory: &mut Cache,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Messages> {
    let key = load::chains(library);
    let known = memory.words.take().filter(|known| known.key == key).unwrap_or_else(|| {
        let mut diagnostics = Vec::new();
        let words = Arc::new(load::words(sources, &key, &mut diagnostics));
        diagnostics.extend(words.missing());
        CachedStrings { key, words, diagnostics }
    });
    diagnostics.extend(known.diagnostics.iter().cloned());
    let words = Arc::clone(&known.words);
    memory.words = Some(known);
    words
}

/// The logo below the site's folder, or else below the content's.
fn logo(sources: &dyn Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<SourcePath> {
    let path = config.theme.logo.as_ref()?;
    let mut paths = [Root::Site, Root::Content].into_iter().map(|root| SourcePath::new(root, path));
    let found = paths.find(|path| sources.read(path).is_ok_and(|bytes| may_be_published(path, &bytes)));
    if found.is_none() {
        let message = format!("the logo `{path}` does not exist, or cannot be published");
        diagnostics.push(
            Diagnostic::of_site(Code::ImageMissing, message)
                .help("put it beside `hexapla.toml`; an SVG may hold no scripts"),
        );
    }
    found
}

#[cfg(test)]
mod tests;
