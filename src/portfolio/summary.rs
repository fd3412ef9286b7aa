//! The summary of a portfolio: counts and amounts, the indicators against the policy's targets, the change on an
//! earlier summary.
//!
//! # What it computes
//! - Recovery rate of a class = collected ÷ (collected + what is still due). What was collected in the period is no
//!   longer in the arrears that a case states, so that both together are what was overdue. A loan counts in the
//!   class that it had at the beginning of the period (`classBefore`), in today's where that is not stated.
//! - Cost rate = cost ÷ collected, over all classes.
//! - A rate is shown to four places: recovery rounded down, cost rounded up, so that a rate never looks better than
//!   it is. Whether a target is met is told from the amounts themselves.
//! - Where something is not known, a rate is `null`; whether a target is met is still told where no value of what is
//!   unknown could change it.
//!
//! # Source
//! The policy's `indicators` (S3); those of the version that is in force last. Rejected: collected ÷ what is still
//! due, which grows past 1 as collecting succeeds.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::decision::OutcomeWord;
use crate::json::Value;
use crate::money::{Fixed, Money, Rate, Rounding, ShareOf};
use crate::policy::model::{Class, Policy, RiskTier};
use crate::portfolio::Terms;
use crate::portfolio::against::Comparison;
use crate::portfolio::layout::Ignored;
use crate::portfolio::previous::Change;
use crate::portfolio::row::BadRow;
use crate::portfolio::tally::{CLASSES, Collecting, DAY_BANDS, Group, Sum, TIERS, Tally};

/// The shape of a summary.
pub const SCHEMA: &str = "portfolio.v1";

/// What a portfolio came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The shape of this summary.
    pub schema: &'static str,
    /// The versions of the policy.
    pub policies: Vec<PolicyName>,
    /// Rows that were read.
    pub rows: u64,
    /// Rows of which a case was assessed.
    pub assessed: u64,
    /// Rows of which nothing can be said.
    pub with_problems: u64,
    /// What is wrong with them.
    pub problems: BadRows,
    /// Columns that were passed over.
    pub ignored_columns: Vec<Ignored>,
    /// The sums over all cases.
    pub totals: Totals,
    /// Cases and amounts by class; without a class where an unknown amount leaves it open.
    pub classes: Vec<InClass>,
    /// Cases and amounts by the regulator's tier; without one before the tiers were in force.
    pub risk_tiers: Vec<InTier>,
    /// Cases and amounts by outcome of each decision.
    pub decisions: ByDecision,
    /// How cases are spread.
    pub distribution: Distribution,
    /// What collection is measured by.
    pub indicators: Measured,
    /// What a second policy changes, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The change on an earlier summary, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// One version of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyName {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its RFC 8785 bytes.
    pub fingerprint: String,
}

/// The rows of which nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BadRows {
    /// How many, by the code of their first problem.
    pub by_code: BTreeMap<String, u64>,
    /// The first of them.
    pub listed: Vec<BadRow>,
}

/// Cases and what is due on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// How many cases.
    pub count: u64,
    /// What is due on them; of those of which it is not known, what is known for sure.
    pub due: Money,
    /// On how many it is not known.
    pub due_unknown: u64,
}

impl Part {
    fn of(group: Group) -> Self {
        Self { count: group.count, due: group.due.low, due_unknown: group.due.unknown }
    }
}

/// The sums over all cases; of amounts that are not known, what is known for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Everything due.
    pub due: Money,
    /// Cases of which that is not known.
    pub due_unknown: u64,
    /// Penalty interest.
    pub penalty: Money,
    /// Compound interest.
    pub compound: Money,
    /// What may be waived at most beyond what has been; nothing is known for sure where a waiver is not `yes`, or where
    /// the approver says how much.
    pub waivable: Money,
}

/// The cases of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InClass {
    /// The class.
    pub class: Option<Class>,
    /// Its cases.
    #[serde(flatten)]
    pub part: Part,
}

/// The cases of one tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InTier {
    /// The tier.
    pub risk_tier: Option<RiskTier>,
    /// Its cases.
    #[serde(flatten)]
    pub part: Part,
}

/// The cases of one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WithOutcome {
    /// The outcome.
    pub outcome: OutcomeWord,
    /// Its cases.
    #[serde(flatten)]
    pub part: Part,
}

