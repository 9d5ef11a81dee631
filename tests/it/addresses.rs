//! Addresses of articles: no name or key of content ends a build, takes a file of the site, or moves another article.

use std::collections::BTreeMap;

use hexapla::Code;
use proptest::prelude::*;

use crate::fixture::{Built, Site};
use crate::generated::law;

fn article(title: &str, keys: &str) -> String {
    format!("---\ntitle: {title}\ndescription: About {title}.\n{keys}---\n# {title}\n\nText of {title}.\n")
}

fn build(files: &[(&str, String)]) -> Built {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Site::of(&files).build()
}

/// What is reported about addresses: the file, the marked bytes' beginning, the message.
fn collisions(built: &Built) -> Vec<(String, usize, String)> {
    let found = built.report.diagnostics.iter().filter(|found| found.code == Code::UrlCollision);
    found
        .map(|found| {
            let place = found.place.as_ref().unwrap();
            (place.path.path.to_string(), place.span.start, found.message.clone())
        })
        .collect()
}

/// The files of a site as a disk must be able to hold them.
fn hold_on_a_disk(files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let mut seen = BTreeMap::new();
    for path in files.keys() {
        if path.len() > 3_000 || path.split('/').any(|part| part.is_empty() || part.len() > 250) {
            return Err(format!("{path} is too long or has an empty part"));
        }
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(format!("{path} and {other} are one file where case does not count"));
        }
    }
    for path in files.keys() {
        let folded = path.to_lowercase();
        let above = folded.match_indices('/').map(|(end, _)| &folded[..end]);
        if let Some(folder) = above.into_iter().find(|folder| seen.contains_key(*folder)) {
            return Err(format!("{folder} is a file, and {path} needs it as a folder"));
        }
    }
    Ok(())
}

#[test]
fn the_sites_own_files_stay_and_each_loser_is_reported_at_its_source() {
    let built = build(&[
        ("content/en-US/home.md", article("Home", "")),
        ("content/en-US/a.md", article("A", "slug: llms.txt\n")),
        ("content/en-US/b.md", article("B", "aliases: /sitemap.xml\n")),
        ("content/en-US/404.html.md", article("C", "")),
        ("content/en-US/search/index.html.md", article("D", "")),
        ("content/en-US/search/d0-1.bin.md", article("E", "")),
        ("content/en-US/feed.xml/one.md", article("F", "")),
    ]);
    assert_eq!(built.exit(), 0);
    hold_on_a_disk(&built.files).unwrap();
    for file in ["en-us/llms.txt", "en-us/404.html", "en-us/search/index.html", "en-us/search/index.bin"] {
        assert!(built.files.contains_key(file), "{file}");
    }
    for page in [
        "home",
        "llms.txt-1",
        "b",
        "404.html-1",
        "search/index.html-1",
        "search/d0-1.bin-1",
        "feed.xml-1/one",
    ] {
        assert!(built.files.contains_key(&format!("en-us/{page}/index.html")), "{page}");
    }
    let reported: Vec<String> = collisions(&built).into_iter().map(|(path, ..)| path).collect();
    for path in
        ["a.md", "b.md", "404.html.md", "search/index.html.md", "search/d0-1.bin.md", "feed.xml/one.md"]
    {
        assert!(reported.contains(&format!("en-US/{path}")), "{path}: {reported:?}");
    }
}

#[test]
fn a_slug_never_moves_the_article_that_is_named_like_it() {
    let slug = "slug: write-an-article\n";
    let built = build(&[
        ("content/en-US/welcome.md", article("Welcome", slug)),
        ("content/en-US/write-an-article.md", article("Write", "")),
        ("content/en-US/Zeta one.md", article("Zeta", "")),
        ("content/en-US/alpha.md", article("Alpha", "slug: zeta-one\n")),
    ]);
    assert!(built.main("en-us/write-an-article").contains("Text of Write."));
    assert!(built.main("en-us/zeta-one").contains("Text of Zeta."));
    assert!(built.main("en-us/write-an-article-1").contains("Text of Welcome."));
    let text = article("Welcome", slug);
    let expected = "the address `write-an-article` is that of `en-US/write-an-article.md`, so this article is at `write-an-article-1`";
    let found = collisions(&built);
    assert!(
        found.contains(&("en-US/welcome.md".to_owned(), text.find("slug").unwrap(), expected.to_owned())),
        "{found:?}"
    );
}

