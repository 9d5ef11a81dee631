//! Owns messages: interface strings along the fallback chain, and the glossary.

pub(crate) mod bundle;
pub(crate) mod checks;
pub(crate) mod functions;
pub(crate) mod glossary;
pub(crate) mod interface;
