use super::*;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn drawing(inner: &str) -> Vec<u8> {
    format!("{HEAD} viewBox=\"0 0 9 9\">{inner}</svg>").into_bytes()
}

fn refusal(bytes: &[u8]) -> Option<String> {
    examine(bytes).err().map(|problem| problem.what)
}

#[test]
fn drawings_pass_as_they_lie() {
    let inner = [
        "<path d=\"M0 0h9\" fill=\"#fff\" stroke-width=\"2\"/>",
        "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs><rect fill=\"url(#a)\"/>",
        "<style>.a { fill: url('#a'); font: 12px sans-serif } @media print { .a { fill: #000 } }</style><g class=\"a\"/>",
        "<g style=\"fill:url(#a);stroke:rgb(0,0,0)\" aria-label=\"x\" data-name=\"Layer 1\"/>",
        "<use href=\"#a\"/><use xlink:href=\"#a\"/>",
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/><image xlink:href=\"DATA:image/jpeg;base64,AA\"/>",
        "<title>On fire = hot</title><desc>javascript: is a word &lt;script></desc><text>onload=\"1\"</text>",
        "<animate attributeName=\"opacity\" from=\"0\" to=\"1\" dur=\"1s\"/>",
        "<animateTransform attributeName=\"transform\" type=\"rotate\" from=\"0\" to=\"9\" dur=\"1s\"/>",
        "<filter id=\"f\"><feGaussianBlur in=\"SourceGraphic\" stdDeviation=\"2\"/></filter>",
        "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:li rdf:resource=\"x\" any=\"y\"/></rdf:RDF></metadata>",
        "<g xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" i:label=\"Layer\" i:groupmode=\"layer\"/>",
        "<text xml:space=\"preserve\" lang=\"ar\" direction=\"rtl\">\u{627}</text><!-- <script> -->",
        "<style><![CDATA[ .b > path { fill: none } ]]></style>",
    ];
    for inner in inner {
        assert_eq!(refusal(&drawing(inner)), None, "{inner}");
    }
    for head in [
        "<?xml version=\"1.0\"?>",
        "\u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!-- made -->",
        "",
    ] {
        assert_eq!(refusal(&[head.as_bytes(), &drawing("<g/>")].concat()), None, "{head}");
    }
}

#[test]
fn what_could_live_is_refused() {
    let inner = [
        "<script>alert(1)</script>",
        "<script href=\"data:text/javascript,alert(1)\"/>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
        "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
        "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"javascript:alert(1)\"/>",
        "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\" onerror=\"alert(1)\"/>",
        "<h:body xmlns:h=\"http://www.w3.org/1999/xhtml\" onload=\"alert(1)\"/>",
        "<h:meta xmlns:h=\"http://www.w3.org/1999/xhtml\" http-equiv=\"refresh\" content=\"0;url=//e.example\"/>",
        "<h:link xmlns:h=\"http://www.w3.org/1999/xhtml\" rel=\"stylesheet\" href=\"//e.example\"/>",
        "<h:base xmlns:h=\"http://www.w3.org/1999/xhtml\" href=\"//e.example/\"/>",
        "<h:form xmlns:h=\"http://www.w3.org/1999/xhtml\" action=\"//e.example\"/>",
        "<m:maction xmlns:m=\"http://www.w3.org/1998/Math/MathML\" href=\"javascript:alert(1)\"/>",
        "<foreignObject><p/></foreignObject>",
        "<x:foreignObject xmlns:x=\"http://www.w3.org/2000/svg\"/>",
        "<iframe src=\"//e.example\"/>",
        "<embed src=\"x\"/>",
        "<object data=\"x\"/>",
        "<audio src=\"x\"/>",
        "<video src=\"x\"/>",
        "<canvas/>",
        "<handler type=\"text/javascript\">alert(1)</handler>",
        "<listener event=\"load\"/>",
        "<set attributeName=\"onload\" to=\"alert(1)\"/>",
        "<set attributeName=\"fill\" to=\"red\"/>",
        "<discard begin=\"0s\"/>",
        "<a><animate attributeName=\"href\" to=\"javascript:alert(1)\"/></a>",
        "<a><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/></a>",
        "<a><animate attributeName=\" href\" values=\"x\"/></a>",
        "<animate attributeName=\"style\" to=\"x\"/>",
        "<animate attributeName=\"onclick\" to=\"x\"/>",
        "<animate attributeName=\"class\" to=\"x\"/>",
        "<animate attributeName=\"fill\" to=\"url(//e.example#a)\"/>",
        "<g onload=\"alert(1)\"/>",
        "<g\ronload=\"alert(1)\"/>",
        "<g\tonload = 'alert(1)'/>",
        "<g ONLOAD=\"alert(1)\"/>",
        "<g onanythingnew=\"alert(1)\"/>",
        "<animate attributeName=\"x\" onbegin=\"alert(1)\"/>",
        "<g xmlns:e=\"http://www.w3.org/2001/xml-events\" e:event=\"load\"/>",
        "<a href=\"javascript:alert(1)\"><text>x</text></a>",
        "<a xlink:href=\"&#106;avascript:alert(1)\"><text>x</text></a>",
        "<a xlink:href=\"java&#10;script:alert(1)\"><text>x</text></a>",
        "<a y:href=\"javascript:alert(1)\" xmlns:y=\"http://www.w3.org/1999/xlink\"/>",
        "<a href=\"https://e.example/\"><text>x</text></a>",
        "<a href=\"data:text/html,x\"/>",
        "<use href=\"https://e.example/a.svg#b\"/>",
        "<use href=\"other.svg#b\"/>",
        "<use xlink:href=\"data:image/svg+xml;base64,AAAA#a\"/>",
        "<image href=\"//e.example/a.png\"/>",
        "<image href=\"data:image/svg+xml,x\"/>",
        "<image href=\"data:image/pngx,x\"/>",
        "<feImage href=\"http://e.example/\"/>",
        "<g xml:base=\"http://e.example/\"/>",
        "<style>@import '//e.example/a.css';</style>",
        "<style>@IMPORT url(//e.example)</style>",
        "<style>@\\69mport '//e.example';</style>",
        "<style>.a{fill:url(//e.example#a)}</style>",
        "<style>.a{fill:u\\72l(//e.example#a)}</style>",
        "<style>.a{background:image-set('//e.example/a.png' 1x)}</style>",
        "<style>.a{background:-webkit-image-set('//e.example/a.png' 1x)}</style>",
        "<style>@font-face{src:url(https://e.example/f.woff)}</style>",
        "<style>@namespace h url(http://www.w3.org/1999/xhtml);</style>",
        "<style>.a{behavior:url(#x)}</style>",
        "<style>a<h:b xmlns:h=\"http://www.w3.org/1999/xhtml\"/></style>",
        "<g style=\"background:url('https://e.example')\"/>",
        "<g style=\"-moz-binding:url(#x)\"/>",
        "<g fill=\"url( &quot;//e.example#a&quot; )\"/>",
        "<g fill=\"u\\72l(//e.example#a)\"/>",
        "<g filter=\"url(other.svg#a)\"/>",
        "<g cursor=\"url(//e.example/a.cur), auto\"/>",
        "<g nonce=\"x\"/>",
        "<g formaction=\"x\"/>",
        "<g is=\"x-y\"/>",
        "<?xml-stylesheet href=\"//e.example/a.css\"?>",
        "<?php echo 1 ?>",
        "<unknown/>",
        "<g xmlns=\"\"/>",
        "<g xmlns=\"urn:x\"/>",
        "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" onload=\"alert(1)\"/>",
        "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><script/></r:RDF>",
        "<g a=\"1\" a=\"2\"/>",
        "<g>",
        "&unknown;",
        "\u{1}",
    ];
    for inner in inner {
        assert!(refusal(&drawing(inner)).is_some(), "{inner}");
    }
}

