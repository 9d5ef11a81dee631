//! Owns article pages: a version's body rendered for one reader's locale, with its notices, links and metadata.

mod calls;
mod unit_views;

use std::borrow::Cow;
use std::cell::Cell;

use self::calls::Noted;
use super::breadcrumbs::breadcrumbs;
use super::notices::notices;
use super::structured;
use crate::library::freshness::{self, Freshness, SourceChange};
use crate::library::origin::page_state;
use crate::library::{ArticleId, Displayed, LocaleId};
use crate::parse::article::Article;
use crate::parse::markdown::directive::Snippet;
use crate::parse::markdown::outline::Outline;
use crate::parse::markdown::placeholder::Placeholder;
use crate::plan::links::LinkTarget;
use crate::render::body::{self, Body, BodyResolver, BodyUrls, Image, MessageArgument, UnitStyle};
use crate::render::feedback;
use crate::render::indexing::{self, is_indexable};
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::theme::components::Call;
use crate::theme::context::{ArticlePage, ContentsEntry, PageContent, PageContext, PageFrame};
use crate::theme::escape;
use crate::theme::highlight::Highlighted;
use crate::theme::message::Arg;
use crate::theme::template_error::TemplateError;
use crate::theme::templates::PageScope;
use crate::theme::translate::without_isolation;
use crate::units::segment::Segmenter;

/// The fewest headings with which an article gets a list of contents.
const FEWEST_CONTENTS: usize = 3;

/// The lowest level of a heading in HTML.
const LOWEST_LEVEL: u8 = 6;

/// The page of an article for readers of one locale, as it is requested.
#[derive(Clone, Copy)]
pub(crate) struct ArticleRequest<'a> {
    /// What pages are rendered with.
    pub ctx: &'a RenderContext<'a>,
    /// The open texts of the article.
    pub visit: &'a ArticleVisit<'a>,
    /// The article.
    pub article: ArticleId,
    /// The locale of the readers.
    pub locale: LocaleId,
    /// How the page writes URLs, and what all pages of the locale share.
    pub scope: &'a PageScope,
}

impl ArticleRequest<'_> {
    /// Renders the page.
    ///
    /// # Errors
    /// When a template fails.
    pub(crate) fn page(self) -> Result<String, TemplateError> {
        let Self { ctx, visit, article, locale, scope } = self;
        let (mut frame, mut content) = self.parts()?;
        let section = ctx.plan.nav.section_of[article];
        content.section_nav = ctx.section_nav(section, locale, article, scope)?;
        frame.structured = structured::article(ctx, visit, (article, locale), &frame, content.date.as_ref());
        ctx.templates.page(scope, PageContext { frame, content: PageContent::Article(Box::new(content)) })
    }

    /// The frame and the content of the page, without the list of its section.
    ///
    /// # Errors
    /// When the template of a component fails.
    pub(crate) fn parts(self) -> Result<(PageFrame, ArticlePage), TemplateError> {
        let Self { ctx, article, locale, .. } = self;
        let shown = ctx.plan.library.displayed(article, locale);
        let frame = frame(ctx, article, locale, shown.as_ref());
        let mut content = ArticlePage::default();
        if let Some(shown) = &shown {
            content = self.version(shown)?;
            feedback::add(ctx, shown, &frame, &mut content);
        }
        let (previous, next) = neighbours(ctx, article);
        let link = |other: ArticleId| ctx.article_link(other, locale);
        (content.previous, content.next) = (previous.map(link), next.map(link));
        let besides: Vec<ArticleId> = previous.into_iter().chain(next).collect();
        let related = ctx.related(locale).to(ctx.plan, article, &besides);
        content.related = related.into_iter().map(link).collect();
        Ok((frame, content))
    }

    /// What the page holds of the version that is displayed to its readers.
    fn version(self, shown: &Displayed<'_>) -> Result<ArticlePage, TemplateError> {
        let Self { ctx, visit, article, locale, scope } = self;
        let noted = Noted::default();
        let rendered = ArticleRendering {
            ctx,
            visit,
            locale,
            article,
            shown: *shown,
            scope,
            urls: BodyUrls::of_page(&scope.urls),
            including: vec![article],
            noted: &noted,
            included: Cell::default(),
        }
        .render();
        if let Some(error) = noted.failure.take() {
            return Err(error);
        }
        let front_matter = &shown.version.summary.front_matter;
        let body = with_heading(rendered.body, &ctx.label(article, locale));
        Ok(ArticlePage {
            markdown_url: indexing::markdown_url(ctx, article, shown.locale),
            state: data_state(ctx, shown),
            date: front_matter.date.map(|date| ctx.date(date, locale)),
            params: serde_json::Value::Object(front_matter.params.clone()),
            contents: contents(ctx, article, shown),
            notices: notices(ctx, article, locale, shown, rendered.minor),
            has_rare_parts: !body.parts.is_empty(),
            has_source: rendered.has_source,
            source_language: rendered
                .has_source
                .then(|| ctx.locales[ctx.plan.library.source].language.clone()),
            content: [&*body.heading, &body.text].concat(),
            heading: body.heading,
            text: body.text,
            ..ArticlePage::default()
        })
    }
}

