//! Owns the arguments that commands share; the arguments of a single command are in its file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The arguments of every command that reads a site.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// The site: a folder with hexapla.toml, with a folder `content`, or with one folder a locale
    #[arg(default_value = ".", hide_default_value = true)]
    pub site: PathBuf,
    /// Only this locale; may be given more than once
    #[arg(long = "locale", value_name = "TAG")]
    pub locales: Vec<String>,
    /// Report problems only
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
}

/// The arguments of the commands that check a site.
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// How diagnostics are reported
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Show people every diagnostic in full, however many there are
    #[arg(long)]
    pub all: bool,
    /// Count warnings as errors, and write nothing where there is any
    #[arg(long)]
    pub strict: bool,
    /// Report how long each stage took
    #[arg(long)]
    pub timings: bool,
}

/// How diagnostics are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With excerpts, for people, on standard error
    Human,
    /// One line each, for editors
    Short,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands that GitHub shows beside the lines
    Github,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal that can, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
