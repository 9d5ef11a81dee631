//! Owns the search index of one locale: articles in, static files out. No clock, no disk, no threads.
//!
//! `collect` reads the articles once, `near_terms` and `order` relate all terms and articles, `postings` weighs each term, and
//! `write` splits the index into small files, in the `format` that readers share. The files are read by `query` here and by
//! `themes/default/search/` in a browser.

pub(crate) mod analyze;
pub(crate) mod bytes;
mod collect;
pub(crate) mod files;
mod format;
mod matching;
pub(crate) mod names;
mod near_terms;
mod order;
mod postings;
pub(crate) mod query;
mod query_term;
pub(crate) mod ranked;
pub(crate) mod snippets;
mod spell;
pub(crate) mod tables;
mod write;

pub(crate) use self::format::MANIFEST;

/// Begins the name of a term that stands for a tag, which no reader can type.
pub(crate) const TAG: char = '\u{1}';

/// One article as search sees it: plain text in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct SearchDoc {
    /// Its address from the root of the site.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Other titles it is known by.
    pub aliases: Vec<String>,
    /// The name of its section, as displayed; may be empty.
    pub section: String,
    /// Its weight in the ranking: 1 is usual, 0.5 half, 2 double.
    pub weight: f32,
    /// Its text, part by part.
    pub parts: Vec<SearchPart>,
    /// Further words that find it and are not displayed: product names and commands of the source.
    pub keywords: Vec<String>,
    /// What filters select by, as `key:value`.
    pub tags: Vec<String>,
}

/// A heading or a question and the text below it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SearchPart {
    /// The heading's text; empty for what stands before the first one.
    pub heading: String,
    /// The id to jump to; empty at the top of the page.
    pub anchor: String,
    /// The text, paragraphs ended by `\n`.
    pub text: String,
}

/// The settings of the search of one locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndexOptions {
    /// Groups of words or phrases that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// The filters that the search box offers: tag and label, in order.
    pub filters: Vec<(String, String)>,
}

/// The files of one locale's index: name below the locale's search folder, and bytes. The same at every run.
pub(crate) fn build_index(
    locale: &str,
    docs: &[SearchDoc],
    options: &IndexOptions,
) -> Vec<(String, Vec<u8>)> {
    let language = locale.split(['-', '_']).next().unwrap_or(locale);
    let collection = collect::collect(docs, options);
    let frequencies = collection.frequencies();
    let order = order::arrange(&collection, &frequencies);
    let near = near_terms::near_terms(language, &collection);
    let parts = near_terms::parts(language, &collection, &frequencies);
    let index = postings::weigh(&collection, &frequencies, &order, &near, &parts);
    write::files(language, &index, docs, &order, options)
}

#[cfg(test)]
mod tests;
