//! Owns messages: interface strings along the fallback chain, and the glossary.

pub mod bundle;
pub mod functions;
pub mod glossary;
pub mod interface;
