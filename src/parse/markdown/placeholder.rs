//! Owns placeholders: `{ -term }` and `{ $variable }` in a text, which stand for values that a site defines.
//!
//! Only these exact forms count, with one space inside each brace and no second brace around: braces are frequent in texts about
//! software.

use std::borrow::Cow;
use std::ops::Range;

/// A placeholder in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder<'a> {
    /// `{ -name }`: a term of the Fluent files; without its hyphen.
    Term(&'a str),
    /// `{ $name }`: a variable of the article or the site; without its sign.
    Variable(&'a str),
}

/// The first placeholder of a text, with its place.
pub(crate) fn first(text: &str) -> Option<(Range<usize>, Placeholder<'_>)> {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, "{ ").find_map(|start| {
        let rest = &text[start + 2..];
        let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '$'))?;
        let name = &rest[1..];
        let length = name.find(|c: char| !is_name(c)).unwrap_or(name.len());
        let behind = name[length..].strip_prefix(" }");
        let is_whole = behind.is_some_and(|behind| !behind.starts_with('}'))
            && !text[..start].ends_with('{')
            && name.starts_with(|c: char| c.is_ascii_alphabetic());
        let range = start..start + 3 + length + 2;
        let name = &name[..length];
        is_whole.then_some((
            range,
            if sign == '-' { Placeholder::Term(name) } else { Placeholder::Variable(name) },
        ))
    })
}

/// All placeholders of a text, in order.
pub(crate) fn all(text: &str) -> impl Iterator<Item = (Range<usize>, Placeholder<'_>)> {
    let mut done = 0;
    std::iter::from_fn(move || {
        let (range, placeholder) = first(&text[done..])?;
        let place = done + range.start..done + range.end;
        done = place.end;
        Some((place, placeholder))
    })
}

/// A text with its placeholders expanded. Those for which `expand` returns nothing are kept as written.
pub(crate) fn expanded<'t>(
    text: &'t str,
    expand: &dyn Fn(Placeholder<'_>) -> Option<String>,
) -> Cow<'t, str> {
    let mut whole = String::new();
    let mut done = 0;
    for (range, placeholder) in all(text) {
        if let Some(value) = expand(placeholder) {
            whole.push_str(&text[done..range.start]);
            whole.push_str(&value);
            done = range.end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[done..]);
    Cow::Owned(whole)
}

/// True for what names a term or a variable.
pub(crate) fn is_valid_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name)
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}
