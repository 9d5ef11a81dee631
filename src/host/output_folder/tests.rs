//! Holds the promises about the output folder: whose files it touches, when, and what is left after a failure.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::host::Guarded;
use crate::host::output_folder::OutputFolder;
use crate::host::site::Site;
use crate::host::staging::{Published, Stale};
use crate::output::{OutputPath, Sink};
use tempfile::TempDir;

/// A folder that holds a site, with room for its output beside it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["site/content/da", "site/locales", "site/themes"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("site/hexapla.toml"), "").unwrap();
        fs::write(folder.path().join("site/content/da/a.md"), "").unwrap();
        Self { folder }
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn output(&self) -> PathBuf {
        self.site().join("public")
    }

    fn open_at(&self, folder: &Path) -> Result<OutputFolder, String> {
        let guarded = Guarded::of(&Site::find(&self.site()).unwrap());
        OutputFolder::open(folder, &guarded).map_err(|error| error.to_string())
    }

    fn open(&self) -> Result<OutputFolder, String> {
        self.open_at(&self.output())
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, String> {
        self.build_part(files, Stale::Remove)
    }

    fn build_part(&self, files: &[(&str, &str)], stale: Stale) -> Result<Published, String> {
        let output = self.open()?;
        for (path, text) in files {
            write(&output, path, text)?;
        }
        output.publish(stale).map_err(|error| error.to_string())
    }

    /// Everything in the output folder by path, our own list and lock left out.
    fn files(&self) -> BTreeMap<String, String> {
        let all = tree(&self.output());
        let ours = |path: &String| path == ".hexapla-manifest" || path == ".hexapla-lock";
        all.into_iter().filter(|(path, _)| !ours(path)).collect()
    }
}

fn write(output: &OutputFolder, path: &str, text: &str) -> Result<(), String> {
    output.write(&OutputPath(path.to_owned()), text.into()).map_err(|error| error.to_string())
}

/// Every entry below a folder; folders end with `/`, links with their target.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let listing = entries.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            (path + "/", String::new())
        } else if kind.is_symlink() {
            (path, fs::read_link(entry.path()).unwrap().display().to_string())
        } else {
            (path, fs::read_to_string(entry.path()).unwrap())
        }
    });
    listing.collect()
}

