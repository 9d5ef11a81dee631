//! Holds that entities in attributes stand for what browsers take them for.

use super::decode_entities;

#[test]
fn entities_stand_for_what_browsers_take_them_for() {
    for (written, decoded) in [
        ("caf&eacute; &amp; bar", "café & bar"),
        ("&#233;&#xE9;&#233 ", "ééé "),
        ("&hellip;&nbsp;&NotEqualTilde;", "…\u{a0}≂\u{338}"),
        ("javascript&colon;a&Tab;b&NewLine;", "javascript:a\tb\n"),
        // Old names need no semicolon, but in an address they are parameters.
        ("&copy 2026", "© 2026"),
        ("?a=1&copy=2&lt=3&section", "?a=1&copy=2&lt=3&section"),
        ("&unknown; & &; &# &#x", "&unknown; & &; &# &#x"),
        // No character has these numbers; those of old code pages have one.
        ("&#0;&#xD800;&#x110000;&#x80;", "\u{fffd}\u{fffd}\u{fffd}€"),
    ] {
        assert_eq!(decode_entities(written), decoded, "{written}");
    }
}
