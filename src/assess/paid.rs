//! What a payment on the as-of date leaves of a case.
//!
//! # What it computes
//! A payment goes where the policy's `allocation` section sends it. What was waived is taken off penalty and
//! compound interest first. An arrear that is paid in full no longer counts for days past due; what is left of
//! the total is the overdue amount, and what was principal of it is no longer outstanding. In a history the
//! payment is one more event.
//!
//! # Source
//! The policy's `allocation` section. Where the total is not known, nothing is said; nor where the policy's order
//! leaves something out, so that no payment settles everything.

use std::sync::Arc;

use crate::assess::Position;
use crate::assess::spread::{first_from, tried_behind};
use crate::case::{Arrear, Case};
use crate::money::Money;
use crate::policy::allocation::Component;
use crate::policy::model::Policy;
use crate::rules::ledger::allocation::{Due, allocate, oldest_first};
use crate::rules::ledger::replay::replayed;
use crate::rules::ledger::{Snapshot, Sums};

/// What is owed on every overdue arrear, oldest first, and where a payment of it goes.
#[derive(Debug)]
pub struct Owed<'p> {
    case: &'p Case,
    policy: &'p Policy,
    /// Nothing where the case has a history: there a payment is one more event.
    due: Vec<Due>,
    total: Money,
}

impl<'p> Owed<'p> {
    /// What a case owes; nothing where that is not known.
    #[must_use]
    pub fn of(case: &'p Case, policy: &'p Policy) -> Option<Self> {
        if case.history.is_some() {
            let total = Position::new(case, policy).ok()?.total().known()?;
            return Some(Self { case, policy, due: Vec::new(), total });
        }
        let overdue: Vec<(usize, Sums)> = if policy.penalty.compound_on_penalty.value {
            replayed(case, policy).ok()??.by_arrear()
        } else {
            Snapshot::of(case, case.as_of, &policy.penalty).by_arrear().collect()
        };
        let owed: Vec<Due> = overdue
            .into_iter()
            .map(|(index, sums)| owed(index, case.arrears.get(index)?, &sums))
            .collect::<Option<_>>()?;
        let places = oldest_first(owed.iter().map(|due| due.due_on));
        let mut due: Vec<Due> = places.into_iter().filter_map(|place| owed.get(place).copied()).collect();
        let waived = due.iter_mut().fold(case.waived, |waived, due| waive(due, waived));
        let unplaced = allocate(waived, case.as_of, &policy.allocation.order, &mut due).excess;
        let total = due.iter().fold(Money::ZERO, |sum, due| sum.plus(due.total()));
        (!unplaced.is_positive()).then_some(Self { case, policy, due, total })
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Money {
        self.total
    }

    /// The case with what a payment leaves of it.
    #[must_use]
    pub fn after(&self, payment: Money) -> Paid<'p> {
        let (case, policy) = (self.case, self.policy);
        if let Some(history) = &case.history {
            let history = Some(Arc::new(history.with_payment(case.as_of, payment)));
            return Paid { case: Case { history, ..case.clone() }, policy, left: None };
        }
        let (mut arrears, mut due) = (case.arrears.clone(), self.due.clone());
        let mut outstanding = case.outstanding_principal;
        let excess = allocate(payment, case.as_of, &policy.allocation.order, &mut due).excess;
        for due in &due {
            if let Some(arrear) = arrears.get_mut(due.installment) {
                let (principal, interest) = (due.amount(Component::Principal), due.amount(Component::Interest));
                let (fees, repaid) = (due.amount(Component::Fee), arrear.principal.minus(principal));
                outstanding = outstanding.map(|outstanding| outstanding.minus(repaid));
                *arrear = Arrear { principal, interest: Some(interest), fees, ..*arrear };
            }
        }
        let left = self.total.minus(payment.minus(excess));
        let case = Case { arrears, outstanding_principal: outstanding, waived: Money::ZERO, ..case.clone() };
        Paid { case, policy, left: Some(left) }
    }

    /// Whether something is so after a payment.
    #[must_use]
    pub fn is_so_after(&self, payment: Money, is_so: &dyn Fn(&Position<'_>) -> bool) -> bool {
        self.after(payment).position().is_some_and(|position| is_so(&position))
    }

    /// The smallest payment, of less than everything, after which a plan of so many payments fits. The payments
    /// before the last fall as more is paid, so the first payment after which they fit is found by halving, and the
    /// residue of the last one is tried fen by fen behind it.
    pub(super) fn smallest(
        &self,
        months: u32,
        nearly: &dyn Fn(&Position<'_>) -> bool,
        fits: &dyn Fn(&Position<'_>) -> bool,
    ) -> Option<Money> {
        let paid = |fen: u64| Money::from_fen(i128::from(fen));
        let all = u64::try_from(self.total.fen()).ok()?;
        let first = first_from(1, all.checked_sub(1)?, |fen| self.is_so_after(paid(fen), nearly))?;
        let mut behind = (first..all).take(tried_behind(months));
        behind.find(|fen| self.is_so_after(paid(*fen), fits)).map(paid)
    }
}

/// A case after a payment.
#[derive(Debug)]
pub struct Paid<'p> {
    case: Case,
    policy: &'p Policy,
    /// What is still due in all, where the case alone does not say.
    left: Option<Money>,
}

impl Paid<'_> {
    /// Its position; none where it cannot be assessed.
    #[must_use]
    pub fn position(&self) -> Option<Position<'_>> {
        let position = Position::new(&self.case, self.policy).ok()?;
        Some(match self.left {
            Some(left) => position.owing(left),
            None => position,
        })
    }
}

/// What is owed on one arrear, where all of it is known.
fn owed(number: usize, arrear: &Arrear, sums: &Sums) -> Option<Due> {
    let due = Due::new(number, arrear.due_on).with(Component::Fee, sums.fees);
    let due = due.with(Component::Interest, sums.interest.known()?).with(Component::Principal, sums.principal);
    Some(due.with(Component::Compound, sums.compound.known()?).with(Component::Penalty, sums.penalty.known()?))
}

/// Takes a waiver off the charges, penalty interest first; gives what is left of it.
fn waive(due: &mut Due, mut waived: Money) -> Money {
    for component in [Component::Penalty, Component::Compound] {
        let taken = waived.min(due.amount(component));
        due.set(component, due.amount(component).minus(taken));
        waived = waived.minus(taken);
    }
    waived
}
