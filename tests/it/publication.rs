//! Holds what readers meet while a site is put in place, and what they meet afterwards where the build was killed on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use hexapla::{Guarded, OutputFolder};

use crate::serve::Site;

/// How many articles each of the two versions has; some are in one of them alone.
const ARTICLES: usize = 60;

/// Builds that are killed while they put files in place one by one.
const KILLED: usize = 48;

/// Builds that are killed, or asked to end, around the exchange of the folder.
const ENDED: usize = 12;

/// Two versions of a site: another accent, so that every page asks for another stylesheet, other words, and some other articles.
fn versions() -> [Site; 2] {
    ["#0b57d0", "#8c1d18"].map(|accent| {
        let site = Site::new();
        let settings = format!("[site]\ntitle = \"Kites\"\n[theme]\naccent = \"{accent}\"\n");
        site.write("hexapla.toml", &settings);
        for number in 0..ARTICLES {
            let key = match number % 6 {
                0 => format!("only/{}/kite{number}", &accent[1..]),
                _ => format!("kite{number}"),
            };
            let body = format!("Fold kite {number} of {} twice.", accent.replace('#', "word"));
            site.article("en-US", &key, &format!("Kite {number}"), &body);
        }
        site
    })
}

fn build(site: &Site, output: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(["build", "--quiet", "--output"]).arg(output).arg(site.home.path());
    command.env("HOME", site.home.path()).stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::null());
    command.spawn().unwrap()
}

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder by path, our own left out.
fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let read = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, fs::read(entry.path()).unwrap())
    });
    read.filter(|(path, _)| !path.starts_with(".hexapla-")).collect()
}

/// What is wrong with a folder for those who read it: a file that is of neither version, a page of both that is missing, or a
/// version of which some page or beginning is there and something that it may ask for is not.
fn trouble(there: &Files, versions: &[Files; 2]) -> Vec<String> {
    let mut trouble = Vec::new();
    for (path, bytes) in there {
        if versions.iter().all(|version| version.get(path) != Some(bytes)) {
            trouble.push(format!("{path} is of neither version"));
        }
    }
    let of_both = versions[0].keys().filter(|path| versions[1].contains_key(*path));
    trouble
        .extend(of_both.filter(|path| !there.contains_key(*path)).map(|path| format!("{path} is missing")));
    for (version, other) in [(&versions[0], &versions[1]), (&versions[1], &versions[0])] {
        let differs = |path: &String| other.contains_key(path) && other.get(path) != version.get(path);
        let is_met = version.iter().any(|(path, bytes)| differs(path) && there.get(path) == Some(bytes));
        let asked_for = version.keys().filter(|path| !other.contains_key(*path) && is_met);
        trouble.extend(
            asked_for
                .filter(|path| !there.contains_key(*path))
                .map(|path| format!("{path} is missing, though pages of its version are there")),
        );
    }
    trouble
}

fn is_of_one(there: &Files, versions: &[Files; 2]) -> Option<usize> {
    versions.iter().position(|version| there == version)
}

/// What each version is like where nothing was before.
fn clean(sites: &[Site; 2], scratch: &Path) -> [Files; 2] {
    [0, 1].map(|version| {
        let folder = scratch.join(format!("clean{version}"));
        assert!(build(&sites[version], &folder).wait().unwrap().success());
        files(&folder)
    })
}

/// How often something is tried that the long form tries ten times as often.
fn ended() -> usize {
    if std::env::var_os("HEXAPLA_LONG").is_some_and(|value| value == "1") { 10 * ENDED } else { ENDED }
}

/// Waits until a build begins to put its site together, or ends; how long it goes on then is spread over the rounds.
fn wait_for_publication(build: &mut Child, next: &Path, round: usize, longest: Duration) {
    while !next.exists() && build.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
    let since = Instant::now();
    let wanted = longest.mul_f64(round as f64 / ended() as f64);
    while since.elapsed() < wanted {
        std::hint::spin_loop();
    }
}

