//! Owns the one table of known keys: what validation, offered names and the JSON schema are all made from.

/// A key of `hexapla.toml`.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table it stands in; [`LOCALE_TABLE`] stands for every `[locales.<tag>]`.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub kind: ValueKind,
    /// What holds where it is absent.
    pub default: Option<&'static str>,
    /// What it does, in one sentence.
    pub doc: &'static str,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words for people.
    Text,
    /// An absolute http or https address.
    BaseUrl,
    /// A BCP 47 language tag.
    Tag,
    /// A list of BCP 47 language tags.
    Tags,
    /// A folder, relative to `hexapla.toml` or absolute.
    Folder,
    /// The plain name of one folder.
    Name,
    /// A colour: `#rgb` or `#rrggbb`.
    Colour,
    /// A picture: a path below the site's folder or the content folder.
    Picture,
    /// The width of a page in `rem` or `px`.
    Width,
    /// A factor for the size of type.
    Scale,
    /// A share, from 0 to 1.
    Share,
    /// Which machine translations search engines may list.
    Index,
    /// An http, https or mailto address with placeholders.
    Pattern,
    /// True or false.
    Flag,
    /// What orders a list of favourites: the word `weight`, or a table of page views below the site's folder.
    Popularity,
    /// A path of this site or an http or https address that takes a form or a report.
    FormTarget,
    /// A list of keys of front matter.
    FrontMatterKeys,
    /// A list of paths with `*` and `**`.
    Globs,
    /// A list of lists of words.
    WordGroups,
}

impl ValueKind {
    /// True for a list of texts.
    pub fn is_list(self) -> bool {
        matches!(self, ValueKind::Tags | ValueKind::FrontMatterKeys | ValueKind::Globs)
    }
}

/// The table that stands for every `[locales.<tag>]`.
pub const LOCALE_TABLE: &str = "locales.<tag>";

/// The table whose names are the site's own.
pub const VARIABLES: &str = "vars";

/// The tables of the top level, and what each is about.
pub const TABLES: [(&str, &str); 10] = [
    ("site", "What the help center is called and where it will live."),
    ("paths", "Where things lie: relative to this file, or absolute."),
    ("locales", "Settings of single locales; a locale need not be listed here to be built."),
    ("translation", "Which translations readers and search engines get."),
    ("links", "Where links lead that the site itself cannot answer."),
    ("search", "What readers can search, and how."),
    ("theme", "How the pages look."),
    (VARIABLES, "What texts show by `{ $name }`: a text or a number for each name."),
    ("home", "What the home page leads to."),
    ("machines", "What search engines and language models are given beside the pages."),
];

