//! Holds that every diagnostic code can be met: a site that triggers it, and what a person reads then in each of the five forms.
//!
//! `tests/it/codes/CODE.txt` holds the forms one after the other; `UPDATE_GOLDEN=1` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use hexapla::PAGES;

const FORMATS: [&str; 5] = ["human", "short", "json", "sarif", "github"];

const HEAD: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

/// The paths of parts that include each other.
fn path_of_part(at: usize) -> &'static str {
    const PATHS: [&str; 9] = [
        "content/en-US/includes/p0.md",
        "content/en-US/includes/p1.md",
        "content/en-US/includes/p2.md",
        "content/en-US/includes/p3.md",
        "content/en-US/includes/p4.md",
        "content/en-US/includes/p5.md",
        "content/en-US/includes/p6.md",
        "content/en-US/includes/p7.md",
        "content/en-US/includes/p8.md",
    ];
    PATHS[at]
}

/// What triggers a code, beside a sound article: files below the site's folder.
fn example(code: &str) -> Vec<(&'static str, String)> {
    let article = |body: &str| vec![("content/en-US/tie.md", format!("{HEAD}{body}\n"))];
    let front_matter =
        |lines: &str| vec![("content/en-US/tie.md", format!("---\n{lines}\n---\n# Kites\n\nTie it.\n"))];
    let terms = |glossary: &str, target: &str| {
        vec![
            ("content/en-US/tie.md", format!("{HEAD}Tie your kite.\n")),
            (
                "content/da-DK/tie.md",
                format!(
                    "{HEAD}<span data-ttu-id=\"1a2b3-103\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-103\">Tie your kite.</span></span>\n"
                ),
            ),
            ("locales/en-US/glossary.ftl", "-kite = kite\n".to_owned()),
            ("locales/da-DK/glossary.ftl", glossary.to_owned()),
        ]
    };
    let config = |text: &str| vec![("hexapla.toml", text.to_owned())];
    match code {
        "config-syntax" => config("[site\ntitle = \"Kites\"\n"),
        "config-key-unknown" => config("[site]\ntitel = \"Kites\"\n"),
        "accent-contrast" => config("[theme]\naccent = \"#ffee88\"\n"),
        "views-unusable" => config("[home]\npopular = \"views.csv\"\n"),
        "config-value-invalid" => config("[site]\nbase-url = \"kites\"\n"),
        "source-not-utf8" => vec![("content/en-US/tie.md", String::new())],
        "locale-tag-invalid" => vec![("content/not a tag/tie.md", format!("{HEAD}Tie it.\n"))],
        "files-passed-over" => vec![("content/en-US/tie.mdx", "# Kites\n".to_owned())],
        "locale-unused" => vec![
            ("hexapla.toml", "[site]\ntitle = \"Kites\"\n[locales.fr-FR]\ntitle = \"Cerfs-volants\"\n".to_owned()),
            ("locales/sv-SE/site.ftl", "next = Nästa\n".to_owned()),
            ("locales/en.ftl", "next = Next\n".to_owned()),
        ],
        "locale-empty" => vec![("content/da-DK/tie.mdx", "# Drager\n".to_owned())],
        "locale-folder-twice" => vec![("content/en-us/tie.md", format!("{HEAD}Tie it.\n"))],
        "front-matter-missing" => vec![("content/en-US/tie.md", "# Kites\n\nTie it.\n".to_owned())],
        "front-matter-syntax" => front_matter("title: Kites: a [book"),
        "front-matter-guard-unclear" => front_matter("title: Kites\ndraft: yes"),
        "front-matter-too-large" => front_matter(&format!("title: Kites\nkites: {}", "[".repeat(100))),
        "front-matter-commented" => front_matter("title: Kite #7"),
        "front-matter-key-unknown" => front_matter("titel: Kites"),
        "front-matter-key-duplicate" => front_matter("title: Kites\ntitle: Dragons"),
        "front-matter-value-invalid" => front_matter("title: Kites\ndate: tomorrow"),
        "unit-broken" => article("<span data-ttu-id=\"1a2b3-101\">Bind det.</span>"),
        "unit-structure" => article(
            "<span data-ttu-id=\"1a2b3-101\">Bind <b>den.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-101\">Tie it.</span></span>",
        ),
        "unit-target-empty" => article(
            "<span data-ttu-id=\"1a2b3-101\"></span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-101\">Tie it.</span></span>",
        ),
        "text-untranslated" => vec![
            ("content/en-US/tie.md", format!("{HEAD}Tie the kite to the line with a knot.\n")),
            ("content/da-DK/tie.md", format!("{HEAD}Bind dragen. Tie the kite to the line with a knot.\n")),
        ],
        "control-character" => article("Tie \u{202e}it.\n\nThen \u{2067}fold.\n\nAnd fly&#7;."),
        "code-plain" => article("```js\n<Tag\n  /* abcd */\nx=\"y\"\n```"),
        "markup-repaired" => terms("-kite = drage\n", "Bind **din **drage."),
        "address-cut" => article("See https://kites.example/tieをご覧ください."),
        "term-missing" => terms("-kite = drage\n", "Bind den."),
        "term-changed" => terms("-kite = drage\n    .translate = no\n", "Bind din drage."),
        "term-forbidden" => terms("-kite = drage\n    .forbidden = papfugl\n", "Bind din papfugl."),
        "markup-left-over" => article("Tie **it."),
        "markup-foreign" => article("## Knots {#knots}\n\nTie it.\n\n## Bows {#bows}\n\nFold it."),
        "text-lost" => article("<svg><circle r=\"4\"/></svg>"),
        "id-repeated" => article("<a id=\"knot\"></a>One. <a id=\"knot\"></a>Two."),
        "url-refused" => article("[Tie](javascript:tie)"),
        "link-target-missing" => article("[Fold](fald.md)"),
        "link-anchor-missing" => article("[Fold](fold.md#first-stepp)"),
        "link-space" => {
            let fold = ("content/en-US/fold up.md", format!("{HEAD}Fold it.\n"));
            article("[Fold](fold up.md)").into_iter().chain([fold]).collect()
        }
        "link-case-differs" => article("[Fold](Fold.md)"),
        "image-missing" => article("![A kite](kite.png)"),
        "svg-refused" => {
            let mut files = article("![A kite](kite.svg)");
            let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g onload=\"fly()\"/>\n</svg>\n";
            files.push(("content/en-US/kite.svg", svg.to_owned()));
            files
        }
        "include-missing" => article("[!INCLUDE [knots](knots.md)]"),
        "include-blocks" => vec![
            ("content/en-US/tie.md", format!("{HEAD}Use [!INCLUDE [knots](knots.md)].\n")),
            ("content/en-US/knots.md", format!("{HEAD}- a knot\n")),
        ],
        "include-cycle" => article("[!INCLUDE [tie](tie.md)]"),
        "component-unknown" => article("::: tabz\nTie it.\n:::"),
        "component-attribute-invalid" => article("::: accordion titel=\"How?\"\nTie it.\n:::"),
        "component-unpaired" => article("::: tip\nTie it."),
        "phrase-unknown" => {
            let mut files = article("Tie { -kit }.");
            files.push(("locales/en-US/site.ftl", "-kite = Kite\n".to_owned()));
            files
        }
        "url-collision" => vec![
            ("content/en-US/tie it.md", format!("{HEAD}Tie it.\n")),
            ("content/en-US/tie-it.md", format!("{HEAD}Tie it.\n")),
        ],
        "article-moved" => vec![(
            "content/da-DK/gammel/fold.md",
            format!("---\ntitle: Drager\ndescription: Om drager.\nms.openlocfilehash: {FOLD_HASH}\n---\n# Drager\n\nFold dem.\n"),
        )],
        "source-reconstructed" => vec![(
            "content/da-DK/tie.md",
            "---\ntitle: Drager\ndescription: Om drager.\n---\n# Drager\n\n<span data-ttu-id=\"1a2b3-101\">Bind det.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-101\">Tie it.</span></span>\n".to_owned(),
        )],
        "translation-withheld" => vec![
            ("hexapla.toml", "[translation]\npublish-from = 0.9\n".to_owned()),
            ("locales/da-DK/articles/fold.ftl", "# Source: Fold it.\nu-f8f00d223b9c8818 = Fold den.\n".to_owned()),
        ],
        "fluent-syntax" => vec![("locales/en/site.ftl", "next = Next\nthis is no message\n".to_owned())],
        "string-invalid" => vec![(
            "locales/en/site.ftl",
            "count = { $count ->\n    [few] { $count } kites\n   *[other] { LEN($count) } kites\n}\n".to_owned(),
        )],
        "string-missing" => vec![
            ("content/ga-IE/fold.md", format!("{HEAD}Fill e.
")),
            ("locales/ga/site.ftl", "next = Ar aghaidh
".to_owned()),
        ],
        "catalog-unused" => vec![
            ("content/en-US/tie.md", format!("{HEAD}Tie it.\n")),
            ("content/da-DK/tie.md", format!("{HEAD}Bind den.\n")),
            ("locales/da-DK/articles/tie.ftl", "title = Drager\n".to_owned()),
        ],
        "baseline-unusable" => vec![
            ("hexapla.toml", "[lints]\nbaseline = \"known.txt\"\n".to_owned()),
            ("known.txt", "two\tlink-target-missing\tcontent/en-US/tie.md\tthere is no `fald`\n".to_owned()),
        ],
        "baseline-outdated" => vec![
            ("hexapla.toml", "[lints]\nbaseline = \"known.txt\"\n".to_owned()),
            ("known.txt", "1\tlink-target-missing\tcontent/en-US/tie.md\tthere is no `fald`\n".to_owned()),
        ],
        "source-locale-empty" => config("[site]\nsource-locale = \"fr\"\n"),
        "include-too-large" => {
            let part = |at: usize| {
                let next = format!("[!INCLUDE [p](p{}.md)]\n\n", at + 1);
                (path_of_part(at), if at < 8 { next.repeat(2) } else { "End.\n".to_owned() })
            };
            (0..9).map(part).chain(article("[!INCLUDE [p](includes/p0.md)]")).collect()
        }
        "theme-missing" => config("[theme]\nname = \"paper\"\n"),
        "template-invalid" => vec![("themes/default/templates/home.html", "{{ page.nothing }}\n".to_owned())],
        "text-hard-coded" => vec![
            ("content/da-DK/fold.md", format!("{HEAD}Fold den.\n")),
            ("themes/default/templates/parts/breadcrumbs.html", "<p>Kites for <b>everybody</b></p>\n".to_owned()),
        ],
        _ => Vec::new(),
    }
}

/// What only a disk can hold.
fn on_disk(code: &str, site: &Path) {
    let content = site.join("content/en-US");
    match code {
        "source-unreadable" => std::os::unix::fs::symlink("nothing", content.join("tie.md")).unwrap(),
        "source-outside-root" => std::os::unix::fs::symlink("/", content.join("all")).unwrap(),
        "source-name-invalid" => {
            use std::os::unix::ffi::OsStrExt;
            fs::write(content.join(std::ffi::OsStr::from_bytes(b"ti\xffe.md")), HEAD).unwrap();
        }
        "source-not-utf8" => {
            fs::write(content.join("tie.md"), [HEAD.as_bytes(), b"Tie \xff it.\n"].concat()).unwrap()
        }
        "source-too-large" => {
            fs::File::create(content.join("tie.md")).unwrap().set_len(33 * 1024 * 1024).unwrap();
        }
        "site-empty" => fs::remove_file(content.join("fold.md")).unwrap(),
        _ => {}
    }
}

const FOLD: &str = "---\ntitle: Fold\ndescription: How to fold.\n---\n# Fold\n\n## First steps\n\nFold it.\n";

/// The SHA-1 of the article above, as a hand-off leaves it in a translation.
const FOLD_HASH: &str = "4fd22490c48f818faa084d9200c5707458cf497f";

/// The same without inherited files and with too few open files for what is listed, which fails alike for everyone, as permissions do not.
fn with_few_files(command: &Command) -> Command {
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n 4 && exec \"$0\" \"$@\""])
        .arg(command.get_program());
    limited.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    limited
}

fn told(site: &Path, code: &str, format: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(["check", "--quiet", "--color", "never", "--format", format]).current_dir(site);
    if code == "input-unreadable" {
        command = with_few_files(&command);
    }
    let output = command.env("HOME", site).env("LC_ALL", "C.UTF-8").stdin(Stdio::null()).output().unwrap();
    let bytes = if format == "human" { output.stderr } else { output.stdout };
    // The forms for machines name the program's version, which changes without any of this.
    String::from_utf8(bytes).unwrap().replace(env!("CARGO_PKG_VERSION"), "[version]")
}

#[test]
fn every_code_is_triggered_and_told_in_every_form() {
    let goldens = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/codes");
    let renews = std::env::var_os("UPDATE_GOLDEN").is_some();
    fs::create_dir_all(&goldens).unwrap();
    let mut failures = Vec::new();
    for page in PAGES {
        let site = tempfile::tempdir().unwrap();
        let mut files = vec![("content/en-US/fold.md", FOLD.to_owned()), ("hexapla.toml", String::new())];
        files.extend(example(page.name));
        for (path, text) in files {
            let path = site.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        on_disk(page.name, site.path());
        let mut all = String::new();
        for format in FORMATS {
            let told = told(site.path(), page.name, format);
            if !told.contains(page.name) {
                failures.push(format!("{} is not told as {format}:\n{told}", page.name));
            }
            let _ = write!(all, "=== {format}\n{told}");
        }
        let golden = goldens.join(format!("{}.txt", page.name));
        if renews {
            fs::write(&golden, &all).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != all {
            failures.push(format!("{}: it is\n{all}", page.name));
        }
    }
    assert!(failures.is_empty(), "UPDATE_GOLDEN=1 writes them anew.\n{}", failures.join("\n\n"));
}

/// The manual's page on messages, in the words of `explain`.
fn manual_page() -> String {
    let mut page = MANUAL_HEAD.to_owned();
    for told in PAGES {
        let _ = write!(
            page,
            "\n## {}\n\n**{}**: {}.\n\n{}\n\n{}\n",
            told.name,
            told.severity.name(),
            told.title,
            told.meaning,
            told.remedy
        );
    }
    page
}

const MANUAL_HEAD: &str = "---
title: All messages
description: What each message of Hexapla means, and what to do about it.
author: hexapla
ms.date: 11/23/2026
ms.topic: reference
ms.service: hexapla
weight: 4
---
# All messages

Every message carries a code in brackets, such as `error[link-target-missing]`. This page lists them all; on the command line, `hexapla explain` says the same. An error stands in the way of readers, a warning may, and a note only tells what was done.
";

#[test]
fn the_manual_tells_every_code_in_the_words_of_explain() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/en-US/reference/messages.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, manual_page()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, manual_page(), "UPDATE_GOLDEN=1 writes it anew");
}
