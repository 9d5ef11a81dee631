//! Compares the formats of every tag with `Intl` in Node, which has the same data from another program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::locale;
use crate::locale::{CalendarDate, DateStyle, Formats, NumberOptions};
use crate::testing::absent;

/// CLDR's tags, and tags with a script that CLDR does not list, a language a line.
const TAGS: &str = include_str!("tags.txt");

const COUNTS: &str = "0 1 2 3 4 5 6 7 8 10 11 12 13 14 17 19 20 21 22 25 31 40 41 42 60 80 81 99 100 101 102 103 110 111 112 120 \
    121 122 1000 1001 1002 1003 2000 10000 100000 1000000 2000000 0.0 0.1 0.5 1.0 1.1 1.2 1.5 2.0 2.1 2.5 3.4 5.0 5.6 10.1 11.5 \
    21.1 21.5 100.1 1.00 1.01 1.31 0.01 1.99";
const NUMBERS: [f64; 10] =
    [0.0, 7.0, 12.5, 1234.0, 12345.0, 1_234_567.891, 98_765_432.1, -5.0, -1234.5, 0.125];
const FRACTIONS: [f64; 4] = [0.0, 0.5, 1.0, 12.34];
const DATES: [&str; 4] = ["2021-03-08", "2024-12-31", "2000-01-01", "1999-10-20"];
const WORDS: &str = "a á ä å ã â æ az b c č ch ç ćma cz d đ dz dž e é ę f g ğ h i ı İ í j k l ł lj ll m n ñ ng nj ny o ó ö ø õ ô œ p \
    q r ř s š ş ß t þ ü u ú ű v w x y ý z ž zh zz aa 2 10 1 а б в г ґ ѓ е ё є ж з и й і ї ј к л љ м н њ о п р с т ћ у ў ф х ц ч ш щ \
    ъ ы ь э ю я א ב ת ا ب پ ت ث ج چ ح خ د ذ ک ی و ه ء آ α β ω क ख ह ক া த ா ก เก แก ขา 中 一 二 人 日 あ ア い カ が 가 나 ㄱ ა ბ ա բ አ ከ";

/// What differs, and why: the binary's data is of CLDR 49, that of Node 20 of CLDR 48. Each tag stands for those that begin with it.
const KEPT: [(&str, &str, &str); 13] = [
    ("counts", "gl", "CLDR 49 has `many` for millions"),
    ("counts", "vi", "CLDR 49 has `one`"),
    (
        "counts",
        "pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-ST pt-TL pt-Latn-PT",
        "CLDR's parent of these is pt-PT; Node cuts the tag to pt",
    ),
    ("ranks", "af bg es", "CLDR 49 has ordinals of these: in Spanish 1.er, 3.er"),
    ("dates", "gd ii ks-Arab ks-IN ku lij prg ckb-IR", "CLDR 49 writes the date with other words"),
    ("dates", "ks", "CLDR 49 spells March otherwise"),
    ("numbers", "blo gl to", "CLDR 49 groups thousands by another mark"),
    ("numbers", "tn", "CLDR 49 groups thousands by a comma"),
    ("numbers", "fr-CH fr-RW kk-Arab kk-CN pt-Latn-PT", "CLDR 49 groups thousands by another mark"),
    ("numbers dates", "bn-IN", "CLDR 49 writes Latin digits in India"),
    ("words", "yue", "the binary puts Cantonese in the order of strokes, as zh-Hant"),
    ("words", "hi-Latn kok-Latn", "Node puts Devanagari first, the binary the script of the tag"),
    ("words", "sr-ME kk-CN uz-Cyrl", "Node orders by another script than that of the tag"),
];

#[test]
fn every_tag_formats_as_intl_does() {
    let tags: Vec<&str> = TAGS.split_whitespace().collect();
    let Some(theirs) = intl(&tags) else { return };
    let mut compared = 0;
    let mut unexpected = Vec::new();
    let mut differing = BTreeSet::new();
    for tag in tags {
        let formats = Formats::new(&locale(tag));
        let answers = &theirs["answers"][tag];
        // The binary carries a tag if it has words for its dates.
        let has_data = formats.date(CalendarDate::parse(DATES[0]).unwrap()) != DATES[0];
        if answers.is_null() {
            continue;
        }
        compared += 1;
        for (kind, differs) in differences(&formats, answers, has_data) {
            let Some(differs) = differs else { continue };
            differing.insert(tag);
            if !is_kept(kind, tag) {
                unexpected.push(format!("{tag} {kind}: {differs}"));
            }
        }
    }
    assert!(compared > 700, "only {compared} tags were compared");
    assert!(unexpected.is_empty(), "{} of {compared} tags:\n{}", unexpected.len(), unexpected.join("\n"));
    println!("{} of {compared} tags differ as the list says: {differing:?}", differing.len());
}

