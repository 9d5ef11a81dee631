//! Checks the edit distance between words against its definition.

use super::Misspelled;

/// The table as textbooks have it: insert, delete, substitute, transpose neighbours, and no unit is edited twice.
fn by_definition(a: &[u16], b: &[u16]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { usize::MAX };
            if i > 0 && j > 0 {
                let substituted = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                least = substituted.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            }
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table[a.len()][b.len()]
}

fn units(word: &str) -> Vec<u16> {
    word.encode_utf16().collect()
}

#[test]
fn a_transposition_is_one_edit_and_no_unit_is_edited_twice() {
    for (a, b, edits) in [("fold", "fodl", 1), ("fold", "flod", 1), ("abc", "ca", 3), ("été", "ete", 2)] {
        assert_eq!(by_definition(&units(a), &units(b)), edits, "{a} {b}");
        assert_eq!(Misspelled::new(a).distance(&units(b), 3), Some(edits), "{a} {b}");
    }
    assert_eq!(Misspelled::new("fold").distance(&units("unfolded"), 2), None);
}

#[test]
fn edits_are_counted_as_defined_for_words_of_any_length() {
    // A small alphabet, so that repeated and transposed units are frequent; the last letter takes two units.
    let letters = ['a', 'b', 'ß', '字', '🛫'];
    let mut state = 5_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    for case in 0..20_000 {
        let longest = if case % 50 == 0 { 80 } else { 9 };
        let mut word: Vec<char> = (0..1 + below(longest)).map(|_| letters[below(letters.len())]).collect();
        let a: String = word.iter().collect();
        for _ in 0..below(4) {
            let at = below(word.len());
            match below(3) {
                0 => word.insert(at, letters[below(letters.len())]),
                1 if word.len() > 1 => drop(word.remove(at)),
                _ => word.swap(at, at.saturating_sub(1)),
            }
        }
        let b = units(&word.into_iter().collect::<String>());
        let expected = by_definition(&units(&a), &b);
        for most in 0..=3 {
            let found = Misspelled::new(&a).distance(&b, most);
            assert_eq!(found, Some(expected).filter(|edits| *edits <= most), "{a} {b:?}");
        }
    }
}
