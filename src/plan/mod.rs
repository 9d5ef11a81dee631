//! Owns the plan of the site: everything that is decided from summaries before pages are rendered.

pub(crate) mod claims;
pub(crate) mod includes;
pub(crate) mod links;
pub(crate) mod media;
pub(crate) mod nav;
pub(crate) mod popular;
pub(crate) mod redirects;
pub(crate) mod site;
pub(crate) mod slug;
pub(crate) mod url;
