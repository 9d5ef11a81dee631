//! Owns the attributes of raw HTML: which are published, with what values.

use super::RawElements;
use crate::parse::markdown::html_element::{self, value};
use crate::parse::markdown::outline::safe_id;
use crate::render::body::BodyResolver;
use crate::theme::escape;

/// The attributes that are published, in this order.
const ATTRIBUTES: [&str; 16] = [
    "id",
    "lang",
    "dir",
    "title",
    "colspan",
    "rowspan",
    "abbr",
    "scope",
    "start",
    "type",
    "reversed",
    "value",
    "datetime",
    "open",
    "translate",
    "aria-label",
];

impl RawElements {
    pub(super) fn write_attributes(
        &mut self,
        element: &str,
        attributes: &[(String, String)],
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        for attribute in ATTRIBUTES {
            let value = value(attributes, attribute);
            match value.filter(|value| is_acceptable(attribute, value, element)) {
                Some(value) if attribute == "id" => self.write_id(value, around, out),
                Some(_) if matches!(attribute, "open" | "reversed") => out.push_str(&format!(" {attribute}")),
                Some(value) => escape::push_attribute(out, attribute, value),
                None => {}
            }
        }
    }

    /// Writes an id that is no other's on the page.
    pub(super) fn write_id(&mut self, written: &str, around: &dyn BodyResolver, out: &mut String) {
        let id = safe_id(written);
        if self.anchors.contains(&id) && self.ids.insert(id.clone()) {
            escape::push_attribute(out, "id", &around.urls().id(&id));
        }
    }
}

/// The class that stands for an obsolete alignment, by the direction of the text.
pub(super) fn alignment(name: &str, attributes: &[(String, String)]) -> Option<&'static str> {
    let align = value(attributes, "align").map(str::to_ascii_lowercase);
    match (name, align.as_deref()) {
        ("center", _) | (_, Some("center" | "middle")) => Some("align-center"),
        (_, Some("right")) => Some("align-end"),
        _ => None,
    }
}

/// True where a value of an attribute may be published.
pub(super) fn is_acceptable(attribute: &str, value: &str, element: &str) -> bool {
    let is_number = |lowest: i32, highest: i32| {
        value.trim().parse::<i32>().is_ok_and(|number| (lowest..=highest).contains(&number))
    };
    html_element::keeps_attribute(element, attribute)
        && match attribute {
            "dir" => matches!(value, "ltr" | "rtl" | "auto"),
            "colspan" | "rowspan" => is_number(1, 1000),
            "start" | "value" => is_number(-100_000, 100_000),
            "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
            "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
            "translate" => matches!(value, "yes" | "no"),
            "lang" => crate::locale::Locale::parse(value).is_some(),
            "id" => !safe_id(value).is_empty(),
            "abbr" => element == "th" && !value.trim().is_empty(),
            "datetime" => {
                let is_part = |c: char| c.is_ascii_digit() || "-:.+PTWYZMHDSwpt ".contains(c);
                value.contains(|c: char| c.is_ascii_digit()) && value.chars().all(is_part)
            }
            "aria-label" | "title" => !value.trim().is_empty(),
            _ => true,
        }
}
