//! Checks that no translation of a catalog changes the structure of its block, and that the next language of the chain is shown.

use proptest::prelude::*;

use super::{CatalogLevel, compose};
use crate::catalogs::catalog::{self, SourceUnit, units_of, value_of};
use crate::locale::Locale;
use crate::parse::article::{Article, Side};
use crate::parse::markdown::inline_codes::Structure;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::strings;
use crate::source::{Root, SourcePath};
use crate::testing::breaks::{ATTRIBUTE, BREAKS, BREAKS_OF_ITEMS, ITEMS, KEPT, PIECES, SENTENCES, in_places};
use crate::testing::fixture::{Built, Site};
use crate::testing::generated::law_of;
use crate::units::segment::Segmenter;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn source_text() -> String {
    format!("---\ntitle: Fold\n---\n{}", in_places(|index| SENTENCES[index].to_owned()))
}

fn source() -> Article {
    let path = SourcePath::new(Root::Content, "en-US/fold.md");
    Article::parse(&path, &source_text(), MarkdownOrigin::Author).value
}

/// The units of the sentences in the places, in their order.
fn units(article: &Article) -> Vec<SourceUnit> {
    let all = units_of(article, &Segmenter::of(&locale("en-US")));
    let of = |sentence: &str| all.iter().find(|unit| unit.text == sentence).unwrap().clone();
    let mut units: Vec<SourceUnit> = SENTENCES.iter().map(|sentence| of(sentence)).collect();
    units.sort_by_key(|unit| unit.range.clone().map(|range| range.start));
    units
}

fn catalog_of(units: &[SourceUnit], text: impl Fn(usize) -> String) -> String {
    let message = |(index, unit): (usize, &SourceUnit)| format!("{} = {}\n", unit.id, value_of(&text(index)));
    units.iter().enumerate().map(message).collect()
}

fn build(units: &[SourceUnit], catalogs: &[(&str, &dyn Fn(usize) -> String)]) -> Built {
    let texts: Vec<(String, String)> = catalogs
        .iter()
        .map(|(tag, text)| (format!("locales/{tag}/articles/fold.ftl"), catalog_of(units, text)))
        .collect();
    let source = source_text();
    let mut files = vec![
        ("content/en-US/fold.md", source.as_str()),
        ("content/en-US/half.md", "---\ntitle: Half\n---\n# Half\n"),
    ];
    files.extend(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    Site::of(&files).build()
}

#[test]
fn a_translation_that_breaks_its_block_is_as_if_it_were_not_there() {
    let units = units(&source());
    let mut shown = Vec::new();
    // What stands in an attribute is text.
    let places = (0..units.len()).filter(|place| units[*place].text != SENTENCES[ATTRIBUTE]);
    for place in places {
        let with = |own: &str| {
            let text = |index: usize| if index == place { own.to_owned() } else { "Ord.".to_owned() };
            build(&units, &[("da-DK", &text)])
        };
        let missing = with("");
        let of_items = BREAKS_OF_ITEMS.iter().filter(|_| ITEMS.contains(&place));
        // Catalogs have one line a sentence.
        for text in BREAKS.iter().chain(of_items).filter(|text| !text.contains('\n')) {
            let built = with(text);
            let is_held = built.told.contains("warning[unit-structure]");
            if built.main("da-dk/fold") != missing.main("da-dk/fold") || !is_held {
                shown.push((place, text));
            }
        }
    }
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn a_translation_that_only_looks_like_a_mark_is_displayed() {
    let units = units(&source());
    for place in 0..units.len() {
        for text in KEPT {
            let own = |index: usize| if index == place { (*text).to_owned() } else { "Ord.".to_owned() };
            let built = build(&units, &[("da-DK", &own)]);
            assert!(!built.told.contains("unit-structure"), "{place}: {text:?} {}", built.told);
        }
    }
}

#[test]
fn the_next_language_of_the_chain_is_shown_in_place_of_what_would_break() {
    let units = units(&source());
    let own = |index: usize| if index == 1 { "Dobre </div>.".to_owned() } else { "Certo.".to_owned() };
    let next = |_: usize| "Dobra.".to_owned();
    let built = build(&units, &[("pt-BR", &own), ("pt", &next)]);
    let main = built.main("pt-br/fold");
    assert!(main.contains("lang=\"pt\" dir=\"ltr\">Dobra."), "{main}");
    assert!(!main.contains("Dobre"), "{main}");
    let told: Vec<&str> = built.told.lines().filter(|line| line.contains("unit-structure")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("locales/pt-BR/articles/fold.ftl:2:1: "), "{told:?}");
}

proptest! {
    #![proptest_config(law_of(128, 10_000))]

    /// Whatever translators write, the blocks of a page are those of its source, and each sentence is the one of its own place.
    #[test]
    fn no_translation_changes_the_blocks_of_a_page(
        targets in prop::collection::vec(
            prop::collection::vec(prop::sample::select(PIECES), 0..7),
            SENTENCES.len(),
        ),
    ) {
        let source = source();
        let units = units(&source);
        let text = catalog_of(&units, |index| targets[index].concat());
        let path = SourcePath::new(Root::Locales, "da-DK/articles/fold.ftl");
        let places = strings::parse(&path, text.as_bytes()).value;
        let entries = catalog::parse(&text);
        let texts = entries.iter().map(|entry| entry.text.clone()).collect();
        let level = CatalogLevel::new(locale("da-DK"), path.clone(), places, entries, texts);
        let Some(composed) = compose(&source, &locale("en-US"), &units, &[level]) else { return Ok(()) };
        let article = Article::parse_composed(&path, &composed.value.text);
        let blocks = |article: &Article, side| Structure::of(article.document(side)).blocks;
        prop_assert_eq!(article.sides.units.len(), composed.value.units.len(), "{}", composed.value.text);
        prop_assert_eq!(
            blocks(&article, Side::Target), blocks(&source, Side::Target), "{}", composed.value.text
        );
    }
}
