//! Holds the house together: rooms by floor, no circles of files, one owner for each outside crate that shapes the design, and names that
//! mean one thing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use hexapla::{Code, PAGES};

use crate::fixture::files_below;
use crate::structure::{House, root};

/// The rooms by floor. A file imports from its own room or from a lower floor, never upward and never from another room of its floor.
const FLOORS: [(&str, usize); 20] = [
    ("source", 0),
    ("output", 1),
    ("locale", 1),
    ("diagnostics", 1),
    ("search", 2),
    ("parse", 2),
    ("units", 3),
    ("library", 4),
    ("messages", 4),
    ("catalogs", 5),
    ("plan", 6),
    ("status", 6),
    ("theme", 7),
    ("render", 8),
    ("check", 9),
    ("exports", 9),
    ("pipeline", 10),
    ("host", 11),
    ("dev_server", 12),
    ("cli", 13),
];

/// Outside crates that shape the design, and the only modules that may name them.
const OWNERS: [(&str, &[&str]); 8] = [
    ("icu_", &["locale", "plan::slug"]),
    ("tera", &["theme"]),
    ("fluent_bundle", &["parse::strings", "messages"]),
    ("fluent_syntax", &["parse::strings", "messages", "catalogs"]),
    (
        "pulldown_cmark",
        &[
            "parse",
            "units::segment",
            "messages::glossary",
            "catalogs::pseudo",
            "render::body",
            "render::pages::questions",
            "exports::markdown_export",
        ],
    ),
    ("rayon", &["pipeline", "check", "exports::search_documents"]),
    ("tokio", &["dev_server", "cli::serve"]),
    ("notify", &["dev_server"]),
];

/// Names that meant too much or too little; what they are called now stands behind them.
const RETIRED_TYPES: [(&str, &str); 34] = [
    ("Drawer", "Renderer"),
    ("World", "RenderContext"),
    ("Ground", "SiteFacts"),
    ("Surroundings", "BodyResolver"),
    ("Look", "Theme, Appearance"),
    ("Memory", "Cache"),
    ("KnownArticle", "CachedArticle"),
    ("KnownWords", "CachedStrings"),
    ("Prepared", "LoadedSite"),
    ("Studio", "DevSession"),
    ("Voice", "SessionEvents"),
    ("Pulse", "ReloadSignal"),
    ("Post", "EventSender"),
    ("Inbox", "EventQueue"),
    ("Shop", "HttpService"),
    ("Door", "RequestGuard"),
    ("Talk", "TerminalReporter"),
    ("Meter", "TerminalProgress"),
    ("Paper", "RenderOptions"),
    ("Opened", "SiteArgs"),
    ("Judging", "CheckArgs"),
    ("Place", "Location"),
    ("Point", "LineColumn"),
    ("Twin", "MarkdownExport, dark variant"),
    ("Slot", "QueryTerm"),
    ("Cover", "Matching"),
    ("Phrase", "Placeholder"),
    ("Reader", "ConfigReader, …"),
    ("Found", "SearchHit, …"),
    ("Entry", "CatalogEntry, …"),
    ("Form", "ExportFormat, …"),
    ("Run", "StarRun, …"),
    ("Target", "LinkTarget"),
    ("Asked", "Requested"),
];

/// The same of functions and files.
const RETIRED_NAMES: [(&str, &str); 30] = [
    ("told", "diagnostics"),
    ("tell", "report"),
    ("shown", "displayed, display_path"),
    ("say", "expand"),
    ("said", "expanded"),
    ("asked", "requested"),
    ("way", "relative_url"),
    ("address", "url"),
    ("kin", "similar"),
    ("alike", "same"),
    ("draw", "render"),
    ("world", "render_context"),
    ("ground", "site_facts"),
    ("forget", "invalidate"),
    ("doubt", "invalidate_all"),
    ("remembered", "translation_memory"),
    ("after", "update"),
    ("studio", "session"),
    ("inbox", "event_queue"),
    ("door", "request_guard"),
    ("meter", "progress"),
    ("twin", "markdown_export, dark_variant"),
    ("slot", "query_term"),
    ("cover", "matching"),
    ("siblings", "near_terms"),
    ("undo", "writer_repairs"),
    ("views", "page_views"),
    ("weave", "interleave"),
    ("listed", "indexing"),
    ("hosts", "hosting"),
];

