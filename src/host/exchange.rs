//! Owns publishing in one step: the whole new tree is made beside the output folder and exchanged with it, so that readers meet the old
//! site or the new one at every moment, whatever happens to the build.
//!
//! The tree holds hard links to all that stays, files of others among them, and to what was staged. It is made only where something
//! changed. Where links or the exchange cannot be had, the files are put in place one after the other (`publication`).

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::journal::Journal;
use super::manifest;
use super::reason;
use super::staging::{LOCK, STAGING, StagedSite};
use super::unpublished::{self, remove_tree};

/// The folder beside an output folder in which the next site is put together.
pub(super) fn next_folder(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    Some(folder.parent()?.join(format!(".{name}.hexapla-next")))
}

/// Removes what a build that was killed left beside an output folder: an earlier site, or a part of one. Only a folder with our lock in
/// it is ours.
pub(super) fn clear_leftovers(folder: &Path) {
    let Some(next) = next_folder(folder) else { return };
    let _ = if next.join(LOCK).exists() { remove_tree(&next) } else { fs::remove_dir(&next) };
}

/// Publishes all steps of a journal at once; `gone` are the files of earlier builds that this one does not have.
///
/// # Errors
/// Why the folder cannot be exchanged. It is unchanged then.
pub(super) fn exchange(output: &StagedSite, journal: &Journal, gone: &[String]) -> Result<(), String> {
    let folder = &output.folder;
    if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err("it is a symbolic link".to_owned());
    }
    let next = next_folder(folder).ok_or("its name is not UTF-8")?;
    let tree = NextTree::new(output, journal, gone, &next);
    let made = tree.make().and_then(|()| {
        let publishing = unpublished::publishing();
        tree.carry_over(folder, &next)?;
        swap(&next, folder)?;
        // From here on the new site is in place, and no failure can damage it.
        let _ = tree.carry_over(&next, folder);
        let _ = remove_tree(&next).or_else(|_| remove_tree(&next));
        drop(publishing);
        Ok(())
    });
    made.map_err(|error| {
        clear_leftovers(folder);
        reason(&error)
    })
}

#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

/// The tree of the next site.
struct NextTree<'a> {
    output: &'a StagedSite,
    journal: &'a Journal,
    next: &'a Path,
    placing: BTreeSet<&'a str>,
    gone: BTreeSet<&'a str>,
}

impl<'a> NextTree<'a> {
    fn new(output: &'a StagedSite, journal: &'a Journal, gone: &'a [String], next: &'a Path) -> Self {
        let placing = journal.placing.iter().map(|(_, path)| path.as_str()).collect();
        Self { output, journal, next, placing, gone: gone.iter().map(String::as_str).collect() }
    }

    fn make(&self) -> io::Result<()> {
        let folder = &self.output.folder;
        fs::create_dir(self.next)?;
        // First of all, so that the next build knows whose folder it is.
        fs::hard_link(folder.join(LOCK), self.next.join(LOCK))?;
        self.link_all(folder, self.next, |_| true)?;
        for (number, path) in &self.journal.placing {
            let place = self.next.join(path);
            make_folder(self.next, place.parent().unwrap_or(self.next))?;
            fs::hard_link(self.output.staged_file(*number), place)?;
        }
        fs::write(self.next.join(manifest::FILE_NAME), manifest::text(&self.journal.afterwards))?;
        self.dress()
    }

    /// Links the files of others that came or changed since the tree was made.
    fn carry_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.link_all(from, to, |path| !self.journal.afterwards.contains_key(path))
    }

    /// Gives all entries of a folder that stay a second name below another, those that have it already left out.
    fn link_all(&self, from: &Path, to: &Path, is_wanted: impl Fn(&str) -> bool) -> io::Result<()> {
        let below =
            |path: &Path| path.strip_prefix(from).map(|below| to.join(below)).map_err(io::Error::other);
        let is_own = |entry: &walkdir::DirEntry| entry.depth() == 1 && is_helper(entry.file_name().to_str());
        // Folders are made for what they hold. One that holds nothing is somebody's own.
        let mut listed: Option<PathBuf> = None;
        for entry in WalkDir::new(from).min_depth(1).into_iter().filter_entry(|entry| !is_own(entry)) {
            let entry = entry?;
            if let Some(empty) = listed.take_if(|folder| !entry.path().starts_with(folder)) {
                make_folder(to, &below(&empty)?)?;
            }
            if entry.file_type().is_dir() {
                listed = Some(entry.into_path());
                continue;
            }
            listed = None;
            let place = below(entry.path())?;
            // A name that is not UTF-8 is none of ours.
            let path = place.strip_prefix(to).ok().and_then(Path::to_str).unwrap_or_default();
            if !self.is_replaced(path, entry.file_type()) && is_wanted(path) {
                link(entry.path(), to, &place)?;
            }
        }
        listed.map_or(Ok(()), |empty| make_folder(to, &below(&empty)?))
    }

    /// True for a file of ours that this build replaces or takes away.
    fn is_replaced(&self, path: &str, kind: fs::FileType) -> bool {
        self.placing.contains(path) || (kind.is_file() && self.gone.contains(path))
    }

    /// Gives the folders of the tree the owners and rights of those that they replace, the deepest first.
    fn dress(&self) -> io::Result<()> {
        for entry in WalkDir::new(self.next).contents_first(true) {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(self.next).map_err(io::Error::other)?;
            let Ok(old) = fs::metadata(self.output.folder.join(below)) else { continue };
            let new = entry.metadata()?;
            give_to_owner(entry.path(), &new, &old)?;
            if new.permissions() != old.permissions() {
                fs::set_permissions(entry.path(), old.permissions())?;
            }
        }
        Ok(())
    }
}

/// True for the files of a folder that each tree has for itself.
fn is_helper(name: Option<&str>) -> bool {
    matches!(name, Some(STAGING | manifest::FILE_NAME | LOCK))
}

/// Gives a file a second name below a folder. One that has that name already, and is the same, stays.
fn link(file: &Path, root: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_folder(root, name.parent().unwrap_or(root))?;
            fs::hard_link(file, name)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if !is_same(&fs::symlink_metadata(name)?, &fs::symlink_metadata(file)?) {
                fs::remove_file(name)?;
                fs::hard_link(file, name)?;
            }
            Ok(())
        }
        linked => linked,
    }
}

/// Makes a folder and those around it below another. No symbolic link is taken for one.
fn make_folder(root: &Path, folder: &Path) -> io::Result<()> {
    if folder == root || fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(());
    }
    make_folder(root, folder.parent().unwrap_or(root))?;
    fs::create_dir(folder)
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn give_to_owner(folder: &Path, new: &Metadata, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    chown(folder, Some(old.uid()), Some(old.gid()))
}

#[cfg(not(unix))]
fn give_to_owner(_: &Path, _: &Metadata, _: &Metadata) -> io::Result<()> {
    Ok(())
}
