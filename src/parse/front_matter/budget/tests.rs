//! Shows that front matter beyond the budget is refused before a parser reads it, and that large front matter within it is read.

use super::excess;
use crate::diagnostics::Code;
use crate::parse::article::Article;
use crate::parse::front_matter::Publicity;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::source::{Root, SourcePath};

#[test]
fn what_costs_more_than_its_size_is_refused() {
    let lines = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    for yaml in [
        format!("a: {}", "[".repeat(65)),
        format!("a: {}", "{a: ".repeat(65)),
        format!("a: {}", "[".repeat(64_000)),
        format!("a: {}", "{".repeat(64_000)),
        format!("? {}", "? ".repeat(70)),
        format!("a:\n{}", "- ".repeat(70)),
        lines(70, |depth| format!("{}a:\n", " ".repeat(depth))),
        lines(1001, |key| format!("k{key}: x\n")),
        format!("{{{}}}", lines(1001, |key| format!("k{key}, "))),
        format!("a:\n{}", lines(1001, |key| format!("- &a{key} x\n"))),
        format!("a: \"{}\"", "x".repeat(64 * 1024)),
    ] {
        assert!(excess(&yaml).is_some(), "{:?} of {} bytes", yaml.get(..20), yaml.len());
        for (guard, wanted) in [("", Publicity::Unlisted), ("draft: true\n", Publicity::KeptBack)] {
            let text = format!("---\n{guard}title: T\n{yaml}\n---\n# H\n");
            let path = SourcePath::new(Root::Content, "en-US/a.md");
            let parsed = Article::parse(&path, &text, MarkdownOrigin::Author);
            let codes: Vec<Code> = parsed.diagnostics.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [Code::FrontMatterTooLarge], "{:?}", yaml.get(..20));
            assert_eq!(parsed.value.front_matter.standing, wanted, "{:?}", yaml.get(..20));
        }
    }
    for yaml in [
        format!("a: {}{}", "[".repeat(60), "]".repeat(60)),
        lines(999, |key| format!("k{key}: x\n")),
        format!("a: \"{}\"", "x".repeat(60_000)),
        format!("a: {}", "word, and more: ".repeat(50)),
    ] {
        assert_eq!(excess(&yaml), None, "{:?}", yaml.get(..20));
    }
}
