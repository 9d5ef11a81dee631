//! Holds what is true of every site: the same bytes on any number of threads, no link that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use percent_encoding::percent_decode_str;

use crate::fixture::{self, Built, Site, is_redirect};

fn sites() -> Vec<(String, Site)> {
    let fixtures = fixture::all().into_iter().map(|(name, folder)| (name, Site::read(&folder)));
    fixtures.chain([("the manual".to_owned(), fixture::manual())]).collect()
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, many) = (pool(1), pool(7));
    for (name, site) in sites() {
        let first = one.install(|| site.build());
        let second = many.install(|| site.build());
        assert_eq!(first.told, second.told, "{name}");
        assert_eq!(first.report.counts, second.report.counts, "{name}");
        assert!(first.files == second.files, "{name}: {:?}", differing(&first, &second));
    }
}

fn differing<'a>(first: &'a Built, second: &Built) -> Vec<&'a String> {
    first
        .files
        .iter()
        .filter(|(path, bytes)| second.files.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn counts_are_what_was_written() {
    for (name, site) in sites() {
        let built = site.build();
        if built.report.unusable {
            continue;
        }
        assert_eq!(built.report.counts.files, built.files.len(), "{name}");
        let bytes: usize = built.files.values().map(Vec::len).sum();
        assert_eq!(built.report.counts.bytes, bytes as u64, "{name}");
        let pages = built.pages().filter(|(_, html)| !is_redirect(html));
        assert_eq!(built.report.counts.pages, pages.count(), "{name}");
    }
}

/// What a page holds for others and wants of others.
#[derive(Default)]
struct Page {
    ids: Vec<String>,
    wants: Vec<String>,
}

fn page_of(text: &str) -> Page {
    let dom = parse_document(RcDom::default(), Default::default()).one(text);
    let mut page = Page::default();
    collect(&dom.document, &mut page);
    page
}

fn collect(node: &Handle, page: &mut Page) {
    if let NodeData::Element { attrs, .. } = &node.data {
        for attribute in attrs.borrow().iter() {
            match &*attribute.name.local {
                "id" => page.ids.push(attribute.value.to_string()),
                "href" | "src" | "action" => page.wants.push(attribute.value.to_string()),
                _ => {}
            }
        }
    }
    for child in node.children.borrow().iter() {
        collect(child, page);
    }
}

/// Everything of a built site that leads nowhere inside it.
fn dangling(built: &Built, base: Option<&str>) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = built.pages().map(|(path, text)| (path, page_of(text))).collect();
    let mut dangling = Vec::new();
    for (path, page) in &pages {
        for want in &page.wants {
            if !leads_somewhere(built, &pages, path, want, base) {
                dangling.push(format!("{path}: {want}"));
            }
        }
    }
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let addresses = text.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap());
        let alternates = text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for address in addresses.chain(alternates) {
            if !leads_somewhere(built, &pages, path, address, base) {
                dangling.push(format!("{path}: {address}"));
            }
        }
    }
    dangling
}

fn leads_somewhere(
    built: &Built,
    pages: &BTreeMap<&str, Page>,
    from: &str,
    address: &str,
    base: Option<&str>,
) -> bool {
    let address = base.and_then(|base| address.strip_prefix(base)).unwrap_or(address);
    if let Some(fragment) = address.strip_prefix('#') {
        return fragment.is_empty() || has_id(&pages[from], fragment);
    }
    if address.contains(':') || address.starts_with("//") {
        return true;
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
    let path = percent_decode_str(path).decode_utf8().unwrap();
    let Some(path) = from_root(from, &path) else { return false };
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let there = built.files.contains_key(&path);
    there && fragment.is_none_or(|fragment| pages.get(&*path).is_some_and(|page| has_id(page, fragment)))
}

/// An address in a page as the path from the root of the site; nothing where it leads out of it.
fn from_root(page: &str, address: &str) -> Option<String> {
    if let Some(path) = address.strip_prefix('/') {
        return Some(path.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            _ => parts.push(part),
        }
    }
    let folder =
        if address.ends_with("./") && parts.last().is_some_and(|last| !last.is_empty()) { "/" } else { "" };
    Some(parts.join("/") + folder)
}

fn has_id(page: &Page, fragment: &str) -> bool {
    let decoded = percent_decode_str(fragment).decode_utf8_lossy();
    page.ids.iter().any(|id| *id == fragment || *id == decoded)
}

#[test]
fn every_link_anchor_picture_and_alternate_leads_somewhere() {
    let mut all = Vec::new();
    let mut links = 0;
    for (name, site) in sites() {
        let built = site.build();
        if built.report.unusable {
            continue;
        }
        links += built.pages().map(|(_, text)| page_of(text).wants.len()).sum::<usize>();
        let base = site.config.site.base_url.as_deref();
        all.extend(dangling(&built, base).into_iter().map(|each| format!("{name}: {each}")));
    }
    println!("{links} links, {} lead nowhere", all.len());
    assert!(links > 10_000);
    assert!(all.is_empty(), "{} lead nowhere:\n{}", all.len(), all.join("\n"));
}

/// Pages on which an included article repeats the ids of its headings.
const REPEATED_IDS: [&str; 0] = [];

#[test]
fn an_id_stands_once_on_a_page() {
    let mut repeated = BTreeSet::new();
    for (name, site) in sites() {
        for (path, text) in site.build().pages() {
            let ids = page_of(text).ids;
            let unique: BTreeSet<&String> = ids.iter().collect();
            if unique.len() < ids.len() && !REPEATED_IDS.contains(&path) {
                repeated.insert(format!("{name}: {path}"));
            }
        }
    }
    assert!(repeated.is_empty(), "{repeated:#?}");
}

#[test]
fn alternates_name_each_other() {
    for (name, site) in sites() {
        let Some(base) = site.config.site.base_url.clone() else { continue };
        let built = site.build();
        let mut alternates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (path, text) in built.pages() {
            let links = text.split("<link rel=\"alternate\" hreflang=\"").skip(1);
            let urls: BTreeSet<String> = links
                .filter(|link| !link.starts_with("x-default"))
                .map(|link| link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
                .collect();
            let own = format!("{base}/{}", path.trim_end_matches("index.html"));
            assert!(
                urls.is_empty() || urls.contains(&own) || path == "index.html",
                "{name}: {path} leaves itself out"
            );
            alternates.insert(own, urls);
        }
        assert!(alternates.values().any(|urls| urls.len() > 1), "{name}");
        for (own, urls) in &alternates {
            for url in urls {
                let back = alternates.get(url).or_else(|| alternates.get(&decoded(url)));
                assert!(
                    back.is_some_and(|back| back == urls),
                    "{name}: {own} names {url}, which does not name it"
                );
            }
        }
    }
}

fn decoded(url: &str) -> String {
    percent_decode_str(url).decode_utf8_lossy().into_owned()
}

#[test]
fn every_generated_law_has_a_fixed_seed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files =
        ["src", "tests/it"].into_iter().flat_map(|folder| crate::fixture::files_below(&root.join(folder)));
    // Written in two halves, since this file is read too.
    let opening = concat!("proptest", "! {\n");
    let mut random = Vec::new();
    for file in files.filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let laws = text.split(opening).skip(1);
        let is_fixed = |law: &str| {
            law.trim_start()
                .strip_prefix("#![proptest_config(")
                .is_some_and(|config| config.starts_with("law"))
        };
        random.extend(laws.filter(|law| !is_fixed(law)).map(|_| file.display().to_string()));
    }
    assert!(random.is_empty(), "begin these laws with #![proptest_config(law(CASES))]: {random:#?}");
}
