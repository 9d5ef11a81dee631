//! What must keep its direction in right-to-left text.

use crate::render::body::bidi::push;
use crate::theme::escape;

/// The text with brackets of its own where it is isolated.
fn isolated(text: &str) -> String {
    let mut out = String::new();
    push(&mut out, text, true);
    out.replace("<bdi dir=\"ltr\">", "⟦").replace("</bdi>", "⟧")
}

#[test]
fn what_would_be_turned_around_is_isolated() {
    for (text, expected) in [
        ("يبدأ بـ ORD- دائما", "يبدأ بـ ⟦ORD-⟧ دائما"),
        ("قبل 2026-11-20.", "قبل ⟦2026-11-20⟧."),
        ("اتصل +1 (555) 010-0000 الآن", "اتصل ⟦+1 (555) 010-0000⟧ الآن"),
        ("درجة -5 اليوم", "درجة ⟦-5⟧ اليوم"),
        ("(قبل 2026-11-20)", "(قبل ⟦2026-11-20⟧)"),
        ("ב-ORD- תמיד", "ב-⟦ORD-⟧ תמיד"),
        ("Office 365 (E3)", "⟦Office 365 (E3)⟧"),
    ] {
        assert_eq!(isolated(text), expected);
    }
}

#[test]
fn what_keeps_its_order_stays_plain() {
    for text in [
        "افتح C:\\Users الآن",
        "اختر A/B.",
        "Office 365",
        "ب 50% و 3.5",
        "من 5-10 أيام",
        "5 GB",
        "550 5.7.511 خطأ",
        "Settings - إعدادات",
        "هنا - وهناك",
        "GitHub Flavored Markdown مع",
        "ب-5 ימים",
        "",
        "—",
    ] {
        assert_eq!(isolated(text), text.replace('"', "&quot;"));
    }
}

#[test]
fn nothing_is_lost() {
    for text in ["a - (b) [c", "- - -", "((1)", "ש(1-2-3", "1 a-", " +", "-", "\"-5\"", "a  b- c"] {
        let plain = isolated(text).replace(['⟦', '⟧'], "");
        let mut expected = String::new();
        escape::push(&mut expected, text);
        assert_eq!(plain, expected);
    }
}
