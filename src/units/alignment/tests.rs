//! Shows which translated unit each sentence of a changed source continues: laws on random edits, and real pairs of versions.

use std::collections::BTreeMap;

use crate::parse::front_matter::ChangeWeight;
use crate::parse::side_by_side::SideBySide;
use crate::units::alignment::{Continuation, Sentence, align, severity};
use crate::units::unit::{UnitKey, keys, source_hash};
use proptest::prelude::*;

use crate::testing::absent::shared;
use crate::testing::generated::law;

fn sentences(texts: &[&str]) -> Vec<Sentence> {
    texts.iter().map(|text| Sentence::new(text, [])).collect()
}

fn origins(old: &[&str], new: &[&str]) -> Vec<Continuation> {
    align(&sentences(old), &sentences(new))
}

#[test]
fn an_edited_sentence_is_stale_and_its_neighbours_stand() {
    let old = ["Open the page.", "Select the red button.", "Done."];
    let new = ["Open the page.", "Select the blue button.", "Done."];
    assert_eq!(origins(&old, &new), [Continuation::Same(0), Continuation::Changed(1), Continuation::Same(2)]);
}

#[test]
fn a_moved_paragraph_keeps_its_translations() {
    assert_eq!(
        origins(&["A a.", "B b.", "C c."], &["C c.", "A a.", "B b."]),
        [Continuation::Same(2), Continuation::Same(0), Continuation::Same(1)]
    );
}

#[test]
fn neighbours_tell_equal_sentences_apart() {
    let old = ["First list.", "Click Save.", "Second list.", "Click Save."];
    let new = ["Second list.", "Click Save.", "First list.", "Click Save."];
    assert_eq!(
        origins(&old, &new),
        [Continuation::Same(2), Continuation::Same(3), Continuation::Same(0), Continuation::Same(1)]
    );
}

#[test]
fn a_sentence_unlike_all_others_is_new() {
    assert_eq!(
        origins(&["Open the page."], &["Taxes differ by country.", "Open the page."]),
        [Continuation::New, Continuation::Same(0)]
    );
}

#[test]
fn a_merged_unit_stands_as_a_whole() {
    let old = [Sentence::new("Open it. Close it.", ["Open it.", "Close it."]), Sentence::new("Go.", [])];
    let new = sentences(&["Go.", "Open it.", "Close it."]);
    assert_eq!(align(&old, &new), [Continuation::Same(1), Continuation::Part(0), Continuation::Part(0)]);
}

#[test]
fn white_space_and_escapes_change_nothing() {
    assert_eq!(origins(&["Press  5\u{a0}\\* now"], &["Press 5\n> * now"]), [Continuation::Same(0)]);
    assert_eq!(severity("a  b", "a\nb"), ChangeWeight::None);
}

#[test]
fn a_change_weighs_by_its_size_and_numbers_weigh_much() {
    assert_eq!(severity("Recieve the invoice by mail.", "Receive the invoice by mail."), ChangeWeight::Minor);
    assert_eq!(severity("It takes at least 5 minutes.", "It takes at least 9 minutes."), ChangeWeight::Major);
    assert_eq!(severity("Open the page.", "Close the window."), ChangeWeight::Major);
}

#[test]
fn keys_are_fluent_names_that_count_equal_texts() {
    let hash = source_hash("Click Save.");
    let named = keys([hash, hash]);
    assert_eq!(named[1], UnitKey { hash, occurrence: 2 });
    assert_eq!(named[1].to_string(), format!("{}-2", named[0]));
    assert_eq!(source_hash("Click  Save. "), hash);
}

#[test]
fn the_locale_of_an_address_and_the_text_of_a_picture_do_not_count() {
    let (one, other) = ("See [x](https://a.example/en-us/b).", "See [x](https://a.example/de-DE/b).");
    assert_eq!(source_hash(one), source_hash(other));
    assert_eq!(source_hash("Click ![Save](a.png)."), source_hash("Click ![Gem](a.png)."));
    assert_ne!(source_hash("See [x](https://a.example/b)."), source_hash("See [x](https://a.example/c)."));
}

