//! Holds what is listed and read of a folder on disk, and what is not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::diagnostics::{Checked, Code, Severity};
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::parse::config::Config;
use crate::source::{Root, SourcePath, Sources};
use tempfile::TempDir;

/// A folder with these files, each holding its own path.
fn site(files: &[&str]) -> TempDir {
    let site = tempfile::tempdir().unwrap();
    for file in files {
        put(site.path(), file);
    }
    site
}

fn put(folder: &Path, file: &str) {
    let file = folder.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, file.to_str().unwrap()).unwrap();
}

fn open(site: &TempDir) -> Checked<DiskSources> {
    DiskSources::open(site.path(), &Config::default())
}

fn content(sources: &DiskSources) -> Vec<String> {
    sources.files(Root::Content).iter().map(|file| file.path.to_string()).collect()
}

fn found(sources: &Checked<DiskSources>) -> Vec<(Code, String)> {
    let path = |place: &crate::source::Location| place.path.path.to_string();
    sources.diagnostics.iter().map(|each| (each.code, path(each.place.as_ref().unwrap()))).collect()
}

#[test]
fn files_are_listed_sorted_by_path_each_in_its_root() {
    let site = site(&[
        "content/da/b.md",
        "content/da/a/z.md",
        "content/da/a.md",
        "locales/da/x.ftl",
        "themes/t/p.html",
        "hexapla.toml",
    ]);
    let sources = open(&site);
    assert!(sources.diagnostics.is_empty());
    assert_eq!(content(&sources.value), ["da/a.md", "da/a/z.md", "da/b.md"]);
    assert_eq!(sources.value.files(Root::Locales)[0], SourcePath::new(Root::Locales, "da/x.ftl"));
    assert_eq!(sources.value.files(Root::Themes)[0], SourcePath::new(Root::Themes, "t/p.html"));
    assert_eq!(sources.value.files(Root::Site)[0], SourcePath::new(Root::Site, "hexapla.toml"));
    let read = sources.value.read(&SourcePath::new(Root::Content, "da/b.md")).bytes().unwrap();
    assert!(read.ends_with(b"content/da/b.md"));
}

#[test]
fn roots_may_lie_anywhere() {
    let site = site(&["articles/da/a.md", "site/hexapla.toml"]);
    let mut config = Config::default();
    config.paths.content = "../articles".to_owned();
    config.paths.themes = site.path().join("articles").to_str().unwrap().to_owned();
    let sources = DiskSources::open(&site.path().join("site"), &config).value;
    assert_eq!(content(&sources), ["da/a.md"]);
    assert_eq!(sources.files(Root::Themes).len(), 1);
}

#[test]
fn what_nobody_means_to_publish_is_left_aside_silently() {
    let site = site(&[
        "content/da/a.md",
        "content/.env",
        "content/da/.git/x.md",
        "content/da/a.md~",
        "content/da/.#a.md",
        "content/da/#a.md#",
        "content/da/.a.md.swp",
        "content/da/b.swp",
        "content/da/.DS_Store",
        "content/da/Thumbs.db",
    ]);
    let sources = open(&site);
    assert!(sources.diagnostics.is_empty());
    assert_eq!(content(&sources.value), ["da/a.md"]);
}

#[test]
fn the_output_within_the_content_is_not_content() {
    let site = site(&["da/a.md", "public/da/index.html", "themes/t/x.css", "locales/da/x.ftl"]);
    let mut config = Config::default();
    config.paths.content = ".".to_owned();
    assert_eq!(content(&DiskSources::open(site.path(), &config).value), ["da/a.md"]);
}

