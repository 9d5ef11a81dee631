//! Holds what the program is made of: licences, the registry as the only source, no crate in two versions, no idle dependency.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::fixture::files_below;

/// Licences of what is shipped.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Licences of what only tests are made with.
const ALLOWED_IN_TESTS: [&str; 1] = ["MPL-2.0"];

/// Crates that are shipped in two versions: `blake3` and the SHA crates ask for different ones.
const DOUBLED: [&str; 2] = ["cpufeatures", "syn"];

/// Crates that the tests bring in two versions: below `proptest`, and `fancy-regex` beside it.
const DOUBLED_IN_TESTS: [&str; 3] = ["bit-set", "bit-vec", "getrandom"];

/// Dependencies that no code names: they are there to turn on a feature of a crate below others.
const FOR_A_FEATURE: [&str; 1] = ["icu_provider"];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What Cargo knows of this crate and all below it, on this machine's platform.
struct Tree {
    metadata: Value,
}

impl Tree {
    fn read() -> Self {
        let platform = text_of(Command::new("rustc").arg("-vV"));
        let platform = platform.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned();
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Of other platforms, nothing need have been fetched.
        cargo.args([
            "metadata",
            "--offline",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            &platform,
        ]);
        let metadata = text_of(cargo.current_dir(env!("CARGO_MANIFEST_DIR")));
        Self { metadata: serde_json::from_str(&metadata).unwrap() }
    }

    fn packages(&self) -> BTreeMap<&str, &Value> {
        let packages = self.metadata["packages"].as_array().unwrap();
        packages.iter().map(|package| (package["id"].as_str().unwrap(), package)).collect()
    }

    fn root(&self) -> &str {
        self.metadata["resolve"]["root"].as_str().unwrap()
    }

    /// Everything below this crate: what is shipped or builds it, or with the tests as well.
    fn reached(&self, with_tests: bool) -> BTreeSet<&str> {
        let nodes = self.metadata["resolve"]["nodes"].as_array().unwrap();
        let nodes: BTreeMap<&str, &Value> =
            nodes.iter().map(|node| (node["id"].as_str().unwrap(), node)).collect();
        let mut reached = BTreeSet::new();
        let mut open = vec![self.root()];
        while let Some(id) = open.pop() {
            if !reached.insert(id) {
                continue;
            }
            for dependency in nodes[id]["deps"].as_array().unwrap() {
                let kinds = dependency["dep_kinds"].as_array().unwrap();
                if kinds.iter().any(|kind| kind["kind"] != "dev" || (with_tests && id == self.root())) {
                    open.push(dependency["pkg"].as_str().unwrap());
                }
            }
        }
        reached.remove(self.root());
        reached
    }
}

/// What a program prints.
fn text_of(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// True where one may choose allowed licences: `OR` and the older `/` leave a choice, `AND` leaves none, and binds closer.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (answer, rest) = choice(&words, allowed);
    answer && rest.is_empty()
}

fn choice<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    let (mut answer, mut rest) = all_of(words, allowed);
    while let ["OR", more @ ..] = rest {
        let (other, left) = all_of(more, allowed);
        (answer, rest) = (answer || other, left);
    }
    (answer, rest)
}

fn all_of<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    let (mut answer, mut rest) = one(words, allowed);
    while let ["AND", more @ ..] = rest {
        let (other, left) = one(more, allowed);
        (answer, rest) = (answer && other, left);
    }
    (answer, rest)
}

fn one<'w>(words: &'w [&'w str], allowed: &[&str]) -> (bool, &'w [&'w str]) {
    match words {
        ["(", rest @ ..] => {
            let (answer, rest) = choice(rest, allowed);
            (answer, rest.strip_prefix(&[")"]).unwrap_or(rest))
        }
        [name, "WITH", exception, rest @ ..] => {
            (allowed.contains(&&*format!("{name} WITH {exception}")), rest)
        }
        [name, rest @ ..] => (allowed.contains(name), rest),
        [] => (false, words),
    }
}

#[test]
fn licences_are_read_as_their_expressions_say() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"];
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND ISC", "MIT AND ISC OR GPL-3.0"]
    {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "Apache-2.0", "MIT ISC", "MIT )"]
    {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
    assert!(is_allowed("Apache-2.0 WITH LLVM-exception", &allowed));
}

#[test]
fn every_crate_has_a_licence_that_ours_allows() {
    let tree = Tree::read();
    let packages = tree.packages();
    let shipped = tree.reached(false);
    let everything = tree.reached(true);
    assert!(shipped.len() > 100 && everything.len() > shipped.len(), "{}", everything.len());
    let for_tests: Vec<&str> = ALLOWED.into_iter().chain(ALLOWED_IN_TESTS).collect();
    let refused: Vec<String> = everything
        .into_iter()
        .map(|id| (id, packages[id]["license"].as_str().unwrap_or("no licence")))
        .filter(|(id, licence)| {
            !is_allowed(licence, if shipped.contains(id) { &ALLOWED } else { &for_tests })
        })
        .map(|(id, licence)| format!("{id}: {licence}"))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_crate_of_every_platform_comes_from_the_registry() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let elsewhere: Vec<&str> = packages
        .iter()
        .filter(|package| package.get("source").and_then(toml::Value::as_str) != Some(REGISTRY))
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    assert_eq!(elsewhere, ["hexapla"]);
}

#[test]
fn no_crate_is_there_in_two_versions_but_those_that_are_listed() {
    let tree = Tree::read();
    let packages = tree.packages();
    let doubled = |reached: BTreeSet<&str>| -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let names = reached.into_iter().map(|id| packages[id]["name"].as_str().unwrap().to_owned());
        names.filter(|name| !seen.insert(name.clone())).collect()
    };
    let shipped: BTreeSet<String> = DOUBLED.map(str::to_owned).into();
    let in_tests: BTreeSet<String> = DOUBLED.into_iter().chain(DOUBLED_IN_TESTS).map(str::to_owned).collect();
    // Other platforms bring crates of their own.
    if cfg!(target_os = "linux") {
        assert_eq!(doubled(tree.reached(false)), shipped);
        assert_eq!(doubled(tree.reached(true)), in_tests);
    }
}

/// True where a text names a crate: `name::`, or `use name`.
fn names_crate(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let begins = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.'));
        begins && (after.starts_with("::") || (before.ends_with("use ") && after.starts_with([' ', ';'])))
    })
}

#[test]
fn every_dependency_is_named_in_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = |folder: &str| -> String {
        let files = files_below(&root.join(folder)).into_iter();
        let files = files.filter(|file| file.extension().is_some_and(|end| end == "rs"));
        files.map(|file| fs::read_to_string(file).unwrap()).collect()
    };
    let source = code("src");
    // Unit tests stand beside the code.
    let tests = code("tests/it") + &code("tests/growth") + &source;
    let tree = Tree::read();
    let own = tree.packages()[tree.root()];
    let idle: Vec<String> = own["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|dependency| {
            let name =
                dependency["rename"].as_str().or(dependency["name"].as_str()).unwrap().replace('-', "_");
            let code = if dependency["kind"] == "dev" { &tests } else { &source };
            (!names_crate(code, &name) && !FOR_A_FEATURE.contains(&&*name)).then_some(name)
        })
        .collect();
    assert!(idle.is_empty(), "no code uses {idle:?}");
    assert!(names_crate("use csv;", "csv") && names_crate("a(csv::Reader)", "csv"));
    assert!(!names_crate("own_csv::x csv a::csv::b use csvs;", "csv"));
}
