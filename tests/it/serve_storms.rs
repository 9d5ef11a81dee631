//! Holds that whatever happens to a served site, what is shown ends equal to a clean build: storms, mistakes, lost folders, deaf machines.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::absent::skipped;
use crate::serve::{Server, Site};

/// Writes so many articles, each anew in every round.
fn write_many(site: &Site, count: usize, round: usize) {
    for number in 0..count {
        site.article("en-US", &format!("many/article-{number}"), "One of many", &format!("Round {round}."));
    }
}

fn survives_storms(more: &[&str]) {
    let site = Site::new();
    let server = site.serve(more);
    for round in 0..3 {
        write_many(&site, 200, round);
    }
    // An editor that saves beside and renames, and a branch that is switched by folders.
    site.write("content/en-US/fold.tmp", "---\ntitle: Fold\n---\n# Fold\n\nSaved beside.\n");
    fs::rename(site.path("content/en-US/fold.tmp"), site.path("content/en-US/fold.md")).unwrap();
    fs::rename(site.path("content/en-US/many"), site.path("content/en-US/several")).unwrap();
    server.comes_to_equal(&site);
    fs::rename(site.path("content"), site.path("content-away")).unwrap();
    server.wait_for("/.hexapla/notes?path=/", |notes| notes.text().contains("does not exist"));
    fs::rename(site.path("content-away"), site.path("content")).unwrap();
    server.comes_to_equal(&site);
    site.article("en-US", "fold", "Fold a kite", "Still heard.");
    server.wait_for("/en-us/fold/", |page| page.text().contains("Still heard."));
    server.comes_to_equal(&site);
}

#[test]
fn after_a_storm_of_changes_the_state_shown_is_that_of_a_clean_build() {
    survives_storms(&[]);
}

#[test]
fn looking_through_the_folders_comes_to_the_same() {
    survives_storms(&["--poll"]);
}

/// Drives count time in steps, and a file that is moved into place keeps its own date.
#[test]
fn looking_through_the_folders_finds_changes_that_have_the_date_of_the_last_one_or_an_older() {
    let site = Site::new();
    let server = site.serve(&["--poll"]);
    let article = site.path("content/en-US/fold.md");
    let date = fs::metadata(&article).unwrap().modified().unwrap();
    for (round, age) in [0, 0, 1, 100_000].into_iter().enumerate() {
        let text = format!("---\ntitle: Fold\ndescription: x\n---\n# Fold\n\nRound {round}.\n");
        let aside = site.path("aside.md");
        fs::write(&aside, text).unwrap();
        let dated = fs::File::options().write(true).open(&aside).unwrap();
        dated.set_modified(date - std::time::Duration::from_secs(age)).unwrap();
        fs::rename(&aside, &article).unwrap();
        server.wait_for("/en-us/fold/", |page| page.text().contains(&format!("Round {round}.")));
    }
    let text = fs::read_to_string(&article).unwrap().replace("Round 3", "Round 4");
    fs::write(&article, text).unwrap();
    server.wait_for("/en-us/fold/", |page| page.text().contains("Round 4."));
    server.comes_to_equal(&site);
}

