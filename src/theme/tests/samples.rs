//! Sample pages for the theme: every page kind and every construct of an article, in six languages, with words of our own.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::render::site_context::policy;
use crate::theme::assets::{ThemeBundle, ThemeFiles, bundle};
use crate::theme::context::{
    Alternate, ArticlePage, ContentsEntry, Date, HomePage, Language, LanguageLink, Link, Notice, PageContent,
    PageContext, PageFrame, PageKind, SectionCard, SectionNavContext, SectionPage, SiteContext,
};
use crate::theme::message::{Arg, Translate};
use crate::theme::page_urls::PageUrls;
use crate::theme::prepared_site::PreparedSite;
use crate::theme::templates::{PageScope, Templates};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::theme::tests::words::{LANGUAGES, SAMPLES, Sample};

/// The strings of the theme by language, formatted without any locale data: enough to look at pages.
pub fn words() -> Arc<Translate> {
    let folder = std::env::var("HEXAPLA_SAMPLE_LOCALES").unwrap_or_else(|_| "locales".to_owned());
    let bundles: Mutex<HashMap<String, FluentBundle<FluentResource>>> = Mutex::default();
    Arc::new(move |lang: &str, id: &str, args: &[(String, Arg)]| {
        let language = lang.split('-').next().unwrap_or(lang).to_owned();
        let mut bundles = bundles.lock().unwrap();
        let bundle = bundles.entry(language.clone()).or_insert_with(|| bundle_of(&folder, &language));
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(name.clone(), text.clone()),
                Arg::Number(number) => values.set(name.clone(), *number),
            }
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    })
}

fn bundle_of(folder: &str, language: &str) -> FluentBundle<FluentResource> {
    let text = std::fs::read_to_string(format!("{folder}/{language}/hexapla.ftl"))
        .or_else(|_| std::fs::read_to_string("locales/en/hexapla.ftl"))
        .unwrap();
    let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap()]);
    bundle.add_resource_overriding(FluentResource::try_new(text).unwrap());
    bundle
}

/// The default theme with the sample words.
pub fn templates() -> Templates {
    Templates::load(vec![ThemeFiles::embedded().layer()], words()).unwrap()
}

pub fn assets() -> ThemeBundle {
    bundle(&[ThemeFiles::embedded()])
}

/// What a page is rendered with that writes all URLs from the root.
pub fn site(sample: &Sample) -> PageScope {
    PageScope { urls: PageUrls::below(""), site: prepared(sample) }
}

pub fn prepared(sample: &Sample) -> PreparedSite {
    PreparedSite::new(&SiteContext {
        title: sample.text[2].to_owned(),
        root_url: "/".to_owned(),
        home_url: url(sample, ""),
        search_url: url(sample, "search/"),
        search_enabled: true,
        search_filters: String::new(),
        search_report: None,
        search_chain: "[]".to_owned(),
        feed_url: None,
        policy: policy(None, None),
        feedback: None,
        logo: None,
        assets: assets().assets,
    })
    .unwrap()
}

fn url(sample: &Sample, path: &str) -> String {
    format!("/{}/{path}", sample.tag.to_lowercase())
}

fn link(title: &str, url: String) -> Link {
    Link { title: title.to_owned(), url, lang: None, dir: None, is_current: false }
}

fn english() -> Language {
    Language { tag: "en-US".to_owned(), dir: "ltr", autonym: "English".to_owned() }
}

fn languages(current: &Sample, path: &str) -> Vec<LanguageLink> {
    let entry = |text: &str| {
        let mut parts = text.splitn(3, ' ');
        let tag = parts.next().unwrap().to_owned();
        let dir = if parts.next() == Some("rtl") { "rtl" } else { "ltr" };
        LanguageLink {
            url: format!("/{}/{path}", tag.to_lowercase()),
            current: tag == current.tag,
            translated: !tag.starts_with(['l', 'm', 's']),
            language: Language { tag, dir, autonym: parts.next().unwrap().to_owned() },
        }
    };
    LANGUAGES.split('|').map(entry).collect()
}

