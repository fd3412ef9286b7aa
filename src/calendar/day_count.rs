//! How a range of days becomes a part of a year: eighteen day counts, exactly.
//!
//! # What it computes
//! From the counted days of a half-open range, whole years and days over the length of a year. The
//! first day of the range is counted, its end is not; [`DaysCounted`] says which days those are.
//!
//! | Convention | Days | Over |
//! |---|---|---|
//! | `ACT/360`, `ACT/365F`, `ACT/364`, `ACT/365.25` | actual | 360, 365, 364, 365.25 |
//! | `ACT/365-ACTUAL` | actual | 366 where a 29 February lies after the start and not after the end, else 365 |
//! | `ACT/ACT-ISDA` | actual, apart for days in leap years and others | 366 and 365 |
//! | `ACT/ACT-AFB` | whole years back from the end, then actual | 366 where a 29 February lies in the rest, its end left out, else 365 |
//! | `ACT/ACT-YEAR` | whole years on from the start, then actual | the actual length of the year that follows |
//! | `NL/360`, `NL/365` | actual without any 29 February after the start and not after the end | 360, 365 |
//! | `30/360-ISDA`, `30U/360`, `30U/360-EOM`, `30/360-PSA`, `30E/360`, `30E/360-ISDA`, `30E+/360` | months of 30 days | 360 |
//! | `30E/365` | months of 30 days | 365 |
//!
//! The months of 30 days differ in which days count as the thirtieth:
//!
//! | Convention | Start | End |
//! |---|---|---|
//! | `30/360-ISDA`, `30U/360` | 31 | 31, where the start counts as the 30th |
//! | `30U/360-EOM`; `30U/360` with end-of-month stepping | 31 and the last of February | 31 where the start counts as the 30th; the last of February where the start is one |
//! | `30/360-PSA` | 31 and the last of February | 31, where the start counts as the 30th |
//! | `30E/360` | 31 | 31 |
//! | `30E/360-ISDA` | 31 and the last of February | 31, and the last of February unless it is the maturity |
//! | `30E+/360` | 31 | 31 counts as the 1st of the next month |
//! | `30E/365` | 31 and the last of February | 31 and the last of February |
//!
//! # Rejected readings
//! `ACT/ACT-AFB` counts years back from the end by plain subtraction; the reading that moves an end of
//! 28 February to 29 February in each leap year gives more than a year for 2003-02-28 to 2004-02-28.
//!
//! # Source
//! ISDA 2006 definitions 4.16; AFB master agreement 1994; ICMA rule 251; PSA standard formulas.

use std::fmt;

use chrono::Datelike;
use serde::{Serialize, Serializer};

use crate::calendar::{Date, DayRange};
use crate::json::Digits;

/// How a range of days becomes a part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// Actual days over 360.
    Act360,
    /// Actual days over 365, in leap years too.
    Act365Fixed,
    /// Actual days over 365, or over 366 where a leap day lies in the range.
    Act365Actual,
    /// Actual days over 365.25.
    Act36525,
    /// Actual days over 364.
    Act364,
    /// Days in leap years over 366 and other days over 365.
    ActActIsda,
    /// Whole years back from the end; the days that remain over 365 or 366.
    ActActAfb,
    /// Whole years on from the start; the days that remain over the length of the next year.
    ActActYear,
    /// Months of 30 days: a 31st is the 30th, at the end only after a start on the 30th.
    Thirty360Isda,
    /// Months of 30 days: a 31st is the 30th.
    ThirtyE360,
    /// As `30E/360`, and the last of February is the 30th, but not at maturity.
    ThirtyE360Isda,
    /// As `30/360-ISDA`, and with end-of-month stepping as `30U/360-EOM`.
    ThirtyU360,
    /// As `30/360-ISDA`, and the last of February is the 30th.
    ThirtyU360Eom,
    /// As `30E/360`, but an end on a 31st is the first of the next month.
    ThirtyEPlus360,
    /// As `30/360-ISDA`, and a start on the last of February is the 30th.
    Thirty360Psa,
    /// Months of 30 days, the last of February being the 30th, over 365.
    ThirtyE365,
    /// Actual days without leap days over 360.
    NoLeap360,
    /// Actual days without leap days over 365.
    NoLeap365,
}

