//! Owns questions and answers as plain text, for search engines.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::library::{ArticleId, Displayed};
use crate::parse::markdown::faq::Question;
use crate::parse::markdown::{Document, visible};
use crate::render::open_article::ArticleVisit;

/// The questions of an article, each with its answer; those without an answer are left out.
pub(crate) fn answered(
    visit: &ArticleVisit<'_>,
    article: ArticleId,
    shown: &Displayed<'_>,
) -> Vec<(String, String)> {
    let questions = &shown.version.outline().questions;
    if questions.is_empty() {
        return Vec::new();
    }
    let Some(open) = visit.open(article, shown.version) else { return Vec::new() };
    let pairs = read(open.article.document(shown.version.side), questions);
    pairs
        .into_iter()
        .map(|(question, answer)| (one_line(&question), one_line(&answer)))
        .filter(|(question, answer)| !question.is_empty() && !answer.is_empty())
        .collect()
}

fn read(document: &Document, questions: &[Question]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut open: Option<&Question> = None;
    let mut in_question = false;
    for (event, range) in document.events() {
        if let Event::Start(Tag::Paragraph | Tag::Heading { .. }) = &event {
            if let Some(question) = questions.iter().find(|question| question.at == range.start) {
                (open, in_question) = (Some(question), true);
                pairs.push(Default::default());
            } else if let Event::Start(Tag::Heading { level, .. }) = &event
                && open.is_some_and(|question| depth(*level) <= question.until)
            {
                open = None;
            }
        }
        let Some((question, answer)) = pairs.last_mut().filter(|_| open.is_some()) else { continue };
        let text = if in_question { question } else { answer };
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&visible(&words)),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) if in_question => in_question = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    pairs
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
