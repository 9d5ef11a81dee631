//! Owns what no text for readers may hold: control characters, overrides of the writing direction, and embeddings or isolates that stay
//! open behind their block.
//!
//! They are no letters: a browser, a terminal or a feed reader obeys them, and what people see is not what stands there. All text that
//! becomes part of a page, a feed or a line on a terminal goes through here. Marks that text needs (U+200B to U+200F, U+061C) stay, and so
//! do embeddings and isolates that are closed.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::SourcePath;

/// What stands in the place of a character that may not be there.
pub(crate) const REPLACEMENT: char = '\u{FFFD}';

/// True for what may not be in a text: NUL and the controls but tab and line ends, DEL, C1, overrides of the direction, and the two
/// noncharacters that XML lacks.
pub(crate) fn is_forbidden(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        '\u{202D}' | '\u{202E}' | '\u{FFFE}' | '\u{FFFF}' => true,
        letter => letter.is_control(),
    }
}

/// True where a text holds something of these, or opens an embedding or isolate; nearly every text ends here.
pub(crate) fn is_suspect(text: &str) -> bool {
    let is_control = |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7F;
    let is_odd = |letter: char| is_forbidden(letter) || closer_of(letter).is_some();
    // All others are two or three bytes long, and begin with one of these.
    let mut longer = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text.as_bytes());
    // Without a way out within a piece, the compiler compares many bytes at once.
    text.as_bytes().chunks(64).any(|piece| piece.iter().fold(false, |found, byte| found | is_control(byte)))
        || longer.any(|at| text[at..].starts_with(is_odd))
}

/// The text with a replacement for each character that may not be there.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if is_suspect(text) && text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, REPLACEMENT.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for a text that is a block of its own, such as a title: what it opens is closed at its end.
pub(crate) fn clean_block(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if !is_suspect(&text) {
        return text;
    }
    let mut open = OpenMarks::default();
    open.read(&text, 0);
    let closers = open.closers();
    if closers.is_empty() { text } else { Cow::Owned(text.into_owned() + &closers) }
}

/// How a character that may not be there is named to writers.
pub(crate) fn name_of(letter: char) -> String {
    let name = match letter {
        '\0' => "NUL",
        '\u{8}' => "backspace",
        '\u{B}' => "vertical tab",
        '\u{C}' => "form feed",
        '\u{1B}' => "escape",
        '\u{7F}' => "delete",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{FFFE}' | '\u{FFFF}' => "no character",
        _ => "control character",
    };
    format!("U+{:04X} ({name})", u32::from(letter))
}

/// The embeddings and isolates that are open in a block.
#[derive(Default)]
pub(crate) struct OpenMarks {
    stack: Vec<(char, Range<usize>)>,
}

impl OpenMarks {
    /// Reads a piece of the block, which stands at `start`.
    pub(crate) fn read(&mut self, text: &str, start: usize) {
        for (at, letter) in text.char_indices() {
            if closer_of(letter).is_some() {
                self.stack.push((letter, start + at..start + at + letter.len_utf8()));
            } else if letter == POP_EMBEDDING {
                self.stack.pop_if(|(open, _)| !is_isolate(*open));
            } else if letter == POP_ISOLATE
                && let Some(isolate) = self.stack.iter().rposition(|(open, _)| is_isolate(*open))
            {
                // With an isolate ends what was embedded in it.
                self.stack.truncate(isolate);
            }
        }
    }

    /// True where nothing is open.
    pub(crate) fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    /// Where they were opened.
    pub(crate) fn places(&self) -> impl Iterator<Item = (char, Range<usize>)> {
        self.stack.iter().cloned()
    }

    /// What closes them all, the innermost first.
    pub(crate) fn closers(&self) -> String {
        self.stack.iter().rev().filter_map(|(open, _)| closer_of(*open)).collect()
    }
}

const POP_EMBEDDING: char = '\u{202C}';
const POP_ISOLATE: char = '\u{2069}';

