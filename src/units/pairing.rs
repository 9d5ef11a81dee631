//! Owns the pairing of a plain translation with its source by structure alone: sentence by sentence where a block has equally many on
//! both sides, else block by block. Sections whose blocks differ are not paired.

use std::ops::Range;

use super::segment::{Block, BlockKind};

/// A piece of a translation and the part of the source that it translates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paired {
    /// Its byte range in the translation's body.
    pub target: Range<usize>,
    /// The byte range of its source in the source's body; `None` where the structure does not show it.
    pub source: Option<Range<usize>>,
}

/// All pieces of a translation, in order; without blocks of a source, none of them is paired.
pub(crate) fn paired(source: Option<&[Block]>, target: &[Block]) -> Vec<Paired> {
    let own = sections(target);
    let others = source.map(sections).filter(|others| levels(others) == levels(&own));
    let other = |at: usize| others.as_ref().and_then(|others| others.get(at)).copied();
    own.iter().enumerate().flat_map(|(at, section)| in_section(other(at), section)).collect()
}

/// Each heading with the blocks below it; the first section may have no heading.
fn sections(blocks: &[Block]) -> Vec<&[Block]> {
    blocks.chunk_by(|_, next| level(next).is_none()).collect()
}

fn levels(sections: &[&[Block]]) -> Vec<Option<u8>> {
    sections.iter().map(|section| section.first().and_then(level)).collect()
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

fn in_section(source: Option<&[Block]>, target: &[Block]) -> Vec<Paired> {
    let kinds = |blocks: &[Block]| blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
    let source = source.filter(|source| kinds(source) == kinds(target));
    let other = |at: usize| source.and_then(|source| source.get(at));
    target.iter().enumerate().flat_map(|(at, block)| in_block(other(at), block)).collect()
}

fn in_block(source: Option<&Block>, target: &Block) -> Vec<Paired> {
    let units = |block: &Block| block.units.clone();
    let whole = |block: &Block| vec![block.range.clone()];
    let (own, others) = match source {
        Some(source) if source.units.len() == target.units.len() => (units(target), units(source)),
        Some(source) => (whole(target), whole(source)),
        None => (units(target), Vec::new()),
    };
    let mut others = others.into_iter();
    own.into_iter().map(|target| Paired { target, source: others.next() }).collect()
}
