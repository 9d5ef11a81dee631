//! Owns the site while it is served: planned once, rendered page by page on request, and planned again when something changes.
//!
//! One thread handles one event at a time: what borrows from a plan does not outlive it, and no answer is made from half of one.

mod answer;
mod event_queue;
mod loaded;
mod notes;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

pub(crate) use self::answer::Answer;
pub(crate) use self::event_queue::{EventSender, SessionEvent};
pub(crate) use self::loaded::{Blocked, Loaded};

use self::event_queue::EventQueue;
use self::loaded::{Changes, Effect};
use super::change::SiteChange;
use super::watch::Watch;
use crate::diagnostics::Diagnostic;
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::output::NullSink;
use crate::pipeline::{Cache, Options, Renderer};
use crate::source::Sources;

/// What a session serves.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// The site, as the command line names it.
    pub site: PathBuf,
    /// The options beside its configuration.
    pub options: Options,
    /// True if folders are polled instead of watched.
    pub poll: bool,
    /// The URL pattern that opens a file in an editor, with `{path}`, `{line}` and `{column}`.
    pub editor: String,
}

/// The signal to every open page that something may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReloadSignal {
    /// Counts the changes.
    pub count: u64,
    /// The URL of the stylesheet; empty while no page can be rendered.
    pub stylesheet: String,
}

/// Receives the events of a session, to report them to the user.
pub(crate) trait SessionEvents: Send {
    /// The site is ready; with its number of pages.
    fn ready(&self, loaded: &Loaded, pages: usize);
    /// A change is displayed: what changed, on how many pages, and how long it took.
    fn changed(&self, named: &str, pages: usize, took: Duration);
    /// The diagnostics of the changed files.
    fn problems(&self, diagnostics: &[Diagnostic], sources: Option<&DiskSources>);
    /// A change cannot be displayed, so the last good state stays; `named` is absent at the start.
    fn kept(&self, named: Option<&str>);
    /// Folders are polled, and why.
    fn polls(&self, because: &str);
}

/// How long after a failure of the machine the site is opened again.
const RETRY: Duration = Duration::from_secs(2);

/// The state of the session's thread.
pub(crate) struct DevSession {
    task: Arc<Task>,
    cache: Cache,
    watch: Option<Watch>,
    queue: EventQueue,
    sender: EventSender,
    reload: watch::Sender<ReloadSignal>,
    events: Box<dyn SessionEvents>,
    /// Why the served state is older than the files on disk.
    blocked: Option<Blocked>,
    /// True until open pages were signalled that something may have changed.
    has_news: bool,
    /// True while a thread waits to have the site opened again.
    is_retrying: Arc<AtomicBool>,
    /// The last pages that could be rendered, by path.
    last_good: BTreeMap<String, Vec<u8>>,
}

impl DevSession {
    /// A session, the sender of its events, and its reload signal.
    pub(crate) fn new(
        task: Task,
        events: Box<dyn SessionEvents>,
    ) -> (Self, EventSender, watch::Receiver<ReloadSignal>) {
        let (queue, sender) = event_queue::open();
        let (reload, reload_receiver) = watch::channel(ReloadSignal::default());
        let session = Self {
            task: Arc::new(task),
            cache: Cache::default(),
            watch: None,
            queue,
            sender: sender.clone(),
            reload,
            events,
            blocked: None,
            has_news: true,
            is_retrying: Arc::default(),
            last_good: BTreeMap::new(),
        };
        (session, sender, reload_receiver)
    }

    /// Serves until the event `Stop`.
    pub(crate) fn run(mut self) {
        let opened = self.reopen();
        let mut current = self.judge(opened, None);
        loop {
            let next = match &current {
                Some(loaded) => self.present(loaded),
                None => self.wait(),
            };
            match next {
                Some(loaded) => current = Some(loaded),
                None => return,
            }
        }
    }

    /// Answers from one state of the site until there is a newer one; `None` to stop.
    fn present(&mut self, loaded: &Loaded) -> Option<Loaded> {
        let (task, config) = (Arc::clone(&self.task), &loaded.site.config.value);
        let renderer = Renderer::new(&loaded.prepared, &*loaded.sources, config, &task.options, &NullSink);
        let renderer = match renderer {
            Ok(renderer) => renderer,
            Err(errors) => {
                let sources = Some(Arc::clone(&loaded.sources));
                let diagnostics = errors.into_iter().collect();
                let blocked = Blocked { diagnostics, sources, is_by_machine: false };
                self.block(blocked, None);
                return self.wait();
            }
        };
        // The renderer reads the logo and the synonyms, whose failures are those of the first request.
        self.reread_what_failed(loaded);
        self.report(loaded, &renderer);
        loop {
            if std::mem::take(&mut self.has_news) {
                self.signal_reload(renderer.stylesheet());
            }
            let change = self.answer_until_changed(Some((loaded, &renderer)))?;
            if let Some(next) = self.update(Some(loaded), change) {
                return Some(next);
            }
        }
    }

    /// Waits for a first state that can be rendered.
    fn wait(&mut self) -> Option<Loaded> {
        loop {
            if std::mem::take(&mut self.has_news) {
                self.signal_reload("");
            }
            let change = self.answer_until_changed(None)?;
            if let Some(next) = self.update(None, change) {
                return Some(next);
            }
        }
    }

