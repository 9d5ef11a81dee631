//! Owns the line over which open pages hear of changes: server-sent events, one way only.

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

/// A line on which nothing is said for longer is found out to be dead by saying nothing on it.
const SILENCE: Duration = Duration::from_secs(15);

/// What a page hears: the pulse at once, and each time it beats.
pub fn events(mut pulse: watch::Receiver<ReloadSignal>) -> ResponseBody {
    let (sender, receiver) = mpsc::channel::<Bytes>(1);
    tokio::spawn(async move {
        let mut text = format!("retry: 500\n\n{}", event(&pulse.borrow_and_update()));
        while sender.send(Bytes::from(std::mem::take(&mut text))).await.is_ok() {
            text = match timeout(SILENCE, pulse.changed()).await {
                Ok(Ok(())) => event(&pulse.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    EventLines(receiver).boxed()
}

fn event(pulse: &ReloadSignal) -> String {
    let data = serde_json::json!({ "count": pulse.count, "stylesheet": pulse.stylesheet });
    format!("event: change\ndata: {data}\n\n")
}

/// A body that ends when nobody sends any more.
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