fn frame(
    ctx: &RenderContext<'_>,
    article: ArticleId,
    locale: LocaleId,
    shown: Option<&Displayed<'_>>,
) -> PageFrame {
    let plan = ctx.plan;
    let mut frame = PageFrame::of(&ctx.locales[locale].language);
    frame.url = plan.article_url(article, locale);
    frame.breadcrumbs = breadcrumbs(ctx, article, locale);
    frame.languages = ctx.languages(locale, |other| {
        (plan.article_url(article, other), plan.library.articles[article].versions[other].is_some())
    });
    let Some(shown) = shown else { return frame };
    let content = &ctx.locales[shown.locale].language;
    frame.content_lang = content.tag.clone();
    frame.content_dir = content.dir;
    let expanded = |text: &str| ctx.expanded(&[article], shown.locale, text).into_owned();
    frame.title = shown.version.own_title().map_or_else(|| ctx.label(article, locale), expanded);
    frame.description = expanded(shown.version.description());
    frame.robots = indexing::robots(ctx, article, shown);
    frame.canonical = ctx.absolute(&plan.article_url(article, shown.locale));
    // A page that search engines may not list is not an alternate of others, so it names none.
    if is_indexable(ctx, article, locale) {
        frame.alternates = indexing::alternates(ctx, article);
    }
    frame
}

/// The list of contents; empty where there are too few headings.
fn contents(ctx: &RenderContext<'_>, article: ArticleId, shown: &Displayed<'_>) -> Vec<ContentsEntry> {
    let outline = shown.version.outline();
    let headings = outline.headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    let contents: Vec<ContentsEntry> = headings
        .map(|heading| ContentsEntry {
            title: ctx.expanded(&[article], shown.locale, &heading.text).into_owned(),
            id: heading.id.clone(),
            level: heading.level,
        })
        .collect();
    if contents.len() < FEWEST_CONTENTS { Vec::new() } else { contents }
}

/// The body with a heading of level 1, which is added where the author wrote none.
fn with_heading(body: Body, label: &str) -> Body {
    if body.has_h1 {
        return body;
    }
    let heading = format!("<h1>{}</h1>", escape::escaped(label));
    Body { heading, text: format!("\n{}", body.text), has_h1: true, parts: body.parts }
}

fn neighbours(ctx: &RenderContext<'_>, article: ArticleId) -> (Option<ArticleId>, Option<ArticleId>) {
    let listed = &ctx.plan.nav.sections[ctx.plan.nav.section_of[article]].articles;
    let Some(at) = listed.iter().position(|other| *other == article) else { return (None, None) };
    let visible = |other: &&ArticleId| !ctx.plan.fragments[**other];
    (listed[..at].iter().rev().find(visible).copied(), listed[at + 1..].iter().find(visible).copied())
}

