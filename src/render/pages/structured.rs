//! Owns the structured data of a page in JSON-LD for search engines: its breadcrumbs, and what kind of text it is.

use serde_json::{Value, json};

use super::questions;
use crate::library::{ArticleId, LocaleId};
use crate::parse::controls::clean_block;
use crate::render::indexing::is_indexable;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::theme::context::{Date, PageFrame};

/// The breadcrumbs of an article and the article itself; `None` for a page that search engines may not list.
pub(crate) fn article(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    (id, locale): (ArticleId, LocaleId),
    page: &PageFrame,
    date: Option<&Date>,
) -> Option<String> {
    if !is_indexable(ctx, id, locale) {
        return None;
    }
    let url = page.canonical.as_ref()?;
    let mut article = json!({
        "@type": "TechArticle",
        "@id": url,
        "url": url,
        "headline": page.title,
        "inLanguage": page.content_lang,
    });
    if !page.description.is_empty() {
        article["description"] = json!(page.description);
    }
    if let Some(date) = date {
        article["dateModified"] = json!(date.iso);
    }
    let source = ctx.plan.library.source;
    if locale != source && is_indexable(ctx, id, source) {
        let original = ctx.absolute(&ctx.plan.article_url(id, source));
        let language = &ctx.locales[source].language.tag;
        article["translationOfWork"] =
            json!({ "@type": "TechArticle", "@id": original, "inLanguage": language });
    }
    let graph: Vec<Value> =
        [trail(ctx, page), article].into_iter().chain(questions(ctx, visit, id, locale, page)).collect();
    Some(script(&json!({ "@context": CONTEXT, "@graph": graph })))
}

/// Questions and answers, where the configuration publishes them for search engines.
fn questions(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    id: ArticleId,
    locale: LocaleId,
    page: &PageFrame,
) -> Option<Value> {
    let url = page.canonical.as_ref()?;
    let shown = ctx.plan.library.displayed(id, locale).filter(|_| ctx.machines.faq)?;
    let pairs = questions::answered(visit, id, &shown).into_iter().map(|(question, answer)| {
        let answer = json!({ "@type": "Answer", "text": answer });
        json!({ "@type": "Question", "name": question, "acceptedAnswer": answer })
    });
    let pairs: Vec<Value> = pairs.collect();
    let id = format!("{url}#faq");
    (!pairs.is_empty()).then(
        || json!({ "@type": "FAQPage", "@id": id, "inLanguage": page.content_lang, "mainEntity": pairs }),
    )
}

/// The breadcrumbs of a section.
pub(crate) fn section(ctx: &RenderContext<'_>, page: &PageFrame) -> Option<String> {
    page.canonical.as_ref()?;
    let mut trail = trail(ctx, page);
    trail["@context"] = json!(CONTEXT);
    Some(script(&trail))
}

/// The same with all its texts fit for readers.
fn clean(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_block(&text).into_owned()),
        Value::Array(values) => values.into_iter().map(clean).collect(),
        Value::Object(values) => values.into_iter().map(|(key, value)| (key, clean(value))).collect(),
        other => other,
    }
}

const CONTEXT: &str = "https://schema.org";

fn trail(ctx: &RenderContext<'_>, page: &PageFrame) -> Value {
    let above = page.breadcrumbs.iter().map(|link| (&link.title, ctx.absolute(&link.url)));
    let items = above.chain([(&page.title, page.canonical.clone())]).enumerate();
    let items: Vec<Value> = items
        .map(|(index, (name, url))| {
            json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": url })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON with `<` escaped, so that it cannot end its `script` element.
fn script(value: &Value) -> String {
    clean(value.clone()).to_string().replace('<', "\\u003c")
}
