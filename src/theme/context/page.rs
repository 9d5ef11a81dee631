//! Owns what templates read as `page`: a frame that every page has, and what its kind holds.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{
    Alternate, ContentsEntry, Date, Language, LanguageLink, LanguageMenu, Link, Notice, PageKind, Recent,
    SectionCard,
};
use crate::theme::page_urls::PageUrls;

/// One page: read as `page`. Templates can read the values of all kinds on every page; those of other kinds are empty.
#[derive(Clone, Debug)]
pub(crate) struct PageContext {
    /// What every page has.
    pub frame: PageFrame,
    /// What its kind holds.
    pub content: PageContent,
}

/// What every page has, whatever its kind.
#[derive(Clone, Debug)]
pub(crate) struct PageFrame {
    /// The reader's locale, a BCP 47 tag: `<html lang>`.
    pub lang: String,
    /// `ltr` or `rtl`, of the reader's locale.
    pub dir: &'static str,
    /// The locale that the content is in; differs from `lang` on a fallback page: `<main lang>`.
    pub content_lang: String,
    /// `ltr` or `rtl`, of the content.
    pub content_dir: &'static str,
    /// The plain text for `<title>`, link labels and Open Graph.
    pub title: String,
    /// The plain text for the meta description; may be empty.
    pub description: String,
    /// The page's own address.
    pub url: String,
    /// The page's own address from the root of the site, to name the page to others.
    pub path: String,
    /// The absolute address that search engines should keep; absent where no base URL is configured.
    pub canonical: Option<String>,
    /// The value of the robots meta tag, if there is to be one.
    pub robots: Option<String>,
    /// What search engines read about the page: JSON-LD that is safe inside a script element.
    pub structured: Option<String>,
    /// The absolute addresses of the true translations, `x-default` last; empty without a base URL.
    pub alternates: Vec<Alternate>,
    /// The language menu: every locale of the site. Read as `languages.current`, `languages.translated` (the current one among them)
    /// and `languages.untranslated`.
    pub languages: Vec<LanguageLink>,
    /// From the home page down to this page's parent.
    pub breadcrumbs: Vec<Link>,
}

impl PageFrame {
    /// The frame of a page for readers of a language, with all other values empty.
    pub(crate) fn of(language: &Language) -> Self {
        Self {
            lang: language.tag.clone(),
            dir: language.dir,
            content_lang: language.tag.clone(),
            content_dir: language.dir,
            title: String::new(),
            description: String::new(),
            url: String::new(),
            path: String::new(),
            canonical: None,
            robots: None,
            structured: None,
            alternates: Vec::new(),
            languages: Vec::new(),
            breadcrumbs: Vec::new(),
        }
    }
}

/// What a page holds, by its kind.
#[derive(Clone, Debug)]
pub(crate) enum PageContent {
    /// The front page of a locale.
    Home(HomePage),
    /// The articles of one folder.
    Section(SectionPage),
    /// One article.
    Article(Box<ArticlePage>),
    /// All articles of a locale from A to Z, one card a letter.
    Search(Vec<SectionCard>),
    /// What a host answers for an unknown address below a locale.
    NotFound,
    /// The list of languages at `/`.
    Chooser,
}

/// What the front page of a locale holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct HomePage {
    /// The topics; a card without a title holds the articles of no topic.
    pub sections: Vec<SectionCard>,
    /// What readers look for most, the most important first.
    pub popular: Vec<Link>,
    /// What was changed last, newest first.
    pub recent: Vec<Recent>,
    /// The article that introduces the site: `index.md` in the folder of the locale.
    pub introduction: Option<Box<ArticlePage>>,
}

/// What the page of a section holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionPage {
    /// What lies below; a card without a title holds the section's own articles.
    pub sections: Vec<SectionCard>,
    /// The article that introduces the section.
    pub introduction: Option<Box<ArticlePage>>,
}