/// Cases by the outcome of each decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByDecision {
    /// Of a waiver.
    pub waiver: Vec<WithOutcome>,
    /// Of an installment plan.
    pub installments: Vec<WithOutcome>,
    /// Of litigation.
    pub litigation: Vec<WithOutcome>,
    /// Of an agency.
    pub agency: Vec<WithOutcome>,
}

/// How cases are spread, in bands for showing only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Distribution {
    /// By days past due: none, and by 30 days.
    pub days_past_due: Vec<DaysBand>,
    /// By what is due, where it is known: nothing, and by powers of ten.
    pub due: Vec<DueBand>,
}

/// The cases in a band of days, both ends counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DaysBand {
    /// Fewest days.
    pub from: u32,
    /// Most days; none for the last band.
    pub to: Option<u32>,
    /// Its cases.
    #[serde(flatten)]
    pub part: Part,
}

/// The cases in a band of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DueBand {
    /// Smallest amount; nothing, and what is above it, have bands of their own.
    pub from: Money,
    /// What every amount is below; none for the last band.
    pub below: Option<Money>,
    /// Its cases.
    #[serde(flatten)]
    pub part: Part,
}

/// What collection is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// The recovery rate of each class that was overdue.
    pub recovery: Vec<Recovery>,
    /// The cost rate.
    pub cost: CostRate,
}

/// The recovery rate of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recovery {
    /// The class.
    pub class: Class,
    /// What was collected, where it is stated of every case.
    pub collected: Option<Money>,
    /// What was overdue: collected and still due, where both are known.
    pub overdue: Option<Money>,
    /// Collected ÷ overdue.
    pub rate: Option<Fixed>,
    /// The rate that is to be exceeded, where the policy sets one.
    pub target: Option<Rate>,
    /// Whether it is; none where that is not known or there is no target.
    pub met: Option<bool>,
}

/// The cost rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CostRate {
    /// What collecting cost, where it is stated of every case.
    pub cost: Option<Money>,
    /// What was collected, where it is stated of every case.
    pub collected: Option<Money>,
    /// Cost ÷ collected.
    pub rate: Option<Fixed>,
    /// The rate to stay below.
    pub target: Rate,
    /// Whether it does; none where that is not known.
    pub met: Option<bool>,
}

impl Summary {
    /// The summary of what was counted.
    #[must_use]
    pub fn of(tally: Tally, terms: &Terms, ignored: Vec<Ignored>) -> Option<Self> {
        let policies = &*terms.policies;
        let latest = policies.iter().max_by_key(|policy| policy.effective_from)?;
        let mut summary = Self {
            schema: SCHEMA,
            policies: policies.iter().map(PolicyName::of).collect(),
            rows: tally.rows(),
            assessed: tally.assessed,
            with_problems: tally.bad,
            ignored_columns: ignored,
            totals: Totals {
                due: tally.due.low,
                due_unknown: tally.due.unknown,
                penalty: tally.penalty.low,
                compound: tally.compound.low,
                waivable: tally.waivable.low,
            },
            classes: by(CLASSES, tally.classes, |class, part| InClass { class, part }),
            risk_tiers: by(TIERS, tally.tiers, |risk_tier, part| InTier { risk_tier, part }),
            decisions: decisions(&tally),
            distribution: distribution(&tally),
            indicators: measured(&tally, latest),
            problems: BadRows { by_code: tally.codes, listed: tally.listed },
            comparison: terms.against.as_deref().map(|policies| tally.movement.comparison(policies)),
            change: None,
        };
        summary.change = terms.settings.previous.as_ref().map(|previous| previous.change(&summary));
        Some(summary)
    }
}

impl PolicyName {
    pub(super) fn of(policy: &Policy) -> Self {
        let Policy { id, version, fingerprint, .. } = policy;
        Self { id: id.clone(), version: version.clone(), fingerprint: fingerprint.clone() }
    }
}

/// One entry a name that a group has, but none for what has no name and no cases.
fn by<N: Copy, T, const COUNT: usize>(
    names: [Option<N>; COUNT],
    groups: [Group; COUNT],
    entry: fn(Option<N>, Part) -> T,
) -> Vec<T> {
    let groups = names.into_iter().zip(groups).filter(|(name, group)| name.is_some() || group.count > 0);
    groups.map(|(name, group)| entry(name, Part::of(group))).collect()
}

