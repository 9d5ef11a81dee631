//! Owns the headings of an A–Z list.
//!
//! A heading is the first letter as the locale's own order counts letters: `Å` is a letter in Danish and an `A` in German,
//! `Ch` is one in Czech. Digits stand together below `0–9`, anything without a letter below `#`. Chinese is headed by the first letter of
//! the pinyin (Simplified) or the number of strokes (Traditional), as its order goes; Japanese by the row of the kana table, with
//! one heading for kanji, whose reading is not in the text; Korean by the first consonant.

use std::cmp::Ordering;

use icu_collator::CollatorBorrowed;
use unicode_normalization::UnicodeNormalization;

use super::Locale;

/// The heading of titles that begin with a digit.
pub(super) const DIGITS: &str = "0–9";
/// The heading of titles that hold neither letter nor digit.
pub(super) const OTHERS: &str = "#";

/// The letters of one locale, as its collation distinguishes them.
#[derive(Debug)]
pub(super) struct Alphabet {
    letters: CollatorBorrowed<'static>,
    han: Han,
    /// Whether the capital of `i` keeps its dot.
    dotted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Han {
    Pinyin,
    Strokes,
    Together(&'static str),
}

impl Alphabet {
    pub(super) fn new(locale: &Locale, letters: CollatorBorrowed<'static>) -> Alphabet {
        let han = match (locale.language(), locale.likely_script()) {
            ("zh", "Hans") => Han::Pinyin,
            ("zh", _) => Han::Strokes,
            ("ja", _) => Han::Together("漢字"),
            ("ko", _) => Han::Together("漢字"),
            _ => Han::Together("漢"),
        };
        Alphabet { letters, han, dotted: matches!(locale.language(), "tr" | "az" | "crh") }
    }

    pub(super) fn heading(&self, title: &str) -> String {
        let Some(first) = title.chars().find(|&c| c.is_alphanumeric() && !is_leading_vowel(c)) else {
            return OTHERS.to_owned();
        };
        match first {
            _ if first.is_numeric() && !is_han(first) => DIGITS.to_owned(),
            _ if is_han(first) => self.han_heading(first),
            '\u{AC00}'..='\u{D7A3}' => initial_consonant(first),
            '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}' => kana_row(first),
            _ => self.letter(title, first),
        }
    }

    fn letter(&self, title: &str, first: char) -> String {
        self.digraph(title, first).unwrap_or_else(|| self.upper(self.base(first)))
    }

    /// The letter without the marks that the locale does not count: `é` is an `e`, and Vietnamese `ấ` an `â`.
    fn base(&self, letter: char) -> char {
        let whole = letter.to_string();
        let parts: Vec<char> = letter.nfkd().collect();
        let simpler = (1..parts.len()).find_map(|marks| {
            let part: String = parts[..marks].iter().collect::<String>().nfc().collect();
            (self.letters.compare(&part, &whole) == Ordering::Equal).then(|| part.chars().next())?
        });
        simpler.unwrap_or(letter)
    }

    /// One capital letter. Georgian capitals are for whole words only, and Turkish distinguishes `i` from `ı`.
    fn upper(&self, letter: char) -> String {
        if letter == 'i' && self.dotted {
            return "İ".to_owned();
        }
        if ('\u{10D0}'..='\u{10FF}').contains(&letter) {
            return letter.to_string();
        }
        letter.to_uppercase().next().unwrap_or(letter).to_string()
    }

    /// Two or three characters that the locale counts as one letter: it puts them after every word with the first of them.
    fn digraph(&self, title: &str, first: char) -> Option<String> {
        let from = title.find(first)?;
        let start: String = title[from..].chars().take(3).flat_map(char::to_lowercase).collect();
        let candidate = DIGRAPHS.iter().find(|digraph| start.starts_with(**digraph))?;
        let mut letters = candidate.chars();
        let letter = letters.next()?;
        let after_all = self.letters.compare(candidate, &format!("{letter}zzz")) == Ordering::Greater;
        let is_ring = *candidate == "aa" && self.letters.compare("aa", "å") == Ordering::Equal;
        after_all.then(|| if is_ring { "Å".to_owned() } else { self.upper(letter) + letters.as_str() })
    }

    fn han_heading(&self, first: char) -> String {
        let heading = match self.han {
            Han::Pinyin => {
                self.last_marker_before(first, ('A'..='Z').map(|letter| (letter, letter.to_string())))
            }
            Han::Strokes => self.last_marker_before(first, stroke_markers()),
            Han::Together(_) => None,
        };
        let together = if let Han::Together(name) = self.han { name } else { "漢" };
        heading.unwrap_or_else(|| together.to_owned())
    }

    /// CLDR's Chinese collations hold marks (U+FDD0 and a letter or a count) before the first character of each heading.
    fn last_marker_before(
        &self,
        first: char,
        markers: impl Iterator<Item = (char, String)>,
    ) -> Option<String> {
        let first = first.to_string();
        markers
            // Not every letter begins a syllable; the mark of one that does not stands after everything.
            .filter(|(mark, _)| self.letters.compare(&format!("\u{FDD0}{mark}"), &first) != Ordering::Greater)
            .last()
            .map(|(_, heading)| heading)
    }
}

/// The marks of stroke order count in Braille patterns: U+2801 is one stroke.
fn stroke_markers() -> impl Iterator<Item = (char, String)> {
    (1..=48u32).filter_map(|strokes| Some((char::from_u32(0x2800 + strokes)?, format!("{strokes}劃"))))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}

/// Thai and Lao write some vowels before the consonant that they follow in speech, and sort by the consonant.
fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{0E40}'..='\u{0E44}' | '\u{0EC0}'..='\u{0EC4}')
}

fn initial_consonant(syllable: char) -> String {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ',
        'ㅍ', 'ㅎ',
    ];
    let index = (u32::from(syllable).saturating_sub(0xAC00) / 588) as usize;
    INITIALS.get(index).unwrap_or(&'ㄱ').to_string()
}

fn kana_row(kana: char) -> String {
    const ROWS: [(char, char); 9] = [
        ('ゎ', 'わ'),
        ('ら', 'ら'),
        ('ゃ', 'や'),
        ('ま', 'ま'),
        ('は', 'は'),
        ('な', 'な'),
        ('た', 'た'),
        ('さ', 'さ'),
        ('か', 'か'),
    ];
    let plain = kana.nfkd().next().unwrap_or(kana);
    let hiragana = match plain {
        'ヵ' => 'か',
        'ヶ' => 'け',
        '\u{30A1}'..='\u{30F3}' => char::from_u32(u32::from(plain) - 0x60).unwrap_or(plain),
        _ => plain,
    };
    ROWS.iter().find(|(from, _)| hiragana >= *from).map_or('あ', |(_, row)| *row).to_string()
}

/// What some language counts as one letter, longest first; the collation of a locale decides whether it does.
const DIGRAPHS: [&str; 26] = [
    "dzs", "aa", "ch", "cs", "dd", "dh", "dz", "dž", "ff", "gj", "gy", "lj", "ll", "ly", "ng", "nj", "ny",
    "ph", "rr", "sh", "sz", "th", "ty", "xh", "zh", "zs",
];
