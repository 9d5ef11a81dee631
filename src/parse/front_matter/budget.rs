//! Owns how much front matter is read: its cost grows faster than its size, so that more is refused before the parser.

/// The largest front matter, in bytes.
const BYTES: usize = 64 * 1024;

/// The deepest nesting.
const DEPTH: usize = 64;

/// The largest number of keys, and of anchors.
const KEYS: usize = 1000;

/// What a front matter has too much of; nothing where it can be read.
pub(super) fn excess(yaml: &str) -> Option<&'static str> {
    if yaml.len() > BYTES {
        return Some("the front matter is larger than 64 KB");
    }
    let mut size = Size::default();
    yaml.split(['\n', '\r']).for_each(|line| size.line(line));
    if size.deepest > DEPTH {
        Some("the front matter is nested more than 64 levels deep")
    } else if size.keys > KEYS || size.anchors > KEYS {
        Some("the front matter has more than 1,000 keys")
    } else {
        None
    }
}

/// What lines of YAML can amount to at most. Brackets and colons in texts count too, which are seldom so many.
#[derive(Default)]
struct Size {
    /// The columns at which open blocks begin.
    blocks: Vec<usize>,
    open: usize,
    deepest: usize,
    keys: usize,
    anchors: usize,
}

impl Size {
    fn line(&mut self, line: &str) {
        self.block(line);
        let bytes = line.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            match byte {
                b'[' | b'{' => self.open += 1,
                b']' | b'}' => self.open = self.open.saturating_sub(1),
                b':' | b'?' if next.is_ascii_whitespace() => self.keys += 1,
                b'&' | b'*' if !next.is_ascii_whitespace() => self.anchors += 1,
                // Each of them can be a key without a value.
                b',' if self.open > 0 => self.keys += 1,
                _ => {}
            }
            self.deepest = self.deepest.max(self.open + self.blocks.len());
        }
    }

    /// The blocks that begin in a line: one at its indent, and one behind each `- ` or `? `.
    fn block(&mut self, line: &str) {
        let bytes = line.as_bytes();
        let mut at = indent(bytes);
        if at == bytes.len() {
            return;
        }
        while self.blocks.last().is_some_and(|column| *column >= at) {
            self.blocks.pop();
        }
        self.blocks.push(at);
        while matches!(bytes.get(at), Some(b'-' | b'?' | b':'))
            && bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace)
        {
            at += 1;
            at += indent(&bytes[at..]);
            self.blocks.push(at);
        }
    }
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests;
