//! Owns the questions of an article: which paragraphs and headings open an answer, and under which id.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::directive::Directive;
use super::heading::{Heading, safe_id};
use super::outline::Outline;
use super::slug::{slugify, unique};
use super::{Document, OBJECT, visible};

pub(crate) use super::heading::Question;

/// How an article declares its questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FaqPolicy {
    /// Not at all: bold paragraphs are questions where at least two of them end with a question mark.
    #[default]
    Guessed,
    /// `ms.topic: faq` or `layout: faq`: its headings are questions, or else its bold paragraphs.
    Declared,
    /// `faq: false`: none.
    Refused,
}

/// The fewest questions that make a list of questions; fewer answers are read faster than opened.
const FEWEST: usize = 2;

/// Marks that end a question: Latin, full width, Arabic, Greek, Armenian, Ethiopic, Vai, and the reversed policy.
const MARKS: [char; 8] = ['?', '？', '؟', '\u{37e}', '՞', '፧', '꘏', '⸮'];

/// Finds the questions of an article and puts them into the outlines of both sides.
pub(crate) fn find(
    policy: FaqPolicy,
    own: &Document,
    outline: &mut Outline,
    source: Option<(&Document, &mut Outline)>,
) {
    if policy == FaqPolicy::Refused || (policy == FaqPolicy::Guessed && !may_hold_questions(&own.text)) {
        return;
    }
    let (source, source_outline) = source.unzip();
    let in_own = SideQuestions::by(policy, own, outline);
    let in_source =
        source.zip(source_outline.as_deref()).map(|(text, outline)| SideQuestions::by(policy, text, outline));
    let marked = in_source.as_ref().map_or(0, SideQuestions::marked).max(in_own.marked());
    if policy == FaqPolicy::Guessed && (in_own.all.len() < FEWEST || marked < FEWEST) {
        return;
    }
    let ids = in_source.as_ref().filter(|source| source.all.len() == in_own.all.len()).unwrap_or(&in_own);
    outline.questions = in_own.questions(ids, outline);
    if let Some((source, outline)) = in_source.as_ref().zip(source_outline) {
        outline.questions = source.questions(source, outline);
    }
}

/// A fast check before the document is parsed: two paragraphs begin in bold.
fn may_hold_questions(text: &str) -> bool {
    let bold = |mark| memchr::memmem::find_iter(text.as_bytes(), mark).take(FEWEST).count();
    bold("\n**") >= FEWEST || bold("\n__") >= FEWEST
}

/// A paragraph or heading that could be a question.
struct Candidate {
    at: usize,
    text: String,
    /// Its index among the headings, if it is one.
    heading: Option<usize>,
    answered: bool,
}

/// The candidates of one side that are answered.
struct SideQuestions {
    all: Vec<Candidate>,
}

impl SideQuestions {
    fn by(policy: FaqPolicy, document: &Document, outline: &Outline) -> Self {
        let found = Finder::walk(document);
        if policy == FaqPolicy::Declared {
            let headings = of_headings(&found, &outline.headings);
            if !headings.is_empty() {
                return Self { all: headings };
            }
        }
        let bold = found.into_iter().filter(|candidate| candidate.heading.is_none() && candidate.answered);
        Self { all: bold.collect() }
    }

    fn marked(&self) -> usize {
        self.all.iter().filter(|candidate| is_question(candidate.text.trim_end())).count()
    }

    /// The questions, each with the id that the question at the same position in `named` gives.
    fn questions(&self, named: &Self, outline: &Outline) -> Vec<Question> {
        let mut taken: FxHashSet<String> =
            outline.headings.iter().map(|heading| heading.id.clone()).collect();
        taken.extend(outline.anchors.iter().cloned());
        let pairs = self.all.iter().zip(&named.all);
        pairs
            .map(|(own, named)| match own.heading.and_then(|index| outline.headings.get(index)) {
                Some(heading) => Question { at: own.at, id: heading.id.clone(), until: 3 },
                None => {
                    Question { at: own.at, id: unique(safe_id(&slugify(&named.text)), &mut taken), until: 6 }
                }
            })
            .collect()
    }
}