fn map(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    entries.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn nothing_is_in_place_before_publish() {
    let place = Place::new();
    place.build(&[("index.html", "old")]).unwrap();
    let output = place.open().unwrap();
    write(&output, "index.html", "new").unwrap();
    write(&output, "da/index.html", "new").unwrap();
    assert_eq!(fs::read_to_string(place.output().join("index.html")).unwrap(), "old");
    assert!(!place.output().join("da").exists());
    output.publish(Stale::Remove).unwrap();
    assert_eq!(place.files(), map(&[("index.html", "new"), ("da/", ""), ("da/index.html", "new")]));
}

#[test]
fn a_second_build_touches_only_what_differs() {
    let place = Place::new();
    place.build(&[("a.html", "1"), ("b.html", "1"), ("da/c.html", "1"), ("da/d/e.html", "1")]).unwrap();
    let before = fs::metadata(place.output().join("a.html")).unwrap().modified().unwrap();
    let published = place.build(&[("a.html", "1"), ("b.html", "2"), ("da/new.html", "1")]).unwrap();
    assert_eq!(published, Published { placed: 2, unchanged: 1, removed: 2, in_steps: None });
    assert_eq!(fs::metadata(place.output().join("a.html")).unwrap().modified().unwrap(), before);
    assert_eq!(place.files(), map(&[("a.html", "1"), ("b.html", "2"), ("da/", ""), ("da/new.html", "1")]));
}

#[test]
fn a_file_of_ours_that_somebody_changed_is_mended() {
    let place = Place::new();
    place.build(&[("a.html", "1"), ("b.html", "1")]).unwrap();
    fs::write(place.output().join("a.html"), "X").unwrap();
    fs::remove_file(place.output().join("b.html")).unwrap();
    place.build(&[("a.html", "1"), ("b.html", "1")]).unwrap();
    assert_eq!(place.files(), map(&[("a.html", "1"), ("b.html", "1")]));
}

#[test]
fn the_same_site_leaves_the_same_folder_whatever_was_built_before() {
    let (warm, cold) = (Place::new(), Place::new());
    warm.build(&[("x/y.html", "1"), ("z", "1"), ("a.html", "0")]).unwrap();
    for place in [&warm, &cold] {
        place.build(&[("a.html", "1"), ("z/y.html", "1"), ("x", "1")]).unwrap();
    }
    assert_eq!(tree(&warm.output()), tree(&cold.output()));
}

#[test]
fn building_a_part_keeps_the_rest() {
    let place = Place::new();
    place.build(&[("da/a.html", "1"), ("de/a.html", "1")]).unwrap();
    place.build_part(&[("da/a.html", "2")], Stale::Keep).unwrap();
    assert_eq!(place.files(), map(&[("da/", ""), ("da/a.html", "2"), ("de/", ""), ("de/a.html", "1")]));
    // What was kept is still known to be ours.
    place.build(&[("da/a.html", "2")]).unwrap();
    assert_eq!(place.files(), map(&[("da/", ""), ("da/a.html", "2")]));
}

#[test]
fn a_discarded_build_leaves_no_trace() {
    let place = Place::new();
    let before = tree(&place.site());
    let output = place.open_at(&place.site().join("deep/er/public")).unwrap();
    write(&output, "a.html", "1").unwrap();
    output.discard();
    assert_eq!(tree(&place.site()), before);
    place.build(&[("a.html", "1")]).unwrap();
    let before = tree(&place.output());
    let output = place.open().unwrap();
    write(&output, "a.html", "2").unwrap();
    drop(output);
    assert_eq!(tree(&place.output()), before);
}

#[test]
fn files_of_others_stay() {
    let place = Place::new();
    place.build(&[("a.html", "1"), ("da/a.html", "1")]).unwrap();
    fs::write(place.output().join("CNAME"), "help.example.org").unwrap();
    fs::write(place.output().join("da/notes.txt"), "mine").unwrap();
    place.build(&[("a.html", "2")]).unwrap();
    assert_eq!(
        place.files(),
        map(&[("a.html", "2"), ("CNAME", "help.example.org"), ("da/", ""), ("da/notes.txt", "mine")])
    );
}

#[test]
fn files_of_others_keep_their_rights_their_links_and_their_empty_folders() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.build(&[("a.html", "1"), ("da/a.html", "1")]).unwrap();
    let output = place.output();
    fs::create_dir_all(output.join("empty/er")).unwrap();
    symlink("a.html", output.join("link")).unwrap();
    symlink("nowhere", output.join("da/dangling")).unwrap();
    fs::set_permissions(output.join("da"), PermissionsExt::from_mode(0o700)).unwrap();
    fs::set_permissions(&output, PermissionsExt::from_mode(0o750)).unwrap();
    let inode =
        |name: &str| std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(output.join(name)).unwrap());
    let before = [inode("link"), inode("da/a.html")];
    let published = place.build(&[("a.html", "2"), ("da/a.html", "1"), ("da/b/c.html", "1")]).unwrap();
    assert_eq!(published, Published { placed: 2, unchanged: 1, removed: 0, in_steps: None });
    assert_eq!([inode("link"), inode("da/a.html")], before);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&output), mode(&output.join("da"))), (0o750, 0o700));
    let mut wanted = map(&[("a.html", "2"), ("da/", ""), ("da/a.html", "1"), ("da/b/", "")]);
    wanted.extend(map(&[("da/b/c.html", "1"), ("da/dangling", "nowhere"), ("empty/", "")]));
    wanted.extend(map(&[("empty/er/", ""), ("link", "a.html")]));
    assert_eq!(place.files(), wanted);
}

#[test]
fn nothing_is_made_where_nothing_changed() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    let inode = || fs::metadata(place.output()).unwrap().ino();
    let before = inode();
    let published = place.build(&[("a.html", "1")]).unwrap();
    assert_eq!(published, Published { placed: 0, unchanged: 1, removed: 0, in_steps: None });
    assert_eq!(inode(), before);
    place.build(&[("a.html", "2")]).unwrap();
    assert_ne!(inode(), before, "the folder is another one after an exchange");
}

#[test]
fn a_folder_that_cannot_be_exchanged_gets_its_files_one_by_one_and_says_why() {
    let place = Place::new();
    let real = place.folder.path().join("real");
    fs::create_dir(&real).unwrap();
    symlink(&real, place.output()).unwrap();
    for text in ["1", "2"] {
        let published = place.build(&[("a.html", text)]).unwrap();
        assert_eq!(published.in_steps.as_deref(), Some("it is a symbolic link"));
        assert_eq!(fs::read_to_string(real.join("a.html")).unwrap(), text);
        assert!(fs::symlink_metadata(place.output()).unwrap().is_symlink());
    }
    // The name that the next site would be put together under is taken.
    fs::remove_file(place.output()).unwrap();
    let taken = place.site().join(".public.hexapla-next");
    fs::create_dir_all(taken.join("mine")).unwrap();
    let published = place.build(&[("a.html", "1")]).unwrap();
    assert_eq!(published.in_steps.as_deref(), Some("file exists"));
    assert_eq!(tree(&taken), map(&[("mine/", "")]));
}

