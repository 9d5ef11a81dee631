//! Shows that a translation is as fresh as its sentences: on edits of one source, on its page, and in the numbers.

use crate::library::freshness::{Freshness, changes};
use crate::locale::Locale;
use crate::output::MemorySink;
use crate::parse::article::{Article, Side};
use crate::parse::config::Config;
use crate::parse::front_matter::ChangeWeight;
use crate::pipeline;
use crate::source::{History, LastChange, MemorySources, Root, SourcePath};
use crate::status::{Grouping, Status};
use crate::units::segment::Segmenter;
use crate::units::sentences::Sentences;
use crate::units::text::ArticleText;
use crate::units::unit::State;

use crate::parse::markdown::origin::MarkdownOrigin;
use crate::pipeline::Quiet;
use crate::testing::fixture::unit;

const SOURCE: &str = "---\ntitle: Fold a plane\n---\n# Fold a plane\n\nTake a sheet of paper. Fold it in half.\n\n- [Wings](wings.md)\n- Throw it gently.\n";

fn translation() -> String {
    format!(
        "---\ntitle: Fold et fly\nms.translationtype: HT\n---\n# <a name=\"fold-a-plane\"></a>{}\n\n{} {}\n\n- [{}](wings.md)\n- {}\n",
        unit(102, "Fold et fly", "Fold a plane"),
        unit(103, "Tag et ark.", "Take a sheet of paper."),
        unit(104, "Fold det.", "Fold it in half."),
        unit(105, "Vinger", "Wings"),
        unit(106, "Kast det.", "Throw it gently.")
    )
}

fn segmenter() -> Segmenter {
    Segmenter::of(&Locale::parse("en-US").unwrap())
}

fn article(text: &str) -> Article {
    Article::parse(&SourcePath::new(Root::Content, "da-DK/plane.md"), text, MarkdownOrigin::Translation).value
}

fn summary(text: &str) -> ArticleText {
    let article = article(text);
    let summary = article.bare_summary();
    let details = Sentences::new(segmenter()).details(&article, &summary);
    ArticleText::new(summary, details)
}

fn freshness(source: &str) -> Freshness {
    Freshness::of(&summary(&translation()), &summary(source), Side::Target, &History::default())
}

#[test]
fn a_translation_of_the_source_as_it_is_is_fresh() {
    assert_eq!(freshness(SOURCE), Freshness::Fresh);
}

#[test]
fn one_edited_sentence_is_one_stale_sentence() {
    let edited = SOURCE.replace("in half", "in half now");
    assert_eq!(freshness(&edited), Freshness::Stale { changed: 1, count: 5 });
    let source = article(&edited);
    let changes = changes(&article(&translation()), source.body(Side::Target), &segmenter(), None);
    let changed: Vec<usize> = (0..changes.len()).filter(|unit| changes[*unit].is_some()).collect();
    assert_eq!(changed, [2]);
    let change = changes[2].clone().unwrap();
    assert_eq!(
        (change.source.as_deref(), change.severity),
        (Some("Fold it in half now."), ChangeWeight::Major)
    );
}

#[test]
fn moved_blocks_white_space_and_metadata_make_nothing_stale() {
    let (heading, rest) = SOURCE.split_once("\n\n").unwrap();
    let (paragraph, list) = rest.split_once("\n\n").unwrap();
    assert_eq!(freshness(&format!("{heading}\n\n{list}\n{paragraph}\n")), Freshness::Fresh);
    assert_eq!(
        freshness(&SOURCE.replace("paper. Fold", "paper.\nFold").replace('\n', "\r\n")),
        Freshness::Fresh
    );
    assert_eq!(
        freshness(&SOURCE.replace("title: Fold a plane", "title: Planes\nauthor: kim")),
        Freshness::Fresh
    );
}

#[test]
fn a_plain_translation_is_told_by_the_hash_of_its_source_in_every_form() {
    let crlf = SOURCE.replace('\n', "\r\n");
    for hash in &summary(SOURCE).details.file_hashes {
        let plain = format!("---\ntitle: T\nms.openlocfilehash: {hash}\n---\n# Fold et fly\n");
        assert_eq!(
            Freshness::of(&summary(&plain), &summary(&crlf), Side::Target, &History::default()),
            Freshness::Fresh
        );
        let edited = summary(&SOURCE.replace("half", "two"));
        assert_eq!(
            Freshness::of(&summary(&plain), &edited, Side::Target, &History::default()),
            Freshness::Stale { changed: 0, count: 0 }
        );
    }
    assert_eq!(
        summary(SOURCE).details.file_hashes.iter().map(String::len).collect::<Vec<_>>(),
        [40, 64, 40, 64]
    );
    let silent = summary("---\ntitle: T\n---\n# Fold et fly\n");
    assert_eq!(
        Freshness::of(&silent, &summary(SOURCE), Side::Target, &History::default()),
        Freshness::Unknown
    );
}

fn site(source: &str) -> MemorySources {
    let mut sources = MemorySources::default();
    sources.insert(Root::Content, "en-US/plane.md", source);
    sources.insert(
        Root::Content,
        "en-US/kite.md",
        "---\ntitle: Kite\n---\n# Kite\n\nFly it. Throw it gently.\n",
    );
    sources.insert(Root::Content, "da-DK/plane.md", translation());
    sources
}

