//! Owns what a translation unit is: its key, which is a stable hash of its source text, and the state of its translation.

use std::fmt;

/// The hash of a normalised source text. 64 bits are enough to distinguish all sentences of a help center.
pub(crate) type SourceHash = u64;

/// The identity of a unit within its article: the hash of its source, and its number among equal sentences. It holds no position, so
/// that it survives every edit elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct UnitKey {
    /// The hash of the source text and of the context that distinguishes equal texts.
    pub hash: SourceHash,
    /// 1 for the first sentence of this text, 2 for the second.
    pub occurrence: u32,
}

impl fmt::Display for UnitKey {
    /// As catalogs carry it: a valid Fluent identifier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.occurrence {
            0 | 1 => write!(f, "u-{:016x}", self.hash),
            occurrence => write!(f, "u-{:016x}-{occurrence}", self.hash),
        }
    }
}

/// The state of a unit's translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum State {
    /// There is no translation.
    Missing,
    /// Made by a machine and not yet reviewed.
    Machine,
    /// Made from a source that has changed since.
    Stale,
    /// Made by a person.
    Translated,
    /// Reviewed by a second person.
    Reviewed,
    /// Not to be changed again.
    Final,
}

impl State {
    /// All states, from missing to final.
    pub(crate) const ALL: [State; 6] =
        [State::Missing, State::Machine, State::Stale, State::Translated, State::Reviewed, State::Final];

    /// The name that catalogs, tables and data attributes use.
    pub(crate) fn name(self) -> &'static str {
        match self {
            State::Missing => "missing",
            State::Machine => "machine",
            State::Stale => "stale",
            State::Translated => "translated",
            State::Reviewed => "reviewed",
            State::Final => "final",
        }
    }

    /// The state with a name.
    pub(crate) fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The hash of a source text. White space, the alternative texts of pictures and the locale in a URL are left out: they change
/// without a change of meaning.
pub(crate) fn source_hash(text: &str) -> SourceHash {
    let mut plain = normalised(text);
    if plain.contains("![") {
        plain = without_picture_texts(&plain);
    }
    if plain.contains("://") {
        plain = without_locales(&plain);
    }
    plain.retain(|letter| letter != ' ');
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(plain.as_bytes()).as_bytes()[..8]);
    u64::from_be_bytes(first)
}

fn without_picture_texts(text: &str) -> String {
    let mut parts = text.split("![");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let label = part.find("](").unwrap_or(0);
        plain.push_str("![");
        plain.push_str(&part[label..]);
    }
    plain
}

/// Removes the path segments of URLs that have the form `de-DE`.
fn without_locales(text: &str) -> String {
    let is_locale = |part: &str| {
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        part.len() == 5 && part.split_once('-').is_some_and(|(a, b)| a.len() == 2 && letters(a) && letters(b))
    };
    let parts: Vec<&str> = text.split('/').filter(|part| !is_locale(part)).collect();
    parts.join("/")
}

/// The keys of some units, in order; equal texts are numbered.
pub(crate) fn keys(hashes: impl IntoIterator<Item = SourceHash>) -> Vec<UnitKey> {
    let mut seen: rustc_hash::FxHashMap<SourceHash, u32> = rustc_hash::FxHashMap::default();
    let number = |hash| {
        let occurrence = seen.entry(hash).or_default();
        *occurrence += 1;
        UnitKey { hash, occurrence: *occurrence }
    };
    hashes.into_iter().map(number).collect()
}

/// A source text without differences that hand-offs, editors and line wrapping cause: white space becomes one space, the marks of
/// quoted lines and backslashes before punctuation are removed.
pub(crate) fn normalised(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek().is_some_and(char::is_ascii_punctuation) => {}
            '\n' => {
                while letters.next_if(|next| next.is_whitespace() || *next == '>').is_some() {}
                push_space(&mut plain);
            }
            letter if letter.is_whitespace() => push_space(&mut plain),
            letter => plain.push(letter),
        }
    }
    plain
}

fn push_space(text: &mut String) {
    if !text.ends_with(' ') {
        text.push(' ');
    }
}

/// The number of words in a text, as translators count them: each character of a script without spaces is one.
pub(crate) fn words(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    let spaced = text.split(|c: char| c.is_whitespace() || is_unspaced(c));
    unspaced + spaced.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// True for a letter of a script that puts no spaces between words.
pub(crate) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
