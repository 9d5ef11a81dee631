//! Owns `explain`: the manual page of a code, or the list of all.

use clap::Args;

use super::exit::Exit;
use super::terminal::answer;
use crate::diagnostics::codes::{CodePage, PAGES};
use crate::diagnostics::{Code, nearest};
use crate::host::HostError;

/// The arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The code, as it stands in brackets in a message
    code: Option<String>,
}

/// Prints the page of a code.
///
/// # Errors
/// When there is no such code; the error suggests the most similar one.
pub(super) fn run(args: &ExplainArgs) -> Result<Exit, HostError> {
    match &args.code {
        None => answer(&list()),
        Some(name) => {
            let code = Code::from_name(name).ok_or_else(|| unknown(name))?;
            answer(&page(code.page()));
        }
    }
    Ok(Exit::Success)
}

fn page(page: &CodePage) -> String {
    format!(
        "{}[{}]: {}\n\n{}\n\nWhat to do: {}\n",
        page.severity.name(),
        page.name,
        page.title,
        page.meaning,
        page.remedy
    )
}

fn list() -> String {
    let widest = PAGES.iter().map(|page| page.name.len()).max().unwrap_or(0);
    PAGES
        .iter()
        .map(|page| format!("{:<widest$}  {:<7}  {}\n", page.name, page.severity.name(), page.title))
        .collect()
}

fn unknown(name: &str) -> HostError {
    let help = match nearest(name, PAGES.iter().map(|page| page.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`hexapla explain` lists all codes".to_owned(),
    };
    HostError(format!("there is no code `{name}`; {help}"))
}
