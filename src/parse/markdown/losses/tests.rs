//! Shows what is reported as left out of a page, and what is not.

use super::{LossCause, losses};
use crate::parse::markdown::Document;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::text_map::TextMap;

/// Each loss of a text, with what stands at its place.
fn lost(text: &str) -> Vec<String> {
    let document = Document::parse(text, Vec::new(), TextMap::same(), &[], MarkdownOrigin::Author);
    let named = |cause: LossCause| match cause {
        LossCause::Element { name, is_linked } => format!("{name}{}", if is_linked { " linked" } else { "" }),
        LossCause::Attribute { element, name } => format!("{element} {name}"),
        LossCause::Cells => "cells".to_owned(),
        LossCause::Footnote => "footnote".to_owned(),
    };
    losses(&document)
        .into_iter()
        .map(|loss| format!("{}: {}", named(loss.cause), &text[loss.place]))
        .collect()
}

#[test]
fn each_element_that_readers_miss_is_reported_once() {
    for name in ["svg", "math", "form", "select", "input", "button", "textarea", "canvas", "script", "style"]
    {
        let inline = format!("a <{name} id=\"x\">b</{name}> c");
        assert_eq!(lost(&inline), [format!("{name}: <{name} id=\"x\">")], "{inline}");
        let block = format!("<div>\n<{name} id=\"x\">\nb\n</{name}>\n</div>");
        assert_eq!(lost(&block), [format!("{name}: <{name} id=\"x\">")], "{block}");
    }
    for name in ["video", "audio", "iframe", "embed"] {
        let text = format!("> - <{name} src=\"https://a.example/x\"></{name}>");
        assert_eq!(lost(&text), [format!("{name} linked: <{name} src=\"https://a.example/x\">")]);
    }
    assert_eq!(lost("<svg><g><text>a</text></g><title>b</title></svg>").len(), 1);
    assert_eq!(lost("<svg>\n\n<circle r=\"4\"/>\n\n</svg>").len(), 1);
    assert_eq!(lost("<circle r=\"4\"/> <mi>x</mi>"), ["circle: <circle r=\"4\"/>", "mi: <mi>"]);
}

#[test]
fn words_in_attributes_are_kept_or_reported() {
    let kept = "<a href=\"x\" title=\"T\">a</a> <img src=\"x\" alt=\"A\" title=\"T\"> <abbr title=\"T\">a</abbr> \
                <span aria-label=\"\" title=\"T\">b</span>";
    assert_eq!(lost(kept), [""; 0]);
    assert_eq!(
        lost("<table summary=\"Planes\"><tr><td>x</td></tr></table>"),
        ["table summary: <table summary=\"Planes\">"]
    );
    assert_eq!(
        lost("a <span aria-label=\"Plane\">b</span>"),
        ["span aria-label: <span aria-label=\"Plane\">"]
    );
}

#[test]
fn what_is_kept_or_meant_as_text_is_not_reported() {
    for text in [
        "<ruby>a<rp>(</rp><rt>b</rt></ruby> <big>c</big> <center>d</center> <label>e</label>",
        "`<svg>` <your-domain> <title> <input> <form>",
        "```html\n<svg></svg>\n```\n\n    <video src=x>",
        "<picture><source srcset=\"a.png\"><img src=\"b.png\"></picture>",
        "<table><colgroup><col></colgroup><tr><td>x</td></tr></table>",
        "<noscript>a</noscript> <!-- <svg> -->",
        "![<svg>](a.png)",
    ] {
        assert_eq!(lost(text), [""; 0], "{text}");
    }
}

#[test]
fn cells_without_a_column_are_reported() {
    assert_eq!(lost("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n"), ["cells:  3 | 4 |"]);
    assert_eq!(lost("a | b\n--|--\n1 | 2 | 3"), ["cells:  3"]);
    assert_eq!(lost("> - | a |\n>   |---|\n>   | 1 | 2 |\n"), ["cells:  2 |"]);
    for text in [
        "| a | b |\n|---|---|\n| 1 | 2 | |\n| 1 | 2 |  \n| 1\n| x \\| y | 2 |\n| `x \\| y` | 2 |\n| \\\\ | 2 |\n",
        "a\n-\n\n| 1 | 2 |",
    ] {
        assert_eq!(lost(text), [""; 0], "{text}");
    }
}

#[test]
fn a_footnote_without_a_reference_is_reported() {
    assert_eq!(lost("a[^1]\n\n[^1]: b\n\n[^2]: c\n"), ["footnote: [^2]: c"]);
    assert_eq!(lost("a[^1] b[^1]\n\n[^1]: b\n"), [""; 0]);
}
