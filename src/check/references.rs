//! Owns the check that every link, image, include and snippet has a target, in exactly the written spelling.

use std::cell::Cell;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::name_index::NameIndex;
use crate::diagnostics::{Code, Diagnostic, OFFERS_A_FILE, nearest};
use crate::library::{ArticleId, LocaleId};
use crate::parse::article::{Side, Summary};
use crate::parse::markdown::outline::Reference;
use crate::plan::includes::MOST_INCLUDED;
use crate::plan::links::LinkTarget;
use crate::plan::site::Plan;
use crate::theme::media::is_publishable;

/// Checks the references of every file once, in the file's locale.
pub(super) fn check(plan: &Plan) -> Vec<Diagnostic> {
    let names = SiteNames::new(plan);
    (0..plan.library.articles.len())
        .into_par_iter()
        .flat_map_iter(|article| check_versions(&names, article))
        .collect()
}

/// The names that missing paths could have been meant for, indexed on the first missing path.
struct SiteNames<'a> {
    plan: &'a Plan,
    articles: OnceLock<NameIndex<'a>>,
    files: OnceLock<NameIndex<'a>>,
}

impl<'a> SiteNames<'a> {
    fn new(plan: &'a Plan) -> Self {
        Self { plan, articles: OnceLock::new(), files: OnceLock::new() }
    }

    fn articles(&self) -> &NameIndex<'a> {
        self.articles.get_or_init(|| NameIndex::new(self.plan.links.keys()))
    }

    fn files(&self) -> &NameIndex<'a> {
        self.files.get_or_init(|| NameIndex::new(self.plan.media.names()))
    }
}

/// Checks the references of one article's files.
pub(super) fn check_article(plan: &Plan, article: ArticleId) -> Vec<Diagnostic> {
    check_versions(&SiteNames::new(plan), article)
}

fn check_versions(names: &SiteNames<'_>, article: ArticleId) -> Vec<Diagnostic> {
    let plan = names.plan;
    let versions = plan.library.articles[article].versions.iter().enumerate();
    // A reconstructed source is left out: it repeats the references of the file that it came from.
    let own = versions.filter_map(|(locale, version)| Some((locale, version.as_ref()?)));
    own.filter(|(_, version)| version.side == Side::Target)
        .flat_map(|(locale, version)| check_file(names, article, locale, &version.summary))
        .collect()
}

fn check_file(
    names: &SiteNames<'_>,
    article: ArticleId,
    locale: LocaleId,
    summary: &Summary,
) -> Vec<Diagnostic> {
    let anchors_missing = Cell::new(0);
    let check = ReferenceCheck { names, plan: names.plan, article, locale, summary, anchors_missing };
    let outline = &summary.outline;
    let links = outline.links.iter().filter_map(|link| check.link(link));
    let images = outline.images.iter().filter_map(|image| check.image(image));
    let includes = outline.includes.iter().filter_map(|include| check.include(include));
    let snippets = outline.snippets.iter().filter_map(|snippet| check.snippet(snippet));
    let spaced = outline.spaced_files.iter().filter_map(|file| check.spaced(file));
    links.chain(images).chain(includes).chain(snippets).chain(spaced).collect()
}

struct ReferenceCheck<'a, 'p> {
    names: &'a SiteNames<'p>,
    plan: &'a Plan,
    article: ArticleId,
    locale: LocaleId,
    summary: &'a Summary,
    /// How many anchors of this file were not found so far.
    anchors_missing: Cell<usize>,
}

impl ReferenceCheck<'_, '_> {
    fn link(&self, link: &Reference) -> Option<Diagnostic> {
        match self.plan.resolve_link(&link.target, self.article, self.locale, self.locale) {
            LinkTarget::Article { article, fragment, case_differs } => {
                let missing = fragment.and_then(|fragment| self.anchor(link, article, &fragment));
                missing.or_else(|| {
                    case_differs.then(|| self.case(link, &self.plan.library.articles[article].key))
                })
            }
            LinkTarget::Fragment(fragment) => self.anchor(link, self.article, &fragment),
            LinkTarget::File(found) if found.case_differs => Some(self.case(link, &found.path.path)),
            LinkTarget::File(found) if !is_publishable(&found.path) => Some(self.report(
                Code::UrlRefused,
                link,
                format!("files of the kind of `{}` are not published", link.target),
            )),
            LinkTarget::External(_) | LinkTarget::File(_) => None,
            LinkTarget::Refused => Some(self.report(
                Code::UrlRefused,
                link,
                format!("`{}` has a scheme that is not allowed", shortened(&link.target)),
            )),
            LinkTarget::Missing(key) => {
                Some(self.missing(Code::LinkTargetMissing, link, &key, self.names.articles()))
            }
        }
    }

    fn image(&self, image: &Reference) -> Option<Diagnostic> {
        if image.target.starts_with("data:image/") {
            return None;
        }
        match self.resolve(image) {
            LinkTarget::File(found) if found.case_differs => Some(self.case(image, &found.path.path)),
            LinkTarget::File(_) | LinkTarget::External(_) => None,
            LinkTarget::Refused => Some(self.report(
                Code::UrlRefused,
                image,
                format!("`{}` has a scheme that is not allowed", shortened(&image.target)),
            )),
            LinkTarget::Missing(key) => {
                Some(self.missing(Code::ImageMissing, image, &key, self.names.files()))
            }
            LinkTarget::Article { .. } | LinkTarget::Fragment(_) => {
                Some(self.report(Code::ImageMissing, image, format!("`{}` is not an image", image.target)))
            }
        }
    }

