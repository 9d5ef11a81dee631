//! Owns single keys, read as they are pressed where standard input is a terminal.

use std::io::{self, IsTerminal, Read};

/// While this exists, keys are read without Enter.
pub(crate) struct Keys {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

impl Keys {
    /// Hands each key to `press`, from another thread, until standard input ends. `None` if standard input is not a terminal.
    pub(crate) fn listen(press: impl Fn(char) + Send + 'static) -> Option<Self> {
        if !io::stdin().is_terminal() {
            return None;
        }
        let keys = Self::prepare()?;
        std::thread::spawn(move || {
            for byte in io::stdin().lock().bytes() {
                let Ok(byte) = byte else { return };
                press(char::from(byte));
            }
        });
        Some(keys)
    }

    #[cfg(unix)]
    fn prepare() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcgetpgrp, tcsetattr};
        let stdin = io::stdin();
        // Changing the terminal from a background process would stop it.
        if tcgetpgrp(&stdin).ok()? != rustix::process::getpgrp() {
            return None;
        }
        let before = tcgetattr(&stdin).ok()?;
        let mut single = before.clone();
        single.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        tcsetattr(&stdin, OptionalActions::Now, &single).ok()?;
        Some(Self { before: Some(before) })
    }

    #[cfg(not(unix))]
    fn prepare() -> Option<Self> {
        Some(Self {})
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(before) = &self.before {
            let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, before);
        }
    }
}
