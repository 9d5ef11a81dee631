//! Checks how the table `[lints]` is read.

use crate::diagnostics::levels::Level;
use crate::diagnostics::{Checked, Code};
use crate::parse::config::{Config, FILE_NAME, parse};
use crate::source::{Root, SourcePath};

fn read(text: &str) -> Checked<Config> {
    parse(&SourcePath::new(Root::Site, FILE_NAME), text.as_bytes())
}

/// Each message with the bytes that it is about.
fn messages(text: &str) -> Vec<(String, String)> {
    let told = read(text).diagnostics.into_iter().map(|diagnostic| {
        let place = diagnostic.place.unwrap().span;
        let help = diagnostic.help.unwrap_or_default();
        (text[place.start..place.end].to_owned(), format!("{} / {help}", diagnostic.message))
    });
    told.collect()
}

#[test]
fn codes_are_keys_beside_the_baseline() {
    let text = "[lints]\nlink-anchor-missing = \"error\"\nbaseline = \"known.txt\"\nfront-matter-missing = \"allow\"\n";
    let read = read(text);
    assert_eq!(read.diagnostics, []);
    let lints = read.value.lints;
    assert_eq!(lints.baseline.as_deref(), Some("known.txt"));
    assert_eq!(lints.levels.get(&Code::LinkAnchorMissing), Some(&Level::Error));
    assert_eq!(lints.levels.get(&Code::FrontMatterMissing), Some(&Level::Allow));
}

#[test]
fn what_is_wrong_is_reported_at_its_place() {
    let text = "[lints]\nlink-ancor-missing = \"warn\"\nlink-anchor-missing = \"off\"\nsource-unreadable = \"warn\"\nbaseline = \"../known.txt\"\n";
    let messages = messages(text);
    let of = |written: &str| &messages.iter().find(|(at, _)| at == written).unwrap().1;
    assert_eq!(
        of("link-ancor-missing"),
        "unknown key `link-ancor-missing` in `[lints]` / did you mean `link-anchor-missing`?"
    );
    assert!(
        of("\"off\"")
            .starts_with("`link-anchor-missing` holds `off`, which is not one of allow, warn, error")
    );
    assert!(
        of("\"warn\"")
            .starts_with("`source-unreadable` cannot be lowered: this code is always reported as error")
    );
    assert!(of("\"../known.txt\"").contains("is not a path below this folder"));
    assert_eq!(messages.len(), 4, "{messages:?}");
}

#[test]
fn a_code_that_cannot_be_lowered_can_be_raised() {
    let read = read("[lints]\nurl-collision = \"error\"\n");
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.value.lints.levels.get(&Code::UrlCollision), Some(&Level::Error));
}

#[test]
fn own_keys_of_front_matter_are_a_list() {
    let read = read("[front-matter]\nallow = [\"layout\", \"cSpell:ignore\"]\n");
    assert_eq!(read.diagnostics, []);
    let keys: Vec<&str> = read.value.front_matter.allow.iter().map(String::as_str).collect();
    assert_eq!(keys, ["cSpell:ignore", "layout"]);
}
