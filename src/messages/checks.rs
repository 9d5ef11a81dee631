//! Owns what is wrong with the messages of a site's own Fluent files, beyond their syntax: what they refer to, cycles, plural
//! categories, variables that nothing passes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::interface::{Messages, Resources, StringFile};
use crate::diagnostics::{Code, Diagnostic, Severity, nearest};
use crate::locale::{Formats, Locale, default_chain};
use crate::parse::strings::{MessageEntry, MessageReference, MessageTarget};
use crate::source::Span;

/// The functions that messages can call.
const FUNCTIONS: [&str; 2] = ["DATETIME", "NUMBER"];

/// The names under which messages can be referred to, each with what its text refers to.
type Graph = FxHashMap<String, Vec<String>>;

/// The diagnostics of the site's own files, all but those about variables. Errors in the source locale, warnings elsewhere.
pub(crate) fn of_files(files: &[StringFile], resources: &Resources, source: &Locale) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let all = files.iter().flat_map(|file| file.resource.entries()).flat_map(|entry| &entry.references);
    let passed: FxHashSet<(&MessageTarget, &str)> = all
        .flat_map(|reference| reference.named.iter().map(|name| (&reference.target, name.as_str())))
        .collect();
    let mut graphs: FxHashMap<&Locale, (Graph, FxHashSet<String>)> = FxHashMap::default();
    for file in files {
        let (graph, cyclic) = graphs.entry(&file.locale).or_insert_with(|| {
            let graph = graph(resources, &file.locale, source);
            let cyclic = on_cycles(&graph);
            (graph, cyclic)
        });
        let formats = Formats::new(&file.locale);
        let check = FileCheck { file, source, graph, cyclic, formats, passed: &passed };
        diagnostics.extend(file.resource.entries().iter().flat_map(|entry| check.entry(entry)));
    }
    diagnostics
}

/// Variables in the site's own messages that nothing passes: for a message of the binary the ones that its English text has, for
/// others those of the calls in templates. A message that no template calls is part of other messages, or not used.
pub(crate) fn of_variables(
    messages: &Messages,
    passed: &FxHashMap<String, FxHashSet<String>>,
    source: &Locale,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for file in messages.files() {
        for entry in file.resource.entries().iter().filter(|entry| !entry.is_term()) {
            let Some(known) = known_variables(messages, passed, &entry.id) else { continue };
            for reference in &entry.references {
                let MessageTarget::Variable(name) = &reference.target else { continue };
                if !known.contains(&name.as_str()) {
                    let message = format!("`{}` is never given a variable `${name}`", entry.id);
                    let help = match nearest(name, known.iter().copied()) {
                        Some(near) => format!("did you mean `${near}`?"),
                        None => variables_named(&known),
                    };
                    diagnostics.push(report(file, source, reference.span, message).help(help));
                }
            }
        }
    }
    diagnostics
}

fn known_variables<'a>(
    messages: &'a Messages,
    passed: &'a FxHashMap<String, FxHashSet<String>>,
    id: &str,
) -> Option<Vec<&'a str>> {
    let built_in = messages.built_in_variables(id);
    let called = passed.get(id);
    if built_in.is_none() && called.is_none() {
        return None;
    }
    let mut known: Vec<&str> = built_in.unwrap_or_default();
    known.extend(called.into_iter().flatten().map(String::as_str));
    known.sort_unstable();
    known.dedup();
    Some(known)
}

fn variables_named(known: &[&str]) -> String {
    match known {
        [] => "it has no variables".to_owned(),
        names => {
            let names: Vec<String> = names.iter().map(|name| format!("`${name}`")).collect();
            format!("it has {}", names.join(", "))
        }
    }
}

