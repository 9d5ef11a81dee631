//! Owns the guard in front of the Fluent parser, which recurses: an entry nested too deeply is taken out before it is parsed.

use std::borrow::Cow;

use crate::source::Span;

/// More than any message needs, and far less than a thread's stack holds.
const DEEPEST: usize = 64;

/// The text with each entry that nests deeper blanked byte by byte, so that places stay right; and where those stood.
pub(super) fn without_deep_entries(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let deep: Vec<Span> =
        entry_spans(text).into_iter().filter(|span| is_deep(&text[span.start..span.end])).collect();
    if deep.is_empty() {
        return (Cow::Borrowed(text), deep);
    }
    let mut blanked = text.to_owned();
    for span in &deep {
        let blank: String = text[span.start..span.end].bytes().map(blank_byte).collect();
        blanked.replace_range(span.start..span.end, &blank);
    }
    (Cow::Owned(blanked), deep)
}

/// An entry runs from a line that begins `id =`, `-id =` or `#` up to the next such line. No other line ends the parser's
/// recursion: inside a placeable, a name may stand at the start of a line too.
fn entry_spans(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = vec![0];
    let line_starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    starts.extend(line_starts.filter(|&start| begins_entry(&text[start..])));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

fn begins_entry(line: &str) -> bool {
    let id = line.strip_prefix('-').unwrap_or(line);
    let after = id.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let named = after.len() < id.len() && after.trim_start_matches(' ').starts_with('=');
    named || line.starts_with('#')
}

/// Counts open braces and parentheses; inside them, what stands in quotes is no markup.
fn is_deep(entry: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for byte in entry.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'\n' => quoted = false,
            b'"' if depth > 0 => quoted = !quoted,
            _ if quoted => {}
            b'{' => depth += 1,
            b'(' if depth > 0 => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn blank_byte(byte: u8) -> char {
    if byte == b'\n' { '\n' } else { ' ' }
}
