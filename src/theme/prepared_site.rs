//! Owns values made ready for templates: what the pages of a locale share, converted once.

use serde::Serialize;
use tera::Value;

use super::context::SiteContext;
use super::template_error::{TemplateError, error_of};

/// A `SiteContext` as templates read it: made once a locale, shared by its pages.
#[derive(Clone, Debug)]
pub(crate) struct PreparedSite(Value);

impl PreparedSite {
    /// Converts what the pages of one locale share.
    ///
    /// # Errors
    /// When a value has no counterpart in templates; none of ours lacks one.
    pub(crate) fn new(site: &SiteContext) -> Result<PreparedSite, TemplateError> {
        value_of(site).map(PreparedSite)
    }

    /// As templates read it.
    pub(crate) fn value(&self) -> Value {
        self.0.clone()
    }
}

/// A value as templates read it.
///
/// # Errors
/// When it has no counterpart in templates; none of ours lacks one.
pub(super) fn value_of<T: Serialize>(value: &T) -> Result<Value, TemplateError> {
    Value::try_from_serializable(value).map_err(|error| error_of(&error))
}
