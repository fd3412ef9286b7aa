//! `schedule`: the payments that clear a loan.

use crate::json::Value;
use serde::Serialize;

use crate::api::calculators::interest::{OverTime, over_time};
use crate::api::calculators::terms::{Settings, rounding};
use crate::api::reference::read;
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayCount};
use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::{
    AMOUNT_SCALE, DUE_DAY_MAX, PERIODS_MAX, PLACES_MAX, SCHEDULE_EVENTS_MAX, STEP_DAYS_MAX, STEP_MONTHS_MAX,
};
use crate::money::annuity::RunsOn;
use crate::money::{Fixed, Money, Rate, Rounding, Stage};
use crate::policy::tables::{RestDays, WorkingDays};
use crate::reader::{Fields, Path, count, date, list, money, one_of, rate, report};
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
    let in_units = |sums: &[(Date, Money)]| -> Vec<(Date, Money)> {
        sums.iter().map(|(on, sum)| (*on, asked.units(*sum))).collect()
    };
    let (paid_out, received) = (in_units(&asked.paid_out), in_units(&asked.paid));
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
        let sum = |of: fn(&Row) -> Money| shown(rows.iter().map(of).fold(Money::ZERO, Money::plus));
        let repaying = usize::try_from(self.terms.grace).ok().and_then(|grace| rows.get(grace));
        let row = |row: &Row| RepaymentRow {
            due_on: row.due_on,
            principal: shown(row.principal),
            interest: shown(row.interest),
            payment: shown(row.payment()),
            balance: shown(row.balance),
        };
        Repayment {
            payment: shown(repaying.map_or(Money::ZERO, Row::payment)),
            unrounded_payment,
            last_payment: shown(rows.last().map_or(Money::ZERO, Row::payment)),
            total_interest: sum(|row| row.interest),
            total_payment: sum(Row::payment),
            excess: laid_out.excess.is_positive().then(|| shown(laid_out.excess)),
            rows: rows.iter().map(row).collect(),
        }
    }
}

