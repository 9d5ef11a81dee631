//! Owns popular articles: ordered by their weight, or by the page views in a table.

use rustc_hash::FxHashMap;

use super::nav::own_weight;
use super::site::Plan;
use crate::library::ArticleId;
use crate::parse::page_views::View;

/// The articles with a `weight`, the smallest first.
pub(crate) fn by_weight(plan: &Plan) -> Vec<ArticleId> {
    let weighed = |article| Some((own_weight(&plan.library, article)?, article));
    let mut all: Vec<(i64, ArticleId)> = articles_in_lists(plan).filter_map(weighed).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, article)| article).collect()
}

/// The articles with page views, the most viewed first; the views of all languages are added up. URLs of no article are ignored: a
/// table of page views also has home pages and mistyped URLs.
pub(crate) fn by_views(plan: &Plan, views: &[View]) -> Vec<ArticleId> {
    let articles = by_path(plan);
    let mut counts: FxHashMap<ArticleId, u64> = FxHashMap::default();
    for view in views {
        if let Some(article) = articles.get(below_locale(plan, &view.path).to_lowercase().as_str()) {
            let count = counts.entry(*article).or_default();
            *count = count.saturating_add(view.count);
        }
    }
    let mut all: Vec<(ArticleId, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    all.sort_unstable_by_key(|(article, count)| (std::cmp::Reverse(*count), *article));
    all.into_iter().map(|(article, _)| article).collect()
}

fn articles_in_lists(plan: &Plan) -> impl Iterator<Item = ArticleId> {
    (0..plan.library.articles.len())
        .filter(|article| !plan.fragments[*article] && plan.introduces(*article).is_none())
}

/// Every article by its URL path in any locale, and by its key.
fn by_path(plan: &Plan) -> FxHashMap<String, ArticleId> {
    let mut articles = FxHashMap::default();
    for article in articles_in_lists(plan) {
        articles.entry(plan.library.articles[article].key.to_lowercase()).or_insert(article);
        for locale in 0..plan.library.locales.len() {
            let path = plan.urls.path(article, locale);
            if !articles.contains_key(path) {
                articles.insert(path.to_owned(), article);
            }
        }
    }
    articles
}

/// `da-dk/account/reset` is `account/reset` in one of the site's languages.
fn below_locale<'a>(plan: &Plan, path: &'a str) -> &'a str {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let is_locale =
        (0..plan.library.locales.len()).any(|locale| plan.urls.segment(locale).eq_ignore_ascii_case(first));
    if is_locale { rest } else { path }
}
