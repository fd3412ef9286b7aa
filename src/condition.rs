//! Conditions over facts, in three values: a missing fact makes a comparison unknown, never false.
//!
//! A condition is judged once: each comparison gets a status, and the tree folds the statuses. The
//! same statuses then tell which clauses decided, so the reason can never differ from the outcome.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::limits::CLAUSES_MAX;
use crate::money::{Money, ShareOf};
use crate::policy::model::{Class, Compare, Condition, Fact, Node, Operator, Source, Threshold};

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

/// An amount that may be known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// It is at least this.
    pub low: Money,
    /// It is at most this, where that is known.
    pub high: Option<Money>,
}

impl Bounds {
    /// An amount that is known.
    #[must_use]
    pub fn exactly(amount: Money) -> Self {
        Self { low: amount, high: Some(amount) }
    }

    /// The amount, where the bounds meet.
    #[must_use]
    pub fn known(self) -> Option<Money> {
        self.high.filter(|high| *high == self.low)
    }

    /// The bounds of a sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let high = self.high.zip(other.high).map(|(left, right)| left.plus(right));
        Self { low: self.low.plus(other.low), high }
    }

    /// The bounds less a known amount, not below zero.
    #[must_use]
    pub fn minus(self, amount: Money) -> Self {
        Self { low: self.low.minus_to_zero(amount), high: self.high.map(|high| high.minus_to_zero(amount)) }
    }

    fn compare(self, operator: Operator, threshold: Money) -> Kleene {
        let low = operator.holds(self.low.cmp(&threshold));
        let Some(high) = self.high else {
            return self.compare_unbounded(operator, threshold, low);
        };
        let inside = self.low <= threshold && threshold <= high;
        match operator {
            Operator::Eq | Operator::Ne if self.low != high && inside => Kleene::Unknown,
            _ if low == operator.holds(high.cmp(&threshold)) => low.into(),
            _ => Kleene::Unknown,
        }
    }

    fn compare_unbounded(self, operator: Operator, threshold: Money, low: bool) -> Kleene {
        let settled = match operator {
            Operator::Gt | Operator::Ge => low,
            Operator::Lt | Operator::Le => !low,
            // INVARIANT: the policy's reader admits `in` for classes alone.
            Operator::Eq | Operator::Ne | Operator::In => self.low > threshold,
        };
        if settled { low.into() } else { Kleene::Unknown }
    }
}

/// The value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Whole days.
    Days(u32),
    /// An amount, or its bounds.
    Money(Bounds),
    /// A whole number.
    Count(u32),
    /// A share of a whole.
    Share(ShareOf),
    /// True or false.
    YesNo(bool),
    /// One of the classes.
    Class(Class),
    /// A day of the calendar.
    Date(Date),
}

impl Serialize for Known {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Days(number) | Self::Count(number) => serializer.serialize_u32(*number),
            Self::Money(bounds) => bounds.known().serialize(serializer),
            Self::Share(share) => share.serialize(serializer),
            Self::YesNo(answer) => serializer.serialize_bool(*answer),
            Self::Class(class) => class.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
        }
    }
}

/// The facts of one case, by name. What is not there is unknown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    known: [Option<Known>; Fact::COUNT],
}

impl Facts {
    /// Records a fact.
    #[must_use]
    pub fn with(mut self, fact: Fact, known: Option<Known>) -> Self {
        if let Some(place) = self.known.get_mut(place(fact)) {
            *place = known;
        }
        self
    }

    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<Known> {
        self.known.get(place(fact)).copied().flatten()
    }

    /// The same facts with other days past due.
    #[must_use]
    pub fn at_days_past_due(self, days: u32) -> Self {
        self.with(Fact::DaysPastDue, Some(Known::Days(days)))
    }

    /// Whether a clause stands otherwise in other facts.
    #[must_use]
    pub fn turns(&self, clause: &Compare, other: &Self) -> bool {
        self.status(clause) != other.status(clause)
    }

    /// Whether the loan is so many days past due already.
    fn is_past(&self, days: u32) -> bool {
        matches!(self.get(Fact::DaysPastDue), Some(Known::Days(now)) if now >= days)
    }