/// The state of a translation; nothing for a source.
fn data_state(ctx: &RenderContext<'_>, shown: &Displayed<'_>) -> Option<&'static str> {
    let is_translation = shown.locale != ctx.plan.library.source;
    is_translation.then(|| page_state(shown.version).name())
}

/// How the source of each unit of an article has changed; empty for a fresh translation, which most are.
pub(crate) fn changes(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    article: ArticleId,
    shown: &Displayed<'_>,
    body: &Article,
) -> Vec<Option<SourceChange>> {
    let library = &ctx.plan.library;
    let source = library.articles[article].versions[library.source].as_ref();
    let (Freshness::Stale { .. }, Some(source)) = (shown.version.freshness, source) else {
        return Vec::new();
    };
    let Some(original) = visit.open(article, source) else { return Vec::new() };
    let segmenter = Segmenter::of(&library.locales[library.source]);
    let declared = freshness::declared_weight(&source.summary, source.side);
    freshness::changes(body, original.article.body(source.side), &segmenter, declared)
}

/// A rendered body, with what the page reports about its units.
struct RenderedBody {
    body: Body,
    has_source: bool,
    /// How many of its sentences have a source that changed by no more than a typing error.
    minor: usize,
}

/// The rendering of one version of one article for one reader's locale.
struct ArticleRendering<'a> {
    ctx: &'a RenderContext<'a>,
    visit: &'a ArticleVisit<'a>,
    locale: LocaleId,
    article: ArticleId,
    shown: Displayed<'a>,
    /// The page that the body is written for.
    scope: &'a PageScope,
    urls: BodyUrls<'a>,
    /// The articles that are being rendered, outermost first: including one of them again would never end.
    including: Vec<ArticleId>,
    noted: &'a Noted,
    /// How many articles were included so far.
    included: Cell<usize>,
}

impl ArticleRendering<'_> {
    fn render(&self) -> RenderedBody {
        let version = self.shown.version;
        let Some(open) = self.visit.open(self.article, version) else {
            return RenderedBody { body: Body::default(), has_source: false, minor: 0 };
        };
        let article = &open.article;
        let changes = changes(self.ctx, self.visit, self.article, &self.shown, article);
        let style = if version.is_reconstructed() {
            UnitStyle::default()
        } else if article.sides.units.is_empty() {
            self.copied_style(article)
        } else {
            self.unit_style(article, &changes)
        };
        let body = body::write(article.document(version.side), &self.outline(), &style, self);
        let minor = changes.iter().flatten().filter(|change| !change.is_major()).count();
        let has_source = style.places.is_none() && !style.views.is_empty();
        RenderedBody { body, has_source, minor }
    }

    /// The outline that decides ids and levels. A page has one heading of level 1, so headings of included articles are
    /// one level lower.
    fn outline(&self) -> Cow<'_, Outline> {
        let own = self.shown.version.outline();
        let is_top = own.headings.iter().any(|heading| heading.level == 1);
        if self.including.len() == 1 || !is_top {
            return Cow::Borrowed(own);
        }
        let mut lower = own.clone();
        lower.headings.iter_mut().for_each(|heading| heading.level = (heading.level + 1).min(LOWEST_LEVEL));
        Cow::Owned(lower)
    }

    fn resolve(&self, address: &str) -> LinkTarget {
        self.ctx.plan.resolve(address, self.article, self.locale, self.shown.locale)
    }

    /// The URL of a fragment of an article in this reader's locale; without the fragment where the displayed version lacks it.
    fn with_fragment(&self, article: ArticleId, fragment: Option<&str>) -> String {
        let url = self.ctx.plan.article_url(article, self.locale);
        let shown = self.ctx.plan.library.displayed(article, self.locale);
        let id = fragment
            .zip(shown)
            .and_then(|(fragment, shown)| shown.version.outline().resolve_fragment(fragment));
        match id {
            Some(id) => format!("{url}#{id}"),
            None => url,
        }
    }
}

