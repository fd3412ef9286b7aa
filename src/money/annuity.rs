//! The level payment that clears a loan, found exactly and rounded once; and a whole schedule of which
//! nothing is rounded before it is shown.
//!
//! # What it computes
//! Of periods with rates `r1 … rn`, paid at the end of each:
//! 1. What one yuan a period is worth at the start: `v = Σ 1 ÷ ((1 + r1) … (1 + rk))` over all `k`.
//! 2. Payment = principal ÷ `v`. With one rate for all, that is `P·r·(1 + r)^n ÷ ((1 + r)^n − 1)`; with no
//!    interest, `P ÷ n`.
//!
//! `v` is held as a fraction of two natural numbers of any length, and the payment is rounded once, by
//! the mode named at the call. Nothing is approximated on the way.
//!
//! # Example
//! 100,000 over twelve periods at 0.5 % each: 8,606.64, half-up.

use crate::money::division::greatest_common_divisor;
use crate::money::natural::Natural;
use crate::money::{Money, Rate, Rounding};

/// The interest of one period, as an exact part of what it runs on: a reduced fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodRate {
    numerator: u128,
    denominator: u128,
}

impl PeriodRate {
    /// No interest.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// The rate of a year for a part of a year, given as numerator and denominator.
    #[must_use]
    pub fn of(annual_rate: Rate, (numerator, denominator): (u64, u64)) -> Self {
        let numerator = annual_rate.mantissa().unsigned_abs().saturating_mul(u128::from(numerator));
        Self::reduced(numerator, annual_rate.denominator().unsigned_abs().saturating_mul(u128::from(denominator)))
    }

    /// The rates of two stretches of one period, together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let common = greatest_common_divisor(self.denominator, other.denominator).max(1);
        let left = other.denominator.checked_div(common).unwrap_or(1);
        let right = self.denominator.checked_div(common).unwrap_or(1);
        let numerator = self.numerator.saturating_mul(left).saturating_add(other.numerator.saturating_mul(right));
        Self::reduced(numerator, self.denominator.saturating_mul(left))
    }

    fn reduced(numerator: u128, denominator: u128) -> Self {
        let common = greatest_common_divisor(numerator, denominator).max(1);
        let part = |number: u128| number.checked_div(common).unwrap_or(0);
        Self { numerator: part(numerator), denominator: part(denominator).max(1) }
    }

    /// One and the rate, over the denominator.
    fn growth(self) -> u128 {
        self.numerator.saturating_add(self.denominator)
    }
}

/// Level payments at the end of each of some periods.
///
/// ```
/// use arrears::money::annuity::{Annuity, PeriodRate};
/// use arrears::money::{Money, Rate, Rounding};
/// let month = PeriodRate::of(Rate::parse("6%").unwrap(), (1, 12));
/// let annuity = Annuity::over(&[month; 12]);
/// let (principal, fen) = (Money::parse("100000").unwrap(), Money::from_fen(1));
/// assert_eq!(annuity.payment(principal, fen, Rounding::HalfUp).to_string(), "8606.64");
/// ```
#[derive(Clone, Debug)]
pub struct Annuity {
    /// What one a period is worth at the start, over `grown`.
    worth: Natural,
    /// The product of the growth of all periods, over that of their denominators.
    grown: Natural,
}

impl Annuity {
    /// No payments yet.
    #[must_use]
    pub fn empty() -> Self {
        Self { worth: Natural::ZERO, grown: Natural::one() }
    }

    /// Payments at the end of each of the periods, the first first.
    #[must_use]
    pub fn over(periods: &[PeriodRate]) -> Self {
        periods.iter().rev().fold(Self::empty(), |later, period| later.preceded_by(*period))
    }

    /// Equal payments over some periods whose interest runs on the whole principal (flat): an equal part
    /// of the principal and of all interest.
    #[must_use]
    pub fn flat(periods: &[PeriodRate]) -> Self {
        let all = periods.iter().fold(PeriodRate::ZERO, |sum, period| sum.plus(*period));
        let count = u128::try_from(periods.len()).unwrap_or(u128::MAX);
        let worth = Natural::one().times(all.denominator).times(count);
        Self { worth, grown: Natural::one().times(all.growth()) }
    }

    /// The same with one period, and a payment at its end, before all others.
    ///
    /// Where all periods have one rate, each step gives the annuity of one period more, so that the
    /// payments over many terms are found in one pass.
    #[must_use]
    pub fn preceded_by(self, period: PeriodRate) -> Self {
        let worth = self.worth.plus(&self.grown).times(period.denominator);
        Self { worth, grown: self.grown.times(period.growth()) }
    }

    /// The level payment that clears a principal, rounded to a multiple of a unit; the principal itself
    /// where there is no period.
    #[must_use]
    pub fn payment(&self, principal: Money, unit: Money, rounding: Rounding) -> Money {
        if self.worth == Natural::ZERO {
            return principal;
        }
        let principal = Natural::one().times(size(principal));
        in_units(principal.by(&self.grown), &self.worth, unit, rounding)
    }

