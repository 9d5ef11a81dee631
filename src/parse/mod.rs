//! Owns the parsing of single files: bytes in, values and diagnostics out, without any other file.

pub(crate) mod article;
pub(crate) mod config;
pub(crate) mod controls;
pub(crate) mod counts;
pub(crate) mod front_matter;
pub(crate) mod markdown;
mod markup_reports;
pub(crate) mod page_views;
pub(crate) mod schema_keys;
pub(crate) mod side_by_side;
mod simple_markup;
pub(crate) mod strings;
pub(crate) mod text_map;
pub(crate) mod unit_guard;
mod writer_repairs;