impl BodyResolver for ArticleRendering<'_> {
    fn right_to_left(&self) -> bool {
        self.ctx.locales[self.shown.locale].language.dir == "rtl"
    }

    fn urls(&self) -> &BodyUrls<'_> {
        &self.urls
    }

    fn link(&self, address: &str) -> body::BodyLink {
        match self.ctx.plan.resolve_link(address, self.article, self.locale, self.shown.locale) {
            LinkTarget::Article { article, fragment, .. } => {
                body::BodyLink::To(self.with_fragment(article, fragment.as_deref()))
            }
            LinkTarget::Fragment(fragment) => {
                let id = self.shown.version.outline().resolve_fragment(&fragment);
                id.map_or(body::BodyLink::Nowhere, |id| body::BodyLink::To(format!("#{id}")))
            }
            LinkTarget::File(found) => {
                let stored = self.ctx.media.publish(&found.path);
                stored.map_or(body::BodyLink::Nowhere, |stored| body::BodyLink::To(stored.url))
            }
            LinkTarget::External(url) => body::BodyLink::To(url),
            LinkTarget::Refused | LinkTarget::Missing(_) => body::BodyLink::Nowhere,
        }
    }

    fn image(&self, address: &str) -> Image {
        if is_inline_picture(address) {
            return Image::Inline(address.to_owned());
        }
        match self.resolve(address) {
            LinkTarget::File(found) => self.picture(address, &found.path),
            LinkTarget::External(url) if url.starts_with("http") => Image::Elsewhere(url),
            _ => Image::Missing,
        }
    }

    fn include(&self, path: &str) -> Option<Body> {
        let article = self.ctx.plan.included(path, &self.including, self.locale, self.shown.locale)?;
        let shown = self.ctx.plan.library.displayed(article, self.locale)?;
        let mut including = self.including.clone();
        including.push(article);
        let number = self.included.get() + 1;
        self.included.set(number);
        let urls = self.urls.of_included(number);
        let rendering =
            ArticleRendering { article, shown, urls, including, included: Cell::default(), ..*self };
        let body = rendering.render().body;
        if shown.locale == self.shown.locale {
            return Some(body);
        }
        let language = &self.ctx.locales[shown.locale].language;
        let parts = body.parts;
        let html = body.into_html();
        let text = format!("<div lang=\"{}\" dir=\"{}\">{html}</div>\n", language.tag, language.dir);
        Some(Body { text, parts, ..Body::default() })
    }

    fn expand(&self, phrase: Placeholder<'_>) -> Option<String> {
        self.ctx.expand(&self.including, self.shown.locale, phrase)
    }

    fn component(&self, call: &Call<'_>) -> Option<String> {
        self.call(call)
    }

    fn snippet(&self, snippet: &Snippet) -> Option<String> {
        self.lines_of(snippet)
    }

    fn highlight(&self, language: &str, code: &str) -> Option<String> {
        match self.ctx.highlighter.highlight(language, code) {
            Highlighted::Marked(html) => Some(html.to_string()),
            Highlighted::Plain | Highlighted::TooLong | Highlighted::TooManySteps => None,
        }
    }

    fn word(&self, id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> String {
        let arguments: Vec<(String, Arg)> = arguments
            .iter()
            .map(|(name, argument)| {
                let argument = match argument {
                    MessageArgument::Text(text) => Arg::Text((*text).to_owned()),
                    MessageArgument::Number(number) => Arg::Number(*number as f64),
                };
                ((*name).to_owned(), argument)
            })
            .collect();
        // Most of these messages are written into attributes, where screen readers would read isolation marks aloud.
        without_isolation(&self.ctx.word(self.locale, id, &arguments))
    }
}

/// True for a `data:` URL with a picture of a kind that cannot contain scripts.
fn is_inline_picture(address: &str) -> bool {
    let kinds = ["png", "gif", "jpeg", "jpg", "webp"];
    address.strip_prefix("data:image/").is_some_and(|rest| {
        kinds.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|rest| rest.starts_with(";base64,")))
    })
}
