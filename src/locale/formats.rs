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
use icu_plurals::{PluralCategory, PluralRules};

use super::index::{self, Alphabet};
use super::number::{self, NumberOptions};
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
    cardinal: OnceLock<Option<PluralRules>>,
    ordinal: OnceLock<Option<PluralRules>>,
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

    fn date_format(&self, style: DateStyle) -> Option<DateFormat> {
        let preferences = self.locale.icu().into();
        let fields = match style {
            DateStyle::Full => {
                let format = DateTimeFormatter::try_new(preferences, YMDE::long()).ok()?;
                return Some(DateFormat::WithWeekday(format));
            }
            DateStyle::Long => YMD::long(),
            DateStyle::Medium => YMD::medium(),
            DateStyle::Short => YMD::short(),
        };
        DateTimeFormatter::try_new(preferences, fields).ok().map(DateFormat::Plain)
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
            DecimalFormatter::try_new(self.locale.icu().into(), options).ok()
        });
        format.as_ref().map_or_else(|| decimal.to_string(), |format| format.format(decimal).to_string())
    }

    /// The plural category of a number (`one`, `few`, …), or of a rank where `ordinal`.
    #[cfg(test)]
    pub fn plural(&self, value: f64, ordinal: bool) -> &'static str {
        self.plural_with(value, ordinal, &NumberOptions::default())
    }

    /// The plural category of a number as it is displayed: in English "1 star", but "1.0 stars".
    pub(crate) fn plural_with(&self, value: f64, ordinal: bool, options: &NumberOptions) -> &'static str {
        let preferences = self.locale.icu();
        let rules = if ordinal {
            self.ordinal.get_or_init(|| PluralRules::try_new_ordinal(preferences.into()).ok())
        } else {
            self.cardinal.get_or_init(|| PluralRules::try_new_cardinal(preferences.into()).ok())
        };
        match (rules, number::decimal(value, options)) {
            (Some(rules), Some(decimal)) => category_name(rules.category_for(&decimal)),
            _ => "other",
        }
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
        ('\u{0660}'..='\u{0669}', "ar") => format!("{digits}\u{66A}\u{61C}"),
        ('\u{0660}'..='\u{0669}', _) => format!("{digits}\u{66A}"),
        ('\u{06F0}'..='\u{06F9}', "fa") => format!("{digits}\u{66A}"),
        (_, "ar") => format!("{digits}\u{200E}%\u{200E}"),
        (_, "tr") => format!("%{digits}"),
        (_, "eu") => format!("%\u{A0}{digits}"),
        (_, language) if SPACED_PERCENT.contains(&language) && !UNSPACED_PERCENT.contains(&locale.tag()) => {
            format!("{digits}\u{A0}%")
        }
        // Spanish parts the sign in Spain, and nowhere in the Americas.
        (_, "es") if matches!(locale.tag(), "es" | "es-ES") => format!("{digits}\u{A0}%"),
        _ => format!("{digits}%"),
    }
}

const SPACED_PERCENT: [&str; 27] = [
    "be", "ca", "cs", "da", "de", "dsb", "fi", "fo", "fr", "gl", "hr", "hsb", "lb", "lt", "mk", "nb", "nds",
    "nn", "no", "rm", "ro", "ru", "se", "sk", "sl", "smn", "sv",
];
const UNSPACED_PERCENT: [&str; 3] = ["de-CH", "de-LI", "fr-CH"];
