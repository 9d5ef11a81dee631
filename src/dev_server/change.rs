//! Owns what a watcher reports: that something about a site changed.

use std::path::PathBuf;
use std::sync::Arc;

/// Something happened to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteChange {
    /// To this file or folder.
    Path(PathBuf),
    /// To nobody knows what.
    Anything,
}

/// Who is told of changes, on another thread.
pub type ChangeListener = Arc<dyn Fn(SiteChange) + Send + Sync>;
