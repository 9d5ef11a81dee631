//! Owns what the analyzer knows about characters and languages: classes, folding, joiners, prefixes, linking letters.

use unicode_normalization::char::is_combining_mark;

/// How a run of characters becomes terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Not part of any term.
    None,
    /// Latin letters and digits: whole words.
    Latin,
    /// Letters of other scripts that put spaces between words: whole words.
    Word,
    /// Hangul: whole words, which are taken apart into overlapping pairs where a space is missing.
    Hangul,
    /// Han, kana, Thai, Lao, Burmese, Khmer: overlapping pairs of units.
    Unspaced,
}

/// The class of a folded character that is a letter or a number.
pub(crate) fn class(c: char) -> Class {
    match u32::from(c) {
        0..0x2B0 | 0x1E00..0x1F00 => Class::Latin,
        0xAC00..=0xD7A3 => Class::Hangul,
        0xE00..0xF00 | 0x1000..0x10A0 | 0x1100..0x1200 | 0x1780..0x1800 => Class::Unspaced,
        0x2E80..0xA000 | 0xF900..0xFB00 | 0x20000..0x40000 => Class::Unspaced,
        _ => Class::Word,
    }
}

/// True for the vowels of Thai and Lao that are written after their consonant and belong to its unit.
pub(crate) fn is_after(c: char) -> bool {
    matches!(c, 'ะ' | 'า' | 'ະ' | 'າ')
}

/// True for what belongs to the consonant that follows: the vowels of Thai and Lao that are written in front, and the
/// signs of Burmese and Khmer that put it below.
pub(crate) fn is_before(c: char) -> bool {
    matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ' | '\u{1039}' | '\u{17D2}')
}

/// True for the invisible characters that may stand inside a word and mean nothing to search.
pub(crate) fn is_ignored(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x2060 | 0xFEFF | 0x202A..=0x202E | 0x2066..=0x2069)
}

/// True for what readers may leave out in a query: accents, vowel points, tones, the stroke that stretches Arabic. Marks that spell
/// (Indic and Thai vowels, kana voicing) are kept.
pub(crate) fn is_dropped(c: char) -> bool {
    c == '\u{640}' || is_ignored(c) || is_combining_mark(c) && !is_spelling(c)
}

fn is_spelling(mark: char) -> bool {
    matches!(u32::from(mark),
        0x900..=0xE47 | 0xE4C..=0xEC7 | 0xECC..=0x1AAF | 0x1B00..=0x1DBF | 0x3099..=0x309A | 0xA800..=0xABFF
        | 0x11000..=0x1FFFF)
}

/// The spelling without special letters, for letters that have no accent to drop.
pub(crate) fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ı' => "i",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ς' => "σ",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

/// The digit zero of every script whose digits compatibility folding leaves alone.
const ZEROS: [u32; 58] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136,
    0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50,
    0x11DA0, 0x16A60, 0x16B50, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// The ASCII digit that a digit of another script stands for.
pub(crate) fn ascii_digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

/// True for what may stand between two letters of one word: `Get-User`, `5.4.1`, `Teams'de`, `snake_case`.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '\'' | '\\' | '’' | '\u{2010}' | '\u{2011}' | '־' | '׳' | '״')
}

/// True for letters of the Hebrew alphabet, between which a plain quotation mark is a joiner as well.
pub(crate) fn is_hebrew(c: char) -> bool {
    ('א'..='ת').contains(&c)
}

/// True for Korean syllables.
pub(crate) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// What may link two words of a compound; `None` where a language does not compound.
pub(crate) fn linking_letters(language: &str) -> Option<&'static [&'static str]> {
    Some(match language {
        "de" => &["", "s", "es", "n", "en", "er", "e"],
        "da" | "nb" | "nn" | "no" => &["", "s", "e", "er"],
        "sv" => &["", "s", "e", "o", "u"],
        "nl" | "af" => &["", "s", "en", "e", "n"],
        "is" => &["", "s", "a", "ar", "u"],
        "fi" | "et" | "hu" => &[""],
        _ => return None,
    })
}

/// Two letters that stand for one of the language where a keyboard lacks it.
pub(crate) fn transliterations(language: &str) -> &'static [(&'static str, &'static str)] {
    match language {
        "de" => &[("ae", "a"), ("oe", "o"), ("ue", "u")],
        "da" | "nb" | "nn" | "no" | "sv" | "fi" | "et" => {
            &[("aa", "a"), ("oe", "o"), ("ae", "a"), ("ue", "u")]
        }
        _ => &[],
    }
}

/// An Arabic word without the short words that are written in front of it.
pub(crate) fn without_article(term: &str) -> &str {
    let word = without_prefix(term, &["و", "ف"]);
    let rest = without_prefix(word, &["بال", "كال", "ال", "لل"]);
    if rest.len() == word.len() { without_prefix(rest, &["ب", "ك", "ل"]) } else { rest }
}

fn without_prefix<'a>(term: &'a str, prefixes: &[&str]) -> &'a str {
    prefixes
        .iter()
        .find_map(|prefix| term.strip_prefix(prefix).filter(|rest| rest.chars().nth(2).is_some()))
        .unwrap_or(term)
}
