//! Owns the matching of terms in sentences: strict in the source, so that nothing else is taken for a term, and lenient in
//! translations, where a word may have endings, articles and compounds.

use fluent_syntax::ast;
use pulldown_cmark::Event;

use crate::parse::markdown::{guard, inline_events};
use crate::units::unit::is_unspaced;

/// The text of a sentence, without markup and code.
pub(super) struct SentenceText {
    text: String,
    lower: String,
    /// The words in lower case.
    words: Vec<String>,
    /// The same words as written.
    written: Vec<String>,
}

impl SentenceText {
    /// The text of a sentence in Markdown.
    pub(super) fn of(markdown: &str) -> Self {
        let mut text = String::with_capacity(markdown.len());
        for event in inline_events(&guard(markdown)) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Code(_) | Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        let written: Vec<String> = words(&text).map(str::to_owned).collect();
        let words = written.iter().map(|word| word.to_lowercase()).collect();
        Self { lower: text.to_lowercase(), text, words, written }
    }

    /// The words in lower case.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flat_map(|word| [word.as_str()].into_iter().chain(singular(word)))
    }

    /// True where a source contains a term: as written or in the plural, in any case; a name only exactly as written.
    pub(super) fn has(&self, form: &str, is_name: bool) -> bool {
        if form.chars().any(is_unspaced) {
            return self.text.contains(form);
        }
        let (own, wanted): (&[String], Vec<String>) = if is_name {
            (&self.written, words(form).map(str::to_owned).collect())
        } else {
            (&self.words, words(form).map(str::to_lowercase).collect())
        };
        let Some((last, rest)) = wanted.split_last() else { return false };
        own.windows(wanted.len()).any(|run| {
            let Some((end, begin)) = run.split_last() else { return false };
            begin == rest && (end == last || (!is_name && singular(end).any(|end| end == last)))
        })
    }

    /// True where a translation uses a form, with an ending or without; a longer wanted form that contains it does not count.
    pub(super) fn uses(&self, form: &str, wanted: &[String]) -> bool {
        const ENDING: usize = 3;
        let form = form.to_lowercase();
        if form.chars().any(is_unspaced) {
            let longer = wanted.iter().any(|wanted| wanted.contains(&form) && self.text.contains(wanted));
            return self.lower.contains(&form) && !longer;
        }
        let parts: Vec<&str> = words(&form).collect();
        let allowed: Vec<String> = wanted.iter().map(|wanted| wanted.to_lowercase()).collect();
        let is_form = |word: &String, part: &str| {
            let ending = word.strip_prefix(part).map(|ending| ending.chars().count());
            ending.is_some_and(|ending| ending <= ENDING)
                && !allowed
                    .iter()
                    .any(|wanted| wanted.len() > part.len() && word.starts_with(wanted.as_str()))
        };
        !parts.is_empty()
            && self
                .words
                .windows(parts.len())
                .any(|run| run.iter().zip(&parts).all(|(word, part)| is_form(word, part)))
    }
}

/// The first word of a term in lower case; nothing where its script has no words.
pub(super) fn first_word(form: &str) -> Option<String> {
    if form.chars().any(is_unspaced) { None } else { words(form).next().map(str::to_lowercase) }
}

/// True where a translation contains a form, with any endings and in compounds.
pub(super) fn is_there(form: &str, text: &SentenceText) -> bool {
    let form = form.to_lowercase();
    if form.chars().any(is_unspaced) {
        return text.lower.contains(&form);
    }
    words(&form).all(|word| {
        let stem = stem(word);
        let joins = stem.chars().count() >= 5 || stem.chars().any(takes_articles);
        text.words.iter().any(|own| own.starts_with(stem) || (joins && own.contains(stem)))
    })
}

/// A word without its possible ending: the first three quarters of its letters, at least three.
fn stem(word: &str) -> &str {
    let count = word.chars().count();
    let kept = if count <= 3 { count } else { count - (count / 4).max(1) };
    word.char_indices().nth(kept).map_or(word, |(end, _)| &word[..end])
}

/// True for letters of Hebrew and Arabic, which write articles and prepositions at the start of a word.
fn takes_articles(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{06ff}')
}

/// The words that a word may be the plural of.
fn singular(word: &str) -> impl Iterator<Item = &str> {
    ["s", "es"].into_iter().filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() > 1)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The text of a Fluent value; references are left out.
pub(super) fn plain(pattern: &ast::Pattern<&str>) -> String {
    let text = |element: &ast::PatternElement<&str>| match element {
        ast::PatternElement::TextElement { value } => (*value).to_owned(),
        ast::PatternElement::Placeable {
            expression: ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }),
        } => (*value).to_owned(),
        ast::PatternElement::Placeable { .. } => String::new(),
    };
    pattern.elements.iter().map(text).collect()
}
