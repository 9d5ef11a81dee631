//! Owns how a body writes its ids and the addresses that it links to: an included body has ids of its own on the page.

use std::borrow::Cow;

use crate::theme::page_urls::PageUrls;

/// How a body writes its ids, references to them, and the addresses of the site.
#[derive(Clone, Debug)]
pub struct BodyUrls<'a> {
    page: &'a PageUrls,
    id_prefix: String,
}

impl<'a> BodyUrls<'a> {
    /// For the body that the page is about.
    pub fn of_page(page: &'a PageUrls) -> Self {
        Self { page, id_prefix: String::new() }
    }

    /// For the body that is the `number`th to be included: its ids would repeat those of the page, and its own where it is included
    /// twice.
    #[must_use]
    pub fn of_included(&self, number: usize) -> Self {
        Self { page: self.page, id_prefix: format!("{}i{number}-", self.id_prefix) }
    }

    /// An id of the body as it stands on the page; what has none stays without.
    pub fn id<'i>(&self, id: &'i str) -> Cow<'i, str> {
        if self.id_prefix.is_empty() || id.is_empty() {
            return Cow::Borrowed(id);
        }
        Cow::Owned(format!("{}{id}", self.id_prefix))
    }

    /// An address as the page writes it: of a place in the body, of the site, or of another site.
    pub fn url<'u>(&self, url: &'u str) -> Cow<'u, str> {
        match url.strip_prefix('#') {
            Some(_) if self.id_prefix.is_empty() => Cow::Borrowed(url),
            Some(id) => Cow::Owned(format!("#{}", self.id(id))),
            None if url.starts_with('/') => Cow::Owned(self.page.relative_url(url)),
            None => Cow::Borrowed(url),
        }
    }
}
