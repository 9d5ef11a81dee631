//! Floor 2: what each reader is shown, and where it came from.

pub mod alignment;
pub mod bundle;
pub mod freshness;
mod functions;
pub mod library;
pub mod segment;
pub mod status;
pub mod unit;
pub mod words;
