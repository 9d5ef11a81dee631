//! Owns what phrases become on a page: terms in the words of the text's locale, variables of the article, its source or the site.

use std::borrow::Cow;

use super::world::World;
use crate::localize::library::{ArticleId, LocaleId};
use crate::parse::config::Variable;
use crate::parse::markdown::phrase::{Phrase, said};

impl World<'_> {
    /// A text of one of these articles with its phrases said for readers of its locale. What includes another comes before it.
    pub fn said<'t>(&self, articles: &[ArticleId], content: LocaleId, text: &'t str) -> Cow<'t, str> {
        said(text, &|phrase| self.say(articles, content, phrase))
    }

    /// What a phrase stands for; nothing where it is not defined.
    pub fn say(&self, articles: &[ArticleId], content: LocaleId, phrase: Phrase<'_>) -> Option<String> {
        match phrase {
            Phrase::Term(name) => self.words.term(&self.locales[content].language.tag, name),
            Phrase::Variable(name) => {
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
