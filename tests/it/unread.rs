//! Holds that what cannot be read is never taken for gone: a build whose k-th reading fails ends with exit code 2 and the site of before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::faulty::{Fault, FaultySources};
use crate::fixture::{Built, Site, files_below, unit};
use crate::structure::House;

const HEAD: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// Every kind of input that a build reads: articles, a side-by-side one, catalogs, pictures, lines of a file, messages, terms,
/// synonyms, a template, a logo and page views.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let article = |body: &str| format!("{HEAD}{body}\n").into_bytes();
    let config = "[site]\ntitle = \"Kites\"\n[theme]\nlogo = \"logo.gif\"\n[home]\npopular = \"weight\"\n";
    vec![
        ("hexapla.toml", config.as_bytes().to_vec()),
        ("content/en-US/fold.md", article("Fold it twice.\n\n![A kite](kite.gif)\n\n[Tie](tie.md)")),
        (
            "content/en-US/tie.md",
            article(
                "Tie your kite.\n\n:::code language=\"sh\" source=\"tie.sh\":::\n\n[!INCLUDE [Knots](knots.md)]",
            ),
        ),
        ("content/en-US/knots.md", article("Knots hold.")),
        ("content/en-US/tie.sh", b"tie --well\n".to_vec()),
        ("content/en-US/kite.gif", PICTURE.to_vec()),
        ("content/logo.gif", PICTURE.to_vec()),
        ("content/da-DK/fold.md", article(&unit(101, "Fold den to gange.", "Fold it twice."))),
        ("locales/da-DK/articles/tie.ftl", b"# Source: Tie your kite.\nu-1 = Bind din drage.\n".to_vec()),
        ("locales/da-DK/site.ftl", "next = Næste\n".as_bytes().to_vec()),
        ("locales/da-DK/glossary.ftl", b"-kite = drage\n".to_vec()),
        ("locales/en-US/glossary.ftl", b"-kite = kite\n".to_vec()),
        ("locales/en-US/synonyms.txt", b"kite, dragon\n".to_vec()),
        ("themes/default/templates/parts/footer.html", b"<footer>{{ site.title }}</footer>\n".to_vec()),
    ]
}

fn site() -> Site {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let all = files();
    let texts: Vec<(&str, String)> = all.iter().map(|(path, bytes)| (*path, text(bytes))).collect();
    Site::of(&texts.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>())
}

#[test]
fn a_build_whose_kth_reading_fails_is_the_same_or_unusable() {
    let site = site();
    let sound = FaultySources::sound(&site.sources);
    let expected = Built::of(&sound, &site.config);
    assert!(!expected.report.unusable, "{}", expected.told);
    let readings = sound.readings();
    assert!(readings >= files().len(), "{readings} readings of {} files", files().len());
    let (mut unusable, mut all) = (0, 0);
    let faults = [Fault::Refused, Fault::Gone, Fault::Changed];
    for (fault, lasts) in faults.into_iter().flat_map(|fault| [(fault, false), (fault, true)]) {
        for first in 0..readings {
            let faulty = FaultySources::new(&site.sources, fault, first, lasts);
            let built = Built::of(&faulty, &site.config);
            all += 1;
            if built.exit() == 2 {
                unusable += 1;
                let codes: Vec<&str> = built.report.diagnostics.iter().map(|each| each.code.name()).collect();
                assert!(
                    !codes.is_empty() && codes.iter().all(|code| *code == "input-unreadable"),
                    "{}",
                    built.told
                );
            } else {
                // Nothing failed: a file that changed before it was read first is a state of the site like any other.
                assert_eq!(fault, Fault::Changed, "number {first}: {}", built.told);
            }
        }
    }
    println!("{unusable} of {all} builds unusable, {readings} readings each");
    assert!(unusable >= 4 * readings);
}

#[test]
fn the_diagnostics_of_a_failing_disk_are_the_same_at_every_run() {
    let site = site();
    let told = || {
        let faulty = FaultySources::new(&site.sources, Fault::Refused, 0, true);
        Built::of(&faulty, &site.config).told
    };
    let first = told();
    assert!(first.contains("content/en-US/tie.md"), "{first}");
    assert!((0..5).all(|_| told() == first));
}

/// The command with a limit on open files, and none that it inherits.
fn limited(site: &Path, files: usize, arguments: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    let script = format!(
        "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n {files} && exec \"$0\" {arguments} \"$1\""
    );
    command.args(["-c", &script]).arg(env!("CARGO_BIN_EXE_hexapla")).arg(site);
    let output = command.env("HOME", site).stdin(Stdio::null()).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn on_disk() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, bytes) in files() {
        let file = home.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    home
}

fn output(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = home.join("public");
    let name = |file: &Path| file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
    files_below(&folder).into_iter().map(|file| (name(&file), fs::read(&file).unwrap())).collect()
}

