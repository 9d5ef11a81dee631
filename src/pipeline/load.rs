//! Owns reading: every file of content and messages, through `Sources` and in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cache::{Cache, CachedArticle};
use super::kept_back::KeptBack;
use super::run::{Progress, Stage};
use crate::diagnostics::{Checked, Code, Diagnostic, Severity};
use crate::library::{Library, LibraryOptions, LocaleContent, Threshold};
use crate::locale::Locale;
use crate::messages::checks;
use crate::messages::glossary::{self, Glossary};
use crate::messages::interface::{Chains, Messages, Resources, StringFile};
use crate::parse::article::Article;
use crate::parse::config::Config;
use crate::parse::controls;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::strings;
use crate::plan::media::Media;
use crate::source::{Root, SourcePath, Sources, text_of};
use crate::units::copied::reads_alike;
use crate::units::segment::Segmenter;
use crate::units::sentences::Sentences;
use crate::units::text::{ArticleText, TextDetails};

/// All content, without the bodies of articles.
#[derive(Default)]
pub(super) struct Content {
    /// The articles by locale.
    pub locales: Vec<LocaleContent>,
    /// The other files: locale, path below the locale's folder, file.
    pub media: Vec<(Locale, String, SourcePath)>,
}

impl Content {
    /// How many article files there are.
    pub(super) fn articles(&self) -> usize {
        self.locales.iter().map(|content| content.articles.len()).sum()
    }

    /// How many translation units they hold.
    pub(super) fn units(&self) -> usize {
        self.locales.iter().flat_map(|content| &content.articles).map(|(_, text)| text.summary.units).sum()
    }
}

/// Reads every article that is not in the cache into its summary, and lists the other files.
pub(super) fn content(
    sources: &dyn Sources,
    config: &Config,
    cache: &mut Cache,
    progress: &dyn Progress,
) -> Checked<Content> {
    content_in(sources, config, cache, progress, Depth::Whole)
}

/// How much of each article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Everything that the plan needs.
    Whole,
    /// Front matter, and sentences with their texts, which is much faster.
    Sentences,
}

impl Depth {
    /// The reader of sentences in a run of this depth.
    pub(super) fn sentences(self, segmenter: Segmenter) -> Sentences {
        match self {
            Depth::Whole => Sentences::new(segmenter),
            Depth::Sentences => Sentences::with_texts(segmenter),
        }
    }
}

/// Reads every article to the given depth.
pub(super) fn content_in(
    sources: &dyn Sources,
    config: &Config,
    cache: &mut Cache,
    progress: &dyn Progress,
    depth: Depth,
) -> Checked<Content> {
    let files = sources.files(Root::Content);
    progress.stage(Stage::Read, files.len());
    let mut diagnostics = Vec::new();
    let folders = locale_folders(&files, &mut diagnostics);
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    let sentences = depth.sentences(Segmenter::of(&source));
    let compares = depth == Depth::Sentences || compares_versions(sources, &folders);
    cache.believe_only_of(&source, compares);
    let sentences = Some(&sentences).filter(|_| compares);
    let mut content = Content::default();
    let mut known = FxHashMap::default();
    let mut kept_back = KeptBack::default();
    for (locale, files) in folders {
        let (articles, media): (Vec<_>, Vec<_>) = files.into_iter().partition(|(key, _)| is_article(key));
        content.media.extend(media.into_iter().map(|(key, path)| (locale.clone(), key, path)));
        let articles = one_for_each_key(articles, &mut diagnostics);
        let role = Role::of(&locale, &source);
        let read: Vec<(String, SourcePath, Arc<CachedArticle>)> = articles
            .into_par_iter()
            .map(|(key, path)| {
                let read = cache
                    .article(sources, &path)
                    .unwrap_or_else(|| Arc::new(article(sources, &path, role, sentences, depth)));
                progress.step();
                (article_key(&key).unwrap_or(&key).to_owned(), path, read)
            })
            .collect();
        let mut articles = Vec::with_capacity(read.len());
        for (key, path, read) in read {
            diagnostics.extend(read.text.diagnostics.iter().cloned());
            if let Some(hashes) = read.kept_back.as_ref().filter(|_| locale == source) {
                kept_back.add(&key, hashes);
            }
            articles.extend(read.text.value.as_ref().map(|text| (key, text.clone())));
            known.insert(path, read);
        }
        content.locales.push(LocaleContent { locale, articles });
    }
    cache.keep(known);
    kept_back.leave_out(&mut content.locales);
    Checked { value: content, diagnostics }
}

