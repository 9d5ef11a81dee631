//! Owns the localization statistics: for each locale, section, author or article, how much text is in which state, and what is left
//! to translate.

mod backlog;
mod standing;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rustc_hash::{FxHashMap, FxHashSet};

use self::backlog::{Fuzzy, Need};
use self::standing::Standing;
use crate::library::freshness::Freshness;
use crate::library::{Library, LibraryArticle, LocaleId, Version};
use crate::locale::CalendarDate;
use crate::source::SourcePath;
use crate::units::text::SourceSentence;
use crate::units::unit::{SourceHash, State};

pub(crate) use self::backlog::{BANDS, Backlog};

/// Sentences and their words, in the source's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Sentences.
    pub units: usize,
    /// Words.
    pub words: usize,
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.units += other.units;
        self.words += other.words;
    }
}

impl From<&SourceSentence> for Amount {
    fn from(sentence: &SourceSentence) -> Self {
        Self { units: 1, words: usize::from(sentence.words) }
    }
}

/// One row of the table. Every sentence of the source counts once, in one state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Articles of the source.
    pub articles: usize,
    /// Those with a version in this locale; the others are served from the fallback chain.
    pub translated_articles: usize,
    /// Those whose version has an unknown source; their sentences count in the state that they are marked with.
    pub unknown_articles: usize,
    /// The translated sentences of these, which may or may not be fresh.
    pub unknown: Amount,
    /// Sentences by state, in the order of [`State::ALL`].
    pub states: [Amount; State::ALL.len()],
    /// Of the stale sentences, those whose source changed by no more than a typing error.
    pub stale_minor: Amount,
    /// Translated by a machine, stale or not.
    pub by_machine: Amount,
    /// Translated by people, stale or not.
    pub by_people: Amount,
    /// What is missing or stale, by how much of it is already translated.
    pub backlog: Backlog,
    /// Sentences with more than one translation in the locale.
    pub inconsistent: Amount,
    /// Errors in the locale's files, where checks were run.
    pub errors: Option<usize>,
    /// The earliest hand-off date of a stale version.
    pub oldest_stale: Option<CalendarDate>,
    /// When a version was last handed off.
    pub last_handed_off: Option<CalendarDate>,
}

impl Row {
    /// Everything there is to translate.
    pub(crate) fn total(&self) -> Amount {
        self.sum(&State::ALL)
    }

    /// The sentences in a state.
    pub(crate) fn of(&self, state: State) -> Amount {
        self.states[state as usize]
    }

    /// What people have translated from the source as it is. Machine and stale text does not count.
    pub(crate) fn done(&self) -> Amount {
        self.sum(&[State::Translated, State::Reviewed, State::Final])
    }

    /// The share of words that is done, in percent.
    pub(crate) fn coverage(&self) -> f64 {
        percent(self.done().words, self.total().words)
    }

    /// The share of sentences that is done, in percent.
    pub(crate) fn unit_coverage(&self) -> f64 {
        percent(self.done().units, self.total().units)
    }

    /// The share of words that is known to be fresh, whoever translated it, in percent.
    pub(crate) fn fresh(&self) -> f64 {
        let current = self.done().words + self.of(State::Machine).words;
        percent(current.saturating_sub(self.unknown.words), self.total().words)
    }

    /// The share of translated words that a machine translated, in percent.
    pub(crate) fn machine_share(&self) -> f64 {
        percent_of(self.by_machine.words, self.by_machine.words + self.by_people.words)
    }

    /// The share of the words left to translate that are in the memory or repeated, in percent.
    pub(crate) fn leverage(&self) -> f64 {
        let backlog = &self.backlog;
        percent_of(backlog.memory.words + backlog.repeated.words, backlog.total().words)
    }

    /// Errors per thousand translated words, where checks were run.
    pub(crate) fn error_rate(&self) -> Option<f64> {
        let words = self.by_machine.words + self.by_people.words;
        self.errors.map(|errors| 10.0 * percent_of(errors, words))
    }

    /// Articles that are displayed in another language in this locale.
    pub(crate) fn fallback_articles(&self) -> usize {
        self.articles - self.translated_articles
    }

    fn sum(&self, states: &[State]) -> Amount {
        states.iter().fold(Amount::default(), |mut sum, state| {
            sum += self.of(*state);
            sum
        })
    }

    fn absorb(&mut self, other: &Row) {
        self.articles += other.articles;
        self.translated_articles += other.translated_articles;
        self.unknown_articles += other.unknown_articles;
        self.unknown += other.unknown;
        self.states.iter_mut().zip(other.states).for_each(|(sum, state)| *sum += state);
        self.stale_minor += other.stale_minor;
        self.by_machine += other.by_machine;
        self.by_people += other.by_people;
        self.backlog.absorb(&other.backlog);
        self.inconsistent += other.inconsistent;
        self.errors = match (self.errors, other.errors) {
            (None, None) => None,
            (one, two) => Some(one.unwrap_or(0) + two.unwrap_or(0)),
        };
        self.oldest_stale = [self.oldest_stale, other.oldest_stale].into_iter().flatten().min();
        self.last_handed_off = self.last_handed_off.max(other.last_handed_off);
    }
}

/// The share in percent; 100 where `whole` is 0.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { percent_of(part, whole) }
}

/// The share in percent; 0 where `whole` is 0.
fn percent_of(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// How rows are grouped within each locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// One row per locale.
    Locale,
    /// One row per locale and first folder.
    Section,
    /// One row per locale and `ms.author` or `author` of the source.
    Owner,
    /// One row per locale and article.
    Article,
}

