//! Owns the codes: one entry for each thing that can be wrong, with its stable name, its severity and its page in the manual.

use super::Severity;

/// What `explain` prints for a code; the manual's page of messages has the same text.
#[derive(Clone, Copy, Debug)]
pub struct CodePage {
    /// The code itself.
    pub code: Code,
    /// Its stable name.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in half a sentence.
    pub title: &'static str,
    /// What it means for the reader and what Hexapla did.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// Makes the enum and the pages out of one entry for each code. An entry's doc comment is its page: three paragraphs of one line
/// each, for title, meaning and remedy. The compiler refuses an entry that lacks one. A function cannot read doc comments,
/// hence a macro.
macro_rules! codes {
    ($(
        #[doc = $title:literal]
        #[doc = $_after_title:literal]
        #[doc = $meaning:literal]
        #[doc = $_after_meaning:literal]
        #[doc = $remedy:literal]
        $code:ident: $severity:ident = $name:literal,
    )+) => {
        /// The stable names of what can be wrong. A name is never used again for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = $title]
                #[doc = ""]
                #[doc = $meaning]
                #[doc = ""]
                #[doc = $remedy]
                $code,
            )+
        }

        /// The pages of all codes, in the order of [`Code`].
        pub const PAGES: &[CodePage] = &[$(
            CodePage {
                code: Code::$code,
                name: $name,
                severity: Severity::$severity,
                title: $title.trim_ascii(),
                meaning: $meaning.trim_ascii(),
                remedy: $remedy.trim_ascii(),
            },
        )+];
    };
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

    /// The page of the manual.
    pub fn page(self) -> &'static CodePage {
        // Enum and pages come from the same entries, so their order is the same.
        &PAGES[self as usize]
    }

    /// False for codes that a site can neither lower nor hide: they report what is not published, what cannot be read, what takes
    /// another's address, and what ends a build.
    pub fn can_be_lowered(self) -> bool {
        !matches!(
            self,
            Code::ConfigSyntax
                | Code::ConfigKeyUnknown
                | Code::ConfigValueInvalid
                | Code::ThemeMissing
                | Code::TemplateInvalid
                | Code::SourceUnreadable
                | Code::InputUnreadable
                | Code::SourceOutsideRoot
                | Code::SourceNameInvalid
                | Code::SourceNotUtf8
                | Code::SourceTooLarge
                | Code::LocaleFolderTwice
                | Code::FrontMatterSyntax
                | Code::FrontMatterGuardUnclear
                | Code::FrontMatterTooLarge
                | Code::UrlCollision
                | Code::BaselineUnusable
        )
    }

    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Code> {
        PAGES.iter().find(|page| page.name == name).map(|page| page.code)
    }
}

