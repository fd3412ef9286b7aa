//! Penalty and compound interest on overdue amounts, and what is due in all.
//!
//! # What it computes
//! For each arrear that fell due before the as-of date:
//! 1. Penalty interest (罚息) on overdue principal, and compound interest (复利) on overdue interest,
//!    both at contract rate × (1 + markup).
//! 2. Amount = base × rate × days ÷ days of a year. Days run from the due date (counted) to the
//!    as-of date (not counted). Numerators are summed and divided once.
//! 3. Each line (one arrear, one component) is rounded once, by the policy's mode, to the fen.
//!
//! No compound interest runs on penalty interest. What needs a missing fact is bounded, not guessed:
//! an unknown rate lies between 0 and 1, an unknown interest is at least nothing.
//!
//! # Source
//! The policy's `penalty` section (PBOC yinfa [2003] 251, para 3; yinfa [2005] 129).
//!
//! # Example
//! 60,000.00 × 0.09 × 99 ÷ 360 = 1,485.00; 900.00 × 0.09 × 99 ÷ 360 = 22.275 → 22.28.

pub mod allocation;
pub mod charge;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::calendar::{Date, DayCountContext, DayRange};
use crate::case::{Arrear, Case};
use crate::condition::Bounds;
use crate::money::{Money, Rate};
use crate::policy::penalty::Penalty;
use crate::rules::ledger::charge::{Piece, Segment, Terms, charge, exact_sum};

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

/// A JSON pointer to an arrear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrearPointer(usize);

impl fmt::Display for ArrearPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/arrears/{}", self.0)
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
    /// The working; days and amounts add up to the line's.
    pub segments: Vec<Segment>,
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

    fn with(self, arrear: &Arrear, charges: Charges) -> Self {
        Self {
            principal: self.principal.plus(arrear.principal),
            interest: self.interest.plus(interest_of(arrear)),
            fees: self.fees.plus(arrear.fees),
            penalty: self.penalty.plus(charges.penalty),
            compound: self.compound.plus(charges.compound),
        }
    }
}

const NOTHING: Bounds = Bounds { low: Money::ZERO, high: Some(Money::ZERO) };

#[derive(Clone, Copy)]
struct Charges {
    penalty: Bounds,
    compound: Bounds,
}

/// What is due on a day: every arrear that fell due before it, and what it bears.
#[must_use]
pub fn sums(case: &Case, as_of: Date, policy: &Penalty) -> Sums {
    let rate = case.annual_rate.map(|rate| rate.raised_by(policy.markup.value));
    let highest = Rate::ONE.raised_by(policy.markup.value);
    let overdue = case.arrears.iter().filter(|arrear| arrear.due_on < as_of);
    overdue.fold(Sums::NONE, |sums, arrear| {
        let range = DayRange { from: arrear.due_on, to: as_of };
        let bounds = |base| bounds(base, range, rate, highest, policy);
        let compound = if policy.compound_on_interest.value { bounds(interest_of(arrear)) } else { NOTHING };
        sums.with(arrear, Charges { penalty: bounds(Bounds::exactly(arrear.principal)), compound })
    })
}

fn interest_of(arrear: &Arrear) -> Bounds {
    arrear.interest.map_or(Bounds { low: Money::ZERO, high: None }, Bounds::exactly)
}

fn bounds(base: Bounds, range: DayRange, rate: Option<Rate>, highest: Rate, policy: &Penalty) -> Bounds {
    let terms = terms(policy);
    let charged = |base: Money, annual_rate: Rate| {
        exact_sum(&[Piece { range, base, annual_rate }], &terms).rounded(terms.rounding)
    };
    match (base.known(), rate) {
        (Some(base), Some(rate)) => Bounds::exactly(charged(base, rate)),
        (Some(base), None) => Bounds { low: Money::ZERO, high: Some(charged(base, highest)) },
        (None, Some(rate)) if !rate.is_positive() => NOTHING,
        (None, _) => Bounds { low: Money::ZERO, high: None },
    }
}

/// The policy's own way of counting days and rounding.
fn terms(policy: &Penalty) -> Terms {
    Terms {
        day_count: policy.day_count.value,
        context: DayCountContext::default(),
        days_counted: policy.days_counted.value,
        rounding: policy.rounding.value,
        stage: policy.rounding_stage.value,
    }
}

/// JSON pointers to the facts without which the sums of a day are not known; none when they are.
#[must_use]
pub fn missing(case: &Case, as_of: Date, policy: &Penalty) -> Vec<String> {
    if sums(case, as_of, policy).gross().known().is_some() {
        return Vec::new();
    }
    let overdue = || case.arrears.iter().enumerate().filter(|(_, arrear)| arrear.due_on < as_of);
    let bears = |arrear: &Arrear| {
        let interest = policy.compound_on_interest.value && arrear.interest.is_none_or(Money::is_positive);
        arrear.principal.is_positive() || interest
    };
    let mut missing = Vec::new();
    if case.annual_rate.is_none() && overdue().any(|(_, arrear)| bears(arrear)) {
        missing.push("/loan/annualRate".to_owned());
    }
    let unknown = overdue().filter(|(_, arrear)| arrear.interest.is_none());
    missing.extend(unknown.map(|(index, _)| format!("/arrears/{index}/interest")));
    missing
}

/// The lines that can be worked out, with their working.
#[must_use]
pub fn lines(case: &Case, policy: &Penalty) -> Vec<Line> {
    let Some(rate) = case.annual_rate.map(|rate| rate.raised_by(policy.markup.value)) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (index, arrear) in case.arrears.iter().enumerate().filter(|(_, arrear)| arrear.due_on < case.as_of) {
        let range = DayRange { from: arrear.due_on, to: case.as_of };
        let compound = arrear.interest.filter(|_| policy.compound_on_interest.value);
        let bases = [(Component::Penalty, Some(arrear.principal)), (Component::Compound, compound)];
        for (component, base) in bases {
            let base = base.filter(|base| base.is_positive());
            lines.extend(base.map(|base| line(index, component, base, range, rate, policy)));
        }
    }
    lines
}

fn line(index: usize, component: Component, base: Money, range: DayRange, rate: Rate, policy: &Penalty) -> Line {
    let charged = charge(&[Piece { range, base, annual_rate: rate }], &terms(policy));
    Line {
        arrear: ArrearPointer(index),
        due_on: range.from,
        component,
        amount: charged.amount,
        segments: charged.segments,
    }
}
