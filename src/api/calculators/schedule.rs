//! `schedule`: the payments that clear a loan.

use crate::json::Value;
use serde::Serialize;

use crate::api::calculators::interest::{OverTime, over_time};
use crate::api::calculators::terms::{Settings, rounding};
use crate::api::form::Need::{self, May, Must};
use crate::api::form::{Form, read};
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayCount};
use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::{
    AMOUNT_SCALE, DUE_DAY_MAX, PERIODS_MAX, PLACES_MAX, SCHEDULE_EVENTS_MAX, STEP_DAYS_MAX, STEP_MONTHS_MAX,
};
use crate::money::annuity::RunsOn;
use crate::money::{Fixed, Money, Rate, Rounding, Stage};
use crate::policy::tables::{RestDays, WorkingDays};
use crate::reader::{Path, rate, report};
use crate::rules::schedule::{
    Basis, Calendar, Course, Every, LaidOut, Method, Residue, Row, Terms, annuity, laid_out, periods,
};

const FIELDS: [&str; 22] = [
    "principal",
    "annualRate",
    "months",
    "payments",
    "every",
    "method",
    "startOn",
    "firstDueOn",
    "dueDay",
    "firstDueFrom",
    "interestBy",
    "firstPeriod",
    "dayCount",
    "interestOn",
    "graceMonths",
    "payment",
    "multipleOf",
    "paidOut",
    "paid",
    "residue",
    "restDays",
    "rounding",
];

/// What `schedule` gives. Amounts are yuan, with as many decimals as were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Repayment {
    /// The payment of the first row that repays principal.
    pub payment: Fixed,
    /// The level payment before it is rounded, to fifteen decimals, half-up; of `equalInstallment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unrounded_payment: Option<Fixed>,
    /// The payment of the last row, which takes the residue.
    pub last_payment: Fixed,
    /// All interest.
    pub total_interest: Fixed,
    /// All payments.
    pub total_payment: Fixed,
    /// What was paid beyond the whole loan, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excess: Option<Fixed>,
    /// One row a payment, the first first.
    pub rows: Vec<RepaymentRow>,
}

/// One payment of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RepaymentRow {
    /// The day on which it is due, where the input names days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// What of it repays principal.
    pub principal: Fixed,
    /// What of it is interest.
    pub interest: Fixed,
    /// Principal and interest.
    pub payment: Fixed,
    /// What is left of the principal after it.
    pub balance: Fixed,
}

/// What a schedule is asked for.
struct Asked {
    terms: Terms,
    places: u32,
    calendar: Calendar,
    rates: OverTime<Rate>,
    paid_out: Vec<(Date, Money)>,
    paid: Vec<(Date, Money)>,
    rest_days: RestDays,
}

/// `schedule({ principal, annualRate, months | payments, method, every?, startOn?, firstDueOn?, dueDay?,
/// firstDueFrom?, interestBy?, firstPeriod?, dayCount?, interestOn?, graceMonths?, payment?, multipleOf?,
/// paidOut?, paid?, residue?, restDays?, rounding? })`: the payments that clear a loan.
///
/// `annualRate` is a rate or a table `[{ from, rate }]`; `every` a step of `{ months }` or `{ days }`, a month
/// where it is absent. `dueDay` is a day of the month, from `firstDueFrom` on, in place of `firstDueOn`.
/// `interestBy` and `firstPeriod` are `month` or `actualDays`, the latter by `dayCount`; `interestOn` is
/// `balance` or `principal`. `paidOut` and `paid` are sums `[{ on, amount }]`: paid to the borrower and
/// received. `rounding` is `{ mode?, stage?, places? }`: half-up, to the fen; by row (`line`), and for
/// `equalPrincipal` without anything that needs rows, `once`.
///
/// `restDays` moves a due date off a day of rest. The date alone moves: periods, and with them interest,
/// stay by the day that was agreed.
///
/// # Errors
/// Every problem of the fields; `tableEnds` where a due date is to be moved that the table of working days
/// does not hold.
pub(in crate::api) fn repayment<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let asked = read(given, options, &FIELDS, asked)?;
    let (annual_rate, changes) = (asked.rates.values.first().copied(), asked.changes());
    let (paid_out, received) = (asked.sums(&asked.paid_out), asked.sums(&asked.paid));
    let course = Course {
        annual_rate: annual_rate.unwrap_or(Rate::ZERO),
        changes: &changes,
        paid_out: &paid_out,
        received: &received,
    };
    let terms = asked.in_units();
    let periods = periods(&asked.calendar, course);
    let laid_out = laid_out(&terms, &periods);
    let is_level = terms.method == Method::EqualInstallment && terms.payment.is_none();
    let unrounded = is_level.then(|| {
        let finest = asked.terms.principal.in_places(PLACES_MAX);
        let payment = annuity(&terms, &periods).payment(finest, Money::from_fen(1), Rounding::HalfUp);
        Fixed { units: payment.fen(), places: PLACES_MAX }
    });
    let mut repayment = asked.reply(&laid_out, unrounded);
    move_due_dates(&mut repayment.rows, asked.rest_days)?;
    Ok(Reply::Repayment(Box::new(repayment)))
}

