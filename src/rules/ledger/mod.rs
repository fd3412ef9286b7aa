//! Penalty and compound interest on overdue amounts, and what is due in all.
//!
//! # What it computes
//! For each arrear that fell due before the as-of date, and that is neither within grace nor too small
//! to count:
//! 1. Penalty interest (罚息) on the base that the policy names, overdue principal by default, and
//!    compound interest (复利) on overdue interest, by default both at contract rate × (1 + markup).
//! 2. Amount = base × rate × part of a year, by the policy's day count and ends of a range; by default
//!    the due date is counted and the as-of date is not. Numerators are summed and divided once.
//! 3. Rounding by the policy's mode and stage: by default each line (one arrear, one component) once.
//!    With the stage `once` the penalty interest of the loan in all is rounded once, and its compound
//!    interest in all; lines take what their sum grows by.
//! 4. The smallest charge of a line and the caps of an arrear, each shown where it moved the line.
//!
//! No compound interest runs on penalty interest, unless the policy switches it on ([`terms`]). What needs a missing
//! fact is bounded, not guessed: an unknown rate lies between 0 and 1, an unknown interest is at least nothing. The
//! settings and their readings stand in [`terms`].
//!
//! # Source
//! The policy's `penalty` section (PBOC yinfa [2003] 251, para 3; yinfa [2005] 129).
//!
//! # Example
//! 60,000.00 × 0.09 × 99 ÷ 360 = 1,485.00; 900.00 × 0.09 × 99 ÷ 360 = 22.275 → 22.28.

pub mod allocation;
pub mod charge;
pub mod replay;
mod snapshot;
pub mod terms;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::case::Arrear;
use crate::condition::Bounds;
use crate::json::Digits;
use crate::money::Money;
use crate::rules::ledger::charge::Segment;
pub use crate::rules::ledger::snapshot::Snapshot;
use crate::rules::ledger::snapshot::{NOTHING, Tally, Workings};
use crate::rules::ledger::terms::interest_of;

/// What a line charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Component {
    /// Penalty interest on overdue principal.
    Penalty,
    /// Compound interest on overdue interest.
    Compound,
}

/// A JSON pointer to an arrear, or to what it follows from in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrearPointer {
    list: &'static str,
    index: usize,
}

impl ArrearPointer {
    const fn arrear(index: usize) -> Self {
        Self { list: "/arrears", index }
    }

    fn text(self) -> String {
        let mut index = Digits::default();
        index.number(u64::try_from(self.index).unwrap_or(u64::MAX), 1).sign(b'/');
        [self.list, index.text()].concat()
    }
}

impl fmt::Display for ArrearPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl Serialize for ArrearPointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// One component of one arrear, with its working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// JSON pointer to the arrear.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub arrear: ArrearPointer,
    /// The day on which it fell due.
    pub due_on: Date,
    /// What is charged.
    pub component: Component,
    /// The amount to the fen.
    pub amount: Money,
    /// The working. Their amounts, with what adjustments add and take off, add up to the line's.
    pub segments: Vec<Segment>,
    /// What the smallest charge has added and caps have taken off, in this order; empty for none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
}

/// A setting of the policy that has moved a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AdjustedBy {
    /// The smallest charge of a line; what it adds.
    MinimumCharge,
    /// The highest charges of an arrear as a share of its principal; what it takes off.
    ShareOfPrincipalMax,
    /// The highest cost of an arrear a year; what it takes off.
    TotalCostMax,
    /// No setting, but payments: what was paid of the line already.
    Paid,
}

impl AdjustedBy {
    /// Every setting, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("minimumCharge", Self::MinimumCharge),
        ("shareOfPrincipalMax", Self::ShareOfPrincipalMax),
        ("totalCostMax", Self::TotalCostMax),
        ("paid", Self::Paid),
    ];
}

/// What a setting of the policy has added to a line or taken off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Adjustment {
    /// The setting.
    pub by: AdjustedBy,
    /// How much: added by the smallest charge, taken off by a cap.
    pub amount: Money,
    /// The bound that was held: the smallest charge; the most that the arrear may bear; the most that
    /// it may cost, its interest and fees included; of what was paid, the line before it.
    pub bound: Money,
}

/// What is due on a day, by component. What a missing fact leaves open is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Overdue principal.
    pub principal: Money,
    /// Overdue interest of the contract.
    pub interest: Bounds,
    /// Overdue fees.
    pub fees: Money,
    /// Penalty interest.
    pub penalty: Bounds,
    /// Compound interest.
    pub compound: Bounds,
}

impl Sums {
    const NONE: Self =
        Self { principal: Money::ZERO, interest: NOTHING, fees: Money::ZERO, penalty: NOTHING, compound: NOTHING };

