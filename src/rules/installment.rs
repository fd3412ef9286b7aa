//! Installment plans: a fixed amount each month, the last payment taking the residue.
//!
//! # What it computes
//! For each number of periods that the policy offers:
//! 1. Payment = total ÷ periods, rounded by the policy's mode to the fen.
//! 2. Last payment = total − payment × (periods − 1), so that the plan adds up to the total.
//! 3. Feasible when the policy's condition holds for the larger of the two as a share of monthly
//!    income, and for the smaller of the two.
//! 4. First payment so many months after the as-of date, then monthly from that day; where the policy says so,
//!    a due date on a day of rest moves. Past the end of the table of working days it stays where it falls.
//!
//! Where no plan is feasible, the deposit is the smallest sum that, paid at once, makes the longest
//! one feasible.
//!
//! # Source
//! The policy's `installment` section. Rejected: testing the regular payment alone, which lets a
//! last payment through that the borrower cannot make.
//!
//! # Example
//! 62,407.28 over six periods: 10,401.21 × 5 + 10,401.23.

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::condition::{Bounds, Facts, Kleene, Share, truth};
use crate::money::{Money, Rounding};
use crate::policy::model::Installment;
use crate::policy::tables::{RestDays, WorkingDays};

/// The payments of one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payments {
    /// Number of payments.
    pub periods: u32,
    /// What is spread.
    pub total: Money,
    /// Every payment but the last.
    pub regular: Money,
    /// The last payment; below zero where rounding up has already collected more than the total.
    pub last: Money,
    /// The smallest of all.
    pub least: Money,
    /// The largest of all.
    pub most: Money,
}

impl Payments {
    /// Spreads a total over so many periods.
    #[must_use]
    pub fn spread(total: Money, periods: u32, policy: &Installment) -> Self {
        let regular = total.divided(periods, policy.rounding.value);
        let last = total.minus(regular.times(periods.saturating_sub(1)));
        Self { periods, total, regular, last, least: regular.min(last), most: regular.max(last) }
    }

    /// The facts that the policy's condition looks at.
    #[must_use]
    pub fn facts(&self, income: Option<Money>) -> Facts {
        let share = income.map(|whole| Share { part: Bounds::exactly(self.most), whole });
        Facts::of_plan(share, Bounds::exactly(self.least))
    }

    /// Whether the plan is feasible on that income.
    #[must_use]
    pub fn feasible(&self, income: Option<Money>, policy: &Installment) -> Kleene {
        truth(&policy.condition, &self.facts(income))
    }
}

/// One row of a plan's schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The day on which the payment is due.
    pub due_on: Date,
    /// What of the payment reduces the total that is spread.
    pub principal: Money,
    /// What of the payment is interest that runs during the plan.
    pub interest: Money,
    /// The payment.
    pub payment: Money,
    /// What is left to pay after it.
    pub balance: Money,
    /// Whether the day was moved off a day of rest.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub adjusted: bool,
    /// Whether the table of working days does not reach the day, which a day of rest might move.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub table_ends: bool,
}

/// The numbers of periods that the policy offers.
pub fn periods(policy: &Installment) -> impl Iterator<Item = u32> {
    policy.periods_min.value..=policy.periods_max.value
}

impl Row {
    /// A row on the day that was agreed.
    #[must_use]
    pub fn new(due_on: Date, principal: Money, interest: Money, balance: Money) -> Self {
        let payment = principal.plus(interest);
        Self { due_on, principal, interest, payment, balance, adjusted: false, table_ends: false }
    }

    /// The row with its due date moved off a day of rest; where the calendar does not reach it, it stays.
    fn moved(self, rule: RestDays, calendar: Option<&WorkingDays>) -> Self {
        match calendar.and_then(|calendar| calendar.moved(self.due_on, rule)) {
            Some(due_on) => Self { due_on, adjusted: due_on != self.due_on, ..self },
            None => Self { table_ends: true, ..self },
        }
    }
}

/// The schedule of a plan made on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Payments of a total alone; the rows are worked out when they are read.
    Even {
        /// The payments.
        payments: Payments,
        /// The day on which the plan is made.
        as_of: Date,
        /// Months to the first payment.
        first_payment_months: u32,
    },
    /// Rows that are worked out already.
    Listed(Vec<Row>),
}

