//! Owns formatting for one locale: dates, numbers, lists, plural categories and order.

use std::cmp::Ordering;
use std::sync::OnceLock;

use fixed_decimal::Decimal;
use icu_calendar::{Date, Iso};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale::LanguageIdentifier;
use icu_locale::subtags::Language;
use icu_plurals::PluralCategory;

use super::index::{self, Alphabet};
use super::number::{self, NumberOptions};
use super::plurals::{NumberUse, Plurals};
use super::{CalendarDate, Locale};

/// How much of a date is written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// With the day of the week.
    Full,
    /// With the month's name.
    #[default]
    Long,
    /// With the month's short name.
    Medium,
    /// In digits.
    Short,
}

/// Formats for one locale: build one a locale and share it between threads. Each part is made when first used and kept.
#[derive(Debug)]
pub(crate) struct Formats {
    locale: Locale,
    dates: [OnceLock<Option<DateFormat>>; 4],
    grouped: OnceLock<Option<DecimalFormatter>>,
    plain: OnceLock<Option<DecimalFormatter>>,
    cardinal: OnceLock<Option<Plurals>>,
    ordinal: OnceLock<Option<Plurals>>,
    order: OnceLock<Option<CollatorBorrowed<'static>>>,
    alphabet: OnceLock<Option<Alphabet>>,
}

/// Formatters whose fields the compiler keeps apart: with and without the day of the week.
#[derive(Debug)]
enum DateFormat {
    WithWeekday(DateTimeFormatter<YMDE>),
    Plain(DateTimeFormatter<YMD>),
}

impl Formats {
    /// The formats of a locale. Costs nearly nothing: the data is loaded by the first use of each part.
    pub(crate) fn new(locale: &Locale) -> Formats {
        Formats {
            locale: locale.clone(),
            dates: Default::default(),
            grouped: OnceLock::new(),
            plain: OnceLock::new(),
            cardinal: OnceLock::new(),
            ordinal: OnceLock::new(),
            order: OnceLock::new(),
            alphabet: OnceLock::new(),
        }
    }

    /// A date written out, in the calendar and digits that CLDR gives the locale: `8. marts 2021`, `2021年3月8日`.
    pub(crate) fn date(&self, date: CalendarDate) -> String {
        self.date_in(date, DateStyle::default())
    }

    /// A date in a style.
    pub(crate) fn date_in(&self, date: CalendarDate, style: DateStyle) -> String {
        let Ok(day) = Date::try_new_iso(date.year().into(), date.month(), date.day()) else {
            return date.iso();
        };
        let format = self.dates[style as usize].get_or_init(|| self.date_format(style));
        format.as_ref().map_or_else(|| date.iso(), |format| format.render(&day))
    }

    /// The format of a style; `None` where ICU has no words for dates in this language and script, for a date in digits reads
    /// better than the root's `2021 M03 8`.
    fn date_format(&self, style: DateStyle) -> Option<DateFormat> {
        let own = date_format(self.locale.icu(), style)?;
        let root = date_format(&root_of(&self.locale), style);
        let sample = Date::try_new_iso(2021, 3, 8).ok()?;
        let has_words = root.is_none_or(|root| root.render(&sample) != own.render(&sample));
        has_words.then_some(own)
    }

    /// A number in the locale's digits and marks, rounded to three decimals.
    pub(crate) fn number(&self, value: f64) -> String {
        self.number_with(value, &NumberOptions::default())
    }

    /// A whole number.
    #[cfg(test)]
    pub fn integer(&self, value: u64) -> String {
        self.render(&Decimal::from(value), true)
    }

    /// A fraction of one as a whole percentage: 0.5 as `50 %`, `%50` or `٥٠٪`.
    #[cfg(test)]
    pub fn percent(&self, fraction: f64) -> String {
        self.number_with(fraction, &NumberOptions { percent: true, ..NumberOptions::default() })
    }

    /// A number, formatted with options. Infinity and NaN are written as Rust displays them.
    pub(crate) fn number_with(&self, value: f64, options: &NumberOptions) -> String {
        let Some(decimal) = number::decimal(value, options) else { return value.to_string() };
        let digits = self.render(&decimal, options.grouping);
        if options.percent { with_percent_sign(&self.locale, &digits) } else { digits }
    }

    fn render(&self, decimal: &Decimal, grouping: bool) -> String {
        let (cell, strategy) = if grouping {
            (&self.grouped, GroupingStrategy::Auto)
        } else {
            (&self.plain, GroupingStrategy::Never)
        };
        let format = cell.get_or_init(|| {
            let options = DecimalFormatterOptions::from(strategy);
            let own = || DecimalFormatter::try_new(self.locale.icu().into(), options).ok();
            self.number_format_of_language(options).or_else(own)
        });
        format.as_ref().map_or_else(|| decimal.to_string(), |format| format.format(decimal).to_string())
    }

    /// The format of the language, where the tag names a script that ICU has no data of: marks of numbers go by the language.
    fn number_format_of_language(&self, options: DecimalFormatterOptions) -> Option<DecimalFormatter> {
        let id = self.locale.id();
        if id.script.is_none() || self.has_data() {
            return None;
        }
        let language = icu_locale::Locale::from(LanguageIdentifier { script: None, ..id.clone() });
        DecimalFormatter::try_new((&language).into(), options).ok()
    }

