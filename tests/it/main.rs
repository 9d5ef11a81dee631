//! Owns the one test binary: every topic is a module of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod address;
mod alignment;
mod amend;
mod bundle;
mod catalog;
mod cli;
mod codes_formats;
mod config;
mod corpus;
mod diagnostics;
mod disk;
mod faq;
mod fixture;
mod freshness;
mod hostile;
mod laws;
mod layering;
mod locale;
mod machines;
mod markdown;
mod new;
mod output_folder;
mod pseudo;
mod reader;
mod search;
mod segment;
mod serve;
mod serve_probes;
mod serve_storms;
mod sites;
mod strings;
mod templates;
mod theme_assets;
mod theme_samples;
mod theme_words;
