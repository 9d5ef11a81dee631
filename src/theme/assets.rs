//! Owns the theme's files: the default theme in the binary, layers laid over each other, one stylesheet out of its parts, hashed names.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::context::ThemeAssets;
use super::templates::{Layer, TemplateFile};
use crate::output::OutputPath;
use crate::source::Fingerprint;

pub(crate) use super::templates::DEFAULT_NAME;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of one theme by their path below its folder: `templates/…`, `styles/…`, `scripts/main.js`, `icon.svg`, and others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ThemeFiles {
    /// The theme's name.
    pub name: String,
    /// Path and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl ThemeFiles {
    /// The theme that is embedded in the binary.
    pub(crate) fn embedded() -> ThemeFiles {
        let mut files = BTreeMap::new();
        collect(&DEFAULT, &mut files);
        ThemeFiles { name: DEFAULT_NAME.to_owned(), files }
    }

    /// The templates among the files, as `Templates::load` takes them.
    pub(crate) fn layer(&self) -> Layer {
        let template = |(path, bytes): (&String, &Vec<u8>)| {
            let name = path.strip_prefix("templates/")?.to_owned();
            Some(TemplateFile { name, text: String::from_utf8_lossy(bytes).into_owned() })
        };
        Layer { name: self.name.clone(), files: self.files.iter().filter_map(template).collect() }
    }
}

fn collect(folder: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// What a theme adds to the site: the addresses that pages name, and the files behind them.
#[derive(Clone, Debug)]
pub(crate) struct ThemeBundle {
    /// Root-relative addresses.
    pub assets: ThemeAssets,
    /// The files, by path below the output folder.
    pub files: Vec<(OutputPath, Vec<u8>)>,
}

/// Lays the themes over each other (nearest first, the same path wins) and names stylesheet, script and icon after their content, so
/// that hosts may serve them as immutable. The parts of the stylesheet are joined in the order of their file names.
pub(crate) fn bundle(layers: &[ThemeFiles]) -> ThemeBundle {
    let files = merged(layers);
    let css = stylesheet(&files, "styles/");
    let rare_css = stylesheet(&files, "rare/");
    let script = files.get("scripts/main.js").copied().unwrap_or_default();
    let icon = files.get("icon.svg").copied().unwrap_or_default();
    let search_script = files.get("scripts/search.js").copied().unwrap_or_default();
    let not_found = files.get("scripts/not-found.js").copied().unwrap_or_default();
    let parts = [
        ("css", css.into_bytes()),
        ("css", rare_css.into_bytes()),
        ("js", script.to_vec()),
        ("svg", icon.to_vec()),
        ("js", search_script.to_vec()),
        ("js", not_found.to_vec()),
    ]
    .map(|(extension, bytes)| (hashed_path(extension, &bytes), bytes));
    let [css, rare_css, js, icon, search_js, not_found_js] =
        parts.each_ref().map(|(path, _)| format!("/{path}"));
    ThemeBundle {
        assets: ThemeAssets { css, rare_css, js, icon, search_js, not_found_js },
        files: parts.into_iter().collect(),
    }
}

/// The style sheets below a folder as one, in the order of their file names.
fn stylesheet(files: &BTreeMap<&str, &[u8]>, folder: &str) -> String {
    let styles = files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".css"));
    let styles: Vec<&[u8]> = styles.map(|(_, bytes)| *bytes).collect();
    compact_css(&String::from_utf8_lossy(&styles.concat()))
}

fn merged(layers: &[ThemeFiles]) -> BTreeMap<&str, &[u8]> {
    let all = layers.iter().rev().flat_map(|layer| &layer.files);
    all.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

fn hashed_path(extension: &str, bytes: &[u8]) -> OutputPath {
    OutputPath(format!("assets/{}.{extension}", Fingerprint::of(bytes).short()))
}

/// The stylesheet without comments and without white space that means nothing. Strings stay as they are.
pub(crate) fn compact_css(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '"' | '\'' => copy_string(rest, first, &mut compact),
            '/' if rest.starts_with("/*") => {
                push_space(&mut compact);
                rest.find("*/").map_or("", |end| &rest[end + 2..])
            }
            _ if first.is_ascii_whitespace() => {
                push_space(&mut compact);
                rest.trim_ascii_start()
            }
            _ => {
                push_character(&mut compact, first);
                &rest[first.len_utf8()..]
            }
        };
    }
    compact.trim_end().to_owned()
}

/// Copies a string with its quotes, escapes included, and returns what stands behind it.
fn copy_string<'a>(css: &'a str, quote: char, compact: &mut String) -> &'a str {
    let mut escaped = false;
    let end = css.char_indices().skip(1).find(|(_, character)| {
        let closes = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped;
        closes
    });
    let (string, rest) = css.split_at(end.map_or(css.len(), |(index, _)| index + 1));
    compact.push_str(string);
    rest
}

fn push_space(compact: &mut String) {
    if !compact.is_empty() && !compact.ends_with([' ', '{', '}', ';', ',', ':', '>']) {
        compact.push(' ');
    }
}

fn push_character(compact: &mut String, character: char) {
    if matches!(character, '{' | '}' | ';' | ',' | '>') && compact.ends_with(' ') {
        compact.pop();
    }
    if character == '}' && compact.ends_with(';') {
        compact.pop();
    }
    compact.push(character);
}

#[cfg(test)]
mod tests;
