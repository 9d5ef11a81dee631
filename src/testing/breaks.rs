//! Owns translations that would break the block that they stand in, for the tests of both homes of translations.

/// Translations that have to be held back wherever they stand in a paragraph, a list, a quotation or a cell.
pub const BREAKS: &[&str] = &[
    // Blocks.
    "Knæk\n\nog fold.",
    "Knæk\r\n\r\nog fold.",
    "Knæk\n# og fold.",
    "Knæk\n- og fold.",
    "Knæk\n* og fold.",
    "Knæk\n1. og fold.",
    "Knæk\n---\nog fold.",
    "Knæk\n***\nog fold.",
    "Knæk\n```\nog fold.",
    "Knæk\n~~~\nog fold.\n~~~",
    "***",
    "___",
    "```\nknæk\n```",
    "~~~ knæk",
    "[knæk]: https://kites.example/knaek",
    "[^knæk]: Fold.",
    "Knæk\n:::note\nog fold.\n:::",
    "[!NOTE]\nKnæk.",
    // Elements.
    "<div>knæk</div>",
    "<div>knæk",
    "</div>knæk",
    "Knæk <b>og fold</b>.",
    "Knæk <b>og fold.",
    "Knæk og fold</b>.",
    "Knæk <em>og fold.",
    "Knæk <br> og fold.",
    "Knæk <img src=\"knaek.png\" alt=\"\">.",
    "<script>knæk()</script>",
    "Knæk <script>og()</script>.",
    "<style>knæk</style>",
    "<pre>knæk</pre>",
    "<table><tr><td>knæk</td></tr></table>",
    "<details><summary>knæk</summary>og fold</details>",
    "<iframe src=\"https://kites.example/\"></iframe> knæk",
    "Knæk <!-- og fold.",
    "Knæk <!-- og --> fold.",
    "<!-- knæk",
    "<?knæk og fold",
    "Knæk <a href=\"https://kites.example/\">og fold</a>.",
    "Knæk <span class=\"sxs-lookup\">og fold</span>.",
    "Knæk og fold</span><span class=\"sxs-lookup\"><span>.",
    // Links, pictures, includes, placeholders.
    "Knæk [og fold](https://kites.example/).",
    "Knæk [og fold](https://kites.example/",
    "Knæk ![og fold](knaek.png).",
    "Knæk ![og fold](",
    "Knæk https://kites.example/ og fold.",
    "Knæk <https://kites.example/> og fold.",
    "Knæk www.kites.example og fold.",
    "Knæk [og fold][line].",
    "Knæk [line] og fold.",
    "Knæk [!INCLUDE [og](../includes/knot.md)] fold.",
    "Knæk [!VIDEO https://kites.example/v] og fold.",
    "Knæk { -brand } og fold.",
    "Knæk { $version } og fold.",
    "Knæk[^1] og fold.",
    // Markup that stays open.
    "Knæk **og fold.",
    "Knæk og fold.**",
    "Knæk __og fold.",
    "Knæk ~~og fold.",
    "Knæk `og fold.",
    "Knæk ``og` fold.",
];

/// Those that break a block only where the line is not that of a list, a quotation or a cell.
pub const BREAKS_OF_LINES: &[&str] = &["Knæk\n> og fold.", "Knæk\n===\nog fold.", "::: knæk"];

/// Those that break the item of a list.
pub const BREAKS_OF_ITEMS: &[&str] = &["[x] knæk", "[ ] knæk"];

/// Translations that begin or hold what looks like a mark, and that are displayed as text.
pub const KEPT: &[&str] = &[
    "1. august folder vi.",
    "31. fold",
    "4) fold",
    "# fold",
    "+ fold",
    "- fold",
    "* fold",
    "> fold",
    "    > fold",
    "---",
    "===",
    "|---|---|",
    "fold | vend",
    "2 * 3 < 4 & 5",
    "Fold_og_vend",
    "C:\\fold",
    "Fold \\*og\\* vend",
];

/// A source article's body; each `{n}` is the place of a sentence.
pub const PLACES: &str = "# {0}

{1} {2}

{3}
{4}

- {5}

  1. {6}

> {7}

| {8} | {9} |
| --- | --- |
| {10} | 2 |

> [!NOTE]
> {11}

:::image type=\"content\" source=\"kite.png\" alt-text=\"{12}\":::

See [the line][line].[^1]

[line]: https://kites.example/line
[^1]: A note.
";

/// The sentences in the places.
pub const SENTENCES: [&str; 13] = [
    "Draw a line.",
    "Fold **it** in [half](../half.md).",
    "Open it.",
    "Press it flat.",
    "Turn it over.",
    "Take `paper` of 10 cm.",
    "Fold along it.",
    "Wait for wind.",
    "Wind and weather",
    "Strong string",
    "Hold it.",
    "Mind the <kbd>tail</kbd>.",
    "A kite at rest",
];

/// The body with a text in each place.
pub fn in_places(text: impl Fn(usize) -> String) -> String {
    let mut body = PLACES.to_owned();
    for index in 0..SENTENCES.len() {
        body = body.replace(&format!("{{{index}}}"), &text(index));
    }
    body
}

/// The places that begin a line of a paragraph of its own.
pub const LINES: [usize; 3] = [1, 3, 4];

/// The places that begin an item of a list.
pub const ITEMS: [usize; 2] = [5, 6];

/// The place inside of an attribute, which no side-by-side file has.
pub const ATTRIBUTE: usize = 12;

/// What hostile translations are made of.
pub const PIECES: &[&str] = &[
    "fold",
    " ",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "    ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "1) ",
    "# ",
    "## ",
    "> ",
    "|",
    "===",
    "***",
    "___",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```",
    "~~~",
    "[",
    "]",
    "](",
    "](https://kites.example/)",
    "![",
    "(",
    ")",
    "[^1]",
    "[^1]: ",
    "[line]",
    "[line]: x",
    "[x] ",
    "[ ] ",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<kbd>",
    "</kbd>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<pre>",
    "<?",
    "<![CDATA[",
    ":::",
    "::: ",
    ":::note",
    "[!NOTE]",
    "[!INCLUDE [a](b.md)]",
    "{ -brand }",
    "{",
    "}",
    "\\",
    "\"",
    "&quot;",
    "&#10;",
    "&lt;",
    "https://kites.example/",
    "www.kites.example",
    "a@kites.example",
    "字",
    "。",
    "ب",
    "</span>",
    "<span>",
    "=",
    ":",
    "--",
    "| --- |",
    "$",
    "€",
];