/// Words of this code's own that a newcomer would have to decode, in comments and in messages.
const RETIRED_WORDS: [&str; 12] =
    ["told", "tell", "tells", "telling", "untold", "nobody", "kin", "dear", "dearer", "asked", "asks", "ask"];

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().find(|(name, _)| *name == room(module)).map(|(_, floor)| *floor)
}

#[test]
fn every_room_imports_from_lower_floors_alone() {
    let house = House::read();
    let mut upward = Vec::new();
    for (module, imports) in
        house.imports().into_iter().filter(|(module, _)| !module.is_empty() && *module != "fuzzing")
    {
        let own = floor(module);
        assert!(own.is_some(), "{module} stands on no floor: add its room to the list");
        let wrong = imports.iter().filter(|other| room(other) != room(module) && floor(other) >= own);
        upward.extend(wrong.map(|other| format!("{module} imports {other}")));
    }
    assert!(upward.is_empty(), "these imports lead upward:\n{}", upward.join("\n"));
}

#[test]
fn no_files_stand_in_a_circle() {
    let house = House::read();
    let circles = circles(&house.imports());
    assert!(circles.is_empty(), "these files import each other:\n{}", circles.join("\n"));
}

/// The circles of imports: in each, every file reaches every other.
fn circles(imports: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|module| (*module, reachable(module, imports))).collect();
    let in_circle = |module: &&str| reach[module].contains(*module);
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for module in imports.keys().filter(|module| in_circle(module)) {
        circles
            .insert(reach[module].iter().filter(|other| reach[*other].contains(*module)).copied().collect());
    }
    circles.into_iter().map(|circle| circle.join(", ")).collect()
}

fn reachable<'a>(from: &str, imports: &'a BTreeMap<&str, BTreeSet<String>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = imports[from].iter().map(String::as_str).collect();
    while let Some(module) = open.pop() {
        if found.insert(module) {
            open.extend(imports.get(module).into_iter().flatten().map(String::as_str));
        }
    }
    found
}

#[test]
fn circles_are_found() {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let imports =
        BTreeMap::from([("a", set(&["b"])), ("b", set(&["c"])), ("c", set(&["b"])), ("d", set(&["a"]))]);
    assert_eq!(circles(&imports), ["b, c"]);
}

#[test]
fn outside_crates_have_their_owners() {
    let house = House::read();
    let mut strangers = Vec::new();
    for (module, crates) in house.crates() {
        for (name, owners) in OWNERS {
            let is_owner = owners.iter().any(|owner| {
                module.strip_prefix(owner).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            });
            let is_named =
                crates.iter().any(|own| own == name || name.ends_with('_') && own.starts_with(name));
            if is_named && !is_owner {
                strangers.push(format!("{module} names {name}"));
            }
        }
    }
    assert!(strangers.is_empty(), "{}", strangers.join("\n"));
}

#[test]
fn architecture_prints_floors_and_owners_as_they_are() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (name, owners) in OWNERS {
        let owners: Vec<String> = owners.iter().map(|owner| format!("`{owner}`")).collect();
        let row = format!("| `{}` | {} |", name.trim_end_matches('_'), owners.join(", "));
        assert!(map.contains(&row), "ARCHITECTURE.md lacks the row\n{row}");
    }
    let mut at = 0;
    for (name, floor) in FLOORS {
        let row = format!("| {floor} | `{name}` |");
        let found = map[at..].find(&row);
        assert!(found.is_some(), "ARCHITECTURE.md lacks, in this order, the row\n{row}");
        at += found.unwrap_or_default();
    }
}

