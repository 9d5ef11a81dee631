//! Owns taking another text of an article into a library that is put together already, where nothing else depends on the difference.
//!
//! An author changes one text at a time, and mostly sentences. Everything is decided from summaries, so where those parts of them
//! that decide anything are the same, only the article itself is compared with its source anew.

use std::sync::Arc;

use super::{ArticleId, Library, LibraryArticle, Version};
use crate::parse::article::{Side, Summary};
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::outline::Outline;

impl Library {
    /// Puts a summary in the place of the one of the same file. Nothing is returned, and nothing certain about the library, where
    /// more than the article itself may depend on the difference: all has to be put together anew then.
    #[must_use]
    pub fn amend(&mut self, summary: &Arc<Summary>) -> Option<()> {
        let (article, locale) = self.place_of(summary)?;
        let entry = &mut self.articles[article];
        let old = entry.versions[locale].clone()?;
        let stays_in_place = old.summary.file_hashes == summary.file_hashes
            || locale != self.source
            || !self.is_sought(&old.summary) && !self.is_sought(summary);
        let entry = &mut self.articles[article];
        let is_composed = |version: &Option<Version>| {
            version.as_ref().is_some_and(|version| version.summary.composed.is_some())
        };
        let is_bilingual = |summary: &Summary| summary.source_fingerprint.is_some();
        // What is put together from catalogs is made from the text of its source.
        if !stays_in_place
            || is_bilingual(&old.summary) != is_bilingual(summary)
            || entry.versions.iter().any(is_composed)
        {
            return None;
        }
        // A translation that is kept back, and one that may be now, is for all to be decided anew.
        if self.has_threshold {
            return None;
        }
        let before = entry.versions.clone();
        entry.versions[locale] = Some(Version { summary: Arc::clone(summary), ..old });
        entry.settle(self.source, &self.history);
        same_decisions(&before, &entry.versions).then_some(())
    }

    fn place_of(&self, summary: &Summary) -> Option<(ArticleId, usize)> {
        let is_here = |version: &Option<Version>| {
            let version = version.as_ref().filter(|version| version.side == Side::Target);
            version.is_some_and(|version| version.summary.path == summary.path)
        };
        let place = |(id, article): (ArticleId, &LibraryArticle)| {
            Some((id, article.versions.iter().position(is_here)?))
        };
        self.articles.iter().enumerate().find_map(place)
    }
}

/// True where everything that plans read of an article's versions is the same.
fn same_decisions(before: &[Option<Version>], after: &[Option<Version>]) -> bool {
    before.iter().zip(after).all(|versions| match versions {
        (Some(before), Some(after)) => {
            before.side == after.side
                && same_keys(&before.summary.front_matter, &after.summary.front_matter)
                && same_includes(before.outline(), after.outline())
        }
        (before, after) => before.is_none() && after.is_none(),
    })
}

/// Titles and descriptions decide nothing: they are read where they are drawn.
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
