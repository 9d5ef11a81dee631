//! Tests what the list pages name beside their lists.

use crate::testing::fixture::Site;

#[test]
fn the_home_pages_name_each_other_and_the_choice_of_a_language_as_default() {
    let article = "---\ntitle: Kites\ndescription: Fold it.\n---\n# Kites\n\nFold it twice.\n";
    let config = "[site]\nbase-url = \"https://kites.example/help\"\n";
    let files =
        [("hexapla.toml", config), ("content/en-US/kites.md", article), ("content/da-DK/kites.md", article)];
    let built = Site::of(&files).build();
    for home in ["en-us", "da-dk"] {
        let page = built.page(home);
        let alternates: Vec<&str> =
            page.lines().filter(|line| line.contains("rel=\"alternate\" hreflang")).collect();
        let named = |tag: &str, url: &str| {
            let parts = [format!("hreflang=\"{tag}\""), format!("href=\"https://kites.example/help/{url}\"")];
            let matching = alternates.iter().filter(|line| parts.iter().all(|part| line.contains(part)));
            matching.count() == 1
        };
        assert!(named("en-US", "en-us/") && named("da-DK", "da-dk/"), "{alternates:#?}");
        assert!(named("x-default", ""), "{alternates:#?}");
    }
}
