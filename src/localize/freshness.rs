//! Owns freshness: whether a translation still says what its source says, told sentence by sentence where it carries its source,
//! else by the hash of the source file.

use rustc_hash::FxHashMap;

use super::alignment::{Origin, Sentence, align, severity};
use super::segment::{BlockKind, Segmenter, blocks};
use super::unit::{SourceHash, source_hash, words};
use crate::parse::article::{Article, Side, SourceSentence, Summary};
use crate::parse::front_matter::Severity;

/// How a translation stands to the source that the library has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// The text is the source, or was made from the source as it is.
    #[default]
    Fresh,
    /// The source has changed.
    Stale {
        /// So many sentences of the source changed; 0 where only the file's hash tells.
        changed: u32,
        /// Of so many.
        count: u32,
    },
    /// Nothing tells.
    Unknown,
}

impl Freshness {
    /// How a translation stands to the article's source. `side` is the side of `source` that is the source's text.
    pub fn of(translation: &Summary, source: &Summary, side: Side) -> Self {
        if said(source, side) == Some(Severity::None) {
            return Freshness::Fresh;
        }
        if translation.source_fingerprint.is_some() {
            if side == Side::Source && translation.source_fingerprint == source.source_fingerprint {
                return Freshness::Fresh;
            }
            return by_sentences(translation, source);
        }
        let Some(hash) = &translation.front_matter.source_hash else { return Freshness::Unknown };
        let same = match side {
            Side::Target => source.file_hashes.contains(hash),
            Side::Source => source.front_matter.source_hash.as_ref() == Some(hash),
        };
        if same { Freshness::Fresh } else { Freshness::Stale { changed: 0, count: 0 } }
    }
}

/// What the author says about the last change of a source. A source that was put back together has nobody who could say.
pub fn said(source: &Summary, side: Side) -> Option<Severity> {
    source.front_matter.last_change.filter(|_| side == Side::Target)
}

fn by_sentences(translation: &Summary, source: &Summary) -> Freshness {
    let stale = stale_units(translation, source).len();
    let missing = unmatched(&source.sentences, &translation.sentences).count();
    let count = source.sentences.iter().filter(|sentence| !sentence.shared).count();
    match stale.max(missing) {
        0 => Freshness::Fresh,
        changed => Freshness::Stale { changed: number(changed), count: number(count) },
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The units of a translation whose source is no longer in the source, in order.
pub fn stale_units(translation: &Summary, source: &Summary) -> Vec<u32> {
    let units = unmatched(&translation.sentences, &source.sentences).filter_map(|sentence| sentence.unit);
    let mut units: Vec<u32> = units.collect();
    units.dedup();
    units
}

/// The sentences of one text that another has not, or has less often.
pub fn unmatched<'a>(
    sentences: &'a [SourceSentence],
    others: &[SourceSentence],
) -> impl Iterator<Item = &'a SourceSentence> {
    let mut left: FxHashMap<SourceHash, usize> = FxHashMap::default();
    for other in others.iter().filter(|other| !other.shared) {
        *left.entry(other.hash).or_default() += 1;
    }
    sentences.iter().filter(move |sentence| match left.get_mut(&sentence.hash) {
        Some(_) if sentence.shared => false,
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// The sentences that an article's source text is made of, as both a source and its translations are compared by: the source
/// side of a bilingual article, the text of a plain one. Alternative texts of pictures are left out: a bilingual article has only
/// the translated ones.
pub fn sentences(article: &Article, segmenter: &Segmenter) -> Vec<SourceSentence> {
    let units = &article.sides.units;
    let body = article.body(Side::Source);
    let mut sentences = Vec::with_capacity(units.len());
    let spoken = blocks(body, segmenter).into_iter().filter(|block| block.kind != BlockKind::Picture);
    for range in spoken.flat_map(|block| block.units) {
        let text = &body[range.clone()];
        let (start, end) = (range.start + article.source_body, range.end + article.source_body);
        let first = units.partition_point(|unit| unit.source.end <= start);
        let covered = units[first..].iter().take_while(|unit| unit.source.start < end).count();
        let is_translated = units[first..first + covered].iter().any(|unit| !unit.target.is_empty());
        let hash = source_hash(text);
        let words = u16::try_from(words(text)).unwrap_or(u16::MAX);
        let sentence = |unit: Option<usize>, shared: bool| SourceSentence {
            hash,
            words,
            unit: unit.and_then(|unit| u32::try_from(unit).ok()),
            shared,
        };
        sentences.push(sentence(is_translated.then_some(first), false));
        sentences.extend((first + 1..first + covered).map(|unit| sentence(Some(unit), true)));
    }
    sentences
}

/// What became of the source of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The source as it is now; absent where the sentence is gone.
    pub source: Option<String>,
    /// How much the change weighs.
    pub severity: Severity,
}

impl Change {
    /// True for a change that readers are to know about.
    pub fn is_major(&self) -> bool {
        self.severity == Severity::Major
    }
}

/// For each unit of a translation, what became of its source since; nothing where it stands. What the author `said` about the
/// weight of the change holds for all of them.
pub fn changes(
    translation: &Article,
    source: &str,
    segmenter: &Segmenter,
    said: Option<Severity>,
) -> Vec<Option<Change>> {
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
    let mut changes: Vec<Option<Change>> =
        vec![Some(Change { source: None, severity: said.unwrap_or(Severity::Major) }); olds.len()];
    for (at, origin) in align(&old, &new).into_iter().enumerate() {
        match origin {
            Origin::Same(unit) | Origin::Part(unit) => changes[unit] = None,
            Origin::Changed(unit) => {
                let severity = said.unwrap_or_else(|| severity(olds[unit], news[at]));
                changes[unit] = Some(Change { source: Some(news[at].to_owned()), severity });
            }
            Origin::New => {}
        }
    }
    changes
}