#[test]
fn what_a_killed_exchange_left_is_cleared_by_the_next() {
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    let next = place.site().join(".public.hexapla-next");
    for is_begun in [false, true] {
        fs::create_dir(&next).unwrap();
        if is_begun {
            fs::write(next.join(".hexapla-lock"), "").unwrap();
            fs::write(next.join("a.html"), "half").unwrap();
        }
        place.build(&[("a.html", "1")]).unwrap();
        assert!(!next.exists(), "{is_begun}");
    }
}

#[test]
fn a_file_of_others_is_never_overwritten() {
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    fs::write(place.output().join("b.html"), "mine").unwrap();
    let elsewhere = place.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, place.output().join("da")).unwrap();
    let before = place.files();
    let said = place.build(&[("a.html", "2"), ("b.html", "2")]).unwrap_err();
    assert!(said.contains("b.html: it was not written by Hexapla"), "{said}");
    let said = place.build(&[("a.html", "2"), ("da/c.html", "2")]).unwrap_err();
    assert!(said.contains("da: it is not a folder"), "{said}");
    assert_eq!(place.files(), before);
    assert!(tree(&elsewhere).is_empty());
}

#[test]
fn a_folder_with_anything_foreign_is_refused_by_name() {
    let place = Place::new();
    fs::create_dir(place.output()).unwrap();
    fs::write(place.output().join("thesis.doc"), "mine").unwrap();
    let said = place.build(&[("a.html", "1")]).unwrap_err();
    assert!(said.contains("thesis.doc, which was not written by Hexapla"), "{said}");
    assert_eq!(place.files(), map(&[("thesis.doc", "mine")]));
}

#[test]
fn guarded_folders_are_refused() {
    let place = Place::new();
    let site = place.site();
    symlink(site.join("content"), place.folder.path().join("link")).unwrap();
    symlink("/", place.folder.path().join("rootlink")).unwrap();
    let refused = [
        PathBuf::from("/"),
        PathBuf::from("."),
        PathBuf::from(".."),
        place.folder.path().to_owned(),
        site.clone(),
        site.join("content"),
        site.join("content/da"),
        site.join("content/da-DK"),
        site.join("content/en-US/public"),
        site.join("content/../content/."),
        site.join("themes/public"),
        site.join("locales"),
        place.folder.path().join("link"),
        place.folder.path().join("link/da"),
        place.folder.path().join("rootlink"),
    ];
    let before = tree(&site);
    for folder in refused {
        let said = place.open_at(&folder).unwrap_err();
        assert!(said.starts_with("refusing to write the site to"), "{}: {said}", folder.display());
    }
    assert_eq!(tree(&site), before);
}

#[test]
fn a_list_that_is_damaged_or_leads_outside_is_not_believed() {
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    fs::write(place.site().join("victim"), "mine").unwrap();
    let list = place.output().join(".hexapla-manifest");
    for text in [
        "",
        "x\n",
        "hexapla manifest 1\n0123456789  ../victim\n",
        "hexapla manifest 1\n0123456789  /etc/passwd\n",
        "hexapla manifest 1\na.html\n",
        "hexapla manifest 1\n0123456789  a.html",
    ] {
        fs::write(&list, text).unwrap();
        let said = place.build(&[("b.html", "1")]).unwrap_err();
        assert!(said.contains("is damaged"), "{text:?}: {said}");
    }
    assert!(place.site().join("victim").exists());
}

#[test]
fn nothing_is_deleted_through_a_link() {
    let place = Place::new();
    place.build(&[("da/a.html", "1"), ("b.html", "1")]).unwrap();
    let elsewhere = place.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("a.html"), "mine").unwrap();
    fs::remove_dir_all(place.output().join("da")).unwrap();
    symlink(&elsewhere, place.output().join("da")).unwrap();
    place.build(&[("b.html", "1")]).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.join("a.html")).unwrap(), "mine");
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let place = Place::new();
    let output = place.open().unwrap();
    for path in [
        "../x",
        "/x",
        "a/../../x",
        "",
        "a//b",
        "./a",
        "a/",
        ".hexapla-manifest",
        ".hexapla-staging/0",
        "a\nb",
        "a\\b",
    ] {
        assert!(write(&output, path, "x").is_err(), "{path:?}");
    }
}

