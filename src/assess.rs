//! One case, one policy, one answer: the only file that strings the rules together.

mod debt;
mod installments;
mod outcomes;
mod paid;
mod patterns;
mod reasons;
mod restructure;
mod settlement;
mod spread;
mod waiver;

use std::sync::Arc;

use serde::Serialize;

pub use debt::standing_of;
use debt::unpaid;
pub use installments::{InstallmentsDecision, PlanOption};
pub use outcomes::{Outcomes, StepOutcome};
pub use paid::{Owed, Paid};
pub use patterns::{Decisions, Looked, StepDecided};
pub use reasons::Reasons;
pub use restructure::{MethodTerms, RestructureDecision, TermOption};
pub use settlement::Settlement;
pub use spread::PlanDebt;
pub use waiver::WaiverDecision;
use waiver::{ApprovedDecision, approval};

use crate::calendar::{Date, DayCount, DaysCounted};
use crate::case::Case;
use crate::condition::{Bounds, Clause, Facts, Kleene, Known, LoanFacts, truth};
use crate::decision::{Decision, Outcome, OutcomeWord, Pointers, decide, lack, refused};
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::json::{lasting_text, words};
use crate::money::{Money, Rounding, Stage};
use crate::policy::allocation::AllocationRule;
use crate::policy::collection::Cause;
use crate::policy::model::{Condition, Fact, PlanInterest, Policy, Role};
use crate::rules::conduct::{Conduct, Planned, Record};
use crate::rules::delinquency::{Standing, Unpaid, standing};
use crate::rules::hardship::HardshipDecision;
use crate::rules::ledger::replay::{Ledger, Replayed, replayed};
use crate::rules::ledger::terms::{Applied, PenaltyTerms};
use crate::rules::ledger::{Component, Line, Snapshot, Sums};
use crate::rules::tracking::{PlanTracking, track};
use crate::rules::{conduct, contact, delinquency, hardship};

/// Everything that is answered about one case. What most cases have not is boxed, so that the rest is
/// moved about without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Answer<'p> {
    /// The shape of this answer.
    pub schema: &'static str,
    /// The day it holds for.
    pub as_of: Date,
    /// The policy that it was computed under.
    pub policy: PolicyRef<'p>,
    /// How delinquent the loan is.
    pub delinquency: Standing,
    /// What is due.
    pub due: Due,
    /// Penalty and compound interest, line by line.
    pub penalty: Working,
    /// Whether, and how much, penalty interest may be waived.
    pub waiver: WaiverDecision<'p>,
    /// Which installment plans are feasible.
    pub installments: InstallmentsDecision<'p>,
    /// Whether the loan may go to court or to an agency.
    pub escalation: EscalationDecision<'p>,
    /// Whether the hardship that the borrower states is passed on; absent where none is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hardship: Option<Box<HardshipDecision<'p>>>,
    /// Every installment, payment and waiver of the history; absent where the case has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Box<Ledger>>,
    /// Whether the loan could be restructured; absent where the case states nothing that only this looks at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restructure: Option<Box<RestructureDecision<'p>>>,
    /// What has become of the agreed plan; absent where none is on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking: Option<Box<PlanTracking<'p>>>,
    /// How it was computed.
    pub conventions: Conventions<'p>,
}

/// The policy version that answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyRef<'p> {
    /// Its id.
    #[serde(serialize_with = "lasting_text")]
    pub id: &'p str,
    /// Its version.
    #[serde(serialize_with = "lasting_text")]
    pub version: &'p str,
    /// SHA-256 over its RFC 8785 bytes.
    #[serde(serialize_with = "lasting_text")]
    pub fingerprint: &'p str,
}

impl<'p> PolicyRef<'p> {
    /// Names a policy version.
    #[must_use]
    pub fn of(policy: &'p Policy) -> Self {
        Self { id: &policy.id, version: &policy.version, fingerprint: &policy.fingerprint }
    }
}

/// What is due on the as-of date. Amounts that a missing fact leaves open are `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// Overdue principal.
    pub principal: Money,
    /// Overdue interest of the contract.
    pub interest: Option<Money>,
    /// Overdue fees.
    pub fees: Money,
    /// Penalty interest.
    pub penalty: Option<Money>,
    /// Compound interest.
    pub compound: Option<Money>,
    /// Waived already; taken off the total.
    pub waived: Money,
    /// Everything, less what was waived.
    pub total: Option<Money>,
    /// What one more day adds to the total.
    pub daily_growth: Option<Money>,
    /// JSON pointers to the facts without which an amount is `null`, or is known and its lines are not.
    pub missing: Vec<String>,
}

