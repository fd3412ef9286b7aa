//! The decision on installment plans: every plan that the policy offers is judged once, and the clauses
//! of all of them stand in one list.

use serde::Serialize;

use crate::assess::{Owed, PlanDebt, Position};
use crate::condition::{Clause, ClauseSet, Judged, Kleene, mark_deciding};
use crate::decision::{Decision, Outcome, OutcomeWord, blocking};
use crate::money::{Money, ShareOf};
use crate::policy::model::{Fact, Role};
use crate::rules::installment::{self, Payments, Schedule};

/// The decision on installment plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct InstallmentsDecision<'p> {
    /// Outcome, clauses, missing facts.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// Periods of the shortest feasible plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortest: Option<u32>,
    /// The smallest sum that, paid at once, makes the longest plan feasible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
    /// The most that one payment may be, rounded down to the fen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
    /// Every plan that the policy offers; empty while the total is not known.
    pub options: Vec<PlanOption>,
    /// Facts without which the amounts are not known, when the outcome is settled all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures_missing: Vec<String>,
    /// Who may agree a plan.
    pub may_do: Role,
    /// Who approves it.
    pub approved_by: Role,
}

/// One plan on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanOption {
    /// Number of monthly payments.
    pub periods: u32,
    /// Every payment but the last.
    pub payment: Money,
    /// The last payment, which takes the residue.
    pub last_payment: Money,
    /// The larger of the two as a share of monthly income: four places, rounded up, for showing only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_of_income: Option<ShareOf>,
    /// Whether the borrower can afford it.
    pub feasible: OutcomeWord,
    /// The payments by date.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<installment::Row>"))]
    pub schedule: Schedule,
}

/// The plans on offer while they are judged, the shortest first.
///
/// One plan that is feasible is proof enough, the shortest of them; that none is takes all of them. So
/// the clauses of a plan stay marked as long as its truth is the one that decides.
struct Plans<'p> {
    truth: Kleene,
    clauses: Vec<Clause<'p>>,
    options: Vec<PlanOption>,
    shortest: Option<u32>,
}

impl<'p> Plans<'p> {
    fn add(&mut self, periods: u32, judged: &Judged<'p>, first: usize) {
        let truth = judged.truth();
        if truth == Kleene::True && self.truth == Kleene::False {
            self.shortest = Some(periods);
        }
        let outranks = truth != self.truth && (truth == Kleene::True || self.truth == Kleene::False);
        let (earlier, own) = self.clauses.split_at_mut_checked(first).unwrap_or_default();
        if outranks {
            mark_deciding(earlier, ClauseSet::default());
        }
        if outranks || (truth == self.truth && truth != Kleene::True) {
            self.truth = truth;
            mark_deciding(own, judged.deciding());
        }
    }
}

