//! Checks that no translation of a bilingual file changes the structure of its block, and that those which do not are shown.

use proptest::prelude::*;

use super::{Definitions, UnitPlace, is_simple};
use crate::parse::article::{Article, Side};
use crate::parse::markdown::inline_codes::{BlockEnd, Structure};
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::source::{Root, SourcePath};
use crate::testing::breaks::{
    ATTRIBUTE, BREAKS, BREAKS_OF_ITEMS, BREAKS_OF_LINES, ITEMS, KEPT, LINES, PIECES, SENTENCES, in_places,
};
use crate::testing::fixture::{Site, unit};
use crate::testing::generated::{law_of, law_with_rejects};

fn bilingual(target: impl Fn(usize) -> String) -> String {
    let body = in_places(|index| match index {
        ATTRIBUTE => SENTENCES[index].to_owned(),
        _ => unit(102 + index, &target(index), SENTENCES[index]),
    });
    format!("---\ntitle: Fold\n---\n{body}")
}

fn site_with(target: impl Fn(usize) -> String) -> Site {
    let source = format!("---\ntitle: Fold\n---\n{}", in_places(|index| SENTENCES[index].to_owned()));
    Site::of(&[
        ("content/en-US/fold.md", &source),
        ("content/en-US/half.md", "---\ntitle: Half\n---\n# Half\n"),
        ("content/da-DK/fold.md", &bilingual(target)),
    ])
}

fn blocks(article: &Article, side: Side) -> Vec<BlockEnd> {
    Structure::of(article.document(side)).blocks
}

#[test]
fn a_translation_that_breaks_its_block_is_as_if_it_were_not_there() {
    let mut shown = Vec::new();
    for place in (0..SENTENCES.len()).filter(|place| *place != ATTRIBUTE) {
        let with = |own: &str| {
            site_with(|index| if index == place { own.to_owned() } else { "Ord.".to_owned() }).build()
        };
        let held = with(BREAKS[0]);
        assert!(!held.main("da-dk/fold").contains("næk"), "{place}");
        let of_lines = BREAKS_OF_LINES.iter().filter(|_| LINES.contains(&place));
        let of_items = BREAKS_OF_ITEMS.iter().filter(|_| ITEMS.contains(&place));
        for text in BREAKS.iter().chain(of_lines).chain(of_items) {
            let built = with(text);
            if built.main("da-dk/fold") != held.main("da-dk/fold") {
                shown.push((place, text));
            } else {
                assert!(built.told.contains("warning[unit-structure]"), "{place}: {text:?} {}", built.told);
            }
        }
    }
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn a_translation_that_only_looks_like_a_mark_is_displayed() {
    for place in (0..SENTENCES.len()).filter(|place| *place != ATTRIBUTE) {
        for text in KEPT {
            let built =
                site_with(|index| if index == place { (*text).to_owned() } else { "Ord.".to_owned() })
                    .build();
            assert!(!built.told.contains("unit-structure"), "{place}: {text:?} {}", built.told);
        }
    }
}

#[test]
fn links_and_pictures_of_the_own_language_are_displayed() {
    let is_kept = |source: &str, target: &str| {
        let definitions = Definitions::default();
        let unit = 0..source.len();
        UnitPlace::of(source, std::slice::from_ref(&unit), 0, &definitions).change(source, target).is_none()
    };
    for (source, target) in [
        ("See [it](https://kites.example/en-US/fold).", "Se [den](https://kites.example/da-DK/fold)."),
        ("See [it](https://kites.example/en/fold#turn).", "Se [den](https://kites.example/da/fold#vend)."),
        ("See [it](../fold.md#turn).", "Se [den](../fold.md#vend)."),
        ("See https://kites.example/en/fold.", "Se https://kites.example/da/fold."),
        ("See ![it](media/en/kite.png).", "Se ![den](media/da/drage.png)."),
        ("See <https://kites.example/a>.", "Se [den](https://kites.example/a)."),
    ] {
        assert!(is_kept(source, target), "{target}");
    }
    for (source, target) in [
        ("See [it](https://kites.example/fold).", "Se [den](https://kites.example.net/fold)."),
        ("See [it](https://kites.example/fold).", "Se [den](https://kites.example/turn)."),
        ("See [it](../fold.md).", "Se [den](../turn.md)."),
        ("See https://kites.example/fold.", "Se https://kites.example.net/fold."),
        ("See ![it](kite.png).", "Se ![den](https://kites.example/kite.png)."),
        ("See ![it](kite.png).", "Se ![den](kite.png) ![den](tail.png)."),
    ] {
        assert!(!is_kept(source, target), "{target}");
    }
}

proptest! {
    #![proptest_config(law_of(256, 20_000))]

    /// Whatever translators write, the blocks of a page are those of its source.
    #[test]
    fn no_translation_changes_the_blocks_of_a_page(
        targets in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 1..7), ATTRIBUTE),
    ) {
        let text = bilingual(|index| targets[index].concat());
        let path = SourcePath::new(Root::Content, "da-DK/fold.md");
        let article = Article::parse(&path, &text, MarkdownOrigin::Translation).value.guarded(&text).value;
        prop_assert_eq!(blocks(&article, Side::Target), blocks(&article, Side::Source), "{}", text);
    }
}

proptest! {
    #![proptest_config(law_with_rejects(512))]

    /// What the quick reading lets pass has the structure of its source for the parser too, wherever it stands.
    #[test]
    fn the_quick_reading_lets_nothing_pass_that_the_parser_would_not(
        target in simple(),
        source in simple(),
        place in 0..ATTRIBUTE,
    ) {
        prop_assume!(is_simple(&source, &target));
        let body = in_places(|index| if index == place { source.clone() } else { SENTENCES[index].to_owned() });
        let start = in_places(|index| if index == place { "\u{1}".to_owned() } else { SENTENCES[index].to_owned() });
        let start = start.find('\u{1}').unwrap();
        let unit = start..start + source.len();
        let definitions = Definitions::of(&body);
        let change = UnitPlace::of(&body, std::slice::from_ref(&unit), 0, &definitions).change(&source, &target);
        prop_assert_eq!(change, None, "{:?} {:?}", source, target);
    }
}

/// Sentences of which many are simple.
fn simple() -> impl Strategy<Value = String> {
    const SIMPLE: &[&str] = &[
        "fold",
        "Fold ",
        " ",
        "é",
        "字",
        "。",
        ".",
        ", ",
        "!",
        "?",
        "(",
        ")",
        ":",
        "-",
        " - ",
        "1",
        "1. ",
        "\"",
        "'",
        "&",
        "&amp;",
        "*fold*",
        "**fold**",
        "**fold it**",
        "**",
        "*",
        "`a`",
        "`a*b`",
        "`",
        "[fold](a.md)",
        "[fold](https://kites.example/a_b)",
        "[Fold it](b.md#c)",
        "[",
        "](",
        "=",
        "+",
        "#",
        "^",
        "$",
        "x",
    ];
    const FIRST: &[&str] = &["fold ", "Fold", "**fold**", "[fold](a.md)", "`a` ", "1"];
    let rest = prop::collection::vec(prop::sample::select(SIMPLE), 0..5);
    (prop::sample::select(FIRST), rest).prop_map(|(first, rest)| first.to_owned() + &rest.concat())
}
