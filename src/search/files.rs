//! Owns reading an index back: the manifest, blocks of terms, lists of spellings, blocks of articles.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::bytes::{self, BitReader, ByteReader};
use super::format::{MANIFEST, VERSION, compare, familiarity};

/// Gives the bytes of a file of the index, by name; `None` where there is no such file.
pub(crate) type Load<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// An index whose manifest is read; the rest is read on request.
pub(crate) struct IndexFiles<'a> {
    /// How many articles there are.
    pub count: usize,
    /// The summed rarity of each title.
    pub titles: Vec<u8>,
    /// The summed rarity of each article's headings, questions and first sentence.
    pub leads: Vec<u8>,
    /// What each article is worth, in 32nds, where any differs.
    pub weights: Option<Vec<u8>>,
    /// The filters on offer: tag and label.
    #[cfg_attr(not(test), expect(dead_code, reason = "browsers alone offer filters, and tests read both"))]
    pub filters: Vec<(String, String)>,
    /// Two letters that may stand for one.
    pub transliterations: Vec<(String, String)>,
    /// The terms that come with the manifest.
    pub hot: IndexBlock,
    /// Where each of them is.
    pub hot_terms: FxHashMap<String, usize>,
    load: Load<'a>,
    doc_starts: Vec<usize>,
    firsts: Vec<String>,
    spelling_lists: Vec<usize>,
    names: [Vec<String>; 3],
}

/// Sorted terms and their lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndexBlock {
    /// The terms, sorted.
    pub terms: Vec<String>,
    /// How rare each is.
    pub rarity: Vec<u8>,
    /// The articles of each, and one mark an article.
    pub lists: Vec<(Vec<u32>, Vec<u8>)>,
}

impl IndexBlock {
    /// The terms, and how likely a reader means each.
    pub(crate) fn familiar_terms(&self) -> impl Iterator<Item = (&str, u8)> {
        self.terms.iter().zip(&self.lists).map(|(term, (_, marks))| (term.as_str(), familiarity(marks)))
    }
}

/// An article as search results display it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DisplayDoc {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: String,
    /// Heading, anchor, and text of each part.
    pub parts: Vec<(String, String, String)>,
}

impl<'a> IndexFiles<'a> {
    /// Reads the manifest; `None` where there is none, or one of another version.
    pub(crate) fn open(load: Load<'a>) -> Option<Self> {
        let payload = bytes::unwrapped(&load(MANIFEST)?)?;
        let (facts, hot) = bytes::unpacked(&payload)?;
        let mut facts = ByteReader::new(&facts);
        if facts.number()? != VERSION {
            return None;
        }
        let count = facts.number()? as usize;
        let doc_counts = numbers(&mut facts)?;
        let blocks = facts.number()? as usize;
        let firsts = facts.words(blocks)?;
        let spelling_lists = numbers(&mut facts)?;
        let titles = facts.bytes(count)?.to_vec();
        let leads = facts.bytes(count)?.to_vec();
        let weights = if facts.byte()? == 1 { Some(facts.bytes(count)?.to_vec()) } else { None };
        let filters = filters(&mut facts)?;
        let pairs = facts.number()?;
        let transliterations = (0..pairs).map(|_| pair(&mut facts)).collect::<Option<_>>()?;
        let names = [
            names(&mut facts, "d", (0..doc_counts.len()).collect())?,
            names(&mut facts, "t", (0..blocks).collect())?,
            names(&mut facts, "w", spelling_lists.clone())?,
        ];
        let hot = block(hot, count as u32)?;
        let hot_terms = hot.terms.iter().cloned().enumerate().map(|(at, term)| (term, at)).collect();
        Some(Self {
            count,
            titles,
            leads,
            weights,
            filters,
            transliterations,
            hot,
            hot_terms,
            load,
            doc_starts: starts(&doc_counts),
            firsts,
            spelling_lists,
            names,
        })
    }

    /// The block in which a term would stand.
    pub(crate) fn block_of(&self, term: &str) -> usize {
        self.firsts.partition_point(|first| compare(first, term) != Ordering::Greater).saturating_sub(1)
    }

    /// The blocks that longer words may stand in: one, or two where a border cuts through them.
    pub(crate) fn blocks_from(&self, term: &str) -> Vec<usize> {
        let at = self.block_of(term);
        let is_cut = self.firsts.get(at + 1).is_some_and(|first| first.starts_with(term));
        if is_cut { vec![at, at + 1] } else { vec![at] }
    }

