//! Owns tables of page views: CSV as web statistics export it, with an address and a number on each line.

/// The number of views of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct View {
    /// The path of the page, without host, query and slashes at its ends.
    pub path: String,
    /// The number of views.
    pub count: u64,
}

/// The separators that may stand between an address and its number.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The lines with an address in the first column and a number in the second, separated by comma, semicolon or tab. Other lines, such as
/// headings, comments and totals, are skipped.
pub(crate) fn parse(text: &str) -> Vec<View> {
    text.trim_start_matches('\u{feff}').lines().filter_map(view).collect()
}

fn view(line: &str) -> Option<View> {
    // The separator that comes first is the one of the line: the columns behind it may hold the others, as `1,200` does.
    let columns = SEPARATORS.iter().filter_map(|separator| columns(line, *separator));
    let (address, count) = columns.min_by_key(|(address, _)| address.len())?;
    let digits: String = count.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\'')).collect();
    Some(View { path: path(&address), count: digits.parse().ok()? }).filter(|view| !view.path.is_empty())
}

/// The first two columns of a line, if it has two. Each line is read by itself, so that a stray quotation mark spoils one line only.
fn columns(line: &str, separator: u8) -> Option<(String, String)> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).delimiter(separator).buffer_capacity(line.len());
    let record = reader.from_reader(line.trim().as_bytes()).into_records().next()?.ok()?;
    Some((record.get(0)?.to_owned(), record.get(1)?.to_owned()))
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
    let path = [".html", ".md", ".markdown"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests;
