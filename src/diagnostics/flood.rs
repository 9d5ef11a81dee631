//! Owns the summary of more diagnostics than anyone reads: how many there are of each code, and what most of them are about.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::excerpt::escaped;
use super::{Code, Diagnostic, Severity};

/// How many diagnostics a person is shown in full before the rest is counted.
pub(crate) const SHOWN_IN_FULL: usize = 20;

/// The most codes that are listed.
const MOST_CODES: usize = 24;

/// How many of the commonest names and addresses are listed with a code.
const COMMONEST: usize = 3;

/// The most characters of such a name or address.
const MOST_CHARACTERS: usize = 40;

/// One line a code, the heaviest and most frequent first: its count, its name and severity, and the commonest of what it is about.
pub(crate) fn by_code(diagnostics: &[Diagnostic]) -> String {
    let mut groups: BTreeMap<(Severity, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        groups.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
    }
    let mut groups: Vec<((Severity, Code), Vec<&Diagnostic>)> = groups.into_iter().collect();
    groups.sort_by_key(|((severity, code), group)| (*severity, Reverse(group.len()), code.name()));
    let left = groups.len().saturating_sub(MOST_CODES);
    groups.truncate(MOST_CODES);

    let label = |severity: Severity, code: Code| format!("{}[{}]", severity.name(), code.name());
    let width = groups.iter().map(|((severity, code), _)| label(*severity, *code).len()).max().unwrap_or(0);
    let line = |((severity, code), group): &((Severity, Code), Vec<&Diagnostic>)| {
        let line =
            format!("{:>9}  {:width$}  {}", grouped(group.len()), label(*severity, *code), commonest(group));
        line.trim_end().to_owned() + "\n"
    };
    let mut lines: String = groups.iter().map(line).collect();
    if left > 0 {
        lines += &format!("{:>9}  and {left} more codes\n", "");
    }
    lines
}

/// The code that most diagnostics have; the first by name of equals.
pub(crate) fn commonest_code(diagnostics: &[Diagnostic]) -> Option<Code> {
    let mut counts: BTreeMap<&str, (usize, Code)> = BTreeMap::new();
    for diagnostic in diagnostics {
        counts.entry(diagnostic.code.name()).or_insert((0, diagnostic.code)).0 += 1;
    }
    counts.into_values().rev().max_by_key(|(count, _)| *count).map(|(_, code)| code)
}

/// `` `status` 920 times, `category` 859 times ``; empty where the diagnostics name nothing.
fn commonest(group: &[&Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for about in group.iter().filter_map(|diagnostic| diagnostic.about.as_deref()) {
        *counts.entry(about).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let named = counts.into_iter().take(COMMONEST).map(|(about, count)| {
        let about = escaped(about);
        let (cut, end) = match about.char_indices().nth(MOST_CHARACTERS) {
            Some((end, _)) => (&about[..end], "…"),
            None => (&*about, ""),
        };
        let times = if count == 1 { "once".to_owned() } else { format!("{} times", grouped(count)) };
        format!("`{cut}{end}` {times}")
    });
    named.collect::<Vec<_>>().join(", ")
}

/// `5,818`: a number with its digits in groups of three, as English text writes it.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests;
