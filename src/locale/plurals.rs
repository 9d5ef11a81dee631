//! Owns plural categories: ICU's rules by language, and CLDR's rules of languages that ICU's data leaves out.

use fixed_decimal::Decimal;
use icu_locale::{LanguageIdentifier, LocaleFallbacker};
use icu_plurals::{PluralCategory, PluralRules};

use super::Locale;
use super::chain::family;

/// What is counted: things, or places in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberUse {
    Cardinal,
    Ordinal,
}

/// The plural rules of one locale.
#[derive(Debug)]
pub(super) enum Plurals {
    Icu(PluralRules),
    Table(TableRule),
}

/// The category of a number in a language that ICU's data leaves out.
type TableRule = fn(&Shown) -> PluralCategory;

impl Plurals {
    /// The rules of a locale. CLDR gives plurals by language, but ICU's chain of parents leads from a script that is not the
    /// language's main one to the root, which knows `other` alone: then the language is looked up without its script, and
    /// without its region.
    pub(super) fn new(locale: &Locale, counting: NumberUse) -> Option<Plurals> {
        let steps = [locale.id().clone(), without_script(locale.id()), bare(locale.id())];
        let mut rules = None;
        for step in steps.into_iter().filter(keeps_language) {
            rules = icu_rules(&step, counting);
            if rules.as_ref().is_some_and(|rules| rules.categories().count() > 1) {
                return rules.map(Plurals::Icu);
            }
        }
        let table = table_rule(locale.language(), counting).map(Plurals::Table);
        table.or(rules.map(Plurals::Icu))
    }

    /// The category of a number with its visible decimals.
    pub(super) fn category(&self, number: &Decimal) -> PluralCategory {
        match self {
            Plurals::Icu(rules) => rules.category_for(number),
            Plurals::Table(rule) => rule(&Shown::of(number)),
        }
    }

    /// All categories that some number has.
    pub(super) fn categories(&self) -> Vec<PluralCategory> {
        match self {
            Plurals::Icu(rules) => rules.categories().collect(),
            Plurals::Table(rule) => {
                CATEGORIES.into_iter().filter(|category| occurs(*rule, *category)).collect()
            }
        }
    }
}

/// Whether the parents of a tag stay in its language: Hindi in Latin letters takes after English in all but its plurals.
fn keeps_language(id: &LanguageIdentifier) -> bool {
    let locale = icu_locale::Locale::from(id.clone());
    let mut parents = LocaleFallbacker::new().for_config(Default::default()).fallback_for((&locale).into());
    while !parents.get().is_unknown() {
        if family(parents.get().language.as_str()) != family(id.language.as_str()) {
            return false;
        }
        parents.step();
    }
    true
}

fn icu_rules(id: &LanguageIdentifier, counting: NumberUse) -> Option<PluralRules> {
    let preferences = icu_locale::Locale::from(id.clone()).into();
    match counting {
        NumberUse::Cardinal => PluralRules::try_new_cardinal(preferences).ok(),
        NumberUse::Ordinal => PluralRules::try_new_ordinal(preferences).ok(),
    }
}

fn without_script(id: &LanguageIdentifier) -> LanguageIdentifier {
    LanguageIdentifier { script: None, variants: Default::default(), ..id.clone() }
}

fn bare(id: &LanguageIdentifier) -> LanguageIdentifier {
    LanguageIdentifier { region: None, ..without_script(id) }
}

/// A number as CLDR's rules see it.
pub(super) struct Shown {
    /// The digits before the decimal mark; of a very long number the last ones, which are all that a rule looks at.
    whole: u64,
    /// Whether it has visible decimals.
    has_decimals: bool,
    /// Whether those are all zeros, so that the number is a whole one.
    is_whole: bool,
}

impl Shown {
    fn of(number: &Decimal) -> Shown {
        let magnitudes = number.absolute.magnitude_range();
        let (least, most) = (*magnitudes.start(), *magnitudes.end());
        let digits = (0..=most.min(17)).rev();
        let whole = digits.fold(0, |whole, at| whole * 10 + u64::from(number.absolute.digit_at(at)));
        let is_whole = (least..0).all(|at| number.absolute.digit_at(at) == 0);
        // A number too long to be held must not be taken for a small one.
        let whole = if most > 17 { whole + 1_000_000_000_000_000_000 } else { whole };
        Shown { whole, has_decimals: least < 0, is_whole }
    }

    /// Whether it is a whole number of some kind; decimals that are zeros do not count.
    fn is(&self, fits: impl Fn(u64) -> bool) -> bool {
        self.is_whole && fits(self.whole)
    }
}

/// In the order in which ICU lists them.
const CATEGORIES: [PluralCategory; 6] = [
    PluralCategory::Zero,
    PluralCategory::One,
    PluralCategory::Two,
    PluralCategory::Few,
    PluralCategory::Many,
    PluralCategory::Other,
];

fn occurs(rule: TableRule, category: PluralCategory) -> bool {
    let fractions = [Shown { whole: 0, has_decimals: true, is_whole: false }];
    let whole = (0..=200).map(|whole| Shown { whole, has_decimals: false, is_whole: true });
    whole.chain(fractions).any(|number| rule(&number) == category)
}

