//! Owns the texts of files that articles include inside of their own text: known once all articles are read.

use std::cell::Cell;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::load::{Content, library_options};
use crate::diagnostics::{Code, Diagnostic};
use crate::library::LibraryOptions;
use crate::locale::Locale;
use crate::parse::article::{Article, Side};
use crate::parse::config::{Config, Variable};
use crate::parse::markdown::inline_include::{self, IncludePosition, Included, InlineText, InlineTexts};
use crate::plan::links::{article_key, leads_elsewhere};
use crate::plan::site::{Plan, folder};
use crate::source::{SourcePath, Sources};
use crate::units::text::ArticleText;

/// Puts the texts into the summaries of the articles that include them, whose headings and links then hold them.
pub(super) fn resolve(sources: &dyn Sources, config: &Config, content: &mut Content) -> Vec<Diagnostic> {
    let uses = |text: &ArticleText| text.summary.includes_inline;
    if !content.locales.iter().flat_map(|content| &content.articles).any(|(_, text)| uses(text)) {
        return Vec::new();
    }
    let mut articles = FxHashMap::default();
    for content in &content.locales {
        let own = articles.entry(content.locale.clone()).or_insert_with(FxHashMap::default);
        own.extend(content.articles.iter().map(|(key, text)| (key.clone(), text.clone())));
    }
    let job = InlineJob { sources, options: library_options(config), articles };
    let mut diagnostics = Vec::new();
    for content in &mut content.locales {
        let locale = &content.locale;
        let users = content.articles.par_iter_mut().filter(|(_, text)| uses(text));
        let reports: Vec<Vec<Diagnostic>> = users.map(|(key, text)| job.article(key, locale, text)).collect();
        diagnostics.extend(reports.into_iter().flatten());
    }
    diagnostics
}

/// True where a change of these files may change what other articles include inside of their text, or what they include themselves.
pub(super) fn depend_on_any(plan: &Plan, files: &[SourcePath], texts: &[ArticleText]) -> bool {
    let articles = plan.library.articles.iter().enumerate();
    let includes_inline = |(_, article): (usize, &Arc<crate::library::LibraryArticle>)| {
        article.versions.iter().flatten().any(|version| version.summary.includes_inline)
    };
    if texts.iter().any(|text| text.summary.includes_inline) {
        return true;
    }
    if !articles.clone().any(includes_inline) {
        return false;
    }
    articles.into_iter().any(|(id, article)| {
        let mut versions = article.versions.iter().flatten();
        versions.any(|version| {
            files.contains(&version.summary.path) && (plan.fragments[id] || version.summary.includes_inline)
        })
    })
}

struct InlineJob<'a> {
    sources: &'a dyn Sources,
    options: LibraryOptions,
    articles: FxHashMap<Locale, FxHashMap<String, ArticleText>>,
}

/// The most files within files, and the most of them for one article: what includes itself in many ways is cut.
const DEEPEST: usize = 8;
const MOST: usize = 1000;

/// The longest text that is put in the place of an include, in bytes.
const LONGEST: usize = 16 * 1024;

