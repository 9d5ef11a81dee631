//! Holds that every word of a source article that readers see stands on its page and in its Markdown export, or is reported.
//!
//! The words of a source are read here by the Markdown parser alone, without the crate's repairs, directives and allow-list.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use hexapla::{Root, SourcePath, Sources};
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::absent::shared;
use crate::fixture::{self, Built, Site};
use crate::generated::{Numbers, times};

/// How often each word stands in a text.
type Words = BTreeMap<String, usize>;

fn words(text: &str) -> Words {
    let is_part = |c: char| c.is_alphanumeric() || (c as u32 > 0x2FF && !is_mark(c));
    let mut words = Words::new();
    for word in text.split(|c: char| !is_part(c)).filter(|word| word.chars().any(char::is_alphanumeric)) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Punctuation, spaces and marks of direction beyond Latin, and the characters that the parser reserves.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c as u32, 0x2000..=0x2BFF | 0x3000..=0x303F | 0xFE30..=0xFE6F | 0xFF00..=0xFF0F | 0xFF1A..=0xFF20 | 0xFEFF | 0xFDD0)
}

const BLOCKS: &str = " address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure \
                      footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section summary table tbody \
                      td tfoot th thead tr ul ";
const UNSEEN: &str =
    " audio canvas code head iframe math object pre script select style svg template textarea title video ";

fn is_in(names: &str, name: &str) -> bool {
    names.contains(&format!(" {name} "))
}

/// The visible text of HTML: blocks parted by line ends, words of attributes beside it, no code.
fn html_text(html: &str) -> String {
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    let mut text = String::new();
    let mut attributes = String::new();
    collect(&dom.document, &mut text, &mut attributes);
    text + "\n" + &attributes
}

fn collect(node: &Handle, text: &mut String, attributes: &mut String) {
    let mut is_block = false;
    match &node.data {
        NodeData::Text { contents } => text.push_str(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            // The number of a footnote is no word of the article.
            let is_reference = attrs.borrow().iter().any(|attribute| &*attribute.value == "footnote-ref");
            if is_reference || is_in(UNSEEN, &name.local) {
                text.push(' ');
                return;
            }
            is_block = is_in(BLOCKS, &name.local);
            for attribute in attrs.borrow().iter() {
                if matches!(&*attribute.name.local, "alt" | "title" | "aria-label") {
                    attributes.push_str(&format!("{}\n", attribute.value));
                }
            }
        }
        _ => {}
    }
    if is_block {
        text.push('\n');
    }
    for child in node.children.borrow().iter() {
        collect(child, text, attributes);
    }
    if is_block {
        text.push('\n');
    }
}

/// The visible text of Markdown.
fn markdown_text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    // As HTML, so that raw HTML between Markdown is read as a browser would.
    let mut html = String::new();
    let mut attributes = String::new();
    let mut code = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if code => {}
            Event::Text(text) => html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
            Event::Code(_) => html.push_str("<code></code>"),
            Event::Html(raw) | Event::InlineHtml(raw) => html.push_str(&raw),
            Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => html.push(' '),
            Event::Start(Tag::Link { title, .. }) => attributes.push_str(&format!("{title}\n")),
            Event::Start(Tag::Image { title, .. }) => {
                attributes.push_str(&format!("{title}\n"));
                html.push_str("<p>");
            }
            Event::End(TagEnd::Image) => html.push_str("</p>"),
            Event::Start(tag) if !is_inline(&tag) => html.push_str("\n<br>\n"),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(_) => html.push_str("\n<br>\n"),
            _ => {}
        }
    }
    html_text(&html) + "\n" + &attributes
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
}

/// A file without its front matter and what stands for something else: directives, placeholders, lines of components.
fn body(file: &str) -> String {
    let file = file.replace("\r\n", "\n");
    let file = file.strip_prefix('\u{feff}').unwrap_or(&file);
    let rest = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    let text = rest.map_or(file, |(_, rest)| rest);
    let mut made = String::new();
    for line in text.lines() {
        let shown = line.trim_start_matches([' ', '\t', '>']);
        if shown.starts_with(":::") && !shown.starts_with(":::image") && !shown.starts_with(":::no-loc") {
            made.push('\n');
            continue;
        }
        made.push_str(line);
        made.push('\n');
    }
    for (open, close) in [("[!", "]"), (":::image", ":::"), (":::no-loc", ":::"), ("{ -", "}"), ("{ $", "}")]
    {
        made = without(&made, open, close);
    }
    made
}