codes! {
    /// hexapla.toml is not valid TOML
    ///
    /// The configuration could not be read at all, so nothing is built and the last good site stays.
    ///
    /// Mend the line that the message points at. A frequent cause is a string without its closing quote, or a table header without `]`.
    ConfigSyntax: Error = "config-syntax",

    /// a key of hexapla.toml is not known
    ///
    /// A misspelt key would be ignored silently, and the setting with it.
    ///
    /// Use the name that the message offers, or take the key out. The manual's page on configuration lists all keys.
    ConfigKeyUnknown: Error = "config-key-unknown",

    /// a value of hexapla.toml is of the wrong type or out of range
    ///
    /// The setting has no meaning as it is written.
    ///
    /// Write the kind of value that the message names: a string in quotes, a list in brackets, true or false.
    ConfigValueInvalid: Error = "config-value-invalid",

    /// a file could not be read
    ///
    /// The machine refused it (permission, a broken link, a vanished file). The file is left out, everything else is built.
    ///
    /// Check that the file exists and that you may read it.
    SourceUnreadable: Error = "source-unreadable",

    /// the machine cannot read a file or folder of the site
    ///
    /// The disk, the system or its permissions refuse an input, or the input changed while it was read. What cannot be read is not gone, so nothing is published without it: the run ends with exit code 2, and the last good site stays as it is.
    ///
    /// Make the file or folder readable, mount the disk again, or wait until whatever changes it is done; then run again.
    InputUnreadable: Error = "input-unreadable",

    /// a link leads out of its folder
    ///
    /// A symbolic link below content, locales or themes points outside that folder. It is not followed, so that a translation cannot publish files of your machine.
    ///
    /// Copy the file into the folder instead.
    SourceOutsideRoot: Error = "source-outside-root",

    /// a file name is not valid UTF-8
    ///
    /// A name that cannot be written as text cannot become an address. The file is left out.
    ///
    /// Rename the file.
    SourceNameInvalid: Error = "source-name-invalid",

    /// a file is not valid UTF-8
    ///
    /// The bytes at the place are not UTF-8 text. The article is built with U+FFFD in their place.
    ///
    /// Save the file as UTF-8.
    SourceNotUtf8: Error = "source-not-utf8",

    /// a text holds a character that people do not see and programs obey
    ///
    /// Control characters, overrides of the writing direction (U+202D, U+202E), and embeddings or isolates that are not closed in their block can make a reader see something else than what is written, and break feeds. Readers get U+FFFD in the place of each, and what is open is closed at the end of its block. Joiners, direction marks, and embeddings and isolates that are closed stay as they are.
    ///
    /// Take the character out, or close it as the message says. Files that Hexapla writes for translators keep it.
    ControlCharacter: Warning = "control-character",

    /// an article is larger than 32 MB
    ///
    /// So large a file is no article, and would slow everything else. It is left out.
    ///
    /// Split the article, or move the data into an attachment.
    SourceTooLarge: Error = "source-too-large",

    /// a folder of content or locales is not a language tag
    ///
    /// Each folder directly below `content` and `locales` is named by a BCP 47 tag such as `da-DK` or `zh-Hant`. This one is not, so its files are left out.
    ///
    /// Rename the folder to the language's tag.
    LocaleTagInvalid: Warning = "locale-tag-invalid",

    /// files of content are passed over
    ///
    /// They are neither articles, which are `.md` or `.markdown` files in a folder named by a language, nor files that pages can offer or quote. There is one message a kind, with how many there are and the first of them.
    ///
    /// Write them as Markdown, or move what is no article out of the content folder.
    FilesPassedOver: Warning = "files-passed-over",

    /// a folder named by a language holds no article
    ///
    /// Its files are none that Hexapla reads, and it has no catalogs, so the site has no such language.
    ///
    /// Write articles as `.md` or `.markdown`, or take the folder out of the content.
    LocaleEmpty: Error = "locale-empty",

    /// settings or strings are for a locale that the site does not have
    ///
    /// They have no effect: there is no article in that language, and none is shown in its place.
    ///
    /// Correct the tag, write an article in that language, or take the settings or strings out.
    LocaleUnused: Warning = "locale-unused",

    /// the site has no article
    ///
    /// Nothing in the content folder is an article, so readers would get an empty site.
    ///
    /// Check `content` below `[paths]`; articles are `.md` or `.markdown` files in a folder named by their language.
    SiteEmpty: Error = "site-empty",

    /// the source locale has no article
    ///
    /// `source-locale` in `[site]` names a language without articles, or the site names none and several could be meant. Nothing can be compared with its source, and pages of that language have nothing of their own.
    ///
    /// Name the language that the articles are written in first.
    SourceLocaleEmpty: Error = "source-locale-empty",

    /// two folders name the same locale
    ///
    /// Tags are compared in canonical form, so `da-dk` and `da-DK` are one locale. The first folder is used.
    ///
    /// Move the files into one folder.
    LocaleFolderTwice: Error = "locale-folder-twice",

    /// an article has no front matter
    ///
    /// The article is built with its first heading as title; date, translation type and robots are unknown.
    ///
    /// Begin the file with a line `---`, the keys, and a second line `---`.
    FrontMatterMissing: Warning = "front-matter-missing",

    /// the front matter cannot be read
    ///
    /// It is not valid YAML, has no end, or is TOML or JSON. If one of its lines names a draft, a publication or an expiry, the article is not published. Else it has a page that search engines and search do not list, with what could be saved of the keys.
    ///
    /// Mend the line that the message points at; put values in quotation marks that hold `: ` or begin with a special character.
    FrontMatterSyntax: Error = "front-matter-syntax",

    /// a key that guards publication is not understood
    ///
    /// What a key like `draft`, `published` or an expiry date says is not certain, so this version is not published, and readers get the next language of the fallback chain. In doubt about `robots` or `search`, the page is published, but search engines and search do not list it.
    ///
    /// Write `draft`, `published` and `search` in small letters, with `true` or `false` and no quotation marks. There are no expiry dates: take the key out, and the article when its time has come.
    FrontMatterGuardUnclear: Error = "front-matter-guard-unclear",

    /// the front matter is too large
    ///
    /// Front matter is read up to 64 KB, 64 levels and 1,000 keys. If one of its lines names a draft, a publication or an expiry, the article is not published. Else it has a page that search engines and search do not list.
    ///
    /// Move the data into the article or into a file of its own.
    FrontMatterTooLarge: Error = "front-matter-too-large",

    /// a value of the front matter ends at a comment
    ///
    /// A space and `#` begin a comment, so what follows is not a part of the value.
    ///
    /// Put the value in quotation marks: `title: "Issue #42"`.
    FrontMatterCommented: Note = "front-matter-commented",

    /// a key of the front matter is not known
    ///
    /// The key is kept and templates can read it, but nothing in Hexapla uses it. It may be a misspelling.
    ///
    /// Use the name that the message offers, or put your own keys under `params:`.
    FrontMatterKeyUnknown: Warning = "front-matter-key-unknown",

    /// a key stands twice in the front matter
    ///
    /// Only one of the two values can count; the last is used.
    ///
    /// Take one of the two lines out.
    FrontMatterKeyDuplicate: Error = "front-matter-key-duplicate",

    /// a value of the front matter is not of its key's kind
    ///
    /// The value is ignored, the rest of the article is used. Dates are written `MM/DD/YYYY` or `YYYY-MM-DD`.
    ///
    /// Write the value in the form that the message names.
    FrontMatterValueInvalid: Warning = "front-matter-value-invalid",

    /// a side-by-side span has no partner
    ///
    /// A translated sentence carries its source in a second span with the same id. Here the second span is missing or has another id, so the sentence is shown without its source.
    ///
    /// Restore the `<span class="sxs-lookup">` pair, or take the stray span out.
    UnitBroken: Warning = "unit-broken",

    /// a translation would break the block that it stands in
    ///
    /// Translations are not trusted with the structure of a page. This one would end its paragraph, cell or heading, leaves markup open, or has a link, an element, a picture, an include or a placeholder that its source lacks. It is not shown: readers get the next language of the fallback chain, or the source.
    ///
    /// Write the translation with the markup of its source. A `|` in the cell of a table is written `\|`.
    UnitStructure: Warning = "unit-structure",

    /// a sentence has a source but no translation
    ///
    /// The page lacks a sentence that the source has. The source is shown in its place.
    ///
    /// Translate the sentence.
    UnitTargetEmpty: Warning = "unit-target-empty",

    /// sentences of a translation are the same as in the source
    ///
    /// The sentences have more than four words and are neither code nor names, so they are not translated yet. They count as missing, and the page marks them as text in the language of the source.
    ///
    /// Translate them. A catalog can confirm that a sentence is right as it is by a line `# State: translated` above it.
    TextUntranslated: Warning = "text-untranslated",

    /// a term is not translated as the glossary requires
    ///
    /// The source sentence has a term of `glossary.ftl`, and the translation has none of its forms in this locale, with whatever endings.
    ///
    /// Use the term that the message names, or add the form that you used to `.forms` of the term in the locale's glossary.
    TermMissing: Warning = "term-missing",

    /// a name is translated
    ///
    /// The glossary says `.translate = no` of a name in the source sentence, and the translation does not have it as it is.
    ///
    /// Write the name as the source has it.
    TermChanged: Warning = "term-changed",

    /// a form is used that the glossary forbids
    ///
    /// The locale's glossary lists the word under `.forbidden` of a term.
    ///
    /// Use the term that the message names.
    TermForbidden: Warning = "term-forbidden",

    /// Markdown markup is left over in the text
    ///
    /// A reader would see `**` or `](` as characters: a delimiter has no partner, usually because a translation lost or moved it.
    ///
    /// Compare with the source sentence and restore the missing delimiter.
    MarkupLeftOver: Warning = "markup-left-over",

    /// damaged Markdown was mended
    ///
    /// Spaces inside bold, an address in full-width parentheses and the like, which only translations are mended of, and byte order marks inside of a text: readers see what was meant, but other programs may not. It is reported once an article; of machine translations, where it is frequent, only where characters were taken away.
    ///
    /// Write the delimiter without the space, as the source does.
    MarkupRepaired: Note = "markup-repaired",

    /// a bare address may go on where its link ends
    ///
    /// Letters of a script without spaces follow the address: where they stand right behind a letter or a digit, or in hiragana behind `/`, they are read as the words that follow. It is reported once an article.
    ///
    /// Put a space behind the address, or write `<…>` around all of it.
    AddressCut: Note = "address-cut",

    /// markup of another generator stays on the page
    ///
    /// Readers see it as it is written: a shortcode, a list of attributes in braces, an admonition, a component of another theme. It is reported once a kind and file.
    ///
    /// Say it as the message offers, or put it in backticks where it is meant as text.
    MarkupForeign: Warning = "markup-foreign",

    /// something that readers would see is left out
    ///
    /// An element of HTML that is not published (a drawing, a formula, a form, a frame), an attribute with words that has no place on the page, a cell beyond the columns of its table's header, or a footnote that nothing refers to. Films, sounds and frames become links, which is a warning; of other elements the text inside stays where it can.
    ///
    /// Say it in Markdown: a picture for a drawing, a `> [!VIDEO …]` for a film, a column more in the table's header. A tag that is meant as text stands in backticks.
    TextLost: Error = "text-lost",

    /// an id stands twice in an article
    ///
    /// An address can lead only to one place of a page, so the second `id` or `name` is left out.
    ///
    /// Give one of the two another name.
    IdRepeated: Warning = "id-repeated",

    /// code is shown without colours
    ///
    /// Code is coloured by a grammar of its language, which may take a bounded number of steps for it. This code is longer than 64 KB, or its grammar needs more steps than are reasonable for so much code, as some grammars do for code that is not of their language. Readers see all of it, plain.
    ///
    /// Nothing. Shorter code, or the name of the language that it really is, may bring the colours back.
    CodePlain: Note = "code-plain",

    /// an address has a scheme that is not allowed
    ///
    /// Only http, https, mailto, tel and a few schemes of operating system settings are published. The link is shown as plain text.
    ///
    /// Use an https address.
    UrlRefused: Error = "url-refused",

    /// a link leads to an article that does not exist
    ///
    /// Neither this locale nor any locale of its fallback chain has the article. The link's text is kept, the link is taken out.
    ///
    /// Use the path that the message offers, or remove the link.
    LinkTargetMissing: Error = "link-target-missing",

    /// a link leads to a heading that does not exist
    ///
    /// The page exists, but has no such anchor in this locale. The link opens the top of the page.
    ///
    /// Use one of the target's anchors; the source heading's slug is valid in every locale.
    LinkAnchorMissing: Warning = "link-anchor-missing",

    /// a link finds its file only when case is ignored
    ///
    /// Web servers distinguish capital from small letters, so the link is written with the file's true name.
    ///
    /// Write the link as the file is named.
    LinkCaseDiffers: Note = "link-case-differs",

    /// an address with a space is text
    ///
    /// The file is there, but Markdown ends an address at a space, so readers see brackets and parentheses instead of a link or a picture.
    ///
    /// Write angle brackets around the address: `[Guide](<Getting Started.md>)`.
    LinkSpace: Error = "link-space",

    /// an image does not exist
    ///
    /// Neither this locale nor any locale of its fallback chain has the file. The alternative text is shown in its place.
    ///
    /// Add the file, or mend the path.
    ImageMissing: Error = "image-missing",

    /// an SVG holds what may not be published
    ///
    /// An SVG is a document: opened by its own address, it could run scripts or load from elsewhere in the name of your site. So one is published only where every element and attribute in it is known to draw. This file is left out, and its alternative text is shown in its place.
    ///
    /// Export the picture anew as a plain SVG, or take out what the message names: scripts, event attributes, HTML inside of it, a document type, addresses outside of the picture.
    SvgRefused: Error = "svg-refused",

    /// an included file does not exist
    ///
    /// The place of the include stays empty.
    ///
    /// Mend the path; it counts from the article's folder.
    IncludeMissing: Error = "include-missing",

    /// a file with several blocks is included inside of text
    ///
    /// Inside of a sentence, heading, cell or label only text can stand. The file holds more than one paragraph, so its text stands there without headings, lists and tables.
    ///
    /// Put the include into a paragraph of its own, or keep the file to one paragraph.
    IncludeBlocks: Warning = "include-blocks",

    /// a file includes itself
    ///
    /// The include is left out where the circle closes.
    ///
    /// Take one of the includes out.
    IncludeCycle: Error = "include-cycle",

    /// too many articles come in with an include
    ///
    /// The included article includes others, and those again, more than 100 in all, so it is left out. Two includes in each article of a chain double at every step.
    ///
    /// Include what is needed directly, or link to it.
    IncludeTooLarge: Error = "include-too-large",

    /// a component does not exist in the theme
    ///
    /// Between `::: name` and `:::` stands the body of a component, which a template of the theme renders. There is none of this name, so readers see the body alone, with its title in bold.
    ///
    /// Use the name that the message offers, or add the template `components/NAME.html` to the templates of your theme.
    ComponentUnknown: Error = "component-unknown",

    /// an attribute of a component cannot be used
    ///
    /// The component's template declares which attributes it takes and of what kind. What it does not take is left out of the page; what is missing is empty.
    ///
    /// Use the attributes that the message names, and write each as `name="value"`.
    ComponentAttributeInvalid: Error = "component-attribute-invalid",

    /// a line opens or closes a component without its partner
    ///
    /// A component ends with a line `:::` in the same block in which it began, with the same indent inside of a list. Without that line it ends with the block; a line `:::` that ends nothing is left out.
    ///
    /// Add the line that is missing, or mend the indent of the one that is there.
    ComponentUnpaired: Error = "component-unpaired",

    /// a term or variable in a text is not defined
    ///
    /// `{ -name }` stands for a term of the Fluent files, and `{ $name }` for a variable of the article or the site. Nothing of this name is defined, so readers see it as it is written.
    ///
    /// Use the name that the message offers, or define it: a term in a Fluent file, a variable below `vars` in the front matter or below `[vars]` in hexapla.toml. A backslash before the brace makes it plain text.
    PhraseUnknown: Error = "phrase-unknown",

    /// two articles would have the same address
    ///
    /// The first by path keeps the address, the other gets a number at its end.
    ///
    /// Rename one of the files, or give one a `slug` in its front matter.
    UrlCollision: Warning = "url-collision",

    /// a translation lies under another path than its source
    ///
    /// It was recognised by the hash of its source and is shown as a translation of that article.
    ///
    /// Move the file to the source's path.
    ArticleMoved: Note = "article-moved",

    /// translations are not shown since too little of them is translated
    ///
    /// The site's `publish-from` requires more translated sentences than these articles have. Their pages show the text of the next language of the fallback chain, with a notice.
    ///
    /// Nothing, or translate more of them: `hexapla status --by article` shows how far each is. A lower `publish-from` shows them as they are.
    TranslationWithheld: Note = "translation-withheld",

    /// source articles were put back together from their translations
    ///
    /// There is no file of the source locale for some articles, so their text was taken from the side-by-side spans of the translations.
    ///
    /// Add the source articles to the content folder if you have them.
    SourceReconstructed: Note = "source-reconstructed",

    /// a Fluent file holds a line that is not Fluent
    ///
    /// The broken entry is left out; the other messages of the file are used.
    ///
    /// Mend the entry that the message points at.
    FluentSyntax: Error = "fluent-syntax",

    /// a message is missing in a locale
    ///
    /// The message is shown from the next locale of the fallback chain.
    ///
    /// Add the message to the locale's Fluent file.
    StringMissing: Warning = "string-missing",

    /// a message cannot be displayed as it is written
    ///
    /// It refers to a message, term, variable or function that is not there, contains itself, is empty, or has a variant for a plural category that its language lacks. Readers get the message of the next locale of the fallback chain, which may be the one that comes with Hexapla. An error in the source locale, a warning elsewhere.
    ///
    /// Mend the message at the place, as the help says.
    StringInvalid: Error = "string-invalid",

    /// the theme does not exist
    ///
    /// The site names a theme that has no folder below `themes`. Nothing is built.
    ///
    /// Use `default`, or create the folder.
    ThemeMissing: Error = "theme-missing",

    /// a template could not be read or rendered
    ///
    /// A theme is trusted and must be right: nothing is built and the last good site stays.
    ///
    /// Mend the template at the place that the message points at.
    TemplateInvalid: Error = "template-invalid",

    /// a template says something in words of its own
    ///
    /// The words stand in the template and come neither from content nor from a Fluent message, so readers of every language see the same ones. Sites in one language get no such warning.
    ///
    /// Put the words into a message of `locales/<tag>/NAME.ftl` and call it by `t`, or by `t_attr` in an attribute. What is the same in every language, such as the name of a brand, stands in an element with `translate="no"`.
    TextHardCoded: Warning = "text-hard-coded",

    /// the accent colour is hard to read
    ///
    /// Links in this colour would have too little contrast to the page (WCAG 2.2 requires 4.5). Its nearest darker shade that has enough stands in for it on light pages; dark pages have a shade of their own.
    ///
    /// Write the shade that the message offers, or choose a darker colour.
    AccentContrast: Warning = "accent-contrast",

    /// the table of page views cannot be used
    ///
    /// The home page lists nothing as popular: `popular` names a file that is not there, or one in which no line holds the address of an article and a number.
    ///
    /// Put the file beside hexapla.toml, an address and its page views a line: `/en-us/reset-password/,1200`.
    ViewsUnusable: Warning = "views-unusable",

    /// a catalog translates an article that the locale has as a file
    ///
    /// A translation lives in one place: the file is shown, and the catalog is not used.
    ///
    /// Take over what is only in the catalog, then delete one of the two.
    CatalogUnused: Warning = "catalog-unused",

    /// the file of known problems cannot be used
    ///
    /// `baseline` in `[lints]` names a file that is not there, or one with a line that is not of its form. No problem is taken as known by that line.
    ///
    /// Write the file anew by `hexapla check --write-baseline`, or take the setting out.
    BaselineUnusable: Error = "baseline-unusable",

    /// the file of known problems names what is no more
    ///
    /// Problems in the file have been solved. While they stand there, the same problems could come back unnoticed.
    ///
    /// Write the file anew by `hexapla check --write-baseline`.
    BaselineOutdated: Note = "baseline-outdated",
}