#[test]
fn a_link_within_the_root_is_followed_and_one_out_of_it_is_told() {
    let site = site(&["content/en/media/m.png", "content/en/a.md", "secret/key"]);
    let content_folder = site.path().join("content");
    fs::create_dir(content_folder.join("da")).unwrap();
    symlink("../en/media", content_folder.join("da/media")).unwrap();
    symlink("../en/a.md", content_folder.join("da/a.md")).unwrap();
    symlink("../../secret", content_folder.join("da/secret")).unwrap();
    symlink("/etc/passwd", content_folder.join("da/passwd.md")).unwrap();
    symlink("nothing", content_folder.join("da/broken.md")).unwrap();
    let sources = open(&site);
    assert_eq!(content(&sources.value), ["da/a.md", "da/media/m.png", "en/a.md", "en/media/m.png"]);
    let expected = [
        (Code::SourceUnreadable, "da/broken.md".to_owned()),
        (Code::SourceOutsideRoot, "da/passwd.md".to_owned()),
        (Code::SourceOutsideRoot, "da/secret".to_owned()),
    ];
    assert_eq!(found(&sources), expected);
    assert!(sources.value.read(&SourcePath::new(Root::Content, "da/media/m.png")).bytes().is_some());
    let refused = sources.value.read(&SourcePath::new(Root::Content, "da/passwd.md"));
    assert_eq!(refused.absence(), Some("it leads out of its folder"));
    assert!(sources.value.failures().is_empty(), "all of it is content");
}

#[test]
fn a_link_does_not_show_what_is_hidden() {
    let site = site(&["content/da/.drafts/d.md", "content/da/.env"]);
    symlink(".env", site.path().join("content/da/env.md")).unwrap();
    symlink(".drafts", site.path().join("content/da/drafts")).unwrap();
    assert_eq!(content(&open(&site).value), Vec::<String>::new());
}

#[test]
fn circles_of_links_end() {
    let site = site(&["content/a/x.md", "content/b/y.md"]);
    for (from, to) in [("a/up", ".."), ("a/b", "../b"), ("b/a", "../a"), ("a/self", "self"), ("b/here", ".")]
    {
        symlink(to, site.path().join("content").join(from)).unwrap();
    }
    let sources = open(&site);
    assert_eq!(content(&sources.value), ["a/b/y.md", "a/x.md", "b/a/x.md", "b/y.md"]);
    let errors = sources.diagnostics.iter().filter(|each| each.severity == Severity::Error);
    let paths: Vec<&str> = errors.map(|each| &*each.place.as_ref().unwrap().path.path).collect();
    assert_eq!(paths, ["a/self", "b/a/self"], "only the link to itself leads nowhere");
}