/// A text without what stands between two marks on a line; of a picture the alternative text stays.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        made.push_str(&rest[..start]);
        let inside = &rest[start + open.len()..];
        let is_include = open == "[!" && inside.trim_start().to_lowercase().starts_with("include");
        let close = if is_include { ")]" } else { close };
        let Some(end) = inside.find(close) else {
            made.push_str(&rest[start..]);
            return made;
        };
        let value = |name: &str| {
            let rest =
                inside[..end].split_once(name).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
            rest.and_then(|rest| rest.trim().split('"').nth(1)).unwrap_or_default().to_owned()
        };
        match open {
            ":::image" => made.push_str(&value("alt-text")),
            ":::no-loc" => made.push_str(&value("text")),
            _ => {}
        }
        rest = &inside[end + close.len()..];
    }
    made + rest
}

/// What the law found in a site.
#[derive(Debug, Default)]
struct Verdict {
    articles: usize,
    /// Articles of which words are lost, with the first of them.
    silent: Vec<String>,
    /// Articles that `text-lost` reports.
    reported: Vec<String>,
}

/// The codes that say that words are missing.
const CODES: [&str; 7] = [
    "text-lost",
    "include-missing",
    "include-cycle",
    "include-blocks",
    "front-matter-syntax",
    "markup-repaired",
    "source-not-utf8",
];

/// Judges the articles of a site that are no bilingual files.
fn judged(mut site: Site) -> Verdict {
    site.config.site.edit_url = Some("https://edit.example/{path}".to_owned());
    site.config.site.base_url = Some("https://help.example".to_owned());
    let built = site.build();
    let pages = pages_by_file(&built);
    let mut verdict = Verdict::default();
    for (path, address) in pages {
        let bytes = site.sources.read(&SourcePath::new(Root::Content, &path)).bytes();
        let Some(bytes) = bytes else { continue };
        let file = String::from_utf8_lossy(&bytes).into_owned();
        if file.contains("data-ttu-id") || file.contains("sxs-lookup") {
            continue;
        }
        verdict.articles += 1;
        let about = |code: &str| {
            built.report.diagnostics.iter().any(|diagnostic| {
                let is_here = diagnostic.place.as_ref().is_some_and(|place| *place.path.path == *path);
                is_here && diagnostic.code.name() == code
            })
        };
        if about("text-lost") {
            verdict.reported.push(path.clone());
        }
        let lost = lost(&built, &file, &address);
        if !lost.is_empty() && !CODES.into_iter().any(about) {
            verdict.silent.push(format!("{path}: {}", lost.join(", ")));
        }
    }
    verdict
}

/// The words that an article has oftener than its page or its export.
fn lost(built: &Built, file: &str, address: &str) -> Vec<String> {
    let wanted = words(&without_addresses(&markdown_text(&body(file))));
    let page = html_text(built.page(address));
    let mut lost: Vec<String> =
        missing(&wanted, &page).into_iter().map(|word| format!("{word} (page)")).collect();
    if let Some(export) = built.files.get(&format!("{address}/index.md")) {
        let exported = markdown_text(&String::from_utf8_lossy(export));
        lost.extend(missing(&wanted, &exported).into_iter().map(|word| format!("{word} (export)")));
    }
    lost.truncate(6);
    lost
}

/// An address that stands in the text of a broken link is none of the article's words.
fn without_addresses(text: &str) -> String {
    let is_address = |word: &&str| !word.contains("://");
    text.split_inclusive(char::is_whitespace).filter(is_address).collect()
}

