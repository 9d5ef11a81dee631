//! Checks what counts as a sentence that is still to be translated.

use crate::locale::Locale;
use crate::units::copied::{needs_translation, reads_alike};
use proptest::prelude::*;

use crate::testing::generated::law;

#[test]
fn sentences_of_more_than_four_words_are_to_be_translated() {
    for text in [
        "Fold the paper in half.",
        "Go to Settings and close all windows.",
        "Press `Ctrl+S` and then wait until it is saved.",
        "See [the folding guide](../fold.md) before you begin with it.",
        "Сложите лист бумаги пополам вдоль.",
        "اطو الورقة إلى نصفين الآن.",
        "紙を半分に折ってから開きます。",
        "- Bring your own paper with you",
    ] {
        assert!(needs_translation(text), "{text}");
    }
}

#[test]
fn labels_code_names_and_numbers_may_stay_as_they_are() {
    for text in [
        "",
        "Fold the paper now",
        "Paper Kite Pro 365 Enterprise Edition",
        "Ada Lovelace, Grace Hopper, Emmy Noether, Sophie Germain",
        "Ludwig van Beethoven, Johann Wolfgang von Goethe",
        "`fold --in half --twice --then open`",
        "{ -brand } { $version } <your-domain> <b></b> 1 2 3 4 5 6",
        "https://kites.example/a/very/long/path one two",
        "kite_fold kite_open kite_close /usr/bin/kite fold=1 open=2 x@kites.example",
        "1 000 000, 2 000 000, 3 000 000 and 4",
        "折り紙入門",
        "Get-Kite -Owner ada -Where {$_.Length -gt 5} | Select-Object -First one",
        "*+&nbsp;&nbsp;&nbsp;HandleError -ErrorContext $_ -CustomError $e : NotFolded: (:) [Fold-Kite], KiteException",
    ] {
        assert!(!needs_translation(text), "{text}");
    }
}

#[test]
fn one_language_in_one_script_reads_alike() {
    let alike =
        |one: &str, other: &str| reads_alike(&Locale::parse(one).unwrap(), &Locale::parse(other).unwrap());
    assert!(alike("en-US", "en-GB") && alike("pt", "pt-BR") && alike("zh-HK", "zh-TW"));
    assert!(!alike("en", "de") && !alike("zh-CN", "zh-TW") && !alike("sr", "sr-Latn"));
}

proptest! {
    #![proptest_config(law(256))]

    /// Whatever stands in it, a text is judged, and code around it is no word of it.
    #[test]
    fn any_text_is_judged_and_code_adds_no_words(text in "[a-z`<>{}\\]\\()\\[ ]{0,60}", code in "[a-z ]{0,40}") {
        let _ = needs_translation(&text);
        let only_code = format!("`{code}` `{code}`");
        prop_assert!(!needs_translation(&only_code));
    }
}
