//! Owns the search on a built index: what `hexapla search` runs. Its twin is `themes/default/search/engine.js`, step by step.

use rustc_hash::{FxHashMap, FxHashSet};

use super::TAG;
use super::analyze;
use super::analyze::{SearchToken, TermKind};
use super::files::{DisplayDoc, IndexBlock, IndexFiles, Load};
use super::matching::Matching;
use super::query_term::{QueryTerm, add, importance, lengthen};
use super::ranked::{Ranked, SearchHit};
use super::snippets::{DOC_BLOCKS, FILL_WORTH, TITLE_WORTH, show};
use super::spell;

const PREFIX_WORTH: f64 = 0.7;
const LONGER_WORTH: f64 = 0.5;
const ALIAS_WORTH: f64 = 0.9;
const NEAR_WORTH: f64 = 0.6;
const RARER_WORTH: f64 = 2.0;
const BODY_WORTH: f64 = 0.4;
const LEAD_WORTH: f64 = 0.9;
const LEAD_FILL_WORTH: f64 = 0.1;

/// How many files a query may fetch: with the program and the manifest, ten.
const REQUESTS: usize = 8;
const WORD_BLOCKS: usize = 4;
const GRAM_BLOCKS: usize = 5;
const SPARE_BLOCKS: usize = 2;
const PAIR_BLOCKS: usize = 3;
const LONGEST_QUERY: usize = 200;
const SHORTEST_PART: usize = 3;

/// What a query finds in an index, best first: up to `limit` articles, in the order of the search box.
/// Nothing where there is no index.
pub fn search(load: Load, query: &str, tags: &[&str], limit: usize) -> Option<Vec<DisplayDoc>> {
    let files = IndexFiles::open(load)?;
    let ranked = rank(&files, query, tags);
    let mut shown = Vec::new();
    while shown.len() < limit {
        let next = show(&files, &ranked, shown.len());
        if next.is_empty() {
            break;
        }
        shown.extend(next);
    }
    shown.truncate(limit);
    Some(shown)
}

/// All articles that a query finds, best first; with tags, only those that have them all.
pub fn rank(files: &IndexFiles, query: &str, tags: &[&str]) -> Ranked {
    SearchRun { files, blocks: FxHashMap::default() }.rank(query, tags)
}

struct SearchRun<'a, 'b> {
    files: &'a IndexFiles<'b>,
    blocks: FxHashMap<usize, IndexBlock>,
}

impl SearchRun<'_, '_> {
    fn rank(&mut self, query: &str, tags: &[&str]) -> Ranked {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let slots = self.slots(&query);
        let asked: Vec<(String, bool)> = slots
            .iter()
            .filter(|slot| slot.kind != TermKind::Whole)
            .map(|slot| (slot.term.clone(), slot.prefix))
            .collect();
        let (grams, words): (Vec<QueryTerm>, Vec<QueryTerm>) =
            slots.into_iter().partition(|slot| slot.kind == TermKind::Gram);
        let mut words = self.fewer(words);
        let mut filters: Vec<QueryTerm> =
            tags.iter().map(|tag| self.slot(&format!("{TAG}{tag}"), TermKind::Whole, false)).collect();
        let wanted = ordered(words.iter().chain(&filters).flat_map(|slot| self.blocks_of(slot)));
        let budget = GRAM_BLOCKS.saturating_sub(wanted.len()).max(1);
        let places = self.choose(&grams, &wanted, budget);
        let all_grams = grams.len();
        let (mut chosen, unused) = divide(grams, &places);
        let first = words.iter().chain(&filters).chain(&chosen);
        self.fetch(first.flat_map(|slot| self.blocks_of(slot)).collect(), usize::MAX);
        words.iter_mut().chain(&mut chosen).chain(&mut filters).for_each(|slot| self.look(slot));
        let lost = words.iter().filter(|slot| is_lost(slot)).count();
        let spare = self.ask_again(&mut words, &mut chosen, unused);
        chosen.extend(spare);
        let scale = if chosen.is_empty() { 1.0 } else { all_grams as f64 / chosen.len() as f64 };
        words.append(&mut chosen);
        let mut found = self.score(&words, scale);
        found.retain(|found| filters.iter().all(|slot| slot.hits.contains_key(&(found.doc as u32))));
        Ranked { found, asked, left: self.left(lost) }
    }

