//! Owns highlighting PowerShell, whose grammar needs more than regular expressions in safe code can do.

use super::change_class;
use crate::theme::escape;

/// True for the names that authors write behind a fence.
pub(super) fn is(language: &str) -> bool {
    ["powershell", "ps1", "psm1", "psd1", "pwsh", "ps", "azurepowershell", "azurepowershell-interactive"]
        .contains(&language.to_ascii_lowercase().as_str())
}

/// The code with its syntax marked up by classes.
pub(super) fn mark_up(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut open: Option<&str> = None;
    let mut rest = code;
    let mut before = None;
    while !rest.is_empty() {
        let (class, length) = token(rest, before);
        let (text, behind) = rest.split_at(length);
        let class = if text.trim().is_empty() { open } else { class };
        change_class(&mut html, &mut open, class);
        escape::push(&mut html, text);
        before = text.chars().next_back();
        rest = behind;
    }
    change_class(&mut html, &mut open, None);
    html
}

const KEYWORDS: [&str; 37] = [
    "begin",
    "break",
    "catch",
    "class",
    "continue",
    "data",
    "do",
    "dynamicparam",
    "else",
    "elseif",
    "end",
    "enum",
    "exit",
    "filter",
    "finally",
    "for",
    "foreach",
    "from",
    "function",
    "hidden",
    "if",
    "in",
    "param",
    "process",
    "return",
    "static",
    "switch",
    "throw",
    "trap",
    "try",
    "until",
    "using",
    "var",
    "while",
    "workflow",
    "parallel",
    "sequence",
];

/// The class of the token that begins a text, and its length. `before` is the character in front of it.
fn token(text: &str, before: Option<char>) -> (Option<&'static str>, usize) {
    let first = text.chars().next().unwrap_or(' ');
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match first {
        '<' if text.starts_with("<#") => (Some("comment"), up_to(text, "#>")),
        '#' if !in_word => (Some("comment"), text.find('\n').unwrap_or(text.len())),
        '@' if text.starts_with("@'") => (Some("string"), up_to(text, "\n'@")),
        '@' if text.starts_with("@\"") => (Some("string"), up_to(text, "\n\"@")),
        '\'' | '"' => (Some("string"), string(text, first)),
        '$' => variable(text),
        '`' => (None, 1 + text[1..].chars().next().map_or(0, char::len_utf8)),
        '-' if !in_word => parameter(text),
        '[' => type_name(text),
        _ if first.is_ascii_digit() && !in_word => {
            (Some("constant"), run(text, |c| c.is_ascii_alphanumeric() || c == '.'))
        }
        _ if first.is_alphabetic() || first == '_' => word(text),
        _ => (None, first.len_utf8()),
    }
}

/// The length up to the end of `end`, or of the whole text.
fn up_to(text: &str, end: &str) -> usize {
    text[2..].find(end).map_or(text.len(), |at| 2 + at + end.len())
}

/// The length of a string. A doubled quotation mark stands for one; in double quotes, a backtick escapes the next character.
fn string(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '`' && quote == '"' {
            characters.next();
        } else if character == quote && characters.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

fn variable(text: &str) -> (Option<&'static str>, usize) {
    let name = &text[1..];
    let length = match name.strip_prefix('{') {
        Some(braced) => {
            let end = run(within_a_name(braced), |c| c != '}' && c != '\n');
            if braced[end..].starts_with('}') { end + 2 } else { 0 }
        }
        None => run(name, |c| c.is_alphanumeric() || matches!(c, '_' | ':' | '?')),
    };
    let is_constant = ["true", "false", "null"].iter().any(|word| name[..length].eq_ignore_ascii_case(word));
    let class = if is_constant { "constant" } else { "variable" };
    ((length > 0).then_some(class), 1 + length)
}

/// `-Name` and the operators that look like it.
fn parameter(text: &str) -> (Option<&'static str>, usize) {
    let length = run(&text[1..], char::is_alphabetic);
    ((length > 0).then_some("attribute-name"), 1 + length)
}

/// `[string]` and `[System.IO.File]`, but no index.
fn type_name(text: &str) -> (Option<&'static str>, usize) {
    let inner = run(within_a_name(&text[1..]), |c| c.is_alphanumeric() || matches!(c, '.' | '_' | '[' | ']'));
    let name = &text[1..1 + inner];
    let end = name.rfind(']').filter(|end| *end > 0 && name.starts_with(char::is_alphabetic));
    end.map_or((None, 1), |end| (Some("support"), end + 2))
}

/// As much of a text as a name may have: a mark without its partner is not looked for up to the end, again and again.
fn within_a_name(text: &str) -> &str {
    const LONGEST: usize = 200;
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// A keyword, a command such as `Get-Item`, or a plain word.
fn word(text: &str) -> (Option<&'static str>, usize) {
    let length = run(text, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let word = &text[..length];
    let is_command = word.split_once('-').is_some_and(|(verb, noun)| {
        verb.chars().all(char::is_alphabetic) && noun.starts_with(char::is_alphabetic)
    });
    let is_keyword = KEYWORDS.iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    let class = if is_command { Some("function") } else { is_keyword.then_some("keyword") };
    (class, length)
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !belongs(c)).unwrap_or(text.len())
}
