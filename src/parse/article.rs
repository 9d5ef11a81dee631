//! Owns one article: a file taken apart into front matter, both sides, units and a body ready for rendering.

use std::cell::OnceCell;
use std::ops::Range;

use data_encoding::HEXLOWER;
use sha1::Digest;

use super::controls;
use super::front_matter::{
    self, FrontMatter, FrontMatterBlock, FrontMatterText, TranslationKind, Undelimited,
};
use super::markdown::inline_include::{self, IncludePosition, InlineTexts};
use super::markdown::origin::MarkdownOrigin;
use super::markdown::outline::{Outline, Reference};
use super::markdown::{Document, component, faq};
use super::markup_reports::{self, repairs};
use super::side_by_side::{HeldUnit, SideBySide};
use super::text_map::TextMap;
use super::unit_guard::{self, StructureChange};
use super::writer_repairs;
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::source::{Fingerprint, SourcePath};

/// A parsed content file.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    /// The file it was read from.
    pub path: SourcePath,
    /// Its front matter; empty where there is none.
    pub front_matter: FrontMatter,
    /// Its front matter as it is written; empty where there is none.
    pub front_matter_text: FrontMatterText,
    /// Both sides of the whole file, front matter included.
    pub sides: SideBySide,
    /// The offset of the body in the target side, in bytes.
    pub target_body: usize,
    /// The offset of the body in the source side, in bytes.
    pub source_body: usize,
    /// Whose Markdown its body is. Both sides of a bilingual file went through the hand-off.
    origin: MarkdownOrigin,
    /// The units whose source stands in the place of their translation, which would break its block.
    held: Vec<HeldUnit>,
    /// The texts that stand in the place of includes inside of text.
    inline_texts: InlineTexts,
    /// The body of each side, target then source, parsed when it is first needed.
    documents: [OnceCell<Document>; 2],
}

/// One of an article's two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The translation.
    Target,
    /// The text it was translated from.
    Source,
}

/// What the plan keeps of an article: everything but its bodies. It does not change after parsing.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    /// The file it was read from.
    pub path: SourcePath,
    /// Its front matter.
    pub front_matter: FrontMatter,
    /// Its own side's headings, links, images and includes.
    pub outline: Outline,
    /// The source side's outline, where the article is bilingual.
    pub source_outline: Option<Outline>,
    /// The fingerprint of the source body, equal for equal bodies. Absent in a plain article.
    pub source_fingerprint: Option<Fingerprint>,
    /// The number of translation units.
    pub units: usize,
    /// Those whose source is shown in the place of their translation, which would break its block.
    pub held: Vec<HeldUnit>,
    /// Where the keys of front matter stand that decide an article's addresses, in the file.
    pub address_keys: Vec<(&'static str, Range<usize>)>,
    /// The number of units in the body without a text in the article's own language.
    pub untranslated: usize,
    /// Whose Markdown its body is.
    pub origin: MarkdownOrigin,
    /// True where it includes files inside of its text.
    pub includes_inline: bool,
    /// The texts of these files, once all articles are read.
    pub inline_texts: InlineTexts,
}

impl Article {
    /// Parses a file. Never fails: problems are returned as diagnostics, and the rest is used.
    pub(crate) fn parse(path: &SourcePath, text: &str, origin: MarkdownOrigin) -> Checked<Self> {
        let sides = SideBySide::parse(text);
        let mut diagnostics = Vec::new();
        for broken in &sides.broken {
            diagnostics.push(Diagnostic::at(
                Code::UnitBroken,
                path,
                broken.clone(),
                "this side-by-side span has no partner with the same id",
            ));
        }
        for unit in sides.units.iter().filter(|unit| unit.target.is_empty()) {
            let place = sides.target_map.original(unit.target.start);
            diagnostics.push(Diagnostic::at(
                Code::UnitTargetEmpty,
                path,
                place..place,
                "this sentence has no translation",
            ));
        }
        let (front_matter, front_matter_text) = read_front_matter(path, &sides).into_value(&mut diagnostics);
        let article = Self { front_matter, front_matter_text, ..Self::of_sides(path, sides, origin) };
        Checked { value: article, diagnostics }
    }