    /// Penalty and compound interest together.
    #[must_use]
    pub fn charges(&self) -> Bounds {
        self.penalty.plus(self.compound)
    }

    /// Everything, before any waiver.
    #[must_use]
    pub fn gross(&self) -> Bounds {
        Bounds::exactly(self.principal.plus(self.fees)).plus(self.interest).plus(self.charges())
    }

    /// The same with what of an arrear is unpaid, but for what it bears.
    #[must_use]
    pub fn with_unpaid(self, arrear: &Arrear) -> Self {
        let own = Self { principal: arrear.principal, interest: interest_of(arrear), fees: arrear.fees, ..Self::NONE };
        self.plus(&own)
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            principal: self.principal.plus(other.principal),
            interest: self.interest.plus(other.interest),
            fees: self.fees.plus(other.fees),
            penalty: self.penalty.plus(other.penalty),
            compound: self.compound.plus(other.compound),
        }
    }
}

impl<'a> Snapshot<'a> {
    /// What is due: every arrear that fell due before the day, and what it bears.
    #[must_use]
    pub fn sums(self) -> Sums {
        let mut tally = Tally::EMPTY;
        let mut overdue = self.case.arrears.iter().filter(|arrear| arrear.due_on < self.as_of);
        let Some(first) = overdue.next() else { return Sums::NONE };
        let mut sums = self.own(first, &mut tally);
        for arrear in overdue {
            sums = sums.plus(&self.own(arrear, &mut tally));
        }
        sums
    }

    fn own(&self, arrear: &Arrear, tally: &mut Tally) -> Sums {
        let [penalty, compound] = self.due(arrear, tally, None).unwrap_or([NOTHING; 2]);
        let (principal, interest, fees) = (arrear.principal, interest_of(arrear), arrear.fees);
        Sums { principal, interest, fees, penalty, compound }
    }

    /// What is due on each arrear that fell due before the day, with its place; together [`Snapshot::sums`].
    pub fn by_arrear(self) -> impl Iterator<Item = (usize, Sums)> + 'a {
        let mut tally = Tally::EMPTY;
        self.overdue().map(move |(index, arrear)| (index, self.own(arrear, &mut tally)))
    }

    /// JSON pointers to the facts without which the sums are not known; none when they are.
    #[must_use]
    pub fn missing(self) -> Vec<String> {
        if self.sums().gross().known().is_some() { Vec::new() } else { self.open_facts() }
    }

    /// JSON pointers to the facts that are not known and bear on the sums or on their working.
    #[must_use]
    pub fn open_facts(self) -> Vec<String> {
        let mut missing = Vec::new();
        if self.case.annual_rate.is_none() && self.overdue().any(|(_, arrear)| self.bears(arrear)) {
            missing.push("/loan/annualRate".to_owned());
        }
        if self.overdue().any(|(_, arrear)| self.lacks_maturity(arrear)) {
            missing.push("/loan/maturesOn".to_owned());
        }
        let unknown = self.overdue().filter(|(_, arrear)| arrear.interest.is_none());
        missing.extend(unknown.map(|(index, _)| format!("/arrears/{index}/interest")));
        missing
    }

    /// The lines that can be worked out, with their working.
    #[must_use]
    pub fn lines(self) -> Vec<Line> {
        if self.case.annual_rate.is_none() {
            return Vec::new();
        }
        let mut lines = Vec::with_capacity(self.case.arrears.len().saturating_mul(2));
        let mut tally = Tally::EMPTY;
        for (index, arrear) in self.overdue() {
            self.add_lines(index, arrear, &mut tally, &mut lines);
        }
        lines
    }

    /// The lines of an arrear that is charged; none of what has no base.
    fn add_lines(self, index: usize, arrear: &Arrear, tally: &mut Tally, lines: &mut Vec<Line>) {
        let mut workings = Workings::default();
        let Some([penalty, compound]) = self.due(arrear, tally, Some(&mut workings)) else { return };
        let [penalty_base, compound_base] = self.bases(arrear);
        let charges = [(Component::Penalty, penalty_base, penalty), (Component::Compound, compound_base, compound)];
        let workings = workings.segments.into_iter().zip(workings.adjustments);
        for ((component, base, due), (segments, adjustments)) in charges.into_iter().zip(workings) {
            let Some(amount) = due.known().filter(|_| base.is_positive()) else { continue };
            // What the whole cost is capped at is not known while the interest is not.
            let is_certain = |one: &Adjustment| one.by != AdjustedBy::TotalCostMax || arrear.interest.is_some();
            // Where neither end is counted, a day past due has no day to charge for.
            if !segments.is_empty() && adjustments.iter().all(is_certain) {
                let (arrear, due_on) = (ArrearPointer::arrear(index), arrear.due_on);
                lines.push(Line { arrear, due_on, component, amount, segments, adjustments });
            }
        }
    }
}