fn unit_sources(file: &str) -> Vec<String> {
    let sides = SideBySide::parse(file);
    sides.units.iter().map(|unit| sides.source[unit.source.clone()].to_owned()).collect()
}

#[test]
fn real_pairs_of_versions_keep_what_did_not_change() {
    let Some(folder) = shared("l10n/staleness") else { return };
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for old in
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.to_string_lossy().ends_with(".old.md"))
    {
        let new = old.to_string_lossy().replace(".old.md", ".new.md");
        let (old, new) = (std::fs::read_to_string(&old).unwrap(), std::fs::read_to_string(new).unwrap());
        let (old, new) = (unit_sources(&old), unit_sources(&new));
        let all = |texts: &[String]| texts.iter().map(|text| Sentence::new(text, [])).collect::<Vec<_>>();
        let origins = align(&all(&old), &all(&new));
        let mut unused: Vec<&String> = (0..old.len())
            .filter(|index| {
                !origins
                    .iter()
                    .any(|origin| matches!(origin, Continuation::Same(old) | Continuation::Changed(old) if old == index))
            })
            .map(|index| &old[index])
            .collect();
        for (text, origin) in new.iter().zip(&origins) {
            match origin {
                Continuation::Same(index) => assert_eq!(source_hash(&old[*index]), source_hash(text)),
                Continuation::Changed(_) | Continuation::Part(_) => {}
                Continuation::New => {
                    unused.retain(|unused| {
                        source_hash(unused) != source_hash(text) || panic!("{text} is kept")
                    });
                    let similar =
                        |unused: &&String| rapidfuzz::fuzz::ratio(unused.chars(), text.chars()) >= 0.75;
                    assert!(!unused.iter().any(similar), "{text} has a predecessor");
                }
            }
            let name = match origin {
                Continuation::Same(_) => "kept",
                Continuation::Part(_) => "part",
                Continuation::Changed(_) => "stale",
                Continuation::New => "new",
            };
            *counts.entry(name).or_default() += 1;
        }
    }
    println!("{counts:?}");
    assert!(counts["kept"] > counts["stale"] + counts["new"]);
}

proptest! {
    #![proptest_config(law(256))]

    #[test]
    fn each_old_unit_is_continued_at_most_once_and_equal_texts_are_never_lost(
        old in prop::collection::vec("[a-d]{1,3}(-[a-d]{1,2}){0,3}", 0..20),
        new in prop::collection::vec("[a-d]{1,3}(-[a-d]{1,2}){0,3}", 0..20),
    ) {
        let all = |texts: &[String]| texts.iter().map(|text| Sentence::new(text, [])).collect::<Vec<_>>();
        let origins = align(&all(&old), &all(&new));
        let mut used = vec![0; old.len()];
        for (at, origin) in origins.iter().enumerate() {
            match origin {
                Continuation::Same(index) => { prop_assert_eq!(&old[*index], &new[at]); used[*index] += 1; }
                Continuation::Changed(index) => { prop_assert_ne!(&old[*index], &new[at]); used[*index] += 1; }
                Continuation::Part(_) => prop_assert!(false, "nothing is merged here"),
                Continuation::New => {}
            }
        }
        prop_assert!(used.iter().all(|count| *count <= 1));
        for text in &new {
            let has = |texts: &[String]| texts.iter().filter(|other| *other == text).count();
            let kept = origins.iter().zip(&new).filter(|(origin, other)| *other == text && matches!(origin, Continuation::Same(_)));
            prop_assert_eq!(kept.count(), has(&old).min(has(&new)));
        }
    }

    #[test]
    fn an_unchanged_source_changes_nothing(texts in prop::collection::vec("[a-c]{1,2}", 0..30)) {
        let all: Vec<Sentence> = texts.iter().map(|text| Sentence::new(text, [])).collect();
        let expected: Vec<Continuation> = (0..texts.len()).map(Continuation::Same).collect();
        prop_assert_eq!(align(&all, &all), expected);
    }
}
