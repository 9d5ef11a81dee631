//! Owns translation units: their segmentation, identity, alignment and pairing.

pub(crate) mod alignment;
pub(crate) mod copied;
pub(crate) mod interleave;
pub(crate) mod pairing;
pub(crate) mod segment;
pub(crate) mod sentences;
pub(crate) mod text;
pub(crate) mod unit;
