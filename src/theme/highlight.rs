//! Owns syntax highlighting: code as spans with classes, rendered once for all locales that repeat it.

mod powershell;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::escape;

/// Highlights code and caches the result: highlighting is the most expensive step of a build.
#[derive(Debug, Default)]
pub(crate) struct Highlighter {
    cache: Mutex<HighlightedCode>,
}

/// HTML by language and code; `None` where the language is not known.
type HighlightedCode = FxHashMap<(String, String), Option<Arc<str>>>;

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

/// The longest code that is highlighted, in bytes; longer code is displayed plain: a grammar's regular expressions may be slow on it.
const LONGEST: usize = 64 * 1024;

impl Highlighter {
    /// The HTML of some code; `None` where the language is not known or the code is too long.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
        if language.is_empty() || code.len() > LONGEST {
            return None;
        }
        let key = (language.to_owned(), code.to_owned());
        if let Some(known) = self.lock().get(&key) {
            return known.clone();
        }
        let html: Option<Arc<str>> = mark_up(language, code).map(Arc::from);
        self.lock().insert(key, html.clone());
        html
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HighlightedCode> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark_up(language: &str, code: &str) -> Option<String> {
    if powershell::is(language) {
        return Some(powershell::mark_up(code));
    }
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    let syntaxes = SYNTAXES.get_or_init(two_face::syntax::extra_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, syntaxes).ok()?;
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            scopes.apply(operation).ok()?;
            if !text.is_empty() {
                let class = if text.trim().is_empty() { open } else { class_of(&scopes) };
                change_class(&mut html, &mut open, class);
                escape::push(&mut html, text);
            }
        }
    }
    change_class(&mut html, &mut open, None);
    Some(html)
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
