//! Owns freshness: whether a translation is up to date with its source, compared sentence by sentence where it carries its source,
//! else by the hash of the source file.

use rustc_hash::FxHashMap;

use crate::parse::article::{Article, Side, Summary};
use crate::parse::front_matter::ChangeWeight;
use crate::source::History;
use crate::units::alignment::{Continuation, Sentence, align, severity};
use crate::units::segment::{Segmenter, blocks};
use crate::units::text::{ArticleText, SourceSentence};
use crate::units::unit::SourceHash;

/// Whether a translation is up to date with the source in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Freshness {
    /// The text is the source, or was made from the source as it is.
    #[default]
    Fresh,
    /// The source has changed.
    Stale {
        /// The number of changed sentences of the source; 0 where only the hash or the history of the file shows the change.
        changed: u32,
        /// The number of all sentences of the source; 0 where `changed` is unknown.
        count: u32,
    },
    /// There is nothing to compare by.
    Unknown,
}

impl Freshness {
    /// The freshness of a translation against the article's source. `side` is the side of `original` that is the source text. A plain
    /// translation without the hash of its source is compared by the history of the files.
    pub(crate) fn of(version: &ArticleText, original: &ArticleText, side: Side, history: &History) -> Self {
        let (translation, source) = (&version.summary, &original.summary);
        if declared_weight(source, side) == Some(ChangeWeight::None) {
            return Freshness::Fresh;
        }
        if translation.source_fingerprint.is_some() {
            if side == Side::Source && translation.source_fingerprint == source.source_fingerprint {
                return Freshness::Fresh;
            }
            return by_sentences(&version.details.sentences, &original.details.sentences);
        }
        let same = match (&translation.front_matter.source_hash, side) {
            (Some(hash), Side::Target) => Some(original.details.file_hashes.contains(hash)),
            (Some(hash), Side::Source) => Some(source.front_matter.source_hash.as_ref() == Some(hash)),
            (None, Side::Target) => history.follows(&translation.path, &source.path),
            (None, Side::Source) => None,
        };
        match same {
            Some(true) => Freshness::Fresh,
            Some(false) => Freshness::Stale { changed: 0, count: 0 },
            None => Freshness::Unknown,
        }
    }
}

/// The weight that the author declares for the last change of a source; `None` for a reconstructed source.
pub(crate) fn declared_weight(source: &Summary, side: Side) -> Option<ChangeWeight> {
    source.front_matter.last_change.filter(|_| side == Side::Target)
}

fn by_sentences(translation: &[SourceSentence], source: &[SourceSentence]) -> Freshness {
    let stale = stale_units(translation, source).len();
    let missing = unmatched(source, translation).count();
    let count = source.iter().filter(|sentence| !sentence.shared).count();
    match stale.max(missing) {
        0 => Freshness::Fresh,
        changed => Freshness::Stale { changed: number(changed), count: number(count) },
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The units of a translation whose source is no longer in the source, in order.
pub(crate) fn stale_units(translation: &[SourceSentence], source: &[SourceSentence]) -> Vec<u32> {
    let units = unmatched(translation, source).filter_map(|(_, sentence)| sentence.unit);
    let mut units: Vec<u32> = units.collect();
    units.dedup();
    units
}

/// The sentences of one text that another does not have, or has less often, with their indices.
pub(crate) fn unmatched<'a>(
    sentences: &'a [SourceSentence],
    others: &[SourceSentence],
) -> impl Iterator<Item = (usize, &'a SourceSentence)> {
    let mut left: FxHashMap<SourceHash, usize> = FxHashMap::default();
    for other in others.iter().filter(|other| !other.shared) {
        *left.entry(other.hash).or_default() += 1;
    }
    sentences.iter().enumerate().filter(move |(_, sentence)| match left.get_mut(&sentence.hash) {
        Some(_) if sentence.shared => false,
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// How the source of one unit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceChange {
    /// The current source text; absent where the sentence was removed.
    pub source: Option<String>,
    /// How severe the change is.
    pub severity: ChangeWeight,
}

impl SourceChange {
    /// True for a change that readers are informed about.
    pub(crate) fn is_major(&self) -> bool {
        self.severity == ChangeWeight::Major
    }
}

/// For each unit of a translation, how its source changed since; `None` where it did not. `declared` is the weight that the author
/// declares for the change ([`declared_weight`]), which applies to all units.
pub(crate) fn changes(
    translation: &Article,
    source: &str,
    segmenter: &Segmenter,
    declared: Option<ChangeWeight>,
) -> Vec<Option<SourceChange>> {
    let olds: Vec<&str> =
        (0..translation.sides.units.len()).map(|unit| translation.unit_source(unit)).collect();
    let news: Vec<&str> = blocks(source, segmenter)
        .into_iter()
        .flat_map(|block| block.units)
        .map(|range| &source[range])
        .collect();
    let old =
        |text: &&str| Sentence::new(text, segmenter.sentences(text).into_iter().map(|range| &text[range]));
    let old: Vec<Sentence> = olds.iter().map(old).collect();
    let new: Vec<Sentence> = news.iter().map(|text| Sentence::new(text, [])).collect();
    let removed = SourceChange { source: None, severity: declared.unwrap_or(ChangeWeight::Major) };
    let mut changes: Vec<Option<SourceChange>> = vec![Some(removed); olds.len()];
    for (at, origin) in align(&old, &new).into_iter().enumerate() {
        match origin {
            Continuation::Same(unit) | Continuation::Part(unit) => changes[unit] = None,
            Continuation::Changed(unit) => {
                let severity = declared.unwrap_or_else(|| severity(olds[unit], news[at]));
                changes[unit] = Some(SourceChange { source: Some(news[at].to_owned()), severity });
            }
            Continuation::New => {}
        }
    }
    changes
}

#[cfg(test)]
mod tests;
