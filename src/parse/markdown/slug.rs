//! Owns slugs: how a heading becomes an anchor, and a file name a URL.

use unicode_normalization::UnicodeNormalization;

/// The anchor of a heading: NFC, lower case, letters and digits of any script kept, spaces to `-`, the rest dropped.
/// Agrees with what hand-off writes into `<a name="…">` for English headings.
pub(crate) fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().nfc() {
        if character.is_whitespace() || character == '-' {
            slug.push('-');
        } else if character.is_alphanumeric() || character == '_' || is_mark(character) {
            slug.extend(character.to_lowercase());
        }
    }
    let collapsed = collapse(&slug);
    if collapsed.is_empty() { "section".to_owned() } else { collapsed }
}

/// Vowel signs and other marks belong to their letters in most scripts of Asia.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// One hyphen where several would stand, none at the ends.
fn collapse(slug: &str) -> String {
    slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Makes a name unique by a number at its end where it is taken, and adds it to the taken names.
pub(crate) fn unique(slug: String, taken: &mut rustc_hash::FxHashSet<String>) -> String {
    if taken.insert(slug.clone()) {
        return slug;
    }
    let numbered = |number: usize| format!("{slug}-{number}");
    let mut last_taken = 0;
    let mut free = 1;
    // Numbers are given without gaps, as a rule, so the search need not try each: thousands of headings may be alike.
    while taken.contains(&numbered(free)) {
        last_taken = free;
        free *= 2;
    }
    while free - last_taken > 1 {
        let middle = last_taken + (free - last_taken) / 2;
        if taken.contains(&numbered(middle)) { last_taken = middle } else { free = middle }
    }
    let free = numbered(free);
    taken.insert(free.clone());
    free
}
