//! Holds that a file call that fails leaves the old site or makes the whole new one: each call of each kind, read or write, once and
//! from then on.

mod library;
mod site;

use std::path::{Path, PathBuf};

use crate::generated::is_long;

use self::library::{
    Call, EACCES, EAGAIN, EDQUOT, EIO, EMFILE, ENOSPC, EROFS, ESTALE, Failure, Fault, Run, library, run,
};
use self::site::{Kites, State, Version};

const READS: [&str; 5] = ["stat", "resolve", "open", "read", "list"];

const WRITES: [&str; 10] =
    ["create", "write", "rename", "link", "remove", "folder", "sync", "resize", "mode", "lock"];

const BUILD: [&str; 3] = ["build", "--quiet", "site"];

/// Calls of which one after the other fails.
struct Series<'a> {
    name: &'a str,
    command: &'a [&'a str],
    below: Vec<PathBuf>,
    kinds: &'a [&'a str],
    failure: Failure,
    lasts: bool,
    is_short: bool,
    /// How many of them fail in the short form.
    wanted: usize,
}

/// What became of the runs of a series.
#[derive(Default)]
struct Tally {
    calls: usize,
    runs: usize,
    old: usize,
    new: usize,
    /// What is wrong: another site, a wrong code, no reason, something left behind.
    wrong: Vec<String>,
    /// Runs that left something behind, rightly or not.
    leftover: usize,
}

/// The numbers of the calls to fail, from 1: all in the long form, else so many, evenly spread from the first to the last.
fn numbers(all: usize, wanted: usize) -> Vec<usize> {
    let wanted = if is_long() { all } else { wanted.min(all) };
    let at = |number: usize| 1 + number * (all - 1) / (wanted - 1).max(1);
    let mut numbers: Vec<usize> = (0..wanted).map(at).collect();
    numbers.dedup();
    numbers
}

/// A command on the new version, where the old one is published: what there is before it, and after it where nothing fails.
struct Expected {
    before: State,
    after: State,
    clean: Run,
}

impl Expected {
    fn of(kites: &Kites, command: &[&str]) -> Self {
        let before = reset(kites);
        let clean = run(&kites.home, command, None);
        let after = kites.state();
        assert_eq!(reset(kites), before, "the old version comes back");
        Self { before, after, clean }
    }

    /// True where a run ended as one with no failure does.
    fn is_clean(&self, run: &Run) -> bool {
        (run.code, &run.stdout, &run.stderr) == (self.clean.code, &self.clean.stdout, &self.clean.stderr)
    }
}

/// The old version is published, and the new one is there to be built.
fn reset(kites: &Kites) -> State {
    let _ = std::fs::remove_dir_all(kites.home.join("exported"));
    kites.publish_old();
    kites.set(Version::New);
    kites.state()
}

