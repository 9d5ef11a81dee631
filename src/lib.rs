//! Hexapla turns localized articles into a static help center. This file is the map: the pipeline in ten lines, modules in floor order.
//!
//! ```text
//! host::disk  -> Sources                        paths and bytes, read on demand
//! parse       -> Config, Summary of each article (front matter, headings, links: no bodies)
//! library     -> Library: article × locale, what each locale displays and where that came from
//! plan        -> Plan: every page, address, alternate, section and link; from summaries alone
//! render      -> pages, each article opened once; exports: what machines read; all handed to a Sink
//! check       -> Diagnostics, sorted: the same at any number of threads
//! ```
//!
//! A file imports from its own room or from a lower floor, never upward; `tests/it/layering.rs` holds that.
//!
//! Rooms are private. What a user of the library needs is named at the end of this file: a site is sources and a configuration,
//! which [`build`] renders into a sink.
//!
//! ```
//! use hexapla::{Config, MemorySink, MemorySources, Options, OutputPath, Quiet, Root};
//!
//! let mut sources = MemorySources::default();
//! let article = "---\ntitle: Kites\ndescription: How to fold one.\n---\n# Kites\n\nFold it twice.\n";
//! sources.insert(Root::Content, "en-US/kites.md", article);
//! let sink = MemorySink::default();
//! let report = hexapla::build(&sources, &Config::default(), &Options::default(), &sink, &Quiet).unwrap();
//! assert!(report.diagnostics.is_empty());
//! assert!(sink.into_files().contains_key(&OutputPath("en-us/kites/index.html".to_owned())));
//! ```
//!
//! A site on disk is found by [`Site::find`], read by [`DiskSources`] and written by [`OutputFolder`].
#![cfg_attr(
    not(feature = "serve"),
    allow(dead_code, unused_imports, reason = "some of what the rooms offer is for the dev server alone")
)]
#![cfg_attr(
    test,
    allow(
        unreachable_pub,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::too_many_lines,
        clippy::cognitive_complexity,
        reason = "a test may end at once, and be one long list of cases or one story from its start to its end"
    )
)]

// What tests share names the crate as its users do.
#[cfg(test)]
extern crate self as hexapla;

mod catalogs;
mod check;
mod cli;
#[cfg(feature = "serve")]
mod dev_server;
mod diagnostics;
mod exports;
#[cfg(fuzzing)]
pub mod fuzzing;
mod host;
mod library;
mod locale;
mod messages;
mod output;
mod parse;
mod pipeline;
mod plan;
mod render;
mod search;
mod source;
mod status;
#[cfg(test)]
mod testing;
mod theme;
mod units;

// A site and its configuration.
pub use crate::host::disk::DiskSources;
pub use crate::host::site::Site;
pub use crate::parse::config::{Config, parse as parse_config};
pub use crate::source::{
    History, LastChange, Location, MemorySources, ReadFailure, ReadLog, Reading, Root, SourcePath, Sources,
    Span,
};

// What is done with it.
pub use crate::pipeline::{Counts, Options, Progress, Quiet, Report, Stage, build, problems as check};

// Where its files go.
pub use crate::host::output_folder::OutputFolder;
pub use crate::host::staging::{Published, Stale};
pub use crate::host::{Guarded, HostError};
pub use crate::output::{MemorySink, NullSink, OutputPath, Sink, SinkError};

// What was found.
pub use crate::diagnostics::codes::{CodePage, PAGES};
pub use crate::diagnostics::human::RenderOptions;
pub use crate::diagnostics::{
    Checked, Code, Diagnostic, DiagnosticForm, Severity, render as render_diagnostics,
};

// The command line.
pub use crate::cli::{Exit, run};