fn asked(fields: Fields<'_>, problems: &mut Problems) -> Option<Asked> {
    let path = Path::Root;
    let principal = fields.required("principal", path, problems, above_zero);
    let rates = fields
        .required("annualRate", path, problems, |value, path, problems| over_time(value, "rate", path, problems, rate));
    let method = fields
        .required("method", path, problems, |value, path, problems| one_of(value, &Method::NAMES, path, problems));
    let settings = fields.optional("rounding", path, problems, rounding).unwrap_or_default();
    let calendar = calendar(fields, problems);
    let runs_on = fields
        .optional("interestOn", path, problems, |value, path, problems| one_of(value, &RunsOn::NAMES, path, problems));
    let residue = fields
        .optional("residue", path, problems, |value, path, problems| one_of(value, &Residue::NAMES, path, problems));
    let grace = fields.optional("graceMonths", path, problems, count).unwrap_or(0);
    let payment = fields.optional("payment", path, problems, above_zero);
    let unit = fields.optional("multipleOf", path, problems, above_zero);
    let paid_out = fields.optional("paidOut", path, problems, flows).unwrap_or_default();
    let paid = fields.optional("paid", path, problems, flows).unwrap_or_default();
    let rest_days = fields
        .optional("restDays", path, problems, |value, path, problems| one_of(value, &RestDays::NAMES, path, problems));
    let places = places(settings, problems);
    let (method, calendar, rates) = (method?, calendar?, rates?);
    if rest_days.is_some() && calendar.start_on.or(calendar.first_due_on).is_none() {
        report(problems, ProblemCode::Required, path.field("firstDueOn"), "firstDueOn", "");
    }
    let grace = grace_rows(grace, &calendar, problems);
    check_days(&calendar, &rates, [("paidOut", &paid_out), ("paid", &paid)], problems);
    let stage = stage(settings, method, fields, &rates, problems);
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
fn calendar(fields: Fields<'_>, problems: &mut Problems) -> Option<Calendar> {
    let path = Path::Root;
    let every = fields.optional("every", path, problems, every);
    let every = if fields.get("every").is_some() { every } else { Some(Every::Months(1)) };
    let count = payments(fields, every, problems);
    let start_on = fields.optional("startOn", path, problems, date);
    let due_day = fields
        .optional("dueDay", path, problems, |value, path, problems| between(value, 1, DUE_DAY_MAX, path, problems));
    let first_due_on = match due_day {
        Some(day) => first_on_day(day, start_on, fields, problems),
        None => fields.optional("firstDueOn", path, problems, date),
    };
    if fields.get("firstDueFrom").is_some() && fields.get("dueDay").is_none() {
        report(problems, ProblemCode::Required, path.field("dueDay"), "dueDay", "");
    }
    if let (Some(start), Some(first)) = (start_on, first_due_on)
        && start > first
    {
        let (start, first) = (start.to_string(), first.to_string());
        report(problems, ProblemCode::BoundsCrossed, path.field("firstDueOn"), &start, &first);
    }
    let day_count = fields
        .optional("dayCount", path, problems, |value, path, problems| one_of(value, &DayCount::NAMES, path, problems));
    let every = every?;
    let mut basis = |name| basis(name, fields, every, day_count, problems);
    let later = basis("interestBy").unwrap_or(Basis::Month);
    let first = basis("firstPeriod").unwrap_or(later);
    Some(Calendar { start_on, first_due_on, due_day, every, count: count?, first, later })
}

/// The first due date by a day of the month: the first such day from a day on, which is the day after the
/// start where none is given.
fn first_on_day(day: u32, start_on: Option<Date>, fields: Fields<'_>, problems: &mut Problems) -> Option<Date> {
    let path = Path::Root;
    let by_days = fields.get("every").is_some_and(|every| every.get("days").is_some());
    let others = [("firstDueOn", fields.get("firstDueOn").is_some()), ("every", by_days)];
    for (other, _) in others.iter().filter(|(_, is_given)| *is_given) {
        report(problems, ProblemCode::BothGiven, path, other, "dueDay");
    }
    let from = fields.optional("firstDueFrom", path, problems, date).or(start_on.map(|start| start.plus_days(1)));
    let Some(from) = from else {
        report(problems, ProblemCode::Required, path.field("startOn"), "startOn", "");
        return None;
    };
    let first = from.on_day(day);
    Some(if first < from { from.on_day(1).plus_months(1).on_day(day) } else { first })
}

/// Reads `{ months }` or `{ days }`, which is how far one payment lies from the next.
fn every(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Every> {
    let fields = Fields::open(value, path, &["months", "days"], problems)?;
    if fields.get("months").is_some() && fields.get("days").is_some() {
        report(problems, ProblemCode::BothGiven, path, "months", "days");
        return None;
    }
    if fields.get("days").is_some() {
        let days = fields
            .required("days", path, problems, |value, path, problems| between(value, 1, STEP_DAYS_MAX, path, problems));
        return days.map(Every::Days);
    }
    let months = fields
        .required("months", path, problems, |value, path, problems| between(value, 1, STEP_MONTHS_MAX, path, problems));
    months.map(Every::Months)
}

/// How many payments: as given, or the months by the step.
fn payments(fields: Fields<'_>, every: Option<Every>, problems: &mut Problems) -> Option<u32> {
    let path = Path::Root;
    if fields.get("payments").is_some() {
        if fields.get("months").is_some() {
            report(problems, ProblemCode::BothGiven, path, "months", "payments");
        }
        return fields.required("payments", path, problems, |value, path, problems| {
            between(value, 1, PERIODS_MAX, path, problems)
        });
    }
    match every? {
        Every::Days(_) => fields.required("payments", path, problems, count),
        Every::Months(step) => fields.required("months", path, problems, |value, path, problems| {
            let months = between(value, step, PERIODS_MAX.saturating_mul(step), path, problems)?;
            if months.checked_rem(step) != Some(0) {
                report(problems, ProblemCode::NotAWholeNumber, path, &format!("{months} ÷ {step}"), "");
                return None;
            }
            months.checked_div(step)
        }),
    }
}

/// How periods count. By their days, it needs to be known which those are.
fn basis(
    name: &'static str,
    fields: Fields<'_>,
    every: Every,
    day_count: Option<DayCount>,
    problems: &mut Problems,
) -> Option<Basis> {
    let path = Path::Root;
    let words = [("month", false), ("actualDays", true)];
    let by_days = fields.optional(name, path, problems, |value, path, problems| one_of(value, &words, path, problems));
    if by_days == Some(false) && matches!(every, Every::Days(_)) {
        report(problems, ProblemCode::NotSupported, path.field(name), "month", "a step of days has no months");
    }
    let is_by_days = by_days.unwrap_or(matches!(every, Every::Days(_)) && name == "interestBy");
    if !is_by_days {
        return by_days.map(|_| Basis::Month);
    }
    for needed in ["dayCount", "startOn"].iter().filter(|needed| fields.get(needed).is_none()) {
        report(problems, ProblemCode::Required, path.field(needed), needed, "");
    }
    day_count.map(Basis::ActualDays)
}

/// How many rows pay interest only: the months by the step. Steps of days are counted one by one.
fn grace_rows(months: u32, calendar: &Calendar, problems: &mut Problems) -> u32 {
    let path = Path::Root.field("graceMonths");
    let step = if let Every::Months(step) = calendar.every { step } else { 1 };
    let rows = months.checked_div(step).unwrap_or(0);
    if months.checked_rem(step) != Some(0) {
        report(problems, ProblemCode::NotAWholeNumber, path, &format!("{months} ÷ {step}"), "");
    }
    if rows >= calendar.count {
        let most = calendar.count.saturating_sub(1).saturating_mul(step).to_string();
        report(problems, ProblemCode::CountTooLarge, path, &months.to_string(), &most);
    }
    rows
}

/// What happens on a day needs a start. Sums are paid out from that day to the day before the last
/// payment is due; payments are received from the day after it to the day of the last.
fn check_days(
    calendar: &Calendar,
    rates: &OverTime<Rate>,
    flows: [(&str, &Vec<(Date, Money)>); 2],
    problems: &mut Problems,
) {
    let path = Path::Root;
    let Some((start, end)) = calendar.start_on.zip(calendar.last_due_on()) else {
        if !rates.from.is_empty() || flows.iter().any(|(_, flows)| !flows.is_empty()) {
            report(problems, ProblemCode::Required, path.field("startOn"), "startOn", "");
        }
        return;
    };
    if let Some(first) = rates.from.first().filter(|first| **first > start) {
        report(problems, ProblemCode::BoundsCrossed, path.field("annualRate"), &first.to_string(), &start.to_string());
    }
    for ((name, flows), later) in flows.into_iter().zip([0, 1]) {
        let (first, after) = (start.plus_days(later), end.plus_days(later));
        let span = format!("{first} to {}", after.minus_days(1));
        let outside = flows.iter().enumerate().filter(|(_, (day, _))| *day < first || *day >= after);
        for (index, (day, _)) in outside {
            let list = path.field(name);
            report(problems, ProblemCode::DateOutOfRange, list.entry(index), &day.to_string(), &span);
        }
    }
}

/// When figures are rounded. Payments that are all the same are rounded row by row; those of equal
/// principal differ anyway, and are published as they come out of one rounding.
///
/// A schedule that is rounded once has no row from which its payment could be worked out anew.
fn stage(
    settings: Settings,
    method: Method,
    fields: Fields<'_>,
    rates: &OverTime<Rate>,
    problems: &mut Problems,
) -> Stage {
    let by_row = ["paidOut", "paid", "payment", "multipleOf", "residue"];
    let changes = (rates.values.len() > 1).then_some("annualRate");
    let mut by_row = by_row.into_iter().filter(|name| fields.get(name).is_some()).chain(changes).peekable();
    match settings.stage {
        Some(Stage::Once) => {
            for name in by_row {
                let wanted = "rounding once leaves no row to start from anew";
                report(problems, ProblemCode::NotSupported, Path::Root.field(name), name, wanted);
            }
            Stage::Once
        }
        Some(stage) => stage,
        None if method == Method::EqualPrincipal && by_row.peek().is_none() => Stage::Once,
        None => Stage::Line,
    }
}

fn places(settings: Settings, problems: &mut Problems) -> u32 {
    let places = settings.places.unwrap_or(AMOUNT_SCALE);
    let rounding = Path::Root.field("rounding");
    check_between(places, AMOUNT_SCALE, PLACES_MAX, rounding.field("places"), problems);
    places
}

fn flows(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<(Date, Money)>> {
    list(value, SCHEDULE_EVENTS_MAX, path, problems, |value, path, problems| {
        let fields = Fields::open(value, path, &["on", "amount"], problems)?;
        let on = fields.required("on", path, problems, date);
        let amount = fields.required("amount", path, problems, money);
        Some((on?, amount?))
    })
}

fn above_zero(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Money> {
    let amount = money(value, path, problems)?;
    if !amount.is_positive() {
        report(problems, ProblemCode::CountTooSmall, path, &amount.to_string(), &Money::from_fen(1).to_string());
        return None;
    }
    Some(amount)
}

fn between(value: &Value, least: u32, most: u32, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let number = count(value, path, problems)?;
    check_between(number, least, most, path, problems).then_some(number)
}

fn check_between(number: u32, least: u32, most: u32, path: Path<'_>, problems: &mut Problems) -> bool {
    let (code, bound) = match number {
        _ if number < least => (ProblemCode::CountTooSmall, least),
        _ if number > most => (ProblemCode::CountTooLarge, most),
        _ => return true,
    };
    report(problems, code, path, &number.to_string(), &bound.to_string());
    false
}
