//! Owns what readers can narrow results by: the tags of each article, and the choices that the search box offers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::library::LocaleId;
use crate::parse::front_matter::FrontMatter;
use crate::plan::nav::SectionId;
use crate::render::render_context::RenderContext;
use crate::render::site_context::message_id;
use crate::search::SearchDoc;

/// The filter that is made from the folders of articles, not from their front matter.
const SECTION: &str = "section";

/// The tags of an article, `filter:value`, for the filters that the site offers. What a translation does not set is taken from its source.
pub(crate) fn tags(
    ctx: &RenderContext<'_>,
    section: SectionId,
    own: &FrontMatter,
    source: Option<&FrontMatter>,
) -> Vec<String> {
    let of_filter = |filter: &String| -> Vec<String> {
        let written = own.params.get(filter).or_else(|| source?.params.get(filter));
        let all = match written {
            None if filter == SECTION => section_slug(ctx, section).into_iter().collect(),
            None => Vec::new(),
            Some(value) => values(value),
        };
        all.into_iter().map(|value| format!("{filter}:{value}")).collect()
    };
    ctx.search.filters.iter().flat_map(of_filter).collect()
}

/// The section below the home page that an article belongs to, through all sections between.
fn section_slug(ctx: &RenderContext<'_>, section: SectionId) -> Option<String> {
    let top = ctx.plan.nav.above(section).into_iter().find(|above| *above != 0).unwrap_or(section);
    (top != 0).then(|| ctx.plan.nav.sections[top].slug.clone())
}

/// The parts of a list, or of a text with commas.
pub(crate) fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(values).collect(),
        Value::String(text) => text
            .split([',', '،', '、'])
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect(),
        Value::Number(_) | Value::Bool(_) => vec![value.to_string()],
        Value::Null | Value::Object(_) => Vec::new(),
    }
}

/// The choices of each filter, as tag and label: sections in the order of the site, others as the locale sorts them.
pub(crate) fn offered(
    ctx: &RenderContext<'_>,
    locale: LocaleId,
    docs: &[SearchDoc],
) -> Vec<(String, String)> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for tag in docs.iter().flat_map(|doc| &doc.tags) {
        found.entry(tag).or_insert_with(|| label(ctx, locale, tag));
    }
    let place = |tag: &str| {
        let (filter, value) = tag.split_once(':').unwrap_or_default();
        let filter = ctx.search.filters.iter().position(|other| other == filter);
        let section = ctx.plan.nav.sections.iter().position(|section| section.slug == value);
        (filter, section.filter(|_| tag.starts_with("section:")))
    };
    let mut offered: Vec<(String, String)> =
        found.into_iter().map(|(tag, label)| (tag.to_owned(), label)).collect();
    let formats = &ctx.locales[locale].formats;
    offered.sort_by(|a, b| place(&a.0).cmp(&place(&b.0)).then_with(|| formats.compare(&a.1, &b.1)));
    offered
}

/// A section's title, else the message `audience-admin`, else the value as it is written.
fn label(ctx: &RenderContext<'_>, locale: LocaleId, tag: &str) -> String {
    let (filter, value) = tag.split_once(':').unwrap_or_default();
    let section = ctx.plan.nav.sections.iter().position(|section| section.slug == value);
    if let Some(section) = section.filter(|_| filter == SECTION) {
        return ctx.section_title(section, locale);
    }
    let id = message_id(&format!("{filter}-{value}"));
    let message = ctx.word(locale, &id, &[]);
    if message == id { value.to_owned() } else { message }
}

#[cfg(test)]
mod tests;
