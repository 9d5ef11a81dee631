//! Owns `hexapla.toml`: its bytes in, a checked value out, and every problem of it told in one run.

pub mod accent;
mod keys;
mod schema;
pub mod search;
mod values;

pub use schema::schema;
pub use values::is_tag_shaped;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::accent::{Accent, Colour};
use self::keys::{KEYS, Key, Kind, LOCALE_TABLE, TABLES, VARIABLES, default_of, keys_of};
use self::search::Search;
use crate::diagnostics::{self, Checked, Code, Diagnostic, nearest};
use crate::parse::markdown::phrase::is_valid_name;
use crate::source::SourcePath;

/// The name of the file.
pub const FILE_NAME: &str = "hexapla.toml";

/// The configuration of a site, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The name of the help center.
    pub title: String,
    /// The address it will be published at: http or https, without a slash at its end.
    pub base_url: Option<String>,
    /// The locale that articles are written in first, as written in the file.
    pub source_locale: String,
    /// Where an article's text can be changed; with placeholders.
    pub edit_url: Option<String>,
    /// Where readers tell what is wrong with an article; with placeholders.
    pub report_url: Option<String>,
    /// Where the answers of readers go: a path of the site, or an http or https address.
    pub feedback_url: Option<String>,
    /// Where things lie.
    pub paths: Paths,
    /// The site that answers links which begin with `/` and lead to no article here; without a slash at its end.
    pub links_elsewhere: Option<String>,
    /// Settings of single locales, by tag as written in the file.
    pub locales: BTreeMap<String, LocaleConfig>,
    /// What readers can search, and how.
    pub search: Search,
    /// Which translations readers and search engines get.
    pub translation: Translation,
    /// The name of the theme.
    pub theme: String,
    /// What the site changes about the theme's looks.
    pub look: Look,
    /// What texts show by `{ $name }`.
    pub variables: Variables,
    /// What the home page lists as popular.
    pub popular: Option<Popularity>,
    /// The front matter key that sorts articles into topics.
    pub topics: String,
    /// What machines are given beside the pages.
    pub machines: Machines,
}

/// What tells which articles readers look for most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Popularity {
    /// The `weight` of their front matter: the smallest first.
    Weight,
    /// A table of addresses and page views: a path below the site's folder.
    Views(String),
}

/// What search engines and language models are given beside the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machines {
    /// True where each article is published as Markdown too.
    pub markdown: bool,
    /// True where questions and answers are described as `FAQPage`.
    pub faq: bool,
}

/// The variables of a site, by name.
pub type Variables = BTreeMap<String, Variable>;

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Variable {
    /// Text, shown as it is.
    Text(String),
    /// A number, shown as readers of the text's locale write it.
    Number(f64),
}

impl Eq for Variable {}

/// Looks that a site decides without a theme of its own; what is absent is as the theme has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The accent colour, with its shades.
    pub accent: Option<Accent>,
    /// The picture beside the site's title: a path below the site's folder or the content folder.
    pub logo: Option<String>,
    /// How wide a page may become, as a CSS length in `rem`.
    pub width: Option<String>,
    /// The size of type, in percent.
    pub scale: Option<u16>,
}

/// Folders, relative to the folder of `hexapla.toml` or absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Articles, one folder a locale.
    pub content: String,
    /// Fluent resources, one folder a locale.
    pub locales: String,
    /// Themes, one folder a theme.
    pub themes: String,
    /// Where the site is written to.
    pub output: String,
}

/// The settings of one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocaleConfig {
    /// The locales to show where a text is missing, nearest first; the built-in rule where absent.
    pub fallback: Option<Vec<String>>,
    /// The name of the help center in this locale.
    pub title: Option<String>,
    /// Groups of words that mean the same to those who search.
    pub synonyms: Vec<Vec<String>>,
    /// From how many translated sentences on its translations are shown, in percent; the site's own where absent.
    pub publish_from: Option<u16>,
}

/// Which translations readers and search engines get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// From how many translated sentences on a translation is shown, in percent.
    pub publish_from: u16,
    /// Which machine translations search engines may list.
    pub index: Index,
}

/// Which machine translations search engines may list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Index {
    /// All of them.
    #[default]
    All,
    /// Those that a person has read.
    Reviewed,
    /// None.
    None,
}

impl Default for Config {
    fn default() -> Self {
        Settings::default().into_config()
    }
}

/// Reads the bytes of `hexapla.toml`. With an error among the diagnostics, the value is a best guess that nothing should be built from.
pub fn parse(path: &SourcePath, bytes: &[u8]) -> Checked<Config> {
    let mut reader = Reader { path, diagnostics: Vec::new(), settings: Settings::default() };
    match std::str::from_utf8(bytes) {
        Ok(text) => reader.document(text),
        Err(error) => reader.not_utf8(error.valid_up_to()),
    }
    diagnostics::sort(&mut reader.diagnostics);
    Checked { value: reader.settings.into_config(), diagnostics: reader.diagnostics }
}

/// Walks the spanned document and collects what is right and what is wrong.
struct Reader<'a> {
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
    settings: Settings,
}

