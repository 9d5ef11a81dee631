//! What a site and its articles decide about search: what is left out, what it is called, how it is narrowed, where misses are told.

use crate::diagnostics::Code;
use crate::parse::config;
use crate::search::files::IndexFiles;
use crate::search::query;
use crate::source::{Root, SourcePath};

use crate::testing::fixture::{Built, Site};

fn article(front: &str, title: &str) -> String {
    format!("---\ntitle: {title}\n{front}---\n# {title}\n\nWind carries it far.\n")
}

fn site(config: &str, files: &[(&str, String)]) -> Built {
    let mut all = vec![("hexapla.toml", config)];
    all.extend(files.iter().map(|(path, text)| (*path, text.as_str())));
    Site::of(&all).build()
}

/// The titles that a query finds in a locale, best first.
fn found(built: &Built, locale: &str, query: &str, tags: &[&str]) -> Vec<String> {
    let load = |name: &str| built.files.get(&format!("{locale}/search/{name}")).cloned();
    query::search(&load, query, tags, 20).unwrap().into_iter().map(|doc| doc.title).collect()
}

fn filters(built: &Built, locale: &str) -> Vec<(String, String)> {
    let load = |name: &str| built.files.get(&format!("{locale}/search/{name}")).cloned();
    IndexFiles::open(&load).unwrap().filters
}

#[test]
fn articles_and_folders_can_be_left_out() {
    let built = site(
        "[search]\nexclude = ['internal/**', '*/draft-*']\n",
        &[
            ("content/en-US/kites.md", article("", "Kites")),
            ("content/en-US/hidden.md", article("search: false\n", "Hidden kites")),
            ("content/da-DK/hidden.md", article("", "Skjulte drager")),
            ("content/da-DK/kites.md", article("", "Drager")),
            ("content/en-US/internal/deep/plan.md", article("", "Planned kites")),
            ("content/en-US/sky/draft-one.md", article("", "Drafted kites")),
        ],
    );
    assert_eq!(found(&built, "en-us", "kites", &[]), ["Kites"]);
    assert_eq!(
        found(&built, "da-dk", "drager", &[]),
        ["Drager"],
        "what the source says holds for its translations"
    );
}

#[test]
fn keywords_find_an_article_and_aliases_are_old_addresses_alone() {
    let built = site(
        "",
        &[
            (
                "content/en-US/login.md",
                article("keywords: log in, password\naliases: [/passkey/]\n", "Sign in"),
            ),
            ("content/en-US/kites.md", article("keywords:\n- paper bird\n", "Kites")),
        ],
    );
    assert_eq!(found(&built, "en-us", "password", &[]), ["Sign in"]);
    assert_eq!(found(&built, "en-us", "paper bird", &[]), ["Kites"]);
    assert_eq!(found(&built, "en-us", "passkey", &[]), Vec::<String>::new());
    assert!(built.files.contains_key("en-us/passkey/index.html"));
}

#[test]
fn a_priority_lifts_an_article_in_every_locale() {
    let with = |priority: &str| {
        site(
            "",
            &[
                ("content/en-US/a.md", article("", "Kites")),
                ("content/en-US/b.md", article(priority, "Kites")),
                ("content/da-DK/a.md", article("", "Drager")),
                ("content/da-DK/b.md", article("", "Drager")),
            ],
        )
    };
    let first = |built: &Built, locale: &str, query: &str| {
        let load = |name: &str| built.files.get(&format!("{locale}/search/{name}")).cloned();
        query::search(&load, query, &[], 1).unwrap().remove(0).url
    };
    assert_eq!(first(&with("search-priority: 3\n"), "en-us", "kites"), "/en-us/b/");
    assert_eq!(first(&with("search-priority: 3\n"), "da-dk", "drager"), "/da-dk/b/");
    assert_eq!(first(&with("search-priority: 0.3\n"), "en-us", "kites"), "/en-us/a/");
    assert!(with("search-priority: 99\n").told.contains("`search-priority` must be a number from 0.1 to 7"));
    assert!(with("search: maybe\n").told.contains("`search` must be true or false"));
}

#[test]
fn results_are_narrowed_by_section_and_front_matter() {
    let built = site(
        "[search]\nfilters = ['section', 'audience', 'tags']\n",
        &[
            ("locales/da-DK/site.ftl", "audience-admin = Administratorer\nsection-sky = Himmel\n".to_owned()),
            ("content/en-US/sky/kites.md", article("audience: admin\ntags: [toys, wind]\n", "Kites")),
            ("content/da-DK/sky/kites.md", article("", "Drager")),
            (
                "content/en-US/sea/boats.md",
                article("audience: everyone\ntags: wind\n", "Paper boats and kites"),
            ),
            ("content/da-DK/sea/boats.md", article("", "Papirbåde og drager")),
        ],
    );
    let offered: Vec<(String, String)> = filters(&built, "da-dk");
    let offered: Vec<(&str, &str)> =
        offered.iter().map(|(tag, label)| (tag.as_str(), label.as_str())).collect();
    assert_eq!(
        offered,
        [
            ("section:sea", "Sea"),
            ("section:sky", "Himmel"),
            ("audience:admin", "Administratorer"),
            ("audience:everyone", "everyone"),
            ("tags:toys", "toys"),
            ("tags:wind", "wind"),
        ]
    );
    assert_eq!(found(&built, "da-dk", "drager", &["audience:admin"]), ["Drager"]);
    assert_eq!(found(&built, "da-dk", "drager", &["section:sea", "tags:wind"]), ["Papirbåde og drager"]);
    assert_eq!(found(&built, "en-us", "kites", &["tags:wind"]).len(), 2);
    let page = built.page("da-dk/sky/kites");
    assert!(
        page.contains("data-filters=\"[[&quot;section&quot;,&quot;Sektion&quot;],[&quot;audience&quot;,&quot;Målgruppe&quot;]"),
        "{page}"
    );
    assert!(page.contains("data-all=\"Alle\""));
}

