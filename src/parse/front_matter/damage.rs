//! Owns what is said about front matter that is not valid YAML: the line that is wrong, and how to mend it.

use std::ops::Range;

/// A mistake in one line.
pub(super) struct Damage {
    pub place: Range<usize>,
    pub reason: String,
}

/// The first line with a mistake of a kind that people make; nothing where it is of another kind.
pub(super) fn find(yaml: &str) -> Option<Damage> {
    let mut start = 0;
    let mut block_indent = None;
    let mut open: Option<(char, Damage)> = None;
    for line in yaml.split_inclusive(['\n', '\r']) {
        let text = line.trim_end();
        let indent = text.len() - text.trim_start_matches(' ').len();
        let place = start + indent..start + text.len();
        start += line.len();
        if let Some((quote, _)) = &open {
            if text.contains(*quote) {
                open = None;
            }
            continue;
        }
        if block_indent.is_some_and(|block| indent > block || text.is_empty()) {
            continue;
        }
        block_indent = begins_block(text).then_some(indent);
        if let Some(reason) = mistake(text) {
            return Some(Damage { place, reason });
        }
        open = unclosed_quote(text).map(|quote| {
            let reason = format!("the quotation mark `{quote}` is not closed");
            (quote, Damage { place, reason })
        });
    }
    open.map(|(_, damage)| damage)
}

/// The quotation mark that a value begins with and that does not end in its line.
fn unclosed_quote(line: &str) -> Option<char> {
    let value = line.split_once(": ").map(|(_, value)| value.trim_start())?;
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    behind_quoted(value, quote).is_none().then_some(quote)
}

/// True for a line whose value is the text of the lines below it.
fn begins_block(line: &str) -> bool {
    let value = line.split_once(": ").map(|(_, value)| value.trim_start());
    value.is_some_and(|value| value.starts_with(['|', '>']))
}

fn mistake(line: &str) -> Option<String> {
    let visible = line.trim_start_matches(' ');
    if visible.starts_with('\t') {
        return Some("a tab stands before the key, where YAML takes only spaces".to_owned());
    }
    if visible.is_empty() || visible.starts_with(['#', '"', '\'', '{', '}', '[', ']', '?', '&', '*', '!']) {
        return None;
    }
    let is_indented = visible.len() < line.len();
    let line = visible.strip_prefix("- ").map_or(visible, str::trim_start);
    let Some((key, value)) = line.split_once(':') else {
        let is_key = !is_indented && line.len() == visible.len() && !line.starts_with('-');
        return is_key
            .then(|| "this line is no key with a value: a colon and a space are missing".to_owned());
    };
    let value = match value.strip_prefix([' ', '\t']) {
        Some(value) => value.trim_start(),
        None if value.is_empty() => return None,
        None if key.contains(char::is_whitespace) || value.starts_with('/') => return None,
        None => return Some(format!("a space is missing behind the colon of `{key}`")),
    };
    of_value(key, value)
}

fn of_value(key: &str, value: &str) -> Option<String> {
    let first = value.chars().next()?;
    let quote_it = "put it in quotation marks";
    match first {
        '"' | '\'' => {
            let rest = behind_quoted(value, first)?.trim_start();
            let is_end = rest.is_empty() || rest.starts_with('#');
            (!is_end).then(|| {
                format!("text follows the quotation mark that closes the value of `{key}`: put all of it in quotation marks of the other kind")
            })
        }
        '[' | '{' => {
            let count = |open: char, close: char| (value.matches(open).count(), value.matches(close).count());
            let (open, close) = if first == '[' { count('[', ']') } else { count('{', '}') };
            let what = if first == '[' { "list" } else { "table" };
            (open != close).then(|| {
                format!("`{first}` opens a {what} that is not closed in this line: where the value of `{key}` is a text, {quote_it}")
            })
        }
        '@' | '`' | '%' => Some(format!("no value can begin with `{first}`: {quote_it}")),
        '*' | '&' | '!' | '|' | '>' => None,
        _ => {
            let text = value.split(" #").next().unwrap_or_default();
            let holds_colon = text.contains(": ") || text.trim_end().ends_with(':');
            holds_colon.then(|| format!("the value of `{key}` holds a colon: {quote_it}"))
        }
    }
}

/// What stands behind the closing quotation mark; nothing where that is in another line.
fn behind_quoted(value: &str, quote: char) -> Option<&str> {
    let mut characters = value.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if quote == '"' => {
                characters.next();
            }
            '\'' if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') => {
                characters.next();
            }
            _ if character == quote => return value.get(at + 1..),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
