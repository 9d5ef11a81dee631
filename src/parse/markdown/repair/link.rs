//! Owns the repair of links: addresses with spaces, without their closing parenthesis, in full-width parentheses.

use std::ops::Range;

use crate::parse::text_map::Edit;

/// Where `](` stands in plain text, unescaped, before what was meant as an address.
pub(super) fn left_over(text: &str, run: &Range<usize>, texts: &[Range<usize>]) -> Vec<Range<usize>> {
    closing_brackets(text, texts)
        .filter(|at| text[at + 1..].starts_with('(') && parse_address(&text[at + 2..run.end]).is_some())
        .map(|at| at..at + 2)
        .collect()
}

/// Files in parentheses right behind brackets whose names hold a space: no address, unless there is such a file.
pub(super) fn spaced_files(text: &str, run: &Range<usize>, texts: &[Range<usize>]) -> Vec<Range<usize>> {
    closing_brackets(text, texts).filter_map(|close| spaced_file(text, close, run.end)).collect()
}

fn spaced_file(text: &str, close: usize, run_end: usize) -> Option<Range<usize>> {
    let start = close + "](".len();
    let line = first_line(text.get(close..run_end)?.strip_prefix("](")?);
    let (end, _) = closing_parenthesis(line)?;
    let name = line[..end].trim();
    let start = start + (line.len() - line.trim_start().len());
    let path = name.split(['#', '?']).next().unwrap_or_default();
    let (stem, ending) = path.rsplit_once('.')?;
    let is_ending = (1..=8).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !stem.ends_with(char::is_whitespace);
    (is_ending && path.contains(' ') && !name.contains(['<', '>'])).then(|| start..start + name.len())
}

/// The edits that make the left-over links of one stretch of inline content work.
pub(super) fn edits(
    text: &str,
    run: &Range<usize>,
    texts: &[Range<usize>],
    links: &[Range<usize>],
) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut closing = closing_brackets(text, texts).peekable();
    if closing.peek().is_none() {
        return edits;
    }
    let pairs = Brackets::of(text, run);
    for close in closing {
        if edits.last().is_some_and(|edit| edit.range.end > close) {
            continue;
        }
        let Some(address_start) = address_start(text, close) else { continue };
        // A remark in parentheses right behind brackets is no link.
        let Some(address) = parse_address(&text[address_start..run.end]) else { continue };
        let label_start = pairs.opening(close).filter(|at| super::is_inside(texts, *at));
        let Some(label_start) = label_start else {
            if text[..close].ends_with(']') {
                edits.push(Edit { range: close - 1..close, text: String::new() });
            }
            continue;
        };
        let end = address_start + address.length;
        let first_inside = links.partition_point(|link| link.start < label_start);
        let mut inside = links[first_inside..].iter().take_while(|link| link.start < close);
        if inside.any(|link| link.end <= close) {
            // A link inside a link: the inner one stands, the outer one is only its text.
            edits.push(Edit { range: label_start..label_start + 1, text: String::new() });
            edits.push(Edit { range: close..end, text: String::new() });
        } else {
            edits.push(Edit { range: close..end, text: format!("]({})", encode(&address.url)) });
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The longest label and address in bytes. The bound keeps the time linear for a text with many brackets.
const LONGEST: usize = 4 * 1024;

fn closing_brackets<'a>(text: &'a str, texts: &'a [Range<usize>]) -> impl Iterator<Item = usize> + 'a {
    texts.iter().flat_map(move |range| {
        text[range.clone()]
            .match_indices(']')
            .map(|(offset, _)| range.start + offset)
            .filter(|at| !super::is_escaped(text, *at))
    })
}

/// Where the address of a label begins. A space is mended only before a clear address:
/// `[Save] (recommended)` is no link.
fn address_start(text: &str, close: usize) -> Option<usize> {
    let after = &text[close + 1..];
    ["(", " (", "（", " （"].into_iter().find_map(|opening| {
        let rest = after.strip_prefix(opening)?;
        let start = text.len() - rest.len();
        let clear = opening == "(" || rest.trim_start().starts_with("http");
        clear.then_some(start)
    })
}

/// The unescaped brackets of one stretch, paired.
struct Brackets {
    /// Closing and opening, in order of the closing ones.
    pairs: Vec<(usize, usize)>,
}

impl Brackets {
    fn of(text: &str, run: &Range<usize>) -> Self {
        let mut open = Vec::new();
        let mut pairs = Vec::new();
        for (offset, bracket) in text[run.clone()].match_indices(['[', ']']) {
            let at = run.start + offset;
            if super::is_escaped(text, at) {
                continue;
            }
            match (bracket, open.len()) {
                ("[", _) => open.push(at),
                (_, 0) => {}
                _ => pairs.extend(open.pop().map(|opening| (at, opening))),
            }
        }
        Self { pairs }
    }

    /// The `[` that a `]` belongs to, unless no label is as long.
    fn opening(&self, close: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&close, |(close, _)| *close).ok()?;
        let (_, opening) = self.pairs[index];
        (close - opening <= LONGEST).then_some(opening)
    }
}

struct Address {
    url: String,
    /// Its bytes in the text, the closing parenthesis included where there is one.
    length: usize,
}

/// Reads an address as its author meant it: up to the parenthesis that closes it, or up to where no address goes on.
fn parse_address(text: &str) -> Option<Address> {
    let line = first_line(text);
    let leading = line.len() - line.trim_start().len();
    match closing_parenthesis(line) {
        Some((end, width)) if is_address(&line[..end]) => {
            Some(Address { url: line[leading..end].trim_end().to_owned(), length: end + width })
        }
        _ => {
            let rest = &line[leading..];
            let end =
                rest.find(|c: char| c.is_whitespace() || ends_address(c) || c == '*').unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';']);
            is_address(url).then(|| Address { url: url.to_owned(), length: leading + url.len() })
        }
    }
}

/// The first line, as far as an address can reach.
fn first_line(text: &str) -> &str {
    let reach = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..reach].lines().next().unwrap_or_default()
}

fn closing_parenthesis(line: &str) -> Option<(usize, usize)> {
    // Most lines without one hold many labels, as damaged ones do.
    memchr::memchr2(b')', 0xEF, line.as_bytes())?;
    let mut depth = 0_usize;
    for (at, character) in line.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' | '）' => return Some((at, character.len_utf8())),
            _ => {}
        }
    }
    None
}

/// True for an address, false for a remark in parentheses.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let known = ["http://", "https://", "mailto:", "tel:", "/", "#", "./", "../", "ms-settings:"];
    known.iter().any(|start| text.starts_with(start))
        || (!text.contains(char::is_whitespace) && text.contains(".md"))
}

/// Full-width and CJK punctuation and letters, and the reserved characters, end an address that was typed bare.
fn ends_address(character: char) -> bool {
    matches!(character,
        '\u{2018}'..='\u{201F}' | '\u{2026}' | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{0E00}'..='\u{0E7F}' | super::SENTINEL | super::OBJECT | '\u{200E}' | '\u{200F}')
}

/// An address that stands between plain parentheses whatever it holds.
fn encode(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            _ => encoded.push(character),
        }
    }
    encoded
}
