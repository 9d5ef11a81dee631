//! Search: the analyzer's golden file, the laws of the index, and the agreement of the two readers.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::search::analyze::{self, TermKind};
use crate::search::files::IndexFiles;
use crate::search::{IndexOptions, SearchDoc, SearchPart, build_index, names, query, snippets};

use crate::testing::absent::required_in_ci;
use crate::testing::fixture::Site;
use crate::testing::generated::{Numbers, times};

const GOLDEN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/tokens.txt"));
const ARTICLES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/articles.txt"));
const INPUTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/inputs.txt"));

#[test]
fn the_analyzer_gives_the_golden_terms_in_every_language() {
    assert_eq!(INPUTS.lines().map(golden_entry).collect::<String>(), GOLDEN);
}

#[test]
fn the_browser_gives_the_golden_terms_in_every_language() {
    let Some(answers) = ask_node("tokens", &[], INPUTS.lines().map(|line| text_of(line).to_owned())) else {
        return;
    };
    let golden: Vec<&str> = GOLDEN.split_terminator('\n').filter(|line| line.starts_with("  ")).collect();
    assert_eq!(answers.iter().map(|answer| format!("  {answer}")).collect::<Vec<_>>(), golden);
}

#[test]
fn the_browser_knows_where_a_term_stands_among_marks_that_it_drops() {
    let texts = ["ตั้งรหัสผ่าน", "Re\u{301}seau bleu", "비밀번호를 앱"];
    let Some(places) = ask_node("places", &[], texts.iter().map(|text| (*text).to_owned())) else {
        return;
    };
    assert_eq!(places, ["ตั้ง งร รหั หัส สผ่า ผ่าน", "Re\u{301}seau bleu", "비밀번호를 앱"]);
}

#[test]
fn every_title_finds_its_article_first_or_among_equals() {
    for (locale, docs) in sites() {
        let index = Index::build(locale, &docs);
        for doc in &docs {
            let found = index.search(&doc.title);
            assert!(
                found.first().is_some_and(|first| first == &doc.title),
                "{locale}: {} finds {:?}",
                doc.title,
                found.first()
            );
        }
    }
}

#[test]
fn an_index_is_the_same_bytes_every_time_and_in_every_thread() {
    for (locale, docs) in sites() {
        let once = build_index(locale, &docs, &IndexOptions::default());
        let again = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3)
                .map(|_| scope.spawn(|| build_index(locale, &docs, &IndexOptions::default())))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(again.iter().all(|other| *other == once), "{locale}");
    }
}

#[test]
fn the_browser_and_the_command_agree_on_a_thousand_queries() {
    let mut compared = 0;
    for (locale, docs) in sites() {
        let index = Index::build(locale, &docs);
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &index.files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let queries = queries(&docs);
        let Some(answers) = ask_node("rank", &[folder.path().to_str().unwrap()], queries.iter().cloned())
        else {
            return;
        };
        for (query, answer) in queries.iter().zip(&answers) {
            assert_eq!(answer, &index.ranks(query), "{locale}: {query:?}");
        }
        compared += queries.len();
    }
    assert!(compared >= 1000, "{compared}");
}

#[test]
fn ten_thousand_random_strings_do_no_harm() {
    let (locale, docs) = sites().remove(1);
    let index = Index::build(locale, &docs);
    let mut random = Numbers::new(7);
    for _ in 0..times(10_000) {
        let length = random.below(24);
        let query: String =
            (0..length).filter_map(|_| char::from_u32(random.below(0x3_0000) as u32)).collect();
        index.ranks(&query);
    }
}

#[test]
fn hostile_queries_find_nothing_and_break_nothing() {
    let (locale, docs) = sites().remove(0);
    let index = Index::build(locale, &docs);
    for query in
        ["", " ", "\0", "<script>alert(1)</script>", "\u{1}section:mail", "*:*", "\\", "%00", "__proto__"]
    {
        index.ranks(query);
    }
    assert_eq!(index.search("\u{1}section:mail"), Vec::<String>::new());
    index.ranks(&"æ".repeat(100_000));
    index.ranks(&"a-".repeat(50_000));
}

#[test]
fn a_damaged_index_is_no_panic() {
    let (locale, docs) = sites().remove(0);
    let index = Index::build(locale, &docs);
    let mut random = Numbers::new(3);
    for _ in 0..times(300) {
        let mut files = index.files.clone();
        for bytes in files.values_mut() {
            let at = random.below(bytes.len());
            bytes[at] ^= random.below(256) as u8;
        }
        let load = |name: &str| files.get(name).cloned();
        if let Some(files) = IndexFiles::open(&load) {
            query::rank(&files, "nulstil adgangskoden", &[]);
        }
    }
}