/// Reads articles again; `compares` is true where their versions are compared with each other.
pub(super) fn again(
    sources: &dyn Sources,
    config: &Config,
    paths: &[SourcePath],
    compares: bool,
) -> Vec<CachedArticle> {
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    let sentences = Sentences::new(Segmenter::of(&source));
    let sentences = Some(&sentences).filter(|_| compares);
    let role = |path: &SourcePath| {
        let folder = path.path.split('/').next().unwrap_or_default();
        Locale::parse(folder).map_or(Role::Translation, |locale| Role::of(&locale, &source))
    };
    let read = |path| article(sources, path, role(path), sentences, Depth::Whole);
    paths.par_iter().map(read).collect()
}

/// The key of an article whose file has this path; `None` for any other file.
pub(super) fn article_key(path: &str) -> Option<&str> {
    let (key, extension) = path.rsplit_once('.')?;
    let is_name = !key.is_empty() && !key.ends_with('/');
    (is_name && ["md", "markdown"].iter().any(|own| extension.eq_ignore_ascii_case(own))).then_some(key)
}

/// Leaves one file for each key: `tie.md` before `tie.markdown`. The others are reported, since they have no page.
fn one_for_each_key(
    mut articles: Vec<(String, SourcePath)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, SourcePath)> {
    let mut owners: FxHashMap<String, SourcePath> = FxHashMap::default();
    let keys = |(path, _): &(String, SourcePath)| article_key(path).map(str::to_owned);
    for ending in [".md", ""] {
        for article in articles.iter().filter(|(path, _)| path.ends_with(ending)) {
            owners.extend(
                keys(article).filter(|key| !owners.contains_key(key)).map(|key| (key, article.1.clone())),
            );
        }
    }
    articles.retain(|article| {
        let owner = keys(article).and_then(|key| owners.get(&key));
        let is_owner = owner.is_none_or(|owner| *owner == article.1);
        if let Some(owner) = owner.filter(|_| !is_owner) {
            let message = format!("`{}` is the same article, and is published instead", owner.path);
            // An error, since no address is left for this text.
            let diagnostic = Diagnostic::at(Code::UrlCollision, &article.1, 0..0, message)
                .help("rename or delete one of the two");
            diagnostics.push(Diagnostic { severity: Severity::Error, ..diagnostic });
        }
        is_owner
    });
    articles
}

/// True where articles can have several versions, whose sources have to be compared: with files in several locales, or with catalogs.
fn compares_versions(sources: &dyn Sources, folders: &BTreeMap<Locale, Vec<(String, SourcePath)>>) -> bool {
    let is_catalog = |path: &SourcePath| path.path.split('/').nth(1) == Some("articles");
    folders.len() > 1 || sources.files(Root::Locales).iter().any(is_catalog)
}

fn is_article(key: &str) -> bool {
    article_key(key).is_some()
}

