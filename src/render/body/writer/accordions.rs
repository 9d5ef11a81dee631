//! Owns questions on the page: each is an accordion whose answer reaches up to the next question or heading.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::{Close, Frame, Writer};
use crate::parse::markdown::outline::level_number;
use crate::theme::escape;

impl Writer<'_> {
    /// To be called before a block: ends the open answer if the block is not part of it. Returns true where the block is itself a
    /// question, which is then begun.
    pub(super) fn question(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> bool {
        if !self.stands_alone() {
            return false;
        }
        let level = self.level_of(tag);
        if let Some(level) = level {
            self.end_answer(level);
        }
        while self.questions.get(self.next_question).is_some_and(|question| question.at < range.start) {
            self.next_question += 1;
        }
        let question = self.questions.get(self.next_question).filter(|question| question.at == range.start);
        let Some(question) = question.filter(|_| level.is_some() || matches!(tag, Tag::Paragraph)) else {
            return false;
        };
        self.next_question += 1;
        self.end_answer(0);
        self.begin_answer(&question.id, question.until);
        match level {
            Some(level) => self.block(&format!("<summary><h{level}>"), SUMMARY_ENDS[usize::from(level % 7)]),
            None => self.block("<summary>", SUMMARY_ENDS[0]),
        }
        self.next_heading += usize::from(level.is_some());
        true
    }

    /// Ends the open answer, if a heading of this level ends it; level 0 ends any.
    pub(super) fn end_answer(&mut self, level: u8) {
        let Some(Frame { close: Close::Answer { until }, raw, .. }) = self.frames.last() else { return };
        if level > *until {
            return;
        }
        self.raw.close_to(*raw, &mut self.out);
        if let Some(frame) = self.frames.pop() {
            self.close(frame.close);
        }
    }

    /// Begins an answer. The first one is expanded, so that readers see that the others can be expanded too.
    fn begin_answer(&mut self, id: &str, until: u8) {
        self.out.push_str("<details class=\"answer\"");
        escape::push_attribute(&mut self.out, "id", &self.around.urls().id(id));
        self.out.push_str(if self.next_question == 1 { " open>\n" } else { ">\n" });
        self.push_frame(Close::Answer { until }, false);
    }

    fn stands_alone(&self) -> bool {
        match &self.frames[..] {
            [] => true,
            [only] => matches!(only.close, Close::Answer { .. }),
            _ => false,
        }
    }

    fn level_of(&self, tag: &Tag<'_>) -> Option<u8> {
        let Tag::Heading { level, .. } = tag else { return None };
        let displayed = self.headings.get(self.next_heading).map(|heading| heading.level);
        Some(displayed.unwrap_or(level_number(*level)))
    }
}

/// The ends of a summary by the level of the heading inside; 0 is for a paragraph.
const SUMMARY_ENDS: [&str; 7] = [
    "</summary>\n",
    "</h1></summary>\n",
    "</h2></summary>\n",
    "</h3></summary>\n",
    "</h4></summary>\n",
    "</h5></summary>\n",
    "</h6></summary>\n",
];
