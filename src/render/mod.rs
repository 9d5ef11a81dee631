//! Floor 4: planned pages to bytes.

pub mod pages;

pub mod body;
pub mod feedback;
pub mod indexing;
pub mod open_article;
mod placeholders;
pub mod recent;
pub mod relative_url;
pub mod render_context;
pub mod site_context;
