//! What a plan spreads over its payments, and what runs on it meanwhile.
//!
//! # What it computes
//! 1. `frozen`: the total alone is spread, as [`crate::rules::installment`] says.
//! 2. `contract`, `penalty`: what of the overdue principal is left goes on bearing interest at that rate, for
//!    the days from the as-of date to the first payment and from one payment to the next, by the policy's day
//!    count. It is repaid in level payments; all else that is due bears nothing and is split equally over them.
//!    The payments before the last are the same; the last takes the residue. Each figure is rounded to the fen.
//! 3. A sum that is paid before goes where the policy's order of payment sends it: to the oldest arrear with its
//!    principal before the charges of the next, so that less may bear interest than if all else were paid first.
//!
//! # Which days count
//! The as-of date is counted, the day of a payment is not (算头不算尾). A due date that is moved off a day of
//! rest moves alone: interest runs by the days that were agreed.
//!
//! # Source
//! The policy's `installment.interest`; policy §3a for the columns of a row. The rate is the one in force on the
//! as-of date; a floating rate counts as fixed there. Rejected: paying what bears nothing first, by which the
//! principal bears longer; of a deposit, taking it off what bears nothing first, which is not what becomes of a
//! payment.
//!
//! # Example
//! 6,000.00 of principal and 300.00 besides on 22 November at 9 %, ACT/360, over two months: 30 days and 31 days;
//! 3,034.17 of principal and interest and 150.00 besides a month: 3,184.17 and, with the residue, 3,184.16.

use crate::assess::{Owed, Position};
use crate::calendar::{Date, DayCount};
use crate::condition::{Bounds, Facts, Kleene, Known, PlainPlan, Share, truth};
use crate::limits::RESIDUES_TRIED_MAX;
use crate::money::{Money, Rate, Rounding, Stage};
use crate::policy::model::{Fact, Installment, PlanInterest};
use crate::rules::installment::{self, Payments, Row};
use crate::rules::ledger::terms::PenaltyTerms;
use crate::rules::schedule::{self, Basis, Calendar, Course, Every, Method, periods, schedule};

/// A debt that a plan spreads.
#[derive(Clone, Copy, Debug)]
pub struct PlanDebt<'p> {
    /// Everything that is spread.
    pub total: Money,
    bearing: Option<Bearing>,
    policy: &'p Installment,
}

/// The part that bears interest during the plan.
#[derive(Clone, Copy, Debug)]
struct Bearing {
    principal: Money,
    annual_rate: Rate,
    day_count: DayCount,
    as_of: Date,
}

impl Position<'_> {
    /// The contract rate on the as-of date.
    pub(super) fn contract_rate(&self) -> Option<Rate> {
        match &self.replayed {
            Some(replayed) => replayed.contract_rate(),
            None => self.case.annual_rate,
        }
    }

    /// What a plan would spread; none where its total, or the rate that it bears, is not known.
    #[must_use]
    pub fn plan_debt(&self) -> Option<PlanDebt<'_>> {
        let policy = &self.policy.installment;
        let (total, principal) = (self.total().known()?, self.sums.principal);
        if policy.interest.value == PlanInterest::Frozen || !principal.is_positive() {
            return Some(PlanDebt { total, bearing: None, policy });
        }
        let contract = self.contract_rate()?;
        let annual_rate = match policy.interest.value {
            PlanInterest::Penalty => PenaltyTerms::of(self.case, &self.policy.penalty).penalty_rate(contract),
            PlanInterest::Contract | PlanInterest::Frozen => contract,
        };
        let day_count = self.policy.penalty.day_count.value;
        let bearing = Bearing { principal, annual_rate, day_count, as_of: self.case.as_of };
        Some(PlanDebt { total, bearing: Some(bearing), policy })
    }

    /// The facts of a plan of so many payments, where they are known, else within bounds.
    pub(super) fn plan_facts(&self, payments: Option<&Payments>, periods: u32) -> Facts {
        let income = self.case.borrower.monthly_income;
        if let Some(payments) = payments {
            return payments.facts(income);
        }
        if self.policy.installment.interest.value == PlanInterest::Frozen || !self.sums.principal.is_positive() {
            return installment::facts_within(self.total(), periods, income);
        }
        // A rate that is not known can only add to the payments. Where interest runs, none is below nothing.
        let facts = installment::facts_within(Bounds { high: None, ..self.total() }, periods, income);
        let open = Bounds { low: Money::ZERO, high: None };
        facts.with(Fact::SmallestPayment, Some(Known::Money(open)))
    }
}

impl Owed<'_> {
    /// The smallest sum that, paid at once, makes a plan feasible in which interest runs; none where only the whole
    /// would do.
    pub(crate) fn plan_deposit(&self, periods: u32, income: Money) -> Option<Money> {
        let small_enough = |position: &Position<'_>| {
            position.plan_debt().is_some_and(|debt| {
                let part = Bounds::exactly(debt.over(periods).regular);
                let open = Bounds { low: Money::ZERO, high: None };
                let facts = Facts::of_plan(Some(Share { part, whole: income }), open);
                truth(&debt.policy.condition, &facts) != Kleene::False
            })
        };
        let fits = |position: &Position<'_>| position.plan_debt().is_some_and(|debt| debt.fits(periods, income));
        self.smallest(periods, &small_enough, &fits)
    }
}

