//! Holds what the dev server promises: who is let in, what is answered, and that what is shown ends equal to a clean build.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::fixture::unit;

/// Longer than any machine needs; nothing is said about how long it takes.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub struct Site {
    pub home: tempfile::TempDir,
}

impl Site {
    pub fn new() -> Self {
        let site = Self { home: tempfile::tempdir().unwrap() };
        site.write("hexapla.toml", "[site]\ntitle = \"Kites\"\nbase-url = \"https://kites.example\"\n");
        site.article("en-US", "fold", "Fold a kite", "Fold it twice.\n\n![A kite](kite.png)");
        site.article("en-US", "knots/bowline", "Tie a bowline", "See [folding](../fold.md).");
        site.article("ar-SA", "fold", "اطو طائرة", "اطوها مرتين.");
        fs::write(site.path("content/en-US/kite.png"), PICTURE).unwrap();
        site
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn article(&self, locale: &str, key: &str, title: &str, body: &str) {
        let text = format!("---\ntitle: {title}\ndescription: About kites.\n---\n# {title}\n\n{body}\n");
        self.write(&format!("content/{locale}/{key}.md"), &text);
    }

    pub fn serve(&self, more: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
        let port: &[&str] = if more.contains(&"--port") { &[] } else { &["--port", "0"] };
        command.arg("serve").args(port).args(more).arg(self.home.path());
        command.env("HOME", self.home.path()).stdin(Stdio::null()).stderr(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Server { child, address }
    }

    /// What a clean build writes, by path.
    pub fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let output = tempfile::tempdir().unwrap();
        let folder = output.path().join("site");
        let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
        command.args(["build", "--quiet", "--output"]).arg(&folder).arg(self.home.path());
        command.env("HOME", self.home.path()).stdin(Stdio::null()).stderr(Stdio::null());
        command.stdout(Stdio::null()).status().unwrap();
        let mut files = BTreeMap::new();
        collect(&folder, &folder, &mut files);
        files.retain(|path, _| !path.starts_with(".hexapla"));
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read(path).unwrap());
        }
    }
}

