//! Owns `memory`: how much of each locale's text repeats, and what is translated in more than one way.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::args::{Common, Format};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs, failure};
use super::summary::many;
use super::terminal::{Terminal, answer, data};
use crate::catalogs::translation_memory::{MemoryEntry, TranslationMemory, TranslationUse};
use crate::host::HostError;
use crate::pipeline;
use crate::source::Sources;

/// The arguments of `memory`.
#[derive(Args, Debug)]
pub(crate) struct MemoryArgs {
    /// The arguments of all commands.
    #[command(flatten)]
    pub common: Common,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = MemoryFormat::Text)]
    format: MemoryFormat,
    /// At most so many sentences of each locale
    #[arg(long, default_value_t = 20, value_name = "COUNT")]
    most: usize,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MemoryFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Prints how much text of each locale repeats, and the sentences that are translated in more than one way.
///
/// # Errors
/// When there is no site, or something cannot be read.
pub(super) fn run(args: &MemoryArgs) -> Result<Exit, HostError> {
    let terminal = Terminal::new(&args.common, Format::Human);
    let Opening::Ready(opened) = SiteArgs::find(&args.common, &terminal)? else { return Ok(Exit::Failed) };
    let memories =
        pipeline::translation_memories(&opened.sources, &opened.site.config.value, &opened.locales)
            .map_err(failure)?;
    match args.format {
        MemoryFormat::Text => {
            let all: Vec<String> = memories
                .iter()
                .map(|(tag, memory)| text_of(tag, memory, args.most, &opened.sources))
                .collect();
            answer(&all.join("\n"));
        }
        MemoryFormat::Json => {
            let all: Vec<Value> = memories
                .iter()
                .map(|(tag, memory)| json_of(tag, memory, args.most, &opened.sources))
                .collect();
            data(&format!("{:#}\n", json!({ "locales": all })));
        }
    }
    Ok(Exit::Success)
}

/// The most files that are named for a translation; the rest are counted.
const NAMED: usize = 2;

fn text_of(tag: &str, memory: &TranslationMemory, most: usize, sources: &dyn Sources) -> String {
    let inconsistent = memory.inconsistent();
    let mut text = format!(
        "{tag}: {}, {}, {} translated in more than one way\n",
        many(memory.units(), "unit"),
        many(memory.distinct(), "different sentence"),
        inconsistent.len()
    );
    for sentence in inconsistent.into_iter().take(most) {
        let _ = writeln!(text, "  {}", sentence.source);
        for (target, found) in by_count(sentence) {
            let _ = writeln!(text, "    {:>4} × {target}", found.count);
            let _ = writeln!(text, "           {}", files_of(found, sources));
        }
    }
    text
}

fn files_of(found: &TranslationUse, sources: &dyn Sources) -> String {
    let named: Vec<String> = found.files.iter().take(NAMED).map(|file| sources.display_path(file)).collect();
    match found.files.len() - named.len() {
        0 => named.join(", "),
        others => format!("{} and {}", named.join(", "), many(others, "other")),
    }
}

fn json_of(tag: &str, memory: &TranslationMemory, most: usize, sources: &dyn Sources) -> Value {
    let target = |(target, found): (&str, &TranslationUse)| {
        let files: Vec<String> = found.files.iter().map(|file| sources.display_path(file)).collect();
        json!({"text": target, "count": found.count, "files": files})
    };
    let sentence = |sentence: &MemoryEntry| {
        let targets: Vec<Value> = by_count(sentence).into_iter().map(target).collect();
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

fn by_count(sentence: &MemoryEntry) -> Vec<(&str, &TranslationUse)> {
    let mut targets: Vec<(&str, &TranslationUse)> =
        sentence.targets.iter().map(|(target, found)| (target.as_str(), found)).collect();
    targets.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.0.cmp(b.0)));
    targets
}
