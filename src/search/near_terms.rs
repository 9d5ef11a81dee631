//! Owns word forms: which terms of a locale are forms of one word, and which words a compound is made of.

use rustc_hash::FxHashMap;
use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::analyze::{self, TermKind};
use super::collect::{Collection, IndexTerm, TermId};
use super::tables;

/// For each term, the other terms that are forms of the same word, ascending.
pub(super) fn near_terms(language: &str, collection: &Collection) -> Vec<Vec<TermId>> {
    let mut families: FxHashMap<String, Vec<TermId>> = FxHashMap::default();
    let stemmer = algorithm(language).map(Stemmer::create);
    for (number, term) in collection.terms.iter().enumerate() {
        // The shortest Korean words are pairs themselves.
        let is_bare = language == "ko" && term.kind == TermKind::Gram;
        if is_bare || term.kind == TermKind::Word && is_inflected(&term.name) {
            let stem = stem(language, stemmer.as_ref(), term, collection);
            families.entry(stem).or_default().push(number as TermId);
            // Most Hebrew prefixes are the beginning of other words as well, so a word belongs to two families.
            if language == "he" {
                let root = format!("~{}", hebrew_root(&term.name));
                families.entry(root).or_default().push(number as TermId);
            }
        }
    }
    let mut found = vec![Vec::new(); collection.terms.len()];
    for family in families.values().filter(|family| (2..=LARGEST_FAMILY).contains(&family.len())) {
        for member in family {
            found[*member as usize].extend(family.iter().copied().filter(|other| other != member));
        }
    }
    for forms in &mut found {
        forms.sort_unstable();
        forms.dedup();
    }
    found
}

/// Larger families are errors of the stemmer and are ignored.
const LARGEST_FAMILY: usize = 60;

fn is_inflected(name: &str) -> bool {
    name.chars().nth(2).is_some() && !name.contains(|c: char| c.is_ascii_digit())
}

fn stem(language: &str, stemmer: Option<&Stemmer>, term: &IndexTerm, collection: &Collection) -> String {
    let name = term.name.as_str();
    let Some(stemmer) = stemmer else {
        return match language {
            "he" => hebrew_stem(name, collection),
            "ko" => korean_stem(name).to_owned(),
            _ => common_stem(name),
        };
    };
    let mut stem = if language == "ar" { tables::without_article(name) } else { &term.spelled }.to_owned();
    for _ in 0..MOST_ENDINGS {
        let mut shorter = stemmer.stem(&stem).into_owned();
        shorter = match language {
            "tr" => turkish_root(shorter),
            "de" => german_root(&shorter).to_owned(),
            _ => shorter,
        };
        if shorter.len() == stem.len() {
            break;
        }
        stem = shorter;
    }
    analyze::fold(&stem)
}

/// Stemmers strip one of several endings, so the result may itself be inflected.
const MOST_ENDINGS: usize = 3;

/// Strips the verb endings that the stemmer leaves: `installiert` and `installieren`, `löscht` and `gelöscht`.
fn german_root(stem: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() >= 4;
    if let Some(root) = ["iert", "ier", "i"].iter().find_map(|end| stem.strip_suffix(end)).filter(long) {
        return root;
    }
    let Some(root) = stem.strip_suffix('t').filter(long) else {
        return stem.strip_suffix('n').filter(|rest| rest.ends_with('l')).unwrap_or(stem);
    };
    root.strip_prefix("ge").filter(long).unwrap_or(root)
}

/// Strips the case vowel that the stemmer leaves, and hardens the consonant that it had softened.
fn turkish_root(stem: String) -> String {
    let mut root = stem;
    if root.chars().count() > 4 && root.ends_with(['ı', 'i', 'u', 'ü', 's']) {
        root.pop();
    }
    let hard = match root.chars().next_back() {
        Some('b') => 'p',
        Some('ğ') => 'k',
        Some('c') => 'ç',
        _ => return root,
    };
    root.pop();
    root.push(hard);
    root
}

/// Strips prefixes as long as a word of this locale is left, then the possessive suffix, then the ending.
fn hebrew_stem(name: &str, collection: &Collection) -> String {
    let is_word = |part: &str| part.chars().count() >= SHORTEST_HEBREW && collection.number(part).is_some();
    let mut rest = name;
    while let Some(shorter) = without_prefix(rest).find(|part| is_word(part)) {
        rest = shorter;
    }
    let owner = ["יך", "כם", "הם", "נו", "ך", "ו"];
    let owned = owner.iter().filter_map(|end| rest.strip_suffix(end)).map(with_final_letter);
    let rest = owned.into_iter().find(|part| is_word(part)).unwrap_or_else(|| rest.to_owned());
    let ending =
        ["ויות", "יות", "אות", "ותים", "ותי", "יים", "ים", "ות", "ייה", "יית", "ית", "יה", "ה", "ת", "י"];
    let stems = ending.iter().filter_map(|end| rest.strip_suffix(end));
    let stem = stems.into_iter().find(|stem| stem.chars().count() >= SHORTEST_HEBREW).unwrap_or(&rest);
    without_final_letter(stem)
}

const SHORTEST_HEBREW: usize = 3;

