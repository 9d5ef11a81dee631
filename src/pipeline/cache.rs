//! Owns the cache between runs: values that depend on single files, kept until the host reports that a file changed.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::theme::Theme;
use crate::diagnostics::{Checked, Diagnostic};
use crate::locale::Locale;
use crate::messages::interface::Messages;
use crate::source::{Root, SourcePath, Sources};
use crate::units::text::ArticleText;

/// Article summaries, messages and theme of the last run. With an empty cache, a run reads everything.
#[derive(Default)]
pub(crate) struct Cache {
    articles: FxHashMap<SourcePath, Arc<CachedArticle>>,
    /// The messages of the site's locales.
    pub words: Option<CachedStrings>,
    /// The compiled theme.
    pub look: Option<Arc<Theme>>,
    /// True after `invalidate_all`: articles are used only if their stamps still match.
    in_doubt: bool,
    /// Articles that were invalidated since the last run.
    changed: FxHashSet<SourcePath>,
    /// True where something other than articles was invalidated that the plan depends on.
    changed_beside: bool,
    /// The source locale of the last run, whose rules segment sentences.
    source: Option<Locale>,
    /// True where the articles were read with the sentences that comparing their versions needs.
    pub compares: bool,
}

/// One article as it was read. Its diagnostics are reported again each time it is used.
pub(crate) struct CachedArticle {
    stamp: Option<u64>,
    /// `None` for a draft, and for a file that could not be read, which has no stamp.
    pub text: Checked<Option<ArticleText>>,
    /// The hashes by which translations name the file, where it is kept back; a translation is not published without its source.
    pub kept_back: Option<Vec<String>>,
}

impl CachedArticle {
    /// An article that was read when its file had this stamp.
    pub(crate) fn new(
        stamp: Option<u64>,
        text: Checked<Option<ArticleText>>,
        kept_back: Option<Vec<String>>,
    ) -> Self {
        Self { stamp, text, kept_back }
    }
}

/// The messages of a site's locales.
pub(crate) struct CachedStrings {
    /// The locales and their fallback chains: the messages depend on them as well as on the files.
    pub key: Vec<(Locale, Vec<Locale>)>,
    /// The messages.
    pub words: Arc<Messages>,
    /// The diagnostics about their files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// Invalidates what depends on a file that changed, appeared or was deleted.
    pub(crate) fn invalidate(&mut self, path: &SourcePath) {
        match path.root {
            Root::Content if self.articles.contains_key(path) => drop(self.changed.insert(path.clone())),
            Root::Content => {}
            Root::Locales => {
                self.words = None;
                self.changed_beside = true;
            }
            Root::Themes => self.look = None,
            Root::Site => {}
        }
    }

    /// Invalidates everything, where it is unknown which files changed. An article is used again only if its stamp still matches.
    pub(crate) fn invalidate_all(&mut self) {
        self.in_doubt = true;
        self.words = None;
        self.look = None;
    }

    /// Drops all articles if they were segmented by the rules of another source locale, or have no sentences although `compares`
    /// needs them.
    pub(crate) fn believe_only_of(&mut self, source: &Locale, compares: bool) {
        let had_sentences = std::mem::replace(&mut self.compares, compares);
        let lacks_sentences = compares && !had_sentences;
        if self.source.as_ref() != Some(source) || lacks_sentences {
            self.articles.clear();
            self.changed_beside = true;
            self.source = Some(source.clone());
        }
    }

    /// The cached article, if it is still valid.
    pub(crate) fn article(&self, sources: &dyn Sources, path: &SourcePath) -> Option<Arc<CachedArticle>> {
        let known = self.articles.get(path).filter(|_| !self.changed.contains(path))?;
        let is_valid = !self.in_doubt || (known.stamp.is_some() && sources.stamp(path) == known.stamp);
        is_valid.then(|| Arc::clone(known))
    }

    /// Replaces all cached articles by these, and ends every invalidation.
    pub(crate) fn keep(&mut self, articles: FxHashMap<SourcePath, Arc<CachedArticle>>) {
        self.articles = articles;
        self.changed.clear();
        (self.in_doubt, self.changed_beside) = (false, false);
    }

    /// The articles that changed, as they were before; `None` where more than known articles may have changed.
    pub(crate) fn changed(&self) -> Option<Vec<(SourcePath, Arc<CachedArticle>)>> {
        if self.in_doubt || self.changed_beside {
            return None;
        }
        let known = |path: &SourcePath| Some((path.clone(), Arc::clone(self.articles.get(path)?)));
        self.changed.iter().map(known).collect()
    }

    /// Replaces the changed articles by these.
    pub(crate) fn renew(&mut self, articles: Vec<(SourcePath, Arc<CachedArticle>)>) {
        self.articles.extend(articles);
        self.changed.clear();
    }

    /// The diagnostics about one file from when it was read.
    pub(crate) fn diagnostics_of(&self, path: &SourcePath) -> &[Diagnostic] {
        self.articles.get(path).map_or(&[], |known| &known.text.diagnostics)
    }
}