/// Rows by tag and group.
pub(crate) type Rows = BTreeMap<(String, String), Row>;

/// The numbers of every article in every locale but the source.
pub(crate) struct Status<'a> {
    library: &'a Library,
    cells: Vec<Scope<'a>>,
}

struct Scope<'a> {
    locale: LocaleId,
    article: &'a LibraryArticle,
    source: &'a Version,
    row: Row,
}

impl<'a> Status<'a> {
    /// Computes the numbers. `errors` is the number of errors in each file, where checks were run.
    pub(crate) fn of(library: &'a Library, errors: Option<&FxHashMap<SourcePath, usize>>) -> Self {
        let mut cells = Vec::new();
        let mut needs = Vec::new();
        let known: Vec<KnownSentences> =
            (0..library.locales.len()).map(|locale| KnownSentences::of(library, locale)).collect();
        for locale in (0..library.locales.len()).filter(|locale| *locale != library.source) {
            let mut needed = FxHashSet::default();
            for article in &library.articles {
                let Some(source) = &article.versions[library.source] else { continue };
                let version = article.versions[locale].as_ref();
                let mut counting = Counting {
                    row: Row::default(),
                    known: &known[locale],
                    needed: &mut needed,
                    needs: Vec::new(),
                };
                counting.count(version, source);
                let Counting { mut row, needs: own, .. } = counting;
                row.errors = errors.map(|errors| {
                    let path = version.map(|version| &version.summary.path);
                    path.and_then(|path| errors.get(path)).copied().unwrap_or_default()
                });
                needs.extend(own.into_iter().map(|need| (cells.len(), need)));
                cells.push(Scope { locale, article, source, row });
            }
        }
        let fuzzy = Fuzzy::new(library, needs.iter().map(|(_, need)| need));
        for (cell, need) in needs {
            let Scope { locale, row, .. } = &mut cells[cell];
            row.backlog.add_inexact(need.amount, fuzzy.best(need.hash, &known[*locale].translated));
        }
        Self { library, cells }
    }

    /// The numbers added up.
    pub(crate) fn rows(&self, grouping: Grouping) -> Rows {
        let mut rows = Rows::new();
        for Scope { locale, article, source, row } in &self.cells {
            let tag = self.library.locales[*locale].tag().to_owned();
            rows.entry((tag, group(article, source, grouping))).or_default().absorb(row);
        }
        rows
    }
}

fn group(article: &LibraryArticle, source: &Version, grouping: Grouping) -> String {
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

/// The sentences that a locale has translated in any article.
#[derive(Default)]
struct KnownSentences {
    /// The sentences.
    translated: FxHashSet<SourceHash>,
    /// Those with more than one translation.
    inconsistent: FxHashSet<SourceHash>,
}

impl KnownSentences {
    fn of(library: &Library, locale: LocaleId) -> Self {
        let mut known = Self::default();
        if locale == library.source {
            return known;
        }
        let mut first: FxHashMap<SourceHash, u64> = FxHashMap::default();
        for version in library.articles.iter().filter_map(|article| article.versions[locale].as_ref()) {
            for (sentence, target) in standing::pairs(&version.details) {
                known.translated.insert(sentence.hash);
                if let Some(target) = target
                    && *first.entry(sentence.hash).or_insert(target) != target
                {
                    known.inconsistent.insert(sentence.hash);
                }
            }
        }
        known
    }
}

/// The counting of one article in one locale.
struct Counting<'a, 'b> {
    row: Row,
    known: &'b KnownSentences,
    /// The sentences that the locale needs, found so far.
    needed: &'b mut FxHashSet<SourceHash>,
    /// The sentences without a translation anywhere in the locale.
    needs: Vec<Need<'a>>,
}

impl<'a> Counting<'a, '_> {
    fn count(&mut self, version: Option<&Version>, source: &'a Version) {
        self.row.articles = 1;
        if let Some(version) = version {
            let handed_off = version.summary.front_matter.handed_off;
            self.row.translated_articles = 1;
            self.row.unknown_articles = usize::from(version.freshness == Freshness::Unknown);
            self.row.last_handed_off = handed_off;
        }
        let is_unknown = version.is_some_and(|version| version.freshness == Freshness::Unknown);
        for standing in Standing::of_all(version, source) {
            self.add(&standing);
            if is_unknown && !matches!(standing.state, State::Missing | State::Stale) {
                self.row.unknown += Amount::from(standing.sentence);
            }
        }
        if self.row.of(State::Stale).units > 0 {
            self.row.oldest_stale = self.row.last_handed_off;
        }
    }

    fn add(&mut self, standing: &Standing<'a>) {
        let Standing { sentence, text, state, is_minor, by_machine } = *standing;
        let amount = Amount::from(sentence);
        self.row.states[state as usize] += amount;
        if state != State::Missing {
            let by = if by_machine { &mut self.row.by_machine } else { &mut self.row.by_people };
            *by += amount;
            if self.known.inconsistent.contains(&sentence.hash) {
                self.row.inconsistent += amount;
            }
        }
        if is_minor {
            self.row.stale_minor += amount;
        }
        if matches!(state, State::Missing | State::Stale) {
            if self.known.translated.contains(&sentence.hash) {
                self.row.backlog.memory += amount;
            } else if !self.needed.insert(sentence.hash) {
                self.row.backlog.repeated += amount;
            } else {
                self.needs.push(Need { hash: sentence.hash, text, amount });
            }
        }
    }
}

#[cfg(test)]
mod tests;
