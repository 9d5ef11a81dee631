//! Owns the front matter: finds it at the beginning of an article, reads it, and reports what is wrong with it.

mod budget;
mod damage;
mod delimit;
mod entry;
mod events;
mod guards;
mod lines;
mod reader;
mod scalar;
mod text;
mod values;
mod written;

pub(crate) use self::delimit::{FrontMatterBlock, Undelimited, block, bounds};
pub(crate) use self::guards::Publicity;
pub(crate) use self::text::FrontMatterText;
pub(crate) use self::values::KeptForTemplates;

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use self::reader::FrontMatterReader;
use super::config::Variable;
use super::markdown::faq::FaqPolicy;
use super::schema_keys::{SchemaKey, schema_keys, schema_of};
use super::text_map::TextMap;
use crate::diagnostics::Checked;
use crate::locale::CalendarDate;
use crate::source::SourcePath;

/// How a text was translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TranslationKind {
    /// `MT`, and `auto`: by a machine.
    Machine,
    /// `HT`: by people.
    Human,
}

/// How much a change of a source matters to the readers of its translations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeWeight {
    /// White space, line breaks, metadata.
    None,
    /// The size of a typing error.
    Minor,
    /// Anything else: new words, another number.
    Major,
}

/// The known front matter keys of an article. All are optional; an invalid value is treated as absent.
///
/// This is the only list of them: the reader, `hexapla help front-matter`, the suggestions for unknown keys and the test of the manual's
/// table use these fields. Their doc comments are displayed to authors.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct FrontMatter {
    /// The title of the page in the browser's tab, in lists and in search results
    #[serde(deserialize_with = "values::text")]
    pub title: Option<String>,
    /// A summary for search engines
    #[serde(deserialize_with = "values::text")]
    pub description: Option<String>,
    /// The last part of the page address, instead of the name of the file
    #[serde(deserialize_with = "values::text")]
    pub slug: Option<String>,
    /// The same as `ms.date`
    // `FrontMatter::join_spellings` merges both keys into this one.
    #[serde(deserialize_with = "values::date")]
    pub date: Option<CalendarDate>,
    /// The date of the last change
    #[serde(rename = "ms.date", deserialize_with = "values::date")]
    pub ms_date: Option<CalendarDate>,
    /// What search engines may do with the page
    // In lower case; `FrontMatter::join_spellings` merges `robots` into this one.
    #[serde(rename = "ROBOTS", deserialize_with = "values::lower_case")]
    pub robots: Option<String>,
    /// The same as `ROBOTS`
    #[serde(rename = "robots", deserialize_with = "values::lower_case")]
    pub small_robots: Option<String>,
    /// With `true`, the article is not published
    // `standing` says what follows from it.
    #[serde(deserialize_with = "values::flag")]
    pub draft: bool,
    /// With `false`, the article is not published
    #[serde(deserialize_with = "values::optional_flag")]
    pub published: Option<bool>,
    /// With `false`, the search does not find the article
    // A translation without this key takes the value of its source.
    #[serde(deserialize_with = "values::optional_flag")]
    pub search: Option<bool>,
    /// What the article is worth in search results, from 0.1 to 7: 1 is usual, 2 is double
    #[serde(rename = "search-priority", deserialize_with = "values::priority")]
    pub search_priority: Option<f32>,
    /// Who translated: a machine (`MT`) or people (`HT`)
    #[serde(rename = "ms.translationtype", deserialize_with = "values::translation_kind")]
    #[schemars(with = "TranslationKind")]
    pub translation_kind: Option<TranslationKind>,
    /// The hash of the source file
    // SHA-1 of the source file with CRLF line ends, in lower-case hexadecimal.
    #[serde(rename = "ms.openlocfilehash", deserialize_with = "values::lower_case")]
    pub source_hash: Option<String>,
    /// The commit of the source repository
    #[serde(rename = "ms.sourcegitcommit", deserialize_with = "values::text")]
    pub source_commit: Option<String>,
    /// The date on which the source was last sent to translation
    #[serde(rename = "ms.lasthandoff", deserialize_with = "values::date")]
    pub handed_off: Option<CalendarDate>,
    /// How much the last change of a source weighs: `none`, `minor` or `major`
    #[serde(rename = "last-change", deserialize_with = "values::change_weight")]
    #[schemars(with = "ChangeWeight")]
    pub last_change: Option<ChangeWeight>,
    /// The date on which a person read the translation
    #[serde(deserialize_with = "values::date")]
    pub reviewed: Option<CalendarDate>,
    /// The position in the section; small numbers come first
    #[serde(deserialize_with = "values::whole_number")]
    #[schemars(with = "i64")]
    pub weight: KeptForTemplates,
    /// The topic of the article, instead of its folder
    pub section: KeptForTemplates,
    /// Words that related articles have in common
    #[serde(deserialize_with = "values::words")]
    #[schemars(with = "Vec<String>")]
    pub tags: KeptForTemplates,
    /// More words by which the search finds the article, as a list or with commas between
    #[serde(deserialize_with = "values::words")]
    #[schemars(with = "Vec<String>")]
    pub keywords: KeptForTemplates,
    /// Addresses that the article had before; they lead to it still
    #[schemars(with = "Vec<String>")]
    pub aliases: KeptForTemplates,
    /// The same as `aliases`
    #[schemars(with = "Vec<String>")]
    pub redirect_from: KeptForTemplates,
    /// Values that the text can show as `{ $name }`
    #[serde(deserialize_with = "values::variables")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub vars: KeptForTemplates,
    /// Your own keys, for the templates of your theme
    #[serde(rename = "params")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub own_params: KeptForTemplates,
    /// With `false`, questions in bold stay as they are
    #[schemars(with = "bool")]
    pub faq: KeptForTemplates,
    /// With `faq`, the article is a list of questions and answers
    pub layout: KeptForTemplates,
    /// The same as `layout`; other topics are for templates
    #[serde(rename = "ms.topic")]
    pub ms_topic: KeptForTemplates,
    /// Who wrote the article; status reports group by it where there is no `ms.author`
    pub author: KeptForTemplates,
    /// Who owns the article; status reports group by it
    #[serde(rename = "ms.author")]
    pub ms_author: KeptForTemplates,
    /// The product that the article is about
    #[serde(rename = "ms.service")]
    pub ms_service: KeptForTemplates,
    /// The part of that product
    #[serde(rename = "ms.subservice")]
    pub ms_subservice: KeptForTemplates,
    /// The product, in an older form
    #[serde(rename = "ms.prod")]
    pub ms_prod: KeptForTemplates,
    /// The part of the product, in an older form
    #[serde(rename = "ms.technology")]
    pub ms_technology: KeptForTemplates,
    /// Collections of articles that this one belongs to
    #[serde(rename = "ms.collection")]
    #[schemars(with = "Vec<String>")]
    pub ms_collection: KeptForTemplates,
    /// Marks for the owners of the article
    #[serde(rename = "ms.custom")]
    #[schemars(with = "Vec<String>")]
    pub ms_custom: KeptForTemplates,
    /// The number of the article in another system
    #[serde(rename = "ms.assetid")]
    pub ms_assetid: KeptForTemplates,
    /// Who checks the article
    #[serde(rename = "ms.reviewer")]
    pub ms_reviewer: KeptForTemplates,
    /// The suite of products
    #[serde(rename = "ms.suite")]
    pub ms_suite: KeptForTemplates,
    /// Whom the article is for
    pub audience: KeptForTemplates,
    /// The same as `audience`
    #[serde(rename = "ms.audience")]
    pub ms_audience: KeptForTemplates,
    /// The language of the translation
    #[serde(rename = "ms.contentlocale")]
    pub ms_contentlocale: KeptForTemplates,
    /// The number of the file at the translators
    #[serde(rename = "ms.locfileid")]
    pub ms_locfileid: KeptForTemplates,
    /// Who leads the authors
    pub manager: KeptForTemplates,
    /// How soon the article is to be translated
    pub localization_priority: KeptForTemplates,
    /// Products whose help shows the article
    #[serde(rename = "search.appverid")]
    #[schemars(with = "Vec<String>")]
    pub search_appverid: KeptForTemplates,
    /// Every key as written, for templates: the keys above, and unknown ones.
    #[serde(skip)]
    pub params: serde_json::Map<String, serde_json::Value>,
    /// How far the article is public, by all keys that guard that.
    #[serde(skip)]
    pub standing: Publicity,
}