/// Penalty and compound interest with their working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Working {
    /// One line for each arrear and component that could be worked out.
    pub lines: Vec<Line>,
}

/// The decisions on escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EscalationDecision<'p> {
    /// Whether the loan may go to court.
    pub litigation: StepDecision<'p>,
    /// Whether the loan may go to a collection agency.
    pub agency: StepDecision<'p>,
}

/// One step of escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StepDecision<'p> {
    /// Outcome, clauses, missing facts.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// Who approves the step.
    pub approved_by: Role,
}

/// How the answer was computed, so that anyone can repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Conventions<'p> {
    /// Day count of penalty and compound interest.
    pub day_count: DayCount,
    /// Which ends of a range of days are counted.
    pub days_counted: DaysCounted,
    /// Rounding of charges.
    pub rounding: RoundingRule,
    /// The other settings of charges.
    pub charges: Applied,
    /// What interest runs during an installment plan.
    pub plan_interest: PlanInterest,
    /// Where a payment goes.
    pub allocation: AllocationRule<'p>,
    /// Entries of record that the case does not have and that are taken as none.
    #[serde(serialize_with = "words")]
    pub assumed_none: &'p [&'static str],
    /// Dated entries after the as-of date, which are not applied.
    pub later_events: u32,
}

/// A rounding mode and where it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoundingRule {
    /// The mode.
    pub mode: Rounding,
    /// Where: each segment, each line (one arrear, one component), or once each component of the loan.
    pub stage: Stage,
}

/// A case with what the rules need of it before anything is decided.
#[derive(Debug)]
pub struct Position<'p> {
    case: &'p Case,
    policy: &'p Policy,
    /// The history, replayed; where there is none, the case lists its arrears.
    replayed: Option<Arc<Replayed<'p>>>,
    standing: Standing,
    sums: Sums,
    facts: Facts,
    waived: Money,
    total: Bounds,
    /// Whether a waiver takes off all that is known, and something that is not known may be left.
    is_doubtful: bool,
    cause: Option<&'p Cause>,
}

impl<'p> Position<'p> {
    /// Works out how delinquent the loan is, what is due, and the facts that conditions look at.
    ///
    /// # Errors
    /// `arrearAmountUnknown` when it cannot be told which arrear is the oldest; `waivedExceedsDue`
    /// when more was waived than is due; `notOneOf` when the stated cause of hardship is none that
    /// the policy lists.
    pub fn new(case: &'p Case, policy: &'p Policy) -> Result<Self, Failure> {
        let replayed = replayed(case, policy)?;
        let standing = standing(unpaid(case, replayed.as_deref()), policy)?;
        let (sums, waived) = match &replayed {
            Some(replayed) => (replayed.sums(), replayed.waived().plus(case.waived)),
            None => (Snapshot::of(case, case.as_of, &policy.penalty).sums(), case.waived),
        };
        let gross = sums.gross();
        check_waived(waived, gross)?;
        check_refusal(case, &standing)?;
        check_outstanding(case, &sums)?;
        let waived = if gross.high == Some(Money::ZERO) { Money::ZERO } else { waived };
        let total = gross.minus(waived);
        let is_doubtful = total.low == Money::ZERO && total.high != Some(Money::ZERO) && standing.is_overdue();
        let standing = if total.high == Some(Money::ZERO) { standing.settled() } else { standing };
        let stated = hardship::cause(case, &policy.restructure)?;
        let facts = facts(case, policy, &standing, total, stated);
        let standing = if is_doubtful { standing.doubtful() } else { standing };
        Ok(Self { case, policy, replayed, standing, sums, facts, waived, total, is_doubtful, cause: stated })
    }

    /// The same position with one fact as it would be, for telling what that alone would change.
    #[must_use]
    pub fn supposing(&self, fact: Fact, known: Known) -> Self {
        Self { facts: self.facts.with(fact, Some(known)), replayed: self.replayed.clone(), ..*self }
    }

    /// The same position with another amount due in all, such as a payment leaves. Its charges are
    /// still those of the case.
    #[must_use]
    pub fn owing(&self, total: Money) -> Self {
        let total = Bounds::exactly(total);
        Self { total, is_doubtful: false, ..self.supposing(Fact::OverdueAmount, Known::Money(total)) }
    }

