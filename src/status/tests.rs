//! Shows on real articles, where they lie beside the project, that what is stale is told and nothing else is; says so where they do
//! not.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::library::Library;
use crate::library::freshness::{Freshness, stale_units};
use crate::parse::article::{Article, Side};
use crate::parse::config::Config;
use crate::parse::side_by_side::without_heading_anchors;
use crate::pipeline;
use crate::source::{MemorySources, Root, SourcePath, Sources};
use crate::status::{Grouping, Status};
use crate::units::unit::State;

use crate::parse::markdown::origin::MarkdownOrigin;
use crate::testing::absent::shared;
use crate::testing::fixture::files_below;

fn content(folders: &[PathBuf]) -> MemorySources {
    let mut sources = MemorySources::default();
    for folder in folders {
        for file in files_below(folder) {
            let path = file.strip_prefix(folder.parent().unwrap()).unwrap().to_str().unwrap().to_owned();
            sources.insert(Root::Content, &path, fs::read(&file).unwrap());
        }
    }
    sources
}

fn library(sources: &MemorySources) -> Library {
    pipeline::library(sources, &Config::default()).unwrap()
}

/// The stale units of each locale, with how many articles hold them.
fn stale(library: &Library) -> BTreeMap<&str, (usize, usize)> {
    let mut stale = BTreeMap::new();
    for article in &library.articles {
        let source = article.versions[library.source].as_ref().unwrap();
        for (locale, version) in article.versions.iter().enumerate() {
            let Some(version) = version.as_ref().filter(|_| locale != library.source) else { continue };
            let units = stale_units(&version.details.sentences, &source.details.sentences).len();
            let sum: &mut (usize, usize) = stale.entry(library.locales[locale].tag()).or_default();
            sum.0 += units;
            sum.1 += usize::from(units > 0);
        }
    }
    stale
}

#[test]
fn articles_at_the_newest_source_are_fresh_and_those_behind_are_not() {
    let Some(folder) = shared("corpus/insights/sxs") else { return };
    let folders: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let library = library(&content(&folders));
    let (mut newest, mut fresh, mut stale, mut behind) = (0, 0, 0, 0);
    for article in &library.articles {
        let source = article.versions[library.source].as_ref().unwrap();
        for (locale, version) in article.versions.iter().enumerate() {
            let Some(version) = version.as_ref().filter(|_| locale != library.source) else { continue };
            let hash = |version: &crate::library::Version| version.summary.front_matter.source_hash.clone();
            if hash(version) == hash(source) {
                newest += 1;
                fresh += usize::from(
                    stale_units(&version.details.sentences, &source.details.sentences).is_empty(),
                );
            } else if let Freshness::Stale { .. } = version.freshness {
                stale += 1;
            } else {
                behind += 1;
            }
        }
    }
    println!(
        "{fresh} of {newest} versions at the newest source have no stale unit; of others {stale} are stale, {behind} say the same"
    );
    assert!(fresh * 100 >= newest * 99 && stale > 0);
    let status = Status::of(&library, None);
    for ((tag, _), row) in status.rows(Grouping::Locale) {
        let units: Vec<String> =
            State::ALL.iter().map(|state| format!("{} {}", row.of(*state).units, state.name())).collect();
        println!("{tag}: {} units, {}", row.total().units, units.join(", "));
        let own: usize = library
            .articles
            .iter()
            .flat_map(|article| &article.versions[library.source])
            .map(|version| version.details.sentences.iter().filter(|sentence| !sentence.shared).count())
            .sum();
        assert_eq!(row.total().units, own, "{tag}: every unit stands in one state");
    }
}