/// Files that no author means to write, each with what is wrong with it.
fn mistakes() -> Vec<(&'static str, Vec<u8>)> {
    let article = |front: &str, body: &str| format!("---\n{front}\n---\n# Kites\n\n{body}\n").into_bytes();
    let body = |body: &str| ("content/en-US/fold.md", article("title: Kites", body));
    let front = |keys: &str| ("content/en-US/fold.md", article(keys, "Fold."));
    let config = |text: &str| ("hexapla.toml", text.as_bytes().to_vec());
    let template = |text: &str| ("themes/default/templates/article.html", text.as_bytes().to_vec());
    let words = |text: &str| ("locales/en/site.ftl", text.as_bytes().to_vec());
    let raw = |path: &'static str, bytes: &[u8]| (path, bytes.to_vec());
    vec![
        config("[site\n"),
        config("title = 1 = 2"),
        config("[site]\ntitle = 3\n"),
        config("[site]\ntitel = \"Kites\"\n"),
        config("[site]\nbase-url = \"kites\"\n"),
        config("[site]\nsource-locale = \"not a tag\"\n"),
        config("[site]\nsource-locale = \"tlh\"\n"),
        config("[paths]\ncontent = \"nowhere\"\n"),
        config("[paths]\ncontent = \"../..\"\n"),
        config("[paths]\noutput = \"content\"\n"),
        config("[theme]\nname = \"paper\"\n"),
        config("[theme]\naccent = \"no colour\"\n"),
        config("[theme]\nlogo = \"nothing.svg\"\n"),
        raw("hexapla.toml", &[0xff, 0xfe, 0]),
        raw("hexapla.toml", b""),
        front("title: ["),
        front("title: a: b: c"),
        front("title: one\ntitle: two"),
        front("\ttitle: tabs"),
        front("title: &a [*a, *a]"),
        front("draft: perhaps"),
        front("date: yesterday"),
        front("slug: ../../etc"),
        front("redirect_from: [\"../..\", \"en-us/knots\"]"),
        front("weight: heavy"),
        front("title: x\n...\n---"),
        raw("content/en-US/fold.md", b""),
        raw("content/en-US/fold.md", b"---\ntitle: never closed\n"),
        raw("content/en-US/fold.md", b"\xef\xbb\xbf---\ntitle: marked\n---\n# Marked\n"),
        raw("content/en-US/fold.md", b"---\r\ntitle: old\r\n---\r# Old\r"),
        raw("content/en-US/fold.md", &[0, 1, 2, 0xff, 0x80, b'\n']),
        raw("content/en-US/fold.md", &[b'['; 4000]),
        raw("content/en-US/fold.md", &[b'>'; 4000]),
        raw("content/en-US/fold.md", "*a_".repeat(2000).as_bytes()),
        raw("content/en-US/fold.md", "- ".repeat(800).as_bytes()),
        raw("content/en-US/fold.md", "<div>".repeat(2000).as_bytes()),
        raw("content/en-US/fold.md", "|".repeat(4000).as_bytes()),
        raw("content/en-US/fold.md", "\u{202e}# \u{2066}Kites".as_bytes()),
        body("[Lost](nowhere.md) and [lost](#nowhere)"),
        body("[Refused](javascript:alert(1)) [Refused](data:text/html,x)"),
        body("![None](none.png) ![Out](../../../../etc/passwd)"),
        body("[!INCLUDE [itself](fold.md)]"),
        body("[!INCLUDE [none](none.md)]"),
        body("<span data-ttu-id=\"a1b2c-101\">Half of a pair"),
        body(
            "<span data-ttu-id=\"a1b2c-101\"></span><span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-101\">x</span></span>",
        ),
        body("<script>alert(1)</script><style>*{}</style><iframe src=x></iframe>"),
        body("**bold with **bold** in** it"),
        body("```rust\nnever closed"),
        body("[a]: <\n[^1]: [^1]\n[^1]"),
        ("content/not a tag/fold.md", article("title: x", "x")),
        ("content/en-us/other.md", article("title: x", "x")),
        ("content/en-US/FOLD.md", article("title: x", "x")),
        ("content/en-US/fold/index.md", article("title: x", "x")),
        ("content/en-US/search.md", article("title: x", "x")),
        ("content/en-US/fo ld%.md", article("title: x", "x")),
        ("content/en-US/.hidden/fold.md", article("title: x", "x")),
        raw("content/en-US/bad.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        raw("content/en-US/kite.png", b"no picture"),
        template("{% if %}"),
        template("{{ page.nothing }}"),
        template("{% extends \"nowhere.html\" %}"),
        template("{% include \"article.html\" %}"),
        raw("themes/default/templates/article.html", &[0xff]),
        raw("themes/default/styles/99-own.css", b"}}}} @import 'x'; {{{{"),
        raw("themes/default/theme.toml", b"[["),
        words("all-articles = { $never"),
        words("all-articles = { all-articles }"),
        words("=\n\n-\n"),
        raw("locales/en/site.ftl", &[0xff, 0xfe]),
        raw("locales/da-DK/articles/fold.ftl", b"u-0 = {"),
        raw("locales/nothing like a tag/site.ftl", b"next = x"),
    ]
}

#[test]
fn sixty_kinds_of_mistakes_leave_no_trace_when_they_are_mended() {
    let site = Site::new();
    let server = site.serve(&[]);
    let clean: Vec<(String, Vec<u8>)> = ["hexapla.toml", "content/en-US/fold.md", "content/en-US/kite.png"]
        .map(|path| (path.to_owned(), fs::read(site.path(path)).unwrap()))
        .to_vec();
    let mistakes = mistakes();
    assert!(mistakes.len() >= 60);
    for (number, (path, bytes)) in mistakes.iter().enumerate() {
        let place = site.path(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, bytes).unwrap();
        // Asked at any moment of the change, it answers: with what stands, or the reasons why not.
        for address in ["/en-us/fold/", "/en-us/", "/.hexapla/notes?path=/en-us/fold/"] {
            let status = server.get(address).status;
            assert!(matches!(status, 200 | 404 | 308), "{path}, number {number}, {address}: {status}");
        }
        // Half of them are mended at once, the others pile up.
        if number % 2 == 0 {
            match clean.iter().find(|(known, _)| known == path) {
                Some((_, bytes)) => fs::write(&place, bytes).unwrap(),
                None => fs::remove_file(&place).unwrap(),
            }
        }
    }
    for folder in [
        "themes",
        "locales",
        "content/not a tag",
        "content/en-us",
        "content/en-US/fold",
        "content/en-US/.hidden",
    ] {
        let _ = fs::remove_dir_all(site.path(folder));
    }
    for file in ["FOLD.md", "search.md", "fo ld%.md", "bad.svg"] {
        let _ = fs::remove_file(site.path("content/en-US").join(file));
    }
    for (path, bytes) in &clean {
        fs::write(site.path(path), bytes).unwrap();
    }
    server.comes_to_equal(&site);
    assert_eq!(site.built().len(), Site::new().built().len());
    server.wait_for("/.hexapla/notes?path=/en-us/fold/", |notes| notes.text().contains("\"problems\":[]"));
}

#[test]
fn ten_thousand_events_end_in_the_state_of_a_clean_build() {
    let site = Site::new();
    let server = site.serve(&[]);
    for round in 0..250 {
        write_many(&site, 20, round);
        let (beside, place) = (site.path("content/en-US/fold.md~"), site.path("content/en-US/fold.md"));
        fs::write(&beside, format!("---\ntitle: Fold\n---\n# Fold\n\nSaved beside, round {round}.\n"))
            .unwrap();
        fs::rename(&beside, &place).unwrap();
        if round % 50 == 7 {
            assert_eq!(server.get("/en-us/").status, 200);
        }
    }
    server.comes_to_equal(&site);
}

#[test]
fn links_folders_and_pipes_in_the_place_of_files_are_survived() {
    let site = Site::new();
    let server = site.serve(&[]);
    let article = site.path("content/en-US/fold.md");
    let kept = fs::read(&article).unwrap();
    fs::remove_file(&article).unwrap();
    fs::create_dir(&article).unwrap();
    server.wait_for("/en-us/fold/", |page| !page.text().contains("Fold it twice."));
    fs::remove_dir(&article).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", &article).unwrap();
        std::os::unix::fs::symlink(site.path("content"), site.path("content/en-US/round")).unwrap();
        server.wait_for("/en-us/fold/", |page| !page.text().contains("root:"));
        fs::remove_file(&article).unwrap();
        fs::remove_file(site.path("content/en-US/round")).unwrap();
    }
    fs::write(&article, kept).unwrap();
    server.comes_to_equal(&site);
    fs::remove_dir_all(site.path("content")).unwrap();
    server.wait_for("/.hexapla/notes?path=/", |notes| notes.text().contains("does not exist"));
    assert_eq!(server.get("/en-us/").status, 200);
    site.article("en-US", "fold", "Fold a kite", "Come back.");
    server.wait_for("/en-us/fold/", |page| page.text().contains("Come back."));
    server.comes_to_equal(&site);
}

