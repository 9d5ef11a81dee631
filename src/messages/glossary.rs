//! Owns terminology: the glossaries of a site, and whether a translated sentence follows them.
//!
//! A glossary is a Fluent file of terms. The source locale's has the source form of each term (`.forms` are other forms) and marks a
//! name with `.translate = no`; another locale's has the wanted translation and the forbidden ones (`.forbidden`).

mod matching;

use fluent_syntax::{ast, parser};
use rustc_hash::FxHashMap;

use self::matching::{SentenceText, is_there, plain};
use crate::source::SourcePath;

/// The file below a locale's folder.
pub(crate) const FILE: &str = "glossary.ftl";

/// The terms that apply to translations into one locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glossary {
    terms: Vec<GlossaryTerm>,
    /// Terms by their first word in the source, in lower case.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Terms that can begin anywhere: those in scripts without spaces.
    anywhere: Vec<usize>,
}

/// One term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GlossaryTerm {
    /// Its name in the glossary.
    pub id: String,
    /// Its forms in the source, the main form first; empty where only the locale's glossary has it.
    pub source: Vec<String>,
    /// True for a name that is never translated.
    pub is_name: bool,
    /// Its forms in the locale, one of which a translation must use; empty where the locale requires none.
    pub wanted: Vec<String>,
    /// Forms that a translation must not use.
    pub forbidden: Vec<String>,
    /// The glossary's note to translators.
    pub note: Option<String>,
    /// The glossary file that requires it.
    pub asked_in: Option<SourcePath>,
}

