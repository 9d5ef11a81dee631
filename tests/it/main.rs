//! Owns the one test binary: every topic is a module of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bundle;
mod locale;
mod strings;
