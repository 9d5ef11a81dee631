//! Floor 2: what each reader is shown, and where it came from.

pub mod alignment;
mod amend;
pub mod bundle;
pub mod catalog;
pub mod compose;
pub mod coverage;
pub mod freshness;
mod functions;
pub mod glossary;
pub mod library;
pub mod memory;
pub mod pairing;
pub mod provenance;
pub mod pseudo;
pub mod refresh;
pub mod segment;
pub mod sentences;
pub mod status;
pub mod unit;
pub mod weave;
pub mod words;
