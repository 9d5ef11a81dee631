//! Runs the transcripts of this folder: what a person types, and what they get.
//!
//! A transcript begins with what it shows. `= PATH` begins a file of the folder it runs in, `$ COMMAND` a command,
//! `? CODE` its exit code, `> ` a line of standard output, `! ` one of standard error, `~ PATH` a file that must be
//! there afterwards and `~! PATH` one that must not. `[..]` stands for any text within a line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn hexapla(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("SOURCE_DATE_EPOCH", "1617235200")
        .stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

#[test]
fn every_transcript_plays_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cli");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().filter_map(|file| play(file).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn play(file: &Path) -> Result<(), String> {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("work");
    fs::create_dir(&folder).unwrap();
    let text = fs::read_to_string(file).unwrap();
    let (setting, steps) = text.split_once("\n$ ").expect("a transcript has a command");
    for part in format!("\n{setting}").split("\n= ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{}\n", content.trim_end())).unwrap();
    }
    for step in steps.split("\n$ ") {
        play_step(&folder, step)
            .map_err(|said| format!("{}: $ {step}\n--- but it was\n{said}", file.display()))?;
    }
    Ok(())
}

fn play_step(folder: &Path, step: &str) -> Result<(), String> {
    let mut lines = step.trim_end().lines();
    let arguments: Vec<&str> = lines.next().unwrap().split_whitespace().skip(1).collect();
    let output = hexapla(folder, &arguments).output().unwrap();
    let expected: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with("~")).collect();
    let actual = transcript(&output);
    let alike = expected.len() == actual.len() && expected.iter().zip(&actual).all(|(a, b)| matches(a, b));
    let (absent, present): (Vec<&str>, Vec<&str>) =
        step.lines().filter_map(|line| line.strip_prefix('~')).partition(|line| line.starts_with('!'));
    let files = present.iter().all(|path| folder.join(path.trim()).exists())
        && absent.iter().all(|path| !folder.join(path[1..].trim()).exists());
    if alike && files { Ok(()) } else { Err(format!("{}\nfiles as expected: {files}", actual.join("\n"))) }
}

fn transcript(output: &Output) -> Vec<String> {
    let prefixed = |mark: char, bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.lines().map(|line| format!("{mark} {line}").trim_end().to_owned()).collect()
    };
    let mut lines = vec![format!("? {}", output.status.code().unwrap())];
    lines.extend(prefixed('>', &output.stdout));
    lines.extend(prefixed('!', &output.stderr));
    lines
}

fn matches(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split("[..]");
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, inner)) = parts.split_last() else { return rest.is_empty() };
    for part in inner {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut child =
        hexapla(folder.path(), &["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn colour_is_used_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("hexapla.toml"), "[sit]\n").unwrap();
    let told = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = hexapla(folder.path(), arguments);
        command.envs(variable);
        String::from_utf8(command.output().unwrap().stderr).unwrap().contains('\u{1b}')
    };
    assert!(!told(&["check"], None));
    assert!(told(&["check", "--color", "always"], Some(("NO_COLOR", "1"))));
    assert!(told(&["check"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!told(&["check", "--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn every_code_can_be_explained() {
    let folder = tempfile::tempdir().unwrap();
    let list = hexapla(folder.path(), &["explain"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.len(), hexapla::PAGES.len());
    for (name, page) in names.into_iter().zip(hexapla::PAGES) {
        assert_eq!(name, page.name);
        let told = hexapla(folder.path(), &["explain", name]).output().unwrap();
        assert!(String::from_utf8(told.stdout).unwrap().contains(page.remedy));
    }
}

#[test]
fn errors_in_content_end_with_1_and_only_strict_writes_nothing() {
    use std::os::unix::fs::symlink;
    let article = "---\ntitle: Fold a plane\ndescription: How to fold.\n---\n# Fold a plane\n\nFold.\n";
    let run = |link: &str, arguments: &[&str]| {
        let site = tempfile::tempdir().unwrap();
        let folder = site.path().join("content/en-US");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("fold.md"), article).unwrap();
        symlink(link, folder.join("link.md")).unwrap();
        let output = hexapla(site.path(), arguments).output().unwrap();
        (output.status.code(), site.path().join("public").exists(), String::from_utf8(output.stderr).unwrap())
    };
    let (error, warning) = ("nothing", "..");
    assert_eq!(run(error, &["build"]).0, Some(1));
    assert!(run(error, &["build"]).1);
    assert_eq!(run(warning, &["build"]).0, Some(0));
    for link in [error, warning] {
        let (code, written, said) = run(link, &["build", "--strict"]);
        assert_eq!((code, written), (Some(1), false), "{said}");
        assert!(said.ends_with("Nothing was written; the last good site stays as it is.\n"), "{said}");
        assert_eq!(run(link, &["check", "--strict"]).0, Some(1));
    }
}

#[test]
fn json_is_all_there_is_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hexapla.toml"), "[sit]\n").unwrap();
    let output = hexapla(folder.path(), &["build", "--format", "json"]).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(document["diagnostics"][0]["code"], "config-key-unknown");
    assert_eq!(document["diagnostics"][0]["path"], "hexapla.toml");
}

#[test]
fn manual_pages_are_written_over_their_own_alone() {
    let home = tempfile::tempdir().unwrap();
    let pages = home.path().join("man");
    let write = || hexapla(home.path(), &["man", "--output", "man"]).output().unwrap();
    for _ in 0..2 {
        assert_eq!(write().status.code(), Some(0));
    }
    let build = fs::read_to_string(pages.join("hexapla-build.1")).unwrap();
    assert!(build.contains(".TH hexapla-build"), "{build}");
    let first = pages.join("hexapla.1");
    fs::remove_file(pages.join("hexapla-build.1")).unwrap();
    fs::remove_file(&first).unwrap();
    std::os::unix::fs::symlink(home.path().join("nowhere"), &first).unwrap();
    let refused = |what: &str| {
        let output = write();
        assert_eq!(output.status.code(), Some(2), "{what}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("man/hexapla.1: it is no manual page of hexapla"), "{said}");
        assert!(!pages.join("hexapla-build.1").exists(), "{what}: nothing is written where one is refused");
    };
    refused("a symbolic link");
    assert!(!home.path().join("nowhere").exists());
    fs::remove_file(&first).unwrap();
    fs::write(&first, "mine").unwrap();
    refused("somebody's own file");
    assert_eq!(fs::read_to_string(&first).unwrap(), "mine");
}

#[test]
fn a_file_that_may_not_grow_ends_a_build_with_2_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("content/en-US")).unwrap();
    fs::write(home.path().join("content/en-US/kite.md"), "---\ntitle: Kite\n---\n# Kite\n").unwrap();
    let build = format!("ulimit -f 8; '{}' build", env!("CARGO_BIN_EXE_hexapla"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &build]).current_dir(home.path()).env("HOME", home.path().join("home"));
    let output = shell.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("file too large"), "{said}");
    assert!(!home.path().join("public").exists());
}
