//! An answer as it is read back from the wire: what the words need of it, checked.

use super::allocation::AllocationView;
use crate::calendar::{Date, DayCount, DaysCounted};
use crate::condition::Kleene;
use crate::decision::{Actor, Interval, Lever, OutcomeWord};
use crate::money::{Money, Rounding, Stage};
use crate::policy::model::{Class, Fact, Operator, PlanInterest, RiskTier, Role};
use crate::policy::penalty::{CompoundRate, FeeStacking, Grace, PenaltyBase};
use crate::rules::ledger::Adjustment;

/// An answer.
#[derive(Debug)]
pub(super) struct AnswerView<'v> {
    pub(super) as_of: Date,
    pub(super) policy: PolicyView<'v>,
    pub(super) standing: StandingView,
    pub(super) due: DueView<'v>,
    pub(super) lines: Vec<LineView<'v>>,
    pub(super) waiver: WaiverView<'v>,
    pub(super) installments: InstallmentsView<'v>,
    pub(super) litigation: StepView<'v>,
    pub(super) agency: StepView<'v>,
    pub(super) hardship: Option<HardshipView<'v>>,
    pub(super) restructure: Option<StepView<'v>>,
    pub(super) conventions: ConventionsView<'v>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PolicyView<'v> {
    pub(super) id: &'v str,
    pub(super) version: &'v str,
    pub(super) fingerprint: &'v str,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct StandingView {
    pub(super) days_past_due: u32,
    pub(super) class: Option<Class>,
    pub(super) class_by_days: Option<Class>,
    pub(super) class_by_amount: Option<Class>,
    pub(super) risk_tier: Option<RiskTier>,
    pub(super) oldest_due_on: Option<Date>,
    pub(super) counted_from: Option<Date>,
}

#[derive(Debug)]
pub(super) struct DueView<'v> {
    pub(super) principal: Money,
    pub(super) interest: Option<Money>,
    pub(super) fees: Money,
    pub(super) penalty: Option<Money>,
    pub(super) compound: Option<Money>,
    pub(super) waived: Money,
    pub(super) total: Option<Money>,
    pub(super) daily_growth: Option<Money>,
    pub(super) missing: Vec<&'v str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charge {
    Penalty,
    Compound,
}

#[derive(Debug)]
pub(super) struct LineView<'v> {
    pub(super) arrear: &'v str,
    pub(super) due_on: Date,
    pub(super) charge: Charge,
    pub(super) amount: Money,
    pub(super) segments: Vec<SegmentView<'v>>,
    pub(super) adjustments: Vec<Adjustment>,
}

#[derive(Debug)]
pub(super) struct SegmentView<'v> {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) days: u32,
    pub(super) base: Money,
    pub(super) annual_rate: &'v str,
    pub(super) exact: &'v str,
    pub(super) amount: Money,
    pub(super) formula: &'v str,
}

#[derive(Debug)]
pub(super) enum OutcomeView<'v> {
    Yes,
    No { blocking: Vec<&'v str> },
    NotYet { opens_on: Date },
    Undetermined,
    Refer { refers_to: Role },
}

#[derive(Debug)]
pub(super) struct DecisionView<'v> {
    pub(super) outcome: OutcomeView<'v>,
    pub(super) missing: Vec<&'v str>,
    pub(super) clauses: Vec<ClauseView<'v>>,
    pub(super) changes: Vec<ChangeView<'v>>,
}

#[derive(Debug)]
pub(super) struct WaiverView<'v> {
    pub(super) decision: DecisionView<'v>,
    pub(super) max: Option<Money>,
    pub(super) remaining: Option<Money>,
    pub(super) above_max: Option<Money>,
    pub(super) figures_missing: Vec<&'v str>,
    pub(super) approved_by: Role,
}

#[derive(Debug)]
pub(super) struct InstallmentsView<'v> {
    pub(super) decision: DecisionView<'v>,
    pub(super) shortest: Option<u32>,
    pub(super) deposit: Option<Money>,
    pub(super) limit: Option<Money>,
    pub(super) options: Vec<PlanView<'v>>,
    pub(super) figures_missing: Vec<&'v str>,
    pub(super) may_do: Role,
    pub(super) approved_by: Role,
}

