//! Owns the files of an index: blocks of terms, blocks of articles, word lists for misspellings, and the manifest that names them.

use std::borrow::Cow;

use super::analyze::TermKind;
use super::bytes::{self, Bits};
use super::format::{LAST_LIST, MANIFEST, VERSION, WEAK, familiarity, spelling_list};
use super::postings::{Postings, SMALL_SITE, TermList};
use super::{IndexOptions, SearchDoc, tables};

/// The largest block of terms, roughly, in bytes.
const TERM_BLOCK: usize = 3400;

/// The largest block of articles, in bytes.
const DOC_BLOCK: usize = 5000;

/// More than this never compresses to `DOC_BLOCK` and is not tried; in bytes before compression.
const LARGEST_DOC_BLOCK: usize = 40_000;

/// How much of an article's text is kept for excerpts, in bytes.
const EXCERPT_TEXT: usize = 380;

/// How much of each part is kept once that is used up, in bytes, so that a result can lead to any heading of a long article.
const SHORT_EXCERPT: usize = 90;

/// The most parts that are kept of an article: a page with more headings is a list, and its first ones suffice.
const MOST_PARTS: usize = 80;

/// The most that the terms in the manifest may take, roughly, in bytes.
const HOT: usize = 18000;

/// The shortest word that is corrected, in UTF-16 units.
const SHORTEST: usize = 3;

/// All files, the manifest last.
pub(super) fn files(
    language: &str,
    index: &Postings,
    docs: &[SearchDoc],
    order: &[u32],
    options: &IndexOptions,
) -> Vec<(String, Vec<u8>)> {
    let mut files = FileWriter::default();
    let hot = hot_terms(index);
    let doc_counts = add_docs(&mut files, docs, order);
    let firsts = add_terms(&mut files, index, &hot);
    let spellings = add_spellings(&mut files, index);

    let mut facts = Vec::new();
    bytes::push_number(&mut facts, VERSION);
    bytes::push_number(&mut facts, index.docs);
    push_numbers(&mut facts, &doc_counts);
    bytes::push_number(&mut facts, firsts.len() as u32);
    bytes::push_words(&mut facts, firsts.iter().map(String::as_str));
    push_numbers(&mut facts, &spellings);
    facts.extend_from_slice(&index.title_weights);
    facts.extend_from_slice(&index.lead_weights);
    push_weights(&mut facts, docs, order);
    push_filters(&mut facts, docs, options);
    push_transliterations(&mut facts, language);
    files.hashes.iter().for_each(|hash| bytes::push_number(&mut facts, *hash));

    let hot: Vec<&TermList> =
        index.lists.iter().zip(&hot).filter(|(_, hot)| **hot).map(|(list, _)| list).collect();
    let mut payload = bytes::packed(&facts, &[]);
    payload.extend(term_block(&hot, index.docs));
    files.made.push((MANIFEST.to_owned(), bytes::wrapped("index", &payload)));
    files.made
}

#[derive(Default)]
struct FileWriter {
    made: Vec<(String, Vec<u8>)>,
    hashes: Vec<u32>,
}

impl FileWriter {
    fn add(&mut self, name: &str, payload: &[u8]) {
        let hash = blake3::hash(payload);
        let [first, second, third, ..] = *hash.as_bytes();
        // As many bits as a number of three bytes holds in the manifest.
        let hash = u32::from_be_bytes([0, first & 31, second, third]);
        self.made.push((format!("{name}-{hash}.bin"), bytes::wrapped(name, payload)));
        self.hashes.push(hash);
    }
}

fn push_numbers(facts: &mut Vec<u8>, numbers: &[u32]) {
    bytes::push_number(facts, numbers.len() as u32);
    numbers.iter().for_each(|number| bytes::push_number(facts, *number));
}

/// Selects the terms that come with the manifest: those of most titles, since nearly every query has one.
fn hot_terms(index: &Postings) -> Vec<bool> {
    let least = (index.docs / 100).min(2);
    let mut ranked: Vec<usize> =
        (0..index.lists.len()).filter(|at| index.lists[*at].titles > least).collect();
    ranked.sort_by_key(|at| (std::cmp::Reverse(saving(&index.lists[*at], index.docs)), *at));
    let mut hot = vec![false; index.lists.len()];
    let mut size = 0;
    for at in ranked {
        size += estimate(&index.lists[at], index.docs);
        if size > HOT {
            break;
        }
        hot[at] = true;
    }
    hot
}

