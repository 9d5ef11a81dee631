//! Owns the check that terms and variables in texts are defined.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use crate::diagnostics::{Code, Diagnostic, OFFERS_A_FILE, nearest};
use crate::library::{ArticleId, LocaleId, Version};
use crate::messages::interface::Messages;
use crate::parse::article::Side;
use crate::parse::config::Variables;
use crate::parse::markdown::placeholder::{Placeholder, all};
use crate::plan::site::Plan;

/// The terms and variables that a site defines.
#[derive(Clone, Copy)]
pub(crate) struct Defined<'a> {
    /// The messages of its locales, which include its terms.
    pub words: &'a Messages,
    /// Its variables.
    pub variables: &'a Variables,
}

/// Checks the placeholders of every file.
pub(super) fn check(plan: &Plan, defined: Defined<'_>) -> Vec<Diagnostic> {
    (0..plan.library.articles.len()).flat_map(|article| check_article(plan, defined, article)).collect()
}

/// Checks the placeholders of one article's files.
pub(super) fn check_article(plan: &Plan, defined: Defined<'_>, article: ArticleId) -> Vec<Diagnostic> {
    let versions = plan.library.articles[article].versions.iter().enumerate();
    let own = versions.filter_map(|(locale, version)| Some((locale, version.as_ref()?)));
    let own = own.filter(|(_, version)| {
        version.side == Side::Target
            && version.details.composed.is_none()
            && !version.summary.outline.phrases.is_empty()
    });
    own.flat_map(|(locale, version)| {
        PlaceholderCheck { plan, defined, article, locale, version }.diagnostics()
    })
    .collect()
}

fn set<'n>(names: &[&'n str]) -> FxHashSet<&'n str> {
    names.iter().copied().collect()
}

struct PlaceholderCheck<'a> {
    plan: &'a Plan,
    defined: Defined<'a>,
    article: ArticleId,
    locale: LocaleId,
    version: &'a Version,
}

impl PlaceholderCheck<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let references = self.version.summary.outline.phrases.iter();
        let (terms, variables) = (LazyCell::new(|| self.terms()), LazyCell::new(|| self.variables()));
        let known_terms = LazyCell::new(|| set(&terms));
        let known_variables = LazyCell::new(|| set(&variables));
        let undefined = references.filter_map(|reference| {
            let (_, placeholder) = all(&reference.target).next()?;
            let (name, names, known) = match placeholder {
                Placeholder::Term(name) => (name, &*terms, &*known_terms),
                Placeholder::Variable(name) => (name, &*variables, &*known_variables),
            };
            (!known.contains(name)).then_some((reference, placeholder, names))
        });
        undefined
            .enumerate()
            .map(|(number, (reference, placeholder, names))| {
                let (Placeholder::Term(name) | Placeholder::Variable(name)) = placeholder;
                let message = format!("`{}` is not defined", reference.target);
                let place = reference.place.clone();
                let diagnostic =
                    Diagnostic::at(Code::PhraseUnknown, &self.version.summary.path, place, message)
                        .about(reference.target.as_str());
                let names = names.iter().copied().filter(|_| number < OFFERS_A_FILE);
                match nearest(name, names) {
                    Some(near) => {
                        diagnostic.help(format!("did you mean `{}`?", reference.target.replace(name, near)))
                    }
                    None => diagnostic.help(match placeholder {
                        Placeholder::Term(name) => format!("define it in a Fluent file: `-{name} = …`"),
                        Placeholder::Variable(name) => format!("define it in `[vars]`: `{name} = \"…\"`"),
                    }),
                }
            })
            .collect()
    }

    fn terms(&self) -> Vec<&str> {
        self.defined.words.terms(self.plan.library.locales[self.locale].tag())
    }

    /// The variables that a text here can use: the article's, its source's, those of articles that include it, the site's.
    fn variables(&self) -> Vec<&str> {
        let library = &self.plan.library;
        let mut articles = vec![self.article];
        if self.plan.fragments[self.article] {
            articles.extend(0..library.articles.len());
        }
        let versions = articles.iter().flat_map(|article| &library.articles[*article].versions);
        let own = versions.flatten().flat_map(|version| version.summary.front_matter.variables());
        own.chain(self.defined.variables.keys().map(String::as_str)).collect()
    }
}
