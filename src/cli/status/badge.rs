//! Owns the badge: an SVG picture of each locale's coverage.

use std::fmt::Write as _;

use super::columns::percent;
use crate::status::Rows;
use crate::theme::escape::escaped;

/// One bar a row, its length the coverage.
pub(super) fn svg(rows: &Rows) -> String {
    let height = 20 * rows.len();
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"{height}\" role=\"img\" aria-label=\"Translation coverage\" font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (at, ((tag, group), row)) in rows.iter().enumerate() {
        let (top, long) = (20 * at, row.coverage());
        let name = escaped(format!("{tag} {group}").trim_end());
        let _ = writeln!(
            text,
            "<rect y=\"{top}\" width=\"240\" height=\"18\" fill=\"#555\"/><rect x=\"140\" y=\"{top}\" width=\"{long:.1}\" height=\"18\" fill=\"#2a7d2a\"/><text x=\"6\" y=\"{0}\" fill=\"#fff\">{name}</text><text x=\"236\" y=\"{0}\" fill=\"#fff\" text-anchor=\"end\">{1}</text>",
            top + 13,
            percent(long)
        );
    }
    text + "</svg>\n"
}