/// The files of each locale with their path below its folder. Files outside of these folders belong to no locale.
fn locale_folders(
    files: &[SourcePath],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Locale, Vec<(String, SourcePath)>> {
    let mut names: BTreeMap<&str, Option<Locale>> = BTreeMap::new();
    let mut owners: BTreeMap<Locale, &str> = BTreeMap::new();
    let mut folders: BTreeMap<Locale, Vec<(String, SourcePath)>> = BTreeMap::new();
    for file in files {
        let Some((folder, key)) = file.path.split_once('/') else { continue };
        let locale = names.entry(folder).or_insert_with(|| {
            let locale = Locale::parse(folder);
            match &locale {
                None => diagnostics.push(
                    Diagnostic::at(
                        Code::LocaleTagInvalid,
                        file,
                        0..0,
                        format!("`{folder}` is not a language tag"),
                    )
                    .help("name the folder by a tag such as `da-DK`, or move it out of the content folder"),
                ),
                Some(locale) => {
                    let owner = owners.entry(locale.clone()).or_insert(folder);
                    if *owner != folder {
                        let message = format!("`{folder}` and `{owner}` are both {}", locale.tag());
                        diagnostics.push(Diagnostic::at(Code::LocaleFolderTwice, file, 0..0, message));
                        return None;
                    }
                }
            }
            locale
        });
        if let Some(locale) = locale {
            folders.entry(locale.clone()).or_default().push((key.to_owned(), file.clone()));
        }
    }
    // `img` is a well-formed tag as well: a folder without an article is no locale.
    folders.retain(|_, files| files.iter().any(|(key, _)| is_article(key)));
    folders
}

fn article(
    sources: &dyn Sources,
    path: &SourcePath,
    role: Role,
    sentences: Option<&Sentences>,
    depth: Depth,
) -> CachedArticle {
    // The stamp is taken first: a file that changes while it is read must not get the stamp of its new state.
    let stamp = sources.stamp(path);
    let read = sources.read(path);
    // What was not read is read again by the next run, whatever its stamp is then.
    let stamp = stamp.filter(|_| !read.has_failed());
    let mut kept_back = None;
    let text = match read.bytes() {
        Some(bytes) => article_text(path, &bytes, role, (sentences, depth), &mut kept_back),
        None => Checked::clean(None),
    };
    CachedArticle::new(stamp, text, kept_back)
}

/// What a file is to the source locale.
#[derive(Clone, Copy, Debug)]
enum Role {
    /// It is in the source locale.
    Source,
    /// It is in another locale of the same language, where equal sentences are no fault.
    Alike,
    /// It is in another language.
    Translation,
}

impl Role {
    fn of(locale: &Locale, source: &Locale) -> Self {
        match locale {
            locale if locale == source => Role::Source,
            locale if reads_alike(locale, source) => Role::Alike,
            _ => Role::Translation,
        }
    }

    fn origin(self) -> MarkdownOrigin {
        match self {
            Role::Source => MarkdownOrigin::Author,
            Role::Alike | Role::Translation => MarkdownOrigin::Translation,
        }
    }
}

/// The text of one article; `None` for a draft, whose hashes are put into `kept_back`.
fn article_text(
    path: &SourcePath,
    bytes: &[u8],
    role: Role,
    (sentences, depth): (Option<&Sentences>, Depth),
    kept_back: &mut Option<Vec<String>>,
) -> Checked<Option<ArticleText>> {
    let mut diagnostics = Vec::new();
    let text = text(path, bytes, &mut diagnostics);
    let article = Article::parse(path, &text, role.origin()).into_value(&mut diagnostics);
    let article = article.guarded(&text).into_value(&mut diagnostics);
    if article.front_matter.is_kept_back() {
        *kept_back = Some(article.file_hashes());
        return Checked { value: None, diagnostics };
    }
    let mut summary = match depth {
        Depth::Whole => article.summary().into_value(&mut diagnostics),
        Depth::Sentences => article.bare_summary(),
    };
    let is_bilingual = summary.source_fingerprint.is_some();
    let details = match (sentences, role) {
        (Some(sentences), Role::Source) => sentences.details(&article, &summary),
        (Some(sentences), Role::Alike) if is_bilingual => sentences.details(&article, &summary),
        (Some(sentences), Role::Translation) => sentences.details_of_translation(&article, &summary),
        _ => TextDetails::default(),
    };
    // Where versions are compared, those that are held back are among the copied ones.
    summary.untranslated += details.copied.len().max(summary.held.len());
    Checked { value: Some(ArticleText::new(summary, details)), diagnostics }
}

/// The bytes as text. The first byte that is not UTF-8 is reported; all such bytes are replaced.
fn text<'a>(
    path: &SourcePath,
    bytes: &'a [u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> std::borrow::Cow<'a, str> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message = format!("byte {} is not UTF-8", at + 1);
        diagnostics.push(Diagnostic::at(Code::SourceNotUtf8, path, at..at + 1, message));
    }
    diagnostics.extend(controls::diagnostics(path, bytes));
    text_of(bytes)
}

/// The configuration of locales. Invalid tags are left out: they were reported when the configuration was read.
pub(super) fn library_options(config: &Config) -> LibraryOptions {
    let parse_all = |tags: &Vec<String>| tags.iter().filter_map(|tag| Locale::parse(tag)).collect();
    let fallbacks: FxHashMap<Locale, Vec<Locale>> = config
        .locales
        .iter()
        .filter_map(|(tag, own)| Some((Locale::parse(tag)?, parse_all(own.fallback.as_ref()?))))
        .collect();
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    LibraryOptions { source, fallbacks, history: Arc::default(), threshold: None }
}

/// The options of the published site, which leaves out translations below the configured share.
pub(super) fn published_options(
    sources: &dyn Sources,
    config: &Config,
    content: &[LocaleContent],
) -> LibraryOptions {
    let own = config.locales.iter();
    let own = own.filter_map(|(tag, own)| Some((Locale::parse(tag)?, own.publish_from?))).collect();
    let threshold = Some(Threshold { common: config.translation.publish_from, own });
    LibraryOptions { threshold, ..dated_options(sources, config, content) }
}

