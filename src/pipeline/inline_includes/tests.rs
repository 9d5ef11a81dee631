//! Shows what articles hold that include files inside of their text: on pages, in the export, and after an edit.

use crate::pipeline::cache::Cache;
use crate::pipeline::loaded_site::LoadedSite;
use crate::pipeline::run::Quiet;
use crate::source::{Root, SourcePath};
use crate::testing::fixture::{Built, Site};

const FRONT: &str = "---\ntitle: Kites\n---\n";

fn site(files: &[(&str, &str)]) -> Site {
    let files: Vec<(String, String)> =
        files.iter().map(|(path, text)| (format!("content/{path}"), format!("{FRONT}{text}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Site::of(&files)
}

/// The text of an article's page from its heading on.
fn body(built: &Built, address: &str) -> String {
    let main = built.main(address);
    let start = main.find("</h1>").unwrap() + "</h1>".len();
    main[start..main.find("</article>").unwrap()].trim().to_owned()
}

/// A page whose body is a text with an include of the file `inc.md`, which holds another.
fn page(text: &str, included: &str) -> (String, Built) {
    let text = format!("# A\n\n{text}");
    let built = site(&[
        ("en-US/a.md", &text),
        ("en-US/parts/inc.md", included),
        ("en-US/b.md", "# B"),
        ("en-US/parts/c.md", "# C"),
    ])
    .build();
    (body(&built, "en-us/a"), built)
}

const INCLUDE: &str = "[!INCLUDE [n](parts/inc.md)]";

#[test]
fn inside_of_text_a_file_leaves_text() {
    for (text, html) in [
        (format!("Use {INCLUDE} today."), "<p>Use Paper <em>Kite</em> today.</p>"),
        (
            format!("- Use {INCLUDE}\n- {INCLUDE}"),
            "<ul>\n<li>Use Paper <em>Kite</em></li>\n<li>Paper <em>Kite</em></li>\n</ul>",
        ),
        (format!("> Use {INCLUDE}"), "<blockquote>\n<p>Use Paper <em>Kite</em></p>\n</blockquote>"),
        (
            format!("**{INCLUDE}** and *{INCLUDE}*"),
            "<p><strong>Paper <em>Kite</em></strong> and <em>Paper <em>Kite</em></em></p>",
        ),
        (format!("[the {INCLUDE} page](b.md)"), "<p><a href=\"../b/\">the Paper <em>Kite</em> page</a></p>"),
        (
            format!("![The {INCLUDE} plan](gone.png)"),
            "<p><span class=\"image-missing\">The Paper Kite plan</span></p>",
        ),
        (INCLUDE.to_owned(), "<p>Paper <em>Kite</em></p>"),
        (format!("{INCLUDE}, {INCLUDE}"), "<p>Paper <em>Kite</em>, Paper <em>Kite</em></p>"),
        (format!("`{INCLUDE}`"), "<p><code translate=\"no\">[!INCLUDE [n](parts/inc.md)]</code></p>"),
    ] {
        assert_eq!(page(&text, "Paper *Kite*").0, html, "{text}");
    }
    let (heading, built) = page(&format!("## About {INCLUDE}\n\nx"), "Paper *Kite*");
    assert!(heading.starts_with("<h2 id=\"about-paper-kite\">About Paper <em>Kite</em> <a"), "{heading}");
    let export = std::str::from_utf8(&built.files["en-us/a/index.md"]).unwrap();
    assert!(export.contains("\n## About Paper *Kite*\n"), "{export}");
    let (table, _) = page(&format!("| a | {INCLUDE} |\n|---|---|\n| {INCLUDE} | b |"), "x | y");
    assert!(
        table.contains("<th scope=\"col\">x | y</th>") && table.contains("<td>x | y</td><td>b</td>"),
        "{table}"
    );
}

#[test]
fn addresses_count_from_the_file_that_has_them() {
    let (html, built) = page(&format!("See {INCLUDE}."), "[c](c.md), [b](../b.md) and [r][]\n\n[r]: c.md");
    assert_eq!(
        html,
        "<p>See <a href=\"../parts/c/\">c</a>, <a href=\"../b/\">b</a> and <a href=\"../parts/c/\">r</a>.</p>"
    );
    assert_eq!(built.told, "");
}

#[test]
fn several_blocks_leave_their_words_and_are_reported() {
    let (html, built) = page(&format!("Use {INCLUDE} today."), "# Kite\n\n- one\n- two");
    assert_eq!(html, "<p>Use Kite one two today.</p>");
    assert!(built.told.contains("content/en-US/a.md:6:5: warning[include-blocks]"), "{}", built.told);
    let (html, built) = page(&format!("- {INCLUDE}"), "a\n\nb");
    assert_eq!(html, "<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ul>");
    assert!(!built.told.contains("include-blocks"), "{}", built.told);
}

#[test]
fn a_missing_file_and_a_circle_are_reported_and_leave_nothing() {
    let (html, built) = page("Use [!INCLUDE [n](gone.md)] today. ![a [!INCLUDE [n](gone.md)]](x.png)", "x");
    assert_eq!(html, "<p>Use  today. <span class=\"image-missing\">a </span></p>");
    assert_eq!(built.told.matches("include-missing").count(), 2, "{}", built.told);
    let text = "# A\n\nSee [!INCLUDE [n](b.md)] here.";
    let built = site(&[("en-US/a.md", text), ("en-US/b.md", "B [!INCLUDE [n](a.md)] b")]).build();
    assert_eq!(built.told.matches("include-cycle").count(), 2, "{}", built.told);
    assert_eq!(body(&built, "en-us/a"), "<p>See B  b here.</p>");
    // Each file includes the next one twice: the work ends although the text would double with each.
    let mut files = vec![("en-US/a.md".to_owned(), "# A\n\nx [!INCLUDE [n](f0.md)]".to_owned())];
    for number in 0..40 {
        let next = format!("[!INCLUDE [n](f{}.md)]", number + 1);
        files.push((format!("en-US/f{number}.md"), format!("x {next} {next}")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert!(site(&files).build().page("en-us/a").len() < 100_000);
}

#[test]
fn readers_get_the_file_in_their_own_language_or_marked_as_another() {
    let text = format!("# A\n\nUse {INCLUDE} today.");
    let mut files =
        vec![("en-US/a.md", text.as_str()), ("en-US/parts/inc.md", "Paper Kite"), ("ar/a.md", text.as_str())];
    let foreign = site(&files).build();
    assert_eq!(
        body(&foreign, "ar/a"),
        "<p>Use <span lang=\"en-US\" dir=\"ltr\">Paper Kite</span> today.</p>"
    );
    files.push(("ar/parts/inc.md", "طائرة ورقية"));
    assert_eq!(body(&site(&files).build(), "ar/a"), "<p>Use طائرة ورقية today.</p>");
}

#[test]
fn an_edit_of_the_file_reaches_the_articles_that_include_it() {
    let text = format!("# A\n\n## Use {INCLUDE}");
    let mut site = site(&[("en-US/a.md", &text), ("en-US/parts/inc.md", "Paper"), ("en-US/b.md", "# B")]);
    let mut cache = Cache::default();
    let first = LoadedSite::new(&site.sources, &site.config, &mut cache, &Quiet);
    let headings = |loaded: &LoadedSite| {
        let article = loaded.plan.library.articles.iter().find(|article| article.key == "a").unwrap();
        article.versions[0].as_ref().unwrap().outline().headings[1].text.clone()
    };
    assert_eq!(headings(&first), "Use Paper");
    let file = SourcePath::new(Root::Content, "en-US/parts/inc.md");
    site.sources.insert(Root::Content, "en-US/parts/inc.md", format!("{FRONT}Silk\n").into_bytes());
    cache.invalidate(&file);
    let second = LoadedSite::update(&first, &site.sources, &site.config, &mut cache, &Quiet);
    assert_eq!(headings(&second), "Use Silk");
}
