//! Owns the pseudo-translation of articles: the words of each sentence, with its markup as it stands.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Pseudo;
use crate::catalogs::catalog::{SourceUnit, normalised_line};
use crate::units::segment::document;

/// The sentences of a source in a pseudo-locale, in order. `body` is the text that their ranges refer to.
pub(crate) fn pseudo_units(pseudo: Pseudo, body: &str, units: &[SourceUnit]) -> Vec<String> {
    let runs = runs(body);
    units
        .iter()
        .map(|unit| match &unit.range {
            Some(range) => sentence(pseudo, body, range, &runs),
            None => pseudo.text(&unit.text),
        })
        .collect()
}

fn sentence(pseudo: Pseudo, body: &str, range: &Range<usize>, runs: &[Range<usize>]) -> String {
    let mut text = String::new();
    let (mut was, mut is) = (0, 0);
    let mut done = range.start;
    let first = runs.partition_point(|run| run.end <= range.start);
    for run in runs[first..].iter().take_while(|run| run.start < range.end) {
        let run = run.start.max(done)..run.end.min(range.end);
        let Some(words) = body.get(run.clone()) else { continue };
        let pseudo_words = pseudo.words(words);
        text.push_str(&body[done..run.start]);
        text.push_str(&pseudo_words);
        was += words.chars().count();
        is += pseudo_words.chars().count();
        done = run.end;
    }
    // A directive's title or alternative text is displayed, but is no text in Markdown.
    let written = &body[range.clone()];
    if was == 0 && !written.contains(['`', '<', '[', '/']) {
        return pseudo.text(&normalised_line(written));
    }
    text.push_str(&body[done..range.end]);
    normalised_line(&pseudo.whole(&text, was, is))
}

/// The byte ranges of a body's visible text, in order. Entities, escapes and repaired text are not included.
fn runs(body: &str) -> Vec<Range<usize>> {
    let document = document(body);
    let mut runs = Vec::new();
    let mut fixed = 0;
    for (event, range) in document.events() {
        match event {
            Event::Start(tag) if is_fixed(&tag) => fixed += 1,
            Event::End(TagEnd::Link | TagEnd::CodeBlock) if fixed > 0 => fixed -= 1,
            // Links inside of a fixed element do not exist, so that every end is that of a fixed start.
            Event::Text(text) if fixed == 0 => {
                let written = document.map.original_range(&range);
                if body.get(written.clone()) == Some(&*text) {
                    runs.push(written);
                }
            }
            _ => {}
        }
    }
    runs.sort_by_key(|run| run.start);
    runs
}

/// True for code, URLs that are their own label, and labels that are references.
fn is_fixed(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) => true,
        Tag::Link { link_type, .. } => matches!(
            link_type,
            LinkType::Autolink
                | LinkType::Email
                | LinkType::Shortcut
                | LinkType::ShortcutUnknown
                | LinkType::Collapsed
                | LinkType::CollapsedUnknown
        ),
        _ => false,
    }
}
