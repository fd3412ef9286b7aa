//! Multipliers of a rate.

use rust_decimal::Decimal;

use crate::limits::FACTOR_MAX;
use crate::money::{DecimalError, Rate, decimal};

/// What a rate is multiplied by: a decimal that may lie above 1.
///
/// ```
/// use arrears::money::{Factor, Rate};
/// let raised = Rate::parse("0.0648").unwrap().multiplied_by(Factor::parse("1.5").unwrap());
/// assert_eq!(raised, Rate::parse("0.0972").unwrap());
/// assert_eq!(Factor::parse("150%"), Factor::parse("1.5"));
/// assert!(Factor::parse("-1").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor(Decimal);

impl Factor {
    /// Leaves a rate as it is.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads a decimal such as `1.5`, or per cent such as `150%`.
    ///
    /// # Errors
    /// [`DecimalError`] when the text is malformed, below zero, above [`FACTOR_MAX`], or finer than
    /// [`crate::limits::RATE_SCALE`] decimals.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let factor = decimal(text)?;
        if factor > Decimal::from(FACTOR_MAX) { Err(DecimalError::TooLarge) } else { Ok(Self(factor)) }
    }
}

impl Rate {
    /// The rate so many times, exactly: its digits and those of the factor fit in 96 bits together.
    #[must_use]
    pub fn multiplied_by(self, factor: Factor) -> Self {
        Self(self.0.checked_mul(factor.0).unwrap_or(Decimal::MAX).normalize())
    }
}
