//! Owns unit catalogs: one Fluent file per article and locale, one message per sentence, with its source, state and origin.
//!
//! The metadata of a message is in the comment above it: `Source:`, `Was:` (the source that a stale translation was
//! made from), `State:`, `Continuation:`. A message without text is not translated yet.

use std::fmt::Write as _;

use fluent_syntax::{ast, parser, serializer};
use rustc_hash::FxHashSet;

use crate::parse::article::{Article, Side};
use crate::units::alignment::{Continuation, Sentence, align};
use crate::units::copied::needs_translation;
use crate::units::segment::{BlockKind, Segmenter, blocks};
use crate::units::unit::{State, keys, normalised, source_hash};

/// A sentence of a source article that is to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceUnit {
    /// Its message's name: `title`, `description`, or its key.
    pub id: String,
    /// Its text, on one line.
    pub text: String,
    /// Its place in the body; absent for title and description.
    pub range: Option<std::ops::Range<usize>>,
    /// True where a heading begins with it.
    pub heading: bool,
    /// The author's note to translators.
    pub note: Option<String>,
    /// The context that distinguishes it from equal sentences.
    pub context: Option<String>,
}

/// One message of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CatalogEntry {
    /// Its name.
    pub id: String,
    /// Its value in Fluent syntax; empty where there is no translation.
    pub value: String,
    /// The current source text.
    pub source: String,
    /// The source text that it was made from, where that differs.
    pub was: Option<String>,
    /// The state of its translation.
    pub state: State,
    /// True where the catalog says that a person has translated it or looked at it.
    pub is_confirmed: bool,
    /// Who or what made it.
    pub origin: Option<String>,
    /// True where its value is more than text: a term, a variable.
    pub refers: bool,
    /// Its text; empty where `refers` is true.
    pub text: String,
}

impl CatalogEntry {
    fn made_from(&self) -> &str {
        self.was.as_deref().unwrap_or(&self.source)
    }

    fn is_translated(&self) -> bool {
        !self.value.is_empty()
    }

    /// True where it repeats its source, which would have to be translated, without a state that confirms it.
    pub(crate) fn is_copied(&self) -> bool {
        !self.is_confirmed
            && !self.refers
            && needs_translation(&self.source)
            && normalised(&self.text) == normalised(&self.source)
    }

    /// The state as it is written: repeating the source makes nothing translated.
    fn written_state(&self) -> State {
        if self.state == State::Translated && self.is_copied() { State::Missing } else { self.state }
    }
}

/// The sentences of a source article, in order: title and description first.
pub(crate) fn units_of(article: &Article, segmenter: &Segmenter) -> Vec<SourceUnit> {
    let named = [("title", &article.front_matter.title), ("description", &article.front_matter.description)];
    let named = named.into_iter().filter_map(|(id, text)| {
        let text = normalised_line(text.as_ref()?);
        let (range, note, context) = (None, None, None);
        Some(SourceUnit { id: id.to_owned(), text, range, heading: false, note, context })
    });
    let body = article.body(Side::Target);
    let blocks = blocks(body, segmenter);
    let hashes = blocks.iter().flat_map(|block| {
        let context = block.context.as_deref().unwrap_or_default();
        block.units.iter().map(move |unit| hash_in(&body[unit.clone()], context))
    });
    let mut ids = keys(hashes).into_iter().map(|key| key.to_string());
    let mut units: Vec<SourceUnit> = named.collect();
    for block in &blocks {
        for (at, unit) in block.units.iter().enumerate() {
            units.push(SourceUnit {
                id: ids.next().unwrap_or_default(),
                text: normalised_line(&body[unit.clone()]),
                range: Some(unit.clone()),
                heading: at == 0 && matches!(block.kind, BlockKind::Heading(_)),
                note: block.note.clone(),
                context: block.context.clone(),
            });
        }
    }
    units
}

/// Equal texts in different contexts have different keys.
fn hash_in(text: &str, context: &str) -> u64 {
    if context.is_empty() { source_hash(text) } else { source_hash(&format!("{context}\u{4}{text}")) }
}

/// A text on one line. It is still Markdown, with its escapes.
pub(crate) fn normalised_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for (at, part) in text.trim().split('\n').enumerate() {
        let part = if at == 0 { part } else { part.trim_start_matches([' ', '\t', '>']) };
        if at > 0 {
            line.push(' ');
        }
        line.push_str(part.trim_end_matches('\r').trim_end());
    }
    line
}

/// Parses a catalog. Invalid entries are left out.
pub(crate) fn parse(text: &str) -> Vec<CatalogEntry> {
    let tree = parser::parse(text).unwrap_or_else(|(tree, _)| tree);
    tree.body.iter().filter_map(entry).collect()
}

