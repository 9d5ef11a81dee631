//! Owns how large a file may be that is read as text.

/// The largest article or Fluent file that is read, in bytes.
pub(crate) const LARGEST_TEXT: u64 = 32 * 1024 * 1024;

/// True for files that are parsed, as opposed to copied.
pub(crate) fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("ftl")
}
