//! Repayment schedules: equal installments, equal principal, and the fixed split of a plan.
//!
//! # What it computes
//! For each period, in order:
//! 1. Interest = what is left of the principal × rate a year × part of a year, over every stretch of the
//!    period; rounded for the row (`line`), for each stretch (`segment`), or not at all (`once`).
//! 2. Payment. `equalInstallment` (等额本息): the level payment that clears the loan, solved exactly and
//!    rounded once; its principal is what it leaves after the interest. `equalPrincipal` (等额本金): the
//!    principal ÷ periods, and the interest besides. `equalSplit` (a plan of fixed amounts): the principal
//!    ÷ periods, and all interest with the last payment.
//! 3. The last row takes what is left, so that the principal adds up exactly.
//!
//! In the first so many rows of grace only interest is paid. When the rate changes, or a further sum is
//! paid out, the payment is worked out anew over the periods that remain, at the rate known then.
//!
//! Payments received may be given: one on a due date pays that row's interest and principal, a late one
//! what is overdue, interest first; what is left over repays principal at once. What is overdue goes on
//! bearing interest, without interest on interest, until it is paid or until the day of the last payment,
//! on which the rest counts as paid. An overpaid row lowers the balance, and the payment is worked out anew.
//!
//! With stage `once` no row is rounded before it is shown: each sum so far is rounded, and a row is the
//! difference of two sums, so that all rows add up to the exact total rounded once. Interest is what payments so far are
//! more than the principal so far; where the rounding of these two would take a fen off it again, the fen stays, and a
//! later row has that much less.
//!
//! # Units
//! Amounts are whole units of the caller's choice, the fen mostly; all in and out are the same.
//!
//! # Source
//! PBOC yinfa [2005] 129 for a month as a twelfth of a year; policy §3 (S2, S0) for the methods.
//!
//! # Rejected readings
//! Rounding the rate of a month before it is used, which moves a long loan by whole yuan.
//!
//! # Example
//! 100,000 at 6 % over 12 months: 11 × 8,606.64 and 8,606.69; interest 3,279.73.

mod periods;

use serde::Serialize;

use crate::calendar::Date;
use crate::money::annuity::{Annuity, PaidUpTo, PeriodRate, Repays, RunsOn, Unrounded};
use crate::money::{Exact, Money, Rounding, Stage};

pub use self::periods::{Basis, Calendar, Course, Every, Period, Stretch, periods};

/// How a principal is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// The same payment each time, interest and principal together (等额本息).
    EqualInstallment,
    /// The same principal each time, and the interest besides (等额本金).
    EqualPrincipal,
    /// The same part of the principal each time, and all interest with the last.
    EqualSplit,
}

impl Method {
    /// Every method, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("equalInstallment", Self::EqualInstallment),
        ("equalPrincipal", Self::EqualPrincipal),
        ("equalSplit", Self::EqualSplit),
    ];
}

/// What becomes of the difference that rounding leaves in the last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residue {
    /// It stays there.
    Last,
    /// Where it is more than half a unit for each row, the level payment is moved by a row's share of it,
    /// as long as that brings the last payment nearer to the others.
    Spread,
}

impl Residue {
    /// Both, by their names on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("last", Self::Last), ("spread", Self::Spread)];
}

/// What is agreed on a schedule besides its periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What is repaid; above zero.
    pub principal: Money,
    /// How it is repaid.
    pub method: Method,
    /// How many rows at the start pay interest only.
    pub grace: u32,
    /// What interest runs on.
    pub runs_on: RunsOn,
    /// The payment that was agreed; worked out where it was not.
    pub payment: Option<Money>,
    /// What the payment, or its part of the principal, is rounded to a multiple of.
    pub unit: Money,
    /// How figures are rounded.
    pub rounding: Rounding,
    /// When interest is rounded.
    pub stage: Stage,
    /// What becomes of the residue.
    pub residue: Residue,
}

impl Terms {
    /// A plain loan: rows rounded half-up to the fen, the residue in the last.
    #[must_use]
    pub fn plain(principal: Money, method: Method) -> Self {
        Self {
            principal,
            method,
            grace: 0,
            runs_on: RunsOn::Balance,
            payment: None,
            unit: Money::from_fen(1),
            rounding: Rounding::HalfUp,
            stage: Stage::Line,
            residue: Residue::Last,
        }
    }
}

/// One payment of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day on which it is due, where days are known.
    pub due_on: Option<Date>,
    /// What of it repays principal.
    pub principal: Money,
    /// What of it is interest.
    pub interest: Money,
    /// What is left of the principal after it.
    pub balance: Money,
}

