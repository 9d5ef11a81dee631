//! Owns the files beside the articles: images and attachments, found in the nearest locale that has them.

use rustc_hash::FxHashMap;

use crate::library::{Library, LocaleId};
use crate::source::SourcePath;

/// Every file of content that is no article, by locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Media {
    exact: Vec<FxHashMap<String, SourcePath>>,
    folded: Vec<FxHashMap<String, SourcePath>>,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaFile {
    /// The file.
    pub path: SourcePath,
    /// True where its name differs from the requested one in case only.
    pub case_differs: bool,
}

impl Media {
    /// Indexes files by locale and by their path below the locale's folder.
    pub(crate) fn new(
        locales: usize,
        files: impl IntoIterator<Item = (LocaleId, String, SourcePath)>,
    ) -> Self {
        let mut media =
            Self { exact: vec![FxHashMap::default(); locales], folded: vec![FxHashMap::default(); locales] };
        for (locale, key, path) in files {
            media.folded[locale].entry(key.to_lowercase()).or_insert_with(|| path.clone());
            media.exact[locale].insert(key, path);
        }
        media
    }

    /// The file for a reader of `reader` in a text of `content`: the reader's own, the text's, then along the reader's chain,
    /// then any locale's. A file of the exact name anywhere wins over one that only folds to it.
    pub(crate) fn find(
        &self,
        library: &Library,
        reader: LocaleId,
        content: LocaleId,
        key: &str,
    ) -> Option<MediaFile> {
        let chain = library.chains.get(reader).map(Vec::as_slice).unwrap_or_default();
        let order = || [reader, content].into_iter().chain(chain.iter().copied()).chain(0..self.exact.len());
        let exact = order().find_map(|locale| self.exact.get(locale)?.get(key));
        if let Some(path) = exact {
            return Some(MediaFile { path: path.clone(), case_differs: false });
        }
        let folded = key.to_lowercase();
        let path = order().find_map(|locale| self.folded.get(locale)?.get(&folded))?;
        Some(MediaFile { path: path.clone(), case_differs: true })
    }

    /// All files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.exact.iter().flat_map(FxHashMap::values)
    }

    /// All names, for suggesting the most similar.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().flat_map(|files| files.keys().map(String::as_str))
    }
}

/// Before the file name extension of a dark variant: `plane.dark.png` beside `plane.png`.
const DARK: &str = ".dark";

/// The dark variant of the picture at `path`, which `address` resolved to; `resolve` finds the file of a URL. It must lie in the same
/// folder: another locale's variant would display another language in dark mode.
pub(crate) fn dark_variant(
    address: &str,
    path: &SourcePath,
    resolve: impl Fn(&str) -> Option<SourcePath>,
) -> Option<SourcePath> {
    let (stem, ending) = address.rsplit_once('.')?;
    let (own_stem, own_ending) = path.path.rsplit_once('.')?;
    let found = resolve(&format!("{stem}{DARK}.{ending}"))?;
    (*found.path == *format!("{own_stem}{DARK}.{own_ending}")).then_some(found)
}

/// The name of the picture whose dark variant has this name.
pub(crate) fn light_name(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    Some(format!("{}.{ending}", stem.strip_suffix(DARK)?))
}