impl Reader<'_> {
    fn not_utf8(&mut self, at: usize) {
        self.tell(Code::SourceNotUtf8, at..at + 1, "this byte is not UTF-8 text".to_owned(), None);
    }

    fn document(&mut self, text: &str) {
        let (document, errors) = DeTable::parse_recoverable(text);
        self.root(document.get_ref());
        // What was read near a syntax error is a guess, and a complaint about a guess confuses.
        let broken: Vec<usize> =
            errors.iter().map(|error| line_of(text, error.span().map_or(0, |span| span.start))).collect();
        self.diagnostics.retain(|diagnostic| {
            let start = diagnostic.place.as_ref().map_or(0, |place| place.span.start);
            !broken.contains(&line_of(text, start))
        });
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            self.tell(Code::ConfigSyntax, span, error.message().to_owned(), None);
        }
    }

    fn root(&mut self, root: &DeTable<'_>) {
        for (name, value) in root {
            let known = TABLES.iter().any(|(table, _)| table == name.get_ref());
            match value.get_ref() {
                _ if !known => self.unknown_at_top(name, value),
                DeValue::Table(table) if name.get_ref() == "locales" => self.locales(table),
                DeValue::Table(table) if name.get_ref() == VARIABLES => self.variables(table),
                DeValue::Table(table) => self.table(name.get_ref(), "", table),
                _ => self.tell(
                    Code::ConfigValueInvalid,
                    value.span(),
                    format!(
                        "`{}` is a table: write `[{}]` on a line of its own",
                        name.get_ref(),
                        name.get_ref()
                    ),
                    None,
                ),
            }
        }
    }

    fn locales(&mut self, locales: &DeTable<'_>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (tag, value) in locales {
            let written = tag.get_ref().as_ref();
            if let Err(problem) = values::checked(Kind::Tag, written) {
                self.tell(Code::ConfigValueInvalid, tag.span(), format!("`locales` {problem}"), None);
            } else if let Some(twin) = seen.insert(written.to_ascii_lowercase(), written) {
                let message = format!("`{written}` and `{twin}` are the same locale");
                self.tell(Code::ConfigValueInvalid, tag.span(), message, None);
            }
            match value.get_ref() {
                DeValue::Table(table) => {
                    self.settings.locales.entry(written.to_owned()).or_default();
                    self.table(LOCALE_TABLE, written, table);
                }
                _ => self.tell(
                    Code::ConfigValueInvalid,
                    value.span(),
                    format!(
                        "`locales.{written}` is a table: write `[locales.{written}]` on a line of its own"
                    ),
                    None,
                ),
            }
        }
    }

    fn variables(&mut self, variables: &DeTable<'_>) {
        for (name, value) in variables {
            let written = name.get_ref().as_ref();
            let number =
                |text: &str| text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
            let variable = match value.get_ref() {
                DeValue::String(text) => Some(Variable::Text(text.to_string())),
                DeValue::Integer(digits) => number(digits.as_str()).map(Variable::Number),
                DeValue::Float(digits) => number(digits.as_str()).map(Variable::Number),
                _ => None,
            };
            let Some(variable) = variable else {
                let message = format!("`{written}` must be a string in quotes or a number");
                self.tell(Code::ConfigValueInvalid, value.span(), message, None);
                continue;
            };
            if is_valid_name(written) {
                self.settings.variables.insert(written.to_owned(), variable);
            } else {
                let message = format!(
                    "`{written}` is no name of a variable: begin with a letter, and use letters, digits, `-` and `_`"
                );
                self.tell(Code::ConfigValueInvalid, name.span(), message, None);
            }
        }
    }

    fn table(&mut self, table: &str, tag: &str, entries: &DeTable<'_>) {
        for (name, value) in entries {
            match keys_of(table).find(|key| key.name == name.get_ref()) {
                Some(key) => self.value(key, tag, value),
                None => self.unknown_in(table, tag, name),
            }
        }
    }

    fn value(&mut self, key: &'static Key, tag: &str, value: &Spanned<DeValue<'_>>) {
        match (key.kind, value.get_ref()) {
            (kind, DeValue::Array(items)) if kind.is_list() => {
                let items = self.strings(key, items);
                if kind == Kind::Tags && items.iter().any(|item| item.eq_ignore_ascii_case(tag)) {
                    let message = format!("`{tag}` falls back to itself");
                    self.tell(Code::ConfigValueInvalid, value.span(), message, None);
                }
                self.settings.set(key, tag, items);
            }
            (Kind::WordGroups, DeValue::Array(groups)) => {
                for group in groups {
                    match group.get_ref() {
                        DeValue::Array(words) if words.len() > 1 => {
                            let words = self.strings(key, words);
                            self.settings.synonyms(tag, words);
                        }
                        _ => self.wrong_type(key, group),
                    }
                }
            }
            (kind, _) if kind.is_list() || kind == Kind::WordGroups => {
                self.wrong_type(key, value);
            }
            _ => {
                if let Some(text) = self.string(key, value) {
                    self.judge_accent(key, &text, value.span());
                    self.settings.set(key, tag, vec![text]);
                }
            }
        }
    }

    fn strings(&mut self, key: &Key, items: &[Spanned<DeValue<'_>>]) -> Vec<String> {
        items.iter().filter_map(|item| self.string(key, item)).collect()
    }

    /// A brand's yellow is a fine colour and an unreadable link.
    fn judge_accent(&mut self, key: &Key, text: &str, span: Range<usize>) {
        let accent = Colour::parse(text).filter(|_| key.kind == Kind::Colour).map(Accent::of);
        let Some((accent, contrast)) = accent.and_then(|accent| Some((accent, accent.shortfall()?))) else {
            return;
        };
        let shade = accent.light.accent.hex();
        let message = format!(
            "links in `{text}` are hard to read on light paper (contrast {contrast:.1}, level AA asks for 4.5), so `{shade}` stands in for it there"
        );
        let help = format!("write `{} = \"{shade}\"`, or choose another darker shade", key.name);
        self.tell(Code::AccentContrast, span, message, Some(help));
    }

    fn string(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let written = match (key.kind, value.get_ref()) {
            (Kind::Scale | Kind::Share, DeValue::Float(number)) => number.as_str(),
            (Kind::Scale | Kind::Share, DeValue::Integer(number)) => number.as_str(),
            (Kind::Flag, DeValue::Boolean(true)) => "true",
            (Kind::Flag, DeValue::Boolean(false)) => "false",
            (kind, DeValue::String(text)) if !matches!(kind, Kind::Scale | Kind::Share | Kind::Flag) => text,
            _ => {
                self.wrong_type(key, value);
                return None;
            }
        };
        match values::checked(key.kind, written) {
            Ok(value) => Some(value),
            Err(problem) => {
                let message = format!("`{}` {problem}", key.name);
                self.tell(Code::ConfigValueInvalid, value.span(), message, None);
                None
            }
        }
    }

    fn wrong_type(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) {
        let message = format!("`{}` must be {}", key.name, values::expected(key.kind));
        self.tell(Code::ConfigValueInvalid, value.span(), message, None);
    }

    fn unknown_at_top(&mut self, name: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let written = name.get_ref();
        if let DeValue::Table(_) = value.get_ref() {
            let help = offer(written, &TABLES.map(|(table, _)| table), "the tables are");
            let message = format!("unknown table `[{written}]`");
            return self.tell(Code::ConfigKeyUnknown, name.span(), message, Some(help));
        }
        let home = nearest(written, KEYS.iter().map(|key| key.name))
            .and_then(|near| KEYS.iter().find(|key| key.name == near));
        let help = match home {
            Some(key) => format!("write `{}` below `[{}]`", key.name, key.table),
            None => offer(written, &TABLES.map(|(table, _)| table), "the tables are"),
        };
        self.tell(Code::ConfigKeyUnknown, name.span(), format!("unknown key `{written}`"), Some(help));
    }

    fn unknown_in(&mut self, table: &str, tag: &str, name: &Spanned<Cow<'_, str>>) {
        let written = name.get_ref();
        let shown = table.replace("<tag>", tag);
        let names: Vec<&str> = keys_of(table).map(|key| key.name).collect();
        let help = offer(written, &names, "the keys of this table are");
        let message = format!("unknown key `{written}` in `[{shown}]`");
        self.tell(Code::ConfigKeyUnknown, name.span(), message, Some(help));
    }

    fn tell(&mut self, code: Code, span: Range<usize>, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::at(code, self.path, span, message);
        self.diagnostics.push(Diagnostic { help, ..diagnostic });
    }
}

