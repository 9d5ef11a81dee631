//! Plays the cases of `tests/it/markdown` and `tests/it/units`: Markdown as it is written, and the HTML that readers get.
//!
//! A file begins with what it shows. `== NAME` begins a case, `->` stands between what goes in and what comes out.
//! In `units`, what comes out begins with a line for each unit: number, translation, source. `UPDATE_GOLDEN=1` writes what
//! comes out now; the difference is for a person to judge.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::parse::article::{Article, Side};
use crate::parse::markdown::directive::Snippet;
use crate::parse::markdown::outline::Outline;
use crate::parse::markdown::placeholder::{Placeholder, expanded};
use crate::pipeline;
use crate::plan::links::LinkTarget;
use crate::plan::site::Plan;
use crate::render::body::{
    self, Body, BodyLink, BodyResolver, BodyUrls, Image, MessageArgument, UnitStyle, UnitView, source_html,
};
use crate::source::{Root, SourcePath};
use crate::theme::assets::ThemeFiles;
use crate::theme::components::{Call, ComponentContext};
use crate::theme::message::Arg;
use crate::theme::page_urls::PageUrls;
use crate::theme::prepared_site::PreparedSite;
use crate::theme::templates::Templates;

use crate::parse::markdown::origin::MarkdownOrigin;
use crate::pipeline::Quiet;
use crate::testing::fixture::Site;

/// All addresses from the root.
static FROM_ROOT: PageUrls = PageUrls::Below { base: String::new() };

/// A world of two articles and a picture.
pub struct World {
    plan: Plan,
    templates: Templates,
    site: PreparedSite,
    urls: BodyUrls<'static>,
}

/// A message as its id and its arguments.
fn words(_: &str, id: &str, arguments: &[(String, Arg)]) -> String {
    let shown = arguments.iter().map(|(name, argument)| match argument {
        Arg::Text(text) => format!(" {name}={text}"),
        Arg::Number(number) => format!(" {name}={number}"),
    });
    format!("{{{id}{}}}", shown.collect::<String>())
}

impl World {
    pub fn new() -> Self {
        let front = "---\ntitle: x\n---\n# Page\n";
        let site = Site::of(&[
            ("content/en-US/page.md", front),
            ("content/en-US/folder/other.md", front),
            ("content/en-US/plane.png", "not really a picture"),
        ]);
        let (plan, _) = pipeline::plan(&site.sources, &site.config, &Quiet);
        let templates = Templates::load(vec![ThemeFiles::embedded().layer()], Arc::new(words)).unwrap();
        Self {
            plan: plan.value,
            templates,
            site: crate::theme::tests::samples::prepared(&crate::theme::tests::words::SAMPLES[0]),
            urls: BodyUrls::of_page(&FROM_ROOT),
        }
    }

    fn resolve(&self, address: &str) -> LinkTarget {
        let page = self.plan.library.articles.iter().position(|article| article.key == "page").unwrap();
        self.plan.resolve(address, page, 0, 0)
    }
}

impl BodyResolver for World {
    fn right_to_left(&self) -> bool {
        false
    }

