//! Owns the provenance of texts for machines: one `provenance.json` for each locale.

use serde_json::{Map, Value, json};

use crate::library::freshness::{Freshness, stale_units};
use crate::library::origin::{Origin, page_state, unit_state};
use crate::library::{ArticleId, LocaleId, Version};
use crate::output::OutputPath;
use crate::parse::front_matter::TranslationKind;
use crate::render::body::units::unit_ids;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;

/// The file's name below a locale's folder.
pub(crate) const FILE: &str = "provenance.json";

/// The function that returns the provenance of the units of an article in a locale.
pub(crate) type UnitFacts<'a> = &'a dyn Fn(ArticleId, LocaleId) -> Map<String, Value>;

/// The file of each of these locales except the source, whose texts are not translations.
pub(crate) fn files(
    ctx: &RenderContext<'_>,
    locales: &[LocaleId],
    units: UnitFacts<'_>,
) -> Vec<(OutputPath, String)> {
    let source = ctx.plan.library.source;
    let file = |locale: &LocaleId| {
        let path = format!("{}/{FILE}", ctx.plan.urls.segment(*locale));
        (OutputPath(path), of_locale(ctx, *locale, units).to_string() + "\n")
    };
    locales.iter().filter(|locale| **locale != source).map(file).collect()
}

fn of_locale(ctx: &RenderContext<'_>, locale: LocaleId, units: UnitFacts<'_>) -> Value {
    let library = &ctx.plan.library;
    let articles = library.articles.iter().enumerate();
    let articles: Vec<Value> = articles
        .filter(|(id, _)| !ctx.plan.pageless[*id])
        .filter_map(|(id, article)| {
            let version = article.versions[locale].as_ref()?;
            Some(of_article(ctx, id, locale, version, units(id, locale)))
        })
        .collect();
    json!({
        "locale": library.locales[locale].tag(),
        "source": library.locales[library.source].tag(),
        "articles": articles,
    })
}

/// The provenance of one article, and of those of its sentences that differ from it.
fn of_article(
    ctx: &RenderContext<'_>,
    id: ArticleId,
    locale: LocaleId,
    version: &Version,
    units: Map<String, Value>,
) -> Value {
    let front_matter = &version.summary.front_matter;
    let state = page_state(version);
    let kind = front_matter.translation_kind.map(|kind| match kind {
        TranslationKind::Machine => "machine",
        TranslationKind::Human => "human",
    });
    let day = |date: Option<crate::locale::CalendarDate>| date.map(|date| date.iso());
    let mut entry = Map::new();
    let facts = [
        ("article", Some(ctx.plan.library.articles[id].key.clone())),
        ("url", Some(ctx.plan.article_url(id, locale))),
        ("state", Some(state.name().to_owned())),
        ("by", kind.map(str::to_owned)),
        ("date", day(front_matter.handed_off)),
        ("commit", front_matter.source_commit.clone()),
        ("sourceHash", front_matter.source_hash.clone()),
        ("reviewed", day(front_matter.reviewed)),
    ];
    entry.extend(facts.into_iter().filter_map(|(name, fact)| Some((name.to_owned(), Value::from(fact?)))));
    if version.coverage.is_partial() {
        entry.insert("translated".to_owned(), version.coverage.translated.into());
        entry.insert("sentences".to_owned(), version.coverage.count.into());
    }
    if !units.is_empty() {
        entry.insert("units".to_owned(), Value::Object(units));
    }
    Value::Object(entry)
}

/// The sentences of another state than their page's, and those whose origin is known, by their ids on the page.
pub(crate) fn units(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    id: ArticleId,
    locale: LocaleId,
) -> Map<String, Value> {
    let library = &ctx.plan.library;
    let Some(version) = &library.articles[id].versions[locale] else { return Map::new() };
    let page = page_state(version);
    let source = library.articles[id].versions[library.source].as_ref();
    let stale = match (version.freshness, source) {
        (Freshness::Stale { count: 1.., .. }, Some(source)) => {
            stale_units(&version.details.sentences, &source.details.sentences)
        }
        _ => Vec::new(),
    };
    // Most articles have no sentences that differ, and are not read again.
    if stale.is_empty() && version.details.composed.is_none() {
        return Map::new();
    }
    let Some(open) = visit.open(id, version) else { return Map::new() };
    let article = &open.article;
    let is_stale = |unit: usize| u32::try_from(unit).is_ok_and(|unit| stale.contains(&unit));
    let units = unit_ids(article).into_iter().zip(article.body_units());
    units
        .filter_map(|(id, index)| {
            let state = unit_state(version, index, is_stale(index)).filter(|state| *state != page);
            let origin = origin(version, index);
            if state.is_none() && origin.is_empty() {
                return None;
            }
            let state = ("state".to_owned(), Value::from(state.unwrap_or(page).name()));
            Some((id, Value::Object([state].into_iter().chain(origin).collect())))
        })
        .collect()
}

/// The origin of a unit that its catalog records.
fn origin(version: &Version, unit: usize) -> Map<String, Value> {
    let composed = version.details.composed.as_ref();
    let Some(written) = composed.and_then(|composed| composed.units.get(unit)?.origin.as_deref()) else {
        return Map::new();
    };
    let Origin { kind, name, date, commit } = Origin::parse(written);
    let facts = [
        ("by", kind.map(str::to_owned)),
        ("name", name),
        ("date", date.map(|date| date.iso())),
        ("commit", commit),
    ];
    facts.into_iter().filter_map(|(key, fact)| Some((key.to_owned(), Value::from(fact?)))).collect()
}

#[cfg(test)]
mod tests;
