//! A build that takes most pages away stops, and lost output is no success.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn hexapla(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

/// A site of so many articles.
fn site(articles: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content/en-US");
    fs::create_dir_all(&content).unwrap();
    for at in 0..articles {
        let text = format!("---\ntitle: Kite {at}\ndescription: A kite.\n---\n# Kite {at}\n\nFold it.\n");
        fs::write(content.join(format!("kite-{at}.md")), text).unwrap();
    }
    folder
}

fn pages(folder: &Path) -> usize {
    fs::read_dir(folder.join("public/en-us"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count()
}

fn remove(folder: &Path, articles: std::ops::Range<usize>) {
    for at in articles {
        fs::remove_file(folder.join(format!("content/en-US/kite-{at}.md"))).unwrap();
    }
}

#[test]
fn most_pages_go_only_where_that_is_allowed() {
    let site = site(60);
    let folder = site.path();
    assert_eq!(hexapla(&["build", "-q"], folder).status.code(), Some(0));
    let before = pages(folder);
    remove(folder, 0..30);
    let stopped = hexapla(&["build", "-q"], folder);
    assert_eq!(stopped.status.code(), Some(2));
    let said = String::from_utf8(stopped.stderr).unwrap();
    assert!(said.contains("would take 30 of 65 pages away") && said.contains("--allow-removal"), "{said}");
    assert!(said.contains("en-us/kite-0/index.html"), "{said}");
    assert_eq!(pages(folder), before);
    assert!(!folder.join("public/.hexapla-staging").exists());
    assert_eq!(hexapla(&["build", "-q", "--allow-removal"], folder).status.code(), Some(0));
    assert_eq!(pages(folder), before - 30);
}

#[test]
fn a_third_and_twenty_pages_and_pages_that_lead_on_may_go() {
    let site = site(60);
    let folder = site.path();
    assert_eq!(hexapla(&["build", "-q"], folder).status.code(), Some(0));
    remove(folder, 0..20);
    assert_eq!(hexapla(&["build", "-q"], folder).status.code(), Some(0), "twenty are few");
    let kept = folder.join("content/en-US/kite-59.md");
    let old: Vec<String> = (20..50).map(|at| format!("kite-{at}")).collect();
    let text = fs::read_to_string(&kept)
        .unwrap()
        .replace("title:", &format!("aliases: [{}]\ntitle:", old.join(", ")));
    fs::write(&kept, text).unwrap();
    remove(folder, 20..50);
    assert_eq!(hexapla(&["build", "-q"], folder).status.code(), Some(0), "their addresses lead on");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_ends_with_2() {
    let site = site(1);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let program = env!("CARGO_BIN_EXE_hexapla");
    for arguments in [
        &["status"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["help", "config"],
        &["explain", "url-collision"],
        &["--help"],
        &["completions", "bash"],
    ] {
        let run = |out: Stdio, err: Stdio| {
            let mut command = Command::new(program);
            command.args(arguments).current_dir(site.path()).stdin(Stdio::null()).stdout(out).stderr(err);
            command.status().unwrap().code()
        };
        assert_eq!(run(full().into(), Stdio::null()), Some(2), "{arguments:?} > /dev/full");
        assert_ne!(run(Stdio::null(), Stdio::null()), Some(2), "{arguments:?}");
    }
    let mut command = Command::new(program);
    command.args(["build"]).current_dir(site.path()).stdin(Stdio::null()).stderr(full());
    assert_eq!(command.status().unwrap().code(), Some(2), "build 2> /dev/full");
}