fn decisions(tally: &Tally) -> ByDecision {
    let of = |groups: &[Group]| {
        let groups = OutcomeWord::ALL.into_iter().zip(groups).filter(|(_, group)| group.count > 0);
        groups.map(|((_, outcome), group)| WithOutcome { outcome, part: Part::of(*group) }).collect()
    };
    let [waiver, installments, litigation, agency] = &tally.outcomes;
    ByDecision { waiver: of(waiver), installments: of(installments), litigation: of(litigation), agency: of(agency) }
}

fn distribution(tally: &Tally) -> Distribution {
    let day = |band: u32| match band.checked_sub(1) {
        Some(before) => (before.saturating_mul(30).saturating_add(1), Some(band.saturating_mul(30))),
        None => (0, Some(0)),
    };
    let last = u32::try_from(DAY_BANDS).unwrap_or(0).saturating_sub(1);
    let days = (0..).zip(tally.days).map(|(band, group)| {
        let (from, to) = day(band);
        DaysBand { from, to: to.filter(|_| band != last), part: Part::of(group) }
    });
    let yuan = |exponent: u32| Money::from_fen(10_i128.saturating_pow(exponent.saturating_add(2)));
    let last = u32::try_from(tally.dues.len()).unwrap_or(0).saturating_sub(1);
    let dues = (0_u32..).zip(tally.dues).map(|(band, group)| {
        let from = band.checked_sub(1).filter(|before| *before > 0).map_or(Money::ZERO, yuan);
        let below = if band == 0 { Money::from_fen(1) } else { yuan(band) };
        let from = if band == 1 { Money::from_fen(1) } else { from };
        DueBand { from, below: (band != last).then_some(below), part: Part::of(group) }
    });
    Distribution { days_past_due: days.collect(), due: dues.collect() }
}

fn measured(tally: &Tally, policy: &Policy) -> Measured {
    let target = |class| policy.indicators.recovery.iter().find(|target| target.class == class);
    let classes = CLASSES.into_iter().zip(tally.collecting);
    let overdue = classes.filter_map(|(class, own)| Some((class.filter(|class| *class != Class::Current)?, own)));
    let recovery = overdue.map(|(class, own)| recovery(class, own, target(class).map(|target| target.above)));
    let all = tally.collecting.iter().fold((Sum::default(), Sum::default()), |(cost, collected), own| {
        (cost.plus(own.cost), collected.plus(own.collected))
    });
    Measured { recovery: recovery.collect(), cost: cost_rate(all.0, all.1, policy.indicators.cost_rate_below.value) }
}

fn recovery(class: Class, own: Collecting, target: Option<Rate>) -> Recovery {
    let collected = own.collected.known();
    let overdue = collected.zip(own.due.known()).map(|(collected, due)| collected.plus(due));
    let share = |whole: Option<Money>| collected.zip(whole).and_then(|(part, whole)| share(part, whole));
    let known = share(overdue);
    // What is not known can only add to what was overdue, so that the rate is at most this.
    let most = known.or_else(|| share(collected.map(|collected| collected.plus(own.due.low))));
    let exceeds = |share: ShareOf, target: Rate| share.compare(target) == Ordering::Greater;
    let met = target.zip(most).map(|(target, most)| exceeds(most, target));
    Recovery {
        class,
        collected,
        overdue,
        rate: known.map(|share| shown(share, Rounding::Down)),
        target,
        met: met.filter(|met| known.is_some() || !met),
    }
}

fn cost_rate(cost: Sum, collected: Sum, target: Rate) -> CostRate {
    let (cost, collected) = (cost.known(), collected.known());
    let known = cost.zip(collected).and_then(|(cost, collected)| share(cost, collected));
    CostRate {
        cost,
        collected,
        rate: known.map(|share| shown(share, Rounding::Up)),
        target,
        met: known.map(|share| share.compare(target) == Ordering::Less),
    }
}

/// A share of something; none of nothing.
fn share(part: Money, whole: Money) -> Option<ShareOf> {
    whole.is_positive().then_some(ShareOf { part, whole })
}

fn shown(share: ShareOf, rounding: Rounding) -> Fixed {
    let units = Money::quotient(share.part.fen().saturating_mul(10_000), share.whole.fen(), rounding).fen();
    Fixed { units, places: 4 }
}

/// The text of a value, as far as it is one.
pub(super) fn text_of<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}
