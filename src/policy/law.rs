//! What law and industry rules say, as types: guards of the values of a policy, and the tariffs of
//! courts.
//!
//! The figures stand in `builtin/law.json` with their sources. The guards bind nobody here: the
//! checker warns, with the citation, when a policy leaves them.

use serde::Serialize;

use crate::calendar::Date;
use crate::error::Failure;
use crate::money::{Money, Rate};
use crate::policy::allocation::Component;
use crate::policy::model::{Cited, Document, Source, Words};
use crate::policy::parse;

/// The document that ships: the law as it was looked up, dated and cited.
pub const DOCUMENT: &str = include_str!("builtin/law.json");

/// A range of shares, both ends allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end.
    pub min: Rate,
    /// The upper end.
    pub max: Rate,
}

/// A part of the day over midnight, in minutes after midnight: the first is within, the last is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// From when.
    pub from: u32,
    /// Until when.
    pub until: u32,
}

impl QuietHours {
    /// Whether the minute lies within.
    #[must_use]
    pub fn holds(self, minute: u32) -> bool {
        if self.from <= self.until {
            self.from <= minute && minute < self.until
        } else {
            self.from <= minute || minute < self.until
        }
    }

    /// Whether all of the other hours lie within these.
    #[must_use]
    pub fn cover(self, other: Self) -> bool {
        let minutes = 0..MINUTES_OF_DAY;
        minutes.filter(|minute| other.holds(*minute)).all(|minute| self.holds(minute))
    }
}

/// Minutes of a day: 24 × 60.
const MINUTES_OF_DAY: u32 = 1_440;

/// The guards of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// What the guards are taken from.
    pub documents: Vec<Document>,
    /// Raise of the contract rate on overdue amounts.
    pub overdue_markup: Cited<Band>,
    /// Raise of the contract rate on funds that were misused.
    pub misuse_markup: Cited<Band>,
    /// Interest, compound interest, penalty, damages and fees together, as a share of principal a
    /// year; the share itself is allowed.
    pub total_cost_max: Cited<Rate>,
    /// Whether compound interest on penalty interest has a basis.
    pub compound_on_penalty: Cited<bool>,
    /// When nobody is contacted unless they agreed to it.
    pub quiet_hours: Cited<QuietHours>,
    /// Most connected calls to one debtor a day.
    pub connected_calls_max: Cited<u32>,
    /// Most unanswered attempts to one number a day.
    pub unanswered_attempts_max: Cited<u32>,
    /// Whether third parties may be contacted only when the debtor cannot be reached.
    pub third_party_only_unreachable: Cited<bool>,
    /// In which order a payment settles what is due where nothing else was agreed.
    pub allocation_order: Cited<Vec<Component>>,
    /// Years of the limitation period.
    pub limitation_years: Cited<u32>,
    /// What courts charge.
    pub court_fees: CourtFees,
    /// Interest a day on the money of a judgment that is not performed in time, besides ordinary
    /// interest.
    pub delayed_performance_day_rate: Cited<Rate>,
}

/// What courts charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtFees {
    /// For hearing a claim of money.
    pub acceptance: Cited<Vec<FeeBand>>,
    /// For preserving property.
    pub preservation: Cited<Vec<FeeBand>>,
    /// The most that is charged for preserving property.
    pub preservation_max: Cited<Money>,
    /// For enforcing a judgment.
    pub enforcement: Cited<Vec<FeeBand>>,
    /// Which part of the acceptance fee a payment order costs: one of so many.
    pub payment_order_divisor: Cited<u32>,
    /// Which part of the acceptance fee the summary procedure costs.
    pub summary_divisor: Cited<u32>,
    /// Which part of the acceptance fee is left when the case ends in mediation.
    pub mediation_divisor: Cited<u32>,
    /// Which part of the acceptance fee is left when the claim is withdrawn.
    pub withdrawal_divisor: Cited<u32>,
}

/// One band of a tariff. It starts where the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeBand {
    /// Its upper end, which lies within it; none for the last band.
    pub up_to: Option<Money>,
    /// What it costs.
    pub charge: Charge,
}

/// What a band of a tariff costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// One sum, whatever part of the claim falls into the band.
    Flat(Money),
    /// A share of the part of the claim that falls into the band.
    Share(Rate),
}

/// A rule of law that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// Title of the law or rule.
    pub title: Words,
    /// Clause, day from which it holds, and how sure it is.
    pub source: Source,
}

impl Law {
    /// The law that ships with the engine.
    ///
    /// # Errors
    /// `engine` when the embedded file is damaged, which a test rules out.
    pub fn builtin() -> Result<Self, Failure> {
        parse::law::law(DOCUMENT)
    }

    /// The rule that a source names, with the title of its document; none where that is not listed.
    #[must_use]
    pub fn cite(&self, source: &Source) -> Option<Citation> {
        let document = self.documents.iter().find(|document| document.id == source.document)?;
        Some(Citation { title: document.title.clone(), source: source.clone() })
    }
}

/// Whether a rule that holds from a day touches a policy that is in force until another.
#[must_use]
pub fn touches(source: &Source, last_day: Option<Date>) -> bool {
    last_day.is_none_or(|last| source.effective_from <= last)
}
