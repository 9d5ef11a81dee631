//! Owns the validation of single values of `hexapla.toml`: one function for each kind of value, referenced by the fields.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

use super::accent::{Accent, Colour};
use super::patterns::PathPattern;
use super::{Popularity, short};

/// A check of one text: the value in its normal form, or what is wrong as the end of a sentence that begins with the key.
type Check<T> = fn(&str) -> Result<T, String>;

/// A kind of text: what a message calls it where another type stands in its place, and its check.
struct Text<T> {
    expected: &'static str,
    check: Check<T>,
}

impl<T> Clone for Text<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Text<T> {}

impl<'de, T> DeserializeSeed<'de> for Text<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let written = String::deserialize(deserializer).map_err(|_| must_be(self.expected))?;
        (self.check)(&written).map_err(D::Error::custom)
    }
}

/// A list of at least so many items of one kind.
#[derive(Clone, Copy)]
struct List<S> {
    expected: &'static str,
    at_least: usize,
    item: S,
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for List<S> {
    type Value = Vec<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for List<S> {
    type Value = Vec<S::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.item)? {
            list.push(item);
        }
        if list.len() < self.at_least { Err(must_be(self.expected)) } else { Ok(list) }
    }
}

fn must_be<E: Error>(expected: &str) -> E {
    E::custom(format_args!("must be {expected}"))
}

fn one<'de, D: Deserializer<'de>, V, T: From<V>>(
    deserializer: D,
    expected: &'static str,
    check: Check<V>,
) -> Result<T, D::Error> {
    Text { expected, check }.deserialize(deserializer).map(T::from)
}

fn many<'de, D: Deserializer<'de>, V, T: From<Vec<V>>>(
    deserializer: D,
    expected: &'static str,
    check: Check<V>,
) -> Result<T, D::Error> {
    let item = Text { expected, check };
    List { expected, at_least: 0, item }.deserialize(deserializer).map(T::from)
}

/// A text that is displayed.
pub(super) fn text<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a string in quotes", check_text)
}

/// An absolute http or https address.
pub(super) fn base_url<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "an http or https address in quotes", check_base_url)
}

/// A BCP 47 language tag.
pub(super) fn tag<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a language tag in quotes, such as \"da-DK\"", check_tag)
}

/// A list of BCP 47 language tags.
pub(super) fn tags<'de, D: Deserializer<'de>, T: From<Vec<String>>>(deserializer: D) -> Result<T, D::Error> {
    many(deserializer, "a list of language tags, such as [\"da-DK\", \"en-US\"]", check_tag)
}

/// A folder, relative to `hexapla.toml` or absolute.
pub(super) fn folder<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a folder in quotes", check_folder)
}

/// The plain name of one folder or key.
pub(super) fn name<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a plain name in quotes", check_name)
}

/// A colour: `#rgb` or `#rrggbb`, with the shades that are made from it.
pub(super) fn accent<'de, D: Deserializer<'de>, T: From<Accent>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a colour in quotes, such as \"#2b50c8\"", check_accent)
}

/// A picture: a path below the site's folder or the content folder.
pub(super) fn picture<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "the path of a picture in quotes", check_picture)
}

/// The width of a page in `rem` or `px`; in `rem` once read.
pub(super) fn width<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "a width in quotes, such as \"72rem\"", check_width)
}

/// An http, https or mailto address with placeholders.
pub(super) fn url_pattern<'de, D: Deserializer<'de>, T: From<String>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let expected = "an address in quotes, such as \"https://example.com/edit/{path}\"";
    one(deserializer, expected, check_url_pattern)
}

/// A path of this site or an http or https address that takes a form or a report.
pub(super) fn form_target<'de, D: Deserializer<'de>, T: From<String>>(
    deserializer: D,
) -> Result<T, D::Error> {
    one(deserializer, "a path or an address in quotes, such as \"/feedback\"", check_form_target)
}

/// The order of the popular articles: the word `weight`, or a table of page views below the site's folder.
pub(super) fn popularity<'de, D: Deserializer<'de>, T: From<Popularity>>(
    deserializer: D,
) -> Result<T, D::Error> {
    one(deserializer, "\"weight\" or the path of a CSV file in quotes", check_popularity)
}

/// A list of keys of front matter.
pub(super) fn front_matter_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    many(deserializer, "a list of keys, such as [\"section\", \"audience\"]", check_front_matter_key)
}

/// A set of keys of front matter; such a key may hold a colon.
pub(super) fn own_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<String>, D::Error> {
    let keys: Vec<String> = many(deserializer, "a list of keys, such as [\"layout\"]", check_text)?;
    Ok(keys.into_iter().collect())
}

