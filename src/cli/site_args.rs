//! Owns opening the site of a command: finds it, lists its files, and checks that the requested locales exist.

use std::collections::BTreeSet;

use super::args::Common;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::diagnostics::{self, Diagnostic, Severity, nearest};
use crate::host::HostError;
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::pipeline::Report;
use crate::source::{Root, Sources};

/// A site that can be read.
pub(super) struct SiteArgs {
    /// Its folder and configuration.
    pub site: Site,
    /// Its files.
    pub sources: DiskSources,
    /// The diagnostics so far.
    diagnostics: Vec<Diagnostic>,
}

/// The result of opening a site.
pub(super) enum Opening {
    /// The site can be read.
    Ready(Box<SiteArgs>),
    /// Its configuration has errors, which have been reported.
    Reported,
}

impl SiteArgs {
    /// Finds the site and lists its files. Errors of its configuration are reported here.
    ///
    /// # Errors
    /// When there is no site, or a requested locale is not in it.
    pub(super) fn find(common: &Common, terminal: &Terminal) -> Result<Opening, HostError> {
        let mut site = Site::find(&common.site)?;
        let diagnostics = std::mem::take(&mut site.config.diagnostics);
        let listed = DiskSources::open(&site.folder, &site.config.value);
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            terminal.diagnostics(&diagnostics, &listed.value);
            return Ok(Opening::Reported);
        }
        let opened =
            Self { site, sources: listed.value, diagnostics: [diagnostics, listed.diagnostics].concat() };
        opened.must_know(&common.locales)?;
        if !opened.site.configured {
            terminal.talk("There is no hexapla.toml; defaults are used.");
        }
        Ok(Opening::Ready(Box::new(opened)))
    }

    /// The report of a run together with the diagnostics of opening the site.
    pub(super) fn complete(&self, mut report: Report) -> Report {
        report.diagnostics.extend(self.diagnostics.iter().cloned());
        diagnostics::sort(&mut report.diagnostics);
        report
    }

    fn must_know(&self, requested: &[String]) -> Result<(), HostError> {
        let known = self.locales();
        let is_known = |tag: &str| known.iter().any(|known| plain(known) == plain(tag));
        let Some(unknown) = requested.iter().find(|tag| !is_known(tag)) else { return Ok(()) };
        let help = match nearest(unknown, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.into_iter().collect::<Vec<_>>().join(", ")),
        };
        Err(HostError(format!("the site has no locale `{unknown}`; {help}")))
    }

    /// The locales that folders or the configuration name, as written there.
    fn locales(&self) -> BTreeSet<String> {
        let config = &self.site.config.value;
        let folders = self.sources.files(Root::Content);
        let folders =
            folders.iter().filter_map(|file| file.path.split_once('/')).map(|(folder, _)| folder.to_owned());
        folders.chain(config.locales.keys().cloned()).chain([config.site.source_locale.clone()]).collect()
    }
}

/// The form in which tags are compared: without case, and with `-` for `_`.
fn plain(tag: &str) -> String {
    tag.replace('_', "-").to_ascii_lowercase()
}

/// What a report means for the exit code.
pub(super) fn exit_of(report: &Report, strict: bool) -> Exit {
    let counts = |diagnostic: &Diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Note => false,
    };
    if report.unusable {
        Exit::Failed
    } else if report.diagnostics.iter().any(counts) {
        Exit::Problems
    } else {
        Exit::Success
    }
}