    /// The plural category of a number (`one`, `few`, …), or of a rank where `ordinal`.
    #[cfg(test)]
    pub fn plural(&self, value: f64, ordinal: bool) -> &'static str {
        self.plural_with(value, ordinal, &NumberOptions::default())
    }

    /// The plural category of a number as it is displayed: in English "1 star", but "1.0 stars".
    pub(crate) fn plural_with(&self, value: f64, ordinal: bool, options: &NumberOptions) -> &'static str {
        match (self.plurals(ordinal), number::decimal(value, options)) {
            (Some(rules), Some(decimal)) => category_name(rules.category(&decimal)),
            _ => "other",
        }
    }

    /// The plural categories that numbers have in this locale, or ranks where `ordinal`.
    pub(crate) fn plural_categories(&self, ordinal: bool) -> Vec<&'static str> {
        self.plurals(ordinal).map_or_else(
            || vec!["other"],
            |rules| rules.categories().into_iter().map(category_name).collect(),
        )
    }

    /// Whether ICU has words of the language and script.
    pub(crate) fn has_data(&self) -> bool {
        self.date_format(DateStyle::Long).is_some()
    }

    fn plurals(&self, ordinal: bool) -> Option<&Plurals> {
        let (cell, counting) =
            if ordinal { (&self.ordinal, NumberUse::Ordinal) } else { (&self.cardinal, NumberUse::Cardinal) };
        cell.get_or_init(|| Plurals::new(&self.locale, counting)).as_ref()
    }

    /// The order of two titles: digits by their value, case and width ignored. Titles that differ in nothing else are put
    /// in a fixed order, so that lists come out the same on every run.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.order.get_or_init(|| collator(&self.locale, Strength::Secondary));
        let by_rule = order.as_ref().map_or(Ordering::Equal, |order| order.compare(a, b));
        by_rule.then_with(|| a.cmp(b))
    }

    /// The heading that a title stands below in an A–Z list: `A`, `Å`, `Ch`, `0–9`, `#`, `か`, `ㄱ`. Sort by
    /// [`Formats::compare`], then gather by heading in order of first appearance: in Simplified Chinese the `A` of
    /// pinyin and the `A` of Latin words are one heading, though they sort apart.
    pub(crate) fn index_letter(&self, title: &str) -> String {
        let alphabet = self.alphabet.get_or_init(|| {
            collator(&self.locale, Strength::Primary).map(|letters| Alphabet::new(&self.locale, letters))
        });
        alphabet.as_ref().map_or_else(|| index::OTHERS.to_owned(), |alphabet| alphabet.heading(title))
    }
}

impl DateFormat {
    fn render(&self, day: &Date<Iso>) -> String {
        match self {
            DateFormat::WithWeekday(format) => format.format(day).to_string(),
            DateFormat::Plain(format) => format.format(day).to_string(),
        }
    }
}

fn date_format(locale: &icu_locale::Locale, style: DateStyle) -> Option<DateFormat> {
    let preferences = locale.into();
    let fields = match style {
        DateStyle::Full => {
            return DateTimeFormatter::try_new(preferences, YMDE::long()).ok().map(DateFormat::WithWeekday);
        }
        DateStyle::Long => YMD::long(),
        DateStyle::Medium => YMD::medium(),
        DateStyle::Short => YMD::short(),
    };
    DateTimeFormatter::try_new(preferences, fields).ok().map(DateFormat::Plain)
}

/// No language, in the region of a locale, which decides the calendar.
fn root_of(locale: &Locale) -> icu_locale::Locale {
    LanguageIdentifier {
        language: Language::UNKNOWN,
        script: None,
        region: locale.likely().region,
        variants: Default::default(),
    }
    .into()
}

fn collator(locale: &Locale, strength: Strength) -> Option<CollatorBorrowed<'static>> {
    let mut preferences = CollatorPreferences::from(locale.icu());
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    CollatorBorrowed::try_new(preferences, options).ok()
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// CLDR's percent patterns, which ICU4X does not carry yet. The sign follows the digits' script.
fn with_percent_sign(locale: &Locale, digits: &str) -> String {
    let last = digits.chars().next_back().unwrap_or('0');
    match (last, locale.language()) {
        ('\u{0660}'..='\u{0669}', "ar" | "sd") => format!("{digits}\u{66A}\u{61C}"),
        ('\u{0660}'..='\u{0669}', "ckb") => format!("{digits}\u{A0}\u{66A}"),
        ('\u{0660}'..='\u{0669}', _) => format!("{digits}\u{66A}"),
        ('\u{06F0}'..='\u{06F9}', "fa" | "ks" | "ps") => format!("{digits}\u{66A}"),
        (_, "ar") => format!("{digits}\u{200E}%\u{200E}"),
        (_, "ku" | "tr") => format!("%{digits}"),
        (_, "blo" | "eu") => format!("%\u{A0}{digits}"),
        _ if SPACED_REGIONS.contains(&locale.tag()) => format!("{digits}\u{A0}%"),
        (_, language) if SPACED_PERCENT.contains(&language) && !UNSPACED_PERCENT.contains(&locale.tag()) => {
            format!("{digits}\u{A0}%")
        }
        _ => format!("{digits}%"),
    }
}

const SPACED_PERCENT: [&str; 31] = [
    "be", "br", "ca", "ce", "cs", "cv", "da", "de", "dsb", "fi", "fo", "fr", "gl", "hr", "hsb", "ksh", "lb",
    "lt", "mk", "nb", "nds", "nn", "no", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk",
];
const UNSPACED_PERCENT: [&str; 3] = ["de-CH", "de-LI", "fr-CH"];
/// Spanish parts the sign in Spain, and nowhere in the Americas; English does where the other language of the country does.
const SPACED_REGIONS: [&str; 12] =
    ["en-AT", "en-DE", "en-DK", "en-FI", "en-NO", "en-SE", "es", "es-EA", "es-ES", "es-GQ", "es-IC", "es-PH"];
