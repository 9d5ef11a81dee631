//! Owns unit catalogs: articles composed from them, their refresh, and translation memory.

pub(crate) mod catalog;
pub(crate) mod compose;
pub(crate) mod pseudo;
pub(crate) mod refresh;
pub(crate) mod translation_memory;
