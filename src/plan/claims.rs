//! Owns the registry of a locale's addresses: which files of the site there are below its folder and who has them, so that no two
//! meet, and no file stands where another needs a folder.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::library::ArticleId;

/// The folder of the search page below a locale.
pub(crate) const SEARCH: &str = "search";

/// Who has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressOwner {
    /// A page or file that the site makes itself.
    Site,
    /// The page of a section.
    Section,
    /// The page of an article, or an old address of it.
    Article(ArticleId),
}

/// The addresses below one locale that are taken. Paths are compared as a file system does that does not distinguish case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    files: FxHashMap<String, AddressOwner>,
    folders: FxHashSet<String>,
}

/// The pages below a locale that the site makes itself, beside its home page. Hosts serve the file `404.html` at `404` as well.
pub(crate) const OF_SITE: [&str; 2] = [SEARCH, "404"];

/// The files that a page consists of, in its folder: itself, and its Markdown export.
const OF_PAGE: [&str; 2] = ["index.html", "index.md"];

impl Claims {
    /// With the pages that the site makes for every locale.
    pub(crate) fn of_site() -> Self {
        let mut claims = Self::default();
        for page in [""].into_iter().chain(OF_SITE) {
            let _ = claims.page(page, AddressOwner::Site);
        }
        for file in OF_LOCALE {
            let _ = claims.file(file, AddressOwner::Site);
        }
        claims
    }

    /// Claims the folder of a page for its files.
    ///
    /// # Errors
    /// Who has one of the files, or what stands in their way.
    pub(crate) fn page(&mut self, path: &str, owner: AddressOwner) -> Result<(), AddressOwner> {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        self.all(OF_PAGE.map(|name| folded(&below(name))).to_vec(), owner)
    }

    /// Claims one file.
    ///
    /// # Errors
    /// Who has it, or what stands in its way.
    pub(crate) fn file(&mut self, path: &str, owner: AddressOwner) -> Result<(), AddressOwner> {
        self.all(vec![folded(path)], owner)
    }

    /// The first of `wanted`, `wanted-1`, `wanted-2` … whose page is free, claimed; with who has the wanted one, if that is taken.
    /// Every folder of `wanted` must be free to be one.
    pub(crate) fn nearest_page(
        &mut self,
        wanted: &str,
        owner: AddressOwner,
    ) -> (String, Option<AddressOwner>) {
        let Err(other) = self.page(wanted, owner) else { return (wanted.to_owned(), None) };
        let mut number = 1;
        loop {
            let numbered = format!("{wanted}-{number}");
            if self.page(&numbered, owner).is_ok() {
                return (numbered, Some(other));
            }
            number += 1;
        }
    }

    fn all(&mut self, paths: Vec<String>, owner: AddressOwner) -> Result<(), AddressOwner> {
        if let Some(other) = paths.iter().find_map(|path| self.in_the_way(path)) {
            return Err(other);
        }
        for path in paths {
            self.folders.extend(parents(&path).map(str::to_owned));
            self.files.insert(path, owner);
        }
        Ok(())
    }

    fn in_the_way(&self, path: &str) -> Option<AddressOwner> {
        let file = self.files.get(path).copied();
        let parent = || parents(path).find_map(|parent| self.files.get(parent).copied());
        let folder = || self.folders.contains(path).then_some(AddressOwner::Site);
        file.or_else(parent).or_else(folder)
    }
}

/// All folders above a path.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// A path as file systems compare it that know neither case nor normal forms.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The names of files that the site makes below the folder of a locale, beside those of its pages.
const OF_LOCALE: [&str; 6] =
    ["404.html", "feed.xml", "llms.txt", "llms-full.txt", "sitemap.xml", "provenance.json"];

/// Names that no file or folder can have on Windows, with any extension.
const OF_DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// True for a name that Windows keeps for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    OF_DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem))
}

/// True for a name that a page's folder cannot have: the site has a file of this name there, or makes files of its kind. `above` is
/// the path of the folder around it, below the locale's.
pub(crate) fn is_of_site(name: &str, above: &str) -> bool {
    let name = folded(name);
    OF_PAGE.contains(&name.as_str())
        || above.is_empty() && OF_LOCALE.contains(&name.as_str())
        || above == SEARCH && name.ends_with(".bin")
}

#[cfg(test)]
mod tests;
