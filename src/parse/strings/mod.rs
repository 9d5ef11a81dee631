//! Owns one Fluent file: its entries with their places and references, and the form that bundles run.

mod depth;
mod plurals;
mod references;
mod selects;

pub(crate) use self::plurals::PluralKey;
pub(crate) use self::references::{MessageReference, MessageTarget};
pub(crate) use self::selects::{SELECT_FUNCTION, TERM_MARK};

use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind, ParserError};
use rustc_hash::FxHashSet;

use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::parse::controls;
use crate::source::{SourcePath, Span};

/// One Fluent file, parsed once and shared by every bundle that it is a layer of.
#[derive(Debug)]
pub(crate) struct Resource {
    entries: Vec<MessageEntry>,
    runtime: FluentResource,
}

/// What a Fluent file defines under one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageEntry {
    /// The id; a term's begins with `-`.
    pub id: String,
    /// Where the id stands, without a term's hyphen.
    pub span: Span,
    /// False where a message has attributes only.
    pub has_value: bool,
    /// The names of its attributes, in order.
    pub attributes: Vec<String>,
    /// What value and attributes refer to, in order.
    pub references: Vec<MessageReference>,
    /// The plural categories that its variants are for, in order.
    pub plurals: Vec<PluralKey>,
    /// True where the value can only be an empty text.
    pub is_blank: bool,
}

impl MessageEntry {
    /// Terms are for other messages only and have no place of their own on a page.
    pub(crate) fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// The names under which it can be requested from a bundle: the id, and `id.attribute` for each attribute.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let value = self.has_value.then(|| self.id.clone());
        value.into_iter().chain(self.attributes.iter().map(|attribute| format!("{}.{attribute}", self.id)))
    }
}

impl Resource {
    /// Everything that it defines, in order; of an id that stands twice, the first.
    pub(crate) fn entries(&self) -> &[MessageEntry] {
        &self.entries
    }

    /// The entry of an id (`-id` for a term).
    pub(crate) fn entry(&self, id: &str) -> Option<&MessageEntry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The form that `fluent-bundle` runs, with every select handed to [`SELECT_FUNCTION`].
    pub(crate) fn runtime(&self) -> &FluentResource {
        &self.runtime
    }
}

/// Parses one Fluent file. A broken entry is left out and reported at its place; the rest is used.
pub(crate) fn parse(path: &SourcePath, bytes: &[u8]) -> Checked<Arc<Resource>> {
    let mut diagnostics = Vec::new();
    let text = decoded(path, bytes, &mut diagnostics);
    let (text, too_deep) = depth::without_deep_entries(&text);
    diagnostics.extend(too_deep.into_iter().map(|span| too_deep_at(path, span)));
    let tree = match parser::parse_runtime(&*text) {
        Ok(tree) => tree,
        Err((tree, errors)) => {
            diagnostics.extend(errors.iter().filter_map(|error| broken_at(path, &text, error)));
            tree
        }
    };
    let entries = unique(path, entries_of(&text, &tree), &mut diagnostics);
    let runtime = selects::runtime_form(&text, &tree);
    let resource = Resource { entries, runtime };
    Checked { value: Arc::new(resource), diagnostics }
}

/// The bytes as text of the same length, so that places stay right: what is not UTF-8 and a byte order mark become blank.
fn decoded(path: &SourcePath, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    let mut text = String::with_capacity(bytes.len());
    diagnostics.extend(controls::diagnostics(path, bytes));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let span = text.len()..text.len() + chunk.invalid().len();
            diagnostics.push(Diagnostic::at(Code::SourceNotUtf8, path, span, "these bytes are not UTF-8"));
            text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
        }
    }
    if text.starts_with('\u{FEFF}') {
        text.replace_range(..'\u{FEFF}'.len_utf8(), "\n\n\n");
    }
    text
}

fn entries_of(text: &str, tree: &ast::Resource<&str>) -> Vec<MessageEntry> {
    tree.body
        .iter()
        .filter_map(|entry| match entry {
            ast::Entry::Message(message) => {
                Some(entry_of(text, "", &message.id, message.value.as_ref(), &message.attributes))
            }
            ast::Entry::Term(term) => {
                Some(entry_of(text, "-", &term.id, Some(&term.value), &term.attributes))
            }
            _ => None,
        })
        .collect()
}

