//! Owns `status`: the numbers of a localization as tables, as data, as a page, as a badge, and as an exit code.

mod badge;
mod columns;
mod data;
mod page;

use clap::{Args, ValueEnum};
use rustc_hash::FxHashMap;

use self::columns::{PARTS, display};
use super::args::{Common, Format};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs, failure};
use super::terminal::{Terminal, answer};
use crate::diagnostics::Severity;
use crate::host::{HostError, clock};
use crate::locale::{CalendarDate, Locale};
use crate::pipeline;
use crate::source::SourcePath;
use crate::status::{Grouping, Rows, Status};

/// The arguments of `status`.
#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = StatusFormat::Table)]
    format: StatusFormat,
    /// One row for each locale and …
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Check the site as well, and report the errors in a thousand words
    #[arg(long)]
    errors: bool,
    /// Exit with 1 where a locale's coverage, in percent of words, is lower; may be given more than once
    #[arg(long, value_name = "TAG=PERCENT", value_parser = bar)]
    fail_under: Vec<(String, f64)>,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For browsers: one page without scripts, with sections and owners as well
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

/// Prints the numbers.
///
/// # Errors
/// When there is no site, or `--fail-under` names a locale without translations.
pub(super) fn run(args: &StatusArgs) -> Result<Exit, HostError> {
    let terminal = Terminal::new(&args.common, Format::Human);
    let Opening::Ready(opened) = SiteArgs::find(&args.common, &terminal)? else { return Ok(Exit::Failed) };
    let library = pipeline::library(&opened.sources, &opened.site.config.value).map_err(failure)?;
    let errors = args.errors.then(|| errors(&opened));
    opened.must_be_whole()?;
    let status = Status::of(&library, errors.as_ref());
    let grouping = match args.by {
        None => Grouping::Locale,
        Some(By::Section) => Grouping::Section,
        Some(By::Article) => Grouping::Article,
        Some(By::Owner) => Grouping::Owner,
    };
    let wanted = opened.locales.clone();
    let rows_by = |grouping: Grouping| {
        let mut rows = status.rows(grouping);
        rows.retain(|(tag, _), _| wanted.is_empty() || wanted.contains(tag));
        rows
    };
    let rows = rows_by(grouping);
    let today = clock::today()?;
    answer(&match args.format {
        StatusFormat::Table => tables(&rows, today),
        StatusFormat::Json => {
            format!("{:#}\n", data::json(&rows, library.locales[library.source].tag(), today))
        }
        StatusFormat::Csv => data::csv(&rows, today)
            .map_err(|error| HostError(format!("cannot write the numbers as CSV: {error}")))?,
        StatusFormat::Html => {
            let mut groupings = vec![Grouping::Locale, Grouping::Section, Grouping::Owner];
            groupings.extend(Some(grouping).filter(|own| *own == Grouping::Article));
            let all: Vec<(Grouping, Rows)> = groupings.into_iter().map(|by| (by, rows_by(by))).collect();
            page::html(&all, today)
        }
        StatusFormat::Badge => badge::svg(&rows),
    });
    judged(&args.fail_under, &status.rows(Grouping::Locale), &terminal)
}

/// How many errors each file has.
fn errors(opened: &SiteArgs) -> FxHashMap<SourcePath, usize> {
    let mut errors = FxHashMap::default();
    let problems = pipeline::problems(&opened.sources, &opened.site.config.value);
    let problems = problems.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    for place in problems.filter_map(|diagnostic| diagnostic.place) {
        *errors.entry(place.path).or_default() += 1;
    }
    errors
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
    let mut exit = Exit::Success;
    for (tag, bar) in bars {
        let row = rows.get(&(tag.clone(), String::new()));
        let row = row.ok_or_else(|| HostError(format!("the site has no translations into `{tag}`")))?;
        if row.coverage() < *bar {
            terminal
                .talk(&format!("{tag} is at {}, under its bar of {bar} %", columns::percent(row.coverage())));
            exit = Exit::Problems;
        }
    }
    Ok(exit)
}

/// One table for each part of the numbers, so that each fits a terminal.
fn tables(rows: &Rows, today: Option<CalendarDate>) -> String {
    let grouped = rows.keys().any(|(_, group)| !group.is_empty());
    let tables = PARTS.iter().map(|part| {
        let mut lines = vec![vec!["locale".to_owned()]];
        lines[0].extend(grouped.then(|| "group".to_owned()));
        lines[0].extend(part.columns.iter().map(|column| column.head.to_owned()));
        for ((tag, group), row) in rows {
            let mut line = vec![tag.clone()];
            line.extend(grouped.then(|| group.clone()));
            line.extend(part.columns.iter().map(|column| display((column.cell)(row, today))));
            lines.push(line);
        }
        format!("{}\n{}", part.title, aligned(&lines, 1 + usize::from(grouped)))
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// Lines of cells under each other: the first `names` columns to the left, numbers to the right.
fn aligned(lines: &[Vec<String>], names: usize) -> String {
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..lines[0].len()).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cell = |(at, cell): (usize, &String)| {
            if at < names { format!("{cell:<0$}", widths[at]) } else { format!("{cell:>0$}", widths[at]) }
        };
        let cells: Vec<String> = line.iter().enumerate().map(cell).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