fn move_due_dates(rows: &mut [RepaymentRow], rule: RestDays) -> Result<(), Failure> {
    if rule == RestDays::Stay {
        return Ok(());
    }
    let calendar = WorkingDays::builtin()?;
    for due_on in rows.iter_mut().filter_map(|row| row.due_on.as_mut()) {
        let moved = calendar.moved(*due_on, rule);
        *due_on = moved.ok_or_else(|| calendar.reach().ends("/restDays", &due_on.to_string()))?;
    }
    Ok(())
}

impl Asked {
    /// An amount in units of the last decimal place.
    fn units(&self, amount: Money) -> Money {
        amount.in_places(self.places)
    }

    /// Sums in such units.
    fn sums(&self, sums: &[(Date, Money)]) -> Vec<(Date, Money)> {
        sums.iter().map(|(on, sum)| (*on, self.units(*sum))).collect()
    }

    /// The rates after the first, each with its day.
    fn changes(&self) -> Vec<(Date, Rate)> {
        self.rates.from.iter().copied().zip(self.rates.values.iter().copied()).skip(1).collect()
    }

    fn in_units(&self) -> Terms {
        Terms {
            principal: self.units(self.terms.principal),
            payment: self.terms.payment.map(|payment| self.units(payment)),
            unit: if self.terms.unit.is_positive() { self.units(self.terms.unit) } else { Money::from_fen(1) },
            ..self.terms
        }
    }

    fn reply(&self, laid_out: &LaidOut, unrounded_payment: Option<Fixed>) -> Repayment {
        let rows = &laid_out.rows;
        let shown = |amount: Money| Fixed { units: amount.fen(), places: self.places };
        let (mut total_interest, mut total_payment, mut shown_rows) = (Money::ZERO, Money::ZERO, Vec::new());
        for row in rows {
            total_interest = total_interest.plus(row.interest);
            total_payment = total_payment.plus(row.payment());
            shown_rows.push(RepaymentRow {
                due_on: row.due_on,
                principal: shown(row.principal),
                interest: shown(row.interest),
                payment: shown(row.payment()),
                balance: shown(row.balance),
            });
        }
        let repaying = usize::try_from(self.terms.grace).ok().and_then(|grace| rows.get(grace));
        Repayment {
            payment: shown(repaying.map_or(Money::ZERO, Row::payment)),
            unrounded_payment,
            last_payment: shown(rows.last().map_or(Money::ZERO, Row::payment)),
            total_interest: shown(total_interest),
            total_payment: shown(total_payment),
            excess: laid_out.excess.is_positive().then(|| shown(laid_out.excess)),
            rows: shown_rows,
        }
    }
}

fn asked(form: &mut Form<'_, '_>) -> Option<Asked> {
    let principal = above_zero(form, "principal", Must);
    let rates = over_time(form, "annualRate", "rate", rate);
    let method = form.word("method", Must, &Method::NAMES);
    let settings = form.read("rounding", May, rounding).unwrap_or_default();
    let calendar = calendar(form);
    let runs_on = form.word("interestOn", May, &RunsOn::NAMES);
    let residue = form.word("residue", May, &Residue::NAMES);
    let grace = form.count("graceMonths", May).unwrap_or(0);
    let payment = above_zero(form, "payment", May);
    let unit = above_zero(form, "multipleOf", May);
    let paid_out = flows(form, "paidOut");
    let paid = flows(form, "paid");
    let rest_days = form.word("restDays", May, &RestDays::NAMES);
    let places = places(settings, form.problems());
    let (method, calendar, rates) = (method?, calendar?, rates?);
    if rest_days.is_some() && calendar.start_on.or(calendar.first_due_on).is_none() {
        form.require("firstDueOn");
    }
    let grace = grace_rows(grace, &calendar, form);
    check_days(&calendar, &rates, [("paidOut", &paid_out), ("paid", &paid)], form);
    let stage = stage(settings, method, form, &rates);
    Some(Asked {
        terms: Terms {
            principal: principal?,
            method,
            grace,
            runs_on: runs_on.unwrap_or(RunsOn::Balance),
            payment,
            unit: unit.unwrap_or(Money::ZERO),
            rounding: settings.mode.unwrap_or(Rounding::HalfUp),
            stage,
            residue: residue.unwrap_or(Residue::Last),
        },
        places,
        calendar,
        rates,
        paid_out,
        paid,
        rest_days: rest_days.unwrap_or(RestDays::Stay),
    })
}

