//! Owns provenance: who or what made a text, and the state of its page and of its sentences.

use super::Version;
use super::freshness::Freshness;
use crate::locale::CalendarDate;
use crate::parse::front_matter::TranslationKind;
use crate::units::unit::State;

/// The `Origin` of a sentence. `machine apertium 2026-11-23 1f0e2d3` is a kind, a name, a date and a commit; all but the kind may be
/// in any order, and each may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// `machine`, `human` or `memory`.
    pub kind: Option<&'static str>,
    /// The engine, or the person.
    pub name: Option<String>,
    /// The date of the translation.
    pub date: Option<CalendarDate>,
    /// The commit of the source repository that it was made from.
    pub commit: Option<String>,
}

const KINDS: [&str; 3] = ["machine", "human", "memory"];

impl Origin {
    /// Parses an origin from a catalog; every word that is no kind, date or commit belongs to the name.
    pub(crate) fn parse(text: &str) -> Self {
        let mut origin = Self::default();
        let mut names: Vec<&str> = Vec::new();
        for (at, word) in text.split_whitespace().enumerate() {
            let kind = KINDS.into_iter().find(|kind| at == 0 && kind.eq_ignore_ascii_case(word));
            if kind.is_some() {
                origin.kind = kind;
            } else if let Some(date) = CalendarDate::parse(word).filter(|_| origin.date.is_none()) {
                origin.date = Some(date);
            } else if is_commit(word) && origin.commit.is_none() {
                origin.commit = Some(word.to_ascii_lowercase());
            } else {
                names.push(word);
            }
        }
        origin.name = Some(names.join(" ")).filter(|name| !name.is_empty());
        origin
    }
}

fn is_commit(word: &str) -> bool {
    (7..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a machine made a text or parts of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MachineMade {
    /// No part, as far as is known.
    No,
    /// Some part, which was reviewed since.
    Reviewed,
    /// Some part, which is not reviewed.
    Raw,
}

impl MachineMade {
    /// Whether a machine made a version or parts of it.
    pub(crate) fn of(version: &Version) -> Self {
        let front_matter = &version.summary.front_matter;
        match &version.details.composed {
            Some(composed) if composed.units.iter().any(|unit| unit.state == State::Machine) => Self::Raw,
            Some(composed) => {
                let origins = composed.units.iter().filter_map(|unit| unit.origin.as_deref());
                let machine = origins.map(Origin::parse).any(|origin| origin.kind == Some(KINDS[0]));
                if machine { Self::Reviewed } else { Self::No }
            }
            None if front_matter.translation_kind == Some(TranslationKind::Machine) => {
                if front_matter.reviewed.is_some() { Self::Reviewed } else { Self::Raw }
            }
            None => Self::No,
        }
    }
}

/// The state of most sentences of a translation, which applies to all sentences without a state of their own.
pub(crate) fn page_state(version: &Version) -> State {
    let front_matter = &version.summary.front_matter;
    if version.freshness == (Freshness::Stale { changed: 0, count: 0 }) {
        return State::Stale;
    }
    if let Some(composed) = &version.details.composed {
        let count = |state: &State| composed.units.iter().filter(|unit| unit.state == *state).count();
        let translated = State::ALL.into_iter().filter(|state| *state != State::Missing);
        return translated.rev().max_by_key(count).unwrap_or(State::Translated);
    }
    match front_matter.translation_kind {
        _ if front_matter.reviewed.is_some() => State::Reviewed,
        Some(TranslationKind::Machine) => State::Machine,
        Some(TranslationKind::Human) | None => State::Translated,
    }
}

/// The state of a unit, where it has one of its own; else that of the page applies.
pub(crate) fn unit_state(version: &Version, unit: usize, is_stale: bool) -> Option<State> {
    let composed = version.details.composed.as_ref();
    let known = composed.and_then(|composed| Some(composed.units.get(unit)?.state));
    if is_stale { Some(State::Stale) } else { known }
}
