//! Paying on the as-of date: the smallest payment that turns a decision.
//!
//! # What it computes
//! A payment goes to the oldest arrear first and, within it, to fees, interest, compound interest,
//! penalty interest, principal. What was waived is taken off penalty and compound interest first.
//! An arrear that is paid in full no longer counts for days past due; what is left of the total is
//! the overdue amount. Paying lowers every fact or leaves it: the payments at which one falls below
//! what a clause compares it with are found by halving, and the smallest of them that turns the
//! decision is checked against one fen less.
//!
//! # Source
//! Civil Code art. 561 (costs, then interest, then principal); oldest first and the finer order are
//! our reading where the plans are silent. Where the total is not known, nothing is said.

use crate::assess::Position;
use crate::case::{Arrear, Case, Contacts};
use crate::change::time::{Level, levels, visit};
use crate::change::{Asked, Target, holds, moved, plain, shown};
use crate::decision::{Actor, Change, Lever};
use crate::money::Money;
use crate::policy::model::{Condition, Fact, Policy};
use crate::rules::ledger;

/// The smallest payment that ends escalation, or that opens a waiver.
pub(super) fn change(asked: &Asked<'_>, condition: &Condition) -> Option<Change> {
    let ends = asked.holds() && matches!(asked.target, Target::Litigation | Target::Agency);
    let opens = !asked.holds() && asked.target == Target::Waiver;
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
fn smallest(asked: &Asked<'_>, condition: &Condition, owed: &Owed, most: i128) -> Option<i128> {
    let mut payments = vec![most];
    visit(&condition.root, &mut |clause| {
        payments.extend(levels(clause).iter().filter_map(|level| falls(asked, owed, most, clause.fact, level)));
    });
    payments.sort_unstable();
    payments.dedup();
    let turned = |fen: i128| {
        let outcome = owed.after(asked.case, Money::from_fen(fen)).outcome(asked);
        outcome.is_some_and(|outcome| asked.turned(outcome))
    };
    let found = payments.into_iter().find(|fen| turned(*fen))?;
    (!turned(found.saturating_sub(1))).then_some(found)
}

/// The smallest payment after which a fact lies below a level. Paying more never raises a fact.
fn falls(asked: &Asked<'_>, owed: &Owed, most: i128, fact: Fact, level: &Level) -> Option<i128> {
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

fn describe(asked: &Asked<'_>, condition: &Condition, owed: &Owed, amount: Money) -> Option<Change> {
    let (less, paid) = (owed.after(asked.case, amount.minus(Money::from_fen(1))), owed.after(asked.case, amount));
    let (before, after) = (less.position(asked.policy)?, paid.position(asked.policy)?);
    let outcome = asked.outcome_of(&after);
    let unmet = if holds(outcome) { &before } else { &after };
    let fact = moved(condition, unmet, &before, &after).unwrap_or(Fact::OverdueAmount);
    let to = after.facts().get(fact)?;
    let on = asked.case.as_of;
    Some(Change {
        from: Position::new(asked.case, asked.policy).ok()?.facts().get(fact).and_then(shown),
        on: Some(on),
        amount: Some(amount),
        ..plain(Actor::Borrower, Lever::Fact(fact), shown(to)?, outcome)
    })
}

/// What is owed on one arrear, in the order in which a payment goes to it.
#[derive(Clone, Copy)]
struct Parts {
    fees: Money,
    interest: Money,
    compound: Money,
    penalty: Money,
    principal: Money,
}

impl Parts {
    /// What is owed on the one arrear of a case.
    fn of(arrear: &Arrear, alone: &Case, policy: &Policy) -> Option<Self> {
        let sums = ledger::sums(alone, alone.as_of, &policy.penalty);
        Some(Self {
            fees: arrear.fees,
            interest: arrear.interest?,
            compound: sums.compound.known()?,
            penalty: sums.penalty.known()?,
            principal: arrear.principal,
        })
    }

    fn total(&self) -> Money {
        let charges = self.compound.plus(self.penalty);
        self.fees.plus(self.interest).plus(charges).plus(self.principal)
    }

    /// Takes a payment in order; gives what is left of it.
    fn pay(&mut self, payment: Money) -> Money {
        let order = [&mut self.fees, &mut self.interest, &mut self.compound, &mut self.penalty, &mut self.principal];
        take(order, payment)
    }

    /// Takes a waiver off the charges; gives what is left of it.
    fn waive(&mut self, waived: Money) -> Money {
        take([&mut self.penalty, &mut self.compound], waived)
    }
}

fn take<const COUNT: usize>(order: [&mut Money; COUNT], mut amount: Money) -> Money {
    for part in order {
        let taken = amount.min(*part);
        *part = part.minus(taken);
        amount = amount.minus(taken);
    }
    amount
}

/// What is owed on every overdue arrear, oldest first.
struct Owed {
    arrears: Vec<(usize, Parts)>,
}

impl Owed {
    fn of(case: &Case, policy: &Policy) -> Option<Self> {
        let mut overdue: Vec<(usize, &Arrear)> =
            case.arrears.iter().enumerate().filter(|(_, arrear)| arrear.due_on < case.as_of).collect();
        overdue.sort_by_key(|(_, arrear)| arrear.due_on);
        let mut alone = Case { arrears: Vec::new(), contacts: Contacts::Unknown, ..case.clone() };
        let parts = overdue.iter().map(|(index, arrear)| {
            alone.arrears = vec![**arrear];
            Some((*index, Parts::of(arrear, &alone, policy)?))
        });
        let mut arrears: Vec<(usize, Parts)> = parts.collect::<Option<Vec<_>>>()?;
        let mut waived = case.waived;
        for (_, parts) in &mut arrears {
            waived = parts.waive(waived);
        }
        for (_, parts) in &mut arrears {
            waived = parts.pay(waived);
        }
        Some(Self { arrears })
    }

    fn total(&self) -> Money {
        self.arrears.iter().fold(Money::ZERO, |sum, (_, parts)| sum.plus(parts.total()))
    }

    /// The case with what a payment leaves of it.
    fn after(&self, case: &Case, payment: Money) -> Paid {
        let mut arrears = case.arrears.clone();
        let mut rest = payment;
        for (index, parts) in &self.arrears {
            let mut parts = *parts;
            rest = parts.pay(rest);
            if let Some(arrear) = arrears.get_mut(*index) {
                *arrear =
                    Arrear { principal: parts.principal, interest: Some(parts.interest), fees: parts.fees, ..*arrear };
            }
        }
        let left = self.total().minus_to_zero(payment);
        Paid { case: Case { arrears, waived: Money::ZERO, ..case.clone() }, left }
    }
}

/// A case after a payment, and what is still due in all.
struct Paid {
    case: Case,
    left: Money,
}

impl Paid {
    fn position<'p>(&'p self, policy: &'p Policy) -> Option<Position<'p>> {
        Some(Position::new(&self.case, policy).ok()?.owing(self.left))
    }

    fn outcome(&self, asked: &Asked<'_>) -> Option<crate::decision::OutcomeWord> {
        self.position(asked.policy).map(|position| asked.outcome_of(&position))
    }
}
