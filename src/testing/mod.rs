//! Owns what tests share. The tests of the command take the same files in, so these use the public face alone.

#![allow(dead_code, reason = "the tests of the command use some of it alone")]

pub mod absent;
pub mod breaks;
pub mod faulty;
pub mod fixture;
pub mod generated;
