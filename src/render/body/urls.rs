//! Owns how a body writes its ids and the URLs that it links to; an included body gets ids of its own on the page.

use std::borrow::Cow;

use crate::theme::page_urls::PageUrls;

/// How a body writes its ids, references to them, and the URLs of the site.
#[derive(Clone, Debug)]
pub(crate) struct BodyUrls<'a> {
    page: &'a PageUrls,
    id_prefix: String,
}

impl<'a> BodyUrls<'a> {
    /// For the body of the page's own article.
    pub(crate) fn of_page(page: &'a PageUrls) -> Self {
        Self { page, id_prefix: String::new() }
    }

    /// For the `number`th included body. Its ids get a prefix, as they could repeat those of the page, or its own where it is included
    /// twice.
    #[must_use]
    pub(crate) fn of_included(&self, number: usize) -> Self {
        Self { page: self.page, id_prefix: format!("{}i{number}-", self.id_prefix) }
    }

    /// An id of the body as the page writes it; an empty id stays empty.
    pub(crate) fn id<'i>(&self, id: &'i str) -> Cow<'i, str> {
        if self.id_prefix.is_empty() || id.is_empty() {
            return Cow::Borrowed(id);
        }
        Cow::Owned(format!("{}{id}", self.id_prefix))
    }

    /// A URL as the page writes it: a fragment of the body, a URL of the site, or one of another site.
    pub(crate) fn url<'u>(&self, url: &'u str) -> Cow<'u, str> {
        match url.strip_prefix('#') {
            Some(_) if self.id_prefix.is_empty() => Cow::Borrowed(url),
            Some(id) => Cow::Owned(format!("#{}", self.id(id))),
            None if url.starts_with('/') => Cow::Owned(self.page.relative_url(url)),
            None => Cow::Borrowed(url),
        }
    }
}
