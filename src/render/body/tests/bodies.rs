//! Shows bodies whose sentences stand in unusual places: alone without a translation, in raw HTML, in what other articles include.

use std::collections::BTreeSet;

use crate::diagnostics::Code;
use crate::parse::markdown::html_tag::{HtmlToken, tokens};

use crate::testing::fixture::{Built, Site, unit};

fn article(body: &str) -> String {
    format!("---\ntitle: Drager\n---\n# Drager\n\n{body}\n")
}

/// A site of one Danish article and its English source's stand-in.
fn built(body: &str) -> Built {
    let text = article(body);
    Site::of(&[
        ("content/da-DK/kites.md", &text),
        ("content/en-US/kites.md", "---\ntitle: Kites\n---\n# Kites\n"),
    ])
    .build()
}

/// The article's text without attributes that do not matter here.
fn drawn(body: &str) -> String {
    let built = built(body);
    let main = built.main("da-dk/kites");
    let start = main.find("</section>").unwrap() + "</section>".len();
    let text =
        main[start..main.find("</article>").unwrap()].trim().replace(" dir=\"ltr\" data-nosnippet", "");
    text.replace(" lang=\"en-US\"", "")
        .replace(" dir=\"ltr\"", "")
        .replace(" data-state=\"missing\"", "")
        .replace(" unit-stale", "")
        .replace("<del>", "")
        .replace("</del>", "")
        .replace(" data-state=\"stale\"", "")
}

const EMPTY: &str = "<span class=\"unit unit-missing\" id=\"hx-u102\">Tie it.</span>";

#[test]
fn a_sentence_alone_without_a_translation_is_a_paragraph() {
    let empty = unit(102, "", "Tie it.");
    assert_eq!(drawn(&format!("{empty}\n\nBind den.")), format!("<p>{EMPTY}</p>\n<p>Bind den.</p>"));
    assert_eq!(drawn(&format!("Bind den.\n\n{empty}")), format!("<p>Bind den.</p>\n<p>{EMPTY}</p>"));
    assert_eq!(
        drawn(&format!("> Bind den.\n>\n> {empty}")),
        format!("<blockquote>\n<p>Bind den.</p>\n<p>{EMPTY}</p>\n</blockquote>")
    );
    let two = format!("{empty} {}\n\n## Bind", unit(103, "", "Now."));
    assert!(drawn(&two).starts_with(&format!(
        "<p>{EMPTY} <span class=\"unit unit-missing\" id=\"hx-u103\">Now.</span></p>\n<h2"
    )));
}

#[test]
fn where_text_may_stand_it_stays_text() {
    let empty = unit(102, "", "Tie it.");
    assert_eq!(drawn(&format!("Bind den. {empty}")), format!("<p>Bind den. {EMPTY} </p>"));
    assert_eq!(drawn(&format!("- {empty}\n- b")), format!("<ul>\n<li>{EMPTY} </li>\n<li>b</li>\n</ul>"));
    let table = drawn(&format!("| a | b |\n|---|---|\n| {empty} | c |\n| d | {} |\n", unit(103, "", "Now.")));
    assert!(table.contains(&format!("<td>{EMPTY} </td>")), "{table}");
    assert!(table.contains("id=\"hx-u103\">Now.</span> </td>"), "{table}");
}