    /// Parses a text that is not the text of a file. All its places map to the beginning of the file at `path`: any other offset would
    /// point at unrelated text there.
    pub(crate) fn parse_composed(path: &SourcePath, text: &str) -> Self {
        let mut article = Self::parse(path, text, MarkdownOrigin::Translation).value;
        article.sides.target_map = TextMap::nowhere();
        article
    }

    /// Parses a file only to render its body: front matter and diagnostics are known already and are left empty here.
    pub(crate) fn body_of(summary: &Summary, text: &str) -> Self {
        let sides = SideBySide::parse_without(text, &summary.held);
        Self { held: summary.held.clone(), ..Self::of_sides(&summary.path, sides, summary.origin) }
    }

    /// The article of a file's text with the source in place of each translation that would break the block that it stands in.
    pub(crate) fn guarded(self, text: &str) -> Checked<Self> {
        let broken = unit_guard::broken(&self.sides, self.body_units(), self.source_body);
        if broken.is_empty() {
            return Checked { value: self, diagnostics: Vec::new() };
        }
        let place = |unit: usize| {
            let start = self.sides.target_map.original(self.sides.units[unit].target.start);
            start..start + self.sides.units[unit].target.len()
        };
        let of = |(unit, _): &(usize, StructureChange)| HeldUnit { unit: *unit, start: place(*unit).start };
        let held: Vec<HeldUnit> = broken.iter().map(of).collect();
        let report =
            |(unit, change): &(usize, StructureChange)| unit_guard::report(&self.path, place(*unit), change);
        let diagnostics = broken.iter().map(report).collect();
        let sides = SideBySide::parse_without(text, &held);
        let Self { path, front_matter, front_matter_text, origin, .. } = self;
        let article = Self { front_matter, front_matter_text, held, ..Self::of_sides(&path, sides, origin) };
        Checked { value: article, diagnostics }
    }

    /// True for a unit whose source stands in the place of its translation.
    pub(crate) fn is_held(&self, unit: usize) -> bool {
        self.held.iter().any(|held| held.unit == unit)
    }

    /// The article with the texts of the files that it includes inside of its text.
    #[must_use]
    pub(crate) fn with_inline_texts(self, inline_texts: InlineTexts) -> Self {
        Self { inline_texts, documents: Default::default(), ..self }
    }

    fn of_sides(path: &SourcePath, sides: SideBySide, origin: MarkdownOrigin) -> Self {
        let origin = if sides.units.is_empty() { origin } else { MarkdownOrigin::Translation };
        let target_body = front_matter::block(&sides.target).body();
        let source_body = front_matter::block(&sides.source).body();
        Self {
            path: path.clone(),
            front_matter: FrontMatter::default(),
            front_matter_text: FrontMatterText::default(),
            sides,
            target_body,
            source_body,
            origin,
            held: Vec::new(),
            inline_texts: InlineTexts::default(),
            documents: Default::default(),
        }
    }

    /// A side's Markdown, without front matter.
    pub(crate) fn body(&self, side: Side) -> &str {
        match side {
            Side::Target => &self.sides.target[self.target_body..],
            Side::Source => &self.sides.source[self.source_body..],
        }
    }

    /// The front matter block of the target side with `yaml` between its fences; empty where there is no front matter.
    pub(crate) fn front_matter_with(&self, yaml: &str) -> String {
        match front_matter::bounds(&self.sides.target) {
            Some(bounds) => {
                let text = &self.sides.target;
                [&text[..bounds.yaml.start], yaml, &text[bounds.yaml.end..bounds.body]].concat()
            }
            None => String::new(),
        }
    }

    /// The indices of the units in the body, in order.
    pub(crate) fn body_units(&self) -> Range<usize> {
        let first = self.sides.units.partition_point(|unit| unit.target.start < self.target_body);
        first..self.sides.units.len()
    }

    /// The source text of a unit.
    pub(crate) fn unit_source(&self, unit: usize) -> &str {
        self.sides.units.get(unit).map_or("", |unit| &self.sides.source[unit.source.clone()])
    }

    /// The parsed body of a side, ready for rendering. It is parsed at most once.
    pub(crate) fn document(&self, side: Side) -> &Document {
        let [target, source] = &self.documents;
        let document = match side {
            Side::Target => target,
            Side::Source => source,
        };
        document.get_or_init(|| self.parse_document(side))
    }

