//! Shows the pseudo-locales: everything that can be translated is made up, markup stands, and what a template says of its own is found.

use std::path::Path;

use crate::catalogs::pseudo::{BRACKETS, Pseudo, pseudo_strings};
use crate::check::hard_coded::own_text;
use crate::diagnostics::Code;
use crate::locale::Locale;
use crate::parse::strings;
use crate::pipeline::{pseudo_sources, with_pseudo};
use crate::source::{LastChange, Root, SourcePath};
use crate::theme::marks::{CLOSE, OPEN};

use crate::testing::fixture::{Built, Site};

/// The site as `hexapla pseudo` builds it.
fn built(site: &Site) -> Built {
    let sources = pseudo_sources(&site.sources, &site.config);
    Built::of(&sources, &with_pseudo(&site.config))
}

/// A page's words in marks instead of what a pseudo-locale puts around them.
fn marked(page: &str, pseudo: Pseudo) -> String {
    match pseudo {
        Pseudo::Accented => {
            page.replace(BRACKETS[0], &OPEN.to_string()).replace(BRACKETS[1], &CLOSE.to_string())
        }
        Pseudo::Mirrored => page
            .replace("\u{200f}\u{202b}", &OPEN.to_string())
            .replace("\u{202c}\u{200f}", &CLOSE.to_string()),
    }
}

/// Without what is the same in every language: code, and dates that the language's own data draws.
fn translatable(page: &str) -> String {
    let mut text = page.to_owned();
    for (open, close) in [("<code", "</code>"), ("<time", "</time>")] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
            text.replace_range(start..end, "");
        }
    }
    text
}

#[test]
fn the_manual_says_nothing_that_came_from_neither_content_nor_fluent() {
    let site = Site::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let built = built(&site);
    assert!(built.report.diagnostics.iter().all(|told| told.code != Code::TextHardCoded), "{}", built.told);
    for pseudo in Pseudo::ALL {
        let folder = format!("{}/", pseudo.tag().to_lowercase());
        let mut pages = 0;
        for (path, page) in built.pages().filter(|(path, _)| path.starts_with(&folder)) {
            pages += 1;
            let mut left = own_text(&marked(&translatable(page), pseudo));
            // A pseudo-locale's name on its own pages.
            left.retain(|words| !(words.contains("Mirrored") || words.contains("Åççééñţééð")));
            // The letters of the list from A to Z are those of the titles, in capitals and without accents.
            left.retain(|words| !(path.ends_with("search/index.html") && words.chars().count() == 1));
            // Search results show code as text.
            left.retain(|words| !words.contains("hexapla explain CODE"));
            // A heading that is code is text in the list of contents and in the name of its link.
            left.retain(|words| !page.contains(&format!(">{}</code>", words.trim_matches(['“', '”']))));
            assert!(left.is_empty(), "{path}: {left:?}");
        }
        assert!(pages > 15, "{pages} pages of {folder}");
    }
}

const ARTICLE: &str = "---\ntitle: Fold a plane\ndescription: In two steps.\n---\n# Fold a plane\n\nTake `one` sheet of **thin** paper, {name}, from <your-shop> or https://example.com/a. See [the *wings*](wings.md), [wings] and ![a plane](plane.png).\n\n> [!NOTE]\n> It &amp; you.\n\n```sh\nfold\n```\n\n- [ ] Select **Save**.\n\n[wings]: wings.md\n";

fn plane() -> Site {
    Site::of(&[
        ("content/en-US/plane.md", ARTICLE),
        ("content/en-US/wings.md", "---\ntitle: Wings\n---\n# Wings\n"),
    ])
}

#[test]
fn markup_code_addresses_and_placeholders_stay_as_they_are() {
    let built = built(&plane());
    let source = built.main("en-us/plane");
    for tag in ["en-xa", "ar-xb"] {
        let main = built.main(&format!("{tag}/plane"));
        for whole in [
            "<code translate=\"no\">one</code>",
            "{name}",
            "&lt;your-shop&gt;",
            "https://example.com/a",
            "&amp;",
            "<input type=\"checkbox\" disabled",
            "class=\"alert alert-note\"",
        ] {
            assert!(source.contains(whole), "{whole} in {source}");
            assert!(main.contains(whole), "{tag}: {whole} in {main}");
        }
        assert!(main.matches("href=\"../wings/\"").count() >= 2, "{main}");
        let count = |main: &str, what: &str| main.matches(what).count();
        for element in ["<strong>", "<em>"] {
            assert_eq!(count(main, element), 2 * count(source, element), "in both languages: {main}");
        }
        for element in ["<pre", "<li", "<h1"] {
            assert_eq!(count(main, element), count(source, element), "{tag}: {element} in {main}");
        }
    }
    let main = built.main("en-xa/plane");
    assert!(main.contains("<strong>ţĥîîñ</strong>"), "{main}");
    assert!(main.contains("⟦Šééļééçţ <strong>Šááṽéé</strong>."), "{main}");
    assert!(built.main("ar-xb/plane").contains("dir=\"rtl\""));
}

