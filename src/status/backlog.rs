//! Owns the backlog: what is left to translate, by its similarity to what the locale has already translated.

use rapidfuzz::fuzz::{Args, ratio_with_args};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Amount;
use crate::library::Library;
use crate::units::unit::SourceHash;

/// The similarity bands that translators are paid by, in percent: from and to, inclusive.
pub(crate) const BANDS: [(u8, u8); 3] = [(95, 99), (85, 94), (75, 84)];

/// Missing and stale sentences, each counted in one category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// Translated elsewhere in the locale, word for word.
    pub memory: Amount,
    /// Not translated, and already counted for another article.
    pub repeated: Amount,
    /// Similar to something that is translated, in the order of [`BANDS`].
    pub fuzzy: [Amount; BANDS.len()],
    /// Not similar to anything that is translated.
    pub new: Amount,
}

impl Backlog {
    /// All of it.
    pub(crate) fn total(&self) -> Amount {
        let mut total = Amount::default();
        let parts = [self.memory, self.repeated, self.new];
        parts.into_iter().chain(self.fuzzy).for_each(|part| total += part);
        total
    }

    /// Adds the numbers of another backlog.
    pub(crate) fn absorb(&mut self, other: &Self) {
        self.memory += other.memory;
        self.repeated += other.repeated;
        self.fuzzy.iter_mut().zip(other.fuzzy).for_each(|(sum, band)| *sum += band);
        self.new += other.new;
    }

    /// Adds a sentence without an exact translation; `percent` is its similarity to the most similar translated one.
    pub(crate) fn add_inexact(&mut self, amount: Amount, percent: Option<u8>) {
        let band = percent.and_then(|percent| BANDS.iter().position(|(from, _)| percent >= *from));
        match band {
            Some(band) => self.fuzzy[band] += amount,
            None => self.new += amount,
        }
    }
}

/// A sentence that is translated nowhere in a locale.
pub(super) struct Need<'a> {
    /// Its hash.
    pub hash: SourceHash,
    /// Its text.
    pub text: &'a str,
    /// Its size.
    pub amount: Amount,
}

/// The sentences similar to those needed. Similarity of sources is the same in all locales, so it is computed once.
pub(super) struct Fuzzy {
    near: FxHashMap<SourceHash, Vec<(SourceHash, u8)>>,
}

/// How many of its rarest words are used to find sentences similar to one.
const WORDS: usize = 4;

/// A word in more sentences than this is not used to find similar ones.
const COMMON: usize = 200;

/// How many similar sentences are kept: the most similar may not be translated in a locale.
const NEIGHBOURS: usize = 8;

impl Fuzzy {
    /// Finds the sentences of a library that are similar to those needed.
    pub(super) fn new<'a>(library: &Library, needs: impl Iterator<Item = &'a Need<'a>>) -> Self {
        let needed: FxHashMap<SourceHash, &str> = needs.map(|need| (need.hash, need.text)).collect();
        let wanted: FxHashSet<&str> = needed.values().flat_map(|text| words(text)).collect();
        if wanted.is_empty() {
            return Self { near: FxHashMap::default() };
        }
        let sentences = sentences(library);
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, (_, text)) in sentences.iter().enumerate() {
            for word in words(text).filter(|word| wanted.contains(word)) {
                let list = places.entry(word).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        let near = needed.into_iter().map(|(hash, text)| (hash, neighbours(hash, text, &sentences, &places)));
        Self { near: near.collect() }
    }

    /// The similarity of the most similar translated sentence, in whole percent.
    pub(super) fn best(&self, hash: SourceHash, translated: &FxHashSet<SourceHash>) -> Option<u8> {
        let near = self.near.get(&hash)?;
        near.iter().find(|(other, _)| translated.contains(other)).map(|(_, percent)| *percent)
    }
}

/// Every different sentence of all versions, in order of first occurrence.
fn sentences(library: &Library) -> Vec<(SourceHash, &str)> {
    let mut seen = FxHashSet::default();
    let mut sentences = Vec::new();
    let versions = library.articles.iter().flat_map(|article| article.versions.iter().flatten());
    for details in versions.map(|version| &version.details) {
        let Some(texts) = &details.texts else { continue };
        let own = details.sentences.iter().filter(|sentence| !sentence.shared);
        for (sentence, text) in own.zip(texts.sources.iter()) {
            if seen.insert(sentence.hash) {
                sentences.push((sentence.hash, &**text));
            }
        }
    }
    sentences
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The sentences that share a rare word with a text and are similar to it, the most similar first.
fn neighbours(
    hash: SourceHash,
    text: &str,
    sentences: &[(SourceHash, &str)],
    places: &FxHashMap<&str, Vec<usize>>,
) -> Vec<(SourceHash, u8)> {
    let mut lists: Vec<&Vec<usize>> =
        words(text).filter_map(|word| places.get(word)).filter(|list| list.len() <= COMMON).collect();
    lists.sort_by_key(|list| list.len());
    let mut candidates: Vec<usize> = lists.into_iter().take(WORDS).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let near = |at: usize| {
        let (other, known) = sentences[at];
        let (short, long) = (text.len().min(known.len()), text.len().max(known.len()));
        if other == hash || short * 2 < long {
            return None;
        }
        let args = Args::default().score_cutoff(f64::from(BANDS[BANDS.len() - 1].0) / 100.0);
        // The crate's batch comparator measures something else than its `ratio`.
        let score = ratio_with_args(text.chars(), known.chars(), &args)?;
        // Only equal texts are similar by 100 %.
        Some((other, ((score * 100.0) as u8).min(99)))
    };
    let mut near: Vec<(SourceHash, u8)> = candidates.into_iter().filter_map(near).collect();
    near.sort_by_key(|(_, percent)| std::cmp::Reverse(*percent));
    near.truncate(NEIGHBOURS);
    near
}
