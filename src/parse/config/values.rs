//! Owns what single values of `hexapla.toml` must look like, and the words for one that does not.

use super::accent::Colour;
use super::keys::ValueKind;

/// Checks one string against its kind and brings it into its normal form.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with the key.
pub fn checked(kind: ValueKind, value: &str) -> Result<String, String> {
    match kind {
        ValueKind::Text => text(value),
        ValueKind::BaseUrl => base_url(value),
        ValueKind::Tag | ValueKind::Tags => tag(value),
        ValueKind::Folder => folder(value),
        ValueKind::Name => name(value),
        ValueKind::Colour => colour(value),
        ValueKind::Picture => picture(value),
        ValueKind::Width => width(value),
        ValueKind::Scale => scale(value),
        ValueKind::Share => share(value),
        ValueKind::Index => index(value),
        ValueKind::Pattern => pattern(value),
        ValueKind::Flag => flag(value),
        ValueKind::Popularity => popularity(value),
        ValueKind::FormTarget => form_target(value),
        ValueKind::FrontMatterKeys => front_matter_key(value),
        ValueKind::Globs => glob(value),
        ValueKind::WordGroups => text(value),
    }
}

/// What a value of this kind is called where another type stands in its place.
pub fn expected(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "a string in quotes",
        ValueKind::BaseUrl => "an http or https address in quotes",
        ValueKind::Tag => "a language tag in quotes, such as \"da-DK\"",
        ValueKind::Tags => "a list of language tags, such as [\"da-DK\", \"en-US\"]",
        ValueKind::Folder => "a folder in quotes",
        ValueKind::Name => "a folder's name in quotes",
        ValueKind::Colour => "a colour in quotes, such as \"#2b50c8\"",
        ValueKind::Picture => "the path of a picture in quotes",
        ValueKind::Width => "a width in quotes, such as \"72rem\"",
        ValueKind::Scale => "a number, such as 1.1",
        ValueKind::Share => "a number from 0 to 1, such as 0.6",
        ValueKind::Index => "\"all\", \"reviewed\" or \"none\"",
        ValueKind::Pattern => "an address in quotes, such as \"https://example.com/edit/{path}\"",
        ValueKind::Flag => "true or false, without quotes",
        ValueKind::Popularity => "\"weight\" or the path of a CSV file in quotes",
        ValueKind::FormTarget => "a path or an address in quotes, such as \"/feedback\"",
        ValueKind::FrontMatterKeys => "a list of keys, such as [\"section\", \"audience\"]",
        ValueKind::Globs => "a list of paths, such as [\"internal/**\"]",
        ValueKind::WordGroups => "a list of lists of words, such as [[\"sign in\", \"login\"]]",
    }
}

/// True for the shape of a BCP 47 tag: a language of 2, 3 or 5 to 8 letters, then subtags of up to 8 letters and digits.
pub fn is_tag_shaped(value: &str) -> bool {
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

fn text(value: &str) -> Result<String, String> {
    let trimmed = value.trim();
    if trimmed.is_empty() { Err("is empty".to_owned()) } else { Ok(trimmed.to_owned()) }
}

fn tag(value: &str) -> Result<String, String> {
    if is_tag_shaped(value) {
        return Ok(value.to_owned());
    }
    if is_tag_shaped(&value.replace('_', "-")) {
        return Err(format!("holds `{}`: language tags are written with `-`", short(value)));
    }
    Err(format!("holds `{}`, which is not a language tag such as `da-DK`", short(value)))
}

fn folder(value: &str) -> Result<String, String> {
    if value.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if value.contains('\0') {
        return Err("holds a NUL character".to_owned());
    }
    Ok(value.to_owned())
}

fn name(value: &str) -> Result<String, String> {
    let plain = !value.is_empty()
        && !value.starts_with('.')
        && !value.contains(|letter: char| letter == '/' || letter == '\\' || letter.is_control());
    if plain {
        Ok(value.to_owned())
    } else {
        Err(format!("holds `{}`, which is not a plain name", short(value)))
    }
}

fn colour(value: &str) -> Result<String, String> {
    match Colour::parse(value.trim()) {
        Some(colour) => Ok(colour.hex()),
        None => Err(format!("holds `{}`, which is not a colour such as `#2b50c8`", short(value))),
    }
}

/// The kinds of picture that browsers show everywhere.
const PICTURES: [&str; 7] = ["svg", "png", "webp", "avif", "jpg", "jpeg", "gif"];

fn picture(value: &str) -> Result<String, String> {
    let path = path_below(value)?;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if !PICTURES.contains(&extension.as_str()) {
        return Err(format!("holds `{}`, which is not one of {}", short(value), PICTURES.join(", ")));
    }
    Ok(path.to_owned())
}

/// A path that leads nowhere but below the folder of `hexapla.toml`.
fn path_below(value: &str) -> Result<&str, String> {
    let path = value.strip_prefix("./").unwrap_or(value);
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !inside || path.contains(['\\', ':']) || path.contains(char::is_control) {
        return Err(format!("holds `{}`, which is not a path below this folder", short(value)));
    }
    Ok(path)
}

fn flag(value: &str) -> Result<String, String> {
    match value {
        "true" | "false" => Ok(value.to_owned()),
        _ => Err(format!("holds `{}`, which is neither true nor false", short(value))),
    }
}

fn popularity(value: &str) -> Result<String, String> {
    let path = path_below(value)?;
    if path == "weight" || path.to_ascii_lowercase().ends_with(".csv") {
        return Ok(path.to_owned());
    }
    Err(format!("holds `{}`, which is neither `weight` nor the path of a CSV file", short(value)))
}

/// Both are put into the content security policy, where a blank or a `;` would begin something else.
fn form_target(value: &str) -> Result<String, String> {
    if value.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|};,'?#$".contains(c)) {
        return Err("holds a character that the address of a form may not hold".to_owned());
    }
    if value.starts_with('/') && !value.starts_with("//") {
        return Ok(value.to_owned());
    }
    base_url(value)
}

