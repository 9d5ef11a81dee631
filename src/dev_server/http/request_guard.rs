//! Owns who is let in: nobody but this machine's own browser, on its own account.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::{Method, Request, StatusCode};

/// Which names the server answers to. A foreign name that leads here is somebody else's page trying its luck.
#[derive(Clone, Debug)]
pub struct RequestGuard {
    /// The address that is listened on.
    host: IpAddr,
}

/// Why a request is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is answered with.
    pub status: StatusCode,
    /// Why, for the person who reads it.
    pub reason: &'static str,
}

impl RequestGuard {
    /// The door of a server that listens on `host`.
    pub fn new(host: IpAddr) -> Self {
        Self { host }
    }

    /// Lets a request in, or tells why not.
    ///
    /// # Errors
    /// What to answer instead.
    pub fn check<B>(&self, request: &Request<B>) -> Result<(), Refusal> {
        let refused = |status, reason| Err(Refusal { status, reason });
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return refused(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
        }
        let headers = request.headers();
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(text), hosts.next()) else {
            return refused(StatusCode::BAD_REQUEST, "the request has no single Host");
        };
        // The whole address may stand in the request line; then its name counts as well.
        let is_ours = |authority: &str| self.is_ours(authority);
        let in_line = request.uri().authority().map(|authority| authority.as_str());
        if !is_ours(host) || !in_line.is_none_or(is_ours) {
            return refused(StatusCode::FORBIDDEN, "this server does not go by that name");
        }
        if headers.get_all(ORIGIN).iter().any(|origin| !is_own_origin(origin, host)) {
            return refused(StatusCode::FORBIDDEN, "other sites may not ask");
        }
        if is_cross_site(headers) {
            return refused(StatusCode::FORBIDDEN, "other sites may not ask");
        }
        Ok(())
    }

    fn is_ours(&self, authority: &str) -> bool {
        let name = without_port(authority).to_ascii_lowercase();
        if name == "localhost" {
            return true;
        }
        let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() else { return false };
        // Names can be made to lead anywhere, addresses lead where they say.
        address.is_loopback() || address == self.host || self.host.is_unspecified()
    }
}

fn is_own_origin(origin: &HeaderValue, host: &str) -> bool {
    text(origin).and_then(|origin| origin.strip_prefix("http://")).is_some_and(|origin| origin == host)
}

/// A person who follows a link from elsewhere is welcome; a page that fetches or frames from elsewhere is not.
fn is_cross_site(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| {
        headers.get(name).and_then(text).is_some_and(|value| values.contains(&value))
    };
    let is_foreign =
        headers.contains_key("sec-fetch-site") && !is("sec-fetch-site", &["same-origin", "none"]);
    is_foreign && !(is("sec-fetch-mode", &["navigate"]) && is("sec-fetch-dest", &["document"]))
}

fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => authority,
    }
}

fn text(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok()
}
