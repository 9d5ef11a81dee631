//! Owns the check that translations use the terms of the glossaries.
//!
//! Each sentence is compared with its source, which is in the same file, or else is found by the structure of both articles.

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
use crate::render::open_article::{ArticleVisit, OpenArticle};
use crate::source::{SourcePath, Sources, text_of};
use crate::units::pairing::{Paired, paired};
use crate::units::segment::{Block, Segmenter, blocks};

/// Checks every translated sentence. `glossaries` are those of the plan's locales, in order.
pub(crate) fn check(plan: &Plan, sources: &dyn Sources, glossaries: &[Glossary]) -> Vec<Diagnostic> {
    if glossaries.iter().all(Glossary::is_empty) {
        return Vec::new();
    }
    (0..plan.library.articles.len())
        .into_par_iter()
        .flat_map_iter(|article| {
            check_article(plan, &ArticleVisit::new(sources, Some(article)), glossaries, article)
        })
        .collect()
}

/// Checks the translated sentences of one article.
pub(crate) fn check_article(
    plan: &Plan,
    visit: &ArticleVisit<'_>,
    glossaries: &[Glossary],
    article: ArticleId,
) -> Vec<Diagnostic> {
    let sources = visit.sources();
    let (library, source) = (&plan.library, plan.library.source);
    let versions = &library.articles[article].versions;
    let is_checked = |locale: LocaleId, version: &Version| {
        locale != source && version.side == Side::Target && !glossaries[locale].is_empty()
    };
    let checked: Vec<(LocaleId, &Version)> = versions
        .iter()
        .enumerate()
        .filter_map(|(locale, version)| Some((locale, version.as_ref()?)))
        .filter(|(locale, version)| is_checked(*locale, version))
        .collect();
    // Opened once, and only if there is a plain translation, which needs it.
    let original = OnceCell::new();
    let original = || {
        let read = || {
            let version = versions[source].as_ref()?;
            Some(Original::of(&*visit.open(article, version)?, version.side, &library.locales[source]))
        };
        original.get_or_init(read).as_ref()
    };
    let check = |(locale, version): (LocaleId, &Version)| {
        let Some(open) = visit.open(article, version) else { return Vec::new() };
        let check = TermCheck { sources, glossary: &glossaries[locale], version, article: &open.article };
        match version.summary.source_fingerprint {
            Some(_) => check.in_units(),
            None => check.in_plain(&library.locales[locale], original()),
        }
    };
    checked.into_iter().flat_map(check).collect()
}

/// The source of plain translations.
struct Original {
    body: String,
    blocks: Vec<Block>,
}

impl Original {
    fn of(open: &OpenArticle, side: Side, locale: &Locale) -> Self {
        let body = open.article.body(side).to_owned();
        Self { blocks: blocks(&body, &Segmenter::of(locale)), body }
    }
}

/// A translation with the glossary of its locale.
struct TermCheck<'a> {
    sources: &'a dyn Sources,
    glossary: &'a Glossary,
    version: &'a Version,
    article: &'a Article,
}

impl TermCheck<'_> {
    /// The problems of a translation that carries its source.
    fn in_units(&self) -> Vec<Diagnostic> {
        let (summary, article) = (&self.version.summary, self.article);
        let composed = self.version.details.composed.as_ref();
        let mut diagnostics = Vec::new();
        for at in article.body_units() {
            let foreign = composed.and_then(|composed| composed.units.get(at)?.foreign.as_ref());
            let range = article.sides.units[at].target.clone();
            let target = &article.sides.target[range.clone()];
            if target.trim().is_empty() || foreign.is_some() {
                continue;
            }
            for problem in self.glossary.problems(article.unit_source(at), target) {
                let place = match composed {
                    Some(_) => in_catalog(self.sources, self.version, target),
                    None => in_file(article, &range),
                };
                diagnostics.push(diagnostic(self.sources, &summary.path, problem, place));
            }
        }
        diagnostics
    }

    /// The problems of a translation without its source in the file. A stale one translates an earlier source, so that only
    /// forbidden words can be reported.
    fn in_plain(&self, locale: &Locale, original: Option<&Original>) -> Vec<Diagnostic> {
        let article = self.article;
        let body = article.body(Side::Target);
        let original = original.filter(|_| !matches!(self.version.freshness, Freshness::Stale { .. }));
        let pairs = paired(original.map(|original| &*original.blocks), &blocks(body, &Segmenter::of(locale)));
        let start = article.sides.target.len() - body.len();
        let mut diagnostics = Vec::new();
        for Paired { target, source } in pairs {
            let source = original.zip(source).map_or("", |(original, source)| &original.body[source]);
            for problem in self.glossary.problems(source, &body[target.clone()]) {
                let place = in_file(article, &(start + target.start..start + target.end));
                diagnostics.push(diagnostic(self.sources, &self.version.summary.path, problem, place));
            }
        }
        diagnostics
    }
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
        Some(path) => {
            let place = format!("`{}` in {}", term.id, sources.display_path(path));
            diagnostic.help(format!("the glossary requires it: {place}"))
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

/// The range in the file of a range of the translated text.
fn in_file(article: &Article, range: &Range<usize>) -> Range<usize> {
    let map = &article.sides.target_map;
    map.original(range.start)..map.original(range.end)
}

/// The range of a translation in its catalog; the beginning of the file where the catalog does not hold it in one piece.
fn in_catalog(sources: &dyn Sources, version: &Version, target: &str) -> Range<usize> {
    let Some(bytes) = sources.read(&version.summary.path).bytes() else { return 0..0 };
    let start = text_of(&bytes).find(target);
    start.map_or(0..0, |start| start..start + target.len())
}
