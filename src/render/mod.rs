//! Floor 4: planned pages to bytes.

pub mod address;
pub mod article;
pub mod body;
pub mod components;
pub mod context;
pub mod escape;
pub mod feed;
pub mod feedback;
pub mod highlight;
pub mod hosts;
pub mod index;
pub mod listing;
pub mod llms;
pub mod marks;
pub mod media;
pub mod notices;
mod phrases;
pub mod review;
pub mod search;
pub mod sitemap;
pub mod structured;
pub mod templates;
pub mod theme_assets;
pub mod tokens;
mod words;
pub mod world;