#[test]
fn readers_find_other_forms_half_compounds_and_misspellings() {
    let docs = vec![
        doc("reset", "Nulstil adgangskoden", "Vælg en ny adgangskode i indstillingerne."),
        doc("mailbox", "Opret en brugerpostkasse", "En postkasse til hver bruger."),
        doc("calendar", "Del din kalender", "Kalenderen kan deles med kolleger."),
    ];
    let index = Index::build("da-DK", &docs);
    for (query, title) in [
        ("adgangskode", "Nulstil adgangskoden"),
        ("adgangskoder", "Nulstil adgangskoden"),
        ("postkasse", "Opret en brugerpostkasse"),
        ("nulstl", "Nulstil adgangskoden"),
        ("kalend", "Del din kalender"),
        ("KALENDEREN", "Del din kalender"),
    ] {
        assert_eq!(index.search(query).first().map(String::as_str), Some(title), "{query}");
    }
}

#[test]
fn transliterations_and_digits_of_every_script_are_found() {
    let docs = vec![
        doc("reset", "Kennwort zurücksetzen", "So setzen Sie es zurück."),
        doc("plan", "Plan 365 kaufen", "Preise und Pläne."),
        doc("update", "Aktualisierung KB5001330", "Was sie behebt."),
    ];
    let index = Index::build("de-DE", &docs);
    for (query, title) in [
        ("Kennwort zuruecksetzen", "Kennwort zurücksetzen"),
        ("๓๖๕", "Plan 365 kaufen"),
        ("kb5001330", "Aktualisierung KB5001330"),
    ] {
        assert_eq!(index.search(query).first().map(String::as_str), Some(title), "{query}");
    }
}

