//! Owns the interface strings of every locale: those that come with the binary, under those of the site.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use include_dir::{Dir, include_dir};
use rustc_hash::{FxHashMap, FxHashSet};

use super::bundle::{MessageArgs, Mode, Strings};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::{Locale, default_chain};
use crate::parse::strings::{MessageTarget, Resource, parse};
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

    /// The files that a reader's strings come from, nearest first: along the chain, for each locale those of the nearest available
    /// ones, and English last. A site's file stands before the binary's, so that a message which cannot be displayed gives way to it.
    pub(super) fn levels(&self, reader: &Locale, fallbacks: &[Locale]) -> Vec<(Locale, Arc<Resource>)> {
        let available: Vec<Locale> = self.layers.keys().cloned().collect();
        let mut order: Vec<Locale> = Vec::new();
        for wanted in std::iter::once(reader).chain(fallbacks) {
            order.extend(default_chain(wanted, wanted, &available));
        }
        order.extend(Locale::parse(LAST_RESORT));
        let mut seen = FxHashSet::default();
        order.retain(|locale| seen.insert(locale.clone()));
        let files = |locale: &Locale| {
            let layers = self.layers.get(locale).into_iter().flatten().rev().cloned();
            layers.map(|layer| (locale.clone(), layer)).collect::<Vec<_>>()
        };
        order.iter().flat_map(files).collect()
    }

    fn strings(&self, reader: &Locale, fallbacks: &[Locale]) -> Strings {
        let levels = self.levels(reader, fallbacks).into_iter();
        Strings::new(reader, &levels.map(|(locale, layer)| (locale, vec![layer])).collect::<Vec<_>>())
    }

    /// The variables of a message's English text in the binary; `None` where the binary has no such message.
    fn built_in_variables(&self, id: &str) -> Option<Vec<String>> {
        let english = Locale::parse(LAST_RESORT)?;
        let entry = self.layers.get(&english)?.first()?.entry(id)?;
        let variables = entry.references.iter().filter_map(|reference| match &reference.target {
            MessageTarget::Variable(name) => Some(name.clone()),
            _ => None,
        });
        Some(variables.collect())
    }
}

/// One Fluent file of a site's own messages.
#[derive(Clone)]
pub(crate) struct StringFile {
    /// The locale of its folder.
    pub locale: Locale,
    /// The file.
    pub path: SourcePath,
    /// What it defines.
    pub resource: Arc<Resource>,
}

/// The interface messages of all locales of a site.
pub(crate) struct Messages {
    strings: FxHashMap<String, Strings>,
    /// Messages without arguments that were formatted before: each page has the same ones. By locale tag, then by id.
    formatted: FxHashMap<String, RwLock<FxHashMap<String, String>>>,
    /// The site's own files.
    files: Vec<StringFile>,
    /// The binary's messages with the variables that they are given.
    built_in: FxHashMap<String, Vec<String>>,
}

impl Messages {
    /// Collects the messages of each locale; `locales` has each with the other locales to fall back to, nearest first. `files` are the
    /// ones among the resources that the site brings.
    pub(crate) fn new(
        resources: &Resources,
        locales: &[(Locale, Vec<Locale>)],
        files: Vec<StringFile>,
    ) -> Self {
        let strings =
            locales.iter().map(|(locale, chain)| (locale.tag().to_owned(), resources.strings(locale, chain)));
        let formatted = locales.iter().map(|(locale, _)| (locale.tag().to_owned(), RwLock::default()));
        let ids = files.iter().flat_map(|file| file.resource.entries()).map(|entry| entry.id.clone());
        let built_in = ids.filter_map(|id| Some((id.clone(), resources.built_in_variables(&id)?))).collect();
        Self { strings: strings.collect(), formatted: formatted.collect(), files, built_in }
    }

    /// The site's own files.
    pub(super) fn files(&self) -> &[StringFile] {
        &self.files
    }

    /// The variables that a message of the binary is given; `None` for one that the site alone has.
    pub(super) fn built_in_variables(&self, id: &str) -> Option<Vec<&str>> {
        Some(self.built_in.get(id)?.iter().map(String::as_str).collect())
    }

    /// Whether some locale of the chain has a message, or an attribute of one.
    pub(crate) fn has(&self, tag: &str, id: &str) -> bool {
        self.strings.get(tag).is_some_and(|strings| strings.has(id))
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
                let message = match untranslated.len() {
                    1 => format!("1 of the interface messages is not translated into {tag}"),
                    count => format!("{count} of the interface messages are not translated into {tag}"),
                };
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
