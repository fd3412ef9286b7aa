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
use crate::change::Target;
use crate::condition::Bounds;
use crate::decision::OutcomeWord;
use crate::error::Failure;
use crate::money::Money;
use crate::policy::model::Policy;
use crate::policy::parse;

pub use text::{Leaf, TextChange};
pub use witness::{Facts, Witness};

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
    /// What the second policy makes due beyond the first, over the cases of which both know it.
    pub due_moved: Money,
    /// Indexes of cases of which one of the two does not.
    pub due_unknown: Vec<u32>,
    /// What may be waived under the second beyond the first, less what has been, over the cases of which both know it.
    pub waiver_moved: Money,
    /// Indexes of cases of which one of the two does not.
    pub waiver_unknown: Vec<u32>,
    /// The effect of each changed value on its own.
    pub attribution: Vec<Attribution>,
}

/// Cases whose outcome differs in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Flip {
    /// The decision.
    pub decision: Target,
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
    /// Of how many cases it makes known or unknown what is due; they are left out of what moves.
    pub due_unknown: u32,
    /// What it adds to the amounts that may be waived.
    pub waiver_moved: Money,
    /// Of how many cases it makes known or unknown what may be waived.
    pub waiver_unknown: u32,
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
    /// None of a decision that the answer does not have.
    outcomes: [Option<OutcomeWord>; Target::NAMES.len()],
    due: Bounds,
    waiver: Bounds,
}

impl Verdict {
    fn of(case: &Case, policy: &Policy) -> Option<Self> {
        let position = Position::new(case, policy).ok()?;
        let own = position.outcomes();
        let asked = |target: Target| target.is_asked(case, &position).then(|| target.outcome(&position));
        let outcomes = [
            Some(own.waiver),
            Some(own.installments),
            Some(own.litigation.outcome),
            Some(own.agency.outcome),
            asked(Target::Hardship),
            asked(Target::Restructure),
        ];
        Some(Self { outcomes, due: own.total, waiver: own.waivable })
    }
}

/// What a policy says of each case; nothing of one that it cannot answer.
fn verdicts(cases: &[Case], policy: &Policy) -> Vec<Option<Verdict>> {
    cases.iter().map(|case| Verdict::of(case, policy)).collect()
}

fn portfolio(before: &Side, after: &Side, changes: &[TextChange], cases: &[Case]) -> Portfolio {
    let first = verdicts(cases, &before.policy);
    let attribution = text::units(changes).into_iter().filter_map(|unit| {
        let mixed = text::with_unit(&before.document, &after.document, &unit)?;
        let policy = parse::policy(&mixed.to_string()).ok()?;
        Attribution::of(unit.before, &first, &verdicts(cases, &policy))
    });
    Portfolio { attribution: attribution.collect(), ..Portfolio::of(&first, &verdicts(cases, &after.policy)) }
}

impl Attribution {
    /// The effect of a value; none where it has none.
    fn of(path: String, first: &[Option<Verdict>], alone: &[Option<Verdict>]) -> Option<Self> {
        let moved = Portfolio::of(first, alone);
        let flips = moved.flips.iter().map(|flip| flip.cases.len()).fold(0, usize::saturating_add);
        let turned = |of: fn(&Verdict) -> Bounds| {
            let pairs = first.iter().zip(alone).filter_map(|(before, after)| before.as_ref().zip(after.as_ref()));
            count(pairs.filter(|(before, after)| of(before).known().is_some() != of(after).known().is_some()).count())
        };
        let effect = Self {
            path,
            flips: count(flips),
            due_moved: moved.due_moved,
            due_unknown: turned(|verdict| verdict.due),
            waiver_moved: moved.waiver_moved,
            waiver_unknown: turned(|verdict| verdict.waiver),
        };
        let counts = [effect.flips, effect.due_unknown, effect.waiver_unknown];
        let sums = [effect.due_moved, effect.waiver_moved];
        (counts != [0; 3] || sums != [Money::ZERO; 2]).then_some(effect)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Portfolio {
    fn of(first: &[Option<Verdict>], second: &[Option<Verdict>]) -> Self {
        let mut moved = Self {
            compared: 0,
            left_out: Vec::new(),
            flips: Vec::new(),
            due_moved: Money::ZERO,
            due_unknown: Vec::new(),
            waiver_moved: Money::ZERO,
            waiver_unknown: Vec::new(),
            attribution: Vec::new(),
        };
        for (index, (before, after)) in (0_u32..).zip(first.iter().zip(second)) {
            match before.zip(*after) {
                Some((before, after)) => moved.add(index, before, after),
                None => moved.left_out.push(index),
            }
        }
        moved
    }

    fn add(&mut self, index: u32, before: Verdict, after: Verdict) {
        self.compared = self.compared.saturating_add(1);
        let pairs = before.outcomes.into_iter().zip(after.outcomes);
        for ((_, decision), (before, after)) in Target::NAMES.into_iter().zip(pairs) {
            if let Some((before, after)) = before.zip(after).filter(|(before, after)| before != after) {
                self.add_flip(index, decision, before, after);
            }
        }
        let sum = |before: Bounds, after, moved: &mut Money, unknown: &mut Vec<u32>| match before.moved_to(after) {
            Some(difference) => *moved = moved.plus(difference),
            None => unknown.push(index),
        };
        sum(before.due, after.due, &mut self.due_moved, &mut self.due_unknown);
        sum(before.waiver, after.waiver, &mut self.waiver_moved, &mut self.waiver_unknown);
    }

    fn add_flip(&mut self, index: u32, decision: Target, before: OutcomeWord, after: OutcomeWord) {
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