/// `articles.txt` holds small sites: the locale, then title and text of each article, then `? query` and the title it wants.
#[test]
fn questions_in_many_scripts_find_their_article_among_the_first_three() {
    let mut missed = Vec::new();
    for site in ARTICLES.split("\n\n") {
        let mut lines = site.lines();
        let locale = lines.next().unwrap();
        let (queries, articles): (Vec<_>, Vec<_>) =
            lines.map(|line| line.split_once('\t').unwrap()).partition(|(line, _)| line.starts_with("? "));
        let docs: Vec<SearchDoc> = articles.iter().map(|(title, text)| doc(title, title, text)).collect();
        let index = Index::build(locale, &docs);
        for (query, wanted) in queries {
            assert!(docs.iter().any(|doc| doc.title == wanted), "{wanted}");
            let found = index.search(query.trim_start_matches("? "));
            if !found.iter().take(3).any(|title| title == wanted) {
                missed.push((locale, query, found.into_iter().take(3).collect::<Vec<_>>()));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn results_lead_to_the_question_that_they_answer_and_numbers_of_links_are_found() {
    let body = "**Why does it spin?**\n\nThe tail is short.\n\n**Can I mend it?**\n\nWith tape: [how](https://example.com/?id=853212).\n";
    let text = format!("---\ntitle: Kites\n---\n# Kites\n\n{body}");
    let built = Site::of(&[("content/en-US/kites.md", &text)]).build();
    let load = |name: &str| built.files.get(&format!("en-us/search/{name}")).cloned();
    let found = query::search(&load, "853212", &[], 5).unwrap();
    let parts: Vec<(&str, &str)> =
        found[0].parts.iter().map(|(heading, anchor, _)| (heading.as_str(), anchor.as_str())).collect();
    assert_eq!(parts, [("Why does it spin?", "why-does-it-spin"), ("Can I mend it?", "can-i-mend-it")]);
}

#[test]
fn results_lead_to_any_heading_of_a_long_article() {
    let part =
        |at: usize| format!("## Knot number {at}\n\n{}\n\n", "A rope goes round and round. ".repeat(20));
    let text = format!("---\ntitle: Knots\n---\n# Knots\n\n{}", (0..40).map(part).collect::<String>());
    let built = Site::of(&[("content/en-US/knots.md", &text)]).build();
    let load = |name: &str| built.files.get(&format!("en-us/search/{name}")).cloned();
    let found = query::search(&load, "knot 39", &[], 5).unwrap();
    let (heading, anchor, text) = found[0].parts.last().unwrap();
    assert_eq!((heading.as_str(), anchor.as_str()), ("Knot number 39", "knot-number-39"));
    assert!(text.starts_with("A rope goes round") && text.ends_with(" A…"), "{text}");
}

#[test]
fn words_typed_together_are_taken_apart() {
    let mut docs: Vec<SearchDoc> = (0..6)
        .map(|at| doc(&format!("w{at}"), &format!("Windows 10 und Outlook {at}"), "Allgemeines."))
        .collect();
    docs.push(doc("key", "Windows 10 aktivieren", "Den Schlüssel eingeben."));
    docs.push(doc("quota", "Outlook Kontingent", "Mehr Platz."));
    let index = Index::build("de-DE", &docs);
    for (query, title) in
        [("windows10 aktivieren", "Windows 10 aktivieren"), ("OutlookKontingent", "Outlook Kontingent")]
    {
        assert_eq!(index.search(query).first().map(String::as_str), Some(title), "{query}");
    }
}

#[test]
fn tags_filter_and_weights_order() {
    let mut docs = vec![doc("a", "Nulstil koden", "Tekst."), doc("b", "Nulstil koden", "Tekst.")];
    docs[0].tags = vec!["audience:admin".to_owned()];
    docs[1].weight = 2.0;
    let index = Index::build("da-DK", &docs);
    let load = |name: &str| index.files.get(name).cloned();
    let found = |tags: &[&str]| -> Vec<String> {
        let found = query::search(&load, "nulstil koden", tags, 10).unwrap();
        found.into_iter().map(|doc| doc.url).collect()
    };
    assert_eq!(found(&[]), ["/b/", "/a/"]);
    assert_eq!(found(&["audience:admin"]), ["/a/"]);
    assert_eq!(found(&["audience:none"]), Vec::<String>::new());
}

#[test]
fn names_of_the_source_are_found_in_every_language() {
    let names = names::source_names("Open Teams, then run Get-User. Some users of OneDrive see 0x80070005.");
    assert_eq!(names, ["Teams", "Get-User", "OneDrive", "0x80070005"]);
    let lines =
        names::source_names("Then see the [Admin Center](https://example.com/Admin).\nWhat is Exchange?");
    assert_eq!(lines, ["Admin", "Center", "Exchange"]);
    let mut article = doc("a", "فتح الفرق", "شغّل الأمر.");
    article.keywords = names;
    let index = Index::build("ar-SA", &[article, doc("b", "حذف الحساب", "نص.")]);
    for query in ["teams", "get-user", "0x80070005"] {
        assert_eq!(index.search(query), ["فتح الفرق"], "{query}");
    }
}

#[test]
fn the_program_that_browsers_load_is_at_most_eight_kilobytes() {
    let script = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/scripts/search.js"));
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(script).unwrap();
    let size = encoder.finish().unwrap().len();
    assert!(size <= 8192, "{size} bytes");
}

#[test]
fn an_index_of_many_articles_keeps_its_files_few_and_small() {
    let (locale, docs) = sites().remove(0);
    let many: Vec<SearchDoc> = (0..20).flat_map(|_| docs.iter().cloned()).collect();
    let files = build_index(locale, &many, &IndexOptions::default());
    assert!(files.len() < many.len() / 8, "{} files", files.len());
    assert!(files.iter().all(|(_, bytes)| bytes.len() < 16_000));
}

#[test]
fn synonyms_lead_to_articles_that_use_the_other_word() {
    let docs = vec![doc("a", "Sign in to your account", "Text."), doc("b", "Share a file", "Text.")];
    let options =
        IndexOptions { synonyms: vec![vec!["sign in".to_owned(), "login".to_owned()]], ..Default::default() };
    let files: BTreeMap<_, _> = build_index("en", &docs, &options).into_iter().collect();
    let load = |name: &str| files.get(name).cloned();
    let found = query::search(&load, "login", &[], 10).unwrap();
    assert_eq!(found.first().map(|doc| doc.url.as_str()), Some("/a/"));
}

/// An index held in memory.
struct Index {
    files: BTreeMap<String, Vec<u8>>,
}

impl Index {
    fn build(locale: &str, docs: &[SearchDoc]) -> Self {
        Self { files: build_index(locale, docs, &IndexOptions::default()).into_iter().collect() }
    }

    /// The titles that a query finds, best first.
    fn search(&self, query: &str) -> Vec<String> {
        let load = |name: &str| self.files.get(name).cloned();
        query::search(&load, query, &[], 10).unwrap().into_iter().map(|doc| doc.title).collect()
    }

    /// The same answer as the browser's test script prints.
    fn ranks(&self, query: &str) -> String {
        let load = |name: &str| self.files.get(name).cloned();
        let files = IndexFiles::open(&load).unwrap();
        let ranked = query::rank(&files, query, &[]);
        let best: Vec<String> = ranked.found.iter().take(10).map(|found| found.doc.to_string()).collect();
        let displayed: Vec<String> =
            snippets::show(&files, &ranked, 0).into_iter().map(|doc| doc.url).collect();
        format!("{} {} {}", ranked.found.len(), best.join(" "), displayed.join(" "))
    }
}

fn doc(name: &str, title: &str, text: &str) -> SearchDoc {
    SearchDoc {
        url: format!("/{name}/"),
        title: title.to_owned(),
        weight: 1.0,
        parts: vec![SearchPart { text: text.to_owned(), ..Default::default() }],
        ..Default::default()
    }
}

/// Small sites whose articles are every pair of a verb and a thing.
fn sites() -> Vec<(&'static str, Vec<SearchDoc>)> {
    let site = |verbs: &[&str], things: &[&str], pattern: &str| {
        let pairs = verbs.iter().flat_map(|verb| things.iter().map(move |thing| (verb, thing)));
        let fill =
            |pattern: &str, verb: &str, thing: &str| pattern.replace("VERB", verb).replace("THING", thing);
        pairs
            .enumerate()
            .map(|(at, (verb, thing))| {
                let title = fill(pattern, verb, thing);
                doc(&format!("article-{at}"), &title, &format!("{title}. {}", things[at % things.len()]))
            })
            .collect::<Vec<_>>()
    };
    vec![
        (
            "da-DK",
            site(
                &["Nulstil", "Opret", "Slet", "Flyt", "Del", "Genfind", "Udskriv", "Tilknyt"],
                &[
                    "adgangskoden",
                    "brugerkontoen",
                    "postkassen",
                    "kalenderen",
                    "mødelokalet",
                    "Get-User",
                    "fejl 0x80070005",
                ],
                "VERB THING i Outlook",
            ),
        ),
        (
            "ja-JP",
            site(
                &["リセット", "作成", "削除", "移動", "共有", "復元"],
                &["パスワード", "アカウント", "メールボックス", "予定表", "会議室", "ライセンス"],
                "THINGをVERBする方法",
            ),
        ),
        (
            "th-TH",
            site(
                &["รีเซ็ต", "สร้าง", "ลบ", "ย้าย", "แชร์", "กู้คืน"],
                &["รหัสผ่าน", "บัญชีผู้ใช้", "กล่องจดหมาย", "ปฏิทิน", "ห้องประชุม", "ใบอนุญาต"],
                "วิธีVERBTHINGใน Office ๓๖๕",
            ),
        ),
        (
            "ar-SA",
            site(
                &["إعادة تعيين", "إنشاء", "حذف", "نقل", "مشاركة", "استعادة"],
                &["كلمة المرور", "الحساب", "البريد", "التقويم", "القاعة", "الترخيص"],
                "VERB THING في النظام",
            ),
        ),
        (
            "ko-KR",
            site(
                &["재설정", "만들기", "삭제", "이동", "공유", "복원"],
                &["비밀번호", "계정", "사서함", "일정", "회의실", "라이선스"],
                "THING VERB 방법",
            ),
        ),
    ]
}

/// Titles whole, cut short, with words dropped, with a typo, and random text.
fn queries(docs: &[SearchDoc]) -> Vec<String> {
    let mut random = Numbers::new(11);
    let mut queries = Vec::new();
    for doc in docs {
        let letters: Vec<char> = doc.title.chars().collect();
        let cut = 1 + random.below(letters.len());
        let slip = random.below(letters.len());
        queries.push(doc.title.clone());
        queries.push(letters[..cut].iter().collect());
        queries.push(letters[cut / 2..].iter().collect());
        queries.push(doc.title.split(' ').rev().collect::<Vec<_>>().join(" "));
        queries.push(doc.title.replace(' ', ""));
        queries.push(letters.iter().enumerate().filter(|(at, _)| *at != slip).map(|(_, c)| *c).collect());
        queries.push(
            (0..random.below(12)).filter_map(|_| char::from_u32(random.below(0x1_1000) as u32)).collect(),
        );
    }
    queries
}

/// One line of the golden file's shape: the input, and below it its terms.
fn golden_entry(line: &str) -> String {
    let terms: Vec<String> = analyze::tokens(text_of(line))
        .into_iter()
        .map(|token| match (token.kind, token.open) {
            (TermKind::Word, _) => token.term,
            (TermKind::Whole, _) => format!("={}", token.term),
            (TermKind::Gram, false) => format!("~{}", token.term),
            (TermKind::Gram, true) => format!("~{}…", token.term),
        })
        .collect();
    format!("{line}\n  {}\n", terms.join(" "))
}

fn text_of(line: &str) -> &str {
    line.split_once('\t').unwrap().1
}

/// Sends questions to the browser's modules through Node, one line each; `None` where there is no Node.
fn ask_node(mode: &str, args: &[&str], questions: impl Iterator<Item = String>) -> Option<Vec<String>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/search-node.mjs");
    let child = Command::new("node")
        .arg(script)
        .arg(mode)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        required_in_ci("Node");
        return None;
    };
    let requests: String =
        questions.map(|question| format!("{}\n", serde_json::to_string(&question).unwrap())).collect();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(requests.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "node failed");
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}
