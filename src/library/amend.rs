//! Owns the replacement of article texts in a library that is already built, where nothing else depends on the difference.
//!
//! An author changes one text at a time, and mostly its sentences. All decisions are made from summaries. Where the parts of the
//! summaries that decisions depend on are the same, only the article itself is compared with its source again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ArticleId, Library, LibraryArticle, LocaleId, Version};
use crate::parse::article::{Side, Summary};
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::outline::Outline;
use crate::units::text::ArticleText;

/// The articles that changed texts affect, each in its new form. Only [`Library::amendment`] makes one, so that a library is either
/// amended completely or left unchanged.
#[derive(Debug)]
pub(crate) struct Amendment {
    articles: BTreeMap<ArticleId, LibraryArticle>,
}

impl Library {
    /// The changes from new texts of some files; `None` where more than their own articles may depend on the difference, so that the
    /// library has to be rebuilt. The caller handles articles that catalogs compose from a changed source.
    #[must_use]
    pub(crate) fn amendment(&self, texts: &[ArticleText]) -> Option<Amendment> {
        // Whether a translation is withheld is decided in a full build.
        if self.has_threshold {
            return None;
        }
        let mut articles = BTreeMap::new();
        for text in texts {
            let (id, locale) = self.place_of(&text.summary)?;
            let entry = articles.entry(id).or_insert_with(|| LibraryArticle::clone(&self.articles[id]));
            *entry = self.amended(entry, locale, text)?;
        }
        Some(Amendment { articles })
    }

    /// Replaces the articles of the library by those of an amendment.
    pub(crate) fn apply(&mut self, amendment: Amendment) {
        for (id, article) in amendment.articles {
            if let Some(place) = self.articles.get_mut(id) {
                *place = Arc::new(article);
            }
        }
    }

    /// An article with a new text of one version; `None` where a plan may depend on the difference.
    fn amended(
        &self,
        article: &LibraryArticle,
        locale: LocaleId,
        text: &ArticleText,
    ) -> Option<LibraryArticle> {
        let old = article.versions.get(locale)?.as_ref()?;
        let summary = &text.summary;
        let stays_in_place = old.details.file_hashes == text.details.file_hashes
            || locale != self.source
            || !self.is_sought(&old.details) && !self.is_sought(&text.details);
        let is_bilingual = |summary: &Summary| summary.source_fingerprint.is_some();
        if !stays_in_place || is_bilingual(&old.summary) != is_bilingual(summary) {
            return None;
        }
        let mut amended = article.clone();
        amended.versions[locale] = Some(Version::new(text.clone(), old.side));
        amended.settle(self.source, &self.history);
        same_decisions(&article.versions, &amended.versions).then_some(amended)
    }

    fn place_of(&self, summary: &Summary) -> Option<(ArticleId, LocaleId)> {
        let is_here = |version: &Option<Version>| {
            let version = version.as_ref().filter(|version| version.side == Side::Target);
            version.is_some_and(|version| version.summary.path == summary.path)
        };
        let mut articles = self.articles.iter().enumerate();
        articles.find_map(|(id, article)| Some((id, article.versions.iter().position(is_here)?)))
    }
}

/// True where everything that plans read of an article's versions is the same.
fn same_decisions(before: &[Option<Version>], after: &[Option<Version>]) -> bool {
    before.iter().zip(after).all(|versions| match versions {
        (Some(before), Some(after)) => {
            before.side == after.side
                && before.summary.address_keys == after.summary.address_keys
                && before.summary.front_matter.title.is_some() == after.summary.front_matter.title.is_some()
                && same_keys(&before.summary.front_matter, &after.summary.front_matter)
                && same_includes(before.outline(), after.outline())
        }
        (before, after) => before.is_none() && after.is_none(),
    })
}

/// True where front matter is the same except for title and description, which are read only when pages are rendered.
fn same_keys(before: &FrontMatter, after: &FrontMatter) -> bool {
    let deciding = |front_matter: &FrontMatter| {
        let mut deciding = FrontMatter { title: None, description: None, ..front_matter.clone() };
        deciding.params.retain(|key, _| !matches!(key.as_str(), "title" | "description"));
        deciding
    };
    before == after || deciding(before) == deciding(after)
}

fn same_includes(before: &Outline, after: &Outline) -> bool {
    let targets =
        |outline: &Outline| outline.includes.iter().map(|include| include.target.clone()).collect::<Vec<_>>();
    targets(before) == targets(after)
}
