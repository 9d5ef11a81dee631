//! Owns a run of the program in which a file call fails: the library that fails it, compiled once, and what became of the run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs, process};

use crate::absent::{required_in_ci, skipped};

/// The source of the library.
pub const SOURCE: &str = include_str!("failing_calls.c");

/// An error of the system, and how the program reports it.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    pub number: i32,
    pub reason: &'static str,
}

const fn failure(number: i32, reason: &'static str) -> Failure {
    Failure { number, reason }
}

pub const EIO: Failure = failure(5, "input/output error");
pub const EAGAIN: Failure = failure(11, "resource temporarily unavailable");
pub const EACCES: Failure = failure(13, "permission denied");
pub const EMFILE: Failure = failure(24, "too many open files");
pub const ENOSPC: Failure = failure(28, "no space left on device");
pub const EROFS: Failure = failure(30, "read-only file system");
pub const ESTALE: Failure = failure(116, "stale file handle");
pub const EDQUOT: Failure = failure(122, "disk quota exceeded");

/// Which call fails, and how.
#[derive(Clone, Debug)]
pub struct Fault<'a> {
    /// A call counts below these folders.
    pub below: &'a [PathBuf],
    pub kinds: &'a [&'a str],
    /// The number of the first call that fails, from 1; 0 where none does.
    pub first: usize,
    /// True where all later ones fail too.
    pub lasts: bool,
    pub failure: Failure,
    /// True where half of the bytes are written before a write fails.
    pub is_short: bool,
}

/// A call that counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub has_failed: bool,
    pub kind: String,
    pub function: String,
    pub path: PathBuf,
}

/// What became of a run.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub calls: Vec<Call>,
}

/// The compiled library; `None`, and a line that says so, where this machine cannot have it.
pub fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(compiled).as_deref()
}

fn compiled() -> Option<PathBuf> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        skipped("Linux with glibc");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, made) = (folder.join("failing_calls.c"), folder.join(format!("made-{}.so", process::id())));
    fs::create_dir_all(folder).unwrap();
    fs::write(&source, SOURCE).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&made);
    match compiler.arg(&source).arg("-ldl").output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            required_in_ci("`cc`");
            return None;
        }
    }
    // Another run of the tests may be using the one of before.
    let library = folder.join("failing_calls.so");
    fs::rename(made, &library).unwrap();
    Some(library)
}

/// A command of the program that runs in a folder: on one thread, so that its calls come in the same order each time.
pub fn program(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(arguments).current_dir(home).env("HOME", home).env("RAYON_NUM_THREADS", "1");
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("LD_PRELOAD");
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end. With a fault, its calls are counted, and those fail that it names.
pub fn run(home: &Path, arguments: &[&str], fault: Option<&Fault<'_>>) -> Run {
    let mut command = program(home, arguments);
    let log = tempfile::NamedTempFile::new().unwrap();
    if let (Some(fault), Some(library)) = (fault, library()) {
        let below: Vec<&str> = fault.below.iter().map(|folder| folder.to_str().unwrap()).collect();
        command.env("LD_PRELOAD", library).env("FAULT_LOG", log.path());
        command
            .env("FAULT_BELOW", below.join(":"))
            .env("FAULT_KINDS", format!(",{},", fault.kinds.join(",")));
        command.env("FAULT_AT", fault.first.to_string());
        command.env("FAULT_LASTS", u8::from(fault.lasts).to_string());
        command.env("FAULT_ERRNO", fault.failure.number.to_string());
        command.env("FAULT_SHORT", u8::from(fault.is_short).to_string());
    }
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run {
        code: output.status.code(),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
        calls: text(&fs::read(log.path()).unwrap()).lines().map(call).collect(),
    }
}

fn call(line: &str) -> Call {
    let mut parts = line.splitn(4, ' ');
    let mut next = || parts.next().unwrap_or_default().to_owned();
    Call { has_failed: next() == "!", kind: next(), function: next(), path: PathBuf::from(next()) }
}
