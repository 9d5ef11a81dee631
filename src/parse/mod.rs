//! Floor 1: one file at a time, bytes in, value out.

pub mod strings;
pub mod config;
