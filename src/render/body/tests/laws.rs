//! Holds what is true of every text: sides that are rebuilt from their units, and no panic on anything.

use crate::diagnostics::human::{self, RenderOptions};
use crate::parse::article::{Article, Side};
use crate::parse::side_by_side::SideBySide;
use crate::parse::text_map::{Edit, TextMap, apply};
use crate::source::{MemorySources, Root, SourcePath};
use proptest::prelude::*;

use super::markdown::{World, html};
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::testing::generated::law;

fn article(text: &str) -> Article {
    Article::parse(&SourcePath::new(Root::Content, "da-DK/fold.md"), text, MarkdownOrigin::Translation).value
}

/// Pieces that mean something to one of the parsers.
const PIECES: [&str; 67] = [
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "<",
    ">",
    "</",
    "&",
    "&amp;",
    "&#",
    "\\",
    "|",
    "\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]",
    "[!VIDEO ",
    "[!INCLUDE [",
    ":::image source=\"",
    ":::",
    "\n::: tab title=\"x\" key=y\n",
    "\n:::\n",
    "\n# [a](#tab/b)\n",
    "\n---\n",
    "{ -x }",
    "---\n",
    "title: ",
    ": ",
    "\"",
    "'",
    "<span data-ttu-id=\"a-103\">",
    "</span>",
    "</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-103\">",
    "</span></span>",
    "<a name=\"x\"></a>",
    "<b>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "<Name>",
    "https://a.example/",
    "www.a.example",
    "[^1]",
    "[^1]: ",
    "字",
    "。",
    "（",
    "ก",
    "\u{feff}",
    "\u{200b}",
    "\u{1BC9F}",
    "\u{FDD0}",
    " ",
    "\r\n",
];

fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => "[a-z ]{1,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Text between units that cannot itself be taken for a span.
fn plain_text() -> impl Strategy<Value = String> {
    "[a-zæ字ก*\\[\\]()\n #>.-]{0,12}"
}

fn units() -> impl Strategy<Value = Vec<(String, String, String)>> {
    prop::collection::vec((plain_text(), plain_text(), plain_text()), 0..8)
}

fn written(units: &[(String, String, String)]) -> String {
    let pair = |(number, (before, target, source)): (usize, &(String, String, String))| {
        let id = format!("0a1b2-{}", number + 103);
        format!(
            "{before}<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
        )
    };
    units.iter().enumerate().map(pair).collect()
}

