//! Owns the keys that guard publication, and the law that a doubt about one of them keeps back.
//!
//! Only `true` and `false` without quotation marks are understood, and only in keys as they are documented. Whatever else looks like a
//! guard keeps the article back, or out of search and search engines, and is an error.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::text::FrontMatterText;

/// How far an article is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Publicity {
    /// Readers, search and search engines find it.
    #[default]
    Public,
    /// It has a page, with `noindex`; search, sitemap and feeds do not list it.
    Unlisted,
    /// It has no page.
    KeptBack,
}

/// What the guards of a front matter say.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub standing: Publicity,
    /// The places of guards that are not understood, each with a message.
    pub doubts: Vec<(Range<usize>, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    Draft,
    Published,
    Expiry,
    Robots,
    Search,
}

impl Guard {
    /// The guard that a key is or resembles.
    fn of(key: &str) -> Option<Self> {
        if has_no_letters_of_guards(key) {
            return None;
        }
        let folded = fold(key);
        if folded.contains("draft") {
            Some(Self::Draft)
        } else if folded.contains("published") || matches!(&*folded, "publish" | "unpublish") {
            Some(Self::Published)
        } else if folded.starts_with("expir") {
            Some(Self::Expiry)
        } else if folded.starts_with("robot") || folded.ends_with("robots") || folded.contains("noindex") {
            Some(Self::Robots)
        } else if matches!(&*folded, "search" | "searchable" | "nosearch" | "insearch" | "issearchable") {
            Some(Self::Search)
        } else {
            None
        }
    }

    /// The guard of which an unknown key with a flag as its value may be a misspelling.
    fn misspelt(key: &str) -> Option<Self> {
        if has_no_letters_of_guards(key) {
            return None;
        }
        let folded = fold(key);
        let words = [
            (Self::Draft, "draft"),
            (Self::Published, "published"),
            (Self::Robots, "robots"),
            (Self::Search, "search"),
        ];
        words.into_iter().find(|(_, word)| is_near(&folded, word)).map(|(guard, _)| guard)
    }

    fn standing(self) -> Publicity {
        match self {
            Guard::Draft | Guard::Published | Guard::Expiry => Publicity::KeptBack,
            Guard::Robots | Guard::Search => Publicity::Unlisted,
        }
    }
}

/// True for a key that holds too few letters of any guard to be one or to resemble one: most keys, without a closer look.
fn has_no_letters_of_guards(key: &str) -> bool {
    const WORDS: [u32; 7] = [
        letters(b"draft"),
        letters(b"published"),
        letters(b"publish"),
        letters(b"expir"),
        letters(b"robot"),
        letters(b"noindex"),
        letters(b"search"),
    ];
    let own = letters(key.as_bytes());
    // Two letters are more than a slip.
    key.is_ascii() && WORDS.into_iter().all(|word| (word & !own).count_ones() > 1)
}

/// The letters of the English alphabet in a text, in either case, one bit each.
const fn letters(text: &[u8]) -> u32 {
    let (mut set, mut at) = (0, 0);
    while at < text.len() {
        if text[at].is_ascii_alphabetic() {
            set |= 1 << (text[at].to_ascii_lowercase() - b'a');
        }
        at += 1;
    }
    set
}

/// A key without case, hyphens, spaces and invisible characters.
fn fold(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True where two words differ by one letter, or by two neighbours in the wrong order.
fn is_near(one: &str, other: &str) -> bool {
    let shared = |(letter, other): &(char, char)| letter == other;
    let length = |(letter, _): (char, char)| letter.len_utf8();
    let head: usize = one.chars().zip(other.chars()).take_while(shared).map(length).sum();
    let (one, other) = (&one[head..], &other[head..]);
    let tail: usize = one.chars().rev().zip(other.chars().rev()).take_while(shared).map(length).sum();
    let (mut one, mut other) = (one[..one.len() - tail].chars(), other[..other.len() - tail].chars());
    match ((one.next(), one.next()), (other.next(), other.next())) {
        ((_, None), (_, None)) => true,
        ((Some(a), Some(b)), (Some(c), Some(d))) => {
            (a, b) == (d, c) && one.next().is_none() && other.next().is_none()
        }
        _ => false,
    }
}

/// True where a key guards publication: whether an article has a page at all.
pub(super) fn is_guard(key: &str) -> bool {
    Guard::of(key).is_some_and(|guard| guard.standing() == Publicity::KeptBack)
}

/// True where a key is reported here, and not by the reader of values.
pub(super) fn is_reported(key: &str) -> bool {
    matches!(key, "draft" | "published" | "search" | "robots" | "ROBOTS")
}

/// How far an article is public whose front matter cannot be read: a guard in any of its lines keeps it back.
pub(crate) fn standing_of_unread(lines: &str) -> Publicity {
    let words = if lines.is_ascii() { lines.to_ascii_lowercase() } else { visible_words(lines) };
    let holds = |word: &str| memchr::memmem::find(words.as_bytes(), word.as_bytes()).is_some();
    let mut lines = lines.split('\n').flat_map(|line| line.split('\r'));
    if ["draft", "published", "expir"].into_iter().any(holds) || lines.any(is_misspelt) {
        Publicity::KeptBack
    } else {
        Publicity::Unlisted
    }
}

/// A text in small letters, without what cannot be seen.
fn visible_words(lines: &str) -> String {
    let invisible = |c: char| c == '\u{ad}' || ('\u{200b}'..='\u{200f}').contains(&c);
    let mut words = String::with_capacity(lines.len());
    for letter in lines.chars().filter(|letter| !invisible(*letter)) {
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        } else {
            words.push(' ');
        }
    }
    words
}

