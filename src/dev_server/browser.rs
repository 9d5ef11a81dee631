//! Owns opening an address with what the person's machine opens addresses with.

use std::process::{Command, Stdio};

/// Opens an address; false where the machine has nothing to open it with.
pub fn open(url: &str) -> bool {
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
    // Waited for, so that nothing dead is left behind.
    std::thread::spawn(move || child.wait());
    true
}
