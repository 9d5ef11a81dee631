//! Owns the search on a built index: what `hexapla search` runs. Its counterpart is `themes/default/search/engine.js`, step by step.

use rustc_hash::{FxHashMap, FxHashSet};

use super::TAG;
use super::analyze::{self, SearchToken, TermKind};
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
/// `None` where there is no index.
pub(crate) fn search(load: Load, query: &str, tags: &[&str], limit: usize) -> Option<Vec<DisplayDoc>> {
    let files = IndexFiles::open(load)?;
    let ranked = rank(&files, query, tags);
    let mut displayed = Vec::new();
    while displayed.len() < limit {
        let next = show(&files, &ranked, displayed.len());
        if next.is_empty() {
            break;
        }
        displayed.extend(next);
    }
    displayed.truncate(limit);
    Some(displayed)
}

/// All articles that a query finds, best first; with tags, only those that have them all.
pub(crate) fn rank(files: &IndexFiles, query: &str, tags: &[&str]) -> Ranked {
    SearchRun { files, blocks: FxHashMap::default() }.rank(query, tags)
}

struct SearchRun<'a, 'b> {
    files: &'a IndexFiles<'b>,
    blocks: FxHashMap<usize, IndexBlock>,
}

impl SearchRun<'_, '_> {
    fn rank(&mut self, query: &str, tags: &[&str]) -> Ranked {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let query_terms = self.query_terms(&query);
        let terms: Vec<(String, bool)> = query_terms
            .iter()
            .filter(|query_term| query_term.kind != TermKind::Whole)
            .map(|query_term| (query_term.term.clone(), query_term.prefix))
            .collect();
        let (grams, words): (Vec<QueryTerm>, Vec<QueryTerm>) =
            query_terms.into_iter().partition(|query_term| query_term.kind == TermKind::Gram);
        let mut words = self.fewer(words);
        let mut filters: Vec<QueryTerm> =
            tags.iter().map(|tag| self.query_term(&format!("{TAG}{tag}"), TermKind::Whole, false)).collect();
        let wanted = ordered(words.iter().chain(&filters).flat_map(|query_term| self.blocks_of(query_term)));
        let budget = GRAM_BLOCKS.saturating_sub(wanted.len()).max(1);
        let places = self.choose(&grams, &wanted, budget);
        let all_grams = grams.len();
        let (mut chosen, unused) = divide(grams, &places);
        let first = words.iter().chain(&filters).chain(&chosen);
        self.fetch(first.flat_map(|query_term| self.blocks_of(query_term)).collect(), usize::MAX);
        words.iter_mut().chain(&mut chosen).chain(&mut filters).for_each(|query_term| self.look(query_term));
        let lost = words.iter().filter(|query_term| is_lost(query_term)).count();
        let spare = self.retry(&mut words, &mut chosen, unused);
        chosen.extend(spare);
        let scale = if chosen.is_empty() { 1.0 } else { all_grams as f64 / chosen.len() as f64 };
        words.append(&mut chosen);
        let mut found = self.score(&words, scale);
        found.retain(|found| {
            filters.iter().all(|query_term| query_term.hits.contains_key(&(found.doc as u32)))
        });
        Ranked { found, terms, left: self.left(lost) }
    }

    /// How many fetches are left to a query with `lost` unknown words.
    fn left(&self, lost: usize) -> usize {
        REQUESTS.saturating_sub(self.blocks.len() + lost).max(DOC_BLOCKS)
    }

    /// The second round: other spellings for unknown words, other grams for unknown ones. Returns the further grams.
    fn retry(
        &mut self,
        words: &mut Vec<QueryTerm>,
        chosen: &mut [QueryTerm],
        unused: Vec<QueryTerm>,
    ) -> Vec<QueryTerm> {
        let is_unknown = |query_term: &&mut QueryTerm| query_term.rarity == 0;
        let slipped = chosen.iter().any(|query_term| query_term.rarity == 0);
        let taken: Vec<usize> = self.blocks.keys().copied().collect();
        let places = if slipped { self.choose(&unused, &taken, SPARE_BLOCKS) } else { FxHashSet::default() };
        let (mut spare, _) = divide(unused, &places);
        let (lost, known): (Vec<QueryTerm>, Vec<QueryTerm>) = words.drain(..).partition(is_lost);
        let most = self.left(lost.len()) - DOC_BLOCKS + 1;
        let mut mended: Vec<QueryTerm> =
            lost.into_iter().flat_map(|query_term| self.mend(query_term)).collect();
        let stumps = chosen
            .iter()
            .filter(|query_term| query_term.rarity == 0)
            .map(stump)
            .filter(|stump| !stump.is_empty());
        let second = mended.iter().chain(&spare).flat_map(|query_term| self.blocks_of(query_term));
        let wanted: Vec<usize> =
            second.chain(stumps.flat_map(|stump| self.files.blocks_from(stump))).collect();
        self.fetch(wanted, most);
        mended.iter_mut().chain(&mut spare).for_each(|query_term| self.look(query_term));
        for query_term in chosen.iter_mut().chain(&mut spare).filter(is_unknown) {
            let term = stump(query_term).to_owned();
            self.lengthen(query_term, &term, NEAR_WORTH);
        }
        words.extend(known);
        words.append(&mut mended);
        spare
    }

