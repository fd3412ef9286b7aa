//! `dayCount`: the part of a year that lies between two days.

use crate::json::Value;
use serde::Serialize;

use crate::api::reference::read;
use crate::api::{Engine, Reply};
use crate::calendar::{DayCount, DayCountContext, DayRange, DaysCounted, Fraction};
use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::PLACES_MAX;
use crate::money::{Fixed, Ratio, Rounding};
use crate::reader::{Fields, Path, date, one_of, report, yes_no};

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
    let years = read(given, options, &FIELDS, |fields, problems| {
        let convention = fields.required("convention", Path::Root, problems, convention);
        let range = range(fields, problems);
        let days_counted = days_counted(fields, problems);
        let context = context(fields, problems);
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

/// Reads a convention by its name.
pub(super) fn convention(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<DayCount> {
    one_of(value, &DayCount::NAMES, path, problems)
}

/// Reads `from` and `to`; the end may be the start, and not lie before it.
pub(super) fn range(fields: Fields<'_>, problems: &mut Problems) -> Option<DayRange> {
    let from = fields.required("from", Path::Root, problems, date);
    let to = fields.required("to", Path::Root, problems, date);
    let range = DayRange { from: from?, to: to? };
    if range.from > range.to {
        let (from, to) = (range.from.to_string(), range.to.to_string());
        report(problems, ProblemCode::BoundsCrossed, Path::Root.field("to"), &from, &to);
    }
    Some(range)
}

/// Reads which ends are counted; the start and not the end where the input does not say.
pub(super) fn days_counted(fields: Fields<'_>, problems: &mut Problems) -> DaysCounted {
    let named = fields.optional("daysCounted", Path::Root, problems, |value, path, problems| {
        one_of(value, &DaysCounted::NAMES, path, problems)
    });
    named.unwrap_or_default()
}

/// Reads what some conventions look at besides the days.
pub(super) fn context(fields: Fields<'_>, problems: &mut Problems) -> DayCountContext {
    let maturity = fields.optional("maturity", Path::Root, problems, date);
    let end_of_month = fields.optional("endOfMonth", Path::Root, problems, yes_no).unwrap_or_default();
    DayCountContext { maturity, end_of_month }
}
