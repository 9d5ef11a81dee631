//! Owns the Markdown export of an article: its text without side-by-side spans, with includes in place and links to pages.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::library::{ArticleId, Displayed, LocaleId};
use crate::parse::controls::{clean, clean_block};
use crate::parse::markdown::directive::Directive;
use crate::parse::markdown::{Document, OBJECT, visible};
use crate::parse::side_by_side::SideBySide;
use crate::plan::links::LinkTarget;
use crate::render::indexing::{is_indexable, markdown_url};
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;

/// An article as Markdown; `None` where it has no export.
pub(crate) fn text(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    article: ArticleId,
    locale: LocaleId,
) -> Option<String> {
    markdown_url(ctx, article, locale)?;
    let shown = ctx.plan.library.displayed(article, locale)?;
    let mut text = front_matter(ctx, article, locale, &shown);
    if shown.version.outline().title().is_none() {
        text.push_str(&format!("# {}\n\n", ctx.label(article, locale)));
    }
    text.push_str(
        MarkdownExport { ctx, visit, article, locale, shown, including: vec![article] }.body().trim(),
    );
    text.push('\n');
    // It is read by people and programs that obey what they do not see; translators get the file itself.
    Some(clean(&text).into_owned())
}

/// The front matter, with the metadata of the page. Values are written as JSON strings, which are valid YAML.
fn front_matter(
    ctx: &RenderContext<'_>,
    article: ArticleId,
    locale: LocaleId,
    shown: &Displayed<'_>,
) -> String {
    let url = |locale| {
        let url = ctx.plan.article_url(article, locale);
        ctx.absolute(&url).unwrap_or(url)
    };
    let title = shown.version.own_title().map_or_else(|| ctx.label(article, locale), str::to_owned);
    let mut lines = vec![("title", title)];
    let description = shown.version.description();
    if !description.is_empty() {
        lines.push(("description", description.to_owned()));
    }
    lines.push(("url", url(locale)));
    lines.push(("lang", ctx.locales[locale].language.tag.clone()));
    lines.extend(shown.version.summary.front_matter.date.map(|date| ("date", date.iso())));
    let source = ctx.plan.library.source;
    if locale != source && is_indexable(ctx, article, source) {
        lines.push(("translation-of", url(source)));
    }
    let lines = lines
        .into_iter()
        .map(|(key, value)| format!("{key}: {}\n", serde_json::Value::from(&*clean_block(&value))));
    format!("---\n{}---\n", lines.collect::<String>())
}

/// The export of one version of one article.
struct MarkdownExport<'a> {
    ctx: &'a RenderContext<'a>,
    visit: &'a ArticleVisit<'a>,
    article: ArticleId,
    locale: LocaleId,
    shown: Displayed<'a>,
    /// The articles that are being written, outermost first: including one of them again would never end.
    including: Vec<ArticleId>,
}

impl MarkdownExport<'_> {
    fn body(&self) -> String {
        let version = self.shown.version;
        let Some(open) = self.visit.open(self.article, version) else { return String::new() };
        let document = open.article.document(version.side);
        let mut edits = self.addresses(document);
        edits.extend(self.directives(document, &open.text));
        edits.sort_by_key(|(range, _)| range.start);
        let mut body = String::with_capacity(document.text.len());
        let mut done = 0;
        for (range, replacement) in
            edits.iter().filter(|(range, _)| document.text.get(range.clone()).is_some())
        {
            if range.start >= done {
                body.push_str(&visible(&document.text[done..range.start]));
                body.push_str(replacement);
                done = range.end;
            }
        }
        body.push_str(&visible(&document.text[done..]));
        body
    }

    /// The targets of links and pictures as ranges of the text, each with its URL.
    fn addresses(&self, document: &Document) -> Vec<(Range<usize>, String)> {
        let of_link = |(event, range): (Event<'_>, Range<usize>)| {
            let (Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. })
            | Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, .. })) = event
            else {
                return None;
            };
            let at = range.start + document.text.get(range.clone())?.rfind(&*dest_url)?;
            Some((at..at + dest_url.len(), self.url(&dest_url)?))
        };
        document.events().filter_map(of_link).collect()
    }

    /// The URL of the target of a link or picture; `None` where the target stays as written.
    fn url(&self, written: &str) -> Option<String> {
        let plan = self.ctx.plan;
        let url = match plan.resolve_link(written, self.article, self.locale, self.shown.locale) {
            LinkTarget::Article { article, fragment, .. } => {
                let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
                plan.article_url(article, self.locale) + &fragment
            }
            LinkTarget::File(found) => self.ctx.media.publish(&found.path)?.url,
            _ => return None,
        };
        Some(self.ctx.absolute(&url).unwrap_or(url))
    }

    /// Replacements for directives: includes and pictures in place; others as written in the file, without side-by-side spans.
    fn directives(&self, document: &Document, file: &str) -> Vec<(Range<usize>, String)> {
        let objects = document.text.match_indices(OBJECT).zip(&document.directives);
        objects
            .map(|((start, object), directive)| {
                let range = start..start + object.len();
                let text = match directive {
                    Directive::Include { path, .. } => self.include(path),
                    Directive::Image { source, alt, .. } => {
                        let url = self.url(source).unwrap_or_else(|| source.clone());
                        format!("![{}]({url})", alt.replace(['[', ']'], ""))
                    }
                    Directive::Video { url } => format!("<{url}>"),
                    _ => {
                        let written = file.get(document.file_range(&range)).unwrap_or_default();
                        SideBySide::parse(written).target
                    }
                };
                (range, text)
            })
            .collect()
    }

    fn include(&self, path: &str) -> String {
        let plan = self.ctx.plan;
        let included = plan.included(path, &self.including, self.locale, self.shown.locale);
        let Some(article) = included else { return String::new() };
        let Some(shown) = plan.library.displayed(article, self.locale) else { return String::new() };
        let mut including = self.including.clone();
        including.push(article);
        MarkdownExport { article, shown, including, ..*self }.body().trim().to_owned()
    }
}
