//! Owns the plan of the site: everything that is decided from summaries before pages are rendered.

pub mod links;
pub mod media;
pub mod nav;
pub mod popular;
pub mod redirects;
pub mod site;
pub mod url;
