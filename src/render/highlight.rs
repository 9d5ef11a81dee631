//! Owns syntax highlighting: code as spans with classes, drawn once for all locales that repeat it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Marks up code, and remembers it: highlighting is the dearest step there is.
#[derive(Debug, Default)]
pub struct Highlighter {
    drawn: Mutex<FxHashMap<(String, String), Option<Arc<str>>>>,
}

/// The classes that the theme's stylesheet knows begin so.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Longer code is shown plain: a grammar's regular expressions may be slow on it.
const LONGEST: usize = 64 * 1024;

impl Highlighter {
    /// The HTML of some code; nothing where the language is not known.
    pub fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
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

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<(String, String), Option<Arc<str>>>> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark_up(language: &str, code: &str) -> Option<String> {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    let syntaxes = SYNTAXES.get_or_init(two_face::syntax::extra_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
