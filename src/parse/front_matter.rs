//! Owns the front matter: finds it at the head of an article, reads it, and tells what is wrong with it.

mod reader;

use std::ops::Range;

use self::reader::FrontMatterReader;
use super::config::Variable;
use super::markdown::faq::FaqPolicy;
use crate::diagnostics::Checked;
use crate::locale::CalendarDate;
use crate::source::SourcePath;

/// How a text came to be in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TranslationKind {
    /// `MT`, and `auto`: by a machine.
    Machine,
    /// `HT`: by people.
    Human,
}

/// How much a change of a source weighs for the readers of its translations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeWeight {
    /// White space, line breaks, metadata.
    None,
    /// The size of a typing error.
    Minor,
    /// Anything else: new words, another number.
    Major,
}

/// The keys of an article that the house uses. All are optional; what cannot be used is as if absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `title`: for the browser's tab and search engines; the page itself shows its first heading.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `slug`: the last part of the address instead of the file's name.
    pub slug: Option<String>,
    /// `ms.date` or `date`: when the text was last changed.
    pub date: Option<CalendarDate>,
    /// `ROBOTS`: the value of the robots meta tag, in lower case.
    pub robots: Option<String>,
    /// `draft`: true keeps the article out of the site.
    pub draft: bool,
    /// `search`: false keeps the article out of the search; that of the source holds where a translation says nothing.
    pub search: Option<bool>,
    /// `search-priority`: what the article is worth beside others that a query finds; 1 is usual.
    pub search_priority: Option<f32>,
    /// `ms.translationtype`.
    pub translation_kind: Option<TranslationKind>,
    /// `ms.openlocfilehash`: SHA-1 of the source file with CRLF line ends, in lower-case hexadecimal.
    pub source_hash: Option<String>,
    /// `ms.sourcegitcommit`: the commit of the source repository.
    pub source_commit: Option<String>,
    /// `ms.lasthandoff`: when the source was last sent to translation.
    pub handed_off: Option<CalendarDate>,
    /// `last-change`: what the author of a source says about how much its last change weighs.
    pub last_change: Option<ChangeWeight>,
    /// `reviewed`: when a person last read the translation.
    pub reviewed: Option<CalendarDate>,
    /// Every key as written, for templates: the keys above, the other known keys, and unknown ones.
    pub params: serde_json::Map<String, serde_json::Value>,
}

impl FrontMatter {
    /// A variable of the article: an entry of `vars` that is a text or a number.
    pub fn variable(&self, name: &str) -> Option<Variable> {
        match self.params.get("vars")?.get(name)? {
            serde_json::Value::String(text) => Some(Variable::Text(text.clone())),
            serde_json::Value::Number(number) => number.as_f64().map(Variable::Number),
            _ => None,
        }
    }

    /// The names of the article's variables.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        let vars = self.params.get("vars").and_then(serde_json::Value::as_object);
        vars.into_iter().flat_map(|vars| vars.keys().map(String::as_str))
    }

    /// What the article says about its questions: `faq: false`, `ms.topic: faq` or `layout: faq`.
    pub fn questions(&self) -> FaqPolicy {
        let says_faq = |key| self.params.get(key).and_then(serde_json::Value::as_str);
        let declares = |key| says_faq(key).is_some_and(|value| value.eq_ignore_ascii_case("faq"));
        if self.params.get("faq") == Some(&serde_json::Value::Bool(false)) {
            FaqPolicy::Refused
        } else if declares("ms.topic") || declares("layout") {
            FaqPolicy::Declared
        } else {
            FaqPolicy::Guessed
        }
    }
}

/// Where the front matter of a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The YAML, without its fences.
    pub yaml: Range<usize>,
    /// Where the body begins: after the closing fence's line end.
    pub body: usize,
}

/// Finds the front matter at the very beginning of a text (after a byte order mark, if there is one).
pub fn bounds(text: &str) -> Option<Bounds> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[start..].split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let yaml_start = start + first.len();
    let mut line_start = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Bounds { yaml: yaml_start..line_start, body: line_start + line.len() });
        }
        line_start += line.len();
    }
    None
}

/// Reads the YAML of a front matter. `base` is where it begins in the file, for the places of diagnostics.
pub fn parse(yaml: &str, base: usize, path: &SourcePath) -> Checked<FrontMatter> {
    FrontMatterReader::read(yaml, base, path)
}

/// The front matter of a source, as far as its translation tells it: its first heading as title, and every key that hand-off copies
/// as it stands. The translation's own keys (its hashes, its locale, its dates) and its translated texts are left out.
pub fn of_source(translation: &FrontMatter, yaml: &str, title: Option<&str>) -> String {
    const OWN: [&str; 8] = [
        "title",
        "description",
        "ms.openlocfilehash",
        "ms.sourcegitcommit",
        "ms.translationtype",
        "ms.contentlocale",
        "ms.lasthandoff",
        "ms.locfileid",
    ];
    let mut text = String::from("---\n");
    if let Some(title) = title {
        text.push_str(&format!("title: {}\n", serde_json::Value::from(title)));
    }
    let mut keep = false;
    for line in yaml.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default().trim_end();
        if translation.params.contains_key(key) {
            keep = !OWN.contains(&key);
        }
        if keep {
            text.push_str(line);
        }
    }
    text + "---\n"
}