impl Row {
    /// Principal and interest.
    #[must_use]
    pub fn payment(&self) -> Money {
        self.principal.plus(self.interest)
    }
}

/// The rows of a schedule, one for each period.
///
/// ```
/// use arrears::money::{Money, Rate};
/// use arrears::rules::schedule::{Calendar, Course, Method, Terms, periods, schedule};
/// let course = Course::steady(Rate::parse("6%").unwrap());
/// let terms = Terms::plain(Money::parse("100000").unwrap(), Method::EqualInstallment);
/// let rows = schedule(&terms, &periods(&Calendar::monthly(12, None), course));
/// assert_eq!(rows.first().unwrap().payment().to_string(), "8606.64");
/// assert_eq!(rows.last().unwrap().payment().to_string(), "8606.69");
/// assert!(schedule(&terms, &[]).is_empty());
/// ```
#[must_use]
pub fn schedule(terms: &Terms, periods: &[Period]) -> Vec<Row> {
    laid_out(terms, periods).rows
}

/// The rows of a schedule, and what payments that were received leave over after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaidOut {
    /// One row for each period.
    pub rows: Vec<Row>,
    /// What was paid beyond the whole loan.
    pub excess: Money,
}

/// A schedule with the payments that were received.
#[must_use]
pub fn laid_out(terms: &Terms, periods: &[Period]) -> LaidOut {
    let Some(last) = periods.len().checked_sub(1) else { return LaidOut::default() };
    let terms = Terms { grace: terms.grace.min(u32::try_from(last).unwrap_or(u32::MAX)), ..*terms };
    match terms.stage {
        Stage::Once => LaidOut { rows: unrounded(&terms, periods), excess: Money::ZERO },
        Stage::Line | Stage::Segment => rounded(&terms, periods),
    }
}