/// All known keys of front matter, with type and meaning, by name.
pub(crate) fn known_keys() -> &'static [SchemaKey] {
    static KEYS: OnceLock<Vec<SchemaKey>> = OnceLock::new();
    KEYS.get_or_init(|| schema_keys(&schema_of::<FrontMatter>()))
}

fn is_known(key: &str) -> bool {
    known_key(key).is_some()
}

fn known_key(key: &str) -> Option<&'static SchemaKey> {
    known_keys().iter().find(|known| known.name == key)
}

impl FrontMatter {
    /// The front matter of an article whose own is not read. `lines` may hold keys that guard publication.
    pub(crate) fn unread(lines: &str) -> Self {
        let mut front_matter = Self::default();
        front_matter.take_standing(guards::standing_of_unread(lines));
        front_matter
    }

    /// True where the article has no page: it is a draft, or there is a doubt about that.
    pub(crate) fn is_kept_back(&self) -> bool {
        self.standing == Publicity::KeptBack
    }

    fn take_standing(&mut self, standing: Publicity) {
        self.standing = standing;
        if standing > Publicity::Public {
            self.robots = Some("noindex".to_owned());
            self.search = Some(false);
        }
    }

    /// Merges the two spellings of a key: the later one counts. `position` gives the position of a key in the front matter.
    fn join_spellings(&mut self, position: impl Fn(&str) -> Option<usize>) {
        if self.ms_date.is_some() && (self.date.is_none() || position("ms.date") > position("date")) {
            self.date = self.ms_date;
        }
        if self.small_robots.is_some() && (self.robots.is_none() || position("robots") > position("ROBOTS")) {
            self.robots.clone_from(&self.small_robots);
        }
        self.ms_date = None;
        self.small_robots = None;
    }

