//! Owns answers: finds the file for the path of a URL, and adds the dev server's own script to pages.

use std::panic::{self, AssertUnwindSafe};

use percent_encoding::percent_decode_str;

use super::DevSession;
use super::loaded::Loaded;
use crate::pipeline::Renderer;
use crate::plan::url::encode;
use crate::source::Fingerprint;

/// What a client gets for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A file of the site.
    File {
        /// Where a build would write it.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The page for a URL that is not part of the site.
    NotFound(Vec<u8>),
    /// The URL with a slash at its end, to redirect to.
    Elsewhere(String),
    /// Feedback of a reader, which a real host would store without an answer.
    Kept,
}

/// The most pages whose last good state is kept; more than are usually open.
const MOST_LAST_GOOD: usize = 64;

impl DevSession {
    /// The answer to a path as a client wrote it. It is only ever compared with planned paths, never joined to a folder.
    pub(crate) fn answer(&mut self, current: Option<(&Loaded, &Renderer<'_>)>, path: &str) -> Answer {
        let Some((loaded, renderer)) = current else { return stand_in() };
        let Some(file) = file_of(path) else { return self.not_found(loaded, renderer, "") };
        let feedback = loaded.site.config.value.site.feedback_url.as_deref().and_then(file_of);
        if feedback.is_some_and(|feedback| feedback == file) {
            return Answer::Kept;
        }
        match self.render(loaded, renderer, &file) {
            Some(bytes) => Answer::File { path: file, bytes },
            None if !file.ends_with('/') && renderer.is_page(&format!("{file}/index.html")) => {
                Answer::Elsewhere(encode(&format!("/{file}/")))
            }
            None => self.not_found(loaded, renderer, &file),
        }
    }

    /// The bytes of a file of the site, pages with the script; the last good ones if rendering fails.
    fn render(&mut self, loaded: &Loaded, renderer: &Renderer<'_>, file: &str) -> Option<Vec<u8>> {
        // Failures of an earlier request must not count for this one.
        loaded.sources.log().clear_failures();
        let rendered = panic::catch_unwind(AssertUnwindSafe(|| renderer.render(file)));
        self.reread_what_failed(loaded);
        match rendered {
            Ok(Some(Ok(bytes))) if file.ends_with(".html") => {
                let page = with_script(&bytes, renderer.stylesheet());
                if self.last_good.len() >= MOST_LAST_GOOD && !self.last_good.contains_key(file) {
                    self.last_good.pop_first();
                }
                self.last_good.insert(file.to_owned(), page.clone());
                Some(page)
            }
            Ok(Some(Ok(bytes))) => Some(bytes),
            Ok(None) => None,
            Ok(Some(Err(_))) | Err(_) => {
                let kept = self.last_good.get(file).cloned();
                kept.or_else(|| file.ends_with(".html").then(|| with_script(EMPTY.as_bytes(), "")))
            }
        }
    }

    fn not_found(&mut self, loaded: &Loaded, renderer: &Renderer<'_>, file: &str) -> Answer {
        let locale = file.split('/').next().unwrap_or_default();
        let of_locale = self.render(loaded, renderer, &format!("{locale}/404.html"));
        let page = of_locale.or_else(|| self.render(loaded, renderer, "404.html"));
        Answer::NotFound(page.unwrap_or_else(|| with_script(EMPTY.as_bytes(), "")))
    }
}

/// Where the file behind a path would be written: `/da-dk/` is `da-dk/index.html`.
pub(super) fn file_of(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next()?.strip_prefix('/')?;
    // An encoded slash is part of a name, and does not separate folders.
    if path.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_folder = path.is_empty() || path.ends_with('/');
    Some(if is_folder { format!("{path}index.html") } else { path.into_owned() })
}

/// The version of a page, as its script tag names it; it does not depend on the URL of the stylesheet.
pub(super) fn version(page: &[u8]) -> String {
    let text = String::from_utf8_lossy(page);
    let at = text.find(VERSION).map_or(0, |at| at + VERSION.len());
    text[at..].split('"').next().unwrap_or_default().to_owned()
}

const VERSION: &str = "data-hexapla-version=\"";

/// The page with the dev server's script, which is no part of the site.
fn with_script(page: &[u8], stylesheet: &str) -> Vec<u8> {
    let html = String::from_utf8_lossy(page);
    let styleless = if stylesheet.is_empty() { html.to_string() } else { html.replace(stylesheet, "") };
    let version = Fingerprint::of(styleless.as_bytes()).short();
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/.hexapla/dev.css\">\n<script type=\"module\" src=\"/.hexapla/dev.js\" {VERSION}{version}\" data-hexapla-style=\"{stylesheet}\"></script>\n"
    );
    let at = html.find("</head>").or_else(|| html.find("<body")).unwrap_or(0);
    [&html[..at], &script, &html[at..]].concat().into_bytes()
}

/// The page that is served where none can be rendered: the script adds the reasons to it.
const EMPTY: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'\">\n<title>Not rendered yet</title>\n</head>\n<body>\n<p>This page cannot be rendered yet. It appears here as soon as it can.</p>\n</body>\n</html>\n";

fn stand_in() -> Answer {
    Answer::File { path: "index.html".to_owned(), bytes: with_script(EMPTY.as_bytes(), "") }
}