#[test]
fn whole_files_that_hide_something_are_refused() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>";
    let wide = |to: fn(u16) -> [u8; 2]| svg.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let files: Vec<Vec<u8>> = vec![
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        [vec![0xFF, 0xFE], wide(u16::to_le_bytes)].concat(),
        format!("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>{svg}").into_bytes(),
        format!("<?xml version='1.0' encoding='UTF-7'?>{svg}").into_bytes(),
        format!("<?xml version=\"1.0\" encoding = \"utf-16\"?>{svg}").into_bytes(),
        format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"windows-1252\"?>{svg}").into_bytes(),
        format!("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]>{svg}").into_bytes(),
        format!("<!DOCTYPE svg [<!ENTITY a \"<script/>\">]>{svg}").into_bytes(),
        format!("<!DOCTYPE svg SYSTEM \"//e.example/a.dtd\">{svg}").into_bytes(),
        format!("<!DOCTYPE svg>{svg}").into_bytes(),
        format!("<?xml-stylesheet href=\"a.css\"?>{svg}").into_bytes(),
        format!("{svg}<?xml-stylesheet href=\"a.css\"?>").into_bytes(),
        b"<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>".to_vec(),
        b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_vec(),
        b"<svg><g/></svg>".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/><script/>".to_vec(),
        b"\xff<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"\xff\"/></svg>".to_vec(),
        b"".to_vec(),
        b"not a picture".to_vec(),
    ];
    for file in files {
        assert!(refusal(&file).is_some(), "{}", String::from_utf8_lossy(&file));
    }
}

#[test]
fn a_refusal_names_what_it_found_and_where() {
    let text =
        String::from_utf8(drawing("\n<g>\n<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/></g>")).unwrap();
    let problem = examine(text.as_bytes()).unwrap_err();
    assert_eq!(problem.what, "the element `script`");
    assert_eq!(&text[problem.place], "<x:script");
    let text = String::from_utf8(drawing("<g\nonload=\"alert(1)\"/>")).unwrap();
    let problem = examine(text.as_bytes()).unwrap_err();
    assert_eq!(problem.what, "the attribute `onload`");
    assert_eq!(&text[problem.place], "onload=\"alert(1)\"");
}

#[test]
fn deep_drawings_are_read_in_small_steps() {
    let deep = drawing(&("<g>".repeat(20_000) + &"</g>".repeat(20_000)));
    assert_eq!(refusal(&deep), None);
    assert!(refusal(&drawing(&"<g>".repeat(20_000))).is_some());
}
