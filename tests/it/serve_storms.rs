//! Holds that whatever happens to a served site, what is shown ends equal to a clean build: storms, mistakes, lost folders, deaf machines.

use std::fs;

use crate::serve::Site;

fn survives_storms(more: &[&str]) {
    let site = Site::new();
    let server = site.serve(more);
    for round in 0..3 {
        for number in 0..200 {
            site.article(
                "en-US",
                &format!("many/article-{number}"),
                "One of many",
                &format!("Round {round}."),
            );
        }
    }
    // An editor that saves beside and renames, and a branch that is switched by folders.
    site.write("content/en-US/fold.tmp", "---\ntitle: Fold\n---\n# Fold\n\nSaved beside.\n");
    fs::rename(site.path("content/en-US/fold.tmp"), site.path("content/en-US/fold.md")).unwrap();
    fs::rename(site.path("content/en-US/many"), site.path("content/en-US/several")).unwrap();
    server.comes_to_equal(&site);
    fs::rename(site.path("content"), site.path("content-away")).unwrap();
    server.wait_for("/.hexapla/notes?path=/", |notes| notes.text().contains("does not exist"));
    fs::rename(site.path("content-away"), site.path("content")).unwrap();
    server.comes_to_equal(&site);
    site.article("en-US", "fold", "Fold a kite", "Still heard.");
    server.wait_for("/en-us/fold/", |page| page.text().contains("Still heard."));
    server.comes_to_equal(&site);
}

#[test]
fn after_a_storm_of_changes_the_state_shown_is_that_of_a_clean_build() {
    survives_storms(&[]);
}

#[test]
fn looking_through_the_folders_comes_to_the_same() {
    survives_storms(&["--poll"]);
}
