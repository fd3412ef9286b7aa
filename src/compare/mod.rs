//! Two policies over the same cases: what their texts say differently, which boundary case each
//! decision turns on, and over a given set of cases which outcomes flip and how much money moves.
//!
//! Comparing a policy with itself finds nothing.

mod text;
mod witness;

use crate::json::{self, Value};
use serde::Serialize;

use crate::assess::Position;
use crate::calendar::Date;
use crate::case::Case;
use crate::decision::OutcomeWord;
use crate::error::Failure;
use crate::money::Money;
use crate::policy::model::Policy;
use crate::policy::parse;

pub use text::{Leaf, TextChange};
pub use witness::{Facts, Witness};

/// A decision that two policies may take differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DecisionName {
    /// Whether penalty interest may be waived.
    Waiver,
    /// Whether an installment plan is feasible.
    Installments,
    /// Whether the loan may go to court.
    Litigation,
    /// Whether the loan may go to an agency.
    Agency,
    /// Whether the hardship that the borrower states is passed on.
    Hardship,
}

impl DecisionName {
    /// Every decision.
    pub const ALL: [Self; 5] = [Self::Waiver, Self::Installments, Self::Litigation, Self::Agency, Self::Hardship];
}

/// A policy document with its compiled form.
#[derive(Debug)]
pub struct Side {
    document: Value,
    policy: Policy,
}

impl Side {
    /// Reads one side of a comparison.
    ///
    /// # Errors
    /// `invalidPolicy` with every problem of the document.
    pub fn read(document: &str) -> Result<Self, Failure> {
        let policy = parse::policy(document)?;
        // INVARIANT: a document that was read as a policy is JSON.
        let document = json::parse(parse::unmarked(document)).map(|parsed| parsed.value).unwrap_or_default();
        Ok(Self { document, policy })
    }

    /// The compiled policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// What differs between two policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Fingerprint of the first policy.
    pub before: String,
    /// Fingerprint of the second policy.
    pub after: String,
    /// Values of the documents that differ, by path.
    pub changes: Vec<TextChange>,
    /// For each decision that the two can take differently, a case on the boundary.
    pub witnesses: Vec<Witness>,
    /// What differs over the cases given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Portfolio>,
}

/// What differs over a set of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Portfolio {
    /// How many cases were compared.
    pub compared: u32,
    /// Indexes of cases that one of the policies could not answer.
    pub left_out: Vec<u32>,
    /// Outcomes that differ, by decision and pair of outcomes.
    pub flips: Vec<Flip>,
    /// Sum over the cases of what the second policy makes due beyond the first.
    pub due_moved: Money,
    /// Sum over the cases of what may be waived under the second beyond the first.
    pub waiver_moved: Money,
    /// The effect of each changed value on its own.
    pub attribution: Vec<Attribution>,
}

/// Cases whose outcome differs in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Flip {
    /// The decision.
    pub decision: DecisionName,
    /// Its outcome under the first policy.
    pub before: OutcomeWord,
    /// Its outcome under the second.
    pub after: OutcomeWord,
    /// Indexes of the cases, in order.
    pub cases: Vec<u32>,
}

/// What one changed value does to the cases when it alone is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attribution {
    /// JSON pointer to the value in the first document.
    pub path: String,
    /// How many outcomes flip.
    pub flips: u32,
    /// What it adds to the amounts due.
    pub due_moved: Money,
    /// What it adds to the amounts that may be waived.
    pub waiver_moved: Money,
}

/// Compares two policies; with cases, also what differs over them.
#[must_use]
pub fn compare(before: &Side, after: &Side, as_of: Date, cases: Option<&[Case]>) -> Comparison {
    let changes = text::changes(&before.document, &after.document);
    let witnesses = if changes.is_empty() { Vec::new() } else { witness::find(&before.policy, &after.policy, as_of) };
    Comparison {
        before: before.policy.fingerprint.clone(),
        after: after.policy.fingerprint.clone(),
        witnesses,
        cases: cases.map(|cases| portfolio(before, after, &changes, cases)),
        changes,
    }
}

