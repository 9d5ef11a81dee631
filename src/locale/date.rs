//! Owns calendar dates: reading them as front matter writes them, and their one form for machines.

use std::fmt;

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Iso};

/// The first of January 1970, from which machines count days.
const UNIX_EPOCH: RataDie = RataDie::new(719_163);

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CalendarDate {
    year: u16,
    month: u8,
    day: u8,
}

impl CalendarDate {
    /// A date, if there is such a day; years 1 to 9999, months and days from 1.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<CalendarDate> {
        let exists = (1..=9999).contains(&year) && Date::try_new_iso(year.into(), month, day).is_ok();
        exists.then_some(CalendarDate { year, month, day })
    }

    /// Reads `MM/DD/YYYY` (one digit will do for month and day), `YYYY-MM-DD`, or an ISO date-time, whose time is dropped.
    pub(crate) fn parse(text: &str) -> Option<CalendarDate> {
        let text = text.trim();
        if text.contains('/') { from_american(text) } else { from_iso(text) }
    }

    /// The year.
    pub(crate) fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub(crate) fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub(crate) fn day(self) -> u8 {
        self.day
    }

    /// The day so many days after the first of January 1970, as machines count them.
    pub(crate) fn of_unix_days(days: u64) -> Option<CalendarDate> {
        let day = UNIX_EPOCH + i64::from(u32::try_from(days).ok()?);
        let date = Date::from_rata_die(day, Iso);
        let year = u16::try_from(date.year().extended_year()).ok()?;
        CalendarDate::new(year, date.month().ordinal, date.day_of_month().0)
    }

    /// How many days lie between an earlier day and this one; less than 0 where it is later.
    pub(crate) fn days_since(self, earlier: CalendarDate) -> i64 {
        self.day_number() - earlier.day_number()
    }

    fn day_number(self) -> i64 {
        let date = Date::try_new_iso(self.year.into(), self.month, self.day);
        date.map_or(0, |date| date.to_rata_die().to_i64_date())
    }

    /// `YYYY-MM-DD`.
    pub(crate) fn iso(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn from_american(text: &str) -> Option<CalendarDate> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    CalendarDate::new(number(year)?, short(month)?, short(day)?)
}

fn from_iso(text: &str) -> Option<CalendarDate> {
    let (date, time) = text.split_at_checked(10)?;
    let begins_time = time.is_empty() || time.starts_with(['T', 't', ' ']);
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shaped = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
    if !(shaped && begins_time) {
        return None;
    }
    CalendarDate::new(number(year)?, short(month)?, short(day)?)
}

fn short(digits: &str) -> Option<u8> {
    if digits.len() > 2 {
        return None;
    }
    number(digits).and_then(|value| u8::try_from(value).ok())
}

/// Digits only: a sign or a space is no part of a date.
fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}
