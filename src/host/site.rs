//! Owns where a site is: which folder an argument means, whether it has a configuration, and the defaults if it has none.

use std::fs;
use std::path::{Path, PathBuf};

use super::{HostError, is_folder, is_of_content, paths};
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::parse::config::{self, Config, FILE_NAME, Paths, Popularity, is_tag_shaped};
use crate::source::{Root, SourcePath};

/// A folder that can be built.
#[derive(Debug)]
pub struct Site {
    /// The folder that paths of the configuration are relative to.
    pub folder: PathBuf,
    /// False where there is no `hexapla.toml` and defaults hold.
    pub configured: bool,
    /// The configuration with its diagnostics.
    pub config: Checked<Config>,
}

impl Site {
    /// Finds the site that `argument` names: a folder with `hexapla.toml` or that file itself, a folder with `content/`,
    /// or a folder whose sub-folders are mostly language tags.
    ///
    /// # Errors
    /// When it is none of these; the error lists what was looked for.
    pub fn find(argument: &Path) -> Result<Self, HostError> {
        let metadata = fs::metadata(argument).map_err(|error| HostError::io("open", argument, &error))?;
        if metadata.is_dir() {
            return Self::in_folder(argument);
        }
        if argument.file_name().is_some_and(|name| name == FILE_NAME) {
            return Self::configured(argument.parent().unwrap_or(Path::new("")));
        }
        Err(HostError(format!("{} is not a folder and not a `{FILE_NAME}`", paths::display_path(argument))))
    }

    /// Files outside of the folders of content, strings and themes that the configuration names: the table of page views and the
    /// logo, whether they are there or not.
    pub fn named_files(&self) -> Vec<PathBuf> {
        let config = &self.config.value;
        let views = match &config.home.popular {
            Some(Popularity::Views(path)) => Some(path),
            _ => None,
        };
        let logo = config.theme.logo.as_ref();
        let of_site = views.into_iter().chain(logo).map(|path| self.folder.join(path));
        let of_content = logo.map(|path| self.folder.join(&config.paths.content).join(path));
        let named = of_site.chain(of_content);
        // Only the folder is resolved, since the file itself may be a symbolic link that changes its target.
        named.filter_map(|file| Some(paths::real(file.parent()?).join(file.file_name()?))).collect()
    }

    fn in_folder(folder: &Path) -> Result<Self, HostError> {
        // Of the entry itself: a link that leads nowhere is a configuration that cannot be read, not a site without one.
        match fs::symlink_metadata(folder.join(FILE_NAME)) {
            Ok(_) => return Self::configured(folder),
            Err(error) if is_of_content(&error) => {}
            Err(error) => return Err(HostError::io("open", &folder.join(FILE_NAME), &error)),
        }
        if is_folder(&folder.join("content"))? {
            return Ok(Self::with_defaults(folder, Config::default()));
        }
        if holds_locales(folder)? {
            let mut config = Config::default();
            ".".clone_into(&mut config.paths.content);
            return Ok(Self::with_defaults(folder, config));
        }
        Err(HostError(format!(
            "{} holds no site: there is no `{FILE_NAME}`, no folder `content`, and its folders are not named by language tags such as `da-DK`",
            paths::display_path(folder)
        )))
    }

    fn configured(folder: &Path) -> Result<Self, HostError> {
        let file = folder.join(FILE_NAME);
        // Only what is known to be a file is opened: opening a pipe would wait for its other end.
        if !fs::metadata(&file).map_err(|error| HostError::io("read", &file, &error))?.is_file() {
            return Err(HostError(format!("cannot read {}: it is not a file", paths::display_path(&file))));
        }
        let bytes = fs::read(&file).map_err(|error| HostError::io("read", &file, &error))?;
        let path = SourcePath::new(Root::Site, FILE_NAME);
        let mut config = config::parse(&path, &bytes);
        let folder = paths::absolute(folder);
        let content = folder.join(&config.value.paths.content);
        if config.diagnostics.is_empty() && !is_folder(&content)? {
            config.diagnostics.push(no_content(&path, &content));
        }
        let around = without_folders_around(&folder, &mut config.value.paths);
        config.diagnostics.extend(around.into_iter().map(|key| leads_around(&path, key)));
        Ok(Self { folder, configured: true, config })
    }

    fn with_defaults(folder: &Path, config: Config) -> Self {
        Self { folder: paths::absolute(folder), configured: false, config: Checked::clean(config) }
    }
}

/// Resets paths that lead to a folder around the site, and returns their keys: such a folder holds unrelated files and the site
/// itself, so reading all of it is never intended.
fn without_folders_around(site: &Path, folders: &mut Paths) -> Vec<&'static str> {
    let site = paths::real(site);
    let usual = Config::default().paths;
    let named = [
        ("content", &mut folders.content, usual.content),
        ("locales", &mut folders.locales, usual.locales),
        ("themes", &mut folders.themes, usual.themes),
    ];
    let mut around = Vec::new();
    for (key, folder, usual) in named {
        let real = paths::real(&site.join(&*folder));
        if real != site && site.starts_with(real) {
            *folder = usual;
            around.push(key);
        }
    }
    around
}

fn leads_around(path: &SourcePath, key: &str) -> Diagnostic {
    let message = format!("`{key}` below `[paths]` leads to a folder around the site");
    Diagnostic::at(Code::ConfigValueInvalid, path, 0..0, message)
        .help("name a folder in the site, or one beside it")
}

/// An error, so that a misspelt path does not publish an empty site over a good one.
fn no_content(path: &SourcePath, content: &Path) -> Diagnostic {
    let message = format!("the folder of articles, {}, does not exist", paths::display_path(content));
    Diagnostic::at(Code::ConfigValueInvalid, path, 0..0, message)
        .help("create the folder, or set `content` below `[paths]`")
}

/// True where more than half of the visible sub-folders are named by a language.
fn holds_locales(folder: &Path) -> Result<bool, HostError> {
    let list_error = |error| HostError::io("list", folder, &error);
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).map_err(list_error)? {
        let entry = entry.map_err(list_error)?;
        let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with('.'));
        if let Some(name) = name
            && is_folder(&entry.path())?
        {
            names.push(name);
        }
    }
    let tags = names.iter().filter(|name| names_a_language(name)).count();
    Ok(tags > 0 && 2 * tags > names.len())
}

/// Stricter than the shape of a tag: `docs`, `src` and `assets` have that shape too.
fn names_a_language(name: &str) -> bool {
    let language = name.split('-').next().unwrap_or_default();
    is_tag_shaped(name) && (language.len() == 2 || (language.len() == 3 && name.len() > 3))
}
