//! Owns what an article's body takes from the rest of the site while it is rendered: components, pictures, lines of other files.

use std::cell::RefCell;

use super::ArticleRendering;
use crate::parse::markdown::directive::Snippet;
use crate::parse::markdown::placeholder::expanded;
use crate::plan::links::LinkTarget;
use crate::plan::media::dark_variant;
use crate::render::body::{BodyLink, BodyResolver, Image};
use crate::source::{SourcePath, text_of};
use crate::theme::components::{Call, ComponentContext};
use crate::theme::media::Stored;
use crate::theme::template_error::TemplateError;

/// What rendering a body reports apart from the body itself.
#[derive(Default)]
pub(super) struct Noted {
    /// The first component whose template failed.
    pub failure: RefCell<Option<TemplateError>>,
}

impl ArticleRendering<'_> {
    /// A component rendered by its template; `None` where the theme has none.
    pub(super) fn call(&self, call: &Call<'_>) -> Option<String> {
        let written = &call.component.attributes;
        let attributes: Vec<(String, String)> = written
            .iter()
            .map(|attribute| {
                let value = match attribute.name.as_str() {
                    "href" => self.address_of(&attribute.value),
                    "src" => self.picture_of(&attribute.value),
                    _ => expanded(&attribute.value, &|phrase| self.expand(phrase)).into_owned(),
                };
                (attribute.name.clone(), value)
            })
            .collect();
        let view = &self.ctx.locales[self.locale];
        let reader =
            ComponentContext { lang: &view.language.tag, dir: view.language.dir, site: &self.scope.site };
        match self.ctx.templates.component(call, attributes, reader) {
            Ok(rendered) => rendered,
            Err(error) => {
                self.noted.failure.borrow_mut().get_or_insert(error);
                Some(String::new())
            }
        }
    }

    fn address_of(&self, written: &str) -> String {
        match self.link(written) {
            BodyLink::To(url) => self.urls.url(&url).into_owned(),
            BodyLink::Nowhere => String::new(),
        }
    }

    fn picture_of(&self, written: &str) -> String {
        match self.image(written) {
            Image::File { url, .. } => self.urls.url(&url).into_owned(),
            Image::Inline(url) => url,
            Image::Elsewhere(_) | Image::Missing => String::new(),
        }
    }

    /// A media file as a picture, with its dark variant.
    pub(super) fn picture(&self, address: &str, path: &SourcePath) -> Image {
        let Some(Stored { url, size }) = self.ctx.media.publish(path) else { return Image::Missing };
        let dark = dark_variant(address, path, |address| self.resolve(address).file());
        let dark = dark.and_then(|dark| self.ctx.media.publish(&dark)).map(|stored| stored.url);
        Image::File { url, size, dark }
    }

    /// The lines of a media file.
    pub(super) fn lines_of(&self, snippet: &Snippet) -> Option<String> {
        let LinkTarget::File(found) = self.resolve(&snippet.path) else { return None };
        let bytes = self.ctx.sources.read(&found.path).bytes()?;
        Some(snippet.lines(&text_of(&bytes)))
    }
}