fn entry_of(
    text: &str,
    sigil: &str,
    id: &ast::Identifier<&str>,
    value: Option<&ast::Pattern<&str>>,
    attributes: &[ast::Attribute<&str>],
) -> MessageEntry {
    let of_value = value.map(|pattern| (pattern, None));
    let of_attributes = attributes.iter().map(|attribute| (&attribute.value, Some(attribute.id.name)));
    let patterns: Vec<_> = of_value.into_iter().chain(of_attributes).collect();
    MessageEntry {
        id: format!("{sigil}{}", id.name),
        span: span_of(text, id.name),
        has_value: value.is_some(),
        attributes: attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect(),
        references: patterns
            .iter()
            .flat_map(|(pattern, name)| references::of(text, pattern, *name))
            .collect(),
        plurals: patterns.iter().flat_map(|(pattern, _)| plurals::of(text, pattern)).collect(),
        is_blank: value.is_some_and(plurals::is_blank),
    }
}

/// Where a slice of the text stands in it. The syntax tree keeps no places, but its names are slices of the text.
fn span_of(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + part.len())
}

/// Keeps the first entry of each id, as a bundle does, and reports the others.
fn unique(
    path: &SourcePath,
    entries: Vec<MessageEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MessageEntry> {
    let mut seen = FxHashSet::default();
    let (kept, repeated): (Vec<MessageEntry>, Vec<MessageEntry>) =
        entries.into_iter().partition(|entry| seen.insert(entry.id.clone()));
    diagnostics.extend(repeated.iter().map(|entry| {
        let message = format!("`{}` is defined further up already, and that one is used", entry.id);
        Diagnostic::at(Code::FluentSyntax, path, entry.span, message).help("delete one of the two")
    }));
    kept
}

fn too_deep_at(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::at(Code::FluentSyntax, path, span, "placeables are nested too deeply")
        .help("split the message, or refer to a term")
}

/// The diagnostic of a parser error; nothing for the blank rest of an entry that is reported already.
fn broken_at(path: &SourcePath, text: &str, error: &ParserError) -> Option<Diagnostic> {
    let entry = error.slice.clone().unwrap_or_else(|| error.pos.clone());
    if text.get(entry.clone()).is_some_and(|junk| junk.trim().is_empty()) {
        return None;
    }
    let span = within_line(text, &error.pos, &entry);
    let diagnostic = Diagnostic::at(Code::FluentSyntax, path, span, describe(&error.kind));
    let begins_line = text[..entry.start.min(text.len())].ends_with(['\n', '\r']) || entry.start == 0;
    let help = "an entry begins at the start of a line";
    Some(if begins_line { diagnostic } else { diagnostic.help(help) })
}

/// The place of a parser error as one whole character: the parser may point behind the text, into the next line or into a character.
fn within_line(text: &str, pos: &Range<usize>, entry: &Range<usize>) -> Span {
    let mut start = pos.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    // At the end of a line, and at the start of the next one, where the parser misses what the line should have ended with, the last
    // character before it is reported.
    let seen = text.get(entry.start..start).unwrap_or("");
    let begins_line = seen[seen.trim_end().len()..].contains('\n') && !seen.trim().is_empty();
    if begins_line || text[start..].chars().next().is_none_or(char::is_whitespace) {
        let seen = seen.trim_end();
        start = entry.start + seen.char_indices().next_back().map_or(0, |(index, _)| index);
    }
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + length)
}

fn describe(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(token) => format!("`{token}` is expected here"),
        ErrorKind::ExpectedCharRange { range } => format!("a name is expected here, of {range}"),
        ErrorKind::ExpectedMessageField { entry_id } => {
            format!("message `{entry_id}` has neither value nor attribute")
        }
        ErrorKind::ExpectedTermField { entry_id } => format!("term `-{entry_id}` has no value"),
        ErrorKind::MissingDefaultVariant => "one variant must be the default: mark it with `*`".to_owned(),
        ErrorKind::MultipleDefaultVariants => "only one variant can be the default".to_owned(),
        other => {
            let text = other.to_string();
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
    }
}

#[cfg(test)]
mod tests;
