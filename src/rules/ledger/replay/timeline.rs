//! Which rates hold on which days: the contract rate with its changes, what it makes of the rates of
//! penalty and compound interest, and the days on which nothing accrues.

use crate::calendar::{Date, DayRange};
use crate::case::Case;
use crate::case::history::{Event, EventKind, Floating, Paused};
use crate::error::Failure;
use crate::money::Rate;
use crate::policy::penalty::ChargedRate;
use crate::policy::tables::Lpr;
use crate::rules::ledger::terms::PenaltyTerms;

/// What accrues on a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    /// Penalty interest.
    Penalty,
    /// Compound interest.
    Compound,
    /// Interest of the contract.
    Contract,
}

/// Days on which every rate stays the same and interest accrues.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) days: DayRange,
    contract: Rate,
    penalty: Rate,
    compound: Rate,
    /// Whether only the rate of compound interest is another than on the days before.
    pub(super) goes_on: bool,
}

impl Stretch {
    pub(super) fn rate(&self, bearing: Bearing) -> Rate {
        match bearing {
            Bearing::Penalty => self.penalty,
            Bearing::Compound => self.compound,
            Bearing::Contract => self.contract,
        }
    }
}

/// The contract rate from a day on; nothing where it is not known.
#[derive(Clone, Copy, Debug)]
struct Step {
    from: Date,
    rate: Option<Rate>,
}

/// The contract rate over time, before what is not known is filled in.
#[derive(Debug)]
pub(super) struct Contract {
    steps: Vec<Step>,
    /// The first repricing for which the table of published rates holds none.
    pub(super) table_ends_on: Option<Date>,
}

impl Contract {
    /// The contract rate of a case from a day up to another, with the changes among its events.
    ///
    /// # Errors
    /// `engine` when the table that ships is damaged, which a test rules out.
    pub(super) fn of(case: &Case, events: &[Event], first: Date, until: Date) -> Result<Self, Failure> {
        let mut contract = Self { steps: vec![Step { from: first, rate: case.annual_rate }], table_ends_on: None };
        let changes = events.iter().filter_map(|event| match event.kind {
            EventKind::Rate(rate) => Some(Step { from: event.on, rate: Some(rate) }),
            _ => None,
        });
        let mut changes = changes.filter(|change| change.from <= until).peekable();
        if let Some(floating) = case.floating {
            // A rate that is agreed in its place ends the floating one.
            let fixed_from = changes.peek().map_or(until.plus_days(1), |change| change.from);
            contract.float(floating, fixed_from)?;
        }
        contract.steps.extend(changes);
        Ok(contract)
    }

    /// Sets the rate anew on every repricing before a day.
    fn float(&mut self, floating: Floating, end: Date) -> Result<(), Failure> {
        let table = Lpr::builtin()?;
        let mut months = 0_u32;
        let mut on = floating.reset_from;
        while on < end {
            let published = table.on(on, floating.base);
            if published.is_none() {
                self.table_ends_on = self.table_ends_on.or(Some(on));
            }
            let spread = floating.spread;
            let rate = published.map(|published| published.rate.moved_by(spread.size, spread.below));
            self.steps.push(Step { from: on, rate });
            months = months.saturating_add(floating.reset_months);
            on = floating.reset_from.plus_months(months);
        }
        Ok(())
    }

    /// The rate on a day, where it is known.
    pub(super) fn rate_on(&self, day: Date) -> Option<Rate> {
        self.steps.iter().rfind(|step| step.from <= day).and_then(|step| step.rate)
    }

    /// Whether the rate is not known on some of the days.
    pub(super) fn is_open(&self) -> bool {
        self.steps.iter().any(|step| step.rate.is_none())
    }

    /// The rate from each change on, with one for what is unknown.
    pub(super) fn rates(&self, unknown: Rate) -> Vec<(Date, Rate)> {
        self.steps.iter().map(|step| (step.from, step.rate.unwrap_or(unknown))).collect()
    }

    /// The stretches of days on which interest accrues, up to a day, with a rate for what is unknown.
    pub(super) fn stretches(
        &self,
        terms: PenaltyTerms<'_>,
        idle: &[DayRange],
        until: Date,
        unknown: Rate,
    ) -> Vec<Stretch> {
        let mut stretches = Vec::with_capacity(self.steps.len());
        let ends = self.steps.iter().skip(1).map(|step| step.from).chain([until]);
        for (step, to) in self.steps.iter().zip(ends) {
            let rate = step.rate.unwrap_or(unknown);
            for days in without(DayRange { from: step.from, to: to.min(until) }, idle) {
                push(&mut stretches, terms, rate, days);
            }
        }
        stretches
    }
}

/// Adds days of one contract rate, apart where the rate of compound interest changes among them.
fn push(stretches: &mut Vec<Stretch>, terms: PenaltyTerms<'_>, contract: Rate, days: DayRange) {
    let penalty = terms.penalty_rate(contract);
    let rate = |charged| match charged {
        ChargedRate::None => Rate::ZERO,
        ChargedRate::Contract => contract,
        ChargedRate::Penalty => penalty,
    };
    let Some(compound) = terms.compound_days(days).filter(|_| terms.compounds()) else {
        stretches.push(Stretch { days, contract, penalty, compound: Rate::ZERO, goes_on: false });
        return;
    };
    let both = [(Some(compound.first), false), (compound.second, true)];
    for ((days, charged), goes_on) in both.into_iter().filter_map(|(part, goes_on)| Some((part?, goes_on))) {
        stretches.push(Stretch { days, contract, penalty, compound: rate(charged), goes_on });
    }
}

/// The parts of a range that lie outside of ranges which follow each other without touching.
fn without(range: DayRange, idle: &[DayRange]) -> impl Iterator<Item = DayRange> {
    let inner = idle.iter().filter(move |idle| idle.to > range.from && idle.from < range.to);
    let starts = std::iter::once(range.from).chain(inner.clone().map(|idle| idle.to));
    let ends = inner.map(|idle| idle.from).chain([range.to]);
    starts.zip(ends).map(|(from, to)| DayRange { from, to }).filter(|days| days.from < days.to)
}

/// The pauses of one kind among events up to a day, those that touch made one.
pub(super) fn pauses(events: &[Event], what: Paused, until: Date) -> Vec<DayRange> {
    let mut pauses: Vec<DayRange> = Vec::new();
    for event in events.iter().take_while(|event| event.on <= until) {
        let EventKind::Pause(kind, days) = event.kind else { continue };
        match pauses.last_mut() {
            _ if kind != what || days.from >= days.to => {}
            Some(last) if days.from <= last.to => last.to = last.to.max(days.to),
            _ => pauses.push(days),
        }
    }
    pauses
}
