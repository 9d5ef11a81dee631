//! Owns who hears what: answers on standard output, talk on standard error, and neither stops a run by being closed.

use std::env;
use std::io::{self, IsTerminal, Write};

use super::args::{Common, Format, When};
use crate::diagnostics::human::RenderOptions;
use crate::diagnostics::{Diagnostic, DiagnosticForm, render};
use crate::host::window;
use crate::source::Sources;

/// How this run speaks.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    format: Format,
    paper: RenderOptions,
    quiet: bool,
}

impl Terminal {
    /// As the arguments and the environment want it.
    pub fn new(common: &Common, format: Format) -> Self {
        let usual = RenderOptions::default();
        let paper = RenderOptions {
            color: wants_color(common.color),
            columns: columns().unwrap_or(usual.columns),
            ellipsis: if shows_unicode() { usual.ellipsis } else { "..." },
        };
        Self { format, paper, quiet: common.quiet }
    }

    /// A line about the run; not said where it is to be quiet.
    pub fn talk(&self, line: &str) {
        if !self.quiet {
            write_text(&mut io::stderr(), &format!("{line}\n"));
        }
    }

    /// All diagnostics of a run, in the chosen form.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &dyn Sources) {
        let form = match self.format {
            Format::Human => DiagnosticForm::Human(self.paper),
            Format::Short => DiagnosticForm::Short,
            Format::Json => DiagnosticForm::Json,
            Format::Sarif => DiagnosticForm::Sarif,
            Format::Github => DiagnosticForm::Github,
        };
        let text = render(diagnostics, sources, form);
        match form {
            DiagnosticForm::Human(_) => write_text(&mut io::stderr(), &text),
            _ => answer(&text),
        }
    }

    /// True where a progress bar would be seen, and be no bother.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal() && !is_dumb()
    }
}

/// What the person asked for.
pub fn answer(text: &str) {
    write_text(&mut io::stdout(), text);
}

/// What helps to read an answer, and is no part of it.
pub fn remark(text: &str) {
    write_text(&mut io::stderr(), text);
}

/// What made a run impossible.
pub fn report_error(message: &str) {
    write_text(&mut io::stderr(), &format!("error: {message}\n"));
}

/// Somebody who stops listening (`| head`) is no error.
fn write_text(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
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

/// How many columns the person's terminal has; nothing where nobody reads along.
fn columns() -> Option<usize> {
    io::stderr().is_terminal().then(window::columns).flatten()
}

/// False where the environment names an encoding that has no more than ASCII in common with ours. Texts are shown as they are
/// all the same: written out, nobody could read them.
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
