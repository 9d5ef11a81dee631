//! Owns the reports on what an article says and its page does not, and on what was repaired so that it says it.

use std::ops::Range;

use super::markdown::Document;
use super::markdown::foreign::{self, ForeignMarkup};
use super::markdown::losses::{Loss, LossCause, losses};
use super::markdown::outline::{Outline, Reference};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::SourcePath;

/// The reports on one body, whose outline is known.
pub(super) fn of(path: &SourcePath, document: &Document, outline: &Outline) -> Vec<Diagnostic> {
    let lost = losses(document).into_iter().map(|loss| lost_at(path, loss));
    let repeated = outline.repeated_ids.iter().map(|id| repeated_at(path, id));
    let foreign = foreign::all(document).into_iter().map(|markup| foreign_at(path, markup));
    lost.chain(repeated).chain(foreign).collect()
}

/// The reports on delimiters: what is left of them, and what was done to them. A machine translation has too many repairs, and only people
/// can avoid them; what was taken away is reported of it as well.
pub(super) fn repairs(path: &SourcePath, document: &Document, by_machine: bool) -> Vec<Diagnostic> {
    let left_over = document.left_over.iter().map(|place| {
        let message = "readers see this delimiter, which has no partner";
        Diagnostic::at(Code::MarkupLeftOver, path, place.clone(), message)
    });
    let mut places: Vec<_> = document.taken_away.clone();
    if !by_machine {
        places.extend(document.mended.iter().cloned());
    }
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup();
    let mended = once(path, Code::MarkupRepaired, &places, |count| match (by_machine, count) {
        (true, 1) => "characters were taken away here to mend a damaged delimiter".to_owned(),
        (true, _) => format!("characters were taken away at {count} damaged delimiters, the first here"),
        (false, 1) => "a damaged delimiter was mended here".to_owned(),
        (false, _) => format!("{count} damaged delimiters were mended, the first here"),
    });
    let marks = once(path, Code::MarkupRepaired, &document.stray_marks, |count| match count {
        1 => "a byte order mark before this line was taken away".to_owned(),
        _ => format!("{count} byte order marks before lines were taken away, the first here"),
    });
    let marks = marks.map(|marks| marks.help("take the character U+FEFF out of the file"));
    let cut = once(path, Code::AddressCut, &document.cut_addresses, |count| match count {
        1 => "the address ends here, before letters that may be meant as a part of it".to_owned(),
        _ => format!(
            "{count} addresses end before letters that may be meant as a part of them, the first here"
        ),
    });
    left_over.chain(mended).chain(marks).chain(cut).collect()
}

/// One report on all places of a kind, at the first.
fn once(
    path: &SourcePath,
    code: Code,
    places: &[Range<usize>],
    message: impl FnOnce(usize) -> String,
) -> Option<Diagnostic> {
    let first = places.iter().min_by_key(|place| place.start)?;
    Some(Diagnostic::at(code, path, first.clone(), message(places.len())))
}

fn foreign_at(path: &SourcePath, markup: ForeignMarkup) -> Diagnostic {
    let (name, instead) = markup.kind.text();
    let message = match markup.count {
        1 => format!("readers see {name} as it is written here"),
        count => format!("readers see {name} as it is written, {count} times, the first here"),
    };
    Diagnostic::at(Code::MarkupForeign, path, markup.place, message).help(instead)
}

fn lost_at(path: &SourcePath, loss: Loss) -> Diagnostic {
    let severity = severity(&loss.cause);
    let (message, help) = match loss.cause {
        LossCause::Element { name, is_linked: true } => (
            format!("`<{name}>` is not published; a link stands in its place"),
            "give it a `title`, which becomes the text of the link, or write a link or `> [!VIDEO …]`",
        ),
        LossCause::Element { name, is_linked: false } => (
            format!("`<{name}>` is not published"),
            "say it in Markdown or by a picture; a tag that is meant as text stands in backticks",
        ),
        LossCause::Attribute { element, name } => (
            format!("the words of `{name}` of `<{element}>` are not published"),
            "write them as text, or as the caption of a table or figure",
        ),
        LossCause::Footnote => (
            "nothing refers to this footnote, so it is left out".to_owned(),
            "write its mark where readers need it, or make it a paragraph",
        ),
        LossCause::Cells => (
            "this row has more cells than its table has columns, so these are left out".to_owned(),
            "add a column to the header, or write `\\|` for a line that is meant as text",
        ),
    };
    Diagnostic { severity, ..Diagnostic::at(Code::TextLost, path, loss.place, message).help(help) }
}

/// What readers can still reach, or would not have seen as words, is no error.
fn severity(cause: &LossCause) -> Severity {
    match cause {
        LossCause::Element { is_linked: true, .. } | LossCause::Attribute { .. } => Severity::Warning,
        LossCause::Element { name, .. } if matches!(name.as_str(), "script" | "style" | "template") => {
            Severity::Warning
        }
        LossCause::Element { .. } | LossCause::Footnote | LossCause::Cells => Severity::Error,
    }
}

fn repeated_at(path: &SourcePath, id: &Reference) -> Diagnostic {
    let message = format!("the id `{}` stands on this page already, so it is left out here", id.target);
    Diagnostic::at(Code::IdRepeated, path, id.place.clone(), message).help("give one of the two another name")
}