fn report(file: &StringFile, source: &Locale, span: Span, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::at(Code::StringInvalid, &file.path, span, message);
    if !default_chain(source, source, &[]).contains(&file.locale) {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

struct FileCheck<'a> {
    file: &'a StringFile,
    source: &'a Locale,
    graph: &'a Graph,
    cyclic: &'a FxHashSet<String>,
    formats: Formats,
    /// What some message passes to a term.
    passed: &'a FxHashSet<(&'a MessageTarget, &'a str)>,
}

impl FileCheck<'_> {
    fn entry(&self, entry: &MessageEntry) -> Vec<Diagnostic> {
        let references = entry.references.iter().filter_map(|reference| self.reference(entry, reference));
        let mut diagnostics: Vec<Diagnostic> = references.collect();
        diagnostics.extend(self.plurals(entry));
        if entry.is_blank {
            let message = format!("`{}` is an empty text", entry.id);
            diagnostics.push(self.report(entry.span, message).help("write its text, or delete the entry"));
        }
        diagnostics
    }

    fn reference(&self, entry: &MessageEntry, reference: &MessageReference) -> Option<Diagnostic> {
        match &reference.target {
            MessageTarget::Variable(name) => self.parameter(entry, reference, name),
            MessageTarget::Function(name) if FUNCTIONS.contains(&name.as_str()) => None,
            MessageTarget::Function(name) => {
                let message = format!("there is no function `{name}`");
                Some(self.report(reference.span, message).help("there are `NUMBER` and `DATETIME`"))
            }
            MessageTarget::Message(name) | MessageTarget::Term(name) => self.name(entry, reference, name),
        }
    }

    /// A term knows nothing but what a message passes to it.
    fn parameter(
        &self,
        entry: &MessageEntry,
        reference: &MessageReference,
        name: &str,
    ) -> Option<Diagnostic> {
        let term = MessageTarget::Term(entry.id.clone());
        if !entry.is_term() || reference.is_selector || self.passed.contains(&(&term, name)) {
            return None;
        }
        let message = format!("no message passes `${name}` to `{}`", entry.id);
        Some(
            self.report(reference.span, message)
                .help(format!("pass it: `{{ {}({name}: \"…\") }}`", entry.id)),
        )
    }

    fn name(&self, entry: &MessageEntry, reference: &MessageReference, name: &str) -> Option<Diagnostic> {
        if !self.graph.contains_key(name) {
            let diagnostic = self.report(reference.span, format!("there is no `{name}`"));
            let is_same_kind = |known: &&str| known.starts_with('-') == name.starts_with('-');
            let names = self.graph.keys().map(String::as_str).filter(is_same_kind);
            let mut names: Vec<&str> = names.collect();
            names.sort_unstable();
            return Some(match nearest(name, names) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("define it in this file, or in one of the source locale"),
            });
        }
        let own = key(&entry.id, reference.attribute.as_deref());
        (self.cyclic.contains(&own) && self.cyclic.contains(name)).then(|| {
            let message = format!("`{own}` contains itself by way of `{name}`");
            self.report(reference.span, message).help("write the text out in one of them")
        })
    }

    fn plurals(&self, entry: &MessageEntry) -> Vec<Diagnostic> {
        let lacking = entry.plurals.iter().filter_map(|plural| {
            let categories = self.formats.plural_categories(plural.is_ordinal);
            let is_known = categories.len() > 1 || self.formats.has_data();
            if !is_known || categories.contains(&plural.category.as_str()) {
                return None;
            }
            let message = format!("{} has no plural category `{}`", self.file.locale, plural.category);
            let help = format!("it has {}; numbers such as `[0]` can be variants too", categories.join(", "));
            Some(self.report(plural.span, message).help(help))
        });
        lacking.collect()
    }

    fn report(&self, span: Span, message: String) -> Diagnostic {
        report(self.file, self.source, span, message)
    }
}

/// What each name refers to that a message of this locale can see.
fn graph(resources: &Resources, locale: &Locale, source: &Locale) -> Graph {
    let mut graph = Graph::default();
    for (_, resource) in resources.levels(locale, std::slice::from_ref(source)) {
        for entry in resource.entries() {
            let attributes = entry.attributes.iter().map(|name| Some(name.as_str()));
            let value = (entry.has_value || entry.is_term()).then_some(None);
            for attribute in value.into_iter().chain(attributes) {
                graph.entry(key(&entry.id, attribute)).or_insert_with(|| targets(entry, attribute));
            }
        }
    }
    graph
}

fn key(id: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"))
}

fn targets(entry: &MessageEntry, attribute: Option<&str>) -> Vec<String> {
    let own = entry.references.iter().filter(|reference| reference.attribute.as_deref() == attribute);
    let names = own.filter_map(|reference| match &reference.target {
        MessageTarget::Message(name) | MessageTarget::Term(name) => Some(name.clone()),
        _ => None,
    });
    names.collect()
}

/// The names that lie on cycles or between two: what is left when all are taken out that lead to nothing, then all that nothing
/// leads to. Each step takes one name out, so the work grows with the references.
fn on_cycles(graph: &Graph) -> FxHashSet<String> {
    let mut reversed: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (from, to) in graph {
        for to in to.iter().filter(|to| graph.contains_key(*to)) {
            reversed.entry(to.as_str()).or_default().push(from);
        }
    }
    let forward: FxHashMap<&str, Vec<&str>> =
        graph.iter().map(|(from, to)| (from.as_str(), to.iter().map(String::as_str).collect())).collect();
    let all: FxHashSet<&str> = graph.keys().map(String::as_str).collect();
    let leading = without_ends(&all, &forward, &reversed);
    without_ends(&leading, &reversed, &forward).into_iter().map(str::to_owned).collect()
}

/// The names without those from which `next` leads to no other one of them, again and again.
fn without_ends<'a>(
    names: &FxHashSet<&'a str>,
    next: &FxHashMap<&'a str, Vec<&'a str>>,
    back: &FxHashMap<&'a str, Vec<&'a str>>,
) -> FxHashSet<&'a str> {
    let count =
        |name: &&'a str| next.get(name).map_or(0, |to| to.iter().filter(|to| names.contains(*to)).count());
    let mut open: FxHashMap<&str, usize> = names.iter().map(|name| (*name, count(name))).collect();
    let mut ends: Vec<&str> = open.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
    let mut left = names.clone();
    while let Some(end) = ends.pop() {
        left.remove(end);
        for from in back.get(end).into_iter().flatten() {
            let Some(count) = open.get_mut(from) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 && left.contains(from) {
                ends.push(from);
            }
        }
    }
    left
}

#[cfg(test)]
mod tests;
