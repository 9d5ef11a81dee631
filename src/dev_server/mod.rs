//! Owns the dev server: one session, the files it watches, and the HTTP service that serves its pages.

pub mod browser;
pub mod change;
pub mod http;
pub mod keys;
pub mod poll;
pub mod session;
pub mod watch;
