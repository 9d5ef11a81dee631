//! Owns a quick reading of sentences whose markup is beyond doubt, so that most of them are compared without a parser.

/// Reads a sentence as words, `**emphasis**` of words, `` `code` `` and `[words](address)` alone, which mean the same wherever it stands,
/// and returns the addresses in order; `None` where anything else is in it.
pub(super) fn addresses(text: &str) -> Option<Vec<&str>> {
    if !text.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '*' | '`' | '[')) {
        return None;
    }
    let mut addresses = Vec::new();
    let mut at = 0;
    loop {
        at += words(&text[at..])?;
        let rest = &text[at..];
        at += match rest.bytes().next() {
            None => return Some(addresses),
            Some(b'*') => emphasis(rest)?,
            Some(b'`') => code(rest)?,
            // An exclamation mark would make a picture of a link.
            Some(b'[') if !text[..at].ends_with('!') => {
                let (length, address) = link(rest)?;
                addresses.push(address);
                length
            }
            Some(_) => return None,
        };
    }
}

/// The length of the words up to the first mark; `None` where one of them may be more than a word.
fn words(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let is_doubtful = match byte {
            b'*' | b'`' | b'[' | b']' => return Some(at),
            b'_' | b'~' | b'<' | b'>' | b'|' | b'{' | b'}' | b'\\' | b'@' | b'\n' | b'\r' => true,
            // An address or a directive, a character by its number, the name of a host.
            b':' => matches!(bytes.get(at + 1), Some(b':' | b'/')),
            b'&' => bytes.get(at + 1) == Some(&b'#'),
            b'.' => matches!(bytes[..at], [.., b'w' | b'W']),
            _ => false,
        };
        if is_doubtful {
            return None;
        }
    }
    Some(bytes.len())
}

/// Emphasis that begins and ends with a letter or digit: whatever stands around it, it opens and closes.
fn emphasis(text: &str) -> Option<usize> {
    let stars = |text: &str| text.len() - text.trim_start_matches('*').len();
    let opening = stars(text);
    let length = words(&text[opening..])?;
    let inner = &text[opening..opening + length];
    let is_simple = opening <= 2
        && stars(&text[opening + length..]) == opening
        && inner.starts_with(char::is_alphanumeric)
        && inner.ends_with(char::is_alphanumeric);
    is_simple.then_some(opening + length + opening)
}

fn code(text: &str) -> Option<usize> {
    let length = text[1..].find('`')?;
    let inner = &text[1..1 + length];
    let is_simple = !inner.is_empty()
        && !inner.contains(['|', '{', '}', '\n', '\r'])
        && !inner.contains("::")
        && !text[length + 2..].starts_with('`');
    is_simple.then_some(length + 2)
}

/// The length of a link, and its address.
fn link(text: &str) -> Option<(usize, &str)> {
    let label = words(&text[1..])?;
    let behind = text[1 + label..].strip_prefix("](")?;
    let length = behind.find(')')?;
    let address = &behind[..length];
    let is_letter = |byte: u8| byte.is_ascii_graphic() && !b"(<>[]\\`*{}|\"".contains(&byte);
    let is_simple = text[1..].starts_with(char::is_alphanumeric) && !address.is_empty();
    (is_simple && address.bytes().all(is_letter)).then_some((1 + label + 2 + length + 1, address))
}
