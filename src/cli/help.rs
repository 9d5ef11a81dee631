//! Owns `help`: short pages on what no single command is about, and each command's own help by its name.

use clap::Args;

use super::exit::Exit;
use super::terminal::answer;
use crate::diagnostics::nearest;
use crate::host::HostError;
use crate::parse::schema_keys::SchemaKey;
use crate::parse::{config, front_matter};

/// The arguments of `help`.
#[derive(Args, Debug)]
pub(crate) struct HelpArgs {
    /// A topic, or a command
    topic: Option<String>,
}

/// Prints a topic, the help of a command, or the list of both.
///
/// # Errors
/// When there is no topic or command of that name; the error suggests the most similar one.
pub(super) fn run(args: &HelpArgs, mut program: clap::Command) -> Result<Exit, HostError> {
    let Some(name) = &args.topic else {
        answer(&format!("{}\n{}", program.render_long_help(), list()));
        return Ok(Exit::Success);
    };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) {
        answer(&format!("{}\n{}{}", topic.title, topic.text, key_list(&keys_of(topic.name))));
        return Ok(Exit::Success);
    }
    program.build();
    match program.find_subcommand_mut(name) {
        Some(command) => answer(&command.render_long_help().to_string()),
        None => return Err(unknown(name, &program)),
    }
    Ok(Exit::Success)
}

fn list() -> String {
    let widest = TOPICS.iter().map(|topic| topic.name.len()).max().unwrap_or(0);
    let lines: String =
        TOPICS.iter().map(|topic| format!("  {:<widest$}  {}\n", topic.name, topic.title)).collect();
    format!("Topics, as in `hexapla help {}`:\n{lines}", TOPICS[0].name)
}

/// The keys that a topic lists below its text.
fn keys_of(topic: &str) -> Vec<SchemaKey> {
    match topic {
        "config" => config::settings(),
        "front-matter" => front_matter::known_keys().to_vec(),
        _ => Vec::new(),
    }
}

/// Keys by table, each with its default or else its name alone, its type, and what it does.
fn key_list(keys: &[SchemaKey]) -> String {
    let mut text = String::new();
    let mut table = String::new();
    for key in keys {
        let own = key.table_name();
        if own != table {
            text.push_str(&format!("\n[{own}]\n"));
            table = own;
        }
        let default = key.default.as_ref().map(|default| format!(" = {default}")).unwrap_or_default();
        text.push_str(&format!("  {}{default}  ({})\n{}", key.name, key.value_type, wrapped(&key.doc)));
    }
    text
}

/// Text wrapped to 90 characters, each line indented.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 90;
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| format!("      {line}\n")).collect()
}

fn unknown(name: &str, program: &clap::Command) -> HostError {
    let commands = program.get_subcommands().map(clap::Command::get_name);
    let help = match nearest(name, TOPICS.iter().map(|topic| topic.name).chain(commands)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`hexapla help` lists all topics and commands".to_owned(),
    };
    HostError(format!("there is no topic or command `{name}`; {help}"))
}

struct Topic {
    name: &'static str,
    title: &'static str,
    text: &'static str,
}

const TOPICS: [Topic; 8] = [
    Topic {
        name: "locales",
        title: "How languages are declared, and what readers see where a translation is missing",
        text: "
Each folder in `content` is a language, named by its BCP 47 tag: `content/da-DK`, `content/zh-Hant`.
There is no list to keep. Translations have the same path below their folder as their source.

Where an article is missing in a language, its page shows the nearest one that there is, with a note:
first along `fallback` of [locales.<tag>], else the language without its region, then other regions of
the language in the same script (de-AT: de, de-DE), then the source language.

The messages of the interface come with Hexapla for many languages. A file `locales/<tag>/NAME.ftl` adds
others or replaces single ones. `--locale TAG` limits a command to some languages.
",
    },
    Topic {
        name: "front-matter",
        title: "The keys at the head of an article",
        text: "
An article begins with YAML between two lines of three dashes:

  ---
  title: Reset your password
  description: In three steps.
  ms.date: 11/23/2026
  ---

Every key can be left out. A date is written 11/23/2026 or 2026-11-23. Unknown keys are reported, since they
may be misspelled. The keys:
",
    },
    Topic {
        name: "markdown",
        title: "What articles can be written with",
        text: "
CommonMark with tables, footnotes, task lists and strikethrough.

  > [!NOTE]                      an alert; also TIP, IMPORTANT, WARNING, CAUTION
  [Text](../folder/article.md)   a link by the file's path, to the reader's own language
  [Text](article.md#heading)     to a heading in it
  ![What it shows](picture.png)  a picture beside the article
  ```sh                          code with its language

HTML is cut down to what is harmless; scripts never reach a page.
",
    },
    Topic {
        name: "config",
        title: "What hexapla.toml can hold",
        text: "
All of it can be left out; what follows a name here is what holds then. `hexapla new DIR` writes one with comments.
",
    },
    Topic {
        name: "exit-codes",
        title: "What a command's exit code means",
        text: "
  0  nothing stands in the way
  1  there are errors in the content; the rest was published
     (with --strict, warnings count as errors and nothing is published)
  2  the configuration, the theme, the machine or the call is at fault; the last good site stays
",
    },
    Topic {
        name: "diagnostics",
        title: "How problems are reported, and where",
        text: "
Each problem has a stable code in brackets; `hexapla explain CODE` says what it means and what to do.

  --format human     with excerpts, on standard error
  --format short     one line each, as editors read them
  --format json      one document on standard output
  --format sarif     for code scanning
  --format github    beside the lines of a pull request
",
    },
    Topic {
        name: "environment",
        title: "The variables that Hexapla reads",
        text: "
  NO_COLOR          no colour
  CLICOLOR_FORCE    colour even where it is not a terminal
  HEXAPLA_EDITOR    what `hexapla serve` opens places in: a name or an address with {path}, {line}, {column}
  VISUAL, EDITOR    the same, where the name is one that is known
",
    },
    Topic {
        name: "dev-server",
        title: "What `hexapla serve` shows beside the site, and to whom",
        text: "
Pages are rendered when you request them. A change is on the open page at once, with its place kept.
Problems of a page stand over it until they are mended; the last good state stays below.

  r        review: every sentence by its state, with its source
  n, p     the next, the previous sentence
  e        open it in your editor

Only this machine's browser is let in, and only the site's own pages may send requests. `--host 0.0.0.0`
shows the site to the network, without checking who visits it.
",
    },
];

#[cfg(test)]
mod tests;
