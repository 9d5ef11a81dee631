//! Owns what Hexapla reports: codes, severities, diagnostics with their place, and values that carry them.

pub(crate) mod baseline;
pub(crate) mod codes;
pub(crate) mod excerpt;
pub(crate) mod flood;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod levels;
pub(crate) mod lines;
pub(crate) mod sarif;
pub(crate) mod short;

pub use self::codes::Code;

use std::cmp::Reverse;

use rapidfuzz::distance::osa;

use crate::source::{Location, SourcePath, Sources, Span};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something a reader will meet: the build ends with exit code 1.
    Error,
    /// Something an author should know: exit code 1 only under `--strict`.
    Warning,
    /// A fact reported for completeness: never changes the exit code.
    Note,
}

impl Severity {
    /// The word that every format prints.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One thing that is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name that `explain` knows.
    pub code: Code,
    /// How much it weighs; by default what the code says.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; absent for what belongs to no file.
    pub place: Option<Location>,
    /// The next step, if one can be named.
    pub help: Option<String>,
    /// The name or address that it is about, such as the key that is not known: what many diagnostics have in common.
    pub about: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about some bytes of a file.
    pub fn at(code: Code, path: &SourcePath, span: impl Into<Span>, message: impl Into<String>) -> Self {
        let place = Location { path: path.clone(), span: span.into() };
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: Some(place),
            help: None,
            about: None,
        }
    }

    /// A diagnostic that belongs to no file.
    pub fn of_site(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            help: None,
            about: None,
        }
    }

    /// Adds the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the name or address that it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }
}

/// Puts diagnostics in the order in which they are always reported (path, span, code, message) and drops repetitions.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by(|a, b| (&a.place, a.code.name(), &a.message).cmp(&(&b.place, b.code.name(), &b.message)));
    diagnostics.dedup();
}

/// A value and what was noticed while it was made. A stage never fails on content: it yields one of these.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The value, as well as it could be made.
    pub value: T,
    /// What was noticed, in any order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without diagnostics.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Hands the diagnostics to a collector and keeps the value.
    pub fn into_value(self, collector: &mut Vec<Diagnostic>) -> T {
        collector.extend(self.diagnostics);
        self.value
    }
}

/// The candidate nearest to what was written, if one is near enough to offer.
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST_OFFERED {
        return None;
    }
    let written = written.to_lowercase();
    let comparator = rapidfuzz::fuzz::RatioBatchComparator::new(written.chars());
    let arguments = rapidfuzz::fuzz::Args::default().score_cutoff(NEAR_ENOUGH);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_OFFERED)
        .filter_map(|candidate| {
            let score = comparator
                .similarity_with_args(candidate.chars().flat_map(char::to_lowercase), &arguments)?;
            // Of candidates with as many letters in common, the one with fewer slips is meant: letters that changed places are one.
            let slips = osa::distance(written.chars(), candidate.to_lowercase().chars());
            Some((score, Reverse(slips), Reverse(candidate)))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))))
        .map(|(_, _, Reverse(candidate))| candidate)
}

/// Names longer than so many bytes are not compared, nor offered: it would cost their lengths multiplied.
pub(crate) const LONGEST_OFFERED: usize = 200;

/// How many misspelt names of one file get an offer where the names to choose from come from content too: each is compared with all.
pub(crate) const OFFERS_A_FILE: usize = 20;

/// Below this similarity an offered name confuses more than it helps.
pub(crate) const NEAR_ENOUGH: f64 = 0.6;

/// How a list of diagnostics is written.
#[derive(Clone, Copy, Debug)]
pub enum DiagnosticForm {
    /// With excerpts of the sources, for a person.
    Human(human::RenderOptions),
    /// One line for each.
    Short,
    /// One JSON object for each.
    Json,
    /// SARIF, for code scanning.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

/// Writes diagnostics in one of their forms.
pub fn render(diagnostics: &[Diagnostic], sources: &dyn Sources, form: DiagnosticForm) -> String {
    match form {
        DiagnosticForm::Human(options) => human::render(diagnostics, sources, options),
        DiagnosticForm::Short => short::render(diagnostics, sources),
        DiagnosticForm::Json => json::render(diagnostics, sources),
        DiagnosticForm::Sarif => sarif::render(diagnostics, sources),
        DiagnosticForm::Github => github::render(diagnostics, sources),
    }
}

#[cfg(test)]
mod tests;
