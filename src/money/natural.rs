//! Natural numbers of any length, for figures that no fixed width holds exactly, such as the powers in
//! an annuity.
//!
//! Only what those figures need: multiply by a number of fixed width, add, subtract, and the rounded
//! quotient of two numbers. Lengths are bounded by the callers: [`crate::limits::PERIODS_MAX`] factors
//! of at most two words each.

use std::cmp::Ordering;

use crate::money::Rounding;
use crate::money::division::rounded;

/// A natural number: words of 64 bits, the lowest first, the highest never zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Natural {
    words: Vec<u64>,
}

impl Natural {
    /// Nothing.
    pub(super) const ZERO: Self = Self { words: Vec::new() };

    /// One.
    pub(super) fn one() -> Self {
        Self { words: vec![1] }
    }

    /// Multiplies by a number of at most two words.
    pub(super) fn times(self, factor: u128) -> Self {
        match halves(factor) {
            (0, low) => self.times_word(low),
            (high, low) => {
                let mut upper = self.clone().times_word(high);
                upper.words.insert(0, 0);
                upper.plus(&self.times_word(low))
            }
        }
    }

    /// The product of two numbers: the shorter one's words, each with its share.
    pub(super) fn by(&self, other: &Self) -> Self {
        let (shorter, longer) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        let mut product = Self::ZERO;
        for word in shorter.words.iter().rev() {
            if !product.words.is_empty() {
                product.words.insert(0, 0);
            }
            product = product.plus(&longer.clone().times_word(*word));
        }
        product
    }

    fn times_word(mut self, factor: u64) -> Self {
        let mut carry = 0;
        for word in &mut self.words {
            // INVARIANT: (2^64 − 1)² + 2^64 − 1 < 2^128.
            let product = u128::from(*word).wrapping_mul(u128::from(factor)).wrapping_add(u128::from(carry));
            (carry, *word) = halves(product);
        }
        self.words.push(carry);
        trim(&mut self.words);
        self
    }

    /// The sum of two numbers.
    pub(super) fn plus(mut self, other: &Self) -> Self {
        let longer = self.words.len().max(other.words.len());
        self.words.resize(longer, 0);
        let mut carry = 0;
        for (word, added) in self.words.iter_mut().zip(other.words.iter().chain(std::iter::repeat(&0))) {
            let sum = u128::from(*word).wrapping_add(u128::from(*added)).wrapping_add(u128::from(carry));
            (carry, *word) = halves(sum);
        }
        self.words.push(carry);
        trim(&mut self.words);
        self
    }

    /// The difference of two numbers; nothing where the other is larger.
    pub(super) fn minus(mut self, other: &Self) -> Self {
        if self.compare(other) == Ordering::Less {
            return Self::ZERO;
        }
        self.subtract(other, 1, 0);
        self
    }

    /// Which of two numbers is larger.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let lengths = self.words.len().cmp(&other.words.len());
        lengths.then_with(|| self.words.iter().rev().cmp(other.words.iter().rev()))
    }

    /// The quotient of two numbers, rounded to a whole. By zero, or past 128 bits, the largest there is.
    pub(super) fn quotient(self, divisor: &Self, rounding: Rounding) -> u128 {
        let Some(highest) = divisor.words.last() else { return u128::MAX };
        // A divisor whose highest bit is set makes each estimate good to nearly a whole word.
        let scale = 1_u128.checked_shl(highest.leading_zeros()).unwrap_or(1);
        let (mut rest, divisor) = (self.times(scale), divisor.clone().times(scale));
        let mut quotient = 0_u128;
        while let Some((factor, shift)) = rest.estimate(&divisor) {
            rest.subtract(&divisor, factor, shift);
            let part = u32::try_from(shift).ok().and_then(|shift| shift.checked_mul(64));
            let part = part.and_then(|bits| u128::from(factor).checked_shl(bits));
            quotient = quotient.saturating_add(part.unwrap_or(u128::MAX));
        }
        rounded(quotient, quarters(rest, &divisor), 4, rounding)
    }

    /// How often the divisor, moved up by so many words, can surely be taken away: at least once, and
    /// never too often; `None` when the number is smaller than the divisor.
    fn estimate(&self, divisor: &Self) -> Option<(u64, usize)> {
        if self.compare(divisor) == Ordering::Less {
            return None;
        }
        let above = self.words.len().checked_sub(divisor.words.len())?;
        let mut highest = self.words.iter().rev().copied();
        let by = u128::from(*divisor.words.last()?).wrapping_add(1);
        let (first, second) = (highest.next()?, highest.next().unwrap_or(0));
        let (taken, shift) = match above.checked_sub(1) {
            Some(shift) => (joined(first, second), shift),
            None => (u128::from(first), 0),
        };
        let factor = u64::try_from(taken.checked_div(by)?).unwrap_or(u64::MAX);
        Some((factor.max(1), shift))
    }

    /// Takes away a multiple of another number, moved up by so many words. It must not be larger.
    fn subtract(&mut self, other: &Self, factor: u64, shift: usize) {
        let (mut carry, mut borrow) = (0_u64, false);
        let taken = other.words.iter().chain(std::iter::repeat(&0));
        for (word, taken) in self.words.iter_mut().skip(shift).zip(taken) {
            let product = u128::from(*taken).wrapping_mul(u128::from(factor)).wrapping_add(u128::from(carry));
            let (high, low) = halves(product);
            let (difference, first) = word.overflowing_sub(low);
            let (difference, second) = difference.overflowing_sub(u64::from(borrow));
            (*word, carry, borrow) = (difference, high, first || second);
        }
        trim(&mut self.words);
    }
}

/// Where a rest lies below its divisor, as quarters that round the same way: 0 of nothing, 2 of a half,
/// 1 and 3 below and above it.
fn quarters(rest: Natural, divisor: &Natural) -> u128 {
    if rest.words.is_empty() {
        return 0;
    }
    match rest.times_word(2).compare(divisor) {
        Ordering::Less => 1,
        Ordering::Equal => 2,
        Ordering::Greater => 3,
    }
}

fn trim(words: &mut Vec<u64>) {
    while words.last() == Some(&0) {
        words.pop();
    }
}

/// The high and the low word.
fn halves(number: u128) -> (u64, u64) {
    let low = u64::try_from(number & u128::from(u64::MAX)).unwrap_or(u64::MAX);
    (u64::try_from(number >> 64_u32).unwrap_or(u64::MAX), low)
}

fn joined(high: u64, low: u64) -> u128 {
    (u128::from(high) << 64_u32) | u128::from(low)
}
