//! Owns what machines read: sitemaps, feeds, Markdown exports, provenance, rules for hosts, and the documents of the search index.

pub mod feed;
pub mod hosting;
pub mod llms;
pub mod markdown_export;
pub mod provenance;
pub mod search_documents;
pub mod search_filters;
pub mod sitemap;
