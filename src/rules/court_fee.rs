//! What a court charges (诉讼费用): for hearing a claim of money, for a payment order, for preserving
//! property, and for enforcing a judgment.
//!
//! # What it computes
//! 1. The amount is cut at the ends of the bands of the tariff; a band holds its upper end. The lowest
//!    band costs one sum, whatever the amount; of each other band that the amount reaches, the share of
//!    the part of the amount that falls into it.
//! 2. The charges of the bands are summed.
//! 3. A payment order costs a part of the acceptance fee of the same claim, and so do the summary
//!    procedure, mediation and withdrawal.
//! 4. The fee for preservation is no more than its maximum.
//!
//! # Units
//! Yuan to the fen.
//!
//! # Rounding
//! Half-up to the fen, once: of the fee, from its exact value. Each band shows what it adds to the
//! rounded sum, so that the bands add up to [`CourtFee::full`].
//!
//! # Source
//! The law's `courtFees`: State Council Order 481, arts 13–16. Rejected: halving twice when a summary
//! procedure ends in mediation or withdrawal; each article halves the fee of art. 13.
//!
//! # Example
//! A claim of 250,000: 50 + 90,000 × 2.5 % + 100,000 × 2 % + 50,000 × 1.5 % = 5,050; in the summary
//! procedure 2,525.

use serde::Serialize;

use crate::money::{Exact, Money, Rate, Rounding};
use crate::policy::law::{Charge, Citation, CourtFees, FeeBand, Law};
use crate::policy::model::Cited;

/// What is asked of the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To hear a claim, by a procedure.
    Acceptance(Procedure),
    /// To preserve property of that value.
    Preservation,
    /// To enforce a judgment of that amount.
    Enforcement,
    /// To order payment of that claim.
    PaymentOrder,
}

/// How a claim is heard, or how the case ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Procedure {
    /// By the ordinary procedure, with a judgment.
    Ordinary,
    /// By the summary procedure.
    Summary,
    /// It ends in mediation.
    Mediation,
    /// It is withdrawn.
    Withdrawal,
}

impl Procedure {
    /// Every procedure, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("ordinary", Self::Ordinary),
        ("summary", Self::Summary),
        ("mediation", Self::Mediation),
        ("withdrawal", Self::Withdrawal),
    ];
}

/// What a court charges, with the working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CourtFee {
    /// What is charged.
    pub fee: Money,
    /// What the bands add up to, before it is divided or cut to the maximum.
    pub full: Money,
    /// The bands that the amount reaches.
    pub bands: Vec<Band>,
    /// The part of the full fee that is charged, where it is not the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The most that may be charged, where the law knows one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Money>,
    /// On whose word the bands stand.
    pub citation: Option<Citation>,
}

/// One band of the tariff, as far as the amount reaches into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Band {
    /// The lower end, which lies in the band before.
    pub from: Money,
    /// The upper end; `null` for the last band.
    pub to: Option<Money>,
    /// The part of the amount within the band.
    pub base: Money,
    /// The share that is charged; `null` where the band costs one sum.
    pub share: Option<Rate>,
    /// What the band adds to the full fee.
    pub fee: Money,
}

/// A part of the full fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// One of so many equal parts.
    pub divisor: u32,
    /// On whose word.
    pub citation: Option<Citation>,
}

/// What a court charges for an amount.
///
/// ```
/// use arrears::money::Money;
/// use arrears::policy::law::Law;
/// use arrears::rules::court_fee::{Kind, Procedure, court_fee};
/// let (law, claim) = (Law::builtin().unwrap(), Money::parse("250000").unwrap());
/// let fee = |kind| court_fee(kind, claim, &law).fee.to_string();
/// assert_eq!(fee(Kind::Acceptance(Procedure::Ordinary)), "5050.00");
/// assert_eq!(fee(Kind::PaymentOrder), "1683.33");
/// ```
#[must_use]
pub fn court_fee(kind: Kind, claim: Money, law: &Law) -> CourtFee {
    let fees = &law.court_fees;
    let (tariff, divisor) = tariff(kind, fees);
    let max = (kind == Kind::Preservation).then_some(&fees.preservation_max);
    let (bands, full) = charged(claim, &tariff.value);
    let parts = divisor.map_or(1, |divisor| divisor.value);
    let fee = sum(claim, &tariff.value, parts).rounded(ROUNDING);
    CourtFee {
        fee: max.map_or(fee, |max| fee.min(max.value)),
        full,
        bands,
        part: divisor.map(|divisor| Part { divisor: divisor.value, citation: law.cite(&divisor.source) }),
        max: max.map(|max| max.value),
        citation: law.cite(&tariff.source),
    }
}

const ROUNDING: Rounding = Rounding::HalfUp;

fn tariff(kind: Kind, fees: &CourtFees) -> (&Cited<Vec<FeeBand>>, Option<&Cited<u32>>) {
    match kind {
        Kind::Preservation => (&fees.preservation, None),
        Kind::Enforcement => (&fees.enforcement, None),
        Kind::PaymentOrder => (&fees.acceptance, Some(&fees.payment_order_divisor)),
        Kind::Acceptance(procedure) => (&fees.acceptance, divisor(procedure, fees)),
    }
}

fn divisor(procedure: Procedure, fees: &CourtFees) -> Option<&Cited<u32>> {
    match procedure {
        Procedure::Ordinary => None,
        Procedure::Summary => Some(&fees.summary_divisor),
        Procedure::Mediation => Some(&fees.mediation_divisor),
        Procedure::Withdrawal => Some(&fees.withdrawal_divisor),
    }
}

/// A band with its lower end.
type Cut = (Money, FeeBand);

/// The bands that an amount reaches; the lowest always.
fn reached(claim: Money, tariff: &[FeeBand]) -> impl Iterator<Item = Cut> {
    let ends = tariff.iter().map(|band| band.up_to.unwrap_or_default());
    let starts = std::iter::once(Money::ZERO).chain(ends);
    let cuts = starts.zip(tariff.iter().copied());
    cuts.filter(move |(from, _)| *from == Money::ZERO || *from < claim)
}

/// The part of the amount that falls into a band.
fn within(claim: Money, (from, band): Cut) -> Money {
    band.up_to.map_or(claim, |end| claim.min(end)).minus_to_zero(from)
}

/// What a band costs, as one of so many equal parts, with nothing rounded.
fn cost(claim: Money, cut: Cut, parts: u32) -> Exact {
    let (base, rate) = match cut.1.charge {
        Charge::Flat(sum) => (sum, Rate::ONE),
        Charge::Share(share) => (within(claim, cut), share),
    };
    Exact::interest(base, rate, 1, u64::from(parts))
}

fn sum(claim: Money, tariff: &[FeeBand], parts: u32) -> Exact {
    reached(claim, tariff).fold(Exact::ZERO, |sum, cut| sum.plus(cost(claim, cut, parts)))
}

/// The bands, each with what it adds to the rounded sum, and that sum.
fn charged(claim: Money, tariff: &[FeeBand]) -> (Vec<Band>, Money) {
    let (mut exact, mut full, mut bands) = (Exact::ZERO, Money::ZERO, Vec::new());
    for cut in reached(claim, tariff) {
        exact = exact.plus(cost(claim, cut, 1));
        let (from, band) = cut;
        let share = if let Charge::Share(share) = band.charge { Some(share) } else { None };
        let fee = exact.rounded(ROUNDING).minus(full);
        full = full.plus(fee);
        bands.push(Band { from, to: band.up_to, base: within(claim, cut), share, fee });
    }
    (bands, full)
}
