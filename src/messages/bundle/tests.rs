//! Interface strings: messages as each locale shows them.

use std::sync::Arc;

use crate::locale::{CalendarDate, Locale};
use crate::messages::bundle::{FormattedMessage, MessageArgs, Mode, StringProblem, Strings};
use crate::parse::strings::{Resource, parse};
use crate::source::{Root, SourcePath};

fn resource(text: &str) -> Arc<Resource> {
    let parsed = parse(&SourcePath::new(Root::Locales, "da/ui.ftl"), text.as_bytes());
    assert_eq!(parsed.diagnostics, [], "{text}");
    parsed.value
}

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// Strings of the first locale, each locale with one file.
fn strings(chain: &[(&str, &str)]) -> Strings {
    let chain: Vec<_> = chain.iter().map(|(tag, text)| (locale(tag), vec![resource(text)])).collect();
    Strings::new(&chain[0].0, &chain)
}

fn shown(strings: &Strings, id: &str, args: &MessageArgs) -> String {
    let message = strings.message(id, args, Mode::Attribute);
    assert_eq!(message.problem, None, "{message:?}");
    message.text
}

fn reason(message: FormattedMessage) -> String {
    match message.problem {
        Some(StringProblem::Invalid(reason)) => reason,
        other => panic!("{other:?} {}", message.text),
    }
}

const LOCALES: [&str; 65] = [
    "af", "am", "ar", "az", "be", "bg", "bn", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es",
    "et", "eu", "fa", "fi", "fil", "fr", "ga", "gd", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is",
    "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "ml", "mr", "ms", "mt", "nb", "nl", "pl", "pt", "pt-PT",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "vi", "zh-TW",
];

const ALL_FORMS: &str =
    "{ $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n }\n";

fn icu_category(rules: &icu_plurals::PluralRules, digits: &str) -> &'static str {
    use icu_plurals::PluralCategory::{Few, Many, One, Other, Two, Zero};
    match rules.category_for(&digits.parse::<fixed_decimal::Decimal>().unwrap()) {
        Zero => "zero",
        One => "one",
        Two => "two",
        Few => "few",
        Many => "many",
        Other => "other",
    }
}

#[test]
fn plural_variants_are_those_of_icu_in_every_locale() {
    let asked = ALL_FORMS.replacen("$n", "NUMBER($n, minimumFractionDigits: 1)", 1);
    let ranked = ALL_FORMS.replacen("$n", "NUMBER($n, type: \"ordinal\")", 1);
    let file = format!("plain = {ALL_FORMS}decimal = {asked}rank = {ranked}");
    for tag in LOCALES {
        let strings = strings(&[(tag, &file)]);
        let icu: icu_locale::Locale = tag.parse().unwrap();
        let cardinal = icu_plurals::PluralRules::try_new_cardinal((&icu).into()).unwrap();
        let ordinal = icu_plurals::PluralRules::try_new_ordinal((&icu).into()).unwrap();
        for n in (0..=1000u32).chain([1_000_000]) {
            let args = MessageArgs::new().number("n", n.into());
            assert_eq!(shown(&strings, "plain", &args), icu_category(&cardinal, &n.to_string()), "{tag} {n}");
            assert_eq!(shown(&strings, "rank", &args), icu_category(&ordinal, &n.to_string()), "{tag} {n}th");
        }
        for digits in ["0.1", "0.5", "1.5", "2.1"] {
            let args = MessageArgs::new().number("n", digits.parse().unwrap());
            assert_eq!(shown(&strings, "plain", &args), icu_category(&cardinal, digits), "{tag} {digits}");
        }
        let one = MessageArgs::new().number("n", 1.0);
        assert_eq!(shown(&strings, "decimal", &one), icu_category(&cardinal, "1.0"), "{tag} 1.0");
    }
}

#[test]
fn selects_take_numbers_names_and_term_attributes() {
    let strings = strings(&[(
        "en",
        "n = { $n ->\n [0] none\n [1.0] single\n [one] one\n *[other] many\n }\n\
         os = { $os ->\n [windows] W\n [other] named other\n *[mac] M\n }\n\
         -brand = Hexapla\n .gender = common\n\
         term = { -brand.gender ->\n [common] den\n *[neuter] det\n }\n\
         literal = { 1.0 ->\n [one] one\n *[other] other\n }\n\
         nested = { $n ->\n [0] { $os ->\n [mac] zero on M\n *[x] zero\n }\n *[other] { $n } files\n }\n",
    )]);
    let n = |n| MessageArgs::new().number("n", n);
    let os = |os| MessageArgs::new().text("os", os);
    assert_eq!(shown(&strings, "n", &n(0.0)), "none");
    assert_eq!(shown(&strings, "n", &n(1.0)), "single");
    assert_eq!(shown(&strings, "n", &n(2.0)), "many");
    assert_eq!(shown(&strings, "os", &os("windows")), "W");
    assert_eq!(shown(&strings, "os", &os("other")), "named other");
    assert_eq!(shown(&strings, "os", &os("linux")), "M");
    assert_eq!(shown(&strings, "term", &MessageArgs::new()), "den");
    assert_eq!(shown(&strings, "literal", &MessageArgs::new()), "other");
    assert_eq!(shown(&strings, "nested", &n(0.0).text("os", "mac")), "zero on M");
    assert_eq!(shown(&strings, "nested", &n(3.0)), "3 files");
}

