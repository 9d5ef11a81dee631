//! Owns what the styles of an SVG may hold: nothing that loads, and nothing whose meaning is hidden by an escape.

/// Rules with an `@` that load nothing by themselves.
const RULES: [&str; 6] = ["media", "keyframes", "-webkit-keyframes", "font-face", "supports", "charset"];

/// Functions that load what their text names, as `url` does.
const LOADING: [&str; 6] = ["image-set(", "image(", "src(", "cross-fade(", "element(", "expression("];

/// Properties that brought behaviour into old browsers.
const BEHAVIOUR: [&str; 2] = ["behavior", "-moz-binding"];

/// A stylesheet.
///
/// # Errors
/// The first thing that may not be published.
pub(super) fn sheet(text: &str) -> Result<(), String> {
    let text = text.to_ascii_lowercase();
    for (at, _) in text.match_indices('@') {
        let rule: String =
            text[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        if !RULES.contains(&rule.as_str()) {
            return Err(format!("the rule `@{rule}`"));
        }
    }
    declarations(&text)
}

/// The declarations of a `style` attribute.
///
/// # Errors
/// The first thing that may not be published.
pub(super) fn declarations(text: &str) -> Result<(), String> {
    let text = text.to_ascii_lowercase();
    if let Some(property) = BEHAVIOUR.iter().find(|property| text.contains(**property)) {
        return Err(format!("the style property `{property}`"));
    }
    if text.contains("javascript:") {
        return Err("`javascript:` in a style".to_owned());
    }
    value(&text)
}

/// The value of an attribute, which browsers may read as a style.
///
/// # Errors
/// The first thing that may not be published.
pub(super) fn value(text: &str) -> Result<(), String> {
    let lower = text.to_ascii_lowercase();
    if text.contains('\\') && text.contains(['(', '@', '/', ':']) {
        return Err("an escape (`\\`) in a style".to_owned());
    }
    if let Some(function) = LOADING.iter().find(|function| calls(&lower, function)) {
        return Err(format!("the function `{function}…)` in a style"));
    }
    for (at, found) in lower.match_indices("url(") {
        let inner = lower[at + found.len()..].trim_start_matches([' ', '\t', '\r', '\n', '"', '\'', '\u{c}']);
        let is_data = [
            "data:image/png",
            "data:image/jpeg",
            "data:image/gif",
            "data:image/webp",
            "data:font/",
            "data:application/font",
            "data:application/x-font",
        ]
        .iter()
        .any(|start| inner.starts_with(start));
        if !inner.starts_with('#') && !is_data {
            return Err("`url(…)` with an address outside of the picture".to_owned());
        }
    }
    Ok(())
}

/// True where a function is called: `src(`, but not `mysrc(`.
fn calls(text: &str, function: &str) -> bool {
    text.match_indices(function).any(|(at, _)| {
        let before = text[..at].strip_suffix("-webkit-").unwrap_or(&text[..at]);
        !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    })
}
