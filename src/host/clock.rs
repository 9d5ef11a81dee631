//! Owns the clock: which day it is, and how long the stages of a run took. No page depends on it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::HostError;
use crate::locale::CalendarDate;

/// Measures stages that follow each other.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    begun: Instant,
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

impl Stopwatch {
    /// Starts now.
    pub(crate) fn start() -> Self {
        Self { begun: Instant::now(), stages: Mutex::new(Vec::new()) }
    }

    /// Ends the current stage and begins the one of this name.
    pub(crate) fn stage(&self, name: &'static str) {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((name, Instant::now()));
    }

    /// The time since the start.
    pub(crate) fn total(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The stages so far with their times, the current one up to now. A stage begun twice is one.
    pub(crate) fn laps(&self) -> Vec<(&'static str, Duration)> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let ends = stages.iter().skip(1).map(|(_, begun)| *begun).chain(std::iter::once(now));
        let mut laps: Vec<(&'static str, Duration)> = Vec::new();
        for ((name, begun), end) in stages.iter().zip(ends) {
            match laps.iter_mut().find(|(known, _)| known == name) {
                Some((_, total)) => *total += end - *begun,
                None => laps.push((*name, end - *begun)),
            }
        }
        laps
    }
}

/// Today in UTC; the day that `SOURCE_DATE_EPOCH` names where it is set, so that a run can be repeated.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is set to something else than a number of seconds: a run that was to be repeatable would not be.
pub(crate) fn today() -> Result<Option<CalendarDate>, HostError> {
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs());
    let seconds = named_epoch()?.or_else(now);
    Ok(seconds.and_then(|seconds| CalendarDate::of_unix_days(seconds / 86_400)))
}

/// The seconds that `SOURCE_DATE_EPOCH` names; `None` where it is not set, or set to nothing.
///
/// # Errors
/// When it is no number of seconds, or beyond the years that a date can have.
pub(crate) fn named_epoch() -> Result<Option<u64>, HostError> {
    let Some(named) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|named| !named.is_empty()) else {
        return Ok(None);
    };
    let seconds: Option<u64> = named.to_str().and_then(|named| named.trim().parse().ok());
    let usable = seconds.filter(|seconds| CalendarDate::of_unix_days(seconds / 86_400).is_some());
    usable.map(Some).ok_or_else(|| {
        let named = named.to_string_lossy().escape_debug().to_string();
        HostError(format!(
            "SOURCE_DATE_EPOCH is `{named}`, which is no number of seconds since 1970; set it to one such as 1767225600, or unset it"
        ))
    })
}

/// `850 ms`, `1.2 s` or `3 min 20 s`: with as many digits as are useful to read.
pub(crate) fn display_duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 1.0 {
        return format!("{} ms", time.as_millis());
    }
    if seconds < 100.0 {
        return format!("{seconds:.1} s");
    }
    format!("{} min {} s", time.as_secs() / 60, time.as_secs() % 60)
}
