//! Owns the form for people: an excerpt with the place marked under it, grouped by file.

use std::fmt::Write as _;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Renderer, Snippet};

use super::excerpt::{LineColumn, Locator, ResolvedLocation, escaped, window};
use super::{Diagnostic, Severity, flood};
use crate::source::Sources;

/// What the output is displayed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// True where colours can be displayed.
    pub color: bool,
    /// How many columns a line has.
    pub columns: usize,
    /// What stands where a line was cut.
    pub ellipsis: &'static str,
    /// How many diagnostics are rendered in full; where there are more, all are counted by code.
    pub most: Option<usize>,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self { color: false, columns: 100, ellipsis: "…", most: None }
    }
}

impl RenderOptions {
    /// How wide an excerpt may get, in columns: margin and line number stand before it, and longer lines are hard to read.
    fn excerpt_columns(&self) -> usize {
        self.columns.saturating_sub(MARGIN).clamp(24, 88)
    }
}

/// The columns before an excerpt: a line number, a bar and the spaces around them.
const MARGIN: usize = 12;

/// The diagnostics with their excerpts; empty where there are none.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &dyn Sources, options: RenderOptions) -> String {
    match options.most {
        Some(most) if diagnostics.len() > most => summed(diagnostics, sources, options, most),
        _ => by_file(diagnostics, sources, options),
    }
}

/// The first of many diagnostics, errors before the rest, and how many there are of each code. Files have no headings here: there
/// may be as many of them as diagnostics.
fn summed(diagnostics: &[Diagnostic], sources: &dyn Sources, options: RenderOptions, most: usize) -> String {
    let renderer = renderer(options);
    let mut locator = Locator::new(sources);
    let mut first: Vec<&Diagnostic> = diagnostics.iter().collect();
    first.sort_by_key(|diagnostic| diagnostic.severity);
    let mut out = String::new();
    for diagnostic in first.into_iter().take(most) {
        let location = locator.locate(diagnostic);
        let _ = writeln!(out, "{}\n", one(&renderer, options, diagnostic, location.as_ref()));
    }
    let count = flood::grouped(diagnostics.len());
    let _ = writeln!(
        out,
        "These are the first {most} of {count}; `hexapla check --all` shows every one. By code:\n"
    );
    let _ = writeln!(out, "{}", flood::by_code(diagnostics));
    out
}

/// Every diagnostic, a heading before the ones of each file.
fn by_file(diagnostics: &[Diagnostic], sources: &dyn Sources, options: RenderOptions) -> String {
    let renderer = renderer(options);
    let mut locator = Locator::new(sources);
    let mut out = String::new();
    for group in diagnostics.chunk_by(|a, b| file_of(a) == file_of(b)) {
        for (index, diagnostic) in group.iter().enumerate() {
            let location = locator.locate(diagnostic);
            if let Some(location) = location.as_ref().filter(|_| index == 0) {
                let _ = writeln!(out, "{}: {}\n", escaped(&location.path), tally(group));
            }
            let _ = writeln!(out, "{}\n", one(&renderer, options, diagnostic, location.as_ref()));
        }
    }
    out
}

fn renderer(options: RenderOptions) -> Renderer {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    // The excerpts are cut already, by columns and not by letters.
    renderer.term_width(4 * options.columns.max(100))
}

/// `2 errors, 1 warning`: what a list of diagnostics holds, or `no problems`.
pub(crate) fn tally(diagnostics: &[Diagnostic]) -> String {
    let counted = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count, format!("{} {}{plural}", flood::grouped(count), severity.name()))
    });
    let counts: Vec<String> =
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}

fn file_of(diagnostic: &Diagnostic) -> Option<&crate::source::SourcePath> {
    diagnostic.place.as_ref().map(|place| &place.path)
}

fn one(
    renderer: &Renderer,
    options: RenderOptions,
    diagnostic: &Diagnostic,
    location: Option<&ResolvedLocation>,
) -> String {
    let point = location.and_then(|location| location.point.as_ref());
    let mut elements: Vec<Element<'_>> =
        point.map(|point| snippet(point, options).into()).into_iter().collect();
    if let Some(help) = &diagnostic.help {
        elements.push(Level::HELP.message(escaped(help)).into());
    }
    let title = level(diagnostic.severity).primary_title(escaped(&diagnostic.message));
    let text = renderer.render(&[title.id(diagnostic.code.name()).elements(elements)]);
    // Without an excerpt, the renderer still draws the bar that would lead to it.
    let text = if point.is_some() { text } else { without_bars(&text) };
    match location {
        Some(location) => with_arrow(&text, location, options.color),
        None => text,
    }
}

fn without_bars(text: &str) -> String {
    let is_bar = |line: &&str| line.trim_matches(|letter: char| !letter.is_ascii_graphic()) == "|";
    text.lines().filter(|line| !is_bar(line)).collect::<Vec<_>>().join("\n")
}

/// Adds the place below the title. The renderer would count columns in the excerpt, which may be cut and escaped.
fn with_arrow(text: &str, location: &ResolvedLocation, color: bool) -> String {
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let style = if color { DEFAULT_LINE_NUM_STYLE } else { Style::new() };
    let path = escaped(&location.path);
    let (margin, place) = match &location.point {
        Some(point) => (point.line.to_string().len(), format!("{path}:{}:{}", point.line, point.column)),
        None => (1, path.into_owned()),
    };
    let arrow = format!("{:margin$}{style}-->{style:#} {place}", "");
    if rest.is_empty() { format!("{title}\n{arrow}") } else { format!("{title}\n{arrow}\n{rest}") }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn snippet(point: &LineColumn, options: RenderOptions) -> Snippet<'static, Annotation<'static>> {
    let [before, place, after] = window(&point.pieces, options.excerpt_columns(), options.ellipsis);
    let span = before.len()..before.len() + place.len();
    Snippet::source([before, place, after].concat())
        .line_start(point.line)
        .annotation(AnnotationKind::Primary.span(span))
}
