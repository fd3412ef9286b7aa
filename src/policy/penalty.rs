//! The `penalty` section of a policy: what an overdue amount bears, from when, and up to which bounds.
//!
//! Plans and law leave most of these settings open. Each is a cited value all the same, so that a policy
//! states its reading; a cap or a minimum that is absent is none.

use serde::Serialize;

use crate::calendar::{DayCount, DaysCounted};
use crate::money::{Money, Rate, Rounding, Stage};
use crate::policy::model::Cited;

/// How penalty and compound interest are charged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Penalty {
    /// Raise of the contract rate on what is overdue.
    pub markup: Cited<Rate>,
    /// Raise of the contract rate on what is overdue of a loan whose funds were misused. It takes the
    /// place of the other, never both, and is not below it.
    pub misuse_markup: Cited<Rate>,
    /// Highest rate a year after the markup; absent for none.
    pub rate_max: Option<Cited<Rate>>,
    /// Day count of penalty and compound interest.
    pub day_count: Cited<DayCount>,
    /// Which ends of a range of days are counted.
    pub days_counted: Cited<DaysCounted>,
    /// Rounding of charges to the fen.
    pub rounding: Cited<Rounding>,
    /// When charges are rounded: each segment, each line (one arrear, one component), or once each
    /// component of the whole loan.
    pub rounding_stage: Cited<Stage>,
    /// Days after the due date, and what they are spared.
    pub grace: Cited<Grace>,
    /// An arrear of at most this amount counts neither for days past due nor for charges.
    pub tolerance: Cited<Money>,
    /// A line that bears anything at all bears at least this; absent for none.
    pub minimum_charge: Option<Cited<Money>>,
    /// What of an unpaid installment bears penalty interest.
    pub penalty_base: Cited<PenaltyBase>,
    /// Whether overdue interest bears compound interest.
    pub compound_on_interest: Cited<bool>,
    /// The rate of compound interest, before and after the loan matures.
    pub compound_rate: Cited<CompoundRate>,
    /// Whether penalty interest itself bears compound interest, as well as overdue interest: what of it is unpaid is
    /// added to the base every month from the due date on. Law and plans are silent, so that it is off by default and
    /// checking a policy warns where it is on.
    pub compound_on_penalty: Cited<bool>,
    /// Highest cost of an arrear as a share of its principal a year, interest, fees and charges
    /// together; absent for none.
    pub total_cost_max: Option<Cited<Rate>>,
    /// Highest charges of an arrear, penalty and compound interest together, as a share of its
    /// principal; absent for none.
    pub share_of_principal_max: Option<Cited<Rate>>,
    /// Whether fees for one and the same thing add up.
    pub fee_stacking: Cited<FeeStacking>,
}

/// Days of grace after a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Grace {
    /// How many days, the due date being the first.
    pub days: u32,
    /// What they are spared.
    pub mode: GraceMode,
}

impl Grace {
    /// By how many days the count of days past due begins after a due date.
    #[must_use]
    pub fn uncounted_days(self) -> u32 {
        if self.mode == GraceMode::ClassificationOnly { self.days } else { 0 }
    }
}

/// What days of grace are spared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum GraceMode {
    /// Charges, for good: they begin when grace ends.
    Exclusive,
    /// Charges, as long as grace runs: an arrear that outlasts it is charged from its due date on.
    Inclusive,
    /// Days past due alone, and with them class and decisions; charges run from the due date on.
    ClassificationOnly,
}

impl GraceMode {
    /// Every mode, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("exclusive", Self::Exclusive),
        ("inclusive", Self::Inclusive),
        ("classificationOnly", Self::ClassificationOnly),
    ];
}

/// What of an unpaid installment bears penalty interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PenaltyBase {
    /// Its principal.
    Principal,
    /// Its interest.
    Interest,
    /// Its principal and interest.
    PrincipalAndInterest,
    /// The whole of it, fees included.
    Installment,
}

impl PenaltyBase {
    /// Every base, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("principal", Self::Principal),
        ("interest", Self::Interest),
        ("principalAndInterest", Self::PrincipalAndInterest),
        ("installment", Self::Installment),
    ];

    /// Whether the interest of an installment is part of the base.
    #[must_use]
    pub fn holds_interest(self) -> bool {
        self != Self::Principal
    }
}

/// The rate of compound interest, before and after the loan matures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompoundRate {
    /// On the days before the loan matures.
    pub before_maturity: ChargedRate,
    /// From the day on which it matures.
    pub after_maturity: ChargedRate,
}

/// Which rate is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ChargedRate {
    /// None.
    None,
    /// The contract rate.
    Contract,
    /// The penalty rate: the contract rate with its markup.
    Penalty,
}

impl ChargedRate {
    /// Every rate, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("none", Self::None), ("contract", Self::Contract), ("penalty", Self::Penalty)];
}

/// Whether fees for one and the same thing add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FeeStacking {
    /// Every fee counts.
    All,
    /// Of the fees of one label on one installment only the first counts.
    OncePerLabel,
}

impl FeeStacking {
    /// Every setting, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("all", Self::All), ("oncePerLabel", Self::OncePerLabel)];
}

/// The raise of the contract rate on what is overdue: that of misused funds where they were misused
/// (the heavier of the two, never both).
///
/// # Source
/// PBOC yinfa [2003] 251, para 3; yinfa [1999] 77, art. 25.
#[must_use]
pub fn markup(policy: &Penalty, misused: bool) -> Rate {
    if misused { policy.misuse_markup.value } else { policy.markup.value }
}
