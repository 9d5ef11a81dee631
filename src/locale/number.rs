//! Owns the shape of a number before its digits are formatted: rounding, padding, percent.

use fixed_decimal::Decimal;

/// How a number is displayed; the names are those of Fluent's `NUMBER()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberOptions {
    /// Shows a fraction of one in hundredths: 0.5 as 50 %.
    pub percent: bool,
    /// Separates thousands.
    pub grouping: bool,
    /// Pads with leading zeros up to here.
    pub minimum_integer_digits: usize,
    /// Pads with trailing zeros up to here.
    pub minimum_fraction_digits: usize,
    /// Rounds after so many; by default three, and none of a percentage.
    pub maximum_fraction_digits: Option<usize>,
    /// Pads to so many digits from the first that is not zero; goes before the fraction digits.
    pub minimum_significant_digits: Option<usize>,
    /// Rounds to so many digits from the first that is not zero; goes before the fraction digits.
    pub maximum_significant_digits: Option<usize>,
}

impl Default for NumberOptions {
    fn default() -> Self {
        Self {
            percent: false,
            grouping: true,
            minimum_integer_digits: 1,
            minimum_fraction_digits: 0,
            maximum_fraction_digits: None,
            minimum_significant_digits: None,
            maximum_significant_digits: None,
        }
    }
}

/// The digits to format, which the plural rules use as well; `None` for infinity and NaN.
pub(super) fn decimal(value: f64, options: &NumberOptions) -> Option<Decimal> {
    // `Display` never writes an exponent, and writes the shortest digits that stand for this number.
    let mut decimal = Decimal::try_from_str(&value.to_string()).ok()?;
    if options.percent {
        decimal.absolute.multiply_pow10(2);
    }
    if options.minimum_significant_digits.is_some() || options.maximum_significant_digits.is_some() {
        fit_significant(&mut decimal, options);
    } else {
        fit_fraction(&mut decimal, options);
    }
    decimal.absolute.pad_start(position(options.minimum_integer_digits));
    Some(decimal)
}

fn fit_fraction(decimal: &mut Decimal, options: &NumberOptions) {
    let usual = if options.percent { 0 } else { 3 };
    let minimum = options.minimum_fraction_digits;
    let maximum = options.maximum_fraction_digits.unwrap_or(usual).max(minimum);
    decimal.round(-position(maximum));
    decimal.absolute.trim_end();
    decimal.absolute.pad_end(-position(minimum));
}

fn fit_significant(decimal: &mut Decimal, options: &NumberOptions) {
    if let Some(maximum) = options.maximum_significant_digits {
        let last = decimal.absolute.nonzero_magnitude_start().saturating_add(1) - position(maximum.max(1));
        decimal.round(last);
    }
    decimal.absolute.trim_end();
    if let Some(minimum) = options.minimum_significant_digits {
        let last = decimal.absolute.nonzero_magnitude_start().saturating_add(1) - position(minimum.max(1));
        decimal.absolute.pad_end(last.min(0));
    }
}

/// A count of digits as a place in the number. A hundred is more than any number has; the bound keeps a catalog from
/// producing a page of zeros.
fn position(digits: usize) -> i16 {
    i16::try_from(digits.min(100)).unwrap_or(100)
}
