//! Shows what translators are given: catalogs of plain source trees and refreshed side-by-side articles, and what becomes of them.

use std::collections::BTreeMap;

use crate::catalogs::catalog::{parse, refreshed, units_of, value_of};
use crate::catalogs::refresh;
use crate::diagnostics::Code;
use crate::locale::Locale;
use crate::output::{MemorySink, OutputPath};
use crate::parse::article::{Article, Side};
use crate::parse::config::Config;
use crate::pipeline::{self, ExpectedFile, Options, Progress, Stage};
use crate::search::query::search;
use crate::source::{MemorySources, Root, SourcePath, Sources};
use crate::status::{Grouping, Status};
use crate::units::segment::Segmenter;
use crate::units::unit::{State, source_hash};
use proptest::prelude::*;

use crate::parse::markdown::origin::MarkdownOrigin;
use crate::testing::absent::shared;
use crate::testing::fixture::unit;
use crate::testing::generated::law;

const SOURCE: &str = "---\ntitle: Fold a plane\n---\n# Fold a plane\n\nTake a {sheet}. Fold it in half now. See [wings](wings.md).\n\n- Select **Save**.\n";

fn locales(tags: &[&str]) -> Vec<Locale> {
    tags.iter().map(|tag| Locale::parse(tag).unwrap()).collect()
}

fn segmenter() -> Segmenter {
    Segmenter::of(&Locale::parse("en-US").unwrap())
}

fn article(text: &str) -> Article {
    Article::parse(&SourcePath::new(Root::Content, "en-US/plane.md"), text, MarkdownOrigin::Author).value
}

fn extract(sources: &mut MemorySources, tags: &[&str]) -> Vec<ExpectedFile> {
    let files = pipeline::extract(sources, &Config::default(), &locales(tags)).unwrap();
    for file in &files {
        sources.insert(file.path.root, &file.path.path, file.text.clone());
    }
    files
}

fn read(sources: &MemorySources, path: &str) -> String {
    String::from_utf8(sources.read(&SourcePath::new(Root::Locales, path)).bytes().unwrap()).unwrap()
}

/// Writes a translation into a catalog, as a person would.
fn translate(sources: &mut MemorySources, path: &str, source: &str, target: &str) {
    let text = read(sources, path);
    let start = text.find(&format!("# Source: {source}\n")).unwrap();
    let empty = start + text[start..].find("{ \"\" }").unwrap();
    sources.insert(Root::Locales, path, format!("{}{target}{}", &text[..empty], &text[empty + 6..]));
}