/// What the page of an article holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArticlePage {
    /// The state of most sentences of a translation: `machine`, `stale`, `translated`, `reviewed` or `final`; sentences in another one
    /// carry their own state. Absent on pages of the source.
    pub state: Option<&'static str>,
    /// The address of this page's text as Markdown, where there is one.
    pub markdown_url: Option<String>,
    /// Headings of the second level and below, where there are enough to help.
    pub contents: Vec<ContentsEntry>,
    /// What the reader must know about the text, most important first.
    pub notices: Vec<Notice>,
    /// When the text was last changed.
    pub date: Option<Date>,
    /// The body as safe HTML up to the end of its `<h1>`.
    pub heading: String,
    /// The body as safe HTML behind its `<h1>`, so that a theme can put the date and the notices between both.
    pub text: String,
    /// Both as one. The filters `heading` and `after_heading` turn it into one of them.
    pub content: String,
    /// True where the page holds parts that few pages have: components, films, tasks and the like. Their stylesheet is
    /// `site.assets.rare_css`.
    pub has_rare_parts: bool,
    /// True where units carry their source text, so that a switch makes sense.
    pub has_source: bool,
    /// The locale of the source text, for the messages of the switch.
    pub source_language: Option<Language>,
    /// The list of this section with the template `section-nav.html`: safe HTML, or empty.
    pub section_nav: String,
    /// The article before this one in its section.
    pub previous: Option<Link>,
    /// The article after this one in its section.
    pub next: Option<Link>,
    /// Articles on similar subjects, the nearest first; never this one nor its neighbours.
    pub related: Vec<Link>,
    /// Where the article's text can be changed, if the site configures it.
    pub edit_url: Option<String>,
    /// Where a reader can report a problem with the article, if the site configures it.
    pub report_url: Option<String>,
    /// The same for one sentence: an address in which `{unit}`, `{source}` and `{target}` are still open, where the site's has any.
    pub sentence_report_url: Option<String>,
    /// The article's front matter keys that Hexapla does not know, and those under `params`.
    pub params: serde_json::Value,
}

impl PageContent {
    /// Its kind.
    pub(crate) fn kind(&self) -> PageKind {
        match self {
            Self::Home(_) => PageKind::Home,
            Self::Section(_) => PageKind::Section,
            Self::Article(_) => PageKind::Article,
            Self::Search(_) => PageKind::Search,
            Self::NotFound => PageKind::NotFound,
            Self::Chooser => PageKind::Chooser,
        }
    }

    /// The article that the page shows.
    pub(crate) fn article(&self) -> Option<&ArticlePage> {
        match self {
            Self::Article(article) => Some(article),
            Self::Section(section) => section.introduction.as_deref(),
            Self::Home(home) => home.introduction.as_deref(),
            Self::Search(_) | Self::NotFound | Self::Chooser => None,
        }
    }

    /// The cards of the page.
    fn sections(&self) -> &[SectionCard] {
        match self {
            Self::Home(home) => &home.sections,
            Self::Section(section) => &section.sections,
            Self::Search(letters) => letters,
            Self::Article(_) | Self::NotFound | Self::Chooser => &[],
        }
    }

    /// The article, to be changed.
    pub(crate) fn article_mut(&mut self) -> Option<&mut ArticlePage> {
        match self {
            Self::Article(article) => Some(article),
            Self::Section(section) => section.introduction.as_deref_mut(),
            Self::Home(home) => home.introduction.as_deref_mut(),
            Self::Search(_) | Self::NotFound | Self::Chooser => None,
        }
    }

    /// The cards, to be changed.
    pub(crate) fn sections_mut(&mut self) -> &mut [SectionCard] {
        match self {
            Self::Home(home) => &mut home.sections,
            Self::Section(section) => &mut section.sections,
            Self::Search(letters) => letters,
            Self::Article(_) | Self::NotFound | Self::Chooser => &mut [],
        }
    }
}

