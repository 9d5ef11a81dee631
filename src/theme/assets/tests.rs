//! The theme's files: layers over each other, one stylesheet, hashed names.

use crate::theme::assets::{ThemeFiles, bundle, compact_css};

fn theme(name: &str, files: &[(&str, &str)]) -> ThemeFiles {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    ThemeFiles { name: name.to_owned(), files }
}

#[test]
fn the_nearest_layer_wins_and_parts_are_joined_by_file_name() {
    let base =
        theme("base", &[("styles/10-b.css", "b{}"), ("styles/00-a.css", "a{}"), ("icon.svg", "<svg/>")]);
    let own = theme("own", &[("styles/10-b.css", "own{}"), ("styles/90-c.css", "c{}")]);
    let bundle = bundle(&[own, base]);
    assert_eq!(bundle.files[0].1, b"a{}own{}c{}");
}

#[test]
fn a_name_follows_from_the_content_alone() {
    let first = bundle(&[theme("one", &[("styles/a.css", "a { }")])]);
    let same = bundle(&[theme("two", &[("styles/b.css", "a{}")])]);
    let other = bundle(&[theme("one", &[("styles/a.css", "b{}")])]);
    assert_eq!(first.assets.css, same.assets.css);
    assert_ne!(first.assets.css, other.assets.css);
    assert_eq!(first.assets.css, format!("/{}", first.files[0].0));
}

#[test]
fn compacting_keeps_strings_and_meaningful_spaces() {
    let css = "/* a */ a :is(b, c)  >  d { margin: 0  1px ; content: \" /* x */ ; \\\" } \" ; }\n\n@media (width >= 1px) { e { f: calc(1px + 2px) } }";
    let expected =
        "a :is(b,c)>d{margin:0 1px;content:\" /* x */ ; \\\" } \"}@media (width>= 1px){e{f:calc(1px + 2px)}}";
    assert_eq!(compact_css(css), expected);
}

#[test]
fn compacting_survives_what_is_not_closed() {
    for css in ["/* open", "a{content:'open", "\"\\", "a{b:'é\\'é", ""] {
        assert!(compact_css(css).len() <= css.len());
    }
}

#[test]
fn the_embedded_theme_is_whole_and_names_no_physical_side() {
    let theme = ThemeFiles::embedded();
    let pages = ["home", "section", "article", "search", "not-found", "chooser", "section-nav"];
    for page in pages {
        assert!(theme.files.contains_key(&format!("templates/{page}.html")), "{page}");
    }
    for (path, bytes) in theme.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = compact_css(std::str::from_utf8(bytes).unwrap());
        for physical in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "border-left",
            "border-right",
            "float:",
        ] {
            assert!(!css.contains(physical), "{physical} in {path}");
        }
    }
}

#[test]
fn every_template_opens_with_what_it_reads() {
    for file in ThemeFiles::embedded().layer().files {
        assert!(file.text.starts_with("{# "), "{}", file.name);
    }
}
