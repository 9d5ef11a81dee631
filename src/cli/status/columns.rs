//! Owns the one list of numbers that tables, CSV and page are made of.

use crate::locale::CalendarDate;
use crate::status::Row;
use crate::units::unit::State;

/// Numbers that form one table.
pub(super) struct ColumnGroup {
    /// Their heading.
    pub title: &'static str,
    /// The numbers.
    pub columns: &'static [Column],
}

/// One number of a row.
pub(super) struct Column {
    /// Its name in CSV.
    pub name: &'static str,
    /// Its name in tables, below the part's title.
    pub head: &'static str,
    /// The number; `today` is absent if the clock cannot be read.
    pub cell: fn(&Row, Option<CalendarDate>) -> Cell,
}

/// A number and how it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// Of words, units, articles.
    Count(usize),
    /// A share.
    Percent(f64),
    /// Days ago; absent where there is no such day.
    Days(Option<i64>),
    /// A count that is absent if it was not determined.
    Some(Option<usize>),
    /// Errors in a thousand words.
    Rate(Option<f64>),
}

fn words(row: &Row, state: State) -> Cell {
    Cell::Count(row.of(state).words)
}

fn days(then: Option<CalendarDate>, today: Option<CalendarDate>) -> Cell {
    Cell::Days(today.zip(then).map(|(today, then)| today.days_since(then)))
}

const fn column(
    name: &'static str,
    head: &'static str,
    cell: fn(&Row, Option<CalendarDate>) -> Cell,
) -> Column {
    Column { name, head, cell }
}

/// All numbers, in order.
pub(super) static PARTS: [ColumnGroup; 4] = [
    ColumnGroup {
        title: "Coverage (days since)",
        columns: &[
            column("articles", "articles", |row, _| Cell::Count(row.articles)),
            column("fallback", "fallback", |row, _| Cell::Count(row.fallback_articles())),
            column("unknown", "unknown", |row, _| Cell::Count(row.unknown_articles)),
            column("coverage", "coverage", |row, _| Cell::Percent(row.coverage())),
            column("coverage-units", "of units", |row, _| Cell::Percent(row.unit_coverage())),
            column("fresh", "fresh", |row, _| Cell::Percent(row.fresh())),
            column("oldest-stale-days", "oldest stale", |row, today| days(row.oldest_stale, today)),
            column("handed-off-days", "handed off", |row, today| days(row.last_handed_off, today)),
        ],
    },
    ColumnGroup {
        title: "Words by state",
        columns: &[
            column("words", "words", |row, _| Cell::Count(row.total().words)),
            column("missing", "missing", |row, _| words(row, State::Missing)),
            column("machine", "machine", |row, _| words(row, State::Machine)),
            column("stale", "stale", |row, _| words(row, State::Stale)),
            column("stale-minor", "minor", |row, _| Cell::Count(row.stale_minor.words)),
            column("translated", "translated", |row, _| words(row, State::Translated)),
            column("reviewed", "reviewed", |row, _| words(row, State::Reviewed)),
            column("final", "final", |row, _| words(row, State::Final)),
        ],
    },
    ColumnGroup {
        title: "Words to translate",
        columns: &[
            column("to-translate", "all", |row, _| Cell::Count(row.backlog.total().words)),
            column("new", "new", |row, _| Cell::Count(row.backlog.new.words)),
            column("fuzzy-75-84", "75–84 %", |row, _| Cell::Count(row.backlog.fuzzy[2].words)),
            column("fuzzy-85-94", "85–94 %", |row, _| Cell::Count(row.backlog.fuzzy[1].words)),
            column("fuzzy-95-99", "95–99 %", |row, _| Cell::Count(row.backlog.fuzzy[0].words)),
            column("repeated", "repeated", |row, _| Cell::Count(row.backlog.repeated.words)),
            column("memory", "in memory", |row, _| Cell::Count(row.backlog.memory.words)),
            column("leverage", "leverage", |row, _| Cell::Percent(row.leverage())),
        ],
    },
    ColumnGroup {
        title: "Quality (words, errors)",
        columns: &[
            column("by-machine", "by machine", |row, _| Cell::Count(row.by_machine.words)),
            column("by-people", "by people", |row, _| Cell::Count(row.by_people.words)),
            column("machine-share", "machine share", |row, _| Cell::Percent(row.machine_share())),
            column("inconsistent", "inconsistent", |row, _| Cell::Count(row.inconsistent.words)),
            column("errors", "errors", |row, _| Cell::Some(row.errors)),
            column("errors-per-1000", "per 1,000", |row, _| Cell::Rate(row.error_rate())),
        ],
    },
];

/// A number for people.
pub(super) fn display(cell: Cell) -> String {
    match cell {
        Cell::Percent(value) => percent(value),
        cell => Some(plain(cell)).filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned()),
    }
}

/// A number for spreadsheets; empty for none.
pub(super) fn plain(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Percent(value) => format!("{:.1}", floored(value)),
        Cell::Days(days) => days.map(|days| days.to_string()).unwrap_or_default(),
        Cell::Some(count) => count.map(|count| count.to_string()).unwrap_or_default(),
        Cell::Rate(rate) => rate.map(|rate| format!("{rate:.2}")).unwrap_or_default(),
    }
}

/// A share for people.
pub(super) fn percent(value: f64) -> String {
    format!("{:.1} %", floored(value))
}

/// Rounded down to a tenth, so that 100 % means all.
fn floored(value: f64) -> f64 {
    (value * 10.0).floor() / 10.0
}
