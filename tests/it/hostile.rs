//! Holds that no content makes a page do anything: payloads in every position, judged by an HTML5 parser.

use html5ever::tendril::TendrilSink;
use html5ever::{Attribute, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::fixture::{Built, Site, is_redirect};

/// Addresses that must lead nowhere, as they are disguised in the wild.
const ADDRESSES: [&str; 30] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "\u{a0}javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#10;script:alert(1)",
    "java&#x0D;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#1;javascript:alert(1)",
    "java\u{200b}script:alert(1)",
    "java\u{ad}script:alert(1)",
    "javascript:%61lert(1)//https://paper.example/",
    "vbscript:msgbox(1)",
    "livescript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:image/png,<script>alert(1)</script>",
    "blob:https://paper.example/1",
    "file:///etc/passwd",
    "view-source:javascript:alert(1)",
    "ms-msdt:/id",
    "feed:javascript:alert(1)",
];

/// Where an address can stand.
const ADDRESS_PLACES: [&str; 31] = [
    "[x](@)",
    "[x](<@>)",
    "[x](@ \"title\")",
    "![x](@)",
    "![x](<@>)",
    "<@>",
    "[x]\n\n[x]: <@>",
    "![x][y]\n\n[y]: @",
    "[x] (@)",
    "<a href=\"@\">x</a>",
    "<a href='@'>x</a>",
    "<a href=@>x</a>",
    "<a\nhref\n=\n\"@\"\n>x</a>",
    "<A HREF=\"@\" href=\"https://paper.example/\">x</A>",
    "<img src=\"@\">",
    "<img src=x srcset=\"@ 1x\" style=\"background:url(@)\">",
    "<svg><a xlink:href=\"@\"><text>x</text></a></svg>",
    "<math><maction actiontype=\"statusline#@\" href=\"@\">x</maction></math>",
    "<form action=\"@\"><button formaction=\"@\">x</button></form>",
    "<iframe src=\"@\"></iframe><object data=\"@\"></object><embed src=\"@\">",
    "<video src=\"@\" poster=\"@\"></video><audio src=\"@\"></audio>",
    "<link rel=stylesheet href=\"@\"><base href=\"@\"><meta http-equiv=refresh content=\"0;url=@\">",
    "<blockquote cite=\"@\">x</blockquote><table background=\"@\"><tr><td>x</td></tr></table>",
    "> [!VIDEO @]",
    ":::image source=\"@\" alt-text=\"x\":::",
    "[!INCLUDE [x](@)]",
    "::: card title=\"x\" href=\"@\" :::",
    "::: card title=x href='@'\nx\n:::",
    "::: video href=\"@\" :::",
    ":::code source=\"@\":::",
    "[!code-x[x](@)]",
];

/// Texts that would end an attribute or an element early.
const TEXTS: [&str; 14] = [
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</span></p></main><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\\"><script>alert(1)</script>",
    "{{ site.title }}{% include \"base.html\" %}<script>alert(1)</script>",
];

/// Where such a text can stand in a body.
const TEXT_PLACES: [&str; 32] = [
    "@",
    "# @",
    "## <a name=\"@\"></a>x",
    "## <a name='@'></a>x",
    "[x](https://paper.example/ '@')",
    "[x](https://paper.example/ (@))",
    "[@](https://paper.example/)",
    "[x](https://paper.example/?@)",
    "[x](<https://paper.example/?@>)",
    "![@](plane.png)",
    "![x](plane.png '@')",
    "```@\nx\n```",
    "~~~ rust @\nx\n~~~",
    "`@`",
    "| @ |\n|---|\n| @ |",
    "a[^@]\n\n[^@]: @",
    "- [ ] @",
    "<span id=\"@\" title='@' lang=\"@\" dir=\"@\">x</span>",
    "<div class=@ style=@ @>x</div>",
    "<@>",
    "> [!VIDEO https://video.example/@]",
    ":::image source=\"plane.png\" alt-text='@':::",
    "> [!div class=\"@\"]\n> x",
    "::: tabs\n::: tab title=\"@\" key='@' id=\"@\"\nx\n:::\n:::",
    "::: tab title='@' key=\"@\" id='@'\n@\n:::",
    "# [@](#tab/@)\n\nx\n\n---",
    "::: @\nx\n:::",
    "::: tip @ title=\"@\"\nx\n:::",
    ":::code source=\"plane.txt\" language=\"@\":::",
    ":::no-loc text=\"@\":::",
    "::: card title=\"{ $evil }\" href=\"@\"\n{ $evil } ![{ $evil }](plane.png)\n:::",
    "<span data-ttu-id=\"@\">@</span><span class=\"sxs-lookup\"><span data-stu-id=\"@\">@</span></span>",
];

/// Keys whose values reach the page or its head.
const KEYS: [&str; 8] =
    ["title", "description", "slug", "robots", "ms.date", "ms.topic", "ms.service", "strange"];