impl InlineJob<'_> {
    /// Gives an article the texts that it includes, and reports those that are more than one paragraph.
    fn article(&self, key: &str, locale: &Locale, text: &mut ArticleText) -> Vec<Diagnostic> {
        let Some(written) = text.text(self.sources) else { return Vec::new() };
        let path = &text.summary.path;
        let article = match text.details.composed {
            Some(_) => Article::parse_composed(path, &written),
            None => Article::parse(path, &written, text.summary.origin).value.guarded(&written).value,
        };
        let side = |side: Side, locale: &Locale| self.texts(article.body(side), key, locale);
        let target = side(Side::Target, locale);
        let source =
            if text.summary.units > 0 { side(Side::Source, &self.options.source) } else { Vec::new() };
        let reports = article
            .inline_includes()
            .into_iter()
            .filter(|(around, include)| {
                let found = target.iter().find(|text| text.path == include.target);
                // An item that holds nothing else takes the blocks.
                *around != IncludePosition::Item
                    && found.is_some_and(|text| !text.is_one_paragraph && !text.text.is_empty())
            })
            .map(|(_, include)| {
                let message = format!("`{}` holds more than one paragraph", include.target);
                Diagnostic::at(Code::IncludeBlocks, path, include.place, message)
                    .help("put the include into a paragraph of its own, or keep the file to one paragraph")
            })
            .collect();
        let summary = article.with_inline_texts(InlineTexts { target, source }).summary().value;
        text.summary = Arc::new(summary);
        reports
    }

    fn texts(&self, body: &str, key: &str, locale: &Locale) -> Vec<InlineText> {
        let mut texts: Vec<InlineText> = Vec::new();
        let budget = Cell::new(MOST);
        for include in inline_include::all(body) {
            let is_known = texts.iter().any(|text| text.path == include.path);
            if include.around == IncludePosition::Nothing || is_known {
                continue;
            }
            let stack = vec![key.to_owned()];
            let (text, is_one_paragraph) =
                self.text_of(&include.path, &stack, locale, &budget).unwrap_or_default();
            texts.push(InlineText { path: include.path, text, is_one_paragraph });
        }
        texts
    }

    /// The text of a file that the last article of `stack` includes; the others include that one.
    fn text_of(
        &self,
        path: &str,
        stack: &[String],
        locale: &Locale,
        budget: &Cell<usize>,
    ) -> Option<(String, bool)> {
        let around = stack.last()?;
        let key = article_key(path, folder(around))?;
        let (key, own, text) = self.find(&key, locale)?;
        budget.set(budget.get().checked_sub(1)?);
        if stack.contains(&key) || stack.len() > DEEPEST {
            return None;
        }
        let written = text.text(self.sources)?;
        let article = Article::body_of(&text.summary, &written);
        let stack: Vec<String> = stack.iter().cloned().chain([key.clone()]).collect();
        let include =
            |path: &str| self.text_of(path, &stack, locale, budget).map(|(text, _)| text).unwrap_or_default();
        let address = |address: &str| address_from_root(address, &key);
        let variable = |name: &str| match text.summary.front_matter.variable(name)? {
            Variable::Text(text) => Some(escaped(&text)),
            Variable::Number(number) => Some(number.to_string()),
        };
        let included = Included { include: &include, address: &address, variable: &variable };
        let (inline, is_one_paragraph) = inline_include::as_text(article.body(Side::Target), &included);
        if inline.len() > LONGEST {
            return None;
        }
        if own == *locale || inline.is_empty() {
            return Some((inline, is_one_paragraph));
        }
        let direction = own.direction().html();
        let marked = format!("<span lang=\"{}\" dir=\"{direction}\">{inline}</span>", own.tag());
        Some((marked, is_one_paragraph))
    }

    /// The article of a key that readers of a locale get, with its key and its locale.
    fn find(&self, key: &str, locale: &Locale) -> Option<(String, Locale, &ArticleText)> {
        let available: Vec<Locale> = self.articles.keys().cloned().collect();
        let chain = self.options.chain(locale, &available).into_iter().chain([self.options.source.clone()]);
        for locale in chain {
            let Some(articles) = self.articles.get(&locale) else { continue };
            let index = format!("{key}/index");
            for key in [key, &index] {
                if let Some(text) = articles.get(key) {
                    return Some((key.to_owned(), locale, text));
                }
            }
        }
        None
    }
}

/// A relative address of an included file, from the root of its locale: the file that includes it may lie elsewhere.
fn address_from_root(address: &str, key: &str) -> Option<String> {
    if address.is_empty() || address.starts_with(['/', '#']) || leads_elsewhere(address) {
        return None;
    }
    let folder = folder(key);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut rest = address;
    loop {
        if let Some(inner) = rest.strip_prefix("./") {
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("../") {
            parts.pop()?;
            rest = outer;
        } else {
            break;
        }
    }
    parts.push(rest);
    Some(format!("/{}", parts.join("/")))
}

/// A value as Markdown that reads as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

#[cfg(test)]
mod tests;
