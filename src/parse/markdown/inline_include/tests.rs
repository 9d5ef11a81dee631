//! Shows which includes stand inside of text, and what text a file leaves there.

use super::IncludePosition::{Cell, Item, Nothing, Text};
use super::{Included, InlineText, all, as_text, edits};

fn text_of(body: &str) -> (String, bool) {
    let include = |path: &str| format!("<{path}>");
    let address = |address: &str| (!address.contains(':')).then(|| format!("/folder/{address}"));
    let variable = |name: &str| (name == "known").then(|| "value".to_owned());
    as_text(body, &Included { include: &include, address: &address, variable: &variable })
}

#[test]
fn includes_stand_alone_or_inside_of_text() {
    let one = "[!INCLUDE [n](inc.md)]";
    for (text, around) in [
        (one.to_owned(), Nothing),
        (format!("{one}\n{one}"), Nothing),
        (format!("> {one}"), Nothing),
        (format!("- a\n\n  {one}"), Nothing),
        (format!("- {one}"), Item),
        (format!("1. {one}\n2. b"), Item),
        (format!("- Use {one}"), Text),
        (format!("Use {one} today."), Text),
        (format!("{one}."), Text),
        (format!("# {one}"), Text),
        (format!("{one}\n==="), Text),
        (format!("**{one}**"), Text),
        (format!("[the {one} page](b.md)"), Text),
        (format!("![the {one} page](b.png)"), Text),
        (format!("> Use {one}\n> today."), Text),
        (format!("a\n| b |\n|---|\n| {one} |"), Text),
        (format!("| a |\n|---|\n| {one} |"), Cell),
        (format!("| a |\n|---|\n| Use {one} |"), Cell),
        (format!("| {one} |\n|---|"), Cell),
        ("[! Include [n](inc.md) ]".to_owned(), Nothing),
    ] {
        let found = all(&text);
        let is_right = found.iter().all(|include| include.path == "inc.md" && include.around == around);
        // A header without a row of dashes right below a sentence is a table for some and text for others.
        let is_ambiguous = text.starts_with("a\n|");
        assert!(!found.is_empty() && (is_right || is_ambiguous), "{text}: {found:?}");
    }
    for text in [
        format!("`{one}`"),
        format!("```\n{one}\n```"),
        format!("    {one}"),
        format!("\\{one}"),
        format!("<!-- {one} -->"),
    ] {
        assert_eq!(all(&text), [], "{text}");
    }
}

#[test]
fn a_file_of_one_paragraph_leaves_its_text() {
    for (body, text) in [
        ("Paper Kite", "Paper Kite"),
        ("\n\nPaper *Kite*\n", "Paper *Kite*"),
        ("Paper\nKite  \nand\\\nfold", "Paper Kite<br>and<br>fold"),
        (
            "[a](x.md) ![b](<y z.png>) [c](https://a.example/ \"t\")",
            "[a](/folder/x.md) ![b](</folder/y z.png>) [c](https://a.example/ \"t\")",
        ),
        ("[a *b*][r] and [r]\n\n[r]: x.md", "[a *b*](/folder/x.md) and [r](/folder/x.md)"),
        ("{ $known } and { $other } and \\{ $known }", "value and { $other } and \\{ $known }"),
        ("Use [!INCLUDE [n](inner.md)] now", "Use <inner.md> now"),
    ] {
        assert_eq!(text_of(body), (text.to_owned(), true), "{body}");
    }
}

#[test]
fn a_file_of_several_blocks_leaves_all_its_words() {
    for (body, text) in [
        ("# Kite\n\nFold it.", "Kite Fold it."),
        ("- a\n- b", "a b"),
        ("> a\n> b", "a b"),
        ("a\n\n```js\nlet `x`;\n```\n", "a `` let `x`; ``"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("<details>\n<summary>a</summary>\n</details>", "<details> <summary>a</summary> </details>"),
        ("a\n\n---\n\nb", "a b"),
    ] {
        assert_eq!(text_of(body), (text.to_owned(), false), "{body}");
    }
    assert_eq!(text_of(""), (String::new(), false));
}

fn put(body: &str, text: &str) -> String {
    let texts = [InlineText { path: "inc.md".to_owned(), text: text.to_owned(), is_one_paragraph: false }];
    let mut made = body.to_owned();
    for edit in edits(body, &texts).into_iter().rev() {
        made.replace_range(edit.range, &edit.text);
    }
    made
}

#[test]
fn a_text_that_is_put_in_opens_no_block_and_no_cell() {
    assert_eq!(put("[!INCLUDE [n](inc.md)] is", "# 1"), "\\# 1 is");
    assert_eq!(put("[!INCLUDE [n](inc.md)] is", "1. a"), "1\\. a is");
    assert_eq!(put("Use [!INCLUDE [n](inc.md)]", "1. a"), "Use 1. a");
    assert_eq!(
        put("| a |\n|---|\n| [!INCLUDE [n](inc.md)] |", "x | y \\| z"),
        "| a |\n|---|\n| x \\| y \\| z |"
    );
    assert_eq!(put("- [!INCLUDE [n](inc.md)]", "a"), "- [!INCLUDE [n](inc.md)]");
    assert_eq!(put("[!INCLUDE [n](inc.md)]", "a"), "[!INCLUDE [n](inc.md)]");
}
