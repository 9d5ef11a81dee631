//! Owns interface strings at run time: the messages that are displayed in one locale, found along its fallback chain.

use std::collections::BTreeSet;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentMessage, FluentResource, FluentValue};
use rustc_hash::FxHashMap;

use crate::locale::{CalendarDate, Formats, Locale};
use crate::parse::strings::{self, Resource, TERM_MARK};
use crate::source::{Root, SourcePath};

use super::functions::{self, DisplayDate};

/// The value of a named message argument.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Text, displayed as it is.
    Text(String),
    /// A number: selects plural forms, and is displayed in the locale's digits.
    Number(f64),
    /// A date, written out for the locale.
    #[cfg_attr(not(test), expect(dead_code, reason = "no message of the program is given a date so far"))]
    Date(CalendarDate),
}

/// The arguments of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MessageArgs(Vec<(String, Value)>);

impl MessageArgs {
    /// No values.
    pub(crate) fn new() -> MessageArgs {
        MessageArgs::default()
    }

    /// Adds a value, or replaces the one of that name.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: Value) -> MessageArgs {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), value));
        self
    }

    /// Adds text.
    #[must_use]
    pub(crate) fn text(self, name: &str, text: &str) -> MessageArgs {
        self.with(name, Value::Text(text.to_owned()))
    }

    /// Adds a number.
    #[must_use]
    pub(crate) fn number(self, name: &str, number: f64) -> MessageArgs {
        self.with(name, Value::Number(number))
    }

    /// Adds a date.
    #[must_use]
    #[cfg(test)]
    pub fn date(self, name: &str, date: CalendarDate) -> MessageArgs {
        self.with(name, Value::Date(date))
    }
}

/// Where a message is used, which decides whether it has isolation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Running text: values are isolated (FSI and PDI), so that their direction disturbs nothing around them.
    Text,
    /// An attribute, a title, a URL or an index: without the marks.
    Attribute,
}

/// A message as it is displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormattedMessage {
    /// The text, as well as it could be made.
    pub text: String,
    /// The locale that it was found in; the reader's own where it is missing everywhere.
    pub locale: Locale,
    /// What is wrong with it.
    pub problem: Option<StringProblem>,
}

/// Why a message is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StringProblem {
    /// No locale of the chain has it; its id is displayed.
    Missing,
    /// It refers to something that is not there, or misuses a function: why, in half a sentence.
    Invalid(String),
}

/// The strings of one reader's locale. Shared between threads.
pub(crate) struct Strings {
    locale: Locale,
    levels: Vec<BundleLevel>,
    /// By `id` or `id.attribute`: the nearest level that has it.
    nearest: FxHashMap<String, usize>,
    /// The terms of all locales of the chain, without their hyphens. Sorted.
    terms: Vec<String>,
}

/// One locale of the chain. Its bundle also holds what only further locales define, so that terms and references resolve
/// along the chain.
struct BundleLevel {
    locale: Locale,
    formats: Arc<Formats>,
    bundle: FluentBundle<Shared>,
}

/// A file as a bundle borrows it.
struct Shared(Arc<Resource>);

impl std::borrow::Borrow<FluentResource> for Shared {
    fn borrow(&self) -> &FluentResource {
        self.0.runtime()
    }
}

impl Strings {
    /// Puts together the strings of a reader's locale from its fallback chain, nearest locale first and the source last; of
    /// each locale the files, nearest layer last. An empty chain gives strings that miss everything.
    pub(crate) fn new(reader: &Locale, chain: &[(Locale, Vec<Arc<Resource>>)]) -> Strings {
        let mut nearest = FxHashMap::default();
        for (level, (_, layers)) in chain.iter().enumerate() {
            for key in keys(layers) {
                nearest.entry(key).or_insert(level);
            }
        }
        let mut levels: Vec<BundleLevel> =
            (0..chain.len()).map(|level| BundleLevel::new(&chain[level..])).collect();
        let terms = terms(chain);
        if let Some(level) = levels.first_mut() {
            level.expose(&terms);
        }
        Strings { locale: reader.clone(), levels, nearest, terms }
    }

