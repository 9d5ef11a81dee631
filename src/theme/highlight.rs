//! Owns syntax highlighting: code as spans with classes, rendered once for all locales that repeat it.

mod grammar;
mod powershell;

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::ScopeStack;
use syntect::util::LinesWithEndings;

use self::grammar::{Grammars, Stop};
use super::escape;

/// Highlights code and caches the result: highlighting is the most expensive step of a build.
#[derive(Debug, Default)]
pub(crate) struct Highlighter {
    cache: Mutex<FxHashMap<(String, String), Highlighted>>,
}

/// What became of some code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Highlighted {
    /// HTML with classes.
    Marked(Arc<str>),
    /// It is shown as it is: its language is not known.
    Plain,
    /// It is shown as it is: it is longer than what is highlighted.
    TooLong,
    /// It is shown as it is: its grammar needs too many steps for it.
    TooManySteps,
}

/// What the theme's stylesheet distinguishes: the prefix of a scope, and the class that it gets. The first match counts.
const CLASSES: [(&str, &str); 16] = [
    ("comment", "comment"),
    ("string", "string"),
    ("constant", "constant"),
    ("entity.other.attribute-name", "attribute-name"),
    ("entity.name.function", "function"),
    ("entity.name.tag", "tag"),
    ("entity", "entity"),
    ("keyword", "keyword"),
    ("storage", "storage"),
    ("support.function", "function"),
    ("support", "support"),
    ("variable.function", "function"),
    ("variable", "variable"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    ("invalid", "invalid"),
];

/// The longest code that is highlighted, in bytes.
const LONGEST: usize = 64 * 1024;

impl Highlighter {
    /// What becomes of some code.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Highlighted {
        if language.is_empty() {
            return Highlighted::Plain;
        }
        if code.len() > LONGEST {
            return Highlighted::TooLong;
        }
        let key = (language.to_owned(), code.to_owned());
        if let Some(known) = self.lock().get(&key) {
            return known.clone();
        }
        let result = mark_up(language, code);
        self.lock().insert(key, result.clone());
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<(String, String), Highlighted>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark_up(language: &str, code: &str) -> Highlighted {
    if powershell::is(language) {
        return Highlighted::Marked(powershell::mark_up(code).into());
    }
    match by_grammar(language, code) {
        None | Some(Err(Stop::Grammar)) => Highlighted::Plain,
        Some(Err(Stop::Budget)) => Highlighted::TooManySteps,
        Some(Ok(html)) => Highlighted::Marked(html.into()),
    }
}

/// `None` where there is no grammar of the language.
fn by_grammar(language: &str, code: &str) -> Option<Result<String, Stop>> {
    Some(walked(Grammars::get().walk(grammar_name(language), code)?, code))
}

/// The name by which a grammar is found, for names that authors write and no grammar has.
fn grammar_name(language: &str) -> &str {
    match language {
        "jsx" | "mjs" | "cjs" => "js",
        other => other,
    }
}

fn walked(mut walk: grammar::GrammarWalk, code: &str) -> Result<String, Stop> {
    let mut scopes = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(code) {
        let operations = walk.line(line)?;
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            scopes.apply(operation).map_err(|_| Stop::Grammar)?;
            if !text.is_empty() {
                let class = if text.trim().is_empty() { open } else { class_of(&scopes) };
                change_class(&mut html, &mut open, class);
                escape::push(&mut html, text);
            }
        }
    }
    change_class(&mut html, &mut open, None);
    Ok(html)
}

/// Neighbours of one class share an element.
fn change_class<'a>(html: &mut String, open: &mut Option<&'a str>, class: Option<&'a str>) {
    if *open == class {
        return;
    }
    if open.is_some() {
        html.push_str("</span>");
    }
    if let Some(class) = class {
        html.push_str(&format!("<span class=\"hl-{class}\">"));
    }
    *open = class;
}

/// The class of the innermost scope that has one; punctuation looks like what it belongs to.
fn class_of(scopes: &ScopeStack) -> Option<&'static str> {
    scopes.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        CLASSES.iter().find(|(prefix, _)| name.starts_with(prefix)).map(|(_, class)| *class)
    })
}
