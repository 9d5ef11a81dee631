//! Owns the file of known problems: what stands in it is not reported again, so that a site with many of them sees the new ones.
//!
//! Each line is a count, a code, a path and a message, with tabs between them, sorted, so that versions of the file can be compared
//! and merged. Lines of articles are left out, since every edit above a problem would change them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic};
use crate::source::{Location, Root, SourcePath};

/// The known problems, with how often each is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    counts: BTreeMap<Known, usize>,
}

/// What makes two problems the same one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    path: String,
    code: Code,
    message: String,
}

impl Known {
    /// `None` for a problem that may not be hidden.
    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        diagnostic.code.can_be_lowered().then(|| Self {
            path: diagnostic.place.as_ref().map(stable_path).unwrap_or_default(),
            code: diagnostic.code,
            message: plain(&diagnostic.message),
        })
    }
}

/// The first lines of the file.
const HEAD: &str = "# Known problems, which `hexapla check` and `hexapla build` do not report.\n\
                    # Written by `hexapla check --write-baseline`. A line: count, code, file, message.\n";

impl Baseline {
    /// All problems of a run that may be taken as known.
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = BTreeMap::new();
        for known in diagnostics.iter().filter_map(Known::of) {
            *counts.entry(known).or_default() += 1;
        }
        Self { counts }
    }

    /// Reads the file at `path`; a line that is not of its form is reported and known by nothing.
    pub(crate) fn parse(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut counts = BTreeMap::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            if !written.is_empty() && !written.starts_with('#') {
                match entry(written) {
                    Some((known, count)) => *counts.entry(known).or_default() += count,
                    None => diagnostics.push(
                        Diagnostic::at(
                            Code::BaselineUnusable,
                            path,
                            start..start + written.len(),
                            "this line is not a count, a code, a file and a message with tabs between them",
                        )
                        .help("write the file anew by `hexapla check --write-baseline`"),
                    ),
                }
            }
            start += line.len();
        }
        Self { counts }
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (Known { path, code, message }, count) in &self.counts {
            let _ = writeln!(text, "{count}\t{}\t{path}\t{message}", code.name());
        }
        text
    }

    /// How many problems it knows.
    pub(crate) fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Takes the known problems out, each as often as it is known, and says how many there were.
    pub(crate) fn take_out(&self, diagnostics: &mut Vec<Diagnostic>) -> TakenOut {
        let mut left = self.counts.clone();
        let before = diagnostics.len();
        diagnostics.retain(|diagnostic| {
            let known = Known::of(diagnostic).and_then(|known| left.get_mut(&known));
            match known {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
        TakenOut { known: before - diagnostics.len(), solved: left.values().sum() }
    }
}

/// What became of the problems that a baseline knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenOut {
    /// Problems that were taken out.
    pub known: usize,
    /// Problems that are no more.
    pub solved: usize,
}

fn entry(line: &str) -> Option<(Known, usize)> {
    let mut fields = line.splitn(4, '\t');
    let count = fields.next()?.parse().ok()?;
    let code = Code::from_name(fields.next()?).filter(|code| code.can_be_lowered())?;
    let path = fields.next()?.to_owned();
    Some((Known { path, code, message: fields.next()?.to_owned() }, count))
}

/// A path that is the same wherever the command is called, with a name for each root.
fn stable_path(place: &Location) -> String {
    let root = match place.path.root {
        Root::Site => "site",
        Root::Content => "content",
        Root::Locales => "locales",
        Root::Themes => "themes",
    };
    plain(&format!("{root}/{}", place.path.path))
}

/// A text for one field of a line.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests;
