//! `interest`: simple interest on a base that may change, at a rate that may change.

use crate::json::Value;
use serde::Serialize;

use crate::api::calculators::day_count::{self, context, days_counted, range};
use crate::api::calculators::terms::{self, Settings};
use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read};
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayCount, DayCountContext, DayRange, DaysCounted};
use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::{AMOUNT_SCALE, PLACES_MAX, RATE_CHANGES_MAX};
use crate::money::{Factor, Fixed, InYuan, Money, Rate, Rounding, Stage};
use crate::reader::{Path, list, money, rate, report};
use crate::rules::ledger::charge::{self, Formula, Piece, Running, Terms};

const FIELDS: [&str; 11] = [
    "base",
    "annualRate",
    "multiplier",
    "from",
    "to",
    "days",
    "dayCount",
    "daysCounted",
    "maturity",
    "endOfMonth",
    "rounding",
];

/// What `interest` gives. The days and amounts of the segments add up to those of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Interest {
    /// Days that the convention counts.
    pub days: u32,
    /// The unrounded amount in yuan, as a reduced fraction.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub exact: InYuan,
    /// The amount, rounded.
    pub amount: Fixed,
    /// One row for each stretch of days with one base and one rate.
    pub segments: Vec<InterestSegment>,
}

/// One stretch of days with one base and one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct InterestSegment {
    /// First day, counted; absent where the input gives a number of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// End, not counted; absent where the input gives a number of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Days that the convention counts.
    pub days: u32,
    /// What the rate is applied to.
    pub base: Money,
    /// Rate a year, multiplied.
    pub annual_rate: Rate,
    /// The unrounded amount in yuan, as a reduced fraction.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub exact: InYuan,
    /// The segment's part of the rounded amount.
    pub amount: Fixed,
    /// The working, in figures.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub formula: Formula,
}

/// What holds from a day on, day by day rising; a single entry without a day holds always.
pub(super) struct OverTime<T> {
    pub(super) from: Vec<Date>,
    pub(super) values: Vec<T>,
}

/// How figures are rounded.
#[derive(Clone, Copy)]
struct RoundingTerms {
    mode: Rounding,
    stage: Stage,
    places: u32,
}

struct Asked {
    base: OverTime<Money>,
    rate: OverTime<Rate>,
    multiplier: Factor,
    day_count: DayCount,
    context: DayCountContext,
    span: Span,
    rounding: RoundingTerms,
}

enum Span {
    /// Days that are counted already.
    Days(u32),
    Dates(DayRange, DaysCounted),
}

/// `interest({ base, annualRate, multiplier?, from, to | days, dayCount, daysCounted?, maturity?,
/// endOfMonth?, rounding? })`.
///
/// `annualRate` is a rate or a table `[{ from, rate }]`, `base` an amount or a table `[{ from, base }]`;
/// the days of a table rise, and its first does not lie after the first day that is counted. Each day
/// bears the rate and the base that hold on it. `multiplier` raises the rate, also above 1. `days` are
/// counted days, so that `daysCounted` does not touch them; they need a convention that fixes the
/// length of the year. `rounding` is `{ mode?, stage?, places? }`: half-up, once, to the fen.
///
/// # Errors
/// Every problem of the fields.
pub(in crate::api) fn interest<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let asked = read(given, options, &FIELDS, |form| {
        let asked = asked(form)?;
        check_dates(&asked, form);
        Some(asked)
    })?;
    Ok(Reply::Interest(Box::new(asked.interest())))
}

fn asked(form: &mut Form<'_, '_>) -> Option<Asked> {
    let base = over_time(form, "base", "base", money);
    let rate = over_time(form, "annualRate", "rate", rate);
    let multiplier = form.multiplier("multiplier", May).unwrap_or(Factor::ONE);
    let day_count = form.word("dayCount", Must, &DayCount::NAMES);
    let span = span(form);
    let context = context(form);
    let rounding = form.read("rounding", May, rounding).unwrap_or(RoundingTerms::PUBLISHED);
    Some(Asked { base: base?, rate: rate?, multiplier, day_count: day_count?, context, span: span?, rounding })
}