fn page(source: &str) -> String {
    let sink = MemorySink::default();
    let sources = site(source);
    pipeline::build(&sources, &Config::default(), &pipeline::Options::default(), &sink, &Quiet).unwrap();
    let files = sink.into_files();
    let (_, page) = files.iter().find(|(path, _)| path.0.starts_with("da-dk/plane")).unwrap();
    String::from_utf8(page.clone()).unwrap()
}

#[test]
fn the_page_says_how_much_changed_and_shows_both_sources() {
    let page = page(&SOURCE.replace("in half", "in two"));
    assert_eq!(page.matches("class=\"unit unit-stale\"").count(), 1);
    assert!(page.contains(
        "<span class=\"source source-now\" lang=\"en-US\" dir=\"ltr\" data-nosnippet><ins>Fold it in two.</ins></span>"
    ));
    assert!(page.contains("data-nosnippet><del>Fold it in half.</del></span>"));
    assert!(page.contains("notice-stale"));
    let plain = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(plain.contains("1 af 5 sætninger i originalen er ændret"));
}

#[test]
fn a_mended_typing_error_is_shown_but_not_told() {
    let mended = SOURCE.replace("Take a sheet of paper.", "Take a sheet of paper, please.");
    let misspelt = translation().replace("Take a sheet of paper.", "Take a sheet of papper, please.");
    let (old, new) = (summary(&misspelt), summary(&mended));
    assert_eq!(
        Freshness::of(&old, &new, Side::Target, &History::default()),
        Freshness::Stale { changed: 1, count: 5 }
    );
    let mut sources = site(&mended);
    sources.insert(Root::Content, "da-DK/plane.md", misspelt);
    let sink = MemorySink::default();
    pipeline::build(&sources, &Config::default(), &pipeline::Options::default(), &sink, &Quiet).unwrap();
    let files = sink.into_files();
    let (_, page) = files.iter().find(|(path, _)| path.0.starts_with("da-dk/plane")).unwrap();
    let page = String::from_utf8(page.clone()).unwrap();
    assert!(!page.contains("notice-stale") && !page.contains("unit-stale") && !page.contains("papper"));
    assert!(page.contains("data-nosnippet>Take a sheet of paper, please.</span>"));
}

#[test]
fn an_author_says_how_much_the_last_change_weighs() {
    let say = |weight: &str| {
        let edited =
            SOURCE.replace("in half", "in two").replace("---\n#", &format!("last-change: {weight}\n---\n#"));
        assert_ne!(edited, SOURCE);
        edited
    };
    assert_eq!(freshness(&say("none")), Freshness::Fresh);
    assert_eq!(freshness(&say("minor")), Freshness::Stale { changed: 1, count: 5 });
    let minor = page(&say("minor"));
    assert!(!minor.contains("notice-stale") && !minor.contains("unit-stale"));
    assert!(page(&say("major")).contains("notice-stale"));
    let told = Article::parse(
        &SourcePath::new(Root::Content, "en-US/plane.md"),
        &say("tiny"),
        MarkdownOrigin::Author,
    )
    .diagnostics;
    assert_eq!(told[0].message, "`last-change` must be none, minor or major");
}

#[test]
fn every_sentence_of_the_source_stands_in_one_state() {
    let library = pipeline::library(&site(&SOURCE.replace("in half", "in two")), &Config::default()).unwrap();
    let rows = Status::of(&library, None).rows(Grouping::Locale);
    let row = &rows[&("da-DK".to_owned(), String::new())];
    let units = |state: State| row.of(state).units;
    assert_eq!((units(State::Translated), units(State::Stale), units(State::Missing)), (4, 1, 3));
    assert_eq!(row.total().units, 8);
    assert_eq!((row.articles, row.translated_articles), (2, 1));
    assert_eq!(row.backlog.memory.units, 1, "`Throw it gently.` is translated in the other article");
    assert_eq!((row.backlog.fuzzy[2].units, row.backlog.new.units), (1, 2), "`in two` is near `in half`");
    assert!((row.coverage() - 100.0 * 12.0 / 22.0).abs() < 1e-9, "{}", row.coverage());
}

#[test]
fn a_plain_translation_without_a_hash_is_told_by_the_history_of_its_file() {
    let state = |translation: Option<(u32, bool)>, source: Option<(u32, bool)>| {
        let mut sources = MemorySources::default();
        sources.insert(Root::Content, "en-US/plane.md", SOURCE);
        sources.insert(Root::Content, "da-DK/plane.md", "---\ntitle: Fly\n---\n# Fold et fly\n");
        for (path, change) in [("da-DK/plane.md", translation), ("en-US/plane.md", source)] {
            if let Some((age, at_least)) = change {
                sources.date(Root::Content, path, LastChange { age, at_least });
            }
        }
        let library = pipeline::library(&sources, &Config::default()).unwrap();
        library.articles[0].versions.iter().flatten().next().unwrap().freshness
    };
    assert_eq!(state(Some((3, false)), Some((3, false))), Freshness::Fresh, "changed together");
    assert_eq!(state(Some((0, false)), Some((7, true))), Freshness::Fresh);
    assert_eq!(state(Some((3, true)), Some((2, false))), Freshness::Stale { changed: 0, count: 0 });
    assert_eq!(state(Some((4, true)), Some((4, true))), Freshness::Unknown, "a cut history tells nothing");
    assert_eq!(state(None, Some((1, false))), Freshness::Unknown, "nobody has committed it");
    assert_eq!(state(None, None), Freshness::Unknown);
}
