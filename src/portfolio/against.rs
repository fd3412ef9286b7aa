//! Two policies over the same cases: which outcomes flip, how much money moves, and where it moves most.
//!
//! # What it computes
//! For each case that both policies can answer:
//! 1. A flip for each decision whose outcome differs.
//! 2. What the second policy makes due beyond the first, where both know it.
//! 3. What may be waived under the second, less what has been, beyond the same under the first, where both know it:
//!    nothing may be where a waiver is `no` or `notYet`. It is not known where a missing fact decides, or where the
//!    policy sets no cap and the approver says how much.
//!
//! A case of which one of the two does not know an amount is left out of that sum, and counted.
//!
//! The cases that move most money, to either side, are kept, the earlier row first where two move the same.

use std::cmp::Reverse;

use serde::Serialize;

use crate::assess::Outcomes;
use crate::decision::OutcomeWord;
use crate::limits::PORTFOLIO_WORST_MAX;
use crate::money::Money;
use crate::policy::model::Policy;
use crate::portfolio::summary::PolicyName;
use crate::portfolio::tally::DECISIONS;

/// A decision with different outcomes under two policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Flipped {
    /// The decision.
    pub decision: &'static str,
    /// Its outcome under the first policy.
    pub before: OutcomeWord,
    /// Its outcome under the second.
    pub after: OutcomeWord,
}

/// What a second policy changes in one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// The outcomes that differ.
    pub flips: Vec<Flipped>,
    /// What it makes due beyond the first; none where one of the two does not know.
    pub due: Option<Money>,
    /// What may be waived beyond the first; none where one of the two does not know.
    pub waiver: Option<Money>,
}

impl Moved {
    pub(super) fn of(before: &Outcomes, after: &Outcomes) -> Self {
        let words = |outcomes: &Outcomes| {
            [outcomes.waiver, outcomes.installments, outcomes.litigation.outcome, outcomes.agency.outcome]
        };
        let pairs = words(before).into_iter().zip(words(after));
        let flips = DECISIONS.into_iter().zip(pairs).filter(|(_, (before, after))| before != after);
        Self {
            flips: flips.map(|(decision, (before, after))| Flipped { decision, before, after }).collect(),
            due: before.total.moved_to(after.total),
            waiver: before.waivable.moved_to(after.waivable),
        }
    }

    /// How much money moves, to whichever side.
    fn size(&self) -> i128 {
        let size = |moved: Option<Money>| moved.unwrap_or(Money::ZERO).fen().saturating_abs();
        size(self.due).saturating_add(size(self.waiver))
    }
}

/// A case that moves much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Worst {
    /// The id of its row.
    pub id: String,
    /// The line of its row.
    pub line: u64,
    /// What moves.
    #[serde(flatten)]
    pub moved: Moved,
}

impl Worst {
    fn key(&self) -> (Reverse<i128>, u64) {
        (Reverse(self.moved.size()), self.line)
    }
}

/// What a second policy changes in all cases so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Movement {
    compared: u64,
    left_out: u64,
    flips: [[[u64; OutcomeWord::ALL.len()]; OutcomeWord::ALL.len()]; DECISIONS.len()],
    due: Money,
    due_unknown: u64,
    waiver: Money,
    waiver_unknown: u64,
    worst: Vec<Worst>,
}

impl Movement {
    /// Counts a case; none where the second policy cannot answer it.
    pub(super) fn add(&mut self, id: &str, line: u64, moved: Option<&Moved>) {
        let Some(moved) = moved else {
            self.left_out = self.left_out.saturating_add(1);
            return;
        };
        self.compared = self.compared.saturating_add(1);
        self.due = self.due.plus(moved.due.unwrap_or(Money::ZERO));
        self.due_unknown = self.due_unknown.saturating_add(u64::from(moved.due.is_none()));
        self.waiver = self.waiver.plus(moved.waiver.unwrap_or(Money::ZERO));
        self.waiver_unknown = self.waiver_unknown.saturating_add(u64::from(moved.waiver.is_none()));
        for flip in &moved.flips {
            let place = DECISIONS.iter().position(|decision| *decision == flip.decision).unwrap_or(0);
            let counts = self.flips.get_mut(place).and_then(|of| of.get_mut(flip.before.place()));
            if let Some(count) = counts.and_then(|of| of.get_mut(flip.after.place())) {
                *count = count.saturating_add(1);
            }
        }
        let least = self.worst.get(PORTFOLIO_WORST_MAX.saturating_sub(1)).map_or(0, |worst| worst.moved.size());
        if moved.size() > least {
            self.keep(Worst { id: id.to_owned(), line, moved: moved.clone() });
        }
    }

    fn keep(&mut self, case: Worst) {
        let place = self.worst.partition_point(|kept| kept.key() <= case.key());
        self.worst.insert(place, case);
        self.worst.truncate(PORTFOLIO_WORST_MAX);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.compared = self.compared.saturating_add(other.compared);
        self.left_out = self.left_out.saturating_add(other.left_out);
        self.due = self.due.plus(other.due);
        self.due_unknown = self.due_unknown.saturating_add(other.due_unknown);
        self.waiver = self.waiver.plus(other.waiver);
        self.waiver_unknown = self.waiver_unknown.saturating_add(other.waiver_unknown);
        for (own, other) in self.flips.iter_mut().flatten().flatten().zip(other.flips.into_iter().flatten().flatten()) {
            *own = own.saturating_add(other);
        }
        other.worst.into_iter().for_each(|case| self.keep(case));
    }

    /// The comparison with a second policy.
    pub(super) fn comparison(self, policies: &[Policy]) -> Comparison {
        let mut flips = Vec::new();
        for (decision, of) in DECISIONS.into_iter().zip(self.flips) {
            for ((_, before), of) in OutcomeWord::ALL.into_iter().zip(of) {
                let counted = OutcomeWord::ALL.into_iter().zip(of).filter(|(_, count)| *count > 0);
                let flip = |after| Flipped { decision, before, after };
                flips.extend(counted.map(|((_, after), count)| FlipCount { flip: flip(after), count }));
            }
        }
        Comparison {
            policies: policies.iter().map(PolicyName::of).collect(),
            compared: self.compared,
            left_out: self.left_out,
            flips,
            due_moved: self.due,
            due_unknown: self.due_unknown,
            waiver_moved: self.waiver,
            waiver_unknown: self.waiver_unknown,
            worst: self.worst,
        }
    }
}

/// How many cases flip in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlipCount {
    /// The way.
    #[serde(flatten)]
    pub flip: Flipped,
    /// How many.
    pub count: u64,
}

/// What a second policy changes over a portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The versions of the second policy.
    pub policies: Vec<PolicyName>,
    /// Cases that both can answer.
    pub compared: u64,
    /// Cases that the second cannot.
    pub left_out: u64,
    /// Outcomes that differ.
    pub flips: Vec<FlipCount>,
    /// What the second makes due beyond the first, over the cases of which both know it.
    pub due_moved: Money,
    /// Cases of which one of the two does not.
    pub due_unknown: u64,
    /// What may be waived under the second beyond the first, less what has been, over the cases of which both know it.
    pub waiver_moved: Money,
    /// Cases of which one of the two does not.
    pub waiver_unknown: u64,
    /// The cases that move most money, the most first.
    pub worst: Vec<Worst>,
}
