//! Owns the pages: one file a kind, and the parts that several kinds share.

pub mod article;
pub mod breadcrumbs;
pub mod listing;
pub mod notices;
pub mod questions;
pub mod related;
pub mod review;
pub mod structured;