/// A file below the folder of `hexapla.toml`.
pub(super) fn file_below<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    one(deserializer, "the path of a file in quotes", |value| path_below(value).map(str::to_owned))
}

/// A list of paths with wildcards.
pub(super) fn path_patterns<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<PathPattern>, D::Error> {
    many(deserializer, "a list of paths, such as [\"internal/**\"]", |value| {
        PathPattern::parse(&check_text(value)?)
    })
}

/// A list of lists of words.
pub(super) fn word_groups<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<String>>, D::Error> {
    let expected = "a list of lists of words, such as [[\"sign in\", \"login\"]]";
    let group = List { expected, at_least: 2, item: Text { expected, check: check_text } };
    List { expected, at_least: 0, item: group }.deserialize(deserializer)
}

/// A share from 0 to 1; in percent once read, upwards: 0.999 is not yet all.
pub(super) fn share<'de, D: Deserializer<'de>, T: From<u16>>(deserializer: D) -> Result<T, D::Error> {
    let share = number_of(deserializer, "a number from 0 to 1, such as 0.6")?;
    let percent = (share * 100.0 - 1e-9).ceil().max(0.0);
    let problem = || format!("holds `{share}`: a share is a number from 0 to 1");
    if (0.0..=1.0).contains(&share) { Ok(T::from(percent as u16)) } else { Err(D::Error::custom(problem())) }
}

/// A factor for the size of type; in percent once read.
pub(super) fn scale<'de, D: Deserializer<'de>, T: From<u16>>(deserializer: D) -> Result<T, D::Error> {
    let factor = number_of(deserializer, "a number, such as 1.1")?;
    let percent = (factor * 100.0).round_ties_even();
    let problem = || format!("holds `{factor}`: a factor is a number from 0.8 to 1.5");
    if (0.8..=1.5).contains(&factor) { Ok(T::from(percent as u16)) } else { Err(D::Error::custom(problem())) }
}

/// A finite number: `nan` and `inf` are refused.
pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = number_of(deserializer, "a number")?;
    if number.is_finite() { Ok(number) } else { Err(must_be("a number")) }
}

fn number_of<'de, D: Deserializer<'de>>(deserializer: D, expected: &'static str) -> Result<f64, D::Error> {
    f64::deserialize(deserializer).map_err(|_| must_be(expected))
}

/// True for the shape of a BCP 47 tag: a language of 2, 3 or 5 to 8 letters, then subtags of up to 8 letters and digits.
pub(crate) fn is_tag_shaped(value: &str) -> bool {
    let mut subtags = value.split('-');
    let language = subtags.next().unwrap_or_default();
    matches!(language.len(), 2 | 3 | 5..=8)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(is_subtag)
        && !ends_in_singleton(value)
}

fn is_subtag(subtag: &str) -> bool {
    matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A singleton such as `u` opens an extension, so something has to follow it.
fn ends_in_singleton(value: &str) -> bool {
    value.rsplit('-').next().is_some_and(|last| last.len() == 1)
}

fn check_text(value: &str) -> Result<String, String> {
    let trimmed = value.trim();
    if trimmed.is_empty() { Err("is empty".to_owned()) } else { Ok(trimmed.to_owned()) }
}

pub(super) fn check_tag(value: &str) -> Result<String, String> {
    if is_tag_shaped(value) {
        return Ok(value.to_owned());
    }
    if is_tag_shaped(&value.replace('_', "-")) {
        return Err(format!("holds `{}`: language tags are written with `-`", short(value)));
    }
    Err(format!("holds `{}`, which is not a language tag such as `da-DK`", short(value)))
}

fn check_folder(value: &str) -> Result<String, String> {
    if value.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if value.contains('\0') {
        return Err("holds a NUL character".to_owned());
    }
    Ok(value.to_owned())
}

fn check_name(value: &str) -> Result<String, String> {
    let plain = !value.is_empty()
        && !value.starts_with('.')
        && !value.contains(|letter: char| letter == '/' || letter == '\\' || letter.is_control());
    if plain {
        Ok(value.to_owned())
    } else {
        Err(format!("holds `{}`, which is not a plain name", short(value)))
    }
}

fn check_accent(value: &str) -> Result<Accent, String> {
    let colour = Colour::parse(value.trim()).map(Accent::of);
    colour.ok_or_else(|| format!("holds `{}`, which is not a colour such as `#2b50c8`", short(value)))
}

/// The picture formats that all browsers support.
const PICTURES: [&str; 7] = ["svg", "png", "webp", "avif", "jpg", "jpeg", "gif"];

fn check_picture(value: &str) -> Result<String, String> {
    let path = path_below(value)?;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if !PICTURES.contains(&extension.as_str()) {
        return Err(format!("holds `{}`, which is not one of {}", short(value), PICTURES.join(", ")));
    }
    Ok(path.to_owned())
}

/// A path below the folder of `hexapla.toml`, without `..`.
fn path_below(value: &str) -> Result<&str, String> {
    let path = value.strip_prefix("./").unwrap_or(value);
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !inside || path.contains(['\\', ':']) || path.contains(char::is_control) {
        return Err(format!("holds `{}`, which is not a path below this folder", short(value)));
    }
    Ok(path)
}

fn check_popularity(value: &str) -> Result<Popularity, String> {
    let path = path_below(value)?;
    if path == "weight" {
        return Ok(Popularity::Weight);
    }
    if path.to_ascii_lowercase().ends_with(".csv") {
        return Ok(Popularity::Views(path.to_owned()));
    }
    Err(format!("holds `{}`, which is neither `weight` nor the path of a CSV file", short(value)))
}

/// Both are put into the content security policy, where a blank or a `;` would begin something else.
fn check_form_target(value: &str) -> Result<String, String> {
    if value.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|};,'?#$".contains(c)) {
        return Err("holds a character that the address of a form may not hold".to_owned());
    }
    if value.starts_with('/') && !value.starts_with("//") {
        return Ok(value.to_owned());
    }
    check_base_url(value)
}

