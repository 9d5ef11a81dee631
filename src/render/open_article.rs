//! Owns open articles: texts that are read and parsed once, for everything that is made of them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::library::{ArticleId, Version};
use crate::parse::article::{Article, Summary};
use crate::source::Sources;

/// One text of one article, read and parsed.
#[derive(Debug)]
pub(crate) struct OpenArticle {
    /// The whole file.
    pub text: String,
    /// Its two sides; the document of each is parsed on first use.
    pub article: Article,
}

/// The texts of one article while pages, exports and search entries are made of them. Those of other articles, such as what it
/// includes, are opened too, but not kept: a visit holds no more than one article in all its locales.
pub(crate) struct ArticleVisit<'a> {
    sources: &'a dyn Sources,
    article: Option<ArticleId>,
    open: RefCell<Vec<(Arc<Summary>, Rc<OpenArticle>)>>,
}

impl<'a> ArticleVisit<'a> {
    /// Begins a visit. Without an article, nothing is kept.
    pub(crate) fn new(sources: &'a dyn Sources, article: Option<ArticleId>) -> Self {
        Self { sources, article, open: RefCell::default() }
    }

    /// The sources that files are read from.
    pub(crate) fn sources(&self) -> &'a dyn Sources {
        self.sources
    }

    /// A text of an article; `None` where its file cannot be read. The text of a reconstructed source is that of the translation that
    /// it is reconstructed from.
    pub(crate) fn open(&self, article: ArticleId, version: &Version) -> Option<Rc<OpenArticle>> {
        let known = self
            .open
            .borrow()
            .iter()
            .find(|(own, _)| Arc::ptr_eq(own, &version.summary))
            .map(|(_, open)| Rc::clone(open));
        if known.is_some() {
            return known;
        }
        let text = version.text(self.sources)?;
        let parsed =
            Article::body_of(&version.summary, &text).with_inline_texts(version.summary.inline_texts.clone());
        let open = Rc::new(OpenArticle { article: parsed, text });
        if self.article == Some(article) {
            self.open.borrow_mut().push((Arc::clone(&version.summary), Rc::clone(&open)));
        }
        Some(open)
    }
}
