//! Owns counts of expensive work, one set for each thread, so that tests can check how often a text is parsed.

use std::cell::Cell;

/// The work of one thread so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WorkCounts {
    /// Markdown parsers started for a whole body.
    pub body_parsers: usize,
    /// Markdown parsers started for a single sentence.
    pub sentence_parsers: usize,
    /// Files split into their two sides.
    pub sides: usize,
}

thread_local! {
    static DONE: Cell<WorkCounts> = const {
        Cell::new(WorkCounts { body_parsers: 0, sentence_parsers: 0, sides: 0 })
    };
}

impl WorkCounts {
    /// The counts of this thread.
    #[cfg(test)]
    pub fn of_thread() -> Self {
        DONE.get()
    }

    /// Changes the counts of this thread.
    pub(super) fn add(count: impl FnOnce(&mut Self)) {
        let mut done = DONE.get();
        count(&mut done);
        DONE.set(done);
    }

    /// Does something for a single sentence: the parsers that it starts for a body count as those of sentences.
    pub(super) fn of_sentence<T>(work: impl FnOnce() -> T) -> T {
        let before = DONE.get();
        let made = work();
        let after = DONE.get();
        let parsers = after.body_parsers - before.body_parsers;
        let sentence_parsers = after.sentence_parsers + parsers;
        DONE.set(Self { body_parsers: before.body_parsers, sentence_parsers, ..after });
        made
    }
}