/// The words that a text has too seldom. Where repaired markup joins what was apart, or parts what was joined, the letters count.
fn missing(wanted: &Words, text: &str) -> Vec<String> {
    let there = words(text);
    let letters: String = text
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || *c as u32 > 0x2FF && !is_mark(*c))
        .collect();
    let is_missing = |(word, count): &(&String, &usize)| {
        there.get(*word).copied().unwrap_or(0) < **count && letters.matches(word.as_str()).count() < **count
    };
    wanted.iter().filter(is_missing).map(|(word, _)| word.clone()).collect()
}

/// The page of each content file, by the address that readers edit it at.
fn pages_by_file(built: &Built) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for (path, html) in built.pages() {
        let Some((_, rest)) = html.split_once("https://edit.example/") else { continue };
        let file = rest.split('"').next().unwrap_or_default();
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy().into_owned();
        let file = file.strip_prefix("content/").unwrap_or(&file).to_owned();
        let is_own = file.split('/').next().is_some_and(|folder| {
            path.split('/').next().is_some_and(|segment| segment.eq_ignore_ascii_case(folder))
        });
        if is_own && html.contains("data-article") {
            pages.insert(file, path.trim_end_matches("/index.html").to_owned());
        }
    }
    pages
}

/// Asserts the law for a site that must have articles.
fn holds(name: &str, site: Site, most_reported: usize) {
    let verdict = judged(site);
    let (articles, reported) = (verdict.articles, verdict.reported.len());
    println!("{name}: {articles} articles, {} lost in silence, {reported} reported", verdict.silent.len());
    assert!(articles > 0, "{name}");
    assert!(
        verdict.silent.is_empty(),
        "{name}: {} lost:\n{}",
        verdict.silent.len(),
        verdict.silent.join("\n")
    );
    assert!(reported * 100 <= articles * most_reported, "{name}: {:#?}", verdict.reported);
}

#[test]
fn no_word_of_the_manual_and_the_fixtures_is_lost_in_silence() {
    holds("the manual", fixture::manual(), 1);
    for (name, folder) in fixture::all() {
        let verdict = judged(Site::read(&folder));
        assert!(verdict.silent.is_empty(), "{name}:\n{}", verdict.silent.join("\n"));
    }
}

#[test]
fn no_word_of_real_articles_is_lost_in_silence() {
    for name in ["insights", "customer-insights"] {
        let Some(folder) = shared(&format!("corpus/{name}")) else { continue };
        holds(name, Site::of_content(&folder.join("live")), 1);
    }
}

/// The language folders of trees that were written for other generators, each laid below a folder of its own: name, archive, and where
/// a language lies, and how many of a hundred articles may be reported. In those of VitePress, scripts display what they hold, which is
/// lost.
const TREES: [(&str, &str, &str, usize); 3] = [
    ("cncf-glossary", "foreign/cncf-glossary.bundle", "content/LOCALE", 1),
    ("vitepress", "foreign/vitepress.bundle", "docs/LOCALE", 6),
    ("fastapi", "foreign/fastapi.tar.xz", "fastapi/docs/LOCALE/docs", 1),
];

#[test]
fn no_word_of_other_peoples_trees_is_lost_in_silence() {
    for (name, archive, place, most_reported) in TREES {
        let Some(archive) = shared(archive) else { continue };
        let unpacked = tempfile::tempdir().unwrap();
        unpack(&archive, unpacked.path());
        let mut site = Site::default();
        for tag in ["en", "es", "ja"] {
            let folder = unpacked.path().join(place.replace("LOCALE", tag));
            for file in fixture::files_below(&folder) {
                let path = format!("{tag}/{}", file.strip_prefix(&folder).unwrap().to_str().unwrap());
                site.sources.insert(Root::Content, &path, std::fs::read(file).unwrap());
            }
        }
        holds(name, site, most_reported);
    }
}

fn unpack(archive: &Path, folder: &Path) {
    let is_bundle = archive.extension().is_some_and(|extension| extension == "bundle");
    let mut command = Command::new(if is_bundle { "git" } else { "tar" });
    match is_bundle {
        true => command.args(["-c", "init.defaultBranch=main", "clone", "--quiet"]).arg(archive).arg(folder),
        false => command.arg("xf").arg(archive).arg("-C").arg(folder),
    };
    assert!(command.status().unwrap().success(), "{}", archive.display());
}

