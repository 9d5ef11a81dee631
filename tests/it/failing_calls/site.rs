//! Owns the site that file calls fail on: every kind of input, in two versions, and a published folder that also holds files of others.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::absent::required_in_ci;
use crate::fixture::unit;

use super::library::run;

/// The state of a folder: its files, links and folders by path. Of our own helper files in an output folder only the name counts.
pub type State = BTreeMap<String, Vec<u8>>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Old,
    New,
}

/// A site with its output folder beside it, both below one folder that commands run in.
pub struct Kites {
    _made: tempfile::TempDir,
    pub home: PathBuf,
}

const HEAD: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

const CONFIG: &str = "[site]\ntitle = \"Kites\"\n[paths]\noutput = \"../out/public\"\n[theme]\nlogo = \"logo.gif\"\n[home]\npopular = \"views.csv\"\n[lints]\nbaseline = \"known.txt\"\n";

const FOOTER: &[u8] = b"<footer>{{ site.title }}</footer>\n";

/// One white or black pixel.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\x00\x01\x00\x80\x00\x00".to_vec();
    bytes.extend([shade, shade, shade, 0, 0, 0]);
    bytes.extend(b"!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;");
    bytes
}

/// The files of a version. The new one has an article more and one less, another text, term and picture.
fn files(version: Version) -> BTreeMap<&'static str, Vec<u8>> {
    let is_new = version == Version::New;
    let article = |body: &str| format!("{HEAD}{body}\n").into_bytes();
    let fold = if is_new { "Fold it three times." } else { "Fold it twice." };
    let tie =
        "Tie your { -kite }.\n\n:::code language=\"sh\" source=\"tie.sh\":::\n\n[!INCLUDE [Knots](knots.md)]";
    let term = if is_new { "drage" } else { "papirdrage" };
    let mut files = BTreeMap::from([
        ("hexapla.toml", CONFIG.into()),
        ("known.txt", "# Known problems.\n".into()),
        ("views.csv", "page,views\n/en-us/tie/,7\n".into()),
        (
            "content/en-US/fold.md",
            article(&format!("{fold}\n\n![A kite](kite.gif) ![Again](photo.gif)\n\n[Tie](tie.md)")),
        ),
        ("content/en-US/tie.md", article(tie)),
        ("content/en-US/knots.md", article("Knots hold.")),
        ("content/en-US/tie.sh", "tie --well\n".into()),
        ("content/en-US/kite.gif", picture(if is_new { 0 } else { 255 })),
        ("content/logo.gif", picture(255)),
        ("content/da-DK/fold.md", article(&unit(101, "Fold den to gange.", "Fold it twice."))),
        (
            "locales/da-DK/articles/tie.ftl",
            "# Source: Tie your { -kite }.\nu-1 = Bind din { -kite }.\n".into(),
        ),
        // A plain translation: how old it is, the history says.
        ("content/en-US/line.md", article("Any line will do.")),
        ("content/da-DK/line.md", article("Enhver line duer.")),
        ("locales/da-DK/site.ftl", "next = Næste\n".into()),
        ("locales/da-DK/glossary.ftl", format!("-kite = {term}\n").into()),
        ("locales/en-US/glossary.ftl", "-kite = kite\n".into()),
        ("locales/en-US/synonyms.txt", "kite, dragon\n".into()),
        ("themes/default/templates/parts/footer.html", FOOTER.into()),
    ]);
    let (key, body) = if is_new {
        ("content/en-US/wind.md", "Wait for wind.")
    } else {
        ("content/en-US/rain.md", "Not in rain.")
    };
    files.insert(key, article(body));
    files
}

impl Kites {
    /// The site in its old version, with a history of both.
    pub fn new() -> Self {
        let made = tempfile::tempdir().unwrap();
        let home = made.path().canonicalize().unwrap();
        let kites = Self { _made: made, home };
        kites.set(Version::Old);
        symlink("kite.gif", kites.site().join("content/en-US/photo.gif")).unwrap();
        kites.git(&["init", "--quiet"]);
        for version in [Version::Old, Version::New] {
            kites.set(version);
            kites.git(&["add", "."]);
            kites.git(&[
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.com",
                "commit",
                "--quiet",
                "-m",
                "Kites",
            ]);
        }
        kites
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        let status = git.args(arguments).current_dir(self.site()).stdin(Stdio::null()).status();
        match status {
            Ok(status) => assert!(status.success(), "git {arguments:?}"),
            Err(_) => required_in_ci("git"),
        }
    }

    pub fn site(&self) -> PathBuf {
        self.home.join("site")
    }

    /// The files of the new version.
    pub fn inputs(&self) -> Vec<&'static str> {
        files(Version::New).into_keys().collect()
    }

    pub fn output(&self) -> PathBuf {
        self.home.join("out")
    }

    /// Makes the inputs those of a version; what is the same is not touched.
    pub fn set(&self, version: Version) {
        let files = files(version);
        for (path, bytes) in below(&self.site()) {
            let place = self.site().join(&path);
            let is_other = place.symlink_metadata().unwrap().is_file() && !files.contains_key(path.as_str());
            if is_other || files.get(path.as_str()).is_some_and(|own| *own != bytes) {
                fs::remove_file(place).unwrap();
            }
        }
        for folder in folders_below(&self.site()).into_iter().rev() {
            // Those that hold something stay.
            let _ = fs::remove_dir(folder);
        }
        for (path, bytes) in files {
            let place = self.site().join(path);
            if !place.exists() {
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, bytes).unwrap();
            }
        }
    }

    /// Publishes the old version with nothing failing, and puts files of others beside it.
    pub fn publish_old(&self) {
        self.set(Version::Old);
        let built = run(&self.home, &["build", "--quiet", "site"], None);
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        let mine = self.output().join("public/mine");
        fs::create_dir_all(&mine).unwrap();
        for place in [mine.join("notes.txt"), self.output().join("public/mine.txt")] {
            if !place.exists() {
                fs::write(place, "not ours").unwrap();
            }
        }
    }

    /// Everything but git's own files.
    pub fn state(&self) -> State {
        below(&self.home)
    }
}

fn folders_below(folder: &Path) -> Vec<PathBuf> {
    let is_wanted = |entry: &walkdir::DirEntry| entry.file_name() != ".git";
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_entry(is_wanted);
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
    folders.map(walkdir::DirEntry::into_path).collect()
}

fn below(folder: &Path) -> State {
    let is_wanted = |entry: &walkdir::DirEntry| entry.file_name() != ".git";
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_entry(is_wanted);
    let mut state = State::new();
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let is_helper = ["hexapla-lock", "hexapla-manifest"].iter().any(|end| path.ends_with(end));
        let kind = entry.file_type();
        let bytes = if kind.is_dir() || is_helper {
            Vec::new()
        } else if kind.is_symlink() {
            fs::read_link(entry.path()).unwrap().to_str().unwrap().into()
        } else {
            fs::read(entry.path()).unwrap()
        };
        state.insert(path, bytes);
    }
    state
}
