//! Checks that no web of includes grows without end.

use crate::plan::includes::{MOST_INCLUDED, too_large};
use proptest::prelude::*;

use crate::testing::generated::law;

#[test]
fn what_doubles_at_every_level_is_too_large_from_a_level_on() {
    // Each includes the next two times: 2, 6, 14, 30, 62, 126 articles.
    let twice: Vec<Vec<usize>> =
        (0..40).map(|at| if at < 39 { vec![at + 1; 2] } else { Vec::new() }).collect();
    let large = too_large(&twice);
    assert_eq!(large.iter().filter(|large| !**large).count(), 6);
    assert!(large[..34].iter().all(|large| *large));
    let chain: Vec<Vec<usize>> =
        (0..300).map(|at| if at < 299 { vec![at + 1] } else { Vec::new() }).collect();
    assert_eq!(too_large(&chain).iter().filter(|large| !**large).count(), MOST_INCLUDED + 1);
}

#[test]
fn a_page_of_many_parts_is_not_too_large_a_part() {
    let mut flat = vec![(1..=90).collect::<Vec<usize>>()];
    flat.extend((1..=90).map(|_| Vec::new()));
    assert!(too_large(&flat).iter().all(|large| !large));
    assert_eq!(too_large(&[vec![0], vec![2], vec![1]]), [false; 3], "what includes itself is cut elsewhere");
}

proptest! {
    #![proptest_config(law(128))]

    /// In any web, what may be included brings in no more articles than may come in, however it is unrolled.
    #[test]
    fn what_may_be_included_stays_small(edges in prop::collection::vec((0usize..12, 0usize..12), 0..60)) {
        let mut includes = vec![Vec::new(); 12];
        // Upward edges alone: cycles are cut where a page is rendered.
        edges.into_iter().filter(|(from, to)| from < to).for_each(|(from, to)| includes[from].push(to));
        let large = too_large(&includes);
        fn size(includes: &[Vec<usize>], at: usize) -> usize {
            includes[at].iter().map(|other| 1 + size(includes, *other)).sum()
        }
        for (article, large) in large.into_iter().enumerate() {
            prop_assert_eq!(large, size(&includes, article) > MOST_INCLUDED);
        }
    }
}
