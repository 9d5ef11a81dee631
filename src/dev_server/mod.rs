//! Owns the dev server: one session, the files it watches, and the HTTP service that serves its pages.

pub(crate) mod browser;
pub(crate) mod change;
pub(crate) mod http;
pub(crate) mod keys;
pub(crate) mod poll;
pub(crate) mod session;
pub(crate) mod watch;
