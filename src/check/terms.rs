//! Checks that translations call things what the glossaries ask for: each sentence beside its source, be it in the same file or told by
//! the shape of both.

use std::cell::OnceCell;
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::library::freshness::Freshness;
use crate::library::{ArticleId, LocaleId, Version};
use crate::locale::Locale;
use crate::messages::glossary::{Glossary, GlossaryTerm, Problem};
use crate::parse::article::{Article, Side};
use crate::plan::site::Plan;
use crate::render::open_article::{ArticleVisit, OpenArticle};
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
        .flat_map_iter(|article| {
            check_article(plan, &ArticleVisit::new(sources, Some(article)), glossaries, article)
        })
        .collect()
}

/// Looks at the sentences of one article.
pub fn check_article(
    plan: &Plan,
    visit: &ArticleVisit<'_>,
    glossaries: &[Glossary],
    article: ArticleId,
) -> Vec<Diagnostic> {
    let sources = visit.sources();
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
        let read = || {
            let version = versions[source].as_ref()?;
            Some(Original::of(&*visit.open(article, version)?, version.side, &library.locales[source]))
        };
        original.get_or_init(read).as_ref()
    };
    let check = |(locale, version): (LocaleId, &Version)| {
        let Some(open) = visit.open(article, version) else { return Vec::new() };
        let asked = TermCheck { sources, glossary: &glossaries[locale], version, article: &open.article };
        match version.summary.source_fingerprint {
            Some(_) => asked.in_units(),
            None => asked.in_plain(&library.locales[locale], original()),
        }
    };
    asked.into_iter().flat_map(check).collect()
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

/// A translation that a glossary asks something of.
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

    /// The problems of a translation that lies beside its source. One that is behind it says what the source said before, so that
    /// only what is never to be used can be told.
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
    problem: Problem<'_>,
    place: Range<usize>,
) -> Diagnostic {
    let (code, message, term) = diagnostics(problem);
    let diagnostic = Diagnostic::at(code, path, place, message);
    match &term.asked_in {
        Some(asked) => {
            let asked = format!("`{}` in {}", term.id, sources.shown(asked));
            diagnostic.help(format!("the glossary asks for it: {asked}"))
        }
        None => diagnostic,
    }
}

fn diagnostics(problem: Problem<'_>) -> (Code, String, &GlossaryTerm) {
    let name = |term: &GlossaryTerm| term.source.first().cloned().unwrap_or_default();
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
