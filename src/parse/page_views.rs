//! Owns tables of page views: CSV as web statistics export it, an address and a number a line.

/// How often a page was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The path of the page, without host, query and slashes at its ends.
    pub path: String,
    /// How often.
    pub count: u64,
}

/// The lines that hold an address and a number: the first and the second column, comma, semicolon or tab between them. Headings,
/// comments and totals are no such lines.
pub fn parse(text: &str) -> Vec<View> {
    text.trim_start_matches('\u{feff}').lines().filter_map(view).collect()
}

fn view(line: &str) -> Option<View> {
    let mut fields = fields(line).into_iter();
    let (address, count) = (fields.next()?, fields.next()?);
    let digits: String = count.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\'')).collect();
    let path = path(&address);
    Some(View { path, count: digits.parse().ok()? }).filter(|view| !view.path.is_empty())
}

/// The fields of a line; a field in quotes may hold separators, and two quotes for one.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = line.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let Some(field) = fields.last_mut() else { break };
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' | ';' | '\t' if !is_quoted => fields.push(String::new()),
            _ => field.push(character),
        }
    }
    fields
}

/// `https://help.example/da-dk/reset/?from=mail` is `da-dk/reset`.
fn path(address: &str) -> String {
    let address = address.trim();
    let address = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".md")).unwrap_or(path);
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}
