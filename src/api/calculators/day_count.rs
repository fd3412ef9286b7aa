//! `dayCount`: the part of a year that lies between two days.

use crate::json::Value;
use serde::Serialize;

use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read};
use crate::api::{Engine, Reply};
use crate::calendar::{DayCount, DayCountContext, DayRange, DaysCounted, Fraction};
use crate::error::{Failure, ProblemCode};
use crate::limits::PLACES_MAX;
use crate::money::{Fixed, Ratio, Rounding};

const FIELDS: [&str; 6] = ["convention", "from", "to", "daysCounted", "maturity", "endOfMonth"];

/// What `dayCount` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CountedDays {
    /// Days that the convention counts.
    pub days: u32,
    /// The part of a year.
    pub fraction: PartOfYear,
}

/// A part of a year, exactly and as a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartOfYear {
    /// A reduced fraction, `n/d`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub exact: Ratio,
    /// The same to fifteen decimals, half-up.
    pub decimal: Fixed,
}

/// `dayCount({ convention, from, to, daysCounted?, maturity?, endOfMonth? })`.
///
/// `daysCounted` moves the ends of the range by a day before the convention looks at it; without it
/// `from` is counted and `to` is not. `maturity` is for `30E/360-ISDA` and `endOfMonth` for `30U/360`;
/// the others do not look at them.
///
/// # Errors
/// Every problem of the fields; an end before its start is one.
pub(in crate::api) fn day_count<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let years = read(given, options, &FIELDS, |form| {
        let convention = form.word("convention", Must, &DayCount::NAMES);
        let range = range(form);
        let days_counted = days_counted(form);
        let context = context(form);
        Some(convention?.fraction(days_counted.counted(range?), context))
    })?;
    Ok(Reply::DayCount(CountedDays::of(years)))
}

impl CountedDays {
    fn of(years: Fraction) -> Self {
        let (numerator, denominator) = years.over();
        let exact = Ratio::of(numerator, denominator);
        let decimal = exact.decimal(PLACES_MAX, Rounding::HalfUp);
        Self { days: years.days(), fraction: PartOfYear { exact, decimal } }
    }
}

/// Reads `from` and `to`; the end may be the start, and not lie before it.
pub(super) fn range(form: &mut Form<'_, '_>) -> Option<DayRange> {
    let from = form.date("from", Must);
    let to = form.date("to", Must);
    let range = DayRange { from: from?, to: to? };
    if range.from > range.to {
        form.report_at("to", ProblemCode::BoundsCrossed, &range.from.to_string(), &range.to.to_string());
    }
    Some(range)
}

/// Reads a number of days, beside which no range may stand.
pub(super) fn days(form: &mut Form<'_, '_>) -> Option<u32> {
    if let Some(other) = ["from", "to"].into_iter().find(|name| form.has(name)) {
        form.report_at("days", ProblemCode::BothGiven, "days", other);
    }
    form.count("days", May)
}

/// Reads which ends are counted; the start and not the end where the input does not say.
pub(super) fn days_counted(form: &mut Form<'_, '_>) -> DaysCounted {
    form.word("daysCounted", May, &DaysCounted::NAMES).unwrap_or_default()
}

/// Reads what some conventions look at besides the days.
pub(super) fn context(form: &mut Form<'_, '_>) -> DayCountContext {
    let maturity = form.date("maturity", May);
    let end_of_month = form.yes_no("endOfMonth", May).unwrap_or_default();
    DayCountContext { maturity, end_of_month }
}
