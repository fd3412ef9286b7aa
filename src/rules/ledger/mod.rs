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
//! No compound interest runs on penalty interest. What needs a missing fact is bounded, not guessed:
//! an unknown rate lies between 0 and 1, an unknown interest is at least nothing. The settings and
//! their readings stand in [`terms`].
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
use crate::case::{Arrear, Case};
use crate::condition::Bounds;
use crate::money::Money;
use crate::policy::penalty::Penalty;
use crate::rules::ledger::charge::Segment;
use crate::rules::ledger::snapshot::{NOTHING, Snapshot, Tally};
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
}

impl fmt::Display for ArrearPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.list, self.index)
    }
}

impl Serialize for ArrearPointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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

    /// Whether nothing is owed, whatever is not known.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.gross().high == Some(Money::ZERO)
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

/// What is due on a day: every arrear that fell due before it, and what it bears.
#[must_use]
pub fn sums(case: &Case, as_of: Date, policy: &Penalty) -> Sums {
    by_arrear(case, as_of, policy).fold(Sums::NONE, |sums, (_, own)| sums.plus(&own))
}

/// What is due on each arrear that fell due before a day, with its place; together [`sums`].
pub fn by_arrear<'a>(case: &'a Case, as_of: Date, policy: &'a Penalty) -> impl Iterator<Item = (usize, Sums)> + 'a {
    let snapshot = Snapshot::of(case, as_of, policy);
    let mut tally = Tally::EMPTY;
    snapshot.overdue().map(move |(index, arrear)| {
        let [penalty, compound] = snapshot.due(arrear, &mut tally);
        let sums =
            Sums { principal: arrear.principal, interest: interest_of(arrear), fees: arrear.fees, penalty, compound };
        (index, sums)
    })
}

/// JSON pointers to the facts without which the sums of a day are not known; none when they are.
#[must_use]
pub fn missing(case: &Case, as_of: Date, policy: &Penalty) -> Vec<String> {
    if sums(case, as_of, policy).gross().known().is_some() {
        return Vec::new();
    }
    let snapshot = Snapshot::of(case, as_of, policy);
    let mut missing = Vec::new();
    if case.annual_rate.is_none() && snapshot.overdue().any(|(_, arrear)| snapshot.bears(arrear)) {
        missing.push("/loan/annualRate".to_owned());
    }
    if snapshot.overdue().any(|(_, arrear)| snapshot.lacks_maturity(arrear)) {
        missing.push("/loan/maturesOn".to_owned());
    }
    let unknown = snapshot.overdue().filter(|(_, arrear)| arrear.interest.is_none());
    missing.extend(unknown.map(|(index, _)| format!("/arrears/{index}/interest")));
    missing
}

/// The lines that can be worked out, with their working.
#[must_use]
pub fn lines(case: &Case, policy: &Penalty) -> Vec<Line> {
    let snapshot = Snapshot::of(case, case.as_of, policy);
    let (mut lines, mut tally) = (Vec::new(), Tally::EMPTY);
    for (index, arrear) in snapshot.overdue() {
        let before = tally;
        let Some(steps) = snapshot.steps(arrear, &mut tally) else { continue };
        let Some(days) = snapshot.charged_days(arrear).filter(|_| case.annual_rate.is_some()) else { continue };
        let around = [before, tally];
        let components = [
            (Component::Penalty, snapshot.penalty_working(arrear, days, &around)),
            (Component::Compound, snapshot.compound_working(arrear, days, &around)),
        ];
        for (place, ((component, working), due)) in components.into_iter().zip(steps.due).enumerate() {
            let line = due.known().zip(working).map(|(amount, working)| Line {
                arrear: ArrearPointer::arrear(index),
                due_on: arrear.due_on,
                component,
                amount,
                segments: working.segments,
                adjustments: snapshot.adjustments(arrear, place, &steps),
            });
            lines.extend(line);
        }
    }
    lines
}
