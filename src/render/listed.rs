//! Owns what search engines may list: which articles in which locales, and which of them are versions of each other.

use super::context::Alternate;
use super::world::World;
use crate::localize::library::{ArticleId, LocaleId, Shown, Version};
use crate::localize::provenance::MachineMade;
use crate::parse::config::Index;

/// What the article's front matter says; a fragment of other articles is nothing to find by itself, nor is what the site keeps from
/// search engines.
pub fn robots(world: &World<'_>, article: ArticleId, shown: &Shown<'_>) -> Option<String> {
    let own = shown.version.summary.front_matter.robots.as_ref();
    if world.plan.fragments[article] || (own.is_none() && !may_be_listed(world, shown.version)) {
        return Some("noindex".to_owned());
    }
    own.cloned()
}

/// What the site says about machine translations.
fn may_be_listed(world: &World<'_>, version: &Version) -> bool {
    match world.index {
        Index::All => true,
        Index::Reviewed => MachineMade::of(version) != MachineMade::Raw,
        Index::None => MachineMade::of(version) == MachineMade::No,
    }
}

/// True where search engines may list the article's page in a locale, which then is a true version.
pub fn is_indexable(world: &World<'_>, article: ArticleId, locale: LocaleId) -> bool {
    let version = world.plan.library.articles[article].versions[locale].as_ref();
    !world.plan.fragments[article]
        && version.is_some_and(|version| {
            let robots = version.summary.front_matter.robots.as_deref().unwrap_or_default();
            !robots.contains("noindex") && !robots.contains("none") && may_be_listed(world, version)
        })
}

/// The true versions of an article, the source as `x-default` last; each names all, so they are reciprocal.
pub fn alternates(world: &World<'_>, article: ArticleId) -> Vec<Alternate> {
    let plan = world.plan;
    if world.base_url.is_none() {
        return Vec::new();
    }
    let alternate = |locale: LocaleId, hreflang: &str| {
        let url = world.absolute(&plan.article_url(article, locale))?;
        is_indexable(world, article, locale).then(|| Alternate { hreflang: hreflang.to_owned(), url })
    };
    let mut alternates: Vec<Alternate> = (0..plan.library.locales.len())
        .filter_map(|locale| alternate(locale, plan.library.locales[locale].tag()))
        .collect();
    alternates.extend(alternate(plan.library.source, "x-default"));
    alternates
}