    fn parse_document(&self, side: Side) -> Document {
        let (start, map) = match side {
            Side::Target => (self.target_body, self.sides.target_map.from(self.target_body)),
            // No map is kept for the source side: all its places map to the beginning of the file.
            Side::Source => (self.source_body, TextMap::nowhere()),
        };
        let body = self.body(side);
        let mut units = Vec::with_capacity(self.sides.units.len());
        let mut edits = Vec::new();
        for unit in &self.sides.units[self.body_units()] {
            let own = match side {
                Side::Target => &unit.target,
                Side::Source => &unit.source,
            };
            // Damaged front matter can end at another offset on the other side.
            let own = own.start.saturating_sub(start)..own.end.saturating_sub(start);
            edits.extend(match side {
                Side::Target => {
                    writer_repairs::edits_of_translation(body, &own, &self.sides.source[unit.source.clone()])
                }
                Side::Source => writer_repairs::edits(body, &own, &self.sides.target[unit.target.clone()]),
            });
            units.push(own);
        }
        let texts = match side {
            Side::Target => &self.inline_texts.target,
            Side::Source => &self.inline_texts.source,
        };
        edits.extend(inline_include::edits(body, texts));
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let taken = writer_repairs::taken_away(body, &edits);
        let taken: Vec<_> = taken.map(|place| map.original_range(&place)).collect();
        let mut document = Document::parse(body, units, map, &edits, self.origin);
        document.taken_away.extend(taken);
        document
    }

    /// The includes inside of the text of the article's own side, each with what it stands in and its place in the file.
    pub(crate) fn inline_includes(&self) -> Vec<(IncludePosition, Reference)> {
        let map = self.sides.target_map.from(self.target_body);
        let found = inline_include::all(self.body(Side::Target)).into_iter();
        found
            .filter(|include| include.around != IncludePosition::Nothing)
            .map(|include| {
                let place = map.original_range(&include.range);
                (include.around, Reference { target: include.path, place })
            })
            .collect()
    }

    /// The summary for the plan, with the diagnostics of the body.
    pub(crate) fn summary(&self) -> Checked<Summary> {
        let document = self.document(Side::Target);
        let unpaired = component::unpaired(document);
        let unpaired = unpaired.iter().map(|line| unpaired_at(&self.path, line));
        let met = document.met_at_the_gate.iter();
        let met = met.map(|(letter, place)| controls::diagnostic(&self.path, *letter, place.clone()));
        let by_machine = self.front_matter.translation_kind == Some(TranslationKind::Machine);
        let mut diagnostics: Vec<Diagnostic> =
            repairs(&self.path, document, by_machine).into_iter().chain(met).chain(unpaired).collect();
        let mut summary = self.bare_summary();
        let source = summary.source_fingerprint.is_some().then(|| self.document(Side::Source));
        summary.outline = Outline::of(document);
        let inline = self.inline_includes();
        summary.includes_inline = !inline.is_empty();
        summary.outline.add_includes(inline.into_iter().map(|(_, include)| include));
        diagnostics.extend(markup_reports::of(&self.path, document, &summary.outline));
        summary.source_outline = source.map(Outline::of);
        if let Some(source) = &summary.source_outline {
            summary.outline.take_component_ids(source);
        }
        let sources = source.zip(summary.source_outline.as_mut());
        faq::find(self.front_matter.questions(), document, &mut summary.outline, sources);
        Checked { value: summary, diagnostics }
    }

    /// A summary without what the Markdown of the bodies has to be parsed for: enough to compare versions.
    pub(crate) fn bare_summary(&self) -> Summary {
        let bilingual = !self.sides.units.is_empty();
        Summary {
            path: self.path.clone(),
            front_matter: self.front_matter.clone(),
            outline: Outline::default(),
            source_outline: None,
            source_fingerprint: bilingual
                .then(|| Fingerprint::of(self.body(Side::Source).trim_end().as_bytes())),
            address_keys: self.address_keys(),
            units: self.sides.units.len(),
            held: self.held.clone(),
            untranslated: self.sides.units[self.body_units()]
                .iter()
                .filter(|unit| unit.target.is_empty())
                .count(),
            origin: self.origin,
            includes_inline: false,
            inline_texts: self.inline_texts.clone(),
        }
    }
}

