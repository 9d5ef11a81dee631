//! Owns `serve`: the site in a browser while it is written, and the keys that go with it.

use std::env;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use clap::Args;
use tokio::sync::watch;

use super::args::{Common, Format, ReportArgs};
use super::check::{self, CheckArgs};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs};
use super::summary::many;
use super::terminal::{self, Terminal, answer};
use crate::dev_server::browser;
use crate::dev_server::http::{self, RequestGuard};
use crate::dev_server::keys::Keys;
use crate::dev_server::session::{DevSession, Loaded, SessionEvent, SessionEvents, Task};
use crate::diagnostics::human::tally;
use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::host::HostError;
use crate::host::clock::{Stopwatch, display_duration};
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::pipeline::Options;
use crate::source::{MemorySources, Sources};

/// The arguments of `serve`.
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The port; where it is taken, the next free one is used
    #[arg(long, short, default_value_t = 4646)]
    pub port: u16,
    /// The address to listen on: anything but this machine's own shows the site to others
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Open the site in a browser
    #[arg(long, short)]
    pub open: bool,
    /// Look through the folders for changes instead of waiting for news: for network drives
    #[arg(long)]
    pub poll: bool,
    /// What a place in a file opens in: vscode, vscodium, cursor, zed, idea, sublime, or an address with {path}, {line} and {column}
    #[arg(long, value_name = "EDITOR", env = "HEXAPLA_EDITOR")]
    pub editor: Option<String>,
}

/// Serves the site until it is interrupted.
///
/// # Errors
/// When there is no site, or no port to listen on.
pub(super) fn run(args: &ServeArgs, terminal: &Terminal) -> Result<Exit, HostError> {
    let watch = Stopwatch::start();
    let Some(locales) = locales(args, terminal)? else { return Ok(Exit::Failed) };
    let listener = http::bind(args.host, args.port)?;
    let address = listener.local_addr().map_err(|error| HostError(format!("cannot listen: {error}")))?;
    if address.port() != args.port && args.port != 0 {
        terminal.talk(&format!("Port {} is taken, so this is port {}.", args.port, address.port()));
    }
    let url = display_url(address);
    let (ending, stop) = watch::channel(false);
    let keys = {
        let (common, terminal, url, ending) = (args.common.clone(), *terminal, url.clone(), ending.clone());
        Keys::listen(move |key| press(key, &url, &common, &terminal, &ending))
    };
    let reporter = TerminalReporter {
        terminal: *terminal,
        url: url.clone(),
        watch,
        opens: args.open,
        has_keys: keys.is_some(),
    };
    let task = Task {
        site: args.common.site.clone(),
        options: Options { locales, ..Options::default() },
        poll: args.poll,
        editor: editor(args.editor.as_deref()),
    };
    let (session, events, reload) = DevSession::new(task, Box::new(reporter));
    let working = std::thread::Builder::new().name("session".to_owned()).spawn(move || session.run());
    working.map_err(|error| HostError(format!("cannot start: {error}")))?;
    let served = http::serve(listener, RequestGuard::new(args.host), events.clone(), reload, stop);
    events.send(SessionEvent::Stop);
    drop(keys);
    served.map(|()| Exit::Success)
}

/// The locales to serve, all where none is named. Without names the site is opened by the session, which lives through its errors.
fn locales(args: &ServeArgs, terminal: &Terminal) -> Result<Option<Vec<String>>, HostError> {
    if args.common.locales.is_empty() {
        Site::find(&args.common.site)?;
        return Ok(Some(Vec::new()));
    }
    Ok(match SiteArgs::find(&args.common, terminal)? {
        Opening::Ready(opened) => Some(opened.locales),
        Opening::Reported => None,
    })
}

/// The URL of the site on this machine; where the server listens on all addresses, that of the loopback address.
fn display_url(address: SocketAddr) -> String {
    let host = match address.ip() {
        ip if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(host, address.port()))
}

