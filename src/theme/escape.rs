//! Owns escaping: all text becomes part of a page through it.

use std::io::{Result, Write};

use crate::parse::controls;

/// What templates escape their texts with: each is a block of its own.
pub(crate) fn of_templates(text: &str, out: &mut dyn Write) -> Result<()> {
    tera::escape_html(&controls::clean_block(text), out)
}

/// Appends text as character data or as part of a quoted attribute.
pub(crate) fn push(out: &mut String, text: &str) {
    let text = &*controls::clean(text);
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Text as character data or as part of a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push(&mut out, &controls::clean_block(text));
    out
}

/// Appends `name="value"` with a space before it.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(out, &controls::clean_block(value));
    out.push('"');
}
