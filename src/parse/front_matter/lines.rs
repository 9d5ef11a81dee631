//! Owns the two line-based readers of a front matter: the fast one for the usual form, and the one that salvages a damaged text.

use std::ops::Range;

use super::entry::FrontMatterEntry;

/// The entries of a front matter that consists only of lines `key: value` and lists of such values; nothing where it may hold more.
///
/// It accepts only what all YAML parsers read alike, so that the slower exact reader is seldom needed.
pub(super) fn simple(yaml: &str) -> Option<Vec<FrontMatterEntry>> {
    const ODD: [char; 4] = ['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'];
    if yaml.bytes().fold(false, |is_odd, byte| is_odd | is_control(byte))
        || (!yaml.is_ascii() && yaml.contains(ODD))
    {
        return None;
    }
    let mut scan = LineScan { entries: Vec::with_capacity(16), list: ListState::Closed };
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        scan.line(text.strip_suffix('\r').unwrap_or(text), start).ok()?;
        start += line.len();
    }
    Some(scan.entries)
}

/// Tabs are rare, and the meaning of other control characters is left to the exact reader.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\r') || byte == 0x7f
}

/// A line that is left to the exact reader.
struct NotSimple;

/// Whether items of a list may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListState {
    /// They may not: the last key has a value in its own line.
    Closed,
    /// They may, with any indent: the last key has none.
    Open,
    /// They may, with the indent of those before.
    Indented(usize),
}

struct LineScan {
    entries: Vec<FrontMatterEntry>,
    list: ListState,
}

impl LineScan {
    fn line(&mut self, text: &str, start: usize) -> Result<(), NotSimple> {
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            return Err(NotSimple);
        }
        let bare = text.trim_start_matches(' ');
        match bare.as_bytes().first() {
            None | Some(b'#') => Ok(()),
            Some(b'-') => self.item(bare, start, text.len() - bare.len()),
            Some(first) if first.is_ascii_alphabetic() && bare.len() == text.len() => self.pair(text, start),
            Some(_) => Err(NotSimple),
        }
    }

    fn pair(&mut self, text: &str, start: usize) -> Result<(), NotSimple> {
        let key = text.bytes().take_while(|byte| is_key_byte(*byte)).count();
        let after = text[key..].strip_prefix(':').ok_or(NotSimple)?;
        if is_reserved(&text[..key]) || !(after.is_empty() || after.starts_with(' ')) {
            return Err(NotSimple);
        }
        let value = after.trim_start_matches(' ');
        let length = scalar_length(value).ok_or(NotSimple)?;
        let value_start = if length == 0 { key + 1 } else { text.len() - value.len() };
        let value_start = start + value_start;
        self.list = if length == 0 { ListState::Open } else { ListState::Closed };
        self.entries.push(FrontMatterEntry::plain(start..start + key, value_start..value_start + length));
        Ok(())
    }

    fn item(&mut self, bare: &str, start: usize, indent: usize) -> Result<(), NotSimple> {
        let is_allowed = self.list == ListState::Open || self.list == ListState::Indented(indent);
        let content = bare.strip_prefix('-').filter(|_| is_allowed).ok_or(NotSimple)?;
        if !(content.is_empty() || content.starts_with(' ')) {
            return Err(NotSimple);
        }
        let value = content.trim_start_matches(' ');
        let length = scalar_length(value).ok_or(NotSimple)?;
        let end = if length == 0 { indent + 1 } else { indent + bare.len() - value.len() + length };
        let entry = self.entries.last_mut().ok_or(NotSimple)?;
        if self.list == ListState::Open {
            entry.value_span.start = start + indent;
        }
        self.list = ListState::Indented(indent);
        entry.value_span.end = start + end;
        entry.span.end = start + end;
        Ok(())
    }
}

/// True for the letters, digits and punctuation that a key without quotation marks may hold.
pub(super) fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// True for words that YAML does not read as text, or did not before version 1.2.
pub(super) fn is_reserved(word: &str) -> bool {
    const RESERVED: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(word))
}

/// The length in bytes of the scalar at the beginning of a line; nothing where it may not be a simple scalar.
fn scalar_length(text: &str) -> Option<usize> {
    let first = text.chars().next();
    match first {
        None | Some('#') => Some(0),
        Some(quote @ ('"' | '\'')) => {
            let end = 1 + text[1..].find(quote)?;
            let rest = text[end + 1..].trim_start_matches(' ');
            let has_comment = rest.starts_with('#') && text[end + 1..].starts_with(' ');
            let is_closed = rest.is_empty() || has_comment;
            (is_closed && !text[..end].contains('\\')).then_some(end + 1)
        }
        Some(first) if first.is_alphanumeric() || matches!(first, '(' | '/' | '.' | '_' | '$') => {
            plain_length(text.as_bytes())
        }
        Some(_) => None,
    }
}

/// The length in bytes of a plain scalar up to its comment; nothing where a colon in it may begin a value.
fn plain_length(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    let mut last = b' ';
    for (at, byte) in text.iter().enumerate() {
        match (last, *byte) {
            (b' ', b'#') => return Some(length),
            (b':', b' ') => return None,
            (_, b' ') => {}
            _ => length = at + 1,
        }
        last = *byte;
    }
    (last != b':').then_some(length)
}

/// The lines of a damaged front matter that can be read as `key: value` with a known key. The span of a value includes the indented lines
/// and list items below it, so that an edit replaces all of it, but only its first line is read.
pub(super) fn salvaged(yaml: &str, is_known: impl Fn(&str) -> bool) -> Vec<FrontMatterEntry> {
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        if let Some((key, value)) = text.split_once(": ").filter(|(key, _)| is_known(key)) {
            let blank = value.len() - value.trim_start().len();
            let value_start = start + key.len() + ": ".len() + if blank == value.len() { 0 } else { blank };
            let value_end = value_start + value.trim().len();
            entries.push(FrontMatterEntry::plain(start..start + key.len(), value_start..value_end));
            is_open = true;
        } else if text.starts_with([' ', '\t', '-']) {
            extend(entries.last_mut().filter(|_| is_open), start + text.trim_end().len());
        } else if !text.trim_end().is_empty() && !text.starts_with('#') {
            is_open = false;
        }
        start += line.len();
    }
    entries
}

fn extend(entry: Option<&mut FrontMatterEntry>, end: usize) {
    if let Some(entry) = entry {
        entry.value_span.end = end;
        entry.span.end = end;
    }
}

/// The first line of a salvaged value: as YAML reads it alone, else as it is written. Quotation marks that do not enclose all of it are
/// a part of it.
pub(super) fn salvaged_value(yaml: &str, value_span: &Range<usize>) -> String {
    let value = yaml.get(value_span.clone()).unwrap_or_default();
    let line = value.lines().next().unwrap_or_default().trim();
    let read = if super::budget::excess(line).is_none() { serde_yaml::from_str(line).ok() } else { None };
    read.unwrap_or_else(|| line.to_owned())
}