    fn answer_until_changed(&mut self, current: Option<(&Loaded, &Renderer<'_>)>) -> Option<SiteChange> {
        loop {
            match self.queue.next() {
                SessionEvent::Page { path, reply } => drop(reply.send(self.answer(current, &path))),
                SessionEvent::Notes { path, reply } => drop(reply.send(self.notes(current, &path))),
                SessionEvent::Changed(change) => return Some(change),
                SessionEvent::Stop => return None,
            }
        }
    }

    fn report(&self, loaded: &Loaded, renderer: &Renderer<'_>) {
        let Some(since) = &loaded.since else { return self.events.ready(loaded, renderer.pages()) };
        let pages = loaded.pages_of(since).unwrap_or_else(|| renderer.pages());
        self.events.changed(&since.named, pages, since.begun.elapsed());
        let mut problems: Vec<Diagnostic> =
            since.files.iter().flat_map(|file| renderer.problems(file, &self.cache)).collect();
        loaded.site.config.value.weigh(&mut problems);
        if !problems.is_empty() {
            self.events.problems(&problems, Some(&loaded.sources));
        }
    }

    fn signal_reload(&self, stylesheet: &str) {
        self.reload.send_modify(|signal| {
            signal.count += 1;
            stylesheet.clone_into(&mut signal.stylesheet);
        });
    }

    /// Handles a change and those that follow it closely: the next state, if it can be rendered.
    fn update(&mut self, current: Option<&Loaded>, first: SiteChange) -> Option<Loaded> {
        self.has_news = true;
        let begun = Instant::now();
        let changes = Changes::new(self.queue.with_followers(first, begun), begun);
        let effect = current.map_or(Effect::Reopen, |current| changes.effect(current));
        if let Some(current) = current {
            changes.invalidate(&current.sources, &mut self.cache);
        }
        let next = match (current, effect) {
            // A blocked site is opened again whatever changed.
            (_, Effect::Nothing) if self.blocked.is_none() => return None,
            (Some(current), Effect::Nothing | Effect::Reread) if self.blocked.is_none() => {
                current.reread(&mut self.cache)
            }
            (Some(current), Effect::Relist) if self.blocked.is_none() => current.relist(&mut self.cache),
            _ => self.reopen(),
        };
        self.judge(next, Some(changes))
    }

    /// Opens the site from scratch: at the start, after a change of the configuration, or of unknown files.
    fn reopen(&mut self) -> Result<Loaded, Blocked> {
        // Watched first, so that no change during reading is missed.
        if let Ok(site) = Site::find(&self.task.site) {
            self.listen(&site);
        }
        self.cache.invalidate_all();
        Loaded::open(&self.task.site, &mut self.cache)
    }

    fn listen(&mut self, site: &Site) {
        let is_known = self.watch.as_ref().is_some_and(|watch| watch.polls_because.is_some());
        let sender = self.sender.clone();
        let report = move |change| sender.send(SessionEvent::Changed(change));
        self.watch = Watch::new(site, self.task.poll, Arc::new(report));
        let because = self.watch.as_ref().and_then(|watch| watch.polls_because.as_deref());
        if let Some(because) = because.filter(|_| !is_known) {
            self.events.polls(because);
        }
    }

    /// The state, if it can be rendered; otherwise the reasons are reported and kept.
    fn judge(&mut self, next: Result<Loaded, Blocked>, changes: Option<Changes>) -> Option<Loaded> {
        match next {
            Ok(mut loaded) => {
                self.blocked = None;
                loaded.since = changes.map(|changes| changes.since(&loaded.sources));
                Some(loaded)
            }
            Err(blocked) => {
                let named = changes.map(|changes| changes.named(blocked.sources.as_deref()));
                self.block(blocked, named.as_deref());
                None
            }
        }
    }

    fn block(&mut self, blocked: Blocked, named: Option<&str>) {
        // Trying again in vain is no news.
        self.has_news = self.blocked.as_ref().is_none_or(|known| known.diagnostics != blocked.diagnostics);
        if self.has_news {
            self.events.problems(&blocked.diagnostics, blocked.sources.as_deref());
            self.events.kept(named);
        }
        if blocked.is_by_machine {
            self.try_again_later();
        }
        self.blocked = Some(blocked);
    }

    /// Handles files that changed or could not be read while a page was made of them as changes: the site is planned anew, or stays as
    /// it was with a notice until they can be read. While it stays so, trying again is not due to requests.
    fn reread_what_failed(&self, loaded: &Loaded) {
        if self.blocked.is_some() {
            return;
        }
        for failure in loaded.sources.failures() {
            let file = loaded.sources.folder(failure.path.root).join(&*failure.path.path);
            self.sender.send(SessionEvent::Changed(SiteChange::Path(file)));
        }
    }

    /// Opens the site again after a while: a share that is mounted again, or a disk that can be read again, sends no event.
    fn try_again_later(&self) {
        if self.is_retrying.swap(true, Ordering::Relaxed) {
            return;
        }
        let (sender, is_retrying) = (self.sender.clone(), Arc::clone(&self.is_retrying));
        let spawned = thread::Builder::new().name("retry".to_owned()).spawn(move || {
            thread::sleep(RETRY);
            is_retrying.store(false, Ordering::Relaxed);
            sender.send(SessionEvent::Changed(SiteChange::Anything));
        });
        // Without a thread to wait in, the next event tries again.
        if spawned.is_err() {
            self.is_retrying.store(false, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests;
