//! Exports the real articles that lie beside the project, where they do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{ExportOptions, export};
use crate::output::MemorySink;
use crate::parse::article::Side;
use crate::testing::absent::shared;
use crate::testing::fixture::{Site, articles, files_below};

/// A set of articles beside the project.
fn set(name: &str) -> Option<PathBuf> {
    shared(&format!("corpus/{name}"))
}

fn exported(folder: &Path, side: Side, locales: &[&str]) -> BTreeMap<String, String> {
    let site = Site::of_content(&folder.join("sxs"));
    let sink = MemorySink::default();
    let locales = locales.iter().map(|tag| (*tag).to_owned()).collect();
    let options = ExportOptions { side, locales, front_matter: false };
    export(&site.sources, &site.config, &options, &sink).unwrap();
    let files = sink.into_files().into_iter();
    files.map(|(path, bytes)| (path.0, String::from_utf8(bytes).unwrap())).collect()
}

fn without_backslashes(text: &str) -> String {
    text.replace('\\', "")
}

#[test]
fn the_target_side_is_the_published_translation() {
    for name in ["insights", "customer-insights"] {
        let Some(folder) = set(name) else { continue };
        let exported = exported(&folder, Side::Target, &[]);
        let live = folder.join("live");
        let (mut all, mut exact, mut near) = (0, 0, 0);
        let mut others = Vec::new();
        for (locale, keys) in articles(&live) {
            for key in keys {
                let wanted = fs::read_to_string(live.join(&locale).join(format!("{key}.md"))).unwrap();
                let found = exported
                    .iter()
                    .find(|(path, _)| path.eq_ignore_ascii_case(&format!("{locale}/{key}.md")));
                let Some((path, text)) = found else { panic!("{locale}/{key} was not exported") };
                all += 1;
                exact += usize::from(*text == wanted);
                let alike = without_backslashes(text) == without_backslashes(&wanted);
                near += usize::from(alike);
                if !alike {
                    others.push(path.clone());
                }
            }
        }
        println!("{name}: {all} files, {exact} exact, {near} up to backslashes, others {others:?}");
        // What was measured before: FILES.tsv says which files can be exact at all.
        let listed = fs::read_to_string(folder.join("FILES.tsv")).unwrap();
        let class =
            |class: &str| listed.lines().filter(|line| line.split('\t').any(|field| field == class)).count();
        assert_eq!((exact, near), (class("exact"), class("exact") + class("backslash-only")), "{name}");
    }
}

#[test]
fn the_source_side_is_what_the_translations_agree_on() {
    let Some(folder) = set("insights") else { return };
    let agreed: BTreeMap<String, Vec<String>> = files_below(&folder.join("en-reconstructed"))
        .iter()
        .map(|file| {
            let path = file.strip_prefix(folder.join("en-reconstructed")).unwrap().to_str().unwrap();
            (path.split_once('/').unwrap().1.to_owned(), fs::read_to_string(file).unwrap())
        })
        .fold(BTreeMap::new(), |mut all: BTreeMap<String, Vec<String>>, (key, text)| {
            all.entry(key).or_default().push(text);
            all
        });
    let exported = exported(&folder, Side::Source, &[]);
    let bodies: BTreeMap<&str, &String> =
        exported.iter().map(|(path, text)| (path.split_once('/').unwrap().1, text)).collect();
    let mut same = 0;
    let mut others = Vec::new();
    for (key, texts) in &agreed {
        let body = bodies[key.as_str()].trim();
        if texts.iter().any(|text| text.trim() == body) {
            same += 1;
        } else {
            others.push(key);
        }
    }
    println!("{} articles, {same} as agreed, others {others:?}", agreed.len());
    assert!(same * 100 >= agreed.len() * 98, "{same} of {}: {others:#?}", agreed.len());
}

#[test]
fn the_source_side_is_close_to_the_true_source() {
    let Some(folder) = set("customer-insights") else { return };
    let exported = exported(&folder, Side::Source, &["da-dk"]);
    let (mut all, mut same) = (0, 0);
    let mut lines = (0, 0);
    for (path, text) in &exported {
        let key = path.split_once('/').unwrap().1;
        let Ok(wanted) = fs::read_to_string(folder.join("en-us").join(key)) else { continue };
        let body =
            crate::parse::front_matter::bounds(&wanted).map_or(&*wanted, |bounds| &wanted[bounds.body..]);
        let normal = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.replace(['\\', '\t'], " "));
            let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            // The texts of pictures are translated without a unit, so their source is lost.
            let lines =
                lines.filter(|line| !line.is_empty() && !line.contains("![") && !line.contains(":::image"));
            lines.map(|line| line.replace("* ", "- ")).collect()
        };
        let (text, wanted) = (normal(text), normal(body));
        let known: BTreeSet<&String> = text.iter().collect();
        lines.0 += wanted.len();
        lines.1 += wanted.iter().filter(|line| known.contains(line)).count();
        all += 1;
        same += usize::from(text == wanted);
    }
    println!("{all} articles, {same} with the same lines; {} of {} lines", lines.1, lines.0);
    // Line breaks inside paragraphs and half-escaped stars are lost in hand-off.
    assert!(all > 30 && lines.1 * 100 >= lines.0 * 97);
}