#[test]
fn synonyms_come_from_the_configuration_and_from_a_file_of_the_locale() {
    let built = site(
        "[locales.da-DK]\nsynonyms = [['drage', 'papirfugl']]\n",
        &[
            ("locales/da-DK/synonyms.txt", "# what readers say\nbåd, jolle\nalene\n".to_owned()),
            ("content/en-US/kites.md", article("", "Kites")),
            ("content/da-DK/kites.md", article("", "Byg en drage")),
            ("content/da-DK/boats.md", article("", "Byg en båd")),
        ],
    );
    assert_eq!(found(&built, "da-dk", "papirfugl", &[]), ["Byg en drage"]);
    assert_eq!(found(&built, "da-dk", "jolle", &[]), ["Byg en båd"]);
    assert_eq!(found(&built, "en-us", "papirfugl", &[]), Vec::<String>::new());
}

#[test]
fn a_site_can_do_without_search() {
    let built = site("[search]\nenabled = false\n", &[("content/en-US/kites.md", article("", "Kites"))]);
    assert!(!built.page("en-us/kites").contains("data-search"));
    assert!(!built.page("en-us").contains("type=\"search\""));
    assert!(built.page("en-us/search").contains("Kites"), "the list of all articles stays");
    assert!(!built.files.keys().any(|path| path.ends_with(".bin")));
}

#[test]
fn misses_are_reported_only_where_the_site_says_so() {
    let kites = [("content/en-US/kites.md", article("", "Kites"))];
    assert!(!site("", &kites).page("en-us/kites").contains("data-report"));
    let own = site("[search]\nreport-url = '/api/misses'\n", &kites);
    assert!(own.page("en-us/kites").contains("data-report=\"/api/misses\""));
    assert!(own.page("en-us/kites").contains("connect-src 'self';"));
    let other = site("[search]\nreport-url = 'https://stats.example:8443/in'\n", &kites);
    assert!(other.told.is_empty());
    assert!(other.page("en-us/kites").contains("connect-src 'self' https://stats.example:8443;"));
    let headers = String::from_utf8(other.files["_headers"].clone()).unwrap();
    assert!(headers.contains("connect-src 'self' https://stats.example:8443;"));
}

#[test]
fn each_mistake_in_the_settings_is_told() {
    let told = |text: &str| -> Vec<Code> {
        let path = SourcePath::new(Root::Site, "hexapla.toml");
        config::parse(&path, text.as_bytes()).diagnostics.into_iter().map(|each| each.code).collect()
    };
    for wrong in [
        "[search]\nenabled = 'yes'",
        "[search]\nfilters = 'section'",
        "[search]\nfilters = ['a:b']",
        "[search]\nexclude = ['../x']",
        "[search]\nexclude = [3]",
        "[search]\nreport-url = 'stats.example'",
        "[search]\nreport-url = '/a; script-src *'",
        "[search]\nreport-url = 'https://a.example/, https://b.example'",
        "[locales.da-DK]\nsynonyms = ['drage']",
        "[locales.da-DK]\nsynonyms = [['drage']]",
        "[locales.da-DK]\nsynonyms = [['drage', 3]]",
    ] {
        assert_eq!(told(wrong), [Code::ConfigValueInvalid], "{wrong}");
    }
    assert_eq!(told("[search]\nfilter = ['section']"), [Code::ConfigKeyUnknown]);
}

#[test]
fn patterns_of_paths_match_as_people_expect() {
    let search = |pattern: &str| config::SearchSettings {
        exclude: vec![config::PathPattern::parse(pattern).unwrap()],
        ..config::Config::default().search
    };
    for (pattern, path, expected) in [
        ("internal", "internal/plan", true),
        ("internal/", "internal/plan", true),
        ("internal/**", "internal/a/b", true),
        ("internal/**", "external/a", false),
        ("**/draft-*", "a/b/draft-1", true),
        ("**/draft-*", "draft-1", true),
        ("*.md", "kites", true),
        ("*/kites.md", "sky/Kites", true),
        ("*/kites", "kites", false),
        ("k*t*s", "kites", true),
        ("k*x*s", "kites", false),
        ("kite", "kites", false),
        ("internal/**", "internal", true),
        ("**", "a/b", true),
        ("a/**/b", "a/b/c", true),
        ("a/**/b", "a/x/y/b", true),
        ("a*/b", "a/x/b", false),
        ("*ØL", "sky/bedste-øl", false),
        ("**/*ØL", "sky/bedste-øl", true),
        ("kite?", "kites", true),
        ("sky?kites", "sky/kites", false),
        ("draft-[0-9]", "draft-7", true),
        ("draft-[0-9]", "draft-x", false),
        ("{sea,sky}/*.md", "sky/kites", true),
        ("{sea,sky}/*.md", "land/kites", false),
    ] {
        assert_eq!(search(pattern).excludes(path), expected, "{pattern} {path}");
    }
}