impl DayCount {
    /// Every convention, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 18] = [
        ("ACT/360", Self::Act360),
        ("ACT/365F", Self::Act365Fixed),
        ("ACT/365-ACTUAL", Self::Act365Actual),
        ("ACT/365.25", Self::Act36525),
        ("ACT/364", Self::Act364),
        ("ACT/ACT-ISDA", Self::ActActIsda),
        ("ACT/ACT-AFB", Self::ActActAfb),
        ("ACT/ACT-YEAR", Self::ActActYear),
        ("30/360-ISDA", Self::Thirty360Isda),
        ("30E/360", Self::ThirtyE360),
        ("30E/360-ISDA", Self::ThirtyE360Isda),
        ("30U/360", Self::ThirtyU360),
        ("30U/360-EOM", Self::ThirtyU360Eom),
        ("30E+/360", Self::ThirtyEPlus360),
        ("30/360-PSA", Self::Thirty360Psa),
        ("30E/365", Self::ThirtyE365),
        ("NL/360", Self::NoLeap360),
        ("NL/365", Self::NoLeap365),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The part of a year that a range is. A range whose end does not lie after its start is nothing.
    ///
    /// ```
    /// use arrears::calendar::{Date, DayCount, DayCountContext, DayRange};
    /// let day = |text| Date::parse(text).unwrap();
    /// let range = DayRange { from: day("2011-12-28"), to: day("2012-02-28") };
    /// let part = |count: DayCount| count.fraction(range, DayCountContext::default()).to_string();
    /// assert_eq!(part(DayCount::Act360), "62 ÷ 360");
    /// assert_eq!(part(DayCount::ActActIsda), "(4 ÷ 365 + 58 ÷ 366)");
    /// assert_eq!(part(DayCount::ThirtyE360), "60 ÷ 360");
    /// ```
    #[must_use]
    pub fn fraction(self, range: DayRange, context: DayCountContext) -> Fraction {
        let days = range.days();
        if days == 0 {
            return Fraction::of(0, self.year_hundredths().unwrap_or(ORDINARY));
        }
        match self {
            Self::ActActIsda => by_calendar_years(range),
            Self::ActActAfb => years_back(range),
            Self::ActActYear => years_on(range),
            Self::Act365Actual => Fraction::of(days, length_of_year(leap_days(range) > 0)),
            _ => Fraction::of(self.counted(days, range, context), self.year_hundredths().unwrap_or(ORDINARY)),
        }
    }

    /// The part of a year that so many counted days are; nothing under a convention for which it
    /// depends on the days themselves.
    #[must_use]
    pub fn fraction_of_days(self, days: u32) -> Option<Fraction> {
        self.year_hundredths().map(|year_hundredths| Fraction::of(days, year_hundredths))
    }

    /// The length of every year in hundredths of a day, under conventions that fix it.
    fn year_hundredths(self) -> Option<u32> {
        match self {
            Self::ActActIsda | Self::ActActAfb | Self::ActActYear | Self::Act365Actual => None,
            Self::Act365Fixed | Self::ThirtyE365 | Self::NoLeap365 => Some(36_500),
            Self::Act36525 => Some(36_525),
            Self::Act364 => Some(36_400),
            _ => Some(36_000),
        }
    }

    /// The days that count of a range of so many days.
    fn counted(self, days: u32, range: DayRange, context: DayCountContext) -> u32 {
        match self {
            Self::NoLeap360 | Self::NoLeap365 => days.saturating_sub(leap_days(range)),
            _ => self.thirtieths(range, context).map_or(days, |ends| months_of_thirty(range, ends)),
        }
    }

    /// The days of the month that start and end count as; nothing where actual days are counted.
    fn thirtieths(self, DayRange { from, to }: DayRange, context: DayCountContext) -> Option<(u32, u32)> {
        let (start, end) = (from.day(), to.day());
        let thirty = |day: u32| day.min(30);
        let end_of_february = |date: Date, day: u32| if date.is_last_of_february() { 30 } else { thirty(day) };
        let after = |start: u32| (start, if start == 30 { thirty(end) } else { end });
        let is_stepped = self == Self::ThirtyU360Eom || context.end_of_month;
        Some(match self {
            Self::ThirtyU360Eom | Self::ThirtyU360 if is_stepped && from.is_last_of_february() => {
                (30, end_of_february(to, end))
            }
            Self::Thirty360Isda | Self::ThirtyU360 | Self::ThirtyU360Eom => after(thirty(start)),
            Self::Thirty360Psa => after(end_of_february(from, start)),
            Self::ThirtyE360 => (thirty(start), thirty(end)),
            Self::ThirtyE360Isda if context.maturity == Some(to) => (end_of_february(from, start), thirty(end)),
            Self::ThirtyE360Isda | Self::ThirtyE365 => (end_of_february(from, start), end_of_february(to, end)),
            // The first of the next month is the thirty-first of this one where all have thirty days.
            Self::ThirtyEPlus360 => (thirty(start), end),
            _ => return None,
        })
    }
}

