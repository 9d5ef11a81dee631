//! Owns finding names in a source text: products, commands and codes, which readers of every language search for.

/// The names in a source text of a language with capital letters, each once, in order: what carries a digit or a
/// capital inside (`OneDrive`, `0x80070005`, `Get-User`), and capitalised words that open neither a line nor a sentence.
pub(crate) fn source_names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut opens = true;
        for word in line.split_whitespace() {
            // Of a link only its text counts, not its target.
            let displayed = word.split("](").next().unwrap_or(word);
            let name = displayed.trim_matches(|c: char| !c.is_alphanumeric());
            if is_name(name, opens) && !found.iter().any(|other| other == name) {
                found.push(name.to_owned());
            }
            opens = word.ends_with(['.', '!', '?', ':', '”', '"']) || name.is_empty();
        }
    }
    found
}

/// The longest name, in characters; longer ones are data.
const LONGEST: usize = 48;

fn is_name(word: &str, opens: bool) -> bool {
    let letters = word.chars().count();
    if !(2..=LONGEST).contains(&letters) {
        return false;
    }
    let inside = word.chars().skip(1);
    let has_capital_inside = inside.clone().any(char::is_uppercase);
    let has_digit = word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic);
    has_capital_inside || has_digit || !opens && word.starts_with(char::is_uppercase)
}