fn table_rule(language: &str, counting: NumberUse) -> Option<TableRule> {
    if counting == NumberUse::Ordinal {
        return (language == "kw").then_some(cornish_rank as TableRule);
    }
    Some(match language {
        "asa" | "bal" | "bem" | "bez" | "ce" | "cgg" | "fur" | "gsw" | "haw" | "jgo" | "jmc" | "kaj"
        | "kcg" | "kkj" | "kl" | "ksb" | "lg" | "mas" | "mgo" | "nah" | "nd" | "nnh" | "nr" | "ny"
        | "nyn" | "os" | "pap" | "rof" | "rwk" | "saq" | "sdh" | "seh" | "sn" | "ss" | "ssy" | "teo"
        | "tig" | "ts" | "ve" | "vo" | "vun" | "wae" | "xog" => one,
        "io" | "yi" => one_without_decimals,
        "bho" | "csw" | "guw" | "ln" | "mg" | "wa" => zero_or_one,
        "ff" | "kab" => below_two,
        "iu" | "naq" | "se" | "sma" | "smi" | "smj" | "smn" | "sms" => one_or_two,
        "ars" => arabic,
        "gv" => manx,
        "kw" => cornish,
        "lag" => langi,
        "shi" => tachelhit,
        "tzm" => tamazight,
        _ => return None,
    })
}

fn one(number: &Shown) -> PluralCategory {
    if number.is(|n| n == 1) { PluralCategory::One } else { PluralCategory::Other }
}

fn one_without_decimals(number: &Shown) -> PluralCategory {
    if number.whole == 1 && !number.has_decimals { PluralCategory::One } else { PluralCategory::Other }
}

fn zero_or_one(number: &Shown) -> PluralCategory {
    if number.is(|n| n <= 1) { PluralCategory::One } else { PluralCategory::Other }
}

fn below_two(number: &Shown) -> PluralCategory {
    if number.whole <= 1 { PluralCategory::One } else { PluralCategory::Other }
}

fn one_or_two(number: &Shown) -> PluralCategory {
    match number.whole {
        1 if number.is_whole => PluralCategory::One,
        2 if number.is_whole => PluralCategory::Two,
        _ => PluralCategory::Other,
    }
}

fn arabic(number: &Shown) -> PluralCategory {
    match (number.whole, number.whole % 100) {
        _ if !number.is_whole => PluralCategory::Other,
        (0, _) => PluralCategory::Zero,
        (1, _) => PluralCategory::One,
        (2, _) => PluralCategory::Two,
        (_, 3..=10) => PluralCategory::Few,
        (_, 11..=99) => PluralCategory::Many,
        _ => PluralCategory::Other,
    }
}

fn manx(number: &Shown) -> PluralCategory {
    match (number.whole % 10, number.whole % 100) {
        _ if number.has_decimals => PluralCategory::Many,
        (1, _) => PluralCategory::One,
        (2, _) => PluralCategory::Two,
        (_, 0 | 20 | 40 | 60 | 80) => PluralCategory::Few,
        _ => PluralCategory::Other,
    }
}

fn cornish(number: &Shown) -> PluralCategory {
    let n = number.whole;
    let thousands =
        n.is_multiple_of(1_000) && matches!(n % 100_000, 1_000..=20_000 | 40_000 | 60_000 | 80_000);
    match n % 100 {
        _ if !number.is_whole => PluralCategory::Other,
        _ if n == 0 => PluralCategory::Zero,
        _ if n == 1 => PluralCategory::One,
        2 | 22 | 42 | 62 | 82 => PluralCategory::Two,
        _ if thousands || n % 1_000_000 == 100_000 => PluralCategory::Two,
        3 | 23 | 43 | 63 | 83 => PluralCategory::Few,
        1 | 21 | 41 | 61 | 81 => PluralCategory::Many,
        _ => PluralCategory::Other,
    }
}

fn cornish_rank(number: &Shown) -> PluralCategory {
    match number.whole % 100 {
        _ if !number.is_whole => PluralCategory::Other,
        1..=4 | 21..=24 | 41..=44 | 61..=64 | 81..=84 => PluralCategory::One,
        5 => PluralCategory::Many,
        _ => PluralCategory::Other,
    }
}

fn langi(number: &Shown) -> PluralCategory {
    match number.whole {
        0 if number.is_whole => PluralCategory::Zero,
        0 | 1 => PluralCategory::One,
        _ => PluralCategory::Other,
    }
}

fn tachelhit(number: &Shown) -> PluralCategory {
    match number.whole {
        0 => PluralCategory::One,
        1 if number.is_whole => PluralCategory::One,
        2..=10 if number.is_whole => PluralCategory::Few,
        _ => PluralCategory::Other,
    }
}

fn tamazight(number: &Shown) -> PluralCategory {
    let is_one = number.is(|n| n <= 1 || (11..=99).contains(&n));
    if is_one { PluralCategory::One } else { PluralCategory::Other }
}