impl<'p> Position<'p> {
    /// Which installment plans are feasible.
    #[must_use]
    pub fn installments(&self) -> InstallmentsDecision<'p> {
        let policy = &self.policy.installment;
        let income = self.case.borrower.monthly_income;
        let overdue = self.standing.oldest_due_on.is_some();
        let Plans { truth, clauses, options, shortest } = self.plans(overdue);
        let decision = if overdue { self.if_overdue(self.plan_decision(truth, clauses)) } else { self.not_overdue() };
        let debt = self.plan_debt().filter(|_| overdue);
        let deposit = debt.zip(income).filter(|_| truth == Kleene::False);
        let unknown = overdue && debt.is_none() && decision.outcome != Outcome::Undetermined;
        InstallmentsDecision {
            shortest: shortest.filter(|_| !self.is_doubtful),
            deposit: deposit.and_then(|(debt, income)| self.deposit(&debt, income)),
            limit: income.and_then(|income| installment::limit(income, policy)),
            options,
            figures_missing: if unknown { self.missing_debt() } else { Vec::new() },
            may_do: policy.may_do.value,
            approved_by: policy.approved_by.value,
            decision,
        }
    }

    /// The smallest sum that makes the longest plan feasible; the whole where only that would do.
    fn deposit(&self, debt: &PlanDebt<'_>, income: Money) -> Option<Money> {
        let policy = &self.policy.installment;
        if debt.is_frozen() {
            return Some(installment::deposit(debt.total, income, policy));
        }
        let owed = Owed::of(self.case, self.policy)?;
        Some(owed.plan_deposit(policy.periods_max.value, income).unwrap_or(debt.total))
    }

    /// Every plan on offer, judged; none while nothing is overdue.
    fn plans(&self, overdue: bool) -> Plans<'p> {
        let policy = &self.policy.installment;
        let offered = installment::periods(policy).take(if overdue { usize::MAX } else { 0 });
        let count = offered.size_hint().0;
        let mut plans = Plans {
            truth: Kleene::False,
            clauses: Vec::with_capacity(count.saturating_mul(policy.condition.clause_count)),
            options: Vec::with_capacity(count),
            shortest: None,
        };
        let debt = self.plan_debt();
        for (option, periods) in (0..).zip(offered) {
            self.plan(option, periods, debt.as_ref(), &mut plans);
        }
        plans
    }

    fn plan(&self, option: u32, periods: u32, debt: Option<&PlanDebt<'_>>, plans: &mut Plans<'p>) {
        let policy = &self.policy.installment;
        let payments = debt.map(|debt| debt.over(periods));
        let facts = self.plan_facts(payments.as_ref(), periods);
        let first = plans.clauses.len();
        let judged = Judged::recorded(&policy.condition, &facts, Some(option), &mut plans.clauses);
        plans.add(periods, &judged, first);
        let options = payments.zip(debt).map(|(payments, debt)| self.option(payments, debt, judged.truth()));
        plans.options.extend(options);
    }

    fn plan_decision(&self, truth: Kleene, clauses: Vec<Clause<'p>>) -> Decision<'p> {
        let (outcome, missing) = match truth {
            Kleene::True => (Outcome::Yes, Vec::new()),
            Kleene::False => (Outcome::No { blocking: blocking(&clauses) }, Vec::new()),
            Kleene::Unknown => (Outcome::Undetermined, self.plan_missing(&clauses)),
        };
        Decision { outcome, missing, clauses, changes: None }
    }

    /// What to ask for when no plan can be settled: the income, and what the total lacks.
    fn plan_missing(&self, clauses: &[Clause<'p>]) -> Vec<String> {
        let on_income = |clause: &Clause<'_>| clause.decisive && clause.fact == Fact::ShareOfIncome;
        let mut missing = Vec::new();
        if self.case.borrower.monthly_income.is_none() && clauses.iter().any(on_income) {
            missing.push("/borrower/monthlyIncome".to_owned());
        }
        missing.extend(self.missing_debt());
        self.put_in_ask_order(&mut missing);
        missing
    }

    /// What to ask for while it is not known what a plan would spread; nothing when it is.
    fn missing_debt(&self) -> Vec<String> {
        match (self.total().known(), self.plan_debt()) {
            (None, _) => self.missing_sums(),
            (Some(_), None) => vec!["/loan/annualRate".to_owned()],
            (Some(_), Some(_)) => Vec::new(),
        }
    }

    /// The plan as it is offered.
    fn option(&self, payments: Payments, debt: &PlanDebt<'_>, feasible: Kleene) -> PlanOption {
        let income = self.case.borrower.monthly_income.filter(|income| income.is_positive());
        let policy = &self.policy.installment;
        let schedule = if debt.is_frozen() {
            Schedule::new(payments, self.case.as_of, policy)
        } else {
            Schedule::Listed(debt.rows(payments.periods))
        };
        PlanOption {
            periods: payments.periods,
            payment: payments.regular,
            last_payment: payments.last,
            share_of_income: income.map(|income| ShareOf { part: payments.most, whole: income }),
            feasible: feasible.into(),
            schedule: schedule.on_working_days(policy),
        }
    }
}