fn press(key: char, url: &str, common: &Common, terminal: &Terminal, ending: &watch::Sender<bool>) {
    match key {
        'o' => open(url, terminal),
        'c' => {
            let judging = ReportArgs { format: Format::Human, all: false, strict: false, timings: false };
            let args = CheckArgs { common: common.clone(), judging, write_baseline: false };
            if let Err(error) = check::run(&args, terminal) {
                terminal::report_error(&error.0);
            }
        }
        'q' | '\u{4}' => drop(ending.send(true)),
        _ => {}
    }
}

fn open(url: &str, terminal: &Terminal) {
    if !browser::open(url) {
        terminal.talk(&format!("There is nothing here to open {url} with."));
    }
}

/// The most warnings and notes that are reported in full with a change.
const FEW: usize = 3;

/// Reports the events of a session on the terminal.
struct TerminalReporter {
    terminal: Terminal,
    url: String,
    watch: Stopwatch,
    opens: bool,
    has_keys: bool,
}

impl SessionEvents for TerminalReporter {
    fn ready(&self, loaded: &Loaded, pages: usize) {
        let locales = loaded.prepared.counts.locales;
        let time = display_duration(self.watch.total());
        let line = format!("Serving {} in {}, ready in {time}", many(pages, "page"), many(locales, "locale"));
        self.terminal.talk(&line);
        let mut problems = [loaded.diagnostics.clone(), loaded.prepared.diagnostics()].concat();
        loaded.site.config.value.weigh(&mut problems);
        if !problems.is_empty() {
            self.terminal.talk(&format!("{} so far; `hexapla check` reports them all", tally(&problems)));
        }
        self.invite();
    }

    fn changed(&self, named: &str, pages: usize, took: Duration) {
        self.terminal.talk(&format!("{named}: {} in {}", many(pages, "page"), display_duration(took)));
    }

    fn problems(&self, diagnostics: &[Diagnostic], sources: Option<&DiskSources>) {
        let nowhere = MemorySources::default();
        let sources: &dyn Sources = match sources {
            Some(sources) => sources,
            None => &nowhere,
        };
        let (errors, others): (Vec<_>, Vec<_>) =
            diagnostics.iter().cloned().partition(|diagnostic| diagnostic.severity == Severity::Error);
        // An unfinished translation has many of them: the page and `check` report them all.
        let (listed, left) = others.split_at(others.len().min(FEW));
        let mut reported = [&errors, listed].concat();
        sort(&mut reported);
        self.terminal.diagnostics(&reported, sources);
        if !left.is_empty() {
            self.terminal.talk(&format!("and {}", tally(left)));
        }
    }

    fn kept(&self, named: Option<&str>) {
        match named {
            Some(named) => self.terminal.talk(&format!("{named}: the last good state stays on show")),
            None => {
                self.terminal
                    .talk("Nothing can be shown before this is mended; the site appears as soon as it is.");
                self.invite();
            }
        }
    }

    fn polls(&self, because: &str) {
        self.terminal.talk(&format!("Looking through the folders for changes: {because}."));
    }
}

impl TerminalReporter {
    fn invite(&self) {
        answer(&format!("{}\n", self.url));
        if self.has_keys {
            self.terminal.talk("o opens it in a browser, c checks everything, q quits");
        }
        if self.opens {
            open(&self.url, &self.terminal);
        }
    }
}

/// The URL pattern that opens a file in the configured editor.
fn editor(requested: Option<&str>) -> String {
    let known = |name: &str| {
        let name = Path::new(name).file_stem()?.to_str()?.to_ascii_lowercase();
        EDITORS.iter().find(|(editor, _)| *editor == name).map(|(_, address)| (*address).to_owned())
    };
    if let Some(requested) = requested {
        return known(requested).unwrap_or_else(|| requested.to_owned());
    }
    let of_variable = |name: &str| known(env::var(name).ok()?.split_whitespace().next()?);
    of_variable("VISUAL").or_else(|| of_variable("EDITOR")).unwrap_or_else(|| EDITORS[0].1.to_owned())
}

const EDITORS: [(&str, &str); 10] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("code", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("codium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("subl", "subl://open?url=file://{path}&line={line}&column={column}"),
];
