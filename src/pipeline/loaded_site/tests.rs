//! Holds that a plan which takes in edits is the plan that reading everything anew would make: after any edits, in any order.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::catalogs::catalog::{made_by_machine, units_of};
use crate::diagnostics::sort;
use crate::locale::Locale;
use crate::parse::article::Article;
use crate::parse::config::Config;
use crate::pipeline::{Cache, LoadedSite, Progress, Stage};
use crate::source::{History, MemorySources, ReadFailure, Reading, Root, SourcePath, Sources};
use crate::units::segment::Segmenter;
use proptest::prelude::*;

use crate::parse::markdown::origin::MarkdownOrigin;
use crate::pipeline::Quiet;
use crate::testing::fixture::unit;
use crate::testing::generated::law_of;

/// Hears how often everything was planned.
#[derive(Default)]
struct Plannings(AtomicUsize);

impl Progress for Plannings {
    fn stage(&self, stage: Stage, _steps: usize) {
        self.0.fetch_add(usize::from(stage == Stage::Plan), Ordering::Relaxed);
    }
    fn step(&self) {}
}

const FILES: [&str; 9] = [
    "en-US/fold.md",
    "en-US/knots/bowline.md",
    "en-US/knots/index.md",
    "en-US/parts/tail.md",
    "da-DK/fold.md",
    "da-DK/lost.md",
    "de-DE/lost.md",
    "ar-SA/away/fald.md",
    "ar-SA/knots/bowline.md",
];

/// Texts that differ in all that a plan is made of: keys, hashes, sources, includes; and in what it is not.
const TEXTS: usize = 18;

fn text(number: usize) -> String {
    let plain = |keys: &str, body: &str| format!("---\ntitle: Kites\n{keys}---\n# Kites\n\n{body}\n");
    match number % TEXTS {
        0 => plain("", "Fold it twice. See [knots](knots/bowline.md)."),
        1 => plain("", "Fold it thrice. Then let it fly."),
        2 => plain("description: About kites.\n", "Fold it twice."),
        3 => plain("slug: paper-kites\n", "Fold it twice."),
        4 => plain("weight: 3\n", "Fold it twice."),
        5 => plain("redirect_from: [old, fold]\n", "Fold it twice."),
        6 => plain("draft: true\n", "Fold it twice."),
        7 => plain("", "[!INCLUDE [tail](parts/tail.md)]"),
        8 => plain("", "[!INCLUDE [tail](../parts/tail.md)]\n\n## Tails"),
        9 => format!("---\ntitle: [\n---\n# Kites\n\n{}\n", "**Lost."),
        10 => String::new(),
        11 => plain(
            "",
            &format!("{} {}", unit(101, "Fold den.", "Fold it twice."), unit(102, "Bind den.", "Tie it.")),
        ),
        12 => plain("ms.openlocfilehash: aa\n", &unit(101, "Fold den.", "Fold it thrice.")),
        13 => plain(
            "ms.openlocfilehash: bb\nms.lasthandoff: 2020-01-02\nweight: 1\n",
            &unit(101, "", "Fold it."),
        ),
        14 => plain(&format!("ms.openlocfilehash: {HASH_OF_SECOND}\n"), "Fold den tre gange."),
        15 => plain("ms.openlocfilehash: aa\n", "Fold den."),
        16 => "# Kites\n\nFold it twice. Now it has no front matter.\n".to_owned(),
        _ => String::new(),
    }
}

/// The text of a file that is listed and cannot be read.
const UNREADABLE: usize = TEXTS - 1;

/// Unit catalogs: of an article, of two locales for one article, beside a file, for what others include, and for no article.
const CATALOGS: [&str; 7] = [
    "ja-JP/articles/fold.ftl",
    "nb-NO/articles/fold.ftl",
    "da-DK/articles/fold.ftl",
    "ja-JP/articles/knots/bowline.ftl",
    "ja-JP/articles/parts/tail.ftl",
    "ar-SA/articles/fold.ftl",
    "ja-JP/articles/absent.ftl",
];

/// Every sentence of the plain texts, translated by a machine.
fn catalog() -> String {
    let segmenter = Segmenter::of(&Locale::parse("en-US").unwrap());
    let path = SourcePath::new(Root::Content, "en-US/fold.md");
    let texts = [0, 2, 8].map(text);
    let units = texts
        .iter()
        .flat_map(|text| units_of(&Article::parse(&path, text, MarkdownOrigin::Author).value, &segmenter));
    let mut known = std::collections::BTreeSet::new();
    let units: Vec<_> = units.filter(|unit| known.insert(unit.id.clone())).collect();
    let targets: Vec<String> = units.iter().map(|unit| format!("凧 {}", unit.text)).collect();
    made_by_machine("Kites", &units, &targets, "machine test")
}

/// Sources of which some files are listed and cannot be read.
struct Partly {
    files: MemorySources,
    unreadable: Vec<SourcePath>,
}

impl Sources for Partly {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        self.files.files(root)
    }

    fn read(&self, path: &SourcePath) -> Reading {
        if self.unreadable.contains(path) {
            return Reading::absent("it is not a file");
        }
        self.files.read(path)
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.files.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        self.files.stamp(path)
    }

    fn history(&self) -> History {
        self.files.history()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        self.files.display_path(path)
    }
}

/// The SHA-1 of the text of number 1 with CRLF line ends.
const HASH_OF_SECOND: &str = "6e257a87a800549c03eb62d3c1e652058b9fe34d";

