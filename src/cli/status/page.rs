//! Owns the page of numbers: one HTML file without scripts, whose only style sheet its security policy names by hash.

use std::fmt::Write as _;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::columns::{ColumnGroup, PARTS, display};
use crate::locale::CalendarDate;
use crate::status::{Grouping, Rows};
use crate::theme::escape::escaped;

const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:72rem;margin:2rem auto;padding-inline:1rem}.wide{overflow-x:auto}table{border-collapse:collapse;margin-block:1rem 2rem;font-variant-numeric:tabular-nums}caption{text-align:start;font-weight:600;padding-block:.4rem}th,td{padding:.3rem .7rem;text-align:end;border-block-end:1px solid #8888;white-space:nowrap}th[scope=row],th.name{text-align:start;font-weight:400}thead th{font-weight:600}";

/// The page: one section for each way to group the rows, one table for each part of the numbers.
pub(super) fn html(all: &[(Grouping, Rows)], today: Option<CalendarDate>) -> String {
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Translation status</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Translation status</h1>\n",
        BASE64.encode(&Sha256::digest(STYLE.as_bytes()))
    );
    if let Some(today) = today {
        let _ = writeln!(text, "<p>As of <time datetime=\"{0}\">{0}</time>.</p>", today.iso());
    }
    for (grouping, rows) in all {
        let _ = writeln!(text, "<h2>{}</h2>", title_of(*grouping));
        for part in &PARTS {
            table(part, *grouping, rows, today, &mut text);
        }
    }
    text + "</main>\n</body>\n</html>\n"
}

fn title_of(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Locale => "Locales",
        Grouping::Section => "Sections",
        Grouping::Owner => "Owners",
        Grouping::Article => "Articles",
    }
}

fn table(
    part: &ColumnGroup,
    grouping: Grouping,
    rows: &Rows,
    today: Option<CalendarDate>,
    text: &mut String,
) {
    let label = format!("{}: {}", title_of(grouping), part.title);
    let grouped = grouping != Grouping::Locale;
    // A region that scrolls must be reachable by keyboard, and needs an accessible name then.
    let _ = write!(
        text,
        "<div class=\"wide\" role=\"region\" aria-label=\"{0}\" tabindex=\"0\">\n<table>\n<caption>{1}</caption>\n<thead><tr><th class=\"name\" scope=\"col\">locale</th>",
        escaped(&label),
        escaped(part.title)
    );
    if grouped {
        text.push_str("<th class=\"name\" scope=\"col\">group</th>");
    }
    for column in part.columns {
        let _ = write!(text, "<th scope=\"col\">{}</th>", escaped(column.head));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for ((tag, group), row) in rows {
        let _ = write!(text, "<tr><th scope=\"row\">{}</th>", escaped(tag));
        if grouped {
            let _ = write!(text, "<th scope=\"row\">{}</th>", escaped(group));
        }
        for column in part.columns {
            let _ = write!(text, "<td>{}</td>", escaped(&display((column.cell)(row, today))));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n</div>\n");
}
