//! Holds what `hexapla.toml` means and how each mistake in it is told.

use crate::diagnostics::{Checked, Code, Severity};
use crate::parse::config::accent::{Accent, Colour, contrast};
use crate::parse::config::{Config, is_tag_shaped, parse, schema, settings};
use crate::parse::schema_keys::SchemaKey;
use crate::source::{Root, SourcePath};

fn parsed(text: &str) -> Checked<Config> {
    parse(&SourcePath::new(Root::Site, "hexapla.toml"), text.as_bytes())
}

/// Code, marked text and help of every diagnostic.
fn told(text: &str) -> Vec<(Code, String, String)> {
    let marked = |span: crate::source::Span| text[span.start..span.end].to_owned();
    parsed(text)
        .diagnostics
        .into_iter()
        .map(|each| (each.code, marked(each.place.unwrap().span), each.help.unwrap_or_default()))
        .collect()
}

#[test]
fn an_empty_file_gives_the_defaults() {
    let config = parsed("");
    assert!(config.diagnostics.is_empty());
    assert_eq!(config.value, Config::default());
    assert_eq!(config.value.site.title, "Help Center");
    assert_eq!(config.value.site.source_locale, "en-US");
    assert_eq!(config.value.site.base_url, None);
    assert_eq!(config.value.paths.content, "content");
    assert_eq!(config.value.paths.output, "public");
    assert_eq!(config.value.theme.name, "default");
}

#[test]
fn every_key_is_read() {
    let config = parsed(
        r##"
        [site]
        title = "Paper Planes"
        base-url = "https://help.example.org/planes/"
        source-locale = "da-DK"
        [paths]
        content = "../articles"
        locales = "strings"
        themes = "/srv/themes"
        output = "dist"
        [locales.nn-NO]
        fallback = ["nb-NO", "da-DK"]
        title = "Papirfly"
        [locales.fo-FO]
        [theme]
        name = "wings"
        accent = "#25B"
        logo = "./art/logo.svg"
        width = "1200px"
        scale = 1.1
        "##,
    );
    assert_eq!(config.diagnostics, []);
    let config = config.value;
    assert_eq!(config.site.title, "Paper Planes");
    assert_eq!(config.site.base_url.as_deref(), Some("https://help.example.org/planes"));
    assert_eq!(config.site.source_locale, "da-DK");
    assert_eq!(config.paths.content, "../articles");
    assert_eq!(config.paths.locales, "strings");
    assert_eq!(config.paths.themes, "/srv/themes");
    assert_eq!(config.paths.output, "dist");
    assert_eq!(config.theme.name, "wings");
    assert_eq!(config.theme.logo.as_deref(), Some("art/logo.svg"));
    assert_eq!(config.theme.width.as_deref(), Some("75rem"));
    assert_eq!(config.theme.scale, Some(110));
    assert_eq!(config.locales["nn-NO"].fallback.as_deref().unwrap(), ["nb-NO", "da-DK"]);
    assert_eq!(config.locales["nn-NO"].title.as_deref(), Some("Papirfly"));
    assert_eq!(config.locales["fo-FO"], Default::default());
}

#[test]
fn all_mistakes_are_told_in_one_run_each_at_its_place() {
    let text = "[site]\ntitel = 'a'\nbase-url = 'ftp://x'\n[paths]\ncontent = 3\n[locales.da_DK]\n[teme]\n";
    let expected = [
        (Code::ConfigKeyUnknown, "titel", "did you mean `title`?"),
        (Code::ConfigValueInvalid, "'ftp://x'", ""),
        (Code::ConfigValueInvalid, "3", ""),
        (Code::ConfigValueInvalid, "da_DK", ""),
        (Code::ConfigKeyUnknown, "teme", "did you mean `theme`?"),
    ];
    let expected = expected.map(|(code, marked, help)| (code, marked.to_owned(), help.to_owned()));
    assert_eq!(told(text), expected);
}

#[test]
fn every_syntax_error_is_told_and_no_guess_beside_it() {
    let told = told("[site]\ntitle = \n[paths]\noutput = \"x\ncontent = \"c\"\ncontent = \"d\"\n");
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|(code, ..)| *code == Code::ConfigSyntax));
    assert_eq!(told[2].1, "content");
}

#[test]
fn a_key_without_its_table_is_sent_home() {
    let told = told("title = 'Planes'\n");
    assert_eq!(told[0].2, "write `title` below `[site]`");
}

