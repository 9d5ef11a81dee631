//! Shows that a message about damaged front matter names the line that is wrong and says how to mend it.

use crate::diagnostics::Code;
use crate::parse::article::Article;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::source::{Root, SourcePath};

#[test]
fn the_line_that_is_wrong_is_named_with_what_to_do() {
    for (yaml, line, wanted) in [
        ("title: How to: begin", "title: How to: begin", "put it in quotation marks"),
        ("author: a\ntitle: [Welcome\nslug: b", "title: [Welcome", "opens a list that is not closed"),
        ("author: a\ntitle: {Welcome\nslug: b", "title: {Welcome", "opens a table that is not closed"),
        ("author: a\n\ttitle: b", "\ttitle: b", "a tab stands before the key"),
        ("title: \"Quick\" start", "title: \"Quick\" start", "of the other kind"),
        ("title: 'Quick' start", "title: 'Quick' start", "of the other kind"),
        ("title: @home", "title: @home", "no value can begin with `@`"),
        ("title: `home`", "title: `home`", "no value can begin with"),
        ("author: a\ntitle: \"Welcome\nslug: b", "title: \"Welcome", "is not closed"),
        ("title: a\nslug:b\nauthor: c", "slug:b", "a space is missing"),
        ("title: a\nslug b\nauthor: c", "slug b", "a colon and a space are missing"),
        (
            "title: a\n  b\ndescription: |\n  x: y: z\nauthor: \"c\n  d: e: f\"\nslug: g: h",
            "slug: g: h",
            "colon",
        ),
    ] {
        let text = format!("---\n{yaml}\n---\n# H\n");
        let path = SourcePath::new(Root::Content, "en-US/a.md");
        let diagnostics = Article::parse(&path, &text, MarkdownOrigin::Author).diagnostics;
        assert_eq!(diagnostics.len(), 1, "{yaml:?}: {diagnostics:?}");
        assert_eq!(diagnostics[0].code, Code::FrontMatterSyntax, "{yaml:?}");
        assert!(diagnostics[0].message.contains(wanted), "{yaml:?}: {}", diagnostics[0].message);
        let span = diagnostics[0].place.as_ref().unwrap().span;
        assert_eq!(&text[span.start as usize..span.end as usize], line, "{yaml:?}");
    }
}

#[test]
fn values_keep_the_text_that_their_authors_wrote() {
    for (written, text) in [
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("True", "True"),
        ("1e3", "1e3"),
        ("0755", "0755"),
        (".5", ".5"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1234567890123456789012345678901234567890123456", "1234567890123456789012345678901234567890123456"),
        ("'1.10'", "1.10"),
        ("&a 1.10", "1.10"),
        ("1.10 # why", "1.10"),
        ("\"Quick\" start", "\"Quick\" start"),
    ] {
        let path = SourcePath::new(Root::Content, "en-US/a.md");
        let text_of_file =
            format!("---\ntitle: {written}\nms.assetid: {written}\nown: {written}\n---\n# H\n");
        let front_matter = Article::parse(&path, &text_of_file, MarkdownOrigin::Author).value.front_matter;
        assert_eq!(front_matter.title.as_deref(), Some(text), "{written}");
        assert_eq!(front_matter.params["ms.assetid"], text, "{written}");
    }
    let path = SourcePath::new(Root::Content, "en-US/a.md");
    let lists = "---\ntags: [1.10, True]\nkeywords:\n- 0x1F\n- 5\nweight: 3\nversion: 1.10\nbuild: 7\nvars: {v: 1.10, n: 2}\n---\n";
    let params = Article::parse(&path, lists, MarkdownOrigin::Author).value.front_matter.params;
    let wanted = serde_json::json!({
        "tags": ["1.10", "True"], "keywords": ["0x1F", "5"], "weight": 3, "version": "1.10", "build": 7,
        "vars": {"v": "1.10", "n": 2}
    });
    assert_eq!(serde_json::Value::Object(params), wanted);
}