#[test]
fn type_names_are_unique_in_the_crate() {
    let house = House::read();
    let mut modules: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (module, names) in house.names() {
        names.types.into_iter().for_each(|name| modules.entry(name).or_default().push(module));
    }
    modules.retain(|_, modules| modules.len() > 1);
    assert!(modules.is_empty(), "these names mean several types: {modules:#?}");
}

#[test]
fn no_type_function_or_file_has_a_retired_name() {
    let house = House::read();
    let mut retired = Vec::new();
    for (module, names) in house.names() {
        let types = names.types.iter().filter_map(|name| better(&RETIRED_TYPES, name));
        let functions = names.functions.iter().filter_map(|name| better(&RETIRED_NAMES, name));
        let file = better(&RETIRED_NAMES, module.rsplit("::").next().unwrap_or_default());
        retired.extend(types.chain(functions).chain(file).map(|name| format!("{module}: {name}")));
    }
    assert!(retired.is_empty(), "{}", retired.join("\n"));
}

fn better(retired: &[(&str, &str)], name: &str) -> Option<String> {
    retired.iter().find(|(old, _)| *old == name).map(|(old, new)| format!("{old} is called {new}"))
}

#[test]
fn comments_and_messages_are_in_plain_words() {
    let house = House::read();
    let names = house.names();
    let mut odd = Vec::new();
    for (module, text) in &house.texts {
        for (number, line) in text.lines().enumerate() {
            let comment = line.split_once("//").map(|(_, comment)| comment);
            odd.extend(comment.and_then(retired_word).map(|word| format!("{module}:{}: {word}", number + 1)));
        }
        let texts = names[module.as_str()].texts.iter();
        odd.extend(
            texts.filter_map(|text| retired_word(text)).map(|word| format!("{module}: {word} in a message")),
        );
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

fn retired_word(text: &str) -> Option<&str> {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find(|word| RETIRED_WORDS.contains(&word.to_lowercase().as_str()))
}

#[test]
fn every_file_says_first_what_it_owns() {
    let house = House::read();
    let silent: Vec<&String> =
        house.texts.iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(module, _)| module).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_code_is_reported_somewhere() {
    let house = House::read();
    let elsewhere = house.texts.iter().filter(|(module, _)| *module != "diagnostics::codes");
    let elsewhere: String = elsewhere.map(|(_, text)| text.as_str()).collect();
    let unused: Vec<&str> = PAGES
        .iter()
        .filter(|page| !names_variant(&elsewhere, &format!("Code::{:?}", page.code)))
        .map(|page| page.name)
        .collect();
    assert!(unused.is_empty(), "nothing reports these codes: {unused:?}");
}

#[test]
fn every_code_is_expected_by_a_test() {
    let tests = files_below(&root().join("tests")).into_iter().chain(files_below(&root().join("src")));
    let is_test =
        |name: &str| name != "layering.rs" && (name.ends_with("tests.rs") || !name.ends_with(".rs"));
    let texts: String = tests
        .filter(|file| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            is_test(name) || file.starts_with(root().join("tests/it")) && name != "layering.rs"
        })
        .filter_map(|file| String::from_utf8(fs::read(file).unwrap()).ok())
        .collect();
    let expected = |code: Code| {
        texts.contains(&format!("[{}]", code.name())) || names_variant(&texts, &format!("Code::{code:?}"))
    };
    let lacking: Vec<&str> = PAGES.iter().filter(|page| !expected(page.code)).map(|page| page.name).collect();
    assert!(lacking.is_empty(), "no test expects these codes: {lacking:?}");
}

/// True where a text names exactly this variant, not one that only begins like it.
fn names_variant(text: &str, variant: &str) -> bool {
    text.match_indices(variant)
        .any(|(at, _)| !text[at + variant.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}
