//! Paying on the as-of date: the smallest payment that turns a decision.
//!
//! # What it computes
//! A payment goes where the policy's `allocation` section sends it. What was waived is taken off
//! penalty and compound interest first.
//! An arrear that is paid in full no longer counts for days past due; what is left of the total is
//! the overdue amount. Paying lowers every fact or leaves it: the payments at which one falls below
//! what a clause compares it with are found by halving, and the smallest of them that turns the
//! decision is checked against one fen less.
//!
//! # Source
//! The policy's `allocation` section. Where the total is not known, nothing is said; nor where the
//! policy's order leaves something out, so that no payment settles everything.

use std::sync::Arc;

use crate::assess::Position;
use crate::case::{Arrear, Case};
use crate::change::time::{Level, levels, visit};
use crate::change::{Asked, Target, holds, moved, plain, shown, stated};
use crate::condition::Kleene;
use crate::decision::{Actor, Change, Lever};
use crate::money::Money;
use crate::policy::allocation::{Component, Order};
use crate::policy::model::{Condition, Fact, Policy};
use crate::rules::ledger::allocation::{Due, allocate, oldest_first};
use crate::rules::ledger::replay::replayed;
use crate::rules::ledger::{Snapshot, Sums};

/// The smallest payment that ends escalation or leaves a hardship nothing to decide, or that opens a waiver.
pub(super) fn change(asked: &Asked<'_>, position: &Position<'_>, condition: &Condition) -> Option<Change> {
    let ends = asked.holds() && asked.target != Target::Waiver;
    // What is left of a cap does not grow with a payment.
    let capped = position.truth(condition) == Kleene::True;
    let opens = !asked.holds() && asked.target == Target::Waiver && !capped;
    if !ends && !opens {
        return None;
    }
    let owed = Owed::of(asked.case, asked.policy)?;
    let all = owed.total().fen();
    let most = if ends { all } else { all.saturating_sub(1) };
    let smallest = smallest(asked, condition, &owed, most)?;
    describe(asked, condition, &owed, Money::from_fen(smallest))
}

/// The smallest payment that turns the decision, of those at which a fact falls below a level that a
/// clause compares with; between them nothing can turn.
fn smallest(asked: &Asked<'_>, condition: &Condition, owed: &Owed<'_>, most: i128) -> Option<i128> {
    let mut payments = vec![most];
    visit(&condition.root, &mut |clause| {
        payments.extend(levels(clause).iter().filter_map(|level| falls(asked, owed, most, clause.fact, level)));
    });
    payments.sort_unstable();
    payments.dedup();
    let turned = |fen: i128| owed.turns(asked, Money::from_fen(fen));
    let found = payments.into_iter().find(|fen| turned(*fen))?;
    (!turned(found.saturating_sub(1))).then_some(found)
}

/// The smallest payment after which a fact lies below a level. Paying more never raises a fact.
fn falls(asked: &Asked<'_>, owed: &Owed<'_>, most: i128, fact: Fact, level: &Level) -> Option<i128> {
    let below = |fen: i128| {
        let paid = owed.after(asked.case, Money::from_fen(fen));
        let known = paid.position(asked.policy).and_then(|position| position.facts().get(fact));
        known.is_some_and(|known| !level.reached(known))
    };
    if below(0) || !below(most) {
        return None;
    }
    let (mut too_little, mut enough) = (0_i128, most);
    while too_little.saturating_add(1) < enough {
        let half = enough.saturating_sub(too_little).checked_div(2)?;
        let middle = too_little.saturating_add(half);
        if below(middle) { enough = middle } else { too_little = middle }
    }
    Some(enough)
}

fn describe(asked: &Asked<'_>, condition: &Condition, owed: &Owed<'_>, amount: Money) -> Option<Change> {
    let (less, paid) = (owed.after(asked.case, amount.minus(Money::from_fen(1))), owed.after(asked.case, amount));
    let (before, after) = (less.position(asked.policy)?, paid.position(asked.policy)?);
    let outcome = asked.outcome_of(&after);
    let unmet = if holds(outcome) { &before } else { &after };
    let fact = moved(condition, unmet, &before, &after).unwrap_or(Fact::OverdueAmount);
    let to = after.facts().get(fact)?;
    let on = asked.case.as_of;
    Some(Change {
        from: Position::new(asked.case, asked.policy).ok()?.facts().get(fact).and_then(stated),
        on: Some(on),
        amount: Some(amount),
        ..plain(Actor::Borrower, Lever::Fact(fact), shown(to)?, outcome)
    })
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

/// What is owed on every overdue arrear, oldest first, and where a payment of it goes.
pub(super) struct Owed<'p> {
    /// Nothing where the case has a history: there a payment is one more event.
    due: Vec<Due>,
    total: Money,
    order: &'p Order,
}

impl<'p> Owed<'p> {
    pub(super) fn of(case: &Case, policy: &'p Policy) -> Option<Self> {
        let order = &policy.allocation.order;
        if case.history.is_some() {
            let total = Position::new(case, policy).ok()?.total().known()?;
            return Some(Self { due: Vec::new(), total, order });
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
        let unplaced = allocate(waived, case.as_of, order, &mut due).excess;
        let total = due.iter().fold(Money::ZERO, |sum, due| sum.plus(due.total()));
        (!unplaced.is_positive()).then_some(Self { due, total, order })
    }

    fn total(&self) -> Money {
        self.total
    }

    /// Whether the decision is another one after a payment.
    pub(super) fn turns(&self, asked: &Asked<'_>, payment: Money) -> bool {
        self.after(asked.case, payment).outcome(asked).is_some_and(|outcome| asked.turned(outcome))
    }

    /// The case with what a payment leaves of it.
    fn after(&self, case: &Case, payment: Money) -> Paid {
        if let Some(history) = &case.history {
            let history = Some(Arc::new(history.with_payment(case.as_of, payment)));
            return Paid { case: Case { history, ..case.clone() }, left: None };
        }
        let (mut arrears, mut due) = (case.arrears.clone(), self.due.clone());
        let excess = allocate(payment, case.as_of, self.order, &mut due).excess;
        for due in &due {
            if let Some(arrear) = arrears.get_mut(due.installment) {
                let (principal, interest) = (due.amount(Component::Principal), due.amount(Component::Interest));
                let fees = due.amount(Component::Fee);
                *arrear = Arrear { principal, interest: Some(interest), fees, ..*arrear };
            }
        }
        let left = self.total.minus(payment.minus(excess));
        Paid { case: Case { arrears, waived: Money::ZERO, ..case.clone() }, left: Some(left) }
    }
}

/// A case after a payment.
struct Paid {
    case: Case,
    /// What is still due in all, where the case alone does not say.
    left: Option<Money>,
}

impl Paid {
    fn position<'p>(&'p self, policy: &'p Policy) -> Option<Position<'p>> {
        let position = Position::new(&self.case, policy).ok()?;
        Some(match self.left {
            Some(left) => position.owing(left),
            None => position,
        })
    }

    fn outcome(&self, asked: &Asked<'_>) -> Option<crate::decision::OutcomeWord> {
        self.position(asked.policy).map(|position| asked.outcome_of(&position))
    }
}