proptest! {
    #![proptest_config(law(1500))]

    #[test]
    fn stripping_gives_the_plain_text_on_both_sides(units in units()) {
        let sides = SideBySide::parse(&written(&units));
        let target: String = units.iter().map(|(before, target, _)| format!("{before}{target}")).collect();
        let source: String = units.iter().map(|(before, _, source)| format!("{before}{source}")).collect();
        prop_assert_eq!(&sides.target, &target);
        prop_assert_eq!(&sides.source, &source);
        prop_assert_eq!(sides.units.len(), units.len());
        prop_assert!(sides.broken.is_empty());
        for (unit, (_, target, source)) in sides.units.iter().zip(&units) {
            prop_assert_eq!(&sides.target[unit.target.clone()], target);
            prop_assert_eq!(&sides.source[unit.source.clone()], source);
        }
    }

    #[test]
    fn a_side_that_was_stripped_stays_as_it_is(text in hostile_text()) {
        let once = SideBySide::parse(&text);
        if once.broken.is_empty() && !once.target.contains("data-ttu-id") {
            prop_assert_eq!(&SideBySide::parse(&once.target).target, &once.target);
        }
    }

    #[test]
    fn every_byte_of_a_target_is_found_again_in_its_file(units in units()) {
        let file = written(&units);
        let sides = SideBySide::parse(&file);
        for (at, character) in sides.target.char_indices() {
            let original = sides.target_map.original(at);
            prop_assert_eq!(file[original..].chars().next(), Some(character));
        }
        prop_assert!(sides.target_map.original(sides.target.len()) <= file.len());
    }

    #[test]
    fn edits_lead_back_to_where_they_were_made(text in "[a-z字 ]{0,30}", places in prop::collection::vec((0usize..30, 0usize..4), 0..6)) {
        let mut edits: Vec<Edit> = places
            .into_iter()
            .map(|(start, length)| Edit { range: start..start + length, text: "+".repeat(length % 3) })
            .filter(|edit| text.get(edit.range.clone()).is_some())
            .collect();
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let (edited, map) = apply(&text, &edits, &TextMap::default(), &mut []);
        let mut last = 0;
        for (at, character) in edited.char_indices() {
            let original = map.original(at);
            prop_assert!(original >= last && original <= text.len());
            prop_assert!(character == '+' || text[original..].starts_with(character), "{edited:?} at {at}");
            last = original;
        }
        // Edits of what was edited lead back as well, and never behind the end.
        let end = Edit { range: edited.len() / 2..edited.len(), text: "+".repeat(edited.len() + 3) };
        let (again, map) = apply(&edited, &[end], &map, &mut []);
        let last = Edit { range: again.len().saturating_sub(2)..again.len().saturating_sub(1), text: "-".to_owned() };
        let (thrice, map) = apply(&again, &[last], &map, &mut []);
        prop_assert!((0..=thrice.len()).all(|at| map.original(at) <= text.len()), "{thrice:?}");
    }

    #[test]
    fn no_text_makes_anything_panic(text in hostile_text()) {
        for text in [text.clone(), format!("---\n{text}\n---\n{text}"), text.repeat(3)] {
            let article = article(&text);
            let summary = article.summary();
            for diagnostic in &summary.diagnostics {
                let span = diagnostic.place.as_ref().unwrap().span;
                prop_assert!(span.start <= span.end && span.end <= text.len(), "{diagnostic:?}");
            }
            let mut sources = MemorySources::default();
            sources.insert(Root::Content, "da-DK/fold.md", text.clone());
            drop(human::render(&summary.diagnostics, &sources, RenderOptions::default()));
            for side in [Side::Target, Side::Source] {
                let document = article.document(side);
                prop_assert!(document.units.iter().all(|unit| document.text.get(unit.clone()).is_some()));
            }
            let shown = html(&text, &WORLD.with(Clone::clone));
            prop_assert!(!shown.contains(['\u{1BC9F}', '\u{FDD0}']), "{shown}");
            prop_assert!(!shown.contains("<script"), "{shown}");
        }
    }

    #[test]
    fn no_bytes_make_anything_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        drop(html(&text, &WORLD.with(Clone::clone)));
    }
}

thread_local! {
    static WORLD: std::rc::Rc<World> = std::rc::Rc::new(World::new());
}

