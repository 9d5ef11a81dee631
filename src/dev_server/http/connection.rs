//! Owns connections: how many, for how long, and what is answered on them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::answer::{self, ResponseBody};
use super::live;
use super::request_guard::{Refusal, RequestGuard};
use crate::dev_server::session::{Answer, EventSender, ReloadSignal, SessionEvent};

/// Everything a connection needs.
pub(super) struct HttpService {
    guard: RequestGuard,
    events: EventSender,
    reload: watch::Receiver<ReloadSignal>,
}

/// The most connections at a time; the oldest are closed for new ones.
const MOST: usize = 256;

/// The most open event streams at a time.
const MOST_LISTENERS: usize = 128;

/// The longest time that a client may take to send the head of its request.
const REQUEST: Duration = Duration::from_secs(10);

/// The longest life of a connection other than an event stream, so that one that is never read from ends.
const LIFE: Duration = Duration::from_secs(120);

/// The largest head of a request, in bytes.
const HEAD: usize = 16 * 1024;
const HEADERS: usize = 64;

/// The longest path of a URL that is answered, in bytes.
const LONGEST_ADDRESS: usize = 4096;

/// One connection, which can be aborted.
struct Served {
    task: JoinHandle<()>,
    listens: Arc<AtomicBool>,
}

impl HttpService {
    /// A service that answers from a session the requests that the guard accepts.
    pub(super) fn new(
        guard: RequestGuard,
        events: EventSender,
        reload: watch::Receiver<ReloadSignal>,
    ) -> Self {
        Self { guard, events, reload }
    }

    /// Accepts connections until it is dropped.
    pub(super) async fn take(self, listener: TcpListener) {
        let service = Arc::new(self);
        let mut open: VecDeque<Served> = VecDeque::new();
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                // Most likely out of file handles: closing connections frees some.
                let half = open.len() / 2;
                make_room(&mut open, half);
                sleep(Duration::from_millis(20)).await;
                continue;
            };
            make_room(&mut open, MOST - 1);
            let listens = Arc::new(AtomicBool::new(false));
            let task = tokio::spawn(serve(Arc::clone(&service), stream, Arc::clone(&listens)));
            open.push_back(Served { task, listens });
        }
    }

    async fn answer(&self, request: Request<Incoming>, listens: &AtomicBool) -> Response<ResponseBody> {
        if let Err(refusal) = self.guard.check(&request) {
            return answer::refusal(refusal);
        }
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        if uri.path().len() > LONGEST_ADDRESS {
            return answer::plain(StatusCode::URI_TOO_LONG, "the address is too long");
        }
        match uri.path() {
            "/.hexapla/events" if *method == hyper::Method::GET => {
                listens.store(true, Ordering::Relaxed);
                answer::stream(live::events(self.reload.clone()))
            }
            "/.hexapla/notes" => {
                let path =
                    uri.query().and_then(|query| query.strip_prefix("path=")).unwrap_or("/").to_owned();
                let notes = |reply| SessionEvent::Notes { path, reply };
                match self.query(notes).await {
                    Some(notes) => answer::file(method, headers, "notes.json", notes.into_bytes()),
                    None => busy(),
                }
            }
            "/.hexapla/dev.js" => answer::file(method, headers, "dev.js", DEV_JS.as_bytes().to_vec()),
            "/.hexapla/dev.css" => answer::file(method, headers, "dev.css", DEV_CSS.as_bytes().to_vec()),
            path => {
                let path = path.to_owned();
                match self.query(|reply| SessionEvent::Page { path, reply }).await {
                    Some(Answer::File { path, bytes }) => answer::file(method, headers, &path, bytes),
                    Some(Answer::NotFound(page)) => answer::not_found(method, page),
                    Some(Answer::Elsewhere(address)) => answer::elsewhere(&address),
                    Some(Answer::Kept) => answer::nothing(),
                    None => busy(),
                }
            }
        }
    }

    async fn query<T>(&self, message: impl FnOnce(oneshot::Sender<T>) -> SessionEvent) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        self.events.send(message(reply));
        answer.await.ok()
    }
}

const DEV_JS: &str = include_str!("dev.js");
const DEV_CSS: &str = include_str!("dev.css");

async fn serve(service: Arc<HttpService>, stream: TcpStream, listens: Arc<AtomicBool>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let (service, listens) = (Arc::clone(&service), Arc::clone(&listens));
        async move { Ok::<_, Infallible>(service.answer(request, &listens).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .half_close(false)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    while timeout(LIFE, connection.as_mut()).await.is_err() {
        if !listens.load(Ordering::Relaxed) {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(REQUEST, connection).await;
            return;
        }
    }
}

/// Aborts the oldest connections until `most` are left; event streams only if there are too many of them.
fn make_room(open: &mut VecDeque<Served>, most: usize) {
    open.retain(|served| !served.task.is_finished());
    let mut listeners = open.iter().filter(|served| served.listens.load(Ordering::Relaxed)).count();
    let mut left = open.len();
    open.retain(|served| {
        let listens = served.listens.load(Ordering::Relaxed);
        let ends = if listens { listeners > MOST_LISTENERS } else { left > most };
        if ends {
            served.task.abort();
            left -= 1;
            listeners -= usize::from(listens);
        }
        !ends
    });
}

fn busy() -> Response<ResponseBody> {
    answer::refusal(Refusal { status: StatusCode::SERVICE_UNAVAILABLE, reason: "the server is stopping" })
}