/// When payments are due: so many months or payments, a month apart unless another step is given.
fn calendar(form: &mut Form<'_, '_>) -> Option<Calendar> {
    let every = if form.has("every") { form.read("every", May, every) } else { Some(Every::Months(1)) };
    let count = payments(form, every);
    let start_on = form.date("startOn", May);
    let due_day = between(form, "dueDay", May, 1, DUE_DAY_MAX);
    let first_due_on = match due_day {
        Some(day) => first_on_day(day, start_on, form),
        None => form.date("firstDueOn", May),
    };
    if form.has("firstDueFrom") && !form.has("dueDay") {
        form.require("dueDay");
    }
    if let Some((start, first)) = start_on.zip(first_due_on).filter(|(start, first)| start > first) {
        form.report_at("firstDueOn", ProblemCode::BoundsCrossed, &start.to_string(), &first.to_string());
    }
    let day_count = form.word("dayCount", May, &DayCount::NAMES);
    let every = every?;
    let later = basis("interestBy", form, every, day_count).unwrap_or(Basis::Month);
    let first = basis("firstPeriod", form, every, day_count).unwrap_or(later);
    Some(Calendar { start_on, first_due_on, due_day, every, count: count?, first, later })
}

/// The first due date by a day of the month: the first such day from a day on, which is the day after the
/// start where none is given.
fn first_on_day(day: u32, start_on: Option<Date>, form: &mut Form<'_, '_>) -> Option<Date> {
    let by_days = form.get("every").is_some_and(|every| every.get("days").is_some());
    for (other, is_given) in [("firstDueOn", form.has("firstDueOn")), ("every", by_days)] {
        if is_given {
            form.report(ProblemCode::BothGiven, other, "dueDay");
        }
    }
    let from = form.date("firstDueFrom", May).or(start_on.map(|start| start.plus_days(1)));
    let Some(from) = from else {
        form.require("startOn");
        return None;
    };
    let first = from.on_day(day);
    Some(if first < from { from.on_day(1).plus_months(1).on_day(day) } else { first })
}

