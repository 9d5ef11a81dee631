//! Owns the order in which a session handles events: requests at once, a change together with those that follow it closely.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::answer::Answer;
use crate::dev_server::change::SiteChange;

/// An event that a session handles.
pub(crate) enum SessionEvent {
    /// A request for the file behind the path of a URL.
    Page {
        /// The path as the client wrote it, percent-encoded.
        path: String,
        /// Where the answer goes.
        reply: oneshot::Sender<Answer>,
    },
    /// A request for the notes on such a page, as JSON.
    Notes {
        /// The path as the client wrote it, percent-encoded.
        path: String,
        /// Where the answer goes.
        reply: oneshot::Sender<String>,
    },
    /// Something on disk changed.
    Changed(SiteChange),
    /// The session is to stop.
    Stop,
}

/// The sending end of the queue. Cheap to clone.
#[derive(Clone)]
pub(crate) struct EventSender(Sender<SessionEvent>);

impl EventSender {
    /// Sends an event; it is dropped if the session has ended.
    pub(crate) fn send(&self, message: SessionEvent) {
        let _ = self.0.send(message);
    }
}

/// The receiving end of the queue.
pub(super) struct EventQueue {
    arriving: Receiver<SessionEvent>,
    waiting: VecDeque<SessionEvent>,
}

/// The longest pause within one change: an editor saves a file in several steps.
const QUIET: Duration = Duration::from_millis(12);

/// The same for a change of many files, such as a checkout, which pauses longer.
const QUIET_OF_MANY: Duration = Duration::from_millis(80);
const MANY: usize = 40;

/// The longest time that changes are collected, so that pages are updated even while files keep changing.
const PATIENCE: Duration = Duration::from_millis(1500);

/// An empty queue and its sender.
pub(super) fn open() -> (EventQueue, EventSender) {
    let (sender, arriving) = mpsc::channel();
    (EventQueue { arriving, waiting: VecDeque::new() }, EventSender(sender))
}

impl EventQueue {
    /// The next event; `Stop` if all senders are dropped.
    pub(super) fn next(&mut self) -> SessionEvent {
        self.waiting.pop_front().or_else(|| self.arriving.recv().ok()).unwrap_or(SessionEvent::Stop)
    }

    /// A change with all that follow it until there is a pause. Requests wait meanwhile, since their answers may change.
    pub(super) fn with_followers(&mut self, first: SiteChange, begun: Instant) -> Vec<SiteChange> {
        let mut changes = vec![first];
        while begun.elapsed() < PATIENCE {
            let quiet = if changes.len() < MANY { QUIET } else { QUIET_OF_MANY };
            match self.arriving.recv_timeout(quiet) {
                Ok(SessionEvent::Changed(change)) if changes.last() == Some(&change) => {}
                Ok(SessionEvent::Changed(change)) => changes.push(change),
                Ok(other) => self.waiting.push_back(other),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        changes
    }
}