#[test]
fn values_of_the_wrong_kind_are_told() {
    let wrong = [
        "[site]\ntitle = ''",
        "[site]\ntitle = true",
        "[site]\nsource-locale = 'english language'",
        "[paths]\noutput = ' '",
        "[paths]\noutput = \"a\\u0000b\"",
        "[theme]\nname = '../other'",
        "[theme]\nname = '.hidden'",
        "[site]\nedit-url = 'javascript:alert(1)//{path}'",
        "[site]\nedit-url = 'https://h/{file}'",
        "[site]\nreport-url = 'mailto:'",
        "[theme]\naccent = 'blue'",
        "[theme]\naccent = '#12345'",
        "[theme]\naccent = '#é1'",
        "[theme]\nlogo = '../logo.svg'",
        "[theme]\nlogo = '/logo.svg'",
        "[theme]\nlogo = 'logo.exe'",
        "[theme]\nwidth = '10rem'",
        "[theme]\nwidth = '72'",
        "[theme]\nwidth = '1e2rem'",
        "[theme]\nwidth = '72rem;}body{display:none'",
        "[theme]\nscale = 3",
        "[theme]\nscale = '1.1'",
        "[theme]\nscale = nan",
        "[locales.da]\nfallback = 'en'",
        "[locales.da]\nfallback = ['en', 3]",
        "[locales.da]\nfallback = ['da']",
        "[locales.da]\n[locales.DA]",
        "[locales]\nda = 'en'",
        "site = 3",
        "[[site]]\ntitle = 'a'",
    ];
    for text in wrong {
        let codes: Vec<Code> = parsed(text).diagnostics.iter().map(|each| each.code).collect();
        assert_eq!(codes, [Code::ConfigValueInvalid], "{text}");
    }
}

#[test]
fn addresses_that_no_site_can_have_are_told() {
    for url in [
        "example.org",
        "//example.org",
        "https://",
        "https:///x",
        "http://a b",
        "https://u@h",
        "https://h/?q",
        "https://h/#f",
        "javascript://x",
    ] {
        let told = parsed(&format!("[site]\nbase-url = '{url}'"));
        assert_eq!(told.diagnostics.len(), 1, "{url}");
        assert_eq!(told.value.site.base_url, None, "{url}");
    }
    for (url, normal) in [
        ("HTTPS://h", "https://h"),
        ("http://h:8080/a//", "http://h:8080/a"),
        ("https://[::1]/", "https://[::1]"),
    ] {
        assert_eq!(
            parsed(&format!("[site]\nbase-url = '{url}'")).value.site.base_url.as_deref(),
            Some(normal)
        );
    }
}

#[test]
fn bytes_that_are_not_text_are_told_at_the_byte() {
    let path = SourcePath::new(Root::Site, "hexapla.toml");
    let checked = parse(&path, b"[site]\ntitle = '\xff'\n");
    assert_eq!(checked.diagnostics[0].code, Code::SourceNotUtf8);
    assert_eq!(checked.diagnostics[0].place.as_ref().unwrap().span.start, 16);
}

#[test]
fn nothing_written_in_the_file_makes_it_panic() {
    let deep = "[".repeat(5_000);
    for text in [
        "\u{feff}[site]",
        "[",
        "]",
        "=",
        "a.b.c.d = 1",
        "[site.title]\nx = 1",
        "site.title = 'x'",
        &deep,
        "\0",
        "'''",
        "locales.da.fallback = [[]]",
    ] {
        let checked = parsed(text);
        for diagnostic in checked.diagnostics {
            assert_eq!(diagnostic.severity, Severity::Error);
            assert!(diagnostic.place.unwrap().span.end <= text.len() + 1, "{text}");
        }
    }
}

#[test]
fn the_shape_of_tags_is_that_of_bcp_47() {
    for tag in
        ["da", "da-DK", "zh-Hant-TW", "sr-Latn-RS", "es-419", "fil", "de-CH-1996", "en-u-hc-h23", "x-y-z"]
    {
        assert_eq!(is_tag_shaped(tag), tag != "x-y-z", "{tag}");
    }
    for tag in
        ["", "d", "da_DK", "da-", "-da", "da--DK", "1a", "latn", "abcdefghi", "da-abcdefghi", "de-u", "日本"]
    {
        assert!(!is_tag_shaped(tag), "{tag}");
    }
}

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_table() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/hexapla.schema.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(file, schema()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), schema(), "run the tests with UPDATE_GOLDEN=1");
}

