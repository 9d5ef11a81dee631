//! Owns how far a run is, told while it goes on: stage times always, a bar only on a terminal and only on long work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::host::clock::Stopwatch;
use crate::pipeline::{Progress, Stage};

/// Work that ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Hears the pipeline and times it.
pub struct TerminalProgress<'a> {
    watch: &'a Stopwatch,
    bar: ProgressBar,
    /// True as long as a bar may still have to appear.
    waiting: AtomicBool,
}

impl<'a> TerminalProgress<'a> {
    /// A meter whose bar is shown if `visible` and the work takes long.
    pub fn new(watch: &'a Stopwatch, visible: bool) -> Self {
        Self { watch, bar: ProgressBar::hidden(), waiting: AtomicBool::new(visible) }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.waiting.store(false, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }

    fn show_if_long(&self) {
        let due = self.waiting.load(Ordering::Relaxed) && self.watch.total() >= PATIENCE;
        if due && self.waiting.swap(false, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for TerminalProgress<'_> {
    fn stage(&self, stage: Stage, steps: usize) {
        let (name, words) = names(stage);
        self.watch.stage(name);
        let template = if steps > 0 { "{msg} {wide_bar} {human_pos}/{human_len}" } else { "{msg} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(words);
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.show_if_long();
    }

    fn step(&self) {
        self.bar.inc(1);
        self.show_if_long();
    }
}

fn names(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Read => ("read", "Reading"),
        Stage::Plan => ("plan", "Planning"),
        Stage::Render => ("render", "Rendering"),
        Stage::Index => ("index", "Indexing"),
        Stage::Check => ("check", "Checking"),
    }
}