    fn urls(&self) -> &BodyUrls<'_> {
        &self.urls
    }

    fn link(&self, address: &str) -> BodyLink {
        match self.resolve(address) {
            LinkTarget::Article { article, .. } => BodyLink::To(self.plan.article_url(article, 0)),
            LinkTarget::Fragment(fragment) => BodyLink::To(format!("#{fragment}")),
            LinkTarget::External(url) => BodyLink::To(url),
            LinkTarget::File(found) => BodyLink::To(format!("/media/{}", found.path.file_name())),
            LinkTarget::Missing(_) | LinkTarget::Refused => BodyLink::Nowhere,
        }
    }

    fn image(&self, address: &str) -> Image {
        match self.resolve(address) {
            LinkTarget::File(found) => Image::File {
                url: format!("/media/{}", found.path.file_name()),
                size: Some((4, 3)),
                dark: None,
            },
            LinkTarget::External(url) => Image::Elsewhere(url),
            _ => Image::Missing,
        }
    }

    fn include(&self, path: &str) -> Option<Body> {
        let body = Body { text: "<p>Included.</p>\n".to_owned(), ..Body::default() };
        matches!(self.resolve(path), LinkTarget::Article { .. }).then_some(body)
    }

    fn expand(&self, phrase: Placeholder<'_>) -> Option<String> {
        match phrase {
            Placeholder::Term("paper") => Some("Paper & Co".to_owned()),
            Placeholder::Variable("count_1") => Some("1,500".to_owned()),
            _ => None,
        }
    }

    fn component(&self, call: &Call<'_>) -> Option<String> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in &call.component.attributes {
            let value = match (attribute.name.as_str(), self.link(&attribute.value)) {
                ("href", BodyLink::To(url)) => url,
                ("href", BodyLink::Nowhere) => String::new(),
                _ => expanded(&attribute.value, &|phrase| self.expand(phrase)).into_owned(),
            };
            attributes.push((attribute.name.clone(), value));
        }
        let reader = ComponentContext { lang: "en-US", dir: "ltr", site: &self.site };
        self.templates.component(call, attributes, reader).unwrap()
    }

    fn snippet(&self, snippet: &Snippet) -> Option<String> {
        Some(snippet.lines("one\n    two\n    three\n// <end>\nfour\n// </end>\n"))
    }

    fn highlight(&self, _language: &str, _code: &str) -> Option<String> {
        None
    }

    fn word(&self, id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> String {
        let shown = arguments.iter().map(|(name, argument)| match argument {
            MessageArgument::Text(text) => format!(" {name}={text}"),
            MessageArgument::Number(number) => format!(" {name}={number}"),
        });
        format!("{{{id}{}}}", shown.collect::<String>())
    }
}

/// An article's own side as HTML, its units marked.
pub fn html(text: &str, world: &World) -> String {
    let article =
        Article::parse(&SourcePath::new(Root::Content, "da-DK/page.md"), text, MarkdownOrigin::Translation)
            .value;
    let document = article.document(Side::Target);
    let views = article.body_units().map(|index| UnitView {
        id: format!("u{}", article.sides.units[index].number),
        source: source_html(article.unit_source(index), &|_| None),
        ..UnitView::default()
    });
    let style = UnitStyle {
        views: views.collect(),
        places: None,
        source_lang: "en-US".to_owned(),
        source_dir: "ltr",
    };
    body::write(document, &Outline::of(document), &style, world).into_html()
}

fn with_units(text: &str, world: &World) -> String {
    let article =
        Article::parse(&SourcePath::new(Root::Content, "da-DK/page.md"), text, MarkdownOrigin::Translation)
            .value;
    let sides = &article.sides;
    let mut shown = String::new();
    for unit in &sides.units {
        let (target, source) = (&sides.target[unit.target.clone()], &sides.source[unit.source.clone()]);
        let merged = if unit.merged { "p" } else { "" };
        shown.push_str(&format!("{merged}{} | {target:?} | {source:?}\n", unit.number));
    }
    for broken in &sides.broken {
        shown.push_str(&format!("broken at {}\n", broken.start));
    }
    shown + &html(text, world)
}

fn play(folder: &str, draw: impl Fn(&str) -> String) {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    let mut cases = 0;
    for file in test_files(folder) {
        let text = fs::read_to_string(&file).unwrap();
        let mut parts = text.split("\n== ");
        let mut written = parts.next().unwrap().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('\n').unwrap();
            let (input, expected) = rest.split_once("\n->\n").unwrap_or((rest, ""));
            let actual = draw(&format!("{input}\n"));
            cases += 1;
            if actual.trim() != expected.trim() {
                differences.push(format!(
                    "{}: {name}\n--- expected\n{expected}\n--- but it was\n{actual}",
                    file.display()
                ));
            }
            written.push_str(&format!("\n== {name}\n{input}\n->\n{}\n", actual.trim()));
        }
        if update {
            fs::write(&file, written).unwrap();
        }
    }
    assert!(cases > 0);
    assert!(update || differences.is_empty(), "{}", differences.join("\n\n"));
}

fn test_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "test"));
    files.sort();
    files
}

#[test]
fn markdown_becomes_the_html_that_is_expected() {
    let world = World::new();
    play("markdown", |input| html(input, &world));
}

#[test]
fn units_stand_where_they_are_expected() {
    let world = World::new();
    play("units", |input| with_units(input, &world));
}
