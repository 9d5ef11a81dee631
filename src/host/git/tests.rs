//! Shows what the history of a repository records about files, if git is installed; reports that it is skipped otherwise.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::host::disk::DiskSources;
use crate::parse::config::Config;
use crate::source::{History, Root, SourcePath, Sources};

use crate::testing::absent::required_in_ci;

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=Kim", "-c", "user.email=kim@example.com"]).args(arguments);
    git.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder);
    git.output().is_ok_and(|output| output.status.success())
}

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn commit(folder: &Path) {
    assert!(git(folder, &["add", "-A"]) && git(folder, &["commit", "-qm", "x"]));
}

fn history(site: &Path) -> History {
    DiskSources::open(site, &Config::default()).value.history()
}

fn follows(history: &History, key: &str) -> Option<bool> {
    let path = |locale: &str| SourcePath::new(Root::Content, &format!("{locale}/{key}.md"));
    history.follows(&path("da-DK"), &path("en-US"))
}

#[test]
fn one_pass_tells_which_of_two_files_changed_last() {
    let home = tempfile::tempdir().unwrap();
    let repository = home.path().join("all");
    fs::create_dir(&repository).unwrap();
    let site = repository.join("help");
    fs::create_dir(&site).unwrap();
    assert_eq!(follows(&history(&site), "fold"), None, "no repository");
    if !git(&repository, &["init", "-q"]) {
        required_in_ci("git");
        return;
    }
    let odd = "wide \u{200b}open\u{e9} -- x";
    for key in ["fold", "wing", odd] {
        write(&site, &format!("content/en-US/{key}.md"), "one\n");
        write(&site, &format!("content/da-DK/{key}.md"), "en\n");
    }
    commit(&repository);
    write(&site, "content/en-US/fold.md", "two\n");
    commit(&repository);
    write(&site, &format!("content/en-US/{odd}.md"), "two\n");
    commit(&repository);
    write(&site, &format!("content/da-DK/{odd}.md"), "to\n");
    write(&site, "content/en-US/new.md", "one\n");
    write(&site, "content/da-DK/new.md", "en\n");
    commit(&repository);
    write(&site, "content/da-DK/late.md", "en\n");
    let known = history(&site);
    assert_eq!(follows(&known, "fold"), Some(false));
    assert_eq!(follows(&known, "wing"), Some(true), "they came together");
    assert_eq!(follows(&known, odd), Some(true));
    assert_eq!(follows(&known, "new"), Some(true));
    assert_eq!(follows(&known, "late"), None, "it is in no commit");

    let from = format!("file://{}", repository.display());
    if git(home.path(), &["clone", "-q", "--depth", "2", &from, "part"]) {
        let cut = history(&home.path().join("part/help"));
        assert_eq!(
            follows(&cut, "wing"),
            None,
            "the oldest commit of a cut history stands for all before it"
        );
        assert_eq!(follows(&cut, odd), Some(true));
    }
}
