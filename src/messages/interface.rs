//! Owns the interface strings of every locale: those that come with the binary, under those of the site.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap;

use super::bundle::{MessageArgs, Mode, Strings};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::{Locale, default_chain, nearest_available};
use crate::parse::strings::{Resource, parse};
use crate::source::{Root, SourcePath};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The locales of a library, each with those that its readers fall back to.
pub(crate) type Chains = Vec<(Locale, Vec<Locale>)>;

/// The file name of the strings that come with the binary.
const EMBEDDED_NAME: &str = "hexapla.ftl";

/// The language that every string of the binary exists in.
const LAST_RESORT: &str = "en";

/// The file in which every string of the binary exists.
pub(crate) fn last_resort() -> &'static str {
    let file = EMBEDDED.get_file(format!("{LAST_RESORT}/{EMBEDDED_NAME}"));
    file.and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// Fluent resources by locale, nearest layer last.
#[derive(Clone, Default)]
pub(crate) struct Resources {
    layers: BTreeMap<Locale, Vec<Arc<Resource>>>,
}

impl Resources {
    /// The strings that come with the binary.
    pub(crate) fn embedded() -> Self {
        let mut resources = Self::default();
        for folder in EMBEDDED.dirs() {
            let tag = folder.path().to_string_lossy();
            let file =
                folder.files().find(|file| file.path().file_name().is_some_and(|name| name == EMBEDDED_NAME));
            if let (Some(locale), Some(file)) = (Locale::parse(&tag), file) {
                let path = SourcePath::new(Root::Locales, &format!("{tag}/{EMBEDDED_NAME}"));
                resources.add(locale, parse(&path, file.contents()).value);
            }
        }
        resources
    }

    /// Adds a site's own file as the nearest layer.
    pub(crate) fn add(&mut self, locale: Locale, resource: Arc<Resource>) {
        self.layers.entry(locale).or_default().push(resource);
    }

    /// The strings of a reader's locale: along its chain, for each locale the nearest available ones, and English last.
    fn strings(&self, reader: &Locale, fallbacks: &[Locale]) -> Strings {
        let available: Vec<Locale> = self.layers.keys().cloned().collect();
        let mut chain: Vec<(Locale, Vec<Arc<Resource>>)> = Vec::new();
        let mut push = |locale: &Locale| {
            if let Some(layers) =
                self.layers.get(locale).filter(|_| chain.iter().all(|(known, _)| known != locale))
            {
                chain.push((locale.clone(), layers.clone()));
            }
        };
        for wanted in std::iter::once(reader).chain(fallbacks) {
            for step in default_chain(wanted, wanted).iter().chain(nearest_available(wanted, &available)) {
                push(step);
            }
        }
        if let Some(last) = Locale::parse(LAST_RESORT) {
            push(&last);
        }
        Strings::new(reader, &chain)
    }
}

/// The interface messages of all locales of a site.
pub(crate) struct Messages {
    strings: FxHashMap<String, Strings>,
    /// Messages without arguments that were formatted before: each page has the same ones. By locale tag, then by id.
    formatted: FxHashMap<String, RwLock<FxHashMap<String, String>>>,
}

impl Messages {
    /// Collects the messages of each locale; `locales` has each with the other locales to fall back to, nearest first.
    pub(crate) fn new(resources: &Resources, locales: &[(Locale, Vec<Locale>)]) -> Self {
        let strings =
            locales.iter().map(|(locale, chain)| (locale.tag().to_owned(), resources.strings(locale, chain)));
        let formatted = locales.iter().map(|(locale, _)| (locale.tag().to_owned(), RwLock::default()));
        Self { strings: strings.collect(), formatted: formatted.collect() }
    }

    /// A message for readers of a locale; its id where it is missing everywhere.
    pub(crate) fn message(&self, tag: &str, id: &str, args: &MessageArgs) -> String {
        let strings = self.strings.get(tag);
        strings.map_or_else(|| id.to_owned(), |strings| strings.message(id, args, Mode::Text).text)
    }

    /// Like [`Messages::message`], for a message without arguments; the result is cached.
    pub(crate) fn plain_message(&self, tag: &str, id: &str) -> String {
        let Some(formatted) = self.formatted.get(tag) else { return id.to_owned() };
        if let Some(known) = formatted.read().unwrap_or_else(PoisonError::into_inner).get(id) {
            return known.clone();
        }
        let message = self.message(tag, id, &MessageArgs::new());
        formatted.write().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), message.clone());
        message
    }

    /// A term for readers of a locale, without its hyphen; nothing where it is not defined.
    pub(crate) fn term(&self, tag: &str, name: &str) -> Option<String> {
        self.strings.get(tag)?.term(name)
    }

    /// The terms that can be displayed in a locale, without their hyphens.
    pub(crate) fn terms(&self, tag: &str) -> Vec<&str> {
        let strings = self.strings.get(tag);
        strings.map_or_else(Vec::new, |strings| strings.terms().iter().map(String::as_str).collect())
    }

    /// One diagnostic for each locale of the site that lacks messages that English has.
    pub(crate) fn missing(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (tag, strings) in &self.strings {
            let untranslated = strings.untranslated();
            if !tag.starts_with(LAST_RESORT) && !untranslated.is_empty() {
                let message =
                    format!("{} of the interface messages are not translated into {tag}", untranslated.len());
                let first: Vec<&str> = untranslated.iter().take(5).copied().collect();
                let help = format!(
                    "add them to a Fluent file in the folder `{tag}` of the locales, first {}",
                    first.join(", ")
                );
                diagnostics.push(Diagnostic::of_site(Code::StringMissing, message).help(help));
            }
        }
        diagnostics
    }
}

#[cfg(test)]
mod tests;
