//! Owns counts of expensive work, one set for each thread, so that tests can hold how often a text is parsed.

use std::cell::Cell;

/// What a thread has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Markdown parsers that were started over a whole body.
    pub body_parsers: usize,
    /// Markdown parsers that were started over a single sentence.
    pub sentence_parsers: usize,
    /// Files that were taken apart into their two sides.
    pub sides: usize,
}

thread_local! {
    static DONE: Cell<WorkCounts> = const {
        Cell::new(WorkCounts { body_parsers: 0, sentence_parsers: 0, sides: 0 })
    };
}

impl WorkCounts {
    /// What this thread has done so far.
    #[cfg(test)]
    pub fn of_thread() -> Self {
        DONE.get()
    }

    /// Adds to what this thread has done.
    pub(super) fn add(count: impl FnOnce(&mut Self)) {
        let mut done = DONE.get();
        count(&mut done);
        DONE.set(done);
    }
}