fn entry(entry: &ast::Entry<&str>) -> Option<CatalogEntry> {
    let ast::Entry::Message(message) = entry else { return None };
    let pattern = message.value.as_ref()?;
    let comment = |name: &str| {
        let lines = message.comment.iter().flat_map(|comment| &comment.content);
        let mut found = lines.filter_map(|line| line.trim_start().strip_prefix(name)?.strip_prefix(':'));
        found.next().map(|rest| rest.trim().to_owned()).filter(|rest| !rest.is_empty())
    };
    let text = plain_text(pattern);
    let empty = text.as_deref().is_some_and(|text| text.trim().is_empty());
    let stated = comment("State").and_then(|state| State::from_name(&state));
    let state = match stated {
        _ if empty => State::Missing,
        Some(State::Missing) | None => State::Translated,
        Some(state) => state,
    };
    Some(CatalogEntry {
        id: message.id.name.to_owned(),
        value: if empty { String::new() } else { written(message.id.name, pattern) },
        source: comment("Source").unwrap_or_default(),
        was: comment("Was").filter(|_| state == State::Stale),
        state,
        is_confirmed: matches!(stated, Some(State::Translated | State::Reviewed | State::Final)),
        origin: comment("Origin"),
        refers: text.is_none(),
        text: text.unwrap_or_default(),
    })
}

/// The text of a pattern that refers to nothing.
fn plain_text(pattern: &ast::Pattern<&str>) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => text.push_str(value),
            ast::PatternElement::Placeable {
                expression: ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }),
            } => fluent_syntax::unicode::unescape_unicode(&mut text, value).ok()?,
            ast::PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text.replace('\n', " "))
}

/// A value in Fluent syntax, re-indented.
fn written(id: &str, pattern: &ast::Pattern<&str>) -> String {
    let message = ast::Message {
        id: ast::Identifier { name: id },
        value: Some(ast::Pattern { elements: pattern.elements.clone() }),
        attributes: Vec::new(),
        comment: None,
    };
    let text = serializer::serialize(&ast::Resource { body: vec![ast::Entry::Message(message)] });
    text.split_once('=').map_or("", |(_, value)| value).trim_end().trim_start_matches(' ').to_owned()
}

/// Plain text as a Fluent value.
pub(crate) fn value_of(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' => value.push_str("{ \"{\" }"),
            '}' => value.push_str("{ \"}\" }"),
            '\n' => value.push(' '),
            letter => value.push(letter),
        }
    }
    value
}

/// The catalog of an article with its source's sentences in order, each with what the old catalog has for it: equal sentences keep
/// their translation, similar ones keep it as stale, and messages that are no longer needed are kept at the end. `terms` returns the
/// glossary's notes on a sentence, one line each.
pub(crate) fn refreshed(
    title: &str,
    units: &[SourceUnit],
    old: &[CatalogEntry],
    terms: &dyn Fn(&str) -> Vec<String>,
) -> String {
    let origins = origins(units, old);
    let mut text = format!(
        "### {}\n###\n### One message for each sentence of the article. Write the translation in the place of {{ \"\" }}.\n### Where a sentence is stale, mend the translation and delete the lines Was and State above it.\n",
        comment_line(title)
    );
    let mut used = vec![false; old.len()];
    for (unit, origin) in units.iter().zip(&origins) {
        if unit.heading {
            let _ = write!(text, "\n## {}\n", comment_line(&unit.text));
        }
        match origin {
            Continuation::Same(at) | Continuation::Part(at) => {
                used[*at] = true;
                let was = None;
                let state = if old[*at].state == State::Stale { State::Translated } else { old[*at].state };
                push(&mut text, unit, &CatalogEntry { was, state, ..old[*at].clone() }, &terms(&unit.text));
            }
            Continuation::Changed(at) => {
                used[*at] = true;
                let was = Some(old[*at].made_from().to_owned());
                push(
                    &mut text,
                    unit,
                    &CatalogEntry { was, state: State::Stale, ..old[*at].clone() },
                    &terms(&unit.text),
                );
            }
            Continuation::New => push(&mut text, unit, &missing(), &terms(&unit.text)),
        }
    }
    let left: Vec<&CatalogEntry> =
        old.iter().zip(&used).filter(|(_, used)| !**used).map(|(entry, _)| entry).collect();
    push_left(&mut text, units, &left);
    text
}

/// The catalog of an article whose sentences a machine has translated, all of them, in their order.
pub(crate) fn made_by_machine(title: &str, units: &[SourceUnit], texts: &[String], origin: &str) -> String {
    let mut text = format!("### {}\n", comment_line(title));
    for (unit, target) in units.iter().zip(texts) {
        let origin = Some(origin.to_owned());
        push(
            &mut text,
            unit,
            &CatalogEntry { value: value_of(target), state: State::Machine, origin, ..missing() },
            &[],
        );
    }
    text
}