fn alternates(path: &str) -> Vec<Alternate> {
    let mut all: Vec<_> = SAMPLES
        .iter()
        .map(|sample| Alternate {
            hreflang: sample.tag.to_owned(),
            url: format!("https://help.example{}", url(sample, path)),
        })
        .collect();
    all.push(Alternate {
        hreflang: "x-default".to_owned(),
        url: format!("https://help.example/en-us/{path}"),
    });
    all
}

/// A page of one kind without anything particular on it.
pub fn page(sample: &Sample, kind: PageKind, path: &str, title: &str) -> PageContext {
    let own = Language { tag: sample.tag.to_owned(), dir: sample.dir, autonym: String::new() };
    let frame = PageFrame {
        title: title.to_owned(),
        description: sample.text[3].to_owned(),
        url: url(sample, path),
        canonical: Some(format!("https://help.example{}", url(sample, path))),
        alternates: alternates(path),
        languages: languages(sample, path),
        ..PageFrame::of(&own)
    };
    let content = match kind {
        PageKind::Home => PageContent::Home(HomePage::default()),
        PageKind::Section => PageContent::Section(SectionPage::default()),
        PageKind::Article => PageContent::Article(Box::default()),
        PageKind::Search => PageContent::Search(Vec::new()),
        PageKind::NotFound => PageContent::NotFound,
        PageKind::Chooser => PageContent::Chooser,
    };
    PageContext { frame, content }
}

/// The article of a page that is one.
pub fn article_of(page: &mut PageContext) -> &mut ArticlePage {
    match &mut page.content {
        PageContent::Article(article) => article,
        _ => panic!("no article"),
    }
}

fn unit(sample: &Sample, index: usize) -> String {
    let target = sample.text[index].replace("ORD-", "<code>ORD-</code>");
    let source = SAMPLES[0].text[index].replace("ORD-", "<code>ORD-</code>");
    if sample.tag == "en-US" {
        return target;
    }
    format!(
        "<span class=\"unit\" id=\"u{index}\">{target}<span class=\"source\" lang=\"en-US\" dir=\"ltr\" data-nosnippet>{source}</span></span>"
    )
}

/// An article's body with every construct, as the Markdown renderer writes it.
pub fn body(sample: &Sample) -> String {
    let unit = |index| unit(sample, index);
    let text = |index: usize| sample.text[index];
    let heading = |id: &str, index| {
        format!(
            "<h2 id=\"{id}\">{} <a class=\"permalink\" href=\"#{id}\" aria-label=\"#: {}\">#</a></h2>",
            unit(index),
            text(index)
        )
    };
    format!(
        "<h1>{}</h1>\n<p>{} {} <sup><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup></p>\n{}\n\
<ol>\n<li>{}</li>\n<li>{}</li>\n<li>{}\n<ul>\n<li><a href=\"../follow/\">{}</a></li>\n<li><kbd>Ctrl</kbd>+<kbd>S</kbd>, <code>C:\\Users</code>, A/B</li>\n</ul></li>\n</ol>\n\
<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Note</p>\n<p>{}</p>\n</div>\n\
<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Warning</p>\n<p>{}</p>\n</div>\n{}\n\
<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n<thead>\n<tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"align-end\">{}</th></tr>\n</thead>\n<tbody>\n<tr><td>{}</td><td class=\"align-end\">{}</td></tr>\n<tr><td>{}</td><td class=\"align-end\">1.5</td></tr>\n</tbody>\n</table>\n</div>\n\
<details id=\"twice\">\n<summary>{}</summary>\n<p>{}</p>\n</details>\n<details>\n<summary>{}</summary>\n<p>{}</p>\n</details>\n{}\n\
<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-sh\"><span class=\"hl-comment\"># {}</span>\n<span class=\"hl-support hl-function\">parcel</span> move <span class=\"hl-string\">\"ORD-1042\"</span> <span class=\"hl-keyword\">--to</span> <span class=\"hl-constant\">7</span> --message <span class=\"hl-string\">\"a rather long message so that the line has to scroll on a phone\"</span>\n</code></pre></div>\n\
<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> {}</li>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> {}</li>\n</ul>\n\
<blockquote>\n<p><em>{}</em></p>\n</blockquote>\n\
<figure class=\"video\"><a href=\"https://video.example/w/1042\"><span>{}<small>video.example</small></span></a></figure>\n\
<section class=\"footnotes\" aria-labelledby=\"footnotes\">\n<h2 id=\"footnotes\">1</h2>\n<ol>\n<li id=\"fn-1\"><p>{} <a href=\"#fnref-1\" aria-label=\"1\">↩</a></p></li>\n</ol>\n</section>\n",
        unit(0),
        unit(3),
        unit(4),
        heading("before", 5),
        unit(6),
        unit(7),
        unit(8),
        unit(9),
        unit(10),
        text(4),
        heading("cost", 11),
        unit(12),
        text(13),
        unit(14),
        text(15),
        text(14),
        unit(16),
        unit(17),
        text(16),
        text(17),
        heading("command", 18),
        text(18),
        unit(19),
        unit(20),
        text(10),
        text(9),
        unit(21),
    )
}

