//! Owns the dev server: connections in, answers of the session out. The only owner of the HTTP library.

mod answer;
mod connection;
mod live;
mod media_type;
mod request_guard;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::time::Duration;

use tokio::sync::watch;

pub(crate) use self::request_guard::RequestGuard;

use super::session::{EventSender, ReloadSignal};
use crate::host::HostError;

/// How many ports are tried after the requested one.
const PORTS: u16 = 50;

/// Listens on the requested port, or the next that is free.
///
/// # Errors
/// When none of them can be taken.
pub(crate) fn bind(host: IpAddr, port: u16) -> Result<TcpListener, HostError> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    let mut refused = None;
    for port in port..=last {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    let why = refused.map_or_else(String::new, |error| crate::host::reason(&error));
    Err(HostError(format!("cannot listen on {host}, port {port}: {why}")))
}

/// Answers requests until the process is interrupted or `stop` becomes true.
///
/// # Errors
/// When the server cannot be started.
pub(crate) fn serve(
    listener: TcpListener,
    guard: RequestGuard,
    events: EventSender,
    reload: watch::Receiver<ReloadSignal>,
    stop: watch::Receiver<bool>,
) -> Result<(), HostError> {
    let host_error = |error: io::Error| HostError(format!("cannot serve: {}", crate::host::reason(&error)));
    listener.set_nonblocking(true).map_err(host_error)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(host_error)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(host_error)?;
        let service = connection::HttpService::new(guard, events, reload);
        tokio::select! {
            () = service.take(listener) => {}
            () = interrupted() => {}
            () = stopped(stop) => {}
        }
        Ok(())
    })?;
    // Answers that are still being sent are cut off.
    runtime.shutdown_timeout(Duration::from_millis(100));
    Ok(())
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind);
    let (Ok(mut interrupt), Ok(mut terminate), Ok(mut hang_up)) =
        (listen(SignalKind::interrupt()), listen(SignalKind::terminate()), listen(SignalKind::hangup()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