#[test]
fn two_builds_at_once_are_one_too_many() {
    let place = Place::new();
    let first = place.open().unwrap();
    let said = place.open().unwrap_err();
    assert!(said.contains("another build is writing to"), "{said}");
    write(&first, "a.html", "1").unwrap();
    first.publish(Stale::Remove).unwrap();
    place.build(&[("a.html", "2")]).unwrap();
}

#[test]
fn a_build_that_ended_is_over_though_a_process_that_it_started_holds_its_files() {
    let place = Place::new();
    let first = place.open().unwrap();
    let inherited = first.lock.as_ref().unwrap().try_clone().unwrap();
    first.publish(Stale::Remove).unwrap();
    place.build(&[("a.html", "1")]).unwrap();
    drop(inherited);
}

#[test]
fn what_a_killed_build_left_is_cleared_by_the_next() {
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    let killed = place.open().unwrap();
    write(&killed, "a.html", "2").unwrap();
    std::mem::forget(killed);
    // The lock of a dead process is free; here it has to be set aside by hand.
    fs::remove_file(place.output().join(".hexapla-lock")).unwrap();
    place.build(&[("a.html", "3")]).unwrap();
    assert_eq!(place.files(), map(&[("a.html", "3")]));
}

#[test]
fn a_build_killed_while_publishing_knows_its_own_files_afterwards() {
    let place = Place::new();
    place.build(&[("a.html", "1")]).unwrap();
    // The state between the first list and the last page: the list names both, only one file is in place.
    let list = place.output().join(".hexapla-manifest");
    let mut text = fs::read_to_string(&list).unwrap();
    text += "0123456789  b.html\n0123456789  c.html\n";
    fs::write(&list, text).unwrap();
    fs::write(place.output().join("b.html"), "half").unwrap();
    place.build(&[("b.html", "2")]).unwrap();
    assert_eq!(place.files(), map(&[("b.html", "2")]));
}

#[test]
fn a_failure_half_way_takes_everything_back() {
    let place = Place::new();
    place.build(&[("a.html", "1"), ("b.html", "1"), ("gone/x.html", "1"), ("style.css", "1")]).unwrap();
    let before = tree(&place.output());
    let output = place.open().unwrap();
    for (path, text) in [("a.html", "2"), ("new/n.html", "2"), ("style.css", "2"), ("z.html", "2")] {
        write(&output, path, text).unwrap();
    }
    // A folder where the last page has to stand: everything before it has been put in place by then.
    fs::create_dir_all(place.output().join("z.html/taken")).unwrap();
    let said = output.publish(Stale::Remove).unwrap_err().to_string();
    assert!(said.contains("z.html"), "{said}");
    fs::remove_dir_all(place.output().join("z.html")).unwrap();
    assert_eq!(tree(&place.output()), before);
}

#[test]
fn what_cannot_be_finished_yet_stays_for_the_next_build() {
    let place = Place::new();
    place.build(&[("a.html", "1"), ("b.html", "1")]).unwrap();
    let (page, staging) = (place.output().join("b.html"), place.output().join(".hexapla-staging"));
    let list = fs::read_to_string(place.output().join(".hexapla-manifest")).unwrap();
    fs::create_dir(&staging).unwrap();
    for (name, text) in [("0", "2"), ("1", "2"), ("manifest", &list), ("journal", "0  a.html\n1  b.html\n")] {
        let name = if name == "manifest" { ".hexapla-manifest" } else { name };
        fs::write(staging.join(name), text).unwrap();
    }
    fs::remove_file(&page).unwrap();
    fs::create_dir_all(page.join("taken")).unwrap();
    for _ in 0..2 {
        let message = place.open().unwrap_err();
        assert!(message.contains("b.html"), "{message}");
        assert!(staging.join("journal").exists(), "the journal is what the next build needs");
    }
    fs::remove_dir_all(&page).unwrap();
    let next = place.open().unwrap();
    assert!(next.finished_earlier());
    next.discard();
    assert_eq!(place.files(), map(&[("a.html", "2"), ("b.html", "2")]));
}

#[test]
fn files_can_be_written_from_many_threads() {
    use rayon::prelude::*;
    let place = Place::new();
    let output = place.open().unwrap();
    (0..500).into_par_iter().for_each(|number| {
        write(&output, &format!("{}/{number}.html", number % 7), &number.to_string()).unwrap();
    });
    assert_eq!(output.publish(Stale::Remove).unwrap().placed, 500);
    assert_eq!(fs::read_to_string(place.output().join("3/10.html")).unwrap(), "10");
}