impl PageContext {
    /// Makes all addresses of the site, which count from its root, those that the page writes.
    pub(crate) fn make_relative(&mut self, urls: &PageUrls) {
        let frame = &mut self.frame;
        frame.path = std::mem::take(&mut frame.url);
        frame.url = urls.relative_url(&frame.path);
        frame.languages.iter_mut().for_each(|link| urls.make_relative(&mut link.url));
        frame.breadcrumbs.iter_mut().for_each(|link| urls.make_relative(&mut link.url));
        if let PageContent::Home(home) = &mut self.content {
            let recent = home.recent.iter_mut().map(|recent| &mut recent.link);
            home.popular.iter_mut().chain(recent).for_each(|link| urls.make_relative(&mut link.url));
        }
        if let Some(article) = self.content.article_mut() {
            article.make_relative(urls);
        }
        for card in self.content.sections_mut() {
            urls.make_relative(&mut card.url);
            card.articles.iter_mut().for_each(|link| urls.make_relative(&mut link.url));
        }
    }
}

impl ArticlePage {
    fn make_relative(&mut self, urls: &PageUrls) {
        let optional = [&mut self.markdown_url, &mut self.edit_url, &mut self.report_url];
        optional.into_iter().flatten().for_each(|url| urls.make_relative(url));
        let besides = self.previous.iter_mut().chain(&mut self.next);
        let originals = self.notices.iter_mut().filter_map(Notice::source_mut);
        let links = self.related.iter_mut().chain(besides).chain(originals);
        links.for_each(|link| urls.make_relative(&mut link.url));
    }
}

/// By hand, since `flatten` allocates each key anew, and since pages of all kinds have all keys.
impl Serialize for PageContext {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let none = ArticlePage::default();
        let article = self.content.article().unwrap_or(&none);
        let mut fields = serializer.serialize_struct("PageContext", 37)?;
        fields.serialize_field("kind", &self.content.kind())?;
        self.frame.serialize_into(&mut fields)?;
        article.serialize_into(&mut fields)?;
        let is_chooser = matches!(self.content, PageContent::Chooser);
        fields.serialize_field("has_rare_parts", &(article.has_rare_parts || is_chooser))?;
        fields.serialize_field("sections", self.content.sections())?;
        let (popular, recent) = match &self.content {
            PageContent::Home(home) => (&*home.popular, &*home.recent),
            _ => (&[][..], &[][..]),
        };
        fields.serialize_field("popular", popular)?;
        fields.serialize_field("recent", recent)?;
        fields.end()
    }
}

impl PageFrame {
    fn serialize_into<S: SerializeStruct>(&self, fields: &mut S) -> Result<(), S::Error> {
        fields.serialize_field("lang", &self.lang)?;
        fields.serialize_field("dir", self.dir)?;
        fields.serialize_field("content_lang", &self.content_lang)?;
        fields.serialize_field("content_dir", self.content_dir)?;
        fields.serialize_field("title", &self.title)?;
        fields.serialize_field("description", &self.description)?;
        fields.serialize_field("url", &self.url)?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("canonical", &self.canonical)?;
        fields.serialize_field("robots", &self.robots)?;
        fields.serialize_field("structured", &self.structured)?;
        fields.serialize_field("alternates", &self.alternates)?;
        fields.serialize_field("languages", &LanguageMenu::of(&self.languages))?;
        fields.serialize_field("breadcrumbs", &self.breadcrumbs)
    }
}

impl ArticlePage {
    fn serialize_into<S: SerializeStruct>(&self, fields: &mut S) -> Result<(), S::Error> {
        fields.serialize_field("state", &self.state)?;
        fields.serialize_field("markdown_url", &self.markdown_url)?;
        fields.serialize_field("contents", &self.contents)?;
        fields.serialize_field("notices", &self.notices)?;
        fields.serialize_field("date", &self.date)?;
        fields.serialize_field("heading", &self.heading)?;
        fields.serialize_field("text", &self.text)?;
        fields.serialize_field("content", &self.content)?;
        fields.serialize_field("has_source", &self.has_source)?;
        fields.serialize_field("source_language", &self.source_language)?;
        fields.serialize_field("section_nav", &self.section_nav)?;
        fields.serialize_field("previous", &self.previous)?;
        fields.serialize_field("next", &self.next)?;
        fields.serialize_field("related", &self.related)?;
        fields.serialize_field("edit_url", &self.edit_url)?;
        fields.serialize_field("report_url", &self.report_url)?;
        fields.serialize_field("sentence_report_url", &self.sentence_report_url)?;
        fields.serialize_field("params", &self.params)
    }
}