/// True where two catalogs have the same lines, apart from `State:`.
pub(crate) fn asks_the_same(one: &str, other: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("# State:")).map(str::to_owned).collect()
    };
    lines(one) == lines(other)
}

/// The catalog of the source locale, which all others are compared with.
pub(crate) fn reference(title: &str, units: &[SourceUnit]) -> String {
    let mut text = format!("### {}\n", comment_line(title));
    for unit in units {
        text.push('\n');
        push_remarks(&mut text, unit);
        let _ = writeln!(text, "{} = {}", unit.id, value_of(&unit.text));
    }
    text
}

fn origins(units: &[SourceUnit], old: &[CatalogEntry]) -> Vec<Continuation> {
    let named = |id: &str| matches!(id, "title" | "description");
    // The context is part of what is compared: two equal buttons are two texts.
    let sentence = |text: &str| Sentence::new(text, []);
    let translated: Vec<usize> =
        (0..old.len()).filter(|at| old[*at].is_translated() && !named(&old[*at].id)).collect();
    let olds: Vec<Sentence> = translated.iter().map(|at| sentence(old[*at].made_from())).collect();
    let body: Vec<&SourceUnit> = units.iter().filter(|unit| !named(&unit.id)).collect();
    let news: Vec<Sentence> = body.iter().map(|unit| sentence(&unit.text)).collect();
    let mut aligned = align(&olds, &news).into_iter().map(|origin| match origin {
        Continuation::Same(at) => Continuation::Same(translated[at]),
        Continuation::Part(at) => Continuation::Part(translated[at]),
        Continuation::Changed(at) => Continuation::Changed(translated[at]),
        Continuation::New => Continuation::New,
    });
    let by_name = |unit: &SourceUnit| {
        let at = old.iter().position(|entry| entry.id == unit.id && entry.is_translated())?;
        let same = source_hash(old[at].made_from()) == source_hash(&unit.text);
        Some(if same { Continuation::Same(at) } else { Continuation::Changed(at) })
    };
    let origin = |unit: &SourceUnit| {
        let origin = if named(&unit.id) { by_name(unit) } else { aligned.next() };
        origin.unwrap_or(Continuation::New)
    };
    units.iter().map(origin).collect()
}

fn missing() -> CatalogEntry {
    CatalogEntry {
        id: String::new(),
        value: String::new(),
        source: String::new(),
        was: None,
        state: State::Missing,
        is_confirmed: false,
        origin: None,
        refers: false,
        text: String::new(),
    }
}

fn push(text: &mut String, unit: &SourceUnit, entry: &CatalogEntry, terms: &[String]) {
    let _ = write!(text, "\n# Source: {}\n", comment_line(&unit.text));
    if let Some(was) = &entry.was {
        let _ = writeln!(text, "# Was: {}", comment_line(was));
    }
    push_remarks(text, unit);
    for term in terms {
        let _ = writeln!(text, "# Term: {}", comment_line(term));
    }
    let _ = writeln!(text, "# State: {}", entry.written_state().name());
    if let Some(origin) = &entry.origin {
        let _ = writeln!(text, "# Origin: {}", comment_line(origin));
    }
    let _ = writeln!(text, "{} = {}", unit.id, if entry.is_translated() { &entry.value } else { "{ \"\" }" });
}

fn push_remarks(text: &mut String, unit: &SourceUnit) {
    if let Some(note) = &unit.note {
        let _ = writeln!(text, "# Note: {}", comment_line(note));
    }
    if let Some(context) = &unit.context {
        let _ = writeln!(text, "# Context: {}", comment_line(context));
    }
}

/// Keeps translations that are no longer needed: a sentence may come back.
fn push_left(text: &mut String, units: &[SourceUnit], left: &[&CatalogEntry]) {
    let wanted: FxHashSet<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
    let kept: Vec<&&CatalogEntry> =
        left.iter().filter(|entry| entry.is_translated() && !wanted.contains(entry.id.as_str())).collect();
    if !kept.is_empty() {
        text.push_str("\n## No longer in the article\n");
    }
    for entry in kept {
        let unit = SourceUnit {
            id: entry.id.clone(),
            text: entry.made_from().to_owned(),
            range: None,
            heading: false,
            note: None,
            context: None,
        };
        push(text, &unit, &CatalogEntry { was: None, ..(**entry).clone() }, &[]);
    }
}

/// A text on the one line that a comment has.
fn comment_line(text: &str) -> String {
    normalised_line(text)
}

#[cfg(test)]
mod tests;
