//! Checks that claimed addresses can all be written to a disk.

use std::collections::BTreeSet;

use crate::plan::claims::{AddressOwner, Claims, is_device, is_of_site};
use proptest::prelude::*;

use crate::testing::generated::law;

#[test]
fn what_is_taken_says_by_whom_and_loses_nothing() {
    let mut claims = Claims::of_site();
    assert_eq!(claims.page("search", AddressOwner::Article(1)), Err(AddressOwner::Site));
    assert_eq!(claims.page("planes", AddressOwner::Section), Ok(()));
    assert_eq!(claims.page("Planes", AddressOwner::Article(1)), Err(AddressOwner::Section));
    assert_eq!(claims.page("planes/fold", AddressOwner::Article(1)), Ok(()));
    assert_eq!(claims.file("planes/fold", AddressOwner::Article(2)), Err(AddressOwner::Site));
    assert_eq!(claims.file("planes/fold.html", AddressOwner::Article(2)), Ok(()));
    assert_eq!(claims.page("planes/fold.html", AddressOwner::Article(3)), Err(AddressOwner::Article(2)));
    assert_eq!(
        claims.page("planes/fold/index.html", AddressOwner::Article(3)),
        Err(AddressOwner::Article(1))
    );
    let taken = Some(AddressOwner::Article(1));
    assert_eq!(
        claims.nearest_page("planes/fold", AddressOwner::Article(4)),
        ("planes/fold-1".to_owned(), taken)
    );
    assert_eq!(
        claims.nearest_page("planes/fold", AddressOwner::Article(5)),
        ("planes/fold-2".to_owned(), taken)
    );
}

#[test]
fn names_of_devices_and_of_the_sites_files_are_known() {
    for name in ["con", "AUX", "nul.txt", "Com1.a.b", "lpt9"] {
        assert!(is_device(name), "{name}");
    }
    for name in ["cone", "aux-1", "com", "com10", "lpt", "nu l", "a.con"] {
        assert!(!is_device(name), "{name}");
    }
    assert!(
        is_of_site("index.html", "a/b") && is_of_site("LLMS.txt", "") && is_of_site("d0-1.bin", "search")
    );
    assert!(!is_of_site("llms.txt", "a") && !is_of_site("v1.bin", "a") && !is_of_site("index", ""));
}

proptest! {
    #![proptest_config(law(256))]

    /// What was claimed are files that a folder can hold together: no name twice in any case, and no file where a folder is needed.
    #[test]
    fn a_disk_can_hold_what_was_claimed(
        paths in prop::collection::vec(("([aAbBäÄ](\\.html)?|index\\.(html|md))(/([ab]|index\\.html)){0,3}", any::<bool>()), 0..24)
    ) {
        let mut claims = Claims::of_site();
        let mut files = BTreeSet::new();
        for (path, is_page) in paths {
            let claimed = if is_page {
                claims.page(&path, AddressOwner::Section).map(|()| format!("{path}/index.html"))
            } else {
                claims.file(&path, AddressOwner::Section).map(|()| path)
            };
            if let Ok(file) = claimed {
                prop_assert!(files.insert(file.to_lowercase()), "{} twice", file);
            }
        }
        for file in &files {
            let above = file.match_indices('/').map(|(end, _)| &file[..end]);
            for folder in above {
                prop_assert!(!files.contains(folder), "{} is a file and a folder", folder);
            }
        }
    }
}