/// Reads `{ months }` or `{ days }`, which is how far one payment lies from the next.
pub(super) fn every(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Every> {
    let mut form = Form::open(value, path, &["months", "days"], problems)?;
    match (form.has("months"), form.has("days")) {
        (true, true) => {
            form.report(ProblemCode::BothGiven, "months", "days");
            None
        }
        (false, true) => between(&mut form, "days", Must, 1, STEP_DAYS_MAX).map(Every::Days),
        (_, false) => between(&mut form, "months", Must, 1, STEP_MONTHS_MAX).map(Every::Months),
    }
}

/// How many payments: as given, or the months by the step.
fn payments(form: &mut Form<'_, '_>, every: Option<Every>) -> Option<u32> {
    if form.has("payments") {
        if form.has("months") {
            form.report(ProblemCode::BothGiven, "months", "payments");
        }
        return between(form, "payments", Must, 1, PERIODS_MAX);
    }
    match every? {
        Every::Days(_) => form.count("payments", Must),
        Every::Months(step) => {
            let months = between(form, "months", Must, step, PERIODS_MAX.saturating_mul(step))?;
            if months.checked_rem(step) != Some(0) {
                form.report_at("months", ProblemCode::NotAWholeNumber, &format!("{months} ÷ {step}"), "");
                return None;
            }
            months.checked_div(step)
        }
    }
}

/// How periods count. By their days, it needs to be known which those are.
fn basis(name: &'static str, form: &mut Form<'_, '_>, every: Every, day_count: Option<DayCount>) -> Option<Basis> {
    let by_days = form.word(name, May, &[("month", false), ("actualDays", true)]);
    if by_days == Some(false) && matches!(every, Every::Days(_)) {
        form.report_at(name, ProblemCode::NotSupported, "month", "a step of days has no months");
    }
    let is_by_days = by_days.unwrap_or(matches!(every, Every::Days(_)) && name == "interestBy");
    if !is_by_days {
        return by_days.map(|_| Basis::Month);
    }
    for needed in ["dayCount", "startOn"] {
        if !form.has(needed) {
            form.require(needed);
        }
    }
    day_count.map(Basis::ActualDays)
}

/// How many rows pay interest only: the months by the step. Steps of days are counted one by one.
fn grace_rows(months: u32, calendar: &Calendar, form: &mut Form<'_, '_>) -> u32 {
    let step = if let Every::Months(step) = calendar.every { step } else { 1 };
    let rows = months.checked_div(step).unwrap_or(0);
    if months.checked_rem(step) != Some(0) {
        form.report_at("graceMonths", ProblemCode::NotAWholeNumber, &format!("{months} ÷ {step}"), "");
    }
    if rows >= calendar.count {
        let most = calendar.count.saturating_sub(1).saturating_mul(step).to_string();
        form.report_at("graceMonths", ProblemCode::CountTooLarge, &months.to_string(), &most);
    }
    rows
}

/// What happens on a day needs a start. Sums are paid out from that day to the day before the last
/// payment is due; payments are received from the day after it to the day of the last.
fn check_days(
    calendar: &Calendar,
    rates: &OverTime<Rate>,
    flows: [(&str, &Vec<(Date, Money)>); 2],
    form: &mut Form<'_, '_>,
) {
    let Some((start, end)) = calendar.start_on.zip(calendar.last_due_on()) else {
        if !rates.from.is_empty() || flows.iter().any(|(_, flows)| !flows.is_empty()) {
            form.require("startOn");
        }
        return;
    };
    if let Some(first) = rates.from.first().filter(|first| **first > start) {
        form.report_at("annualRate", ProblemCode::BoundsCrossed, &first.to_string(), &start.to_string());
    }
    for ((name, flows), later) in flows.into_iter().zip([0, 1]) {
        let (first, after) = (start.plus_days(later), end.plus_days(later));
        for (index, (day, _)) in flows.iter().enumerate() {
            if *day < first || *day >= after {
                let span = format!("{first} to {}", after.minus_days(1));
                let list = Path::Root.field(name);
                report(form.problems(), ProblemCode::DateOutOfRange, list.entry(index), &day.to_string(), &span);
            }
        }
    }
}

/// When figures are rounded. Payments that are all the same are rounded row by row; those of equal
/// principal differ anyway, and are published as they come out of one rounding.
///
/// A schedule that is rounded once has no row from which its payment could be worked out anew.
fn stage(settings: Settings, method: Method, form: &mut Form<'_, '_>, rates: &OverTime<Rate>) -> Stage {
    let mut by_row: Vec<&str> = ["paidOut", "paid", "payment", "multipleOf", "residue"].to_vec();
    by_row.retain(|name| form.has(name));
    if rates.values.len() > 1 {
        by_row.push("annualRate");
    }
    match settings.stage {
        Some(Stage::Once) => {
            for name in by_row {
                let wanted = "rounding once leaves no row to start from anew";
                form.report_at(name, ProblemCode::NotSupported, name, wanted);
            }
            Stage::Once
        }
        Some(stage) => stage,
        None if method == Method::EqualPrincipal && by_row.is_empty() => Stage::Once,
        None => Stage::Line,
    }
}

fn places(settings: Settings, problems: &mut Problems) -> u32 {
    let places = settings.places.unwrap_or(AMOUNT_SCALE);
    if let Some((code, bound)) = beyond(places, AMOUNT_SCALE, PLACES_MAX) {
        let rounding = Path::Root.field("rounding");
        report(problems, code, rounding.field("places"), &places.to_string(), &bound.to_string());
    }
    places
}

fn flows(form: &mut Form<'_, '_>, name: &str) -> Vec<(Date, Money)> {
    let mut flows = Vec::new();
    form.each(name, May, SCHEDULE_EVENTS_MAX, &["on", "amount"], &mut |form| {
        let (on, amount) = (form.date("on", Must), form.money("amount", Must));
        flows.extend(on.zip(amount));
    });
    flows
}

pub(super) fn above_zero(form: &mut Form<'_, '_>, name: &str, need: Need) -> Option<Money> {
    let amount = form.money(name, need)?;
    if !amount.is_positive() {
        form.report_at(name, ProblemCode::CountTooSmall, &amount.to_string(), &Money::from_fen(1).to_string());
        return None;
    }
    Some(amount)
}

pub(super) fn between(form: &mut Form<'_, '_>, name: &str, need: Need, least: u32, most: u32) -> Option<u32> {
    let number = form.count(name, need)?;
    if let Some((code, bound)) = beyond(number, least, most) {
        form.report_at(name, code, &number.to_string(), &bound.to_string());
        return None;
    }
    Some(number)
}

/// The bound that a number does not keep.
fn beyond(number: u32, least: u32, most: u32) -> Option<(ProblemCode, u32)> {
    match number {
        _ if number < least => Some((ProblemCode::CountTooSmall, least)),
        _ if number > most => Some((ProblemCode::CountTooLarge, most)),
        _ => None,
    }
}