impl Series<'_> {
    fn fault(&self, first: usize) -> Fault<'_> {
        Fault {
            below: &self.below,
            kinds: self.kinds,
            first,
            lasts: self.lasts,
            failure: self.failure,
            is_short: self.is_short,
        }
    }

    /// True for a command whose files belong to people, and are written one after the other.
    fn writes_one_by_one(&self) -> bool {
        self.command[0] == "extract"
    }

    /// Fails the calls, and prints what became of the runs.
    fn hold(&self, kites: &Kites, expected: &Expected) -> Tally {
        let counted = run(&kites.home, self.command, Some(&self.fault(0)));
        assert!(expected.is_clean(&counted), "{}: counting changes nothing: {}", self.name, counted.stderr);
        reset(kites);
        let mut tally = Tally { calls: counted.calls.len(), ..Tally::default() };
        assert!(tally.calls > 0, "{} {:?}: no call was counted", self.name, self.kinds);
        for first in numbers(tally.calls, self.wanted) {
            let failed = run(&kites.home, self.command, Some(&self.fault(first)));
            tally.runs += 1;
            self.judge(kites, expected, first, &failed, &mut tally);
        }
        println!(
            "| {} | {} | {:?} | {} | {} | {} | {} | {} | {} |",
            self.name,
            if self.lasts { "for ever" } else { "once" },
            self.failure.reason,
            tally.calls,
            tally.runs,
            tally.old,
            tally.new,
            tally.wrong.len(),
            tally.leftover
        );
        tally
    }

    fn judge(&self, kites: &Kites, expected: &Expected, first: usize, run: &Run, tally: &mut Tally) {
        let mut there = kites.state();
        let left: Vec<String> = there
            .keys()
            .filter(|path| !expected.before.contains_key(*path) && !expected.after.contains_key(*path))
            .cloned()
            .collect();
        there.retain(|path, _| !left.contains(path));
        let mut wrong = Vec::new();
        if there == expected.after && expected.is_clean(run) {
            tally.new += 1;
        } else if there == expected.before {
            tally.old += 1;
            wrong.extend(unexplained(&kites.home, run, self.failure));
        } else if there == expected.after {
            wrong.push(format!("the new site with code {:?}", run.code));
        } else if self.writes_one_by_one() && is_of_both(&there, expected) {
            // Each file is of one version, as a translator who stops half way has them.
            tally.old += 1;
            wrong.extend(unexplained(&kites.home, run, self.failure));
        } else {
            wrong.push(format!("another site: {}", difference(&there, expected)));
        }
        if !left.is_empty() {
            tally.leftover += 1;
            if !self.lasts {
                wrong.push(format!("left behind: {left:?}"));
            }
        }
        if there == expected.before && left.is_empty() && !self.lasts {
            // Nothing to mend.
        } else {
            let mended = library::run(&kites.home, self.command, None);
            let state = kites.state();
            if state != expected.after || mended.code != expected.clean.code {
                wrong.push(format!(
                    "not mended by the next run: {} {}",
                    mended.stderr,
                    difference(&state, expected)
                ));
            }
            reset(kites);
        }
        if kites.state() != expected.before {
            wrong.push("the old version does not come back".to_owned());
            let _ = std::fs::remove_dir_all(kites.output());
            reset(kites);
        }
        if !wrong.is_empty() {
            let call = run.calls.iter().find(|call| call.has_failed);
            tally.wrong.push(format!(
                "{} {} {first} of {}: {:?}\n    {:?}: {}",
                self.name,
                self.failure.reason,
                tally.calls,
                call,
                wrong,
                run.stderr.trim()
            ));
        }
    }
}

/// What a run that leaves the old site lacks: code 2, the reason, and what failed or its folder.
fn unexplained(home: &Path, run: &Run, failure: Failure) -> Option<String> {
    if run.code != Some(2) {
        return Some(format!("the old site with code {:?}", run.code));
    }
    if !run.stderr.contains(failure.reason) {
        return Some("no reason".to_owned());
    }
    let names = |call: &Call| {
        let path = call.path.strip_prefix(home).unwrap_or(&call.path);
        let named = path.ancestors().take(2).filter_map(Path::to_str).filter(|path| !path.is_empty());
        named.into_iter().any(|path| run.stderr.contains(path))
    };
    let is_named =
        run.calls.iter().filter(|call| call.has_failed).any(|call| call.kind == "spawn" || names(call));
    (!is_named).then(|| "no path".to_owned())
}

/// True where each file is as it was, or as it is to be.
fn is_of_both(there: &State, expected: &Expected) -> bool {
    let versions = [&expected.before, &expected.after];
    there.iter().all(|(path, bytes)| versions.iter().any(|version| version.get(path) == Some(bytes)))
        && expected.before.keys().all(|path| there.contains_key(path))
}

fn difference(there: &State, expected: &Expected) -> String {
    let differs = |path: &&String| there.get(*path) != expected.after.get(*path);
    let paths: Vec<&String> = expected.after.keys().chain(there.keys()).filter(differs).collect();
    let of_old = paths.iter().filter(|path| there.get(**path) == expected.before.get(**path)).count();
    format!("{} paths differ from the new, {of_old} of them are as in the old: {paths:?}", paths.len())
}

