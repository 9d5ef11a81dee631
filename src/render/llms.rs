//! Owns `llms.txt`: what language models read first, one list of articles a locale, and one list of these lists.

use super::listed::is_indexable;
use super::twin;
use super::world::World;
use crate::localize::library::{ArticleId, LocaleId};
use crate::output::OutputPath;
use crate::plan::nav::SectionId;

/// The name of the file, at the root and below each locale.
pub const FILE: &str = "llms.txt";

/// The lists of these locales that hold anything, and the one that names them.
pub fn files(world: &World<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let mut index = String::new();
    let mut files = Vec::new();
    for locale in locales {
        let Some(text) = list(world, *locale) else { continue };
        let path = format!("{}/{FILE}", world.plan.urls.segment(*locale));
        let language = &world.locales[*locale].language;
        index.push_str(&format!("- [{}]({}): {}\n", language.autonym, address(world, &path), language.tag));
        files.push((OutputPath(path), text));
    }
    if !index.is_empty() {
        let title = &world.locales[world.plan.library.source].title;
        files.push((OutputPath(FILE.to_owned()), format!("# {title}\n\n{index}")));
    }
    files
}

fn address(world: &World<'_>, path: &str) -> String {
    let url = format!("/{path}");
    world.absolute(&url).unwrap_or(url)
}

fn list(world: &World<'_>, locale: LocaleId) -> Option<String> {
    let mut text = format!("# {}\n", world.locales[locale].title);
    let sections: Vec<String> =
        (0..world.plan.nav.sections.len()).filter_map(|section| of_section(world, section, locale)).collect();
    text.extend(sections.iter().map(String::as_str));
    (!sections.is_empty()).then_some(text)
}

fn of_section(world: &World<'_>, section: SectionId, locale: LocaleId) -> Option<String> {
    let index = world.plan.nav.sections[section].index;
    let own: Vec<ArticleId> = index
        .into_iter()
        .chain(world.listed(section))
        .filter(|article| is_indexable(world, *article, locale))
        .collect();
    if own.is_empty() {
        return None;
    }
    let mut text = String::from("\n");
    if section != 0 {
        text.push_str(&format!("## {}\n\n", line(&world.section_title(section, locale))));
    }
    own.iter().for_each(|article| text.push_str(&entry(world, *article, locale)));
    Some(text)
}

fn entry(world: &World<'_>, article: ArticleId, locale: LocaleId) -> String {
    let label = line(&world.label(article, locale)).replace(['[', ']'], "");
    let url = twin::url(world, article, locale).unwrap_or_else(|| world.plan.article_url(article, locale));
    let url = world.absolute(&url).unwrap_or(url).replace('(', "%28").replace(')', "%29");
    let description = world
        .plan
        .library
        .shown(article, locale)
        .map(|shown| line(&world.said(&[article], shown.locale, shown.version.description())));
    match description.filter(|description| !description.is_empty()) {
        Some(description) => format!("- [{label}]({url}): {description}\n"),
        None => format!("- [{label}]({url})\n"),
    }
}

/// A text that ends no line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
