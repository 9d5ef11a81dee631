//! Owns links: the targets of URLs in articles, in any spelling.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::media::{Media, MediaFile};
use crate::library::{ArticleId, Library, LocaleId};
use crate::source::SourcePath;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// Another article, or this one; the fragment is as written.
    Article {
        /// Which one.
        article: ArticleId,
        /// What stands behind `#`.
        fragment: Option<String>,
        /// True where the name differs from the requested one in case only.
        case_differs: bool,
    },
    /// A heading of the same page.
    Fragment(String),
    /// A file beside the articles.
    File(MediaFile),
    /// An address elsewhere, with a scheme that may be published.
    External(String),
    /// An address whose scheme may not be published.
    Refused,
    /// Nothing that exists; the path that was looked up.
    Missing(String),
}

impl LinkTarget {
    /// The file beside the articles, if it is one.
    pub(crate) fn file(self) -> Option<SourcePath> {
        if let LinkTarget::File(found) = self { Some(found.path) } else { None }
    }
}

/// Finds articles by any spelling of their path.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkResolver {
    exact: FxHashMap<String, ArticleId>,
    folded: FxHashMap<String, ArticleId>,
    elsewhere: Option<String>,
}

/// The context in which a URL is resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct From<'a> {
    /// The library.
    pub library: &'a Library,
    /// The files beside the articles.
    pub media: &'a Media,
    /// The folder of the article that the address stands in.
    pub folder: &'a str,
    /// The reader's locale.
    pub reader: LocaleId,
    /// The text's locale.
    pub content: LocaleId,
}

impl LinkResolver {
    /// Indexes the articles of a library. `elsewhere` is the site that serves URLs which begin with `/` and have no target here.
    pub(crate) fn new(library: &Library, elsewhere: Option<String>) -> Self {
        let mut links = Self { elsewhere, ..Self::default() };
        for (article, entry) in library.articles.iter().enumerate() {
            links.exact.insert(entry.key.clone(), article);
            links.folded.entry(fold(&entry.key)).or_insert(article);
        }
        links
    }

    /// What an address leads to. A relative path counts from the article's folder, one with a leading `/` from the locale's.
    pub(crate) fn resolve(&self, address: &str, from: &From<'_>) -> LinkTarget {
        let address = address.trim();
        if let Some(fragment) = address.strip_prefix('#') {
            return LinkTarget::Fragment(decode(fragment));
        }
        if address.starts_with("//") || scheme(address).is_some() {
            return external(address);
        }
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
        let path = decode(path.split('?').next().unwrap_or_default());
        let Some(key) = join(from.folder, &path) else { return LinkTarget::Missing(path) };
        let fragment = fragment.map(decode).filter(|fragment| !fragment.is_empty());
        self.article(&key)
            .map(|(article, case_differs)| LinkTarget::Article { article, fragment, case_differs })
            .or_else(|| from.media.find(from.library, from.reader, from.content, &key).map(LinkTarget::File))
            .or_else(|| self.elsewhere(address))
            .unwrap_or(LinkTarget::Missing(key))
    }

    fn elsewhere(&self, address: &str) -> Option<LinkTarget> {
        let site = self.elsewhere.as_ref().filter(|_| address.starts_with('/'))?;
        Some(LinkTarget::External(encode_external(&format!("{site}{address}"))))
    }

    /// All keys, for suggesting the most similar.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.exact.keys().map(String::as_str)
    }

    fn article(&self, key: &str) -> Option<(ArticleId, bool)> {
        let key = [".md", ".markdown", "/"].iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
        if key.is_empty() {
            return None;
        }
        let index = format!("{key}/index");
        let exact = self.exact.get(key).or_else(|| self.exact.get(&index));
        exact.map(|article| (*article, false)).or_else(|| {
            let folded = self.folded.get(&fold(key)).or_else(|| self.folded.get(&fold(&index)));
            folded.map(|article| (*article, true))
        })
    }
}

/// The key of the article that an address in a folder names, without its extension; nothing for an address elsewhere.
pub(crate) fn article_key(address: &str, folder: &str) -> Option<String> {
    let address = address.trim();
    if leads_elsewhere(address) {
        return None;
    }
    let path = decode(address.split(['#', '?']).next().unwrap_or_default());
    let key = join(folder, &path)?;
    Some(key.strip_suffix(".md").unwrap_or(&key).to_owned())
}

/// True for an address on another site or of another scheme.
pub(crate) fn leads_elsewhere(address: &str) -> bool {
    address.starts_with("//") || scheme(address).is_some()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Names are compared in one form: case and normal form differ between the machines of authors.
fn fold(key: &str) -> String {
    let key = key.strip_suffix(".MD").unwrap_or(key);
    key.nfc().flat_map(char::to_lowercase).collect()
}

/// Joins a folder and a path; nothing where the path climbs out of the root or is empty.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    (!path.is_empty()).then(|| parts.join("/"))
}

/// The scheme of an address, in lower case, as a browser would see it: control characters and white space inside do not hide it.
fn scheme(address: &str) -> Option<String> {
    let visible: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = visible.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

fn external(address: &str) -> LinkTarget {
    let clean: String = address.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim();
    let published = match scheme(clean).as_deref() {
        None => clean.starts_with("//"),
        Some("http" | "https" | "mailto" | "tel" | "sms" | "ftp") => true,
        Some(scheme) => scheme.starts_with("ms-settings") || scheme == "ms-availablenetworks",
    };
    if published { LinkTarget::External(encode_external(clean)) } else { LinkTarget::Refused }
}

/// Spaces, brackets and letters of other scripts as addresses carry them; what is encoded already stays.
fn encode_external(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    let host_end = address.find("://").map_or(0, |start| {
        let host = start + 3;
        host + address[host..].find(['/', '?', '#']).unwrap_or(address.len() - host)
    });
    for (at, character) in address.char_indices() {
        let unsafe_ascii = matches!(character, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
        let bracket = matches!(character, '[' | ']') && at >= host_end;
        let stray_percent = character == '%' && !is_escape(&address[at..]);
        let second_hash = character == '#' && address[..at].contains('#');
        if unsafe_ascii
            || bracket
            || stray_percent
            || second_hash
            || (!character.is_ascii() && at >= host_end)
        {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}

fn is_escape(text: &str) -> bool {
    text.as_bytes().get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}
