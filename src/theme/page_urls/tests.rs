//! Addresses as pages write them: relative to the page, so that they hold below any path and on a disk.

use crate::theme::page_urls::{PageUrls, base_path};

use crate::testing::fixture::{Built, Site};

#[test]
fn addresses_are_relative_to_the_page() {
    let page = PageUrls::of_page("da-dk/account/reset/index.html");
    for (address, relative) in [
        ("/da-dk/account/reset/", "./"),
        ("/da-dk/account/reset/#step-2", "#step-2"),
        ("/da-dk/account/", "../"),
        ("/da-dk/account/close/", "../close/"),
        ("/da-dk/search/?q=x", "../../search/?q=x"),
        ("/en-us/account/reset/", "../../../en-us/account/reset/"),
        ("/assets/a.css", "../../../assets/a.css"),
        ("/", "../../../"),
        ("//elsewhere/x", "//elsewhere/x"),
        ("https://elsewhere/x", "https://elsewhere/x"),
        ("#step-2", "#step-2"),
        ("", ""),
    ] {
        assert_eq!(page.relative_url(address), relative);
    }
    assert_eq!(PageUrls::of_page("index.html").relative_url("/da-dk/"), "da-dk/");
    assert_eq!(PageUrls::of_page("index.html").relative_url("/"), "./");
    let thai = "/th-th/%E0%B8%81/%E0%B8%82/";
    assert_eq!(PageUrls::of_page("th-th/ก/ค/index.html").relative_url(thai), "../%E0%B8%82/");
}

#[test]
fn a_page_for_any_address_names_the_path_of_the_site() {
    assert_eq!(base_path("https://example.com"), "");
    assert_eq!(base_path("https://example.com/help/center"), "/help/center");
    assert_eq!(PageUrls::below("/help").relative_url("/en-us/"), "/help/en-us/");
    assert_eq!(PageUrls::below("/help").relative_url("//elsewhere/"), "//elsewhere/");
}

const FRONT: &str = "---\ntitle: T\ndescription: About it.\n---\n# T\n\n";

/// A site of two articles with a theme of its own that has these templates.
fn with_templates(config: &str, templates: &[(&str, &str)], article: &str) -> Built {
    let config = format!("{config}[theme]\nname = \"own\"\n");
    let text = format!("{FRONT}{article}\n");
    let paths: Vec<String> =
        templates.iter().map(|(name, _)| format!("themes/own/templates/{name}")).collect();
    let mut files = vec![
        ("hexapla.toml", config.as_str()),
        ("content/en-US/kites/fold.md", text.as_str()),
        ("content/en-US/kites/tie.md", FRONT),
    ];
    files.extend(paths.iter().map(String::as_str).zip(templates.iter().map(|(_, text)| *text)));
    Site::of(&files).build()
}

#[test]
fn addresses_are_relative_however_a_template_writes_them() {
    let site = "[site]\nbase-url = \"https://example.com/help\"\n";
    for (written, relative) in [
        ("<a href=\"{{ site.home_url }}\">x</a>", "<a href=\"../../\">x</a>"),
        ("<a href='{{ site.home_url }}'>x</a>", "<a href='../../'>x</a>"),
        ("<a href={{ site.home_url }}>x</a>", "<a href=../../>x</a>"),
        ("<a\thref=\"{{ site.home_url }}\">x</a>", "<a\thref=\"../../\">x</a>"),
        ("<a\nHREF = \"{{ site.home_url }}\">x</a>", "<a\nHREF = \"../../\">x</a>"),
        ("<a href=\" {{ site.search_url }} \">x</a>", "<a href=\" ../../search/ \">x</a>"),
        (
            "<img alt=\"\" srcset=\"{{ site.assets.icon }} 1x, {{ site.home_url }}b.png 2x\">",
            ".svg 1x, ../../b.png 2x\">",
        ),
        ("<object data=\"{{ site.root_url }}own.svg\"></object>", "<object data=\"../../../own.svg\">"),
        ("<div data-home='{{ site.home_url }}'></div>", "<div data-home='../../'></div>"),
        ("<blockquote cite=\"{{ page.url }}\"></blockquote>", "<blockquote cite=\"./\"></blockquote>"),
        ("<i data-page='{{ page.path }}'></i>", "<i data-page='/en-us/kites/fold/'></i>"),
        (
            "{% for link in page.breadcrumbs %}<a href='{{ link.url }}'>x</a>{% endfor %}",
            "<a href='../'>x</a>",
        ),
    ] {
        let built = with_templates(site, &[("parts/related.html", written)], "Text.");
        assert_eq!(built.told, "");
        let page = built.page("en-us/kites/fold");
        assert!(page.contains(relative), "{written}\n{page}");
    }
}