    /// How many fetches are left to a query that has so many unknown words.
    fn left(&self, lost: usize) -> usize {
        REQUESTS.saturating_sub(self.blocks.len() + lost).max(DOC_BLOCKS)
    }

    /// Second thoughts: other spellings for unknown words, other grams for unknown ones. Gives the further grams.
    fn ask_again(
        &mut self,
        words: &mut Vec<QueryTerm>,
        chosen: &mut [QueryTerm],
        unused: Vec<QueryTerm>,
    ) -> Vec<QueryTerm> {
        let is_unknown = |slot: &&mut QueryTerm| slot.rarity == 0;
        let slipped = chosen.iter().any(|slot| slot.rarity == 0);
        let taken: Vec<usize> = self.blocks.keys().copied().collect();
        let places = if slipped { self.choose(&unused, &taken, SPARE_BLOCKS) } else { FxHashSet::default() };
        let (mut spare, _) = divide(unused, &places);
        let (lost, known): (Vec<QueryTerm>, Vec<QueryTerm>) = words.drain(..).partition(is_lost);
        let most = self.left(lost.len()) - DOC_BLOCKS + 1;
        let mut mended: Vec<QueryTerm> = lost.into_iter().flat_map(|slot| self.mend(slot)).collect();
        let stumps =
            chosen.iter().filter(|slot| slot.rarity == 0).map(stump).filter(|stump| !stump.is_empty());
        let second = mended.iter().chain(&spare).flat_map(|slot| self.blocks_of(slot));
        let wanted: Vec<usize> =
            second.chain(stumps.flat_map(|stump| self.files.blocks_from(stump))).collect();
        self.fetch(wanted, most);
        mended.iter_mut().chain(&mut spare).for_each(|slot| self.look(slot));
        for slot in chosen.iter_mut().chain(&mut spare).filter(is_unknown) {
            let term = stump(slot).to_owned();
            self.lengthen(slot, &term, NEAR_WORTH);
        }
        words.extend(known);
        words.append(&mut mended);
        spare
    }

    /// Of a long query, the words that take few fetches: what is at hand anyway, and the longest others, which tell most.
    fn fewer(&self, mut words: Vec<QueryTerm>) -> Vec<QueryTerm> {
        words.sort_by_key(|slot| std::cmp::Reverse(telling(slot)));
        let mut blocks = FxHashSet::default();
        words.retain(|slot| {
            let own = self.blocks_of(slot);
            let is_cheap = blocks.len() < WORD_BLOCKS || own.iter().all(|block| blocks.contains(block));
            if is_cheap {
                blocks.extend(own);
            }
            is_cheap
        });
        words
    }

    fn slots(&self, query: &str) -> Vec<QueryTerm> {
        let all = analyze::tokens(query);
        let joined: Vec<(usize, usize)> = all
            .iter()
            .filter(|token| token.kind == TermKind::Whole)
            .map(|token| (token.start, token.end))
            .collect();
        let is_crumb = |token: &SearchToken| {
            token.term.encode_utf16().count() == 1
                && joined.iter().any(|(start, end)| *start <= token.start && token.end <= *end)
        };
        let found: Vec<(&str, &SearchToken)> = all
            .iter()
            .filter(|token| token.kind != TermKind::Word || !is_crumb(token))
            .flat_map(|token| self.apart(token))
            .collect();
        let last = found.len();
        let is_typing = |at: usize, token: &SearchToken| at + 1 == last && token.end == query.len();
        found
            .iter()
            .enumerate()
            .map(|(at, (term, token))| self.slot(term, token.kind, token.open || is_typing(at, token)))
            .collect()
    }

