//! Owns where a text's front matter begins and ends, and what a block is that cannot be delimited.
//!
//! A block that a person would take for front matter never becomes a part of the body: it is read where that is harmless, else it is
//! reported for what it is.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_yaml::Mapping;

use super::budget;
use super::guards;

/// The places of the front matter and the body of a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The YAML, without its fences.
    pub yaml: Range<usize>,
    /// Where the body begins: after the closing fence's line end.
    pub body: usize,
}

/// What stands at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FrontMatterBlock {
    /// No front matter.
    Absent,
    /// Front matter between its fences.
    Fenced(Bounds),
    /// Front matter whose beginning, end or form is not understood.
    Undelimited(Undelimited),
}

/// A block of keys that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undelimited {
    /// The lines of the block.
    pub lines: Range<usize>,
    /// The line that is wrong.
    pub place: Range<usize>,
    /// Where the body begins.
    pub body: usize,
    /// What is wrong.
    pub reason: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl FrontMatterBlock {
    /// Where the body begins.
    pub(crate) fn body(&self) -> usize {
        match self {
            FrontMatterBlock::Absent => 0,
            FrontMatterBlock::Fenced(bounds) => bounds.body,
            FrontMatterBlock::Undelimited(block) => block.body,
        }
    }
}

const CLOSE_IT: &str = "put a line `---` below the last key";
const FENCE_IT: &str = "write the keys as `key: value` between two lines `---`";

/// Finds the front matter at the beginning of a text. Blank lines, spaces, invisible characters and comments may stand before it.
pub(crate) fn block(text: &str) -> FrontMatterBlock {
    let begin = behind_prelude(text);
    let Some(first) = line_at(text, begin) else { return FrontMatterBlock::Absent };
    let visible = first.of(text).trim_matches(is_blank);
    match visible {
        "---" => fenced(text, &first, is_at_beginning(text, &first)),
        "+++" => undelimited_by(text, &first, "+++", "this front matter is TOML, which is not read"),
        ";;;" => undelimited_by(text, &first, ";;;", "this front matter is JSON, which is not read"),
        _ if visible.len() > 1 && visible.chars().all(is_dash) => {
            let reason = "the front matter does not begin with exactly three hyphens";
            undelimited_by(text, &first, visible, reason)
        }
        _ if visible.starts_with("---") => {
            let reason = "something stands behind the hyphens that open the front matter";
            undelimited_by(text, &first, "---", reason)
        }
        _ if visible.starts_with('{') => json(text, &first),
        _ => unopened(text, &first),
    }
}

/// The places of a front matter that is read.
pub(crate) fn bounds(text: &str) -> Option<Bounds> {
    match block(text) {
        FrontMatterBlock::Fenced(bounds) => Some(bounds),
        FrontMatterBlock::Absent | FrontMatterBlock::Undelimited(_) => None,
    }
}

/// One line: where it begins, where its text ends, and where the next begins.
#[derive(Clone, Debug)]
struct TextLine {
    start: usize,
    end: usize,
    next: usize,
}

impl TextLine {
    fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

fn line_at(text: &str, start: usize) -> Option<TextLine> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
    let line_end = match &rest.as_bytes()[length..] {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    Some(TextLine { start, end: start + length, next: start + length + line_end })
}

fn lines_from(text: &str, start: usize) -> impl Iterator<Item = TextLine> {
    std::iter::successors(line_at(text, start), |line| line_at(text, line.next))
}

/// True for white space and for characters that are not seen.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{180e}')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The beginning of the first line with a visible character that is not in a comment.
fn behind_prelude(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start_matches(is_blank);
        let visible = text.len() - rest.len();
        let end = rest.strip_prefix("<!--").and_then(|comment| comment.find("-->"));
        match end {
            Some(length) => at = visible + "<!--".len() + length + "-->".len(),
            None => {
                let before = &text[at..visible];
                return at + before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            }
        }
    }
}

/// True where the first line is at the beginning of the text, or behind its byte order mark, without indent.
fn is_at_beginning(text: &str, first: &TextLine) -> bool {
    let line = first.of(text);
    first.start == 0 && line.strip_prefix('\u{feff}').unwrap_or(line).starts_with("---")
}