    /// The truth of a condition over the facts of the case; false while nothing is overdue, and not true while
    /// it is not known whether anything is.
    #[must_use]
    pub fn truth(&self, condition: &Condition) -> Kleene {
        match (self.is_overdue(), self.is_doubtful) {
            (false, _) => Kleene::False,
            (true, false) => truth(condition, &self.facts),
            (true, true) => truth(condition, &self.facts).and(Kleene::Unknown),
        }
    }

    /// Whether anything is overdue, or may be.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.standing.is_overdue()
    }

    /// What is unpaid by installment: as the case lists it, or as its history leaves it.
    #[must_use]
    pub fn unpaid(&self) -> Unpaid<'_> {
        unpaid(self.case, self.replayed.as_deref())
    }

    /// How delinquent the loan is.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The facts that conditions look at.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Everything due, less what was waived.
    #[must_use]
    pub fn total(&self) -> Bounds {
        self.total
    }

    fn pointers(&self) -> Pointers {
        Pointers {
            sums: self.missing_sums(),
            class: self.missing_class(),
            review: hardship::lacking(self.case, &self.policy.restructure).into_iter().map(str::to_owned).collect(),
            ..Pointers::default()
        }
    }

    /// What to ask for while the class is not known; nothing when it is.
    #[must_use]
    pub fn missing_class(&self) -> Vec<String> {
        if self.is_doubtful { self.missing_sums() } else { delinquency::missing(self.unpaid(), &self.standing) }
    }

    /// What to ask for while the total is not known; nothing when it is.
    #[must_use]
    pub fn missing_sums(&self) -> Vec<String> {
        match self.sums.gross().known() {
            Some(_) => Vec::new(),
            None => self.missing(self.case.as_of),
        }
    }

    /// The listed arrears on a day.
    fn snapshot(&self, day: Date) -> Snapshot<'p> {
        Snapshot::of(self.case, day, &self.policy.penalty)
    }

    /// What is overdue on the as-of date or, if nothing more happens, on the day after it.
    fn sums_on(&self, day: Date) -> Sums {
        match &self.replayed {
            Some(replayed) => replayed.sums_on(day),
            None => self.snapshot(day).sums(),
        }
    }

    /// JSON pointers to the facts without which the sums of a day are not known.
    fn missing(&self, day: Date) -> Vec<String> {
        match &self.replayed {
            Some(replayed) => replayed.missing(self.case, day),
            None => self.snapshot(day).missing(),
        }
    }

    /// The facts without which the working of a known sum is not: an amount that a cap or the smallest charge settles
    /// is known while a fact is missing, and the lines of the rest do not add up to it.
    fn unshown(&self) -> Vec<String> {
        let open = self.open_facts();
        if open.is_empty() {
            return open;
        }
        let lines = self.working().lines;
        let shown = |component, sum: Bounds| {
            let own = lines.iter().filter(|line| line.component == component).map(|line| line.amount);
            sum.known() == Some(own.fold(Money::ZERO, Money::plus))
        };
        let is_shown = shown(Component::Penalty, self.sums.penalty) && shown(Component::Compound, self.sums.compound);
        if is_shown { Vec::new() } else { open }
    }

    /// JSON pointers to the facts that are not known and bear on the sums of the as-of date or on their working.
    fn open_facts(&self) -> Vec<String> {
        match &self.replayed {
            Some(replayed) => replayed.open_facts(self.case, self.case.as_of),
            None => self.snapshot(self.case.as_of).open_facts(),
        }
    }

    /// A decision by condition, or `no` while nothing is overdue.
    fn decision(&self, condition: &'p Condition, pointers: &dyn Fn() -> Pointers) -> Decision<'p> {
        match self.standing.days_from() {
            Some(days_from) => {
                let mut decision = decide(condition, &self.facts, days_from, pointers);
                self.put_in_ask_order(&mut decision.missing);
                self.if_overdue(decision)
            }
            None => self.not_overdue(),
        }
    }

    /// A decision that holds only where the loan is overdue, as it stands if it is: while that is not known, it is
    /// settled only where it is `no` either way.
    fn if_overdue(&self, mut decision: Decision<'p>) -> Decision<'p> {
        if !self.is_doubtful {
            return decision;
        }
        let decides = !matches!(decision.outcome, Outcome::No { .. });
        if decides {
            decision.outcome = Outcome::Undetermined;
            lack(&mut decision.missing, self.missing_sums());
            self.put_in_ask_order(&mut decision.missing);
        }
        let unknown = self.facts.with(Fact::DaysPastDue, None).with(Fact::OldestDueOn, None);
        let overdue = refused(&self.policy.delinquency.overdue, &unknown).clauses;
        decision.clauses.extend(overdue.into_iter().map(|clause| Clause { decisive: decides, ..clause }));
        decision
    }

    /// The word of a decision that holds only where the loan is overdue.
    fn word_if_overdue(&self, word: OutcomeWord) -> OutcomeWord {
        if self.is_doubtful && word != OutcomeWord::No { OutcomeWord::Undetermined } else { word }
    }

    /// Whether a waiver takes off all that is known, and something that is not known may be left: that the loan is
    /// overdue is then not known.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// Missing facts in the order in which the policy asks for them.
    fn put_in_ask_order(&self, missing: &mut [String]) {
        missing.sort_by_key(|pointer| self.policy.ask_place(pointer));
    }

    fn not_overdue(&self) -> Decision<'p> {
        refused(&self.policy.delinquency.overdue, &self.facts)
    }

    /// What is due, with what one more day adds.
    #[must_use]
    pub fn due(&self) -> Due {
        let (sums, total) = (&self.sums, self.total().known());
        let tomorrow = self.case.as_of.plus_days(1);
        let waived_before = self.replayed.as_ref().map_or(Money::ZERO, |replayed| replayed.waived());
        let later = self.sums_on(tomorrow).gross().minus(waived_before.plus(self.case.waived)).known();
        let mut missing = if total.is_none() { self.missing(self.case.as_of) } else { Vec::new() };
        if later.is_none() {
            lack(&mut missing, self.missing(tomorrow));
        }
        if total.is_some() {
            lack(&mut missing, self.unshown());
        }
        Due {
            principal: sums.principal,
            interest: sums.interest.known(),
            fees: sums.fees,
            penalty: sums.penalty.known(),
            compound: sums.compound.known(),
            waived: self.waived,
            total,
            daily_growth: later.zip(total).map(|(later, today)| later.minus(today)),
            missing,
        }
    }

    /// Penalty and compound interest with their working.
    #[must_use]
    pub fn working(&self) -> Working {
        let lines = match &self.replayed {
            Some(replayed) => replayed.lines(),
            None => self.snapshot(self.case.as_of).lines(),
        };
        Working { lines }
    }

    /// Whether the loan may go to court or to an agency.
    #[must_use]
    pub fn escalation(&self) -> EscalationDecision<'p> {
        let policy = &self.policy.escalation;
        let pointers = || self.pointers();
        let step = |condition, approved_by| StepDecision { decision: self.decision(condition, &pointers), approved_by };
        EscalationDecision {
            litigation: step(&policy.litigation.condition, policy.litigation.approved_by.value),
            agency: step(&policy.agency.condition, policy.agency.approved_by.value),
        }
    }

    /// Whether the hardship that the borrower states is passed on for review.
    #[must_use]
    pub fn hardship(&self) -> HardshipDecision<'p> {
        let policy = &self.policy.restructure;
        let decision = self.decision(&policy.condition, &|| self.pointers());
        let approval = approval(ApprovedDecision::Restructure, self.case, &policy.refers_to.source);
        let decision = if self.is_overdue() { decision.left_to(policy.refers_to.value, approval) } else { decision };
        hardship::application(decision, self.cause, self.case, policy)
    }

    fn ledger(&self) -> Option<Ledger> {
        self.replayed.as_ref().filter(|_| self.case.history.is_some()).map(|replayed| replayed.ledger())
    }

    /// How it was computed.
    #[must_use]
    pub fn conventions(&self) -> Conventions<'p> {
        let penalty = &self.policy.penalty;
        Conventions {
            day_count: penalty.day_count.value,
            days_counted: penalty.days_counted.value,
            rounding: RoundingRule { mode: penalty.rounding.value, stage: penalty.rounding_stage.value },
            charges: PenaltyTerms::of(self.case, penalty).applied(),
            plan_interest: self.policy.installment.interest.value,
            allocation: AllocationRule::of(&self.policy.allocation),
            assumed_none: &self.case.assumed_none,
            later_events: self.case.later_events,
        }
    }

    /// The whole answer.
    #[must_use]
    pub fn answer(&self) -> Answer<'p> {
        Answer {
            schema: "answer.v1",
            as_of: self.case.as_of,
            policy: PolicyRef::of(self.policy),
            delinquency: self.standing,
            due: self.due(),
            penalty: self.working(),
            waiver: self.waiver(),
            installments: self.installments(),
            escalation: self.escalation(),
            hardship: self.case.borrower.hardship.as_ref().map(|_| Box::new(self.hardship())),
            ledger: self.ledger().map(Box::new),
            restructure: self.may_restructure().then(|| Box::new(self.restructure())),
            tracking: self.tracking().map(Box::new),
            conventions: self.conventions(),
        }
    }

    /// What has become of the agreed plan; none where none is on record.
    #[must_use]
    pub fn tracking(&self) -> Option<PlanTracking<'p>> {
        self.case.plan.as_ref().map(|plan| track(plan, self.case.as_of, self.policy))
    }
}

