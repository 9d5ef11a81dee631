//! Owns the account of files: what lies in the content folder and is neither an article nor a file that a page can use.

use std::collections::{BTreeMap, BTreeSet};

use super::load::article_key;
use crate::diagnostics::flood::grouped;
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::Locale;
use crate::parse::config::Config;
use crate::plan::site::{Plan, last_part};
use crate::source::{Root, SourcePath, Sources};
use crate::theme::media::is_publishable;

/// Reports each kind of file that is passed over, with how many there are and the first of them; and locales, or a whole site, that
/// are left with nothing. Pictures and attachments that nothing refers to are no loss to readers, and are not counted.
pub(super) fn check(sources: &dyn Sources, config: &Config, plan: &Plan) -> Vec<Diagnostic> {
    let files = sources.files(Root::Content);
    let quoted = quoted_names(plan);
    let mut folders: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
    for file in &files {
        match file.path.split_once('/') {
            Some((folder, _)) if Locale::parse(folder).is_some() => {
                folders.entry(folder).or_default().push(file)
            }
            // What the name of its folder is not, is reported with the folder.
            Some(_) => {}
            // Where the site is its own content folder, other files lie beside the locales.
            None if config.paths.content == "." || is_publishable(file) => {}
            None => kinds.entry(kind(file)).or_default().push(file),
        }
    }
    let mut diagnostics = Vec::new();
    let catalogs = catalog_locales(sources);
    let is_article = |file: &&SourcePath| article_key(&file.path).is_some();
    let has_articles = folders.values().flatten().any(is_article);
    for (folder, files) in &folders {
        let is_translated = Locale::parse(folder).is_some_and(|locale| catalogs.contains(&locale));
        if !files.iter().any(is_article) && !is_translated && names_a_language(folder) && has_articles {
            diagnostics.push(empty_locale(folder, files));
            continue;
        }
        for file in files.iter().filter(|file| !is_article(file)) {
            if !is_publishable(file) && !quoted.contains(&file.file_name().to_lowercase()) {
                kinds.entry(kind(file)).or_default().push(file);
            }
        }
    }
    diagnostics.extend(kinds.iter().map(|(kind, files)| passed_over(kind, files)));
    if !has_articles {
        diagnostics.push(empty_site(&files));
    } else if let Some(diagnostic) = empty_source(config, plan) {
        diagnostics.push(diagnostic);
    } else {
        diagnostics.extend(unused_settings(config, plan));
        diagnostics.extend(unused_strings(sources, plan));
    }
    diagnostics
}

/// The names of files that articles quote lines of, in small letters.
fn quoted_names(plan: &Plan) -> BTreeSet<String> {
    let versions = plan.library.articles.iter().flat_map(|article| article.versions.iter().flatten());
    versions
        .flat_map(|version| &version.outline().snippets)
        .map(|snippet| last_part(&snippet.target))
        .collect()
}

/// The locales that have unit catalogs.
fn catalog_locales(sources: &dyn Sources) -> BTreeSet<Locale> {
    let of = |path: &SourcePath| {
        let (folder, rest) = path.path.split_once('/')?;
        rest.starts_with("articles/").then(|| Locale::parse(folder))?
    };
    sources.files(Root::Locales).iter().filter_map(of).collect()
}

/// Stricter than the form of a tag: `img`, `js-x` and `assets` have that form too.
fn names_a_language(folder: &str) -> bool {
    let language = folder.split(['-', '_']).next().unwrap_or_default();
    language.len() == 2 || (language.len() == 3 && folder.len() > 3)
}

/// The extension with its dot in small letters; the whole name where there is none.
fn kind(file: &SourcePath) -> String {
    let name = file.file_name();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.is_empty() => {
            format!(".{}", extension.to_lowercase())
        }
        _ => name.to_owned(),
    }
}

fn amount(kind: &str, files: &[&SourcePath]) -> String {
    match files.len() {
        1 => format!("1 `{kind}` file"),
        count => format!("{} `{kind}` files", grouped(count)),
    }
}

fn passed_over(kind: &str, files: &[&SourcePath]) -> Diagnostic {
    let Some(first) = files.first() else { return Diagnostic::of_site(Code::FilesPassedOver, kind) };
    let is = if files.len() == 1 { "is" } else { "are" };
    let (why, help) = if article_key(&first.path).is_some() {
        ("in no locale's folder", "move each into a folder named by its language, such as `en-US`")
    } else {
        (
            "no article format, nor a file that pages can offer",
            "write articles as `.md` or `.markdown`, or move what is no article out of the folder",
        )
    };
    let message = format!("{} {is} passed over: {why}", amount(kind, files));
    Diagnostic::at(Code::FilesPassedOver, first, 0..0, message).help(help)
}

