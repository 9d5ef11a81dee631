//! Owns the directives that stand in square brackets or colons: alerts, videos, includes, styled blocks and images.

use std::ops::Range;

use super::html_tag;

/// Something that Markdown has no syntax for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// `> [!NOTE]`: the block quote that it begins is an alert.
    Alert(AlertKind),
    /// `> [!div class="…"]`: the block quote that it begins is a plain group with a class.
    Group {
        /// The class, as written.
        class: String,
    },
    /// `> [!VIDEO url]`.
    Video {
        /// The address, as written.
        url: String,
    },
    /// `[!INCLUDE [label](path)]`: another file's body stands here.
    Include {
        /// The path, as written, from the article's folder.
        path: String,
        /// Where the path stands in the file.
        place: Range<usize>,
    },
    /// `:::image source="…" alt-text="…":::`.
    Image {
        /// The path, as written.
        source: String,
        /// The alternative text.
        alt: String,
        /// Where the directive stands in the file.
        place: Range<usize>,
    },
}

/// The five kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl AlertKind {
    /// The kind's name, as classes and message ids carry it.
    pub fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

/// A directive and how many bytes of the text it takes.
pub struct Found {
    /// What it is; places count from the text's beginning.
    pub directive: Directive,
    /// Its length in bytes.
    pub length: usize,
}

/// The directive that begins a text, in any spelling that real articles use: `[!NOTE]`, `[! Note ]`, `[!VIDEO url]`,
/// `[!INCLUDE[a](b)]`, `:::image …:::`.
pub fn at(text: &str) -> Option<Found> {
    if let Some(rest) = text.strip_prefix(":::image") {
        return image(rest).map(|found| Found { length: found.length + ":::image".len(), ..found });
    }
    let rest = text.strip_prefix('[')?.trim_start_matches(' ').strip_prefix('!')?.trim_start_matches(' ');
    let word_length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(word_length);
    match word.to_ascii_lowercase().as_str() {
        "note" => alert(text, rest, AlertKind::Note),
        "tip" => alert(text, rest, AlertKind::Tip),
        "important" => alert(text, rest, AlertKind::Important),
        "warning" => alert(text, rest, AlertKind::Warning),
        "caution" => alert(text, rest, AlertKind::Caution),
        "video" => video(text, rest),
        "div" => group(text, rest),
        "include" => include(text, rest),
        _ => None,
    }
}

fn alert(text: &str, rest: &str, kind: AlertKind) -> Option<Found> {
    let after = rest.trim_start_matches(' ').strip_prefix(']')?;
    Some(Found { directive: Directive::Alert(kind), length: text.len() - after.len() })
}

fn video(text: &str, rest: &str) -> Option<Found> {
    let end = rest.find([']', '\n'])?;
    let after = rest[end..].strip_prefix(']')?;
    let url = rest[..end].trim().trim_matches(['<', '>', '"']).to_owned();
    Some(Found { directive: Directive::Video { url }, length: text.len() - after.len() })
}

fn group(text: &str, rest: &str) -> Option<Found> {
    let end = rest.find([']', '\n'])?;
    let after = rest[end..].strip_prefix(']')?;
    let class = attribute(&rest[..end], "class").unwrap_or_default();
    Some(Found { directive: Directive::Group { class }, length: text.len() - after.len() })
}

fn include(text: &str, rest: &str) -> Option<Found> {
    let label = rest.trim_start_matches([' ', '-']).strip_prefix('[')?;
    let path_start = label.find("](")? + 2;
    let path_end = path_start + label[path_start..].find([')', '\n'])?;
    let after = label[path_end..].strip_prefix(')')?.trim_start_matches(' ').strip_prefix(']')?;
    let start = text.len() - label.len() + path_start;
    let path = label[path_start..path_end].trim().to_owned();
    let place = start..start + (path_end - path_start);
    Some(Found { directive: Directive::Include { path, place }, length: text.len() - after.len() })
}

/// `rest` is what follows `:::image`. The directive may run over lines, but not over a blank one.
fn image(rest: &str) -> Option<Found> {
    let paragraph = rest.split("\n\n").next()?;
    let end = paragraph.find(":::")?;
    let body = &paragraph[..end];
    let source = attribute(body, "source")?;
    let alt = attribute(body, "alt-text").unwrap_or_default();
    let place = 0..end + 3;
    Some(Found { directive: Directive::Image { source, alt, place }, length: end + 3 })
}

/// The value of `name="value"`, with either kind of quotation mark.
fn attribute(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while let Some(start) = rest.find(name) {
        let bounded = rest[..start].chars().next_back().is_none_or(char::is_whitespace);
        rest = &rest[start + name.len()..];
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if let (true, Some(value)) = (bounded, value) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = value[1..].find(quote)?;
            return Some(html_tag::decode_entities(&value[1..1 + end]));
        }
    }
    None
}
