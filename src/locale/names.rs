//! Owns autonyms: what each language calls itself in a language menu.

use std::collections::{HashMap, HashSet};

use icu_locale::LanguageIdentifier;
use icu_locale::names::{DisplayNamesPreferences, LanguageIdentifierDisplayName};
use icu_locale::subtags::Language;
use writeable::TryWriteable;

use super::Locale;

/// The menu names of the locales of one site, in their order. A locale that is alone with its language shows just that;
/// several in one language show their script if that distinguishes them, else their region.
pub(crate) fn autonyms(locales: &[Locale]) -> Vec<String> {
    let groups = by_language(locales);
    locales.iter().map(|locale| name_among(locale, &groups[&locale.id().language])).collect()
}

pub(super) fn autonym(locale: &Locale) -> String {
    name_among(locale, &[locale])
}

/// The locales of a list that share a language.
fn by_language(locales: &[Locale]) -> HashMap<Language, Vec<&Locale>> {
    let mut groups: HashMap<Language, Vec<&Locale>> = HashMap::new();
    for locale in locales {
        groups.entry(locale.id().language).or_default().push(locale);
    }
    groups
}

fn name_among(locale: &Locale, group: &[&Locale]) -> String {
    let scripts: HashSet<&str> = group.iter().map(|other| other.likely_script()).collect();
    let same_script = group.iter().filter(|other| other.likely_script() == locale.likely_script()).count();
    let id = LanguageIdentifier {
        script: if scripts.len() > 1 { locale.likely().script } else { locale.id().script },
        region: if same_script > 1 { locale.id().region } else { None },
        variants: Default::default(),
        language: locale.id().language,
    };
    let name = pseudo_name(locale.tag()).or_else(|| known_name(&id)).or_else(|| cldr_name(locale, &id));
    name.map_or_else(|| locale.tag().to_owned(), |name| capitalised(&name))
}

fn cldr_name(locale: &Locale, id: &LanguageIdentifier) -> Option<String> {
    let preferences = DisplayNamesPreferences::from(locale.icu());
    let name =
        LanguageIdentifierDisplayName::try_new_tiny(preferences, id.clone(), Default::default()).ok()?;
    // An error here means that a part of the name is a bare subtag, which reads worse than the tag itself.
    name.as_borrowed().try_write_to_string().ok().map(|text| text.into_owned())
}

/// The names of pseudo-locales, which are for tests only.
fn pseudo_name(tag: &str) -> Option<String> {
    let name = match tag {
        "en-XA" => "⟦Åççééñţééð⟧",
        "ar-XB" => "\u{200f}\u{202e}Mirrored\u{202c}\u{200f}",
        _ => return None,
    };
    Some(name.to_owned())
}

/// Names that CLDR's compact data lacks, and Chinese, whose menus say "Simplified Chinese" in one word.
fn known_name(id: &LanguageIdentifier) -> Option<String> {
    let region = id.region.as_ref().map_or("", |region| region.as_str());
    let script = id.script.as_ref().map_or("", |script| script.as_str());
    if id.language.as_str() == "zh" {
        return Some(chinese_name(id, region));
    }
    let name = match (id.language.as_str(), script, region) {
        ("dv", _, "") => "ދިވެހި",
        ("yi", _, "") => "ייִדיש",
        ("zgh", _, "") => "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        ("pa", "Arab", "") => "پنجابی",
        ("az", "Arab", "") => "آذربایجان",
        ("es", "" | "Latn", "419") => "español (Latinoamérica)",
        _ => return None,
    };
    Some(name.to_owned())
}

fn chinese_name(id: &LanguageIdentifier, region: &str) -> String {
    let traditional = Locale::of_id(id.clone()).likely_script() == "Hant";
    let language = if traditional { "繁體中文" } else { "简体中文" };
    match (region, traditional) {
        ("CN", _) => format!("{language}（中国）"),
        ("HK", _) => format!("{language}（香港）"),
        ("MO", true) => format!("{language}（澳門）"),
        ("MO", false) => format!("{language}（澳门）"),
        ("MY", _) => format!("{language}（马来西亚）"),
        ("SG", _) => format!("{language}（新加坡）"),
        ("TW", _) => format!("{language}（台灣）"),
        _ => language.to_owned(),
    }
}

/// CLDR gives names as they stand in running text, where many languages write them small; a menu entry begins with a
/// capital. Names that carry a capital further on (`isiZulu`) are spelt on purpose, and Georgian has no capitals in text.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let word = name.split(' ').next().unwrap_or(name);
    if word.chars().any(char::is_uppercase) || ('\u{10D0}'..='\u{10FF}').contains(&first) {
        return name.to_owned();
    }
    first.to_uppercase().chain(letters).collect()
}