/// Every payload: a name, and the file that holds it.
fn payloads() -> Vec<(String, String)> {
    let mut payloads = Vec::new();
    let article = |body: &str| format!("---\ntitle: x\n---\n{body}\n");
    for (place, template) in ADDRESS_PLACES.iter().enumerate() {
        for (number, address) in ADDRESSES.iter().enumerate() {
            payloads.push((format!("address-{place}/{number}"), article(&template.replace('@', address))));
        }
    }
    for (place, template) in TEXT_PLACES.iter().enumerate() {
        for (number, text) in TEXTS.iter().enumerate() {
            payloads.push((format!("text-{place}/{number}"), article(&template.replace('@', text))));
        }
    }
    for key in KEYS {
        for (number, text) in TEXTS.iter().enumerate() {
            let value = serde_json::to_string(text).unwrap();
            payloads.push((
                format!("key-{}/{number}", key.replace('.', "-")),
                format!("---\n{key}: {value}\n---\n# x\n"),
            ));
        }
    }
    for (number, text) in TEXTS.iter().enumerate() {
        let value = serde_json::to_string(text).unwrap();
        let body = "# { $evil }\n\n{ $evil } ![{ $evil }](plane.png)\n\n::: tabs\n::: tab title=\"{ $evil }\"\n## { $evil }\n:::\n:::\n";
        payloads.push((
            format!("variable/{number}"),
            format!("---\ntitle: '{{ $evil }}'\nvars:\n  evil: {value}\n---\n{body}"),
        ));
    }
    for text in TEXTS {
        payloads.push((format!("names/{}", text.replace('/', "\u{2044}")), article("# x")));
    }
    payloads
}

fn hostile_site() -> (Built, usize) {
    let files: Vec<(String, String)> =
        payloads().into_iter().map(|(name, text)| (format!("content/da-DK/{name}.md"), text)).collect();
    let mut all: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    all.push(("content/da-DK/address-0/plane.png", "no picture"));
    (Site::of(&all).build(), files.len())
}

#[test]
fn nothing_that_content_says_is_ever_executed() {
    let (built, payloads) = hostile_site();
    let mut live = Vec::new();
    for (path, html) in built.pages() {
        let dom = parse_document(RcDom::default(), Default::default()).one(html);
        judge(&dom.document, &mut |fault| live.push(format!("{path}: {fault}")));
    }
    println!("{payloads} payloads on {} pages, {} of them live", built.pages().count(), live.len());
    assert!(payloads >= 1_000);
    assert!(live.is_empty(), "{} live:\n{}", live.len(), live[..live.len().min(40)].join("\n"));
}

#[test]
fn every_payload_gives_a_page() {
    let (built, payloads) = hostile_site();
    let articles = built.pages().filter(|(path, html)| {
        path.starts_with("da-dk/") && path.matches('/').count() == 3 && !is_redirect(html)
    });
    assert_eq!(articles.count(), payloads);
}

#[test]
fn the_judge_sees_what_is_live() {
    let live = [
        "<p onclick=x>",
        "<a href=' java\tscript:x'>",
        "<script>x</script>",
        "<iframe></iframe>",
        "<img src=data:text/html,x>",
        "<p style=x>",
        "<svg><a xlink:href=javascript:x></a></svg>",
        "<base href=/x>",
    ];
    for html in live {
        let dom = parse_document(RcDom::default(), Default::default()).one(html);
        let mut faults = 0;
        judge(&dom.document, &mut |_| faults += 1);
        assert_eq!(faults, 1, "{html}");
    }
}

/// Walks a page and tells everything on it that could act.
fn judge(root: &Handle, tell: &mut dyn FnMut(String)) {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let name = name.local.to_string();
            judge_element(&name, &attrs.borrow(), tell);
        }
        open.extend(node.children.borrow().iter().cloned());
    }
}

fn judge_element(name: &str, attributes: &[Attribute], tell: &mut dyn FnMut(String)) {
    const NEVER: [&str; 14] = [
        "iframe",
        "object",
        "embed",
        "applet",
        "frame",
        "frameset",
        "base",
        "style",
        "math",
        "foreignobject",
        "animate",
        "set",
        "use",
        "template",
    ];
    let value = |wanted: &str| {
        attributes
            .iter()
            .find(|attribute| &*attribute.name.local == wanted)
            .map(|attribute| attribute.value.to_string())
    };
    if NEVER.contains(&name.to_ascii_lowercase().as_str()) {
        tell(format!("<{name}>"));
    }
    if name == "script" && !value("src").is_some_and(|src| is_asset(&src)) {
        tell("<script> that is not the theme's".to_owned());
    }
    let redirects = value("http-equiv").is_some_and(|value| value == "refresh")
        && value("content").is_some_and(|to| to.starts_with("0; url=../"));
    if name == "meta"
        && !redirects
        && value("http-equiv").is_some_and(|value| value != "Content-Security-Policy")
    {
        tell("<meta http-equiv>".to_owned());
    }
    for attribute in attributes {
        let local = attribute.name.local.to_ascii_lowercase();
        let value = &*attribute.value;
        match &*local {
            _ if local.starts_with("on") => tell(format!("<{name} {local}={value:?}>")),
            "style" | "srcdoc" | "srcset" | "ping" => tell(format!("<{name} {local}={value:?}>")),
            "href" | "src" | "action" | "formaction" | "xlink:href" | "data" | "poster" | "cite"
            | "background"
                if !is_harmless(name, value) =>
            {
                tell(format!("<{name} {local}={value:?}>"));
            }
            _ => {}
        }
    }
}

/// True for a file of the theme, by the way from a page or from the root.
fn is_asset(address: &str) -> bool {
    let way = address.trim_start_matches("../");
    way.strip_prefix('/').unwrap_or(way).starts_with("assets/")
}

/// True for an address that a browser would not take for anything but a page, a picture, a letter or a call.
fn is_harmless(element: &str, address: &str) -> bool {
    let seen: String = address
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let Some((scheme, rest)) = seen.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !is_scheme {
        return true;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" | "sms" | "ftp" => true,
        "data" => {
            let kinds =
                ["image/png;base64,", "image/gif;base64,", "image/jpeg;base64,", "image/webp;base64,"];
            element == "img" && kinds.iter().any(|kind| rest.starts_with(kind))
        }
        scheme => scheme.starts_with("ms-settings") || scheme == "ms-availablenetworks",
    }
}
