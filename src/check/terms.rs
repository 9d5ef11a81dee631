//! Checks that translations call things what the glossaries ask for: each sentence beside its source, be it in the same file or told by
//! the shape of both.

use std::cell::OnceCell;
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::library::freshness::Freshness;
use crate::library::{ArticleId, LocaleId, Version};
use crate::locale::Locale;
use crate::messages::glossary::{Glossary, GlossaryTerm, TermProblem};
use crate::parse::article::{Article, Side};
use crate::plan::site::Plan;
use crate::source::{SourcePath, Sources, text_of};
use crate::units::pairing::{Paired, paired};
use crate::units::segment::{Block, Segmenter, blocks};

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
    let (library, source) = (&plan.library, plan.library.source);
    let versions = &library.articles[article].versions;
    let is_asked = |locale: LocaleId, version: &Version| {
        locale != source && version.side == Side::Target && !glossaries[locale].is_empty()
    };
    let asked: Vec<(LocaleId, &Version)> = versions
        .iter()
        .enumerate()
        .filter_map(|(locale, version)| Some((locale, version.as_ref()?)))
        .filter(|(locale, version)| is_asked(*locale, version))
        .collect();
    // Only plain translations need it, and all of them the same.
    let original = OnceCell::new();
    let original = || {
        let read = || Original::of(sources, versions[source].as_ref()?, &library.locales[source]);
        original.get_or_init(read).as_ref()
    };
    let check = |(locale, version): (LocaleId, &Version)| {
        let problems = match version.summary.source_fingerprint {
            Some(_) => in_units(sources, &glossaries[locale], version),
            None => in_plain(sources, &glossaries[locale], version, &library.locales[locale], original()),
        };
        problems.unwrap_or_default()
    };
    asked.into_iter().flat_map(check).collect()
}

/// The problems of a translation that carries its source.
fn in_units(sources: &dyn Sources, glossary: &Glossary, version: &Version) -> Option<Vec<Diagnostic>> {
    let summary = &version.summary;
    let composed = version.details.composed.as_ref();
    let text = version.text(sources)?;
    let article = Article::body_of(&summary.path, &text);
    let mut diagnostics = Vec::new();
    for at in article.body_units() {
        let foreign = composed.and_then(|composed| composed.units.get(at)?.foreign.as_ref());
        let range = article.sides.units[at].target.clone();
        let target = &article.sides.target[range.clone()];
        if target.trim().is_empty() || foreign.is_some() {
            continue;
        }
        for problem in glossary.problems(article.unit_source(at), target) {
            let place = match composed {
                Some(_) => in_catalog(sources, version, target),
                None => in_file(&article, &range),
            };
            diagnostics.push(diagnostic(sources, &summary.path, problem, place));
        }
    }
    Some(diagnostics)
}

/// The source of plain translations.
struct Original {
    body: String,
    blocks: Vec<Block>,
}

impl Original {
    fn of(sources: &dyn Sources, version: &Version, locale: &Locale) -> Option<Self> {
        let text = version.text(sources)?;
        let body = Article::body_of(&version.summary.path, &text).body(version.side).to_owned();
        Some(Self { blocks: blocks(&body, &Segmenter::of(locale)), body })
    }
}

/// The problems of a translation that lies beside its source. One that is behind it says what the source said before, so that only
/// what is never to be used can be told.
fn in_plain(
    sources: &dyn Sources,
    glossary: &Glossary,
    version: &Version,
    locale: &Locale,
    original: Option<&Original>,
) -> Option<Vec<Diagnostic>> {
    let path = &version.summary.path;
    let text = version.text(sources)?;
    let article = Article::body_of(path, &text);
    let body = article.body(Side::Target);
    let original = original.filter(|_| !matches!(version.freshness, Freshness::Stale { .. }));
    let pairs = paired(original.map(|original| &*original.blocks), &blocks(body, &Segmenter::of(locale)));
    let start = article.sides.target.len() - body.len();
    let mut diagnostics = Vec::new();
    for Paired { target, source } in pairs {
        let source = original.zip(source).map_or("", |(original, source)| &original.body[source]);
        for problem in glossary.problems(source, &body[target.clone()]) {
            let place = in_file(&article, &(start + target.start..start + target.end));
            diagnostics.push(diagnostic(sources, path, problem, place));
        }
    }
    Some(diagnostics)
}

fn diagnostic(
    sources: &dyn Sources,
    path: &SourcePath,
    problem: TermProblem<'_>,
    place: Range<usize>,
) -> Diagnostic {
    let (code, message, term) = diagnostics(problem);
    let diagnostic = Diagnostic::at(code, path, place, message);
    match &term.asked_in {
        Some(asked) => {
            let asked = format!("`{}` in {}", term.id, sources.display_path(asked));
            diagnostic.help(format!("the glossary asks for it: {asked}"))
        }
        None => diagnostic,
    }
}

fn diagnostics(problem: TermProblem<'_>) -> (Code, String, &GlossaryTerm) {
    let name = |term: &GlossaryTerm| term.source.first().cloned().unwrap_or_default();
    match problem {
        TermProblem::Missing(term) => {
            let wanted = term.wanted.first().map_or("", String::as_str);
            (
                Code::TermMissing,
                format!("“{}” is “{wanted}” here, which the translation lacks", name(term)),
                term,
            )
        }
        TermProblem::Changed(term) => {
            (Code::TermChanged, format!("“{}” is a name, which the translation lacks", name(term)), term)
        }
        TermProblem::Forbidden(term, form) => {
            let instead = term.wanted.first().map(|wanted| format!("; “{wanted}” is"));
            (Code::TermForbidden, format!("“{form}” is not used here{}", instead.unwrap_or_default()), term)
        }
    }
}

/// Where a range of the translated text stands in its file.
fn in_file(article: &Article, range: &Range<usize>) -> Range<usize> {
    let map = &article.sides.target_map;
    map.original(range.start)..map.original(range.end)
}

/// Where a translation stands in its catalog; the file's beginning where it is put together there.
fn in_catalog(sources: &dyn Sources, version: &Version, target: &str) -> Range<usize> {
    let Ok(bytes) = sources.read(&version.summary.path) else { return 0..0 };
    let start = text_of(&bytes).find(target);
    start.map_or(0..0, |start| start..start + target.len())
}
