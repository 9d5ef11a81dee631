//! Owns the event stream that notifies open pages of changes: server-sent events, one way only.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Bytes, Frame};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::answer::ResponseBody;
use crate::dev_server::session::ReloadSignal;

/// After this time without an event a comment is sent, so that a dead connection is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// The event stream of a page: the current reload signal at once, and each new one.
pub(super) fn events(mut reload: watch::Receiver<ReloadSignal>) -> ResponseBody {
    let (sender, receiver) = mpsc::channel::<Bytes>(1);
    tokio::spawn(async move {
        let mut text = format!("retry: 500\n\n{}", event(&reload.borrow_and_update()));
        while sender.send(Bytes::from(std::mem::take(&mut text))).await.is_ok() {
            text = match timeout(SILENCE, reload.changed()).await {
                Ok(Ok(())) => event(&reload.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    EventLines(receiver).boxed()
}

fn event(reload: &ReloadSignal) -> String {
    let data = serde_json::json!({ "count": reload.count, "stylesheet": reload.stylesheet });
    format!("event: change\ndata: {data}\n\n")
}

/// A body that ends when its sender is dropped.
struct EventLines(mpsc::Receiver<Bytes>);

impl HttpBody for EventLines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
