//! Interest on the money of a judgment that is not performed in time (加倍部分债务利息).
//!
//! # What it computes
//! Base × rate a day × days. The base is the unpaid money of the judgment other than ordinary interest;
//! ordinary interest runs besides and is not part of this figure.
//!
//! # Which days count
//! As the caller says; the first and not the last, unless said otherwise. The period starts on the day
//! on which the time for performance ends.
//!
//! # Rounding
//! Half-up to the fen, once.
//!
//! # Source
//! The law's `delayedPerformanceDayRate`: SPC fashi [2014] 8, art. 1. For days before 2014-08-01 another
//! rule held (art. 7), which is not known here.
//!
//! # Example
//! 1,000,000 for 30 days: 1,000,000 × 0.0175 % × 30 = 5,250.

use serde::Serialize;

use crate::money::{Exact, InYuan, Money, Rate, Rounding};
use crate::policy::law::{Citation, Law};

/// Interest on a delayed performance, with its working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgmentInterest {
    /// The interest.
    pub amount: Money,
    /// How many days were counted.
    pub days: u32,
    /// The rate a day.
    pub day_rate: Rate,
    /// The interest before rounding, in yuan, as a reduced fraction.
    pub exact: InYuan,
    /// On whose word the rate stands.
    pub citation: Option<Citation>,
}

/// The interest on a base for so many days.
///
/// ```
/// use arrears::money::Money;
/// use arrears::policy::law::Law;
/// use arrears::rules::judgment_interest::judgment_interest;
/// let (law, base) = (Law::builtin().unwrap(), Money::parse("1000000").unwrap());
/// assert_eq!(judgment_interest(base, 30, &law).amount.to_string(), "5250.00");
/// ```
#[must_use]
pub fn judgment_interest(base: Money, days: u32, law: &Law) -> JudgmentInterest {
    let rule = &law.delayed_performance_day_rate;
    let exact = Exact::interest(base, rule.value, u64::from(days), 1);
    JudgmentInterest {
        amount: exact.rounded(Rounding::HalfUp),
        days,
        day_rate: rule.value,
        exact: InYuan(exact),
        citation: law.cite(&rule.source),
    }
}
