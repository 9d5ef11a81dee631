//! Owns the result of a query before titles are compared: articles in order, and how many fetches are left.

/// One article that a query found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SearchHit {
    /// The article's number in the index.
    pub doc: usize,
    /// Its score, comparable within one query only.
    pub score: f64,
}

/// What a query found, and what comparing titles needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranked {
    /// The articles, best first.
    pub found: Vec<SearchHit>,
    /// All terms of the query, and whether each is only a beginning.
    pub terms: Vec<(String, bool)>,
    /// How many blocks of articles may be fetched to display results.
    pub left: usize,
}