/// What is wrong with the terms of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermProblem<'a> {
    /// None of the wanted forms is used.
    Missing(&'a GlossaryTerm),
    /// A name is not kept as it is.
    Changed(&'a GlossaryTerm),
    /// A forbidden form is used.
    Forbidden(&'a GlossaryTerm, &'a str),
}

/// One entry as a file has it.
struct GlossaryEntry {
    id: String,
    value: String,
    forms: Vec<String>,
    forbidden: Vec<String>,
    is_name: bool,
    note: Option<String>,
}

impl Glossary {
    /// The glossary of a locale: that of the source, and those of the locale and its chain, the nearest first.
    pub(crate) fn new(source: &[(SourcePath, String)], own: &[(SourcePath, String)]) -> Self {
        let mut terms: Vec<GlossaryTerm> = Vec::new();
        for (path, entry) in entries(source) {
            let source = std::iter::once(entry.value).chain(entry.forms).collect();
            let GlossaryEntry { id, is_name, note, .. } = entry;
            let asked_in = Some(path.clone());
            terms.push(GlossaryTerm { id, source, is_name, note, asked_in, ..GlossaryTerm::default() });
        }
        let mut taken = Vec::new();
        for (path, entry) in entries(own) {
            if taken.contains(&entry.id) {
                continue;
            }
            taken.push(entry.id.clone());
            let at = terms.iter().position(|term| term.id == entry.id).unwrap_or_else(|| {
                terms.push(GlossaryTerm { id: entry.id.clone(), ..GlossaryTerm::default() });
                terms.len() - 1
            });
            let term = &mut terms[at];
            term.wanted = std::iter::once(entry.value).chain(entry.forms).collect();
            term.forbidden = entry.forbidden;
            term.is_name |= entry.is_name;
            term.note = entry.note.or_else(|| term.note.take());
            term.asked_in = Some(path.clone());
        }
        Self::of_terms(terms)
    }

    fn of_terms(terms: Vec<GlossaryTerm>) -> Self {
        let mut glossary = Self { terms, ..Self::default() };
        for (at, term) in glossary.terms.iter().enumerate() {
            for form in &term.source {
                match matching::first_word(form) {
                    Some(word) => glossary.by_word.entry(word).or_default().push(at),
                    None => glossary.anywhere.push(at),
                }
            }
        }
        glossary
    }

    /// True where there are no terms.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms that stand in a source sentence, in the glossary's order.
    fn terms_in(&self, source: &SentenceText) -> Vec<&GlossaryTerm> {
        let begun = source.words().filter_map(|word| self.by_word.get(word)).flatten().copied();
        let mut found: Vec<usize> = begun.chain(self.anywhere.iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        let stands = |term: &&GlossaryTerm| term.source.iter().any(|form| source.has(form, term.is_name));
        found.into_iter().map(|at| &self.terms[at]).filter(stands).collect()
    }

    /// What is wrong with the terms of one translated sentence. Both texts are Markdown; code in them is not checked.
    pub(crate) fn problems(&self, source: &str, target: &str) -> Vec<TermProblem<'_>> {
        let (original, translated) = (SentenceText::of(source), SentenceText::of(target));
        let mut problems = Vec::new();
        for term in self.terms_in(&original) {
            if term.is_name {
                let kept = term.source.iter().any(|form| target.contains(form.as_str()));
                problems.extend((!kept).then_some(TermProblem::Changed(term)));
                continue;
            }
            let used = term.forbidden.iter().find(|form| translated.uses(form, &term.wanted));
            match used {
                Some(form) => problems.push(TermProblem::Forbidden(term, form)),
                None if term.wanted.is_empty()
                    || term.wanted.iter().any(|form| is_there(form, &translated)) => {}
                None => problems.push(TermProblem::Missing(term)),
            }
        }
        let alone = self.terms.iter().filter(|term| term.source.is_empty());
        for term in alone {
            let used = term.forbidden.iter().find(|form| translated.uses(form, &term.wanted));
            problems.extend(used.map(|form| TermProblem::Forbidden(term, form)));
        }
        problems
    }

    /// Notes for translators about the terms of a source sentence, one line per term.
    pub(crate) fn notes(&self, source: &str) -> Vec<String> {
        if self.is_empty() {
            return Vec::new();
        }
        self.terms_in(&SentenceText::of(source)).into_iter().filter_map(note).collect()
    }
}

fn note(term: &GlossaryTerm) -> Option<String> {
    let name = term.source.first()?;
    let mut line = match (term.is_name, term.wanted.first()) {
        (true, _) => format!("{name} is not translated"),
        (false, Some(wanted)) => format!("{name} = {wanted}"),
        (false, None) => name.clone(),
    };
    if !term.forbidden.is_empty() {
        line.push_str(&format!(", not {}", term.forbidden.join(", ")));
    }
    if let Some(note) = &term.note {
        line.push_str(&format!(". {note}"));
    }
    Some(line)
}

fn entries(files: &[(SourcePath, String)]) -> impl Iterator<Item = (&SourcePath, GlossaryEntry)> {
    files.iter().flat_map(|(path, text)| {
        let tree = parser::parse(text.as_str()).unwrap_or_else(|(tree, _)| tree);
        let entries: Vec<GlossaryEntry> = tree.body.iter().filter_map(entry).collect();
        entries.into_iter().map(move |entry| (path, entry))
    })
}

fn entry(entry: &ast::Entry<&str>) -> Option<GlossaryEntry> {
    let ast::Entry::Term(term) = entry else { return None };
    let attribute = |name: &str| {
        let found = term.attributes.iter().find(|attribute| attribute.id.name == name)?;
        Some(plain(&found.value))
    };
    let list = |name: &str| -> Vec<String> {
        let text = attribute(name).unwrap_or_default();
        let forms = text.split([',', '،', '、']).map(str::trim).filter(|form| !form.is_empty());
        forms.map(str::to_owned).collect()
    };
    let value = plain(&term.value).trim().to_owned();
    let note = term.comment.as_ref().map(|comment| comment.content.join(" ").trim().to_owned());
    (!value.is_empty()).then(|| GlossaryEntry {
        id: format!("-{}", term.id.name),
        value,
        forms: list("forms"),
        forbidden: list("forbidden"),
        is_name: attribute("translate").is_some_and(|value| value.trim() == "no"),
        note: note.filter(|note| !note.is_empty()),
    })
}

#[cfg(test)]
mod tests;