/// True for a line whose key is no key, but a guard of publication with a letter too many, too few or exchanged, or a variant of one.
pub(super) fn is_misspelt(line: &str) -> bool {
    let key = line.split_once([':', '=']).map(|(key, _)| key.trim());
    let guard = key
        .filter(|key| !has_no_letters_of_guards(key) && !super::is_known(key))
        .and_then(|key| Guard::of(key).or_else(|| Guard::misspelt(key)));
    guard.is_some_and(|guard| guard.standing() == Publicity::KeptBack)
}

/// What the guards of a front matter that is valid YAML say.
pub(super) fn judge(text: &FrontMatterText, mapping: &Mapping) -> Verdict {
    let mut verdict = Verdict::default();
    if mapping.iter().any(|(key, value)| concerns_guard(key, value))
        || standing_of_unread(text.as_str()) > Publicity::Unlisted
    {
        let mut judge = Judge { text, mapping, verdict: &mut verdict };
        judge.entries();
        judge.hidden_keys();
    }
    verdict
}

fn concerns_guard(key: &Value, value: &Value) -> bool {
    match key.as_str() {
        Some(key) => {
            (!has_no_letters_of_guards(key) && (Guard::of(key).is_some() || Guard::misspelt(key).is_some()))
                || (!holds_own_keys(key) && guard_within(value).is_some())
        }
        None => guard_within(key).is_some() || guard_within(value).is_some(),
    }
}

/// True for the keys below which all names are the site's own.
fn holds_own_keys(key: &str) -> bool {
    matches!(key, "params" | "vars")
}

/// The guard that is a key somewhere inside a value, or inside a key that is a collection.
fn guard_within(value: &Value) -> Option<Guard> {
    match value {
        Value::Sequence(items) => items.iter().find_map(guard_within),
        Value::Mapping(pairs) => pairs.iter().find_map(|(key, value)| {
            let own = key.as_str().and_then(Guard::of);
            own.or_else(|| guard_within(key)).or_else(|| guard_within(value))
        }),
        Value::Tagged(tagged) => guard_within(&tagged.value),
        _ => None,
    }
}

struct Judge<'a> {
    text: &'a FrontMatterText,
    mapping: &'a Mapping,
    verdict: &'a mut Verdict,
}

