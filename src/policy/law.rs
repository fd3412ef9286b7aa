//! What law and industry rules say of the values of a policy, as types.
//!
//! The figures stand in `builtin/law.json` with their sources. They bind nobody here: the checker
//! warns, with the citation, when a policy leaves them.

use crate::calendar::Date;
use crate::money::Rate;
use crate::policy::model::{Cited, Document, Source};

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
    /// Years of the limitation period.
    pub limitation_years: Cited<u32>,
}

impl Law {
    /// The title of the document that a guard is taken from, in English, with the clause.
    #[must_use]
    pub fn citation(&self, source: &Source) -> String {
        let document = self.documents.iter().find(|document| document.id == source.document);
        format!("{}, {}", document.map_or("", |document| document.title.en.as_str()), source.clause)
    }
}

/// Whether a rule that holds from a day touches a policy that is in force until another.
#[must_use]
pub fn touches(source: &Source, last_day: Option<Date>) -> bool {
    last_day.is_none_or(|last| source.effective_from <= last)
}