#[test]
fn a_page_for_any_address_names_the_whole_path_however_a_template_writes_it() {
    let site = "[site]\nbase-url = \"https://example.com/help\"\n";
    let footer = "<a\thref='{{ site.home_url }}'>x</a><a href={{ site.root_url }}>y</a>";
    let built = with_templates(site, &[("parts/footer.html", footer)], "Text.");
    let page = String::from_utf8_lossy(&built.files["en-us/404.html"]);
    assert!(page.contains("<a\thref='/help/en-us/'>x</a><a href=/help/>y</a>"), "{page}");
}

#[test]
fn the_page_is_current_in_the_list_of_its_section_however_a_theme_writes_it() {
    let list = "{% for link in nav.articles %}{% include \"parts/link-item.html\" %}{% endfor %}";
    let own = "{% for link in nav.articles %}<a{% if link.is_current %} aria-current=\"page\"{% endif %} href='{{ link.url }}'>{{ link.title }}</a>{% endfor %}";
    for (open, entries, close) in [
        ("<nav class=\"section-nav\">", list, "</nav>"),
        ("<nav class=\"my-nav section-nav\">", list, "</nav>"),
        ("<nav class='section-nav'>", list, "</nav>"),
        ("<nav class=\"section-nav my-nav\">", list, "</nav>"),
        ("<nav id=\"n\" class=\"section-nav\">", list, "</nav>"),
        ("<nav\tclass=\"section-nav\">", list, "</nav>"),
        ("<div class=\"other\">", list, "</div>"),
        ("<details open>", list, "</details>"),
        ("", list, ""),
        ("<nav class=\"my-nav section-nav\">", own, "</nav>"),
    ] {
        let template = format!("{open}{entries}{close}");
        let link = "[itself](fold.md) and [again](fold.md)";
        let built = with_templates("", &[("section-nav.html", &template)], link);
        assert_eq!(built.told, "");
        for (page, other) in [("fold", "../tie/"), ("tie", "../fold/")] {
            let html = built.page(&format!("en-us/kites/{page}"));
            assert_eq!(html.matches("aria-current=\"page\"").count(), 1, "{open}{html}");
            assert!(html.contains(other), "{open}{html}");
            let current = ["<a href=\"./\" aria-current=\"page\">", "<a aria-current=\"page\" href='./'>"];
            assert!(current.iter().any(|current| html.contains(current)), "{open}{html}");
        }
    }
}

