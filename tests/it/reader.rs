//! What readers meet beside the text itself: looks that a site decides, and the parts around an article.

use crate::fixture::Site;

const FOLD: &str = "---\ntitle: Fold\n---\n# Fold a plane\n\nFold it.\n";

fn site(config: &str, more: &[(&str, &str)]) -> Site {
    let base = [("hexapla.toml", config), ("content/en-US/fold.md", FOLD)];
    Site::of(&[&base, more].concat())
}

#[test]
fn looks_that_the_configuration_decides_end_up_in_the_one_stylesheet() {
    let config = "[theme]\naccent = '#7a1fa2'\nwidth = '80rem'\nscale = 1.25\n";
    let built = site(config, &[]).build();
    // The other stylesheets are that of components and the search box's, loaded where they are needed.
    let sheets = built.files.iter().filter(|(path, _)| path.ends_with(".css")).map(|(_, css)| css);
    let own: Vec<_> =
        sheets.map(|css| String::from_utf8_lossy(css)).filter(|css| css.contains("--page")).collect();
    assert_eq!(own.len(), 1);
    let css = &own[0];
    for part in ["--accent:light-dark(#7a1fa2,", "--page:80rem", "font-size:125%"] {
        assert!(css.contains(part), "{part}");
    }
    let tokens = css.find("--page:80rem").unwrap();
    assert!(css.find("--page:68rem").unwrap() < tokens, "the site's tokens come behind the theme's");
    assert!(css.find("@layer languages").unwrap() > tokens);
}

#[test]
fn a_site_that_decides_nothing_has_the_themes_stylesheet() {
    let with = |config: &str| {
        let built = site(config, &[]).build();
        built.files.into_keys().find(|path| path.ends_with(".css"))
    };
    assert_eq!(with(""), with("[theme]\nname = 'default'\n"));
}

#[test]
fn a_logo_stands_beside_the_title_with_its_size() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
    let built = site("[theme]\nlogo = 'art/logo.svg'\n", &[("content/art/logo.svg", svg)]).build();
    let page = built.page("en-us/fold");
    assert!(page.contains("<img class=\"logo\" src=\"../../media/logo."), "{page}");
    assert!(!page.contains("class=\"mark\""));
    assert_eq!(built.told, "");
}

#[test]
fn a_missing_logo_and_one_with_a_script_are_told_and_left_out() {
    let live = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    for files in [&[][..], &[("content/logo.svg", live)][..]] {
        let built = site("[theme]\nlogo = 'logo.svg'\n", files).build();
        assert!(built.told.contains("image-missing"), "{}", built.told);
        assert!(built.page("en-us/fold").contains("class=\"mark\""));
    }
}

#[test]
fn the_home_page_names_the_articles_that_were_changed_last() {
    let dated = |day: u8| format!("---\ntitle: T\nms.date: 2026-11-{day:02}\n---\n# Day {day}\n\nText.\n");
    let texts: Vec<(String, String)> =
        (1..=7).map(|day| (format!("content/en-US/d{day}.md"), dated(day))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = site("", &[&files[..], &[("content/da-DK/x.md", FOLD)]].concat()).build();
    let (_, recent) = built.main("en-us").split_once("id=\"hx-recent\"").unwrap();
    let days: Vec<&str> = recent.split("Day ").skip(1).map(|rest| rest.split_once(' ').unwrap().0).collect();
    assert_eq!(days, ["7", "6", "5", "4", "3"]);
    assert!(recent.contains("<time datetime=\"2026-11-07\">"));
    assert!(!built.main("da-dk").contains("hx-recent"), "nothing is dated there");
}

#[test]
fn an_article_leads_to_where_it_can_be_changed_and_reported() {
    let config = "[site]\nedit-url = 'https://code.example/edit/{path}'\n\
                  report-url = 'mailto:a@b.example?subject={title}&body={url}%20{locale}'\n";
    let odd = "---\ntitle: 'Rain & {path} wind'\n---\n# Rain\n\nText.\n";
    let built = site(config, &[("content/en-US/a b/rain&.md", odd), ("content/da-DK/x.md", FOLD)]).build();
    let page = built.page("en-us/a-b/rain");
    assert!(page.contains("href=\"https://code.example/edit/en-US/a%20b/rain%26.md\""), "{page}");
    assert!(
        page.contains("subject=Rain%20%26%20%7Bpath%7D%20wind&amp;body=%2Fen-us%2Fa-b%2Frain%2F%20en-US"),
        "{page}"
    );
    assert!(built.page("da-dk/fold").contains("edit/en-US/fold.md"), "the text that is shown");
    assert!(!built.page("en-us").contains("code.example"));
    assert!(!site("", &[]).build().page("en-us/fold").contains("class=\"feedback\""));
}
