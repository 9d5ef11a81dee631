//! Owns marks: two characters around every text that a template receives, so that text outside of them is the template's own.

use std::sync::Arc;

use super::context::{ArticlePage, Link, Notice, PageContent, PageContext, SectionCard, SectionNavContext};
use super::message::Translate;

/// Begins a text that the template received: a private use character, which texts of a site do not use.
pub(crate) const OPEN: char = '\u{e000}';

/// Ends it.
pub(crate) const CLOSE: char = '\u{e001}';

/// A text in marks. An empty one stays empty, since templates test for that.
pub(crate) fn around(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{OPEN}{text}{CLOSE}") }
}

/// HTML for a place within marks that is itself outside of them: they close before it and open again after it.
pub(crate) fn outside(html: &str) -> String {
    format!("{CLOSE}{html}{OPEN}")
}

/// Messages in marks.
pub(crate) fn words(translate: Arc<Translate>) -> Arc<Translate> {
    Arc::new(move |tag, id, arguments| around(&translate(tag, id, arguments)))
}

/// A page whose texts are in marks. Addresses, tags and kinds are not, since templates compare them.
pub(crate) fn page(mut page: PageContext) -> PageContext {
    let frame = &mut page.frame;
    mark(&mut frame.title);
    mark(&mut frame.description);
    frame.breadcrumbs.iter_mut().for_each(mark_link);
    frame.languages.iter_mut().for_each(|link| mark(&mut link.language.autonym));
    page.content.sections_mut().iter_mut().for_each(mark_card);
    if let PageContent::Home(home) = &mut page.content {
        for recent in &mut home.recent {
            mark_link(&mut recent.link);
            mark(&mut recent.date.text);
        }
    }
    if let Some(article) = page.content.article_mut() {
        mark_article(article);
    }
    page
}

fn mark_article(article: &mut ArticlePage) {
    mark(&mut article.heading);
    mark(&mut article.text);
    article.content = [&*article.heading, &article.text].concat();
    article.previous.iter_mut().chain(&mut article.next).for_each(mark_link);
    article.source_language.iter_mut().for_each(|language| mark(&mut language.autonym));
    article.contents.iter_mut().for_each(|entry| mark(&mut entry.title));
    article.date.iter_mut().for_each(|date| mark(&mut date.text));
    article.notices.iter_mut().for_each(mark_notice);
}

fn mark(text: &mut String) {
    *text = around(text);
}

/// A section's list whose texts are in marks.
pub(crate) fn section_nav(nav: &SectionNavContext) -> SectionNavContext {
    let mut nav = SectionNavContext { title: around(&nav.title), ..nav.clone() };
    nav.articles.iter_mut().for_each(mark_link);
    nav
}

fn mark_link(link: &mut Link) {
    link.title = around(&link.title);
}

fn mark_card(card: &mut SectionCard) {
    card.title = around(&card.title);
    card.articles.iter_mut().for_each(mark_link);
}

fn mark_notice(notice: &mut Notice) {
    let (date, source) = match notice {
        Notice::Machine { date, source } | Notice::Human { date, source } => (date.as_mut(), source.as_mut()),
        Notice::Fallback { language, source } => {
            language.autonym = around(&language.autonym);
            (None, source.as_mut())
        }
        Notice::Stale { source, .. } => (None, source.as_mut()),
        Notice::Partial { .. } | Notice::Reconstructed | Notice::Draft => (None, None),
    };
    date.into_iter().for_each(|date| date.text = around(&date.text));
    source.into_iter().for_each(mark_link);
}
