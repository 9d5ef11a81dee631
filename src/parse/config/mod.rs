//! Owns `hexapla.toml`: its bytes in, a checked value out, and every problem of it told in one run.

pub mod accent;
mod keys;
mod reader;
mod schema;
pub mod search;
mod settings;
mod values;

pub use self::schema::schema;
pub use self::values::is_tag_shaped;

use std::collections::BTreeMap;

use self::accent::Accent;
use self::reader::ConfigReader;
use self::search::SearchSettings;
use self::settings::Settings;
use crate::diagnostics::Checked;
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
    pub search: SearchSettings,
    /// Which translations readers and search engines get.
    pub translation: Translation,
    /// The name of the theme.
    pub theme: String,
    /// What the site changes about the theme's looks.
    pub look: Appearance,
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
pub struct Appearance {
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
    let Checked { value, diagnostics } = ConfigReader::read(path, bytes);
    Checked { value: value.into_config(), diagnostics }
}
