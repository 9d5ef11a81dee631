//! Builds sites in memory: those of `tests/it/sites`, the manual, folders of disk, and sites of a few lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hexapla::{
    Config, Diagnostic, DiagnosticForm, MemorySink, MemorySources, Options, Quiet, Report, Root, Severity,
    SourcePath, Sources,
};

/// A site that can be built without a disk.
#[derive(Clone, Default)]
pub struct Site {
    /// Its configuration.
    pub config: Config,
    /// Its files.
    pub sources: MemorySources,
}

/// A site that was built.
pub struct Built {
    /// Every file of the output, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the run found.
    pub report: Report,
    /// The diagnostics in short form.
    pub told: String,
}

impl Site {
    /// A site of some files: paths begin with `content/`, `locales/` or `themes/`, or are `hexapla.toml`.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut site = Self::default();
        for (path, text) in files {
            site.insert(path, text.as_bytes().to_vec());
        }
        site
    }

    /// A site of a folder that holds `hexapla.toml`, `content` and so on.
    pub fn read(folder: &Path) -> Self {
        let mut site = Self::default();
        for part in ["hexapla.toml", "content", "locales", "themes"] {
            for file in files_below(&folder.join(part)) {
                let path = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                site.insert(&path, fs::read(&file).unwrap());
            }
        }
        site
    }

    /// A site of a folder of locales, with default settings.
    pub fn of_content(folder: &Path) -> Self {
        let mut site = Self::default();
        for file in files_below(folder) {
            let path = file.strip_prefix(folder).unwrap().to_str().unwrap();
            site.sources.insert(Root::Content, path, fs::read(&file).unwrap());
        }
        site
    }

    fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let (folder, rest) = path.split_once('/').unwrap_or(("", path));
        match folder {
            "content" => self.sources.insert(Root::Content, rest, bytes),
            "locales" => self.sources.insert(Root::Locales, rest, bytes),
            "themes" => self.sources.insert(Root::Themes, rest, bytes),
            _ => {
                let parsed = hexapla::parse_config(&SourcePath::new(Root::Site, path), &bytes);
                assert!(parsed.diagnostics.is_empty(), "{path}: {:?}", parsed.diagnostics);
                self.config = parsed.value;
            }
        }
    }

    /// Builds it.
    pub fn build(&self) -> Built {
        Built::of(&self.sources, &self.config)
    }
}

impl Built {
    /// Builds a site of any sources.
    pub fn of(sources: &dyn Sources, config: &Config) -> Self {
        let sink = MemorySink::default();
        let options = Options { checks_templates: true, ..Options::default() };
        let report = hexapla::build(sources, config, &options, &sink, &Quiet).unwrap();
        let told = hexapla::render_diagnostics(&report.diagnostics, sources, DiagnosticForm::Short);
        let files = sink.into_files().into_iter().map(|(path, bytes)| (path.0, bytes)).collect();
        Self { files, report, told }
    }

    /// The page at an address without its slashes at both ends, such as `da-dk/fold`.
    pub fn page(&self, address: &str) -> &str {
        let path = match address {
            "" => "index.html".to_owned(),
            _ if address.ends_with(".html") => address.to_owned(),
            _ => format!("{address}/index.html"),
        };
        let bytes = self.files.get(&path).unwrap_or_else(|| panic!("there is no page {path}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The `<main>` of such a page.
    pub fn main(&self, address: &str) -> &str {
        let page = self.page(address);
        let start = page.find("<main").unwrap_or_else(|| panic!("{address} has no <main>"));
        let end = page.rfind("</main>").unwrap() + "</main>".len();
        &page[start..end]
    }

    /// All pages: path and text.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
    }

    /// The exit code that the command would end with.
    pub fn exit(&self) -> u8 {
        let error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        match (self.report.unusable, self.report.diagnostics.iter().any(error)) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }
}

/// A translation unit as it stands in a side-by-side file.
pub fn unit(number: usize, target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"a1b2c-{number}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-{number}\">{source}</span></span>"
    )
}

/// True for a page that only leads to another.
pub fn is_redirect(html: &str) -> bool {
    html.contains("<meta http-equiv=\"refresh\"")
}

/// The sites of `tests/it/sites`, by name.
pub fn all() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sites");
    let mut sites: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    sites.sort();
    sites
}

/// The manual: the site at the root.
pub fn manual() -> Site {
    Site::read(Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// Every file below a path, sorted; the file itself where it is one.
pub fn files_below(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.flat_map(|entry| files_below(&entry.unwrap().path())).collect();
    found.sort();
    found
}

/// The keys of the articles of each locale, by the name of its folder.
pub fn articles(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut locales: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files_below(folder) {
        let path = file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if let Some((locale, key)) = path.split_once('/').filter(|_| path.ends_with(".md")) {
            locales.entry(locale.to_owned()).or_default().push(key.trim_end_matches(".md").to_owned());
        }
    }
    locales
}
