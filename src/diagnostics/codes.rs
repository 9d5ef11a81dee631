//! Owns the codes: the stable name of each thing that can be wrong, its weight, and its manual page.

use super::Severity;

/// The stable names of what can be wrong. A name is never used again for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Hexapla.toml is not valid TOML.
    ConfigSyntax,
    /// A key of hexapla.toml is not known.
    ConfigKeyUnknown,
    /// A value of hexapla.toml is of the wrong type or out of range.
    ConfigValueInvalid,
    /// A file could not be read.
    SourceUnreadable,
    /// A link leads out of its folder.
    SourceOutsideRoot,
    /// A file name is not valid UTF-8.
    SourceNameInvalid,
    /// A file is not valid UTF-8.
    SourceNotUtf8,
    /// An article is larger than 32 MB.
    SourceTooLarge,
    /// A folder of content or locales is not a language tag.
    LocaleTagInvalid,
    /// Two folders name the same locale.
    LocaleFolderTwice,
    /// An article has no front matter.
    FrontMatterMissing,
    /// The front matter is not valid YAML.
    FrontMatterSyntax,
    /// A key of the front matter is not known.
    FrontMatterKeyUnknown,
    /// A key stands twice in the front matter.
    FrontMatterKeyDuplicate,
    /// A value of the front matter is not of its key's kind.
    FrontMatterValueInvalid,
    /// A side-by-side span has no partner.
    UnitBroken,
    /// A sentence has a source but no translation.
    UnitTargetEmpty,
    /// A term is not translated as the glossary asks.
    TermMissing,
    /// A name is translated.
    TermChanged,
    /// A form is used that the glossary forbids.
    TermForbidden,
    /// Markdown markup is left over in the text.
    MarkupLeftOver,
    /// Damaged Markdown was mended.
    MarkupRepaired,
    /// An address has a scheme that is not allowed.
    UrlRefused,
    /// A link leads to an article that does not exist.
    LinkTargetMissing,
    /// A link leads to a heading that does not exist.
    LinkAnchorMissing,
    /// A link finds its file only when case is ignored.
    LinkCaseDiffers,
    /// An image does not exist.
    ImageMissing,
    /// An included file does not exist.
    IncludeMissing,
    /// A file includes itself.
    IncludeCycle,
    /// A component does not exist in the theme.
    ComponentUnknown,
    /// An attribute of a component cannot be used.
    ComponentAttributeInvalid,
    /// A line opens or closes a component without its partner.
    ComponentUnpaired,
    /// A term or variable in a text is not defined.
    PhraseUnknown,
    /// Two articles would have the same address.
    UrlCollision,
    /// A translation lies under another path than its source.
    ArticleMoved,
    /// Translations are not shown since too little of them is translated.
    TranslationWithheld,
    /// Source articles were put back together from their translations.
    SourceReconstructed,
    /// A Fluent file holds a line that is not Fluent.
    FluentSyntax,
    /// A message is missing in a locale.
    StringMissing,
    /// The theme does not exist.
    ThemeMissing,
    /// A template could not be read or rendered.
    TemplateInvalid,
    /// A template says something in words of its own.
    TextHardCoded,
    /// The accent colour is hard to read.
    AccentContrast,
    /// The table of page views cannot be used.
    ViewsUnusable,
    /// A catalog translates an article that the locale has as a file.
    CatalogUnused,
}

/// What `explain` prints for a code.
#[derive(Clone, Copy, Debug)]
pub struct CodePage {
    /// The code itself.
    pub code: Code,
    /// Its stable name.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it says, in half a sentence.
    pub title: &'static str,
    /// What it means for the reader and what Hexapla did.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Code {
    /// The stable name, as `explain` takes it.
    pub fn name(self) -> &'static str {
        self.page().name
    }

    /// How much a diagnostic with this code weighs.
    pub fn severity(self) -> Severity {
        self.page().severity
    }

    /// The manual page.
    pub fn page(self) -> &'static CodePage {
        // The table stands in the order of the enum; a test holds that.
        &PAGES[self as usize]
    }

    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Code> {
        PAGES.iter().find(|page| page.name == name).map(|page| page.code)
    }
}

