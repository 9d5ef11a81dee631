//! Owns patterns of paths such as `internal/**`: what they match below the folder of a locale.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::short;

/// A pattern of paths: `*`, `?`, `[a-z]` and `{a,b}` match within a name, `**` any folders.
#[derive(Clone, Debug)]
pub struct PathPattern {
    written: String,
    set: GlobSet,
}

impl PartialEq for PathPattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for PathPattern {}

impl PathPattern {
    /// Reads a pattern. It names an article, or a folder and so everything in it.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence that begins with the key.
    pub fn parse(written: &str) -> Result<Self, String> {
        let path = written.trim_start_matches("./").trim_start_matches('/');
        if path.is_empty() || path.contains('\\') || path.split('/').any(|part| part == "..") {
            let written = short(written);
            return Err(format!("holds `{written}`, which is not a path below the folder of a locale"));
        }
        match glob_set(path) {
            Ok(set) => Ok(Self { written: path.to_owned(), set }),
            Err(error) => {
                Err(format!("holds `{}`, which is not a pattern: {}", short(written), error.kind()))
            }
        }
    }

    /// True for the path of an article below its locale's folder, without its extension.
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path.to_lowercase())
    }
}

/// The case of letters does not matter, as in addresses; globset itself would compare only the letters of ASCII so.
fn glob_set(path: &str) -> Result<GlobSet, globset::Error> {
    let path =
        path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path).to_lowercase();
    let mut named = path.trim_end_matches('/');
    while let Some(folder) = named.strip_suffix("/**") {
        named = folder;
    }
    let glob = |pattern: &str| GlobBuilder::new(pattern).literal_separator(true).build();
    GlobSetBuilder::new().add(glob(named)?).add(glob(&format!("{named}/**"))?).build()
}