impl Serialize for DayCount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("DayCount", 0, self.name())
    }
}

/// What some conventions look at besides the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCountContext {
    /// The last day of the loan, which `30E/360-ISDA` does not move to the 30th.
    pub maturity: Option<Date>,
    /// Whether dates step from month end to month end, which `30U/360` follows.
    pub end_of_month: bool,
}

/// Which ends of a span are counted. Each inner day is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DaysCounted {
    /// The first day and not the last (算头不算尾).
    #[default]
    Start,
    /// The last day and not the first (算尾不算头).
    End,
    /// Both (首尾都算).
    Both,
    /// Neither (首尾都不算).
    Neither,
}

impl DaysCounted {
    /// Every setting, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] =
        [("start", Self::Start), ("end", Self::End), ("both", Self::Both), ("neither", Self::Neither)];

    /// The first day that is counted of a span that begins on a day.
    #[must_use]
    pub fn first(self, from: Date) -> Date {
        if matches!(self, Self::End | Self::Neither) { from.plus_days(1) } else { from }
    }

    /// The day after the last one that is counted of a span that ends on a day.
    #[must_use]
    pub fn end(self, to: Date) -> Date {
        if matches!(self, Self::End | Self::Both) { to.plus_days(1) } else { to }
    }

    /// The counted days of a span, as a half-open range.
    ///
    /// ```
    /// use arrears::calendar::{Date, DayRange, DaysCounted};
    /// let day = |text| Date::parse(text).unwrap();
    /// let span = DayRange { from: day("2026-03-05"), to: day("2026-03-09") };
    /// assert_eq!(DaysCounted::Both.counted(span).days(), 5);
    /// assert_eq!(DaysCounted::Neither.counted(span).days(), 3);
    /// ```
    #[must_use]
    pub fn counted(self, span: DayRange) -> DayRange {
        DayRange { from: self.first(span.from), to: self.end(span.to) }
    }
}

/// A part of a year: whole years, and days over years of one or two lengths.
///
/// Written as it stands in a formula: `99 ÷ 360`, or `(4 ÷ 365 + 58 ÷ 366)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    days: u32,
    years: u32,
    first: Part,
    second: Option<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    days: u32,
    year_hundredths: u32,
}

const ORDINARY: u32 = 36_500;
const LEAP: u32 = 36_600;

impl Fraction {
    fn of(days: u32, year_hundredths: u32) -> Self {
        Self { days, years: 0, first: Part { days, year_hundredths }, second: None }
    }

    /// The days that the convention counts.
    #[must_use]
    pub fn days(self) -> u32 {
        self.days
    }

    /// Numerator and denominator, not reduced.
    #[must_use]
    pub fn over(self) -> (u64, u64) {
        let (numerator, denominator) = self.first.over();
        let sum = self.second.map_or((numerator, denominator), |second| {
            let (other, other_denominator) = second.over();
            let crossed = numerator.saturating_mul(other_denominator).saturating_add(other.saturating_mul(denominator));
            (crossed, denominator.saturating_mul(other_denominator))
        });
        (sum.0.saturating_add(u64::from(self.years).saturating_mul(sum.1)), sum.1)
    }
}

