//! Owns how wide the terminal is.

/// How many columns the terminal of standard error has.
#[cfg(unix)]
pub(crate) fn columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stderr()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// How many columns the terminal of standard error has: unknown on this system.
#[cfg(not(unix))]
pub fn columns() -> Option<usize> {
    None
}