    /// The reader's locale.
    #[cfg(test)]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Whether any locale of the chain has a message.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.nearest.contains_key(id)
    }

    /// The terms of all locales of the chain, without their hyphens.
    pub(crate) fn terms(&self) -> &[String] {
        &self.terms
    }

    /// A term from the nearest locale that has it, in its first form; nothing where none has it.
    pub(crate) fn term(&self, name: &str) -> Option<String> {
        self.terms.binary_search_by(|term| term.as_str().cmp(name)).ok()?;
        let message = self.levels.first()?.message(&exposed(name), &MessageArgs::new(), Mode::Text)?;
        message.problem.is_none().then_some(message.text)
    }

    /// A message (`id`) or one of its attributes (`id.attribute`), from the nearest locale in which it can be displayed. Where it
    /// refers to nothing everywhere, the nearest text without those references.
    pub(crate) fn message(&self, id: &str, args: &MessageArgs, mode: Mode) -> FormattedMessage {
        let nearest = self.nearest.get(id).copied().unwrap_or(self.levels.len());
        let mut broken: Option<FormattedMessage> = None;
        // A level holds what only further ones define, so those formatted before are seen again: the first problem is kept.
        for level in self.levels.iter().skip(nearest) {
            match level.message(id, args, mode) {
                Some(whole) if whole.problem.is_none() => return whole,
                Some(problem) => broken = broken.or(Some(problem)),
                None => break,
            }
        }
        let missing = || FormattedMessage {
            text: id.to_owned(),
            locale: self.locale.clone(),
            problem: Some(StringProblem::Missing),
        };
        broken.map_or_else(missing, |broken| {
            let text = without_references(&broken.text);
            FormattedMessage { text: if text.is_empty() { id.to_owned() } else { text }, ..broken }
        })
    }

    /// The messages and attributes that only the last locale of the chain, the source, has: what is untranslated. Sorted.
    pub(crate) fn untranslated(&self) -> Vec<&str> {
        let source = self.levels.len().saturating_sub(1);
        if source == 0 {
            return Vec::new();
        }
        let mut ids: Vec<&str> =
            self.nearest.iter().filter(|(_, level)| **level == source).map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

/// The names of the terms of a chain, sorted.
fn terms(chain: &[(Locale, Vec<Arc<Resource>>)]) -> Vec<String> {
    let entries = chain.iter().flat_map(|(_, layers)| layers).flat_map(|layer| layer.entries());
    let names = entries.filter_map(|entry| entry.id.strip_prefix('-').map(str::to_owned));
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The id of the message that refers to a term: a bundle can only look up messages.
fn exposed(term: &str) -> String {
    format!("hexapla-term-{term}")
}

/// The ids of the messages and attributes of some layers. A nearer layer replaces a whole message with its attributes.
fn keys(layers: &[Arc<Resource>]) -> Vec<String> {
    let entries = layers.iter().flat_map(|layer| layer.entries());
    let messages: FxHashMap<&str, _> =
        entries.filter(|entry| !entry.is_term()).map(|entry| (entry.id.as_str(), entry)).collect();
    messages.values().flat_map(|entry| entry.keys()).collect()
}

impl BundleLevel {
    /// The first locale of `chain`, with the rest behind it.
    fn new(chain: &[(Locale, Vec<Arc<Resource>>)]) -> BundleLevel {
        let locale = chain[0].0.clone();
        let formats = Arc::new(Formats::new(&locale));
        let mut bundle = FluentBundle::new_concurrent(functions::language_of(&locale).into_iter().collect());
        functions::install(&mut bundle, &formats);
        for (_, layers) in chain {
            for layer in layers.iter().rev() {
                // The nearest layer is added first; messages that the bundle already has are not replaced.
                let _ = bundle.add_resource(Shared(layer.clone()));
            }
        }
        BundleLevel { locale, formats, bundle }
    }

    /// Adds a message for each term, so that terms can be looked up.
    fn expose(&mut self, terms: &[String]) {
        let text: String = terms.iter().map(|term| format!("{} = {{ -{term} }}\n", exposed(term))).collect();
        let path = SourcePath::new(Root::Locales, "");
        let _ = self.bundle.add_resource(Shared(strings::parse(&path, text.as_bytes()).value));
    }

    fn message(&self, id: &str, args: &MessageArgs, mode: Mode) -> Option<FormattedMessage> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let pattern = pattern_of(&self.bundle.get_message(id)?, attribute)?;
        let mut errors = Vec::new();
        let given = (!args.0.is_empty()).then(|| self.fluent_args(args));
        let mut text = self.bundle.format_pattern(pattern, given.as_ref(), &mut errors);
        let problem = reason(&errors).or_else(|| functions::misuse(&text)).or_else(|| unpassed(&text, args));
        let problem = problem.map(StringProblem::Invalid);
        if problem.is_some() {
            text = text.replace(TERM_MARK, "").into();
        }
        Some(FormattedMessage { text: for_mode(&text, mode), locale: self.locale.clone(), problem })
    }

    fn fluent_args<'a>(&self, args: &'a MessageArgs) -> FluentArgs<'a> {
        let mut given = FluentArgs::with_capacity(args.0.len());
        for (name, value) in &args.0 {
            given.set(name.as_str(), self.fluent_value(value));
        }
        given
    }

    fn fluent_value<'a>(&self, value: &'a Value) -> FluentValue<'a> {
        match value {
            Value::Text(text) => FluentValue::from(text.as_str()),
            Value::Number(number) => FluentValue::from(*number),
            Value::Date(date) => FluentValue::Custom(Box::new(DisplayDate::new(*date, &self.formats))),
        }
    }
}

