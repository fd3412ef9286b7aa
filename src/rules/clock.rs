//! The clock of an arrear: how many days past due it is, with grace and pauses.
//!
//! # What it computes
//! 1. Calendar days: from the due date (counted) to the as-of date (not counted); where the due date
//!    is the first day, one more. Before that, none.
//! 2. Paused days: the days before the as-of date on which the clock stood still. The first day of a
//!    pause is one of them, its end is not. A day in two pauses counts once. Pauses count from the due
//!    date on, or whole, as the convention says.
//! 3. Days past due: calendar days, less grace, less paused days; never below zero.
//!
//! # Source
//! Reading of 算头不算尾. Pauses: Civil Code arts 180, 194 and agreed deferrals stop the clock, not
//! the debt.
//! Rejected as the ordinary way: letting a pause that lay before the due date shorten a delay that
//! came after it. It is offered because other engines count so.
//!
//! # Example
//! Due on 2023-10-16, as of 2023-11-15: 30 calendar days. A pause from 2023-10-06 to 2023-10-25 has 9
//! days from the due date on, 19 whole. With 3 days of grace: 18 days past due, or 8.

use serde::Serialize;

use crate::calendar::{Date, DayRange};

/// Which days of a pause an arrear's clock leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PauseReach {
    /// Those from its due date on.
    #[default]
    SinceDue,
    /// All of them.
    Whole,
}

impl PauseReach {
    /// Both, by their names on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("sinceDue", Self::SinceDue), ("whole", Self::Whole)];
}

/// How days past due are counted.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'p> {
    /// The number that the due date itself has: 0, or 1 where both ends count.
    pub first_day: u32,
    /// Days that do not count at the start.
    pub grace_days: u32,
    /// When the clock stood still, by first day; they may overlap.
    pub pauses: &'p [DayRange],
    /// Which days of a pause count.
    pub reach: PauseReach,
}

impl Clock<'_> {
    /// Days from a due date to an as-of date, without grace and pauses.
    #[must_use]
    pub fn calendar_days(&self, due_on: Date, as_of: Date) -> u32 {
        let days = i64::from(due_on.days_until(as_of)).saturating_add(i64::from(self.first_day));
        u32::try_from(days).unwrap_or(0)
    }

    /// Days before the as-of date on which the clock of an arrear stood still.
    #[must_use]
    pub fn paused_days(&self, due_on: Date, as_of: Date) -> u32 {
        let first = self.pauses.first().filter(|_| self.reach == PauseReach::Whole);
        DayRange { from: first.map_or(due_on, |pause| pause.from), to: as_of }.days_in(self.pauses)
    }

    /// Days past due of an arrear that is unpaid.
    #[must_use]
    pub fn days_past_due(&self, due_on: Date, as_of: Date) -> u32 {
        let calendar = self.calendar_days(due_on, as_of);
        calendar.saturating_sub(self.grace_days).saturating_sub(self.paused_days(due_on, as_of))
    }
}