/// A dev server that ends with its test.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug, PartialEq)]
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let prefix = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(prefix.as_str()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub fn raw(&self, request: &[u8]) -> Response {
        let mut stream = self.connect();
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Response { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Response {
        let host =
            if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        self.raw(format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").as_bytes())
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    pub fn wait_for(&self, path: &str, what: impl Fn(&Response) -> bool) -> Response {
        let begun = Instant::now();
        loop {
            let response = self.get(path);
            if what(&response) {
                return response;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} stayed {}\n{}", response.head, response.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Everything that a clean build writes is served, byte for byte but for the dev server's script.
    pub fn equals(&self, built: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
        for (path, bytes) in built {
            let served = self.get(&format!("/{}", path.replace('%', "%25").replace(' ', "%20")));
            if served.status != 200 || without_script(&served.body) != *bytes {
                return Err(format!("{path}: {}", served.head));
            }
        }
        Ok(())
    }

    pub fn comes_to_equal(&self, site: &Site) {
        let built = site.built();
        let begun = Instant::now();
        while let Err(differs) = self.equals(&built) {
            assert!(begun.elapsed() < PATIENCE, "{differs}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn without_script(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page).into_owned();
    let Some(start) = text.find("<link rel=\"stylesheet\" href=\"/.hexapla/dev.css\">\n") else {
        return page.to_vec();
    };
    let end = start + text[start..].find("</script>\n").unwrap() + "</script>\n".len();
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}

#[test]
fn everything_that_a_build_writes_is_served_and_nothing_else() {
    let site = Site::new();
    let server = site.serve(&[]);
    let built = site.built();
    assert!(built.keys().any(|path| path.starts_with("media/kite.")));
    server.equals(&built).unwrap();
    let crafted = [
        "/../hexapla.toml",
        "/hexapla.toml",
        "/content/en-US/fold.md",
        "/en-us/../../hexapla.toml",
        "/%2e%2e/hexapla.toml",
        "/en-us/%2e%2e%2fhexapla.toml",
        "//evil.example",
        "//evil.example/..",
        "/\\evil.example",
        "/%5c%5cevil.example",
        "/%00",
        "/%ff%fe",
        "/en-us/fold/index.html/",
        "/en-us//fold/",
        "/EN-US/FOLD/",
        "/media/",
        "/media/kite.png",
        "/media/kite.0000000000.png",
        "/assets/",
        "/.hexapla/",
        "/.hexapla/dev.js/..",
        "/.hexapla-manifest",
        "/en-us/fold%2f",
        "/%",
        "/%zz",
        "/*",
        "/etc/passwd",
        "/media/../../../../etc/passwd",
    ];
    for path in crafted {
        let response = server.get(path);
        let written = path.trim_matches('/').to_owned();
        assert!(
            built.contains_key(&written) || matches!(response.status, 308 | 400 | 404),
            "{path}: {}",
            response.head
        );
        assert!(
            response.header("location").is_none_or(|to| to.starts_with('/') && !to.starts_with("//")),
            "{path}"
        );
    }
}

#[test]
fn nobody_else_is_let_in() {
    let site = Site::new();
    let server = site.serve(&[]);
    let port = server.address.rsplit_once(':').unwrap().1.to_owned();
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", ""] {
        let response = server.ask("GET", "/en-us/", &format!("Host: {host}:{port}\r\n"));
        assert!(matches!(response.status, 400 | 403), "{host}: {}", response.head);
        assert!(!response.text().contains("Kites"));
    }
    for host in [format!("localhost:{port}"), format!("[::1]:{port}"), "LOCALHOST".to_owned()] {
        assert_eq!(server.ask("GET", "/en-us/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    let own = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", server.address);
    assert_eq!(server.ask("GET", "/en-us/", &own).status, 200);
    for foreign in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
    ] {
        for path in ["/en-us/", "/.hexapla/events", "/.hexapla/notes?path=/en-us/"] {
            assert_eq!(server.ask("GET", path, foreign).status, 403, "{foreign}");
        }
    }
    let followed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(server.ask("GET", "/en-us/", followed).status, 200);
    let two = format!("Host: {}\r\nHost: evil.example\r\n", server.address);
    assert_eq!(server.ask("GET", "/", &two).status, 400);
    let in_line = server.raw(
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address)
            .as_bytes(),
    );
    assert_eq!(in_line.status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"] {
        let response = server.ask(method, "/en-us/", "");
        assert!(matches!(response.status, 400 | 405), "{method}: {}", response.head);
    }
    assert!(!server.get("/en-us/").head.to_lowercase().contains("access-control"));
}

#[test]
fn answers_say_what_they_are() {
    let site = Site::new();
    let server = site.serve(&[]);
    let picture = site.built().into_keys().find(|path| path.starts_with("media/")).unwrap();
    let path = format!("/{picture}");
    let whole = server.get(&path);
    assert_eq!(whole.header("content-type"), Some("image/png"));
    assert_eq!(whole.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(whole.header("cache-control"), Some("no-store"));
    assert_eq!(whole.body, PICTURE);
    let head = server.ask("HEAD", &path, "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), whole.header("content-length"));
    let tag = whole.header("etag").unwrap();
    let known = server.ask("GET", &path, &format!("If-None-Match: \"x\", W/{tag}\r\n"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    let last = PICTURE.len() - 1;
    for (range, expected) in [
        ("bytes=0-3", Some(0..4)),
        ("bytes=4-", Some(4..PICTURE.len())),
        ("bytes=-2", Some(last - 1..PICTURE.len())),
        ("bytes=0-999999999999999999999999", Some(0..PICTURE.len())),
        ("bytes=99999-", None),
        ("bytes=-0", None),
    ] {
        let part = server.ask("GET", &path, &format!("Range: {range}\r\n"));
        match expected {
            Some(bytes) => assert_eq!((part.status, &part.body[..]), (206, &PICTURE[bytes]), "{range}"),
            None => assert_eq!((part.status, part.body.len()), (416, 0), "{range}"),
        }
    }
    for range in ["bytes=3-1", "lines=1-2", "bytes=a-b", "bytes=0-1,3-4"] {
        assert_eq!(server.ask("GET", &path, &format!("Range: {range}\r\n")).status, 200, "{range}");
    }
    let old = server.ask("GET", &path, "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n");
    assert_eq!(old.status, 200);
    assert_eq!(server.get("/en-us").header("location"), Some("/en-us/"));
    let missing = server.get("/ar-sa/nothing/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<html lang=\"ar-SA\""));
}

#[test]
fn the_answer_of_a_reader_is_taken_as_a_host_would_take_it() {
    let site = Site::new();
    let server = site.serve(&[]);
    assert_eq!(server.get("/thoughts?helpful=yes").status, 404);
    site.write("hexapla.toml", "[site]\ntitle = \"Kites\"\nfeedback-url = \"/thoughts\"\n");
    let form = "action=\"../../thoughts\" method=\"get\"";
    server.wait_for("/en-us/fold/", |page| page.text().contains(form));
    let answer = server.get("/thoughts?page=%2Fen-us%2Ffold%2F&helpful=yes");
    assert_eq!((answer.status, answer.body.len()), (204, 0), "{}", answer.head);
    assert_eq!(server.get("/thoughts").status, 204);
    for (method, path, status) in [
        ("HEAD", "/thoughts?helpful=no", 204),
        ("POST", "/thoughts", 405),
        ("GET", "/thoughts/", 404),
        ("GET", "/thoughts/more", 404),
        ("GET", "/en-us/thoughts", 404),
    ] {
        assert_eq!(server.ask(method, path, "").status, status, "{method} {path}");
    }
    let foreign = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
    assert_eq!(server.ask("GET", "/thoughts?helpful=no", foreign).status, 403);
}

#[test]
fn files_that_the_configuration_names_are_listened_to_wherever_they_lie() {
    for poll in [&[][..], &["--poll"]] {
        let site = Site::new();
        let settings = "[site]\ntitle = \"Kites\"\n[home]\npopular = \"numbers/of/views.csv\"\n[theme]\nlogo = \"brand/logo.svg\"\n";
        site.write("hexapla.toml", settings);
        let server = site.serve(poll);
        assert!(popular(&server.get("/en-us/").text()).is_empty());
        // Neither folder was there when the server began to listen.
        site.write("numbers/of/views.csv", "/en-us/fold/,7\n");
        server.wait_for("/en-us/", |page| popular(&page.text()) == ["Fold a kite"]);
        site.write("numbers/of/views.csv", "/en-us/fold/,7\n/en-us/knots/bowline/,9\n");
        server.wait_for("/en-us/", |page| popular(&page.text()) == ["Tie a bowline", "Fold a kite"]);
        fs::remove_file(site.path("numbers/of/views.csv")).unwrap();
        server.wait_for("/en-us/", |page| popular(&page.text()).is_empty());
        site.write("brand/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>");
        server.wait_for("/en-us/", |page| page.text().contains("/logo."));
        server.comes_to_equal(&site);
    }
}

/// The titles that a home page lists as popular.
fn popular(page: &str) -> Vec<String> {
    let list = page.split("id=\"hx-popular\"").nth(1).unwrap_or_default();
    let list = list.split("</ul>").next().unwrap_or_default();
    let links = list.split("<a ").skip(1);
    links.map(|link| link.split(['>', '<']).nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn slow_huge_and_broken_clients_do_not_take_it_down() {
    let site = Site::new();
    let server = site.serve(&[]);
    let slow: Vec<TcpStream> = (0..400)
        .map(|_| {
            let mut stream = server.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
            stream
        })
        .collect();
    assert_eq!(server.get("/en-us/").status, 200);
    let long = "x".repeat(1 << 20);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address),
        format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {long}\r\n\r\n", server.address),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", server.address, "X: y\r\n".repeat(5000)),
        format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
            server.address
        ),
        "\0\0\0\0\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        "\r\n".to_owned(),
    ] {
        let response = server.raw(request.as_bytes());
        assert!(response.status < 500, "{}", response.head);
    }
    assert_eq!(server.get("/en-us/").status, 200);
    drop(slow);
    assert_eq!(server.get("/en-us/").status, 200);
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let site = Site::new();
    let first = site.serve(&[]);
    let port = first.address.rsplit_once(':').unwrap().1;
    let second = site.serve(&["--port", port]);
    assert_ne!(first.address, second.address);
    assert_eq!(second.get("/en-us/").status, 200);
}

#[test]
fn each_change_is_shown_and_open_pages_hear_of_it() {
    let site = Site::new();
    let server = site.serve(&[]);
    let mut line = server.connect();
    let request = format!("GET /.hexapla/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    line.write_all(request.as_bytes()).unwrap();
    let mut heard = BufReader::new(line).lines();
    let mut next =
        || heard.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("data:"))).unwrap().unwrap();
    let first = next();
    site.article("en-US", "fold", "Fold a kite", "Fold it thrice.");
    assert_ne!(next(), first);
    assert!(server.get("/en-us/fold/").text().contains("thrice"));

    site.article("en-US", "knots/hitch", "Tie a hitch", "Twice around.");
    server.wait_for("/en-us/knots/", |page| page.text().contains("Tie a hitch"));
    site.article("ar-SA", "knots/hitch", "اربط", "مرتين.");
    server.wait_for("/ar-sa/knots/hitch/", |page| page.text().contains("مرتين"));
    fs::remove_file(site.path("content/en-US/knots/bowline.md")).unwrap();
    server.wait_for("/en-us/knots/bowline/", |page| page.status == 404);
    site.write("themes/default/styles/99-own.css", "body { color: red }");
    server.wait_for("/en-us/", |page| page.text().contains("data-hexapla-style"));
    site.write("locales/en/site.ftl", "all-articles = Everything\n");
    server.wait_for("/en-us/search/", |page| page.text().contains("Everything"));
    server.comes_to_equal(&site);
}

#[test]
fn an_error_keeps_the_last_good_page_and_goes_when_it_is_mended() {
    let site = Site::new();
    let server = site.serve(&[]);
    let notes = "/.hexapla/notes?path=/en-us/fold/";
    assert!(server.get(notes).text().contains("\"problems\":[]"));
    let good = server.get("/en-us/fold/").text();
    assert!(good.contains("Fold it twice."));

    site.write("hexapla.toml", "[site\ntitle = ");
    let told = server.wait_for(notes, |notes| notes.text().contains("config-syntax")).text();
    assert!(told.contains("\"excerpt\"") && told.contains("hexapla.toml:1"), "{told}");
    assert!(server.get("/en-us/fold/").text().contains("Fold it twice."));
    site.write("hexapla.toml", "[site]\ntitle = \"Kites\"\nbase-url = \"https://kites.example\"\n");
    server.wait_for(notes, |notes| notes.text().contains("\"problems\":[]"));

    site.write("themes/default/templates/article.html", "{{ page.nothing }}");
    server.wait_for(notes, |notes| notes.text().contains("template-invalid"));
    assert!(server.get("/en-us/fold/").text().contains("Fold it twice."));
    site.write("themes/default/templates/article.html", "{% if %}");
    server.wait_for(notes, |notes| notes.text().contains("template-invalid"));
    fs::remove_dir_all(site.path("themes")).unwrap();
    server.wait_for(notes, |notes| notes.text().contains("\"problems\":[]"));

    site.article("en-US", "fold", "Fold a kite", "[Lost](nowhere.md)");
    server.wait_for(notes, |notes| notes.text().contains("link-target-missing"));
    site.write("content/en-US/fold.md", "---\ntitle: [\n---\n# Fold\n");
    server.wait_for(notes, |notes| notes.text().contains("front-matter-syntax"));
    fs::write(site.path("content/en-US/fold.md"), [0xff, 0xfe, b'\n']).unwrap();
    server.wait_for(notes, |notes| notes.text().contains("source-not-utf8"));
    site.article("en-US", "fold", "Fold a kite", "Fold it twice.");
    server.wait_for(notes, |notes| notes.text().contains("\"problems\":[]"));
    server.comes_to_equal(&site);
}

#[test]
fn a_reviewer_hears_the_state_and_the_place_of_each_sentence() {
    let site = Site::new();
    site.article("en-US", "tie", "Tie a kite", "Tie it twice. Pull it. Let go.");
    site.write(
        "content/da-DK/tie.md",
        &format!(
            "---\ntitle: Bind\ndescription: Om drager.\nms.translationtype: MT\n---\n# {}\n\n{}\n{}\n{}\n",
            unit(101, "Bind en drage", "Tie a kite"),
            unit(102, "Bind den.", "Tie it."),
            unit(103, "", "Pull it."),
            unit(104, "Giv slip.", "Let go.")
        ),
    );
    let mut extract = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    extract.args(["extract", "--quiet", "--locale", "ja-JP"]).arg(site.home.path());
    assert!(extract.status().unwrap().success());
    let catalog = fs::read_to_string(site.path("locales/ja-JP/articles/tie.ftl")).unwrap();
    let (head, messages) = catalog.split_once("\n## ").unwrap();
    let messages =
        messages.replacen("State: missing", "State: reviewed", 1).replacen("{ \"\" }", "凧を結ぶ", 1);
    site.write("locales/ja-JP/articles/tie.ftl", &format!("{head}\n## {messages}"));
    let server = site.serve(&["--editor", "zed"]);
    let notes = |path: &str| -> serde_json::Value {
        serde_json::from_str(&server.get(&format!("/.hexapla/notes?path={path}")).text()).unwrap()
    };
    let units = notes("/da-dk/tie/")["units"].clone();
    let told = |key: &str| -> Vec<String> {
        units.as_array().unwrap().iter().map(|unit| unit[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(told("state"), ["machine", "stale", "missing", "machine"]);
    let lines: Vec<String> =
        told("place").iter().map(|place| place.rsplit(':').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["6", "8", "9", "10"]);
    assert!(
        told("editor")[1].starts_with("zed://file/") && told("editor")[1].ends_with("tie%2Emd:8:31"),
        "{units}"
    );
    let page = server.get("/da-dk/tie/").text();
    assert!(told("id").iter().all(|id| page.contains(&format!("id=\"{id}\""))));
    let of_catalog = notes("/ja-jp/tie/")["units"].clone();
    assert_eq!(of_catalog[0]["state"], "reviewed");
    assert_eq!(of_catalog[1]["state"], "missing");
    let line =
        head.lines().count() + 1 + messages.lines().position(|line| line.contains("凧を結ぶ")).unwrap() + 1;
    assert!(
        of_catalog[0]["place"].as_str().unwrap().ends_with(&format!("articles/tie.ftl:{line}")),
        "{of_catalog}"
    );
    assert!(notes("/en-us/tie/")["units"].as_array().unwrap().is_empty());
}

/// `in 12 ms` and `in 1.2 s` as `in [time]`.
fn without_times(said: &str) -> String {
    let time = |part: &str| {
        let (number, rest) = part.split_once(' ')?;
        number.parse::<f64>().ok()?;
        let unit = rest.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(rest.len());
        matches!(&rest[..unit], "ms" | "s").then(|| format!("[time]{}", &rest[unit..]))
    };
    let parts: Vec<String> =
        said.split(" in ").map(|part| time(part).unwrap_or_else(|| part.to_owned())).collect();
    parts.join(" in ")
}

/// What the terminal says from the start over a change, a mistake and its mending to the end, with the times taken out.
#[test]
fn the_terminal_says_one_line_a_change_and_what_is_wrong_with_it() {
    let site = Site::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    command.args(["serve", "--port", &port, "."]).current_dir(site.home.path()).stdin(Stdio::null());
    command.env("HOME", site.home.path()).env("LC_ALL", "C.UTF-8").env_remove("CLICOLOR_FORCE");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut talk = BufReader::new(child.stderr.take().unwrap());
    let server =
        Server { child, address: line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned() };
    let mut said = String::new();
    let mut hear = |until: &str| {
        while !said.lines().last().is_some_and(|line| line.contains(until)) {
            assert_ne!(talk.read_line(&mut said).unwrap(), 0, "{said}");
        }
        // The line that ends an excerpt is empty.
        said.push('\n');
    };
    hear("Serving");
    site.article("en-US", "fold", "Fold a kite", "Fold it thrice.");
    hear("fold.md: 1 page");
    site.article("en-US", "fold", "Fold a kite", "See [knots](knots/bowlin.md).");
    hear("help");
    site.write("hexapla.toml", "[site]\ntitel = \"Kites\"\n");
    hear("on show");
    site.write("hexapla.toml", "[site]\ntitle = \"Kites\"\n");
    hear("pages in");
    let address = server.address.clone();
    drop(server);
    let next = address.rsplit(':').next().unwrap();
    let shown = without_times(&said.replace(&port, "[port]").replace(next, "[next port]"));
    let expected = include_str!("serve_screen.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/serve_screen.txt"), &shown).unwrap();
        return;
    }
    assert_eq!(shown, expected, "UPDATE_GOLDEN=1 writes it anew");
}

#[test]
fn a_site_that_starts_broken_appears_when_it_is_mended() {
    let site = Site::new();
    site.write("hexapla.toml", "[site\n");
    let server = site.serve(&[]);
    let waiting = server.get("/en-us/fold/");
    assert_eq!(waiting.status, 200);
    assert!(waiting.text().contains("cannot be rendered yet"));
    assert!(server.get("/.hexapla/notes?path=/").text().contains("config-syntax"));
    site.write("hexapla.toml", "");
    server.wait_for("/en-us/fold/", |page| page.text().contains("Fold it twice."));
    server.comes_to_equal(&site);
}

/// The smallest picture there is.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63,
    0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60,
    0x82,
];
