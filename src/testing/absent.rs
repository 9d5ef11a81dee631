//! Owns what a test does where something that it needs is absent: it fails where CI is to have it, and prints *skipped* elsewhere.
//!
//! The articles and sets that lie beside the project are looked for in `HEXAPLA_SHARED`, else in `../shared`. A CI that is to run
//! without them says so by `HEXAPLA_SHARED=none`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file or folder that lies beside the project.
///
/// # Panics
/// In CI, where it is absent although CI is to have it.
pub fn shared(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os("HEXAPLA_SHARED");
    if named.as_deref().is_some_and(|named| named == "none") {
        skipped(&format!("`{name}` (HEXAPLA_SHARED=none)"));
        return None;
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = named.map_or(beside, PathBuf::from).join(name);
    if !path.exists() {
        required_in_ci(&path.display().to_string());
        return None;
    }
    Some(path)
}

/// Says that a test did nothing, since something is absent that CI is to have.
///
/// # Panics
/// In CI.
pub fn required_in_ci(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what} is absent, and CI is to have it");
    skipped(what);
}

/// Says that a test did nothing, since something is absent that not even CI need have.
pub fn skipped(what: &str) {
    // Not by `eprintln`, whose output is kept from people where a test passes.
    let _ = writeln!(std::io::stderr().lock(), "skipped: {what} is absent");
}
