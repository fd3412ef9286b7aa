//! Paying on the as-of date: the smallest payment that turns a decision.
//!
//! # What it computes
//! What a payment leaves is what [`Owed`] says. Paying lowers every fact or leaves it: the payments at which one falls below
//! what a clause compares it with are found by halving, and the smallest of them that turns the
//! decision is checked against one fen less.
//!
//! # Source
//! The policy's `allocation` section. Where the total is not known, nothing is said; nor where the
//! policy's order leaves something out, so that no payment settles everything.

use crate::assess::{Owed, Position};
use crate::change::time::{Level, levels, visit};
use crate::change::{Asked, Target, holds, moved, plain, shown, stated};
use crate::condition::Kleene;
use crate::decision::{Actor, Change, Lever};
use crate::money::Money;
use crate::policy::model::{Condition, Fact};

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
        payments.extend(levels(clause).iter().filter_map(|level| falls(owed, most, clause.fact, level)));
    });
    payments.sort_unstable();
    payments.dedup();
    let turned = |fen: i128| owed.turns(asked, Money::from_fen(fen));
    let found = payments.into_iter().find(|fen| turned(*fen))?;
    (!turned(found.saturating_sub(1))).then_some(found)
}

/// The smallest payment after which a fact lies below a level. Paying more never raises a fact.
fn falls(owed: &Owed<'_>, most: i128, fact: Fact, level: &Level) -> Option<i128> {
    let below = |fen: i128| {
        let paid = owed.after(Money::from_fen(fen));
        let known = paid.position().and_then(|position| position.facts().get(fact));
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
    let (less, paid) = (owed.after(amount.minus(Money::from_fen(1))), owed.after(amount));
    let (before, after) = (less.position()?, paid.position()?);
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

impl Owed<'_> {
    /// Whether the decision is another one after a payment.
    pub(super) fn turns(&self, asked: &Asked<'_>, payment: Money) -> bool {
        self.is_so_after(payment, &|position| asked.turned(asked.outcome_of(position)))
    }
}
