//! Holds what a new author meets: a starter site that builds without a problem, completions and manual pages for every command.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn hexapla(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(arguments).current_dir(folder).env("HOME", folder).env_remove("HEXAPLA_EDITOR");
    command.output().unwrap()
}

#[test]
fn a_new_site_builds_and_shows_both_directions_and_a_missing_translation() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("help/.git")).unwrap();
    assert!(hexapla(home.path(), &["new", "help"]).status.success());
    let site = home.path().join("help");
    let built = hexapla(&site, &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    let page = |path: &str| fs::read_to_string(site.join("public").join(path)).unwrap();
    assert!(page("ar/using/ask-for-help/index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page("ar/using/change-your-language/index.html").contains("lang=\"en\" dir=\"ltr\""));
    assert!(page("en/getting-started/welcome/index.html").contains("href=\"../write-an-article/\""));
}

#[test]
fn every_shell_and_every_command_is_provided_for() {
    let home = tempfile::tempdir().unwrap();
    assert!(hexapla(home.path(), &["man", "--output", "man"]).status.success());
    let help = String::from_utf8(hexapla(home.path(), &["--help"]).stdout).unwrap();
    let commands = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 9);
    for command in &commands {
        assert!(home.path().join(format!("man/hexapla-{command}.1")).exists(), "{command}");
        assert!(hexapla(home.path(), &["help", command]).status.success(), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = String::from_utf8(hexapla(home.path(), &["completions", shell]).stdout).unwrap();
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
}
