//! Owns slugs: the names of files and folders as parts of an address.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_normalization::UnicodeNormalization;

use super::claims::{is_device, is_of_site};
use crate::source::Fingerprint;

/// The greatest length of a URL segment in bytes; file systems allow 255.
pub(crate) const LONGEST_SEGMENT: usize = 180;

/// The slug of a path, part by part; a slug of the article's own replaces the last part. No part is named like a file that the site
/// makes where it stands.
pub(crate) fn path_slug(key: &str, own: Option<&str>) -> String {
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(folder, name)| (folder, name));
    let parts = folder.split('/').filter(|part| !part.is_empty()).chain([own.unwrap_or(name)]);
    let mut path = String::with_capacity(key.len());
    for part in parts {
        let (segment, _) = segment(part, &path);
        // A name that is longer than any folder of a usual depth is shortened, since file systems limit whole paths.
        if path.len() + segment.len() > LONGEST_PATH {
            path = format!("long/{}", Fingerprint::of(path.as_bytes()).short());
        }
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&segment);
    }
    path
}

/// The longest path of a page in bytes: file systems allow 4,096 for the whole, and Windows far less.
pub(super) const LONGEST_PATH: usize = 1_000;

/// Why a name has a number in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renaming {
    /// Windows keeps it for a device.
    Device,
    /// The site has a file of this name there.
    OfSite,
}

/// One part of an address below the path `above`, and why it has a number where it has one.
pub(super) fn segment(name: &str, above: &str) -> (String, Option<Renaming>) {
    let segment = segment_slug(name);
    if is_device(&segment) {
        // The number stands before an extension: Windows looks at what comes before the first dot.
        let (stem, end) = segment.split_at(segment.find('.').unwrap_or(segment.len()));
        (format!("{stem}-1{end}"), Some(Renaming::Device))
    } else if is_of_site(&segment, above) {
        (segment + "-1", Some(Renaming::OfSite))
    } else {
        (segment, None)
    }
}

/// A name as a part of an address: NFC, lower case, letters and digits of every script, `-`, `_` and inner dots; what is invisible
/// goes, and whatever else stands between words becomes `-`.
fn segment_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.nfc() {
        match character {
            '_' | '.' => slug.push(character),
            _ if character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character) => {
                slug.extend(character.to_lowercase());
            }
            _ if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character) => {}
            _ => slug.push('-'),
        }
    }
    let joined = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let end =
        joined.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_SEGMENT).last().unwrap_or(0);
    let cut = if joined.len() > LONGEST_SEGMENT { &joined[..end] } else { &joined };
    let trimmed = cut.trim_matches(['.', '-']);
    if trimmed.is_empty() { "article".to_owned() } else { trimmed.to_owned() }
}
