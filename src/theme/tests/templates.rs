//! Templates: layers, messages, errors with places, and what the default theme renders.

use std::sync::Arc;

use crate::theme::assets::ThemeFiles;
use crate::theme::context::PageKind;
use crate::theme::message::{Arg, Translate};
use crate::theme::template_error::TemplateError;
use crate::theme::templates::{Layer, TemplateFile, Templates};

use crate::theme::tests::samples::{article, article_of, fallback, page, rendered, site, templates};
use crate::theme::tests::words::SAMPLES;

/// Echoes the locale, the id and the arguments.
fn echo() -> Arc<Translate> {
    Arc::new(|lang: &str, id: &str, args: &[(String, Arg)]| {
        let mut args: Vec<String> = args
            .iter()
            .map(|(name, value)| match value {
                Arg::Text(text) => format!("{name}=\u{2068}{text}\u{2069}"),
                Arg::Number(number) => format!("{name}={number}"),
            })
            .collect();
        args.sort();
        format!("{lang}<{id}>{}", args.join("&"))
    })
}

fn layer(name: &str, files: &[(&str, &str)]) -> Layer {
    let file =
        |(name, text): &(&str, &str)| TemplateFile { name: (*name).to_owned(), text: (*text).to_owned() };
    Layer { name: name.to_owned(), files: files.iter().map(file).collect() }
}

fn load(files: &[(&str, &str)]) -> Result<Templates, Vec<TemplateError>> {
    Templates::load(vec![layer("site", files)], echo())
}

fn render(text: &str) -> Result<String, TemplateError> {
    let sample = &SAMPLES[1];
    let page = page(sample, PageKind::Home, "", "Bjørn & <co>");
    load(&[("home.html", text)]).unwrap().page(&site(sample), page)
}

#[test]
fn a_nearer_layer_overrides_one_part_and_can_extend_what_it_hides() {
    let far = layer(
        "default",
        &[
            ("home.html", "{% block a %}far{% endblock %} {% include \"part.html\" %}"),
            ("part.html", "far part"),
        ],
    );
    let near = layer(
        "site",
        &[
            ("part.html", "near part"),
            (
                "home.html",
                "{% extends \"default/home.html\" %}{% block a %}near, {{ super() }}{% endblock %}",
            ),
        ],
    );
    let templates = Templates::load(vec![near, far], echo()).unwrap();
    let page = page(&SAMPLES[0], PageKind::Home, "", "");
    assert_eq!(templates.page(&site(&SAMPLES[0]), page).unwrap(), "near, far near part");
}

#[test]
fn words_are_looked_up_in_the_readers_locale_and_escaped() {
    let html = render("{{ t(id=\"hello\", name=page.title, n=3) }}").unwrap();
    assert_eq!(html, "da-DK&lt;hello&gt;n=3&amp;name=\u{2068}Bjørn &amp; &lt;co&gt;\u{2069}");
}

#[test]
fn words_in_an_attribute_carry_no_isolation_marks() {
    let html = render("{{ t_attr(id=\"hello\", name=page.title) }}").unwrap();
    assert_eq!(html, "da-DK&lt;hello&gt;name=Bjørn &amp; &lt;co&gt;");
}

#[test]
fn only_safe_arguments_bring_markup_into_words() {
    let text = "{% set name %}<b>{{ page.title }}</b>{% endset %}{{ t(id=\"x\", a=name | safe, b=\"<i>\") }}";
    let expected =
        "da-DK&lt;x&gt;a=\u{2068}<b>Bjørn &amp; &lt;co&gt;</b>\u{2069}&amp;b=\u{2068}&lt;i&gt;\u{2069}";
    assert_eq!(render(text).unwrap(), expected);
}

#[test]
fn a_plain_argument_cannot_pose_as_markup() {
    let text = "{% set a %}<b>{% endset %}{{ t(id=\"x\", a=a | safe, b=\"\u{FDD0}\") }}";
    assert_eq!(render(text).unwrap().matches("<b>").count(), 1);
}

#[test]
fn words_are_found_inside_loops_and_includes() {
    let home = "{% for l in [1, 2] %}{% include \"part.html\" %}{% endfor %}";
    let templates = load(&[("home.html", home), ("part.html", "{{ t(id=\"x\") }};")]).unwrap();
    let page = page(&SAMPLES[2], PageKind::Home, "", "");
    assert_eq!(templates.page(&site(&SAMPLES[2]), page).unwrap(), "ar-SA&lt;x&gt;;ar-SA&lt;x&gt;;");
}

#[test]
fn an_unknown_variable_is_an_error_with_its_place() {
    let error = render("<p>\n{{ page.tilte }}</p>").unwrap_err();
    assert_eq!((error.layer.as_str(), error.template.as_str()), ("site", "home.html"));
    assert!(error.message.contains("tilte"), "{}", error.message);
    let span = error.span.unwrap();
    assert!("<p>\n{{ page.tilte }}</p>"[span].contains("tilte"));
    assert!(render("{{ nothing }}").is_err());
}

