//! Checks that templates say nothing in words of their own: what they say comes from content or from Fluent, so that it can be translated.
//!
//! Pages are drawn with marks around every text that is given to their template. What a reader sees or hears outside the marks stands
//! in a template, and is looked for there.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::markdown::html_tag::{HtmlToken, decode_entities, tokens};
use crate::source::{Root, SourcePath, Span};
use crate::theme::marks::{CLOSE, OPEN};
use crate::theme::templates::Layer;

/// Attributes that are seen or heard.
const SPOKEN: [&str; 6] = ["title", "alt", "aria-label", "aria-description", "placeholder", "label"];

/// The meta elements whose content is.
const SPOKEN_META: [&str; 6] =
    ["description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description"];

/// The words on a page that nobody gave to its template, as they are written there.
pub fn own_text(html: &str) -> BTreeSet<String> {
    let mut listener = Listener::default();
    for token in tokens(html) {
        listener.hear(&token);
    }
    listener.found
}

#[derive(Default)]
struct Listener {
    /// How many marks are open.
    depth: usize,
    /// The elements that are open, and whether what they hold is to be left alone.
    open: Vec<(String, bool)>,
    /// The language of the page.
    lang: Option<String>,
    found: BTreeSet<String>,
}

impl Listener {
    fn hear(&mut self, token: &HtmlToken<'_>) {
        match token {
            HtmlToken::Text(text) => self.text(text),
            HtmlToken::Open { name, attributes } => self.open(name, attributes),
            HtmlToken::Close(name) => {
                if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                    self.open.truncate(at);
                }
            }
            HtmlToken::Comment => {}
        }
    }

    fn text(&mut self, text: &str) {
        let silent = self.is_silent();
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
            self.take(&std::mem::take(&mut piece), silent);
        }
        self.take(&piece, silent);
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let lang = value("lang").unwrap_or_default();
        let own = self.lang.get_or_insert_with(|| lang.to_owned());
        // Words in a language that they name themselves, such as the name of that language, are the same for everybody.
        let is_foreign = !lang.is_empty() && lang != own;
        let is_fixed = is_foreign || value("translate") == Some("no") || matches!(name, "script" | "style");
        let silent = self.is_silent() || is_fixed;
        if self.depth == 0 {
            let named = value("name").or(value("property"));
            let meta = named.filter(|named| SPOKEN_META.contains(named)).and(value("content"));
            for said in SPOKEN.into_iter().filter_map(value).chain(meta.filter(|_| name == "meta")) {
                self.attribute(said, silent);
            }
        }
        if !matches!(name, "br" | "hr" | "img" | "input" | "link" | "meta" | "source" | "wbr") {
            self.open.push((name.to_owned(), silent));
        }
    }

    fn attribute(&mut self, value: &str, silent: bool) {
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
        self.take(&piece, silent);
        self.depth = outer;
    }

    fn is_silent(&self) -> bool {
        self.open.last().is_some_and(|(_, silent)| *silent)
    }

    fn take(&mut self, piece: &str, silent: bool) {
        let piece = piece.trim();
        if !silent && decode_entities(piece).chars().any(char::is_alphabetic) {
            self.found.insert(piece.to_owned());
        }
    }
}

/// The words with their places in the templates; what stands in no template came with the content after all. `theme` names the folder
/// that the nearest of the layers comes from.
pub fn diagnostics(words: &BTreeSet<String>, layers: &[Layer], theme: &str) -> Vec<Diagnostic> {
    let mut places = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for said in words.iter().flat_map(|words| words.lines().map(str::trim)) {
        let Some((path, place)) = find(said, layers, theme) else { continue };
        if !places.insert((path.clone(), Span::from(place.clone()))) {
            continue;
        }
        let message = format!("readers see “{}” in every language", decode_entities(said));
        let help = "make it a message of `locales/<tag>/NAME.ftl` and write {{ t(id=\"NAME\") }} here";
        diagnostics.push(Diagnostic::at(Code::TextHardCoded, &path, place, message).help(help));
    }
    diagnostics
}

/// Where some words stand: outside of what Tera reads, if they do anywhere.
fn find(words: &str, layers: &[Layer], theme: &str) -> Option<(SourcePath, std::ops::Range<usize>)> {
    if !words.contains(char::is_alphabetic) {
        return None;
    }
    let own = layers.first()?;
    own.files.iter().find_map(|file| {
        let places = file.text.match_indices(words).map(|(start, _)| start..start + words.len());
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
