//! Owns the entry points for `cargo fuzz`: each parser as one function of bytes or text.
//!
//! Each function returns the byte ranges that the parser reports, so that a fuzz target can assert that every range lies in the
//! file and on character boundaries. The module is compiled only with `cfg(fuzzing)`.

use std::ops::Range;

use crate::diagnostics::Diagnostic;
use crate::parse::markdown::Document;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::side_by_side::SideBySide;
use crate::parse::text_map::TextMap;
use crate::parse::{config, front_matter, strings};
use crate::source::{Root, SourcePath};

/// The configuration of a site.
pub fn configuration(bytes: &[u8]) -> Vec<Range<usize>> {
    places(config::parse(&SourcePath::new(Root::Site, config::FILE_NAME), bytes).diagnostics)
}

/// The front matter of an article, without the lines around it.
pub fn front_matter(yaml: &str) -> Vec<Range<usize>> {
    places(front_matter::parse(yaml, (0, &TextMap::same()), &article()).diagnostics)
}

/// A file of Fluent messages.
pub fn fluent_strings(bytes: &[u8]) -> Vec<Range<usize>> {
    let checked = strings::parse(&SourcePath::new(Root::Locales, "en/site.ftl"), bytes);
    let entries = checked.value.entries().iter().map(|entry| entry.span.start..entry.span.end);
    entries.chain(places(checked.diagnostics.clone())).collect()
}

/// The Markdown of an article, read as its author's and as a translation.
pub fn markdown(body: &str) -> Vec<Range<usize>> {
    let places = |origin: MarkdownOrigin| {
        let document = Document::parse(body, Vec::new(), TextMap::same(), &[], origin);
        document.events().map(|(_, range)| document.file_range(&range)).collect::<Vec<_>>()
    };
    [MarkdownOrigin::Author, MarkdownOrigin::Translation].into_iter().flat_map(places).collect()
}

/// A bilingual article.
pub fn side_by_side(file: &str) -> Vec<Range<usize>> {
    let sides = SideBySide::parse(file);
    sides.units.iter().map(|unit| sides.target_map.original_range(&unit.target)).collect()
}

fn article() -> SourcePath {
    SourcePath::new(Root::Content, "en-US/fuzzed.md")
}

fn places(diagnostics: Vec<Diagnostic>) -> Vec<Range<usize>> {
    let places = diagnostics.into_iter().filter_map(|diagnostic| diagnostic.place);
    places.map(|place| place.span.start..place.span.end).collect()
}