#[test]
fn rewriting_leaves_the_text_as_it_was() {
    let plain = "text = First\n    second\n\n      indented { \"{\" } [x] *y .z { $name }\n    last \\ \"q\"\n    .a = { \"[\" }b\n    .c = [x]\n        more *\n    .b = x { \"\\u00E9 \\\" \\\\\" } y\n";
    let pulled = format!("{plain}select = {{ $n ->\n *[other] x\n }}\n");
    for text in [plain.to_owned(), plain.replace('\n', "\r\n")] {
        let (before, after) = (strings(&[("en", &text)]), strings(&[("en", &pulled)]));
        let args = MessageArgs::new().text("name", "N");
        for id in ["text", "text.a", "text.b", "text.c"] {
            assert_eq!(shown(&before, id, &args), shown(&after, id, &args), "{id}");
        }
    }
    let crlf = strings(&[("en", &pulled.replace('\n', "\r\n"))]);
    assert_eq!(shown(&crlf, "text.b", &MessageArgs::new()), "x é \" \\ y");
}

#[test]
fn a_message_comes_from_the_nearest_locale_that_has_it() {
    let strings = strings(&[
        ("da-DK", "here = her\n"),
        ("da", "here = hér\nparent = forælder { -brand } { far }\n    .tip = tip\n"),
        (
            "en-US",
            "parent = parent\nfar = far { $n }\nfar-only = far\n    .tip = far tip\n-brand = Hexapla\n",
        ),
    ]);
    let found = |id| {
        let message = strings.message(id, &MessageArgs::new().number("n", 1234.5), Mode::Attribute);
        (message.text, message.locale.tag().to_owned())
    };
    let pair = |text: &str, tag: &str| (text.to_owned(), tag.to_owned());
    assert_eq!(found("here"), pair("her", "da-DK"));
    assert_eq!(found("parent"), pair("forælder Hexapla far 1.234,5", "da"));
    assert_eq!(found("parent.tip"), pair("tip", "da"));
    assert_eq!(found("far"), pair("far 1,234.5", "en-US"));
    assert_eq!(found("far-only.tip"), pair("far tip", "en-US"));
    assert_eq!(strings.untranslated(), ["far", "far-only", "far-only.tip"]);
    assert!(strings.has("far-only.tip") && !strings.has("parent.label"));
    assert_eq!(strings.locale().tag(), "da-DK");
}

#[test]
fn the_nearest_layer_of_a_locale_wins() {
    let layers =
        vec![resource("a = theme\nb = theme\n-t = theme\n"), resource("a = site { -t }\n-t = term\n")];
    let strings = Strings::new(&locale("en"), &[(locale("en"), layers)]);
    assert_eq!(shown(&strings, "a", &MessageArgs::new()), "site term");
    assert_eq!(shown(&strings, "b", &MessageArgs::new()), "theme");
    assert_eq!(strings.untranslated(), Vec::<&str>::new());
}

#[test]
fn a_message_and_a_term_may_share_a_name() {
    let strings = strings(&[("en", "brand = About { -brand }\n-brand = Hexapla\nnope = { -other }\n")]);
    assert_eq!(shown(&strings, "brand", &MessageArgs::new()), "About Hexapla");
    let message = strings.message("nope", &MessageArgs::new(), Mode::Text);
    assert_eq!(message.text, "nope");
    assert_eq!(reason(message), "unknown term: -other");
}

#[test]
fn a_message_missing_everywhere_shows_its_id() {
    let strings = strings(&[("da", "a = x\n    .tip = y\n-term = z\nonly =\n    .label = w\n")]);
    for id in ["b", "a.nothing", "-term", "term", "only", "", ".", "a.", "NUMBER", "HEXAPLA_TERM_term"] {
        let message = strings.message(id, &MessageArgs::new(), Mode::Text);
        assert_eq!(message.problem, Some(StringProblem::Missing), "{id}");
        assert_eq!((message.text.as_str(), message.locale.tag()), (id, "da"));
    }
    let empty = Strings::new(&locale("da"), &[]);
    assert_eq!(empty.message("a", &MessageArgs::new(), Mode::Text).text, "a");
    assert!(empty.untranslated().is_empty());
}

