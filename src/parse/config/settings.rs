//! Owns what `hexapla.toml` sets, and the defaults that are put in where it sets nothing.

use std::collections::BTreeMap;

use super::accent::{Accent, Colour};
use super::keys::{Key, LOCALE_TABLE, ValueKind, default_of};
use super::search::SearchSettings;
use super::{Appearance, Config, Index, LocaleConfig, Machines, Paths, Popularity, Translation, Variables};

/// Values as the file sets them, before defaults are put in.
#[derive(Default)]
pub(super) struct Settings {
    values: BTreeMap<(&'static str, &'static str), String>,
    lists: BTreeMap<(&'static str, &'static str), Vec<String>>,
    pub(super) locales: BTreeMap<String, LocaleConfig>,
    pub(super) variables: Variables,
}

impl Settings {
    pub(super) fn set(&mut self, key: &'static Key, tag: &str, mut value: Vec<String>) {
        if key.kind == ValueKind::Tags {
            self.locale(tag).fallback = Some(value);
        } else if key.table == LOCALE_TABLE {
            let own = self.locale(tag);
            match key.kind {
                ValueKind::Share => own.publish_from = value.pop().and_then(|percent| percent.parse().ok()),
                _ => own.title = value.pop(),
            }
        } else if key.kind.is_list() {
            self.lists.insert((key.table, key.name), value);
        } else if let Some(value) = value.pop() {
            self.values.insert((key.table, key.name), value);
        }
    }

    pub(super) fn synonyms(&mut self, tag: &str, group: Vec<String>) {
        self.locale(tag).synonyms.push(group);
    }

    fn locale(&mut self, tag: &str) -> &mut LocaleConfig {
        self.locales.entry(tag.to_owned()).or_default()
    }

    pub(super) fn into_config(mut self) -> Config {
        let mut list = |name: &'static str| self.lists.remove(&("search", name)).unwrap_or_default();
        let (filters, exclude) = (list("filters"), list("exclude"));
        let mut text = |table: &'static str, name: &'static str| {
            self.values.remove(&(table, name)).unwrap_or_else(|| default_of(table, name).to_owned())
        };
        Config {
            title: text("site", "title"),
            base_url: Some(text("site", "base-url")).filter(|url| !url.is_empty()),
            source_locale: text("site", "source-locale"),
            edit_url: Some(text("site", "edit-url")).filter(|url| !url.is_empty()),
            report_url: Some(text("site", "report-url")).filter(|url| !url.is_empty()),
            feedback_url: Some(text("site", "feedback-url")).filter(|url| !url.is_empty()),
            paths: Paths {
                content: text("paths", "content"),
                locales: text("paths", "locales"),
                themes: text("paths", "themes"),
                output: text("paths", "output"),
            },
            links_elsewhere: Some(text("links", "elsewhere")).filter(|url| !url.is_empty()),
            search: SearchSettings {
                enabled: text("search", "enabled") == "true",
                filters,
                exclude,
                report_url: Some(text("search", "report-url")).filter(|url| !url.is_empty()),
            },
            translation: Translation {
                publish_from: text("translation", "publish-from").parse().unwrap_or_default(),
                index: match text("translation", "index").as_str() {
                    "reviewed" => Index::Reviewed,
                    "none" => Index::None,
                    _ => Index::All,
                },
            },
            theme: text("theme", "name"),
            look: Appearance {
                accent: Colour::parse(&text("theme", "accent")).map(Accent::of),
                logo: Some(text("theme", "logo")).filter(|path| !path.is_empty()),
                width: Some(text("theme", "width")).filter(|width| !width.is_empty()),
                scale: text("theme", "scale").parse().ok(),
            },
            popular: match text("home", "popular") {
                none if none.is_empty() => None,
                weight if weight == "weight" => Some(Popularity::Weight),
                path => Some(Popularity::Views(path)),
            },
            topics: text("home", "topics"),
            machines: Machines {
                markdown: text("machines", "markdown") == "true",
                faq: text("machines", "faq") == "true",
            },
            locales: self.locales,
            variables: self.variables,
        }
    }
}
