//! Owns the state of each sentence of a source in one locale.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::library::Version;
use crate::library::freshness::{Freshness, declared_weight, unmatched};
use crate::parse::front_matter::{ChangeWeight, TranslationKind};
use crate::units::alignment::{Continuation, Sentence, align, severity};
use crate::units::copied::copied;
use crate::units::text::{SourceSentence, TextDetails};
use crate::units::unit::{SourceHash, State};

/// One sentence of a source in one locale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    /// The sentence.
    pub sentence: &'a SourceSentence,
    /// Its text, where texts are kept; else empty.
    pub text: &'a str,
    /// Its state.
    pub state: State,
    /// True where it is stale by no more than a typing error.
    pub is_minor: bool,
    /// True where a machine translated it.
    pub by_machine: bool,
}

/// A text's own sentences with their texts.
fn spoken(details: &TextDetails) -> impl Iterator<Item = (&SourceSentence, &str)> {
    let texts = details.texts.as_ref().map(|texts| &*texts.sources).unwrap_or_default();
    let own = details.sentences.iter().filter(|sentence| !sentence.shared);
    own.enumerate().map(|(at, sentence)| (sentence, texts.get(at).map_or("", |text| text)))
}

/// True where a sentence of a version has a translation.
fn is_translated(details: &TextDetails, sentence: &SourceSentence) -> bool {
    let targets = details.texts.as_ref().map(|texts| texts.targets.as_slice()).unwrap_or_default();
    sentence.unit.is_some_and(|unit| targets.get(unit as usize).is_none_or(|target| *target != 0))
}

/// The translated sentences of a version, each with the hash of its translation; `None` where sentence and unit are not one to one,
/// so that the sentence's part of the translation is unknown.
pub(super) fn pairs(details: &TextDetails) -> impl Iterator<Item = (&SourceSentence, Option<u64>)> {
    let sentences = &details.sentences;
    let pair = move |at: usize| {
        let sentence = &sentences[at];
        let before = at.checked_sub(1).and_then(|at| sentences.get(at));
        let after = sentences.get(at + 1);
        let same = |other: Option<&SourceSentence>| {
            other.is_some_and(|other| other.unit == sentence.unit || other.shared)
        };
        let is_alone =
            !sentence.shared && !same(after) && before.is_none_or(|other| other.unit != sentence.unit);
        let targets = details.texts.as_ref().filter(|_| is_alone).map(|texts| &texts.targets);
        let target = targets.and_then(|targets| targets.get(sentence.unit? as usize)).copied();
        (sentence, target)
    };
    (0..sentences.len()).map(pair).filter(|(sentence, _)| is_translated(details, sentence))
}

impl<'a> Standing<'a> {
    /// The state of every sentence of a source in a version, in order.
    pub(super) fn of_all(version: Option<&Version>, source: &'a Version) -> Vec<Self> {
        let missing = |(sentence, text)| Standing {
            sentence,
            text,
            state: State::Missing,
            is_minor: false,
            by_machine: false,
        };
        let mut all: Vec<Self> = spoken(&source.details).map(missing).collect();
        if let Some(version) = version {
            fill(&mut all, version, source);
        }
        all
    }
}

fn fill(all: &mut [Standing<'_>], version: &Version, source: &Version) {
    let by_machine = version.summary.front_matter.translation_kind == Some(TranslationKind::Machine);
    let kind = if by_machine { State::Machine } else { State::Translated };
    let states = catalog_states(&version.details);
    let declared = declared_weight(&source.summary, source.side);
    let copied: FxHashSet<SourceHash> =
        copied(&version.details, &source.details).map(|own| own.hash).collect();
    let found = if covers(version, source) { FxHashMap::default() } else { origins(version, source) };
    for (at, standing) in all.iter_mut().enumerate() {
        let fresh = states.get(&standing.sentence.hash).copied().unwrap_or(kind);
        standing.state = match found.get(&at) {
            _ if version.summary.units == 0 && copied.contains(&standing.sentence.hash) => State::Missing,
            None if matches!(version.freshness, Freshness::Stale { count: 0, .. }) => State::Stale,
            None => fresh,
            Some(Open::New) => State::Missing,
            Some(Open::Changed(_)) if declared == Some(ChangeWeight::None) => fresh,
            Some(Open::Changed(severity)) => {
                standing.is_minor = declared.unwrap_or(*severity) < ChangeWeight::Major;
                State::Stale
            }
        };
        standing.by_machine =
            standing.state == State::Machine || (standing.state == State::Stale && by_machine);
    }
}

/// True where no sentence can be open: the version is the source itself, carries no source sentences, or has translated all of them.
fn covers(version: &Version, source: &Version) -> bool {
    let (own, other) = (&version.details, &source.details);
    let is_same =
        || own.sentences.iter().map(|own| own.hash).eq(other.sentences.iter().map(|other| other.hash));
    version.summary.source_fingerprint.is_none()
        || std::sync::Arc::ptr_eq(&version.summary, &source.summary)
        || (is_same() && own.sentences.iter().all(|sentence| is_translated(own, sentence)))
}

/// A source sentence that a version does not have in its current form.
enum Open {
    New,
    /// The version has an older form of it.
    Changed(ChangeWeight),
}

/// The sentences of a source that a bilingual version does not cover, by index.
fn origins(version: &Version, source: &Version) -> FxHashMap<usize, Open> {
    let translated = |sentence: &&SourceSentence| is_translated(&version.details, sentence);
    let covered: Vec<SourceSentence> = version.details.sentences.iter().filter(translated).copied().collect();
    let all: Vec<(&SourceSentence, &str)> = spoken(&source.details).collect();
    let own: Vec<SourceSentence> = all.iter().map(|(sentence, _)| **sentence).collect();
    let open: Vec<usize> = unmatched(&own, &covered).map(|(at, _)| at).collect();
    if open.is_empty() {
        return FxHashMap::default();
    }
    let (older, texts): (Vec<SourceSentence>, Vec<&str>) =
        spoken(&version.details).filter(|(sentence, _)| translated(sentence)).map(|(s, t)| (*s, t)).unzip();
    let olds: Vec<&str> = unmatched(&older, &own).map(|(at, _)| texts[at]).collect();
    let sentence = |text: &&str| Sentence::new(text, []);
    let old: Vec<Sentence> = olds.iter().map(sentence).collect();
    let new: Vec<Sentence> = open.iter().map(|at| Sentence::new(all[*at].1, [])).collect();
    let aligned = align(&old, &new).into_iter().zip(open);
    let standings = aligned.map(|(origin, at)| match origin {
        Continuation::New => (at, Open::New),
        Continuation::Same(_) | Continuation::Part(_) => (at, Open::Changed(ChangeWeight::None)),
        Continuation::Changed(before) => (at, Open::Changed(severity(olds[before], all[at].1))),
    });
    standings.collect()
}

/// The states that a catalog gives single sentences. Its stale marks are left out: comparing the sources is more current.
fn catalog_states(details: &TextDetails) -> FxHashMap<SourceHash, State> {
    let Some(composed) = &details.composed else { return FxHashMap::default() };
    let state = |sentence: &SourceSentence| {
        let unit = composed.units.get(sentence.unit? as usize)?;
        Some((sentence.hash, unit.state)).filter(|(_, state)| *state != State::Stale)
    };
    details.sentences.iter().filter_map(state).collect()
}
