//! Division with a named rounding, and products that are wider than 128 bits.

use std::cmp::Ordering;

use crate::money::{FAST, Rounding};

const HALF_BITS: u32 = 64;
const HALF: u128 = 0xffff_ffff_ffff_ffff;

/// Divides and rounds. The divisor is above zero.
pub(super) fn divide(numerator: i128, denominator: i128, rounding: Rounding) -> i128 {
    if FAST && let Some(short) = divide_short(numerator, denominator, rounding) {
        return short;
    }
    let by = denominator.unsigned_abs();
    let (quotient, rest) = quotient_and_rest(numerator.unsigned_abs(), by);
    let size = i128::try_from(rounded(quotient, rest, by, rounding)).unwrap_or(i128::MAX);
    if numerator < 0 { size.saturating_neg() } else { size }
}

/// As [`divide`], where both numbers fit into 64 bits and none is below zero; nothing where that is not so.
fn divide_short(numerator: i128, denominator: i128, rounding: Rounding) -> Option<i128> {
    let (numerator, by) = (u64::try_from(numerator).ok()?, u64::try_from(denominator).ok()?);
    rounded_short(numerator, by, rounding).map(i128::from)
}

/// A quotient of numbers of 64 bits, rounded; nothing over nothing, and where it does not fit.
pub(super) fn rounded_short(numerator: u64, by: u64, rounding: Rounding) -> Option<u64> {
    let (quotient, rest) = (numerator.checked_div(by)?, numerator.checked_rem(by)?);
    let half = rest.cmp(&by.saturating_sub(rest));
    quotient.checked_add(u64::from(goes_up(half, rest > 0, quotient & 1 == 1, rounding)))
}

/// A quotient, raised by one where what is left of the division rounds up.
pub(super) fn rounded(quotient: u128, rest: u128, by: u128, rounding: Rounding) -> u128 {
    let half = rest.cmp(&by.saturating_sub(rest));
    quotient.saturating_add(u128::from(goes_up(half, rest > 0, quotient & 1 == 1, rounding)))
}

/// Whether a quotient is raised, by how its rest stands to a half.
fn goes_up(half: Ordering, has_rest: bool, is_odd: bool, rounding: Rounding) -> bool {
    match rounding {
        Rounding::Down => false,
        Rounding::Up => has_rest,
        Rounding::HalfUp => half != Ordering::Less,
        Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && is_odd),
    }
}

/// Division of 64-bit numbers is many times faster, and nearly every figure fits in them.
pub(super) fn quotient_and_rest(numerator: u128, denominator: u128) -> (u128, u128) {
    if let (Ok(short), Ok(by)) = (u64::try_from(numerator), u64::try_from(denominator)) {
        let pair = short.checked_div(by).zip(short.checked_rem(by));
        return pair.map_or((0, 0), |(quotient, rest)| (u128::from(quotient), u128::from(rest)));
    }
    numerator.checked_div(denominator).zip(numerator.checked_rem(denominator)).unwrap_or((0, 0))
}

/// The product of two numbers, divided by a third: quotient and rest, whatever the size of the product.
pub(super) fn divided_product(left: u128, right: u128, by: u128) -> (u128, u128) {
    match left.checked_mul(right) {
        Some(product) => quotient_and_rest(product, by),
        None => Wide::product(left, right).divided(by),
    }
}

pub(super) fn greatest_common_divisor(left: u128, right: u128) -> u128 {
    let (mut left, mut right) = (left, right);
    while right > 0 {
        (left, right) = (right, quotient_and_rest(left, right).1);
    }
    left
}

/// A number of up to 256 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide {
    high: u128,
    low: u128,
}

impl Wide {
    /// The product of two numbers, by halves of 64 bits, none of whose products overflows.
    pub(super) fn product(left: u128, right: u128) -> Self {
        let (left_high, left_low) = (left >> HALF_BITS, left & HALF);
        let (right_high, right_low) = (right >> HALF_BITS, right & HALF);
        let lowest = left_low.wrapping_mul(right_low);
        let first = left_low.wrapping_mul(right_high).wrapping_add(lowest >> HALF_BITS);
        let second = left_high.wrapping_mul(right_low).wrapping_add(first & HALF);
        let highest = left_high.wrapping_mul(right_high);
        Self {
            high: highest.wrapping_add(first >> HALF_BITS).wrapping_add(second >> HALF_BITS),
            low: (second << HALF_BITS) | (lowest & HALF),
        }
    }

    pub(super) fn plus(self, more: u128) -> Self {
        let (low, carried) = self.low.overflowing_add(more);
        Self { high: self.high.saturating_add(u128::from(carried)), low }
    }

    /// Quotient and rest by a number below 2^127, bit by bit; a quotient past 128 bits is the largest.
    pub(super) fn divided(self, by: u128) -> (u128, u128) {
        if self.high == 0 && by > 0 {
            return quotient_and_rest(self.low, by);
        }
        let (mut quotient, mut rest) = (0_u128, 0_u128);
        for place in (0..u128::BITS.saturating_mul(2)).rev() {
            rest = (rest << 1) | self.bit(place);
            let goes_in = rest >= by;
            if goes_in {
                rest = rest.saturating_sub(by);
            }
            quotient = quotient.checked_mul(2).map_or(u128::MAX, |doubled| doubled | u128::from(goes_in));
        }
        (quotient, rest)
    }

    fn bit(self, place: u32) -> u128 {
        match place.checked_sub(u128::BITS) {
            Some(place) => (self.high >> place) & 1,
            None => (self.low >> place) & 1,
        }
    }
}
