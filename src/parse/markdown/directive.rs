//! Owns the directives that stand in square brackets or colons: alerts, videos, includes, styled blocks, images, components.

use std::ops::Range;

use super::html_tag;

/// Something that Markdown has no syntax for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Directive {
    /// `> [!NOTE]`: the block quote that it begins is an alert.
    Alert(AlertKind),
    /// `> [!div class="…"]`: the block quote that it begins is a plain group with a class.
    Group {
        /// The class, as written.
        class: String,
    },
    /// `> [!VIDEO url]`.
    Video {
        /// The address, as written.
        url: String,
    },
    /// `[!INCLUDE [label](path)]`: another file's body stands here.
    Include {
        /// The path, as written, from the article's folder.
        path: String,
        /// Where the path stands in the file.
        place: Range<usize>,
    },
    /// `:::image source="…" alt-text="…":::`.
    Image {
        /// The path, as written.
        source: String,
        /// The alternative text.
        alt: String,
        /// Where the directive stands in the file.
        place: Range<usize>,
    },
    /// `::: name title="…"`: what follows, up to its end, is the body of a component.
    Open(Component),
    /// `:::`: the component that was opened last ends.
    Close {
        /// Where the line stands in the file.
        place: Range<usize>,
    },
    /// `:::code source="…":::` or `[!code-lang[](…)]`: lines of another file stand here.
    Snippet(Snippet),
    /// `:::no-loc text="…":::`: a text that is never translated.
    Verbatim {
        /// The text.
        text: String,
    },
}

/// A component as written in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Component {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// The place in the file of its title, label or caption, if it has one: the text that is translated.
    pub spoken: Option<Range<usize>>,
    /// Where the line stands in the file.
    pub place: Range<usize>,
    /// Text that cannot be read as attributes, as a place in the file.
    pub trouble: Option<Range<usize>>,
}

impl Component {
    /// The value of an attribute.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|found| found.value.as_str())
    }

    /// Its name as articles write it.
    pub(crate) fn written_name(&self) -> &str {
        self.value("kind").filter(|_| self.name == "alert").unwrap_or(&self.name)
    }

    /// The component that represents an alert.
    pub(crate) fn alert(kind: AlertKind) -> Self {
        let attributes = vec![Attribute::new("kind", kind.name())];
        Self { name: "alert".to_owned(), attributes, ..Self::default() }
    }
}

/// An attribute of a component. Its value is anything that an author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// Its name in lower case, with `_` for `-`.
    pub name: String,
    /// Its value, entities decoded; `true` where only the name is written.
    pub value: String,
    /// Where it stands in the file.
    pub place: Range<usize>,
}

impl Attribute {
    /// An attribute without a place in a file.
    pub(crate) fn new(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), place: 0..0 }
    }
}

/// Lines of another file that an article displays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// The path, as written, from the article's folder.
    pub path: String,
    /// The language, as written; where it is empty, it follows from the file's extension.
    pub language: String,
    /// Which lines, such as `2-5,9-`; all where it is empty.
    pub range: String,
    /// The name of a part that the file marks by `<name>` and `</name>` in comments; all where it is empty.
    pub id: String,
    /// Where the path stands in the file.
    pub place: Range<usize>,
}

impl Snippet {
    /// The language for syntax highlighting: as written, or the file's extension.
    pub(crate) fn language(&self) -> String {
        let ending = || self.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let language = if self.language.is_empty() { ending() } else { &self.language };
        language.to_ascii_lowercase()
    }

    /// The requested lines of a file, without their common indent.
    pub(crate) fn lines(&self, file: &str) -> String {
        let all: Vec<&str> = file.lines().collect();
        let wanted: Vec<&str> = match (self.id.as_str(), self.range.as_str()) {
            ("", "") => all,
            ("", range) => range.split(',').flat_map(|part| part_of(&all, part)).copied().collect(),
            (id, _) => marked(&all, id).to_vec(),
        };
        let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let shared = wanted.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
        wanted.iter().map(|line| line.get(shared..).unwrap_or_default().to_owned() + "\n").collect()
    }
}

