//! Owns the refresh of a side-by-side article: from the old bilingual article and the new source to the new bilingual article.
//!
//! Unchanged text keeps its translation, including merged units and sentences that translators split. A changed sentence
//! keeps its translation beside the source that it was made from, which marks it as stale. A new one has none.

use std::collections::VecDeque;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::parse::article::{Article, Side};
use crate::parse::markdown::outline::Outline;
use crate::source::Fingerprint;
use crate::units::alignment::{Continuation, Sentence, align};
use crate::units::interleave::{InterleavedPair, interleave};
use crate::units::segment::{Block, BlockKind, Segmenter, blocks};

/// The translation, updated for a new source; the old text where nothing has to change.
pub(crate) fn refreshed(
    old: &Article,
    source: &Article,
    source_hash: Option<&str>,
    segmenter: &Segmenter,
) -> String {
    let body = source.body(Side::Target);
    let mut refresh =
        RefreshedPairs { old, body, segmenter, pairs: Vec::new(), used: vec![false; old.sides.units.len()] };
    let blocks: Vec<Block> =
        blocks(body, segmenter).into_iter().filter(|block| block.kind != BlockKind::Picture).collect();
    let open = refresh.equal_blocks(blocks.clone());
    refresh.changed_blocks(&open);
    let mut pairs = refresh.pairs;
    pairs.sort_by_key(|pair| pair.range.start);
    anchor(&mut pairs, &blocks, source);
    let prefix = Fingerprint::of(body.as_bytes()).short();
    front_matter_of(old, source_hash) + &interleave(body, &pairs, &prefix[..5])
}

struct RefreshedPairs<'a> {
    old: &'a Article,
    body: &'a str,
    segmenter: &'a Segmenter,
    pairs: Vec<InterleavedPair>,
    used: Vec<bool>,
}

impl RefreshedPairs<'_> {
    /// Keeps the units of unchanged blocks and returns the other blocks.
    fn equal_blocks(&mut self, new: Vec<Block>) -> Vec<Block> {
        let old_body = self.old.body(Side::Source);
        let mut places: FxHashMap<&str, VecDeque<Range<usize>>> = FxHashMap::default();
        for block in blocks(old_body, self.segmenter) {
            places.entry(&old_body[block.range.clone()]).or_default().push_back(block.range);
        }
        let mut open = Vec::new();
        for block in new {
            match places.get_mut(&self.body[block.range.clone()]).and_then(VecDeque::pop_front) {
                Some(place) => self.keep(&place, &block.range),
                None => open.push(block),
            }
        }
        open
    }

    /// Keeps the units of an old block at its new place.
    fn keep(&mut self, old: &Range<usize>, new: &Range<usize>) {
        let base = self.old.source_body;
        let units = &self.old.sides.units;
        let first = units.partition_point(|unit| unit.source.start < old.start + base);
        for (at, unit) in units.iter().enumerate().skip(first) {
            if unit.source.end > old.end + base {
                break;
            }
            let start = unit.source.start - base - old.start + new.start;
            let range = start..start + unit.source.len();
            self.used[at] = true;
            self.pairs.push(self.pair(at, range, unit.merged));
        }
    }

    fn pair(&self, unit: usize, range: Range<usize>, merged: bool) -> InterleavedPair {
        let target = self.old.sides.target[self.old.sides.units[unit].target.clone()].to_owned();
        InterleavedPair { range, target, source: self.old.unit_source(unit).to_owned(), merged, anchor: None }
    }

    /// Aligns the sentences of changed blocks with the remaining units.
    fn changed_blocks(&mut self, open: &[Block]) {
        let left: Vec<usize> = (0..self.used.len()).filter(|unit| !self.used[*unit]).collect();
        let olds: Vec<Sentence> = left
            .iter()
            .map(|unit| {
                let text = self.old.unit_source(*unit);
                Sentence::new(text, self.segmenter.sentences(text).into_iter().map(|range| &text[range]))
            })
            .collect();
        let cuts = Cuts::of(left.iter().map(|unit| self.old.unit_source(*unit)));
        let ranges: Vec<Range<usize>> = open
            .iter()
            .flat_map(|block| &block.units)
            .flat_map(|range| cuts.recut(self.body, range))
            .collect();
        let news: Vec<Sentence> =
            ranges.iter().map(|range| Sentence::new(&self.body[range.clone()], [])).collect();
        let mut last_part = None;
        for (range, origin) in ranges.into_iter().zip(align(&olds, &news)) {
            let part = if let Continuation::Part(at) = origin { Some(at) } else { None };
            if part.is_some() && part == last_part {
                if let Some(pair) = self.pairs.last_mut() {
                    pair.range.end = range.end;
                }
                continue;
            }
            last_part = part;
            let pair = match origin {
                Continuation::Same(at) | Continuation::Changed(at) => self.pair(left[at], range, false),
                Continuation::Part(at) => self.pair(left[at], range, true),
                Continuation::New => {
                    let source = self.body[range.clone()].to_owned();
                    InterleavedPair { range, target: String::new(), source, merged: false, anchor: None }
                }
            };
            self.pairs.push(pair);
        }
    }
}

/// Sentences that translators split in two. Where the first part still begins a sentence, that sentence is split there again.
struct Cuts<'a> {
    /// The old units that end in a mark, by their first word.
    parts: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Cuts<'a> {
    fn of(units: impl Iterator<Item = &'a str>) -> Self {
        let mut parts: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for unit in units.filter(|unit| unit.ends_with(|c: char| !c.is_alphanumeric())) {
            parts.entry(first_word(unit)).or_default().push(unit);
        }
        Self { parts }
    }

    fn recut(&self, body: &str, range: &Range<usize>) -> Vec<Range<usize>> {
        const MOST: usize = 8;
        let mut ranges = Vec::new();
        let mut rest = range.clone();
        loop {
            let text = &body[rest.clone()];
            let candidates = self.parts.get(first_word(text)).into_iter().flatten().take(MOST);
            let begins = |part: &&&str| {
                text.strip_prefix(**part).is_some_and(|after| after.starts_with(char::is_whitespace))
            };
            let part = candidates.filter(begins).map(|part| part.len()).max();
            let Some(part) = part.filter(|part| !text[*part..].trim().is_empty()) else {
                ranges.push(rest);
                return ranges;
            };
            ranges.push(rest.start..rest.start + part);
            let after = &text[part..];
            rest.start += part + after.len() - after.trim_start().len();
        }
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// Every heading begins with the slug of the source's heading, so that links hold in all locales.
fn anchor(pairs: &mut [InterleavedPair], blocks: &[Block], source: &Article) {
    let headings = Outline::of(source.document(Side::Target)).headings;
    let mut slugs = headings.into_iter().filter(|heading| !heading.text.is_empty());
    for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))) {
        let slug = slugs.next().map(|heading| heading.id);
        let at = pairs.partition_point(|pair| pair.range.start < block.range.start);
        if let Some(pair) = pairs.get_mut(at).filter(|pair| pair.range.start == block.range.start) {
            pair.anchor = slug;
        }
    }
}

/// The translation's own front matter, which now belongs to the new source.
fn front_matter_of(old: &Article, source_hash: Option<&str>) -> String {
    const KEY: &str = "ms.openlocfilehash";
    let text = &old.front_matter_text;
    match source_hash.filter(|_| text.entry(KEY).is_some()) {
        Some(hash) => old.front_matter_with(text.with_value(KEY, hash).as_str()),
        None => old.front_matter_with(text.as_str()),
    }
}