    /// A variable of the article: an entry of `vars` that is a text or a number.
    pub(crate) fn variable(&self, name: &str) -> Option<Variable> {
        match self.params.get("vars")?.get(name)? {
            serde_json::Value::String(text) => Some(Variable::Text(text.clone())),
            serde_json::Value::Number(number) => number.as_f64().map(Variable::Number),
            _ => None,
        }
    }

    /// The names of the article's variables.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        let vars = self.params.get("vars").and_then(serde_json::Value::as_object);
        vars.into_iter().flat_map(|vars| vars.keys().map(String::as_str))
    }

    /// How the article declares its questions: `faq: false`, `ms.topic: faq` or `layout: faq`.
    pub(crate) fn questions(&self) -> FaqPolicy {
        let text_of = |key| self.params.get(key).and_then(serde_json::Value::as_str);
        let declares = |key| text_of(key).is_some_and(|value| value.eq_ignore_ascii_case("faq"));
        if self.params.get("faq") == Some(&serde_json::Value::Bool(false)) {
            FaqPolicy::Refused
        } else if declares("ms.topic") || declares("layout") {
            FaqPolicy::Declared
        } else {
            FaqPolicy::Guessed
        }
    }
}

/// How a message ends about front matter that cannot be read.
pub(crate) fn effect(is_kept_back: bool) -> &'static str {
    if is_kept_back {
        "; it names a draft, a publication or an expiry, so this version is not published"
    } else {
        "; search engines and search do not list the page"
    }
}

/// Reads the YAML of a front matter, which begins at the offset `base` of a text; `map` leads from that text to the file.
pub(crate) fn parse(
    yaml: &str,
    (base, map): (usize, &TextMap),
    path: &SourcePath,
) -> Checked<(FrontMatter, FrontMatterText)> {
    FrontMatterReader::read(yaml, (base, map), path)
}

/// The front matter of a source, rebuilt from that of its translation: `title`, and every key that hand-off copies unchanged. The
/// translation's own keys (its hashes, its locale, its dates) and its translated texts are left out.
pub(crate) fn of_source(translation: &FrontMatterText, title: Option<&str>) -> String {
    const OWN: [&str; 8] = [
        "title",
        "description",
        "ms.openlocfilehash",
        "ms.sourcegitcommit",
        "ms.translationtype",
        "ms.contentlocale",
        "ms.lasthandoff",
        "ms.locfileid",
    ];
    let mut text = OWN.iter().fold(translation.clone(), |text, key| text.without(key));
    if let Some(title) = title {
        text = text.with_value("title", title);
    }
    let line_end = text.line_end();
    format!("---{line_end}{}---{line_end}", text.as_str())
}

#[cfg(test)]
mod tests;
