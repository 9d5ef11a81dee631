//! Owns the site while it is served: planned once, drawn page by page when asked for, planned anew when something changes.
//!
//! One thread does all of it, one thing at a time: what borrows from a plan never outlives it, and nobody sees half of one.

mod answer;
mod event_queue;
mod loaded;
mod notes;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

pub use self::answer::Answer;
pub use self::event_queue::{EventSender, SessionEvent};
pub use self::loaded::{Blocked, Loaded};

use self::event_queue::EventQueue;
use self::loaded::{Changes, Effect};
use super::change::SiteChange;
use super::watch::Watch;
use crate::diagnostics::Diagnostic;
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::output::NullSink;
use crate::pipeline::{Cache, Options, Renderer};

/// What a session is asked to serve.
#[derive(Clone, Debug)]
pub struct Task {
    /// The site, as a person names it.
    pub site: PathBuf,
    /// What holds beside its configuration.
    pub options: Options,
    /// True where folders are to be looked through instead of waiting for news.
    pub poll: bool,
    /// The address that opens a file in an editor, with `{path}`, `{line}` and `{column}`.
    pub editor: String,
}

/// What every open page is told: something may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReloadSignal {
    /// Counts the changes.
    pub count: u64,
    /// The address of the stylesheet; empty while there is nothing to show.
    pub stylesheet: String,
}

/// Hears what happens, to tell the person at the keyboard.
pub trait SessionEvents: Send {
    /// The site can be looked at: so many pages.
    fn ready(&self, loaded: &Loaded, pages: usize);
    /// A change is shown: which, how many pages it is about, and how long it took.
    fn changed(&self, named: &str, pages: usize, took: Duration);
    /// What is wrong with what changed.
    fn problems(&self, diagnostics: &[Diagnostic], sources: Option<&DiskSources>);
    /// A change cannot be shown, so the last good state stays; `named` is absent at the start.
    fn kept(&self, named: Option<&str>);
    /// Folders are looked through again and again, and why.
    fn polls(&self, because: &str);
}

/// The thread's own state.
pub struct DevSession {
    task: Arc<Task>,
    memory: Cache,
    watch: Option<Watch>,
    inbox: EventQueue,
    post: EventSender,
    pulse: watch::Sender<ReloadSignal>,
    voice: Box<dyn SessionEvents>,
    /// Why what is shown is not what lies on disk.
    blocked: Option<Blocked>,
    /// Pages as they last could be drawn.
    last_good: BTreeMap<String, Vec<u8>>,
}

impl DevSession {
    /// A session, where to write to it, and its pulse.
    pub fn new(
        task: Task,
        voice: Box<dyn SessionEvents>,
    ) -> (Self, EventSender, watch::Receiver<ReloadSignal>) {
        let (inbox, post) = event_queue::open();
        let (pulse, beats) = watch::channel(ReloadSignal::default());
        let session = Self {
            task: Arc::new(task),
            memory: Cache::default(),
            watch: None,
            inbox,
            post: post.clone(),
            pulse,
            voice,
            blocked: None,
            last_good: BTreeMap::new(),
        };
        (session, post, beats)
    }