#[derive(Debug)]
pub(super) struct PlanView<'v> {
    pub(super) periods: u32,
    pub(super) payment: Money,
    pub(super) last_payment: Money,
    pub(super) share_of_income: Option<&'v str>,
    pub(super) feasible: OutcomeWord,
    pub(super) schedule: Vec<RowView>,
}

#[derive(Debug)]
pub(super) struct RowView {
    pub(super) due_on: Date,
    pub(super) payment: Money,
    pub(super) balance: Money,
}

#[derive(Debug)]
pub(super) struct StepView<'v> {
    pub(super) decision: DecisionView<'v>,
    pub(super) approved_by: Role,
}

/// The decision on a stated hardship.
#[derive(Debug)]
pub(super) struct HardshipView<'v> {
    pub(super) decision: DecisionView<'v>,
    pub(super) cause: Option<LabelView<'v>>,
    pub(super) measures: Vec<LabelView<'v>>,
    pub(super) rights: Vec<LabelView<'v>>,
}

/// The policy's own words for something, as the answer carries them.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelView<'v> {
    pub(super) simplified: &'v str,
    pub(super) traditional: &'v str,
    pub(super) en: &'v str,
}

#[derive(Debug)]
pub(super) struct ClauseView<'v> {
    pub(super) id: &'v str,
    pub(super) group: &'v str,
    pub(super) fact: Fact,
    pub(super) value: Option<ValueView<'v>>,
    pub(super) at_least: Option<ValueView<'v>>,
    pub(super) at_most: Option<ValueView<'v>>,
    pub(super) operator: Operator,
    pub(super) threshold: ValueView<'v>,
    pub(super) status: Kleene,
    pub(super) decisive: bool,
    pub(super) document: &'v str,
    pub(super) clause: &'v str,
}

impl ClauseView<'_> {
    /// Whether the clause stands under an odd number of negations.
    pub(super) fn negated(&self) -> bool {
        self.group.split('/').filter(|part| *part == "not").count() & 1 == 1
    }
}

/// A value or threshold, in the kind of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueView<'v> {
    Days(u32),
    Count(u32),
    Months(u32),
    Money(Money),
    Share(&'v str),
    YesNo(bool),
    Classes(Vec<Class>),
    Date(Date),
}

#[derive(Debug)]
pub(super) struct ChangeView<'v> {
    pub(super) by: Actor,
    pub(super) lever: Lever,
    pub(super) from: Option<ValueView<'v>>,
    pub(super) to: ValueView<'v>,
    pub(super) on: Option<Date>,
    pub(super) last_day: Option<Date>,
    pub(super) amount: Option<Money>,
    pub(super) intervals: Vec<Interval>,
    pub(super) provided: Vec<Lever>,
    pub(super) periods: Option<u32>,
    pub(super) outcome: OutcomeWord,
}

/// The settings of charges, of those that can be off only where they are on.
#[derive(Debug)]
pub(super) struct ChargesView<'v> {
    pub(super) rate_max: Option<&'v str>,
    pub(super) grace: Grace,
    pub(super) tolerance: Money,
    pub(super) minimum_charge: Option<Money>,
    pub(super) penalty_base: PenaltyBase,
    pub(super) compound_rate: Option<CompoundRate>,
    pub(super) share_of_principal_max: Option<&'v str>,
    pub(super) total_cost_max: Option<&'v str>,
    pub(super) fee_stacking: FeeStacking,
}

#[derive(Debug)]
pub(super) struct ConventionsView<'v> {
    pub(super) day_count: DayCount,
    pub(super) days_counted: DaysCounted,
    pub(super) rounding: Rounding,
    pub(super) stage: Stage,
    pub(super) charges: ChargesView<'v>,
    pub(super) plan_interest: PlanInterest,
    pub(super) allocation: Option<AllocationView>,
    pub(super) assumed_none: Vec<&'v str>,
    pub(super) later_events: u32,
}
