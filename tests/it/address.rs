//! Addresses in finished pages: ways from the page, which hold below any path and on a disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hexapla::render::relative_url::{base_path, below, relative, relative_url};

#[test]
fn addresses_become_ways_from_the_page() {
    let page = "da-dk/account/reset/index.html";
    for (address, way) in [
        ("/da-dk/account/reset/", "./"),
        ("/da-dk/account/reset/#step-2", "#step-2"),
        ("/da-dk/account/", "../"),
        ("/da-dk/account/close/", "../close/"),
        ("/da-dk/search/?q=x", "../../search/?q=x"),
        ("/en-us/account/reset/", "../../../en-us/account/reset/"),
        ("/assets/a.css", "../../../assets/a.css"),
        ("/", "../../../"),
        ("//elsewhere/x", "//elsewhere/x"),
    ] {
        assert_eq!(
            relative(&format!("<a href=\"{address}\">x</a>"), page),
            format!("<a href=\"{way}\">x</a>")
        );
    }
    assert_eq!(relative("<a href=\"/da-dk/\">", "index.html"), "<a href=\"da-dk/\">");
    assert_eq!(relative("<a href=\"/\">", "index.html"), "<a href=\"./\">");
    let thai = "/th-th/%E0%B8%81/%E0%B8%82/";
    assert_eq!(relative_url("th-th/ก/ค/index.html", thai), "../%E0%B8%82/");
}

#[test]
fn only_addresses_in_tags_change() {
    let text = "<p title=\"/a/\" data-root=\"/\">href=\"/b/\"</p>";
    assert_eq!(relative(text, "x/index.html"), "<p title=\"/a/\" data-root=\"../\">href=\"/b/\"</p>");
}

#[test]
fn a_page_for_any_address_names_the_path_of_the_site() {
    assert_eq!(base_path("https://example.com"), "");
    assert_eq!(base_path("https://example.com/help/center"), "/help/center");
    assert_eq!(below("<a href=\"/en-us/\">", "/help"), "<a href=\"/help/en-us/\">");
}
