//! Owns the elements of HTML: which of them articles may use, under what names they are published, and what is reported as left out.

use super::html_tag::HtmlToken;

/// What may be done with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// May stand inside a paragraph.
    Phrasing,
    /// May stand between blocks.
    Flow,
    /// A known element that is left out, its content kept as text.
    Refused,
    /// A known element that is left out with all it holds.
    Dropped,
    /// The same, but a link to what it would display stands in its place.
    Linked,
    /// No element of HTML: a placeholder such as `<your-domain>`, which is text.
    Unknown,
}

const PHRASING: &str = " a abbr acronym b bdi bdo big blink br cite code data del dfn em font i img ins kbd label mark marquee \
                        meter nobr output progress q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var \
                        wbr ";
const FLOW: &str = " address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption \
                    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option \
                    p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp ";
const REFUSED: &str = " applet area base basefont bgsound body button canvas col colgroup datalist frame frameset head html \
                       image input keygen link map meta multicol nextid noembed noframes noscript object param picture select \
                       selectedcontent slot source spacer textarea track ";
const DROPPED: &str = " math script style svg template title ";
const LINKED: &str = " audio embed iframe video ";

/// The elements that live inside `svg` and `math`. Without their root they display nothing.
const OF_DRAWINGS: &str = " animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix \
                           fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap \
                           fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge \
                           femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile \
                           feturbulence filter foreignobject g hatch hatchpath line lineargradient marker mask mesh metadata \
                           mpath path pattern polygon polyline radialgradient rect set stop switch symbol text textpath \
                           tspan use view annotation annotation-xml maction menclose merror mfenced mfrac mglyph mi \
                           mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries \
                           mscarry msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr \
                           munder munderover none semantics ";

/// What may be done with an element of this (lower-case) name.
pub(crate) fn permission(name: &str) -> Permission {
    let spaced = format!(" {name} ");
    [
        (PHRASING, Permission::Phrasing),
        (FLOW, Permission::Flow),
        (REFUSED, Permission::Refused),
        (DROPPED, Permission::Dropped),
        (LINKED, Permission::Linked),
        (OF_DRAWINGS, Permission::Refused),
    ]
    .into_iter()
    .find(|(names, _)| names.contains(&spaced))
    .map_or(Permission::Unknown, |(_, permission)| permission)
}

/// The name under which an element is published: obsolete elements, landmarks of a page and those that would not nest are replaced.
pub(crate) fn published_name(name: &str) -> &str {
    match name {
        "tt" => "code",
        "strike" => "s",
        "acronym" => "abbr",
        "big" | "blink" | "data" | "font" | "label" | "marquee" | "meter" | "nobr" | "output"
        | "progress" => "span",
        "address" | "article" | "aside" | "center" | "dialog" | "fieldset" | "footer" | "form" | "header"
        | "hgroup" | "legend" | "main" | "nav" | "optgroup" | "option" | "p" | "search" => "div",
        "dir" | "menu" => "ul",
        "listing" | "plaintext" | "xmp" => "pre",
        "h1" => "h2",
        _ => name,
    }
}

/// True for elements that are no placeholders where no end tag follows: authors leave it out, or there is none. Other bare names, such as
/// `<title>` and `<form>`, are then words for what a reader puts in.
pub(crate) fn may_stay_open(name: &str) -> bool {
    const NAMES: &str = " blockquote br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p \
                         pre rb rp rt rtc section summary table tbody td tfoot th thead tr ul wbr ";
    NAMES.contains(&format!(" {name} "))
}

/// True for elements that never hold anything.
pub(crate) fn is_empty(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// True for elements that readers miss where they are left out. Others display nothing of their own, or only arrange what is kept.
pub(crate) fn is_missed(name: &str) -> bool {
    match permission(name) {
        Permission::Dropped | Permission::Linked => true,
        Permission::Refused => {
            matches!(
                name,
                "applet"
                    | "area"
                    | "button"
                    | "canvas"
                    | "frame"
                    | "frameset"
                    | "image"
                    | "input"
                    | "keygen"
                    | "object"
                    | "select"
                    | "textarea"
            ) || OF_DRAWINGS.contains(&format!(" {name} "))
        }
        _ => matches!(name, "form" | "meter" | "progress"),
    }
}

/// True where an attribute of an element is published.
pub(crate) fn keeps_attribute(element: &str, attribute: &str) -> bool {
    match attribute {
        "id" | "lang" | "dir" | "title" => true,
        "colspan" | "rowspan" | "abbr" | "scope" => matches!(element, "td" | "th"),
        "start" | "type" | "reversed" => element == "ol",
        "value" => element == "li",
        "datetime" => matches!(element, "time" | "ins" | "del"),
        "open" => element == "details",
        "translate" => true,
        "alt" => element == "img",
        // Only what has a role of its own may have a name.
        "aria-label" => matches!(element, "a" | "figure" | "img" | "ol" | "section" | "table" | "ul"),
        _ => false,
    }
}

/// The address of what an element would display that is left out.
pub(crate) fn displayed_address<'a>(name: &str, attributes: &'a [(String, String)]) -> Option<&'a str> {
    let wanted = match name {
        "audio" | "embed" | "iframe" | "video" | "frame" | "source" | "image" => "src",
        "object" => "data",
        _ => return None,
    };
    value(attributes, wanted).filter(|address| !address.trim().is_empty())
}

/// The value of an attribute.
pub(crate) fn value<'a>(attributes: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

/// The element that is left out with all it holds, while its tags go by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Omission {
    /// Its name, and how many elements of that name are open.
    open: Option<(String, usize)>,
}

impl Omission {
    /// True inside of such an element.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the next piece of HTML; true where it is inside of such an element, or ends one.
    pub(crate) fn take(&mut self, token: &HtmlToken<'_>) -> bool {
        match (&mut self.open, token) {
            (None, HtmlToken::Open { name, is_closed, .. }) => {
                let is_left_out = matches!(permission(name), Permission::Dropped | Permission::Linked);
                if is_left_out && !is_closed && !is_empty(name) {
                    self.open = Some((name.clone(), 1));
                }
                false
            }
            (None, _) => false,
            (Some((open, depth)), HtmlToken::Open { name, is_closed, .. }) => {
                *depth += usize::from(open == name && !is_closed);
                true
            }
            (Some((open, depth)), HtmlToken::Close(name)) => {
                *depth -= usize::from(open == name);
                if *depth == 0 {
                    self.open = None;
                }
                true
            }
            (Some(_), _) => true,
        }
    }

    /// Ends it, where Markdown begins or ends a block.
    pub(crate) fn end(&mut self) {
        self.open = None;
    }
}

/// Whether text belongs to a base, to the reading above it, or to the parentheses that only old browsers display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RubyPart {
    /// Ordinary text.
    #[default]
    Base,
    /// A reading.
    Reading,
    /// What stands in for the arrangement where there is none.
    Parenthesis,
}

impl RubyPart {
    /// Takes the next piece of HTML.
    pub(crate) fn take(&mut self, token: &HtmlToken<'_>) {
        let (name, opens) = match token {
            HtmlToken::Open { name, .. } => (name.as_str(), true),
            HtmlToken::Close(name) => (name.as_str(), false),
            _ => return,
        };
        *self = match (name, opens) {
            ("rt" | "rtc", true) => Self::Reading,
            ("rp", true) => Self::Parenthesis,
            ("ruby" | "rb" | "rt" | "rtc" | "rp", _) => Self::Base,
            _ => *self,
        };
    }
}