    /// The level payment at the end of a period in which sums come in one after the other, and of these
    /// periods after it. Each sum comes with the rate of the stretch from its day to the next sum, or to
    /// the end; interest is simple within the period. Rounded to a multiple of a unit.
    #[must_use]
    pub fn payment_after(&self, sums: &[(Money, PeriodRate)], unit: Money, rounding: Rounding) -> Money {
        let (mut owed, mut parts) = (Natural::ZERO, Natural::one());
        let mut rest = PeriodRate::ZERO;
        for (sum, rate) in sums.iter().rev() {
            rest = rest.plus(*rate);
            let grown = parts.clone().times(rest.growth()).times(size(*sum));
            owed = owed.times(rest.denominator).plus(&grown);
            parts = parts.times(rest.denominator);
        }
        let worth = self.worth.clone().plus(&self.grown).by(&parts);
        in_units(owed.by(&self.grown), &worth, unit, rounding)
    }
}

/// A quotient in fen, rounded to a multiple of a unit.
fn in_units(numerator: Natural, denominator: &Natural, unit: Money, rounding: Rounding) -> Money {
    let unit = unit.max(Money::from_fen(1));
    let units = numerator.quotient(&denominator.clone().times(size(unit)), rounding);
    Money::from_fen(signed(units).saturating_mul(unit.fen()))
}

/// What a period of an unrounded schedule repays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repays {
    /// Interest only.
    Nothing,
    /// What the level payment leaves after the interest.
    Level,
    /// An equal part of the principal.
    EqualPart,
}

/// What has been paid up to the end of a period of an unrounded schedule, rounded as a sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaidUpTo {
    /// Interest and principal, rounded once.
    pub payments: Money,
    /// Principal, rounded once.
    pub principal: Money,
}

/// A schedule that is carried on exactly from row to row and never rounded: only what is shown of it is.
///
/// All figures are fractions of the principal over one common denominator, which grows with each row.
#[derive(Clone, Debug, Default)]
pub struct Unrounded {
    /// What is left of the principal.
    balance: Natural,
    /// The interest so far.
    interest: Natural,
    /// The payment, or the part of the principal, of one row.
    each: Natural,
    /// The common denominator: the whole principal.
    whole: Natural,
}

impl Unrounded {
    /// A schedule of level payments over the periods that an annuity was made of.
    #[must_use]
    pub fn level(annuity: &Annuity) -> Self {
        Self::starting(annuity.worth.clone(), annuity.grown.clone())
    }

    /// A schedule of so many equal parts of the principal.
    #[must_use]
    pub fn equal_parts(count: u32) -> Self {
        Self::starting(Natural::one().times(u128::from(count.max(1))), Natural::one())
    }

    fn starting(whole: Natural, each: Natural) -> Self {
        Self { balance: whole.clone(), interest: Natural::ZERO, each, whole }
    }

    /// Goes on by one period, whose interest runs on what is left, or on the whole principal (flat).
    #[must_use]
    pub fn after(self, period: PeriodRate, repays: Repays, runs_on: RunsOn) -> Self {
        let base = match runs_on {
            RunsOn::Balance => &self.balance,
            RunsOn::Principal => &self.whole,
        };
        let added = base.clone().times(period.numerator);
        let balance = self.balance.times(period.denominator);
        let each = self.each.times(period.denominator);
        let balance = match repays {
            Repays::Nothing => balance,
            Repays::Level => balance.plus(&added).minus(&each),
            Repays::EqualPart => balance.minus(&each),
        };
        let interest = self.interest.times(period.denominator).plus(&added);
        Self { balance, interest, each, whole: self.whole.times(period.denominator) }
    }

    /// What has been paid so far of a principal, rounded.
    #[must_use]
    pub fn paid(&self, principal: Money, rounding: Rounding) -> PaidUpTo {
        let repaid = self.whole.clone().minus(&self.balance);
        let of_principal =
            |part: Natural| Money::from_fen(signed(part.times(size(principal)).quotient(&self.whole, rounding)));
        PaidUpTo { payments: of_principal(self.interest.clone().plus(&repaid)), principal: of_principal(repaid) }
    }
}

/// What interest runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunsOn {
    /// What is left of the principal.
    Balance,
    /// The whole principal, whatever has been repaid (flat).
    Principal,
}

impl RunsOn {
    /// Both, by their names on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("balance", Self::Balance), ("principal", Self::Principal)];
}

/// An amount in fen; nothing of one below zero.
fn size(amount: Money) -> u128 {
    u128::try_from(amount.fen()).unwrap_or(0)
}

fn signed(fen: u128) -> i128 {
    i128::try_from(fen).unwrap_or(i128::MAX)
}
