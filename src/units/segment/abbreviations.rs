//! Owns abbreviations: words that end in a full stop without ending a sentence, one file per language.

/// The abbreviations of one language.
#[derive(Debug)]
pub(super) struct Abbreviations {
    words: &'static str,
}

/// By language code; one abbreviation per line, `#` begins a comment.
static TABLE: [(&str, Abbreviations); 8] = [
    ("en", Abbreviations { words: include_str!("abbreviations/en.txt") }),
    ("da", Abbreviations { words: include_str!("abbreviations/da.txt") }),
    ("de", Abbreviations { words: include_str!("abbreviations/de.txt") }),
    ("fr", Abbreviations { words: include_str!("abbreviations/fr.txt") }),
    ("es", Abbreviations { words: include_str!("abbreviations/es.txt") }),
    ("ja", Abbreviations { words: include_str!("abbreviations/ja.txt") }),
    ("zh", Abbreviations { words: include_str!("abbreviations/zh.txt") }),
    ("ko", Abbreviations { words: include_str!("abbreviations/ko.txt") }),
];

/// The abbreviations of every language without a table of its own.
static NONE: Abbreviations = Abbreviations { words: "" };

impl Abbreviations {
    /// The abbreviations of a language.
    pub(super) fn of(language: &str) -> &'static Self {
        TABLE.iter().find(|(known, _)| *known == language).map_or(&NONE, |(_, words)| words)
    }

    /// True where `before` ends with an abbreviation, or with the beginning of one that continues in `after`. It may be written as in
    /// the list, with a capital first letter, or with a no-break space.
    pub(super) fn stand_at(&self, before: &str, after: &str) -> bool {
        before.ends_with('.')
            && self.words.lines().any(|word| ends_with_word(before, word) || straddles(before, after, word))
    }
}

/// True where the boundary lies inside an abbreviation, such as behind the first full stop of `z. B.`.
fn straddles(before: &str, after: &str, word: &str) -> bool {
    let mut spaces = word.match_indices(' ');
    spaces
        .any(|(at, _)| ends_with_word(before, &word[..at]) && after.trim_start().starts_with(&word[at + 1..]))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let mut found = text.chars().rev();
    let mut wanted = word.chars().rev().peekable();
    while let Some(letter) = wanted.next() {
        let Some(found) = found.next() else { return false };
        let capital = wanted.peek().is_none() && found.to_lowercase().eq([letter]);
        let space = letter == ' ' && found.is_whitespace();
        if !(found == letter || capital || space) {
            return false;
        }
    }
    !word.is_empty() && found.next().is_none_or(opens_word)
}

fn opens_word(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '"' | '/' | '„' | '“' | '«' | '（')
}
