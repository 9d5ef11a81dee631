//! Checks that translations call things what the glossaries ask for.

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::localize::glossary::{Glossary, Problem, Term};
use crate::localize::library::{ArticleId, LocaleId, Version};
use crate::parse::article::{Article, Side};
use crate::plan::site::Plan;
use crate::source::{Sources, text_of};

/// Looks at every translated sentence. `glossaries` are those of the plan's locales, in order.
pub fn check(plan: &Plan, sources: &dyn Sources, glossaries: &[Glossary]) -> Vec<Diagnostic> {
    if glossaries.iter().all(Glossary::is_empty) {
        return Vec::new();
    }
    (0..plan.library.articles.len())
        .into_par_iter()
        .flat_map_iter(|article| check_article(plan, sources, glossaries, article))
        .collect()
}

/// Looks at the sentences of one article.
pub fn check_article(
    plan: &Plan,
    sources: &dyn Sources,
    glossaries: &[Glossary],
    article: ArticleId,
) -> Vec<Diagnostic> {
    let versions = plan.library.articles[article].versions.iter().enumerate();
    let translated = |locale: LocaleId, version: &Version| {
        let is_bilingual = version.summary.source_fingerprint.is_some() && version.side == Side::Target;
        is_bilingual && locale != plan.library.source && !glossaries[locale].is_empty()
    };
    versions
        .filter_map(|(locale, version)| Some((locale, version.as_ref()?)))
        .filter(|(locale, version)| translated(*locale, version))
        .flat_map(|(locale, version)| check_version(sources, &glossaries[locale], version))
        .collect()
}

fn check_version(sources: &dyn Sources, glossary: &Glossary, version: &Version) -> Vec<Diagnostic> {
    let summary = &version.summary;
    let Some(text) = summary.text(sources) else { return Vec::new() };
    let article = Article::body_of(&summary.path, &text);
    let mut diagnostics = Vec::new();
    for at in article.body_units() {
        let foreign = summary.composed.as_ref().and_then(|composed| composed.foreign.get(at)?.as_ref());
        let range = article.sides.units[at].target.clone();
        let target = &article.sides.target[range.clone()];
        if target.trim().is_empty() || foreign.is_some() {
            continue;
        }
        for problem in glossary.problems(article.unit_source(at), target) {
            let place = match summary.composed {
                Some(_) => in_catalog(sources, version, target),
                None => {
                    let map = &article.sides.target_map;
                    map.original(range.start)..map.original(range.end)
                }
            };
            let (code, message, term) = told(problem);
            let asked =
                term.asked_in.as_ref().map(|path| format!("`{}` in {}", term.id, sources.shown(path)));
            let diagnostic = Diagnostic::at(code, &summary.path, place, message);
            diagnostics.push(match asked {
                Some(asked) => diagnostic.help(format!("the glossary asks for it: {asked}")),
                None => diagnostic,
            });
        }
    }
    diagnostics
}

fn told(problem: Problem<'_>) -> (Code, String, &Term) {
    let name = |term: &Term| term.source.first().cloned().unwrap_or_default();
    match problem {
        Problem::Missing(term) => {
            let wanted = term.wanted.first().map_or("", String::as_str);
            (
                Code::TermMissing,
                format!("“{}” is “{wanted}” here, which the translation lacks", name(term)),
                term,
            )
        }
        Problem::Changed(term) => {
            (Code::TermChanged, format!("“{}” is a name, which the translation lacks", name(term)), term)
        }
        Problem::Forbidden(term, form) => {
            let instead = term.wanted.first().map(|wanted| format!("; “{wanted}” is"));
            (Code::TermForbidden, format!("“{form}” is not used here{}", instead.unwrap_or_default()), term)
        }
    }
}

/// Where a translation stands in its catalog; the file's beginning where it is put together there.
fn in_catalog(sources: &dyn Sources, version: &Version, target: &str) -> std::ops::Range<usize> {
    let Ok(bytes) = sources.read(&version.summary.path) else { return 0..0 };
    let start = text_of(&bytes).find(target);
    start.map_or(0..0, |start| start..start + target.len())
}
