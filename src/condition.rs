//! Conditions over facts, in three values: a missing fact makes a comparison unknown, never false.
//!
//! A condition is judged once: each comparison gets a status, and the tree folds the statuses. The
//! same statuses then tell which clauses decided, so the reason can never differ from the outcome.

mod clause;
mod facts;
mod known;
mod pattern;
mod plain;

use std::ops::Range;

use serde::Serialize;

pub use clause::{Clause, Group};
pub use facts::{Facts, LoanFacts};
pub use known::{Bounds, Known, Share};
pub use pattern::{Pattern, Tests};
pub use plain::PlainPlan;

use crate::limits::CLAUSES_MAX;
use crate::policy::model::{Compare, Condition, Fact, Node, Threshold};

/// A truth value that may be unknown (strong Kleene logic).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kleene {
    /// It holds.
    #[serde(rename = "met")]
    True,
    /// It does not hold.
    #[serde(rename = "notMet")]
    False,
    /// A missing fact decides.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Kleene {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }
}

impl std::ops::Not for Kleene {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Kleene {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// The truth of a condition, without a record of its clauses.
#[must_use]
pub fn truth(condition: &Condition, facts: &Facts) -> Kleene {
    fold(&condition.root, facts, None)
}

/// The truth of a condition, with other days past due than those of the case.
#[must_use]
pub fn truth_at(condition: &Condition, facts: &Facts, days_past_due: u32) -> Kleene {
    fold(&condition.root, facts, Some(days_past_due))
}

fn fold(node: &Node, facts: &Facts, days_past_due: Option<u32>) -> Kleene {
    match node {
        Node::All(parts) => fold_parts(parts, Kleene::False, facts, days_past_due),
        Node::Any(parts) => fold_parts(parts, Kleene::True, facts, days_past_due),
        Node::Not(part) => !fold(part, facts, days_past_due),
        Node::Compare(clause) => facts.status_at(clause, days_past_due),
    }
}

/// Folds parts, up to one of the truth that settles the whole alone; where none does, one that is unknown leaves it
/// open.
fn fold_parts(parts: &[Node], alone: Kleene, facts: &Facts, days_past_due: Option<u32>) -> Kleene {
    let mut whole = !alone;
    for part in parts {
        let truth = match part {
            Node::Compare(clause) => facts.status_at(clause, days_past_due),
            part => fold(part, facts, days_past_due),
        };
        if truth == alone {
            return alone;
        }
        if truth == Kleene::Unknown {
            whole = truth;
        }
    }
    whole
}

/// A set of clauses of one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClauseSet {
    marks: [u64; CLAUSES_MAX / 64],
}

impl ClauseSet {
    /// Whether the clause is in the set.
    #[must_use]
    pub fn contains(&self, clause: &Compare) -> bool {
        self.has(clause.index)
    }

    fn has(&self, index: usize) -> bool {
        self.marks.get(index >> 6).is_some_and(|marks| (marks >> (index & 63)) & 1 == 1)
    }

    fn add(&mut self, index: usize) {
        if let Some(marks) = self.marks.get_mut(index >> 6) {
            *marks |= 1 << (index & 63);
        }
    }

    fn remove(&mut self, indexes: Range<usize>) {
        for index in indexes {
            if let Some(marks) = self.marks.get_mut(index >> 6) {
                *marks &= !(1 << (index & 63));
            }
        }
    }
}

/// A truth, and how many clauses decide it.
#[derive(Clone, Copy)]
struct Proof {
    truth: Kleene,
    size: usize,
}

/// A condition judged over facts: its truth, and the clauses that decide it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'p> {
    condition: &'p Condition,
    truth: Kleene,
    deciding: ClauseSet,
}

impl<'p> Judged<'p> {
    /// Judges every clause of a condition.
    #[must_use]
    pub fn new(condition: &'p Condition, facts: &Facts) -> Self {
        Self::with(condition, facts, None)
    }

    /// Judges every clause of a condition and adds it to a record, none of them marked as decisive.
    /// `option` is the place among alternatives that share the condition.
    #[must_use]
    pub fn recorded(
        condition: &'p Condition,
        facts: &Facts,
        option: Option<u32>,
        clauses: &mut Vec<Clause<'p>>,
    ) -> Self {
        Self::with(condition, facts, Some(Record { option, clauses }))
    }

    fn with(condition: &'p Condition, facts: &Facts, record: Option<Record<'_, 'p>>) -> Self {
        let mut judge = Judge { facts, record, deciding: ClauseSet::default(), judged: 0 };
        let Proof { truth, .. } = judge.prove(&condition.root);
        Self { condition, truth, deciding: judge.deciding }
    }

