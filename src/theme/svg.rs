//! Owns what an SVG may hold to be published: it is read as XML, and everything in it stands on a list.
//!
//! An SVG that is opened by its own address is a document of the site's origin, and what it could do there is not to be known from
//! its bytes by searching for words: a prefix, an encoding or an entity hides each of them. So it is parsed, and what is not known to
//! be a drawing is refused. What passes is published as it lies.

mod css;
mod names;

use std::ops::Range;

use roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use self::names::{ATTRIBUTES, ELEMENTS, INERT_NAMESPACES, MOVABLE};

/// Why an SVG is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SvgProblem {
    /// What cannot be published, such as "the element `script`".
    pub what: String,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The most nodes of a drawing: more would need much memory to look at.
const MOST_NODES: u32 = 1_000_000;

/// Looks at everything in an SVG.
///
/// # Errors
/// The first thing that may not be published.
pub(crate) fn examine(bytes: &[u8]) -> Result<(), SvgProblem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        problem("an encoding that is not UTF-8", at..bytes.len().min(at + 1))
    })?;
    declaration(text)?;
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| not_xml(text, &error))?;
    if document.root_element().tag_name().namespace() != Some(SVG)
        || document.root_element().tag_name().name() != "svg"
    {
        return Err(problem(
            "a root element that is not `svg` of the SVG namespace",
            start_of(document.root_element(), text),
        ));
    }
    document.descendants().try_for_each(|node| match node.node_type() {
        NodeType::PI => Err(problem("a processing instruction", node.range())),
        NodeType::Element => element(node, text),
        NodeType::Root | NodeType::Comment | NodeType::Text => Ok(()),
    })
}

fn problem(what: impl Into<String>, place: Range<usize>) -> SvgProblem {
    SvgProblem { what: what.into(), place }
}

/// Browsers read a file by the encoding that it declares: another one than UTF-8 would make other text of it.
fn declaration(text: &str) -> Result<(), SvgProblem> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let Some(rest) = text[start..].strip_prefix("<?xml") else { return Ok(()) };
    let length = rest.find("?>").unwrap_or(rest.len());
    let declared = rest[..length]
        .split_once("encoding")
        .map(|(_, value)| value.trim_start_matches([' ', '\t', '\r', '\n', '=']));
    let name = declared.map(|value| {
        value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next().unwrap_or_default()
    });
    if name.is_none_or(|name| name.eq_ignore_ascii_case("utf-8")) {
        return Ok(());
    }
    Err(problem("an encoding that is not UTF-8", start..start + 5 + length))
}

fn not_xml(text: &str, error: &roxmltree::Error) -> SvgProblem {
    let pos = error.pos();
    let line =
        text.split_inclusive('\n').take(pos.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let column =
        text[line..].chars().take(pos.col.saturating_sub(1) as usize).map(char::len_utf8).sum::<usize>();
    let at = (line + column).min(text.len());
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    if matches!(error, roxmltree::Error::DtdDetected) {
        let at = text.find("<!DOCTYPE").unwrap_or_default();
        return problem("a document type (`<!DOCTYPE`)", at..(at + 9).min(text.len()));
    }
    problem(format!("what is no well-formed XML ({error})"), at..end)
}

/// The begin of an element: its `<` and its name.
fn start_of(node: Node<'_, '_>, text: &str) -> Range<usize> {
    let range = node.range();
    let name = text[range.start + 1..range.end].find([' ', '\t', '\r', '\n', '>', '/']);
    range.start..name.map_or(range.end, |length| range.start + 1 + length)
}

fn element(node: Node<'_, '_>, text: &str) -> Result<(), SvgProblem> {
    let name = node.tag_name();
    let refused = |what: &str| Err(problem(what, start_of(node, text)));
    match name.namespace() {
        Some(SVG) if ELEMENTS.contains(&name.name()) => {}
        // Browsers make plain elements of these, on which no attribute has a meaning.
        Some(namespace) if INERT_NAMESPACES.contains(&namespace) => {
            let handler = node.attributes().find(|own| own.name().to_ascii_lowercase().starts_with("on"));
            return handler
                .map_or(Ok(()), |own| Err(problem(format!("the attribute `{}`", own.name()), own.range())));
        }
        Some(SVG) => return refused(&format!("the element `{}`", name.name())),
        namespace => {
            let namespace = namespace.unwrap_or("none");
            return refused(&format!("the element `{}` of the namespace `{namespace}`", name.name()));
        }
    }
    if name.name() == "style" {
        if node.children().any(|child| !child.is_text()) {
            return refused("a `style` that holds more than text");
        }
        let sheet: String = node.children().filter_map(|child| child.text()).collect();
        css::sheet(&sheet).or_else(|what| refused(&what))?;
    }
    let moves = name.name().starts_with("animate");
    node.attributes().try_for_each(|own| attribute(own, moves).map_err(|what| problem(what, own.range())))
}

/// Looks at an attribute, whose value has its entities decoded. `moves` where the element changes other attributes.
fn attribute(own: Attribute<'_, '_>, moves: bool) -> Result<(), String> {
    let (name, value) = (own.name(), own.value());
    let refused = |reason: &str| Err(format!("the attribute `{name}`{reason}"));
    match (own.namespace(), name) {
        (None | Some(XLINK), "href") => {
            return stays_inside(value).or_else(|()| refused(" with an address outside of the picture"));
        }
        (Some(XLINK), "type" | "title" | "show" | "actuate" | "role" | "arcrole") => return Ok(()),
        (Some(XML), "space" | "lang" | "id") => return Ok(()),
        (Some(namespace), _) if INERT_NAMESPACES.contains(&namespace) => return Ok(()),
        (Some(_), _) => return refused(" of another namespace"),
        (None, "style") => return css::declarations(value),
        (None, "attributeName") if !moves || !MOVABLE.contains(&value.trim()) => {
            return refused(&format!(" that changes `{value}`"));
        }
        (None, _) => {}
    }
    let is_data = name.starts_with("data-") || name.starts_with("aria-");
    if !is_data && ATTRIBUTES.binary_search(&name).is_err() {
        return refused("");
    }
    css::value(value)
}

/// An address that leads nowhere but into the picture: a part of it, or a picture of points.
fn stays_inside(value: &str) -> Result<(), ()> {
    let value = value.trim_matches([' ', '\t', '\r', '\n']);
    let is_picture = ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| {
        let start = format!("data:image/{kind}");
        let rest = value
            .get(..start.len())
            .filter(|own| own.eq_ignore_ascii_case(&start))
            .map(|_| &value[start.len()..]);
        rest.is_some_and(|rest| rest.starts_with([';', ',']))
    });
    if value.starts_with('#') || value.is_empty() || is_picture { Ok(()) } else { Err(()) }
}

#[cfg(test)]
mod tests;