/// How long a build needs from when it begins to put its site together until it has ended.
fn time_of_publication(mut build: Child, next: &Path) -> Duration {
    wait_for_publication(&mut build, next, 0, Duration::ZERO);
    let since = Instant::now();
    build.wait().unwrap();
    since.elapsed()
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_one_version() {
    let sites = versions();
    let scratch = tempfile::tempdir().unwrap();
    let clean = clean(&sites, scratch.path());
    let (output, next) = (scratch.path().join("public"), scratch.path().join(".public.hexapla-next"));
    assert!(build(&sites[0], &output).wait().unwrap().success());
    let longest = time_of_publication(build(&sites[1], &output), &next);
    let (mut there, mut on_the_way, mut seen) = (1, 0, [0, 0]);
    for round in 0..ended() {
        let wanted = 1 - there;
        let mut build = build(&sites[wanted], &output);
        wait_for_publication(&mut build, &next, round, longest);
        on_the_way += usize::from(build.try_wait().unwrap().is_none());
        let _ = build.kill();
        build.wait().unwrap();
        let found = is_of_one(&files(&output), &clean);
        assert!(found.is_some(), "round {round}: {:?}", trouble(&files(&output), &clean));
        seen[usize::from(found == Some(wanted))] += 1;
        there = found.unwrap();
    }
    println!("{on_the_way} of {} builds were killed, {seen:?} left the old and the new version", ended());
    assert!(on_the_way > ended() / 3, "{on_the_way} were killed on the way");
    assert!(build(&sites[0], &output).wait().unwrap().success());
    assert_eq!(is_of_one(&files(&output), &clean), Some(0));
    assert!(!next.exists());
}

#[test]
fn a_build_that_a_signal_ends_leaves_one_version_and_nothing_else() {
    let sites = versions();
    let scratch = tempfile::tempdir().unwrap();
    let clean = clean(&sites, scratch.path());
    let output = scratch.path().join("deep/public");
    let next = scratch.path().join("deep/.public.hexapla-next");
    let staging = output.join(".hexapla-staging");
    let mut there = None;
    let mut ended_by_signal = 0;
    for round in 0..ended() {
        let wanted = there.map_or(0, |version| 1 - version);
        let mut build = build(&sites[wanted], &output);
        // In turns while pages are rendered, and while they are put in place.
        let begin = if round % 2 == 0 { &staging } else { &next };
        wait_for_publication(&mut build, begin, round, Duration::from_millis(30));
        let (signal, number) = [("INT", 2), ("TERM", 15), ("HUP", 1)][round % 3];
        let _ = Command::new("kill").args(["-s", signal, &build.id().to_string()]).output().unwrap();
        let status = build.wait().unwrap();
        ended_by_signal += usize::from(status.signal() == Some(number));
        assert!(status.success() || status.signal() == Some(number), "round {round}: {status:?}");
        assert!(!staging.exists() && !next.exists(), "round {round}");
        if there.is_none() && !output.exists() {
            assert!(!output.parent().unwrap().exists(), "round {round}: a folder was made for nothing");
            continue;
        }
        let found = is_of_one(&files(&output), &clean);
        assert!(found.is_some(), "round {round}: {:?}", trouble(&files(&output), &clean));
        there = found;
    }
    println!("{ended_by_signal} of {} builds were ended by a signal", ended());
    assert!(ended_by_signal > ended() / 3, "{ended_by_signal} were ended by a signal");
}

#[test]
fn a_build_that_is_killed_leaves_whole_pages_and_the_next_finishes_it_first() {
    let sites = versions();
    let scratch = tempfile::tempdir().unwrap();
    let clean = clean(&sites, scratch.path());
    // A folder that cannot be exchanged gets its files one by one.
    let output = scratch.path().join("public");
    fs::create_dir(scratch.path().join("real")).unwrap();
    std::os::unix::fs::symlink(scratch.path().join("real"), &output).unwrap();
    assert!(build(&sites[0], &output).wait().unwrap().success());
    let shared: Vec<PathBuf> = turns(&clean).into_iter().map(|path| output.join(path)).collect();
    let guarded = Guarded::of(&hexapla::Site::find(sites[0].home.path()).unwrap());
    let (mut there, mut mixed) = (0, 0);
    for round in 0..KILLED {
        let next = 1 - there;
        let watched = &shared[round * shared.len() / KILLED];
        kill_after_change(build(&sites[next], &output), watched);
        if round % 4 == 3 {
            // What finishes it may be killed as well.
            kill_after_change(build(&sites[next], &output), shared.last().unwrap());
        }
        let left = files(&output);
        assert_eq!(trouble(&left, &clean), Vec::<String>::new(), "round {round}");
        let was_mixed = is_of_one(&left, &clean).is_none();
        mixed += usize::from(was_mixed);
        // The next build may fail for reasons of its own: the site is of one version all the same.
        let opened = OutputFolder::open(&output, &guarded).unwrap();
        assert!(opened.finished_earlier() || !was_mixed, "round {round}");
        opened.discard();
        let finished = is_of_one(&files(&output), &clean);
        assert!(finished.is_some_and(|version| version == next || !was_mixed), "round {round}: {finished:?}");
        there = finished.unwrap();
    }
    println!("{mixed} of {KILLED} builds were killed on the way");
    assert!(mixed > 0, "none of {KILLED} builds was killed while it put its site in place");
    assert!(build(&sites[0], &output).wait().unwrap().success());
    assert_eq!(is_of_one(&files(&output), &clean), Some(0));
}

/// Files that both versions have with other bytes, in the order in which they are put in place.
fn turns(clean: &[Files; 2]) -> Vec<&String> {
    let differs = |path: &&String| clean[1].get(*path).is_some_and(|bytes| *bytes != clean[0][*path]);
    let mut all: Vec<&String> = clean[0].keys().filter(differs).collect();
    all.sort_by_key(|path| path.ends_with(".html"));
    all
}

/// Kills a build once it has put one file in place.
fn kill_after_change(mut build: Child, watched: &Path) {
    let before = fs::read(watched).unwrap();
    while fs::read(watched).unwrap() == before && build.try_wait().unwrap().is_none() {}
    let _ = build.kill();
    build.wait().unwrap();
}

#[test]
fn while_a_site_is_put_in_place_readers_meet_whole_pages_that_find_what_they_ask_for() {
    let sites = versions();
    let output = tempfile::tempdir().unwrap();
    let output = output.path().join("public");
    assert!(build(&sites[0], &output).wait().unwrap().success());
    let pages: BTreeSet<String> = files(&output).into_keys().filter(|path| is_shared_page(path)).collect();
    let done = AtomicBool::new(false);
    let (read, troubles) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut read, mut troubles) = (0, Vec::new());
            while !done.load(Ordering::Relaxed) {
                for page in &pages {
                    troubles.extend(meet(&output, page));
                    read += 1;
                }
            }
            (read, troubles)
        });
        for round in 0..8 {
            assert!(build(&sites[(round + 1) % 2], &output).wait().unwrap().success());
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    println!("{read} pages were read meanwhile");
    assert_eq!(troubles, Vec::<String>::new());
    assert!(read > pages.len());
}