#[test]
fn one_edit_makes_one_unit_stale_in_each_locale_and_a_move_or_a_space_none() {
    let Some(folder) = shared("corpus/customer-insights") else { return };
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder.join("sxs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.push(folder.join("en-us"));
    let sources = content(&folders);
    let none: BTreeMap<&str, (usize, usize)> =
        [("da-DK", (0, 0)), ("he-IL", (0, 0)), ("ja-JP", (0, 0))].into();
    let known = library(&sources);
    assert_eq!(stale(&known), none);
    let fresh = |library: &Library| {
        let versions = library.articles.iter().flat_map(|article| article.versions.iter().flatten());
        versions.filter(|version| version.freshness == Freshness::Fresh).count()
    };
    println!("{} versions are fresh", fresh(&known));
    let same_hash = known.articles.iter().flat_map(|article| {
        let source = article.versions[known.source].as_ref().unwrap();
        article.versions.iter().flatten().filter(|version| {
            let hash = &version.summary.front_matter.source_hash;
            hash.as_ref().is_some_and(|hash| source.details.file_hashes.contains(hash))
        })
    });
    println!("{} say so by the hash of their source", same_hash.count());

    let english: Vec<SourcePath> =
        sources.files(Root::Content).into_iter().filter(|path| path.path.starts_with("en-us/")).collect();
    let (mut edited, mut moved) = (0, 0);
    for path in english {
        let text = String::from_utf8(sources.read(&path).bytes().unwrap()).unwrap();
        let with = |text: String| {
            let mut sources = sources.clone();
            sources.insert(Root::Content, &path.path, text);
            sources
        };
        let line = |text: &str| {
            let plain = |line: &&str| {
                line.ends_with('.')
                    && line.matches(". ").count() == 0
                    && line.starts_with(|c: char| c.is_ascii_uppercase())
            };
            text.lines().find(plain).map(str::to_owned)
        };
        let Some(sentence) = line(&text).filter(|sentence| text.matches(sentence).count() == 1) else {
            continue;
        };
        let longer = format!("{} from now on.", sentence.trim_end_matches('.'));
        let one: BTreeMap<&str, (usize, usize)> =
            [("da-DK", (1, 1)), ("he-IL", (1, 1)), ("ja-JP", (1, 1))].into();
        assert_eq!(stale(&library(&with(text.replace(&sentence, &longer)))), one, "{}", path.path);
        edited += 1;
        let spaced = text.replace("\r\n", "\n").replace(&sentence, &sentence.replacen(' ', "\n", 1));
        assert_eq!(stale(&library(&with(spaced))), none, "{}", path.path);
        let unix = text.replace("\r\n", "\n");
        let paragraph = format!("\n\n{sentence}\n\n");
        if unix.contains(&paragraph) {
            let elsewhere =
                unix.replacen(&paragraph, "\n\n", 1).trim_end().to_owned() + "\n\n" + &sentence + "\n";
            assert_eq!(stale(&library(&with(elsewhere))), none, "{}", path.path);
            moved += 1;
        }
        if edited == 8 {
            break;
        }
    }
    println!("{edited} sources edited and spaced, {moved} with a moved paragraph");
    assert!(edited >= 5 && moved > 0);
}

#[test]
fn real_pairs_of_versions_keep_what_did_not_change() {
    let Some(folder) = shared("l10n/staleness") else { return };
    let mut sources = MemorySources::default();
    for file in files_below(&folder) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let Some((key, version)) = name.trim_end_matches(".md").rsplit_once('.') else { continue };
        let text = fs::read_to_string(&file).unwrap();
        if version == "old" {
            sources.insert(Root::Content, &format!("da-DK/{key}.md"), text);
            continue;
        }
        // The newer translation stands for the newer source: its source side is that.
        let article =
            Article::parse(&SourcePath::new(Root::Content, "x.md"), &text, MarkdownOrigin::Translation).value;
        let body = without_heading_anchors(article.body(Side::Source));
        sources.insert(Root::Content, &format!("en-US/{key}.md"), format!("---\ntitle: x\n---\n{body}"));
    }
    let library = library(&sources);
    let (mut units, mut kept, mut changed) = (0, 0, 0);
    for article in &library.articles {
        let source = article.versions[library.source].as_ref().unwrap();
        for (locale, version) in article.versions.iter().enumerate() {
            let Some(version) = version.as_ref().filter(|_| locale != library.source) else { continue };
            let stale = stale_units(&version.details.sentences, &source.details.sentences).len();
            units += version.summary.units;
            kept += version.summary.units - stale;
            changed += usize::from(stale > 0);
        }
    }
    let rows = Status::of(&library, None).rows(Grouping::Locale);
    let amount = |state: State| rows[&("da-DK".to_owned(), String::new())].of(state).units;
    println!(
        "{units} units in {} pairs, {kept} keep their translation, in {changed} articles some do not; of the newer sources' units {} are stale and {} new",
        library.articles.len(),
        amount(State::Stale),
        amount(State::Missing)
    );
    assert!(units > 0 && kept * 4 > units * 3 && amount(State::Stale) > 0 && amount(State::Missing) > 0);
}

/// The row of a locale for a source and a plain translation of it.
fn row_of_plain(translation: &str) -> crate::status::Row {
    let mut sources = MemorySources::default();
    let source = "# Fold a kite\n\nFold the paper in half along its length. Open it again and turn it over.\n\nAda Lovelace, Grace Hopper and Emmy Noether.\n";
    sources.insert(Root::Content, "en-US/fold.md", source);
    sources.insert(Root::Content, "de-DE/fold.md", translation);
    let library = library(&sources);
    Status::of(&library, None).rows(Grouping::Locale).remove(&("de-DE".to_owned(), String::new())).unwrap()
}

#[test]
fn what_repeats_its_source_is_missing_and_what_is_unknown_is_not_fresh() {
    let row = row_of_plain(
        "# Einen Drachen falten\n\nFalten Sie das Papier der Länge nach. Open it again and turn it over.\n\nAda Lovelace, Grace Hopper and Emmy Noether.\n",
    );
    let missing = row.of(State::Missing);
    assert_eq!((missing.units, missing.words), (1, 7));
    assert_eq!((row.total().units, row.total().words), (4, 25));
    assert!((row.coverage() - 72.0).abs() < 0.001, "{}", row.coverage());
    assert_eq!((row.unknown_articles, row.unknown.words), (1, 18));
    assert!(row.fresh() < 0.001, "nothing shows that it is fresh: {}", row.fresh());
    let untouched = row_of_plain(
        "# Fold a kite\n\nFold the paper in half along its length. Open it again and turn it over.\n\nAda Lovelace, Grace Hopper and Emmy Noether.\n",
    );
    assert_eq!(untouched.of(State::Missing).words, 15);
}
