//! Holds the manual's page for theme authors to what templates really read: every value is documented, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::theme::context::{
    Alternate, ContentsEntry, Date, FeedbackForm, Language, LanguageLink, Link, Logo, Notice, PageKind,
    Recent, SectionCard, SectionNavContext, SiteContext,
};
use serde::Serialize;
use serde_json::Value;

use crate::theme::tests::samples::{assets, page};
use crate::theme::tests::words::SAMPLES;

type Contract = BTreeMap<String, BTreeSet<String>>;

/// The tables of the manual, by the name in the line above.
fn documented() -> Contract {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/en-US/reference/themes.md");
    let text = fs::read_to_string(path).unwrap();
    let mut contract = Contract::new();
    let mut part = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("What `").and_then(|line| line.strip_suffix("` holds:")) {
            part = Some(contract.entry(name.to_owned()).or_default());
        } else if let (Some(part), Some(row)) = (&mut part, line.strip_prefix("| `")) {
            let (name, rest) = row.split_once("` | ").unwrap();
            assert!(rest.trim_end_matches(" |").len() > 5, "{name} is not explained");
            assert!(part.insert(name.to_owned()), "{name} stands twice");
        }
    }
    contract
}

fn keys(value: &impl Serialize) -> BTreeSet<String> {
    match serde_json::to_value(value).unwrap() {
        Value::Object(fields) => fields.keys().cloned().collect(),
        other => panic!("{other} is not read by name"),
    }
}

/// What is really there, taken from one value of each kind.
fn real() -> Contract {
    let text = String::new;
    let link = || Link { title: text(), url: text(), lang: None, dir: None, is_current: false };
    let language = || Language { tag: text(), dir: "ltr", autonym: text() };
    let date = || Date { iso: text(), text: text() };
    let feedback = || FeedbackForm { url: text(), method: "get" };
    let logo = || Logo { url: text(), width: None, height: None };
    let site = SiteContext {
        title: text(),
        root_url: text(),
        home_url: text(),
        search_url: text(),
        search_enabled: true,
        search_filters: text(),
        search_report: None,
        search_chain: text(),
        feed_url: None,
        feedback: None,
        policy: text(),
        logo: None,
        assets: assets().assets,
    };
    let nav = SectionNavContext { lang: text(), title: text(), url: text(), count: 0, articles: Vec::new() };
    let menu_entry = LanguageLink { language: language(), url: text(), current: true, translated: true };
    let notices = [
        Notice::Machine { date: None, source: None },
        Notice::Human { date: None, source: None },
        Notice::Fallback { language: language(), source: None },
        Notice::Stale { changed: 0, count: 0, source: None },
        Notice::Partial { translated: 3, count: 5 },
        Notice::Reconstructed,
        Notice::Draft,
    ];
    let card = SectionCard { title: text(), url: text(), count: 0, articles: Vec::new() };
    Contract::from(
        [
            ("page", keys(&page(&SAMPLES[0], PageKind::Article, "", ""))),
            ("site", keys(&site)),
            ("nav", keys(&nav)),
            ("link", keys(&link())),
            ("language", keys(&language())),
            ("language_link", keys(&menu_entry)),
            ("alternate", keys(&Alternate { hreflang: text(), url: text() })),
            ("entry", keys(&ContentsEntry { title: text(), id: text(), level: 2 })),
            ("notice", notices.iter().flat_map(keys).collect()),
            ("date", keys(&date())),
            ("card", keys(&card)),
            ("recent", keys(&Recent { link: link(), date: date() })),
            ("feedback", keys(&feedback())),
            ("logo", keys(&logo())),
            ("assets", keys(&assets().assets)),
        ]
        .map(|(name, keys)| (name.to_owned(), keys)),
    )
}

#[test]
fn the_manual_documents_exactly_what_templates_read() {
    let (documented, real) = (documented(), real());
    let names = |contract: &Contract| contract.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&documented), names(&real));
    for (name, keys) in &real {
        assert_eq!(&documented[name], keys, "content/en-US/reference/themes.md, `{name}`");
    }
}

#[test]
fn the_menu_and_the_kinds_are_what_the_manual_says() {
    let page = serde_json::to_value(page(&SAMPLES[0], PageKind::NotFound, "", "")).unwrap();
    let menu: Vec<&String> = page["languages"].as_object().unwrap().keys().collect();
    assert_eq!(menu, ["current", "translated", "untranslated"]);
    assert_eq!(page["kind"], "not-found");
}