#[test]
fn every_accent_is_readable_on_light_and_dark_paper() {
    let papers = |hex: &str| Colour::parse(hex).unwrap();
    for written in ["#ffd400", "#000", "#fff", "#808080", "#2b50c8", "#e5004f", "#00ff00", "#0000ff"] {
        let accent = Accent::of(Colour::parse(written).unwrap());
        for (shades, paper, soft_paper) in
            [(accent.light, "#fff", "#f6f7fa"), (accent.dark, "#11141b", "#191e28")]
        {
            for paper in [papers(paper), papers(soft_paper), shades.soft] {
                assert!(contrast(shades.accent, paper) >= 4.5, "{written} on {}", paper.hex());
            }
            assert!(contrast(shades.more, papers(paper)) >= 7.0, "{written}");
        }
        assert!(contrast(accent.light.accent, papers("#fff")) >= 4.5, "text on a button in {written}");
    }
}

#[test]
fn an_accent_that_is_hard_to_read_is_told_with_the_shade_that_stands_in() {
    let text = "[theme]\naccent = '#ffd400'\n";
    let told = told(text);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].0, told[0].1.as_str()), (Code::AccentContrast, "'#ffd400'"));
    let shade = parsed(text).value.theme.accent.unwrap().light.accent.hex();
    assert!(told[0].2.contains(&shade), "{}", told[0].2);
    assert_eq!(parsed(&format!("[theme]\naccent = '{shade}'\n")).diagnostics, []);
    assert_eq!(parsed("[theme]\naccent = '#2b50c8'\n").diagnostics, []);
}

/// A file that sets many keys to what is not their default.
const SAMPLE: [(&str, &str, &str); 16] = [
    ("front-matter", "allow", "['layout']"),
    ("home", "topics", "'ms.service'"),
    ("links", "elsewhere", "'https://example.org'"),
    ("lints", "<code>", "'error'"),
    ("locales.<tag>", "fallback", "['nb-NO']"),
    ("locales.<tag>", "publish-from", "0.25"),
    ("locales.<tag>", "synonyms", "[['sign in', 'login']]"),
    ("locales.<tag>", "title", "'Papirfly'"),
    ("machines", "markdown", "false"),
    ("paths", "content", "'articles'"),
    ("search", "enabled", "false"),
    ("search", "exclude", "['internal/**']"),
    ("site", "title", "'Paper Planes'"),
    ("theme", "scale", "1.1"),
    ("translation", "index", "'none'"),
    ("vars", "<name>", "'Kite'"),
];

/// The sample with one more line in a table, instead of the table's own line for the same key.
fn sample_with(table: &str, key: &str, line: &str) -> String {
    let mut tables: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for (of, name, value) in SAMPLE {
        let lines = tables.entry(of).or_default();
        if (of, name) != (table, key) {
            lines.push(format!("{} = {value}", free(name)));
        }
    }
    tables.entry(table).or_default().push(line.to_owned());
    tables.into_iter().map(|(table, lines)| format!("[{}]\n{}\n", free(table), lines.join("\n"))).collect()
}

/// A name in the place of one that is free.
fn free(name: &str) -> String {
    name.replace("<tag>", "nn-NO").replace("<name>", "product").replace("<code>", "link-anchor-missing")
}

#[test]
fn a_wrong_type_at_any_key_is_one_diagnostic_and_loses_no_other_setting() {
    assert!(parsed(&sample_with("site", "", "")).diagnostics.is_empty());
    for key in settings() {
        let (table, date) = (key.table_name(), "1979-05-27");
        let text = sample_with(&table, &key.name, &format!("{} = {date}", free(&key.name)));
        let found = told(&text);
        assert_eq!(found, [(Code::ConfigValueInvalid, date.to_owned(), String::new())], "{text}");
        assert_eq!(parsed(&text).value, parsed(&sample_with(&table, &key.name, "")).value, "{text}");
    }
}

/// All names at one letter's distance of a kind: a letter left out, replaced, doubled, or exchanged with the next.
fn misspelled(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut all = Vec::new();
    for at in 0..letters.len() {
        let (before, after): (String, String) =
            (letters[..at].iter().collect(), letters[at + 1..].iter().collect());
        let letter = letters[at];
        all.extend([
            format!("{before}{after}"),
            format!("{before}q{after}"),
            format!("{before}{letter}{letter}{after}"),
        ]);
        if let Some(next) = letters.get(at + 1) {
            let rest: String = letters[at + 2..].iter().collect();
            all.push(format!("{before}{next}{letter}{rest}"));
        }
    }
    all.retain(|other| other != name && other != "-" && !other.is_empty());
    all
}

