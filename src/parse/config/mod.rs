//! Owns `hexapla.toml`: the structs that it is read into. From them and their doc comments come the JSON schema, the help
//! page, the manual's table of settings and the offers for misspelled keys, so a new setting is one field here.

pub(crate) mod accent;
mod deserializer;
mod fields;
mod lints;
mod patterns;
mod reader;

pub(crate) use self::fields::is_tag_shaped;
pub(crate) use self::lints::Lints;
pub(crate) use self::patterns::PathPattern;
pub use self::reader::parse;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smart_default::SmartDefault;

use self::accent::Accent;
use super::schema_keys::{SchemaKey, schema_keys, schema_of};
use crate::diagnostics::{Code, Diagnostic, levels};
use crate::source::{Root, SourcePath, Span};

/// The name of the file.
pub(crate) const FILE_NAME: &str = "hexapla.toml";

/// The configuration of a Hexapla help center.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "hexapla.toml")]
pub struct Config {
    /// What the help center is called and where it will live.
    pub site: SiteSettings,
    /// Where things lie: relative to this file, or absolute.
    pub paths: Paths,
    /// Settings of single locales; a locale need not be listed here to be built.
    #[schemars(extend("propertyNames" = { "title": "tag", "pattern": TAG }))]
    pub locales: BTreeMap<String, LocaleConfig>,
    /// Which translations readers and search engines get.
    pub translation: Translation,
    /// Where links lead that the site itself cannot answer.
    pub links: LinkSettings,
    /// What readers can search, and how.
    pub search: SearchSettings,
    /// How the pages look.
    pub theme: Appearance,
    /// What texts show by `{ $name }`: a text or a number for each name.
    #[serde(rename = "vars")]
    #[schemars(extend("propertyNames" = { "title": "name", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" }))]
    pub variables: Variables,
    /// What the home page leads to.
    pub home: HomeSettings,
    /// What search engines and language models are given beside the pages.
    pub machines: Machines,
    /// What single messages weigh.
    pub lints: Lints,
    /// The front matter of articles.
    pub front_matter: FrontMatterSettings,
    /// Where the values of settings stand in the file, by table and key such as `theme.logo`.
    #[serde(skip)]
    #[schemars(skip)]
    places: SettingPlaces,
}

/// Where the values of settings stand. Two configurations are equal wherever their values stand.
#[derive(Clone, Debug, Default)]
struct SettingPlaces(BTreeMap<String, Span>);

impl PartialEq for SettingPlaces {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for SettingPlaces {}

/// The table `[site]`.
#[derive(Clone, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SiteSettings {
    /// The name of the help center, shown on every page.
    #[default("Help Center")]
    #[serde(deserialize_with = "fields::text")]
    #[schemars(length(min = 1))]
    pub title: String,
    /// The address at which the site will be published; canonical addresses, alternates and the sitemap need it.
    #[serde(deserialize_with = "fields::base_url")]
    #[schemars(url, regex(pattern = HTTP))]
    pub base_url: Option<String>,
    /// The locale that the articles are written in first; without it, `en-US`, or where that has no articles the one that is plain from the folders.
    #[default("en-US")]
    #[serde(deserialize_with = "fields::tag")]
    #[schemars(regex(pattern = TAG))]
    pub source_locale: String,
    /// Where an article's text can be changed, such as `https://example.com/edit/{path}`; `{path}`, `{locale}`, `{title}` and `{url}` stand for the article's own.
    #[serde(deserialize_with = "fields::url_pattern")]
    #[schemars(regex(pattern = URL_PATTERN))]
    pub edit_url: Option<String>,
    /// Where readers report a problem, such as `mailto:help@example.com?subject={title}`, with the placeholders of `edit-url`; with `{unit}`, `{source}` or `{target}` in it, also for a single sentence.
    #[serde(deserialize_with = "fields::url_pattern")]
    #[schemars(regex(pattern = URL_PATTERN))]
    pub report_url: Option<String>,
    /// Where the answer to "Was this page helpful?" goes: a path that the host answers with 204, such as `/feedback`, or the address of a service that takes forms.
    #[serde(deserialize_with = "fields::form_target")]
    #[schemars(regex(pattern = FORM_TARGET))]
    pub feedback_url: Option<String>,
}