/// A user namespace has limits of its own, so the machine's stay as they are. Where none can be had there is nothing to test.
#[cfg(target_os = "linux")]
#[test]
fn where_the_limit_of_watches_is_reached_folders_are_looked_through_and_it_is_said() {
    for (limit, because) in [("watches", "watched folders"), ("instances", "programs that watch")] {
        let site = Site::new();
        let command = format!(
            "echo 1 > /proc/sys/user/max_inotify_{limit} && echo 0 > /proc/sys/user/max_inotify_{limit} || exit 77; exec {} serve --port 0 {}",
            env!("CARGO_BIN_EXE_hexapla"),
            site.home.path().display()
        );
        let mut unshare = Command::new("unshare");
        unshare.args(["--user", "--map-root-user", "sh", "-c", &command]);
        let Ok(mut child) =
            unshare.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
        else {
            skipped("unshare");
            return;
        };
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            skipped("the permission to make a user namespace");
            return;
        }
        let mut told = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut told).unwrap();
        assert!(told.contains("Looking through the folders") && told.contains(because), "{told}");
        let server = Server {
            child,
            address: line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned(),
        };
        site.article("en-US", "fold", "Fold a kite", "Seen without news.");
        server.wait_for("/en-us/fold/", |page| page.text().contains("Seen without news."));
        server.comes_to_equal(&site);
    }
}
