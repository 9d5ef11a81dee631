//! Owns the pseudo-translation of Fluent files: the words of each message, with its placeables as they stand.

use fluent_syntax::ast::{Attribute, Entry, Expression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

use super::Pseudo;

/// A Fluent file in a pseudo-locale. Invalid entries are left out.
pub(crate) fn pseudo_strings(pseudo: Pseudo, text: &str) -> String {
    let (Ok(mut tree) | Err((mut tree, _))) = parser::parse_runtime(text.to_owned());
    for entry in &mut tree.body {
        match entry {
            Entry::Message(message) => {
                message.value.iter_mut().for_each(|value| whole(pseudo, value));
                let values = message.attributes.iter_mut().map(|Attribute { value, .. }| value);
                values.for_each(|value| whole(pseudo, value));
            }
            // A term is used inside a message, and messages select by its attributes: neither gets brackets.
            Entry::Term(term) => drop(words(pseudo, &mut term.value)),
            _ => {}
        }
    }
    serializer::serialize(&tree)
}

fn whole(pseudo: Pseudo, pattern: &mut Pattern<String>) {
    let Lengths { was, is } = words(pseudo, pattern);
    const INSIDE: char = '\u{fdd0}';
    let around = pseudo.whole(&INSIDE.to_string(), was, is);
    let (before, behind) = around.split_once(INSIDE).unwrap_or_default();
    let text = |value: &str| PatternElement::TextElement { value: value.to_owned() };
    if !before.is_empty() {
        pattern.elements.insert(0, text(before));
    }
    if !behind.is_empty() {
        pattern.elements.push(text(behind));
    }
}

/// The number of visible letters before and after the replacement.
#[derive(Default)]
struct Lengths {
    was: usize,
    is: usize,
}

fn words(pseudo: Pseudo, pattern: &mut Pattern<String>) -> Lengths {
    let mut lengths = Lengths::default();
    for element in &mut pattern.elements {
        let inner = match element {
            PatternElement::TextElement { value } => {
                let was = value.chars().count();
                *value = pseudo.words(value);
                Lengths { was, is: value.chars().count() }
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let all = variants.iter_mut().map(|variant| words(pseudo, &mut variant.value));
                all.max_by_key(|lengths| lengths.was).unwrap_or_default()
            }
            PatternElement::Placeable { .. } => Lengths::default(),
        };
        lengths.was += inner.was;
        lengths.is += inner.is;
    }
    lengths
}
