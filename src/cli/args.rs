//! Owns the arguments that commands share; each command's own stand in its file.

use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    build, check, completions, explain, export, extract, help, man, memory, new, search, segment, serve,
    status,
};

/// A help center in every language you have.
#[derive(Debug, Parser)]
#[command(name = "hexapla", version, about, styles = Styles::plain(), disable_help_subcommand = true)]
#[command(after_help = "`hexapla help` lists topics such as languages and exit codes as well.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a site to begin with
    New(new::NewArgs),
    /// Build the site
    Build(build::BuildArgs),
    /// Show the site in a browser while you write, each change at once
    Serve(serve::ServeArgs),
    /// Look for problems without writing anything
    Check(check::CheckArgs),
    /// Tell what a diagnostic code means and what to do; without a code, list them all
    Explain(explain::ExplainArgs),
    /// Write one side of the articles as plain Markdown
    Export(export::ExportArgs),
    /// Find articles in a built site, as its search box does
    Search(search::SearchArgs),
    /// Write what a shell needs to complete calls
    Completions(completions::CompletionsArgs),
    /// Write the manual pages
    Man(man::ManArgs),
    /// Print a topic, or the help of a command
    Help(help::HelpArgs),
    /// Bring catalogs and side-by-side articles up to their sources
    Extract(extract::ExtractArgs),
    /// Build the site with two made-up languages, en-XA and ar-XB
    Pseudo(build::BuildArgs),
    /// Tell how much text repeats, and what is translated in more than one way
    Memory(memory::MemoryArgs),
    /// Tell how much is translated, by whom, and how fresh it is
    Status(status::StatusArgs),
    /// Show the sentences of a file, or measure how well they are found
    Segment(segment::SegmentArgs),
}

/// What every command that reads a site takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// The site: a folder with hexapla.toml, with a folder `content`, or with one folder a locale
    #[arg(default_value = ".", hide_default_value = true)]
    pub site: PathBuf,
    /// Only this locale; may be given more than once
    #[arg(long = "locale", value_name = "TAG")]
    pub locales: Vec<String>,
    /// Tell nothing but problems
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
}

/// What the commands that judge a site take.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// How diagnostics are told
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Count warnings as errors, and write nothing where there is any
    #[arg(long)]
    pub strict: bool,
    /// Tell how long each stage took
    #[arg(long)]
    pub timings: bool,
}

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
pub enum When {
    /// On a terminal that can, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
