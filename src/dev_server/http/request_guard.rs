//! Owns which requests are accepted: only those of this machine's own browser, and not on behalf of other sites.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::{Method, Request, StatusCode};

/// Accepts requests by the name that they use for the server: a foreign name that resolves to it is a DNS rebinding attack.
#[derive(Clone, Debug)]
pub(crate) struct RequestGuard {
    /// The address that is listened on.
    host: IpAddr,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The status of the answer.
    pub status: StatusCode,
    /// The reason, as the text of the answer.
    pub reason: &'static str,
}

impl RequestGuard {
    /// The guard of a server that listens on `host`.
    pub(crate) fn new(host: IpAddr) -> Self {
        Self { host }
    }

    /// Accepts a request, or refuses it with a reason.
    ///
    /// # Errors
    /// What to answer instead.
    pub(crate) fn check<B>(&self, request: &Request<B>) -> Result<(), Refusal> {
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
            return refused(StatusCode::FORBIDDEN, "other sites may not send requests");
        }
        if is_cross_site(headers) {
            return refused(StatusCode::FORBIDDEN, "other sites may not send requests");
        }
        Ok(())
    }

    fn is_ours(&self, authority: &str) -> bool {
        let name = without_port(authority).to_ascii_lowercase();
        if name == "localhost" {
            return true;
        }
        let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() else { return false };
        // A name can be made to resolve to any address; an IP address cannot be redirected.
        address.is_loopback() || address == self.host || self.host.is_unspecified()
    }
}

fn is_own_origin(origin: &HeaderValue, host: &str) -> bool {
    text(origin).and_then(|origin| origin.strip_prefix("http://")).is_some_and(|origin| origin == host)
}

/// True for a request that a page of another site makes by fetching or framing; following a link from there is allowed.
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
