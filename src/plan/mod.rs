//! Floor 3: the whole site decided before any of it is drawn, from summaries alone.

pub mod links;
pub mod media;
pub mod nav;
pub mod popular;
pub mod redirects;
pub mod site;
pub mod url;