impl PlanDebt<'_> {
    /// Whether nothing runs during the plan, so that its payments follow from the total alone.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.bearing.is_none()
    }

    /// The same debt with another total.
    #[must_use]
    pub fn of(self, total: Money) -> Self {
        Self { total, ..self }
    }

    /// The payments of a plan.
    #[must_use]
    pub fn over(&self, periods: u32) -> Payments {
        if self.is_frozen() {
            return Payments::spread(self.total, periods, self.policy);
        }
        let rows = self.rows(periods);
        let payments = || rows.iter().map(|row| row.payment);
        let last = payments().next_back().unwrap_or(self.total);
        Payments {
            periods,
            total: self.total,
            regular: payments().next().unwrap_or(last),
            last,
            least: payments().min().unwrap_or(last),
            most: payments().max().unwrap_or(last),
        }
    }

    /// The figures of a plan that a condition looks at, where nothing runs during it and they are small, as they are of
    /// most.
    #[must_use]
    pub fn plain(&self, periods: u32, income: Option<Money>) -> Option<PlainPlan> {
        let payments =
            income.filter(|_| self.is_frozen()).zip(self.total.split_short(periods, self.policy.rounding.value));
        payments.and_then(|(income, payments)| PlainPlan::of(payments, income))
    }

    /// The rows of a plan in which interest runs; none where nothing does.
    #[must_use]
    pub fn rows(&self, periods: u32) -> Vec<Row> {
        let Some(bearing) = self.bearing else { return Vec::new() };
        let basis = Basis::ActualDays(bearing.day_count);
        let base = bearing.principal.min(self.total);
        let repaid = Repaid {
            as_of: bearing.as_of,
            first_months: self.policy.first_payment_months.value,
            months: periods,
            basis,
            annual_rate: bearing.annual_rate,
            base,
            carried: self.total.minus(base),
            method: Method::EqualInstallment,
            grace: 0,
            rounding: self.policy.rounding.value,
        };
        repaid.rows()
    }

    /// Whether a plan is feasible on an income.
    #[must_use]
    pub fn fits(&self, periods: u32, income: Money) -> bool {
        self.over(periods).feasible(Some(income), self.policy) == Kleene::True
    }
}

/// The most that can be kept of what bears nothing, so that it fits beside the payments of what bears interest:
/// split equally, into what is left of the limit beside a payment before the last, and beside the last one.
///
/// Those payments stand as they are, so that only the split of this part moves: more than the rooms hold cannot be
/// kept, and below that every residue is tried.
pub(super) fn room_for(carried: Money, months: u32, rounding: Rounding, rooms: [Money; 2]) -> Option<Money> {
    let [regular, last] = rooms;
    let before = months.saturating_sub(1);
    let residue = Money::from_fen(i128::from(months));
    let most = regular.min(last.plus(residue)).times(before).plus(last).min(carried);
    let fits = |kept: &i128| {
        let kept = Money::from_fen(*kept);
        let each = kept.divided(months, rounding);
        let left = kept.minus_to_zero(each.times(before));
        (before == 0 || each <= regular) && left <= last
    };
    (0..=most.fen()).rev().take(installment::residues(months)).find(fits).map(Money::from_fen)
}

/// How many fen are tried behind the first sum for which the payments before the last are small enough. With a
/// plan of up to 60 payments these are all residues; of a longer one, more than its rounding leaves in practice.
pub(super) fn tried_behind(months: u32) -> usize {
    let twice = usize::try_from(months).unwrap_or(0).saturating_mul(2);
    installment::residues(months).min(RESIDUES_TRIED_MAX).max(twice)
}

/// A sum that is repaid month by month, of which a part may bear nothing.
#[derive(Clone, Copy)]
pub(super) struct Repaid {
    pub(super) as_of: Date,
    /// Months to the first payment.
    pub(super) first_months: u32,
    /// How many payments.
    pub(super) months: u32,
    /// How a period becomes a part of a year.
    pub(super) basis: Basis,
    pub(super) annual_rate: Rate,
    /// What bears interest.
    pub(super) base: Money,
    /// What does not, and is split equally.
    pub(super) carried: Money,
    pub(super) method: Method,
    pub(super) grace: u32,
    pub(super) rounding: Rounding,
}

impl Repaid {
    /// The payments; each due on the as-of date's day of the month, or on the last of one that is shorter.
    pub(super) fn rows(self) -> Vec<Row> {
        let calendar = Calendar {
            start_on: Some(self.as_of),
            first_due_on: Some(self.as_of.plus_months(self.first_months)),
            due_day: Some(self.as_of.day()),
            every: Every::Months(1),
            count: self.months,
            first: self.basis,
            later: self.basis,
        };
        let terms = schedule::Terms {
            grace: self.grace,
            rounding: self.rounding,
            stage: Stage::Line,
            ..schedule::Terms::plain(self.base, self.method)
        };
        let each = self.carried.divided(self.months, self.rounding);
        let mut carried = self.carried;
        let numbered = (1..).zip(schedule(&terms, &periods(&calendar, Course::steady(self.annual_rate))));
        let rows = numbered.map(|(number, row): (u32, _)| {
            let besides = if number == self.months { carried } else { each.min(carried) };
            carried = carried.minus(besides);
            let principal = row.principal.plus(besides);
            let due_on = row.due_on.unwrap_or(self.as_of);
            Row::new(due_on, principal, row.interest, row.balance.plus(carried))
        });
        rows.collect()
    }
}

/// The first number of a range, both ends counted, from which on something holds; none where it does not
/// hold at the end.
pub(super) fn first_from(from: u64, to: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    if from > to || !holds(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low) >> 1);
        if holds(middle) { high = middle } else { low = middle.saturating_add(1) }
    }
    Some(high)
}