/// The keys of front matter that give an article addresses.
const ADDRESS_KEYS: [&str; 3] = ["slug", "aliases", "redirect_from"];

impl Summary {
    /// Where a key stands that decides an article's addresses; the beginning of the file where there is none.
    pub(crate) fn key_place(&self, key: &str) -> Range<usize> {
        let found = self.address_keys.iter().find(|(known, _)| *known == key);
        found.map_or(0..0, |(_, place)| place.clone())
    }
}

impl Article {
    fn address_keys(&self) -> Vec<(&'static str, Range<usize>)> {
        let place = |key: &'static str| Some((key, self.front_matter_text.place_of(key)?));
        let places: Vec<(&'static str, Range<usize>)> = ADDRESS_KEYS.into_iter().filter_map(place).collect();
        // Few articles have any of them, and the others' front matter is not looked for again.
        if places.is_empty() {
            return places;
        }
        let start = front_matter::bounds(&self.sides.target).map_or(0, |bounds| bounds.yaml.start);
        let in_file = |(key, place): (&'static str, Range<usize>)| {
            (key, self.sides.target_map.original_range(&(start + place.start..start + place.end)))
        };
        places.into_iter().map(in_file).collect()
    }

    /// The hashes by which translations name this file as their source; empty for a bilingual file.
    pub(crate) fn file_hashes(&self) -> Vec<String> {
        if self.sides.units.is_empty() { file_hashes(&self.sides.target) } else { Vec::new() }
    }
}

/// Parses one sentence for rendering, with damaged delimiters and line breaks repaired. Its places map to no file.
pub(crate) fn sentence(text: &str) -> Document {
    let edits = writer_repairs::edits(text, &(0..text.len()), "");
    Document::parse(text, Vec::new(), TextMap::nowhere(), &edits, MarkdownOrigin::Translation)
}

fn file_hashes(text: &str) -> Vec<String> {
    let lf = text.replace("\r\n", "\n");
    let crlf = lf.replace('\n', "\r\n");
    let both = |form: String| {
        let (sha1, sha256) = (sha1::Sha1::digest(form.as_bytes()), sha2::Sha256::digest(form.as_bytes()));
        [HEXLOWER.encode(&sha1), HEXLOWER.encode(&sha256)]
    };
    [crlf, lf].into_iter().flat_map(both).collect()
}

fn read_front_matter(path: &SourcePath, sides: &SideBySide) -> Checked<(FrontMatter, FrontMatterText)> {
    match front_matter::block(&sides.target) {
        FrontMatterBlock::Fenced(bounds) => {
            let place = (bounds.yaml.start, &sides.target_map);
            front_matter::parse(&sides.target[bounds.yaml], place, path)
        }
        FrontMatterBlock::Undelimited(block) => {
            let lines = &sides.target[block.lines.clone()];
            let front_matter = FrontMatter::unread(lines);
            let diagnostic = undelimited(path, sides, &block, front_matter.is_kept_back());
            Checked { value: (front_matter, FrontMatterText::default()), diagnostics: vec![diagnostic] }
        }
        FrontMatterBlock::Absent => Checked {
            value: Default::default(),
            diagnostics: vec![
                Diagnostic::at(Code::FrontMatterMissing, path, 0..0, "the article has no front matter")
                    .help("begin the file with a line `---`, the keys, and a second line `---`"),
            ],
        },
    }
}

fn undelimited(path: &SourcePath, sides: &SideBySide, block: &Undelimited, is_kept_back: bool) -> Diagnostic {
    let place = sides.target_map.original_range(&block.place);
    let message = format!("{}{}", block.reason, front_matter::effect(is_kept_back));
    Diagnostic::at(Code::FrontMatterSyntax, path, place, message).help(block.help)
}

fn unpaired_at(path: &SourcePath, line: &component::Unpaired) -> Diagnostic {
    let (message, help) = match &line.name {
        Some(name) => (
            format!("nothing ends the component `{name}` before the block ends in which it began"),
            "write a line `:::` behind its text, with the same indent as this line",
        ),
        None => (
            "no component is open here that this line could end".to_owned(),
            "take the line out, or give it the indent of the line that opens the component",
        ),
    };
    Diagnostic::at(Code::ComponentUnpaired, path, line.place.clone(), message).help(help)
}
