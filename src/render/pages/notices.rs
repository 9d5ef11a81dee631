//! Owns the notices of an article page: what readers have to know about the text before they rely on it.

use crate::library::coverage::Coverage;
use crate::library::freshness::{self, Freshness};
use crate::library::origin::page_state;
use crate::library::{ArticleId, Displayed, LocaleId, Version};
use crate::parse::front_matter::{ChangeWeight, TranslationKind};
use crate::render::render_context::RenderContext;
use crate::theme::context::{Link, Notice};
use crate::units::unit::State;

/// The notices on the page of an article for readers of a locale. Of its sentences, `minor` have a source that changed by no more
/// than a typing error, which is not reported.
pub(crate) fn notices(
    ctx: &RenderContext<'_>,
    article: ArticleId,
    locale: LocaleId,
    shown: &Displayed<'_>,
    minor: usize,
) -> Vec<Notice> {
    let plan = ctx.plan;
    let front_matter = &shown.version.summary.front_matter;
    let page_in = |other: LocaleId| {
        let link = ctx.article_link(article, other);
        let language = &ctx.locales[other].language;
        Link { lang: Some(language.tag.clone()), dir: Some(language.dir), ..link }
    };
    let mut notices = Vec::new();
    let original = plan.library.articles[article].versions[plan.library.source].as_ref();
    let source = || original.is_some().then(|| page_in(plan.library.source));
    if shown.locale != locale {
        let language = ctx.locales[shown.locale].language.clone();
        notices.push(Notice::Fallback { language, source: Some(page_in(shown.locale)) });
    }
    let Coverage { translated, count } = shown.version.coverage;
    if shown.version.coverage.is_partial() && shown.version.untranslated() > 0 {
        notices.push(Notice::Partial { translated, count });
    }
    if shown.version.is_reconstructed() {
        notices.push(Notice::Reconstructed);
    } else if shown.locale != plan.library.source {
        if let Some((changed, count)) = behind(shown.version.freshness, original, minor) {
            notices.push(Notice::Stale { changed, count, source: source() });
        }
        // One link to the original is enough.
        let is_linked = notices.iter().any(|notice| matches!(notice, Notice::Stale { .. }));
        let source = if is_linked { None } else { source() };
        let date = front_matter.handed_off.map(|date| ctx.date(date, locale));
        // A catalog records the translator of each sentence; the page's state sums them up.
        let is_machine = page_state(shown.version) == State::Machine;
        match front_matter.translation_kind.or(is_machine.then_some(TranslationKind::Machine)) {
            Some(TranslationKind::Machine) => notices.push(Notice::Machine { date, source }),
            Some(TranslationKind::Human) => notices.push(Notice::Human { date, source }),
            None => {}
        }
    }
    notices
}

/// How many sentences of the original have changed by more than a typing error, and how many there are; `None` where none has.
/// Where only the file as a whole is known to have changed, both numbers are 0.
fn behind(freshness: Freshness, original: Option<&Version>, minor: usize) -> Option<(usize, usize)> {
    let Freshness::Stale { changed, count } = freshness else { return None };
    let declared = original.and_then(|original| freshness::declared_weight(&original.summary, original.side));
    let is_minor = match declared {
        Some(severity) => severity < ChangeWeight::Major,
        None => count > 0 && changed as usize <= minor,
    };
    let minor = if declared.is_none() { minor } else { 0 };
    (!is_minor).then_some(((changed as usize).saturating_sub(minor), count as usize))
}
