//! Owns what an article asks of the rest of the site while its body is drawn: components, and lines of other files.

use std::cell::{Cell, RefCell};

use super::Drawing;
use crate::parse::markdown::directive::Snippet;
use crate::parse::markdown::phrase::said;
use crate::plan::links::Target;
use crate::plan::media::dark_twin;
use crate::render::body::{Call, Image, Link, Surroundings};
use crate::render::components::Reader;
use crate::render::media::Stored;
use crate::render::templates::TemplateError;
use crate::source::{SourcePath, text_of};

/// What drawing a body comes to know beside the body itself.
#[derive(Default)]
pub(super) struct Noted {
    /// The first component whose template failed.
    pub failure: RefCell<Option<TemplateError>>,
    /// True where the page holds components, and needs their stylesheet.
    pub components: Cell<bool>,
}

impl Drawing<'_> {
    /// A component by its template; nothing where the theme has none.
    pub(super) fn call(&self, call: &Call<'_>) -> Option<String> {
        let written = &call.component.attributes;
        let attributes: Vec<(String, String)> = written
            .iter()
            .map(|attribute| {
                let value = match attribute.name.as_str() {
                    "href" => self.address_of(&attribute.value),
                    "src" => self.picture_of(&attribute.value),
                    _ => said(&attribute.value, &|phrase| self.say(phrase)).into_owned(),
                };
                (attribute.name.clone(), value)
            })
            .collect();
        let view = &self.world.locales[self.locale];
        let reader = Reader { lang: &view.language.tag, dir: view.language.dir, site: &view.site };
        match self.world.templates.component(call, attributes, reader) {
            Ok(drawn) => {
                self.noted.components.set(self.noted.components.get() || is_styled_apart(call));
                drawn
            }
            Err(error) => {
                self.noted.failure.borrow_mut().get_or_insert(error);
                Some(String::new())
            }
        }
    }

    fn address_of(&self, written: &str) -> String {
        match self.link(written) {
            Link::To(url) => url,
            Link::Nowhere => String::new(),
        }
    }

    fn picture_of(&self, written: &str) -> String {
        match self.image(written) {
            Image::File { url, .. } | Image::Inline(url) => url,
            Image::Elsewhere(_) | Image::Missing => String::new(),
        }
    }

    /// A picture beside the articles, with its twin for dark screens.
    pub(super) fn picture(&self, address: &str, path: &SourcePath) -> Image {
        let Some(Stored { url, size }) = self.world.media.publish(path) else { return Image::Missing };
        let twin = dark_twin(address, path, |address| self.resolve(address));
        let dark = twin.and_then(|twin| self.world.media.publish(&twin)).map(|stored| stored.url);
        Image::File { url, size, dark }
    }

    /// The lines of a file beside the articles.
    pub(super) fn lines_of(&self, snippet: &Snippet) -> Option<String> {
        let Target::File(found) = self.resolve(&snippet.path) else { return None };
        let bytes = self.world.sources.read(&found.path).ok()?;
        Some(snippet.lines(&text_of(&bytes)))
    }
}

/// Alerts are so frequent that the one stylesheet has them.
fn is_styled_apart(call: &Call<'_>) -> bool {
    call.component.name != "alert"
}
