//! Owns what a theme is: templates and their context, components, messages of templates, assets, highlighting and media.

pub mod assets;
pub mod components;
pub mod context;
pub mod escape;
pub mod highlight;
pub mod marks;
pub mod media;
pub mod message;
pub mod page_urls;
pub mod prepared_site;
pub mod template_error;
pub mod templates;
pub mod tokens;
pub mod translate;

#[cfg(test)]
pub(crate) mod tests;