impl Part {
    fn over(self) -> (u64, u64) {
        let (days, hundredths) = (u64::from(self.days), u64::from(self.year_hundredths));
        match hundredths.checked_rem(100) {
            Some(0) => (days, hundredths.checked_div(100).unwrap_or(1)),
            // The only other length is 365.25, a quarter of 1461 days.
            _ => (days.saturating_mul(4), hundredths.checked_div(25).unwrap_or(1)),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.year_hundredths.checked_div(100).unwrap_or(0);
        formatter.write_str(Digits::default().number(self.days.into(), 1).text())?;
        formatter.write_str(" ÷ ")?;
        formatter.write_str(Digits::default().number(whole.into(), 1).text())?;
        match self.year_hundredths.checked_rem(100) {
            Some(rest) if rest > 0 => write!(formatter, ".{rest:02}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.years, self.second) {
            (0, None) => self.first.fmt(formatter),
            (0, Some(second)) => write!(formatter, "({} + {second})", self.first),
            (years, _) => write!(formatter, "({years} + {})", self.first),
        }
    }
}

/// Days in leap years over 366, the others over 365.
fn by_calendar_years(range: DayRange) -> Fraction {
    let days = range.days();
    let in_leap_years = days_in_leap_years(range.to).saturating_sub(days_in_leap_years(range.from));
    let leap = Part { days: u32::try_from(in_leap_years).unwrap_or(0), year_hundredths: LEAP };
    let ordinary = Part { days: days.saturating_sub(leap.days), year_hundredths: ORDINARY };
    match (ordinary.days, leap.days) {
        (_, 0) => Fraction { days, years: 0, first: ordinary, second: None },
        (0, _) => Fraction { days, years: 0, first: leap, second: None },
        _ => Fraction { days, years: 0, first: ordinary, second: Some(leap) },
    }
}

/// Whole years back from the end, then the days that remain at the start.
fn years_back(DayRange { from, to }: DayRange) -> Fraction {
    let most = u32::try_from(to.year().saturating_sub(from.year())).unwrap_or(0);
    let years = if to.minus_years(most) < from { most.saturating_sub(1) } else { most };
    let rest = DayRange { from, to: to.minus_years(years) };
    // A leap day counts from the start on, and not at the end.
    let has_leap_day = leap_days(DayRange { from: from.minus_days(1), to: rest.to.minus_days(1) }) > 0;
    after_years(DayRange { from, to }, years, rest.days(), length_of_year(has_leap_day))
}

/// Whole years on from the start, then the days that remain at the end.
fn years_on(DayRange { from, to }: DayRange) -> Fraction {
    let fewest = u32::try_from(to.year().saturating_sub(from.year()).saturating_sub(1)).unwrap_or(0);
    let is_short = to > from.plus_years(fewest).plus_years(1);
    let years = fewest.saturating_add(u32::from(is_short));
    let start = from.plus_years(years);
    let next_year = DayRange { from: start, to: start.plus_years(1) };
    let rest = DayRange { from: start, to };
    after_years(DayRange { from, to }, years, rest.days(), next_year.days().saturating_mul(100))
}

fn after_years(range: DayRange, years: u32, days: u32, year_hundredths: u32) -> Fraction {
    Fraction { days: range.days(), years, first: Part { days, year_hundredths }, second: None }
}

fn months_of_thirty(DayRange { from, to }: DayRange, (start, end): (u32, u32)) -> u32 {
    let months = |date: Date| i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month()));
    let count = |date: Date, day: u32| months(date).saturating_mul(30).saturating_add(i64::from(day));
    u32::try_from(count(to, end).saturating_sub(count(from, start))).unwrap_or(0)
}

fn length_of_year(is_leap: bool) -> u32 {
    if is_leap { LEAP } else { ORDINARY }
}

/// How many leap days lie after the start and not after the end.
fn leap_days(range: DayRange) -> u32 {
    u32::try_from(leap_days_until(range.to).saturating_sub(leap_days_until(range.from))).unwrap_or(0)
}

/// How many leap days there have been since the year 1, a day itself counted.
fn leap_days_until(date: Date) -> i32 {
    let passed = date.is_in_leap_year() && (date.month(), date.day()) >= (2, 29);
    leap_years_before(date.year()).saturating_add(i32::from(passed))
}

fn leap_years_before(year: i32) -> i32 {
    let past = year.saturating_sub(1);
    let every = |years: i32| past.checked_div(years).unwrap_or(0);
    every(4).saturating_sub(every(100)).saturating_add(every(400))
}

/// How many days before a day lie in leap years.
fn days_in_leap_years(date: Date) -> i32 {
    let this_year = if date.is_in_leap_year() { date.day.ordinal0() } else { 0 };
    leap_years_before(date.year()).saturating_mul(366).saturating_add(i32::try_from(this_year).unwrap_or(0))
}
