//! Owns the tests of the theme, a topic for each file, and the sample pages that other tests use as well.

mod contract;
pub mod samples;
mod templates;
pub mod words;
