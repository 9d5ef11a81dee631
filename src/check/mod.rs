//! Floor 5: what is wrong with the site as a whole, one file a check.

pub mod hard_coded;
mod references;

use crate::diagnostics::Diagnostic;
use crate::localize::library::ArticleId;
use crate::plan::site::Plan;

/// Everything that the checks have to tell, in any order.
pub fn all(plan: &Plan) -> Vec<Diagnostic> {
    references::check(plan)
}

/// What the checks have to tell about one article in all its versions, in any order.
pub fn of_article(plan: &Plan, article: ArticleId) -> Vec<Diagnostic> {
    references::check_article(plan, article)
}