#[test]
fn accented_text_is_as_much_longer_as_a_translation() {
    let text = "Take one sheet of thin paper and fold it along its length, then open it again.";
    let long = Pseudo::Accented.text(text);
    let ratio = long.chars().count() as f64 / text.chars().count() as f64;
    assert!((1.3..1.5).contains(&ratio), "{ratio}: {long}");
    assert!(long.starts_with(BRACKETS[0]) && long.ends_with(BRACKETS[1]));
    let short = Pseudo::Accented.text("Save");
    assert!(short.chars().count() > "Save".len() + 1, "{short}");
}

#[test]
fn the_history_of_files_counts_with_pseudo_locales_as_without() {
    let mut site = Site::of(&[
        ("content/en-US/plane.md", ARTICLE),
        ("content/en-US/wings.md", "---\ntitle: Wings\n---\n# Wings\n"),
        ("content/da-DK/plane.md", "---\ntitle: Fold et fly\n---\n# Fold et fly\n\nTag et ark.\n"),
    ]);
    // The translation came with the first of two commits, and its source changed with the second.
    for (path, age) in [("en-US/plane.md", 0), ("en-US/wings.md", 1), ("da-DK/plane.md", 1)] {
        site.sources.date(Root::Content, path, LastChange { age, at_least: age == 1 });
    }
    let state = |built: &Built| {
        let page = built.page("da-dk/plane");
        (page.contains("data-state=\"stale\""), page.contains("notice-stale"))
    };
    let plain = state(&site.build());
    assert_eq!(plain, (true, true));
    assert_eq!(state(&built(&site)), plain);
}

#[test]
fn the_strings_of_the_binary_are_fluent_still() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/hexapla.ftl"));
    let ids = |bytes: &[u8]| {
        let checked = strings::parse(&SourcePath::new(Root::Locales, "x.ftl"), bytes);
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        let entries: Vec<_> =
            checked.value.entries().iter().map(|entry| (entry.id.clone(), entry.references.len())).collect();
        entries
    };
    for pseudo in Pseudo::ALL {
        assert_eq!(ids(pseudo_strings(pseudo, text).as_bytes()), ids(text.as_bytes()));
        assert!(Locale::parse(pseudo.tag()).is_some_and(|locale| locale.tag() == pseudo.tag()));
    }
}

#[test]
fn a_word_in_a_template_is_found_at_its_place() {
    let footer = "{# The foot. -#}\n<footer title=\"Our foot\"><p>Made by {{ site.title }} <b translate=\"no\">Kites</b>\nwith care</p>{{ t(id=\"home\") }}</footer>\n";
    let mut files = vec![
        ("content/en-US/plane.md", ARTICLE),
        ("content/da-DK/plane.md", "---\ntitle: Fold et fly\n---\n# Fold et fly\n"),
        ("themes/default/templates/parts/footer.html", footer),
    ];
    let told: Vec<String> = found(&files);
    assert_eq!(told, ["Our foot", "Made by", "with care"]);
    files.remove(1);
    assert!(found(&files).is_empty(), "a site in one language has nobody to translate for");
}

/// The places that the check names, in order.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let site = Site::of(files);
    let built = site.build();
    let told = built.report.diagnostics.iter().filter(|told| told.code == Code::TextHardCoded);
    told.map(|told| {
        let place = told.place.as_ref().unwrap();
        assert_eq!(&*place.path.path, "default/templates/parts/footer.html");
        files.last().unwrap().1[place.span.start..place.span.end].to_owned()
    })
    .collect()
}

/// The text of a made-up article whose source is one paragraph.
fn made_up(paragraph: &str) -> String {
    let article = format!("---\ntitle: Kites\n---\n# Kites\n\n{paragraph}\n");
    let site = Site::of(&[("content/en-US/kite.md", &article)]);
    built(&site).main("en-xa/kite").to_owned()
}

#[test]
fn what_means_something_to_programs_stays_and_the_word_beside_it_does_not() {
    for kept in ["https://kites.example/fold", "www.kites.example/fold", "ada@kites.example", "%USERNAME%"] {
        let page = made_up(&format!("write {kept} here"));
        assert!(page.contains(kept), "{kept}: {page}");
        assert!(page.contains("ŵŕîîţéé"), "{kept}: {page}");
    }
    for word in ["a@b", "@kites", "wwwa"] {
        // The source beside the sentence is the only place where it still stands.
        assert_eq!(made_up(&format!("write {word} here")).matches(&format!(" {word} ")).count(), 1, "{word}");
    }
}
