//! Holds that a failure stays in the log, and that a file must be the same at each reading.

use super::ReadLog;
use crate::source::{Root, SourcePath};

fn path(name: &str) -> SourcePath {
    SourcePath::new(Root::Content, name)
}

#[test]
fn a_failure_stays_whatever_is_made_of_the_reading() {
    let log = ReadLog::default();
    let reading = log.failed(&path("b.md"), "input/output error");
    assert!(reading.has_failed());
    assert_eq!(reading.absence(), None, "it is not gone");
    assert_eq!(reading.bytes(), None);
    let _ = log.failed(&path("a.md"), "permission denied");
    let _ = log.failed(&path("b.md"), "too many open files");
    let failures: Vec<(String, String)> =
        log.failures().into_iter().map(|each| (each.path.path.to_string(), each.reason)).collect();
    let expected = [("a.md", "permission denied"), ("b.md", "input/output error")];
    assert_eq!(failures, expected.map(|(path, why)| (path.to_owned(), why.to_owned())));
    log.clear_failures();
    assert!(log.failures().is_empty());
}

#[test]
fn bytes_that_change_between_two_readings_are_a_failure() {
    let log = ReadLog::default();
    assert_eq!(log.read(&path("a.md"), b"one".to_vec()).bytes().unwrap(), b"one");
    assert_eq!(log.read(&path("a.md"), b"one".to_vec()).bytes().unwrap(), b"one");
    assert!(log.failures().is_empty());
    assert!(log.read(&path("a.md"), b"two".to_vec()).has_failed());
    assert_eq!(log.failures()[0].reason, "it changed while it was read; run again");
    log.clear_failures();
    log.invalidate(&path("a.md"));
    assert_eq!(log.read(&path("a.md"), b"two".to_vec()).bytes().unwrap(), b"two");
}

#[test]
fn what_was_never_there_is_absent_and_what_was_read_is_not() {
    let log = ReadLog::default();
    assert_eq!(log.absent(&path("a.md"), "no such file").absence(), Some("no such file"));
    assert!(log.failures().is_empty());
    let _ = log.read(&path("a.md"), b"one".to_vec());
    assert!(log.absent(&path("a.md"), "no such file").has_failed());
    assert_eq!(log.failures().len(), 1);
}
