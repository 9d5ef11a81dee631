//! Owns the progress of a run: times of stages always, a progress bar only on a terminal and only for long work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::host::clock::Stopwatch;
use crate::pipeline::{Progress, Stage};

/// Work that takes less time shows no progress bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Times the stages of the pipeline, and shows its progress.
pub(super) struct TerminalProgress<'a> {
    watch: &'a Stopwatch,
    bar: ProgressBar,
    /// True while the bar is hidden and may still appear.
    waiting: AtomicBool,
}

impl<'a> TerminalProgress<'a> {
    /// A progress bar that appears if `visible` and the work takes long.
    pub(super) fn new(watch: &'a Stopwatch, visible: bool) -> Self {
        Self { watch, bar: ProgressBar::hidden(), waiting: AtomicBool::new(visible) }
    }

    /// Removes the bar from the screen.
    pub(super) fn finish(&self) {
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
        let (name, message) = names(stage);
        self.watch.stage(name);
        let template = if steps > 0 { "{msg} {wide_bar} {human_pos}/{human_len}" } else { "{msg} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(message);
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
