//! Owns the check for hard-coded text in templates: text comes from content or from Fluent messages, so that it can be translated.
//!
//! Pages are rendered with marks around every text that is passed to their template. Text outside the marks that readers see, or hear
//! from a screen reader, comes from a template, and is searched for there.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::markdown::html_element;
use crate::parse::markdown::html_tag::{HtmlToken, decode_entities, tokens};
use crate::source::{Root, SourcePath, Span};
use crate::theme::marks::{CLOSE, OPEN};
use crate::theme::templates::Layer;

/// Attributes whose values readers see or hear.
const TEXT_ATTRIBUTES: [&str; 6] = ["title", "alt", "aria-label", "aria-description", "placeholder", "label"];

/// The names of `meta` elements whose `content` readers see or hear.
const TEXT_META: [&str; 6] =
    ["description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description"];

/// The texts of a page that were not passed to its template, as they are written in its HTML.
pub(crate) fn own_text(html: &str) -> BTreeSet<String> {
    let mut collector = TextCollector::default();
    for token in tokens(html) {
        collector.read(&token);
    }
    collector.found
}

#[derive(Default)]
struct TextCollector {
    /// How many marks are open at this point.
    depth: usize,
    /// The open elements, each with whether its content is ignored.
    open: Vec<(String, bool)>,
    /// The language of the page.
    lang: Option<String>,
    /// The texts outside of marks.
    found: BTreeSet<String>,
}

impl TextCollector {
    fn read(&mut self, token: &HtmlToken<'_>) {
        match token {
            HtmlToken::Text(text) => self.text(text),
            HtmlToken::Open { name, attributes, .. } => self.open(name, attributes),
            HtmlToken::Close(name) => {
                if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                    self.open.truncate(at);
                }
            }
            HtmlToken::Comment => {}
        }
    }

    fn text(&mut self, text: &str) {
        let ignored = self.is_ignored();
        let mut piece = String::new();
        for letter in text.chars() {
            match letter {
                OPEN => self.depth += 1,
                CLOSE => self.depth = self.depth.saturating_sub(1),
                letter if self.depth == 0 => {
                    piece.push(letter);
                    continue;
                }
                _ => continue,
            }
            self.take(&std::mem::take(&mut piece), ignored);
        }
        self.take(&piece, ignored);
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let lang = value("lang").unwrap_or_default();
        let own = self.lang.get_or_insert_with(|| lang.to_owned());
        // Text that is marked as of another language, such as the name of that language, is not translated.
        let is_foreign = !lang.is_empty() && lang != own;
        let is_fixed = is_foreign || value("translate") == Some("no") || matches!(name, "script" | "style");
        let ignored = self.is_ignored() || is_fixed;
        if self.depth == 0 {
            let named = value("name").or(value("property"));
            let meta = named.filter(|named| TEXT_META.contains(named)).and(value("content"));
            for text in TEXT_ATTRIBUTES.into_iter().filter_map(value).chain(meta.filter(|_| name == "meta")) {
                self.attribute(text, ignored);
            }
        }
        if !html_element::is_empty(name) {
            self.open.push((name.to_owned(), ignored));
        }
    }

    fn attribute(&mut self, value: &str, ignored: bool) {
        let outer = std::mem::take(&mut self.depth);
        let mut depth = 0_usize;
        let mut piece = String::new();
        for letter in value.chars() {
            match letter {
                OPEN => depth += 1,
                CLOSE => depth = depth.saturating_sub(1),
                letter if depth == 0 => piece.push(letter),
                _ => {}
            }
        }
        self.take(&piece, ignored);
        self.depth = outer;
    }

    fn is_ignored(&self) -> bool {
        self.open.last().is_some_and(|(_, ignored)| *ignored)
    }

    fn take(&mut self, piece: &str, ignored: bool) {
        let piece = piece.trim();
        if !ignored && decode_entities(piece).chars().any(char::is_alphabetic) {
            self.found.insert(piece.to_owned());
        }
    }
}

/// Reports the texts at their places in the templates. A text that is in no template came from the content and is left out. `theme`
/// names the folder of the nearest layer.
pub(crate) fn diagnostics(texts: &BTreeSet<String>, layers: &[Layer], theme: &str) -> Vec<Diagnostic> {
    let mut places = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for text in texts.iter().flat_map(|text| text.lines().map(str::trim)) {
        let Some((path, place)) = find(text, layers, theme) else { continue };
        if !places.insert((path.clone(), Span::from(place.clone()))) {
            continue;
        }
        let message = format!("readers see “{}” in every language", decode_entities(text));
        let help = "make it a message of `locales/<tag>/NAME.ftl` and write {{ t(id=\"NAME\") }} here";
        diagnostics.push(Diagnostic::at(Code::TextHardCoded, &path, place, message).help(help));
    }
    diagnostics
}

/// Where a text occurs in the templates of the nearest layer: outside of Tera's delimiters, if it does so anywhere.
fn find(wanted: &str, layers: &[Layer], theme: &str) -> Option<(SourcePath, std::ops::Range<usize>)> {
    if !wanted.contains(char::is_alphabetic) {
        return None;
    }
    let own = layers.first()?;
    own.files.iter().find_map(|file| {
        let places = file.text.match_indices(wanted).map(|(start, _)| start..start + wanted.len());
        let place = places.min_by_key(|place| is_inside_tera(&file.text, place.start))?;
        (!is_in_comment(&file.text, place.start)).then(|| {
            let path = format!("{theme}/templates/{}", file.name);
            (SourcePath::new(Root::Themes, &path), place)
        })
    })
}

fn is_inside_tera(text: &str, at: usize) -> bool {
    [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].iter().any(|(open, close)| is_between(text, at, open, close))
}

fn is_in_comment(text: &str, at: usize) -> bool {
    is_between(text, at, "{#", "#}")
}

fn is_between(text: &str, at: usize, open: &str, close: &str) -> bool {
    let before = &text[..at];
    before.rfind(open).is_some_and(|start| before.rfind(close).is_none_or(|end| end < start))
}