/// The article: human in Japanese, machine elsewhere, none in English.
pub fn article(sample: &Sample, templates: &Templates) -> PageContext {
    let mut page = page(sample, PageKind::Article, "deliveries/change/", sample.text[0]);
    let date = Date { iso: "2026-11-20".to_owned(), text: sample.date.to_owned() };
    let source = Some(link(SAMPLES[0].text[0], "/en-us/deliveries/change/".to_owned()));
    let section = link(sample.text[1], url(sample, "deliveries/"));
    page.frame.breadcrumbs = vec![link(sample.text[2], url(sample, "")), section.clone()];
    let own = article_of(&mut page);
    own.contents = [("before", 5), ("cost", 11), ("command", 18)]
        .map(|(id, index)| ContentsEntry {
            title: sample.text[index].to_owned(),
            id: id.to_owned(),
            level: 2,
        })
        .into();
    own.contents
        .insert(2, ContentsEntry { title: sample.text[16].to_owned(), id: "twice".to_owned(), level: 3 });
    if sample.tag != "en-US" {
        own.source_language = Some(english());
        own.has_source = true;
        own.notices = match sample.tag {
            "ja-JP" => vec![Notice::Human { date: Some(date.clone()), source }],
            "da-DK" => vec![
                Notice::Machine { date: Some(date.clone()), source },
                Notice::Stale { changed: 2, count: 22, source: None },
            ],
            _ => vec![Notice::Machine { date: Some(date.clone()), source }],
        };
    }
    own.date = Some(date);
    own.content = body(sample);
    let (heading, text) = own.content.split_once("\n").unwrap();
    (own.heading, own.text) = (heading.to_owned(), format!("\n{text}"));
    own.previous = Some(link(sample.text[9], url(sample, "deliveries/follow/")));
    own.next = Some(link(sample.text[16], url(sample, "deliveries/twice/")));
    let nav = SectionNavContext {
        lang: sample.tag.to_owned(),
        title: section.title,
        url: section.url,
        count: 2909,
        articles: vec![
            link(sample.text[9], url(sample, "deliveries/follow/")),
            Link { is_current: true, ..link(sample.text[0], url(sample, "deliveries/change/")) },
            link(sample.text[16], url(sample, "deliveries/twice/")),
        ],
    };
    own.section_nav = templates.section_nav(&prepared(sample), &nav).unwrap();
    page
}

