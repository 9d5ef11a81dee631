//! Owns the writing of one text as a YAML scalar on one line.

use serde_yaml::Value;

use super::lines::{is_key_byte, is_reserved};

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScalarForm {
    /// Without quotation marks, where that is safe; else in double ones.
    Plain,
    /// In single quotation marks, where that is possible; else in double ones.
    SingleQuoted,
    /// In double quotation marks, which can hold everything.
    DoubleQuoted,
}

impl ScalarForm {
    /// The form of an existing value. One that is neither plain nor in single quotation marks is rewritten in double ones.
    pub(super) fn of(written: &str) -> Self {
        match written.chars().next() {
            Some('\'') => ScalarForm::SingleQuoted,
            Some(first) if first.is_alphanumeric() => ScalarForm::Plain,
            _ => ScalarForm::DoubleQuoted,
        }
    }

    /// A text as a scalar of this form.
    pub(super) fn write(self, text: &str) -> String {
        match self {
            ScalarForm::Plain if is_plain(text) => text.to_owned(),
            ScalarForm::SingleQuoted if !text.contains(must_be_escaped) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            _ => double_quoted(text),
        }
    }
}

/// A key as it is written.
pub(super) fn written_key(key: &str) -> String {
    let is_bare = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.bytes().all(is_key_byte)
        && !is_reserved(key);
    if is_bare { key.to_owned() } else { double_quoted(key) }
}

/// True for a text that all YAML parsers read unchanged without quotation marks.
fn is_plain(text: &str) -> bool {
    let is_usual = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/');
    text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ')
        && text.chars().all(is_usual)
        && !is_reserved(text)
        && matches!(serde_yaml::from_str(text), Ok(Value::String(read)) if read == text)
}

/// A JSON string, which is a valid YAML scalar once the characters are escaped that YAML reads as line breaks or as not printable.
fn double_quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    if !json.contains(must_be_escaped) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if must_be_escaped(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

fn must_be_escaped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
