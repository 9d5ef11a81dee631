//! Owns raw HTML in articles: takes it apart into tags and text, and says which elements may be published.

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
    },
    /// `</name>`.
    Close(String),
    /// A comment, declaration or processing instruction: never published.
    Comment,
}

/// What may be done with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// May stand inside a paragraph.
    Phrasing,
    /// May stand between blocks.
    Flow,
    /// A known element that is left out, its content kept as text.
    Refused,
    /// A known element that is left out with all it holds.
    Dropped,
    /// No element of HTML: a placeholder such as `<your-domain>`, which is text.
    Unknown,
}

/// What may be done with an element of this (lower-case) name.
pub(crate) fn permission(name: &str) -> Permission {
    const PHRASING: &str = " a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong \
                            strike sub sup time tt u var wbr font ";
    const FLOW: &str = " blockquote caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p \
                        pre section summary table tbody td tfoot th thead tr ul ";
    const REFUSED: &str = " abbr address area article aside audio base body button canvas col colgroup data datalist \
                           dialog fieldset footer form head header hgroup html input label legend link main map menu \
                           meta meter nav object optgroup option output param picture progress rp rt ruby search \
                           select slot source textarea track video ";
    const DROPPED: &str = " script style iframe noscript template svg math embed applet frame frameset title xmp \
                           noembed noframes plaintext ";
    let spaced = format!(" {name} ");
    [
        (PHRASING, Permission::Phrasing),
        (FLOW, Permission::Flow),
        (REFUSED, Permission::Refused),
        (DROPPED, Permission::Dropped),
    ]
    .into_iter()
    .find(|(names, _)| names.contains(&spaced))
    .map_or(Permission::Unknown, |(_, permission)| permission)
}

/// True for elements that never have an end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "wbr")
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
            return Some((HtmlToken::Open { name: name.to_ascii_lowercase(), attributes }, at + 1));
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