fn span(form: &mut Form<'_, '_>) -> Option<Span> {
    let days_counted = days_counted(form);
    if form.has("days") {
        return day_count::days(form).map(Span::Days);
    }
    range(form).map(|range| Span::Dates(range, days_counted))
}

/// Reads a field that must be there: a value, or a table of values with the days from which they hold, in whose
/// entries the value is called `name`.
pub(super) fn over_time<T>(
    form: &mut Form<'_, '_>,
    field: &str,
    name: &str,
    read: fn(&Value, Path<'_>, &mut Problems) -> Option<T>,
) -> Option<OverTime<T>> {
    let mut values = Vec::new();
    let mut keep = |value: &Value, path: Path<'_>, problems: &mut Problems| {
        let value = read(value, path, problems);
        let is_read = value.is_some();
        values.extend(value);
        is_read.then_some(())
    };
    let from = form.read(field, Must, |value, path, problems| table(value, name, path, problems, &mut keep))?;
    Some(OverTime { from, values })
}

/// The days of a table, none of a single value; what a value is, `keep` knows. Outside of [`over_time`], so that it is
/// compiled once.
#[inline(never)]
fn table(
    value: &Value,
    name: &str,
    path: Path<'_>,
    problems: &mut Problems,
    keep: &mut dyn FnMut(&Value, Path<'_>, &mut Problems) -> Option<()>,
) -> Option<Vec<Date>> {
    let Some(given) = value.as_array().map(Vec::len) else {
        return keep(value, path, problems).map(|()| Vec::new());
    };
    let mut before = None;
    let days = list(value, RATE_CHANGES_MAX, path, problems, |value, path, problems| {
        let mut form = Form::open(value, path, &["from", name], problems)?;
        let from = form.date("from", Must);
        if let Some(from) = from {
            check_order(before.replace(from), from, &mut form);
        }
        let is_read = form.read(name, Must, &mut *keep);
        from.filter(|_| is_read.is_some())
    })?;
    if given == 0 {
        report(problems, ProblemCode::EmptyList, path, "", "");
    }
    // With an entry that cannot be read it is not known what the table holds.
    Some(days).filter(|days| days.len() == given)
}

fn check_order(before: Option<Date>, from: Date, form: &mut Form<'_, '_>) {
    if let Some(before) = before.filter(|before| *before >= from) {
        form.report_at("from", ProblemCode::DatesOutOfOrder, &from.to_string(), &before.to_string());
    }
}

fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<RoundingTerms> {
    let Settings { mode, stage, places } = terms::rounding(value, path, problems)?;
    let published = RoundingTerms::PUBLISHED;
    let places = places.unwrap_or(published.places);
    if places > PLACES_MAX {
        let path = path.field("places");
        report(problems, ProblemCode::CountTooLarge, path, &places.to_string(), &PLACES_MAX.to_string());
    }
    Some(RoundingTerms { mode: mode.unwrap_or(published.mode), stage: stage.unwrap_or(published.stage), places })
}

/// What can only be seen of several fields together: tables must reach the first day that is counted,
/// and a number of days is not enough where days must be known.
fn check_dates(asked: &Asked, form: &mut Form<'_, '_>) {
    match asked.span {
        Span::Dates(range, days_counted) => {
            let first = days_counted.first(range.from);
            for start in [asked.base.from.iter().min(), asked.rate.from.iter().min()].into_iter().flatten() {
                if *start > first {
                    let reach = format!("{start} and later");
                    form.report_at("from", ProblemCode::DateOutsideTable, &first.to_string(), &reach);
                }
            }
        }
        Span::Days(days) => {
            let has_tables = !asked.base.from.is_empty() || !asked.rate.from.is_empty();
            if has_tables || asked.day_count.fraction_of_days(days).is_none() {
                form.require("from");
                form.require("to");
            }
        }
    }
}

impl RoundingTerms {
    /// As published figures are rounded: half-up to the fen, once.
    const PUBLISHED: Self = Self { mode: Rounding::HalfUp, stage: Stage::Once, places: AMOUNT_SCALE };
}

impl<T: Copy> OverTime<T> {
    /// What holds on a day.
    fn on(&self, day: Date) -> Option<T> {
        let entries = self.from.partition_point(|from| *from <= day);
        self.values.get(entries.saturating_sub(1)).copied()
    }
}

impl Asked {
    fn interest(&self) -> Interest {
        match self.span {
            Span::Days(days) => self.of_days(days),
            Span::Dates(range, days_counted) => self.of_dates(range, days_counted),
        }
    }

    fn of_days(&self, days: u32) -> Interest {
        let segment = || {
            let years = self.day_count.fraction_of_days(days)?;
            let (base, annual_rate) =
                (*self.base.values.first()?, self.rate.values.first()?.multiplied_by(self.multiplier));
            let exact = InYuan(charge::exact(base, annual_rate, years));
            let formula = Formula { base, annual_rate, years };
            let amount = fixed(0, AMOUNT_SCALE);
            Some(InterestSegment { from: None, to: None, days, base, annual_rate, exact, amount, formula })
        };
        self.rounded(segment().filter(|_| days > 0).into_iter().collect())
    }

    fn of_dates(&self, range: DayRange, days_counted: DaysCounted) -> Interest {
        let terms = Terms {
            day_count: self.day_count,
            context: self.context,
            days_counted,
            rounding: self.rounding.mode,
            stage: self.rounding.stage,
        };
        let charged = charge::charge(&self.pieces(range, days_counted), &terms);
        let segments = charged.segments.into_iter().map(|segment| InterestSegment {
            from: Some(segment.from),
            to: Some(segment.to),
            days: segment.days,
            base: segment.base,
            annual_rate: segment.annual_rate,
            exact: segment.exact,
            amount: fixed(0, AMOUNT_SCALE),
            formula: segment.formula,
        });
        self.rounded(segments.collect())
    }

    /// The span in pieces, from change to change.
    fn pieces(&self, range: DayRange, days_counted: DaysCounted) -> Vec<Piece> {
        let end = days_counted.end(range.to);
        let mut pieces = Vec::new();
        let mut from = range.from;
        loop {
            // The first day that is counted may be the one after.
            let day = from.max(days_counted.first(range.from));
            let next = [self.base.next(day), self.rate.next(day)].into_iter().flatten().min();
            let to = next.filter(|next| *next < end);
            let base = self.base.on(day).unwrap_or(Money::ZERO);
            let annual_rate = self.rate.on(day).unwrap_or(Rate::ZERO).multiplied_by(self.multiplier);
            pieces.push(Piece { range: DayRange { from, to: to.unwrap_or(range.to) }, base, annual_rate });
            match to {
                Some(to) => from = to,
                None => return pieces,
            }
        }
    }

    /// Gives each segment its part of the rounded amount.
    fn rounded(&self, mut segments: Vec<InterestSegment>) -> Interest {
        let RoundingTerms { mode, stage, places } = self.rounding;
        let (mut days, mut running) = (0_u32, Running::ZERO);
        for segment in &mut segments {
            days = days.saturating_add(segment.days);
            segment.amount = fixed(running.add_at(places, segment.exact.0, mode, stage), places);
        }
        Interest { days, exact: InYuan(running.exact()), amount: fixed(running.units(), places), segments }
    }
}

/// A rounded figure. One that is coarser than a fen is still written in fen.
fn fixed(units: i128, places: u32) -> Fixed {
    let missing = AMOUNT_SCALE.saturating_sub(places);
    Fixed { units: units.saturating_mul(10_i128.saturating_pow(missing)), places: places.max(AMOUNT_SCALE) }
}

impl<T> OverTime<T> {
    /// The first day after one on which something else holds.
    fn next(&self, day: Date) -> Option<Date> {
        self.from.get(self.from.partition_point(|from| *from <= day)).copied()
    }
}
