//! Owns what a theme is: templates and their context, components, messages of templates, assets, highlighting and media.

pub(crate) mod assets;
pub(crate) mod components;
pub(crate) mod context;
pub(crate) mod escape;
pub(crate) mod highlight;
pub(crate) mod marks;
pub(crate) mod media;
pub(crate) mod message;
pub(crate) mod message_calls;
pub(crate) mod page_urls;
pub(crate) mod prepared_site;
pub(crate) mod svg;
pub(crate) mod template_error;
pub(crate) mod templates;
pub(crate) mod tokens;
pub(crate) mod translate;

#[cfg(test)]
pub(crate) mod tests;
