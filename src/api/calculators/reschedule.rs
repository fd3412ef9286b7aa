//! `reschedule({ due, on, mode, firstDueOn?, every?, count?, multipleOf?, rounding? })`: principal that is moved
//! to other due dates.
//!
//! # What it computes
//! - `reAge`: all unpaid principal is taken off the installments and split over `count` new ones, the first due
//!   on `firstDueOn`, the others by the step `every` (a month where it is not given).
//! - `reAmortize`: unpaid principal that is due on the day or before is taken off its installments and split over
//!   those due later.
//!
//! Each part is the sum ÷ the number of parts, rounded by `rounding` to the fen and then to a multiple of
//! `multipleOf`; the last takes the rest. Interest, fees and charges stay where they are due.
//!
//! # Errors
//! `reAmortize` with no installment due later: `emptyList` at `/due`. A first due date before the day, a count
//! of none or above the most, a last due date after the year 2199 (at `/count`), and fields that belong to the other mode are problems at their places.
//!
//! # Source
//! Re-age and re-amortise as servicing engines have them; the dates are stepped from the first, so that 31
//! January is followed by 28 February and 31 March.
//!
//! # Example
//! 750.00 unpaid, re-aged on 20 February over six months from 1 March: 125.00 each.

use crate::json::Value;
use serde::Serialize;

use crate::api::calculators::dues::{Amounts, Dues, Left, dues};
use crate::api::calculators::schedule::{above_zero, between, every};
use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read_by_policy};
use crate::api::{Engine, Reply};
use crate::calendar::Date;
use crate::error::{Failure, ProblemCode};
use crate::limits::PERIODS_MAX;
use crate::money::annuity::{Annuity, PeriodRate};
use crate::money::{Money, Rounding};
use crate::policy::allocation::Component;
use crate::rules::ledger::allocation::Due;
use crate::rules::schedule::Every;

/// What `reschedule` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rescheduled {
    /// Principal that was moved.
    pub moved: Money,
    /// What is due of every installment then, those that were given first, in the shape in which they are given.
    pub due: Vec<Left>,
}

/// Where principal goes.
enum Mode {
    /// To new installments, on these days.
    ReAge(Vec<Date>),
    /// To those that are due later.
    ReAmortize,
}

/// How a part is rounded.
#[derive(Clone, Copy)]
struct Parts {
    multiple_of: Money,
    rounding: Rounding,
}

/// Moves principal to other due dates.
pub(in crate::api) fn rescheduled<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let known = ["due", "on", "mode", "firstDueOn", "every", "count", "multipleOf", "rounding"];
    let (dues, on, mode, parts) = read_by_policy(given, options, &known, |form| {
        let due = dues(form, "due");
        let on = form.date("on", Must);
        let mode = mode(form, on);
        let multiple_of = above_zero(form, "multipleOf", May).unwrap_or(Money::from_fen(1));
        let rounding = form.word("rounding", May, &Rounding::NAMES);
        let parts = Parts { multiple_of, rounding: rounding.unwrap_or(Rounding::HalfUp) };
        let (due, on, mode) = (due?, on?, mode?);
        let mut installments = due.rows.chunk_by(is_of_one).filter_map(|rows| rows.first());
        if matches!(mode, Mode::ReAmortize) && installments.all(|row| row.due_on <= on) {
            form.report_at("due", ProblemCode::EmptyList, "", "");
        }
        Some((due, on, mode, parts))
    })?;
    let reply = match mode {
        Mode::ReAge(days) => re_aged(dues, &days, parts),
        Mode::ReAmortize => re_amortized(dues, on, parts),
    };
    Ok(Reply::Rescheduled(Box::new(reply)))
}

fn mode(form: &mut Form<'_, '_>, on: Option<Date>) -> Option<Mode> {
    if !form.word("mode", Must, &[("reAge", true), ("reAmortize", false)])? {
        for name in ["firstDueOn", "every", "count"] {
            if form.has(name) {
                form.report_at(name, ProblemCode::BothGiven, name, "mode: reAmortize");
            }
        }
        return Some(Mode::ReAmortize);
    }
    let first = form.date("firstDueOn", Must);
    let count = between(form, "count", Must, 1, PERIODS_MAX);
    let step = form.read("every", May, every);
    if let Some((on, first)) = on.zip(first).filter(|(on, first)| first < on) {
        form.report_at("firstDueOn", ProblemCode::BoundsCrossed, &on.to_string(), &first.to_string());
    }
    let (first, step) = (first?, step.unwrap_or(Every::Months(1)));
    let days: Vec<Date> = (0..count?).map(|number| step.after(first, number)).collect();
    if let Some(last) = days.last().map(Date::to_string).filter(|last| Date::parse(last).is_err()) {
        form.report_at("count", ProblemCode::DateOutOfRange, &last, "1900-01-01 to 2199-12-31");
    }
    Some(Mode::ReAge(days))
}

/// Takes unpaid principal that is due up to a day off its installments.
fn taken(dues: &mut Dues, until: Option<Date>) -> Money {
    let mut moved = Money::ZERO;
    for row in dues.rows.iter_mut().filter(|row| until.is_none_or(|until| row.due_on <= until)) {
        moved = moved.plus(row.amount(Component::Principal));
        row.set(Component::Principal, Money::ZERO);
    }
    moved
}

fn re_aged(mut dues: Dues, days: &[Date], parts: Parts) -> Rescheduled {
    let moved = taken(&mut dues, None);
    let mut due = dues.left();
    let amounts = parts.of(moved, days.len()).into_iter().zip(days).filter(|(amount, _)| amount.is_positive());
    due.extend(amounts.map(|(amount, due_on)| {
        let mut amounts = Amounts::NONE;
        amounts.add(Component::Principal, amount);
        Left { due_on: *due_on, amounts, charges: Vec::new() }
    }));
    Rescheduled { moved, due }
}

fn re_amortized(mut dues: Dues, on: Date, parts: Parts) -> Rescheduled {
    let moved = taken(&mut dues, Some(on));
    let mut later: Vec<&mut Due> = dues.rows.chunk_by_mut(is_of_one).filter_map(|rows| rows.first_mut()).collect();
    later.retain(|row| row.due_on > on);
    let shares = parts.of(moved, later.len());
    for (row, part) in later.iter_mut().zip(shares) {
        let amount = row.amount(Component::Principal).plus(part);
        row.set(Component::Principal, amount);
    }
    Rescheduled { moved, due: dues.left() }
}

/// Whether two rows belong to one installment; its own comes first, then charges with due dates of their own.
fn is_of_one(one: &Due, other: &Due) -> bool {
    one.installment == other.installment
}

impl Parts {
    /// So many parts of a sum; the last takes the rest.
    fn of(self, sum: Money, count: usize) -> Vec<Money> {
        let number = u32::try_from(count).unwrap_or(u32::MAX);
        let each = sum.divided(number.max(1), self.rounding);
        let each = Annuity::over(&[PeriodRate::ZERO]).payment(each, self.multiple_of, self.rounding);
        let mut left = sum;
        let parts = (1..=count).map(|place| {
            let part = if place == count { left } else { each.min(left) };
            left = left.minus(part);
            part
        });
        parts.collect()
    }
}
