//! Owns what a sentence is: segmentation, identity, alignment and pairing.

pub mod alignment;
pub mod interleave;
pub mod pairing;
pub mod segment;
pub mod sentences;
pub mod text;
pub mod unit;
