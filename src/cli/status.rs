//! Owns `status`: the numbers of a localization as a table, as data, as a page, as a badge, and as an exit code.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::Exit;
use super::args::{Common, Format};
use super::opened::Opened;
use super::terminal::{Terminal, answer};
use crate::host::HostError;
use crate::locale::Locale;
use crate::localize::status::{Grouping, Row, rows};
use crate::localize::unit::State;
use crate::pipeline;
use crate::render::escape::escaped;

/// The arguments of `status`.
#[derive(Args, Debug)]
pub struct StatusArgs {
    /// What all commands take.
    #[command(flatten)]
    pub common: Common,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
    /// One row for each locale and …
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Exit with 1 where a locale's coverage, in percent of words, is lower; may be given more than once
    #[arg(long, value_name = "TAG=PERCENT", value_parser = bar)]
    fail_under: Vec<(String, f64)>,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For browsers: one page without scripts
    Html,
    /// For a README: an SVG picture of each locale's coverage
    Badge,
}

/// What rows are split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The first folder of the articles
    Section,
    /// `ms.author`, else `author`, of the source
    Owner,
    /// The article itself
    Article,
}

type Rows = BTreeMap<(String, String), Row>;

/// Tells the numbers.
///
/// # Errors
/// When there is no site, or a bar names no locale of it.
pub fn run(args: &StatusArgs) -> Result<Exit, HostError> {
    let terminal = Terminal::new(&args.common, Format::Human);
    let Some(opened) = Opened::find(&args.common, &terminal)? else { return Ok(Exit::Failed) };
    let library = pipeline::library(&opened.sources, &opened.site.config.value);
    let grouping = match args.by {
        None => Grouping::Locale,
        Some(By::Section) => Grouping::Section,
        Some(By::Article) => Grouping::Article,
        Some(By::Owner) => Grouping::Owner,
    };
    let wanted: Vec<String> = args.common.locales.iter().map(|tag| canonical(tag)).collect();
    let mut rows_shown = rows(&library, grouping);
    rows_shown.retain(|(tag, _), _| wanted.is_empty() || wanted.contains(tag));
    answer(&match args.format {
        Form::Table => table(&rows_shown),
        Form::Json => format!("{:#}\n", json_of(&rows_shown, library.locales[library.source].tag())),
        Form::Csv => csv(&rows_shown),
        Form::Html => html(&rows_shown),
        Form::Badge => badge(&rows_shown),
    });
    judged(&args.fail_under, &rows(&library, Grouping::Locale), &terminal)
}

fn bar(text: &str) -> Result<(String, f64), String> {
    let (tag, percent) = text.split_once('=').ok_or("write a locale and its bar, as da-DK=80")?;
    let percent: f64 =
        percent.trim_end_matches('%').parse().map_err(|_| format!("`{percent}` is not a number"))?;
    Ok((canonical(tag), percent))
}

fn canonical(tag: &str) -> String {
    Locale::parse(tag).map_or_else(|| tag.to_owned(), |locale| locale.tag().to_owned())
}

fn judged(bars: &[(String, f64)], rows: &Rows, terminal: &Terminal) -> Result<Exit, HostError> {
    let mut exit = Exit::Fine;
    for (tag, bar) in bars {
        let row = rows.get(&(tag.clone(), String::new()));
        let row = row.ok_or_else(|| HostError(format!("the site has no translations into `{tag}`")))?;
        if row.coverage() < *bar {
            terminal.talk(&format!("{tag} is at {}, under its bar of {bar} %", percent(row.coverage())));
            exit = Exit::Problems;
        }
    }
    Ok(exit)
}

const HEADS: [&str; 12] = [
    "locale",
    "group",
    "articles",
    "translated",
    "coverage",
    "fresh",
    "words",
    "missing",
    "machine",
    "stale",
    "done",
    "leverage",
];

/// One row as people read it; words, but for the first columns.
fn cells((tag, group): &(String, String), row: &Row) -> [String; 12] {
    let words = |state: State| row.of(state).words;
    let done = words(State::Translated) + words(State::Reviewed) + words(State::Final);
    [
        tag.clone(),
        group.clone(),
        row.articles.to_string(),
        row.translated_articles.to_string(),
        percent(row.coverage()),
        percent(row.fresh()),
        row.total().words.to_string(),
        words(State::Missing).to_string(),
        words(State::Machine).to_string(),
        words(State::Stale).to_string(),
        done.to_string(),
        row.leverage.words.to_string(),
    ]
}

