//! Owns the form of an answer: status, headers, and the part of the bytes that was requested.

use std::convert::Infallible;
use std::ops::Range;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode};

use super::media_type;
use super::request_guard::Refusal;
use crate::exports::hosting::{FRAMES_POLICY, MEDIA_POLICY, REFERRER_POLICY, is_in_sandbox};
use crate::source::Fingerprint;

/// The body of every response.
pub(super) type ResponseBody = BoxBody<Bytes, Infallible>;

/// A file, or the part of it that the client requests.
pub(super) fn file(
    method: &Method,
    requested: &HeaderMap,
    path: &str,
    bytes: Vec<u8>,
) -> Response<ResponseBody> {
    let kind = media_type::of(path);
    let tag = format!("\"{}\"", Fingerprint::of(&bytes).short());
    if matches_tag(requested, header::IF_NONE_MATCH, &tag) {
        let mut response = whole(StatusCode::NOT_MODIFIED, kind, Bytes::new(), &tag);
        protect(response.headers_mut(), path);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        return response;
    }
    let bytes = Bytes::from(bytes);
    let wants_part = *method == Method::GET
        && (!requested.contains_key(header::IF_RANGE) || matches_tag(requested, header::IF_RANGE, &tag));
    let range = requested.get(header::RANGE).filter(|_| wants_part).and_then(|range| range.to_str().ok());
    let length = bytes.len();
    let mut response = match range.map_or(Requested::Whole, |range| part(range, length)) {
        Requested::Whole => for_method(method, whole(StatusCode::OK, kind, bytes, &tag)),
        Requested::Nothing => {
            let response = whole(StatusCode::RANGE_NOT_SATISFIABLE, kind, Bytes::new(), &tag);
            with_range(response, &format!("bytes */{length}"))
        }
        Requested::Part(range) => {
            let content_range = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            with_range(whole(StatusCode::PARTIAL_CONTENT, kind, bytes.slice(range), &tag), &content_range)
        }
    };
    protect(response.headers_mut(), path);
    response
}

/// The policies that a host sends with the same file: pages have theirs in themselves, but for the part that only a header can say.
fn protect(headers: &mut HeaderMap, path: &str) {
    let policy = if is_in_sandbox(path) {
        MEDIA_POLICY
    } else if path.ends_with(".html") {
        FRAMES_POLICY
    } else {
        return;
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
}

/// The page for a URL that does not exist, with status 404.
pub(super) fn not_found(method: &Method, page: Vec<u8>) -> Response<ResponseBody> {
    let response = whole(StatusCode::NOT_FOUND, media_type::of("404.html"), page.into(), "");
    for_method(method, response)
}

/// A redirect to the URL with a slash at its end.
pub(super) fn elsewhere(url: &str) -> Response<ResponseBody> {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "");
    if let Ok(url) = HeaderValue::from_str(url) {
        response.headers_mut().insert(header::LOCATION, url);
    }
    response
}

/// An empty answer with status 204, so that the browser stays on the page.
pub(super) fn nothing() -> Response<ResponseBody> {
    let mut response = Response::new(held(Bytes::new()));
    *response.status_mut() = StatusCode::NO_CONTENT;
    secure(response.headers_mut(), "text/plain");
    response.headers_mut().remove(header::CONTENT_TYPE);
    response
}

/// A refusal with its reason.
pub(super) fn refusal(refusal: Refusal) -> Response<ResponseBody> {
    let mut response = plain(refusal.status, refusal.reason);
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// A line of text.
pub(super) fn plain(status: StatusCode, text: &str) -> Response<ResponseBody> {
    whole(status, media_type::of("line.txt"), format!("{text}\n").into(), "")
}

/// A stream of server-sent events, whose length is unknown.
pub(super) fn stream(body: ResponseBody) -> Response<ResponseBody> {
    let mut response = Response::new(body);
    secure(response.headers_mut(), "text/event-stream");
    response
}

fn whole(status: StatusCode, kind: &'static str, bytes: Bytes, tag: &str) -> Response<ResponseBody> {
    let length = bytes.len();
    let mut response = Response::new(held(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    secure(headers, kind);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(tag) = HeaderValue::from_str(tag).ok().filter(|tag| !tag.is_empty()) {
        headers.insert(header::ETAG, tag);
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    response
}

/// The headers of every answer.
fn secure(headers: &mut HeaderMap, kind: &'static str) {
    let fixed = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::REFERRER_POLICY, REFERRER_POLICY),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// True if a header names this tag; `If-None-Match` may list several, weak ones too.
fn matches_tag(requested: &HeaderMap, name: HeaderName, tag: &str) -> bool {
    let values = requested.get_all(name);
    values.iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    })
}

/// The response without its body for HEAD; its headers keep the length of the body.
fn for_method(method: &Method, response: Response<ResponseBody>) -> Response<ResponseBody> {
    if *method == Method::HEAD { response.map(|_| held(Bytes::new())) } else { response }
}

enum Requested {
    Whole,
    Nothing,
    Part(Range<usize>),
}

/// One range is answered in part; several at once, and what is no range, are answered by the whole, as the standard allows.
fn part(requested: &str, length: usize) -> Requested {
    let Some((first, last)) = requested.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Requested::Whole;
    };
    let (first, last) = match (RangeEnd::of(first), RangeEnd::of(last)) {
        (RangeEnd::Open, RangeEnd::At(count)) => (length.saturating_sub(count), usize::MAX),
        (RangeEnd::At(first), RangeEnd::Open) => (first, usize::MAX),
        (RangeEnd::At(first), RangeEnd::At(last)) if first <= last => (first, last),
        _ => return Requested::Whole,
    };
    let end = last.saturating_add(1).min(length);
    if first < end { Requested::Part(first..end) } else { Requested::Nothing }
}

/// One end of a requested range.
enum RangeEnd {
    /// Nothing is written.
    Open,
    /// A number. One that is too large for the machine counts as infinite.
    At(usize),
    /// Something that is no number.
    Invalid,
}

impl RangeEnd {
    fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            RangeEnd::Open
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
            RangeEnd::At(text.parse().unwrap_or(usize::MAX))
        } else {
            RangeEnd::Invalid
        }
    }
}

fn with_range(mut response: Response<ResponseBody>, range: &str) -> Response<ResponseBody> {
    if let Ok(range) = HeaderValue::from_str(range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

fn held(bytes: Bytes) -> ResponseBody {
    Full::new(bytes).boxed()
}