/// The allowed widths in rem: narrower, text and contents list do not fit side by side; wider, they are too far apart.
const WIDTHS: RangeInclusive<f64> = 40.0..=160.0;
const PIXELS_A_REM: f64 = 16.0;

fn check_width(value: &str) -> Result<String, String> {
    let trimmed = value.trim();
    let number = |unit: &str| trimmed.strip_suffix(unit).and_then(decimal);
    let rem = number("rem").or_else(|| number("px").map(|pixels| pixels / PIXELS_A_REM));
    match rem {
        Some(rem) if WIDTHS.contains(&rem) => Ok(format!("{rem}rem")),
        Some(_) => Err(format!("holds `{}`: a page is 40rem to 160rem wide", short(value))),
        None => Err(format!("holds `{}`, which is not a width such as `72rem`", short(value))),
    }
}

/// The placeholders that an address may hold.
const PLACEHOLDERS: [&str; 7] = ["path", "locale", "title", "url", "unit", "source", "target"];

fn check_url_pattern(value: &str) -> Result<String, String> {
    let known = |scheme: &str| value.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme));
    let Some(scheme) = ["https://", "http://", "mailto:"].into_iter().find(|scheme| known(scheme)) else {
        return Err(format!(
            "holds `{}`, which does not begin with https://, http:// or mailto:",
            short(value)
        ));
    };
    let rest = &value[scheme.len()..];
    if rest.is_empty()
        || rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`|".contains(c))
    {
        return Err("holds a character that no address may hold, or nothing but its beginning".to_owned());
    }
    let plain =
        PLACEHOLDERS.iter().fold(rest.to_owned(), |rest, name| rest.replace(&format!("{{{name}}}"), ""));
    if plain.contains(['{', '}']) {
        return Err(
            "holds a placeholder other than {path}, {locale}, {title}, {url}, {unit}, {source} and {target}"
                .to_owned(),
        );
    }
    Ok(value.to_owned())
}

/// A key stands before a colon in the index, so it holds none.
fn check_front_matter_key(value: &str) -> Result<String, String> {
    let key = check_text(value)?;
    if key.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control()) {
        return Err(format!("holds `{}`, which is not a key of front matter", short(value)));
    }
    Ok(key)
}

/// Digits with at most one point: what `f64` reads beside that (`inf`, `1e9`) is no measure.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

/// Without the trailing slash, so that an address of the site, which begins with one, can be put behind it.
fn check_base_url(value: &str) -> Result<String, String> {
    let (scheme, rest) = value.split_once("://").unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return Err(format!("holds `{}`, which does not begin with http:// or https://", short(value)));
    }
    if rest.contains(['?', '#']) {
        return Err("holds a `?` or `#`: the address of a site ends with its path".to_owned());
    }
    if rest.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
    }) {
        return Err("holds a character that no address may hold".to_owned());
    }
    let rest = rest.trim_end_matches('/');
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || host.contains('@') || host.starts_with(':') {
        return Err(format!("holds `{}`, which names no host", short(value)));
    }
    Ok(format!("{scheme}://{rest}"))
}
