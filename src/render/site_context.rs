//! Owns what all pages of a locale share in the form that templates read, and the facts of the site that it is made from.

use serde_json::Value;

use crate::library::{LocaleId, Version};
use crate::locale::{CalendarDate, Locale, autonyms};
use crate::messages::interface::Messages;
use crate::parse::config::{Index, Machines, SearchSettings, Variables};
use crate::plan::claims::SEARCH;
use crate::plan::site::Plan;
use crate::source::Sources;
use crate::theme::context::{FeedbackForm, Language, Logo, SiteContext, ThemeAssets};
use crate::theme::media::MediaStore;
use crate::theme::message::Translate;
use crate::theme::templates::Templates;

/// The name of a feed, below a locale.
pub(crate) const FEED_FILE: &str = "feed.xml";

/// The facts of a site that its pages are rendered from.
pub(crate) struct SiteFacts<'a> {
    /// The plan of the site.
    pub plan: &'a Plan,
    /// The sources, from which bodies are read again.
    pub sources: &'a dyn Sources,
    /// The compiled theme.
    pub templates: &'a Templates,
    /// The function that looks up interface messages.
    pub translate: &'a Translate,
    /// The messages of the site's locales, which include terms.
    pub words: &'a Messages,
    /// The variables of the site.
    pub variables: &'a Variables,
    /// The store that publishes pictures and attachments.
    pub media: MediaStore<'a>,
    /// The base URL of the site, without a trailing `/`; `None` where none is configured.
    pub base_url: Option<String>,
    /// The URL at which an article's text can be edited, with placeholders.
    pub edit_url: Option<&'a str>,
    /// The URL at which readers report problems of an article, with placeholders.
    pub report_url: Option<&'a str>,
    /// The URL that readers' answers to the feedback question are sent to.
    pub feedback_url: Option<&'a str>,
    /// Which files for machines are published.
    pub machines: Machines,
    /// Which machine translations search engines may list.
    pub index: Index,
    /// The picture beside the site's title.
    pub logo: Option<Logo>,
    /// The settings of search.
    pub search: &'a SearchSettings,
    /// Groups of synonyms for search, one list for each locale.
    pub synonyms: Vec<Vec<Vec<String>>>,
}

/// What templates read as `site` on the pages of a locale, with URLs from the root of the site.
pub(crate) fn site_context(
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
        search_chain: search_chain(plan, languages, id),
        feed_url: feed_url(plan, facts.base_url.as_ref(), id),
        feedback: facts.feedback_url.map(feedback_form),
        policy: policy(facts.feedback_url, facts.search.report_origin()),
        logo: facts.logo.clone(),
        assets: assets.clone(),
    }
}

/// The site's locales with their names and directions, in the order of the plan.
pub(crate) fn languages(plan: &Plan) -> Vec<Language> {
    let locales = &plan.library.locales;
    let language = |(locale, autonym): (&Locale, String)| Language {
        tag: locale.tag().to_owned(),
        dir: locale.direction().html(),
        autonym,
    };
    locales.iter().zip(autonyms(locales)).map(language).collect()
}

/// The fallback locales of search, as JSON for the search box.
fn search_chain(plan: &Plan, languages: &[Language], locale: LocaleId) -> String {
    let others = plan.library.chains[locale].iter().map(|other| {
        let language = &languages[*other];
        let url = plan.urls.below(*other, SEARCH);
        serde_json::json!({ "lang": language.tag, "dir": language.dir, "url": url, "name": language.autonym })
    });
    serde_json::Value::Array(others.collect()).to_string()
}

/// The content security policy of pages: they load only what the site publishes, and `data:` pictures. Forms are sent to the site and to
/// `feedback_url`; `reports` is the host that the search box reports failed searches to. The scripts that pages add themselves are the
/// search box and, where the site is opened from a disk, the files of its index.
pub(crate) fn policy(feedback_url: Option<&str>, reports: Option<&str>) -> String {
    let service = feedback_url.filter(|url| !url.starts_with('/')).map(|url| format!(" {url}"));
    let service = service.unwrap_or_default();
    let reports = reports.map(|host| format!(" {host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{reports}; form-action 'self'{service}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hexapla hexapla-search"
    )
}

/// How readers' answers are sent. A path of the site's own host is requested by GET, so that its access log records the URL; a service
/// on another host receives a form by POST.
fn feedback_form(feedback_url: &str) -> FeedbackForm {
    let method = if feedback_url.starts_with('/') { "get" } else { "post" };
    FeedbackForm { url: feedback_url.to_owned(), method }
}

/// The URL of a locale's feed, where it has one.
pub(crate) fn feed_url(plan: &Plan, base: Option<&String>, locale: LocaleId) -> Option<String> {
    let dated =
        plan.library.articles.iter().any(|article| {
            article.versions[locale].as_ref().is_some_and(|version| date_of(version).is_some())
        });
    (base.is_some() && dated).then(|| format!("/{}/{FEED_FILE}", plan.urls.segment(locale)))
}

/// When a text was last changed; `None` for a reconstructed source, of which only the translation's date is known.
pub(crate) fn date_of(version: &Version) -> Option<CalendarDate> {
    if version.is_reconstructed() { None } else { version.summary.front_matter.date }
}

/// The names of the filters for the search box, as a JSON list of pairs of key and name; empty where there are no filters.
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

/// A text as a valid id of a Fluent message: lower case, with `-` for other characters than letters and digits.
pub(crate) fn message_id(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests;
