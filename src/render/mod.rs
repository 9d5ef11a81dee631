//! Owns rendering: planned pages as HTML.

pub(crate) mod body;
pub(crate) mod feedback;
pub(crate) mod indexing;
pub(crate) mod open_article;
pub(crate) mod pages;
mod placeholders;
pub(crate) mod recent;
pub(crate) mod render_context;
pub(crate) mod site_context;