fn is_shared_page(path: &str) -> bool {
    path.ends_with(".html") && !path.contains("only/")
}

/// Reads a page and then its stylesheet; tells what a reader would find broken. A reader who comes in between gets a newer page.
fn meet(output: &Path, page: &str) -> Option<String> {
    loop {
        let Ok(html) = fs::read_to_string(output.join(page)) else {
            return Some(format!("{page} is missing"));
        };
        if !html.trim_end().ends_with("</html>") {
            return Some(format!("{page} is not whole"));
        }
        let assets = html.split("assets/").skip(1).filter_map(|rest| rest.split(['"', '&']).next());
        let missing = assets.map(|name| output.join("assets").join(name)).find(|file| !file.exists())?;
        if fs::read_to_string(output.join(page)).is_ok_and(|again| again == html) {
            return Some(format!("{page} asks for {}, which is not there", missing.display()));
        }
    }
}

#[test]
fn a_note_of_an_ended_build_that_leads_elsewhere_is_not_believed() {
    let sites = versions();
    let output = sites[0].path("public");
    assert!(build(&sites[0], &output).wait().unwrap().success());
    let before = files(&output);
    let staging = output.join(".hexapla-staging");
    let guarded = Guarded::of(&hexapla::Site::find(sites[0].home.path()).unwrap());
    let list = fs::read_to_string(output.join(".hexapla-manifest")).unwrap();
    for (note, list) in [
        ("0  ../victim\n", list.as_str()),
        ("0  mine.txt\n", &list),
        ("../../hexapla.toml  index.html\n", &list),
        ("0\n", &list),
        ("0  index.html\n", "damaged"),
        ("0  index.html\n", "hexapla manifest 1\n0123456789  ../victim\n"),
    ] {
        fs::create_dir_all(&staging).unwrap();
        fs::write(staging.join("0"), "forged").unwrap();
        fs::write(staging.join("journal"), note).unwrap();
        fs::write(staging.join(".hexapla-manifest"), list).unwrap();
        let opened = OutputFolder::open(&output, &guarded).unwrap();
        assert!(!opened.finished_earlier(), "{note:?}");
        opened.discard();
        assert_eq!(files(&output), before, "{note:?}");
        assert!(!sites[0].path("victim").exists() && sites[0].path("hexapla.toml").exists());
    }
}
