//! Owns the template functions `t` and `t_attr`: a message in the reader's locale, safe to stand in HTML.

use std::sync::Arc;

use tera::{Kwargs, State, TeraResult, Value};

use super::message::{Arg, Translate};

/// Where a message is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextContext {
    /// Between tags: isolation marks stay, and safe arguments may carry mark-up.
    Text,
    /// In an attribute or a title: no isolation marks, no mark-up.
    Attribute,
}

/// The context key under which `t` finds the reader's locale.
pub(crate) const LOCALE_KEY: &str = "lang";

/// The template function that looks a message up and makes it safe for `place`.
pub(crate) fn function(
    translate: Arc<Translate>,
    place: TextContext,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Send + Sync + 'static {
    move |kwargs, state| {
        let id = kwargs.must_get::<&str>("id")?;
        let Some(lang) = state.get::<String>(LOCALE_KEY)? else {
            return Err(tera::Error::message("`t` needs the variable `lang`, the reader's locale"));
        };
        let Arguments { args, markup } = split_arguments(&kwargs, place)?;
        let message = translate(&lang, id, &args);
        let html = match place {
            TextContext::Text => put_back(state.escape(&message)?, &markup),
            TextContext::Attribute => state.escape(&without_isolation(&message))?,
        };
        Ok(Value::safe_string(&html))
    }
}

/// A message is escaped as a whole, so mark-up must not pass through it.
#[derive(Default)]
struct Arguments {
    /// What the message is formatted with: plain values, and placeholders for mark-up.
    args: Vec<(String, Arg)>,
    /// What the placeholders stand for, in their order.
    markup: Vec<String>,
}

fn split_arguments(kwargs: &Kwargs, place: TextContext) -> TeraResult<Arguments> {
    let Arguments { mut args, mut markup } = Arguments::default();
    for (key, value) in kwargs.iter() {
        let name = key.to_string();
        if name == "id" {
            continue;
        }
        let arg = match (value.as_f64(), value.as_str()) {
            (Some(number), _) => Arg::Number(number),
            (None, Some(html)) if value.is_safe() && place == TextContext::Text => {
                markup.push(html.to_owned());
                Arg::Text(placeholder(markup.len() - 1))
            }
            (None, Some(text)) => Arg::Text(text.replace(is_placeholder, "")),
            (None, None) => {
                let kind = value.name();
                return Err(tera::Error::message(format!(
                    "argument `{name}` must be text or a number, not {kind}"
                )));
            }
        };
        args.push((name, arg));
    }
    Ok(Arguments { args, markup })
}

/// Noncharacters never occur in interchanged text, so a message cannot hold one by accident.
const PLACEHOLDERS: std::ops::RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

fn placeholder(index: usize) -> String {
    PLACEHOLDERS.clone().nth(index).map(String::from).unwrap_or_default()
}

fn is_placeholder(character: char) -> bool {
    PLACEHOLDERS.contains(&character)
}

fn put_back(escaped: String, markup: &[String]) -> String {
    let with = |text: String, (index, html): (usize, &String)| text.replace(&placeholder(index), html);
    markup.iter().enumerate().fold(escaped, with)
}

/// The text without U+2066 to U+2069, which keep directions apart between tags but show as boxes in some title bars.
pub(crate) fn without_isolation(text: &str) -> String {
    text.replace(|character| matches!(character, '\u{2066}'..='\u{2069}'), "")
}