/// A text whose first visible line is `---`. Elsewhere than at the very beginning, keys have to follow.
fn fenced(text: &str, first: &TextLine, is_usual: bool) -> FrontMatterBlock {
    let start = first.next;
    let strict = closing(text, start, |line| matches!(line.trim_end(), "---" | "..."));
    if let Some(bounds) = strict.as_ref().filter(|bounds| is_usual && are_keys(&text[bounds.yaml.clone()])) {
        return FrontMatterBlock::Fenced(bounds.clone());
    }
    let head = Head::of(text, start);
    if let Some(bounds) = &strict {
        let block = &text[bounds.yaml.clone()];
        let is_empty = lines_from(block, 0).all(|line| {
            let line = line.of(block).trim();
            line.is_empty() || line.starts_with('#')
        });
        let covers = text[head.end.min(bounds.yaml.end)..bounds.yaml.end].trim_matches(is_blank).is_empty();
        if (is_empty && is_usual)
            || (head.has_keys && covers)
            || ((head.has_keys || is_usual) && is_mapping(block))
        {
            return FrontMatterBlock::Fenced(bounds.clone());
        }
    }
    if !head.has_keys {
        return FrontMatterBlock::Absent;
    }
    let loose = closing(text, start, |line| matches!(line.trim_matches(is_blank), "---" | "..."));
    if let Some(bounds) = loose.filter(|bounds| strict.as_ref() != Some(bounds))
        && (strict.is_none() || is_mapping(&text[bounds.yaml.clone()]))
    {
        return FrontMatterBlock::Fenced(bounds);
    }
    match strict {
        // What follows the keys cannot belong to them: this line `---` belongs to the body.
        Some(_) if head.is_left_for_body => unclosed(text, first, &head),
        Some(bounds) => FrontMatterBlock::Fenced(bounds),
        None => unclosed(text, first, &head),
    }
}

/// True where each line is a plain key and its value, or goes on with the value before it, as nearly always.
fn are_keys(block: &str) -> bool {
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let is_key = |line: &[u8]| {
        let length = line.iter().take_while(|byte| is_of_key(byte)).count();
        line.first().is_some_and(u8::is_ascii_alphabetic)
            && matches!(&line[length..], [b':'] | [b':', b' ', ..])
    };
    let goes_on = |line: &str| {
        line.starts_with("- ") || (line.starts_with(' ') && !line.trim_matches(is_blank).is_empty())
    };
    let mut lines = block.lines();
    !block.contains('\r')
        && lines.next().is_some_and(|line| is_key(line.as_bytes()))
        && lines.all(|line| is_key(line.as_bytes()) || goes_on(line))
}

fn closing(text: &str, start: usize, is_close: impl Fn(&str) -> bool) -> Option<Bounds> {
    let line = lines_from(text, start).find(|line| is_close(line.of(text)))?;
    Some(Bounds { yaml: start..line.start, body: line.next })
}

fn is_mapping(yaml: &str) -> bool {
    budget::excess(yaml).is_none() && serde_yaml::from_str::<Mapping>(yaml).is_ok()
}

/// Keys without a closing fence. A line of other dashes in its place is left out with them.
fn unclosed(text: &str, first: &TextLine, head: &Head) -> FrontMatterBlock {
    let rest = line_at(text, head.end);
    let wrong = rest.filter(|line| {
        let line = line.of(text).trim_matches(is_blank);
        line.chars().count() > 1 && line.chars().all(|character| is_dash(character) || character == '+')
    });
    let (place, body, reason) = match wrong {
        Some(line) => {
            (line.start..line.end, line.next, "the front matter does not end with exactly three hyphens")
        }
        None => (first.start..first.end, head.end, "the front matter is not closed"),
    };
    FrontMatterBlock::Undelimited(Undelimited {
        lines: first.next..head.end,
        place,
        body,
        reason,
        help: CLOSE_IT,
    })
}