#[test]
fn what_cannot_be_formatted_is_told_beside_the_best_text() {
    let strings = strings(&[(
        "en",
        "variable = Hi { $name }!\nmessage = { nothing }\nfunction = { SHOUT($x) }\nattribute = { variable.tip }\n\
         loop = a { loop-b }\nloop-b = b { loop }\nnumber = { NUMBER($text) }\ndate = { DATETIME($text) }\n\
         select = { $n ->\n *[other] default\n }\n",
    )]);
    let invalid = |id, args: &MessageArgs| reason(strings.message(id, args, Mode::Attribute));
    let none = MessageArgs::new();
    assert_eq!(invalid("variable", &none), "unknown variable: $name");
    assert_eq!(strings.message("variable", &none, Mode::Attribute).text, "Hi!");
    assert_eq!(invalid("message", &none), "unknown message: nothing");
    assert_eq!(invalid("attribute", &none), "unknown attribute: variable.tip");
    assert_eq!(invalid("function", &MessageArgs::new().text("x", "y")), "unknown function: SHOUT()");
    assert_eq!(invalid("loop", &none), "cyclical dependency detected");
    assert_eq!(invalid("number", &MessageArgs::new().text("text", "x")), "NUMBER() needs a number");
    assert_eq!(invalid("date", &MessageArgs::new().text("text", "x")), "DATETIME() needs a date");
    assert_eq!(invalid("number", &none), "unknown variable: $text");
    assert_eq!(invalid("select", &none), "unknown variable: $n");
    assert_eq!(strings.message("select", &none, Mode::Attribute).text, "default");
}

#[test]
fn a_message_that_explodes_is_cut_off() {
    let mut text = "a0 = { \"x\" }{ \"x\" }\n".to_owned();
    for level in 1..40 {
        let below = format!("a{}", level - 1);
        text +=
            &format!("a{level} = {{ {below} }}{{ {{ {below} }} }}{{ \"s\" ->\n *[x] {{ {below} }}\n }}\n");
    }
    let strings = strings(&[("en", &text)]);
    for level in 0..40 {
        let message = strings.message(&format!("a{level}"), &MessageArgs::new(), Mode::Text);
        assert!(message.text.len() < 10_000);
    }
    assert_eq!(reason(strings.message("a39", &MessageArgs::new(), Mode::Text)), "too many placeables");
}

#[test]
fn values_are_isolated_in_text_and_bare_in_attributes() {
    let strings = strings(&[("ar", "hi = مرحبا { $name }\nplain = مرحبا\n")]);
    let args = MessageArgs::new().text("name", "Ida");
    assert_eq!(strings.message("hi", &args, Mode::Text).text, "مرحبا \u{2068}Ida\u{2069}");
    assert_eq!(strings.message("hi", &args, Mode::Attribute).text, "مرحبا Ida");
    assert_eq!(strings.message("plain", &MessageArgs::new(), Mode::Text).text, "مرحبا");
}

#[test]
fn numbers_and_dates_are_the_locales_own() {
    let file = "bare = { $n }\nin-term = { -count(n: 1234) }\n-count = { $n }\nliteral = { 1234.50 }\n\
        fraction = { NUMBER($n, minimumFractionDigits: 2) }\npercent = { NUMBER($n, style: \"percent\") }\n\
        ungrouped = { NUMBER($n, useGrouping: \"false\") }\nzero = { NUMBER($n, useGrouping: 0) }\n\
        absurd = { NUMBER($n, minimumFractionDigits: 99999999999) }\n\
        date = { $date }\nlong = { DATETIME($date) }\nshort = { DATETIME($date, dateStyle: \"short\") }\n\
        full = { DATETIME($date, dateStyle: \"full\") }\nmedium = { DATETIME($date, dateStyle: \"medium\") }\n";
    let date = CalendarDate::new(2021, 3, 8).unwrap();
    let show = |tag, id, n| {
        shown(&strings(&[(tag, file)]), id, &MessageArgs::new().number("n", n).date("date", date))
    };
    assert_eq!(show("da-DK", "bare", 1234.5), "1.234,5");
    assert_eq!(show("ar-EG", "bare", 1234.5), "١٬٢٣٤٫٥");
    assert_eq!(show("ar-EG", "in-term", 0.0), "١٬٢٣٤");
    assert_eq!(show("da", "literal", 0.0), "1.234,50");
    assert_eq!(show("da", "fraction", 3.0), "3,00");
    assert_eq!(show("da", "percent", 0.25), "25\u{A0}%");
    assert_eq!(show("en", "ungrouped", 12345.0), "12345");
    assert_eq!(show("en", "zero", 12345.0), "12345");
    assert_eq!(show("en", "absurd", 1.0).len(), 102);
    assert_eq!(show("en", "bare", f64::NAN), "NaN");
    assert_eq!(show("da-DK", "date", 0.0), "8. marts 2021");
    assert_eq!(show("da-DK", "long", 0.0), "8. marts 2021");
    assert_eq!(show("en-US", "short", 0.0), "3/8/21");
    assert_eq!(show("en-US", "medium", 0.0), "Mar 8, 2021");
    assert_eq!(show("en-US", "full", 0.0), "Monday, March 8, 2021");
}

#[test]
fn strings_are_shared_between_threads() {
    let strings = strings(&[("da", "n = { $n } filer\n")]);
    std::thread::scope(|scope| {
        for n in 0..4u32 {
            let strings = &strings;
            scope.spawn(move || {
                let args = MessageArgs::new().number("n", f64::from(n) * 1000.0);
                let expected = if n == 0 { "0 filer".to_owned() } else { format!("{n}.000 filer") };
                assert_eq!(shown(strings, "n", &args), expected);
            });
        }
    });
}
