//! Owns pseudo-locales: artificial languages, generated from the source, in which untranslatable text stands out.
//!
//! `en-XA` is accented, longer and in brackets: text without accents was not translated, text without a bracket was cut off or
//! concatenated.
//! `ar-XB` is the same text from right to left. Markup, code, addresses and placeholders stay as they are.

mod fluent;
mod markdown;

pub(crate) use self::fluent::pseudo_strings;
pub(crate) use self::markdown::pseudo_units;

/// A pseudo-locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pseudo {
    /// `en-XA`: accented, about 40 % longer, in brackets.
    Accented,
    /// `ar-XB`: from right to left.
    Mirrored,
}

/// The brackets around an accented text; no text of a help center begins or ends with them.
pub(crate) const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// The length of an accented text, as a multiple of the English one's.
const LONGER: f64 = 1.4;

/// Words that pad an accented text to its length.
const FILL: [&str; 6] = [" öñéé", " ţŵöö", " ţĥŕééé", " ƒöûûŕ", " ƒîîṽéé", " šîîẋ"];

/// Right-to-left mark and embedding before a word; their end behind it. Words run from right to left, and stay readable each: an override,
/// which turns their letters too, may stand in no text for readers.
const MIRRORED: [&str; 2] = ["\u{200f}\u{202b}", "\u{202c}\u{200f}"];

impl Pseudo {
    /// Both.
    pub(crate) const ALL: [Pseudo; 2] = [Pseudo::Accented, Pseudo::Mirrored];

    /// The BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Pseudo::Accented => "en-XA",
            Pseudo::Mirrored => "ar-XB",
        }
    }

    /// A whole text without markup.
    pub(crate) fn text(self, text: &str) -> String {
        let words = self.words(text);
        self.whole(&words, text.chars().count(), words.chars().count())
    }

    /// A part of a text with its words replaced, except placeholders and URLs.
    fn words(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = word_end(rest);
            let word = &rest[..end];
            if is_fixed(word) {
                out.push_str(word)
            } else {
                self.word(word, &mut out)
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    fn word(self, word: &str, out: &mut String) {
        match self {
            Pseudo::Accented => word.chars().for_each(|letter| push_accented(letter, out)),
            Pseudo::Mirrored => {
                let [open, close] = MIRRORED;
                let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
                let mut rest = word;
                while let Some(start) = rest.find(char::is_alphanumeric) {
                    let end = rest[start..].find(|c| !inner(c)).map_or(rest.len(), |end| start + end);
                    out.push_str(&format!("{}{open}{}{close}", &rest[..start], &rest[start..end]));
                    rest = &rest[end..];
                }
                out.push_str(rest);
            }
        }
    }

    /// Adds brackets and padding to a text whose words are replaced. `was` and `is` are its lengths before and after, in visible letters.
    fn whole(self, text: &str, was: usize, is: usize) -> String {
        match self {
            Pseudo::Mirrored => text.to_owned(),
            Pseudo::Accented => {
                format!("{}{text}{}{}", BRACKETS[0], fill(was, is + BRACKETS.len()), BRACKETS[1])
            }
        }
    }
}

/// The padding for a text of `is` letters whose source has `was` letters.
fn fill(was: usize, is: usize) -> String {
    let wanted = (was as f64 * LONGER).round() as usize;
    let mut missing = wanted.saturating_sub(is);
    let mut text = String::new();
    for word in FILL.iter().cycle() {
        // A word is added where at least half of its length is missing.
        if missing * 2 < word.chars().count() {
            break;
        }
        text.push_str(word);
        missing = missing.saturating_sub(word.chars().count());
    }
    text
}

/// The end of the first word of a text: at white space, or behind a placeholder in braces.
fn word_end(text: &str) -> usize {
    if text.starts_with('{')
        && let Some(end) = text.find('}')
    {
        return end + 1;
    }
    text.find(|c: char| c.is_whitespace() || c == '{').filter(|end| *end > 0).unwrap_or_else(|| {
        let first = text.chars().next().map_or(0, char::len_utf8);
        text[first..].find(|c: char| c.is_whitespace()).map_or(text.len(), |end| first + end)
    })
}

/// True for placeholders, URLs, mail addresses and references, which have a meaning to programs.
fn is_fixed(word: &str) -> bool {
    word.starts_with(['{', '%'])
        || word.starts_with("[^")
        || word.contains("://")
        || word.starts_with("www.")
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn push_accented(letter: char, out: &mut String) {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: [char; 52] = [
        'á', 'ƀ', 'ç', 'ð', 'é', 'ƒ', 'ĝ', 'ĥ', 'î', 'ĵ', 'ķ', 'ļ', 'ɱ', 'ñ', 'ö', 'þ', 'ǫ', 'ŕ', 'š', 'ţ',
        'û', 'ṽ', 'ŵ', 'ẋ', 'ý', 'ž', 'Å', 'Ɓ', 'Ç', 'Ð', 'É', 'Ƒ', 'Ĝ', 'Ĥ', 'Î', 'Ĵ', 'Ķ', 'Ļ', 'Ṁ', 'Ñ',
        'Ö', 'Þ', 'Ǫ', 'Ŕ', 'Š', 'Ţ', 'Û', 'Ṽ', 'Ŵ', 'Ẋ', 'Ý', 'Ž',
    ];
    let accented = PLAIN.find(letter).and_then(|at| ACCENTED.get(at)).copied().unwrap_or(letter);
    out.push(accented);
    if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
        out.push(accented);
    }
}

#[cfg(test)]
mod tests;
