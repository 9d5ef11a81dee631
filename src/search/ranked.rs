//! Owns the outcome of a query before titles are looked at: articles in order, and what is left to fetch.

/// One article that a query found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The article's number in the index.
    pub doc: usize,
    /// What it is worth: comparable within one query.
    pub score: f64,
}

/// What a query found, and what the titles have still to be asked.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    /// The articles, best first.
    pub found: Vec<SearchHit>,
    /// All terms of the query, and whether each is only a beginning.
    pub terms: Vec<(String, bool)>,
    /// How many blocks of articles a look may take.
    pub left: usize,
}
