//! Owns `llms.txt` for language models: one list of articles for each locale, and one list of these lists.

use crate::library::{ArticleId, LocaleId};
use crate::output::OutputPath;
use crate::parse::controls::clean;
use crate::plan::nav::SectionId;
use crate::render::indexing::{is_indexable, markdown_url};
use crate::render::render_context::RenderContext;

/// The name of the file, at the root and below each locale.
pub(crate) const FILE: &str = "llms.txt";

/// The lists of these locales that are not empty, and the list of them.
pub(crate) fn files(ctx: &RenderContext<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let mut index = String::new();
    let mut files = Vec::new();
    for locale in locales {
        let Some(text) = list(ctx, *locale) else { continue };
        let path = format!("{}/{FILE}", ctx.plan.urls.segment(*locale));
        let language = &ctx.locales[*locale].language;
        index.push_str(&format!(
            "- [{}]({}): {}\n",
            language.autonym,
            absolute_url(ctx, &path),
            language.tag
        ));
        files.push((OutputPath(path), text));
    }
    if !index.is_empty() {
        let title = &ctx.locales[ctx.plan.library.source].title;
        let text = clean(&format!("# {title}\n\n{index}")).into_owned();
        files.push((OutputPath(FILE.to_owned()), text));
    }
    files
}

fn absolute_url(ctx: &RenderContext<'_>, path: &str) -> String {
    let url = format!("/{path}");
    ctx.absolute(&url).unwrap_or(url)
}

fn list(ctx: &RenderContext<'_>, locale: LocaleId) -> Option<String> {
    let mut text = format!("# {}\n", ctx.locales[locale].title);
    let sections: Vec<String> =
        (0..ctx.plan.nav.sections.len()).filter_map(|section| of_section(ctx, section, locale)).collect();
    text.extend(sections.iter().map(String::as_str));
    (!sections.is_empty()).then(|| clean(&text).into_owned())
}

fn of_section(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId) -> Option<String> {
    let index = ctx.plan.nav.sections[section].index;
    let own: Vec<ArticleId> = index
        .into_iter()
        .chain(ctx.articles_in(section))
        .filter(|article| is_indexable(ctx, *article, locale))
        .collect();
    if own.is_empty() {
        return None;
    }
    let mut text = String::from("\n");
    if section != 0 {
        text.push_str(&format!("## {}\n\n", line(&ctx.section_title(section, locale))));
    }
    own.iter().for_each(|article| text.push_str(&entry(ctx, *article, locale)));
    Some(text)
}

fn entry(ctx: &RenderContext<'_>, article: ArticleId, locale: LocaleId) -> String {
    let label = line(&ctx.label(article, locale)).replace(['[', ']'], "");
    let url = markdown_url(ctx, article, locale).unwrap_or_else(|| ctx.plan.article_url(article, locale));
    let url = ctx.absolute(&url).unwrap_or(url).replace('(', "%28").replace(')', "%29");
    let description = ctx
        .plan
        .library
        .displayed(article, locale)
        .map(|shown| line(&ctx.expanded(&[article], shown.locale, shown.version.description())));
    match description.filter(|description| !description.is_empty()) {
        Some(description) => format!("- [{label}]({url}): {description}\n"),
        None => format!("- [{label}]({url})\n"),
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