/// The table `[paths]`: folders, relative to the folder of `hexapla.toml` or absolute.
#[derive(Clone, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Paths {
    /// The folder of articles, one folder a locale.
    #[default("content")]
    #[serde(deserialize_with = "fields::folder")]
    #[schemars(length(min = 1))]
    pub content: String,
    /// The folder of Fluent strings, one folder a locale.
    #[default("locales")]
    #[serde(deserialize_with = "fields::folder")]
    #[schemars(length(min = 1))]
    pub locales: String,
    /// The folder of themes, one folder a theme.
    #[default("themes")]
    #[serde(deserialize_with = "fields::folder")]
    #[schemars(length(min = 1))]
    pub themes: String,
    /// The folder that the site is written to.
    #[default("public")]
    #[serde(deserialize_with = "fields::folder")]
    #[schemars(length(min = 1))]
    pub output: String,
}

/// One locale, named by its language tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LocaleConfig {
    /// The locales to show where a text is missing in this one, nearest first; without it, the language without its region, then the site's other locales in this language and script, then the source language.
    #[serde(deserialize_with = "fields::tags")]
    #[schemars(inner(regex(pattern = TAG)))]
    pub fallback: Option<Vec<String>>,
    /// The name of the help center in this locale.
    #[serde(deserialize_with = "fields::text")]
    #[schemars(length(min = 1))]
    pub title: Option<String>,
    /// Groups of words and phrases that mean the same to those who search, such as `[["sign in", "login"]]`; more can stand in `synonyms.txt` beside the strings of the locale.
    #[serde(deserialize_with = "fields::word_groups")]
    #[schemars(inner(length(min = 2), inner(length(min = 1))))]
    pub synonyms: Vec<Vec<String>>,
    /// As `publish-from` of `[translation]`, for this locale.
    #[serde(deserialize_with = "fields::share")]
    #[schemars(with = "f64", range(min = 0, max = 1))]
    pub publish_from: Option<u16>,
}

/// The table `[translation]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Translation {
    /// The share of an article's sentences, from 0 to 1, that must be translated before readers are shown the translation; below it they get the next language of the fallback chain.
    #[serde(deserialize_with = "fields::share")]
    #[schemars(with = "f64", range(min = 0, max = 1))]
    pub publish_from: u16,
    /// Which machine translations search engines may list: `all`, only those that a person has `reviewed`, or `none`.
    pub index: Index,
}

/// Which machine translations search engines may list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Index {
    /// All of them.
    #[default]
    All,
    /// Those that a person has read.
    Reviewed,
    /// None.
    None,
}

/// The table `[links]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LinkSettings {
    /// The site that answers links which begin with `/` and lead to no article here; without it, they are errors.
    #[serde(deserialize_with = "fields::base_url")]
    #[schemars(url, regex(pattern = HTTP))]
    pub elsewhere: Option<String>,
}

/// The table `[search]`.
#[derive(Clone, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SearchSettings {
    /// Whether pages have a search box; the list of all articles is there without it.
    #[default(true)]
    pub enabled: bool,
    /// What readers can narrow results by: `section`, and keys of front matter such as `audience` and `tags`.
    #[serde(deserialize_with = "fields::front_matter_keys")]
    #[schemars(inner(length(min = 1)))]
    pub filters: Vec<String>,
    /// Articles that are not found, by their paths below the folder of a locale, such as `["internal/**"]`; `*`, `?`, `[a-z]` and `{a,b}` match within a name, `**` any folders.
    #[serde(deserialize_with = "fields::path_patterns")]
    #[schemars(with = "Vec<String>", inner(length(min = 1)), extend("default" = []))]
    pub exclude: Vec<PathPattern>,
    /// Where the search box sends queries that found nothing: a path of the same host such as `/api/searches`, or an address. Nothing is sent without it.
    #[serde(deserialize_with = "fields::form_target")]
    #[schemars(regex(pattern = FORM_TARGET))]
    pub report_url: Option<String>,
}

/// The table `[theme]`; what is absent is as the theme has it.
#[derive(Clone, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Appearance {
    /// The theme: a folder below `themes`, or `default`, which is built in.
    #[default("default")]
    #[serde(deserialize_with = "fields::name")]
    #[schemars(regex(pattern = NAME))]
    pub name: String,
    /// The colour of links and controls, such as `#2b50c8`; the shades for dark screens are made from it.
    #[serde(deserialize_with = "fields::accent")]
    #[schemars(with = "String", regex(pattern = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"))]
    pub accent: Option<Accent>,
    /// A picture beside the site's title: a path below the folder of this file, or below the folder of content.
    #[serde(deserialize_with = "fields::picture")]
    #[schemars(regex(pattern = "\\.(svg|png|webp|avif|jpe?g|gif)$"))]
    pub logo: Option<String>,
    /// How wide a page may become, such as `72rem`; lines of text keep the length that reads best.
    #[serde(deserialize_with = "fields::width")]
    #[schemars(regex(pattern = "^[0-9.]+(rem|px)$"))]
    pub width: Option<String>,
    /// A factor for the size of all type and of the spaces around it, from 0.8 to 1.5.
    #[serde(deserialize_with = "fields::scale")]
    #[schemars(with = "f64", range(min = 0.8, max = 1.5))]
    pub scale: Option<u16>,
}