/// Whether a planned contact is allowed under the policy, by the log of the case.
///
/// # Errors
/// `arrearAmountUnknown` when it cannot be told which arrear is the oldest.
pub fn conduct<'p>(planned: &Planned, case: &Case, policy: &'p Policy) -> Result<Conduct<'p>, Failure> {
    let oldest_due_on = standing_of(case, policy)?.oldest_due_on;
    let record = Record { case, oldest_due_on, rules: &policy.contact, escalation: &policy.escalation };
    Ok(conduct::check(planned, record))
}

fn check_waived(waived: Money, gross: Bounds) -> Result<(), Failure> {
    match gross.high {
        Some(most) if most.is_positive() && waived > most => {
            let (given, due) = (waived.to_string(), most.to_string());
            let due = if gross.known().is_some() { due } else { ["≤ ", &due].concat() };
            let problem = Problem::new(ProblemCode::WaivedExceedsDue, "/waived".to_owned(), &given, &due);
            Err(Failure::one(FailureCode::InvalidFacts, problem))
        }
        _ => Ok(()),
    }
}

/// The outstanding principal holds what of it is overdue.
fn check_outstanding(case: &Case, sums: &Sums) -> Result<(), Failure> {
    match case.outstanding_principal.filter(|outstanding| *outstanding < sums.principal) {
        Some(outstanding) => {
            let (given, overdue) = (outstanding.to_string(), sums.principal.to_string());
            let path = "/loan/outstandingPrincipal".to_owned();
            let problem = Problem::new(ProblemCode::OutstandingBelowOverdue, path, &given, &overdue);
            Err(Failure::one(FailureCode::InvalidFacts, problem))
        }
        None => Ok(()),
    }
}