#[test]
fn pipes_are_told_and_never_waited_for() {
    let site = site(&["content/da/a.md"]);
    let pipe = site.path().join("content/da/pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let sources = open(&site);
    assert_eq!(content(&sources.value), ["da/a.md"]);
    assert_eq!(found(&sources), [(Code::SourceUnreadable, "da/pipe.md".to_owned())]);
    let refused = sources.value.read(&SourcePath::new(Root::Content, "da/pipe.md"));
    assert_eq!(refused.absence(), Some("it is not a file"));
    assert!(sources.value.failures().is_empty(), "all of it is content");
}

#[test]
fn names_that_are_not_text_are_told_once_a_folder() {
    use std::os::unix::ffi::OsStrExt;
    let site = site(&["content/da/a.md"]);
    let bad = site.path().join("content/da").join(std::ffi::OsStr::from_bytes(b"b\xffd"));
    fs::create_dir(&bad).unwrap();
    fs::write(bad.join("x.md"), "x").unwrap();
    let sources = open(&site);
    assert_eq!(content(&sources.value), ["da/a.md"]);
    assert_eq!(found(&sources), [(Code::SourceNameInvalid, "da/b\u{fffd}d".to_owned())]);
}

#[test]
fn an_article_of_more_than_32_mb_is_left_out_and_an_image_is_not() {
    let site = site(&["content/da/a.md"]);
    for name in ["big.md", "big.mp4"] {
        let file = fs::File::create(site.path().join("content/da").join(name)).unwrap();
        file.set_len(32 * 1024 * 1024 + 1).unwrap();
    }
    let sources = open(&site);
    assert_eq!(content(&sources.value), ["da/a.md", "da/big.mp4"]);
    assert_eq!(found(&sources), [(Code::SourceTooLarge, "da/big.md".to_owned())]);
}

#[test]
fn a_file_that_changed_since_it_was_listed_is_checked_again() {
    let site = site(&["content/da/a.md", "content/da/b.md", "content/da/c.md"]);
    let sources = open(&site).value;
    let on_disk = |name: &str| site.path().join("content/da").join(name);
    fs::remove_file(on_disk("a.md")).unwrap();
    fs::remove_file(on_disk("b.md")).unwrap();
    symlink("/etc/passwd", on_disk("b.md")).unwrap();
    fs::OpenOptions::new().write(true).open(on_disk("c.md")).unwrap().set_len(33 * 1024 * 1024).unwrap();
    for name in ["a.md", "b.md", "c.md"] {
        let read = sources.read(&SourcePath::new(Root::Content, &format!("da/{name}")));
        assert!(read.has_failed(), "{name} was a file a moment ago");
    }
    assert_eq!(sources.failures().len(), 3);
}

#[test]
fn a_file_that_changes_between_two_readings_is_a_failure() {
    let site = site(&["content/da/a.md", "content/da/b.md"]);
    let sources = open(&site).value;
    let read = |name: &str| sources.read(&SourcePath::new(Root::Content, name)).bytes();
    assert!(read("da/a.md").is_some() && read("da/b.md").is_some());
    fs::write(site.path().join("content/da/a.md"), "new").unwrap();
    assert_eq!(read("da/a.md"), None);
    assert!(read("da/b.md").is_some());
    let failures = sources.failures();
    assert_eq!(failures.len(), 1);
    assert_eq!(
        (&*failures[0].path.path, &*failures[0].reason),
        ("da/a.md", "it changed while it was read; run again")
    );
}

#[test]
fn what_content_may_lack_is_absent_and_no_failure() {
    let site = site(&["content/da/a.md", "hexapla.toml"]);
    fs::create_dir(site.path().join("views.csv")).unwrap();
    symlink("circle", site.path().join("circle")).unwrap();
    let sources = open(&site).value;
    let long = "x".repeat(300);
    for name in ["nothing.csv", "views.csv", "circle", "hexapla.toml/x", "a\0b", &long] {
        let read = sources.read(&SourcePath::new(Root::Site, name));
        assert!(read.absence().is_some(), "{name}: {read:?}");
    }
    assert!(sources.failures().is_empty());
}

#[test]
fn a_site_is_found_by_its_file_its_content_or_its_languages() {
    let by_file = site(&["hexapla.toml", "content/da/a.md"]);
    fs::write(by_file.path().join("hexapla.toml"), "[site]\ntitle = 'Planes'").unwrap();
    for argument in [by_file.path().to_owned(), by_file.path().join("hexapla.toml")] {
        let found = Site::find(&argument).unwrap();
        assert!(found.configured);
        assert_eq!(found.config.value.site.title, "Planes");
    }
    let by_content = Site::find(site(&["content/da/a.md"]).path()).unwrap();
    assert_eq!((by_content.configured, &*by_content.config.value.paths.content), (false, "content"));
    let by_languages = Site::find(site(&["da-DK/a.md", "sr-Latn-RS/a.md", "media/m.png"]).path()).unwrap();
    assert_eq!(by_languages.config.value.paths.content, ".");
}

#[test]
fn where_there_is_no_site_it_is_said_what_was_looked_for() {
    let project = site(&["src/main.rs", "docs/a.md", "lib/x", "README.md"]);
    let said = Site::find(project.path()).unwrap_err().to_string();
    assert!(said.contains("no `hexapla.toml`, no folder `content`"), "{said}");
    assert!(Site::find(&project.path().join("README.md")).is_err());
    assert!(
        Site::find(&project.path().join("nowhere"))
            .unwrap_err()
            .to_string()
            .contains("nowhere: no such file")
    );
}

#[test]
fn a_configured_folder_of_articles_must_exist() {
    let site = site(&["hexapla.toml"]);
    fs::write(site.path().join("hexapla.toml"), "[paths]\ncontent = 'artcles'\n").unwrap();
    let diagnostics = Site::find(site.path()).unwrap().config.diagnostics;
    assert_eq!(diagnostics[0].code, Code::ConfigValueInvalid);
    assert!(diagnostics[0].message.contains("artcles"));
}

#[test]
fn a_pipe_in_place_of_the_configuration_is_told_and_never_waited_for() {
    let site = site(&["content/da/a.md"]);
    let pipe = site.path().join("hexapla.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(Site::find(site.path()).unwrap_err().to_string().ends_with("it is not a file"));
}