struct Quiet;
impl Progress for Quiet {
    fn stage(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

fn built(sources: &MemorySources) -> BTreeMap<OutputPath, Vec<u8>> {
    let sink = MemorySink::default();
    pipeline::build(sources, &Config::default(), &Options::default(), &sink, &Quiet).unwrap();
    sink.into_files()
}

fn page(sources: &MemorySources, path: &str) -> String {
    String::from_utf8(built(sources).remove(&OutputPath(path.to_owned())).unwrap()).unwrap()
}

fn plain_tree() -> MemorySources {
    let mut sources = MemorySources::default();
    sources.insert(Root::Content, "en-US/plane.md", SOURCE);
    sources
}

#[test]
fn a_plain_tree_gets_a_catalog_for_each_locale_and_one_to_compare_with() {
    let mut sources = plain_tree();
    let files = extract(&mut sources, &["da-DK", "ar-SA"]);
    let paths: Vec<&str> = files.iter().map(|file| &*file.path.path).collect();
    assert_eq!(paths, ["ar-SA/articles/plane.ftl", "da-DK/articles/plane.ftl", "en-US/articles/plane.ftl"]);
    let sources_asked: Vec<String> = parse(&files[1].text).into_iter().map(|entry| entry.source).collect();
    assert_eq!(
        sources_asked,
        [
            "Fold a plane",
            "Fold a plane",
            "Take a {sheet}.",
            "Fold it in half now.",
            "See [wings](wings.md).",
            "Select **Save**."
        ]
    );
    assert!(extract(&mut sources, &[]).is_empty(), "a second run changes nothing");
}

#[test]
fn each_sentence_is_shown_in_the_nearest_language_that_has_it() {
    let mut sources = plain_tree();
    extract(&mut sources, &["da-DK", "da"]);
    translate(
        &mut sources,
        "da-DK/articles/plane.ftl",
        "Take a {sheet}.",
        "Tag et { \"{\" }ark{ \"}\" } fra { -shop }.",
    );
    translate(&mut sources, "da/articles/plane.ftl", "Select **Save**.", "Vælg **Gem**.");
    sources.insert(Root::Locales, "da-DK/site.ftl", "-shop = Butikken\n");
    let page = page(&sources, "da-dk/plane/index.html");
    assert!(page.contains("<main id=\"hx-main\""));
    assert!(page.contains(">Tag et {ark} fra Butikken.<span class=\"source\""), "{page}");
    assert!(page.contains("lang=\"da\" dir=\"ltr\">Vælg <strong>Gem</strong>."));
    assert!(page.contains("lang=\"en-US\" dir=\"ltr\">Fold it in half now.</span>"));
    assert!(page.contains("<h1 id=\"fold-a-plane\">"));
    assert!(extract(&mut sources, &[]).is_empty(), "filling a catalog in does not make it out of date");
}

#[test]
fn three_sentences_by_hand_in_one_of_five_locales_are_shown_told_and_counted() {
    let mut sources = MemorySources::default();
    let wings = "---\ntitle: Wings\n---\n# Wings\n\nBend both wings up. They must be equal.\n";
    sources.insert(Root::Content, "en-US/plane.md", SOURCE);
    sources.insert(Root::Content, "en-US/wings.md", wings);
    let tags = ["da-DK", "ar-SA", "ja-JP", "de", "zh-Hant"];
    let files = extract(&mut sources, &tags);
    assert_eq!(files.len(), 2 * (tags.len() + 1));
    let path = "da-DK/articles/plane.ftl";
    translate(&mut sources, path, "Take a {sheet}.", "Tag et ark.");
    translate(&mut sources, path, "Fold it in half now.", "Fold det på midten nu.");
    translate(&mut sources, path, "Select **Save**.", "Vælg **Gem**.");
    let danish = page(&sources, "da-dk/plane/index.html");
    assert!(danish.contains("<html lang=\"da-DK\" dir=\"ltr\">"));
    for own in ["Tag et ark.", "Fold det på midten nu.", "Vælg <strong>Gem</strong>."] {
        assert!(
            danish.contains(&format!("\">{own}<span class=\"source\" lang=\"en-US\"")),
            "{own} in {danish}"
        );
    }
    for foreign in ["Fold a plane", "See <a href=\"../wings/\">wings</a>."] {
        let sentence = format!(" lang=\"en-US\" dir=\"ltr\">{foreign}</span>");
        assert!(danish.contains(&sentence), "{sentence} in {danish}");
    }
    let others = page(&sources, "ar-sa/plane/index.html");
    assert!(others.contains("<html lang=\"ar-SA\" dir=\"rtl\">"));
    assert!(
        others.contains("<main id=\"hx-main\" class=\"column\" tabindex=\"-1\" lang=\"en-US\" dir=\"ltr\"")
    );
    assert!(extract(&mut sources, &[]).is_empty());

    let library = pipeline::library(&sources, &Config::default()).unwrap();
    let rows = Status::of(&library, None).rows(Grouping::Locale);
    for tag in tags {
        let row = &rows[&(tag.to_owned(), String::new())];
        let translated = if tag == "da-DK" { 3 } else { 0 };
        assert_eq!((row.of(State::Translated).units, row.total().units), (translated, 8), "{tag}");
        assert_eq!(row.coverage() > 0.0, translated > 0, "{tag}");
    }
}

#[test]
fn search_finds_the_sentences_of_a_catalog_and_not_the_catalog() {
    let mut sources = plain_tree();
    extract(&mut sources, &["da-DK"]);
    translate(&mut sources, "da-DK/articles/plane.ftl", "Select **Save**.", "Vælg **Gem**.");
    let files = built(&sources);
    let load = |name: &str| files.get(&OutputPath(format!("da-dk/search/{name}"))).cloned();
    let found = search(&load, "vælg", &[], 5).unwrap();
    assert_eq!(found.len(), 1);
    let text: String =
        found[0].parts.iter().flat_map(|(heading, _, text)| [heading.as_str(), text.as_str()]).collect();
    assert!(text.contains("Vælg Gem."), "{text}");
    assert!(!text.contains("Source:") && !text.contains(" = "), "{text}");
}

#[test]
fn a_catalog_beside_a_translated_file_is_told_and_not_used() {
    let mut sources = plain_tree();
    extract(&mut sources, &["da-DK"]);
    translate(&mut sources, "da-DK/articles/plane.ftl", "Select **Save**.", "Vælg **Gem**. [x](nothing.md)");
    let told = |sources: &MemorySources| {
        let sink = MemorySink::default();
        let report =
            pipeline::build(sources, &Config::default(), &Options::default(), &sink, &Quiet).unwrap();
        report.diagnostics.into_iter().any(|diagnostic| diagnostic.code == Code::CatalogUnused)
    };
    assert!(!told(&sources));
    sources.insert(Root::Content, "da-DK/plane.md", "---\ntitle: Fly\n---\n# Fold et fly\n");
    assert!(told(&sources));
    assert!(!page(&sources, "da-dk/plane/index.html").contains("Vælg"));
}

#[test]
fn status_counts_what_the_catalog_has() {
    let mut sources = plain_tree();
    extract(&mut sources, &["da-DK"]);
    translate(&mut sources, "da-DK/articles/plane.ftl", "Take a {sheet}.", "Tag et ark.");
    let library = pipeline::library(&sources, &Config::default()).unwrap();
    let rows = Status::of(&library, None).rows(Grouping::Locale);
    let row = &rows[&("da-DK".to_owned(), String::new())];
    assert_eq!((row.of(State::Translated).units, row.of(State::Missing).units), (1, 4));
}

#[test]
fn a_changed_source_makes_its_translation_stale_and_loses_nothing() {
    let mut sources = plain_tree();
    extract(&mut sources, &["da-DK"]);
    let path = "da-DK/articles/plane.ftl";
    translate(&mut sources, path, "Fold it in half now.", "Fold det nu.");
    translate(&mut sources, path, "Select **Save**.", "Vælg **Gem**.");
    let edited = SOURCE.replace("half now", "half soon").replace("- Select **Save**.\n", "");
    sources.insert(Root::Content, "en-US/plane.md", edited);
    assert_eq!(extract(&mut sources, &[]).len(), 2);
    let entries = parse(&read(&sources, path));
    let stale = entries.iter().find(|entry| entry.state == State::Stale).unwrap();
    assert_eq!((stale.value.as_str(), stale.was.as_deref()), ("Fold det nu.", Some("Fold it in half now.")));
    assert_eq!(entries.last().unwrap().value, "Vælg **Gem**.", "a sentence that is gone is kept at the end");
    sources.insert(Root::Content, "en-US/plane.md", SOURCE);
    extract(&mut sources, &[]);
    let entries = parse(&read(&sources, path));
    assert!(entries.iter().all(|entry| entry.state != State::Stale));
    assert_eq!(entries.iter().filter(|entry| entry.state == State::Translated).count(), 2);
}

#[test]
fn what_is_said_to_translators_stands_in_the_catalog() {
    let units = units_of(
        &article("# A\n\n<!-- l10n:note A verb. -->\n<!-- l10n:context button -->\n\nOpen\n\nOpen\n"),
        &segmenter(),
    );
    assert_ne!(units[1].id, units[2].id);
    let text = refreshed("A", &units, &[], &|_| Vec::new());
    assert!(text.contains("# Note: A verb.\n# Context: button\n"));
}

#[test]
fn a_refreshed_article_keeps_translations_beside_their_own_sources() {
    let old = format!(
        "---\ntitle: Fly\nms.openlocfilehash: 00\n---\n# <a name=\"fold-a-plane\"></a>{}\n\n{} {}\n",
        unit(102, "Fold et fly", "Fold a plane"),
        unit(103, "Tag et ark.", "Take a {sheet}."),
        unit(104, "Fold det nu.", "Fold it in half today.")
    );
    let new = refresh::refreshed(&article(&old), &article(SOURCE), Some("ff"), &segmenter());
    let sides = article(&new).sides;
    let units: Vec<(&str, &str)> = sides
        .units
        .iter()
        .map(|unit| (&sides.target[unit.target.clone()], &sides.source[unit.source.clone()]))
        .collect();
    assert_eq!(
        units,
        [
            ("Fold et fly", "Fold a plane"),
            ("Tag et ark.", "Take a {sheet}."),
            ("Fold det nu.", "Fold it in half today."),
            ("", "See [wings](wings.md)."),
            ("", "Select **Save**.")
        ]
    );
    assert!(
        new.starts_with("---\ntitle: Fly\nms.openlocfilehash: ff\n---\n# <a name=\"fold-a-plane\"></a><span")
    );
    let again = refresh::refreshed(&article(&new), &article(SOURCE), Some("ff"), &segmenter());
    assert_eq!(again, new);
}

#[test]
fn real_pairs_of_versions_are_refreshed_without_losing_a_translation() {
    let Some(folder) = shared("l10n/staleness") else { return };
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut pairs = 0;
    for path in
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.to_string_lossy().ends_with(".old.md"))
    {
        let new = path.to_string_lossy().replace(".old.md", ".new.md");
        let (old, new) = (
            article(&std::fs::read_to_string(&path).unwrap()),
            article(&std::fs::read_to_string(new).unwrap()),
        );
        let anchorless = crate::parse::side_by_side::without_heading_anchors(new.body(Side::Source));
        let refreshed = article(&refresh::refreshed(&old, &article(&anchorless), None, &segmenter()));
        let has = |article: &Article, source: &str, target: &str| {
            (0..article.sides.units.len()).any(|unit| {
                source_hash(article.unit_source(unit)) == source_hash(source)
                    && article.sides.target[article.sides.units[unit].target.clone()] == *target
            })
        };
        pairs += 1;
        for (at, unit) in old.sides.units.iter().enumerate() {
            let asked = (0..new.sides.units.len())
                .any(|new_unit| source_hash(new.unit_source(new_unit)) == source_hash(old.unit_source(at)));
            let target = &old.sides.target[unit.target.clone()];
            // A writer of side-by-side files lost the end of these.
            let broken = target.contains("<span");
            assert!(
                !asked || broken || has(&refreshed, old.unit_source(at), target),
                "{}: {target}",
                path.display()
            );
        }
    }
    assert!(pairs > 0, "{} holds no pair", folder.display());
}

proptest! {
    #![proptest_config(law(256))]

    #[test]
    fn any_text_survives_a_catalog(text in "[^\\p{C}\\p{Z}]{1,8}( [^\\p{C}\\p{Z}]{1,8}){0,3}") {
        let entries = parse(&format!("a = {}\n", value_of(&text)));
        prop_assert_eq!(&entries[0].text, &text);
    }

    #[test]
    fn a_catalog_refreshed_twice_is_the_same(body in "([a-zA-Z]{1,4}[.!?]? |[*_`\\[\\](){}<>#|>-]|\n|\\\\){0,60}") {
        let units = units_of(&article(&body), &segmenter());
        let once = refreshed("T", &units, &[], &|_| Vec::new());
        prop_assert_eq!(&refreshed("T", &units, &parse(&once), &|_| Vec::new()), &once);
        prop_assert_eq!(parse(&once).len(), units.len());
    }
}

#[test]
fn a_group_begins_at_each_heading_and_at_nothing_else() {
    let mut sources = MemorySources::default();
    let source = "---\ntitle: Wings\n---\n# Wings\n\nBend both up. They are equal.\n\n## What if they are not? Begin again\n\n- One item. Two.\n";
    sources.insert(Root::Content, "en-US/wings.md", source);
    let files = extract(&mut sources, &["da-DK"]);
    let groups: Vec<&str> = files[0].text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(groups, ["## Wings", "## What if they are not? Begin again"]);
}
