//! Pictures on their way to the page: sizes, what is loaded at once, another picture by locale and for dark screens.

use hexapla::Root;

use crate::fixture::{Built, Site};

const FRONT: &str = "---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n";

/// A GIF of a size, as far as its header.
fn gif(width: u8, height: u8) -> Vec<u8> {
    [b"GIF89a".as_slice(), &[width, 0, height, 0, 0, 0, 0]].concat()
}

fn build(body: &str, files: &[(&str, Vec<u8>)]) -> Built {
    let mut site = Site::of(&[
        ("content/en-US/fly.md", &format!("{FRONT}{body}\n")),
        ("content/da-DK/fly.md", &format!("{FRONT}{body}\n")),
    ]);
    for (path, bytes) in files {
        site.sources.insert(Root::Content, path, bytes.clone());
    }
    site.build()
}

fn svg(attributes: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><path d=\"M0 0\"/></svg>").into_bytes()
}

#[test]
fn drawings_have_a_size_too() {
    for (attributes, size) in [
        ("width=\"20\" height=\"10px\"", Some((20, 10))),
        ("viewBox=\"0 0 300.4 150\"", Some((300, 150))),
        ("width=\"100%\" height=\"100%\" viewBox=\"0,0,8,4\"", Some((8, 4))),
        ("width=\"20\"", None),
        ("viewBox=\"0 0 x y\"", None),
    ] {
        let built = build("![a](kite.svg)", &[("en-US/kite.svg", svg(attributes))]);
        let main = built.main("en-us/fly");
        match size {
            Some((width, height)) => assert!(
                main.contains(&format!("width=\"{width}\" height=\"{height}\"")),
                "{attributes}: {main}"
            ),
            None => assert!(!main.contains("width="), "{attributes}: {main}"),
        }
    }
}

#[test]
fn the_first_picture_is_loaded_at_once_and_the_others_when_they_are_near() {
    let files = [("en-US/a.gif", gif(9, 5)), ("en-US/b.gif", gif(8, 4))];
    let built = build(
        "![a](a.gif)\n\n:::image source=\"b.gif\" alt-text=\"b\":::\n\n<img src=\"a.gif\" alt=\"c\">",
        &files,
    );
    let main = built.main("en-us/fly");
    assert!(main.contains("alt=\"a\" width=\"9\" height=\"5\" decoding"), "{main}");
    assert!(main.contains("alt=\"b\" width=\"8\" height=\"4\" loading=\"lazy\""), "{main}");
    assert!(main.contains("alt=\"c\" width=\"9\" height=\"5\" loading=\"lazy\""), "{main}");
}

#[test]
fn a_picture_for_dark_screens_lies_beside_the_other() {
    let files = [
        ("en-US/media/a.gif", gif(9, 5)),
        ("en-US/media/a.dark.gif", gif(9, 6)),
        ("da-DK/media/a.gif", gif(7, 5)),
    ];
    let built = build("![a](media/a.gif)", &files);
    let english = built.main("en-us/fly");
    let start =
        english.find("<picture><source srcset=\"../../media/a.dark.").unwrap_or_else(|| panic!("{english}"));
    assert!(
        english[start..].contains("media=\"(prefers-color-scheme: dark)\"><img src=\"../../media/a."),
        "{english}"
    );
    assert!(english.contains("</picture>"));
    assert!(built.files.keys().any(|path| path.starts_with("media/a.dark.")));
    // Danish readers see the Danish picture at night too.
    let danish = built.main("da-dk/fly");
    assert!(!danish.contains("<picture>") && danish.contains("width=\"7\""), "{danish}");
    assert_eq!(built.told, "");
}

#[test]
fn no_page_may_load_pictures_from_elsewhere() {
    let built = build("![a](https://pictures.example/a.png)", &[]);
    let page = built.page("en-us/fly");
    assert!(page.contains("img-src 'self' data:;"), "{page}");
    assert!(!page.contains("<img"), "{page}");
}

#[test]
fn lines_of_a_file_come_from_the_nearest_locale_and_never_from_outside() {
    let files = [
        ("en-US/code/fly.ps1", b"# start\r\nGet-Wind -Now\r\n# end\r\n".to_vec()),
        ("da-DK/code/fly.ps1", b"# start\nGet-Vind -Nu\n# slut\n".to_vec()),
    ];
    let body = ":::code source=\"code/fly.ps1\" range=\"2\":::\n\n[!code-text[out](../../../../etc/passwd)]\n\n[!INCLUDE [out](../../../../etc/passwd)]";
    let built = build(body, &files);
    let english = built.main("en-us/fly");
    assert!(
        english.contains(
            "<code class=\"language-ps1\" translate=\"no\"><span class=\"hl-function\">Get-Wind </span>"
        ),
        "{english}"
    );
    assert!(built.main("da-dk/fly").contains("Get-Vind"));
    assert!(!english.contains("root:"), "{english}");
    assert_eq!(built.told.matches("[include-missing]").count(), 4, "{}", built.told);
}

#[test]
fn powershell_is_marked_up() {
    let built = build(
        "```powershell\n<# why #>\n$name = \"a `\" b\" # end\nif (-not $true) { Get-Item -Path 'it''s' | Where { $_.Size -gt 10MB } }\n[string]$x[0]\n@'\nas 'it' is\n'@\n```",
        &[],
    );
    let main = built.main("en-us/fly");
    for part in [
        "<span class=\"hl-comment\">&lt;# why #&gt;\n</span><span class=\"hl-variable\">$name </span>= ",
        "<span class=\"hl-string\">&quot;a `&quot; b&quot; </span><span class=\"hl-comment\"># end\n</span>",
        "<span class=\"hl-keyword\">if </span>(<span class=\"hl-attribute-name\">-not </span><span class=\"hl-constant\">$true</span>)",
        "<span class=\"hl-function\">Get-Item </span><span class=\"hl-attribute-name\">-Path </span><span class=\"hl-string\">&#39;it&#39;&#39;s&#39; </span>",
        "<span class=\"hl-constant\">10MB </span>",
        "<span class=\"hl-support\">[string]</span><span class=\"hl-variable\">$x</span>[<span class=\"hl-constant\">0</span>]",
        "<span class=\"hl-string\">@&#39;\nas &#39;it&#39; is\n&#39;@\n</span>",
    ] {
        assert!(main.contains(part), "{part}\n{main}");
    }
}
