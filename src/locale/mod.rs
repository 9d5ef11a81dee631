//! Owns locales and everything that depends on their data, which comes from ICU.

mod chain;
mod date;
mod formats;
mod index;
mod names;
mod number;
mod plurals;

pub(crate) use self::chain::{accepted_tags, default_chain, foreign_script_tags, nearest_available};
pub(crate) use self::date::CalendarDate;
pub(crate) use self::formats::{DateStyle, Formats};
pub(crate) use self::names::autonyms;
pub(crate) use self::number::NumberOptions;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use icu_locale::{LanguageIdentifier, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

/// The direction that a text is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub(crate) fn html(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A locale in canonical form. Cheap to clone; compared, ordered and hashed by its tag.
#[derive(Clone)]
pub(crate) struct Locale(Arc<LocaleData>);

struct LocaleData {
    tag: String,
    icu: icu_locale::Locale,
    /// The identifier with its likely script and region filled in: what two spellings of one locale share.
    likely: LanguageIdentifier,
    direction: Direction,
}

impl Default for Locale {
    /// `und`: a language that is not known.
    fn default() -> Self {
        Locale::of_id(LanguageIdentifier::UNKNOWN)
    }
}

impl Locale {
    /// Reads a BCP 47 tag in any case, with `-` or `_`, and canonicalises it: `da_dk` is `da-DK`, `iw` is `he`, `sh` is
    /// `sr-Latn`, `en-UK` is `en-GB`. `None` where the text is no tag, or names no language (`und`).
    pub(crate) fn parse(text: &str) -> Option<Locale> {
        let mut icu = icu_locale::Locale::try_from_str(&text.replace('_', "-")).ok()?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut icu);
        (!icu.id.language.is_unknown()).then(|| Locale::of(icu))
    }

    fn of(icu: icu_locale::Locale) -> Locale {
        let mut likely = icu.id.clone();
        LocaleExpander::new_extended().maximize(&mut likely);
        let rtl = LocaleDirectionality::new_extended().is_right_to_left(&icu.id);
        let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
        Locale(Arc::new(LocaleData { tag: icu.to_string(), icu, likely, direction }))
    }

    fn of_id(id: LanguageIdentifier) -> Locale {
        Locale::of(icu_locale::Locale::from(id))
    }

    /// The canonical BCP 47 tag.
    pub(crate) fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The tag as addresses carry it: in lower case.
    pub(crate) fn url_segment(&self) -> String {
        self.0.tag.to_ascii_lowercase()
    }

    /// The language subtag, such as `da`.
    pub(crate) fn language(&self) -> &str {
        self.0.icu.id.language.as_str()
    }

    /// The ISO 15924 code of the script that the locale is most likely written in, such as `Latn`; empty where CLDR
    /// does not know it.
    pub(crate) fn likely_script(&self) -> &str {
        self.0.likely.script.as_ref().map_or("", |script| script.as_str())
    }

    /// The direction of that script.
    pub(crate) fn direction(&self) -> Direction {
        self.0.direction
    }

    /// The language's name for itself, without its region, spelt as a menu entry: `Dansk`, `日本語`, `Srpski (latinica)`.
    /// Where several locales of a site share a language, [`autonyms`] distinguishes them.
    pub(crate) fn autonym(&self) -> String {
        names::autonym(self)
    }

    fn icu(&self) -> &icu_locale::Locale {
        &self.0.icu
    }

    fn id(&self) -> &LanguageIdentifier {
        &self.0.icu.id
    }

    fn likely(&self) -> &LanguageIdentifier {
        &self.0.likely
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.tag())
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Locale {}

impl PartialOrd for Locale {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Locale {
    fn cmp(&self, other: &Self) -> Ordering {
        self.tag().cmp(other.tag())
    }
}

impl Hash for Locale {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag().hash(state);
    }
}

#[cfg(test)]
mod tests;
