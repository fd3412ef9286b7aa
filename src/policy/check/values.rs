//! Sets of values that a fact can have, exactly: what a comparison lets through, and what several of
//! them let through together.

use crate::calendar::Date;
use crate::money::Rate;
use crate::policy::model::{Class, Compare, Fact, FactKind, Operator, Threshold};

/// The smallest and the largest value of a set; no threshold comes near them.
const FIRST: i128 = i128::MIN >> 1;
pub(super) const LAST: i128 = i128::MAX >> 1;

/// The range in which nothing lies.
const NONE: (i128, i128) = (0, -1);

/// A set of values as ranges, both ends within, in order and apart from each other.
///
/// Days and counts are themselves, dates are their day number, money is in fen, yes and no are 1 and 0, classes are their rank.
/// Shares have no smallest step: a threshold of `n` ten-thousandths stands at `2n`, and the odd
/// numbers stand for everything between two thresholds, so that `<` and `≤` differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values(Vec<(i128, i128)>);

impl Values {
    /// Everything that a fact can be.
    pub(super) fn all(fact: Fact) -> Self {
        Self(vec![bounds(fact)])
    }

    /// No value.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// The values from one to another.
    pub(super) fn range(first: i128, last: i128) -> Self {
        Self::merged(&[(first, last)])
    }

    /// One class.
    pub(super) fn class(class: Class) -> Self {
        Self::range(rank(class), rank(class))
    }

    /// What a comparison lets through.
    pub(super) fn of(clause: &Compare) -> Self {
        let point = match &clause.threshold {
            Threshold::Days(number) | Threshold::Count(number) => i128::from(*number),
            Threshold::Money(amount) => amount.fen(),
            Threshold::Share(share) => rung(*share),
            Threshold::YesNo(answer) => i128::from(*answer),
            Threshold::Date(date) => day(*date),
            Threshold::Classes(classes) => {
                return classes.iter().fold(Self::none(), |set, class| set.or(&Self::class(*class)));
            }
        };
        let (below, over) = (point.saturating_sub(1), point.saturating_add(1));
        let (first, second) = match clause.operator {
            Operator::Lt => ((FIRST, below), NONE),
            Operator::Le => ((FIRST, point), NONE),
            Operator::Eq | Operator::In => ((point, point), NONE),
            Operator::Ne => ((FIRST, below), (over, LAST)),
            Operator::Ge => ((point, LAST), NONE),
            Operator::Gt => ((over, LAST), NONE),
        };
        Self::merged(&[first, second]).and(&Self::all(clause.fact))
    }

    /// The values of all the ranges, in any order.
    fn merged(ranges: &[(i128, i128)]) -> Self {
        let mut set = Self(Vec::with_capacity(ranges.len()));
        for range in ranges {
            set.add(*range);
        }
        set
    }

    /// Takes a range in; those that it touches become one with it.
    fn add(&mut self, (mut first, mut last): (i128, i128)) {
        if first > last {
            return;
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for known in &self.0 {
            if known.1.saturating_add(1) < first {
                before.push(*known);
            } else if last.saturating_add(1) < known.0 {
                after.push(*known);
            } else {
                (first, last) = (first.min(known.0), last.max(known.1));
            }
        }
        before.push((first, last));
        before.append(&mut after);
        self.0 = before;
    }

    /// The values in both sets.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = Self::none();
        for left in &self.0 {
            for right in &other.0 {
                both.add((left.0.max(right.0), left.1.min(right.1)));
            }
        }
        both
    }

    /// The values in either set.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut either = self.clone();
        for range in &other.0 {
            either.add(*range);
        }
        either
    }

    /// The values of the fact that are not in the set.
    pub(super) fn outside(&self, fact: Fact) -> Self {
        let mut outside = Self::none();
        let (mut first, last) = bounds(fact);
        for known in &self.0 {
            outside.add((first, known.0.saturating_sub(1)));
            first = known.1.saturating_add(1);
        }
        outside.add((first, last));
        outside
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

/// The smallest and the largest value that a fact can have. A payment can lie below nothing where rounding up has
/// taken more than there is before the last one, and so can what a payment leaves to live on.
fn bounds(fact: Fact) -> (i128, i128) {
    match (fact, fact.kind()) {
        (Fact::SmallestPayment | Fact::LeftToLiveOn, _) => (FIRST, LAST),
        (_, FactKind::YesNo) => (0, 1),
        (_, FactKind::Class) => (rank(Class::Current), rank(Class::Severe)),
        // A due date that is past lies before the as-of date.
        (_, FactKind::Date) => (day(Date::EARLIEST), day(Date::LATEST).saturating_sub(1)),
        (_, FactKind::Days | FactKind::Money | FactKind::Count | FactKind::Share) => (0, LAST),
    }
}

fn day(date: Date) -> i128 {
    i128::from(date.day_number())
}

/// The place of a class among those that a policy bounds, and of the one before them.
fn rank(class: Class) -> i128 {
    let place = Class::NAMES.iter().position(|(_, known)| *known == class);
    place.and_then(|place| i128::try_from(place).ok()).unwrap_or(-1)
}

/// Twice the ten-thousandths of a share; a policy writes no finer one.
fn rung(share: Rate) -> i128 {
    let steps = 20_000_i128.checked_div(share.denominator()).unwrap_or(0);
    share.mantissa().saturating_mul(steps)
}
