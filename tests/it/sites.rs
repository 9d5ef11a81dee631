//! Builds every site of `tests/it/sites` and compares it with what is expected of it.
//!
//! The site's README says what it shows and lists, as `` - `da-dk/fold/` ``, the pages whose `<main>` lies in `expected`
//! beside the diagnostics in short form. Where it says so, the text alone is compared, without what the theme says around it.
//! `UPDATE_GOLDEN=1` writes what is there now; the difference is for a person to judge.

use std::fs;
use std::path::Path;

use crate::absent::shared;
use crate::fixture::{self, Built, Site};

#[test]
fn every_site_looks_as_expected() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    for (name, folder) in fixture::all() {
        let built = Site::read(&folder).build();
        let actual = golden(&folder, &built);
        let expected = folder.join("expected");
        if update {
            let _ = fs::remove_dir_all(&expected);
        }
        for (file, text) in &actual {
            let path = expected.join(file);
            if update {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
            }
            let known = fs::read_to_string(&path).unwrap_or_default();
            if known != *text {
                differences.push(format!("{name}/expected/{file}:\n{}", first_difference(&known, text)));
            }
        }
        let files = fixture::files_below(&expected).len();
        assert_eq!(files, actual.len(), "{name}: expected holds files that nothing is compared with");
    }
    assert!(differences.is_empty(), "UPDATE_GOLDEN=1 writes them anew.\n{}", differences.join("\n"));
}

/// What is compared: file below `expected`, text.
fn golden(folder: &Path, built: &Built) -> Vec<(String, String)> {
    let readme = fs::read_to_string(folder.join("README.md")).expect("a site says what it shows");
    let pages =
        readme.lines().filter_map(|line| line.strip_prefix("- `")?.split_once("/`").map(|(page, _)| page));
    let only_text = readme.contains(ONLY_TEXT);
    let shown = |page: &str| if only_text { text_of(built.main(page)) } else { built.main(page).to_owned() };
    let mut files: Vec<(String, String)> =
        pages.map(|page| (format!("{page}.html"), shown(page) + "\n")).collect();
    let verdict = format!("exit {}\n", built.exit());
    files.push(("diagnostics.txt".to_owned(), verdict + &built.told));
    files
}

/// What a README says where the theme's words around a text are not compared.
const ONLY_TEXT: &str = "Only the text is compared.";

/// An article without its notices.
fn text_of(main: &str) -> String {
    let start = main.find("<article").unwrap();
    let end = main.find("</article>").unwrap();
    let article = &main[main[start..].find('>').unwrap() + start + 1..end];
    match article.split_once("<section class=\"notices\"") {
        Some((before, rest)) => {
            let after = rest.split_once("</section>").unwrap().1;
            format!("{}\n{}", before.trim(), after.trim())
        }
        None => article.trim().to_owned(),
    }
}

fn first_difference(known: &str, text: &str) -> String {
    let mut lines = known.lines().zip(text.lines()).enumerate();
    match lines.find(|(_, (known, text))| known != text) {
        Some((number, (known, text))) => format!("  line {}\n  - {known}\n  + {text}", number + 1),
        None => format!("  {} lines expected, {} there", known.lines().count(), text.lines().count()),
    }
}

/// Each construct class that was measured in real content, and the file here that shows it.
fn classes() -> Vec<(String, String)> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sites/CLASSES.txt");
    let text = fs::read_to_string(list).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| line.split_once('\t').expect("class and file"))
        .map(|(class, file)| (class.to_owned(), file.to_owned()))
        .collect()
}

#[test]
fn every_construct_class_has_a_file_that_shows_it() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sites");
    let classes = classes();
    let missing: Vec<&String> =
        classes.iter().map(|(_, file)| file).filter(|file| !sites.join(file).is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let Some(measured) = shared("corpus/insights/CLASSES.tsv") else { return };
    let measured = fs::read_to_string(measured).unwrap();
    let unknown: Vec<&str> = measured
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .filter(|class| !classes.iter().any(|(known, _)| known == class))
        .collect();
    assert!(unknown.is_empty(), "no file shows {unknown:?}");
}
