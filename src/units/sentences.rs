//! Owns the sentences of source texts, by which a source and its translations are compared. Equal source texts are segmented only
//! once, however many translations carry them.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use super::copied::{copied_units, needs_translation};
use super::segment::{BlockKind, Segmenter, blocks, blocks_of};
use super::text::{OwnSentence, SourceSentence, TextDetails, Texts};
use super::unit::{SourceHash, normalised, source_hash, words};
use crate::parse::article::{Article, Side, Summary};
use crate::parse::side_by_side::Unit;
use crate::parse::text_map::TextMap;
use crate::source::Fingerprint;

/// Segments source texts of one language and caches the results.
#[derive(Debug)]
pub(crate) struct Sentences {
    segmenter: Segmenter,
    keeps_texts: bool,
    known: Mutex<FxHashMap<Fingerprint, Arc<Cut>>>,
}

/// One source body, segmented.
#[derive(Debug)]
struct Cut {
    places: Vec<SentencePosition>,
    /// The normalised text of each; empty where texts are not kept.
    texts: Arc<[Box<str>]>,
}

#[derive(Debug)]
struct SentencePosition {
    range: Range<usize>,
    hash: SourceHash,
    words: u16,
}

impl Sentences {
    /// For a run that compares sentences by their hashes.
    pub(crate) fn new(segmenter: Segmenter) -> Self {
        Self { segmenter, keeps_texts: false, known: Mutex::default() }
    }

    /// For a run that also needs the texts of the sentences.
    pub(crate) fn with_texts(segmenter: Segmenter) -> Self {
        Self { keeps_texts: true, ..Self::new(segmenter) }
    }

    /// What an article is compared by: its hashes as a source file and its sentences. Those of a bilingual article are from its source
    /// side, those of a plain one from its text. Alternative texts of pictures are left out: a bilingual article has only translated ones.
    pub(crate) fn details(&self, article: &Article, summary: &Summary) -> TextDetails {
        let cut = self.cut(article, summary.source_fingerprint);
        let texts = || Texts { sources: Arc::clone(&cut.texts), targets: targets(article) };
        TextDetails {
            sentences: placed(article, &cut.places),
            texts: self.keeps_texts.then(texts),
            composed: None,
            copied: Vec::new(),
            own: Vec::new(),
            file_hashes: article.file_hashes(),
        }
    }

    /// The details of a translation into another language. Sentences of it that are still the source count as not translated.
    pub(crate) fn details_of_translation(&self, article: &Article, summary: &Summary) -> TextDetails {
        if summary.source_fingerprint.is_none() {
            return TextDetails { own: self.own(article), ..TextDetails::default() };
        }
        let mut details = self.details(article, summary);
        let copied: FxHashMap<usize, OwnSentence> = copied_units(article).collect();
        if copied.is_empty() {
            return details;
        }
        for sentence in &mut details.sentences {
            sentence.unit = sentence.unit.filter(|unit| !copied.contains_key(&(*unit as usize)));
        }
        details.copied = copied.into_values().collect();
        details.copied.sort_by_key(|own| own.place);
        details
    }

    /// The sentences of a plain translation that a source may have too, cut as the source is.
    fn own(&self, article: &Article) -> Vec<OwnSentence> {
        let body = article.body(Side::Target);
        let ranges = self.sentences(article).into_iter();
        let prose = ranges.filter(|range| needs_translation(&body[range.clone()]));
        prose
            .map(|range| {
                let start = article.target_body;
                OwnSentence::new(source_hash(&body[range.clone()]), &(range.start + start..range.end + start))
            })
            .collect()
    }

    fn cut(&self, article: &Article, fingerprint: Option<Fingerprint>) -> Arc<Cut> {
        let body = article.body(Side::Source);
        let fingerprint = fingerprint.unwrap_or_else(|| Fingerprint::of(body.trim_end().as_bytes()));
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cut) = known().get(&fingerprint) {
            return Arc::clone(cut);
        }
        let cut = Arc::new(self.cut_anew(article));
        known().insert(fingerprint, Arc::clone(&cut));
        cut
    }

    /// The byte ranges of the sentences in the body of the source text. The article's parsed document is reused where it has the same
    /// text as the body.
    fn sentences(&self, article: &Article) -> Vec<Range<usize>> {
        let body = article.body(Side::Source);
        let is_plain = article.sides.units.is_empty();
        let document = article.document(if is_plain { Side::Target } else { Side::Source });
        let blocks = if is_plain {
            // The document's places count from the start of the file.
            blocks_of(&article.sides.target, document, &document.map, &self.segmenter)
        } else if document.is_as_written(body) {
            blocks_of(body, document, &TextMap::same(), &self.segmenter)
        } else {
            blocks(body, &self.segmenter)
        };
        let start = if is_plain { article.target_body } else { 0 };
        let spoken = blocks.into_iter().filter(|block| block.kind != BlockKind::Picture);
        spoken.flat_map(|block| block.units).map(|unit| unit.start - start..unit.end - start).collect()
    }

    fn cut_anew(&self, article: &Article) -> Cut {
        let body = article.body(Side::Source);
        let place = |range: Range<usize>| {
            let text = &body[range.clone()];
            SentencePosition {
                hash: source_hash(text),
                words: u16::try_from(words(text)).unwrap_or(u16::MAX),
                range,
            }
        };
        let places: Vec<SentencePosition> = self.sentences(article).into_iter().map(place).collect();
        let kept = if self.keeps_texts { &places[..] } else { &[] };
        let texts =
            kept.iter().map(|place| normalised(&body[place.range.clone()]).into_boxed_str()).collect();
        Cut { places, texts }
    }
}

/// The sentences, each with the unit that it belongs to.
fn placed(article: &Article, places: &[SentencePosition]) -> Vec<SourceSentence> {
    let units = &article.sides.units;
    let mut sentences = Vec::with_capacity(units.len().max(places.len()));
    for place in places {
        let (start, end) = (place.range.start + article.source_body, place.range.end + article.source_body);
        let first = units.partition_point(|unit| unit.source.end <= start);
        let covered = units[first..].iter().take_while(|unit| unit.source.start < end).count();
        let is_translated = units[first..first + covered].iter().any(|unit| !unit.target.is_empty());
        let sentence = |unit: Option<usize>, shared: bool| SourceSentence {
            hash: place.hash,
            words: place.words,
            unit: unit.and_then(|unit| u32::try_from(unit).ok()),
            shared,
        };
        sentences.push(sentence(is_translated.then_some(first), false));
        sentences.extend((first + 1..first + covered).map(|unit| sentence(Some(unit), true)));
    }
    sentences
}

/// A hash of each unit's translation; 0 for an empty one.
fn targets(article: &Article) -> Vec<u64> {
    let target = |unit: &Unit| {
        let text = normalised(&article.sides.target[unit.target.clone()]);
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        if text.is_empty() { 0 } else { hasher.finish() }
    };
    article.sides.units.iter().map(target).collect()
}
