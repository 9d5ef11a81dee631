//! Owns unit catalogs: articles composed from them, their refresh, and translation memory.

pub mod catalog;
pub mod compose;
pub mod pseudo;
pub mod refresh;
pub mod translation_memory;