    /// One block of terms; empty where its file is not there.
    pub(crate) fn block(&self, at: usize) -> IndexBlock {
        let payload = self.names[1].get(at).and_then(|name| self.payload(name));
        payload.and_then(|payload| block(&payload, self.count as u32)).unwrap_or_default()
    }

    /// The words of a list of spellings, and how familiar each is.
    pub(crate) fn spellings(&self, list: usize) -> Vec<(String, u8)> {
        let found = self.spelling_lists.iter().position(|of| *of == list);
        found
            .and_then(|at| self.payload(&self.names[2][at]))
            .and_then(|payload| spellings(&payload))
            .unwrap_or_default()
    }

    /// The block of articles that holds one.
    pub(crate) fn doc_block_of(&self, doc: usize) -> usize {
        self.doc_starts.partition_point(|start| *start <= doc).saturating_sub(1)
    }

    /// One article.
    pub(crate) fn doc(&self, doc: usize) -> Option<DisplayDoc> {
        let at = self.doc_block_of(doc);
        let (docs, _) =
            bytes::unpacked(&self.payload(self.names[0].get(at)?)?).map(|(docs, _)| (docs, ()))?;
        nth_doc(&docs, doc - self.doc_starts[at])
    }

    fn payload(&self, name: &str) -> Option<Vec<u8>> {
        bytes::unwrapped(&(self.load)(name)?)
    }
}

fn starts(counts: &[usize]) -> Vec<usize> {
    counts
        .iter()
        .scan(0, |sum: &mut usize, count| {
            let start = *sum;
            *sum = sum.saturating_add(*count);
            Some(start)
        })
        .collect()
}

fn numbers(facts: &mut ByteReader) -> Option<Vec<usize>> {
    let count = facts.number()?;
    (0..count).map(|_| facts.number().map(|number| number as usize)).collect()
}

fn filters(facts: &mut ByteReader) -> Option<Vec<(String, String)>> {
    let count = facts.number()?;
    (0..count)
        .map(|_| {
            let filter = pair(facts)?;
            facts.number()?;
            Some(filter)
        })
        .collect()
}

fn pair(facts: &mut ByteReader) -> Option<(String, String)> {
    Some((facts.text()?.to_owned(), facts.text()?.to_owned()))
}

fn names(facts: &mut ByteReader, letter: &str, numbers: Vec<usize>) -> Option<Vec<String>> {
    numbers.into_iter().map(|number| Some(format!("{letter}{number}-{}.bin", facts.number()?))).collect()
}

fn block(payload: &[u8], docs: u32) -> Option<IndexBlock> {
    let (text, bits) = bytes::unpacked(payload)?;
    let mut text = ByteReader::new(&text);
    let count = text.number()? as usize;
    let terms = text.words(count)?;
    let counts: Vec<usize> =
        (0..count).map(|_| text.number().map(|of| of as usize)).collect::<Option<_>>()?;
    let rarity = text.bytes(count)?.to_vec();
    let mut bits = BitReader::new(bits, 0);
    let lists = counts
        .into_iter()
        .map(|of| Some((bits.ascending(of.min(docs as usize), docs), text.bytes(of)?.to_vec())))
        .collect::<Option<_>>()?;
    Some(IndexBlock { terms, rarity, lists })
}

fn spellings(payload: &[u8]) -> Option<Vec<(String, u8)>> {
    let (text, _) = bytes::unpacked(payload)?;
    let mut text = ByteReader::new(&text);
    let count = text.number()? as usize;
    let words = text.words(count)?;
    words.into_iter().map(|word| Some((word, text.byte()?))).collect()
}

fn nth_doc(bytes: &[u8], at: usize) -> Option<DisplayDoc> {
    let mut reader = ByteReader::new(bytes);
    for _ in 0..at {
        display_doc(&mut reader)?;
    }
    display_doc(&mut reader)
}

fn display_doc(reader: &mut ByteReader) -> Option<DisplayDoc> {
    let mut doc = DisplayDoc {
        url: reader.text()?.to_owned(),
        title: reader.text()?.to_owned(),
        section: reader.text()?.to_owned(),
        parts: Vec::new(),
    };
    for _ in 0..reader.number()? {
        let heading = reader.text()?.to_owned();
        let anchor = reader.text()?.to_owned();
        doc.parts.push((heading, anchor, reader.text()?.to_owned()));
    }
    Some(doc)
}
