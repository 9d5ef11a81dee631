//! Owns the order in which a session takes what comes: questions at once, changes together with those that follow them.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::answer::Answer;
use crate::dev_server::change::SiteChange;

/// What a session can be asked and told.
pub enum SessionEvent {
    /// The file behind the path of an address, as a client wrote it.
    Page {
        /// The path, percent-encoded.
        path: String,
        /// Where the answer goes.
        reply: oneshot::Sender<Answer>,
    },
    /// What there is to say about such a page, as JSON.
    Notes {
        /// The path, percent-encoded.
        path: String,
        /// Where the answer goes.
        reply: oneshot::Sender<String>,
    },
    /// Something on disk changed.
    Changed(SiteChange),
    /// It is time to stop.
    Stop,
}

/// Where messages are sent to. Cheap to clone.
#[derive(Clone)]
pub struct EventSender(Sender<SessionEvent>);

impl EventSender {
    /// Sends a message; lost where nobody listens any more.
    pub fn send(&self, message: SessionEvent) {
        let _ = self.0.send(message);
    }
}

/// Where they arrive.
pub struct EventQueue {
    arriving: Receiver<SessionEvent>,
    waiting: VecDeque<SessionEvent>,
}

/// An editor saves in several steps; a step later than this is another change.
const QUIET: Duration = Duration::from_millis(12);

/// A change of many files is a checkout, which pauses longer.
const QUIET_OF_MANY: Duration = Duration::from_millis(80);
const MANY: usize = 40;

/// Somebody wants to see something even while files keep changing.
const PATIENCE: Duration = Duration::from_millis(1500);

/// An empty inbox and where to send to it.
pub fn open() -> (EventQueue, EventSender) {
    let (sender, arriving) = mpsc::channel();
    (EventQueue { arriving, waiting: VecDeque::new() }, EventSender(sender))
}

impl EventQueue {
    /// The next message; `Stop` where nobody is left to send one.
    pub fn next(&mut self) -> SessionEvent {
        self.waiting.pop_front().or_else(|| self.arriving.recv().ok()).unwrap_or(SessionEvent::Stop)
    }

    /// A change with all that follow it until there is quiet. Questions wait, for what they ask about is changing.
    pub fn with_followers(&mut self, first: SiteChange, begun: Instant) -> Vec<SiteChange> {
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
