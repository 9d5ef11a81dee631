//! Owns which folders a site may never be written to: those that contain other files, and those inside of the site's inputs.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::site::Site;
use super::{HostError, paths};
use crate::parse::config::is_tag_shaped;

/// The folders that an output folder must keep clear of, without symbolic links.
#[derive(Clone, Debug, Default)]
pub struct Guarded {
    /// These may neither be the output folder nor lie in it.
    places: Vec<(PathBuf, &'static str)>,
    /// These may not contain the output folder either.
    inputs: Vec<(PathBuf, &'static str)>,
    content: Option<PathBuf>,
}

impl Guarded {
    /// The folders of the site, the current folder and the home folder.
    pub fn of(site: &Site) -> Self {
        let folders = &site.config.value.paths;
        let below_site = |path: &str| paths::real(&site.folder.join(path));
        let home = env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
        let mut places = vec![(paths::real(&site.folder), "the folder of the site")];
        places.extend(env::current_dir().ok().map(|here| (paths::real(&here), "the current folder")));
        places.extend(home.map(|home| (paths::real(&home), "your home folder")));
        places.push((below_site(&folders.content), "the folder of articles"));
        let inputs = vec![
            (below_site(&folders.locales), "the folder of strings"),
            (below_site(&folders.themes), "the folder of themes"),
        ];
        Self { places, inputs, content: Some(below_site(&folders.content)) }
    }

    /// Refuses a folder that is or contains a guarded one, or lies among the site's inputs.
    ///
    /// # Errors
    /// When the folder is refused; the error names it and the reason.
    pub fn check(&self, folder: &Path) -> Result<(), HostError> {
        let refused = |why: &str| {
            Err(HostError(format!("refusing to write the site to {}: {why}", paths::display_path(folder))))
        };
        let real = paths::real(folder);
        if real.parent().is_none() {
            return refused("it is the root of the file system");
        }
        for (place, name) in self.places.iter().chain(&self.inputs) {
            if *place == real {
                return refused(&format!("it is {name}"));
            }
            if place.starts_with(&real) {
                return refused(&format!("{name}, {}, lies in it", paths::display_path(place)));
            }
        }
        if let Some((place, name)) = self.inputs.iter().find(|(place, _)| real.starts_with(place)) {
            return refused(&format!("it lies in {name}, {}", paths::display_path(place)));
        }
        match &self.content {
            Some(content) if self.is_in_content(&real, content) || is_among_articles(&real, content) => {
                refused(&format!("it lies among the articles of {}", paths::display_path(content)))
            }
            _ => Ok(()),
        }
    }
}

impl Guarded {
    /// True for a folder in the folder of articles, which the next build would take for a part of the content. A site that is its own
    /// content folder has nowhere else.
    fn is_in_content(&self, folder: &Path, content: &Path) -> bool {
        let is_site = self.places.first().is_some_and(|(site, _)| site == content);
        !is_site && folder.starts_with(content)
    }
}

/// True for a folder below the content that is named like a locale or lies in a sub-folder; others beside the locales are allowed.
fn is_among_articles(folder: &Path, content: &Path) -> bool {
    let Ok(below) = folder.strip_prefix(content) else { return false };
    let mut parts = below.components();
    let first = parts.next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    let language = first.split('-').next().unwrap_or_default();
    let holds_articles = is_tag_shaped(&first) && (language.len() <= 3 || first.contains('-'));
    holds_articles || parts.next().is_some()
}

/// The first entry of a folder, by name, that is not one of `ours`; `None` if there is none.
///
/// # Errors
/// When the folder cannot be listed.
pub(super) fn first_foreign(folder: &Path, ours: &[&str]) -> Result<Option<PathBuf>, HostError> {
    let host_error = |error: std::io::Error| HostError::io("list", folder, &error);
    let mut foreign: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(host_error)? {
        let entry = entry.map_err(host_error)?;
        if !ours.iter().any(|name| entry.file_name() == *name) {
            foreign.push(entry.path());
        }
    }
    Ok(foreign.into_iter().min())
}