/// `3`, `3-5` or `3-`, counted from 1.
fn part_of<'a>(lines: &'a [&'a str], part: &str) -> &'a [&'a str] {
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    let Ok(first) = first.trim().parse::<usize>() else { return &[] };
    let last = last.trim().parse::<usize>().unwrap_or(lines.len()).min(lines.len());
    lines.get(first.saturating_sub(1)..last).unwrap_or_default()
}

/// What stands between the lines that hold `<id>` and `</id>`.
fn marked<'a>(lines: &'a [&'a str], id: &str) -> &'a [&'a str] {
    let holds = |line: &&str, mark: &str| line.to_lowercase().contains(mark);
    let (open, close) = (format!("<{}>", id.to_lowercase()), format!("</{}>", id.to_lowercase()));
    let Some(start) = lines.iter().position(|line| holds(line, &open)) else { return &[] };
    let rest = &lines[start + 1..];
    &rest[..rest.iter().position(|line| holds(line, &close)).unwrap_or(rest.len())]
}

/// The five kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl AlertKind {
    /// The kind with this name, in upper or lower case.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let kinds = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];
        kinds.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    /// The kind's name, as classes and message ids carry it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

/// A directive and how many bytes of the text it takes.
pub(crate) struct ParsedDirective {
    /// What it is; places count from the text's beginning.
    pub directive: Directive,
    /// Its length in bytes.
    pub length: usize,
}

/// The directive that begins a text, in any spelling that real articles use: `[!NOTE]`, `[! Note ]`, `[!VIDEO url]`,
/// `[!INCLUDE[a](b)]`, `:::image …:::`.
pub(crate) fn at(text: &str) -> Option<ParsedDirective> {
    if let Some(rest) = text.strip_prefix(":::image") {
        return image(rest).map(|found| ParsedDirective { length: found.length + ":::image".len(), ..found });
    }
    if let Some(rest) = text.strip_prefix(":::no-loc ") {
        return verbatim(text, rest);
    }
    let rest = text.strip_prefix('[')?.trim_start_matches(' ').strip_prefix('!')?.trim_start_matches(' ');
    let word_length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(word_length);
    match word.to_ascii_lowercase().as_str() {
        "video" => video(text, rest),
        "div" => group(text, rest),
        "include" => include(text, rest),
        "code" => code(text, rest),
        kind => alert(text, rest, AlertKind::of(kind)?),
    }
}

fn alert(text: &str, rest: &str, kind: AlertKind) -> Option<ParsedDirective> {
    let after = rest.trim_start_matches(' ').strip_prefix(']')?;
    Some(ParsedDirective { directive: Directive::Alert(kind), length: text.len() - after.len() })
}

fn video(text: &str, rest: &str) -> Option<ParsedDirective> {
    let end = closing(rest)?;
    let after = &rest[end + 1..];
    let url = rest[..end].trim().trim_matches(['<', '>', '"']).to_owned();
    Some(ParsedDirective { directive: Directive::Video { url }, length: text.len() - after.len() })
}

fn group(text: &str, rest: &str) -> Option<ParsedDirective> {
    let end = closing(rest)?;
    let after = &rest[end + 1..];
    let class = attribute(&rest[..end], "class").unwrap_or_default();
    Some(ParsedDirective { directive: Directive::Group { class }, length: text.len() - after.len() })
}

fn include(text: &str, rest: &str) -> Option<ParsedDirective> {
    let label = rest.trim_start_matches([' ', '-']).strip_prefix('[')?;
    let (path, place, length) = target(text, label)?;
    Some(ParsedDirective { directive: Directive::Include { path, place }, length })
}

/// `[!code-powershell[label](path#L2-L5 "title")]`; the part behind `#` is the lines or a name, `?range=` and `?name=` say the same.
fn code(text: &str, rest: &str) -> Option<ParsedDirective> {
    let (language, label) = rest.split_at(within(rest, "[", LONGEST)?);
    let label = &label[1..];
    let language = language.trim_start_matches('-').trim();
    if language.contains(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '+' | '#')) {
        return None;
    }
    let (path, place, length) = target(text, label)?;
    let (path, part) = path.split_once(['#', '?']).unwrap_or((&path, ""));
    let (range, id) = match part.split_once('=') {
        Some(("range", range)) => (range.to_owned(), ""),
        Some(("name", name)) => (String::new(), name),
        _ if is_lines(part) => (part.replace(['L', 'l'], ""), ""),
        _ => (String::new(), part),
    };
    let snippet = Snippet {
        path: path.trim().to_owned(),
        language: language.to_owned(),
        range,
        id: id.to_owned(),
        place,
    };
    Some(ParsedDirective { directive: Directive::Snippet(snippet), length })
}

/// `L2-L5`
fn is_lines(part: &str) -> bool {
    part.starts_with(['L', 'l']) && part[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// What stands between `](` and `)]` behind a label: the address without its title, its place, and the length of all up to there.
fn target(text: &str, label: &str) -> Option<(String, Range<usize>, usize)> {
    let path_start = within(label, "](", LONGEST)? + 2;
    let path_end = label.bytes().skip(path_start).take(LONGEST).position(|byte| matches!(byte, b')' | b'\n'));
    let path_end = path_start + path_end?;
    let after = label[path_end..].strip_prefix(')')?.trim_start_matches(' ').strip_prefix(']')?;
    let start = text.len() - label.len() + path_start;
    let path = label[path_start..path_end].split(" \"").next().unwrap_or_default();
    Some((path.trim().to_owned(), start..start + (path_end - path_start), text.len() - after.len()))
}

/// The longest label in bytes. The bound keeps the time linear for a text with many opening brackets.
const LONGEST: usize = 4 * 1024;

/// Where the `]` stands that closes the line's directive.
fn closing(rest: &str) -> Option<usize> {
    let mut near = rest.bytes().take(LONGEST);
    let end = near.position(|byte| matches!(byte, b']' | b'\n'))?;
    (rest.as_bytes()[end] == b']').then_some(end)
}

/// Where a text holds another, near its beginning.
fn within(text: &str, wanted: &str, longest: usize) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(longest)];
    memchr::memmem::find(near, wanted.as_bytes())
}

/// `rest` is what follows `:::no-loc`.
fn verbatim(text: &str, rest: &str) -> Option<ParsedDirective> {
    let end = within(rest, ":::", LONGEST)?;
    let verbatim = attribute(&rest[..end], "text").filter(|_| !rest[..end].contains('\n'))?;
    let length = text.len() - rest.len() + end + 3;
    Some(ParsedDirective { directive: Directive::Verbatim { text: verbatim }, length })
}

/// `rest` is what follows `:::image`. The directive may run over lines, but not over a blank one.
fn image(rest: &str) -> Option<ParsedDirective> {
    let end = within(rest, ":::", LONGEST)?;
    let body = Some(&rest[..end]).filter(|body| !body.contains("\n\n"))?;
    let source = attribute(body, "source")?;
    let alt = attribute(body, "alt-text").unwrap_or_default();
    let place = 0..end + 3;
    Some(ParsedDirective { directive: Directive::Image { source, alt, place }, length: end + 3 })
}

/// The value of `name="value"`, with either kind of quotation mark.
fn attribute(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while let Some(start) = rest.find(name) {
        let bounded = rest[..start].chars().next_back().is_none_or(char::is_whitespace);
        rest = &rest[start + name.len()..];
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if let (true, Some(value)) = (bounded, value) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = value[1..].find(quote)?;
            return Some(html_tag::decode_entities(&value[1..1 + end]));
        }
    }
    None
}
