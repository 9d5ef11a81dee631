//! Owns related articles: which ones speak of the same, told by the rare words of their titles, headings and tags.
//!
//! Bodies are not read: what an article is about stands in its headings. Words that many articles share tell nothing and would
//! cost most, so only rare ones are looked up: the work grows with the number of articles, not with its square.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::library::{ArticleId, LocaleId, Version};
use crate::plan::site::Plan;
use crate::search::analyze;

/// What the articles of one locale have in common.
#[derive(Debug)]
pub struct Related {
    locale: LocaleId,
    /// The rare words of each article with their weights, made to be of length 1 together; a word's number is its place in `postings`.
    words: Vec<Vec<(u32, f32)>>,
    /// For each rare word, the articles that have it, with its weight there.
    postings: Vec<Vec<(ArticleId, f32)>>,
}

/// As many as a reader looks at.
const MOST: usize = 4;

/// Less in common than this is chance.
const LEAST: f32 = 0.12;

/// A word of more articles than this tells nothing.
const COMMON: usize = 64;

/// The words that tell most about an article.
const WORDS: usize = 24;

/// Articles of one section are a little nearer to each other.
const SAME_SECTION: f32 = 1.2;

/// What stands in a title says more than what stands in a heading or a description.
const TITLE: f32 = 3.0;
const TAG: f32 = 3.0;
const HEADING: f32 = 1.0;

impl Related {
    /// Reads what readers of a locale are shown.
    pub fn of(plan: &Plan, locale: LocaleId) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let articles: Vec<Vec<(u32, f32)>> = (0..plan.library.articles.len())
            .map(|article| words(plan, article, locale, &mut numbers))
            .collect();
        let mut counts = vec![0_usize; numbers.len()];
        articles.iter().flatten().for_each(|(word, _)| counts[*word as usize] += 1);
        let told = articles.iter().filter(|words| !words.is_empty()).count();
        let common = COMMON.min(told / 3).max(2);
        let mut related = Self {
            locale,
            words: Vec::with_capacity(articles.len()),
            postings: vec![Vec::new(); counts.len()],
        };
        for (article, words) in articles.into_iter().enumerate() {
            let rare = words.into_iter().filter(|(word, _)| (2..=common).contains(&counts[*word as usize]));
            let weighed = rare.map(|(word, weight)| (word, weight * rarity(told, counts[word as usize])));
            let words = strongest(weighed.collect());
            words.iter().for_each(|(word, weight)| related.postings[*word as usize].push((article, *weight)));
            related.words.push(words);
        }
        related
    }

    /// The articles nearest to one, the nearest first, without itself, what introduces its section, and `besides`.
    pub fn to(&self, plan: &Plan, article: ArticleId, besides: &[ArticleId]) -> Vec<ArticleId> {
        let mut scores = vec![0.0_f32; self.words.len()];
        let mut sharing: Vec<ArticleId> = Vec::new();
        for (word, weight) in self.words.get(article).into_iter().flatten() {
            for (other, own) in &self.postings[*word as usize] {
                if scores[*other] == 0.0 {
                    sharing.push(*other);
                }
                scores[*other] += weight * own;
            }
        }
        // A share of nothing leaves an article to be met again.
        sharing.sort_unstable();
        sharing.dedup();
        let section = plan.nav.section_of[article];
        let near = |other: ArticleId| plan.nav.section_of[other] == section;
        let mut found: Vec<(ArticleId, f32)> = sharing
            .into_iter()
            .map(|other| (other, scores[other]))
            .filter(|(other, _)| *other != article && !besides.contains(other))
            .filter(|(other, _)| plan.introduces(*other).is_none_or(|introduced| introduced != section))
            .map(|(other, score)| (other, if near(other) { score * SAME_SECTION } else { score }))
            .filter(|(_, score)| *score >= LEAST)
            .collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // Of articles with one name, a reader cannot tell which is which.
        let label =
            |article| plan.library.shown(article, self.locale).and_then(|shown| shown.version.label());
        let mut named = FxHashSet::from_iter([label(article)]);
        let others = found.into_iter().map(|(other, _)| other);
        others.filter(|other| named.insert(label(*other))).take(MOST).collect()
    }
}

/// The words of what an article is about, each once, with how much it says; nothing for an article that no list shows.
fn words(
    plan: &Plan,
    article: ArticleId,
    locale: LocaleId,
    numbers: &mut FxHashMap<String, u32>,
) -> Vec<(u32, f32)> {
    let Some(shown) = plan.library.shown(article, locale).filter(|_| !plan.fragments[article]) else {
        return Vec::new();
    };
    let version = shown.version;
    let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
    let mut add = |word: String, weight: f32| {
        let next = numbers.len() as u32;
        let number = *numbers.entry(word).or_insert(next);
        *weights.entry(number).or_default() += weight;
    };
    let headings = version.outline().headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    let texts = [(version.label().unwrap_or_default(), TITLE), (version.description(), HEADING)];
    let texts = texts.into_iter().chain(headings.map(|heading| (heading.text.as_str(), HEADING)));
    for (text, weight) in texts {
        let distinct: FxHashSet<String> = analyze::tokens(text).into_iter().map(|token| token.term).collect();
        let mut distinct: Vec<String> = distinct.into_iter().collect();
        distinct.sort_unstable();
        distinct.into_iter().for_each(|word| add(word, weight));
    }
    tags(version).into_iter().for_each(|tag| add(format!("\0{}", tag.to_lowercase()), TAG));
    let mut words: Vec<(u32, f32)> = weights.into_iter().collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words
}

/// `tags` and `keywords` of the front matter: a list, or words with commas between them.
fn tags(version: &Version) -> Vec<String> {
    let values =
        ["tags", "keywords"].into_iter().filter_map(|key| version.summary.front_matter.params.get(key));
    let texts = values.flat_map(|value| match value {
        serde_json::Value::Array(items) => items.iter().filter_map(serde_json::Value::as_str).collect(),
        value => value.as_str().map_or_else(Vec::new, |text| text.split(',').collect::<Vec<_>>()),
    });
    texts.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

fn rarity(articles: usize, count: usize) -> f32 {
    (articles as f32 / count as f32).ln()
}

/// The words that weigh most, brought to a common length: a long article is not nearer to everything.
fn strongest(mut words: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(WORDS);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    words
}