/// The word without all that may be a prefix or an ending.
fn hebrew_root(name: &str) -> String {
    let mut root = name;
    while let Some(shorter) =
        without_prefix(root).next().filter(|rest| rest.chars().count() >= SHORTEST_HEBREW)
    {
        root = shorter;
    }
    let ending = ["יות", "ים", "ות", "ית", "יה", "תי", "ה", "ת", "י", "ו", "ך", "ם", "ן"];
    let stems = ending.iter().filter_map(|end| root.strip_suffix(end));
    without_final_letter(
        stems.into_iter().find(|stem| stem.chars().count() >= SHORTEST_HEBREW).unwrap_or(root),
    )
}

/// The rest of a word after one, two or three prefix letters.
fn without_prefix(word: &str) -> impl Iterator<Item = &str> {
    let prefix = word.chars().take(3).take_while(|c| "ושהבכלמ".contains(*c)).count();
    (1..=prefix).filter_map(move |count| word.char_indices().nth(count).map(|(at, _)| &word[at..]))
}

/// Letters with another form at the end of a word.
const FINAL_LETTERS: [(char, char); 5] = [('כ', 'ך'), ('מ', 'ם'), ('נ', 'ן'), ('פ', 'ף'), ('צ', 'ץ')];

fn with_final_letter(word: &str) -> String {
    let pair = FINAL_LETTERS.iter().find(|(usual, _)| word.ends_with(*usual));
    pair.map_or_else(|| word.to_owned(), |(usual, last)| format!("{}{last}", word.trim_end_matches(*usual)))
}

fn without_final_letter(word: &str) -> String {
    let pair = FINAL_LETTERS.iter().find(|(_, last)| word.ends_with(*last));
    pair.map_or_else(|| word.to_owned(), |(usual, last)| format!("{}{usual}", word.trim_end_matches(*last)))
}

/// Strips particles and the forms of the auxiliary verb that turns a noun into a verb.
fn korean_stem(name: &str) -> &str {
    let mut ends = name.char_indices().skip(SHORTEST_KOREAN_STEM).map(|(at, _)| at);
    ends.find(|at| is_korean_ending(&name[*at..])).map_or(name, |at| &name[..at])
}

const SHORTEST_KOREAN_STEM: usize = 2;

fn is_korean_ending(end: &str) -> bool {
    let end = end.strip_prefix('들').unwrap_or(end);
    let long = ["에서", "에게", "으로", "까지", "부터", "처럼", "보다", "이나", "이란", "라는", "에", "로"];
    let rest = long.iter().find_map(|particle| end.strip_prefix(particle)).unwrap_or(end);
    if ["", "은", "는", "이", "가", "을", "를", "의", "와", "과", "도", "만"].contains(&rest) {
        return true;
    }
    let mut letters = end.chars();
    let (first, rest) = (letters.next().unwrap_or(' '), letters.as_str());
    let next = rest.chars().next();
    match first {
        '하' | '되' => next.is_none_or(|c| "기고는어여면려도지세십시었였던게며".contains(c)),
        '해' => next.is_some_and(|c| "서야도주".contains(c)),
        '합' | '됩' | '했' | '됐' => next.is_some(),
        '할' | '한' | '된' | '될' => next.is_none(),
        _ => false,
    }
}

/// The stem in a language without a stemmer: the word without its last letters.
fn common_stem(name: &str) -> String {
    let length = name.chars().count();
    let kept = if length <= 4 { length } else { (length * 2 / 3).max(4) };
    name.chars().take(kept).collect()
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

/// For each term, the words of this locale that it is a compound of, ascending.
pub(super) fn parts(language: &str, collection: &Collection, frequencies: &[u32]) -> Vec<Vec<TermId>> {
    let mut found = vec![Vec::new(); collection.terms.len()];
    let Some(links) = tables::linking_letters(language) else {
        return found;
    };
    for (number, term) in collection.terms.iter().enumerate() {
        if term.kind == TermKind::Word && term.name.len() >= SHORTEST_COMPOUND {
            found[number] = split(&term.name, links, collection, frequencies);
        }
    }
    found
}

const SHORTEST_COMPOUND: usize = 7;

/// The shortest part of a compound, in bytes; shorter ones are mostly endings.
const SHORTEST_PART: usize = 3;

fn split(name: &str, links: &[&str], collection: &Collection, frequencies: &[u32]) -> Vec<TermId> {
    let word = |part: &str, least: usize| {
        let known = (part.len() >= least).then(|| collection.number(part)).flatten();
        known.filter(|number| frequencies[*number as usize] >= 2)
    };
    let mut parts = Vec::new();
    for (at, _) in name.char_indices().skip(SHORTEST_PART) {
        let (head, tail) = name.split_at(at);
        let tail_word = word(tail, SHORTEST_PART);
        let stems = links
            .iter()
            .filter_map(|link| head.strip_suffix(link))
            .filter_map(|stem| word(stem, SHORTEST_PART));
        let before = parts.len();
        if let Some(tail_word) = tail_word {
            parts.extend(stems);
            if parts.len() > before || tail.len() >= LONG_PART {
                parts.push(tail_word);
            }
        } else if head.len() >= LONG_PART {
            parts.extend(word(head, LONG_PART));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// A part of at least this many bytes counts even where the rest is no word.
const LONG_PART: usize = 5;