/// A block between fences that are not read, if keys follow the first.
fn undelimited_by(text: &str, first: &TextLine, fence: &str, reason: &'static str) -> FrontMatterBlock {
    let start = first.next;
    let is_close = |line: &str| {
        let line = line.trim_matches(is_blank);
        line == fence || line == "---"
    };
    let is_toml = fence == "+++";
    let looks_right = lines_from(text, start)
        .map(|line| line.of(text).trim_matches(is_blank))
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .is_some_and(|line| match fence {
            "+++" => is_toml_line(line) || is_certain_key(line) || line == fence,
            ";;;" => line.starts_with(['{', '"']),
            _ => is_certain_key(line) || line.starts_with('{') || is_toml_line(line),
        });
    if !looks_right {
        return FrontMatterBlock::Absent;
    }
    let (end, body) = match closing(text, start, is_close) {
        Some(bounds) => (bounds.yaml.end, bounds.body),
        None if is_toml => paragraph_end(text, start),
        None => {
            let end = Head::of(text, start).end;
            (end, end)
        }
    };
    let place = first.start..first.end;
    FrontMatterBlock::Undelimited(Undelimited { lines: start..end, place, body, reason, help: FENCE_IT })
}

fn paragraph_end(text: &str, start: usize) -> (usize, usize) {
    let end = lines_from(text, start)
        .find(|line| line.of(text).trim_matches(is_blank).is_empty())
        .map_or(text.len(), |line| line.start);
    (end, end)
}

/// An object at the beginning of the text. `{ -name }` and the like are words of the body.
fn json(text: &str, first: &TextLine) -> FrontMatterBlock {
    let begin = first.start + first.of(text).find('{').unwrap_or_default();
    let rest = &text[begin..];
    if !rest[1..].trim_start().starts_with('"') {
        return FrontMatterBlock::Absent;
    }
    let mut objects = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    let end = match objects.next() {
        Some(Ok(_)) => {
            let end = begin + objects.byte_offset();
            line_at(text, end).map_or(text.len(), |line| line.next)
        }
        _ => {
            let last = lines_from(text, first.start).find(|line| line.of(text).trim() == "}");
            last.map_or_else(|| paragraph_end(text, first.start).0, |line| line.next)
        }
    };
    FrontMatterBlock::Undelimited(Undelimited {
        lines: begin..end,
        place: first.start..first.end,
        body: end,
        reason: "this front matter is JSON, which is not read",
        help: FENCE_IT,
    })
}

/// Known keys without a fence before them: at least two of them, one that guards publication, or one above a closing fence.
fn unopened(text: &str, first: &TextLine) -> FrontMatterBlock {
    let is_known = |line: &str| {
        key_of(line).is_some_and(|key| super::is_known(key) || guards::is_guard(key)) || is_bare_guard(line)
    };
    if key_of(first.of(text)).is_none() || !is_known(first.of(text)) {
        return FrontMatterBlock::Absent;
    }
    let head = Head::of(text, first.start);
    let block = &text[first.start..head.end];
    let lines = || lines_from(block, 0).map(|line| line.of(block));
    let is_guarded = lines().any(names_guard);
    let after = line_at(text, head.end);
    let close = after.as_ref().filter(|line| matches!(line.of(text).trim_end(), "---" | "..."));
    let is_alone = after.as_ref().is_none_or(|line| line.of(text).trim_matches(is_blank).is_empty());
    let is_many = is_alone && lines().nth(1).is_some() && lines().all(is_known);
    if close.is_none() && !is_guarded && !is_many {
        return FrontMatterBlock::Absent;
    }
    FrontMatterBlock::Undelimited(Undelimited {
        lines: first.start..head.end,
        place: first.start..first.end,
        body: close.map_or(head.end, |line| line.next),
        reason: "the line `---` before the front matter is missing",
        help: "put a line `---` above the first key",
    })
}

/// The lines below an opening fence that look like keys and values.
struct Head {
    /// Where the first line begins that does not.
    end: usize,
    has_keys: bool,
    /// True where that line is behind a blank line, begins with `#`, or is a fence of another kind.
    is_left_for_body: bool,
}