fn pattern_of<'a>(
    message: &FluentMessage<'a>,
    attribute: Option<&str>,
) -> Option<&'a fluent_syntax::ast::Pattern<&'a str>> {
    match attribute {
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
        None => message.value(),
    }
}

fn reason(errors: &[FluentError]) -> Option<String> {
    let first = errors.first()?;
    let FluentError::ResolverError(error) = first else { return Some(first.to_string()) };
    let text = error.to_string().replace(TERM_MARK, "");
    let mut letters = text.chars();
    letters.next().map(|initial| initial.to_lowercase().chain(letters).collect())
}

/// A text without what stands in it for references that lead nowhere, such as `{$name}` with the isolation marks around it.
fn without_references(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, behind)) = after.split_once('}') else { break };
        let isolated = before.strip_suffix('\u{2068}').zip(behind.strip_prefix('\u{2069}'));
        let (before, behind) = isolated.unwrap_or((before, behind));
        // A mark that ends a sentence moves up to the word before it.
        let is_mark = behind.starts_with(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
        let before = if is_mark || behind.is_empty() { before.trim_end_matches(' ') } else { before };
        kept.push_str(before);
        rest = if before.ends_with(' ') { behind.trim_start_matches(' ') } else { behind };
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}

/// A term's variable that no message passes is displayed by name, without an error.
fn unpassed(text: &str, args: &MessageArgs) -> Option<String> {
    let is_passed = |(_, value): &(String, Value)| matches!(value, Value::Text(text) if text.contains("{$"));
    if args.0.iter().any(is_passed) {
        return None;
    }
    let (name, _) = text.split_once("{$")?.1.split_once('}')?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    is_name.then(|| format!("unknown variable: ${name}"))
}

fn for_mode(text: &str, mode: Mode) -> String {
    const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];
    match mode {
        Mode::Attribute if text.contains(MARKS) => text.replace(MARKS, ""),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
