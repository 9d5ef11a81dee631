//! Owns segmentation: where one sentence of a block ends and the next begins.
//!
//! Unicode's sentence boundaries (UAX #29) are found in the visible text, with the markup masked; six rules then remove the
//! boundaries that are wrong in real help articles.

mod abbreviations;
mod blocks;
mod mask;

pub(crate) use self::blocks::{Block, BlockKind, blocks, blocks_of, document};

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use self::abbreviations::Abbreviations;
use self::mask::Mask;
use crate::locale::Locale;

/// Cuts the blocks of one language into sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segmenter {
    abbreviations: &'static Abbreviations,
    /// False for languages that are written without sentence marks; a block is then one unit.
    cuts_sentences: bool,
}

impl Segmenter {
    /// The segmenter of a source locale. A language without data of its own is segmented by the common rules.
    pub(crate) fn of(locale: &Locale) -> Self {
        let language = locale.language();
        Self {
            abbreviations: Abbreviations::of(language),
            cuts_sentences: !WITHOUT_MARKS.contains(&language),
        }
    }

    /// The byte ranges of the sentences in one block's inline Markdown, in order. They cover all of it except the white space around them.
    pub(crate) fn sentences(&self, block: &str) -> Vec<Range<usize>> {
        let document = blocks::document(&format!("{GUARD}{block}"));
        let runs = blocks::runs(&document);
        let cuts = runs.iter().flat_map(|run| self.cuts(&run.mask));
        let cuts: Vec<usize> =
            cuts.map(|cut| document.map.original(cut).saturating_sub(GUARD.len_utf8())).collect();
        pieces(block, &(0..block.len()), &cuts)
    }

    /// The places in the Markdown where a sentence begins, except the first.
    fn cuts(&self, mask: &Mask) -> Vec<usize> {
        let text = mask.text.as_str();
        if !self.cuts_sentences || !mask.may_hold_sentences() {
            return Vec::new();
        }
        let unspaced = !spaces_its_marks(text);
        let mut bounds: Vec<usize> = text.split_sentence_bound_indices().map(|(start, _)| start).collect();
        bounds.extend(bounds_before_numbers(text));
        bounds.sort_unstable();
        bounds.dedup();
        bounds.retain(|bound| self.is_sentence_end(text, *bound, unspaced));
        bounds.into_iter().filter_map(|bound| mask.cut_at(bound)).collect()
    }

    /// Applies the rules to the text without markup; `bound` is where a sentence may begin.
    fn is_sentence_end(&self, text: &str, bound: usize, unspaced: bool) -> bool {
        let (before, after) = text.split_at(bound);
        let sentence = before.trim_end();
        let spaced = sentence.len() < before.len();
        let marked = sentence.chars().next_back().is_some_and(ends_unspaced);
        (spaced || (unspaced && marked))
            && !after.trim_start().chars().next().is_none_or(continues)
            && !is_lone_mark(sentence)
            && !is_aside(sentence)
            && !is_name_in_japanese(sentence, after)
            && !self.abbreviations.stand_at(sentence, after)
            && !is_list_number(sentence)
    }
}

/// Additional boundaries: UAX #29 looks past digits and brackets for a lower-case letter, as in `3.5 million`; behind a sentence mark
/// and white space they begin a sentence.
fn bounds_before_numbers(text: &str) -> impl Iterator<Item = usize> {
    let begins = |c: char| c == '(' || c.is_ascii_digit();
    text.match_indices(begins).map(|(at, _)| at).filter(|at| {
        let before = text[..*at].trim_end();
        before.len() < *at && before.trim_end_matches(is_closing).ends_with(['.', '!', '?'])
    })
}

/// True where the author puts white space behind marks that need none; a mark without white space then ends no sentence.
fn spaces_its_marks(text: &str) -> bool {
    text.match_indices(ends_unspaced).any(|(at, mark)| {
        let after = &text[at + mark.len()..];
        after.starts_with(char::is_whitespace) && !after.trim_start().is_empty()
    })
}

/// Put before a block so that its first characters are not parsed as the beginning of a list or heading. Delimiters behind it work
/// as at the start of a line, since Markdown counts it as white space.
const GUARD: char = '\u{a0}';

/// Thai, Lao, Khmer and Burmese have no sentence marks; they separate sentences with spaces, which also occur elsewhere.
const WITHOUT_MARKS: [&str; 4] = ["th", "lo", "km", "my"];

/// Cuts a text at some places; each piece is without the white space around it, and pieces of white space are left out.
fn pieces(text: &str, range: &Range<usize>, cuts: &[usize]) -> Vec<Range<usize>> {
    let starts = std::iter::once(range.start).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([range.end]);
    starts.zip(ends).filter_map(|(start, end)| trimmed(text, start..end)).collect()
}

/// A range without the white space at its ends; `None` where it holds nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// True for sentence marks that need no white space behind them.
fn ends_unspaced(character: char) -> bool {
    matches!(character, '。' | '｡' | '！' | '？' | '．' | '؟')
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '）' | '」' | '』' | '】' | '〉' | '》')
}

/// True for characters that no sentence begins with.
fn continues(character: char) -> bool {
    character.is_lowercase() || matches!(character, '>' | '→' | ',' | ';' | ')' | '–')
}

/// True for a full stop directly behind an opening bracket, which belongs to a file name extension.
fn is_lone_mark(sentence: &str) -> bool {
    sentence.trim_end_matches(['.', '?', '!']).ends_with(['(', '['])
}

/// True for a whole sentence in brackets, which belongs to the text that follows.
fn is_aside(sentence: &str) -> bool {
    let inside = sentence.strip_suffix([')', '）']);
    inside.is_some_and(|inside| inside.ends_with(['.', '?', '!', '。', '？', '！']))
}

/// True for a full stop before a particle, which ends a name such as `example.com.`; Japanese sentences end in `。`.
fn is_name_in_japanese(sentence: &str, after: &str) -> bool {
    sentence.ends_with('.') && after.trim_start().starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}'))
}

/// True for a list number at the start of a block, such as `1.` or `12)`.
fn is_list_number(sentence: &str) -> bool {
    let label = sentence.trim_start().trim_end_matches(['.', ')']);
    label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
