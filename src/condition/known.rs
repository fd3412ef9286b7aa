//! The value of a fact: known, or known only within bounds.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::condition::Kleene;
use crate::money::{Money, Rate, ShareOf};
use crate::policy::model::{Class, Operator};

/// An amount that may be known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// It is at least this.
    pub low: Money,
    /// It is at most this, where that is known.
    pub high: Option<Money>,
}

impl Bounds {
    /// Below every amount that there can be: no lower bound is known.
    const OPEN: Money = Money::from_fen(i128::MIN);

    /// An amount that is known.
    #[must_use]
    pub fn exactly(amount: Money) -> Self {
        Self { low: amount, high: Some(amount) }
    }

    /// An amount of which it is only known that it is not more.
    #[must_use]
    pub fn at_most(high: Money) -> Self {
        Self { low: Self::OPEN, high: Some(high) }
    }

    /// What it is at least, where that is known.
    #[must_use]
    pub fn at_least(self) -> Option<Money> {
        Some(self.low).filter(|low| *low != Self::OPEN)
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

    /// What another amount is beyond this one, where both are known.
    #[must_use]
    pub fn moved_to(self, after: Self) -> Option<Money> {
        self.known().zip(after.known()).map(|(before, after)| after.minus(before))
    }

    pub(super) fn compare(self, operator: Operator, threshold: Money) -> Kleene {
        if let Some(known) = self.known() {
            return operator.holds(known.cmp(&threshold)).into();
        }
        between(operator, self.low.cmp(&threshold), self.high.map(|high| high.cmp(&threshold)))
    }
}

/// Whether a comparison holds wherever between its bounds a value lies, from how the bounds stand to the
/// threshold; without an upper bound it may lie anywhere above.
fn between(operator: Operator, low: Ordering, high: Option<Ordering>) -> Kleene {
    let high = high.unwrap_or(Ordering::Greater);
    let may_be_it = low.is_le() && high.is_ge() && (low, high) != (Ordering::Equal, Ordering::Equal);
    match operator {
        Operator::Eq | Operator::Ne if may_be_it => Kleene::Unknown,
        _ if operator.holds(low) == operator.holds(high) => operator.holds(low).into(),
        _ => Kleene::Unknown,
    }
}

/// A share of a whole, of which the part may be known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: Bounds,
    /// What it is a part of.
    pub whole: Money,
}

impl Share {
    /// The share, where it is known and not a part of nothing.
    #[must_use]
    pub fn known(self) -> Option<ShareOf> {
        self.part.known().map(|part| self.of(part)).filter(|share| share.whole.is_positive())
    }

    /// What the share is at least, where it is not known; a part of nothing is at least all of it.
    pub(super) fn at_least(self) -> ShareOf {
        let all = Money::from_fen(1);
        if self.whole.is_positive() { self.of(self.part.low) } else { ShareOf { part: all, whole: all } }
    }

    /// What it is at most, where that is known.
    pub(super) fn at_most(self) -> Option<ShareOf> {
        self.part.high.map(|part| self.of(part)).filter(|share| share.whole.is_positive())
    }

    fn of(self, part: Money) -> ShareOf {
        ShareOf { part, whole: self.whole }
    }

    pub(super) fn compare(self, operator: Operator, threshold: Rate) -> Kleene {
        let low = self.of(self.part.low).compare(threshold);
        match self.part.known() {
            Some(_) => operator.holds(low).into(),
            None => between(operator, low, self.part.high.map(|part| self.of(part).compare(threshold))),
        }
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
    /// A share of a whole, or its bounds.
    Share(Share),
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
            Self::Share(share) => share.known().serialize(serializer),
            Self::YesNo(answer) => serializer.serialize_bool(*answer),
            Self::Class(class) => class.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
        }
    }
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