impl Schedule {
    /// The schedule of the payments of a total from a day on.
    #[must_use]
    pub fn new(payments: Payments, as_of: Date, policy: &Installment) -> Self {
        Self::Even { payments, as_of, first_payment_months: policy.first_payment_months.value }
    }

    /// The schedule with its due dates where the policy moves them.
    #[must_use]
    pub fn on_working_days(self, policy: &Installment) -> Self {
        let rule = policy.rest_days.value;
        if rule == RestDays::Stay {
            return self;
        }
        let calendar = WorkingDays::builtin().ok();
        Self::Listed(self.rows().map(|row| row.moved(rule, calendar.as_ref())).collect())
    }

    /// Its rows by date; none where rounding up would already have collected more than the total before
    /// the last payment.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let (even, listed) = match self {
            Self::Even { payments, as_of, first_payment_months } => {
                (Some(even_rows(*payments, *as_of, *first_payment_months)), &[][..])
            }
            Self::Listed(rows) => (None, &rows[..]),
        };
        even.into_iter().flatten().chain(listed.iter().copied())
    }
}

fn even_rows(payments: Payments, as_of: Date, first: u32) -> impl Iterator<Item = Row> {
    let count = if payments.last >= Money::ZERO { payments.periods } else { 0 };
    let mut balance = payments.total;
    (0..count).map(move |index| {
        let is_last = index.saturating_add(1) == count;
        let payment = if is_last { payments.last } else { payments.regular };
        balance = balance.minus(payment);
        Row::new(as_of.plus_months(first.saturating_add(index)), payment, Money::ZERO, balance)
    })
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

/// The most that one payment may be, rounded down to the fen; none where the policy sets no share.
#[must_use]
pub fn limit(income: Money, policy: &Installment) -> Option<Money> {
    policy.share_limit.map(|share| income.share(share, Rounding::Down))
}

/// The facts of a plan over so many periods when the total is known only within bounds.
///
/// The larger payment is never below total ÷ periods, and the smaller one never above. Rounded to the
/// fen, the regular payment is less than one fen away from it, so that the last one is less than one
/// fen for each of the others away.
#[must_use]
pub fn facts_within(total: Bounds, periods: u32, income: Option<Money>) -> Facts {
    let residue_most = Money::from_fen(1).times(periods.saturating_sub(1));
    let each = |total: Money, rounding: Rounding| total.divided(periods, rounding);
    let largest = Bounds {
        low: each(total.low, Rounding::Up),
        high: total.high.map(|high| each(high, Rounding::Up).plus(residue_most)),
    };
    let smallest = Bounds {
        low: each(total.low, Rounding::Down).minus(residue_most),
        high: total.high.map(|high| each(high, Rounding::Down)),
    };
    Facts::of_plan(income.map(|whole| Share { part: largest, whole }), smallest)
}

/// The smallest sum that, paid at once, makes the longest plan feasible; the whole total where only
/// that would do.
///
/// More than so many times the most that a payment may be cannot be spread at all. From there on the rest is
/// tried fen by fen: with each fen less of the regular payment, which is one for each payment less of the
/// total, a fen more is left for the residue of the last one, which is at most a fen for each payment. Where
/// none of these fits, it is not the share of income that stands in the way, and no smaller rest does.
#[must_use]
pub fn deposit(total: Money, income: Money, policy: &Installment) -> Money {
    let periods = policy.periods_max.value;
    let enough = |deposit: i128| {
        let rest = total.minus(Money::from_fen(deposit));
        Payments::spread(rest, periods, policy).feasible(Some(income), policy) == Kleene::True
    };
    let most = limit(income, policy).map_or(total, |limit| limit.times(periods));
    let first = total.minus_to_zero(most).fen().max(1);
    let smallest = (first..total.fen()).take(residues(periods)).find(|deposit| enough(*deposit));
    smallest.map_or(total, Money::from_fen)
}

/// In how many fen of a total every residue of a last payment stands beside every payment that it can make too
/// large: a fen for each payment, as many times as there are payments, and three more for both ends.
#[must_use]
pub fn residues(periods: u32) -> usize {
    let periods = usize::try_from(periods).unwrap_or(usize::MAX);
    periods.saturating_mul(periods.saturating_add(3)).max(1)
}