fn is_isolate(letter: char) -> bool {
    matches!(letter, '\u{2066}'..='\u{2068}')
}

fn closer_of(letter: char) -> Option<char> {
    match letter {
        '\u{202A}' | '\u{202B}' => Some(POP_EMBEDDING),
        letter if is_isolate(letter) => Some(POP_ISOLATE),
        _ => None,
    }
}

/// The most places of a file that are reported one by one: a file that is no text at all holds thousands.
const MOST_REPORTED: usize = 50;

/// What the bytes of a file hold that may not be in a text, each at its byte; so too what is in the file's name.
pub(crate) fn diagnostics(path: &SourcePath, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut found_here: Vec<Diagnostic> = path
        .path
        .chars()
        .find(|letter| is_forbidden(*letter))
        .into_iter()
        .map(|letter| {
            let message = format!("the name of this file holds {}", name_of(letter));
            Diagnostic::at(Code::ControlCharacter, path, 0..0, message)
        })
        .collect();
    let mut start = 0;
    let mut left_out = 0;
    for chunk in bytes.utf8_chunks() {
        let text = chunk.valid();
        if is_suspect(text) {
            for (at, found) in text.match_indices(is_forbidden) {
                if found_here.len() < MOST_REPORTED {
                    let place = start + at..start + at + found.len();
                    found_here.extend(found.chars().next().map(|letter| diagnostic(path, letter, place)));
                } else {
                    left_out += 1;
                }
            }
        }
        start += text.len() + chunk.invalid().len();
    }
    if let Some(last) = found_here.last_mut().filter(|_| left_out > 0) {
        last.message.push_str(&format!(", and {left_out} more such characters stand behind it"));
    }
    found_here
}

/// What is reported of one character.
pub(crate) fn diagnostic(path: &SourcePath, letter: char, place: Range<usize>) -> Diagnostic {
    let name = name_of(letter);
    let (message, help) = match closer_of(letter) {
        Some(closer) => (
            format!("{name} is not closed in its block"),
            format!("close it by U+{:04X}, or take it out", u32::from(closer)),
        ),
        None => (
            format!("{name} may not stand in a text"),
            "take it out; many editors can show such characters".to_owned(),
        ),
    };
    Diagnostic::at(Code::ControlCharacter, path, place, message).about(name).help(help)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::generated::law;

    fn is_closed(text: &str) -> bool {
        let mut open = OpenMarks::default();
        open.read(text, 0);
        open.closers().is_empty()
    }

    #[test]
    fn marks_that_text_needs_stay() {
        for text in [
            "a\tb\r\nc",
            "שלום \u{200F}(1)\u{200E}",
            "می\u{200C}خواهم \u{200D}\u{200B}\u{61C}",
            "\u{2067}אב\u{2069} \u{202A}ab\u{202C}",
            "é – … \u{FFFD}",
        ] {
            assert_eq!(clean_block(text), text);
        }
    }

    #[test]
    fn what_obeys_is_replaced_and_what_is_open_is_closed() {
        assert_eq!(
            clean("a\0b\u{1B}[2J\u{85}\u{7F}\u{202E}\u{FFFF}"),
            "a\u{FFFD}b\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(clean_block("\u{2066}a\u{202B}b"), "\u{2066}a\u{202B}b\u{202C}\u{2069}");
        assert_eq!(clean_block("\u{2066}a\u{202B}b\u{2069}"), "\u{2066}a\u{202B}b\u{2069}");
        assert_eq!(clean_block("\u{202B}a\u{2066}b\u{202C}"), "\u{202B}a\u{2066}b\u{202C}\u{2069}\u{202C}");
    }

    proptest! {
        #![proptest_config(law(500))]

        #[test]
        fn a_clean_block_is_clean(text in "[a-c\u{0}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,20}") {
            let cleaned = clean_block(&text);
            prop_assert!(!cleaned.contains(is_forbidden) && is_closed(&cleaned));
            let again = clean_block(&cleaned);
            prop_assert_eq!(&again, &cleaned);
        }
    }
}
