//! Owns related articles: those on the same subject, found by the rare words of their titles, headings and tags.
//!
//! Bodies are not read: headings name the subject of an article. Words that many articles share distinguish nothing and are the most
//! expensive, so only rare ones are looked up: the work grows with the number of articles, not with its square.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::library::{ArticleId, LocaleId, Version};
use crate::plan::site::Plan;
use crate::search::analyze;

/// The rare words that the articles of one locale share.
#[derive(Debug)]
pub(crate) struct Related {
    locale: LocaleId,
    /// The rare words of each article with their weights, normalized to length 1; a word's number is its index in `postings`.
    words: Vec<Vec<(u32, f32)>>,
    /// For each rare word, the articles that have it, with its weight there.
    postings: Vec<Vec<(ArticleId, f32)>>,
}

/// The greatest number of related articles on a page.
const MOST: usize = 4;

/// The least similarity of related articles; less is chance.
const LEAST: f32 = 0.12;

/// The greatest number of articles that a rare word is in.
const COMMON: usize = 64;

/// How many words of an article are used: those with the greatest weights.
const WORDS: usize = 24;

/// The factor of similarity for articles of one section.
const SAME_SECTION: f32 = 1.2;

/// The weights of words: those of titles and tags count more than those of headings and descriptions.
const TITLE: f32 = 3.0;
const TAG: f32 = 3.0;
const HEADING: f32 = 1.0;

impl Related {
    /// Reads the titles, headings and tags that are displayed in a locale.
    pub(crate) fn of(plan: &Plan, locale: LocaleId) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let articles: Vec<Vec<(u32, f32)>> = (0..plan.library.articles.len())
            .map(|article| words(plan, article, locale, &mut numbers))
            .collect();
        let mut counts = vec![0_usize; numbers.len()];
        articles.iter().flatten().for_each(|(word, _)| counts[*word as usize] += 1);
        let total = articles.iter().filter(|words| !words.is_empty()).count();
        let common = COMMON.min(total / 3).max(2);
        let mut related = Self {
            locale,
            words: Vec::with_capacity(articles.len()),
            postings: vec![Vec::new(); counts.len()],
        };
        for (article, words) in articles.into_iter().enumerate() {
            let rare = words.into_iter().filter(|(word, _)| (2..=common).contains(&counts[*word as usize]));
            let weighed = rare.map(|(word, weight)| (word, weight * rarity(total, counts[word as usize])));
            let words = strongest(weighed.collect());
            words.iter().for_each(|(word, weight)| related.postings[*word as usize].push((article, *weight)));
            related.words.push(words);
        }
        related
    }

    /// The articles nearest to one, the nearest first, without itself, what introduces its section, and `besides`.
    pub(crate) fn to(&self, plan: &Plan, article: ArticleId, besides: &[ArticleId]) -> Vec<ArticleId> {
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
        // An article whose score stays 0 is added more than once.
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
        // Readers could not distinguish articles with the same label, so only the nearest one is kept.
        let label =
            |article| plan.library.displayed(article, self.locale).and_then(|shown| shown.version.label());
        let mut named = FxHashSet::from_iter([label(article)]);
        let others = found.into_iter().map(|(other, _)| other);
        others.filter(|other| named.insert(label(*other))).take(MOST).collect()
    }
}

/// The words of an article's title, headings and tags, each once with its weight; empty for an article that no list displays.
fn words(
    plan: &Plan,
    article: ArticleId,
    locale: LocaleId,
    numbers: &mut FxHashMap<String, u32>,
) -> Vec<(u32, f32)> {
    let Some(shown) = plan.library.displayed(article, locale).filter(|_| !plan.fragments[article]) else {
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

/// The words of greatest weight, normalized to length 1: a long article is not nearer to everything.
fn strongest(mut words: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(WORDS);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    words
}

#[cfg(test)]
mod tests;
