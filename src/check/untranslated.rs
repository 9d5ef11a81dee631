//! Owns the check for sentences of a translation that are still in the language of the source.

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::library::ArticleId;
use crate::parse::article::Side;
use crate::plan::site::Plan;
use crate::source::{SourcePath, Span};
use crate::units::copied::copied;

/// Checks every translation that is a file.
pub(super) fn check(plan: &Plan) -> Vec<Diagnostic> {
    (0..plan.library.articles.len())
        .into_par_iter()
        .flat_map_iter(|article| check_article(plan, article))
        .collect()
}

/// Checks the translations of one article.
pub(super) fn check_article(plan: &Plan, article: ArticleId) -> Vec<Diagnostic> {
    let versions = &plan.library.articles[article].versions;
    let Some(source) = versions[plan.library.source].as_ref() else { return Vec::new() };
    let files = versions.iter().flatten().filter(|version| version.side == Side::Target);
    let found = files.filter_map(|version| {
        // A translation that is held back was reported where it was found.
        let is_held = |start: usize| version.summary.held.iter().any(|held| held.start == start);
        let copied: Vec<Span> = copied(&version.details, &source.details)
            .filter(|sentence| !is_held(sentence.range().start))
            .map(|sentence| sentence.range().into())
            .collect();
        Some(report(&version.summary.path, copied.first().copied()?, copied.len()).help(HELP))
    });
    found.collect()
}

const HELP: &str = "translate them; names, code and up to four words may stay as they are";

/// One diagnostic for all sentences of a file, at the first of them.
pub(crate) fn report(path: &SourcePath, first: Span, count: usize) -> Diagnostic {
    let message = match count {
        1 => "this sentence is the same as in the source".to_owned(),
        count => format!("{count} sentences are the same as in the source, the first here"),
    };
    Diagnostic::at(Code::TextUntranslated, path, first, message)
}

#[cfg(test)]
mod tests;