#[test]
fn the_text_of_the_front_page_is_that_of_its_file() {
    let index = "---\ntitle: Welcome\ndescription: All about lamps.\n---\n# Welcome\n\nRead this [first](lamps/one.md).\n";
    let danish = "---\ntitle: Velkommen\n---\n# Velkommen\n\nLæs dette.\n";
    let built = build(&[
        ("hexapla.toml", "[site]\nbase-url = \"https://lamps.example\"\n".to_owned()),
        ("content/en-US/index.md", index.to_owned()),
        ("content/da-DK/index.md", danish.to_owned()),
        ("content/de-DE/lamps/one.md", article("Eins", "")),
        ("content/en-US/lamps/one.md", article("One", "")),
    ]);
    let english = built.page("en-us");
    assert!(english.contains("<h1 id=\"welcome\">Welcome</h1>"), "{english}");
    assert!(english.contains("Read this <a href=\"lamps/one/\">first</a>."), "{english}");
    assert!(english.contains("<meta name=\"description\" content=\"All about lamps.\">"), "{english}");
    assert!(english.contains("<title>Welcome"), "{english}");
    assert!(built.page("da-dk").contains("Læs dette."));
    // Without a text of its own, the next language of the chain is shown, and said to be in it.
    let german = built.page("de-de");
    assert!(
        german.contains("lang=\"en-US\" dir=\"ltr\"><h1")
            || german.contains("lang=\"en-US\" dir=\"ltr\" data-article"),
        "{german}"
    );
    assert!(!german.contains("content=\"noindex\""), "{german}");
    assert!(built.files.contains_key("en-us/index.md"), "its Markdown lies beside it");
    assert_eq!(built.told, "");
}

#[test]
fn a_file_beside_the_folder_of_its_name_introduces_it() {
    let built = build(&[
        ("content/en-US/lamps.md", article("Lamps", "")),
        ("content/en-US/lamps/wick.md", article("Wick", "")),
        ("content/en-US/oil.md", article("Oil", "")),
        ("content/en-US/oil/index.md", article("All oils", "slug: oils\n")),
    ]);
    let page = built.main("en-us/lamps");
    assert!(page.contains("Text of Lamps.") && page.contains("href=\"wick/\""), "{page}");
    assert!(!built.files.contains_key("en-us/lamps-1/index.html"));
    assert!(built.main("en-us/oil").contains("Text of All oils."));
    assert!(built.main("en-us/oil-1").contains("Text of Oil."), "{:?}", collisions(&built));
    let useless =
        built.report.diagnostics.iter().find(|found| found.message.starts_with("`slug` does nothing"));
    assert_eq!(&*useless.unwrap().place.as_ref().unwrap().path.path, "en-US/oil/index.md");
}

#[test]
fn what_is_only_a_part_of_others_has_no_page_and_is_not_scolded() {
    let built = build(&[
        (
            "content/en-US/a.md",
            article("A", "").replace(
                "Text of A.",
                "[!INCLUDE [p](includes/part.md)]\n\n[!INCLUDE [n](note.md)]\n\n[!INCLUDE [t](titled.md)]",
            ),
        ),
        ("content/en-US/b.md", article("B", "").replace("Text of B.", "See [the part](includes/part.md).")),
        ("content/en-US/includes/part.md", "A part without front matter.\n".to_owned()),
        ("content/en-US/note.md", "A note without a title.\n".to_owned()),
        ("content/en-US/_drafts/idea.md", "An idea.\n".to_owned()),
        ("content/en-US/titled.md", article("Titled", "")),
    ]);
    assert!(
        built.main("en-us/a").contains("A part without front matter.")
            && built.main("en-us/a").contains("A note")
    );
    for page in ["includes/part", "note", "_drafts/idea", "includes", "_drafts"] {
        assert!(!built.files.contains_key(&format!("en-us/{page}/index.html")), "{page}");
    }
    assert!(built.files.contains_key("en-us/titled/index.html"), "what has a title is an article as well");
    let told: Vec<(Code, &str)> = built
        .report
        .diagnostics
        .iter()
        .map(|found| (found.code, &*found.place.as_ref().unwrap().path.path))
        .collect();
    assert_eq!(told, [(Code::LinkTargetMissing, "en-US/b.md")], "a link to a part leads nowhere");
}