fn sources(texts: &[usize]) -> Partly {
    let mut files = MemorySources::default();
    let mut unreadable = Vec::new();
    for (file, number) in FILES.iter().zip(texts) {
        files.insert(Root::Content, file, text(*number));
        unreadable.extend((*number == UNREADABLE).then(|| SourcePath::new(Root::Content, file)));
    }
    files.insert(Root::Content, "en-US/kite.png", "no picture");
    Partly { files, unreadable }
}

/// Everything about a prepared site that can be told apart.
fn state(prepared: &LoadedSite, sources: &dyn Sources) -> String {
    let mut told = prepared.diagnostics();
    sort(&mut told);
    let told = crate::diagnostics::short::render(&told, sources);
    format!("{:#?}\n{:?}\n{told}", prepared.plan, prepared.counts)
}

/// Makes some edits in turn, and holds that each leads to the plan of a clean start.
fn follow(start: &[usize], catalogs: &[&str], edits: &[Vec<(usize, usize)>]) {
    let config = Config::default();
    let mut texts = start.to_vec();
    let mut memory = Cache::default();
    let mut earlier: Option<LoadedSite> = None;
    for edits in std::iter::once(&Vec::new()).chain(edits) {
        for (file, text) in edits {
            texts[*file] = *text;
            memory.invalidate(&SourcePath::new(Root::Content, FILES[*file]));
        }
        let mut sources = sources(&texts);
        for path in catalogs {
            sources.files.insert(Root::Locales, path, catalog());
        }
        let next = match &earlier {
            Some(earlier) => LoadedSite::update(earlier, &sources, &config, &mut memory, &Quiet),
            None => LoadedSite::new(&sources, &config, &mut memory, &Quiet),
        };
        let clean = LoadedSite::new(&sources, &config, &mut Cache::default(), &Quiet);
        assert_eq!(state(&next, &sources), state(&clean, &sources), "after {edits:?}");
        earlier = Some(next);
    }
}

proptest! {
    #![proptest_config(law_of(24, 2_000))]

    #[test]
    fn edits_in_any_order_come_to_the_plan_of_a_clean_start(
        start in prop::collection::vec(0..TEXTS, FILES.len()),
        catalogs in prop::sample::subsequence(CATALOGS.to_vec(), 0..=CATALOGS.len()),
        edits in prop::collection::vec(prop::collection::vec((0..FILES.len(), 0..TEXTS), 1..3), 1..7),
    ) {
        follow(&start, &catalogs, &edits);
    }
}

#[test]
fn a_version_that_a_catalog_composes_comes_and_goes_with_its_source() {
    const PLAIN: [usize; 9] = [0; 9];
    let catalogs = &CATALOGS[..2];
    // Made empty and given another text; a draft and back; front matter lost and found; not to be read and to be read again.
    for (gone, back) in [(10, 9), (10, 1), (6, 0), (16, 0), (UNREADABLE, 2), (9, 10)] {
        follow(&PLAIN, catalogs, &[vec![(0, gone)], vec![(0, back)], vec![(0, 0)]]);
    }
    // A catalog beside a file of the same locale is reported only where it would compose something.
    follow(&PLAIN, &["da-DK/articles/fold.ftl"], &[vec![(0, 10)], vec![(4, 1)], vec![(0, 0)]]);
}

#[test]
fn a_translation_beside_a_catalog_is_taken_in_without_planning_everything() {
    assert_eq!(plannings_with(&CATALOGS[..1], 4, 0, 1), 0);
    assert_eq!(plannings_with(&CATALOGS[..1], 0, 0, 1), 1);
    assert_eq!(plannings_with(&CATALOGS[6..], 0, 0, 1), 0);
}

/// How often everything is planned when one file's text changes into another.
fn plannings(file: usize, before: usize, after: usize) -> usize {
    plannings_with(&[], file, before, after)
}

/// The same in a site with catalogs.
fn plannings_with(catalogs: &[&str], file: usize, before: usize, after: usize) -> usize {
    let mut texts = vec![0; FILES.len()];
    texts[file] = before;
    let (config, mut memory) = (Config::default(), Cache::default());
    let sources = |texts: &[usize]| {
        let mut sources = sources(texts);
        catalogs.iter().for_each(|path| sources.files.insert(Root::Locales, path, catalog()));
        sources
    };
    let earlier = LoadedSite::new(&sources(&texts), &config, &mut memory, &Quiet);
    texts[file] = after;
    memory.invalidate(&SourcePath::new(Root::Content, FILES[file]));
    let heard = Plannings::default();
    LoadedSite::update(&earlier, &sources(&texts), &config, &mut memory, &heard);
    heard.0.into_inner()
}

#[test]
fn a_sentence_a_title_or_a_link_is_taken_in_without_planning_everything() {
    for (file, before, after) in [(0, 0, 1), (0, 1, 2), (4, 0, 2), (5, 11, 11)] {
        assert_eq!(plannings(file, before, after), 0, "{file}: {before} to {after}");
    }
}

#[test]
fn what_decides_addresses_order_or_homes_is_planned_anew() {
    for (before, after) in [(0, 3), (0, 4), (0, 5), (0, 6), (0, 7), (0, 11)] {
        assert_eq!(plannings(0, before, after), 1, "{before} to {after}");
    }
}

#[test]
fn a_translation_finds_its_source_when_an_edit_makes_it_that() {
    let mut texts = vec![0; FILES.len()];
    texts[7] = 14;
    let (config, mut memory) = (Config::default(), Cache::default());
    let earlier = LoadedSite::new(&sources(&texts), &config, &mut memory, &Quiet);
    texts[0] = 1;
    memory.invalidate(&SourcePath::new(Root::Content, FILES[0]));
    let sources = sources(&texts);
    let next = LoadedSite::update(&earlier, &sources, &config, &mut memory, &Quiet);
    assert!(state(&next, &sources).contains("article-moved"));
}
