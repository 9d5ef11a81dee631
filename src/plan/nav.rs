//! Owns the sections: topics as a tree, with their articles in reading order. A topic is a folder of content, or what front matter names.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::library::{ArticleId, Library};

use super::claims::OF_SITE;
use super::slug::path_slug;

/// A section's place in [`Nav::sections`].
pub(crate) type SectionId = usize;

/// All sections; the first is the root.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nav {
    /// A section before those below it.
    pub sections: Vec<Section>,
    /// The section of each article.
    pub section_of: Vec<SectionId>,
}

/// A topic: a folder of articles, or those whose front matter names it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    /// The folder below a locale's, or the topic as front matter names it; empty at the root.
    pub folder: String,
    /// Its URL path below a locale's.
    pub slug: String,
    /// The section above; the root is above itself.
    pub parent: SectionId,
    /// The sections directly below, by the weight of what introduces them and then by folder.
    pub children: Vec<SectionId>,
    /// Its own articles, by weight and then by file name: the same order in every locale.
    pub articles: Vec<ArticleId>,
    /// Its articles and those of all sections below.
    pub total: usize,
    /// The article that introduces it: `index.md` in its folder.
    pub index: Option<ArticleId>,
}

impl Nav {
    /// Finds the sections. `topic` is the key of front matter that names an article's section; without it, that is its folder.
    pub(crate) fn plan(library: &Library, topic: &str) -> Self {
        let mut nav = Self { sections: vec![Section::default()], section_of: Vec::new() };
        let mut known = BTreeMap::from([(String::new(), 0)]);
        let introductions = introductions(library);
        for (article, entry) in library.articles.iter().enumerate() {
            let (folder, name) = entry.key.rsplit_once('/').unwrap_or(("", &entry.key));
            // What introduces a folder stays in it: `index.md` there, or `NAME.md` beside the folder `NAME`.
            let introduced =
                introductions.contains(&article).then_some(if name == "index" { folder } else { &entry.key });
            let named = if introduced.is_some() { None } else { named_topic(library, article, topic) };
            let section = nav.section(introduced.or(named.as_deref()).unwrap_or(folder), &mut known);
            nav.section_of.push(section);
            match introduced {
                Some(_) if nav.sections[section].index.is_none() => {
                    nav.sections[section].index = Some(article)
                }
                _ => nav.sections[section].articles.push(article),
            }
            nav.count_up(section);
        }
        for section in &mut nav.sections {
            section.articles.sort_by_key(|article| weight(library, *article));
        }
        let weights: Vec<i64> = nav.sections.iter().map(|section| section_weight(library, section)).collect();
        for section in &mut nav.sections {
            section.children.sort_by_key(|child| weights[*child]);
        }
        nav
    }

    /// The section that an article introduces.
    pub(crate) fn introduced_by(&self, article: ArticleId) -> Option<SectionId> {
        let section = self.section_of[article];
        (self.sections[section].index == Some(article)).then_some(section)
    }

    /// The sections above one, from the topmost, without the root and itself.
    pub(crate) fn above(&self, section: SectionId) -> Vec<SectionId> {
        let mut above = Vec::new();
        let mut at = section;
        while at != 0 {
            at = self.sections[at].parent;
            if at != 0 {
                above.push(at);
            }
        }
        above.reverse();
        above
    }

    fn section(&mut self, folder: &str, known: &mut BTreeMap<String, SectionId>) -> SectionId {
        // Names with the same URL are one section.
        let slug = if folder.is_empty() { String::new() } else { section_slug(folder) };
        if let Some(section) = known.get(&slug) {
            return *section;
        }
        let parent = self.section(folder.rsplit_once('/').map_or("", |(parent, _)| parent), known);
        let section = self.sections.len();
        known.insert(slug.clone(), section);
        self.sections.push(Section { folder: folder.to_owned(), slug, parent, ..Section::default() });
        self.sections[parent].children.push(section);
        section
    }

    fn count_up(&mut self, section: SectionId) {
        let mut at = section;
        loop {
            self.sections[at].total += 1;
            if at == 0 {
                return;
            }
            at = self.sections[at].parent;
        }
    }
}

/// True for the path of a file that is made to be a part of others: below a folder `includes`, or with a name or folder that begins
/// with `_`, but for the names that other tools give the page of a folder.
pub(crate) fn is_part(key: &str) -> bool {
    let mut parts = key.split('/').rev();
    let is_private = |name: &str| name.starts_with('_') && name != "_index";
    let name = parts.next().unwrap_or_default();
    is_private(name) || parts.any(|folder| is_private(folder) || folder.eq_ignore_ascii_case("includes"))
}

/// The slug of a section; the site's own pages keep theirs.
pub(crate) fn section_slug(folder: &str) -> String {
    let slug = path_slug(folder, None);
    if OF_SITE.contains(&slug.as_str()) { format!("{slug}-1") } else { slug }
}

/// The articles that introduce the folder in which they lie, or the one beside them that is named like them and has no `index.md`.
fn introductions(library: &Library) -> FxHashSet<ArticleId> {
    let keys = || library.articles.iter().map(|entry| entry.key.as_str());
    let folders: FxHashSet<String> =
        keys().filter_map(|key| key.rsplit_once('/')).map(|(folder, _)| path_slug(folder, None)).collect();
    let is_index = |key: &str| key == "index" || key.ends_with("/index");
    let with_index: FxHashSet<String> = keys()
        .filter(|key| is_index(key))
        .filter_map(|key| key.rsplit_once('/'))
        .map(|(folder, _)| path_slug(folder, None))
        .collect();
    let introduces = |key: &str| {
        is_index(key) || {
            let own = path_slug(key, None);
            folders.contains(&own) && !with_index.contains(&own)
        }
    };
    keys().enumerate().filter(|(_, key)| introduces(key)).map(|(article, _)| article).collect()
}

/// The weight of the article that introduces a section.
fn section_weight(library: &Library, section: &Section) -> i64 {
    section.index.map_or(i64::MAX, |index| weight(library, index))
}

/// The topic that the source's front matter names, without empty path segments.
fn named_topic(library: &Library, article: ArticleId, key: &str) -> Option<String> {
    let displayed = library.displayed(article, library.source)?;
    let written = displayed.version.summary.front_matter.params.get(key)?.as_str()?;
    let parts: Vec<&str> = written.split('/').map(str::trim).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The `weight` that the source gives an article; those without one come last, in order of file name.
fn weight(library: &Library, article: ArticleId) -> i64 {
    own_weight(library, article).unwrap_or(i64::MAX)
}

/// The `weight` that the source gives an article, if it does.
pub(crate) fn own_weight(library: &Library, article: ArticleId) -> Option<i64> {
    library.displayed(article, library.source)?.version.summary.front_matter.params.get("weight")?.as_i64()
}
