//! Owns output to the terminal: results on standard output, messages on standard error; a closed stream does not stop a run.

use std::borrow::Cow;
use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{Common, Format, ReportArgs, When};
use crate::diagnostics::excerpt::written_out;
use crate::diagnostics::flood::SHOWN_IN_FULL;
use crate::diagnostics::human::RenderOptions;
use crate::diagnostics::{Diagnostic, DiagnosticForm, render};
use crate::host::window;
use crate::source::Sources;

/// How this run writes its output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    format: Format,
    render_options: RenderOptions,
    quiet: bool,
}

impl Terminal {
    /// From the arguments of a command that checks a site, and the environment.
    pub(super) fn reporting(common: &Common, judging: &ReportArgs) -> Self {
        let mut terminal = Self::new(common, judging.format);
        if judging.all {
            terminal.render_options.most = None;
        }
        terminal
    }

    /// From the arguments and the environment.
    pub(super) fn new(common: &Common, format: Format) -> Self {
        let usual = RenderOptions::default();
        let render_options = RenderOptions {
            color: wants_color(common.color),
            columns: columns().unwrap_or(usual.columns),
            ellipsis: if shows_unicode() { usual.ellipsis } else { "..." },
            most: Some(SHOWN_IN_FULL),
        };
        Self { format, render_options, quiet: common.quiet }
    }

    /// Writes a line about the run, unless `--quiet` is given.
    pub(super) fn talk(&self, line: &str) {
        if !self.quiet {
            write_text(&mut io::stderr(), &format!("{}\n", printable(line)));
        }
    }

    /// Writes all diagnostics of a run, in the chosen format.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &dyn Sources) {
        let form = match self.format {
            Format::Human => DiagnosticForm::Human(self.render_options),
            Format::Short => DiagnosticForm::Short,
            Format::Json => DiagnosticForm::Json,
            Format::Sarif => DiagnosticForm::Sarif,
            Format::Github => DiagnosticForm::Github,
        };
        let text = render(diagnostics, sources, form);
        match form {
            DiagnosticForm::Human(_) => write_text(&mut io::stderr(), &text),
            _ => write_text(&mut io::stdout(), &text),
        }
    }

    /// True if standard error is a terminal that can show a progress bar, and the run is not quiet.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal() && !is_dumb()
    }
}

/// Writes the result of a command to standard output.
pub(super) fn answer(text: &str) {
    write_text(&mut io::stdout(), &printable(text));
}

/// Writes texts of articles for a program, which gets them as they are; a person at a terminal gets them printable.
pub(super) fn data(text: &str) {
    if io::stdout().is_terminal() { answer(text) } else { write_text(&mut io::stdout(), text) }
}

/// Writes a remark that helps to read a result, and is not part of it, to standard error.
pub(super) fn remark(text: &str) {
    write_text(&mut io::stderr(), &printable(text));
}

/// Writes the error that ended a run to standard error.
pub(super) fn report_error(message: &str) {
    write_text(&mut io::stderr(), &format!("error: {}\n", printable(message)));
}

/// The text with what a terminal would obey written out, such as `<U+001B>`: names of files and texts of articles are part of many lines,
/// and could clear the screen, name the window or type for the user. Everything that is written goes through here, but for diagnostics,
/// which are made of escaped parts.
fn printable(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// True once something could not be written: the disk behind a stream is full, or fails.
static HAS_LOST_OUTPUT: AtomicBool = AtomicBool::new(false);

/// True where a part of the output of this run was lost. A stream that its reader has closed (`| head`) loses nothing that anyone waits
/// for.
pub(super) fn has_lost_output() -> bool {
    HAS_LOST_OUTPUT.load(Ordering::Relaxed)
}

/// Notes the result of writing to a stream.
pub(super) fn note_written(written: io::Result<()>) {
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        HAS_LOST_OUTPUT.store(true, Ordering::Relaxed);
    }
}

fn write_text(stream: &mut dyn Write, text: &str) {
    note_written(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
}

fn wants_color(when: When) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if is_set("NO_COLOR") => false,
        When::Auto
            if env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") =>
        {
            true
        }
        When::Auto => io::stderr().is_terminal() && !is_dumb(),
    }
}

/// The width of the terminal in columns; `None` if standard error is not a terminal.
fn columns() -> Option<usize> {
    io::stderr().is_terminal().then(window::columns).flatten()
}

/// False if the environment names an encoding other than UTF-8. Only the ellipsis is replaced then: escaping whole texts would make
/// them unreadable.
fn shows_unicode() -> bool {
    let named =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    named.is_none_or(|value| {
        let value = value.to_string_lossy().to_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
