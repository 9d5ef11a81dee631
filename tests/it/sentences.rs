//! Holds how well the command cuts sentences: on sets that lie beside the project, where they do.

use std::path::PathBuf;

use crate::absent::shared;

/// The sets that lie beside the project.
fn set(name: &str) -> Option<PathBuf> {
    shared(&format!("l10n/segmentation/{name}"))
}

#[test]
fn the_sets_are_cut_as_their_authors_cut_them() {
    let Some(path) = set("en-sentences.jsonl") else { return };
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hexapla"))
        .args(["segment", "--evaluate"])
        .arg(path)
        .output()
        .unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    let percent: f64 = line.split(['(', '%']).nth(1).unwrap().trim().parse().unwrap();
    assert!(percent >= 99.1, "{line}");
}

#[test]
fn the_sets_of_other_languages_are_cut_as_translators_cut_them() {
    let languages = ["ar", "de", "fr", "he", "ja", "ko", "pt", "zh"];
    let sets: Vec<PathBuf> =
        languages.iter().filter_map(|tag| set(&format!("{tag}-target-sentences.jsonl"))).collect();
    if sets.is_empty() {
        return;
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hexapla"))
        .args(["segment", "--evaluate"])
        .args(&sets)
        .output()
        .unwrap();
    let (mut identical, mut blocks) = (0.0, 0.0);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        println!("{line}");
        let words: Vec<&str> = line.split(' ').collect();
        identical += words[1].parse::<f64>().unwrap();
        blocks += words[3].parse::<f64>().unwrap();
    }
    assert!(identical / blocks >= 0.975, "{identical} of {blocks} blocks");
}
