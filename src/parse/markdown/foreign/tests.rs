//! Shows which markup of other generators is reported, and what only looks like it.

use super::ForeignKind::{self, *};
use super::all;
use crate::parse::markdown::Document;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::text_map::TextMap;

/// Each kind with how often it stands in a text, and the first place.
fn found(text: &str) -> Vec<(ForeignKind, usize, &str)> {
    let document = Document::parse(text, Vec::new(), TextMap::same(), &[], MarkdownOrigin::Author);
    all(&document).into_iter().map(|markup| (markup.kind, markup.count, &text[markup.place])).collect()
}

#[test]
fn each_kind_is_reported_once_with_its_first_place() {
    for (text, kind, place) in [
        ("## A {#a}", Attributes, "{#a}"),
        ("## A { #a .b }", Attributes, "{ #a .b }"),
        ("A\n{: .note }", Attributes, "{: .note }"),
        ("[a](b.md){ target=_blank }", Attributes, "{ target=_blank }"),
        ("a {{< ref \"x\" >}} b", Shortcode, "{{< ref \"x\" >}}"),
        ("{{% alert %}}\nb\n{{% /alert %}}", Shortcode, "{{% alert %}}"),
        ("{{#include a.md}}", Shortcode, "{{#include a.md}}"),
        ("{% raw %}", TemplateTag, "{% raw %}"),
        ("!!! note \"Title\"\n    b", Admonition, "!!! note \"Title\""),
        ("> ??? tip", Admonition, "??? tip"),
        ("/// tip | Title\n\nb\n\n///", SlashBlock, "/// tip | Title"),
        ("=== \"Tab\"\n\n    b", ContentTab, "=== \"Tab\""),
        ("--8<-- \"a.md\"", SnippetLine, "--8<-- \"a.md\""),
        ("{* ../a.py hl[1] *}", SnippetLine, "{* ../a.py hl[1] *}"),
        ("<<< @/a.js{1}", SnippetLine, "<<< @/a.js{1}"),
        ("import {A} from '@x/y';", Import, "import {A} from '@x/y';"),
        ("import A from \"./A.astro\"", Import, "import A from \"./A.astro\""),
        ("<CardGrid>\n\na\n\n</CardGrid>", Component, "<CardGrid>"),
        ("a <Badge text=\"b\" />", Component, "<Badge text=\"b\" />"),
        ("<my-part name=\"x\"></my-part>", Component, "<my-part name=\"x\">"),
        ("<div>\n<Tabs client:load />\n</div>", Component, "<Tabs client:load />"),
        ("[[toc]]", TableOfContents, "[[toc]]"),
        ("[TOC]", TableOfContents, "[TOC]"),
        ("$$\nx\n$$", Formula, "$$\nx\n$$"),
        ("a :tada: b", EmojiName, ":tada:"),
        ("Word\n: what it means", DefinitionList, ": what it means"),
        ("+++\na = 1\n+++", TomlFence, "+++"),
        ("{/* a comment */}", ExpressionComment, "{/* a comment */}"),
    ] {
        let found = found(text);
        assert!(found.iter().any(|(known, _, at)| *known == kind && *at == place), "{text}: {found:?}");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    assert_eq!(found("# A {#a}\n\n## B {#b}\n\nc {.d}"), [(Attributes, 3, "{#a}")]);
}

#[test]
fn what_only_looks_like_it_is_not_reported() {
    for text in [
        "`{#a}` `{{< b >}}` `<Tabs />`",
        "```\n!!! note\n{% raw %}\n```",
        "    === \"Tab\"",
        "a \\{#a} { -term } { $variable } {0} {} {name}",
        "Use <your-domain> or <GroupName> and \\<Badge text=\"b\">.",
        "At 10:30:45, ratio 1:2:3, `a`:b:c and https://a.example/:x: y",
        "It costs $$ or $5 and $6.",
        "Ready!!! Steady??? Go /// on",
        "import your data from a file",
        "[a]({{#x}}.md \"t\")",
        "Title\n===",
        "<!-- <Badge a=\"b\" /> -->",
        "<details><summary>a</summary></details>",
        "> [!NOTE]\n> a",
        "::: tip\na\n:::",
        "A: b\nc",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}
