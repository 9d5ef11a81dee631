//! Owns the last lines of a run: how much, where to, how long, and what is wrong.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::baseline::TakenOut;
use crate::diagnostics::flood::{SHOWN_IN_FULL, commonest_code, grouped};
use crate::diagnostics::human::tally;
use crate::host::clock::{Stopwatch, display_duration};
use crate::host::staging::Published;
use crate::pipeline::Counts;

/// `5,818 pages in 2 locales (2,909 articles, 31,204 units)`.
pub(super) fn amount(counts: &Counts) -> String {
    format!(
        "{} in {} ({}, {})",
        many(counts.pages, "page"),
        many(counts.locales, "locale"),
        many(counts.articles, "article"),
        many(counts.units, "unit")
    )
}

/// `12 files written, 3 removed`, or `nothing changed`.
pub(super) fn changes(published: &Published) -> String {
    match (published.placed, published.removed) {
        (0, 0) => "nothing changed".to_owned(),
        (placed, 0) => format!("{} written", many(placed, "file")),
        (placed, removed) => format!("{} written, {} removed", many(placed, "file"), grouped(removed)),
    }
}

/// How many problems the site's baseline knows; `None` where it knows none of this run.
pub(super) fn known_problems(taken_out: TakenOut) -> Option<String> {
    (taken_out.known > 0)
        .then(|| format!("{} of the baseline left out", many(taken_out.known, "known problem")))
}

/// What is wrong, and where to read more about it.
pub(super) fn problems(diagnostics: &[Diagnostic]) -> String {
    let is_flood = diagnostics.len() > SHOWN_IN_FULL;
    let code =
        if is_flood { commonest_code(diagnostics) } else { diagnostics.first().map(|first| first.code) };
    let Some(code) = code else { return tally(diagnostics) };
    let which = if is_flood { "commonest" } else { "first" };
    format!("{}; `hexapla explain {}` says more about the {which}", tally(diagnostics), code.name())
}

/// One line a stage.
pub(super) fn timings(watch: &Stopwatch) -> String {
    let laps = watch.laps();
    let lines: Vec<String> =
        laps.iter().map(|(name, time)| format!("  {name:<8} {:>8}", display_duration(*time))).collect();
    lines.join("\n")
}

/// `1 page`, `5,818 pages`.
pub(super) fn many(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}