/// What one policy says of one case, as far as two policies are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Verdict {
    outcomes: [OutcomeWord; 5],
    due: Option<Money>,
    waiver: Option<Money>,
}

fn verdict(case: &Case, policy: &Policy) -> Option<Verdict> {
    let position = Position::new(case, policy).ok()?;
    let (waiver, escalation) = (position.waiver(), position.escalation());
    let outcomes = [
        waiver.decision.outcome.word(),
        position.installments().decision.outcome.word(),
        escalation.litigation.decision.outcome.word(),
        escalation.agency.decision.outcome.word(),
        // A case that states no hardship has no such decision, under either policy.
        case.borrower
            .hardship
            .as_ref()
            .map_or(OutcomeWord::Undetermined, |_| position.hardship().decision.outcome.word()),
    ];
    Some(Verdict { outcomes, due: position.due().total, waiver: waiver.max })
}

fn portfolio(before: &Side, after: &Side, changes: &[TextChange], cases: &[Case]) -> Portfolio {
    let first: Vec<Option<Verdict>> = cases.iter().map(|case| verdict(case, &before.policy)).collect();
    let moved = movement(&first, cases, &after.policy);
    let units = text::units(changes);
    let attribution = units.iter().filter_map(|unit| {
        let mixed = text::with_unit(&before.document, &after.document, unit)?;
        let policy = parse::policy(&mixed.to_string()).ok()?;
        let alone = movement(&first, cases, &policy);
        let flips = alone.flips.iter().map(|flip| flip.cases.len()).fold(0, usize::saturating_add);
        let effect = Attribution {
            path: unit.before.clone(),
            flips: u32::try_from(flips).unwrap_or(u32::MAX),
            due_moved: alone.due_moved,
            waiver_moved: alone.waiver_moved,
        };
        (effect.flips > 0 || effect.due_moved != Money::ZERO || effect.waiver_moved != Money::ZERO).then_some(effect)
    });
    Portfolio { attribution: attribution.collect(), ..moved }
}

fn movement(first: &[Option<Verdict>], cases: &[Case], policy: &Policy) -> Portfolio {
    let mut moved = Portfolio {
        compared: 0,
        left_out: Vec::new(),
        flips: Vec::new(),
        due_moved: Money::ZERO,
        waiver_moved: Money::ZERO,
        attribution: Vec::new(),
    };
    for (index, (first, case)) in (0_u32..).zip(first.iter().zip(cases)) {
        match first.zip(verdict(case, policy)) {
            Some((before, after)) => moved.add(index, before, after),
            None => moved.left_out.push(index),
        }
    }
    moved
}

impl Portfolio {
    fn add(&mut self, index: u32, before: Verdict, after: Verdict) {
        self.compared = self.compared.saturating_add(1);
        let pairs = before.outcomes.into_iter().zip(after.outcomes);
        for (decision, (before, after)) in DecisionName::ALL.into_iter().zip(pairs) {
            if before != after {
                self.add_flip(index, decision, before, after);
            }
        }
        let difference = |before: Option<Money>, after: Option<Money>| {
            after.unwrap_or(Money::ZERO).minus(before.unwrap_or(Money::ZERO))
        };
        self.due_moved = self.due_moved.plus(difference(before.due, after.due));
        self.waiver_moved = self.waiver_moved.plus(difference(before.waiver, after.waiver));
    }

    fn add_flip(&mut self, index: u32, decision: DecisionName, before: OutcomeWord, after: OutcomeWord) {
        let known = self
            .flips
            .iter_mut()
            .find(|flip| flip.decision == decision && flip.before == before && flip.after == after);
        match known {
            Some(flip) => flip.cases.push(index),
            None => self.flips.push(Flip { decision, before, after, cases: vec![index] }),
        }
    }
}