#[test]
fn every_key_and_table_misspelled_by_one_letter_is_offered() {
    for key in settings().iter().filter(|key| !key.name.starts_with('<')) {
        for wrong in misspelled(&key.name) {
            let text = sample_with(&key.table_name(), "", &format!("{wrong} = 1"));
            let expected = (Code::ConfigKeyUnknown, wrong.clone(), format!("did you mean `{}`?", key.name));
            assert_eq!(told(&text), [expected], "{text}");
        }
        let table = &key.table[0];
        // `lins` may mean `links` as well as `lints`.
        let is_ambiguous = |wrong: &String| {
            settings()
                .iter()
                .any(|other| other.table[0] != *table && misspelled(&other.table[0]).contains(wrong))
        };
        for wrong in misspelled(table).into_iter().filter(|wrong| !is_ambiguous(wrong)) {
            let expected = (Code::ConfigKeyUnknown, wrong.clone(), format!("did you mean `{table}`?"));
            assert_eq!(told(&format!("[{wrong}]\n")), [expected]);
        }
    }
}

#[test]
fn wrong_items_of_lists_are_each_reported_and_the_rest_is_kept() {
    let text = "[locales.da-DK]\nfallback = ['nb-NO', 3, 'x', 'sv-SE']\nsynonyms = [['a', 1, true], ['b', 'c'], 4]\n[search]\nexclude = ['a/[', 'b']\n";
    let marked: Vec<String> = told(text).into_iter().map(|(_, marked, _)| marked).collect();
    assert_eq!(marked, ["3", "'x'", "1", "true", "4", "'a/['"]);
    let config = parsed(text).value;
    assert_eq!(config.locales["da-DK"].fallback.as_deref().unwrap(), ["nb-NO", "sv-SE"]);
    assert_eq!(config.locales["da-DK"].synonyms, [["b", "c"]]);
    assert!(config.search.excludes("b") && !config.search.excludes("a"));
}

#[test]
fn variables_are_texts_or_numbers_with_names() {
    let text = "[vars]\nproduct = 'Kite'\nyear = 2_026\nshare = 0.5\nhex = 0x10\nbig = 99999999999999999999\nwrong = true\nnone = nan\n1st = 'x'\n";
    let marked: Vec<String> = told(text).into_iter().map(|(_, marked, _)| marked).collect();
    assert_eq!(marked, ["true", "nan", "1st"]);
    let variables = parsed(text).value.variables;
    let number = |name: &str| format!("{:?}", variables[name]);
    assert_eq!(number("year"), "Number(2026.0)");
    assert_eq!(number("hex"), "Number(16.0)");
    assert_eq!(number("big"), "Number(1e20)");
    assert_eq!(number("product"), "Text(\"Kite\")");
}

#[test]
fn a_file_of_mistakes_alone_comes_to_an_end() {
    let many: String = (0..5_000).map(|at| format!("v{at} = true\n")).collect();
    let found = parsed(&format!("[vars]\n{many}")).diagnostics.len();
    assert!(found > 200, "{found}");
}

#[test]
fn the_manual_lists_every_setting_with_its_default_and_nothing_else() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/content/en-US/reference/configuration.md");
    let text = std::fs::read_to_string(file).unwrap();
    let head = "| Setting | Where | Default | Meaning |\n| --- | --- | --- | --- |\n";
    let start = text.find("| Setting |").unwrap();
    let end = start + text[start..].find("\n\n").unwrap() + 1;
    let table = head.to_owned() + &settings().iter().map(manual_row).collect::<String>();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(file, format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
    } else {
        assert_eq!(&text[start..end], table, "run the tests with UPDATE_GOLDEN=1");
    }
}

fn manual_row(key: &SchemaKey) -> String {
    let default = key.default.as_ref().map(|default| format!("`{default}`")).unwrap_or_default();
    let free = key.name.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
    let name = free.map_or(format!("`{}`", key.name), |name| format!("any {name}"));
    let table = key.table_name().replace("<tag>", "TAG");
    format!("| {name} | `[{table}]` | {default} | {} |\n", key.doc.trim_end_matches('.').replace('|', "\\|"))
}

#[test]
fn colours_are_read_and_compared_as_wcag_defines_it() {
    for hex in ["#2b50c8", "#0f1e2d", "#a0b1c2"] {
        assert_eq!(Colour::parse(hex).unwrap().hex(), hex);
    }
    assert_eq!(Colour::parse("#3af").unwrap().hex(), "#33aaff");
    // The ratios that public contrast checkers give, to two digits.
    for (one, other, ratio) in [
        ("#000000", "#ffffff", 21.0),
        ("#808080", "#ffffff", 3.95),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
    ] {
        let found = contrast(Colour::parse(one).unwrap(), Colour::parse(other).unwrap());
        assert!((found - ratio).abs() < 0.01, "{one} on {other}: {found}");
    }
}