impl Head {
    fn of(text: &str, start: usize) -> Self {
        let mut head = Self { end: start, has_keys: false, is_left_for_body: false };
        let mut is_behind_blank = false;
        let mut last_key = start;
        for line in lines_from(text, start) {
            let written = line.of(text);
            let visible = written.trim_matches(is_blank);
            if visible.is_empty() {
                is_behind_blank = true;
                continue;
            }
            if matches!(visible, "---" | "...") {
                break;
            }
            if visible.starts_with('#') {
                head.is_left_for_body = true;
                continue;
            }
            let continues = head.has_keys
                && (written.starts_with([' ', '\t'])
                    || (!is_behind_blank && (visible == "-" || visible.starts_with("- "))));
            let is_key = if is_behind_blank { is_certain_key(visible) } else { is_key_line(visible) };
            if !continues && !is_key && !is_behind_blank && head.has_keys && line.start >= last_key {
                last_key = last_key_of_paragraph(text, line.next);
            }
            if !continues && !is_key && line.start >= last_key {
                head.is_left_for_body |= is_behind_blank || visible.chars().all(|c| is_dash(c) || c == '+');
                return head;
            }
            head.has_keys |= is_key;
            head.end = line.next;
            (is_behind_blank, head.is_left_for_body) = (false, false);
        }
        head
    }
}

/// The beginning of the last line before a blank one or a fence that can hardly be a sentence: whatever stands before it is no body.
fn last_key_of_paragraph(text: &str, start: usize) -> usize {
    let is_end = |line: &str| line.trim_matches(is_blank).chars().all(is_dash);
    let lines = lines_from(text, start).take_while(|line| !is_end(line.of(text)));
    lines.filter(|line| is_certain_key(line.of(text))).last().map_or(0, |line| line.start)
}

/// True for a line that may hold a key, in whatever spelling.
fn is_key_line(line: &str) -> bool {
    key_of(line).is_some() || line.starts_with(['{', '}', '?', '&', '!']) || is_bare_guard(line)
}

/// True for a line that can hardly be a sentence: a known key, a guard, or a word in small letters.
fn is_certain_key(line: &str) -> bool {
    let is_certain = |key: &str| {
        let is_small_word =
            key.starts_with(|first: char| first.is_ascii_lowercase()) && !key.contains(char::is_whitespace);
        super::is_known(key) || guards::is_guard(key) || is_small_word
    };
    key_of(line).is_some_and(is_certain) || is_bare_guard(line)
}

/// True for a line that begins with a guard of publication as its key.
fn names_guard(line: &str) -> bool {
    let visible = line.trim_matches(is_blank);
    let line = visible.trim_start_matches(['-', '{', '?', ' ']);
    let key = line.split_once([':', '=']).map(|(key, _)| key.trim());
    // The value of a key behind `? ` stands on a line of its own.
    let key = key.or(visible.starts_with("? ").then_some(line));
    let is_short = |key: &&str| key.split_whitespace().count() < 3;
    key.filter(is_short).is_some_and(guards::is_guard) || guards::is_misspelt(line)
}

/// The word that guards publication with no colon, or as an item: `draft`, `draft true`, `draft = true`, `- draft: true`.
fn is_bare_guard(line: &str) -> bool {
    if names_guard(line) {
        return true;
    }
    let mut words = line.split(|c: char| c.is_whitespace() || c == '=').filter(|word| !word.is_empty());
    words.next().is_some_and(guards::is_guard) && words.count() < 2
}

/// The key before the colon of a line; a colon without a space counts behind a known key or a guard.
fn key_of(line: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    let line = line.trim_matches(is_blank);
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_apart = value.is_empty() || value.starts_with(char::is_whitespace);
    let is_word =
        key.chars().next().is_some_and(|first| first.is_alphanumeric() || matches!(first, '_' | '$' | '~'));
    let is_key =
        is_word && key.len() <= LONGEST && (is_apart || super::is_known(key) || guards::is_guard(key));
    is_key.then_some(key)
}

fn is_toml_line(line: &str) -> bool {
    let key = line.split_once('=').map(|(key, _)| key.trim().trim_matches(['"', '\'']));
    key.is_some_and(|key| !key.is_empty() && !key.contains(char::is_whitespace)) || line.starts_with('[')
}
