//! Owns what a template may read: decided data, one struct a page part. This is the theme author's contract.

mod page;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub(crate) use self::page::{ArticlePage, HomePage, PageContent, PageContext, PageFrame, SectionPage};
use crate::theme::page_urls::PageUrls;

/// What every page of one locale shares: read as `site`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SiteContext {
    /// The site's title, in this locale.
    pub title: String,
    /// The root of the site: what a template names itself of the site stands behind it.
    pub root_url: String,
    /// The address of this locale's home page.
    pub home_url: String,
    /// The address of this locale's search page: an A–Z list of all articles without JavaScript.
    pub search_url: String,
    /// True where pages have a search box.
    pub search_enabled: bool,
    /// What readers can narrow results by: JSON, a list of pairs of key and name; empty where there are no filters.
    pub search_filters: String,
    /// Where the search box sends queries that found nothing, if the site says so.
    pub search_report: Option<String>,
    /// Where else to search when little is found, nearest first: JSON, a list of `lang`, `dir`, `url` and `name`. The search box knows
    /// the root of the site, so that these count from it on every page.
    pub search_chain: String,
    /// The address of this locale's feed of changed articles, where it has one.
    pub feed_url: Option<String>,
    /// Where the answer to the question below an article is sent, if the site configures it.
    pub feedback: Option<FeedbackForm>,
    /// The content security policy of every page.
    pub policy: String,
    /// The picture beside the title, where the site has one.
    pub logo: Option<Logo>,
    /// The addresses of the theme's files.
    pub assets: ThemeAssets,
}

impl SiteContext {
    /// The same on one page, with addresses as the page writes them.
    #[must_use]
    pub(crate) fn on_page(&self, urls: &PageUrls) -> Self {
        let mut site = self.clone();
        let own = [&mut site.root_url, &mut site.home_url, &mut site.search_url];
        let ThemeAssets { css, rare_css, js, icon, search_js: _, not_found_js } = &mut site.assets;
        let of_others = site.feed_url.iter_mut().chain(site.feedback.iter_mut().map(|form| &mut form.url));
        let logo = site.logo.iter_mut().map(|logo| &mut logo.url);
        own.into_iter()
            .chain([css, rare_css, js, icon, not_found_js])
            .chain(of_others)
            .chain(logo)
            .for_each(|url| urls.make_relative(url));
        site
    }
}

/// The form with the question whether an article helped.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FeedbackForm {
    /// Its action.
    pub url: String,
    /// Its method: `get` or `post`.
    pub method: &'static str,
}

/// The picture beside the site's title. The title stands beside it, so it needs no alternative text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Logo {
    /// Its address.
    pub url: String,
    /// Its width in pixels, so that nothing moves when it arrives; absent where it is not known.
    pub width: Option<usize>,
    /// Its height in pixels.
    pub height: Option<usize>,
}

/// The addresses of the theme's own files, with their content hash in the name.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThemeAssets {
    /// The one stylesheet.
    pub css: String,
    /// The stylesheet of parts that few articles have, for the pages that hold some.
    pub rare_css: String,
    /// The one deferred script.
    pub js: String,
    /// The icon.
    pub icon: String,
    /// The search box, loaded when a reader turns to it: from the root of the site, which the search box knows.
    pub search_js: String,
    /// The script that looks for similar URLs on the page for an unknown URL.
    pub not_found_js: String,
}

/// The kinds of page that a theme renders; each has a template `<kind>.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PageKind {
    /// The front page of a locale.
    Home,
    /// The articles of one folder.
    Section,
    /// One article.
    Article,
    /// All articles of a locale from A to Z: what the search form leads to without JavaScript.
    Search,
    /// What a host answers for an unknown address below a locale.
    NotFound,
    /// The list of languages at `/`.
    Chooser,
}

/// A link to another page of this site.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    /// The label, plain text.
    pub title: String,
    /// The address.
    pub url: String,
    /// The locale of the label, where it is not the page's own.
    pub lang: Option<String>,
    /// The label's direction, where it is not the page's own.
    pub dir: Option<&'static str>,
    /// True for the entry of the page itself in the list of its section.
    pub is_current: bool,
}

/// A language, named in itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's own name for itself.
    pub autonym: String,
}

/// One entry of the language menu: read with the fields of its language beside its own.
#[derive(Clone, Debug)]
pub(crate) struct LanguageLink {
    /// The language.
    pub language: Language,
    /// The same page in that language, or its fallback page.
    pub url: String,
    /// True for the page's own locale.
    pub current: bool,
    /// False where that address shows a text in another language.
    pub translated: bool,
}