/// The nearest name where one is near, all names where none is.
fn offer(written: &str, names: &[&str], otherwise: &str) -> String {
    match nearest(written, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{otherwise} {}", all.join(", "))
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count()
}

/// Values as the file sets them, before defaults are put in.
#[derive(Default)]
struct Settings {
    values: BTreeMap<(&'static str, &'static str), String>,
    lists: BTreeMap<(&'static str, &'static str), Vec<String>>,
    locales: BTreeMap<String, LocaleConfig>,
    variables: Variables,
}

impl Settings {
    fn set(&mut self, key: &'static Key, tag: &str, mut value: Vec<String>) {
        if key.kind == Kind::Tags {
            self.locale(tag).fallback = Some(value);
        } else if key.table == LOCALE_TABLE {
            let own = self.locale(tag);
            match key.kind {
                Kind::Share => own.publish_from = value.pop().and_then(|percent| percent.parse().ok()),
                _ => own.title = value.pop(),
            }
        } else if key.kind.is_list() {
            self.lists.insert((key.table, key.name), value);
        } else if let Some(value) = value.pop() {
            self.values.insert((key.table, key.name), value);
        }
    }

    fn synonyms(&mut self, tag: &str, group: Vec<String>) {
        self.locale(tag).synonyms.push(group);
    }

    fn locale(&mut self, tag: &str) -> &mut LocaleConfig {
        self.locales.entry(tag.to_owned()).or_default()
    }

    fn into_config(mut self) -> Config {
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
            search: Search {
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
            look: Look {
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
