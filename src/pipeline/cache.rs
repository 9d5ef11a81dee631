//! Owns what one run remembers for the next: values that depend on single files, kept until the host says that a file changed.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::theme::Theme;
use crate::diagnostics::{Checked, Diagnostic};
use crate::locale::Locale;
use crate::messages::interface::Messages;
use crate::source::{Root, SourcePath, Sources};
use crate::units::text::ArticleText;

/// Summaries, words and theme of the last run. Empty, it makes a run read everything.
#[derive(Default)]
pub struct Cache {
    articles: FxHashMap<SourcePath, Arc<CachedArticle>>,
    pub words: Option<CachedStrings>,
    pub look: Option<Arc<Theme>>,
    in_doubt: bool,
    /// Articles that were forgotten since.
    changed: FxHashSet<SourcePath>,
    /// True where something was forgotten that a plan is made of beside articles.
    changed_beside: bool,
    /// The source locale of the last run: sentences are cut by its rules.
    source: Option<Locale>,
    /// True where the articles were read with all that their versions are compared by.
    pub compares: bool,
}

/// One article as it was read. What was told about it is told again each time it is used.
pub struct CachedArticle {
    stamp: Option<u64>,
    /// Nothing for a draft, and for what could not be read.
    pub text: Checked<Option<ArticleText>>,
}

impl CachedArticle {
    /// An article that was read when its file bore this stamp.
    pub fn new(stamp: Option<u64>, text: Checked<Option<ArticleText>>) -> Self {
        Self { stamp, text }
    }
}

/// The words of a site's locales.
pub struct CachedStrings {
    /// The locales and their chains: the words depend on them as well as on the files.
    pub key: Vec<(Locale, Vec<Locale>)>,
    /// The words.
    pub words: Arc<Messages>,
    /// What was told about them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// A file changed, came or went.
    pub fn invalidate(&mut self, path: &SourcePath) {
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

    /// Nobody can say which files changed: each is compared with its stamp before it is believed again.
    pub fn invalidate_all(&mut self) {
        self.in_doubt = true;
        self.words = None;
        self.look = None;
    }

    /// Forgets all articles where they were cut by the rules of another source locale, or not at all and have to be.
    pub fn believe_only_of(&mut self, source: &Locale, compares: bool) {
        let had_sentences = std::mem::replace(&mut self.compares, compares);
        let lacks_sentences = compares && !had_sentences;
        if self.source.as_ref() != Some(source) || lacks_sentences {
            self.articles.clear();
            self.changed_beside = true;
            self.source = Some(source.clone());
        }
    }

    /// What is remembered of an article, if that can be believed.
    pub fn article(&self, sources: &dyn Sources, path: &SourcePath) -> Option<Arc<CachedArticle>> {
        let known = self.articles.get(path).filter(|_| !self.changed.contains(path))?;
        let is_believed = !self.in_doubt || (known.stamp.is_some() && sources.stamp(path) == known.stamp);
        is_believed.then(|| Arc::clone(known))
    }

    /// Remembers these articles and no others.
    pub fn keep(&mut self, articles: FxHashMap<SourcePath, Arc<CachedArticle>>) {
        self.articles = articles;
        self.changed.clear();
        (self.in_doubt, self.changed_beside) = (false, false);
    }

    /// The articles that changed, each as it was; nothing where that is not all that a plan is made of.
    pub fn changed(&self) -> Option<Vec<(SourcePath, Arc<CachedArticle>)>> {
        if self.in_doubt || self.changed_beside {
            return None;
        }
        let known = |path: &SourcePath| Some((path.clone(), Arc::clone(self.articles.get(path)?)));
        self.changed.iter().map(known).collect()
    }

    /// Remembers these articles in place of those that changed.
    pub fn renew(&mut self, articles: Vec<(SourcePath, Arc<CachedArticle>)>) {
        self.articles.extend(articles);
        self.changed.clear();
    }

    /// What was told about one file when it was read.
    pub fn diagnostics_of(&self, path: &SourcePath) -> &[Diagnostic] {
        self.articles.get(path).map_or(&[], |known| &known.text.diagnostics)
    }
}
