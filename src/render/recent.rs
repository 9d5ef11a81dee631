//! Owns the order of articles by when they were last changed.

use super::render_context::RenderContext;
use super::site_context::date_of;
use crate::library::{ArticleId, LocaleId};

/// The articles of a locale that were changed last, newest first; those of one day by their id.
pub(crate) fn newest(ctx: &RenderContext<'_>, locale: LocaleId, most: usize) -> Vec<ArticleId> {
    let plan = ctx.plan;
    let dated = |id: ArticleId| {
        let version = plan.library.articles[id].versions[locale].as_ref()?;
        (!plan.fragments[id]).then_some((date_of(version)?, id))
    };
    let mut all: Vec<_> = (0..plan.library.articles.len()).filter_map(dated).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    all.into_iter().take(most).map(|(_, id)| id).collect()
}
