//! Hexapla turns localized articles into a static help center. This file is the map: the pipeline in ten lines, modules in floor order.
//!
//! ```text
//! host::disk  -> Sources                        paths and bytes, read when asked for
//! parse       -> Config, Summary of each article (front matter, headings, links, units: no bodies)
//! localize    -> Library: article × locale, what each locale shows and where that came from
//! plan        -> Site: every page, address, alternate, nav entry; from summaries alone
//! render      -> (OutputPath, bytes), page by page, handed to a Sink and forgotten
//! check       -> Diagnostics, sorted: the same at any number of threads
//! ```
//!
//! A file imports from its own folder or from a lower floor, never upward; `tests/it/layering.rs` holds that.
#![cfg_attr(
    test,
    allow(
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

pub mod catalogs;
pub mod check;
pub mod cli;
#[cfg(feature = "serve")]
pub mod dev_server;
pub mod diagnostics;
pub mod exports;
#[cfg(fuzzing)]
pub mod fuzzing;
pub mod host;
pub mod library;
pub mod locale;
pub mod messages;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod search;
pub mod source;
pub mod status;
#[cfg(test)]
mod testing;
pub mod theme;
pub mod units;
