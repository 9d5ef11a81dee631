//! Owns the one test binary: every topic is a module of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "a test may be one long list of cases, or one story from its start to its end"
)]

mod absent;
mod address;
mod alignment;
mod amend;
mod bidi;
mod bodies;
mod bundle;
mod catalog;
mod cli;
mod codes_formats;
mod components;
mod config;
mod corpus;
mod diagnostics;
mod disk;
mod faq;
mod fixture;
mod freshness;
mod front_matter;
mod generated;
mod git;
mod glossary;
mod hostile;
mod laws;
mod layering;
mod locale;
mod localized;
mod machines;
mod markdown;
mod messages;
mod new;
mod output_folder;
mod page_parts;
mod phrases;
mod pictures;
mod provenance;
mod pseudo;
mod publication;
mod reader;
mod search;
mod search_settings;
mod segment;
mod serve;
mod serve_probes;
mod serve_storms;
mod sites;
mod staleness;
mod strings;
mod supply;
mod templates;
mod theme_assets;
mod theme_contract;
mod theme_samples;
mod theme_words;
mod visits;
