//! Owns the one test binary: every topic is a module of it.
#![allow(unreachable_pub, reason = "nothing is public in a test binary")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "a test may be one long list of cases, or one story from its start to its end"
)]

#[path = "../../src/testing/absent.rs"]
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod absent;
#[path = "../../src/testing/faulty.rs"]
mod faulty;
#[path = "../../src/testing/fixture.rs"]
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod fixture;
#[path = "../../src/testing/generated.rs"]
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod generated;

mod accounted;
mod addresses;
mod brake;
mod cli;
mod codes_formats;
mod controls;
mod corpus;
mod failing_calls;
mod faq;
mod hostile;
mod laws;
mod layering;
mod new;
mod page_parts;
mod pictures;
mod publication;
mod reader;
mod sentences;
mod serve;
mod serve_probes;
mod serve_storms;
mod sites;
mod structure;
mod supply;
mod unread;
mod words;