/// The manual pages of all codes, in the order of [`Code`].
pub const PAGES: &[CodePage] = &[
    CodePage {
        code: Code::ConfigSyntax,
        name: "config-syntax",
        severity: Severity::Error,
        title: "hexapla.toml is not valid TOML",
        meaning: "The configuration could not be read at all, so nothing is built and the last good site stays.",
        remedy: "Mend the line that the message points at. A frequent cause is a string without its closing quote, or a table header without `]`.",
    },
    CodePage {
        code: Code::ConfigKeyUnknown,
        name: "config-key-unknown",
        severity: Severity::Error,
        title: "a key of hexapla.toml is not known",
        meaning: "A misspelt key would be ignored silently, and the setting with it.",
        remedy: "Use the name that the message offers, or take the key out. The manual's page on configuration lists all keys.",
    },
    CodePage {
        code: Code::ConfigValueInvalid,
        name: "config-value-invalid",
        severity: Severity::Error,
        title: "a value of hexapla.toml is of the wrong type or out of range",
        meaning: "The setting has no meaning as it is written.",
        remedy: "Write the kind of value that the message names: a string in quotes, a list in brackets, true or false.",
    },
    CodePage {
        code: Code::SourceUnreadable,
        name: "source-unreadable",
        severity: Severity::Error,
        title: "a file could not be read",
        meaning: "The machine refused it (permission, a broken link, a vanished file). The file is left out, everything else is built.",
        remedy: "Check that the file exists and that you may read it.",
    },
    CodePage {
        code: Code::SourceOutsideRoot,
        name: "source-outside-root",
        severity: Severity::Error,
        title: "a link leads out of its folder",
        meaning: "A symbolic link below content, locales or themes points outside that folder. It is not followed, so that a translation cannot publish files of your machine.",
        remedy: "Copy the file into the folder instead.",
    },
    CodePage {
        code: Code::SourceNameInvalid,
        name: "source-name-invalid",
        severity: Severity::Error,
        title: "a file name is not valid UTF-8",
        meaning: "A name that cannot be written as text cannot become an address. The file is left out.",
        remedy: "Rename the file.",
    },
    CodePage {
        code: Code::SourceNotUtf8,
        name: "source-not-utf8",
        severity: Severity::Error,
        title: "a file is not valid UTF-8",
        meaning: "The bytes at the place are not UTF-8 text. The article is built with U+FFFD in their place.",
        remedy: "Save the file as UTF-8.",
    },
    CodePage {
        code: Code::SourceTooLarge,
        name: "source-too-large",
        severity: Severity::Error,
        title: "an article is larger than 32 MB",
        meaning: "So large a file is no article, and would slow everything else. It is left out.",
        remedy: "Split the article, or move the data into an attachment.",
    },
    CodePage {
        code: Code::LocaleTagInvalid,
        name: "locale-tag-invalid",
        severity: Severity::Warning,
        title: "a folder of content or locales is not a language tag",
        meaning: "Each folder directly below `content` and `locales` is named by a BCP 47 tag such as `da-DK` or `zh-Hant`. This one is not, so its files are left out.",
        remedy: "Rename the folder to the language's tag.",
    },
    CodePage {
        code: Code::LocaleFolderTwice,
        name: "locale-folder-twice",
        severity: Severity::Error,
        title: "two folders name the same locale",
        meaning: "Tags are compared in canonical form, so `da-dk` and `da-DK` are one locale. The first folder is used.",
        remedy: "Move the files into one folder.",
    },
    CodePage {
        code: Code::FrontMatterMissing,
        name: "front-matter-missing",
        severity: Severity::Warning,
        title: "an article has no front matter",
        meaning: "The article is built with its first heading as title; date, translation type and robots are unknown.",
        remedy: "Begin the file with a line `---`, the keys, and a second line `---`.",
    },
    CodePage {
        code: Code::FrontMatterSyntax,
        name: "front-matter-syntax",
        severity: Severity::Error,
        title: "the front matter is not valid YAML",
        meaning: "The article is built, with what could be saved of its front matter line by line. Machine translation of the front matter itself is a frequent cause.",
        remedy: "Mend the place that the message points at; quote values that hold `: ` or begin with a special character.",
    },
    CodePage {
        code: Code::FrontMatterKeyUnknown,
        name: "front-matter-key-unknown",
        severity: Severity::Warning,
        title: "a key of the front matter is not known",
        meaning: "The key is kept and templates can read it, but nothing in Hexapla uses it. It may be a misspelling.",
        remedy: "Use the name that the message offers, or put your own keys under `params:`.",
    },
    CodePage {
        code: Code::FrontMatterKeyDuplicate,
        name: "front-matter-key-duplicate",
        severity: Severity::Error,
        title: "a key stands twice in the front matter",
        meaning: "Only one of the two values can count; the last is used.",
        remedy: "Take one of the two lines out.",
    },
    CodePage {
        code: Code::FrontMatterValueInvalid,
        name: "front-matter-value-invalid",
        severity: Severity::Warning,
        title: "a value of the front matter is not of its key's kind",
        meaning: "The value is ignored, the rest of the article is used. Dates are written `MM/DD/YYYY` or `YYYY-MM-DD`.",
        remedy: "Write the value in the form that the message names.",
    },
    CodePage {
        code: Code::UnitBroken,
        name: "unit-broken",
        severity: Severity::Warning,
        title: "a side-by-side span has no partner",
        meaning: "A translated sentence carries its source in a second span with the same id. Here the second span is missing or has another id, so the sentence is shown without its source.",
        remedy: "Restore the `<span class=\"sxs-lookup\">` pair, or take the stray span out.",
    },
    CodePage {
        code: Code::UnitTargetEmpty,
        name: "unit-target-empty",
        severity: Severity::Warning,
        title: "a sentence has a source but no translation",
        meaning: "The page lacks a sentence that the source has. The source is shown in its place.",
        remedy: "Translate the sentence.",
    },
    CodePage {
        code: Code::TermMissing,
        name: "term-missing",
        severity: Severity::Warning,
        title: "a term is not translated as the glossary asks",
        meaning: "The source sentence has a term of `glossary.ftl`, and the translation has none of its forms in this locale, with whatever endings.",
        remedy: "Use the term that the message names, or add the form that you used to `.forms` of the term in the locale's glossary.",
    },
    CodePage {
        code: Code::TermChanged,
        name: "term-changed",
        severity: Severity::Warning,
        title: "a name is translated",
        meaning: "The glossary says `.translate = no` of a name in the source sentence, and the translation does not have it as it is.",
        remedy: "Write the name as the source has it.",
    },
    CodePage {
        code: Code::TermForbidden,
        name: "term-forbidden",
        severity: Severity::Warning,
        title: "a form is used that the glossary forbids",
        meaning: "The locale's glossary lists the word under `.forbidden` of a term.",
        remedy: "Use the term that the message names.",
    },
    CodePage {
        code: Code::MarkupLeftOver,
        name: "markup-left-over",
        severity: Severity::Warning,
        title: "Markdown markup is left over in the text",
        meaning: "A reader would see `**` or `](` as characters: a delimiter has no partner, usually because a translation lost or moved it.",
        remedy: "Compare with the source sentence and restore the missing delimiter.",
    },
    CodePage {
        code: Code::MarkupRepaired,
        name: "markup-repaired",
        severity: Severity::Note,
        title: "damaged Markdown was mended",
        meaning: "Spaces inside bold, a bracket apart from its address and the like: readers see what was meant, but other programs may not. It is told once an article, and not of machine translations, where it is frequent.",
        remedy: "Write the delimiter without the space, as the source does.",
    },
    CodePage {
        code: Code::UrlRefused,
        name: "url-refused",
        severity: Severity::Error,
        title: "an address has a scheme that is not allowed",
        meaning: "Only http, https, mailto, tel and a few schemes of operating system settings are published. The link is shown as plain text.",
        remedy: "Use an https address.",
    },
    CodePage {
        code: Code::LinkTargetMissing,
        name: "link-target-missing",
        severity: Severity::Error,
        title: "a link leads to an article that does not exist",
        meaning: "Neither this locale nor any locale of its fallback chain has the article. The link's text is kept, the link is taken out.",
        remedy: "Use the path that the message offers, or remove the link.",
    },
    CodePage {
        code: Code::LinkAnchorMissing,
        name: "link-anchor-missing",
        severity: Severity::Warning,
        title: "a link leads to a heading that does not exist",
        meaning: "The page exists, but has no such anchor in this locale. The link opens the top of the page.",
        remedy: "Use one of the target's anchors; the source heading's slug is valid in every locale.",
    },
    CodePage {
        code: Code::LinkCaseDiffers,
        name: "link-case-differs",
        severity: Severity::Note,
        title: "a link finds its file only when case is ignored",
        meaning: "Web servers tell capital letters apart, so the link is written with the file's true name.",
        remedy: "Write the link as the file is named.",
    },
    CodePage {
        code: Code::ImageMissing,
        name: "image-missing",
        severity: Severity::Error,
        title: "an image does not exist",
        meaning: "Neither this locale nor any locale of its fallback chain has the file. The alternative text is shown in its place.",
        remedy: "Add the file, or mend the path.",
    },
    CodePage {
        code: Code::IncludeMissing,
        name: "include-missing",
        severity: Severity::Error,
        title: "an included file does not exist",
        meaning: "The place of the include stays empty.",
        remedy: "Mend the path; it counts from the article's folder.",
    },
    CodePage {
        code: Code::IncludeCycle,
        name: "include-cycle",
        severity: Severity::Error,
        title: "a file includes itself",
        meaning: "The include is left out where the circle closes.",
        remedy: "Take one of the includes out.",
    },
    CodePage {
        code: Code::ComponentUnknown,
        name: "component-unknown",
        severity: Severity::Error,
        title: "a component does not exist in the theme",
        meaning: "Between `::: name` and `:::` stands the body of a component, which a template of the theme draws. There is none of this name, so readers see the body alone, with its title in bold.",
        remedy: "Use the name that the message offers, or add the template `components/NAME.html` to the templates of your theme.",
    },
    CodePage {
        code: Code::ComponentAttributeInvalid,
        name: "component-attribute-invalid",
        severity: Severity::Error,
        title: "an attribute of a component cannot be used",
        meaning: "The component's template declares which attributes it takes and of what kind. What it does not take is left out of the page; what is missing is empty.",
        remedy: "Use the attributes that the message names, and write each as `name=\"value\"`.",
    },
    CodePage {
        code: Code::ComponentUnpaired,
        name: "component-unpaired",
        severity: Severity::Error,
        title: "a line opens or closes a component without its partner",
        meaning: "A component ends with a line `:::` in the same block in which it began, with the same indent inside of a list. Without that line it ends with the block; a line `:::` that ends nothing is left out.",
        remedy: "Add the line that is missing, or mend the indent of the one that is there.",
    },
    CodePage {
        code: Code::PhraseUnknown,
        name: "phrase-unknown",
        severity: Severity::Error,
        title: "a term or variable in a text is not defined",
        meaning: "`{ -name }` stands for a term of the Fluent files, and `{ $name }` for a variable of the article or the site. Nothing of this name is defined, so readers see it as it is written.",
        remedy: "Use the name that the message offers, or define it: a term in a Fluent file, a variable below `vars` in the front matter or below `[vars]` in hexapla.toml. A backslash before the brace makes it plain text.",
    },
    CodePage {
        code: Code::UrlCollision,
        name: "url-collision",
        severity: Severity::Warning,
        title: "two articles would have the same address",
        meaning: "The first by path keeps the address, the other gets a number at its end.",
        remedy: "Rename one of the files, or give one a `slug` in its front matter.",
    },
    CodePage {
        code: Code::ArticleMoved,
        name: "article-moved",
        severity: Severity::Note,
        title: "a translation lies under another path than its source",
        meaning: "It was recognised by the hash of its source and is shown as a translation of that article.",
        remedy: "Move the file to the source's path.",
    },
    CodePage {
        code: Code::TranslationWithheld,
        name: "translation-withheld",
        severity: Severity::Note,
        title: "translations are not shown since too little of them is translated",
        meaning: "The site's `publish-from` asks for more translated sentences than these articles have. Their pages show the text of the next language of the fallback chain, with a notice.",
        remedy: "Nothing, or translate more of them: `hexapla status --by article` tells how far each is. A lower `publish-from` shows them as they are.",
    },
    CodePage {
        code: Code::SourceReconstructed,
        name: "source-reconstructed",
        severity: Severity::Note,
        title: "source articles were put back together from their translations",
        meaning: "There is no file of the source locale for some articles, so their text was taken from the side-by-side spans of the translations.",
        remedy: "Add the source articles to the content folder if you have them.",
    },
    CodePage {
        code: Code::FluentSyntax,
        name: "fluent-syntax",
        severity: Severity::Error,
        title: "a Fluent file holds a line that is not Fluent",
        meaning: "The broken entry is left out; the other messages of the file are used.",
        remedy: "Mend the entry that the message points at.",
    },
    CodePage {
        code: Code::StringMissing,
        name: "string-missing",
        severity: Severity::Warning,
        title: "a message is missing in a locale",
        meaning: "The message is shown from the next locale of the fallback chain.",
        remedy: "Add the message to the locale's Fluent file.",
    },
    CodePage {
        code: Code::ThemeMissing,
        name: "theme-missing",
        severity: Severity::Error,
        title: "the theme does not exist",
        meaning: "The site names a theme that has no folder below `themes`. Nothing is built.",
        remedy: "Use `default`, or create the folder.",
    },
    CodePage {
        code: Code::TemplateInvalid,
        name: "template-invalid",
        severity: Severity::Error,
        title: "a template could not be read or rendered",
        meaning: "A theme is trusted and must be right: nothing is built and the last good site stays.",
        remedy: "Mend the template at the place that the message points at.",
    },
    CodePage {
        code: Code::TextHardCoded,
        name: "text-hard-coded",
        severity: Severity::Warning,
        title: "a template says something in words of its own",
        meaning: "The words stand in the template and come neither from content nor from a Fluent message, so readers of every language see the same ones. Sites in one language are not told.",
        remedy: "Put the words into a message of `locales/<tag>/NAME.ftl` and call it by `t`, or by `t_attr` in an attribute. What is the same in every language, such as the name of a brand, stands in an element with `translate=\"no\"`.",
    },
    CodePage {
        code: Code::AccentContrast,
        name: "accent-contrast",
        severity: Severity::Warning,
        title: "the accent colour is hard to read",
        meaning: "Links in this colour would have too little contrast to the page (WCAG 2.2 asks for 4.5). Its nearest darker shade that has enough stands in for it on light pages; dark pages have a shade of their own.",
        remedy: "Write the shade that the message offers, or choose a darker colour.",
    },
    CodePage {
        code: Code::ViewsUnusable,
        name: "views-unusable",
        severity: Severity::Warning,
        title: "the table of page views cannot be used",
        meaning: "The home page lists nothing as popular: `popular` names a file that is not there, or one in which no line holds the address of an article and a number.",
        remedy: "Put the file beside hexapla.toml, an address and its page views a line: `/en-us/reset-password/,1200`.",
    },
    CodePage {
        code: Code::CatalogUnused,
        name: "catalog-unused",
        severity: Severity::Warning,
        title: "a catalog translates an article that the locale has as a file",
        meaning: "A translation lives in one place: the file is shown, and the catalog is not used.",
        remedy: "Take over what is only in the catalog, then delete one of the two.",
    },
];
