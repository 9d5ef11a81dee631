//! Owns what each term is worth in each article: lists of articles with one byte each, and the weight of each title.

use super::analyze::TermKind;
use super::collect::{Collection, Occurrence, TermId};
use super::format::{LEAD, TITLE, WEAK, compare};

/// The lists of one locale, sorted as the files are.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// How many articles there are.
    pub docs: u32,
    /// Every term with its list.
    pub lists: Vec<TermList>,
    /// The summed rarity of each article's title terms, in index order.
    pub title_weights: Vec<u8>,
    /// The summed rarity of the terms of each article's headings, questions and first sentence, in index order.
    pub lead_weights: Vec<u8>,
}

/// One term and where it stands.
#[derive(Clone, Debug)]
pub(super) struct TermList {
    /// The folded term.
    pub name: String,
    /// Whether it is a word, a joined word or a gram.
    pub kind: TermKind,
    /// How rare it is, in eighths of a natural logarithm.
    pub rarity: u8,
    /// How many articles have it in their title.
    pub titles: u32,
    /// Articles, ascending, by number in index order.
    pub docs: Vec<u32>,
    /// For each article: level 1 to 7, and [`TITLE`] and [`WEAK`].
    pub marks: Vec<u8>,
}

const TITLE_WEIGHT: f32 = 4.0;
const HEADING_WEIGHT: f32 = 2.0;
const LEAD_WEIGHT: f32 = 3.0;
const SATURATION: f32 = 1.2;
const LENGTH_SHARE: f32 = 0.6;

/// Computes the lists of all terms.
pub(super) fn weigh(
    collection: &Collection,
    frequencies: &[u32],
    order: &[u32],
    near_terms: &[Vec<TermId>],
    parts: &[Vec<TermId>],
) -> Postings {
    let docs = order.len() as u32;
    let rarity: Vec<u8> = frequencies.iter().map(|count| rarity(*count, docs)).collect();
    let mut places: Vec<Vec<(u32, u8)>> = vec![Vec::new(); collection.terms.len()];
    let mean = (collection.lengths.iter().sum::<u32>() as f32 / docs.max(1) as f32).max(1.0);
    for (doc, original) in order.iter().enumerate() {
        let stretch =
            1.0 - LENGTH_SHARE + LENGTH_SHARE * collection.lengths[*original as usize] as f32 / mean;
        for entry in &collection.entries[*original as usize] {
            places[entry.term as usize].push((doc as u32, mark(entry, stretch)));
        }
    }
    let own: Vec<usize> = places.iter().map(Vec::len).collect();
    lend(&mut places, &own, near_terms, parts);
    let mut lists: Vec<TermList> = places
        .into_iter()
        .enumerate()
        .map(|(term, places)| list(collection, term, docs, places))
        .filter(|list| !list.docs.is_empty())
        .collect();
    lists.sort_by(|a, b| compare(&a.name, &b.name));
    let title_weights = order.iter().map(|doc| title_weight(collection, *doc, &rarity)).collect();
    let lead_weights = order.iter().map(|doc| lead_weight(collection, *doc, &rarity)).collect();
    Postings { docs, lists, title_weights, lead_weights }
}

/// How rare a term is: the logarithm of the share of articles without it, in eighths, at least 1.
fn rarity(count: u32, docs: u32) -> u8 {
    let (count, docs) = (count as f32, docs as f32);
    let logarithm = (1.0 + (docs - count + 0.5) / (count + 0.5)).ln();
    (logarithm * 8.0).round().clamp(1.0, 127.0) as u8
}

fn mark(entry: &Occurrence, stretch: f32) -> u8 {
    let count = f32::from(entry.title) * TITLE_WEIGHT
        + f32::from(entry.heading) * HEADING_WEIGHT
        + f32::from(entry.lead) * LEAD_WEIGHT
        + f32::from(entry.body) / stretch;
    let level = (count / (SATURATION + count) * 7.0).round().clamp(1.0, 7.0) as u8;
    let title = if entry.title > 0 { TITLE } else { 0 };
    let lead = if entry.lead + entry.heading > 0 { LEAD } else { 0 };
    level | title | lead
}

