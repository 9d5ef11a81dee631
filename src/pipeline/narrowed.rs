//! Owns sources narrowed to what some locales need: the files of other locales are not listed.

use crate::locale::Locale;
use crate::source::{History, ReadFailure, Reading, Root, SourcePath, Sources};

/// Sources without the articles and catalogs of locales that were not requested.
pub(super) struct Narrowed<'a> {
    /// The sources that are narrowed.
    pub all: &'a dyn Sources,
    /// The locales whose articles are listed.
    pub articles: Vec<Locale>,
    /// The locales whose unit catalogs are listed.
    pub catalogs: Vec<Locale>,
}

impl Narrowed<'_> {
    fn lists(&self, path: &SourcePath) -> bool {
        let Some((folder, rest)) = path.path.split_once('/') else { return true };
        let wanted = match path.root {
            Root::Content => &self.articles,
            Root::Locales if rest.starts_with("articles/") => &self.catalogs,
            _ => return true,
        };
        Locale::parse(folder).is_some_and(|locale| wanted.contains(&locale))
    }
}

impl Sources for Narrowed<'_> {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        let mut files = self.all.files(root);
        files.retain(|path| self.lists(path));
        files
    }

    fn read(&self, path: &SourcePath) -> Reading {
        self.all.read(path)
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.all.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        self.all.stamp(path)
    }

    fn history(&self) -> History {
        self.all.history()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        self.all.display_path(path)
    }
}
