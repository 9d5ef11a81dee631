//! Owns the order of articles inside an index: similar ones side by side, so that lists compress well and one
//! fetch brings several results.

use super::collect::Collection;

/// The articles in index order: element `n` is the article that becomes number `n`.
pub(super) fn arrange(collection: &Collection, frequencies: &[u32]) -> Vec<u32> {
    let count = collection.entries.len();
    let distinctive: Vec<Vec<u32>> =
        (0..count).map(|doc| distinctive_terms(collection, frequencies, doc, count)).collect();
    let mut order: Vec<u32> = (0..count as u32).collect();
    let logs = (0..count + 3).map(|number| (number.max(1) as f32).log2()).collect();
    let sides = vec![0; frequencies.len()];
    let mut halves = Halves { distinctive, left: sides.clone(), right: sides, logs };
    halves.split(&mut order);
    order
}

/// How many of the rarest terms of an article are compared; more cost time without a better order.
const MOST_TERMS: usize = 24;

/// Groups of at most this many articles are not split further: their order hardly changes the size of lists.
const SMALLEST: usize = 6;

/// The most rounds of swaps for one split; they converge in a few.
const ROUNDS: usize = 6;

fn distinctive_terms(collection: &Collection, frequencies: &[u32], doc: usize, count: usize) -> Vec<u32> {
    let of = |term: u32| frequencies[term as usize];
    let common = (count as u32 / 8).max(2);
    let mut terms: Vec<u32> = collection.entries[doc]
        .iter()
        .map(|entry| entry.term)
        .filter(|term| (2..=common).contains(&of(*term)))
        .collect();
    terms.sort_unstable_by_key(|term| (of(*term), *term));
    terms.truncate(MOST_TERMS);
    terms.extend(collection.titles[doc].iter().filter(|term| of(**term) >= 2));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Recursive bisection: articles change sides as long as that makes lists shorter.
struct Halves {
    /// The distinctive terms of each article.
    distinctive: Vec<Vec<u32>>,
    left: Vec<u32>,
    right: Vec<u32>,
    /// Binary logarithms of 0 to the number of articles + 2 (0 counts as 1), computed once, since millions are needed.
    logs: Vec<f32>,
}

impl Halves {
    fn split(&mut self, docs: &mut [u32]) {
        if docs.len() <= SMALLEST {
            return;
        }
        let middle = docs.len() / 2;
        for _ in 0..ROUNDS {
            if !self.exchange(docs, middle) {
                break;
            }
        }
        let (left, right) = docs.split_at_mut(middle);
        self.split(left);
        self.split(right);
    }

    fn exchange(&mut self, docs: &mut [u32], middle: usize) -> bool {
        self.tally(docs, middle);
        let mut ranked: Vec<(i64, u32)> =
            docs.iter().enumerate().map(|(at, doc)| (self.gain(*doc, at < middle, middle), *doc)).collect();
        self.clear(docs);
        let (left, right) = ranked.split_at_mut(middle);
        left.sort_unstable_by_key(|(gain, doc)| (-gain, *doc));
        right.sort_unstable_by_key(|(gain, doc)| (-gain, *doc));
        let mut swapped = false;
        for (a, b) in left.iter_mut().zip(right.iter_mut()) {
            if a.0 + b.0 <= 0 {
                break;
            }
            std::mem::swap(a, b);
            swapped = true;
        }
        docs.iter_mut().zip(&ranked).for_each(|(doc, (_, ranked))| *doc = *ranked);
        swapped
    }

    fn tally(&mut self, docs: &[u32], middle: usize) {
        for (at, doc) in docs.iter().enumerate() {
            let side = if at < middle { &mut self.left } else { &mut self.right };
            self.distinctive[*doc as usize].iter().for_each(|term| side[*term as usize] += 1);
        }
    }

    fn clear(&mut self, docs: &[u32]) {
        for term in docs.iter().flat_map(|doc| &self.distinctive[*doc as usize]) {
            self.left[*term as usize] = 0;
            self.right[*term as usize] = 0;
        }
    }

    /// How much shorter the lists get if this article changes sides, in thousandths of a bit.
    fn gain(&self, doc: u32, is_left: bool, size: usize) -> i64 {
        let mut gain = 0.0;
        for term in &self.distinctive[doc as usize] {
            let (left, right) = (self.left[*term as usize], self.right[*term as usize]);
            let (here, there) = if is_left { (left, right) } else { (right, left) };
            gain += self.cost(here, size) + self.cost(there, size);
            gain -= self.cost(here - 1, size) + self.cost(there + 1, size);
        }
        (gain * 1000.0) as i64
    }

    fn cost(&self, count: u32, size: usize) -> f32 {
        count as f32 * (self.logs[size] - self.logs[count as usize + 1])
    }
}
