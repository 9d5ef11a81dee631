//! Components through the whole program: a site's own by one template file, what is reported about them, sources beside sentences, links.

use crate::testing::fixture::{Built, Site};

const FRONT: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

/// All that a site adds to have a component of its own.
const LANTERN: &str = "{# A light: `colour` and how `bright` it is. -#}
{% component lantern(colour: String, bright: Integer = 1, title: String = \"\", @lang, @index) -%}
<aside class=\"lantern\" data-colour=\"{{ colour }}\" data-bright=\"{{ bright + 1 }}\" data-lang=\"{{ lang }}\" data-index=\"{{ index }}\">
<p>{{ title }}{{ t(id=\"alert-tip\") }}</p>
{{ body }}</aside>
{% endcomponent lantern %}
";

fn build(files: &[(&str, &str)], body: &str) -> Built {
    let article = format!("{FRONT}{body}\n");
    let mut all = vec![("content/en-US/fly.md", article.as_str())];
    all.extend(files);
    Site::of(&all).build()
}

fn with_lantern(body: &str) -> Built {
    build(
        &[
            ("hexapla.toml", "[theme]\nname = \"night\"\n"),
            ("themes/night/templates/components/lantern.html", LANTERN),
        ],
        body,
    )
}

#[test]
fn one_template_file_makes_a_component() {
    let built = with_lantern("::: lantern colour=\"red & <b>\" bright=\"3\"\nLight *it*.\n:::");
    assert_eq!(built.told, "");
    let expected = "<aside class=\"lantern\" data-colour=\"red &amp; &lt;b&gt;\" data-bright=\"4\" data-lang=\"en-US\" data-index=\"0\">\n<p>Tip</p>\n<p>Light <em>it</em>.</p>\n</aside>";
    assert!(built.main("en-us/fly").contains(expected), "{}", built.main("en-us/fly"));
}

#[test]
fn words_of_a_components_template_are_told_and_those_of_articles_are_not() {
    let hard_coded = LANTERN.replace("<p>", "<p>Look here: ");
    let files = [
        ("hexapla.toml", "[theme]\nname = \"night\"\n"),
        ("themes/night/templates/components/lantern.html", hard_coded.as_str()),
        ("content/da-DK/tie.md", FRONT),
    ];
    let built = build(&files, "::: lantern colour=\"red\" title=\"Bright\"\nLight *it*.\n:::");
    let report: Vec<&str> = built.told.lines().filter(|line| line.contains("text-hard-coded")).collect();
    assert_eq!(report.len(), 1, "{}", built.told);
    assert!(
        report[0].contains("components/lantern.html:4:") && report[0].contains("Look here:"),
        "{}",
        built.told
    );
}

#[test]
fn a_site_can_stand_in_for_a_component_of_the_theme() {
    let files = [
        ("hexapla.toml", "[theme]\nname = \"night\"\n"),
        (
            "themes/night/templates/components/alert.html",
            "{% component alert(kind: String, title: String = \"\") %}<b>{{ kind }}</b>{{ body }}{% endcomponent alert %}",
        ),
    ];
    let built = build(&files, "> [!TIP]\n> Hold on.");
    assert!(built.main("en-us/fly").contains("<b>tip</b><p>Hold on.</p>"), "{}", built.main("en-us/fly"));
}

#[test]
fn what_a_component_does_not_take_is_told_with_what_it_does() {
    let report = with_lantern(
        "::: lantern color=\"red\" bright=\"very\"\na\n:::\n\n::: lamtern\nb\n:::\n\n::: lantern colour=\"x\" \"y\"\nc\n:::",
    )
    .told;
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 4, "{report}");
    for (line, part) in lines.iter().zip([
        "error[component-attribute-invalid]: `lantern` has no attribute `color`",
        "`bright` must be a whole number",
        "error[component-unknown]: the theme has no component `lamtern`",
        "this is no attribute",
    ]) {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn lines_without_their_partner_are_told() {
    let report = build(&[], "::: tip\nHold on.\n\n- item\n\n  :::\n").told;
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines[0].contains("fly.md:7:1: error[component-unpaired]: nothing ends the component `tip`"),
        "{report}"
    );
    assert!(
        lines[1].contains("fly.md:12:3: error[component-unpaired]: no component is open here"),
        "{report}"
    );
    let report = build(&[], "::: accordion\na\n:::").told;
    assert!(report.contains("`accordion` needs the attribute `title`"), "{report}");
}

#[test]
fn a_component_that_fails_publishes_nothing() {
    let files = [
        ("hexapla.toml", "[theme]\nname = \"night\"\n"),
        (
            "themes/night/templates/components/lantern.html",
            "{% component lantern(title: String) %}{{ title.colour.name }}{% endcomponent lantern %}",
        ),
    ];
    let built = build(&files, "::: lantern title=\"x\"\na\n:::");
    assert!(built.report.unusable, "{}", built.told);
    assert!(built.told.contains("themes/night/templates/components/lantern.html"), "{}", built.told);
}

#[test]
fn only_pages_with_components_load_their_stylesheet() {
    let built = build(&[("content/en-US/plain.md", FRONT)], "::: tabs\n::: tab title=\"A\"\na\n:::\n:::");
    let sheets = |page: &str| page.matches("rel=\"stylesheet\"").count();
    assert_eq!(sheets(built.page("en-us/fly")), 2);
    assert_eq!(sheets(built.page("en-us/plain")), 1);
    let alert = build(&[], "> [!TIP]\n> Hold on.");
    assert_eq!(sheets(alert.page("en-us/fly")), 1);
}

#[test]
fn links_lead_to_components_and_components_to_articles() {
    let built = build(
        &[(
            "content/en-US/tie.md",
            "---\ntitle: Tie\ndescription: Tie.\n---\n# Tie\n\n[Wings](fly.md#wings) [Gone](fly.md#tail)\n",
        )],
        "::: accordion title=\"Wings\"\na\n:::\n\n::: cards\n::: card title=\"Tie\" href=\"tie.md\" :::\n::: card title=\"No\" href=\"no.md\" :::\n:::",
    );
    assert!(built.main("en-us/tie").contains("href=\"../fly/#wings\""));
    assert!(built.main("en-us/fly").contains("<a href=\"../tie/\">Tie</a>"));
    assert_eq!(built.told.lines().count(), 2, "{}", built.told);
    assert!(
        built.told.contains("no anchor `tail`") && built.told.contains("there is no `no.md`"),
        "{}",
        built.told
    );
}

/// A translation whose tab, title and text carry their sources.
const TRANSLATED: &str = "---\ntitle: Drager\ndescription: Om drager.\n---\n# <a name=\"kites\"></a><span data-ttu-id=\"1a2b3-103\">Drager</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-103\">Kites</span></span>\n\n::: accordion title=\"<span data-ttu-id=\"1a2b3-104\">Vinger</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-104\">Wings</span></span>\"\n<span data-ttu-id=\"1a2b3-105\">Fold dem.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-105\">Fold them.</span></span>\n:::\n";

#[test]
fn sentences_in_components_keep_their_source_and_titles_are_units() {
    let built =
        build(&[("content/da-DK/fly.md", TRANSLATED)], "::: accordion title=\"Wings\"\nFold them.\n:::");
    let main = built.main("da-dk/fly");
    assert!(
        main.contains(
            "id=\"wings\">\n<summary>Vinger</summary>\n<p><span class=\"unit\" id=\"hx-u105\">Fold dem."
        ),
        "{main}"
    );
    assert!(main.contains("data-nosnippet>Fold them.</span>"), "{main}");
    assert!(!main.contains("unit-missing") && !main.contains("unit-stale"), "{main}");
    let fallback =
        build(&[("content/fr-FR/other.md", FRONT)], "::: accordion title=\"Wings\"\nFold them.\n:::");
    assert!(fallback.main("fr-fr/fly").contains("<summary>Wings</summary>\n<p>Fold them.</p>"));
}

#[test]
fn a_catalog_translates_titles_and_keeps_quotation_marks() {
    let catalog = "title = Drager\n# Source: Wings\nu-WINGS = Vinger \"til\" alle\n";
    let units = crate::catalogs::catalog::units_of(
        &crate::parse::article::Article::parse(
            &crate::source::SourcePath::new(crate::source::Root::Content, "en-US/fly.md"),
            &format!("{FRONT}::: accordion title=\"Wings\"\nFold them.\n:::\n"),
            crate::parse::markdown::origin::MarkdownOrigin::Author,
        )
        .value,
        &crate::units::segment::Segmenter::of(&crate::locale::Locale::parse("en-US").unwrap()),
    );
    let wings = units.iter().find(|unit| unit.text == "Wings").unwrap();
    let catalog = catalog.replace("u-WINGS", &wings.id);
    let built = build(
        &[("locales/da-DK/articles/fly.ftl", &catalog), ("content/da-DK/other.md", FRONT)],
        "::: accordion title=\"Wings\"\nFold them.\n:::",
    );
    let main = built.main("da-dk/fly");
    assert!(main.contains("<summary>Vinger &quot;til&quot; alle</summary>"), "{main}");
}
