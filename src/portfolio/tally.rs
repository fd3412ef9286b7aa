//! What is counted and summed while rows are read, so that nothing of them has to be kept.

use std::collections::BTreeMap;

use crate::assess::Outcomes;
use crate::condition::Bounds;
use crate::decision::OutcomeWord;
use crate::limits::PORTFOLIO_ROWS_LISTED_MAX;
use crate::money::Money;
use crate::policy::model::{Class, RiskTier};
use crate::portfolio::against::Movement;
use crate::portfolio::fast::Beside;
use crate::portfolio::row::{BadRow, code_name};

/// A sum of amounts that may be known only within bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// The known amounts, and what is known for sure of the others.
    pub(super) low: Money,
    /// How many are not known.
    pub(super) unknown: u64,
}

impl Sum {
    fn of(amount: Bounds) -> Self {
        Self { low: amount.low, unknown: u64::from(amount.known().is_none()) }
    }

    fn add_stated(&mut self, amount: Option<Money>) {
        self.low = self.low.plus(amount.unwrap_or(Money::ZERO));
        self.unknown = self.unknown.saturating_add(u64::from(amount.is_none()));
    }

    fn merge(&mut self, other: Self) {
        self.low = self.low.plus(other.low);
        self.unknown = self.unknown.saturating_add(other.unknown);
    }

    pub(super) fn plus(mut self, other: Self) -> Self {
        self.merge(other);
        self
    }

    /// The sum, where every part of it is known.
    pub(super) fn known(self) -> Option<Money> {
        (self.unknown == 0).then_some(self.low)
    }
}

/// How many cases, and what is due on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) count: u64,
    pub(super) due: Sum,
}

impl Group {
    fn add(&mut self, due: Sum) {
        self.count = self.count.saturating_add(1);
        self.due.merge(due);
    }

    fn merge(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.due.merge(other.due);
    }
}

/// What collecting came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Collecting {
    pub(super) due: Sum,
    pub(super) collected: Sum,
    pub(super) cost: Sum,
}

impl Collecting {
    fn merge(&mut self, other: Self) {
        self.due.merge(other.due);
        self.collected.merge(other.collected);
        self.cost.merge(other.cost);
    }
}

/// Places for the four classes and one for a class that is not known.
pub(super) const CLASSES: [Option<Class>; 5] =
    [Some(Class::Current), Some(Class::Mild), Some(Class::Moderate), Some(Class::Severe), None];

/// Places for the five tiers and one for the time before them.
pub(super) const TIERS: [Option<RiskTier>; 6] = [
    Some(RiskTier::Normal),
    Some(RiskTier::SpecialMention),
    Some(RiskTier::Substandard),
    Some(RiskTier::Doubtful),
    Some(RiskTier::Loss),
    None,
];

/// The decisions that rows are counted by.
pub(super) const DECISIONS: [&str; 4] = ["waiver", "installments", "litigation", "agency"];

/// Bands of days past due that are shown: none, by 30 days up to 360, and beyond. They are no policy's scale.
pub(super) const DAY_BANDS: usize = 14;

/// Bands of what is due that are shown: nothing, by powers of ten of a yuan up to a hundred million, and beyond.
pub(super) const DUE_BANDS: usize = 10;

/// All that is kept of the rows that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub(super) assessed: u64,
    pub(super) bad: u64,
    pub(super) codes: BTreeMap<String, u64>,
    pub(super) listed: Vec<BadRow>,
    pub(super) due: Sum,
    pub(super) penalty: Sum,
    pub(super) compound: Sum,
    pub(super) waivable: Sum,
    pub(super) classes: [Group; CLASSES.len()],
    pub(super) tiers: [Group; TIERS.len()],
    pub(super) outcomes: [[Group; OutcomeWord::ALL.len()]; DECISIONS.len()],
    pub(super) days: [Group; DAY_BANDS],
    pub(super) dues: [Group; DUE_BANDS],
    pub(super) collecting: [Collecting; CLASSES.len()],
    pub(super) movement: Movement,
}

