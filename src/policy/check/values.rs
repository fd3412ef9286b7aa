//! Sets of values that a fact can have, exactly: what a comparison lets through, and what several of
//! them let through together.

use crate::money::Rate;
use crate::policy::model::{Class, Compare, FactKind, Operator, Threshold};

/// The largest value of a set; no threshold comes near it.
const LAST: i128 = i128::MAX >> 1;

/// A set of values as ranges, both ends within, in order and apart from each other.
///
/// Days and counts are themselves, dates are their day number, money is in fen, yes and no are 1 and 0, classes are their rank.
/// Shares have no smallest step: a threshold of `n` ten-thousandths stands at `2n`, and the odd
/// numbers stand for everything between two thresholds, so that `<` and `≤` differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values(Vec<(i128, i128)>);

impl Values {
    /// Everything that a fact of the kind can be.
    pub(super) fn all(kind: FactKind) -> Self {
        let last = match kind {
            FactKind::YesNo => 1,
            FactKind::Class => rank(Class::Severe),
            FactKind::Days | FactKind::Money | FactKind::Count | FactKind::Share | FactKind::Date => LAST,
        };
        let first = if kind == FactKind::Class { rank(Class::Mild) } else { 0 };
        Self(vec![(first, last)])
    }

    /// What a comparison lets through.
    pub(super) fn of(clause: &Compare) -> Self {
        let all = Self::all(clause.fact.kind());
        let point = match &clause.threshold {
            Threshold::Days(number) | Threshold::Count(number) => i128::from(*number),
            Threshold::Money(amount) => amount.fen(),
            Threshold::Share(share) => rung(*share),
            Threshold::YesNo(answer) => i128::from(*answer),
            Threshold::Date(date) => i128::from(date.day_number()),
            Threshold::Classes(classes) => {
                return Self::merged(classes.iter().map(|class| (rank(*class), rank(*class))).collect());
            }
        };
        let (below, over) = (point.saturating_sub(1), point.saturating_add(1));
        let ranges = match clause.operator {
            Operator::Lt => vec![(0, below)],
            Operator::Le => vec![(0, point)],
            Operator::Eq | Operator::In => vec![(point, point)],
            Operator::Ne => vec![(0, below), (over, LAST)],
            Operator::Ge => vec![(point, LAST)],
            Operator::Gt => vec![(over, LAST)],
        };
        Self::merged(ranges).and(&all)
    }

    fn merged(mut ranges: Vec<(i128, i128)>) -> Self {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut merged: Vec<(i128, i128)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    /// The values in both sets.
    pub(super) fn and(&self, other: &Self) -> Self {
        let pairs = self.0.iter().flat_map(|left| other.0.iter().map(move |right| (left, right)));
        Self::merged(pairs.map(|(left, right)| (left.0.max(right.0), left.1.min(right.1))).collect())
    }

    /// The values in either set.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self::merged(self.0.iter().chain(&other.0).copied().collect())
    }

    /// The values of the kind that are not in the set.
    pub(super) fn outside(&self, kind: FactKind) -> Self {
        let mut left = Self::all(kind);
        for (first, last) in &self.0 {
            let rest = vec![(i128::MIN, first.saturating_sub(1)), (last.saturating_add(1), i128::MAX)];
            left = left.and(&Self(rest));
        }
        left
    }

    /// Whether every value of the other set is in this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.and(other) == *other
    }

    /// Whether no value is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn rank(class: Class) -> i128 {
    let place = Class::NAMES.iter().position(|(_, known)| *known == class);
    place.and_then(|place| i128::try_from(place).ok()).unwrap_or(-1)
}

/// Twice the ten-thousandths of a share; a policy writes no finer one.
fn rung(share: Rate) -> i128 {
    let steps = 20_000_i128.checked_div(share.denominator()).unwrap_or(0);
    share.mantissa().saturating_mul(steps)
}