/// Narrower, a column of text and its list do not stand side by side; wider, nobody finds the one from the other.
const WIDTHS: std::ops::RangeInclusive<f64> = 40.0..=160.0;
const PIXELS_A_REM: f64 = 16.0;

fn width(value: &str) -> Result<String, String> {
    let trimmed = value.trim();
    let number = |unit: &str| trimmed.strip_suffix(unit).and_then(decimal);
    let rem = number("rem").or_else(|| number("px").map(|pixels| pixels / PIXELS_A_REM));
    match rem {
        Some(rem) if WIDTHS.contains(&rem) => Ok(format!("{rem}rem")),
        Some(_) => Err(format!("holds `{}`: a page is 40rem to 160rem wide", short(value))),
        None => Err(format!("holds `{}`, which is not a width such as `72rem`", short(value))),
    }
}

/// What an address may leave open.
pub const PLACEHOLDERS: [&str; 7] = ["path", "locale", "title", "url", "unit", "source", "target"];

fn pattern(value: &str) -> Result<String, String> {
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
fn front_matter_key(value: &str) -> Result<String, String> {
    let key = text(value)?;
    if key.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control()) {
        return Err(format!("holds `{}`, which is not a key of front matter", short(value)));
    }
    Ok(key)
}

fn glob(value: &str) -> Result<String, String> {
    let path = text(value)?;
    let path = path.trim_start_matches("./").trim_start_matches('/');
    if path.is_empty() || path.contains('\\') || path.split('/').any(|part| part == "..") {
        return Err(format!("holds `{}`, which is not a path below the folder of a locale", short(value)));
    }
    Ok(path.to_owned())
}

/// In percent.
fn scale(value: &str) -> Result<String, String> {
    match decimal(value) {
        Some(factor) if (0.8..=1.5).contains(&factor) => Ok(format!("{:.0}", factor * 100.0)),
        _ => Err(format!("holds `{}`: a factor is a number from 0.8 to 1.5", short(value))),
    }
}

/// In percent, upwards: 0.999 is not yet all.
fn share(value: &str) -> Result<String, String> {
    match decimal(value) {
        Some(share) if (0.0..=1.0).contains(&share) => Ok(format!("{:.0}", (share * 100.0 - 1e-9).ceil())),
        _ => Err(format!("holds `{}`: a share is a number from 0 to 1", short(value))),
    }
}

/// What `[translation] index` may be.
pub const INDEXES: [&str; 3] = ["all", "reviewed", "none"];

fn index(value: &str) -> Result<String, String> {
    if INDEXES.contains(&value) {
        Ok(value.to_owned())
    } else {
        Err(format!("holds `{}`, which is not one of {}", short(value), INDEXES.join(", ")))
    }
}

/// Digits with at most one point: what `f64` reads beside that (`inf`, `1e9`) is no measure.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

/// Without the trailing slash, so that an address of the site, which begins with one, can be put behind it.
fn base_url(value: &str) -> Result<String, String> {
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

/// A value as it is quoted in a message: the beginning is enough to find it.
fn short(value: &str) -> String {
    const ENOUGH: usize = 40;
    let beginning: String = value.chars().take(ENOUGH).collect();
    if beginning.len() < value.len() { beginning + "…" } else { beginning }
}
