//! Owns the checks of the site as a whole, one file for each check.

pub(crate) mod code_blocks;
mod components;
pub(crate) mod drawings;
pub(crate) mod hard_coded;
mod name_index;
mod placeholders;
mod references;
pub(crate) mod terms;
pub(crate) mod untranslated;

pub(crate) use self::placeholders::Defined;

use crate::diagnostics::Diagnostic;
use crate::library::ArticleId;
use crate::plan::site::Plan;
use crate::theme::components::Components;

/// The diagnostics of all checks, unsorted. `known` are the theme's components, `defined` are terms and variables.
pub(crate) fn all(plan: &Plan, known: &Components, defined: Defined<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = references::check(plan);
    diagnostics.extend(components::check(plan, known));
    diagnostics.extend(placeholders::check(plan, defined));
    diagnostics.extend(untranslated::check(plan));
    diagnostics
}

/// The diagnostics of all checks of one article in all its versions, unsorted.
pub(crate) fn of_article(
    plan: &Plan,
    known: &Components,
    defined: Defined<'_>,
    article: ArticleId,
) -> Vec<Diagnostic> {
    let mut diagnostics = references::check_article(plan, article);
    diagnostics.extend(components::check_article(plan, known, article));
    diagnostics.extend(placeholders::check_article(plan, defined, article));
    diagnostics.extend(untranslated::check_article(plan, article));
    diagnostics
}