/// A refusal on record and the statement that there was none cannot both stand.
fn check_refusal(case: &Case, standing: &Standing) -> Result<(), Failure> {
    let on_record = standing.oldest_due_on.is_some_and(|due_on| contact::refused_on_record(case, due_on));
    if on_record && case.borrower.refused_to_pay == Some(false) {
        let path = "/borrower/refusedToPay".to_owned();
        let problem = Problem::new(ProblemCode::BothGiven, path, "refusedToPay: false", "a refusal in contacts.log");
        return Err(Failure::one(FailureCode::InvalidFacts, problem));
    }
    Ok(())
}

fn facts(case: &Case, policy: &Policy, standing: &Standing, total: Bounds, stated: Option<&Cause>) -> Facts {
    let borrower = &case.borrower;
    let attempts = standing.oldest_due_on.map(|due_on| contact::attempts(case, due_on, &policy.escalation));
    Facts::of_loan(&LoanFacts {
        days_past_due: standing.days_past_due,
        class: standing.class,
        oldest_due_on: standing.oldest_due_on,
        overdue_amount: total,
        first_arrear: borrower.first_arrear,
        came_forward: borrower.came_forward,
        failed_attempts: attempts.and_then(|attempts| attempts.failed),
        refused_to_pay: attempts.and_then(|attempts| attempts.refused),
        days_unreachable: attempts.and_then(|attempts| attempts.days_unreachable),
        hardship_cause: stated.map(|cause| cause.hardship),
        hardship_evidenced: borrower.hardship.as_ref().and_then(|hardship| hardship.evidenced),
        review_complete: hardship::is_complete(case, &policy.restructure).then_some(true),
    })
}
