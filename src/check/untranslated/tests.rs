//! Sentences of a translation that are still in the source's language: marked on the page, reported, and not called translated.

use crate::diagnostics::{Code, Diagnostic};
use crate::units::unit::source_hash;

use crate::testing::fixture::{Built, Site, unit};

const SOURCE: &str = "---\ntitle: Fold\ndescription: How to fold a kite.\n---\n# Fold a kite\n\nFold the paper in half along its length. Open it again and turn it over.\n\n- Bend the long edges to the middle line.\n- Press the folds down with a ruler.\n\nCall the office of Ada Lovelace, Grace Hopper and Emmy Noether.\n";

/// Half of the sentences are translated, and one paragraph is half English.
const HALF: &str = "---\ntitle: Falten\ndescription: Wie man einen Drachen faltet.\n---\n# Einen Drachen falten\n\nFalten Sie das Papier der Länge nach. Open it again and turn it over.\n\n- Bend the long edges to the middle line.\n- Drücken Sie die Falten mit einem Lineal an.\n\nCall the office of Ada Lovelace, Grace Hopper and Emmy Noether.\n";

fn build(locale: &str, text: &str) -> Built {
    Site::of(&[("content/en-US/fold.md", SOURCE), (&format!("content/{locale}/fold.md"), text)]).build()
}

/// The fragments of a page that are marked as English.
fn english(html: &str) -> Vec<&str> {
    let marked = html.split("<span class=\"unit\"").skip(1).filter(|rest| {
        rest.split_once('>').is_some_and(|(tag, _)| tag.contains(" lang=\"en-US\" dir=\"ltr\""))
    });
    marked.filter_map(|rest| Some(rest.split_once('>')?.1.split_once("</span>")?.0)).collect()
}

fn reported(built: &Built) -> Vec<&Diagnostic> {
    built.report.diagnostics.iter().filter(|found| found.code == Code::TextUntranslated).collect()
}

#[test]
fn sentences_of_a_plain_translation_are_marked_and_reported_at_the_first() {
    let built = build("de-DE", HALF);
    let main = built.main("de-de/fold");
    let fragments = english(main);
    assert_eq!(
        fragments,
        [
            "Open it again and turn it over.",
            "Bend the long edges to the middle line.",
            "Call the office of Ada Lovelace, Grace Hopper and Emmy Noether."
        ]
    );
    assert!(main.contains("data-state=\"missing\""), "{main}");
    assert!(!main.contains("class=\"source\""), "no source is displayed beside itself: {main}");
    let found = reported(&built);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "3 sentences are the same as in the source, the first here");
    let place = found[0].place.as_ref().unwrap();
    assert_eq!(&*place.path.path, "de-DE/fold.md");
    assert_eq!(&HALF[place.span.start..place.span.end], "Open it again and turn it over.");
}

#[test]
fn a_whole_translation_has_no_marks_and_the_same_language_may_read_alike() {
    let german = HALF
        .replace("Open it again and turn it over.", "Öffnen Sie es wieder und drehen Sie es um.")
        .replace("Bend the long edges to the middle line.", "Knicken Sie die langen Kanten zur Mitte.")
        .replace("Call the office of", "Rufen Sie das Büro von");
    let whole = build("de-DE", &german);
    assert_eq!(english(whole.main("de-de/fold")), [""; 0]);
    assert_eq!(reported(&whole), [] as [&Diagnostic; 0]);
    let british = build("en-GB", SOURCE);
    assert_eq!(english(british.main("en-gb/fold")), [""; 0]);
    assert_eq!(reported(&british), [] as [&Diagnostic; 0]);
}

#[test]
fn a_bilingual_sentence_that_is_its_own_source_is_marked_and_has_none_beside_it() {
    let turn = "Open it again and turn it over.";
    let text = format!(
        "---\ntitle: Falten\ndescription: Wie man einen Drachen faltet.\n---\n# Falten\n\n{} {} {}\n",
        unit(101, "Falten Sie das Papier.", "Fold the paper."),
        unit(102, turn, turn),
        unit(103, "Kite Pro", "Kite Pro"),
    );
    let built = build("de-DE", &text);
    let main = built.main("de-de/fold");
    assert_eq!(english(main), [turn]);
    assert_eq!(main.matches(turn).count(), 1, "{main}");
    assert!(main.contains("Fold the paper.") && main.contains("Kite Pro"), "{main}");
    let found = reported(&built);
    assert_eq!(found.len(), 1);
    let place = found[0].place.as_ref().unwrap();
    assert_eq!(&text[place.span.start..place.span.end], turn);
}

#[test]
fn a_catalog_can_confirm_that_a_sentence_is_right_as_it_is() {
    let source = "---\ntitle: Fold\ndescription: How.\n---\n# Fold\n\nFold it along the long edge. Open it again and turn it over.\n";
    let site = |state: &str| {
        let mut catalog = String::new();
        for (text, target) in [
            ("Fold", "Falten"),
            ("Fold it along the long edge.", "Falten Sie es der Länge nach."),
            ("Open it again and turn it over.", "Open it again and turn it over."),
        ] {
            let key = format!("u-{:016x}", source_hash(text));
            let state = if text == target { state } else { "" };
            catalog.push_str(&format!("# Source: {text}\n{state}{key} = {target}\n\n"));
        }
        Site::of(&[("content/en-US/fold.md", source), ("locales/de-DE/articles/fold.ftl", &catalog)]).build()
    };
    let open = site("");
    assert_eq!(english(open.main("de-de/fold")), ["Open it again and turn it over."]);
    assert_eq!(reported(&open).len(), 1);
    let confirmed = site("# State: reviewed\n");
    assert_eq!(english(confirmed.main("de-de/fold")), [""; 0]);
    assert_eq!(reported(&confirmed), [] as [&Diagnostic; 0]);
}