#[test]
fn all_syntax_errors_of_all_templates_are_told_in_one_run() {
    let errors =
        load(&[("a.html", "{% if %}"), ("b.html", "fine"), ("c.html", "\n{{ 1 + }}")]).err().unwrap();
    let names: Vec<_> = errors.iter().map(|error| error.template.as_str()).collect();
    assert_eq!(names, ["a.html", "c.html"]);
    assert!(errors.iter().all(|error| error.span.is_some()));
}

#[test]
fn all_references_to_nothing_are_reported_with_their_place() {
    let text = "é{{ unknown(x=1) }}";
    let errors = load(&[("a.html", text), ("b.html", "\n{{ 1 | nope }}")]).err().unwrap();
    let reported: Vec<_> =
        errors.iter().map(|error| (error.template.as_str(), error.message.as_str())).collect();
    assert_eq!(reported, [("a.html", "Unknown function `unknown`"), ("b.html", "Unknown filter `nope`")]);
    assert!(text[errors[0].span.clone().unwrap().start..].starts_with("unknown"));
}

#[test]
fn a_template_that_extends_nothing_is_an_error() {
    let errors = load(&[("a.html", "{% extends \"none.html\" %}")]).err().unwrap();
    assert!(errors[0].message.contains("none.html"));
}

#[test]
fn every_word_of_the_theme_has_a_message_and_every_message_used_takes_its_arguments() {
    let ftl = std::fs::read_to_string("locales/en/hexapla.ftl").unwrap();
    for file in ThemeFiles::embedded().layer().files {
        for call in file.text.split("t(id=\"").skip(1).chain(file.text.split("t_attr(id=\"").skip(1)) {
            let id = call.split('"').next().unwrap();
            assert!(ftl.contains(&format!("\n{id} =")), "{id} in {}", file.name);
        }
    }
    for (path, html) in rendered() {
        assert!(!html.contains("{$"), "a variable was not given in {path}");
    }
}

#[test]
fn no_page_holds_inline_style_or_script_or_a_second_h1() {
    for (path, html) in rendered() {
        assert!(!html.contains("style="), "{path}");
        assert!(!html.contains("<script>") && !html.contains(" onclick"), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_eq!(html.matches("<main").count(), 1, "{path}");
    }
}

#[test]
fn ids_of_a_page_are_unique() {
    for (path, html) in rendered() {
        let mut ids: Vec<_> =
            html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}");
    }
}

#[test]
fn the_article_tells_how_it_was_translated_and_offers_the_original() {
    let sample = &SAMPLES[1];
    let templates = templates();
    let html = templates.page(&site(sample), article(sample, &templates)).unwrap();
    assert!(html.contains("<time datetime=\"2026-11-20\">20. november 2026</time>"));
    assert!(html.contains("hreflang=\"en-US\">"));
    assert!(html.contains("data-source-switch"));
    assert!(html.find("</h1>").unwrap() < html.find("class=\"notices\"").unwrap());
    assert!(html.find("class=\"notices\"").unwrap() < html.find("id=\"before\"").unwrap());
}

#[test]
fn the_list_of_the_section_marks_the_page_that_it_stands_on() {
    let sample = &SAMPLES[0];
    let templates = templates();
    let html = templates.page(&site(sample), article(sample, &templates)).unwrap();
    let marked = "<a href=\"/en-us/deliveries/change/\" aria-current=\"page\">";
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    assert!(html.contains(marked));
}

#[test]
fn a_fallback_page_keeps_the_readers_frame_around_the_others_text() {
    let sample = &SAMPLES[2];
    let templates = templates();
    let html = templates.page(&site(sample), fallback(sample, &templates)).unwrap();
    assert!(html.contains("<html lang=\"ar-SA\" dir=\"rtl\">"));
    assert!(html.contains("class=\"column\" tabindex=\"-1\" lang=\"en-US\" dir=\"ltr\""));
    assert!(html.contains("<section class=\"notices\" lang=\"ar-SA\" dir=\"rtl\""));
    assert!(html.contains("<bdi lang=\"en-US\" dir=\"ltr\">English</bdi>"));
    assert!(html.contains("<meta name=\"robots\" content=\"noindex, follow\">"));
}

#[test]
fn at_most_two_notices_are_shown() {
    let sample = &SAMPLES[1];
    let templates = templates();
    let mut page = article(sample, &templates);
    let notices = &mut article_of(&mut page).notices;
    *notices = vec![notices[0].clone(), notices[0].clone(), notices[0].clone()];
    let html = templates.page(&site(sample), page).unwrap();
    assert_eq!(html.matches("class=\"notice ").count(), 2);
}

#[test]
fn hostile_titles_stay_text() {
    let sample = &SAMPLES[0];
    let templates = templates();
    let mut page = article(sample, &templates);
    let hostile = "\"><script>alert(1)</script>";
    page.frame.title = hostile.to_owned();
    page.frame.description = hostile.to_owned();
    article_of(&mut page).contents[0].title = hostile.to_owned();
    page.frame.breadcrumbs[0].title = hostile.to_owned();
    let html = templates.page(&site(sample), page).unwrap();
    assert!(!html.contains("<script>"));
}
