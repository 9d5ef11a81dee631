//! Owns what `[search]` decides: whether there is a search, what it leaves out, and what readers can narrow it by.

/// The search of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchSettings {
    /// Whether pages have a search box.
    pub enabled: bool,
    /// What readers can narrow results by: `section`, or keys of front matter.
    pub filters: Vec<String>,
    /// The articles that are not found, by their paths below a locale's folder: `*` is any part of a name, `**` any folders.
    pub exclude: Vec<String>,
    /// Where queries that found nothing are sent: a path of the same host, or an address.
    pub report_url: Option<String>,
}

impl SearchSettings {
    /// True for the path of an article below its locale's folder, without its extension, that is not to be found.
    pub fn excludes(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        self.exclude.iter().any(|pattern| {
            let pattern = pattern.strip_suffix(".md").unwrap_or(pattern);
            matches_path(&pattern.split('/').collect::<Vec<_>>(), &parts)
        })
    }

    /// The host that queries are sent to where it is not the site's own, as a content security policy names it.
    pub fn report_origin(&self) -> Option<&str> {
        let url = self.report_url.as_deref()?;
        let host = url.find("://")? + "://".len();
        Some(&url[..url[host..].find(['/', '?']).map_or(url.len(), |end| host + end)])
    }
}

/// A folder alone names all that lies in it.
fn matches_path(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None | Some((&"", [])), _) => true,
        (Some((&"**", rest)), _) => (0..=path.len()).any(|skipped| matches_path(rest, &path[skipped..])),
        (Some((name, rest)), Some((part, below))) => matches_name(name, part) && matches_path(rest, below),
        (Some(_), None) => false,
    }
}

/// `*` stands for any run of characters; letters' case does not matter, as in addresses.
fn matches_name(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    true
}
