//! Owns how commands end, and the exit code of each end.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// No errors: 0.
    Success,
    /// There are errors in the content: 1.
    Problems,
    /// The configuration, the theme, the machine or the call itself is at fault, and nothing was published: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::Problems => 1,
            Exit::Failed => 2,
        })
    }
}
