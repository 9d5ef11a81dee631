//! Holds that a page is made of one state of its file, also where the file changes while pages are requested.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::{Answer, DevSession, Loaded, SessionEvent, SessionEvents, Task};
use crate::diagnostics::Diagnostic;
use crate::host::disk::DiskSources;
use crate::pipeline::Options;

/// Reports nothing.
struct Silent;

impl SessionEvents for Silent {
    fn ready(&self, _: &Loaded, _: usize) {}
    fn changed(&self, _: &str, _: usize, _: Duration) {}
    fn problems(&self, _: &[Diagnostic], _: Option<&DiskSources>) {}
    fn kept(&self, _: Option<&str>) {}
    fn polls(&self, _: &str) {}
}

/// An article with its number in the title and in the body.
fn article(number: usize) -> String {
    format!(
        "---\ntitle: Kite title{number}x\ndescription: About kites.\n---\n# Kite title{number}x\n\nFold body{number}x.\n"
    )
}

/// The number that stands after a word of a page.
fn number(page: &str, word: &str) -> Option<usize> {
    let rest = &page[page.find(word)? + word.len()..];
    rest.split('x').next()?.parse().ok()
}

#[test]
fn a_page_is_of_one_state_and_ends_with_the_last() {
    const LAST: usize = 40;
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("content/en-US/fold.md");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, article(0)).unwrap();
    let task =
        Task { site: home.path().to_owned(), options: Options::default(), poll: true, editor: String::new() };
    let (session, events, _signal) = DevSession::new(task, Box::new(Silent));
    let running = thread::spawn(move || session.run());
    let page = || {
        let (reply, answer) = oneshot::channel();
        events.send(SessionEvent::Page { path: "/en-us/fold/".to_owned(), reply });
        let Ok(Answer::File { bytes, .. }) = answer.blocking_recv() else { panic!("the page is there") };
        let page = String::from_utf8(bytes).unwrap();
        (number(&page, "Kite title"), number(&page, "Fold body"))
    };
    assert_eq!(page(), (Some(0), Some(0)));
    for edit in 1..=LAST {
        // Saved as editors do: written beside, then moved over.
        let beside = home.path().join("content/en-US/.fold.md.new");
        fs::write(&beside, article(edit)).unwrap();
        fs::rename(&beside, &file).unwrap();
        let (title, body) = page();
        assert!(title.is_some() && title == body, "after edit {edit}: title {title:?}, body {body:?}");
    }
    let begun = Instant::now();
    while page() != (Some(LAST), Some(LAST)) {
        assert!(begun.elapsed() < Duration::from_secs(30), "it stays at {:?}", page());
        thread::sleep(Duration::from_millis(20));
    }
    events.send(SessionEvent::Stop);
    running.join().unwrap();
}