/// The table `[home]`.
#[derive(Clone, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HomeSettings {
    /// What readers look for most: `weight` for the articles with a `weight` in their front matter, or a CSV file of addresses and page views such as `views.csv`.
    #[serde(deserialize_with = "fields::popularity")]
    #[schemars(with = "String", regex(pattern = "^weight$|\\.[cC][sS][vV]$"))]
    pub popular: Option<Popularity>,
    /// The front matter key that sorts articles into topics, such as `ms.service`; an article without it belongs to the topic of its folder.
    #[default("section")]
    #[serde(deserialize_with = "fields::name")]
    #[schemars(regex(pattern = NAME))]
    pub topics: String,
}

/// What decides which articles readers look for most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Popularity {
    /// The `weight` of their front matter: the smallest first.
    Weight,
    /// A table of addresses and page views: a path below the site's folder.
    Views(String),
}

/// The table `[machines]`.
#[derive(Clone, Copy, Debug, SmartDefault, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Machines {
    /// Whether each article is published as plain Markdown beside its page.
    #[default(true)]
    pub markdown: bool,
    /// Whether questions and answers are described to search engines as FAQPage.
    pub faq: bool,
}

/// The table `[front-matter]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatterSettings {
    /// Keys of your own, such as `["layout", "reviewed-by"]`, which are not reported as unknown.
    #[serde(deserialize_with = "fields::own_keys")]
    #[schemars(inner(length(min = 1)))]
    pub allow: BTreeSet<String>,
}

/// The variables of a site, by name.
pub(crate) type Variables = BTreeMap<String, Variable>;

/// A value that all texts can show as `{ $name }`: a text or a number.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "must be a string in quotes or a number")]
pub enum Variable {
    /// Text, shown as it is.
    Text(String),
    /// A number, shown as readers of the text's locale write it.
    Number(#[serde(deserialize_with = "fields::number")] f64),
}

impl Eq for Variable {}

impl Config {
    /// True where the file has a setting such as `site.source-locale`.
    pub(crate) fn names(&self, setting: &str) -> bool {
        self.places.0.contains_key(setting)
    }

    /// A diagnostic at the value of a setting such as `theme.logo`; of the site where the setting stands in no file.
    pub(crate) fn report_at(&self, setting: &str, code: Code, message: String) -> Diagnostic {
        match self.places.0.get(setting) {
            Some(span) => Diagnostic::at(code, &SourcePath::new(Root::Site, FILE_NAME), *span, message),
            None => Diagnostic::of_site(code, message),
        }
    }

    /// Gives diagnostics the severities that this site decided on, and drops what it allows.
    pub(crate) fn weigh(&self, diagnostics: &mut Vec<Diagnostic>) {
        levels::apply(&self.lints.levels, &self.front_matter.allow, diagnostics);
    }
}

impl SearchSettings {
    /// True for the path of an article below its locale's folder, without its extension, that is not to be found.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.matches(path))
    }

    /// The host that queries are sent to where it is not the site's own, as a content security policy names it.
    pub fn report_origin(&self) -> Option<&str> {
        let url = self.report_url.as_deref()?;
        let host = url.find("://")? + "://".len();
        Some(&url[..url[host..].find(['/', '?']).map_or(url.len(), |end| host + end)])
    }
}

const TAG: &str = "^([A-Za-z]{2,3}|[A-Za-z]{5,8})(-[A-Za-z0-9]{1,8})*$";
const HTTP: &str = "^[hH][tT][tT][pP][sS]?://";
const NAME: &str = "^[^./\\\\][^/\\\\]*$";
const URL_PATTERN: &str = "^(https?://|mailto:).";
const FORM_TARGET: &str = "^(/|https?://)";

/// The JSON schema as the text of `schema/hexapla.schema.json`.
#[cfg(test)]
pub fn schema() -> String {
    format!("{:#}\n", schema_of::<Config>().as_value())
}

/// Every setting, with its table, type, default and documentation.
pub(crate) fn settings() -> Vec<SchemaKey> {
    schema_keys(&schema_of::<Config>())
}

/// A value as it is quoted in a message: the beginning is enough to find it.
fn short(value: &str) -> String {
    const ENOUGH: usize = 40;
    let beginning: String = value.chars().take(ENOUGH).collect();
    if beginning.len() < value.len() { beginning + "…" } else { beginning }
}

#[cfg(test)]
mod tests;
