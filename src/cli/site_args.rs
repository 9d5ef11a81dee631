//! Owns opening the site of a command: finds it, lists its files, and checks that the requested locales exist.

use std::collections::BTreeSet;

use super::args::Common;
use super::exit::Exit;
use super::summary::many;
use super::terminal::Terminal;
use crate::diagnostics::baseline::{Baseline, TakenOut};
use crate::diagnostics::{self, Code, Diagnostic, Severity, nearest};
use crate::host::HostError;
use crate::host::clock::named_epoch;
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::locale::{Locale, nearest_available};
use crate::pipeline::{self, Report, Unreadable, source_locale};
use crate::source::{Root, SourcePath, Sources, text_of};

/// A site that can be read.
pub(super) struct SiteArgs {
    /// Its folder and configuration.
    pub site: Site,
    /// Its files.
    pub sources: DiskSources,
    /// Its locales that the command is limited to, in canonical form; none where it is about all.
    pub locales: Vec<String>,
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
        named_epoch()?;
        let mut site = Site::find(&common.site)?;
        let diagnostics = std::mem::take(&mut site.config.diagnostics);
        let listed = DiskSources::open(&site.folder, &site.config.value);
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            terminal.diagnostics(&diagnostics, &listed.value);
            return Ok(Opening::Reported);
        }
        let diagnostics = [diagnostics, listed.diagnostics].concat();
        source_locale::settle(&mut site.config.value, &listed.value);
        let mut opened = Self { site, sources: listed.value, locales: Vec::new(), diagnostics };
        opened.locales = opened.matching(&common.locales, terminal)?;
        if !opened.site.configured {
            terminal.talk("There is no hexapla.toml; defaults are used.");
        }
        Ok(Opening::Ready(Box::new(opened)))
    }

    /// Fails where something of the site could not be read.
    ///
    /// # Errors
    /// The first file or folder, and the reason.
    pub(super) fn must_be_whole(&self) -> Result<(), HostError> {
        pipeline::whole(&self.sources, ()).map_err(failure)
    }

    /// The report of a run together with the diagnostics of opening the site.
    pub(super) fn complete(&self, mut report: Report) -> Report {
        // What the listing found is as doubtful as the rest where something could not be read.
        if let Err(unreadable) = pipeline::whole(&self.sources, ()) {
            report.diagnostics = unreadable.diagnostics();
            report.unusable = true;
            return report;
        }
        report.diagnostics.extend(self.diagnostics.iter().cloned());
        self.site.config.value.weigh(&mut report.diagnostics);
        diagnostics::sort(&mut report.diagnostics);
        report
    }

    /// Leaves the problems out of a complete report that the site's baseline knows. Only a run that finds all problems can report
    /// that some of them are no more.
    pub(super) fn leave_out_known(&self, report: &mut Report, finds_all: bool) -> TakenOut {
        let Some(path) = self.baseline_path() else { return TakenOut::default() };
        let mut found = Vec::new();
        let read = self.sources.read(&path);
        let why = read.absence().unwrap_or_default().to_owned();
        let baseline = match read.bytes() {
            Some(bytes) => Baseline::parse(&path, &text_of(&bytes), &mut found),
            None => {
                let message = format!("`{}` cannot be read: {why}", path.path);
                let help = "write it by `hexapla check --write-baseline`, or take the setting out";
                let config = &self.site.config.value;
                found.push(config.report_at("lints.baseline", Code::BaselineUnusable, message).help(help));
                Baseline::default()
            }
        };
        let taken_out = baseline.take_out(&mut report.diagnostics);
        if finds_all && taken_out.solved > 0 {
            let is = if taken_out.solved == 1 { "is" } else { "are" };
            let message = format!("{} {is} solved", many(taken_out.solved, "known problem"));
            let help = "write the file anew by `hexapla check --write-baseline`";
            found.push(Diagnostic::at(Code::BaselineOutdated, &path, 0..0, message).help(help));
        }
        report.diagnostics.extend(found);
        diagnostics::sort(&mut report.diagnostics);
        taken_out
    }

    /// The file of known problems that the configuration names.
    pub(super) fn baseline_path(&self) -> Option<SourcePath> {
        let named = self.site.config.value.lints.baseline.as_deref();
        named.map(|path| SourcePath::new(Root::Site, path))
    }

    /// The site's locales that the requested tags mean: those very ones in any spelling, else the nearest in language and script.
    fn matching(&self, requested: &[String], terminal: &Terminal) -> Result<Vec<String>, HostError> {
        let known = self.locales();
        let locales: Vec<Locale> = known.iter().filter_map(|tag| Locale::parse(tag)).collect();
        let meant = |tag: &String| {
            let wanted = Locale::parse(tag);
            let Some(found) = wanted.as_ref().and_then(|wanted| nearest_available(wanted, &locales)) else {
                return Err(unknown(tag, &known));
            };
            if wanted.as_ref() != Some(found) {
                terminal.talk(&format!("The site has no locale `{tag}`; `{found}` is taken."));
            }
            Ok(found.tag().to_owned())
        };
        requested.iter().map(meant).collect()
    }

    /// The locales that folders of articles or of catalogs or the configuration name, as written there.
    fn locales(&self) -> BTreeSet<String> {
        let config = &self.site.config.value;
        let folders = self.sources.files(Root::Content);
        let folders =
            folders.iter().filter_map(|file| file.path.split_once('/')).map(|(folder, _)| folder.to_owned());
        let catalogs = self.sources.files(Root::Locales);
        let with_catalogs = catalogs.iter().filter_map(|file| {
            let (folder, rest) = file.path.split_once('/')?;
            rest.starts_with("articles/").then(|| folder.to_owned())
        });
        folders
            .chain(with_catalogs)
            .chain(config.locales.keys().cloned())
            .chain([config.site.source_locale.clone()])
            .collect()
    }
}

/// The failure of a command whose site could not be read.
pub(super) fn failure(unreadable: Unreadable) -> HostError {
    HostError(unreadable.to_string())
}

fn unknown(tag: &str, known: &BTreeSet<String>) -> HostError {
    let help = match nearest(tag, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
    };
    HostError(format!("the site has no locale `{tag}`; {help}"))
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