/// The English article on the page of a reader whose language lacks it.
pub fn fallback(sample: &Sample, templates: &Templates) -> PageContext {
    let mut page = article(&SAMPLES[0], templates);
    let mut reader = article(sample, templates);
    let own = std::mem::take(article_of(&mut reader));
    let content = page.frame.content_lang.clone();
    page.frame = PageFrame {
        title: page.frame.title,
        description: page.frame.description,
        content_lang: content,
        content_dir: page.frame.content_dir,
        canonical: page.frame.canonical,
        url: url(sample, "deliveries/fallback/"),
        alternates: Vec::new(),
        robots: Some("noindex, follow".to_owned()),
        ..reader.frame
    };
    let copy = article_of(&mut page);
    copy.date = own.date;
    copy.section_nav = own.section_nav;
    copy.source_language = Some(english());
    let source = Some(link(SAMPLES[0].text[0], "/en-us/deliveries/change/".to_owned()));
    copy.notices = vec![Notice::Fallback { language: english(), source }];
    for link in copy.previous.iter_mut().chain(copy.next.iter_mut()) {
        link.lang = Some("en-US".to_owned());
        link.dir = Some("ltr");
    }
    page
}

fn card(sample: &Sample, title: usize, url: String, count: usize) -> SectionCard {
    let articles = [0, 9, 16].map(|index| link(sample.text[index], self::url(sample, "deliveries/change/")));
    SectionCard { title: sample.text[title].to_owned(), url, count, articles: articles.into() }
}

/// Every page kind in one language.
pub fn pages(sample: &Sample, templates: &Templates) -> Vec<(String, PageContext)> {
    let cards = vec![
        card(sample, 1, url(sample, "deliveries/"), 12),
        card(sample, 11, url(sample, "deliveries/"), 1),
        card(sample, 5, url(sample, "deliveries/"), 2909),
        SectionCard { title: String::new(), ..card(sample, 1, String::new(), 3) },
    ];
    let mut home = page(sample, PageKind::Home, "", sample.text[2]);
    home.content = PageContent::Home(HomePage { sections: cards.clone(), ..HomePage::default() });
    let mut section = page(sample, PageKind::Section, "deliveries/", sample.text[1]);
    section.frame.breadcrumbs = vec![link(sample.text[2], url(sample, ""))];
    let sections = cards.into_iter().rev().collect();
    section.content = PageContent::Section(SectionPage { sections, introduction: None });
    let mut search = page(sample, PageKind::Search, "search/", sample.text[1]);
    let letters: Vec<String> = sample
        .text
        .iter()
        .filter_map(|text| text.chars().find(|letter| letter.is_alphabetic()))
        .map(String::from)
        .collect();
    let letters = letters
        .into_iter()
        .take(8)
        .map(|letter| SectionCard { title: letter, ..card(sample, 1, String::new(), 3) })
        .collect();
    search.content = PageContent::Search(letters);
    let missing = page(sample, PageKind::NotFound, "404.html", sample.text[2]);
    let mut named = vec![
        ("index.html".to_owned(), home),
        ("deliveries/index.html".to_owned(), section),
        ("search/index.html".to_owned(), search),
        ("404.html".to_owned(), missing),
        ("deliveries/change/index.html".to_owned(), article(sample, templates)),
    ];
    if sample.tag != "en-US" {
        named.push(("deliveries/fallback/index.html".to_owned(), fallback(sample, templates)));
    }
    let folder = sample.tag.to_lowercase();
    named.into_iter().map(|(path, page)| (format!("{folder}/{path}"), page)).collect()
}

/// All sample pages, rendered: path and HTML.
pub fn rendered() -> Vec<(String, String)> {
    let templates = templates();
    let mut all = Vec::new();
    for sample in &SAMPLES {
        let site = site(sample);
        for (path, page) in pages(sample, &templates) {
            all.push((path, templates.page(&site, page).unwrap()));
        }
    }
    let mut chooser = page(&SAMPLES[0], PageKind::Chooser, "", SAMPLES[0].text[2]);
    chooser.frame.url = "/".to_owned();
    all.push(("index.html".to_owned(), templates.page(&site(&SAMPLES[0]), chooser).unwrap()));
    all
}

#[test]
#[ignore = "writes the sample pages to the folder that HEXAPLA_SAMPLES names"]
fn sample_pages_are_written_to_the_folder_that_the_environment_names() {
    let folder = std::env::var("HEXAPLA_SAMPLES").unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    for (path, html) in rendered() {
        write(&path, html.as_bytes());
    }
    for (path, bytes) in assets().files {
        write(&path.0, &bytes);
    }
}