fn empty_locale(folder: &str, files: &[&SourcePath]) -> Diagnostic {
    let mut kinds: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
    files.iter().for_each(|file| kinds.entry(kind(file)).or_default().push(file));
    let listed: Vec<String> = kinds.iter().take(4).map(|(kind, files)| amount(kind, files)).collect();
    let message =
        format!("`{folder}` holds no article, so there is no such locale; it holds {}", listed.join(", "));
    let first = files.first().copied().cloned().unwrap_or_else(|| SourcePath::new(Root::Content, folder));
    Diagnostic::at(Code::LocaleEmpty, &first, 0..0, message).help(
        "articles are `.md` or `.markdown` files; take the folder out of the content if it is no language",
    )
}

/// Reports a source locale without articles: nothing would be compared with anything.
fn empty_source(config: &Config, plan: &Plan) -> Option<Diagnostic> {
    let library = &plan.library;
    if library.articles.iter().any(|article| article.versions[library.source].is_some()) {
        return None;
    }
    let has_articles =
        |locale: usize| library.articles.iter().any(|article| article.versions[locale].is_some());
    let tags = (0..library.locales.len()).filter(|locale| has_articles(*locale));
    let mut tags: Vec<&str> = tags.map(|locale| library.locales[locale].tag()).collect();
    tags.sort_unstable();
    let (last, others) = tags.split_last()?;
    let listed =
        if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) };
    let source = &config.site.source_locale;
    let message = format!("the source locale `{source}` has no article; there are articles in {listed}");
    Some(
        config
            .report_at("site.source-locale", Code::SourceLocaleEmpty, message)
            .help("write `source-locale` with one of these below `[site]` in hexapla.toml"),
    )
}

/// Reports settings of locales that the site does not have.
fn unused_settings(config: &Config, plan: &Plan) -> Vec<Diagnostic> {
    let has = |locale: &Locale| plan.library.locales.contains(locale);
    let unused = config.locales.keys().filter(|tag| Locale::parse(tag).is_some_and(|locale| !has(&locale)));
    let report = |tag: &String| {
        let message = format!("the site has no locale `{tag}`, so these settings have no effect");
        config.report_at(&format!("locales.{tag}"), Code::LocaleUnused, message).help(locales_of(plan))
    };
    unused.map(report).collect()
}

/// Reports the first file of strings of each locale that the site does not have, and of which no other locale of its language could
/// take them. Those of the interface may be there for all languages.
fn unused_strings(sources: &dyn Sources, plan: &Plan) -> Vec<Diagnostic> {
    let locales = &plan.library.locales;
    let mut first: BTreeMap<String, SourcePath> = BTreeMap::new();
    let is_string = |file: &SourcePath| file.path.ends_with(".ftl") && file.file_name() != "hexapla.ftl";
    for file in sources.files(Root::Locales).into_iter().filter(is_string) {
        let name = file.path.split('/').next().unwrap_or_default().to_owned();
        let is_folder = file.path.contains('/');
        let is_near = |locale: &Locale| locales.iter().any(|own| own.language() == locale.language());
        if !is_folder || !Locale::parse(&name).is_some_and(|locale| is_near(&locale)) {
            first.entry(name).or_insert(file);
        }
    }
    let report = |(name, file): (String, SourcePath)| {
        let message = match file.path.contains('/') {
            true => format!("the site has no locale `{name}`, so its strings are not used"),
            false => "this file lies in no locale's folder, so it is not used".to_owned(),
        };
        Diagnostic::at(Code::LocaleUnused, &file, 0..0, message).help(locales_of(plan))
    };
    first.into_iter().map(report).collect()
}

fn locales_of(plan: &Plan) -> String {
    let tags: Vec<&str> = plan.library.locales.iter().map(Locale::tag).collect();
    format!("the locales of the site are {}", tags.join(", "))
}

fn empty_site(files: &[SourcePath]) -> Diagnostic {
    let message = match files.len() {
        0 => "the site has no article: its content folder is empty".to_owned(),
        count => format!("the site has no article among the {} files of its content folder", grouped(count)),
    };
    Diagnostic::of_site(Code::SiteEmpty, message)
        .help("an article is a `.md` or `.markdown` file in a folder named by its language, such as `content/en-US/welcome.md`")
}