    /// Serves until somebody asks to stop.
    pub fn run(mut self) {
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

    /// Answers from one state of the site until there is a newer one; nothing when it is time to stop.
    fn present(&mut self, loaded: &Loaded) -> Option<Loaded> {
        let (task, config) = (Arc::clone(&self.task), &loaded.site.config.value);
        let renderer = Renderer::new(&loaded.prepared, &*loaded.sources, config, &task.options, &NullSink);
        let renderer = match renderer {
            Ok(renderer) => renderer,
            Err(errors) => {
                let sources = Some(Arc::clone(&loaded.sources));
                let blocked = Blocked { diagnostics: errors.into_iter().collect(), sources };
                self.block(blocked, None);
                return self.wait();
            }
        };
        self.report(loaded, &renderer);
        loop {
            self.beat(renderer.stylesheet());
            let change = self.answer_until_changed(Some((loaded, &renderer)))?;
            if let Some(next) = self.update(Some(loaded), change) {
                return Some(next);
            }
        }
    }

    /// Waits for a first state that can be shown.
    fn wait(&mut self) -> Option<Loaded> {
        loop {
            self.beat("");
            let change = self.answer_until_changed(None)?;
            if let Some(next) = self.update(None, change) {
                return Some(next);
            }
        }
    }

    fn answer_until_changed(&mut self, shown: Option<(&Loaded, &Renderer<'_>)>) -> Option<SiteChange> {
        loop {
            match self.inbox.next() {
                SessionEvent::Page { path, reply } => drop(reply.send(self.answer(shown, &path))),
                SessionEvent::Notes { path, reply } => drop(reply.send(self.notes(shown, &path))),
                SessionEvent::Changed(change) => return Some(change),
                SessionEvent::Stop => return None,
            }
        }
    }

    fn report(&self, loaded: &Loaded, renderer: &Renderer<'_>) {
        let Some(since) = &loaded.since else { return self.voice.ready(loaded, renderer.pages()) };
        let pages = loaded.pages_of(since).unwrap_or_else(|| renderer.pages());
        self.voice.changed(&since.named, pages, since.begun.elapsed());
        let problems: Vec<Diagnostic> =
            since.files.iter().flat_map(|file| renderer.problems(file, &self.memory)).collect();
        if !problems.is_empty() {
            self.voice.problems(&problems, Some(&loaded.sources));
        }
    }

    fn beat(&self, stylesheet: &str) {
        self.pulse.send_modify(|pulse| {
            pulse.count += 1;
            stylesheet.clone_into(&mut pulse.stylesheet);
        });
    }

    /// Takes in a change and all that come with it: the next state, if there is one that can be shown.
    fn update(&mut self, shown: Option<&Loaded>, first: SiteChange) -> Option<Loaded> {
        let begun = Instant::now();
        let changes = Changes::new(self.inbox.with_followers(first, begun), begun);
        let effect = shown.map_or(Effect::Reopen, |shown| changes.effect(shown));
        if let Some(shown) = shown {
            changes.invalidate(&shown.sources, &mut self.memory);
        }
        let next = match (shown, effect) {
            // What was blocked is looked at again whatever changed.
            (_, Effect::Nothing) if self.blocked.is_none() => return None,
            (Some(shown), Effect::Nothing | Effect::Reread) if self.blocked.is_none() => {
                shown.reread(&mut self.memory)
            }
            (Some(shown), Effect::Relist) if self.blocked.is_none() => shown.relist(&mut self.memory),
            _ => self.reopen(),
        };
        self.judge(next, Some(changes))
    }

    /// Looks at everything anew: it is the start, the configuration changed, or nobody knows what did.
    fn reopen(&mut self) -> Result<Loaded, Blocked> {
        // Listened to first: what changes while it is read must not go unheard.
        if let Ok(site) = Site::find(&self.task.site) {
            self.listen(&site);
        }
        self.memory.invalidate_all();
        Loaded::open(&self.task.site, &mut self.memory)
    }

    fn listen(&mut self, site: &Site) {
        let is_known = self.watch.as_ref().is_some_and(|watch| watch.polls_because.is_some());
        let post = self.post.clone();
        let report = move |change| post.send(SessionEvent::Changed(change));
        self.watch = Watch::new(site, self.task.poll, Arc::new(report));
        let because = self.watch.as_ref().and_then(|watch| watch.polls_because.as_deref());
        if let Some(because) = because.filter(|_| !is_known) {
            self.voice.polls(because);
        }
    }

    /// Keeps a state that can be shown; of another, the reasons.
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
        self.voice.problems(&blocked.diagnostics, blocked.sources.as_deref());
        self.voice.kept(named);
        self.blocked = Some(blocked);
    }
}
