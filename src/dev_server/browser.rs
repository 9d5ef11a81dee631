//! Owns opening a URL in the system's default browser.

use std::process::{Command, Stdio};

/// Opens a URL; false if the program that opens URLs cannot be started.
pub(crate) fn open(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("explorer", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Waited for, so that no zombie process is left.
    std::thread::spawn(move || child.wait());
    true
}