    /// `windows10` is meant as it is mostly written: apart.
    fn apart<'t>(&self, token: &'t SearchToken) -> Vec<(&'t str, &'t SearchToken)> {
        let border = analyze::border(&token.term).filter(|_| token.kind == TermKind::Word);
        let parts = border.map(|at| token.term.split_at(at));
        match parts.filter(|(left, right)| self.is_hot(left) && self.is_hot(right)) {
            Some((left, right)) => vec![(left, token), (right, token)],
            None => vec![(&token.term, token)],
        }
    }

    fn slot(&self, term: &str, kind: TermKind, prefix: bool) -> QueryTerm {
        let mut ways = vec![(term.to_owned(), 1.0)];
        let pairs = &self.files.transliterations;
        let other =
            pairs.iter().fold(term.to_owned(), |spelling, (from, to)| spelling.replace(from.as_str(), to));
        if kind == TermKind::Word && other != term {
            ways.push((other, ALIAS_WORTH));
        }
        QueryTerm { term: term.to_owned(), kind, ways, prefix, rarity: 0, hits: FxHashMap::default() }
    }

    fn is_hot(&self, term: &str) -> bool {
        self.files.hot_terms.contains_key(term)
    }

    fn blocks_of(&self, slot: &QueryTerm) -> Vec<usize> {
        let blocks = |term: &str| {
            if slot.prefix { self.files.blocks_from(term) } else { vec![self.files.block_of(term)] }
        };
        slot.ways.iter().filter(|(term, _)| !self.is_hot(term)).flat_map(|(term, _)| blocks(term)).collect()
    }

    /// The grams that cover the query with the fewest blocks, by place.
    fn choose(&self, grams: &[QueryTerm], taken: &[usize], budget: usize) -> FxHashSet<usize> {
        let block = |slot: &QueryTerm| (!self.is_hot(&slot.term)).then(|| self.files.block_of(&slot.term));
        let places: Vec<_> = grams.iter().map(|slot| (slot.term.as_str(), block(slot))).collect();
        let mut cover = Matching::new(&places);
        cover.take(None);
        taken.iter().for_each(|block| cover.take(Some(*block)));
        for _ in 0..budget {
            let Some(best) = cover.best() else {
                break;
            };
            cover.take(Some(best));
        }
        cover.into_used()
    }

    /// Fetches at most so many of the blocks that are not there yet, the first ones.
    fn fetch(&mut self, wanted: Vec<usize>, most: usize) {
        let missing = ordered(wanted.into_iter().filter(|at| !self.blocks.contains_key(at)));
        for at in missing.into_iter().take(most) {
            self.blocks.insert(at, self.files.block(at));
        }
    }

    /// Finds a slot's articles in what is fetched.
    fn look(&self, slot: &mut QueryTerm) {
        for (term, weight) in slot.ways.clone() {
            let near = self.files.block_of(&term);
            let block = if self.is_hot(&term) { Some(&self.files.hot) } else { self.blocks.get(&near) };
            let at = block.and_then(|block| block.terms.iter().position(|other| *other == term));
            if let (Some(block), Some(at)) = (block, at) {
                slot.rarity = if slot.rarity == 0 { block.rarity[at] } else { slot.rarity };
                // A rarer spelling tells more where it is the right one.
                let rarer = f64::from(block.rarity[at]) / f64::from(slot.rarity);
                add(slot, block, at, weight * rarer.clamp(1.0, RARER_WORTH));
            }
            if slot.prefix {
                let share = if at.is_none() { PREFIX_WORTH } else { LONGER_WORTH };
                self.lengthen(slot, &term, weight * share);
            }
            if at.is_some() && weight >= 1.0 {
                break;
            }
        }
    }

    /// Adds the longer terms that begin with one, as far as they are fetched.
    fn lengthen(&self, slot: &mut QueryTerm, term: &str, weight: f64) {
        if term.is_empty() {
            return;
        }
        lengthen(slot, &self.files.hot, term, weight);
        for block in self.files.blocks_from(term).iter().filter_map(|at| self.blocks.get(at)) {
            lengthen(slot, block, term, weight);
        }
    }

    /// What an unknown word may have been meant for: two words typed together, other spellings, or in Korean, what has most
    /// of its pairs.
    fn mend(&self, mut slot: QueryTerm) -> Vec<QueryTerm> {
        let (term, prefix) = (slot.term.clone(), slot.prefix);
        let parts = |at: usize| {
            let (left, right) = term.split_at(at);
            vec![self.slot(left, TermKind::Word, false), self.slot(right, TermKind::Word, prefix)]
        };
        if let Some(at) = analyze::border(&term) {
            return parts(at);
        }
        let pairs: Vec<QueryTerm> =
            analyze::pairs(&term).map(|pair| self.slot(pair, TermKind::Gram, false)).collect();
        if !pairs.is_empty() {
            let places = self.choose(&pairs, &[], PAIR_BLOCKS);
            return divide(pairs, &places).0;
        }
        let block = self.blocks.get(&self.files.block_of(&term));
        if spell::respell(self.files, block, &mut slot) {
            return vec![slot];
        }
        if let Some(bare) = spell::without_prefix(&term) {
            return vec![self.slot(bare, TermKind::Word, prefix)];
        }
        let joint = term.char_indices().rev().map(|(at, _)| at).find(|at| {
            let (left, right) = term.split_at(*at);
            let is_long = |part: &str| part.encode_utf16().count() >= SHORTEST_PART;
            is_long(left) && is_long(right) && self.is_hot(left)
        });
        joint.map_or_else(|| vec![slot], parts)
    }

    fn score(&self, slots: &[QueryTerm], scale: f64) -> Vec<SearchHit> {
        let mut sums = vec![[0.0; 4]; self.files.count];
        let (mut all, mut asked) = (0.0, 0.0);
        for slot in slots {
            let rarity = f64::from(slot.rarity) * importance(slot);
            all += rarity;
            match slot.kind {
                TermKind::Whole => {}
                TermKind::Word => asked += rarity,
                TermKind::Gram => asked += rarity * scale,
            }
            for (doc, hit) in &slot.hits {
                let Some(sum) = sums.get_mut(*doc as usize) else {
                    continue;
                };
                sum[0] += rarity * hit.text;
                sum[1] += rarity * hit.title.max(hit.text + BODY_WORTH).min(1.0);
                sum[2] += rarity * hit.lead;
                sum[3] += rarity * hit.title;
            }
        }
        let mut found: Vec<SearchHit> = sums
            .iter()
            .enumerate()
            .filter(|(_, sum)| sum[0] > 0.0)
            .map(|(doc, sum)| SearchHit { doc, score: self.value(doc, sum.map(|sum| sum / all), asked) })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
        found
    }

    fn value(&self, doc: usize, [text, cover, lead, title]: [f64; 4], asked: f64) -> f64 {
        let fill = |share: f64, weight: u8, unit: f64| {
            (share * asked / (f64::from(weight) * unit).max(1.0)).min(1.0)
        };
        let title_fill = fill(title, self.files.titles[doc], 4.0);
        let lead_fill = fill(lead, self.files.leads[doc], 8.0);
        let value = text * cover * cover * cover
            + lead * (LEAD_WORTH * lead * lead + LEAD_FILL_WORTH * lead_fill)
            + title * (TITLE_WORTH * title + FILL_WORTH * title_fill);
        self.files.weights.as_ref().map_or(value, |weights| value * f64::from(weights[doc]) / 32.0)
    }
}

