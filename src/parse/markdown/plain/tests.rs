//! Shows what of a body search reads.

use super::{PlainSite, PlainText, read};
use crate::parse::markdown::Document;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::markdown::outline::Outline;
use crate::parse::text_map::TextMap;

fn plain(text: &str) -> PlainText {
    let document = Document::parse(text, Vec::new(), TextMap::same(), &[], MarkdownOrigin::Author);
    let include = |path: &str| (path == "part.md").then(|| plain("Included.\n\n## Part\n\nMore."));
    let site = PlainSite { expand: &|_| None, include: &include };
    read(&document, &Outline::of(&document), &site)
}

fn text(of: &str) -> String {
    plain(of).parts.into_iter().map(|part| format!("{}{}", part.heading, part.text)).collect()
}

#[test]
fn a_ruby_annotation_is_found_by_its_text_and_by_its_reading() {
    let inline = plain("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む。");
    assert_eq!(inline.parts[0].text, "漢字を読む。\n");
    assert_eq!(inline.keywords, ["かんじ"]);
    let block = plain("<p>\n<ruby>東<rt>とう</ruby>です。\n</p>");
    assert_eq!(block.parts[0].text, "東です。\n");
    assert_eq!(block.keywords, ["とう"]);
    let heading = plain("## <ruby>東<rt>とう</rt></ruby>の章\n\na");
    assert_eq!((&*heading.parts[0].heading, &*heading.parts[0].anchor), ("東の章", "東の章"));
}

#[test]
fn the_text_of_html_is_read_without_what_is_left_out() {
    assert_eq!(
        text("<table><tr><td>One</td><td>two</td></tr><tr><td>th<b>re</b>e</td></tr></table>"),
        "One two\nthree\n"
    );
    assert_eq!(text("<details><summary>More &amp; more</summary>x<br>y</details>"), "More & more\nx y\n");
    assert_eq!(text("a <svg><text>no</text></svg> b <script>no()</script>"), "a b\n");
    assert_eq!(text("<script>\nno()\n</script>\n\nyes"), "yes\n");
    assert_eq!(text("<img src=\"x.png\" alt=\"A plane\">"), "A plane\n");
    assert_eq!(plain("[a](b \"The title\") <abbr title=\"long\">l</abbr>").keywords, ["The title", "long"]);
}

#[test]
fn what_is_included_is_found_where_readers_see_it() {
    assert_eq!(
        text("Before.\n\n[!INCLUDE [part](part.md)]\n\nAfter."),
        "Before.\nIncluded.\nPart\nMore.\nAfter.\n"
    );
    assert_eq!(text("[!INCLUDE [gone](gone.md)]"), "");
}
