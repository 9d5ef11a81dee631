//! Owns the analyzer, which turns text into terms.
//!
//! Its counterpart is `themes/default/search/analyze.js`; one golden file checks that both give the same terms.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tables::{self, Class};

/// How a term was formed from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermKind {
    /// One word, or one part of a joined word.
    Word,
    /// A joined word as a whole (`get-user`), emitted in addition to its parts.
    Whole,
    /// Two adjacent units of a script without spaces; a unit is a character with the marks and vowels that belong to it.
    Gram,
}

/// A term and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchToken {
    /// The folded term.
    pub term: String,
    /// What it is.
    pub kind: TermKind,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// True where the run was too short for a full gram, so that the term is only the beginning of one.
    pub open: bool,
}

/// All terms of a text, in reading order; a whole word comes before its parts.
pub(crate) fn tokens(text: &str) -> Vec<SearchToken> {
    let mut found = Vec::new();
    for (start, end) in chunks(text) {
        push_chunk(text, start, end, &mut found);
    }
    found
}

/// The stretches of a text that hold terms: words with their joiners, or unspaced text up to the next space.
pub(crate) fn chunks(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut previous = ' ';
    let mut joiner: Option<char> = None;
    for (at, c) in text.char_indices() {
        if is_word(c) {
            let joined = match joiner {
                Some('"') => tables::is_hebrew(previous) && tables::is_hebrew(c),
                _ => true,
            };
            let start = match open {
                Some((start, _)) if joined => start,
                Some(closed) => {
                    found.push(closed);
                    at
                }
                None => at,
            };
            open = Some((start, at + c.len_utf8()));
            joiner = None;
            previous = c;
        } else if open.is_some() && joiner.is_none() && (tables::is_joiner(c) || c == '"') {
            joiner = Some(c);
        } else {
            found.extend(open.take());
            joiner = None;
        }
    }
    found.extend(open);
    found
}

/// The folded form of a word: the same for spellings that readers treat as equal, such as with and without accents.
pub(crate) fn fold(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    if raw.chars().all(is_folded_already) {
        return raw.to_owned();
    }
    let lower = raw.nfkc().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    for c in lower.nfd().filter(|c| !tables::is_dropped(*c)) {
        match tables::plain(c) {
            Some(spelling) => plain.push_str(spelling),
            None => plain.push(tables::ascii_digit(c).unwrap_or(c)),
        }
    }
    plain.nfc().collect()
}

/// True for common characters of scripts without spaces, which need no folding: a fast path for most of their text.
fn is_folded_already(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3)
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    is_usual_letter(c) || c.is_alphanumeric() || is_combining_mark(c) || tables::is_ignored(c)
}

/// True for the letters of most text: a fast path, since looking each up in the Unicode tables took half of the time.
fn is_usual_letter(c: char) -> bool {
    is_folded_already(c)
        || matches!(u32::from(c),
            0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x3B1..=0x3C9 | 0x410..=0x44F | 0x5D0..=0x5EA | 0x620..=0x64A
            | 0xE01..=0xE3A | 0xE40..=0xE4E)
}

fn push_chunk(text: &str, start: usize, end: usize, found: &mut Vec<SearchToken>) {
    let first = found.len();
    let mut whole = String::new();
    let mut is_joined = false;
    let mut at = start;
    let mut joiner = ' ';
    let is_break = |c: char| tables::is_joiner(c) || c == '"';
    while at < end {
        let length = text[at..end].find(is_break).unwrap_or(end - at);
        let folded = fold(&text[at..at + length]);
        join(&mut whole, joiner, &folded);
        push_runs(&folded, at, at + length, found);
        at += length;
        if let Some(c) = text[at..end].chars().next() {
            joiner = c;
            is_joined |= !matches!(c, '\'' | '’');
            at += c.len_utf8();
        }
    }
    let only_words = found[first..].iter().all(|token| token.kind == TermKind::Word);
    if is_joined && only_words && found.len() > first + 1 && whole.chars().count() <= LONGEST {
        found.insert(first, SearchToken { term: whole, kind: TermKind::Whole, start, end, open: false });
    }
}

/// The longest term, in characters. Longer words are cut, since queries do not contain them.
const LONGEST: usize = 48;

/// Appends a part without its joiner, so that queries match with and without it. Only a dot between digits stays: 1.23 is not 12.3.
fn join(whole: &mut String, joiner: char, piece: &str) {
    let digits =
        whole.ends_with(|c: char| c.is_ascii_digit()) && piece.starts_with(|c: char| c.is_ascii_digit());
    if digits && joiner == '.' {
        whole.push('.');
    }
    whole.push_str(piece);
}

fn push_runs(folded: &str, start: usize, end: usize, found: &mut Vec<SearchToken>) {
    let mut run = String::new();
    let mut current = Class::None;
    for c in folded.chars() {
        let class = if is_combining_mark(c) {
            current
        } else if is_word(c) {
            tables::class(c)
        } else {
            Class::None
        };
        if class != current {
            push_run(&run, current, start, end, found);
            run.clear();
            current = class;
        }
        run.push(c);
    }
    push_run(&run, current, start, end, found);
}

fn push_run(run: &str, class: Class, start: usize, end: usize, found: &mut Vec<SearchToken>) {
    match class {
        Class::None => {}
        Class::Hangul if run.encode_utf16().nth(GRAM).is_none() => push_grams(run, start, end, found),
        Class::Latin | Class::Word | Class::Hangul => {
            let term = run.chars().take(LONGEST).collect();
            found.push(SearchToken { term, kind: TermKind::Word, start, end, open: false });
        }
        Class::Unspaced => push_grams(run, start, end, found),
    }
}

fn push_grams(run: &str, start: usize, end: usize, found: &mut Vec<SearchToken>) {
    let bounds = unit_bounds(run);
    let count = bounds.len() - 1;
    let open = count < GRAM;
    let size = GRAM.min(count);
    for first in 0..=count - size {
        let term = run[bounds[first]..bounds[first + size]].to_owned();
        found.push(SearchToken { term, kind: TermKind::Gram, start, end, open });
    }
}

/// How many units a gram has.
const GRAM: usize = 2;

/// The overlapping pairs of a Korean word, which match it where it is written together with others; none for other words.
pub(crate) fn pairs(word: &str) -> impl Iterator<Item = &str> {
    let hangul = word.starts_with(tables::is_hangul);
    let next = |at: usize| word[at..].char_indices().nth(GRAM).map_or(word.len(), |(length, _)| at + length);
    let count = if hangul { word.chars().count() - 1 } else { 0 };
    word.char_indices().take(count).map(move |(at, _)| &word[at..next(at)])
}

/// The byte offsets at which a run may be cut: before every character that begins a unit, and at its end.
fn unit_bounds(run: &str) -> Vec<usize> {
    let mut bounds = Vec::new();
    let mut before = None;
    for (at, c) in run.char_indices() {
        let hangs = is_combining_mark(c) || tables::is_after(c) || before.is_some_and(tables::is_before);
        if before.is_none() || !hangs {
            bounds.push(at);
        }
        before = Some(c);
    }
    bounds.push(run.len());
    bounds
}

/// The byte offset of the border between letters and digits, if the term has exactly one.
pub(crate) fn border(term: &str) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut borders = term
        .char_indices()
        .zip(term.chars().skip(1))
        .filter(|((_, before), after)| is_digit(*before) != is_digit(*after))
        .map(|((at, before), _)| at + before.len_utf8());
    borders.next().filter(|_| borders.next().is_none())
}
