//! Owns the reports on what an article says and its page does not.

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
