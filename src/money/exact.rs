//! Exact amounts: what has not been rounded yet.
//!
//! # Why it is exact
//! An amount is held as whole fen and a part of one fen, a fraction below 1. At the bounds of
//! [`crate::limits`], with `b` the base, `m` the digits of the rate, `n/d` the part of a year:
//! - the base is at most 10^18 fen (10,000 arrears of the largest amount), less than 2^60;
//! - `n` is at most 300 years × 366 × 365 over a `d` of at most 365 × 366, less than 2^26 over 2^18;
//! - a rate has at most 20 decimal places after a multiplier, so `m` is below 10^22 and its
//!   denominator at most 10^20, less than 2^74 over 2^67.
//!
//! `b × n` is below 2^86 and fits; `b × n × m` is below 2^160 and is formed in 256 bits. The
//! denominators, 10^20 × `d`, stay below 2^85: powers of ten and year lengths of one day count have a
//! common multiple of that size, so parts of a fen add up in 128 bits. Whole fen stay below
//! 2^60 × 100 × 300, less than 2^76.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::json::{Digits, Figure, serialize_figure};

use crate::money::division::{
    Wide, divide, divided_product, greatest_common_divisor, quotient_and_rest, rounded as rounded_quotient,
    rounded_short,
};
use crate::money::{Fixed, Money, Rate, Rounding, power_of_ten};

/// An exact amount: fen and a part of one, not rounded.
///
/// ```
/// use arrears::money::{Exact, Money, Rate, Rounding};
/// let rate = Rate::parse("0.09").unwrap();
/// let amount = Exact::interest(Money::parse("900").unwrap(), rate, 99, 360);
/// assert_eq!(amount.rounded(Rounding::HalfUp), Money::parse("22.28").unwrap());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    /// Fen, rounded down.
    whole: i128,
    /// The rest, as `part ÷ of` of a fen, below 1.
    part: u128,
    of: u128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self { whole: 0, part: 0, of: 1 };

    /// A whole amount.
    #[must_use]
    pub const fn of(amount: Money) -> Self {
        Self { whole: amount.fen(), part: 0, of: 1 }
    }

    /// Fen over a number above zero; not below nothing.
    #[must_use]
    pub fn quotient(fen: i128, over: i128) -> Self {
        let of = over.max(1).unsigned_abs();
        let (whole, part) = quotient_and_rest(fen.max(0).unsigned_abs(), of);
        Self { whole: i128::try_from(whole).unwrap_or(i128::MAX), part, of }
    }

    /// Simple interest: base × annual rate × years, where years is `numerator ÷ denominator`.
    ///
    /// The denominator is above zero. Nothing is rounded.
    #[must_use]
    pub fn interest(base: Money, annual_rate: Rate, numerator: u64, denominator: u64) -> Self {
        let times = base.fen().unsigned_abs().saturating_mul(u128::from(numerator));
        let scale = annual_rate.denominator().unsigned_abs();
        let of = scale.saturating_mul(u128::from(denominator.max(1)));
        let (fen, part) = divided_product(times, annual_rate.mantissa().unsigned_abs(), of);
        let amount = Self { whole: i128::try_from(fen).unwrap_or(i128::MAX), part, of };
        if base.fen() < 0 { amount.negated() } else { amount }
    }

    /// [`Exact::interest`], rounded to the fen at once.
    #[must_use]
    pub fn interest_rounded(
        base: Money,
        annual_rate: Rate,
        (numerator, denominator): (u64, u64),
        rounding: Rounding,
    ) -> Money {
        let short = || {
            let times = u64::try_from(base.fen()).ok()?.checked_mul(numerator)?;
            let times = times.checked_mul(u64::try_from(annual_rate.mantissa()).ok()?)?;
            let of = u64::try_from(annual_rate.denominator()).ok()?.checked_mul(denominator.max(1))?;
            rounded_short(times, of, rounding).map(|fen| Money::from_fen(fen.into()))
        };
        short().unwrap_or_else(|| Self::interest(base, annual_rate, numerator, denominator).rounded(rounding))
    }

    /// The exact sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let whole = self.whole.saturating_add(other.whole);
        let (own, others, of) = self.over_common(other);
        let part = own.saturating_add(others);
        match part.checked_sub(of) {
            Some(part) => Self { whole: whole.saturating_add(1), part, of },
            None => Self { whole, part, of },
        }
    }

    /// The exact difference; below zero where the other is larger.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// The amount to the fen.
    #[must_use]
    pub fn rounded(self, rounding: Rounding) -> Money {
        Money::from_fen(self.units(2, rounding))
    }

    /// The amount in units of a yuan's decimal place, such as 4 for a hundredth of a fen, rounded.
    #[must_use]
    pub fn units(self, places: u32, rounding: Rounding) -> i128 {
        if self.whole < 0 {
            return self.negated().units(places, rounding).saturating_neg();
        }
        let whole = self.whole.unsigned_abs();
        let size = match places.checked_sub(2) {
            Some(0) => rounded_quotient(whole, self.part, self.of, rounding),
            Some(finer) => self.finer(whole, power_of_ten(finer).unsigned_abs(), rounding),
            None => self.coarser(whole, power_of_ten(2_u32.saturating_sub(places)).unsigned_abs(), rounding),
        };
        i128::try_from(size).unwrap_or(i128::MAX)
    }

    fn finer(self, whole: u128, units: u128, rounding: Rounding) -> u128 {
        let (quotient, rest) = divided_product(self.part, units, self.of);
        let quotient = whole.saturating_mul(units).saturating_add(quotient);
        rounded_quotient(quotient, rest, self.of, rounding)
    }

    fn coarser(self, whole: u128, unit: u128, rounding: Rounding) -> u128 {
        let (quotient, rest) = quotient_and_rest(whole, unit);
        let rest = rest.saturating_mul(self.of).saturating_add(self.part);
        rounded_quotient(quotient, rest, self.of.saturating_mul(unit), rounding)
    }

    fn negated(self) -> Self {
        match self.part {
            0 => Self { whole: self.whole.saturating_neg(), ..self },
            part => {
                let whole = self.whole.saturating_neg().saturating_sub(1);
                Self { whole, part: self.of.saturating_sub(part), of: self.of }
            }
        }
    }

    /// Both parts of a fen over one denominator, which the larger of the two mostly is already. No part
    /// stands over any.
    fn over_common(self, other: Self) -> (u128, u128, u128) {
        if self.of == other.of || other.part == 0 {
            return (self.part, other.part, self.of);
        }
        if self.part == 0 {
            return (0, other.part, other.of);
        }
        let common = match (quotient_and_rest(other.of, self.of).1, quotient_and_rest(self.of, other.of).1) {
            (0, _) => self.of,
            (_, 0) => other.of,
            _ => greatest_common_divisor(self.of, other.of).max(1),
        };
        let (factor, others) = (quotient_and_rest(other.of, common).0, quotient_and_rest(self.of, common).0);
        (self.part.saturating_mul(factor), other.part.saturating_mul(others), self.of.saturating_mul(factor))
    }

    fn reduced(self) -> Self {
        let common = greatest_common_divisor(self.part, self.of).max(1);
        Self { part: quotient_and_rest(self.part, common).0, of: quotient_and_rest(self.of, common).0, ..self }
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = || Wide::product(self.part, other.of).cmp(&Wide::product(other.part, self.of));
        self.whole.cmp(&other.whole).then_with(parts)
    }
}