/// The annuity of the periods in which principal is repaid.
#[must_use]
pub fn annuity(terms: &Terms, periods: &[Period]) -> Annuity {
    let skipped = usize::try_from(terms.grace).unwrap_or(usize::MAX);
    let rates: Vec<PeriodRate> = periods.iter().skip(skipped).map(Period::rate).collect();
    match terms.runs_on {
        RunsOn::Balance => Annuity::over(&rates),
        RunsOn::Principal => Annuity::flat(&rates),
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Among those that pay interest only.
    Grace,
    /// Among those that repay principal.
    Between,
    /// At the end, where the rest is paid.
    Last,
}

/// The place of a row by its number, of so many, of which the first are grace.
fn place(index: usize, count: usize, grace: u32) -> Place {
    match index {
        _ if index.saturating_add(1) == count => Place::Last,
        _ if u32::try_from(index).is_ok_and(|index| index < grace) => Place::Grace,
        _ => Place::Between,
    }
}

/// What a schedule has come to.
#[derive(Clone, Copy, Debug)]
struct State {
    principal: Money,
    balance: Money,
    /// Interest that is not due yet.
    carried: Exact,
    /// Interest that is due and was not paid.
    overdue_interest: Money,
    /// Principal that is due and was not paid.
    overdue_principal: Money,
    /// Principal that was paid before it was due.
    ahead: Money,
    /// What has been paid beyond the rows.
    overpaid: Money,
    /// What has been paid beyond the whole loan.
    excess: Money,
}

impl State {
    fn of(principal: Money) -> Self {
        let none = Money::ZERO;
        Self {
            principal,
            balance: principal,
            carried: Exact::ZERO,
            overdue_interest: none,
            overdue_principal: none,
            ahead: none,
            overpaid: none,
            excess: none,
        }
    }
}

/// Rows that are rounded one by one; the payment is worked out at the start, and anew where something
/// happens.
fn rounded(terms: &Terms, periods: &[Period]) -> LaidOut {
    let mut rows = Vec::with_capacity(periods.len());
    let mut state = State::of(terms.principal);
    let mut level = Money::ZERO;
    let (mut left, mut is_overpaid) = (*terms, false);
    for (index, period) in periods.iter().enumerate() {
        let place = place(index, periods.len(), terms.grace);
        if index == 0 || period.is_anew || is_overpaid {
            let later = periods.get(index.saturating_add(1)..).unwrap_or_default();
            level = solved(&left, state, &known(period, later), period.is_anew || is_overpaid);
        }
        let before = state;
        rows.push(state.row(terms, period, level, place));
        is_overpaid = state.overpaid > before.overpaid;
        left.grace = left.grace.saturating_sub(1);
    }
    LaidOut { rows, excess: state.excess }
}

/// The periods that remain as they look when the first of them begins: at its last rate from then on.
fn known(period: &Period, later: &[Period]) -> Vec<Period> {
    let rate = period.stretches.last().map(|stretch| stretch.annual_rate);
    let later = later.iter().filter_map(|period| rate.map(|rate| period.at_rate(rate)));
    std::iter::once(period.clone()).chain(later).collect()
}

/// The level figure of the rows that remain: the payment, or its part of the principal.
fn solved(terms: &Terms, state: State, periods: &[Period], is_anew: bool) -> Money {
    if let Some(agreed) = terms.payment.filter(|_| !is_anew) {
        return agreed;
    }
    let first = periods.first().map_or(&[][..], |period| &period.stretches);
    let sums = first.iter().map(|stretch| stretch.paid_out);
    let skipped = usize::try_from(terms.grace).unwrap_or(usize::MAX);
    let level = if terms.method == Method::EqualInstallment && terms.runs_on == RunsOn::Balance && skipped == 0 {
        let later = annuity(terms, periods.get(1..).unwrap_or_default());
        let mut sums: Vec<_> = first.iter().map(|stretch| (stretch.paid_out, stretch.rate())).collect();
        sums.insert(0, (state.balance, PeriodRate::ZERO));
        later.payment_after(&sums, terms.unit, terms.rounding)
    } else {
        let principal = sums.fold(state.balance, Money::plus);
        let annuity = match terms.method {
            Method::EqualInstallment => annuity(terms, periods),
            Method::EqualPrincipal | Method::EqualSplit => equal_parts(periods.len().saturating_sub(skipped)),
        };
        annuity.payment(principal, terms.unit, terms.rounding)
    };
    match terms.residue {
        Residue::Last => level,
        Residue::Spread => spread(terms, state, periods, level),
    }
}

/// Equal parts of a principal, without interest.
fn equal_parts(count: usize) -> Annuity {
    Annuity::over(&vec![PeriodRate::ZERO; count])
}

/// Rows of a schedule that is carried on exactly: each sum so far is rounded, and a row is by how much
/// the sums grew.
fn unrounded(terms: &Terms, periods: &[Period]) -> Vec<Row> {
    let repaying = periods.len().saturating_sub(usize::try_from(terms.grace).unwrap_or(usize::MAX)).max(1);
    let is_level = terms.method == Method::EqualInstallment && terms.runs_on == RunsOn::Balance;
    let (mut course, repays) = if is_level {
        (Unrounded::level(&annuity(terms, periods)), Repays::Level)
    } else {
        (Unrounded::equal_parts(u32::try_from(repaying).unwrap_or(u32::MAX)), Repays::EqualPart)
    };
    let (mut before, mut put_off) = (PaidUpTo::default(), Money::ZERO);
    let numbered = periods.iter().enumerate();
    let rows = numbered.map(|(index, period)| {
        let place = place(index, periods.len(), terms.grace);
        let repays = if place == Place::Grace { Repays::Nothing } else { repays };
        course = std::mem::take(&mut course).after(period.rate(), repays, terms.runs_on);
        let so_far = course.paid(terms.principal, terms.rounding);
        let principal = so_far.principal.minus(before.principal);
        let interest = put_off.plus(so_far.payments.minus(before.payments).minus(principal));
        before = so_far;
        let is_put_off = terms.method == Method::EqualSplit && place != Place::Last;
        let (interest, later) = if is_put_off { (Money::ZERO, interest) } else { (interest, Money::ZERO) };
        put_off = later;
        Row { due_on: period.due_on, principal, interest, balance: terms.principal.minus(so_far.principal) }
    });
    never_below_nothing(terms.principal, rows.collect())
}

/// The rows with the same payments, in which no interest is below nothing.
fn never_below_nothing(principal: Money, mut rows: Vec<Row>) -> Vec<Row> {
    let all = rows.iter().fold(Money::ZERO, |sum, row| sum.plus(row.interest));
    let (mut paid, mut borne, mut shown) = (Money::ZERO, Money::ZERO, Money::ZERO);
    for row in &mut rows {
        let payment = row.payment();
        (paid, borne) = (paid.plus(payment), borne.plus(row.interest));
        let interest = borne.max(shown).min(all);
        row.interest = interest.minus(shown);
        row.principal = payment.minus(row.interest);
        row.balance = principal.minus(paid.minus(interest));
        shown = interest;
    }
    rows
}

/// Moves the level payment by a row's share of the residue, as long as that brings the last payment nearer.
fn spread(terms: &Terms, state: State, periods: &[Period], level: Money) -> Money {
    let residue = |level: Money| {
        let mut state = state;
        let count = periods.len();
        let numbered = periods.iter().enumerate();
        let rows = numbered.map(|(index, period)| state.row(terms, period, level, place(index, count, terms.grace)));
        rows.last().map_or(Money::ZERO, |row| row.payment().minus(level))
    };
    let size = |residue: Money| residue.max(Money::ZERO.minus(residue));
    let half_a_unit_each = i128::try_from(periods.len()).unwrap_or(i128::MAX);
    let mut level = level;
    let mut left = residue(level);
    while size(left).fen().saturating_mul(2) > half_a_unit_each {
        let each = equal_parts(periods.len()).payment(size(left), terms.unit, terms.rounding);
        let moved = if left.is_positive() { level.plus(each) } else { level.minus_to_zero(each) };
        let better = residue(moved);
        if size(better) >= size(left) {
            break;
        }
        (level, left) = (moved, better);
    }
    level
}

impl State {
    /// Goes through one period and gives its row.
    fn row(&mut self, terms: &Terms, period: &Period, level: Money, place: Place) -> Row {
        let mut received = Money::ZERO;
        for stretch in &period.stretches {
            // What came in before the due date and settled all that was overdue repays principal at once.
            self.ahead = self.ahead.plus(received);
            self.balance = self.balance.plus(stretch.paid_out);
            self.principal = self.principal.plus(stretch.paid_out);
            self.accrue(terms, stretch);
            received = self.settle_overdue(stretch);
        }
        let interest = self.due_interest(terms, place);
        let scheduled = match (place, terms.method) {
            (Place::Last, _) => self.balance,
            (Place::Grace, _) => Money::ZERO,
            (Place::Between, Method::EqualInstallment) => level.minus_to_zero(interest).min(self.balance),
            (Place::Between, Method::EqualPrincipal | Method::EqualSplit) => level.min(self.balance),
        };
        let principal = self.close(period, interest, scheduled, received);
        Row { due_on: period.due_on, principal, interest, balance: self.balance }
    }

    /// The interest that falls due with a row.
    fn due_interest(&mut self, terms: &Terms, place: Place) -> Money {
        if terms.method == Method::EqualSplit && place != Place::Last {
            return Money::ZERO;
        }
        std::mem::replace(&mut self.carried, Exact::ZERO).rounded(terms.rounding)
    }

    /// Pays what is overdue, interest first, and gives what is left over.
    fn settle_overdue(&mut self, stretch: &Stretch) -> Money {
        let received = stretch.received;
        let interest = received.min(self.overdue_interest);
        let principal = received.minus(interest).min(self.overdue_principal);
        self.overdue_interest = self.overdue_interest.minus(interest);
        self.overdue_principal = self.overdue_principal.minus(principal);
        if stretch.is_last_known {
            (self.overdue_interest, self.overdue_principal) = (Money::ZERO, Money::ZERO);
        }
        received.minus(interest).minus(principal)
    }

    /// Ends a period on its due date, and gives the principal that is repaid by then or was to be.
    fn close(&mut self, period: &Period, interest: Money, scheduled: Money, received: Money) -> Money {
        let interest_paid = received.min(interest);
        let paid = self.ahead.plus(received.minus(interest_paid));
        let principal = scheduled.max(paid.min(self.balance));
        if period.is_past {
            self.overdue_interest = self.overdue_interest.plus(interest.minus(interest_paid));
            self.overdue_principal = self.overdue_principal.plus(principal.minus_to_zero(paid));
        }
        self.excess = self.excess.plus(paid.minus_to_zero(principal));
        self.overpaid = self.overpaid.plus(principal.minus(scheduled));
        self.ahead = Money::ZERO;
        self.balance = self.balance.minus(principal);
        principal
    }

    fn accrue(&mut self, terms: &Terms, stretch: &Stretch) {
        let base = match terms.runs_on {
            RunsOn::Balance => self.balance.plus(self.overdue_principal).minus_to_zero(self.ahead),
            RunsOn::Principal => self.principal,
        };
        let (numerator, denominator) = stretch.part_of_year;
        let exact = Exact::interest(base, stretch.annual_rate, numerator, denominator);
        let added = match terms.stage {
            Stage::Segment => Exact::of(exact.rounded(terms.rounding)),
            Stage::Line | Stage::Once => exact,
        };
        self.carried = self.carried.plus(added);
    }
}
