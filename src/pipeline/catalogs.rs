//! Owns the reading of unit catalogs, from which articles are composed that a locale has in no other form.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::load::{Content, Depth, article_key, library_options, word_files};
use crate::catalogs::catalog::{self, units_of};
use crate::catalogs::compose::{CatalogLevel, compose};
use crate::check::untranslated;
use crate::diagnostics::{Checked, Code, Diagnostic, Severity};
use crate::library::{LibraryOptions, LocaleContent};
use crate::locale::Locale;
use crate::messages::bundle::{MessageArgs, Mode, StringProblem, Strings};
use crate::parse::article::Article;
use crate::parse::config::Config;
use crate::parse::strings::{self, Resource};
use crate::source::{Root, SourcePath, Sources, Span, text_of};
use crate::units::copied::reads_alike;
use crate::units::segment::Segmenter;
use crate::units::sentences::Sentences;
use crate::units::text::{ArticleText, Composed, TextDetails};

/// The catalogs of a site: article key, then locale.
type Catalogs = BTreeMap<String, BTreeMap<Locale, SourcePath>>;

/// Adds the articles that only catalogs hold to the content. Where a locale also has the article as a file, the file is used.
pub(super) fn add(
    sources: &dyn Sources,
    config: &Config,
    content: &mut Content,
    depth: Depth,
) -> Vec<Diagnostic> {
    let options = library_options(config);
    let source = &options.source;
    let catalogs = catalogs(sources, source);
    let Some(originals) = content.locales.iter().find(|content| content.locale == *source) else {
        return Vec::new();
    };
    let segmenter = Segmenter::of(source);
    let sentences = depth.sentences(segmenter);
    let job = ComposeJob { sources, segmenter, sentences, word_files: word_files(sources), options, depth };
    let jobs: Vec<(&String, &ArticleText, &BTreeMap<Locale, SourcePath>)> =
        originals.articles.iter().filter_map(|(key, text)| Some((key, text, catalogs.get(key)?))).collect();
    let made: Vec<Vec<(Locale, String, Checked<ArticleText>)>> =
        jobs.into_par_iter().map(|(key, text, catalogs)| job.article(key, text, catalogs)).collect();
    let mut diagnostics = Vec::new();
    for locale in catalogs.values().flat_map(BTreeMap::keys) {
        if content.locales.iter().all(|content| content.locale != *locale) {
            content.locales.push(LocaleContent { locale: locale.clone(), articles: Vec::new() });
        }
    }
    let files: FxHashSet<(Locale, String)> = content
        .locales
        .iter()
        .flat_map(|content| content.articles.iter().map(|(key, _)| (content.locale.clone(), key.clone())))
        .collect();
    for (locale, key, text) in made.into_iter().flatten() {
        let home = content.locales.iter_mut().find(|content| content.locale == locale);
        let id = (locale, key);
        let Some(home) = home else { continue };
        if files.contains(&id) {
            let message = format!("{} has the article `{}.md` as a file, which is shown instead", id.0, id.1);
            diagnostics.push(Diagnostic::at(Code::CatalogUnused, &text.value.summary.path, 0..0, message));
            continue;
        }
        let (_, key) = id;
        home.articles.push((key, text.into_value(&mut diagnostics)));
    }
    diagnostics
}

/// True where some catalog composes a version from one of these files, or would if its text allowed that.
pub(super) fn compose_from_any(sources: &dyn Sources, config: &Config, files: &[SourcePath]) -> bool {
    let source = library_options(config).source;
    let catalogs = catalogs(sources, &source);
    files.iter().filter_map(|file| file.path.split_once('/')).any(|(folder, rest)| {
        let key = article_key(rest).unwrap_or_default();
        Locale::parse(folder).as_ref() == Some(&source) && catalogs.contains_key(key)
    })
}

/// The unit catalogs of all locales but the source.
fn catalogs(sources: &dyn Sources, source: &Locale) -> Catalogs {
    let mut catalogs = Catalogs::new();
    for path in sources.files(Root::Locales) {
        let Some((folder, rest)) = path.path.split_once('/') else { continue };
        let key = rest.strip_prefix("articles/").and_then(|rest| rest.strip_suffix(".ftl"));
        if let (Some(key), Some(locale)) = (key, Locale::parse(folder))
            && locale != *source
        {
            catalogs.entry(key.to_owned()).or_default().insert(locale, path.clone());
        }
    }
    catalogs
}

struct ComposeJob<'a> {
    sources: &'a dyn Sources,
    /// The source locale and the fallback chains that the configuration sets.
    options: LibraryOptions,
    /// The site's own message files, whose terms catalogs may refer to.
    word_files: Vec<(String, SourcePath)>,
    segmenter: Segmenter,
    sentences: Sentences,
    depth: Depth,
}

