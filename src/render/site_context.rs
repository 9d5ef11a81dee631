//! Owns what all pages of a locale share as templates read it, and the facts of the site that it comes from.

use serde_json::Value;

use crate::library::{LocaleId, Version};
use crate::locale::{CalendarDate, Locale, autonyms};
use crate::messages::interface::Messages;
use crate::parse::config::{Index, Machines, SearchSettings, Variables};
use crate::plan::site::Plan;
use crate::plan::url::SEARCH;
use crate::source::Sources;
use crate::theme::context::{FeedbackForm, Language, Logo, SiteContext, ThemeAssets};
use crate::theme::media::MediaStore;
use crate::theme::templates::{Templates, Translate};

/// The name of a feed, below a locale.
pub const FEED_FILE: &str = "feed.xml";

/// The facts of a site that its pages are rendered from.
pub struct SiteFacts<'a> {
    /// The decided site.
    pub plan: &'a Plan,
    /// Where bodies are read again.
    pub sources: &'a dyn Sources,
    /// The compiled theme.
    pub templates: &'a Templates,
    /// The interface messages.
    pub translate: &'a Translate,
    /// The words of the site's locales, terms among them.
    pub words: &'a Messages,
    /// The variables of the site.
    pub variables: &'a Variables,
    /// Where pictures and attachments go.
    pub media: MediaStore<'a>,
    /// The address that all addresses count from, without a trailing `/`; absent where none is configured.
    pub base_url: Option<String>,
    /// Where an article's text can be changed; with placeholders.
    pub edit_url: Option<&'a str>,
    /// Where readers tell what is wrong with an article; with placeholders.
    pub report_url: Option<&'a str>,
    /// Where the answers of readers go.
    pub feedback_url: Option<&'a str>,
    /// What machines are given beside the pages.
    pub machines: Machines,
    /// Which machine translations search engines may list.
    pub index: Index,
    /// The picture beside the site's title.
    pub logo: Option<Logo>,
    /// What the site decides about its search.
    pub search: &'a SearchSettings,
    /// Groups of words that mean the same to those who search, one list a locale.
    pub synonyms: Vec<Vec<Vec<String>>>,
}

/// What templates read as `site` on the pages of a locale, its addresses from the root of the site.
pub fn site_context(
    facts: &SiteFacts<'_>,
    id: LocaleId,
    title: &str,
    languages: &[Language],
    assets: &ThemeAssets,
) -> SiteContext {
    let plan = facts.plan;
    let locale = &plan.library.locales[id];
    SiteContext {
        title: title.to_owned(),
        root_url: "/".to_owned(),
        home_url: plan.urls.below(id, ""),
        search_url: plan.urls.below(id, SEARCH),
        search_enabled: facts.search.enabled,
        search_filters: filter_names(&facts.search.filters, |word| {
            (facts.translate)(locale.tag(), word, &[])
        }),
        search_report: facts.search.report_url.clone(),
        search_chain: search_chain(plan, &languages, id),
        feed_url: feed_url(plan, facts.base_url.as_ref(), id),
        feedback: facts.feedback_url.map(feedback_form),
        policy: policy(facts.feedback_url, facts.search.report_origin()),
        logo: facts.logo.clone(),
        assets: assets.clone(),
    }
}

/// The site's locales as readers see them.
pub fn languages(plan: &Plan) -> Vec<Language> {
    let locales = &plan.library.locales;
    let language = |(locale, autonym): (&Locale, String)| Language {
        tag: locale.tag().to_owned(),
        dir: locale.direction().html(),
        autonym,
    };
    locales.iter().zip(autonyms(locales)).map(language).collect()
}

/// Where readers of a locale search next, as the search box takes it.
fn search_chain(plan: &Plan, languages: &[Language], locale: LocaleId) -> String {
    let others = plan.library.chains[locale].iter().map(|other| {
        let language = &languages[*other];
        let url = plan.urls.below(*other, SEARCH);
        serde_json::json!({ "lang": language.tag, "dir": language.dir, "url": url, "name": language.autonym })
    });
    serde_json::Value::Array(others.collect()).to_string()
}

/// What pages may load and do: only what the site itself publishes, and pictures. Forms go to the site, and to where its readers'
/// answers go; `reports` is the host that the search box tells what it did not find. The scripts that pages add themselves are the
/// search box, and on a disk the files of its index.
pub fn policy(feedback_url: Option<&str>, reports: Option<&str>) -> String {
    let service = feedback_url.filter(|url| !url.starts_with('/')).map(|url| format!(" {url}"));
    let service = service.unwrap_or_default();
    let reports = reports.map(|host| format!(" {host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{reports}; form-action 'self'{service}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hexapla hexapla-search"
    )
}

/// How the answers of readers are sent: a host that answers 204 keeps them in its log, which holds addresses; a service takes a form.
fn feedback_form(feedback_url: &str) -> FeedbackForm {
    let method = if feedback_url.starts_with('/') { "get" } else { "post" };
    FeedbackForm { url: feedback_url.to_owned(), method }
}

/// The address of a locale's feed, where it has one.
pub fn feed_url(plan: &Plan, base: Option<&String>, locale: LocaleId) -> Option<String> {
    let dated =
        plan.library.articles.iter().any(|article| {
            article.versions[locale].as_ref().is_some_and(|version| date_of(version).is_some())
        });
    (base.is_some() && dated).then(|| format!("/{}/{FEED_FILE}", plan.urls.segment(locale)))
}

/// When a text was last changed. What is known of a lost source is its translation's date.
pub fn date_of(version: &Version) -> Option<CalendarDate> {
    if version.is_reconstructed() { None } else { version.summary.front_matter.date }
}

/// What the filters are called, as the search box takes it: JSON, a list of pairs of key and name; empty where there are none.
fn filter_names(filters: &[String], word: impl Fn(&str) -> String) -> String {
    let name = |filter: &String| {
        let id = message_id(&format!("search-filter-{filter}"));
        let message = word(&id);
        let name = if message == id { filter.clone() } else { message };
        Value::from(vec![filter.clone(), name])
    };
    let names: Vec<Value> = filters.iter().map(name).collect();
    if names.is_empty() { String::new() } else { Value::Array(names).to_string() }
}

/// As Fluent can name a message.
pub fn message_id(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests;
