//! When the right to sue expires (诉讼时效).
//!
//! # What it computes
//! 1. The period starts on the due date of the last installment; where no due date is given, on the
//!    first interruption.
//! 2. A demand, a promise, a part payment or a suit on or before the last day of the running period
//!    starts it anew on that day. One that comes before the period starts, or after it has expired,
//!    has no effect and is listed.
//! 3. The period ends so many years later on the day of the same number, or on the last day of a
//!    month that is shorter; the day it starts on is not counted.
//! 4. A last day that is a day of rest moves to the next working day. Outside the working-day table
//!    it is left where it is, and that is said.
//!
//! The length is that of the law in force on the day on which the period starts. Where a later law comes
//! into force while the period is still running, the period takes that law's length, from the same start;
//! one that has run out by then stays so.
//!
//! A suit interrupts until the proceedings end: give the day on which they ended.
//!
//! # Source
//! The policy's `limitation` section; Civil Code arts 188, 189, 195, 201–204; General Principles of Civil
//! Law art. 135 for periods that ran out before 2017-10-01; SPC fashi [2018] 12 arts 1–3 for those that did
//! not. Rejected: a demand after expiry as a new start, which art. 195 knows only within the period.
//!
//! # Example
//! Due 2021-06-15, three years: 2024-06-15 is a Saturday, so 2024-06-17. Due 2015-09-30: two years, run out
//! on 2017-09-30. Due 2015-10-01: not yet run out on 2017-10-01, so three years, 2018-10-01.

use serde::Serialize;

use crate::calendar::Date;
use crate::policy::dated::Dated;
use crate::policy::model::Cited;
use crate::policy::tables::WorkingDays;

const MONTHS_A_YEAR: u32 = 12;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EventKind {
    /// The last installment fell due.
    Due,
    /// The lender demanded payment, and the demand reached the borrower.
    Demand,
    /// The borrower promised to pay.
    Promise,
    /// The borrower paid a part.
    PartPayment,
    /// A suit, or its like; the day on which the proceedings ended.
    Suit,
}

impl EventKind {
    /// Every kind, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("due", Self::Due),
        ("demand", Self::Demand),
        ("promise", Self::Promise),
        ("partPayment", Self::PartPayment),
        ("suit", Self::Suit),
    ];
}

/// One thing that happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    pub kind: EventKind,
}

/// When the period expires, and why then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Expiry {
    /// Last day of the period.
    pub expires_on: Date,
    /// Whether it was moved off a day of rest.
    pub adjusted: bool,
    /// Whether the day lies outside the working-day table, so that it could not be moved.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub table_ends: bool,
    /// The day from which the period runs.
    pub runs_from: Date,
    /// How many years it runs.
    pub years: u32,
    /// What started the period anew, the last of them; `null` where nothing did.
    pub interrupted_by: Option<Event>,
    /// Interruptions before the period ran or after it had expired.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_effect: Vec<Event>,
}

/// The first day from which the period ever ran; nothing without events.
#[must_use]
pub fn starts_on(events: &[Event]) -> Option<Date> {
    let due = events.iter().filter(|event| event.kind == EventKind::Due).map(|event| event.on).max();
    due.or_else(|| events.iter().map(|event| event.on).min())
}

/// The length of a period that starts on a day, in years, with the law that gives it.
#[must_use]
pub fn length(years: &Dated<u32>, from: Date) -> &Cited<u32> {
    let first = years.on(from);
    let later = years.all().filter(|law| law.source.effective_from > first.source.effective_from);
    later.fold(first, |law, next| {
        let still_runs = plain_end(from, law.value) >= next.source.effective_from;
        if still_runs { next } else { law }
    })
}

/// When the period expires; nothing without events.
#[must_use]
pub fn expiry(events: &[Event], years: &Dated<u32>, calendar: &WorkingDays) -> Option<Expiry> {
    let mut running = Running { from: starts_on(events)?, by: None };
    let mut interruptions: Vec<Event> = events.iter().copied().filter(|event| event.kind != EventKind::Due).collect();
    interruptions.sort_by_key(|event| event.on);
    let mut without_effect = Vec::new();
    for event in interruptions {
        let last = last_day(running.from, years, calendar);
        if running.from <= event.on && event.on <= last.on {
            running = Running { from: event.on, by: Some(event) };
        } else {
            without_effect.push(event);
        }
    }
    let last = last_day(running.from, years, calendar);
    Some(Expiry {
        expires_on: last.on,
        adjusted: last.adjusted,
        table_ends: last.table_ends,
        runs_from: running.from,
        years: last.years,
        interrupted_by: running.by,
        without_effect,
    })
}

#[derive(Clone, Copy)]
struct Running {
    from: Date,
    by: Option<Event>,
}

#[derive(Clone, Copy)]
struct LastDay {
    on: Date,
    years: u32,
    adjusted: bool,
    table_ends: bool,
}

fn last_day(from: Date, years: &Dated<u32>, calendar: &WorkingDays) -> LastDay {
    let years = length(years, from).value;
    let plain = plain_end(from, years);
    match calendar.on_or_after(plain) {
        Some(on) => LastDay { on, years, adjusted: on != plain, table_ends: false },
        None => LastDay { on: plain, years, adjusted: false, table_ends: true },
    }
}

fn plain_end(from: Date, years: u32) -> Date {
    from.plus_months(years.saturating_mul(MONTHS_A_YEAR))
}
