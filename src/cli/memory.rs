//! Owns `memory`: how much of each locale's text repeats, and what is translated in more than one way.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::Exit;
use super::args::{Common, Format};
use super::opened::Opened;
use super::summary::many;
use super::terminal::{Terminal, answer};
use crate::host::HostError;
use crate::localize::memory::{Remembered, TranslationMemory};
use crate::pipeline;

/// The arguments of `memory`.
#[derive(Args, Debug)]
pub struct MemoryArgs {
    /// What all commands take.
    #[command(flatten)]
    pub common: Common,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// At most so many sentences of each locale
    #[arg(long, default_value_t = 20, value_name = "COUNT")]
    most: usize,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Tells what each locale remembers.
///
/// # Errors
/// When there is no site.
pub fn run(args: &MemoryArgs) -> Result<Exit, HostError> {
    let terminal = Terminal::new(&args.common, Format::Human);
    let Some(opened) = Opened::find(&args.common, &terminal)? else { return Ok(Exit::Failed) };
    let memories = pipeline::memories(&opened.sources, &opened.site.config.value, &args.common.locales);
    match args.format {
        Form::Text => {
            let all: Vec<String> =
                memories.iter().map(|(tag, memory)| text_of(tag, memory, args.most)).collect();
            answer(&all.join("\n"));
        }
        Form::Json => {
            let all: Vec<Value> =
                memories.iter().map(|(tag, memory)| json_of(tag, memory, args.most)).collect();
            answer(&format!("{:#}\n", json!({ "locales": all })));
        }
    }
    Ok(Exit::Fine)
}

fn text_of(tag: &str, memory: &TranslationMemory, most: usize) -> String {
    let inconsistent = memory.inconsistent();
    let mut text = format!(
        "{tag}: {}, {}, {} translated in more than one way\n",
        many(memory.units(), "unit"),
        many(memory.distinct(), "different sentence"),
        inconsistent.len()
    );
    for sentence in inconsistent.into_iter().take(most) {
        let _ = writeln!(text, "  {}", sentence.source);
        for (target, count) in by_count(sentence) {
            let _ = writeln!(text, "    {count:>4} × {target}");
        }
    }
    text
}

fn json_of(tag: &str, memory: &TranslationMemory, most: usize) -> Value {
    let sentence = |sentence: &Remembered| {
        let targets = by_count(sentence);
        let targets: Vec<Value> =
            targets.into_iter().map(|(target, count)| json!({"text": target, "count": count})).collect();
        json!({"source": sentence.source, "targets": targets})
    };
    let inconsistent = memory.inconsistent();
    json!({
        "locale": tag,
        "units": memory.units(),
        "distinct": memory.distinct(),
        "inconsistentCount": inconsistent.len(),
        "inconsistent": inconsistent.into_iter().take(most).map(sentence).collect::<Vec<_>>(),
    })
}

fn by_count(sentence: &Remembered) -> Vec<(&str, usize)> {
    let mut targets: Vec<(&str, usize)> =
        sentence.targets.iter().map(|(target, count)| (target.as_str(), *count)).collect();
    targets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    targets
}
