//! Owns the numbers of a localization: for each locale, and each section or author of it, how much stands in which state.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::freshness::{Freshness, stale_units, unmatched};
use super::library::{Article, Library, LocaleId, Version};
use super::unit::State;
use crate::locale::CalendarDate;
use crate::parse::article::SourceSentence;
use crate::parse::front_matter::TranslationKind;

/// Sentences and their words, in the source's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Sentences.
    pub units: usize,
    /// Words.
    pub words: usize,
}

impl Amount {
    fn add(&mut self, sentence: &SourceSentence) {
        self.units += 1;
        self.words += usize::from(sentence.words);
    }
}

/// One row of the table. Every sentence of the source counts once, in one state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Articles of the source.
    pub articles: usize,
    /// Those with a version in this locale.
    pub translated_articles: usize,
    /// Those whose version says nothing about the source it was made from; their sentences count as they are marked.
    pub unknown_articles: usize,
    /// Sentences by state, in the order of [`State::ALL`].
    pub states: [Amount; State::ALL.len()],
    /// Missing or stale sentences that are translated elsewhere in this locale, or repeat each other.
    pub leverage: Amount,
    /// When the stale version was handed off that waits longest.
    pub oldest_stale: Option<CalendarDate>,
    /// When a version was last handed off.
    pub last_handed_off: Option<CalendarDate>,
}

impl Row {
    /// Everything there is to translate.
    pub fn total(&self) -> Amount {
        self.states.iter().fold(Amount::default(), |sum, state| Amount {
            units: sum.units + state.units,
            words: sum.words + state.words,
        })
    }

    /// What stands in a state.
    pub fn of(&self, state: State) -> Amount {
        self.states[state as usize]
    }

    /// The share of words that people have translated from the source as it is, in percent. Machine and stale text does not count.
    pub fn coverage(&self) -> f64 {
        percent(self.words_of(&[State::Translated, State::Reviewed, State::Final]), self.total().words)
    }

    /// The share of words that is fresh, whoever translated it, in percent.
    pub fn fresh(&self) -> f64 {
        let fresh = [State::Machine, State::Translated, State::Reviewed, State::Final];
        percent(self.words_of(&fresh), self.total().words)
    }

    fn words_of(&self, states: &[State]) -> usize {
        states.iter().map(|state| self.of(*state).words).sum()
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// What rows are made of beside the locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// One row a locale.
    Locale,
    /// One row a locale and first folder.
    Section,
    /// One row a locale and `ms.author` or `author` of the source.
    Owner,
    /// One row a locale and article.
    Article,
}

/// The rows of all locales but the source, by tag and group.
pub fn rows(library: &Library, grouping: Grouping) -> BTreeMap<(String, String), Row> {
    let mut rows = BTreeMap::new();
    for locale in (0..library.locales.len()).filter(|locale| *locale != library.source) {
        let mut memory = Memory::of(library, locale);
        let tag = library.locales[locale].tag();
        for article in &library.articles {
            let Some(source) = &article.versions[library.source] else { continue };
            let group = group(article, source, grouping);
            let row: &mut Row = rows.entry((tag.to_owned(), group)).or_default();
            row.add(article.versions[locale].as_ref(), source, &mut memory);
        }
    }
    rows
}

fn group(article: &Article, source: &Version, grouping: Grouping) -> String {
    match grouping {
        Grouping::Locale => String::new(),
        Grouping::Section => article.key.split_once('/').map_or("", |(folder, _)| folder).to_owned(),
        Grouping::Article => article.key.clone(),
        Grouping::Owner => {
            let params = &source.summary.front_matter.params;
            let owner = params.get("ms.author").or_else(|| params.get("author"));
            owner.and_then(|owner| owner.as_str()).unwrap_or_default().to_owned()
        }
    }
}

impl Row {
    fn add(&mut self, version: Option<&Version>, source: &Version, memory: &mut Memory) {
        self.articles += 1;
        let own = |sentence: &&SourceSentence| !sentence.shared;
        let Some(version) = version else {
            for sentence in source.summary.sentences.iter().filter(own) {
                self.count(sentence, State::Missing, memory);
            }
            return;
        };
        let front_matter = &version.summary.front_matter;
        self.translated_articles += 1;
        self.unknown_articles += usize::from(version.freshness == Freshness::Unknown);
        self.last_handed_off = self.last_handed_off.max(front_matter.handed_off);
        if let Freshness::Stale { .. } = version.freshness {
            let both = [self.oldest_stale, front_matter.handed_off];
            self.oldest_stale = both.into_iter().flatten().min();
        }
        let mut open = Open::of(version, source);
        for sentence in source.summary.sentences.iter().filter(own) {
            self.count(sentence, open.state(sentence, version), memory);
        }
    }

    fn count(&mut self, sentence: &SourceSentence, state: State, memory: &mut Memory) {
        self.states[state as usize].add(sentence);
        if matches!(state, State::Missing | State::Stale) && !memory.known.insert(sentence.hash) {
            self.leverage.add(sentence);
        }
    }
}

/// The sentences of a source that a version does not cover.
struct Open {
    /// The states that a catalog gives single sentences.
    states: FxHashMap<u64, State>,
    /// How often each is not covered.
    left: FxHashMap<u64, usize>,
    /// So many of them have a stale translation.
    stale: usize,
}

impl Open {
    fn of(version: &Version, source: &Version) -> Self {
        let mut open = Self { states: states(version), left: FxHashMap::default(), stale: 0 };
        let bilingual = version.summary.source_fingerprint.is_some();
        if bilingual && !std::ptr::eq(&*version.summary, &*source.summary) {
            let covered: Vec<SourceSentence> = version
                .summary
                .sentences
                .iter()
                .filter(|sentence| sentence.unit.is_some())
                .copied()
                .collect();
            for sentence in unmatched(&source.summary.sentences, &covered) {
                *open.left.entry(sentence.hash).or_default() += 1;
            }
            open.stale = stale_units(&version.summary, &source.summary).len();
        }
        open
    }

    fn state(&mut self, sentence: &SourceSentence, version: &Version) -> State {
        if version.freshness == (Freshness::Stale { changed: 0, count: 0 }) {
            return State::Stale;
        }
        match self.left.get_mut(&sentence.hash) {
            Some(count) if *count > 0 => {
                *count -= 1;
                let is_stale = self.stale > 0;
                self.stale = self.stale.saturating_sub(1);
                if is_stale { State::Stale } else { State::Missing }
            }
            _ => match self.states.get(&sentence.hash) {
                Some(state) => *state,
                None => match version.summary.front_matter.translation_kind {
                    Some(TranslationKind::Machine) => State::Machine,
                    Some(TranslationKind::Human) | None => State::Translated,
                },
            },
        }
    }
}

fn states(version: &Version) -> FxHashMap<u64, State> {
    let Some(composed) = &version.summary.composed else { return FxHashMap::default() };
    let state = |sentence: &SourceSentence| {
        let name = composed.states.get(sentence.unit? as usize)?;
        Some((sentence.hash, State::from_name(name).filter(|state| *state != State::Stale)?))
    };
    version.summary.sentences.iter().filter_map(state).collect()
}

/// What is translated somewhere in a locale.
struct Memory {
    known: FxHashSet<u64>,
}

impl Memory {
    fn of(library: &Library, locale: LocaleId) -> Self {
        let versions = library.articles.iter().filter_map(|article| article.versions[locale].as_ref());
        let sentences = versions.flat_map(|version| &version.summary.sentences);
        let translated = sentences.filter(|sentence| sentence.unit.is_some());
        Self { known: translated.map(|sentence| sentence.hash).collect() }
    }
}