/// Keeps all places in titles, or the best few places, so that a rare form finds articles with the usual one at little cost.
fn keep_best(lent: &mut Vec<(u32, u8)>) {
    lent.sort_unstable_by_key(|(doc, mark)| (u8::MAX - worth(*mark), *doc));
    let titles = lent.iter().take_while(|(_, mark)| mark & TITLE != 0).count();
    lent.truncate(titles.max(LENT));
}

/// The fewest places of other forms that are kept for a term, if there are as many.
const LENT: usize = 4;

/// Files the articles of a word's other forms and of its compounds under the word as well, marked as weak, so that
/// the browser need not fetch other lists.
fn lend(places: &mut [Vec<(u32, u8)>], own: &[usize], near_terms: &[Vec<TermId>], parts: &[Vec<TermId>]) {
    let mut lenders: Vec<Vec<TermId>> = near_terms.to_vec();
    for (compound, parts) in parts.iter().enumerate() {
        for part in parts {
            lenders[*part as usize].push(compound as TermId);
            for form in &near_terms[*part as usize] {
                lenders[*form as usize].push(compound as TermId);
            }
        }
    }
    for (term, lenders) in lenders.iter().enumerate() {
        let mut lent: Vec<(u32, u8)> = lenders
            .iter()
            .filter(|lender| **lender as usize != term)
            .flat_map(|lender| places[*lender as usize][..own[*lender as usize]].iter().copied())
            .map(|(doc, mark)| (doc, mark | WEAK))
            .collect();
        keep_best(&mut lent);
        places[term].extend(lent);
    }
}

fn list(collection: &Collection, term: usize, docs: u32, mut places: Vec<(u32, u8)>) -> TermList {
    // The better mark first: an own place before a lent one, a title before a text.
    places.sort_unstable_by_key(|(doc, mark)| (*doc, mark & WEAK, u8::MAX - worth(*mark)));
    places.dedup_by_key(|(doc, _)| *doc);
    let rarity = rarity_of(&places, docs);
    prune(&mut places, docs);
    TermList {
        name: collection.terms[term].name.clone(),
        kind: collection.terms[term].kind,
        rarity,
        titles: places.iter().filter(|(_, mark)| mark & (TITLE | WEAK) == TITLE).count() as u32,
        marks: places.iter().map(|(_, mark)| *mark).collect(),
        docs: places.into_iter().map(|(doc, _)| doc).collect(),
    }
}

/// The order of marks by what they are worth: a title before all, then the level.
fn worth(mark: u8) -> u8 {
    (mark & TITLE) << 4 | (mark & 7) << 1 | mark >> 5
}

/// The rarity of a word: its own places count fully, those of its other forms half.
fn rarity_of(places: &[(u32, u8)], docs: u32) -> u8 {
    let lent = places.iter().filter(|(_, mark)| mark & WEAK != 0).count();
    rarity((places.len() - lent / 2 - lent % 2) as u32, docs)
}

/// Keeps only the strong places of a term that very many articles have: a single occurrence in a text says little about one.
fn prune(places: &mut Vec<(u32, u8)>, docs: u32) {
    if docs < SMALL_SITE || places.len() < docs as usize / 6 {
        return;
    }
    places.retain(|(_, mark)| mark & TITLE != 0 || mark & WEAK == 0 && mark & 7 >= 5);
}

/// Sites with fewer articles keep all places and all spellings.
pub(super) const SMALL_SITE: u32 = 200;

fn title_weight(collection: &Collection, doc: u32, rarity: &[u8]) -> u8 {
    let terms = &collection.titles[doc as usize];
    let parts = terms.iter().filter(|term| collection.terms[**term as usize].kind != TermKind::Whole);
    let sum: u32 = parts.map(|term| u32::from(rarity[*term as usize])).sum();
    sum.div_ceil(4).min(255) as u8
}

fn lead_weight(collection: &Collection, doc: u32, rarity: &[u8]) -> u8 {
    let entries = collection.entries[doc as usize].iter().filter(|entry| entry.lead + entry.heading > 0);
    let parts = entries.filter(|entry| collection.terms[entry.term as usize].kind != TermKind::Whole);
    let sum: u32 = parts.map(|entry| u32::from(rarity[entry.term as usize])).sum();
    sum.div_ceil(8).min(255) as u8
}