/// Every known key.
pub const KEYS: &[Key] = &[
    Key {
        table: "site",
        name: "title",
        kind: ValueKind::Text,
        default: Some("Help Center"),
        doc: "The name of the help center, shown on every page.",
    },
    Key {
        table: "site",
        name: "base-url",
        kind: ValueKind::BaseUrl,
        default: None,
        doc: "The address at which the site will be published; canonical addresses, alternates and the sitemap need it.",
    },
    Key {
        table: "site",
        name: "source-locale",
        kind: ValueKind::Tag,
        default: Some("en-US"),
        doc: "The locale that the articles are written in first.",
    },
    Key {
        table: "site",
        name: "edit-url",
        kind: ValueKind::Pattern,
        default: None,
        doc: "Where an article's text can be changed, such as \"https://example.com/edit/{path}\"; {path}, {locale}, {title} and {url} stand for the article's own.",
    },
    Key {
        table: "site",
        name: "report-url",
        kind: ValueKind::Pattern,
        default: None,
        doc: "Where readers tell what is wrong with an article, such as \"mailto:help@example.com?subject={title}\"; with the placeholders of `edit-url`. With {unit}, {source} or {target} in it, readers can report a single sentence.",
    },
    Key {
        table: "site",
        name: "feedback-url",
        kind: ValueKind::FormTarget,
        default: None,
        doc: "Where the answer to \"Was this page helpful?\" goes: a path that the host answers with 204, such as \"/feedback\", or the address of a service that takes forms.",
    },
    Key {
        table: "paths",
        name: "content",
        kind: ValueKind::Folder,
        default: Some("content"),
        doc: "The folder of articles, one folder a locale.",
    },
    Key {
        table: "paths",
        name: "locales",
        kind: ValueKind::Folder,
        default: Some("locales"),
        doc: "The folder of Fluent strings, one folder a locale.",
    },
    Key {
        table: "paths",
        name: "themes",
        kind: ValueKind::Folder,
        default: Some("themes"),
        doc: "The folder of themes, one folder a theme.",
    },
    Key {
        table: "paths",
        name: "output",
        kind: ValueKind::Folder,
        default: Some("public"),
        doc: "The folder that the site is written to.",
    },
    Key {
        table: LOCALE_TABLE,
        name: "fallback",
        kind: ValueKind::Tags,
        default: None,
        doc: "The locales to show where a text is missing in this one, nearest first.",
    },
    Key {
        table: LOCALE_TABLE,
        name: "title",
        kind: ValueKind::Text,
        default: None,
        doc: "The name of the help center in this locale.",
    },
    Key {
        table: LOCALE_TABLE,
        name: "synonyms",
        kind: ValueKind::WordGroups,
        default: None,
        doc: "Groups of words and phrases that mean the same to those who search, such as [[\"sign in\", \"login\"]]; more can stand in `synonyms.txt` beside the strings of the locale.",
    },
    Key {
        table: LOCALE_TABLE,
        name: "publish-from",
        kind: ValueKind::Share,
        default: None,
        doc: "As `publish-from` of `[translation]`, for this locale.",
    },
    Key {
        table: "translation",
        name: "publish-from",
        kind: ValueKind::Share,
        default: Some("0"),
        doc: "The share of an article's sentences, from 0 to 1, that must be translated before readers are shown the translation; below it they get the next language of the fallback chain.",
    },
    Key {
        table: "translation",
        name: "index",
        kind: ValueKind::Index,
        default: Some("all"),
        doc: "Which machine translations search engines may list: \"all\", only those that a person has \"reviewed\", or \"none\".",
    },
    Key {
        table: "links",
        name: "elsewhere",
        kind: ValueKind::BaseUrl,
        default: None,
        doc: "The site that answers links which begin with `/` and lead to no article here; without it, they are errors.",
    },
    Key {
        table: "search",
        name: "enabled",
        kind: ValueKind::Flag,
        default: Some("true"),
        doc: "Whether pages have a search box; the list of all articles is there without it.",
    },
    Key {
        table: "search",
        name: "filters",
        kind: ValueKind::FrontMatterKeys,
        default: None,
        doc: "What readers can narrow results by: \"section\", and keys of front matter such as \"audience\" and \"tags\".",
    },
    Key {
        table: "search",
        name: "exclude",
        kind: ValueKind::Globs,
        default: None,
        doc: "Articles that are not found, by their paths below the folder of a locale, such as [\"internal/**\"].",
    },
    Key {
        table: "search",
        name: "report-url",
        kind: ValueKind::FormTarget,
        default: None,
        doc: "Where the search box sends queries that found nothing: a path of the same host such as \"/api/searches\", or an address. Nothing is sent without it.",
    },
    Key {
        table: "theme",
        name: "name",
        kind: ValueKind::Name,
        default: Some("default"),
        doc: "The theme: a folder below `themes`, or `default`, which is built in.",
    },
    Key {
        table: "theme",
        name: "accent",
        kind: ValueKind::Colour,
        default: None,
        doc: "The colour of links and controls, such as \"#2b50c8\"; the shades for dark screens are made from it.",
    },
    Key {
        table: "theme",
        name: "logo",
        kind: ValueKind::Picture,
        default: None,
        doc: "A picture beside the site's title: a path below the folder of this file, or below the folder of content.",
    },
    Key {
        table: "theme",
        name: "width",
        kind: ValueKind::Width,
        default: None,
        doc: "How wide a page may become, such as \"72rem\"; lines of text keep the length that reads best.",
    },
    Key {
        table: "theme",
        name: "scale",
        kind: ValueKind::Scale,
        default: None,
        doc: "A factor for the size of all type and of the spaces around it, from 0.8 to 1.5.",
    },
    Key {
        table: "home",
        name: "popular",
        kind: ValueKind::Popularity,
        default: None,
        doc: "What readers look for most: \"weight\" for the articles with a `weight` in their front matter, or a CSV file of addresses and page views such as \"views.csv\".",
    },
    Key {
        table: "home",
        name: "topics",
        kind: ValueKind::Name,
        default: Some("section"),
        doc: "The front matter key that sorts articles into topics, such as \"ms.service\"; an article without it belongs to the topic of its folder.",
    },
    Key {
        table: "machines",
        name: "markdown",
        kind: ValueKind::Flag,
        default: Some("true"),
        doc: "Whether each article is published as plain Markdown beside its page.",
    },
    Key {
        table: "machines",
        name: "faq",
        kind: ValueKind::Flag,
        default: Some("false"),
        doc: "Whether questions and answers are described to search engines as FAQPage.",
    },
];

/// The keys of one table.
pub fn keys_of(table: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.table == table)
}

/// What holds for a key that the file does not set; empty where nothing does.
pub fn default_of(table: &str, name: &str) -> &'static str {
    keys_of(table).find(|key| key.name == name).and_then(|key| key.default).unwrap_or_default()
}