    /// A file in parentheses that is there was meant as an address; any other text is what it says.
    fn spaced(&self, file: &Reference) -> Option<Diagnostic> {
        let (LinkTarget::Article { .. } | LinkTarget::File(_)) = self.resolve(file) else { return None };
        let message = "an address with a space in it is text, so this file is not linked";
        let offer = format!("write `<{}>` in the parentheses", shortened(&file.target));
        Some(self.report(Code::LinkSpace, file, message).help(offer))
    }

    fn include(&self, include: &Reference) -> Option<Diagnostic> {
        match self.resolve(include) {
            LinkTarget::Article { article, .. } if article == self.article => {
                Some(self.report(Code::IncludeCycle, include, "the article includes itself"))
            }
            LinkTarget::Article { article, .. } if self.plan.too_large[article] => {
                let message = format!(
                    "more than {MOST_INCLUDED} other articles come in with what is included here, so it is left out"
                );
                Some(self.report(Code::IncludeTooLarge, include, message))
            }
            LinkTarget::Article { article, .. } => {
                let path = self.path_back(article)?;
                let message = format!("what is included here leads back to this article: {path}");
                Some(self.report(Code::IncludeCycle, include, message))
            }
            _ => Some(self.missing(Code::IncludeMissing, include, &include.target, self.names.articles())),
        }
    }

    fn snippet(&self, snippet: &Reference) -> Option<Diagnostic> {
        match self.resolve(snippet) {
            LinkTarget::File(found) if found.case_differs => Some(self.case(snippet, &found.path.path)),
            LinkTarget::File(_) => None,
            _ => {
                let names = self.names.files();
                Some(self.missing(Code::IncludeMissing, snippet, &snippet.target, names))
            }
        }
    }

    /// The chain of articles through which an included article includes this one, in the versions displayed in this locale.
    fn path_back(&self, included: ArticleId) -> Option<String> {
        // No more articles than may come in are looked at: a longer way is no way that a page takes.
        let mut before = FxHashMap::from_iter([(included, included)]);
        let mut open = vec![included];
        while let Some(at) = open.pop() {
            let Some(displayed) = self.plan.library.displayed(at, self.locale) else { continue };
            for next in &displayed.version.outline().includes {
                let target = self.plan.resolve(&next.target, at, self.locale, displayed.locale);
                let LinkTarget::Article { article: next, .. } = target else { continue };
                if next == self.article {
                    return Some(self.path_to(at, included, &before));
                }
                if before.len() <= MOST_INCLUDED && !before.contains_key(&next) {
                    before.insert(next, at);
                    open.push(next);
                }
            }
        }
        None
    }

    /// `a` → `b`: the articles from the first to the last, each by the one before it.
    fn path_to(&self, last: ArticleId, first: ArticleId, before: &FxHashMap<ArticleId, ArticleId>) -> String {
        let mut path = vec![last];
        let mut at = last;
        while at != first {
            at = before.get(&at).copied().unwrap_or(first);
            path.push(at);
        }
        let key = |article: &ArticleId| format!("`{}`", self.plan.library.articles[*article].key);
        path.iter().rev().map(key).collect::<Vec<_>>().join(" → ")
    }

    fn anchor(&self, link: &Reference, article: ArticleId, fragment: &str) -> Option<Diagnostic> {
        let displayed = self.plan.library.displayed(article, self.locale)?;
        let outline = displayed.version.outline();
        if fragment.is_empty() || outline.resolve_fragment(fragment).is_some() {
            return None;
        }
        let diagnostic =
            self.report(Code::LinkAnchorMissing, link, format!("the page has no anchor `{fragment}`"));
        let number = self.anchors_missing.replace(self.anchors_missing.get() + 1);
        let ids = outline.headings.iter().filter(|_| number < OFFERS_A_FILE);
        let ids = ids.map(|heading| heading.id.as_str());
        Some(offer(diagnostic, nearest(fragment, ids)))
    }

    fn missing(&self, code: Code, reference: &Reference, key: &str, names: &NameIndex<'_>) -> Diagnostic {
        if reference.target.is_empty() {
            return self.report(code, reference, "the address is empty");
        }
        let diagnostic =
            self.report(code, reference, format!("there is no `{}` in any locale", shortened(key)));
        offer(diagnostic, names.nearest(key))
    }

    fn case(&self, reference: &Reference, name: &str) -> Diagnostic {
        self.report(Code::LinkCaseDiffers, reference, format!("the file is named `{name}`, in other letters"))
    }

    fn resolve(&self, reference: &Reference) -> LinkTarget {
        self.plan.resolve(&reference.target, self.article, self.locale, self.locale)
    }

    fn report(&self, code: Code, reference: &Reference, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(code, &self.summary.path, reference.place.clone(), message)
            .about(shortened(&reference.target))
    }
}

fn offer(diagnostic: Diagnostic, name: Option<&str>) -> Diagnostic {
    match name {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic,
    }
}

/// A target shortened to 80 characters: a `data:` URL can hold a whole picture.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