    /// The condition that was judged.
    #[must_use]
    pub fn condition(&self) -> &'p Condition {
        self.condition
    }

    /// The truth of the whole.
    #[must_use]
    pub fn truth(&self) -> Kleene {
        self.truth
    }

    /// The clauses that decide: of a truth that is known, a smallest set that alone makes it so, the
    /// earlier clause first; of one that is unknown, the unknown clauses that can still settle it.
    #[must_use]
    pub fn deciding(&self) -> ClauseSet {
        self.deciding
    }

    /// Whether its deciding clauses stand alike in two sets of facts, so that they decide in both.
    #[must_use]
    pub fn decides_alike(&self, one: &Facts, other: &Facts) -> bool {
        let mut alike = true;
        collect(&self.condition.root, &mut |clause| {
            alike = alike && (!self.deciding.contains(clause) || one.status(clause) == other.status(clause));
        });
        alike
    }

    /// The deciding clauses, in order.
    #[must_use]
    pub fn deciding_clauses(&self) -> Vec<&'p Compare> {
        let mut clauses = Vec::new();
        collect(&self.condition.root, &mut |clause| {
            if self.deciding.contains(clause) {
                clauses.push(clause);
            }
        });
        clauses
    }
}

/// Where clauses are recorded while they are judged.
struct Record<'r, 'p> {
    option: Option<u32>,
    clauses: &'r mut Vec<Clause<'p>>,
}

impl<'p> Record<'_, 'p> {
    fn add(&mut self, compare: &'p Compare, facts: &Facts, status: Kleene) {
        self.clauses.push(Clause {
            id: &compare.id,
            group: Group { option: self.option, place: &compare.group },
            fact: compare.fact,
            value: facts.get(compare.fact),
            operator: compare.operator,
            threshold: &compare.threshold,
            status,
            decisive: false,
            source: &compare.source,
        });
    }
}

/// A condition while it is judged. Clauses are judged in the order of the tree, so that those of one
/// part stand next to each other; of a part that turns out not to decide they are taken out again.
struct Judge<'f, 'r, 'p> {
    facts: &'f Facts,
    record: Option<Record<'r, 'p>>,
    deciding: ClauseSet,
    judged: usize,
}

impl<'p> Judge<'_, '_, 'p> {
    fn prove(&mut self, node: &'p Node) -> Proof {
        match node {
            Node::Compare(clause) => self.prove_clause(clause),
            Node::Not(part) => {
                let Proof { truth, size } = self.prove(part);
                Proof { truth: !truth, size }
            }
            Node::All(parts) => self.prove_parts(parts, Kleene::False),
            Node::Any(parts) => self.prove_parts(parts, Kleene::True),
        }
    }

    fn prove_clause(&mut self, clause: &'p Compare) -> Proof {
        let truth = self.facts.status(clause);
        if let Some(record) = &mut self.record {
            record.add(clause, self.facts, truth);
        }
        self.deciding.add(self.judged);
        self.judged = self.judged.saturating_add(1);
        Proof { truth, size: 1 }
    }

    /// One part of the truth that `alone` decides settles the whole: of those the shortest is taken.
    /// Otherwise the unknown parts decide, and where none is unknown, all of them.
    fn prove_parts(&mut self, parts: &'p [Node], alone: Kleene) -> Proof {
        let first = self.judged;
        let mut whole = Proof { truth: !alone, size: 0 };
        for part in parts {
            let start = self.judged;
            let proof = self.prove(part);
            let outranks = proof.truth != whole.truth && (proof.truth == alone || whole.truth == !alone);
            let shorter = proof.truth == alone && proof.size < whole.size;
            if outranks || (proof.truth == whole.truth && shorter) {
                self.deciding.remove(first..start);
                whole = proof;
            } else if proof.truth == whole.truth && proof.truth != alone {
                whole.size = whole.size.saturating_add(proof.size);
            } else {
                self.deciding.remove(start..self.judged);
            }
        }
        whole
    }
}

/// Marks the clauses of one record of a condition that decide, in the order in which they were judged.
pub fn mark_deciding(clauses: &mut [Clause<'_>], deciding: ClauseSet) {
    for (index, clause) in clauses.iter_mut().enumerate() {
        clause.decisive = deciding.has(index);
    }
}

/// Goes over the comparisons of a condition.
pub fn each_clause<'p>(condition: &'p Condition, visit: &mut dyn FnMut(&'p Compare)) {
    collect(&condition.root, &mut |clause| visit(clause));
}

fn collect<'p>(node: &'p Node, visit: &mut impl FnMut(&'p Compare)) {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| collect(part, visit)),
        Node::Not(part) => collect(part, visit),
        Node::Compare(clause) => visit(clause),
    }
}

/// Tells the ids of the clauses of a condition that are in a set, in order.
pub fn ids_in<'p>(condition: &'p Condition, clauses: ClauseSet, tell: &mut dyn FnMut(&'p str)) {
    collect(&condition.root, &mut |clause| {
        if clauses.contains(clause) {
            tell(&clause.id);
        }
    });
}

/// The thresholds in days with which a condition compares a fact.
#[must_use]
pub fn day_thresholds(condition: &Condition, fact: Fact) -> Vec<u32> {
    let mut thresholds = Vec::new();
    collect(&condition.root, &mut |clause| match clause.threshold {
        Threshold::Days(days) if clause.fact == fact => thresholds.push(days),
        _ => {}
    });
    thresholds
}

/// The numbers of days past due above those of the case at which a clause on them turns, the fewest first.
#[must_use]
pub fn openings<'c>(condition: &'c Condition, facts: &'c Facts) -> impl DoubleEndedIterator<Item = u32> + 'c {
    condition.day_edges.iter().copied().filter(|days| *days > 0 && !facts.is_past(*days))
}
