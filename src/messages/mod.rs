//! Owns the reader's words: interface messages along the fallback chain, and the glossary.

pub mod bundle;
pub mod functions;
pub mod glossary;
pub mod interface;
