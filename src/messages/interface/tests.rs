//! Holds the interface messages together: each is used, each that is used exists, and every language has the same ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::parse::strings::parse;
use crate::source::{Root, SourcePath};

use crate::testing::fixture::files_below;

/// The kinds that `alert-<kind>` stands for in the code.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// The filters whose names come with the binary.
const FILTERS: [&str; 3] = ["section", "audience", "tags"];

fn below(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut files = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    files.retain(|file| file.extension().is_some_and(|own| own == extension));
    files
}

/// The messages that a language of the binary has, with the variables that each reads.
fn messages(tag: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{tag}/hexapla.ftl"));
    let parsed = parse(&SourcePath::new(Root::Locales, "hexapla.ftl"), &fs::read(path).unwrap());
    assert!(parsed.diagnostics.is_empty(), "{tag}: {:?}", parsed.diagnostics);
    parsed.value.entries().iter().map(|entry| entry.id.clone()).collect()
}

/// What stands between `mark` and the next quote, wherever `mark` stands.
fn quoted<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
}

/// The ids that templates and the code ask for.
fn used() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for file in below("themes/default/templates", "html") {
        let text = fs::read_to_string(file).unwrap();
        for call in ["t(id=\"", "t_attr(id=\""] {
            used.extend(quoted(&text, call).map(str::to_owned));
        }
    }
    let is_test = |file: &PathBuf| {
        file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
    };
    for file in below("src", "rs").into_iter().filter(|file| !is_test(file)) {
        let text = fs::read_to_string(file).unwrap();
        for call in ["word(\"", "word(locale, \"", "\"task-"] {
            let prefix = if call == "\"task-" { "task-" } else { "" };
            used.extend(quoted(&text, call).map(|id| format!("{prefix}{id}")));
        }
        if text.contains("word(&format!(\"alert-{name}\")") {
            used.extend(ALERTS.map(|kind| format!("alert-{kind}")));
        }
        if text.contains("format!(\"search-filter-{filter}\")") {
            used.extend(FILTERS.map(|key| format!("search-filter-{key}")));
        }
    }
    used
}

#[test]
fn every_message_is_used_and_every_used_one_exists() {
    let (known, used) = (messages("en"), used());
    let idle: Vec<&String> = known.difference(&used).collect();
    let missing: Vec<&String> = used.difference(&known).collect();
    assert!(idle.is_empty(), "no template and no page uses {idle:?}");
    assert!(missing.is_empty(), "there is no message {missing:?}");
}

#[test]
fn every_language_has_the_same_messages() {
    let english = messages("en");
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")).unwrap();
    let tags = folders.map(|entry| entry.unwrap()).filter(|entry| entry.file_type().unwrap().is_dir());
    for tag in tags.map(|entry| entry.file_name().into_string().unwrap()) {
        // A folder of the manual's own words is none of the binary's.
        if Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{tag}/hexapla.ftl")).is_file() {
            assert_eq!(messages(&tag), english, "{tag}");
        }
    }
}