#[test]
fn too_few_open_files_leave_the_old_site_or_make_the_whole_new_one() {
    let home = on_disk();
    assert_eq!(limited(home.path(), 256, "build").0, Some(0));
    let old = output(home.path());
    let new_article = format!("{HEAD}Fold it three times.\n");
    fs::write(home.path().join("content/en-US/knots.md"), &new_article).unwrap();
    let mut failed = 0;
    // With fewer, the system cannot load the program.
    for files in 4..24 {
        let (code, told) = limited(home.path(), files, "build");
        if code == Some(0) {
            break;
        }
        failed += 1;
        assert_eq!(code, Some(2), "at {files} files: {told}");
        assert!(told.contains("too many open files"), "at {files} files: {told}");
        assert_eq!(output(home.path()), old, "at {files} files: {told}");
    }
    assert!(failed >= 2, "only {failed} limits were too low");
    assert_eq!(limited(home.path(), 256, "build").0, Some(0));
    assert!(output(home.path()) != old, "the change is published in the end");
}

#[test]
fn every_command_ends_with_2_where_a_folder_cannot_be_listed() {
    let home = on_disk();
    let before = files_below(home.path());
    for command in [
        "build",
        "check",
        "extract",
        "status",
        "memory",
        "pseudo",
        "export --side target --output out",
        "status --errors",
    ] {
        let (code, told) = limited(home.path(), 4, command);
        assert_eq!(code, Some(2), "{command}: {told}");
        assert!(told.contains("too many open files"), "{command}: {told}");
    }
    assert_eq!(files_below(home.path()), before, "nothing was written");
}

/// What drops the failure of a reading, in the code that lists and reads inputs. A text that the rule cannot judge is named with why.
const DROPS: [&str; 9] = [
    ".exists()",
    "Result::ok",
    ".flatten()",
    "fs::read(",
    "fs::read_to_string(",
    ").ok()?",
    ".is_ok_and(",
    "unwrap_or_default()",
    "path().is_dir()",
];

const INPUT_FILES: [&str; 4] = ["host::disk", "host::walk", "host::site", "host::git"];

const KEPT: [(&str, &str); 9] = [
    ("host::disk", "fs::metadata(self.on_disk(path)?).ok()?"),
    ("host::disk", "metadata.modified().ok()?"),
    ("host::disk", "age > CLOCK_STEP"),
    ("host::disk", "self.roots.get(&root).map(|listed| listed.files.clone()).unwrap_or_default()"),
    ("host::disk", ".ok()?"),
    ("host::site", "let bytes = fs::read(&file).map_err(|error| HostError::io(\"read\", &file, &error))?;"),
    ("host::site", "name.split('-').next().unwrap_or_default()"),
    ("host::git", "if log.as_ref().is_ok_and(|log| log.is_whole)"),
    ("host::git", "child.wait().is_ok_and(|status| status.code().is_none())"),
];

#[test]
fn no_reading_of_an_input_drops_its_failure() {
    let house = House::read();
    let mut found = Vec::new();
    for module in INPUT_FILES {
        for line in house.texts[module].lines().filter(|line| !line.trim_start().starts_with("//")) {
            let is_kept = KEPT.iter().any(|(own, text)| *own == module && line.contains(text));
            if DROPS.iter().any(|drop| line.contains(drop)) && !is_kept {
                found.push(format!("{module}: {}", line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    // Elsewhere there is no way to the disk but `Sources`, whose `read` is no `Result`.
    let is_host = |module: &str| ["host", "cli", "dev_server"].iter().any(|room| module.starts_with(room));
    let direct: Vec<&String> = house
        .texts
        .iter()
        .filter(|(module, text)| {
            !is_host(module) && (text.contains("std::fs") || text.contains("File::open"))
        })
        .map(|(module, _)| module)
        .collect();
    assert!(direct.is_empty(), "{direct:?}");
}

#[test]
fn a_time_that_is_no_number_is_an_error_of_the_call() {
    let home = on_disk();
    let status = |epoch: &str, command: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_hexapla"));
        run.arg(command).arg(home.path()).env("HOME", home.path()).env("SOURCE_DATE_EPOCH", epoch);
        let output = run.stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for command in ["build", "check", "status"] {
        for epoch in ["abc", "-1", "1e9", "12:00", "99999999999999999999", "18446744073709551615", "0x10"] {
            let (code, told) = status(epoch, command);
            assert_eq!(code, Some(2), "{epoch}: {told}");
            assert!(told.contains("SOURCE_DATE_EPOCH"), "{told}");
        }
        for epoch in ["", "0", "1767225600", " 1767225600\n"] {
            assert_eq!(status(epoch, command).0, Some(0), "{epoch:?}: {}", status(epoch, command).1);
        }
    }
}
