//! Owns `segment`: shows the sentences of a file, or measures how well sentences are found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use super::exit::Exit;
use super::terminal::{answer, data};
use crate::host::HostError;
use crate::locale::Locale;
use crate::units::segment::{Segmenter, blocks};

/// The arguments of `segment`.
#[derive(Args, Debug)]
pub(crate) struct SegmentArgs {
    /// Markdown files, or with --evaluate the sets
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The language of the files; by default that of a set's name, else English
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Measure: each line of a set is {"text": …, "cuts": [characters before each sentence but the first]}
    #[arg(long)]
    evaluate: bool,
    /// With --evaluate, show each block that is cut otherwise
    #[arg(long, requires = "evaluate")]
    differences: bool,
}

/// Segments each file.
///
/// # Errors
/// When a file cannot be read, or is no set.
pub(super) fn run(args: &SegmentArgs) -> Result<Exit, HostError> {
    for file in &args.files {
        let text = fs::read_to_string(file).map_err(|error| HostError::io("read", file, &error))?;
        let segmenter = Segmenter::of(&language(args.language.as_deref(), file)?);
        if args.evaluate {
            let scores = Scores::of(&text, &segmenter, args.differences)
                .map_err(|error| HostError(format!("{}: {error}", file.display())))?;
            answer(&scores.line(&file.file_stem().unwrap_or_default().to_string_lossy()));
        } else {
            data(&unit_lines(&text, &segmenter));
        }
    }
    Ok(Exit::Success)
}

fn language(requested: Option<&str>, file: &Path) -> Result<Locale, HostError> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let tag = match requested {
        Some(tag) => tag,
        None => stem.split_once('-').map_or("en", |(language, _)| language),
    };
    let known = Locale::parse(tag).or_else(|| if requested.is_none() { Locale::parse("en") } else { None });
    known.ok_or_else(|| HostError(format!("`{tag}` is not a language tag")))
}

/// One unit a line, an empty line between blocks.
fn unit_lines(text: &str, segmenter: &Segmenter) -> String {
    let body = crate::parse::front_matter::block(text).body();
    let body = &text[body..];
    let lines = |block: &crate::units::segment::Block| -> String {
        block.units.iter().map(|unit| body[unit.clone()].replace('\n', " ") + "\n").collect()
    };
    blocks(body, segmenter).iter().map(lines).collect::<Vec<_>>().join("\n")
}

/// One line of a set.
#[derive(Deserialize)]
struct Sample {
    text: String,
    cuts: Vec<usize>,
}

/// How often sentences were found where the set has them.
#[derive(Default)]
struct Scores {
    blocks: usize,
    identical: usize,
    /// The same for blocks of several sentences.
    several: usize,
    several_identical: usize,
    wanted: usize,
    found: usize,
    right: usize,
}

impl Scores {
    fn of(set: &str, segmenter: &Segmenter, differences: bool) -> Result<Self, serde_json::Error> {
        let mut scores = Self::default();
        for line in set.lines().filter(|line| !line.trim().is_empty()) {
            let sample: Sample = serde_json::from_str(line)?;
            scores.add(&sample, segmenter, differences);
        }
        Ok(scores)
    }

    fn add(&mut self, sample: &Sample, segmenter: &Segmenter, differences: bool) {
        let wanted = wanted(sample);
        let sentences = segmenter.sentences(&sample.text);
        let found: BTreeSet<usize> = sentences.iter().skip(1).map(|sentence| sentence.start).collect();
        let same = found == wanted;
        self.blocks += 1;
        self.identical += usize::from(same);
        self.several += usize::from(!wanted.is_empty());
        self.several_identical += usize::from(same && !wanted.is_empty());
        self.wanted += wanted.len();
        self.found += found.len();
        self.right += found.intersection(&wanted).count();
        if differences && !same {
            answer(&format!("- {}\n+ {}\n", marked(&sample.text, &wanted), marked(&sample.text, &found)));
        }
    }

    fn line(&self, name: &str) -> String {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        format!(
            "{name}: {} of {} blocks identical ({:.2} %), of those with several sentences {:.2} %; precision {:.4}, recall {:.4}\n",
            self.identical,
            self.blocks,
            percent(self.identical, self.blocks),
            percent(self.several_identical, self.several),
            self.right as f64 / self.found.max(1) as f64,
            self.right as f64 / self.wanted.max(1) as f64,
        )
    }
}

/// The cuts of a sample as byte offsets after white space; the set counts characters, and its sentences may begin with white space.
fn wanted(sample: &Sample) -> BTreeSet<usize> {
    let text = &sample.text;
    let byte = |cut: &usize| text.char_indices().nth(*cut).map(|(byte, _)| byte);
    let after_space = |byte: usize| byte + text[byte..].len() - text[byte..].trim_start().len();
    sample.cuts.iter().filter_map(byte).map(after_space).collect()
}

fn marked(text: &str, cuts: &BTreeSet<usize>) -> String {
    let mut marked = text.to_owned();
    for cut in cuts.iter().rev() {
        marked.insert(*cut, '¦');
    }
    marked.replace('\n', "⏎")
}