#[test]
fn names_of_devices_get_another_address_and_are_reported() {
    let built = build(&[
        ("content/en-US/con.md", article("Con", "")),
        ("content/en-US/AUX/nul.txt.md", article("Nul", "")),
        ("content/en-US/plain.md", article("Plain", "slug: com1\n")),
    ]);
    for page in ["con-1", "aux-1/nul-1.txt", "com1-1"] {
        assert!(
            built.files.contains_key(&format!("en-us/{page}/index.html")),
            "{page}: {:?}",
            built.files.keys()
        );
    }
    assert_eq!(collisions(&built).len(), 4, "{:?}", collisions(&built));
}

/// Parts of names that mean something to hosts, file systems and the site itself.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("index".to_owned()),
        Just("index.html".to_owned()),
        Just("INDEX.md".to_owned()),
        Just("404".to_owned()),
        Just("404.html".to_owned()),
        Just("search".to_owned()),
        Just("index.bin".to_owned()),
        Just("llms.txt".to_owned()),
        Just("sitemap.xml".to_owned()),
        Just("feed.xml".to_owned()),
        Just("con".to_owned()),
        Just("a".to_owned()),
        Just("A".to_owned()),
        Just("é".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("includes".to_owned()),
        "[a-b.~ _-]{1,4}",
        "\\PC{1,6}".prop_map(|name| name.replace(['/', '\\'], "-")),
        Just("x".repeat(240)),
    ]
}

fn key() -> impl Strategy<Value = String> {
    prop::collection::vec(name(), 1..4).prop_map(|parts| parts.join("/"))
}

proptest! {
    #![proptest_config(law(64))]

    /// Whatever content is named and names itself, the site is published whole: every file can be written, the files that the site
    /// makes are its own, and no error of the machine comes of it.
    #[test]
    fn no_name_and_no_key_ends_a_build(
        articles in prop::collection::vec((key(), prop::option::of(name()), prop::option::of(key())), 1..8)
    ) {
        let mut site = Site::of(&[("content/en-US/sound.md", &article("Sound", "")), ("content/da-DK/sound.md", &article("Lyd", ""))]);
        for (at, (key, slug, alias)) in articles.iter().enumerate() {
            let quoted = |text: &str| serde_json::to_string(text).unwrap();
            let slug = slug.as_ref().map(|slug| format!("slug: {}\n", quoted(slug))).unwrap_or_default();
            let alias = alias.as_ref().map(|alias| format!("aliases: [{}]\n", quoted(alias))).unwrap_or_default();
            let locale = if at % 3 == 2 { "da-DK" } else { "en-US" };
            let path = format!("{locale}/{key}.md");
            site.sources.insert(hexapla::Root::Content, &path, article(&format!("T{at}"), &(slug + &alias)));
        }
        let built = site.build();
        prop_assert!(!built.report.unusable);
        if let Err(problem) = hold_on_a_disk(&built.files) {
            prop_assert!(false, "{}", problem);
        }
        for file in ["en-us/404.html", "en-us/search/index.html", "en-us/index.html", "en-us/llms.txt", "index.html"] {
            prop_assert!(built.files.contains_key(file), "{}", file);
        }
        prop_assert!(built.main("en-us/sound").contains("Text of Sound."), "another article was moved");
    }
}
