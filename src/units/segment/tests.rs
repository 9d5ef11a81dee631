//! Shows how bodies are taken apart into blocks and sentences.

use crate::locale::Locale;
use crate::units::segment::{Block, BlockKind, Segmenter, blocks};
use proptest::prelude::*;

use crate::testing::generated::law;

fn segmenter(tag: &str) -> Segmenter {
    Segmenter::of(&Locale::parse(tag).unwrap())
}

fn sentences<'a>(tag: &str, text: &'a str) -> Vec<&'a str> {
    segmenter(tag).sentences(text).into_iter().map(|range| &text[range]).collect()
}

fn units(body: &str) -> Vec<&str> {
    blocks(body, &segmenter("en")).into_iter().flat_map(|block| block.units).map(|unit| &body[unit]).collect()
}

#[test]
fn sentences_end_at_their_marks() {
    assert_eq!(sentences("en", "Open it. Close it! Done?"), ["Open it.", "Close it!", "Done?"]);
    assert_eq!(sentences("ja", "開きます。閉じます。"), ["開きます。", "閉じます。"]);
    assert_eq!(sentences("ar", "هل تم؟ نعم."), ["هل تم؟", "نعم."]);
}

#[test]
fn links_emphasis_and_code_are_never_cut() {
    let text = "See [Stop. Go.](<https://a.example/?b. C>) and **Wait! Now.** or `a. B`. Then rest.";
    assert_eq!(sentences("en", text).len(), 2);
}

#[test]
fn a_mark_inside_emphasis_ends_the_sentence_behind_it() {
    assert_eq!(sentences("en", "**Stop it.** Then go."), ["**Stop it.**", "Then go."]);
    assert_eq!(sentences("en", "Stop it. **Then** go."), ["Stop it.", "**Then** go."]);
}

#[test]
fn white_space_must_follow_but_in_cjk() {
    assert_eq!(sentences("en", "Go to example.Com now").len(), 1);
    assert_eq!(sentences("zh", "打开。关闭。").len(), 2);
    assert_eq!(
        sentences("zh", "打开（见“设置。”页）。关闭。 完成。").len(),
        2,
        "this author spaces the marks"
    );
}

#[test]
fn a_soft_line_break_is_a_space() {
    assert_eq!(
        sentences("en", "One sentence\nover lines. And\ntwo."),
        ["One sentence\nover lines.", "And\ntwo."]
    );
}

#[test]
fn no_sentence_begins_with_lower_case_or_an_arrow() {
    for rest in ["then go", "> Settings", "→ Settings", ", then", "– then"] {
        assert_eq!(sentences("en", &format!("Click **Done!** {rest}")).len(), 1, "{rest}");
    }
}

#[test]
fn abbreviations_are_those_of_the_language() {
    assert_eq!(sentences("en", "Use a plan, e.g. Basic, for approx. 5 people in the U.S. Army.").len(), 1);
    assert_eq!(sentences("de", "Wählen Sie z. B. Standard oder bzgl. Kosten Basic.").len(), 1);
    assert_eq!(sentences("da", "Vælg f.eks. Standard.").len(), 1);
}

#[test]
fn a_leading_number_is_no_sentence() {
    assert_eq!(sentences("en", "1. Open it. 2 items are left."), ["1. Open it.", "2 items are left."]);
}

#[test]
fn a_whole_sentence_in_brackets_belongs_to_what_follows() {
    assert_eq!(sentences("en", "Open it. (It is blue.) Close it."), ["Open it.", "(It is blue.) Close it."]);
    assert_eq!(sentences("ja", "開きます。 (青です。) 閉じます。").len(), 2);
    assert_eq!(sentences("en", "Open it (the blue one). Close it.").len(), 2);
}

#[test]
fn a_name_that_ends_in_a_full_stop_ends_no_japanese_sentence() {
    assert_eq!(sentences("ja", "[example.com.](https://example.com/) に移動します。").len(), 1);
    assert_eq!(sentences("ja", "Stop. 開きます。").len(), 2);
}

#[test]
fn thai_blocks_are_one_unit() {
    assert_eq!(sentences("th", "เปิด. Close. ปิด.").len(), 1);
}

#[test]
fn headings_cells_and_labels_are_one_unit_each() {
    let body = "# Stop. Go.\n\n- [See this. Or that.](a.md)\n\n| A. B. | C |\n|---|---|\n| d | **E.** |\n";
    assert_eq!(units(body), ["Stop. Go.", "See this. Or that.", "A. B.", "C", "d", "**E.**"]);
}

#[test]
fn code_and_html_are_not_translated() {
    assert_eq!(units("```\nCode. Here.\n```\n\n    more\n\n<div>\nraw\n</div>\n\nText.\n"), ["Text."]);
}

#[test]
fn placeholders_that_look_like_tags_are_text() {
    assert_eq!(units("Type <user> here. Then go.\n"), ["Type <user> here.", "Then go."]);
}

#[test]
fn pictures_that_stand_alone_give_their_alternative_text() {
    let body = "![A plane.](a.png)\n\n> [!div class=\"b\"]\n> ![A kite](b.png \"t\")\n\n:::image source=\"c.png\" alt-text=\"A map\":::\n";
    assert_eq!(units(body), ["A plane.", "A kite", "A map"]);
    assert!(blocks(body, &segmenter("en")).iter().all(|block| block.kind == BlockKind::Picture));
}

#[test]
fn alerts_are_not_part_of_their_text() {
    assert_eq!(units("> [!NOTE]\n> Only admins. Not users.\n"), ["Only admins.", "Not users."]);
    assert_eq!(units("[!INCLUDE [x](y.md)]\n\nText.\n"), ["Text."]);
}

#[test]
fn comments_skip_and_explain() {
    let body = "<!-- l10n:skip -->\n\nSecret.\n\n<!-- l10n:skip-start -->\n\nA.\n\nB.\n\n<!-- l10n:skip-end -->\n\n<!-- l10n:note A verb. -->\n<!-- l10n:context button -->\n\nOpen\n\nClose\n";
    let found: Vec<Block> = blocks(body, &segmenter("en"));
    assert_eq!(units(body), ["Open", "Close"]);
    assert_eq!(found[0].note.as_deref(), Some("A verb."));
    assert_eq!(found[0].context.as_deref(), Some("button"));
    assert_eq!((found[1].note.as_deref(), found[1].context.as_deref()), (None, None));
}

proptest! {
    #![proptest_config(law(256))]

    #[test]
    fn units_lie_in_order_with_only_white_space_between(body in "([a-zA-Z]{1,4}[.!?]? |[*_`\\[\\](){}<>#|!>-]|\n|。|\u{fdd0}|é|\\\\|[0-9]\\. ){0,60}") {
        for block in blocks(&body, &segmenter("en")) {
            let mut at = block.range.start;
            for unit in &block.units {
                prop_assert!(body[at..unit.start].trim().is_empty());
                prop_assert!(!body[unit.clone()].trim().is_empty());
                at = unit.end;
            }
            prop_assert_eq!(at, block.range.end);
        }
    }

    #[test]
    fn the_sentences_of_a_block_cover_it(text in "\\PC{0,80}") {
        let mut at = 0;
        for sentence in segmenter("en").sentences(&text) {
            prop_assert!(text[at..sentence.start].trim().is_empty());
            at = sentence.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
