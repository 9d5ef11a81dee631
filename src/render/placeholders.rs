//! Owns the expansion of placeholders on a page: terms of the text's locale, variables of the article, its source or the site.

use std::borrow::Cow;

use super::render_context::RenderContext;
use crate::library::{ArticleId, LocaleId};
use crate::parse::config::Variable;
use crate::parse::markdown::placeholder::{Placeholder, expanded};

impl RenderContext<'_> {
    /// A text with its placeholders expanded in the locale `content`. `articles` are those that its variables are looked up in, in order:
    /// an including article comes before an included one.
    pub(crate) fn expanded<'t>(
        &self,
        articles: &[ArticleId],
        content: LocaleId,
        text: &'t str,
    ) -> Cow<'t, str> {
        expanded(text, &|placeholder| self.expand(articles, content, placeholder))
    }

    /// The text of a placeholder; `None` where it is not defined.
    pub(crate) fn expand(
        &self,
        articles: &[ArticleId],
        content: LocaleId,
        placeholder: Placeholder<'_>,
    ) -> Option<String> {
        match placeholder {
            Placeholder::Term(name) => self.words.term(&self.locales[content].language.tag, name),
            Placeholder::Variable(name) => {
                let of_article = |article: &ArticleId| self.variable(*article, content, name);
                let value = articles.iter().find_map(of_article);
                let value = value.or_else(|| self.variables.get(name).cloned())?;
                Some(match value {
                    Variable::Text(text) => text,
                    Variable::Number(number) => self.locales[content].formats.number(number),
                })
            }
        }
    }

    /// A variable of an article, from its version in a locale or else from its source.
    fn variable(&self, article: ArticleId, content: LocaleId, name: &str) -> Option<Variable> {
        let library = &self.plan.library;
        let mut versions = [content, library.source].into_iter();
        versions.find_map(|locale| {
            let version = library.articles[article].versions[locale].as_ref()?;
            version.summary.front_matter.variable(name)
        })
    }
}

#[cfg(test)]
mod tests;