/// The benefit of a term in the manifest: the titles that have it, per thousand bytes. Queries hold many grams at once, so all
/// grams count as equally large, and those of most titles come first.
fn saving(list: &TermList, docs: u32) -> usize {
    let size = if list.kind == TermKind::Gram { USUAL_SIZE } else { estimate(list, docs) };
    list.titles as usize * 1000 / size
}

/// The average size of a term in the manifest, in bytes.
const USUAL_SIZE: usize = 128;

/// The size of a term in a block, roughly, in bytes.
fn estimate(list: &TermList, docs: u32) -> usize {
    let count = list.docs.len();
    let gap = bytes::rice_bits(count as u32, docs) as usize + 2;
    4 + list.name.len() / 4 + count * (gap + 3) / 8
}

fn add_terms(files: &mut FileWriter, index: &Postings, hot: &[bool]) -> Vec<String> {
    let mut firsts = Vec::new();
    let mut block: Vec<&TermList> = Vec::new();
    let mut size = 0;
    for list in index.lists.iter().zip(hot).filter(|(_, hot)| !**hot).map(|(list, _)| list) {
        let next = estimate(list, index.docs);
        if size + next > TERM_BLOCK && !block.is_empty() {
            add_term_block(files, &mut firsts, &block, index.docs);
            block.clear();
            size = 0;
        }
        size += next;
        block.push(list);
    }
    if !block.is_empty() {
        add_term_block(files, &mut firsts, &block, index.docs);
    }
    firsts
}

fn add_term_block(files: &mut FileWriter, firsts: &mut Vec<String>, block: &[&TermList], docs: u32) {
    // A block is found by its first term.
    firsts.push(block[0].name.clone());
    files.add(&format!("t{}", firsts.len() - 1), &term_block(block, docs));
}

fn term_block(block: &[&TermList], docs: u32) -> Vec<u8> {
    let mut text = Vec::new();
    let mut bits = Bits::default();
    bytes::push_number(&mut text, block.len() as u32);
    bytes::push_words(&mut text, block.iter().map(|list| list.name.as_str()));
    block.iter().for_each(|list| bytes::push_number(&mut text, list.docs.len() as u32));
    block.iter().for_each(|list| text.push(list.rarity));
    block.iter().for_each(|list| text.extend_from_slice(&list.marks));
    block.iter().for_each(|list| bits.push_ascending(&list.docs, docs));
    bytes::packed(&text, &bits.into_bytes())
}

/// Writes the words by length, for correcting misspellings: each with its familiarity in one byte. Returns the numbers of
/// the lists.
fn add_spellings(files: &mut FileWriter, index: &Postings) -> Vec<u32> {
    let words: Vec<(usize, &TermList)> = index
        .lists
        .iter()
        .filter(|list| {
            list.kind == TermKind::Word
                && !list.name.starts_with(tables::is_hangul)
                && (index.docs < SMALL_SITE || is_spelling(list))
        })
        .map(|list| (list.name.encode_utf16().count(), list))
        .filter(|(length, _)| *length >= SHORTEST)
        .map(|(length, list)| (spelling_list(length), list))
        .collect();
    let mut numbers = Vec::new();
    for number in 1..=LAST_LIST {
        let list: Vec<&TermList> =
            words.iter().filter(|(of, _)| *of == number).map(|(_, list)| *list).collect();
        if list.is_empty() {
            continue;
        }
        let mut text = Vec::new();
        bytes::push_number(&mut text, list.len() as u32);
        bytes::push_words(&mut text, list.iter().map(|list| list.name.as_str()));
        list.iter().for_each(|list| text.push(familiarity(&list.marks)));
        files.add(&format!("w{number}"), &bytes::packed(&text, &[]));
        numbers.push(number as u32);
    }
    numbers
}