    fn status(&self, clause: &Compare) -> Kleene {
        let Some(known) = self.get(clause.fact) else { return Kleene::Unknown };
        match (known, &clause.threshold) {
            (Known::Days(left), Threshold::Days(right)) | (Known::Count(left), Threshold::Count(right)) => {
                clause.operator.holds(left.cmp(right)).into()
            }
            (Known::Money(bounds), Threshold::Money(right)) => bounds.compare(clause.operator, *right),
            (Known::Share(share), Threshold::Share(right)) => clause.operator.holds(share.compare(*right)).into(),
            (Known::YesNo(left), Threshold::YesNo(right)) => clause.operator.holds(left.cmp(right)).into(),
            (Known::Class(class), Threshold::Classes(classes)) => classes.contains(&class).into(),
            (Known::Date(left), Threshold::Date(right)) => clause.operator.holds(left.cmp(right)).into(),
            // INVARIANT: the policy's reader admits a threshold only in the kind of its fact.
            _ => Kleene::Unknown,
        }
    }
}

fn place(fact: Fact) -> usize {
    match fact {
        Fact::DaysPastDue => 0,
        Fact::OverdueAmount => 1,
        Fact::FailedAttempts => 2,
        Fact::RefusedToPay => 3,
        Fact::DaysUnreachable => 4,
        Fact::FirstArrear => 5,
        Fact::CameForward => 6,
        Fact::ShareOfIncome => 7,
        Fact::SmallestPayment => 8,
        Fact::Class => 9,
        Fact::HardshipCause => 10,
        Fact::HardshipEvidenced => 11,
        Fact::ReviewFacts => 12,
        Fact::OldestDueOn => 13,
    }
}

/// The truth of a condition, without a record of its clauses.
#[must_use]
pub fn truth(condition: &Condition, facts: &Facts) -> Kleene {
    fold(&condition.root, &mut |clause| facts.status(clause))
}

fn fold(node: &Node, status: &mut impl FnMut(&Compare) -> Kleene) -> Kleene {
    match node {
        Node::All(parts) => parts.iter().fold(Kleene::True, |sum, part| sum.and(fold(part, status))),
        Node::Any(parts) => parts.iter().fold(Kleene::False, |sum, part| sum.or(fold(part, status))),
        Node::Not(part) => !fold(part, status),
        Node::Compare(clause) => status(clause),
    }
}

/// One clause as it stood in one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Clause<'p> {
    /// Stable id of the clause.
    pub id: &'p str,
    /// Its place in the tree.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub group: Group<'p>,
    /// The fact compared.
    pub fact: Fact,
    /// Its value; `null` where it is unknown.
    pub value: Option<Known>,
    /// What a sum with unknown parts is at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Money>,
    /// How it was compared.
    pub operator: Operator,
    /// With what.
    pub threshold: &'p Threshold,
    /// Whether the comparison holds.
    pub status: Kleene,
    /// Whether the clause decided the outcome.
    pub decisive: bool,
    /// On whose word.
    pub source: &'p Source,
}

/// A set of clauses of one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClauseSet {
    marks: [u64; CLAUSES_MAX / 64],
}

impl ClauseSet {
    fn of(clause: &Compare) -> Self {
        let mut set = Self::default();
        if let Some(marks) = set.marks.get_mut(clause.index >> 6) {
            *marks = 1 << (clause.index & 63);
        }
        set
    }

    /// Whether the clause is in the set.
    #[must_use]
    pub fn contains(&self, clause: &Compare) -> bool {
        self.marks.get(clause.index >> 6).is_some_and(|marks| (marks >> (clause.index & 63)) & 1 == 1)
    }

    fn count(&self) -> u32 {
        self.marks.iter().fold(0, |sum, marks| sum.saturating_add(marks.count_ones()))
    }

    fn or(mut self, other: Self) -> Self {
        for (marks, others) in self.marks.iter_mut().zip(other.marks) {
            *marks |= others;
        }
        self
    }
}