/// The languages as a menu shows them.
#[derive(Serialize)]
struct LanguageMenu<'a> {
    current: Option<&'a LanguageLink>,
    translated: Vec<&'a LanguageLink>,
    untranslated: Vec<&'a LanguageLink>,
}

/// Sorted out here and not in the template, since every page of a large site has forty of these.
impl<'a> LanguageMenu<'a> {
    fn of(languages: &'a [LanguageLink]) -> Self {
        let current = languages.iter().find(|link| link.current);
        let (translated, untranslated) = languages.iter().partition(|link| link.translated || link.current);
        Self { current, translated, untranslated }
    }
}

/// By hand, since `flatten` allocates each key anew.
impl Serialize for LanguageLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("LanguageLink", 5)?;
        fields.serialize_field("tag", &self.language.tag)?;
        fields.serialize_field("dir", self.language.dir)?;
        fields.serialize_field("autonym", &self.language.autonym)?;
        fields.serialize_field("url", &self.url)?;
        fields.serialize_field("current", &self.current)?;
        fields.end()
    }
}

/// One `<link rel="alternate">`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Alternate {
    /// BCP 47 tag, or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub url: String,
}

/// One heading in the contents list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ContentsEntry {
    /// The heading's text, plain.
    pub title: String,
    /// The heading's id.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
}

/// Something the reader must know about the text. These are the facts; the theme has the messages.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Notice {
    /// The text was translated by a machine.
    Machine {
        /// When, if known.
        date: Option<Date>,
        /// The page with the original.
        source: Option<Link>,
    },
    /// The text was translated by people.
    Human {
        /// When, if known.
        date: Option<Date>,
        /// The page with the original.
        source: Option<Link>,
    },
    /// There is no translation: the text is displayed in another language.
    Fallback {
        /// The language of the displayed text.
        language: Language,
        /// The page in that language.
        source: Option<Link>,
    },
    /// Some sentences are not translated and displayed in another language.
    Partial {
        /// How many sentences are.
        translated: usize,
        /// How many there are.
        count: usize,
    },
    /// The source article itself was lost and put back together from its translations.
    Reconstructed,
    /// The source has changed since it was translated.
    Stale {
        /// How many sentences of the source changed; 0 if unknown.
        changed: usize,
        /// How many sentences the source has.
        count: usize,
        /// The page with the original.
        source: Option<Link>,
    },
    /// The article is not finished.
    #[cfg_attr(not(test), expect(dead_code, reason = "the manual names it to theme authors"))]
    Draft,
}

impl Notice {
    /// The link to the original.
    fn source_mut(&mut self) -> Option<&mut Link> {
        match self {
            Self::Machine { source, .. }
            | Self::Human { source, .. }
            | Self::Fallback { source, .. }
            | Self::Stale { source, .. } => source.as_mut(),
            Self::Partial { .. } | Self::Reconstructed | Self::Draft => None,
        }
    }
}

/// The list of one section as it stands beside each of its articles: read as `nav`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionNavContext {
    /// The reader's locale, a BCP 47 tag.
    pub lang: String,
    /// The section's name.
    pub title: String,
    /// The section's page.
    pub url: String,
    /// How many articles the section holds; more than are listed where the list would be too long to help.
    pub count: usize,
    /// The articles to list, in order; that of the page is the current one.
    pub articles: Vec<Link>,
}

impl SectionNavContext {
    /// Makes all addresses, which count from the root of the site, those that the page writes.
    pub(crate) fn make_relative(&mut self, urls: &PageUrls) {
        let articles = self.articles.iter_mut().map(|link| &mut link.url);
        std::iter::once(&mut self.url).chain(articles).for_each(|url| urls.make_relative(url));
    }
}

/// A date, for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Date {
    /// `YYYY-MM-DD`.
    pub iso: String,
    /// Written out in the reader's locale.
    pub text: String,
}

/// An article that was changed lately.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Recent {
    /// The article.
    pub link: Link,
    /// When it was changed.
    pub date: Date,
}

/// A section on a home or section page, or a letter on the search page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionCard {
    /// Its name.
    pub title: String,
    /// Its page; empty for a letter, and on a section page for the section's own articles. On a home page the articles of no section
    /// have one too: where all of them are listed.
    pub url: String,
    /// How many articles it holds, those of sections below it included.
    pub count: usize,
    /// Its articles: all of them on a section or search page, the first few on a home page.
    pub articles: Vec<Link>,
}