/// True for a word to correct to in a large site; one that only a single article's text has is as likely a misspelling itself.
fn is_spelling(list: &TermList) -> bool {
    list.titles > 0 || list.marks.iter().filter(|mark| **mark & WEAK == 0).nth(1).is_some()
}

/// The articles in blocks, and how many each block holds.
fn add_docs(files: &mut FileWriter, docs: &[SearchDoc], order: &[u32]) -> Vec<u32> {
    let mut counts = Vec::new();
    cut_docs(files, &mut counts, docs, order);
    counts
}

/// Halves the articles until a half is small enough: in the same places where `order` halved them, so that similar ones
/// stay in one block.
fn cut_docs(files: &mut FileWriter, counts: &mut Vec<u32>, docs: &[SearchDoc], order: &[u32]) {
    if order.is_empty() {
        return;
    }
    let block = doc_block(docs, order).filter(|block| block.len() <= DOC_BLOCK || order.len() == 1);
    let Some(block) = block else {
        let (left, right) = order.split_at(order.len() / 2);
        cut_docs(files, counts, docs, left);
        cut_docs(files, counts, docs, right);
        return;
    };
    files.add(&format!("d{}", counts.len()), &block);
    counts.push(order.len() as u32);
}

/// The articles as one block; `None` where they are too many for one.
fn doc_block(docs: &[SearchDoc], order: &[u32]) -> Option<Vec<u8>> {
    let mut block = Vec::new();
    for doc in order {
        push_doc(&mut block, &docs[*doc as usize]);
        if block.len() > LARGEST_DOC_BLOCK && order.len() > 1 {
            return None;
        }
    }
    Some(bytes::packed(&block, &[]))
}

fn push_doc(block: &mut Vec<u8>, doc: &SearchDoc) {
    bytes::push_text(block, &doc.url);
    bytes::push_text(block, &doc.title);
    bytes::push_text(block, &doc.section);
    let mut left = EXCERPT_TEXT;
    let parts = &doc.parts[..doc.parts.len().min(MOST_PARTS)];
    bytes::push_number(block, parts.len() as u32);
    for part in parts {
        let text = opening(&part.text, left.max(SHORT_EXCERPT));
        left = left.saturating_sub(text.len() + part.heading.len());
        bytes::push_text(block, bytes::cut(&part.heading, EXCERPT_TEXT));
        bytes::push_text(block, &part.anchor);
        bytes::push_text(block, &text);
    }
}

/// The beginning of a text of at most `bytes` bytes, cut between words where possible, with a `…` where it was cut.
fn opening(text: &str, bytes: usize) -> Cow<'_, str> {
    let kept = bytes::cut(text, bytes);
    if kept.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let words = kept.rfind(char::is_whitespace).filter(|at| at * 2 > kept.len());
    Cow::Owned(format!("{}…", kept[..words.unwrap_or(kept.len())].trim_end()))
}

/// One byte an article where any weighs more or less than others; else nothing.
fn push_weights(facts: &mut Vec<u8>, docs: &[SearchDoc], order: &[u32]) {
    let weighted = docs.iter().any(|doc| (doc.weight - 1.0).abs() > 0.01);
    facts.push(u8::from(weighted));
    if weighted {
        facts.extend(
            order.iter().map(|doc| (docs[*doc as usize].weight * 32.0).round().clamp(1.0, 255.0) as u8),
        );
    }
}

fn push_filters(facts: &mut Vec<u8>, docs: &[SearchDoc], options: &IndexOptions) {
    bytes::push_number(facts, options.filters.len() as u32);
    for (tag, label) in &options.filters {
        bytes::push_text(facts, tag);
        bytes::push_text(facts, label);
        let count = docs.iter().filter(|doc| doc.tags.contains(tag)).count();
        bytes::push_number(facts, count as u32);
    }
}

fn push_transliterations(facts: &mut Vec<u8>, language: &str) {
    let pairs = tables::transliterations(language);
    bytes::push_number(facts, pairs.len() as u32);
    for (two, one) in pairs {
        bytes::push_text(facts, two);
        bytes::push_text(facts, one);
    }
}