/// A truth with the clauses that decide it.
#[derive(Clone, Copy)]
struct Proof {
    truth: Kleene,
    deciding: ClauseSet,
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
        let Proof { truth, deciding } = prove(&condition.root, facts);
        Self { condition, truth, deciding }
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

/// Every clause of a condition with its value, as it stands in the facts given, marked where it is
/// among the deciding ones. `option` is the place among alternatives that share the condition.
pub fn add_clauses<'p>(
    clauses: &mut Vec<Clause<'p>>,
    condition: &'p Condition,
    shown: &Facts,
    deciding: ClauseSet,
    option: Option<usize>,
) {
    clauses.reserve(condition.clause_count);
    collect(&condition.root, &mut |compare| clauses.push(clause(compare, shown, deciding.contains(compare), option)));
}

fn prove(node: &Node, facts: &Facts) -> Proof {
    match node {
        Node::Compare(clause) => Proof { truth: facts.status(clause), deciding: ClauseSet::of(clause) },
        Node::Not(part) => {
            let proof = prove(part, facts);
            Proof { truth: !proof.truth, ..proof }
        }
        Node::All(parts) => prove_parts(parts, facts, Kleene::False),
        Node::Any(parts) => prove_parts(parts, facts, Kleene::True),
    }
}

/// One part of the truth that `alone` decides settles the whole: of those the shortest is taken.
/// Otherwise the unknown parts decide, and where none is unknown, all of them.
fn prove_parts(parts: &[Node], facts: &Facts, alone: Kleene) -> Proof {
    let mut shortest: Option<ClauseSet> = None;
    let (mut unknown, mut rest) = (None, ClauseSet::default());
    for proof in parts.iter().map(|part| prove(part, facts)) {
        if proof.truth == alone {
            let shorter = shortest.is_none_or(|best| proof.deciding.count() < best.count());
            shortest = if shorter { Some(proof.deciding) } else { shortest };
        } else if proof.truth == Kleene::Unknown {
            unknown = Some(unknown.unwrap_or(ClauseSet::default()).or(proof.deciding));
        } else {
            rest = rest.or(proof.deciding);
        }
    }
    match (shortest, unknown) {
        (Some(deciding), _) => Proof { truth: alone, deciding },
        (None, Some(deciding)) => Proof { truth: Kleene::Unknown, deciding },
        (None, None) => Proof { truth: !alone, deciding: rest },
    }
}

fn collect<'p>(node: &'p Node, visit: &mut impl FnMut(&'p Compare)) {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| collect(part, visit)),
        Node::Not(part) => collect(part, visit),
        Node::Compare(clause) => visit(clause),
    }
}

fn clause<'p>(compare: &'p Compare, shown: &Facts, decisive: bool, option: Option<usize>) -> Clause<'p> {
    let value = shown.get(compare.fact);
    let at_least = match value {
        Some(Known::Money(bounds)) if bounds.known().is_none() => Some(bounds.low),
        _ => None,
    };
    Clause {
        id: &compare.id,
        group: Group { option, place: &compare.group },
        fact: compare.fact,
        value,
        at_least,
        operator: compare.operator,
        threshold: &compare.threshold,
        status: shown.status(compare),
        decisive,
        source: &compare.source,
    }
}

/// A clause's place in the tree, such as `all/2/any/0`; among alternatives, behind `any/` and the
/// alternative's own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<'p> {
    option: Option<usize>,
    place: &'p str,
}

impl fmt::Display for Group<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.option {
            None => formatter.write_str(self.place),
            Some(option) if self.place.is_empty() => write!(formatter, "any/{option}"),
            Some(option) => write!(formatter, "any/{option}/{}", self.place),
        }
    }
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The fewest days past due, above those of the case and above those given, at which a clause on days
/// past due turns.
#[must_use]
pub fn next_opening(condition: &Condition, facts: &Facts, after: u32) -> Option<u32> {
    let mut next: Option<u32> = None;
    collect(&condition.root, &mut |clause| {
        if let (Fact::DaysPastDue, Threshold::Days(bound)) = (clause.fact, &clause.threshold) {
            let edges = [*bound, bound.saturating_add(1)].into_iter();
            let later = edges.filter(|days| *days > after && !facts.is_past(*days));
            next = next.into_iter().chain(later).min();
        }
    });
    next
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Known {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Known".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["integer", "string", "boolean", "null"],
            "description": "The value of a fact: whole days or a count, an amount or share as text, yes or no, a \
                class; null where an amount is known only within bounds.",
        })
    }
}