impl Judge<'_> {
    fn entries(&mut self) {
        let yaml = self.text.as_str();
        let mut robots: Option<bool> = None;
        for entry in self.text.entries() {
            let key = entry.key(yaml);
            let value = yaml.get(entry.value_span.clone()).unwrap_or_default();
            let guard = Guard::of(key).or_else(|| Guard::misspelt(key).filter(|_| is_free(key, value)));
            let Some(guard) = guard else { continue };
            let place = self.text.place_of(key).unwrap_or_else(|| entry.span.clone());
            let is_twice = self.text.entries().iter().filter(|other| other.key(yaml) == key).count() > 1;
            match (guard, key) {
                (_, "draft" | "published" | "search") if is_twice => {
                    self.keep_back_for(guard, place, format!("`{key}` stands twice"));
                }
                (Guard::Draft, "draft") => self.flag(guard, place, key, value, false),
                (Guard::Published, "published") => self.flag(guard, place, key, value, true),
                (Guard::Search, "search") => {
                    if understood(value).is_none() {
                        self.keep_back_for(guard, place, wants_flag(key));
                    }
                }
                (Guard::Robots, "robots" | "ROBOTS") => {
                    let hides = self.directives(key);
                    match hides {
                        None => self.keep_back_for(
                            guard,
                            place,
                            format!("`{key}` holds a word that search engines do not know"),
                        ),
                        Some(hides) if robots.is_some_and(|other| other != hides) => {
                            self.keep_back_for(
                                guard,
                                place,
                                format!("`{key}` says something else than the other spelling of this key"),
                            );
                        }
                        Some(_) => {}
                    }
                    robots = hides;
                }
                (Guard::Expiry, _) => {
                    self.keep_back_for(
                        guard,
                        place,
                        format!("`{key}`: a date on which an article ends is not understood"),
                    );
                }
                _ => self.keep_back_for(
                    guard,
                    place,
                    format!("`{key}` is not a key, but resembles one that guards publication"),
                ),
            }
        }
        self.unplaced();
    }

    /// Guards that the reader of places does not find.
    fn unplaced(&mut self) {
        let yaml = self.text.as_str();
        let found: Vec<&str> = self.text.entries().iter().map(|entry| entry.key(yaml)).collect();
        for key in self.mapping.keys().filter_map(Value::as_str) {
            if let Some(guard) = Guard::of(key).filter(|_| !found.contains(&key)) {
                self.keep_back_for(guard, 0..0, format!("`{key}` is not written as a key on its own line"));
            }
        }
    }

    fn flag(&mut self, guard: Guard, place: Range<usize>, key: &str, value: &str, public: bool) {
        match understood(value) {
            None => self.keep_back_for(guard, place, wants_flag(key)),
            Some(flag) if flag != public => self.verdict.standing = Publicity::KeptBack,
            Some(_) => {}
        }
    }

    /// Guards where no key is expected: inside of other values, and in lines that continue a plain text.
    fn hidden_keys(&mut self) {
        let yaml = self.text.as_str();
        for (key, value) in self.mapping {
            let name = key.as_str();
            let inside = guard_within(key).or_else(|| guard_within(value));
            if let Some(guard) = inside.filter(|_| !name.is_some_and(holds_own_keys)) {
                let place = name.and_then(|name| self.text.place_of(name)).unwrap_or(0..0);
                self.keep_back_for(
                    guard,
                    place,
                    "a key that guards publication stands inside of another value".to_owned(),
                );
            }
        }
        for entry in self.text.entries() {
            let value = yaml.get(entry.value_span.clone()).unwrap_or_default();
            if value.starts_with(['|', '>', '"', '\'']) || holds_own_keys(entry.key(yaml)) {
                continue;
            }
            let mut start = entry.value_span.start;
            for (number, line) in value.split_inclusive(['\n', '\r']).enumerate() {
                let key = line.split_once([':', '=']).map(|(key, _)| key.trim());
                let guard = key.filter(|key| !key.starts_with(['#', '-'])).and_then(Guard::of);
                if let Some(guard) = guard.filter(|_| number > 0) {
                    let place = start..start + line.trim_end().len();
                    self.keep_back_for(
                        guard,
                        place,
                        "this line continues the value above it, but resembles a key that guards publication"
                            .to_owned(),
                    );
                }
                start += line.len();
            }
        }
    }

    fn keep_back_for(&mut self, guard: Guard, place: Range<usize>, message: String) {
        let standing = guard.standing();
        let effect = match standing {
            Publicity::KeptBack => "so this version is not published",
            _ => "so search and search engines do not list this version",
        };
        self.verdict.standing = self.verdict.standing.max(standing);
        self.verdict.doubts.push((place, format!("{message}, {effect}")));
    }

    /// Whether the directives of a key hide the page from search engines; nothing where one of them is not known.
    fn directives(&self, key: &str) -> Option<bool> {
        let written = self.mapping.get(key)?.as_str()?.to_lowercase();
        let words: Vec<&str> = written.split(',').map(str::trim).collect();
        words
            .iter()
            .all(|word| is_directive(word))
            .then(|| words.iter().any(|word| matches!(*word, "noindex" | "none")))
    }
}

fn is_directive(word: &str) -> bool {
    const WORDS: [&str; 15] = [
        "all",
        "index",
        "follow",
        "noindex",
        "nofollow",
        "none",
        "noarchive",
        "nosnippet",
        "noimageindex",
        "notranslate",
        "nocache",
        "noodp",
        "noydir",
        "indexifembedded",
        "nositelinkssearchbox",
    ];
    const WITH_VALUES: [&str; 4] =
        ["max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"];
    WORDS.contains(&word)
        || word
            .split_once(':')
            .is_some_and(|(name, value)| WITH_VALUES.contains(&name.trim()) && !value.trim().is_empty())
}

/// The flags of YAML 1.2.
fn understood(value: &str) -> Option<bool> {
    match value {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// True for a key that may be a misspelling of a guard.
fn is_free(key: &str, value: &str) -> bool {
    !super::is_known(key) && is_flag(value)
}

/// True for what people write for true and false, and for nothing.
fn is_flag(value: &str) -> bool {
    const FLAGS: [&str; 11] = ["", "true", "false", "yes", "no", "on", "off", "y", "n", "1", "0"];
    // The first line, behind an anchor and a tag.
    let value = value.lines().next().unwrap_or_default();
    let value = value.rsplit(char::is_whitespace).next().unwrap_or_default();
    let value = value.trim_matches(['"', '\'', '[', ']']).to_lowercase();
    FLAGS.contains(&&*value)
}

fn wants_flag(key: &str) -> String {
    format!("`{key}` must be true or false, without quotation marks")
}

#[cfg(test)]
mod tests;
