//! Owns a block of raw HTML while its lines are collected: a tag or a comment may span lines, and each line has its own place.

use std::ops::Range;

use super::html_tag::{self, HtmlToken};

/// A block of raw HTML, which is collected line by line.
#[derive(Debug, Default)]
pub(crate) struct RawBlock {
    html: String,
    /// Where each line begins in `html` and in the document.
    lines: Vec<(usize, usize)>,
}

impl RawBlock {
    /// Adds a line, with its position in the document.
    pub(crate) fn push(&mut self, line: &str, place: usize) {
        self.lines.push((self.html.len(), place));
        self.html.push_str(line);
    }

    /// The whole block.
    pub(crate) fn html(&self) -> &str {
        &self.html
    }

    /// The position of a byte of the block in the document.
    pub(crate) fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1);
        line.map_or(at, |line| self.lines[line].1 + at - self.lines[line].0)
    }

    /// Its pieces, each with its place in the document.
    pub(crate) fn tokens(&self) -> Vec<(HtmlToken<'_>, Range<usize>)> {
        let mut at = 0;
        let tokens = html_tag::tokens_with_lengths(&self.html).into_iter();
        tokens
            .map(|(token, length)| {
                let start = self.place(at);
                at += length;
                (token, start..self.place(at.saturating_sub(1)) + 1)
            })
            .collect()
    }
}