/// The answered headings of level 2 and 3, without those of level 2 that hold some of level 3.
fn of_headings(found: &[Candidate], headings: &[Heading]) -> Vec<Candidate> {
    let level = |index: usize| headings.get(index).map_or(1, |heading| heading.level);
    let next =
        |index: usize| headings.iter().skip(index + 1).map(|next| next.level).find(|level| *level <= 3);
    let is_lowest = |index: &usize| {
        let own = level(*index);
        matches!(own, 2 | 3) && next(*index).is_none_or(|next| next <= own)
    };
    let answered = found.iter().filter(|candidate| candidate.answered);
    answered
        .filter_map(|candidate| {
            let heading = candidate.heading.filter(is_lowest)?;
            Some(Candidate { text: candidate.text.clone(), heading: Some(heading), ..*candidate })
        })
        .collect()
}

/// Walks the blocks at the top level of a document.
#[derive(Default)]
struct Finder<'a> {
    found: Vec<Candidate>,
    /// The directives that are still to come.
    directives: &'a [Directive],
    /// Components that are open.
    components: usize,
    depth: usize,
    headings: usize,
    /// The paragraph or heading that is open: its text, and whether all of it is bold.
    open: Option<(String, bool)>,
    bold: usize,
}

impl<'a> Finder<'a> {
    fn walk(document: &'a Document) -> Vec<Candidate> {
        let mut finder = Self { directives: &document.directives, ..Self::default() };
        for (event, range) in document.events() {
            finder.take(&event, &range);
        }
        finder.found
    }

    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(*end, range),
            Event::Text(text) | Event::Code(text) => {
                text.matches(OBJECT).for_each(|_| self.object());
                self.text(&visible(text));
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Rule => self.separate(),
            // A picture or raw HTML in it makes it more than a question.
            _ => self.spoil(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } if self.depth + self.components == 0 => {
                self.open = Some((String::new(), true))
            }
            Tag::Strong => self.bold += 1,
            Tag::Image { .. } => self.spoil(),
            _ if self.depth == 0 => self.answer(),
            _ => {}
        }
        self.depth += 1;
    }

    fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        self.depth -= 1;
        match end {
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Paragraph if self.depth == 0 => self.end_paragraph(range),
            TagEnd::Heading(_) => self.end_heading(range),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, range: &Range<usize>) {
        match self.open.take() {
            Some((text, true)) if !text.trim().is_empty() => self.push(range, text, None),
            _ => self.answer(),
        }
    }

    fn end_heading(&mut self, range: &Range<usize>) {
        let index = self.headings;
        self.headings += 1;
        if let Some((text, _)) = self.open.take() {
            self.push(range, text, Some(index));
        }
    }

    fn push(&mut self, range: &Range<usize>, text: String, heading: Option<usize>) {
        self.found.push(Candidate { at: range.start, text, heading, answered: false });
    }

    fn text(&mut self, text: &str) {
        let outside = self.bold == 0 && text.contains(|c: char| !c.is_whitespace() && !is_closing(c));
        if let Some((open, bold)) = &mut self.open {
            *bold &= !outside;
            open.push_str(text);
        }
    }

    fn spoil(&mut self) {
        if let Some((_, bold)) = &mut self.open {
            *bold = false;
        }
    }

    fn answer(&mut self) {
        if let Some(last) = self.found.last_mut() {
            last.answered = true;
        }
    }

    /// Follows the components: their content holds no questions of the page.
    fn object(&mut self) {
        let Some((directive, rest)) = self.directives.split_first() else { return };
        self.directives = rest;
        match directive {
            Directive::Open(_) => self.components += 1,
            Directive::Close { .. } => self.components = self.components.saturating_sub(1),
            _ => {}
        }
    }

    /// A rule behind a question means that the text below is not its answer.
    fn separate(&mut self) {
        if self.depth == 0 && self.found.last().is_some_and(|last| !last.answered) {
            self.found.pop();
        }
    }
}

/// True for a text that ends with a question mark. The Greek one looks like a semicolon and is mostly typed as one.
fn is_question(text: &str) -> bool {
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    text.ends_with(MARKS) || (text.ends_with(';') && text.contains(is_greek))
}

/// True for punctuation, which is part of a question even behind its bold text.
fn is_closing(character: char) -> bool {
    MARKS.contains(&character) || matches!(character, ';' | ':' | '：' | '.' | '。' | '!' | '！')
}
