//! Owns the data of one text of an article: the summary of its file, and what it is compared with other texts by.

use std::ops::Range;
use std::sync::Arc;

use super::unit::{SourceHash, State};
use crate::locale::Locale;
use crate::parse::article::Summary;
use crate::source::{Sources, into_text};

/// One text of an article as it was read. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct ArticleText {
    /// The summary of its file.
    pub summary: Arc<Summary>,
    /// What it is compared with other texts by.
    pub details: Arc<TextDetails>,
}

/// What the summary of a text does not hold: its sentences, and the composed article if no file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextDetails {
    /// The sentences of the source text; empty in a plain translation, which does not have it.
    pub sentences: Vec<SourceSentence>,
    /// The texts of the sentences and hashes of their translations, for runs that need them.
    pub texts: Option<Texts>,
    /// The sentences of a bilingual translation that are still their source.
    pub copied: Vec<OwnSentence>,
    /// The sentences of a plain translation that would be untranslated if the source had them too.
    pub own: Vec<OwnSentence>,
    /// The SHA-1 and SHA-256 of a plain file with CRLF and with LF line ends, in hexadecimal: what `ms.openlocfilehash` of its
    /// translations repeats. Empty in a bilingual file, which is no source.
    pub file_hashes: Vec<String>,
    /// The text of an article that no file holds; the summary's path is then that of a catalog.
    pub composed: Option<Composed>,
}

/// The texts of an article's sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    /// The source text of each sentence that is not shared, in order, normalised.
    pub sources: Arc<[Box<str>]>,
    /// For each unit, a hash of its translation; 0 where there is none.
    pub targets: Vec<u64>,
}

/// One sentence of a source text, without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceSentence {
    /// The hash of the normalised text.
    pub hash: SourceHash,
    /// The number of its words.
    pub words: u16,
    /// The unit of a bilingual article that it belongs to; absent where the text was not translated.
    pub unit: Option<u32>,
    /// True for the second and further units that share one sentence, which is counted once.
    pub shared: bool,
}

/// A sentence that stands in a translation, by the hash that it has or would have in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OwnSentence {
    /// The hash of its text.
    pub hash: SourceHash,
    /// Where it begins and ends in the file.
    pub place: (u32, u32),
}

impl OwnSentence {
    /// A sentence at a place in its file.
    pub(crate) fn new(hash: SourceHash, place: &Range<usize>) -> Self {
        let number = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { hash, place: (number(place.start), number(place.end)) }
    }

    /// Where it stands in its file.
    pub(crate) fn range(&self) -> Range<usize> {
        self.place.0 as usize..self.place.1 as usize
    }
}

/// An article put together from catalogs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Composed {
    /// The article in side-by-side form.
    pub text: String,
    /// The units of the body, in order.
    pub units: Vec<ComposedUnit>,
}

/// What catalogs say of one sentence of a composed article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComposedUnit {
    /// The locale of its text, where that differs from the article's.
    pub foreign: Option<Locale>,
    /// The state of its translation.
    pub state: State,
    /// Its name in the catalogs.
    pub key: String,
    /// Who or what made it, as its catalog has it.
    pub origin: Option<String>,
}

impl Composed {
    /// How many sentences have no text in the article's own language.
    pub(crate) fn untranslated(&self) -> usize {
        self.units.iter().filter(|unit| unit.foreign.is_some()).count()
    }
}

impl ArticleText {
    /// A text with its details.
    pub(crate) fn new(summary: Summary, details: TextDetails) -> Self {
        Self { summary: Arc::new(summary), details: Arc::new(details) }
    }

    /// The whole text; `None` where its file cannot be read.
    pub(crate) fn text(&self, sources: &dyn Sources) -> Option<String> {
        match &self.details.composed {
            Some(composed) => Some(composed.text.clone()),
            None => sources.read(&self.summary.path).bytes().map(into_text),
        }
    }

    /// How many sentences of the body have no text in the article's own language.
    pub(crate) fn untranslated(&self) -> usize {
        self.details.composed.as_ref().map_or(self.summary.untranslated, Composed::untranslated)
    }
}
