//! Owns which letters are beside Markdown what CommonMark does not think of: those of scripts that put no space between words, or
//! particles right behind one.

/// True for a letter or a sign of such a script: Han, kana, Hangul, Thai, Lao, Khmer, Burmese, Tibetan, Yi and their punctuation.
pub(super) fn is_spaceless(character: char) -> bool {
    character >= FIRST && (is_spaceless_letter(character) || is_wide_mark(character))
}

/// The first of all these characters: most letters of most texts come before it.
const FIRST: char = '\u{0E00}';

/// True for a letter of such a script.
pub(super) fn is_spaceless_letter(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0EFF}' | '\u{0F00}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{302F}' | '\u{3031}'..='\u{303C}' | '\u{3041}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '\u{FF66}'..='\u{FFDC}'
        | '\u{16FE0}'..='\u{18DFF}' | '\u{1AFF0}'..='\u{1B2FF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// True for a letter of hiragana, with which no name in an address begins as often as the words behind one do.
pub(super) fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309F}')
}

/// True for the punctuation of such scripts, which no address goes over.
pub(super) fn is_wide_mark(character: char) -> bool {
    matches!(character,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303D}'..='\u{303F}' | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFEF}')
}
