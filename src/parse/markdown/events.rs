//! Owns the events of a Markdown text: the one place that starts a parser, and the events kept to be read again.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use crate::parse::counts::WorkCounts;

/// The events of one text, without the text: they are parsed once and can be read many times.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptEvents(Vec<(KeptEvent, Range<usize>)>);

/// An event that borrows nothing. What repeats the text is a place in it.
#[derive(Clone, Debug)]
enum KeptEvent {
    Text(Range<usize>),
    Code(Range<usize>),
    Html(Range<usize>),
    InlineHtml(Range<usize>),
    Other(Event<'static>),
}

impl KeptEvents {
    /// Parses a text.
    pub(super) fn of(text: &str) -> Self {
        WorkCounts::add(|counts| counts.body_parsers += 1);
        let events = Parser::new_ext(text, options()).into_offset_iter();
        Self(events.map(|(event, range)| (KeptEvent::of(event, text), range)).collect())
    }

    /// The events, each with its place in the text, which must be the one that was parsed.
    pub(super) fn read<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
        self.0.iter().map(|(event, range)| (event.read(text), range.clone()))
    }
}

impl KeptEvent {
    fn of(event: Event<'_>, text: &str) -> Self {
        match event {
            Event::Text(content) => Self::kept(content, text, Self::Text, Event::Text),
            Event::Code(content) => Self::kept(content, text, Self::Code, Event::Code),
            Event::Html(content) => Self::kept(content, text, Self::Html, Event::Html),
            Event::InlineHtml(content) => Self::kept(content, text, Self::InlineHtml, Event::InlineHtml),
            other => Self::Other(other.into_static()),
        }
    }

    fn kept(
        content: CowStr<'_>,
        text: &str,
        placed: impl FnOnce(Range<usize>) -> Self,
        event: impl FnOnce(CowStr<'static>) -> Event<'static>,
    ) -> Self {
        match place_in(&content, text) {
            Some(range) => placed(range),
            None => Self::Other(event(content.into_static())),
        }
    }

    fn read<'a>(&'a self, text: &'a str) -> Event<'a> {
        let content = |range: &Range<usize>| CowStr::Borrowed(text.get(range.clone()).unwrap_or_default());
        match self {
            Self::Text(range) => Event::Text(content(range)),
            Self::Code(range) => Event::Code(content(range)),
            Self::Html(range) => Event::Html(content(range)),
            Self::InlineHtml(range) => Event::InlineHtml(content(range)),
            Self::Other(event) => borrowed(event),
        }
    }
}

/// The place of a string that is borrowed from a text; nothing for a string that the parser made.
fn place_in(content: &CowStr<'_>, text: &str) -> Option<Range<usize>> {
    let CowStr::Borrowed(content) = content else { return None };
    let start = (content.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let range = start..start + content.len();
    (text.get(range.clone()) == Some(*content)).then_some(range)
}

/// The same event without a copy of its addresses.
fn borrowed<'a>(event: &'a Event<'static>) -> Event<'a> {
    let same = |text: &'a CowStr<'static>| CowStr::Borrowed(text);
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
            link_type: *link_type,
            dest_url: same(dest_url),
            title: same(title),
            id: same(id),
        }),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
            link_type: *link_type,
            dest_url: same(dest_url),
            title: same(title),
            id: same(id),
        }),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(same(info))))
        }
        Event::Text(content) => Event::Text(same(content)),
        other => other.clone(),
    }
}

/// Parses a snippet that stands inside a paragraph, such as the source of one unit: it cannot open a block.
pub(crate) fn inline_events(guarded: &str) -> impl Iterator<Item = Event<'_>> {
    WorkCounts::add(|counts| counts.sentence_parsers += 1);
    Parser::new_ext(guarded, options())
}

/// The dialect: GitHub's, without the smart punctuation that is English.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}
