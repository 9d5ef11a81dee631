//! Owns the side-by-side form: takes a bilingual file apart into its translation, its source, and the units that pair them.
//!
//! A pair is `<span data-ttu-id="ID">TARGET</span><span class="sxs-lookup"><span data-stu-id="ID">SOURCE</span></span>`;
//! the second ID must repeat the first, which is what lets a target hold a stray `</span>`.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::counts::WorkCounts;
use super::text_map::TextMap;

const TARGET_OPEN: &str = "<span data-ttu-id=\"";
const SOURCE_OPEN: &str = "</span><span class=\"sxs-lookup\"><span data-stu-id=\"";
const SOURCE_CLOSE: &str = "</span></span>";

/// One translated sentence with the source it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The sentence's number in the source: the digits after the last `-` of its id. Counts only within one version.
    pub number: u32,
    /// True for a `pNNN` id: the unit also covers the neighbouring sentences whose numbers are missing.
    pub merged: bool,
    /// The bytes of the translation in [`SideBySide::target`].
    pub target: Range<usize>,
    /// The bytes of the source in [`SideBySide::source`].
    pub source: Range<usize>,
}

/// A unit whose translation is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldUnit {
    /// Its index in [`SideBySide::units`].
    pub unit: usize,
    /// Where its translation begins in the file.
    pub start: usize,
}

/// Both sides of a file. A plain file has no units and two equal sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SideBySide {
    /// The file without spans and sources: the plain translation.
    pub target: String,
    /// The file with the sources in place of the translations.
    pub source: String,
    /// The pairs, in the order of the file.
    pub units: Vec<Unit>,
    /// From [`SideBySide::target`] back to the file.
    pub target_map: TextMap,
    /// The opening tags of units without a partner, as places in the file.
    pub broken: Vec<Range<usize>>,
}

impl SideBySide {
    /// Splits a file into its two sides. Takes near-linear time for any input.
    pub(crate) fn parse(file: &str) -> Self {
        Self::parse_without(file, &[])
    }

    /// The same with the source in place of the translations of some units.
    pub(crate) fn parse_without(file: &str, held: &[HeldUnit]) -> Self {
        WorkCounts::add(|counts| counts.sides += 1);
        let mut sides = SideBySide {
            target: String::with_capacity(file.len() / 2),
            source: String::with_capacity(file.len() / 2),
            ..Self::default()
        };
        let partners = Partners::find(file);
        let mut done = 0;
        for start in memmem::find_iter(file.as_bytes(), TARGET_OPEN) {
            if start < done {
                continue;
            }
            match partners.pair_at(file, start) {
                Some(pair) => {
                    sides.push_skeleton(file, done..start);
                    let is_held = held.iter().any(|held| held.unit == sides.units.len());
                    sides.push_pair(file, &pair, is_held);
                    done = pair.end;
                }
                None => sides.broken.push(start..start + TARGET_OPEN.len()),
            }
        }
        sides.push_skeleton(file, done..file.len());
        sides
    }

    /// Adds text between units, which belongs to both sides.
    fn push_skeleton(&mut self, file: &str, run: Range<usize>) {
        self.target_map.copy(self.target.len(), run.start);
        self.target.push_str(&file[run.clone()]);
        self.source.push_str(&file[run]);
    }

    fn push_pair(&mut self, file: &str, pair: &SpanPair, is_held: bool) {
        let target_start = self.target.len();
        let source_start = self.source.len();
        self.target_map.copy(target_start, pair.target.start);
        self.target.push_str(&file[if is_held { pair.source.clone() } else { pair.target.clone() }]);
        self.source.push_str(&file[pair.source.clone()]);
        let (number, merged) = unit_number(&file[pair.id.clone()]);
        self.units.push(Unit {
            number,
            merged,
            target: target_start..self.target.len(),
            source: source_start..self.source.len(),
        });
    }
}

/// The parts of one pair, as places in the file.
struct SpanPair {
    id: Range<usize>,
    target: Range<usize>,
    source: Range<usize>,
    end: usize,
}

/// The offsets of all second halves, by id: found once, so that a file with many first halves still takes linear time.
struct Partners<'a> {
    opens: FxHashMap<&'a str, Vec<usize>>,
    closes: Vec<usize>,
}

impl<'a> Partners<'a> {
    fn find(file: &'a str) -> Self {
        let mut opens: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for start in memmem::find_iter(file.as_bytes(), SOURCE_OPEN) {
            if let Some(id) = id_at(file, start + SOURCE_OPEN.len()) {
                opens.entry(&file[id]).or_default().push(start);
            }
        }
        Self { opens, closes: memmem::find_iter(file.as_bytes(), SOURCE_CLOSE).collect() }
    }

    fn pair_at(&self, file: &str, start: usize) -> Option<SpanPair> {
        let id = id_at(file, start + TARGET_OPEN.len())?;
        let target_start = id.end + ID_CLOSE.len();
        let target_end = first_from(self.opens.get(&file[id.clone()])?, target_start)?;
        let source_start = target_end + SOURCE_OPEN.len() + id.len() + ID_CLOSE.len();
        let source_end = first_from(&self.closes, source_start)?;
        Some(SpanPair {
            id,
            target: target_start..target_end,
            source: source_start..source_end,
            end: source_end + SOURCE_CLOSE.len(),
        })
    }
}

const ID_CLOSE: &str = "\">";

/// The id at an offset, if it is closed like an attribute of a side-by-side span and is not longer than any real id.
fn id_at(file: &str, start: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 64;
    let window = &file.as_bytes()[start..file.len().min(start + LONGEST)];
    let length = memchr::memchr(b'"', window)?;
    let end = start + length;
    (length > 0 && file[end..].starts_with(ID_CLOSE)).then_some(start..end)
}

fn first_from(sorted: &[usize], from: usize) -> Option<usize> {
    sorted.get(sorted.partition_point(|position| *position < from)).copied()
}

/// `1558f-102` is 102; `1558f-p101` is 101, merged. An id without a number counts as 0.
fn unit_number(id: &str) -> (u32, bool) {
    let tail = id.rsplit_once('-').map_or(id, |(_, tail)| tail);
    let digits = tail.strip_prefix('p');
    (digits.unwrap_or(tail).parse().unwrap_or(0), digits.is_some())
}

/// The source side as its author wrote it: without the `<a name="slug"></a>` that hand-off puts into every heading.
pub(crate) fn without_heading_anchors(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match heading_anchor(line) {
            Some(anchor) => {
                plain.push_str(&line[..anchor.start]);
                plain.push_str(&line[anchor.end..]);
            }
            None => plain.push_str(line),
        }
    }
    plain
}

/// The generated anchor of a heading line, as a place in the line.
pub(crate) fn heading_anchor(line: &str) -> Option<Range<usize>> {
    const OPEN: &str = "<a name=\"";
    const CLOSE: &str = "\"></a>";
    let start = line.find(OPEN)?;
    if !line[..start]
        .bytes()
        .all(|byte| matches!(byte, b'#' | b' ' | b'\t' | b'>' | b'-' | b'*' | b'.' | b'0'..=b'9'))
        || !line[..start].contains('#')
    {
        return None;
    }
    let name = start + OPEN.len();
    let end = name + line[name..].find('"')?;
    line[end..].starts_with(CLOSE).then_some(start..end + CLOSE.len())
}
