//! Floor 4: planned pages to bytes.

pub mod pages;

pub mod body;
pub mod feedback;
pub mod indexing;
mod placeholders;
pub mod render_context;