#[test]
fn ten_thousand_of_a_kind_inside_one_another_do_no_harm() {
    const DEEP: usize = 10_000;
    let doubled = |open: &str, close: &str| open.repeat(DEEP) + "x" + &close.repeat(DEEP);
    let nested_list: String = (0..DEEP / 10).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let texts = [
        ("quotations", "> ".repeat(DEEP) + "x"),
        ("list items on a line", "- ".repeat(DEEP) + "x"),
        ("numbered items on a line", "1. ".repeat(DEEP) + "x"),
        ("lists below lists", nested_list),
        ("strong", doubled("**", "**")),
        ("stars", doubled("*", "*")),
        ("stars between letters", "a*b**".repeat(DEEP)),
        ("underscores", doubled("_", "_")),
        ("strikes", doubled("~~", "~~")),
        ("backticks", "`".repeat(DEEP) + "x"),
        ("backticks of growing length", (1..400).map(|length| "`".repeat(length) + "x").collect()),
        ("brackets", doubled("[", "]")),
        ("opening brackets", "[".repeat(DEEP)),
        ("closing brackets", "]".repeat(DEEP)),
        ("links in links", doubled("[", "](https://a.example/)")),
        ("pictures in pictures", doubled("![", "](a.png)")),
        ("parentheses", format!("[x]({}{})", "(".repeat(DEEP), ")".repeat(DEEP))),
        ("angle brackets", "<".repeat(DEEP)),
        ("bold elements", doubled("<b>", "</b>")),
        ("groups", doubled("<div>", "</div>")),
        ("groups by line", doubled("<div>\n\n", "\n\n</div>")),
        ("unknown elements", doubled("<x>", "</x>")),
        ("links of HTML", doubled("<a href=x>", "</a>")),
        ("scripts", doubled("<script>", "</script>")),
        ("placeholders of known names", "<title> ".repeat(DEEP)),
        ("comments", "<!--".repeat(DEEP)),
        ("declarations", "<!x ".repeat(DEEP)),
        ("instructions", "<?".repeat(DEEP)),
        ("entities", "&#".repeat(DEEP)),
        ("backslashes", "\\".repeat(DEEP)),
        ("backslashes and stars", "\\*".repeat(DEEP)),
        ("first halves", "<span data-ttu-id=\"a-1\">".repeat(DEEP)),
        ("second halves", "</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">".repeat(DEEP)),
        ("alerts", "> [!NOTE]\n".repeat(DEEP)),
        ("components", doubled("::: tip\n", "\n:::")),
        ("components without an end", "::: tab title=a\n".repeat(DEEP)),
        ("ends of components", ":::\n".repeat(DEEP)),
        (
            "components in lists",
            (0..200).map(|depth| format!("{}- a\n{0}  ::: tip\n", "  ".repeat(depth))).collect(),
        ),
        ("attributes", format!("::: tip {}\n:::", "a=b ".repeat(DEEP))),
        ("headings that are tabs", "# [a](#tab/a)\n".repeat(DEEP)),
        ("films", "[!VIDEO ".repeat(DEEP)),
        ("lines of files", "[!code-a[".repeat(DEEP)),
        ("texts without translation", ":::no-loc text=\"a\" ".repeat(DEEP)),
        ("phrases", "{ -a }".repeat(DEEP)),
        ("pictures by directive", ":::image ".repeat(DEEP)),
        ("includes", "[!INCLUDE [".repeat(DEEP)),
        ("addresses", "https://a.example/".repeat(DEEP)),
        ("footnotes", (0..DEEP / 10).map(|n| format!("[^{n}]\n\n[^{n}]: [^{}]\n\n", n + 1)).collect()),
        (
            "references",
            (0..DEEP / 10).map(|n| format!("[{n}]: x\n")).collect::<String>() + &"[x]".repeat(DEEP),
        ),
        ("cells", format!("|{}\n|{}\n|{}", "a|".repeat(DEEP), "-|".repeat(DEEP), "b|".repeat(DEEP))),
        ("rows of nothing", format!("|{}\n|{}\n{}", "a|".repeat(300), "-|".repeat(300), "|\n".repeat(300))),
        ("headings", "# x\n".repeat(DEEP)),
        ("front matter", format!("---\nx: {}\n---\n", "[".repeat(DEEP))),
        ("front matter of maps", format!("---\n{}\n---\n", "{a: ".repeat(DEEP))),
        (
            "front matter by indent",
            format!(
                "---\n{}---\n",
                (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()
            ),
        ),
    ];
    let world = World::new();
    let mut slow = Vec::new();
    for (name, text) in texts {
        let begun = std::time::Instant::now();
        let parsed = article(&text).summary();
        drop(parsed);
        drop(html(&text, &world));
        let taken = begun.elapsed();
        if taken.as_millis() > 300 {
            slow.push(format!("{name}: {} bytes took {} ms", text.len(), taken.as_millis()));
        }
    }
    println!("slow:\n{}", slow.join("\n"));
}