    /// Of a long query, the words that take few fetches: the most specific ones, and those in blocks that are fetched anyway.
    fn fewer(&self, mut words: Vec<QueryTerm>) -> Vec<QueryTerm> {
        words.sort_by_key(|query_term| std::cmp::Reverse(specificity(query_term)));
        let mut blocks = FxHashSet::default();
        words.retain(|query_term| {
            let own = self.blocks_of(query_term);
            let is_cheap = blocks.len() < WORD_BLOCKS || own.iter().all(|block| blocks.contains(block));
            if is_cheap {
                blocks.extend(own);
            }
            is_cheap
        });
        words
    }

    fn query_terms(&self, query: &str) -> Vec<QueryTerm> {
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
            .map(|(at, (term, token))| self.query_term(term, token.kind, token.open || is_typing(at, token)))
            .collect()
    }

    /// Splits `windows10` in two where both parts are common terms, since texts mostly write them apart.
    fn apart<'t>(&self, token: &'t SearchToken) -> Vec<(&'t str, &'t SearchToken)> {
        let border = analyze::border(&token.term).filter(|_| token.kind == TermKind::Word);
        let parts = border.map(|at| token.term.split_at(at));
        match parts.filter(|(left, right)| self.is_hot(left) && self.is_hot(right)) {
            Some((left, right)) => vec![(left, token), (right, token)],
            None => vec![(&token.term, token)],
        }
    }

    fn query_term(&self, term: &str, kind: TermKind, prefix: bool) -> QueryTerm {
        let mut spellings = vec![(term.to_owned(), 1.0)];
        let pairs = &self.files.transliterations;
        let other =
            pairs.iter().fold(term.to_owned(), |spelling, (from, to)| spelling.replace(from.as_str(), to));
        if kind == TermKind::Word && other != term {
            spellings.push((other, ALIAS_WORTH));
        }
        QueryTerm { term: term.to_owned(), kind, spellings, prefix, rarity: 0, hits: FxHashMap::default() }
    }

    fn is_hot(&self, term: &str) -> bool {
        self.files.hot_terms.contains_key(term)
    }

    fn blocks_of(&self, query_term: &QueryTerm) -> Vec<usize> {
        let blocks = |term: &str| {
            if query_term.prefix { self.files.blocks_from(term) } else { vec![self.files.block_of(term)] }
        };
        query_term
            .spellings
            .iter()
            .filter(|(term, _)| !self.is_hot(term))
            .flat_map(|(term, _)| blocks(term))
            .collect()
    }

    /// The positions of the grams that cover the query with the fewest blocks.
    fn choose(&self, grams: &[QueryTerm], taken: &[usize], budget: usize) -> FxHashSet<usize> {
        let block = |query_term: &QueryTerm| {
            (!self.is_hot(&query_term.term)).then(|| self.files.block_of(&query_term.term))
        };
        let places: Vec<_> =
            grams.iter().map(|query_term| (query_term.term.as_str(), block(query_term))).collect();
        let mut matching = Matching::new(&places);
        matching.take(None);
        taken.iter().for_each(|block| matching.take(Some(*block)));
        for _ in 0..budget {
            let Some(best) = matching.best() else {
                break;
            };
            matching.take(Some(best));
        }
        matching.into_used()
    }

    /// Fetches the first `most` of the wanted blocks that are not there yet.
    fn fetch(&mut self, wanted: Vec<usize>, most: usize) {
        let missing = ordered(wanted.into_iter().filter(|at| !self.blocks.contains_key(at)));
        for at in missing.into_iter().take(most) {
            self.blocks.insert(at, self.files.block(at));
        }
    }

    /// Finds a query term's articles in what is fetched.
    fn look(&self, query_term: &mut QueryTerm) {
        for (term, weight) in query_term.spellings.clone() {
            let near = self.files.block_of(&term);
            let block = if self.is_hot(&term) { Some(&self.files.hot) } else { self.blocks.get(&near) };
            let at = block.and_then(|block| block.terms.iter().position(|other| *other == term));
            if let (Some(block), Some(at)) = (block, at) {
                query_term.rarity = if query_term.rarity == 0 { block.rarity[at] } else { query_term.rarity };
                // A rarer spelling counts more where it is the right one.
                let rarer = f64::from(block.rarity[at]) / f64::from(query_term.rarity);
                add(query_term, block, at, weight * rarer.clamp(1.0, RARER_WORTH));
            }
            if query_term.prefix {
                let share = if at.is_none() { PREFIX_WORTH } else { LONGER_WORTH };
                self.lengthen(query_term, &term, weight * share);
            }
            if at.is_some() && weight >= 1.0 {
                break;
            }
        }
    }

    /// Adds the longer terms that begin with one, as far as they are fetched.
    fn lengthen(&self, query_term: &mut QueryTerm, term: &str, weight: f64) {
        if term.is_empty() {
            return;
        }
        lengthen(query_term, &self.files.hot, term, weight);
        for block in self.files.blocks_from(term).iter().filter_map(|at| self.blocks.get(at)) {
            lengthen(query_term, block, term, weight);
        }
    }

    /// The alternatives to an unknown word: two words typed together, other spellings, or in Korean, what has most
    /// of its pairs.
    fn mend(&self, mut query_term: QueryTerm) -> Vec<QueryTerm> {
        let (term, prefix) = (query_term.term.clone(), query_term.prefix);
        let parts = |at: usize| {
            let (left, right) = term.split_at(at);
            vec![self.query_term(left, TermKind::Word, false), self.query_term(right, TermKind::Word, prefix)]
        };
        if let Some(at) = analyze::border(&term) {
            return parts(at);
        }
        let pairs: Vec<QueryTerm> =
            analyze::pairs(&term).map(|pair| self.query_term(pair, TermKind::Gram, false)).collect();
        if !pairs.is_empty() {
            let places = self.choose(&pairs, &[], PAIR_BLOCKS);
            return divide(pairs, &places).0;
        }
        let block = self.blocks.get(&self.files.block_of(&term));
        if spell::respell(self.files, block, &mut query_term) {
            return vec![query_term];
        }
        if let Some(bare) = spell::without_prefix(&term) {
            return vec![self.query_term(bare, TermKind::Word, prefix)];
        }
        let joint = term.char_indices().rev().map(|(at, _)| at).find(|at| {
            let (left, right) = term.split_at(*at);
            let is_long = |part: &str| part.encode_utf16().count() >= SHORTEST_PART;
            is_long(left) && is_long(right) && self.is_hot(left)
        });
        joint.map_or_else(|| vec![query_term], parts)
    }

    fn score(&self, query_terms: &[QueryTerm], scale: f64) -> Vec<SearchHit> {
        let mut sums = vec![[0.0; 4]; self.files.count];
        let (mut all, mut requested) = (0.0, 0.0);
        for query_term in query_terms {
            let rarity = f64::from(query_term.rarity) * importance(query_term);
            all += rarity;
            match query_term.kind {
                TermKind::Whole => {}
                TermKind::Word => requested += rarity,
                TermKind::Gram => requested += rarity * scale,
            }
            for (doc, hit) in &query_term.hits {
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
            .map(|(doc, sum)| SearchHit { doc, score: self.value(doc, sum.map(|sum| sum / all), requested) })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
        found
    }

    fn value(&self, doc: usize, [text, coverage, lead, title]: [f64; 4], requested: f64) -> f64 {
        let fill = |share: f64, weight: u8, unit: f64| {
            (share * requested / (f64::from(weight) * unit).max(1.0)).min(1.0)
        };
        let title_fill = fill(title, self.files.titles[doc], 4.0);
        let lead_fill = fill(lead, self.files.leads[doc], 8.0);
        let value = text * coverage * coverage * coverage
            + lead * (LEAD_WORTH * lead * lead + LEAD_FILL_WORTH * lead_fill)
            + title * (TITLE_WORTH * title + FILL_WORTH * title_fill);
        self.files.weights.as_ref().map_or(value, |weights| value * f64::from(weights[doc]) / 32.0)
    }
}

/// True for a word that no article has, which may be misspelt.
fn is_lost(query_term: &QueryTerm) -> bool {
    query_term.rarity == 0 && query_term.kind == TermKind::Word
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

/// The grams at some positions, and the others.
fn divide(grams: Vec<QueryTerm>, places: &FxHashSet<usize>) -> (Vec<QueryTerm>, Vec<QueryTerm>) {
    let (chosen, unused): (Vec<_>, Vec<_>) =
        grams.into_iter().enumerate().partition(|(at, _)| places.contains(at));
    let query_terms =
        |pairs: Vec<(usize, QueryTerm)>| pairs.into_iter().map(|(_, query_term)| query_term).collect();
    (query_terms(chosen), query_terms(unused))
}

/// A gram without its last character; an unknown gram may differ in that alone.
fn stump(query_term: &QueryTerm) -> &str {
    query_term.term.char_indices().next_back().map_or("", |(at, _)| &query_term.term[..at])
}

/// How specific a word is likely to be: codes most, then by length.
fn specificity(query_term: &QueryTerm) -> usize {
    let code = if query_term.term.contains(|c: char| c.is_ascii_digit()) { 99 } else { 0 };
    code + query_term.term.encode_utf16().count()
}
