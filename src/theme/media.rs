//! Owns the files beside the articles on their way to the site: one copy for equal bytes, named after its content.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::svg;
use crate::output::{OutputPath, Sink, SinkError};
use crate::parse::markdown::html_tag::{self, HtmlToken};
use crate::plan::site::Plan;
use crate::plan::slug::path_slug;
use crate::plan::url::encode;
use crate::source::{Fingerprint, SourcePath, Sources};

/// Publishes files when a page first references them.
pub(crate) struct MediaStore<'a> {
    sources: &'a dyn Sources,
    sink: &'a dyn Sink,
    stored: Mutex<FxHashMap<SourcePath, Option<Stored>>>,
    written: Mutex<FxHashMap<OutputPath, u64>>,
    failure: Mutex<Option<SinkError>>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Its address.
    pub url: String,
    /// Its width and height in pixels, if it is a picture.
    pub size: Option<(usize, usize)>,
}

impl<'a> MediaStore<'a> {
    /// A store that reads from `sources` and writes to `sink`.
    pub(crate) fn new(sources: &'a dyn Sources, sink: &'a dyn Sink) -> Self {
        Self { sources, sink, stored: Mutex::default(), written: Mutex::default(), failure: Mutex::default() }
    }

    /// The published copy of a file; `None` where it cannot be read or may not be published.
    pub(crate) fn publish(&self, path: &SourcePath) -> Option<Stored> {
        if let Some(known) = lock(&self.stored).get(path) {
            return known.clone();
        }
        if !is_publishable(path) {
            return None;
        }
        let read = self.sources.read(path);
        // A session goes on after a failure of the machine, and tries again.
        let is_lasting = !read.has_failed();
        let stored = read.bytes().and_then(|bytes| self.store(path, bytes));
        if is_lasting {
            lock(&self.stored).insert(path.clone(), stored.clone());
        }
        stored
    }

    /// The bytes of the file that is published at `path`; `None` where no article references such a file.
    pub(crate) fn file(&self, plan: &Plan, path: &str) -> Option<Vec<u8>> {
        let name = path.strip_prefix("media/")?;
        let candidates = plan.media.files().filter(|file| has_published_name(file, name));
        candidates.filter(|file| plan.is_requested(file)).find_map(|file| self.published_as(file, path))
    }

    /// The bytes of a file, where it is published at `path`.
    pub(crate) fn published_as(&self, file: &SourcePath, path: &str) -> Option<Vec<u8>> {
        let bytes = self.sources.read(file).bytes()?;
        (may_be_published(file, &bytes) && output_path(file, &bytes).0 == path).then_some(bytes)
    }

    /// How many files were written, and their bytes.
    ///
    /// # Errors
    /// The first error of the sink.
    pub(crate) fn finish(self) -> Result<(usize, u64), SinkError> {
        match self.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error),
            None => {
                let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
                Ok((written.len(), written.values().sum()))
            }
        }
    }

    fn store(&self, path: &SourcePath, bytes: Vec<u8>) -> Option<Stored> {
        if !may_be_published(path, &bytes) {
            return None;
        }
        let output = output_path(path, &bytes);
        let url = encode(&format!("/{output}"));
        let size = picture_size(path, &bytes);
        let length = bytes.len() as u64;
        let first = lock(&self.written).insert(output.clone(), length).is_none();
        if first && let Err(error) = self.sink.write(&output, bytes) {
            lock(&self.failure).get_or_insert(error);
        }
        Some(Stored { url, size })
    }
}

/// Width and height in pixels: of an SVG from its root element, of any other picture from its first bytes.
fn picture_size(path: &SourcePath, bytes: &[u8]) -> Option<(usize, usize)> {
    if is_svg(path) {
        return svg_size(&String::from_utf8_lossy(bytes));
    }
    imagesize::blob_size(bytes).ok().map(|size| (size.width, size.height))
}

fn svg_size(svg: &str) -> Option<(usize, usize)> {
    let root = &svg[svg.find("<svg")?..];
    let root = &root[..=root.find('>')?];
    let tokens = html_tag::tokens(root);
    let Some(HtmlToken::Open { attributes, .. }) = tokens.first() else { return None };
    let value = |name: &str| attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim());
    let pixels = |name: &str| number(value(name)?.trim_end_matches("px"));
    let whole = |width: f64, height: f64| Some((width.round() as usize, height.round() as usize));
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return whole(width, height);
    }
    let view: Vec<f64> = value("viewbox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2)
        .filter_map(number)
        .collect();
    if let [width, height] = view[..] { whole(width, height) } else { None }
}

/// A length that a picture can have.
fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|length| (1.0..=100_000.0).contains(length))
}

/// True for a file that may be published with this content.
pub(crate) fn may_be_published(path: &SourcePath, bytes: &[u8]) -> bool {
    is_publishable(path) && (!is_svg(path) || svg::examine(bytes).is_ok())
}

/// True for a drawing, which is a document of its own where it is opened by its address.
pub(crate) fn is_svg(path: &SourcePath) -> bool {
    extension(path) == "svg"
}

/// True where only the hash in the middle of `name` is left to compare.
fn has_published_name(path: &SourcePath, name: &str) -> bool {
    let stem = stem_slug(path);
    let end = format!(".{}", extension(path));
    name.len() > stem.len() + end.len() && name.starts_with(&stem) && name.ends_with(&end)
}

fn stem_slug(path: &SourcePath) -> String {
    let name = path.file_name();
    path_slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem), None)
}

fn output_path(path: &SourcePath, bytes: &[u8]) -> OutputPath {
    let hash = Fingerprint::of(bytes).short();
    OutputPath(format!("media/{}.{hash}.{}", stem_slug(path), extension(path)))
}

/// True for the types of file that may be published: pages, page scripts and unknown types could run on the site's own origin.
pub(crate) fn is_publishable(path: &SourcePath) -> bool {
    const PUBLISHED: [&str; 37] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "mp4", "webm", "mp3", "ogg", "wav",
        "vtt", "pdf", "zip", "gz", "7z", "txt", "csv", "json", "yaml", "yml", "toml", "doc", "docx", "xls",
        "xlsx", "ppt", "pptx", "odt", "ods", "odp", "epub", "ps1", "sh",
    ];
    PUBLISHED.contains(&extension(path).as_str())
}

fn extension(path: &SourcePath) -> String {
    path.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
