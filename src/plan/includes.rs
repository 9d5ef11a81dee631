//! Owns the measure of includes: how many articles come in with one, so that a few lines cannot make a page without end.

use crate::library::ArticleId;

/// The most articles that may come in with an included one.
pub(crate) const MOST_INCLUDED: usize = 100;

/// For each article, whether more articles come in with it than may. `includes` are the articles that each includes, in any locale.
pub(super) fn too_large(includes: &[Vec<ArticleId>]) -> Vec<bool> {
    let mut counts: Vec<Option<usize>> = vec![None; includes.len()];
    let mut is_open = vec![false; includes.len()];
    for start in 0..includes.len() {
        // An article is left once what it includes is counted; what is open already includes itself, and is cut where it does.
        let mut stack = vec![(start, false)];
        while let Some((article, is_left)) = stack.pop() {
            if is_left {
                is_open[article] = false;
                let below = includes[article].iter().map(|other| 1 + counts[*other].unwrap_or(0));
                counts[article] = Some(below.fold(0, usize::saturating_add));
            } else if counts[article].is_none() && !is_open[article] {
                is_open[article] = true;
                stack.push((article, true));
                stack.extend(includes[article].iter().map(|other| (*other, false)));
            }
        }
    }
    counts.into_iter().map(|count| count.unwrap_or(0) > MOST_INCLUDED).collect()
}

#[cfg(test)]
mod tests;
