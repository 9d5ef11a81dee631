//! Owns the check that code of a known language can be highlighted.

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::library::{ArticleId, Version};
use crate::parse::article::Side;
use crate::parse::markdown::code::{self, CodeBlock};
use crate::plan::site::Plan;
use crate::render::open_article::{ArticleVisit, OpenArticle};
use crate::source::{SourcePath, Sources};
use crate::theme::highlight::{Highlighted, Highlighter};

/// Checks the code of every file.
pub(crate) fn check(plan: &Plan, sources: &dyn Sources) -> Vec<Diagnostic> {
    let highlighter = Highlighter::default();
    (0..plan.library.articles.len())
        .into_par_iter()
        .flat_map_iter(|article| {
            check_article(plan, &ArticleVisit::new(sources, Some(article)), &highlighter, article)
        })
        .collect()
}

/// Checks the code of one article's files.
pub(crate) fn check_article(
    plan: &Plan,
    visit: &ArticleVisit<'_>,
    highlighter: &Highlighter,
    article: ArticleId,
) -> Vec<Diagnostic> {
    let versions = plan.library.articles[article].versions.iter().flatten();
    let is_own = |version: &&Version| {
        version.side == Side::Target
            && version.details.composed.is_none()
            && version.summary.outline.has_code_of_a_language
    };
    let of_version = |version: &Version| {
        let open = visit.open(article, version)?;
        Some(check_file(&version.summary.path, &open, highlighter))
    };
    versions.filter(is_own).filter_map(of_version).flatten().collect()
}

fn check_file(path: &SourcePath, open: &OpenArticle, highlighter: &Highlighter) -> Vec<Diagnostic> {
    let blocks = code::blocks(open.article.document(Side::Target)).into_iter();
    let of_block = |block: CodeBlock| {
        let message = problem(highlighter, &block.language, &block.text)?;
        Some(Diagnostic::at(Code::CodePlain, path, block.place, message).about(block.language))
    };
    blocks.filter_map(of_block).collect()
}

fn problem(highlighter: &Highlighter, language: &str, code: &str) -> Option<String> {
    match highlighter.highlight(language, code) {
        Highlighted::TooLong => Some("this code is longer than 64 KB, so it has no colours".to_owned()),
        Highlighted::TooManySteps => Some(format!(
            "the grammar of `{language}` needs too many steps for this code, so it has no colours"
        )),
        Highlighted::Marked(_) | Highlighted::Plain => None,
    }
}