/// The options with the history of the files, which is read only if a plain translation does not record the source it was made from.
pub(super) fn dated_options(
    sources: &dyn Sources,
    config: &Config,
    content: &[LocaleContent],
) -> LibraryOptions {
    let options = library_options(config);
    let is_undated = |text: &ArticleText| {
        let summary = &text.summary;
        let is_recorded = summary.source_fingerprint.is_some() || summary.front_matter.source_hash.is_some();
        !is_recorded && text.details.composed.is_none()
    };
    let translations = content.iter().filter(|content| content.locale != options.source);
    let is_needed = translations.flat_map(|content| &content.articles).any(|(_, text)| is_undated(text));
    LibraryOptions {
        history: if is_needed { Arc::new(sources.history()) } else { Arc::default() },
        ..options
    }
}

/// The files other than articles, by the library's locales.
pub(super) fn media(library: &Library, files: Vec<(Locale, String, SourcePath)>) -> Media {
    let id = |locale: &Locale| library.locales.iter().position(|known| known == locale);
    let files = files.into_iter().filter_map(|(locale, key, path)| Some((id(&locale)?, key, path)));
    Media::new(library.locales.len(), files)
}

/// The messages of every locale: the site's own, then those embedded in the binary.
pub(super) fn words(
    sources: &dyn Sources,
    chains: &Chains,
    source: &Locale,
    diagnostics: &mut Vec<Diagnostic>,
) -> Messages {
    let mut resources = Resources::embedded();
    let mut files = Vec::new();
    for (folder, path) in word_files(sources) {
        let Some(locale) = Locale::parse(&folder) else {
            let message = format!("`{folder}` is not a language tag");
            diagnostics.push(Diagnostic::at(Code::LocaleTagInvalid, &path, 0..0, message));
            continue;
        };
        if let Some(bytes) = sources.read(&path).bytes() {
            let resource = strings::parse(&path, &bytes).into_value(diagnostics);
            resources.add(locale.clone(), Arc::clone(&resource));
            files.push(StringFile { locale, path, resource });
        }
    }
    diagnostics.extend(checks::of_files(&files, &resources, source));
    Messages::new(&resources, chains, files)
}

/// The Fluent files of the site's own messages, each with the folder that names its locale. Unit catalogs are not included.
pub(super) fn word_files(sources: &dyn Sources) -> Vec<(String, SourcePath)> {
    let own = |path: SourcePath| {
        let (folder, rest) = path.path.split_once('/')?;
        let is_own = rest.ends_with(".ftl") && !rest.starts_with("articles/");
        is_own.then(|| (folder.to_owned(), path.clone()))
    };
    sources.files(Root::Locales).into_iter().filter_map(own).collect()
}

/// The terms that the site's glossaries require, for each of some locales; empty for the source locale.
pub(super) fn glossaries(sources: &dyn Sources, config: &Config, locales: &[Locale]) -> Vec<Glossary> {
    let options = library_options(config);
    let mut files: Vec<(Locale, SourcePath)> = Vec::new();
    for (folder, path) in
        word_files(sources).into_iter().filter(|(_, path)| path.file_name() == glossary::FILE)
    {
        files.extend(Locale::parse(&folder).map(|locale| (locale, path)));
    }
    let read = |locale: &Locale| {
        let (_, path) = files.iter().find(|(own, _)| own == locale)?;
        Some((path.clone(), text_of(&sources.read(path).bytes()?).into_owned()))
    };
    let available: Vec<Locale> = files.iter().map(|(locale, _)| locale.clone()).collect();
    let of_source: Vec<_> = read(&options.source).into_iter().collect();
    let glossary = |locale: &Locale| {
        if *locale == options.source {
            return Glossary::default();
        }
        Glossary::new(
            &of_source,
            &options.chain(locale, &available).iter().filter_map(read).collect::<Vec<_>>(),
        )
    };
    locales.iter().map(glossary).collect()
}

/// The locales of a library, each with its fallback chain.
pub(super) fn chains(library: &Library) -> Chains {
    let chain =
        |own: usize| library.chains[own].iter().map(|locale| library.locales[*locale].clone()).collect();
    library.locales.iter().enumerate().map(|(own, locale)| (locale.clone(), chain(own))).collect()
}
