//! Holds the house together: each file imports from its own folder or from a lower floor, and says first what it owns.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hexapla::{Code, PAGES};

/// The modules by floor. A file may use its own module and those of lower floors.
const FLOORS: [(&str, usize); 14] = [
    ("source", 0),
    ("locale", 0),
    ("output", 0),
    ("diagnostics", 0),
    ("parse", 1),
    ("localize", 2),
    ("plan", 3),
    ("render", 4),
    ("check", 5),
    ("pipeline", 6),
    ("host", 7),
    ("cli", 8),
    ("fuzzing", 9),
    ("main", 9),
];

/// Neighbours on one floor that know each other: diagnostics name places, and `locale` and `output` know nobody.
const NEIGHBOURS: [(&str, &str); 1] = [("diagnostics", "source")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// The sources of the crate: path below `src`, text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let files = files(&src).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs"));
    files
        .map(|file| {
            let name = file.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(file).unwrap())
        })
        .collect()
}

/// `parse/markdown/mod.rs` and `parse.rs` belong to `parse`.
fn module_of(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// The modules that a file names by `crate::`, in a `use` or in passing, grouped imports included.
fn imports(text: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for line in text.split(';').flat_map(|statement| statement.split("crate::").skip(1)) {
        let names = line.strip_prefix('{').map_or_else(|| vec![line], top_level_names);
        modules.extend(names.into_iter().map(|name| {
            let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
            name[..end].to_owned()
        }));
    }
    modules
}

/// The names of `{a, b::{c, d}}`, without those inside inner braces.
fn top_level_names(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut start = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(group[start..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(group[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

fn may_import(from: &str, to: &str) -> bool {
    let lower = matches!((floor(from), floor(to)), (Some(own), Some(other)) if other < own);
    from == to || lower || NEIGHBOURS.contains(&(from, to))
}

#[test]
fn every_file_imports_from_its_own_folder_or_from_a_lower_floor() {
    let mut upward = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| file != "lib.rs") {
        let own = module_of(file);
        assert!(floor(own).is_some(), "{file} stands on no floor: add its module to the list");
        for module in imports(text).into_iter().filter(|module| !may_import(own, module)) {
            upward.push(format!("{file} imports crate::{module}"));
        }
    }
    assert!(upward.is_empty(), "these imports lead upward:\n{}", upward.join("\n"));
}

#[test]
fn imports_are_found_however_they_are_written() {
    let text = "use crate::plan::site::Plan;\nuse crate::{source::{Root, Span}, output};\nfn f() { crate::host::x() }";
    let found: Vec<String> = imports(text).into_iter().collect();
    assert_eq!(found, ["host", "output", "plan", "source"]);
    assert!(may_import("check", "render") && may_import("diagnostics", "source"));
    assert!(!may_import("source", "diagnostics") && !may_import("parse", "localize"));
}

#[test]
fn the_map_names_every_module() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let named: BTreeSet<&str> =
        map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let floors: BTreeSet<&str> =
        FLOORS.iter().map(|(name, _)| *name).filter(|name| *name != "main").collect();
    assert_eq!(named, floors);
}

#[test]
fn every_file_says_first_what_it_owns() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn a_code_is_found_by_its_name_which_is_that_of_its_variant() {
    for page in PAGES {
        let words = page.name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
        assert_eq!(words.collect::<String>(), format!("{:?}", page.code));
        // It is the only code of this name.
        assert_eq!(Code::from_name(page.name), Some(page.code));
        assert_eq!(page.code.name(), page.name);
    }
}

#[test]
fn every_code_is_told_somewhere() {
    let elsewhere: String = sources()
        .into_iter()
        .filter(|(file, _)| file != "diagnostics/codes.rs")
        .map(|(_, text)| text)
        .collect();
    let untold: Vec<&str> = PAGES
        .iter()
        .filter(|page| !names_variant(&elsewhere, &format!("Code::{:?}", page.code)))
        .map(|page| page.name)
        .collect();
    assert!(untold.is_empty(), "nothing tells these codes: {untold:?}");
}

#[test]
fn every_code_that_is_told_is_expected_by_a_test() {
    let tests = root().join("tests/it");
    let texts: String = files(&tests)
        .into_iter()
        .filter(|file| file.file_name().is_some_and(|name| name != "layering.rs"))
        .filter_map(|file| String::from_utf8(fs::read(file).unwrap()).ok())
        .collect();
    let expected = |code: Code| {
        texts.contains(&format!("[{}]", code.name())) || names_variant(&texts, &format!("Code::{code:?}"))
    };
    let lacking: Vec<&str> = PAGES.iter().filter(|page| !expected(page.code)).map(|page| page.name).collect();
    assert!(lacking.is_empty(), "no test expects these codes: {lacking:?}");
}

/// True where a text names exactly this variant, not one that only begins like it.
fn names_variant(text: &str, variant: &str) -> bool {
    text.match_indices(variant)
        .any(|(at, _)| !text[at + variant.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}
