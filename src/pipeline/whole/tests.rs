//! Holds how often the same work is done: files read, sides taken apart, parsers started, pages rendered.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;
use std::time::Duration;

use crate::dev_server::session::{Answer, DevSession, Loaded, SessionEvent, SessionEvents, Task};
use crate::diagnostics::Diagnostic;
use crate::host::disk::DiskSources;
use crate::output::MemorySink;
use crate::parse::counts::WorkCounts;
use crate::pipeline::{self, Options, rendered_by_thread};
use crate::source::{History, ReadFailure, Reading, Root, SourcePath, Sources};
use tokio::sync::oneshot;

use crate::pipeline::Quiet;
use crate::testing::fixture::{Site, unit};

/// Sources that count how often each article is read.
struct CountedSources<'a> {
    own: &'a dyn Sources,
    reads: Mutex<BTreeMap<String, usize>>,
}

impl Sources for CountedSources<'_> {
    fn files(&self, root: Root) -> Vec<SourcePath> {
        self.own.files(root)
    }

    fn read(&self, path: &SourcePath) -> Reading {
        if path.root == Root::Content {
            *self.reads.lock().unwrap().entry(path.path.to_string()).or_default() += 1;
        }
        self.own.read(path)
    }

    fn failures(&self) -> Vec<ReadFailure> {
        self.own.failures()
    }

    fn stamp(&self, path: &SourcePath) -> Option<u64> {
        self.own.stamp(path)
    }

    fn history(&self) -> History {
        self.own.history()
    }

    fn display_path(&self, path: &SourcePath) -> String {
        self.own.display_path(path)
    }
}

/// Runs on one thread, whose counts are then all there is.
fn alone<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(run)
}

const CONFIG: &str = "[site]\ntitle = \"Kites\"\nbase-url = \"https://kites.example\"\n\n[machines]\nfaq = true\nmarkdown = true\n";

/// A translation side by side with its source, with questions, a link and emphasis.
fn bilingual(number: usize, last: &str) -> String {
    format!(
        "---\ntitle: Drage {number}\nms.translationtype: HT\n---\n# {}\n\n{} {}\n\n**{}**\n\n{}\n\n**{}**\n\n{}\n",
        unit(1, &format!("Drage {number}"), &format!("Kite {number}")),
        unit(2, "Fold *den*.", "Fold *it*."),
        unit(3, "Se [halen](kite-1.md).", "See [the tail](kite-1.md)."),
        unit(4, "Flyver den?", "Does it fly?"),
        unit(5, "Ja.", "Yes."),
        unit(6, "Hvorfor?", "Why?"),
        unit(7, last, "It is light."),
    )
}

fn site(last: &str, articles: usize) -> Site {
    let texts: Vec<(String, String)> = (1..=articles)
        .map(|number| (format!("content/da-DK/kite-{number}.md"), bilingual(number, last)))
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .chain([("hexapla.toml", CONFIG)])
        .collect();
    Site::of(&files)
}

/// What a build in both locales does, and how often it reads each article.
fn counted(site: &Site) -> (WorkCounts, BTreeMap<String, usize>) {
    let sources = CountedSources { own: &site.sources, reads: Mutex::default() };
    let counts = alone(|| {
        let sink = MemorySink::default();
        let before = WorkCounts::of_thread();
        pipeline::build(&sources, &site.config, &Options::default(), &sink, &Quiet).unwrap();
        let after = WorkCounts::of_thread();
        let files = sink.into_files();
        for file in ["da-dk/kite-1/index.md", "en-us/kite-1/index.md", "da-dk/search/index.bin"] {
            assert!(files.keys().any(|path| path.0 == file), "{file}");
        }
        WorkCounts {
            body_parsers: after.body_parsers - before.body_parsers,
            sentence_parsers: after.sentence_parsers - before.sentence_parsers,
            sides: after.sides - before.sides,
        }
    });
    (counts, sources.reads.into_inner().unwrap())
}

#[test]
fn an_article_is_read_and_parsed_once_to_plan_and_once_to_render() {
    const ARTICLES: usize = 5;
    let (counts, reads) = counted(&site("Den er let.", ARTICLES));
    assert_eq!(reads.len(), ARTICLES);
    assert!(reads.values().all(|times| *times <= 2), "{reads:?}");
    assert_eq!(counts.sides, 2 * ARTICLES);
    // Two sides, planned and rendered; nothing more for the export, the search, the questions of either locale.
    assert_eq!(counts.body_parsers, 4 * ARTICLES);
}

#[test]
fn a_repaired_text_is_parsed_once_more_each_time() {
    const ARTICLES: usize = 3;
    let (counts, reads) = counted(&site("Den er ** let **.", ARTICLES));
    assert!(reads.values().all(|times| *times <= 2), "{reads:?}");
    assert_eq!(counts.body_parsers, (4 + 2) * ARTICLES);
}

#[test]
fn templates_are_checked_on_one_page_of_each_kind_and_not_by_a_build() {
    let rendered = |articles: usize, checks_templates: bool| {
        let mut site = site("Den er let.", articles);
        site.sources.insert(
            Root::Themes,
            "default/templates/parts/footer.html",
            "<footer>Made here</footer>\n",
        );
        alone(|| {
            let before = rendered_by_thread();
            let options = Options { checks_templates, ..Options::default() };
            let sink = MemorySink::default();
            let report = pipeline::build(&site.sources, &site.config, &options, &sink, &Quiet).unwrap();
            let words =
                report.diagnostics.iter().filter(|found| found.code.name() == "text-hard-coded").count();
            assert_eq!(words, usize::from(checks_templates));
            (report.counts.pages, rendered_by_thread() - before)
        })
    };
    let (pages, built) = rendered(40, false);
    assert_eq!(built, pages);
    let more = |articles| {
        let (pages, checked) = rendered(articles, true);
        checked - pages
    };
    assert!(more(4) <= 14, "{}", more(4));
    assert_eq!(more(40), more(4));
}

/// Says nothing.
struct Mute;

impl SessionEvents for Mute {
    fn ready(&self, _: &Loaded, _: usize) {}
    fn changed(&self, _: &str, _: usize, _: Duration) {}
    fn problems(&self, _: &[Diagnostic], _: Option<&DiskSources>) {}
    fn kept(&self, _: Option<&str>) {}
    fn polls(&self, _: &str) {}
}

#[test]
fn a_page_and_its_notes_are_one_rendering_until_something_changes() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("content/da-DK")).unwrap();
    fs::write(home.path().join("hexapla.toml"), CONFIG).unwrap();
    fs::write(home.path().join("content/da-DK/kite-1.md"), bilingual(1, "Den er let.")).unwrap();
    let task =
        Task { site: home.path().to_owned(), options: Options::default(), poll: true, editor: String::new() };
    let (studio, post, _pulse) = DevSession::new(task, Box::new(Mute));
    let path = || "/da-dk/kite-1/".to_owned();
    let (page, mut shown) = oneshot::channel();
    let (notes, mut noted) = oneshot::channel();
    post.send(SessionEvent::Page { path: path(), reply: page });
    post.send(SessionEvent::Notes { path: path(), reply: notes });
    post.send(SessionEvent::Stop);
    let before = rendered_by_thread();
    studio.run();
    assert_eq!(rendered_by_thread() - before, 1);
    let Ok(Answer::File { bytes, .. }) = shown.try_recv() else { panic!("the page is there") };
    let notes: serde_json::Value = serde_json::from_str(&noted.try_recv().unwrap()).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains(notes["version"].as_str().unwrap()));
    assert_eq!(notes["units"].as_array().unwrap().len(), 7);
}