impl ComposeJob<'_> {
    /// The versions of one article that are composed from its catalogs.
    fn article(
        &self,
        key: &str,
        original: &ArticleText,
        catalogs: &BTreeMap<Locale, SourcePath>,
    ) -> Vec<(Locale, String, Checked<ArticleText>)> {
        let Some(text) = original.text(self.sources) else { return Vec::new() };
        let article = Article::parse(&original.summary.path, &text, original.summary.origin).value;
        let units = units_of(&article, &self.segmenter);
        let available: Vec<Locale> = catalogs.keys().cloned().collect();
        let mut versions = Vec::new();
        for (locale, path) in catalogs {
            let chain = self.options.chain(locale, &available);
            let mut diagnostics = Vec::new();
            let levels: Vec<CatalogLevel> = chain
                .iter()
                .filter_map(|level| {
                    self.level(level, catalogs.get(level)?, level == locale, &mut diagnostics)
                })
                .collect();
            let Some(composed) = compose(&article, &self.options.source, &units, &levels) else { continue };
            let text = self.text(path, composed.into_value(&mut diagnostics));
            versions.push((locale.clone(), key.to_owned(), Checked { value: text, diagnostics }));
        }
        versions
    }

    /// The text of a composed article. Sentences that come from another locale's catalog count as not translated.
    fn text(&self, path: &SourcePath, composed: Composed) -> ArticleText {
        let article = Article::parse_composed(path, &composed.text);
        let summary = match self.depth {
            Depth::Whole => article.summary().value,
            Depth::Sentences => article.bare_summary(),
        };
        let mut details = self.sentences.details(&article, &summary);
        for sentence in &mut details.sentences {
            let unit = sentence.unit.and_then(|unit| composed.units.get(unit as usize));
            sentence.unit = sentence.unit.filter(|_| unit.is_some_and(|unit| unit.foreign.is_none()));
        }
        ArticleText::new(summary, TextDetails { composed: Some(composed), ..details })
    }

    fn level(
        &self,
        locale: &Locale,
        path: &SourcePath,
        is_own: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<CatalogLevel> {
        let bytes = self.sources.read(path).bytes()?;
        let checked = strings::parse(path, &bytes);
        if is_own {
            diagnostics.extend(checked.diagnostics);
        }
        let entries = catalog::parse(&text_of(&bytes));
        if is_own {
            diagnostics.extend(self.untranslated(locale, path, &entries, &checked.value));
        }
        let refers = entries.iter().any(|entry| entry.refers);
        let resource = checked.value;
        let strings = refers.then(|| self.strings(locale, Arc::clone(&resource)));
        let text = |entry: &catalog::CatalogEntry| match &strings {
            Some(strings) if entry.refers => {
                let displayed = strings.message(&entry.id, &MessageArgs::new(), Mode::Attribute);
                match displayed.problem {
                    None => Ok(displayed.text.replace('\n', " ")),
                    Some(problem) => Err(problem),
                }
            }
            _ => Ok(entry.text.clone()),
        };
        let (mut whole, mut texts) = (Vec::new(), Vec::new());
        for entry in entries {
            match text(&entry) {
                Ok(text) => {
                    texts.push(text);
                    whole.push(entry);
                }
                // A translation that cannot be displayed counts as missing.
                Err(problem) if is_own => {
                    let span = resource.entry(&entry.id).map(|entry| entry.span).unwrap_or_default();
                    diagnostics.push(unusable(path, span, &entry.id, &problem));
                }
                Err(_) => {}
            }
        }
        Some(CatalogLevel::new(locale.clone(), path.clone(), resource, whole, texts))
    }

    /// The report of sentences that repeat their source.
    fn untranslated(
        &self,
        locale: &Locale,
        path: &SourcePath,
        entries: &[catalog::CatalogEntry],
        places: &Resource,
    ) -> Option<Diagnostic> {
        if reads_alike(locale, &self.options.source) {
            return None;
        }
        let copied: Vec<Span> = entries
            .iter()
            .filter(|entry| entry.is_copied())
            .filter_map(|entry| Some(places.entry(&entry.id)?.span))
            .collect();
        let help =
            "translate them, or confirm that they are right by a line `# State: translated` above them";
        Some(untranslated::report(path, copied.first().copied()?, copied.len()).help(help))
    }

    /// The catalog layered over the locale's own messages, so that it can use their terms.
    fn strings(&self, locale: &Locale, catalog: Arc<Resource>) -> Strings {
        let of_locale = |step: &Locale| -> Vec<Arc<Resource>> {
            let own =
                self.word_files.iter().filter(|(folder, _)| Locale::parse(folder).as_ref() == Some(step));
            own.filter_map(|(_, path)| Some(strings::parse(path, &self.sources.read(path).bytes()?).value))
                .collect()
        };
        let available: Vec<Locale> =
            self.word_files.iter().filter_map(|(folder, _)| Locale::parse(folder)).collect();
        let steps = self.options.chain(locale, &available).into_iter().chain([self.options.source.clone()]);
        let mut levels: Vec<(Locale, Vec<Arc<Resource>>)> =
            steps.map(|step| (step.clone(), of_locale(&step))).collect();
        if let Some((_, own)) = levels.first_mut() {
            own.push(catalog);
        }
        Strings::new(locale, &levels)
    }
}

fn unusable(path: &SourcePath, span: Span, id: &str, problem: &StringProblem) -> Diagnostic {
    let reason = match problem {
        StringProblem::Missing => "it is not there",
        StringProblem::Invalid(reason) => reason.as_str(),
    };
    let message = format!("the translation `{id}` cannot be displayed: {reason}");
    let mut diagnostic = Diagnostic::at(Code::StringInvalid, path, span, message)
        .help("define the term in a Fluent file of the locale or of the source locale");
    diagnostic.severity = Severity::Warning;
    diagnostic
}