/// An exact amount, written in yuan as a reduced fraction, `n/d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InYuan(pub Exact);

/// What is written of an [`InYuan`] that is not below zero: the numerator in two pieces, the second of 36 digits
/// where there is a first, and the denominator.
type Written = (u128, u128, u128);

impl InYuan {
    /// The fraction of a fen is reduced first, so that what numerator and denominator still share is a divisor of
    /// the 100 fen of a yuan.
    fn written(exact: Exact) -> Written {
        let exact = exact.reduced();
        let numerator = Wide::product(exact.whole.unsigned_abs(), exact.of).plus(exact.part);
        let common = greatest_common_divisor(numerator.divided(100).1, 100);
        let denominator = quotient_and_rest(exact.of.saturating_mul(100), common).0;
        // 10^38 times a divisor of 100 stays below 2^127 for the divisor 1 only, so the digits are cut
        // at 10^36.
        let cut = power_of_ten(36).unsigned_abs();
        let (front, back) = numerator.divided(cut.saturating_mul(common));
        (front, quotient_and_rest(back, common).0, denominator)
    }
}

impl fmt::Display for InYuan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = if self.0.whole < 0 {
            formatter.write_str("-")?;
            self.0.negated()
        } else {
            self.0
        };
        match Self::written(exact) {
            (0, back, denominator) => write!(formatter, "{back}/{denominator}"),
            (front, back, denominator) => write!(formatter, "{front}{back:036}/{denominator}"),
        }
    }
}

impl Figure for InYuan {
    /// Nearly every fraction is of two numbers of 64 bits.
    fn digits(&self) -> Option<Digits> {
        if self.0.whole < 0 {
            return None;
        }
        let (front, back, denominator) = Self::written(self.0);
        let (back, denominator) = (u64::try_from(back).ok()?, u64::try_from(denominator).ok()?);
        let mut text = Digits::default();
        text.number(denominator, 1).sign(b'/').number(back, 1);
        (front == 0).then_some(text)
    }
}

impl Serialize for InYuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_figure(self, serializer)
    }
}

/// A fraction of whole numbers, reduced, written `n/d`.
///
/// ```
/// use arrears::money::{Ratio, Rounding};
/// let part = Ratio::of(62, 360);
/// assert_eq!(part.to_string(), "31/180");
/// assert_eq!(part.decimal(4, Rounding::HalfUp).to_string(), "0.1722");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: u128,
    denominator: u128,
}

impl Ratio {
    /// A fraction; its denominator is above zero.
    #[must_use]
    pub fn of(numerator: u64, denominator: u64) -> Self {
        let (numerator, denominator) = (u128::from(numerator), u128::from(denominator.max(1)));
        let common = greatest_common_divisor(numerator, denominator);
        let reduced = |number| quotient_and_rest(number, common).0;
        Self { numerator: reduced(numerator), denominator: reduced(denominator) }
    }

    /// The fraction to so many decimals.
    #[must_use]
    pub fn decimal(self, places: u32, rounding: Rounding) -> Fixed {
        let numerator = i128::try_from(self.numerator).unwrap_or(i128::MAX).saturating_mul(power_of_ten(places));
        let denominator = i128::try_from(self.denominator).unwrap_or(i128::MAX);
        Fixed { units: divide(numerator, denominator, rounding), places }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.numerator, self.denominator)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
