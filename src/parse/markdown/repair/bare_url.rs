//! Owns bare addresses: where one that stands in running text ends.

use super::scripts::{is_hiragana, is_spaceless_letter, is_wide_mark};

/// An address that begins a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BareAddress {
    /// Its bytes.
    pub length: usize,
    /// True where letters follow that may have been meant as a part of it.
    pub is_doubtful: bool,
}

/// The bare address that begins a text, by the rules of GitHub's dialect, and ended by the punctuation of scripts without spaces.
///
/// A letter of these scripts is a part of the address where it follows what joins the parts of an address, such as `/`. Behind a
/// letter or digit of another script it begins the words that follow, as it does behind `/` in hiragana: `…/xをご覧ください`.
pub(super) fn bare_address(text: &str) -> Option<BareAddress> {
    let scheme = ["https://", "http://", "www."].into_iter().find(|scheme| text.starts_with(scheme))?;
    // Seen before anything is searched for, so that a text of such beginnings is not read again from each of them.
    if !text[scheme.len()..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let (end, is_doubtful) = reach(text, scheme.len());
    let address = without_marks(&text[..end]);
    let host = address.get(scheme.len()..)?;
    let is_plausible = !host.is_empty() && (host.contains('.') || scheme != "www.");
    // Behind marks that are no part of it, what follows is plainly text.
    let is_doubtful = is_doubtful && address.len() == end;
    is_plausible.then_some(BareAddress { length: address.len(), is_doubtful })
}

/// Where an address ends at the latest, and whether that is in doubt.
fn reach(text: &str, host: usize) -> (usize, bool) {
    let mut before = '/';
    for (offset, character) in text[host..].char_indices() {
        let at = host + offset;
        if ends(character) {
            return (at, false);
        }
        if is_spaceless_letter(character) && !is_spaceless_letter(before) {
            let is_behind_word = before.is_alphanumeric() || (before == '/' && is_hiragana(character));
            if offset > 0 && (is_behind_word || !joins(before)) {
                return (at, is_behind_word);
            }
        }
        before = character;
    }
    (text.len(), false)
}

fn ends(character: char) -> bool {
    character.is_whitespace()
        || "<>\"`|*\\".contains(character)
        || is_wide_mark(character)
        || matches!(character, '\u{2018}'..='\u{201F}' | '\u{2026}' | '\u{200E}' | '\u{200F}')
        || matches!(character, super::SENTINEL | super::OBJECT)
}

/// True for what stands between the parts of an address.
fn joins(character: char) -> bool {
    matches!(
        character,
        '/' | '.' | '-' | '_' | '=' | '#' | '?' | '&' | '%' | '+' | '(' | ':' | '~' | ',' | '\u{30FB}'
    )
}

/// An address without the marks of a sentence behind it; a parenthesis stays where one inside opens it.
fn without_marks(text: &str) -> &str {
    let mut surplus = text.matches(')').count().saturating_sub(text.matches('(').count());
    let mut address = text;
    loop {
        let trimmed = address.trim_end_matches(['?', '!', '.', ',', ':', '_', '~', '\'', ';', ']', '[']);
        match trimmed.strip_suffix(')').filter(|_| surplus > 0) {
            Some(inside) => {
                surplus -= 1;
                address = inside;
            }
            None => return trimmed,
        }
    }
}