#[test]
fn ids_of_an_included_component_and_references_to_them_stay_together() {
    for (markup, expected) in [
        (
            "<b aria-labelledby=\"{{ id }}-t\"><i id=\"{{ id }}-t\"></i></b>",
            "<b aria-labelledby=\"i1-own-t\"><i id=\"i1-own-t\">",
        ),
        (
            "<b aria-describedby='{{ id }}-t'><i id='{{ id }}-t'></i></b>",
            "<b aria-describedby='i1-own-t'><i id='i1-own-t'>",
        ),
        (
            "<b aria-controls=\"{{ id }}\"></b><i id=\"{{ id }}\"></i>",
            "<b aria-controls=\"i1-own\"></b><i id=\"i1-own\">",
        ),
        (
            "<b popovertarget={{ id }}></b><i popover\tid={{ id }}></i>",
            "<b popovertarget=i1-own></b><i popover\tid=i1-own>",
        ),
        (
            "<label for=\"{{ id }}\"></label><input id=\"{{ id }}\">",
            "<label for=\"i1-own\"></label><input id=\"i1-own\">",
        ),
        ("<td headers=\"{{ id }}-a {{ id }}-b\"></td>", "<td headers=\"i1-own-a i1-own-b\">"),
        ("<input list=\"{{ id }}\" form=\"{{ id }}-f\">", "<input list=\"i1-own\" form=\"i1-own-f\">"),
        ("<a href=\"#{{ id }}\"></a><i id=\"{{ id }}\"></i>", "<a href=\"#i1-own\"></a><i id=\"i1-own\">"),
        ("<a href='#{{ id }}'></a>", "<a href='#i1-own'>"),
        ("<b aria-owns=\"{{ id }}-1 {{ id }}-2\"></b>", "<b aria-owns=\"i1-own-1 i1-own-2\">"),
        ("<details name=\"{{ group }}\"></details>", "<details name=\"i1-hx-c0\">"),
    ] {
        let component = format!(
            "{{% component part(id: String = \"\", @group) -%}}\n{markup}{{{{ body }}}}\n{{% endcomponent part %}}\n"
        );
        let part = "::: part id=\"own\"\nText.\n:::";
        let included = format!("{FRONT}{part}\n");
        let files = [
            ("hexapla.toml", "[theme]\nname = \"own\"\n"),
            ("themes/own/templates/components/part.html", component.as_str()),
            ("content/en-US/part.md", included.as_str()),
            ("content/en-US/whole.md", &format!("{FRONT}[!INCLUDE [x](part.md)]\n\n{part}\n")),
        ];
        let built = Site::of(&files).build();
        let page = built.page("en-us/whole");
        assert!(page.contains(expected), "{markup}\n{page}");
        assert!(page.contains(&expected.replace("i1-", "")), "{markup}\n{page}");
    }
}

#[test]
fn all_that_an_included_article_names_itself_stays_together() {
    let inner = "## Steps\n\nSee [the steps](#steps).[^1] <a name=\"place\">x</a> <span id=\"dot\">y</span>\n\n[^1]: Note.\n";
    let inner = format!("{FRONT}{inner}");
    let middle = format!("{FRONT}[!INCLUDE [x](inner.md)]\n");
    let outer = format!(
        "{FRONT}[!INCLUDE [x](inner.md)]\n\n[!INCLUDE [x](middle.md)]\n\n[top](#steps)\n\n## Steps\n"
    );
    let files = [
        ("content/en-US/inner.md", inner.as_str()),
        ("content/en-US/middle.md", middle.as_str()),
        ("content/en-US/outer.md", outer.as_str()),
    ];
    let built = Site::of(&files).build();
    let page = built.page("en-us/outer");
    for prefix in ["i1-", "i2-i1-"] {
        for id in ["steps", "hx-fn-1", "hx-fnref-1"] {
            assert_eq!(page.matches(&format!(" id=\"{prefix}{id}\"")).count(), 1, "{prefix}{id}\n{page}");
            assert!(page.contains(&format!(" href=\"#{prefix}{id}\"")), "{prefix}{id}\n{page}");
        }
        for id in ["place", "dot"] {
            assert_eq!(page.matches(&format!(" id=\"{prefix}{id}\"")).count(), 1, "{prefix}{id}\n{page}");
        }
    }
    assert!(page.contains("<a href=\"#steps\">top</a>"), "{page}");
    assert_eq!(
        page.matches("<link rel=\"stylesheet\"").count(),
        2,
        "footnotes have one of their own\n{page}"
    );
}

#[test]
fn themes_written_for_the_whole_content_still_cut_it_behind_its_heading() {
    let article = "{% extends \"default/article.html\" %}{% block body %}[{{ page.content | heading | safe }}|{{ page.content | after_heading | safe }}|{{ \"<h1>x</h1>y\" | heading }}|{{ page.heading | after_heading | safe }}]{% endblock %}";
    for (text, expected) in [
        ("Text.", "[<h1 id=\"t\">T</h1>|\n<p>Text.</p>\n||<h1 id=\"t\">T</h1>]"),
        ("> # Two\n", "[<h1 id=\"t\">T</h1>|\n<blockquote>"),
    ] {
        let built = with_templates("", &[("article.html", article)], text);
        assert_eq!(built.told, "");
        let page = built.page("en-us/kites/fold");
        assert!(page.contains(expected), "{page}");
    }
}
