//! Owns what phrases become on a page: terms in the words of the text's locale, variables of the article, its source or the site.

use std::borrow::Cow;

use super::render_context::RenderContext;
use crate::library::{ArticleId, LocaleId};
use crate::parse::config::Variable;
use crate::parse::markdown::placeholder::{Placeholder, expanded};

impl RenderContext<'_> {
    /// A text of one of these articles with its phrases said for readers of its locale. What includes another comes before it.
    pub fn expanded<'t>(&self, articles: &[ArticleId], content: LocaleId, text: &'t str) -> Cow<'t, str> {
        expanded(text, &|phrase| self.expand(articles, content, phrase))
    }

    /// What a phrase stands for; nothing where it is not defined.
    pub fn expand(
        &self,
        articles: &[ArticleId],
        content: LocaleId,
        phrase: Placeholder<'_>,
    ) -> Option<String> {
        match phrase {
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

    /// A variable of an article as its text in a locale has it, or else its source.
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
