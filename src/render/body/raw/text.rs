//! Owns the text that raw HTML leaves on a page: character data, tags that are no elements, words in the place of what is left out.

use crate::parse::markdown::html_element::value;
use crate::theme::escape;

/// Writes the words that describe a drawing or formula, as those of a missing picture.
pub(super) fn push_label(out: &mut String, attributes: &[(String, String)]) {
    let labels = ["aria-label", "alttext", "alt", "title"].into_iter();
    let label = labels.filter_map(|name| value(attributes, name)).find(|label| !label.trim().is_empty());
    push_missing(out, label.unwrap_or_default());
}

/// Writes what stands in the place of something that readers do not see.
pub(super) fn push_missing(out: &mut String, text: &str) {
    if !text.trim().is_empty() {
        out.push_str("<span class=\"image-missing\">");
        escape::push(out, text.trim());
        out.push_str("</span>");
    }
}

/// Keeps words apart where the tags of a block are left out between them.
pub(super) fn part_words(out: &mut String) {
    if out.ends_with(char::is_alphanumeric) || out.ends_with("</a>") {
        out.push(' ');
    }
}

pub(super) fn push_unknown(out: &mut String, name: &str, attributes: &[(String, String)]) {
    let mut text = format!("<{name}");
    for (attribute, value) in attributes {
        text.push(' ');
        text.push_str(attribute);
        if !value.is_empty() {
            text.push_str(&format!("=\"{value}\""));
        }
    }
    text.push('>');
    escape::push(out, &text);
}

/// Appends text between raw tags: entities are kept, everything else is escaped.
pub(super) fn push_character_data(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape::push(out, &rest[..at]);
        rest = &rest[at..];
        let end = rest[1..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))
            .map_or(rest.len(), |end| end + 1);
        if end > 1 && rest[end..].starts_with(';') {
            out.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
        } else {
            out.push_str("&amp;");
            rest = &rest[1..];
        }
    }
    escape::push(out, rest);
}
