//! Owns the tests of bodies, a topic for each file.

mod bodies;
mod laws;
mod markdown;