/// A word that no article has may be a slip of the hand.
fn is_lost(slot: &QueryTerm) -> bool {
    slot.rarity == 0 && slot.kind == TermKind::Word
}

fn ordered(blocks: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    for block in blocks {
        if !seen.contains(&block) {
            seen.push(block);
        }
    }
    seen
}

/// The grams at some places, and the others.
fn divide(grams: Vec<QueryTerm>, places: &FxHashSet<usize>) -> (Vec<QueryTerm>, Vec<QueryTerm>) {
    let (chosen, unused): (Vec<_>, Vec<_>) =
        grams.into_iter().enumerate().partition(|(at, _)| places.contains(at));
    let slots = |pairs: Vec<(usize, QueryTerm)>| pairs.into_iter().map(|(_, slot)| slot).collect();
    (slots(chosen), slots(unused))
}

/// An unknown gram may differ in its last character alone.
fn stump(slot: &QueryTerm) -> &str {
    slot.term.char_indices().next_back().map_or("", |(at, _)| &slot.term[..at])
}

/// How much a word promises to tell: codes most, then by length.
fn telling(slot: &QueryTerm) -> usize {
    let code = if slot.term.contains(|c: char| c.is_ascii_digit()) { 99 } else { 0 };
    code + slot.term.encode_utf16().count()
}
