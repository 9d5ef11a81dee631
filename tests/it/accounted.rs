//! Holds that every file of a content folder is accounted for: an article, a file that pages can use, or told as passed over.

use crate::fixture::{Built, Site};

const HEAD: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

fn built(files: &[(&str, &str)]) -> Built {
    let article = format!("{HEAD}Fold it.\n");
    let all: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, if text.is_empty() { article.as_str() } else { *text }))
        .collect();
    Site::of(&all).build()
}

#[test]
fn each_kind_that_is_passed_over_is_told_once_with_its_count() {
    for kind in ["mdx", "adoc", "rst", "html", "HTML", "org", "ipynb", "textile", "foo"] {
        let files = [
            ("content/en-US/fold.md".to_owned(), ""),
            (format!("content/en-US/a.{kind}"), "x"),
            (format!("content/en-US/b/c.{kind}"), "x"),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let built = built(&files);
        let told = format!("content/en-US/a.{kind}");
        assert!(built.told.contains(&told), "{}", built.told);
        assert_eq!(built.told.matches("files-passed-over").count(), 1, "{}", built.told);
        let counted = format!("2 `.{}` files are passed over", kind.to_lowercase());
        assert!(built.told.contains(&counted), "{}", built.told);
        assert_eq!(built.exit(), 0, "a warning: {}", built.told);
    }
}

#[test]
fn files_beside_the_locales_are_accounted_for_too() {
    let built = built(&[("content/en-US/fold.md", ""), ("content/CNAME", "x"), ("content/stray.md", "")]);
    assert!(built.told.contains("1 `CNAME` file is passed over"), "{}", built.told);
    assert!(built.told.contains("1 `.md` file is passed over: in no locale's folder"), "{}", built.told);
}

#[test]
fn pictures_and_quoted_lines_are_not_counted() {
    let quoting = format!("{HEAD}:::code language=\"rust\" source=\"tie.rs\":::\n");
    let built = built(&[
        ("content/en-US/fold.md", &quoting),
        ("content/en-US/tie.rs", "fn tie() {}\n"),
        ("content/en-US/kite.png", "x"),
        ("content/en-US/kite.pdf", "x"),
    ]);
    assert!(!built.told.contains("passed-over"), "{}", built.told);
}

#[test]
fn markdown_by_its_long_name_is_an_article_and_links_find_it() {
    let linking = format!("{HEAD}[Tie](tie.markdown), [again](tie.md) and [without](tie)\n");
    let built = built(&[("content/en-US/fold.md", &linking), ("content/en-US/tie.markdown", "")]);
    assert_eq!(built.told, "");
    assert_eq!(
        built.main("en-us/fold").matches("href=\"../tie/\"").count(),
        4,
        "{}",
        built.main("en-us/fold")
    );
    assert!(built.page("en-us/tie").contains("Fold it."));
}

#[test]
fn two_files_of_one_key_are_one_article_and_the_other_is_an_error() {
    let other = format!("{HEAD}Fold it otherwise.\n");
    for second in ["content/en-US/fold.markdown", "content/en-US/fold.MD"] {
        let built = built(&[("content/en-US/fold.md", ""), (second, &other)]);
        assert!(built.told.contains("error[url-collision]") && built.told.contains(second), "{}", built.told);
        assert!(!built.page("en-us/fold").contains("otherwise"));
        assert_eq!(built.exit(), 1);
    }
}

#[test]
fn a_locale_or_a_site_without_articles_is_an_error() {
    let locale =
        built(&[("content/en-US/fold.md", ""), ("content/de/a.mdx", "x"), ("content/img/a.svg", "x")]);
    assert!(locale.told.contains("content/de/a.mdx:1:1: error[locale-empty]"), "{}", locale.told);
    assert_eq!((locale.told.matches("locale-empty").count(), locale.exit()), (1, 1), "{}", locale.told);
    for files in
        [&[][..], &[("content/en-US/a.mdx", "x")], &[("content/a.md", "")], &[("content/en-US/a.png", "x")]]
    {
        let site = built(files);
        assert!(site.told.contains("error[site-empty]"), "{}", site.told);
        assert_eq!(site.exit(), 1);
    }
}
