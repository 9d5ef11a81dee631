//! Owns which elements a text closes: found once, so that a text of many open tags is not searched for each of them.

use rustc_hash::FxHashSet;

/// The names in all the end tags of a text, in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct ClosedElements(FxHashSet<String>);

impl ClosedElements {
    /// Reads a text once.
    pub(super) fn of(text: &str) -> Self {
        let ends = memchr::memmem::find_iter(text.as_bytes(), "</");
        Self(ends.filter_map(|start| name_at(&text[start + 2..])).collect())
    }

    /// True where an element of this name, in lower case, is closed.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// The name that begins a text. It is cut where no name is as long.
fn name_at(text: &str) -> Option<String> {
    const LONGEST: usize = 64;
    let bytes = text.bytes().take(LONGEST);
    let name: String = bytes
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_'))
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    (!name.is_empty()).then_some(name)
}
