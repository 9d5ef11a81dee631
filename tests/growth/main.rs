//! Holds that no text costs more than its size: work is counted in bytes of memory asked for, which is the same at every run, and never
//! in time. A binary of its own, since it counts the memory of everything that runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::type_complexity,
    reason = "a test says what it needs in place"
)]

use std::alloc::System;

use hexapla::{Config, MemorySink, MemorySources, Options, Quiet, Root};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Files of a site, and how often a pattern is repeated in them.
type Files = Vec<(String, String)>;

/// A pattern by its name: the body of one article, made of so many repetitions.
type Pattern = (&'static str, fn(usize) -> String);

/// How many repetitions the smallest text has: enough to be seen beside what every build costs.
const ONCE: usize = 60;

/// How much more than in step with its size the work may grow: vectors that double, and trees one level deeper.
const SLACK: f64 = 1.35;

/// What a build asks for beyond its texts that is not quite the same for every text, in bytes.
const NOISE: f64 = 400_000.0;

fn each(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

/// Patterns of which each piece is the same.
const REPEATED: [(&str, &str); 85] = [
    ("tabs open", "::: tabs\n::: tab title=\"a\"\n"),
    ("tip open", "::: tip\n"),
    ("tip after tip", "::: tip\nx\n:::\n\n"),
    ("closing lines", ":::\n\n"),
    ("zones", "::: zone pivot=\"a\"\n"),
    ("zones closed", "::: zone pivot=\"a\"\nx\n::: zone-end\n"),
    ("tab headings", "# [a](#tab/b)\n\nx\n\n"),
    ("no-loc", ":::no-loc text=\"a\"::: "),
    ("image lines", ":::image source=\"a.png\" alt-text=\"b\":::\n"),
    ("equal headings", "## a\n\n"),
    ("questions", "## Why so?\n\nSo.\n\n"),
    ("rules", "---\n\n"),
    ("setext", "a\n===\n\n"),
    ("open quote", "> a\n"),
    ("alerts", "> [!NOTE]\n> a\n\n"),
    ("items", "- a\n"),
    ("items inside", "1. "),
    ("numbers", "1. a\n"),
    ("tasks", "- [ ] a\n"),
    ("loose items", "- a\n\n  b\n\n"),
    ("table rows", "|a|b|\n"),
    ("fences", "```js\na\n```\n"),
    ("open fences", "```\n"),
    ("tilde fences", "~~~\na\n"),
    ("code of tags", "```html\n<a b=\"c\">\n```\n"),
    ("indented code", "    a\n\nb\n\n"),
    ("stars", "*a "),
    ("stars two", "**a *b "),
    ("stars closed", "**a** "),
    ("underscores", "_a "),
    ("strikes", "~~a "),
    ("stars beside Han", "**中**文"),
    ("open stars beside Han", "中**文"),
    ("stars and spaces", "** a ** "),
    ("backticks", "`a "),
    ("code", "`a` "),
    ("backslashes", "\\"),
    ("escaped stars", "\\*"),
    ("open brackets", "["),
    ("closed brackets", "]"),
    ("bracket pairs", "[a] "),
    ("open links", "[a]("),
    ("open titles", "[a](b \""),
    ("links", "[a](https://e.example/) "),
    ("links to nothing", "[a](b.md) "),
    ("links with spaces", "[a](b c.md) "),
    ("links apart", "[a] (https://e.example/) "),
    ("full-width links", "[a]（https://e.example/） "),
    ("images", "![a](a.png) "),
    ("open images", "![a]("),
    ("nested images", "![a[b](c)](d) "),
    ("autolinks", "https://e.example/a "),
    ("autolinks in parentheses", "https://e.example/(a "),
    ("angle links", "<https://e.example/> "),
    ("mail", "<a@e.example> "),
    ("less", "<"),
    ("open comments", "<!-- "),
    ("comments", "<!-- a -->\n\n"),
    ("instructions", "<?a "),
    ("declarations", "<!A "),
    ("cdata", "<![CDATA["),
    ("open tags", "x <b>"),
    ("closed tags", "x <b>y</b> "),
    ("end tags", "</b> "),
    ("placeholders of people", "<your-domain> "),
    ("open attributes", "<a b=\""),
    ("breaks", "a<br>"),
    ("ids", "<a id=\"x\"></a>"),
    ("details", "<details><summary>a</summary>\n\n"),
    ("details closed", "<details>\n\na\n\n</details>\n\n"),
    ("divs", "<div>\n\n"),
    ("divs closed", "<div>\n\na\n\n</div>\n\n"),
    ("paragraphs of tags", "<b>a\n\n"),
    ("entities", "&amp;&#x61;"),
    ("open entities", "&a"),
    ("terms", "{ -kite } "),
    ("variables", "{ $kite } "),
    ("braces", "{ "),
    ("footnote marks", "a[^1] "),
    ("sentences", "It is so. "),
    ("abbreviations", "e.g. Dr. A. "),
    ("Han", "这是一个句子。"),
    ("Arabic", "هذه جملة 12-34. "),
    ("controls", "a\u{7}b "),
    ("open isolates", "\u{2067}a\n\n"),
];

/// Patterns of which each piece is another, or which are more than their pieces.
fn built() -> Vec<Pattern> {
    vec![
        ("tips opened and closed", |n| "::: tip\nx\n".repeat(n) + &":::\n".repeat(n)),
        ("tabs opened and closed", |n| "::: tabs\n::: tab title=\"a\"\n".repeat(n) + &":::\n".repeat(2 * n)),
        ("accordions inside", |n| "::: accordion title=\"a\"\n".repeat(n) + "b\n" + &":::\n".repeat(n)),
        ("attributes of a component", |n| {
            format!("::: tip {}\nx\n:::\n", each(n, |i| format!("a{i}=\"b\" ")))
        }),
        ("attributes without quotation marks", |n| format!("::: tip {}\nx\n:::\n", "a=b ".repeat(n))),
        ("unknown components", |n| each(n, |i| format!("::: zz{i}\n:::\n"))),
        ("colons", |n| ":".repeat(n)),
        ("headings", |n| each(n, |i| format!("## Heading {i}\n\n"))),
        ("links to headings", |n| each(n, |i| format!("## h{i}\n\n[a](#h{i})\n\n"))),
        ("links to no headings", |n| {
            each(n, |i| format!("## Heading number {i}\n\n[a](#heading-numbr-{i})\n\n"))
        }),
        ("links to other files", |n| each(n, |i| format!("[a](folder/file-{i}.md) "))),
        ("pictures of other files", |n| each(n, |i| format!("![a](file-{i}.png) "))),
        ("includes", |n| each(n, |i| format!("[!INCLUDE [a](file-{i}.md)]\n\n"))),
        ("snippets", |n| each(n, |i| format!(":::code language=\"js\" source=\"file-{i}.js\":::\n\n"))),
        ("footnotes", |n| each(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n"))),
        ("footnotes at the end", |n| {
            each(n, |i| format!("a[^{i}] ")) + "\n\n" + &each(n, |i| format!("[^{i}]: b\n\n"))
        }),
        ("footnotes of one name", |n| "a[^1] ".repeat(n) + "\n\n[^1]: b\n"),
        ("reference links", |n| {
            each(n, |i| format!("[a{i}] "))
                + "\n\n"
                + &each(n, |i| format!("[a{i}]: https://e.example/{i}\n"))
        }),
        ("references of one name", |n| each(n, |_| "[a]: b\n".to_owned()) + &"\n[a]".repeat(n)),
        // What references put in is bounded by the parser, at 100 KB a text.
        ("a long destination by reference", |n| format!("[a]: {}\n\n{}", "b".repeat(n), "[a] ".repeat(8))),
        ("columns", |n| format!("|{}\n|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n), "b|".repeat(n))),
        ("rows that lack cells", |n| format!("|a|b|\n|-|-|\n{}", "|c\n".repeat(n))),
        ("cells beyond the header", |n| format!("|a|\n|-|\n{}", "|b|c|d|\n".repeat(n))),
        ("a deep list", |n| each(n, |i| format!("{}- a\n", "  ".repeat(i.min(40))))),
        ("a deep quotation", |n| ">".repeat(n) + " a\n"),
        ("quotations inside lists", |n| "- > ".repeat(n) + "a\n"),
        ("emphasis inside", |n| "*".repeat(n) + "a" + &"*".repeat(n)),
        ("emphasis in turns", |n| "*a _b ".repeat(n) + &"_ *".repeat(n)),
        ("brackets inside", |n| "[".repeat(n) + "a" + &"]".repeat(n)),
        ("parentheses inside", |n| format!("[a]({}b{})", "(".repeat(n), ")".repeat(n))),
        ("runs of backticks", |n| each(n, |i| format!("{} a ", "`".repeat(i % 40 + 1)))),
        ("fences of many lengths", |n| each(n, |i| format!("{}\n", "`".repeat(3 + i % 40)))),
        ("a long line", |n| "a ".repeat(n)),
        ("a long word", |n| "abc".repeat(n)),
        ("a long heading", |n| format!("## {}\n", "a ".repeat(n))),
        ("a long line of code", |n| format!("```js\n{}\n```\n", "a + b; ".repeat(n))),
        ("strings of code", |n| format!("```js\n{}\n```\n", "'a\\".repeat(n))),
        ("comments of code", |n| format!("```c\n{}\n```\n", "/* a ".repeat(n))),
        ("lines of a shell", |n| format!("```powershell\n{}\n```\n", "[${a -b ".repeat(n))),
        ("units", |n| each(n, |i| unit(i, "x", "y"))),
        ("open units", |n| "<span data-ttu-id=\"a1b2c-1\">".repeat(n)),
        ("units of one number", |n| unit(1, "x", "y").repeat(n)),
        ("units of links", |n| each(n, |i| unit(i, "[x](a.md) z.", "[y](a.md) z."))),
        ("units of marks", |n| each(n, |i| unit(i, "1. ", "2. "))),
        ("units of bars", |n| each(n, |i| unit(i, "x|z", "y"))),
        ("units of cells", |n| format!("|{}\n{}|\n", each(n, |i| unit(i, "x|", "y") + "|"), "|-".repeat(n))),
        ("units that are held", |n| each(n, |i| unit(i, "x <div>", "y") + "\n\n")),
        ("units and definitions", |n| {
            each(n, |i| unit(i, &format!("[x][l{i}]"), &format!("[y][l{i}]")))
                + "\n\n"
                + &each(n, |i| format!("[l{i}]: a{i}.md\n"))
        }),
        ("a unit of links", |n| {
            unit(1, &each(n, |i| format!("[x](a{i}.md) ")), &each(n, |i| format!("[y](b{i}.md) ")))
        }),
        ("a unit of addresses", |n| {
            let addresses = |name: &str| each(n, |i| format!("https://kites.example/{name}{i} "));
            unit(1, &addresses("x"), &addresses("y"))
        }),
        ("unknown terms", |n| each(n, |i| format!("{{ -term-{i} }} "))),
        ("unknown variables", |n| each(n, |i| format!("{{ $name-{i} }} "))),
        ("tags of many names", |n| each(n, |i| format!("<name-{i}> "))),
        ("tags inside", |n| "<b>".repeat(n) + "a" + &"</b>".repeat(n)),
        ("lists of raw HTML", |n| "<ul><li>a</li></ul>\n\n".repeat(n)),
        ("embeddings inside", |n| "\u{202B}".repeat(n) + "a"),
    ]
}

fn unit(number: usize, target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"a1b2c-{number}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-{number}\">{source}</span></span> "
    )
}

/// Patterns that are more than one file.
fn of_many_files() -> Vec<(&'static str, fn(usize) -> Files)> {
    vec![
        ("articles", |n| numbered(n, |_| "x".to_owned())),
        ("articles with broken links", |n| numbered(n, |i| format!("[a](article-{i}x.md)"))),
        ("articles with aliases", |n| {
            (0..n)
                .map(|i| {
                    let text =
                        format!("---\ntitle: A {i}\ndescription: b\naliases:\n  - old-{i}\n---\n# A\n");
                    (format!("en-US/article-{i}.md"), text)
                })
                .collect()
        }),
        ("articles that include the next but one in two", |n| {
            numbered(n, |i| {
                if i % 2 == 0 { format!("[!INCLUDE [a](article-{}.md)]", i + 1) } else { "x".to_owned() }
            })
        }),
    ]
}

fn numbered(n: usize, body: impl Fn(usize) -> String) -> Files {
    let text = |i| format!("---\ntitle: Article {i}\ndescription: b\n---\n# Article {i}\n\n{}\n", body(i));
    (0..n).map(|i| (format!("en-US/article-{i}.md"), text(i))).collect()
}

fn article(body: &str) -> Files {
    let text = format!("---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n{body}\n");
    vec![("en-US/kites.md".to_owned(), text)]
}

/// How many bytes of memory a build asks for.
fn work(files: &Files) -> f64 {
    let mut sources = MemorySources::default();
    for (path, text) in files {
        sources.insert(Root::Content, path, text.as_bytes().to_vec());
    }
    let region = Region::new(COUNTED);
    let sink = MemorySink::default();
    let report = hexapla::build(&sources, &Config::default(), &Options::default(), &sink, &Quiet).unwrap();
    assert!(!report.unusable);
    region.change().bytes_allocated as f64
}

#[test]
fn work_grows_no_faster_than_texts() {
    let is_long = std::env::var_os("HEXAPLA_LONG").is_some_and(|value| value == "1");
    let times: &[usize] = if is_long { &[4, 16, 64] } else { &[4, 16] };
    let mut patterns: Vec<(&str, Box<dyn Fn(usize) -> Files>)> = Vec::new();
    for (name, piece) in REPEATED {
        patterns.push((name, Box::new(move |n| article(&piece.repeat(n)))));
    }
    for (name, text) in built() {
        patterns.push((name, Box::new(move |n| article(&text(n)))));
    }
    for (name, files) in of_many_files() {
        patterns.push((name, Box::new(move |n| files(n / 4))));
    }
    assert!(patterns.len() >= 120, "{} patterns", patterns.len());
    // What is made once for all builds is made here.
    work(&article("```js\na\n```\n"));
    let nothing = work(&article(""));
    let mut failures = Vec::new();
    for (name, files) in &patterns {
        let once = work(&files(ONCE)) - nothing;
        for factor in times {
            let more = work(&files(ONCE * factor)) - nothing;
            let bound = once.max(0.0) * *factor as f64 * SLACK + NOISE;
            if more > bound {
                failures.push(format!("{name}: {once:.0} bytes once, {more:.0} for {factor} times as much"));
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
