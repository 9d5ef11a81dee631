//! Owns what of a translation is still the source: sentences that stand there word for word and are neither code nor names.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::text::{OwnSentence, TextDetails};
use super::unit::{SourceHash, is_unspaced, normalised, source_hash};
use crate::locale::Locale;
use crate::parse::article::Article;
use crate::parse::side_by_side::Unit;

/// True where a text in one locale may well read like its source in the other: English in Britain and in America.
pub(crate) fn reads_alike(one: &Locale, other: &Locale) -> bool {
    one.language() == other.language() && one.likely_script() == other.likely_script()
}

/// True where a sentence of a bilingual article has its source as its translation, though it would have to be translated.
fn is_copied(article: &Article, unit: &Unit) -> bool {
    let target = &article.sides.target[unit.target.clone()];
    let source = &article.sides.source[unit.source.clone()];
    // Most translations begin with another letter, and are not looked at any further.
    first_letter(target) == first_letter(source)
        && normalised(target) == normalised(source)
        && needs_translation(source)
}

/// The first letter of a text that is no escape: equal for texts that are equal once normalised.
fn first_letter(text: &str) -> Option<char> {
    text.trim_start().trim_start_matches('\\').chars().next()
}

/// The sentences that a translation has in common with the source in the library: those of a bilingual article that are their own
/// source, and those of a plain one that the source has too.
pub(crate) fn copied<'a>(
    version: &'a TextDetails,
    source: &TextDetails,
) -> impl Iterator<Item = &'a OwnSentence> + use<'a> {
    let sources: FxHashSet<SourceHash> = match version.own.is_empty() {
        true => FxHashSet::default(),
        false => source.sentences.iter().map(|sentence| sentence.hash).collect(),
    };
    let own = version.own.iter().filter(move |own| sources.contains(&own.hash));
    version.copied.iter().chain(own)
}

/// The units in the body of a bilingual article that are their own source, with their places in the file.
pub(crate) fn copied_units<'a>(article: &'a Article) -> impl Iterator<Item = (usize, OwnSentence)> + 'a {
    let units = article.body_units().map(|index| (index, &article.sides.units[index]));
    units.filter(|(index, unit)| article.is_held(*index) || is_copied(article, unit)).map(
        move |(index, unit)| {
            // A translation stands in its file in one piece, and its end maps to what follows it.
            let start = article.sides.target_map.original(unit.target.start);
            let place = start..start + unit.target.len();
            (index, OwnSentence::new(source_hash(article.unit_source(index)), &place))
        },
    )
}

/// Those of some sentences of a text that the source has too, and that would have to be translated.
pub(crate) fn copied_places(
    text: &str,
    sentences: impl Iterator<Item = Range<usize>>,
    source: &TextDetails,
) -> Vec<Range<usize>> {
    let sources: FxHashSet<SourceHash> = source.sentences.iter().map(|sentence| sentence.hash).collect();
    let is_copied = |place: &Range<usize>| {
        let sentence = &text[place.clone()];
        needs_translation(sentence) && sources.contains(&source_hash(sentence))
    };
    sentences.filter(is_copied).collect()
}

/// The most words that a text may have and still be a label that is the same in many languages.
const LABEL: usize = 4;

/// The most letters of a script without spaces that a name has.
const UNSPACED_NAME: usize = 8;

/// True for a sentence that a translator would change: more than four words that are not code, addresses, placeholders or numbers,
/// and not names alone. Names are known by their capitals, and by particles such as `of` between them.
pub(crate) fn needs_translation(text: &str) -> bool {
    let prose = without_code(text);
    let unspaced = prose.chars().filter(|letter| is_unspaced(*letter)).count();
    if unspaced > UNSPACED_NAME {
        return true;
    }
    let words: Vec<&str> = prose.split_whitespace().filter_map(prose_word).collect();
    words.len() > LABEL && words.iter().any(|word| !is_name(word))
}

/// A word without the punctuation around it; `None` for what is no word of a language: an address, a number, a path, an option or a
/// name in code.
fn prose_word(written: &str) -> Option<&str> {
    let is_option = written.starts_with(['-', '$', '&', '|']) && written.len() > 1;
    let word = written.trim_matches(|letter: char| !letter.is_alphanumeric());
    if is_option || has_inner_capital(word) {
        return None;
    }
    let is_code =
        |letter: char| letter.is_numeric() || matches!(letter, '/' | '\\' | '_' | '@' | '=' | '<' | '>');
    let has_letters = word.chars().any(char::is_alphabetic);
    (has_letters && !word.contains(is_code) && !word.contains("://")).then_some(word)
}

/// True for a word such as `HandleError` or `Get-Recipient`, which stands in code.
fn has_inner_capital(word: &str) -> bool {
    let mut before = ' ';
    word.chars().any(|letter| {
        let is_inner = letter.is_uppercase() && (before.is_lowercase() || before == '-');
        before = letter;
        is_inner
    })
}

/// The small words inside the names of people, companies and places.
const PARTICLES: [&str; 18] = [
    "van", "von", "de", "der", "den", "da", "di", "del", "la", "le", "du", "dos", "y", "e", "et", "und",
    "of", "and",
];

fn is_name(word: &str) -> bool {
    let first = word.chars().next().unwrap_or_default();
    // A letter without case, as in Arabic, says nothing about names.
    first.is_uppercase() || PARTICLES.contains(&word)
}

/// A sentence without inline code, tags, addresses of links, and placeholders, in one pass. An opening without its end is text.
fn without_code(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    let mut rest = text;
    let mut closers_left = [true; 4];
    while let Some(at) = rest.find(['`', '<', '{', ']']) {
        prose.push_str(&rest[..at]);
        let tail = &rest[at..];
        let (kind, open, close) = match tail.as_bytes()[0] {
            b'`' => (0, tail.len() - tail.trim_start_matches('`').len(), "`"),
            b'<' => (1, 1, ">"),
            b'{' => (2, 1, "}"),
            _ if tail.starts_with("](") => (3, 2, ")"),
            _ => (3, 0, ""),
        };
        let ticks = "`".repeat(if kind == 0 { open } else { 0 });
        let close = if kind == 0 { ticks.as_str() } else { close };
        let end = if open == 0 || !closers_left[kind] { None } else { tail[open..].find(close) };
        match end {
            Some(end) => {
                prose.push(' ');
                rest = &tail[open + end + close.len()..];
            }
            None => {
                // Nothing of this kind ends in what follows either, so it is not searched for again.
                closers_left[kind] &= open == 0 || kind == 0;
                let length = open.max(1);
                prose.push_str(&tail[..length]);
                rest = &tail[length..];
            }
        }
    }
    prose.push_str(rest);
    prose
}

#[cfg(test)]
mod tests;