impl Tally {
    /// Counts a case.
    pub(super) fn add(&mut self, outcomes: &Outcomes, beside: &Beside) {
        self.assessed = self.assessed.saturating_add(1);
        let (standing, due) = (&outcomes.standing, Sum::of(outcomes.total));
        self.due.merge(due);
        self.penalty.merge(Sum::of(outcomes.penalty));
        self.compound.merge(Sum::of(outcomes.compound));
        self.waivable.merge(Sum::of(outcomes.waivable));
        let at = |group: Option<&mut Group>| group.map_or((), |group| group.add(due));
        at(self.classes.get_mut(class_place(standing.class)));
        at(self.tiers.get_mut(tier_place(standing.risk_tier)));
        at(self.days.get_mut(day_band(standing.days_past_due)));
        if let Some(known) = due.known() {
            at(self.dues.get_mut(due_band(known)));
        }
        let words = [outcomes.waiver, outcomes.installments, outcomes.litigation.outcome, outcomes.agency.outcome];
        for (decision, word) in self.outcomes.iter_mut().zip(words) {
            at(decision.get_mut(word.place()));
        }
        if let Some(collecting) = self.collecting.get_mut(class_place(beside.class_before.or(standing.class))) {
            collecting.due.merge(due);
            collecting.collected.add_stated(beside.collected);
            collecting.cost.add_stated(beside.cost);
        }
    }

    /// Counts a row of which nothing can be said.
    pub(super) fn add_bad(&mut self, row: BadRow) {
        self.bad = self.bad.saturating_add(1);
        let count = self.codes.entry(row.code().map(code_name).unwrap_or_default()).or_default();
        *count = count.saturating_add(1);
        if self.listed.len() < PORTFOLIO_ROWS_LISTED_MAX {
            self.listed.push(row);
        }
    }

    /// Adds what was counted of other rows of the same portfolio, in whatever order.
    pub fn merge(&mut self, other: Self) {
        self.assessed = self.assessed.saturating_add(other.assessed);
        self.bad = self.bad.saturating_add(other.bad);
        for (code, count) in other.codes {
            let own = self.codes.entry(code).or_default();
            *own = own.saturating_add(count);
        }
        self.listed.extend(other.listed);
        self.listed.sort_by_key(|row| row.line);
        self.listed.truncate(PORTFOLIO_ROWS_LISTED_MAX);
        self.movement.merge(other.movement);
        self.due.merge(other.due);
        self.penalty.merge(other.penalty);
        self.compound.merge(other.compound);
        self.waivable.merge(other.waivable);
        merge(&mut self.classes, other.classes);
        merge(&mut self.tiers, other.tiers);
        merge(&mut self.days, other.days);
        merge(&mut self.dues, other.dues);
        for (own, other) in self.outcomes.iter_mut().zip(other.outcomes) {
            merge(own, other);
        }
        for (own, other) in self.collecting.iter_mut().zip(other.collecting) {
            own.merge(other);
        }
    }

    /// How many rows have been read, assessed or not.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.assessed.saturating_add(self.bad)
    }
}

fn merge<const COUNT: usize>(own: &mut [Group; COUNT], other: [Group; COUNT]) {
    for (own, other) in own.iter_mut().zip(other) {
        own.merge(other);
    }
}

pub(super) fn class_place(class: Option<Class>) -> usize {
    match class {
        Some(Class::Current) => 0,
        Some(Class::Mild) => 1,
        Some(Class::Moderate) => 2,
        Some(Class::Severe) => 3,
        None => 4,
    }
}

pub(super) fn tier_place(tier: Option<RiskTier>) -> usize {
    match tier {
        Some(RiskTier::Normal) => 0,
        Some(RiskTier::SpecialMention) => 1,
        Some(RiskTier::Substandard) => 2,
        Some(RiskTier::Doubtful) => 3,
        Some(RiskTier::Loss) => 4,
        None => 5,
    }
}

/// Which band of days: 0, 1 to 30, 31 to 60, and so on.
fn day_band(days: u32) -> usize {
    usize::try_from(days.div_ceil(30)).unwrap_or(DAY_BANDS).min(DAY_BANDS.saturating_sub(1))
}

/// Which band of an amount: nothing, below 10 yuan, below 100, and so on.
fn due_band(due: Money) -> usize {
    let digits = u32::try_from(due.fen() / 100).map_or(u32::MAX, |yuan| yuan.checked_ilog10().unwrap_or(0));
    if due.is_positive() {
        usize::try_from(digits).map_or(DUE_BANDS, |digits| digits.saturating_add(1)).min(DUE_BANDS.saturating_sub(1))
    } else {
        0
    }
}
