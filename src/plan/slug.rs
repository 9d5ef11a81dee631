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
        let mut segment = segment_slug(part);
        if is_of_site(&segment, &path) {
            segment.push_str("-1");
        }
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

/// One part of an address: NFC, lower case, letters and digits of every script, `-`, `_` and inner dots; what is invisible
/// goes, and whatever else stands between words becomes `-`.
pub(super) fn segment_slug(name: &str) -> String {
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
    match trimmed {
        "" => "article".to_owned(),
        // The number stands before an extension: Windows looks at what comes before the first dot.
        name if is_device(name) => {
            let stem = name.split('.').next().unwrap_or_default();
            format!("{stem}-1{}", &name[stem.len()..])
        }
        name => name.to_owned(),
    }
}
