//! Paying a loan off in full on a day.
//!
//! # What it computes
//! 1. What has fallen due up to and on the day: principal, interest, fees, penalty and compound interest,
//!    less what was waived of the last two.
//! 2. Principal that has not fallen due, and the contract interest on it since the last due date: base ×
//!    contract rate × part of a year, by the policy's day count and rounding. Interest of installments to
//!    come is not owed, nor are their fees; what was paid of them in advance is taken off.
//! 3. Less what was paid in excess before.
//!
//! Of a list of arrears it is known what has not fallen due only where the principal outstanding is
//! stated, and the interest on it is not known at all.
//!
//! # Which days count
//! The day of the settlement itself is not counted (算头不算尾).
//!
//! # Source
//! Civil Code art. 677: interest for the time for which the money was in fact used, unless agreed
//! otherwise. Rejected: the whole interest of the installments to come.
//!
//! # Example
//! 2,000.00 not yet due at 6 %, last due date 1 March, paid off on 21 March: 2,000.00 + 6.67
//! (2,000.00 × 0.06 × 20 ÷ 360), and each further day adds 0.33 or 0.34.

use serde::Serialize;

use crate::assess::Position;
use crate::calendar::Date;
use crate::condition::Bounds;
use crate::money::Money;
use crate::rules::ledger::Sums;
use crate::rules::ledger::charge::Segment;
use crate::rules::ledger::replay::Payoff;

/// What pays a loan off on a day. Amounts that a missing fact leaves open are `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Settlement {
    /// The day.
    pub on: Date,
    /// Principal that has fallen due.
    pub principal_due: Money,
    /// Principal that has not.
    pub principal_not_due: Option<Money>,
    /// Interest of the contract that has fallen due.
    pub interest_due: Option<Money>,
    /// Interest of the contract on principal not yet due, since the last due date.
    pub interest_accrued: Option<Money>,
    /// Fees.
    pub fees: Money,
    /// Penalty interest.
    pub penalty: Option<Money>,
    /// Compound interest.
    pub compound: Option<Money>,
    /// Waived already; taken off the total.
    pub waived: Money,
    /// Paid in excess already; taken off the total.
    pub credit: Option<Money>,
    /// Everything that is to be paid.
    pub total: Option<Money>,
    /// What one more day adds, as long as nothing more falls due.
    pub daily_growth: Option<Money>,
    /// The working of the accrued interest.
    pub accruing: Vec<Segment>,
    /// JSON pointers to the facts without which an amount is `null`.
    pub missing: Vec<String>,
}

impl Position<'_> {
    /// What pays the loan off on the as-of date.
    #[must_use]
    pub fn settlement(&self) -> Settlement {
        let day = self.case.as_of;
        let (today, tomorrow) = (self.payoff(day), self.payoff(day.plus_days(1)));
        let waived = today.waived.plus(self.case.waived);
        let total = |payoff: &Payoff| payoff.total().map(|total| total.minus_to_zero(self.case.waived));
        let daily_growth = total(&tomorrow).zip(total(&today)).map(|(later, now)| later.minus(now));
        Settlement {
            on: day,
            principal_due: today.due.principal,
            principal_not_due: today.principal_not_due,
            interest_due: today.due.interest.known(),
            interest_accrued: today.accrued_interest.known(),
            fees: today.due.fees,
            penalty: today.due.penalty.known(),
            compound: today.due.compound.known(),
            waived,
            credit: today.credit,
            total: total(&today),
            daily_growth,
            missing: self.settlement_missing([&today, &tomorrow]),
            accruing: today.accruing,
        }
    }

    /// What would settle the loan on the as-of date or, if nothing more happens, on the day after it.
    fn payoff(&self, day: Date) -> Payoff {
        match self.replayed.as_ref().filter(|_| self.case.history.is_some()) {
            Some(replayed) => replayed.payoff(day),
            None => self.listed_payoff(day),
        }
    }

    /// The same of a list of arrears.
    fn listed_payoff(&self, day: Date) -> Payoff {
        let as_of = self.case.as_of;
        let fallen = || self.case.arrears.iter().filter(|arrear| arrear.due_on <= as_of);
        let due_today = fallen().filter(|arrear| arrear.due_on == day);
        let due = due_today.fold(self.sums_on(day), Sums::with_unpaid);
        let principal = fallen().fold(Money::ZERO, |sum, arrear| sum.plus(arrear.principal));
        let not_due = self.case.outstanding_principal.map(|outstanding| outstanding.minus_to_zero(principal));
        let settled = not_due == Some(Money::ZERO);
        let unknown = Bounds { low: Money::ZERO, high: None };
        Payoff {
            due,
            waived: Money::ZERO,
            principal_not_due: not_due,
            accrued_interest: if settled { Bounds::exactly(Money::ZERO) } else { unknown },
            accruing: Vec::new(),
            credit: Some(Money::ZERO),
        }
    }

    /// The facts that the amounts of a day or of the next lack.
    fn settlement_missing(&self, payoffs: [&Payoff; 2]) -> Vec<String> {
        let day = self.case.as_of;
        let mut missing = Vec::new();
        let open = payoffs.into_iter().zip([day, day.plus_days(1)]).filter(|(payoff, _)| payoff.total().is_none());
        for (payoff, day) in open {
            missing.extend(self.missing(day));
            if payoff.principal_not_due.is_none() {
                missing.push("/loan/outstandingPrincipal".to_owned());
            }
            if payoff.accrued_interest.known().is_none() || payoff.credit.is_none() {
                let fact = if self.case.history.is_some() { "/loan/annualRate" } else { "/history" };
                missing.push(fact.to_owned());
            }
        }
        missing.sort_unstable();
        missing.dedup();
        self.put_in_ask_order(&mut missing);
        missing
    }
}
