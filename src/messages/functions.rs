//! Owns the functions that messages call and the formatting of their values: Fluent's builtins with the locale's own data.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::bundle::FluentBundle;
use fluent_bundle::types::{
    FluentNumber, FluentNumberOptions, FluentNumberStyle, FluentNumberType, FluentType,
};
use fluent_bundle::{FluentArgs, FluentValue};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::locale::{CalendarDate, DateStyle, Formats, Locale, NumberOptions};
use crate::parse::strings::SELECT_FUNCTION;

/// Adds the functions of its locale to a bundle, and formats bare numbers as the locale does.
pub(crate) fn install<R>(bundle: &mut FluentBundle<R, IntlLangMemoizer>, formats: &Arc<Formats>) {
    bundle.set_formatter(Some(format_number));
    let dates = formats.clone();
    let selects = formats.clone();
    // Adding fails only where the bundle already has a function of that name.
    let _ = bundle.add_function("NUMBER", number);
    let _ = bundle.add_function("DATETIME", move |positional, named| date(positional, named, &dates));
    let _ = bundle.add_function(SELECT_FUNCTION, move |positional, _| select(positional, &selects));
}

/// The locale as Fluent names it.
pub(crate) fn language_of(locale: &Locale) -> Option<LanguageIdentifier> {
    let parts: Vec<&str> = locale.tag().split('-').take_while(|part| part.len() > 1).collect();
    parts.join("-").parse().ok()
}

/// A function cannot report an error, so a misused one leaves a mark in the text, and this finds it.
pub(crate) fn misuse(text: &str) -> Option<String> {
    let (mark, needs) = MISUSES.iter().find(|(mark, _)| text.contains(mark))?;
    Some(format!("{} needs a {needs}", mark.trim_matches(['{', '}'])))
}

const MISUSES: [(&str, &str); 2] = [("{NUMBER()}", "number"), ("{DATETIME()}", "date")];

fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs) -> FluentValue<'a> {
    match positional.first() {
        Some(FluentValue::Number(given)) => {
            let mut displayed = given.clone();
            displayed.options.merge(named);
            // Fluent's own code supports `useGrouping: "false"` only.
            if let Some(FluentValue::Number(grouping)) = named.get("useGrouping") {
                displayed.options.use_grouping = grouping.value != 0.0;
            }
            FluentValue::Number(displayed)
        }
        // The missing variable is an error already.
        Some(FluentValue::Error) => FluentValue::Error,
        _ => FluentValue::from(MISUSES[0].0),
    }
}

fn date<'a>(positional: &[FluentValue<'a>], named: &FluentArgs, formats: &Formats) -> FluentValue<'a> {
    let Some(FluentValue::Custom(custom)) = positional.first() else {
        let failed = matches!(positional.first(), Some(FluentValue::Error));
        return if failed { FluentValue::Error } else { FluentValue::from(MISUSES[1].0) };
    };
    let Some(displayed) = custom.as_ref().as_any().downcast_ref::<DisplayDate>() else {
        return FluentValue::Error;
    };
    let style = match named.get("dateStyle") {
        Some(FluentValue::String(name)) => style_of(name),
        _ => DateStyle::default(),
    };
    FluentValue::from(formats.date_in(displayed.date, style))
}

fn style_of(name: &str) -> DateStyle {
    match name {
        "full" => DateStyle::Full,
        "medium" => DateStyle::Medium,
        "short" => DateStyle::Short,
        _ => DateStyle::Long,
    }
}

/// The variant to display: `v` and the position of the first key that matches, or an empty string, which matches no variant, so that
/// the default is displayed.
fn select<'a>(positional: &[FluentValue<'a>], formats: &Formats) -> FluentValue<'a> {
    let Some((selector, keys)) = positional.split_first() else { return FluentValue::Error };
    let position = match selector {
        FluentValue::String(text) => position(keys, |key| key == text),
        FluentValue::Number(number) => {
            let category = category_of(number, formats);
            position(keys, |key| {
                key == category || key.parse::<f64>().is_ok_and(|value| value == number.value)
            })
        }
        _ => None,
    };
    FluentValue::from(position.map_or_else(String::new, |position| format!("v{position}")))
}

fn position(keys: &[FluentValue], fits: impl Fn(&str) -> bool) -> Option<usize> {
    keys.iter().position(|key| matches!(key, FluentValue::String(key) if fits(key)))
}

fn category_of(number: &FluentNumber, formats: &Formats) -> &'static str {
    let ordinal = number.options.r#type == FluentNumberType::Ordinal;
    formats.plural_with(number.value, ordinal, &options_of(&number.options))
}

fn options_of(options: &FluentNumberOptions) -> NumberOptions {
    NumberOptions {
        percent: options.style == FluentNumberStyle::Percent,
        grouping: options.use_grouping,
        minimum_integer_digits: options.minimum_integer_digits.unwrap_or(1),
        minimum_fraction_digits: options.minimum_fraction_digits.unwrap_or(0),
        maximum_fraction_digits: options.maximum_fraction_digits,
        minimum_significant_digits: options.minimum_significant_digits,
        maximum_significant_digits: options.maximum_significant_digits,
    }
}

/// Formats a number wherever a message displays one.
fn format_number(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let format = |cached: &CachedFormats| cached.0.number_with(number.value, &options_of(&number.options));
    // Never `None`: Fluent's own formatting would pad to any length that a message requests.
    let formatted = memoizer.with_try_get::<CachedFormats, _, _>((), format);
    Some(formatted.unwrap_or_else(|()| number.value.to_string()))
}

/// The formats of bare numbers, cached in a bundle's memoizer: Fluent passes its formatter nothing else.
struct CachedFormats(Formats);

impl Memoizable for CachedFormats {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Locale::parse(&language.to_string()).map(|locale| CachedFormats(Formats::new(&locale))).ok_or(())
    }
}

/// A date among a message's values: displayed in the long style, unless `DATETIME()` requests another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DisplayDate {
    date: CalendarDate,
    text: String,
}

impl DisplayDate {
    /// A date, formatted in the long style.
    pub(crate) fn new(date: CalendarDate, formats: &Formats) -> DisplayDate {
        DisplayDate { date, text: formats.date(date) }
    }
}

impl FluentType for DisplayDate {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.text.clone())
    }

    fn as_string_threadsafe(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        Cow::Owned(self.text.clone())
    }
}
