//! Owns what a watcher reports: that something about a site changed.

use std::path::PathBuf;
use std::sync::Arc;

/// A change to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SiteChange {
    /// This file or folder changed.
    Path(PathBuf),
    /// It is unknown where, or everything may have changed.
    Anything,
}

/// The callback for changes, which is called on another thread.
pub(crate) type ChangeListener = Arc<dyn Fn(SiteChange) + Send + Sync>;