/// Holds some series of one command.
fn all_hold(series: &[Series<'_>]) {
    if library().is_none() {
        return;
    }
    let kites = Kites::new();
    let expected = Expected::of(&kites, series[0].command);
    let mut wrong = Vec::new();
    let mut runs = 0;
    for each in series {
        let mut each = Series { below: Vec::new(), ..*each };
        each.below = if each.name.starts_with("input") { vec![kites.site()] } else { vec![kites.output()] };
        let tally = each.hold(&kites, &expected);
        runs += tally.runs;
        wrong.extend(tally.wrong);
    }
    println!("{runs} runs");
    assert!(wrong.is_empty(), "{} runs are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn series<'a>(name: &'a str, command: &'a [&'a str], kinds: &'a [&'a str], failure: Failure) -> Series<'a> {
    Series { name, command, below: Vec::new(), kinds, failure, lasts: false, is_short: false, wanted: 5 }
}

/// Each series once and from then on.
fn both<'a>(list: Vec<Series<'a>>) -> Vec<Series<'a>> {
    list.into_iter()
        .flat_map(|each| {
            let again = Series { lasts: true, below: Vec::new(), ..each };
            [each, again]
        })
        .collect()
}

/// Calls that go past the C library, or past what is counted, would never fail.
#[test]
fn the_calls_of_a_build_are_counted() {
    if library().is_none() {
        return;
    }
    let kites = Kites::new();
    let series = Series { below: vec![kites.site()], ..series("inputs", &BUILD, &["open", "bare"], EIO) };
    let counted = run(&kites.home, series.command, Some(&series.fault(0)));
    let is_open = |path: &Path| counted.calls.iter().any(|call| call.kind == "open" && call.path == path);
    let is_bare = |call: &&Call| call.kind == "bare";
    assert_eq!(counted.calls.iter().find(is_bare), None, "a file call by number");
    for path in kites.inputs() {
        assert!(is_open(&kites.site().join(path)), "{path} is not seen to be opened");
    }
}

#[test]
fn a_build_whose_kth_call_fails_on_an_input_leaves_the_old_site_or_makes_the_new_one() {
    let mut list = vec![series("inputs", &BUILD, &READS, EIO)];
    for (number, failure) in [EACCES, ESTALE, EMFILE].into_iter().enumerate() {
        list.push(Series { wanted: 3 + number, ..series("inputs", &BUILD, &READS, failure) });
    }
    all_hold(&both(list));
}

#[test]
fn a_build_whose_kth_reading_of_its_output_fails_leaves_the_old_site_or_makes_the_new_one() {
    let mut list = Vec::new();
    for failure in [EIO, EACCES, EMFILE] {
        list.push(series("output, reads", &BUILD, &READS, failure));
    }
    all_hold(&both(list));
}

#[test]
fn a_build_whose_kth_writing_fails_leaves_the_old_site_or_makes_the_new_one() {
    let mut list =
        vec![Series { is_short: true, ..series("output, short writes", &BUILD, &["write"], ENOSPC) }];
    for failure in [EIO, EDQUOT, EROFS] {
        list.push(series("output, writes", &BUILD, &WRITES, failure));
    }
    for kind in &["create", "write", "rename", "link", "remove", "folder", "lock"] {
        let kinds = std::slice::from_ref(kind);
        list.push(Series { wanted: 3, ..series("output, each write", &BUILD, kinds, ENOSPC) });
    }
    all_hold(&both(list));
}

#[test]
fn a_build_that_cannot_start_git_leaves_the_old_site() {
    all_hold(&both(vec![series("input, git", &BUILD, &["spawn"], EAGAIN)]));
}

#[test]
fn a_command_whose_kth_call_fails_on_an_input_writes_nothing() {
    for command in [
        &["check", "--quiet", "site"] as &[&str],
        &["status", "--quiet", "site"],
        &["extract", "--quiet", "site"],
        &["export", "--quiet", "--side", "target", "--output", "exported", "site"],
    ] {
        all_hold(&both(vec![series("inputs", command, &READS, EIO)]));
    }
}
