//! Owns what machines read: sitemaps, feeds, Markdown exports, provenance, rules for hosts, and the documents of the search index.

pub(crate) mod feed;
pub(crate) mod hosting;
pub(crate) mod llms;
pub(crate) mod markdown_export;
pub(crate) mod provenance;
pub(crate) mod search_documents;
pub(crate) mod search_filters;
pub(crate) mod sitemap;
