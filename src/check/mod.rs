//! Floor 5: what is wrong with the site as a whole, one file a check.

mod components;
pub mod hard_coded;
mod name_index;
mod placeholders;
mod references;
pub mod terms;

pub use self::placeholders::Defined;

use crate::diagnostics::Diagnostic;
use crate::library::ArticleId;
use crate::plan::site::Plan;
use crate::theme::components::Components;

/// Everything that the checks have to tell, in any order. `known` are the theme's components, `defined` are terms and variables.
pub fn all(plan: &Plan, known: &Components, defined: Defined<'_>) -> Vec<Diagnostic> {
    let mut told = references::check(plan);
    told.extend(components::check(plan, known));
    told.extend(placeholders::check(plan, defined));
    told
}

/// What the checks have to tell about one article in all its versions, in any order.
pub fn of_article(
    plan: &Plan,
    known: &Components,
    defined: Defined<'_>,
    article: ArticleId,
) -> Vec<Diagnostic> {
    let mut told = references::check_article(plan, article);
    told.extend(components::check_article(plan, known, article));
    told.extend(placeholders::check_article(plan, defined, article));
    told
}
