//! Owns the numbers as data: JSON and CSV.

use std::io;

use serde_json::{Map, Value, json};

use super::columns::{PARTS, plain};
use crate::locale::CalendarDate;
use crate::parse::controls::clean_block;
use crate::status::{Amount, BANDS, Row, Rows};
use crate::units::unit::State;

/// One line a row, every number in its column.
///
/// # Errors
/// When the CSV writer fails, which writing to memory does not.
pub(super) fn csv(rows: &Rows, today: Option<CalendarDate>) -> io::Result<String> {
    let columns = || PARTS.iter().flat_map(|part| part.columns);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["locale", "group"].into_iter().chain(columns().map(|column| column.name)))?;
    for ((tag, group), row) in rows {
        let numbers = columns().map(|column| plain((column.cell)(row, today)));
        writer.write_record([tag.clone(), no_formula(group)].into_iter().chain(numbers))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// Names come from content: a spreadsheet must not take one for a formula.
fn no_formula(cell: &str) -> String {
    let cell = &*clean_block(cell);
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// Every number by its name, amounts in units and words.
pub(super) fn json(rows: &Rows, source: &str, today: Option<CalendarDate>) -> Value {
    let rows: Vec<Value> = rows.iter().map(|((tag, group), row)| row_of(tag, group, row, today)).collect();
    json!({"source": source, "today": today.map(CalendarDate::iso), "rows": rows})
}

fn row_of(tag: &str, group: &str, row: &Row, today: Option<CalendarDate>) -> Value {
    let days = |then: Option<CalendarDate>| Some(today?.days_since(then?));
    let states = State::ALL.iter().map(|state| (state.name().to_owned(), amount(row.of(*state))));
    let backlog = &row.backlog;
    let fuzzy = BANDS.iter().zip(backlog.fuzzy);
    let fuzzy = fuzzy.map(|((from, to), band)| (format!("{from}-{to}"), amount(band)));
    json!({
        "locale": tag,
        "group": group,
        "articles": row.articles,
        "translatedArticles": row.translated_articles,
        "fallbackPages": row.fallback_articles(),
        "unknownArticles": row.unknown_articles,
        "unknown": amount(row.unknown),
        "units": row.total().units,
        "words": row.total().words,
        "coverage": row.coverage(),
        "coverageUnits": row.unit_coverage(),
        "fresh": row.fresh(),
        "states": states.collect::<Map<String, Value>>(),
        "staleMinor": amount(row.stale_minor),
        "oldestStale": row.oldest_stale.map(CalendarDate::iso),
        "oldestStaleDays": days(row.oldest_stale),
        "lastHandedOff": row.last_handed_off.map(CalendarDate::iso),
        "daysSinceHandOff": days(row.last_handed_off),
        "byMachine": amount(row.by_machine),
        "byPeople": amount(row.by_people),
        "machineShare": row.machine_share(),
        "toTranslate": {
            "all": amount(backlog.total()),
            "new": amount(backlog.new),
            "fuzzy": fuzzy.collect::<Map<String, Value>>(),
            "repeated": amount(backlog.repeated),
            "memory": amount(backlog.memory),
        },
        "leverage": row.leverage(),
        "inconsistent": amount(row.inconsistent),
        "errors": row.errors,
        "errorsPer1000Words": row.error_rate(),
    })
}

fn amount(amount: Amount) -> Value {
    json!({"units": amount.units, "words": amount.words})
}
