//! Owns the one test binary: every topic is a module of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bundle;
mod locale;
mod strings;
//! All integration tests, as one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cli;
mod config;
mod diagnostics;
mod disk;
mod output_folder;