#[test]
fn sentences_in_raw_html_keep_their_source() {
    let source = |text: &str| format!("<span class=\"source\">{text}</span>");
    let cell = unit(102, "Bind <b>den</b>.", "Tie <b>it</b>.");
    let text = drawn(&format!(
        "<table>\n<tr><td>{cell} {}</td>\n<td>{}</td></tr>\n</table>",
        unit(103, "Nu.", "Now."),
        unit(104, "", "Go.")
    ));
    assert!(
        text.contains(&format!(
            "<td><span class=\"unit\" id=\"hx-u102\">Bind <b>den</b>.{}</span> ",
            source("Tie it.")
        )),
        "{text}"
    );
    assert!(
        text.contains(&format!("<span class=\"unit\" id=\"hx-u103\">Nu.{}</span></td>", source("Now."))),
        "{text}"
    );
    assert!(text.contains("<td><span class=\"unit unit-missing\" id=\"hx-u104\">Go.</span> </td>"), "{text}");
    let quoted = drawn(&format!(
        "> <div>\n> {}\n> <p>{}</p></div>",
        unit(102, "Bind den.", "Tie it."),
        unit(103, "Nu.", "Now.")
    ));
    assert!(quoted.contains(&format!("id=\"hx-u102\">Bind den.{}</span>", source("Tie it."))), "{quoted}");
    assert!(
        quoted.contains(&format!(
            "<div><span class=\"unit\" id=\"hx-u103\">Nu.{}</span></div>",
            source("Now.")
        )),
        "{quoted}"
    );
    let over = drawn(&format!("<div>{}</div>", unit(102, "Bind <b>den</div><div>nu</b>.", "Tie it.")));
    assert!(is_balanced(&over), "{over}");
}

fn is_balanced(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for token in tokens(html) {
        match token {
            HtmlToken::Open { name, .. } if !matches!(name.as_str(), "br" | "hr" | "img" | "input") => {
                open.push(name)
            }
            HtmlToken::Close(name) if open.pop() != Some(name.clone()) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

#[test]
fn a_footnote_in_a_source_is_no_text() {
    let text = drawn(&format!("{}\n\n[^1]: Godt.", unit(102, "Bind den.[^1]", "Tie `[^it]` well.[^1]")));
    assert!(text.contains("<span class=\"source\">Tie <code>[^it]</code> well.</span>"), "{text}");
}

#[test]
fn what_is_included_twice_has_ids_of_its_own_and_no_second_title() {
    let part = "---\ntitle: Part\n---\n# Part\n\n<a name=\"here\"></a>See [below](#below).[^1]\n\n## Below\n\n[^1]: A note.\n";
    let body = article("[!INCLUDE [part](part.md)]\n\nBetween.\n\n[!INCLUDE [part](part.md)]");
    let built = Site::of(&[
        ("content/da-DK/kites.md", &body),
        ("content/da-DK/part.md", part),
        ("content/en-US/kites.md", &body),
    ])
    .build();
    let main = built.main("da-dk/kites");
    assert_eq!(main.matches("<h1").count(), 1, "{main}");
    assert_eq!(main.matches(">Part<a").count() + main.matches(">Part <a").count(), 2, "{main}");
    let mut ids = BTreeSet::new();
    let mut targets = Vec::new();
    for token in tokens(main) {
        let HtmlToken::Open { attributes, .. } = token else { continue };
        for (name, value) in attributes {
            match name.as_str() {
                "id" => assert!(ids.insert(value.clone()), "{value} stands twice in {main}"),
                "href" => targets.extend(value.strip_prefix('#').map(str::to_owned)),
                _ => {}
            }
        }
    }
    assert!(targets.len() >= 8, "{targets:?}");
    assert!(targets.iter().all(|target| ids.contains(target)), "{targets:?} {ids:?}");
}

#[test]
fn a_circle_of_includes_is_told_in_each_of_its_files() {
    let include = |next: &str| article(&format!("[!INCLUDE [next]({next}.md)]"));
    let (a, b, c) = (include("b"), include("c"), include("a"));
    let files = [
        ("content/en-US/a.md", a.as_str()),
        ("content/en-US/b.md", &b),
        ("content/en-US/c.md", &c),
        ("content/en-US/d.md", &a),
    ];
    let built = Site::of(&files).build();
    let told: Vec<_> =
        built.report.diagnostics.iter().filter(|told| told.code == Code::IncludeCycle).collect();
    let paths: Vec<&str> = told.iter().map(|told| &*told.place.as_ref().unwrap().path.path).collect();
    assert_eq!(paths, ["en-US/a.md", "en-US/b.md", "en-US/c.md"], "{}", built.told);
    assert!(told[0].message.ends_with("`b` → `c`"), "{}", told[0].message);
}
