//! Owns the pages: one file for each kind, and the parts that several kinds share.

pub(crate) mod article;
pub(crate) mod breadcrumbs;
pub(crate) mod listing;
pub(crate) mod notices;
pub(crate) mod questions;
pub(crate) mod related;
pub(crate) mod review;
pub(crate) mod structured;
