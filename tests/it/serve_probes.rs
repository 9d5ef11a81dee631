//! Holds that strangers get nowhere with the dev server: crafted paths, requests that are none, keyboards that are closed.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;

use crate::generated::{Numbers, times};
use crate::serve::{Server, Site};

/// Requests one after the other on one connection, and on the next where the server ends it.
struct Line<'a> {
    server: &'a Server,
    reader: BufReader<TcpStream>,
}

impl<'a> Line<'a> {
    fn new(server: &'a Server) -> Self {
        Self { server, reader: BufReader::new(server.connect()) }
    }

    /// Status and head of the answer; nothing where the connection was ended without one.
    fn get(&mut self, path: &str) -> Option<(u16, String)> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.server.address);
        let answer = self.reader.get_mut().write_all(request.as_bytes()).ok().and_then(|()| self.read());
        let ends = answer.as_ref().is_none_or(|(_, head)| head.to_lowercase().contains("connection: close"));
        if ends {
            self.reader = BufReader::new(self.server.connect());
        }
        answer
    }

    fn read(&mut self) -> Option<(u16, String)> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.reader.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let length = header("content-length: ").and_then(|length| length.trim().parse().ok()).unwrap_or(0);
        self.reader.read_exact(&mut vec![0; length]).ok()?;
        Some((head.split(' ').nth(1)?.parse().ok()?, head))
    }
}

/// What a build writes, as the paths that lead to it.
fn planned(site: &Site) -> BTreeSet<String> {
    let files = site.built().into_keys().flat_map(|path| {
        let folder = path.strip_suffix("index.html").map(str::to_owned);
        folder.into_iter().chain([path])
    });
    files
        .map(|path| format!("/{path}"))
        .chain(["/.hexapla/dev.js", "/.hexapla/dev.css"].map(str::to_owned))
        .collect()
}

const PIECES: [&str; 40] = [
    "en-us",
    "ar-sa",
    "fold",
    "knots",
    "bowline",
    "index.html",
    "media",
    "assets",
    "kite",
    "kite.png",
    "404.html",
    "robots.txt",
    "hexapla.toml",
    "content",
    "en-US",
    "fold.md",
    ".hexapla",
    "dev.js",
    "..",
    ".",
    "",
    "...",
    "%2e%2e",
    "%2E",
    "%2f",
    "%2F..",
    "%5c",
    "\\",
    "%00",
    "%c0%af",
    "%ff",
    "%",
    "%zz",
    "?",
    "&",
    ":",
    "@",
    "~",
    "é",
    "%E2%80%AE",
];

#[test]
fn twenty_thousand_crafted_paths_lead_to_what_is_planned_or_nowhere() {
    let site = Site::new();
    let server = site.serve(&[]);
    let planned = planned(&site);
    let mut line = Line::new(&server);
    let mut numbers = Numbers::new(7);
    let mut next = |below: usize| numbers.below(below);
    let (mut found, mut refused) = (0, 0);
    let probes = times(20_000);
    for _ in 0..probes {
        let mut path = String::new();
        for _ in 0..1 + next(6) {
            path.push_str(["/", "/", "/", "//", "/./", "%2f"][next(6)]);
            path.push_str(PIECES[next(PIECES.len())]);
        }
        let Some((status, head)) = line.get(&path) else {
            refused += 1;
            continue;
        };
        assert!(matches!(status, 200 | 308 | 400 | 404), "{path}: {head}");
        let location = head.lines().find_map(|line| line.strip_prefix("location: "));
        assert!(location.is_none_or(|to| to.starts_with('/') && !to.starts_with("//")), "{path}: {head}");
        if status == 200 {
            let asked = path.split('?').next().unwrap();
            let plain = percent_decode_str(asked).decode_utf8().unwrap().into_owned();
            assert!(planned.contains(&plain), "{path}");
            found += 1;
        }
    }
    assert!(found > 0 && refused < probes, "{found} found, {refused} refused");
    assert_eq!(server.get("/en-us/").status, 200);
}

/// What a fuzzer of a minute would send: requests cut, doubled, and with bytes in them that belong nowhere.
#[test]
fn damaged_requests_never_take_it_down() {
    let site = Site::new();
    let server = site.serve(&[]);
    let sound = format!(
        "GET /en-us/ HTTP/1.1\r\nHost: {}\r\nRange: bytes=0-9\r\nIf-None-Match: \"x\"\r\nConnection: close\r\n\r\n",
        server.address
    );
    let mut numbers = Numbers::new(11);
    let mut next = |below: usize| numbers.below(below);
    for _ in 0..times(600) {
        let mut request = sound.clone().into_bytes();
        for _ in 0..1 + next(4) {
            let at = next(request.len());
            match next(5) {
                0 => request.truncate(at.max(1)),
                1 => request[at] = u8::try_from(next(256)).unwrap(),
                2 => request.insert(at, u8::try_from(next(256)).unwrap()),
                3 => drop(request.remove(at)),
                _ => request.extend_from_within(at..),
            }
            if request.is_empty() {
                request.push(b'\n');
            }
        }
        let mut stream = server.connect();
        let _ = stream.write_all(&request);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 5"), "{}", String::from_utf8_lossy(&request));
    }
    assert_eq!(server.get("/en-us/").status, 200);
}

#[test]
fn a_closed_keyboard_and_closed_pipes_do_not_end_it() {
    let site = Site::new();
    let command = format!(
        "exec {} serve --port 0 {} <&- 2>&-",
        env!("CARGO_BIN_EXE_hexapla"),
        site.home.path().display()
    );
    let mut child = Command::new("sh").args(["-c", &command]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    answers.read_line(&mut line).unwrap();
    // Nobody reads what it says from here on.
    drop(answers);
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let server = Server { child, address };
    assert_eq!(server.get("/en-us/fold/").status, 200);
    site.write("hexapla.toml", "[site\n");
    server.wait_for("/.hexapla/notes?path=/", |notes| notes.text().contains("config-syntax"));
    site.write("hexapla.toml", "");
    server.comes_to_equal(&site);
}