/// Intl's answers; `None` where there is no Node, or one with few languages.
fn intl(tags: &[&str]) -> Option<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/intl.mjs");
    let child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        absent::required_in_ci("Node");
        return None;
    };
    let list = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let input = json!({
        "tags": tags, "counts": list(COUNTS), "numbers": NUMBERS, "fractions": FRACTIONS, "dates": DATES, "words": list(WORDS),
    });
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.to_string().as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "node failed");
    let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
    // An older CLDR differs in more than the list says.
    let cldr: u32 =
        answers["cldr"].as_str().and_then(|version| version.split('.').next()?.parse().ok()).unwrap_or(0);
    if answers["full"] != true || cldr < 48 {
        absent::skipped("a Node with the locale data of CLDR 48 or newer");
        return None;
    }
    Some(answers)
}

/// What differs in each kind of format. Without data of its own a tag has plurals by its language and nothing to compare else.
fn differences(formats: &Formats, theirs: &Value, has_data: bool) -> BTreeMap<&'static str, Option<String>> {
    let decimals = |shown: &str| shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let category = |shown: &str| {
        let options = NumberOptions { minimum_fraction_digits: decimals(shown), ..NumberOptions::default() };
        formats.plural_with(shown.parse().unwrap(), false, &options)
    };
    let counts: Vec<&str> = COUNTS.split_whitespace().map(category).collect();
    let whole = COUNTS.split_whitespace().filter(|shown| !shown.contains('.'));
    let ranks: Vec<&str> = whole.map(|shown| formats.plural(shown.parse().unwrap(), true)).collect();
    let mut differing = BTreeMap::from([
        ("counts", first_difference(&counts, &theirs["counts"])),
        ("ranks", first_difference(&ranks, &theirs["ranks"])),
    ]);
    if has_data {
        let numbers = NUMBERS.iter().map(|number| formats.number(*number));
        let numbers: Vec<String> =
            numbers.chain(FRACTIONS.iter().map(|fraction| formats.percent(*fraction))).collect();
        let mut words: Vec<&str> = WORDS.split_whitespace().collect();
        words.sort_by(|a, b| formats.compare(a, b));
        differing.insert("numbers", first_difference(&numbers, &theirs["numbers"]));
        differing.insert("words", first_difference(&words, &theirs["words"]));
        differing.insert("dates", date_difference(formats, &theirs["dates"]));
    }
    differing
}

fn first_difference<T: AsRef<str>>(ours: &[T], theirs: &Value) -> Option<String> {
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len());
    let (ours, theirs) =
        ours.iter().zip(theirs).find(|(ours, theirs)| theirs.as_str() != Some(ours.as_ref()))?;
    Some(format!("`{}`, not {theirs}", ours.as_ref()))
}

/// Dates in the style of pages. Marks between the parts change with each release of CLDR, so their words and digits are compared: all
/// of them, and each must stand in Intl's date by length or by fields.
fn date_difference(formats: &Formats, theirs: &Value) -> Option<String> {
    DATES.iter().enumerate().find_map(|(at, date)| {
        let ours = formats.date_in(CalendarDate::parse(date).unwrap(), DateStyle::Long);
        let forms: Vec<&str> =
            theirs.as_array().unwrap().iter().map(|form| form[at].as_str().unwrap()).collect();
        let known: BTreeSet<String> = forms.iter().flat_map(|form| parts(form)).collect();
        let own = parts(&ours);
        (own.is_empty() || !own.is_subset(&known)).then(|| format!("`{ours}`, not {forms:?}"))
    })
}

/// The words and numbers of a date, without leading zeros.
fn parts(date: &str) -> BTreeSet<String> {
    const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '༠', '၀', '᱐'];
    let within = |c: char| {
        c.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(c)
            || "\u{200C}\u{200D}'’".contains(c)
    };
    let parts = date.split(|c: char| !within(c)).map(|part| part.trim_start_matches(ZEROS).to_lowercase());
    parts.filter(|part| !part.is_empty()).collect()
}

fn is_kept(kind: &str, tag: &str) -> bool {
    KEPT.iter().any(|(kinds, tags, _)| {
        let named = |named: &str| {
            tag.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        kinds.split(' ').any(|kept| kept == kind) && tags.split(' ').any(named)
    })
}

#[test]
fn the_locales_of_the_binary_differ_from_intl_in_nothing_that_the_program_formats() {
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/locales")).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        for kind in ["counts", "dates", "numbers", "words"] {
            assert!(!is_kept(kind, &name), "{name} {kind}");
        }
    }
}
