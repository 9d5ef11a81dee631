//! Owns raw HTML in articles: takes it apart into tags and text.

#[cfg(test)]
mod tests;

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HtmlToken<'a> {
    /// Character data, entities as written.
    Text(&'a str),
    /// `<name attribute="value">`; the name in lower case.
    Open {
        /// The element's name in lower case.
        name: String,
        /// Names in lower case, values with their entities decoded.
        attributes: Vec<(String, String)>,
        /// True for `<name/>`.
        is_closed: bool,
    },
    /// `</name>`.
    Close(String),
    /// A comment, declaration or processing instruction: never published.
    Comment,
}

/// Takes raw HTML apart. What is no tag is text; nothing is lost but comments.
pub(crate) fn tokens(html: &str) -> Vec<HtmlToken<'_>> {
    tokens_with_lengths(html).into_iter().map(|(token, _)| token).collect()
}

/// The same with the bytes that each takes.
pub(crate) fn tokens_with_lengths(html: &str) -> Vec<(HtmlToken<'_>, usize)> {
    let mut tokens = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        at += offset;
        match token_at(&html[at..]) {
            Some((token, length)) => {
                if text_start < at {
                    tokens.push((HtmlToken::Text(&html[text_start..at]), at - text_start));
                }
                tokens.push((token, length));
                at += length;
                text_start = at;
            }
            None => at += 1,
        }
    }
    if text_start < html.len() {
        tokens.push((HtmlToken::Text(&html[text_start..]), html.len() - text_start));
    }
    tokens
}

/// The name of the tag that begins a text, in lower case, whether or not the tag is complete.
pub(crate) fn leading_name(text: &str) -> Option<String> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name = name_at(rest)?;
    Some(name.to_ascii_lowercase())
}

fn token_at(html: &str) -> Option<(HtmlToken<'static>, usize)> {
    if html.starts_with("<!--") {
        let length = html.find("-->").map_or(html.len(), |end| end + 3);
        return Some((HtmlToken::Comment, length));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return html.find('>').map(|end| (HtmlToken::Comment, end + 1));
    }
    if let Some(rest) = html.strip_prefix("</") {
        let name = name_at(rest)?;
        let length = html.find('>')? + 1;
        return Some((HtmlToken::Close(name.to_ascii_lowercase()), length));
    }
    let name = name_at(&html[1..])?;
    let mut at = 1 + name.len();
    let mut attributes = Vec::new();
    loop {
        at += html[at..].len() - html[at..].trim_start_matches([' ', '\t', '\n', '\r', '/']).len();
        if html[at..].starts_with('>') {
            let (name, is_closed) = (name.to_ascii_lowercase(), html[..at].ends_with('/'));
            return Some((HtmlToken::Open { name, attributes, is_closed }, at + 1));
        }
        let (attribute, length) = attribute_at(&html[at..])?;
        attributes.push(attribute);
        at += length;
    }
}

fn name_at(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    (end > 0 && text.as_bytes()[0].is_ascii_alphabetic()).then(|| &text[..end])
}

fn attribute_at(text: &str) -> Option<((String, String), usize)> {
    let name_end = text.find([' ', '\t', '\n', '\r', '=', '>', '/', '<', '"', '\''])?;
    if name_end == 0 {
        return None;
    }
    let name = text[..name_end].to_ascii_lowercase();
    let after_name = &text[name_end..];
    let Some(value) = after_name.trim_start().strip_prefix('=') else {
        return Some(((name, String::new()), name_end));
    };
    let value = value.trim_start();
    let value_start = text.len() - value.len();
    let (raw, length) = match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let end = value[1..].find(quote)?;
            (&value[1..1 + end], end + 2)
        }
        _ => {
            let end = value.find([' ', '\t', '\n', '\r', '>'])?;
            (&value[..end], end)
        }
    };
    Some(((name, decode_entities(raw)), value_start + length))
}

/// Decodes the entities that attribute values are disguised with, as browsers do.
pub(crate) fn decode_entities(text: &str) -> String {
    htmlize::unescape_attribute(text).into_owned()
}