/// Rounded down: 100 % is only what is all.
fn percent(value: f64) -> String {
    format!("{:.1} %", (value * 10.0).floor() / 10.0)
}

fn table(rows: &Rows) -> String {
    let mut lines = vec![HEADS.map(str::to_owned)];
    lines.extend(rows.iter().map(|(key, row)| cells(key, row)));
    let shown: Vec<usize> =
        (0..HEADS.len()).filter(|at| *at != 1 || rows.keys().any(|key| !key.1.is_empty())).collect();
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEADS.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cell = |at: &usize| match *at {
            0 | 1 => format!("{:<1$}", line[*at], widths[*at]),
            _ => format!("{:>1$}", line[*at], widths[*at]),
        };
        let cells: Vec<String> = shown.iter().map(cell).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn csv(rows: &Rows) -> String {
    let mut text = HEADS.join(",") + "\n";
    for (key, row) in rows {
        let quoted = |cell: &String| match cell.contains([',', '"', '\n']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.trim_end_matches(" %").to_owned(),
        };
        text.push_str(&cells(key, row).iter().map(quoted).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

fn json_of(rows: &Rows, source: &str) -> Value {
    let row_of = |(tag, group): &(String, String), row: &Row| {
        let states: serde_json::Map<String, Value> = State::ALL
            .iter()
            .map(|state| {
                (
                    state.name().to_owned(),
                    json!({"units": row.of(*state).units, "words": row.of(*state).words}),
                )
            })
            .collect();
        json!({
            "locale": tag,
            "group": group,
            "articles": row.articles,
            "translatedArticles": row.translated_articles,
            "fallbackPages": row.articles - row.translated_articles,
            "unknownArticles": row.unknown_articles,
            "units": row.total().units,
            "words": row.total().words,
            "coverage": row.coverage(),
            "fresh": row.fresh(),
            "states": states,
            "leverage": {"units": row.leverage.units, "words": row.leverage.words},
            "oldestStale": row.oldest_stale.map(|date| date.iso()),
            "lastHandedOff": row.last_handed_off.map(|date| date.iso()),
        })
    };
    json!({"source": source, "rows": rows.iter().map(|(key, row)| row_of(key, row)).collect::<Vec<_>>()})
}

fn html(rows: &Rows) -> String {
    let mut text = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Translation status</title>\n<style>body{font:1rem/1.5 system-ui;margin:2rem}table{border-collapse:collapse}th,td{padding:.2rem .7rem;text-align:end;border-bottom:1px solid #8886}th:first-child,td:first-child{text-align:start}</style>\n<h1>Translation status</h1>\n<table>\n<thead><tr>",
    );
    for head in HEADS {
        let _ = write!(text, "<th scope=\"col\">{head}</th>");
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for (key, row) in rows {
        let cells: String =
            cells(key, row).iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        let _ = writeln!(text, "<tr>{cells}</tr>");
    }
    text + "</tbody>\n</table>\n</html>\n"
}

/// One bar a locale, its length the coverage.
fn badge(rows: &Rows) -> String {
    let height = 20 * rows.len();
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"{height}\" role=\"img\" aria-label=\"Translation coverage\" font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (at, ((tag, group), row)) in rows.iter().enumerate() {
        let (top, long) = (20 * at, row.coverage());
        let name = escaped(&format!("{tag} {group}"));
        let _ = writeln!(
            text,
            "<rect y=\"{top}\" width=\"240\" height=\"18\" fill=\"#555\"/><rect x=\"140\" y=\"{top}\" width=\"{long:.1}\" height=\"18\" fill=\"#2a7d2a\"/><text x=\"6\" y=\"{0}\" fill=\"#fff\">{name}</text><text x=\"236\" y=\"{0}\" fill=\"#fff\" text-anchor=\"end\">{1}</text>",
            top + 13,
            percent(long)
        );
    }
    text + "</svg>\n"
}
