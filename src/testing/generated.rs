//! Owns how generated cases are drawn: the same ones at every run, so that chance decides no landing. The long form
//! (`scripts/test --long`) draws many more, from a seed of its own that it prints.

use proptest::test_runner::{Config, RngSeed};

/// How many times more cases the long form draws.
const LONG: u32 = 20;

/// How a law is held by so many generated cases.
pub fn law(cases: u32) -> Config {
    law_of(cases, cases * LONG)
}

/// The same with another number of cases for the long form.
pub fn law_of(cases: u32, long: u32) -> Config {
    let seed = seed();
    // Shown only where the law fails.
    println!("HEXAPLA_SEED={seed}");
    Config {
        cases: if is_long() { long } else { cases },
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..Config::default()
    }
}

/// The same for a law whose cases are often none of its own: so many more may be drawn and left out.
pub fn law_with_rejects(cases: u32) -> Config {
    let law = law(cases);
    Config { max_global_rejects: law.cases * LONG, ..law }
}

/// What own generators begin with; each test adds a number of its own.
pub fn seed() -> u64 {
    std::env::var("HEXAPLA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_default()
}

/// How often an own generator is asked: `count`, or many times more in the long form.
pub fn times(count: usize) -> usize {
    if is_long() { count * LONG as usize } else { count }
}

/// True in the long form.
pub fn is_long() -> bool {
    std::env::var_os("HEXAPLA_LONG").is_some_and(|value| value == "1")
}

/// A small generator of numbers, the same at every run of one seed.
pub struct Numbers(u64);

impl Numbers {
    /// A generator that gives other numbers than those of other tests.
    pub fn new(own: u64) -> Self {
        Self(seed().wrapping_add(own))
    }

    /// The next number, smaller than `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}
