//! Floor 1: one file at a time, bytes in, value out.

pub mod article;
pub mod config;
pub mod counts;
pub mod front_matter;
pub mod markdown;
pub mod page_views;
pub mod schema_keys;
pub mod side_by_side;
pub mod strings;
pub mod text_map;
mod writer_repairs;
