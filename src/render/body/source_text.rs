//! Owns the source of one sentence as inline HTML, without links and tab stops so that it may be inside a link's label.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::article::sentence;
use crate::parse::markdown::html_element::{self, Permission};
use crate::parse::markdown::html_tag::{self, HtmlToken};
use crate::parse::markdown::placeholder::{Placeholder, expanded};
use crate::parse::markdown::{guard, inline_events, visible};
use crate::theme::escape;

/// A snippet of Markdown as inline HTML: emphasis and code are kept, links and images are reduced to their text, and `expand` replaces
/// placeholders.
pub(crate) fn source_html(snippet: &str, expand: &dyn Fn(Placeholder<'_>) -> Option<String>) -> String {
    let mut out = String::with_capacity(snippet.len() + 16);
    if !snippet.contains(['*', '_', '`', '[', '<', '&', '\\', '!', '~', '\n']) {
        escape::push(&mut out, &expanded(&visible(snippet.trim()), expand));
        return out;
    }
    let guarded = guard(snippet) + &definitions(snippet);
    let events = inline_events(&guarded);
    let html = render(events.take_while(|event| !is_definition(event)), snippet, expand);
    if !html.contains("**") && !html.contains("](") {
        return html;
    }
    // Broken Markdown is rare, so only a snippet that still shows Markdown syntax is repaired and rendered again.
    let document = sentence(&guard(snippet));
    without_addresses(render(document.events().map(|(event, _)| event), snippet, expand))
}

/// Empty definitions of the footnotes that a sentence refers to: without one, a reference would be rendered as text.
fn definitions(snippet: &str) -> String {
    let names = snippet.split("[^").skip(1).filter_map(|rest| rest.split_once(']').map(|(name, _)| name));
    let is_name = |name: &&str| !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[');
    names.filter(is_name).map(|name| format!("\n\n[^{name}]: .")).collect()
}

fn is_definition(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::FootnoteDefinition(_)))
}

fn render<'a>(
    events: impl Iterator<Item = Event<'a>>,
    snippet: &str,
    expand: &dyn Fn(Placeholder<'_>) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(snippet.len() + 16);
    let mut open: Vec<&'static str> = Vec::new();
    for event in events {
        match event {
            Event::Start(tag) => open_tag(&tag, &mut open, &mut out),
            Event::End(end) => close_tag(end, &mut open, &mut out),
            Event::Text(text) => escape::push(&mut out, &expanded(&visible(&text), expand)),
            Event::Code(code) => {
                out.push_str("<code>");
                escape::push(&mut out, &visible(&code));
                out.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::InlineHtml(html) | Event::Html(html) if ruby_tag(&html, &mut open, &mut out) => {}
            Event::InlineHtml(html) | Event::Html(html) => html_tag_or_text(&html, snippet, &mut out),
            _ => {}
        }
    }
    while let Some(name) = open.pop() {
        out.push_str(&format!("</{name}>"));
    }
    out
}

/// Removes the target of half a link, of which only the text may remain.
fn without_addresses(mut html: String) -> String {
    while let Some(start) = html.find("](") {
        let length = html[start..].find(')').map_or("](".len(), |end| end + 1);
        html.replace_range(start..start + length, "");
    }
    html
}

fn open_tag(tag: &Tag<'_>, open: &mut Vec<&'static str>, out: &mut String) {
    let name = match tag {
        Tag::Strong => "strong",
        Tag::Emphasis => "em",
        Tag::Strikethrough => "del",
        _ => return,
    };
    open.push(name);
    out.push_str(&format!("<{name}>"));
}

fn close_tag(end: TagEnd, open: &mut Vec<&'static str>, out: &mut String) {
    if matches!(end, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough)
        && let Some(name) = open.pop()
    {
        out.push_str(&format!("</{name}>"));
    }
}

/// Keeps the tags of ruby annotations, whose readings would run into the text without them.
fn ruby_tag(html: &str, open: &mut Vec<&'static str>, out: &mut String) -> bool {
    let tokens = html_tag::tokens(html);
    let (name, opens) = match tokens.first() {
        Some(HtmlToken::Open { name, .. }) => (name, true),
        Some(HtmlToken::Close(name)) => (name, false),
        _ => return false,
    };
    let Some(name) = RUBY.into_iter().find(|ruby| ruby == name) else { return false };
    if opens {
        if name != "ruby" && open.last().is_some_and(|last| *last != "ruby" && RUBY.contains(last)) {
            out.push_str(&format!("</{}>", open.pop().unwrap_or_default()));
        }
        open.push(name);
        out.push_str(&format!("<{name}>"));
    } else if let Some(index) = open.iter().rposition(|open| *open == name) {
        for name in open.drain(index..).rev() {
            out.push_str(&format!("</{name}>"));
        }
    }
    true
}

const RUBY: [&str; 5] = ["ruby", "rb", "rt", "rp", "rtc"];

/// Drops HTML tags, and keeps what only looks like a tag as text; so `<title>` is text where no end tag follows.
fn html_tag_or_text(html: &str, snippet: &str, out: &mut String) {
    let is_text = html_tag::leading_name(html).is_some_and(|name| match html_element::permission(&name) {
        Permission::Unknown => true,
        Permission::Refused | Permission::Dropped | Permission::Linked => !snippet.contains("</"),
        Permission::Phrasing | Permission::Flow => false,
    });
    if is_text {
        escape::push(out, html);
    } else if html.starts_with("<br") {
        out.push(' ');
    }
}