/// Text with a place for one word, and whether `text-lost` has to report it.
const PIECES: [(&str, bool); 40] = [
    ("WORD\n", false),
    ("## WORD\n", false),
    ("- a\n- WORD\n", false),
    ("> WORD\n", false),
    ("> [!TIP]\n> WORD\n", false),
    ("**WORD** and *WORDb*\n", false),
    ("[WORD](a0.md \"WORDb\")\n", false),
    ("| a |\n|---|\n| WORD |\n", false),
    ("| WORD |\n|---|\n| b |\n", false),
    ("| a |\n|---|\n| b | WORD |\n", true),
    ("- | a |\n  |---|\n  | b | c | WORD |\n", true),
    ("a[^n]\n\n[^n]: WORD\n", false),
    ("[^n]: WORD\n", true),
    ("<details><summary>WORD</summary>\n\nWORDb\n\n</details>\n", false),
    ("<ruby>WORD<rp>(</rp><rt>WORDb</rt><rp>)</rp></ruby>\n", false),
    ("<ruby>WORD<rt>WORDb</ruby>\n", false),
    ("<big>WORD</big> <font>WORDb</font>\n", false),
    ("<center>WORD</center>\n", false),
    ("<table>\n<caption>WORD</caption><tr><td>WORDb</td></tr></table>\n", false),
    ("<dl><dt>WORD</dt><dd>WORDb</dd></dl>\n", false),
    ("<abbr title=\"WORD\">WORDb</abbr>\n", false),
    ("<figure><figcaption>WORD</figcaption></figure>\n", false),
    ("<address>WORD</address><address>WORDb</address>\n", false),
    ("<noscript>WORD</noscript>\n", false),
    ("<form><label>WORD</label></form>\n", true),
    ("<button>WORD</button>\n", true),
    ("<select><option>WORD</option></select>\n", true),
    ("<svg><text>WORD</text></svg>\n", true),
    ("a <svg><title>WORD</title></svg> b\n", true),
    ("<math><mi>WORD</mi></math>\n", true),
    ("<video src=\"https://a.example/x.mp4\" title=\"WORD\"></video>\n", true),
    ("<iframe src=\"https://a.example/x\" title=\"WORD\"></iframe>\n", true),
    ("<table summary=\"WORD\"><tr><td>a</td></tr></table>\n", true),
    ("<input placeholder=\"WORD\">\n", true),
    ("<progress>WORD</progress>\n", true),
    ("::: tip\nWORD\n:::\n", false),
    ("- [ ] WORD\n", false),
    ("1. WORD\n2. <b>WORDb</b>\n", false),
    ("<my-placeholder> WORD <Name>\n", false),
    ("WORD &amp; WORDb ~~WORDc~~\n", false),
];

#[test]
fn no_word_of_generated_articles_is_lost_in_silence() {
    let mut numbers = Numbers::new(12);
    let mut files = Vec::new();
    let mut wanted = Vec::new();
    for article in 0..times(60) {
        let mut text =
            format!("---\ntitle: Kite {article}\ndescription: Fold it.\n---\n# Kite {article}\n\n");
        let pieces: Vec<usize> = (0..6).map(|_| numbers.below(PIECES.len())).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let word = format!("kw{article}x{at}y");
            text.push_str(&PIECES[*piece].0.replace("WORD", &word).replace("[^n]", &format!("[^n{at}]")));
            text.push('\n');
        }
        wanted.push(pieces.iter().any(|piece| PIECES[*piece].1));
        files.push((format!("content/en-US/a{article}.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let verdict = judged(Site::of(&files));
    assert_eq!(verdict.articles, files.len());
    assert!(verdict.silent.is_empty(), "{}", verdict.silent.join("\n"));
    for (article, wanted) in wanted.into_iter().enumerate() {
        let path = format!("en-US/a{article}.md");
        assert_eq!(verdict.reported.contains(&path), wanted, "{}", files[article].1);
    }
}
