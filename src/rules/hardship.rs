//! Hardship: whether an application for negotiated repayment is complete and is passed on.
//!
//! # What it computes
//! 1. The cause that the borrower states, among those that the policy lists, with the measures that
//!    the policy recommends for it.
//! 2. The facts that the review looks at, criterion by criterion: stated or not.
//! 3. The outcome by the policy's condition: `no` when the cause is not one of hardship or the
//!    evidence is stated to be absent, with the rights of the applicant; `undetermined` with what is
//!    missing; `refer` to the approving role when the application is complete. A person judges whether
//!    the hardship is genuine: `yes` takes that person's agreement on record, and a refusal on record
//!    makes it `no`.
//!
//! # Errors
//! A cause that the policy does not list is `notOneOf` at `/borrower/hardship/cause`: whether it is
//! hardship cannot be told from its name.
//!
//! # Source
//! S2, application and review; S0, the table of causes and measures; the policy's `restructure`
//! section. Reading: an application is complete when everything that the review looks at is stated.
//! Rejected: passing an application on with gaps, which moves the asking to the approver.

use serde::Serialize;

use crate::case::Case;
use crate::decision::{Decision, Outcome};
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::policy::collection::{Cause, Criterion, Item, Restructure, ReviewFact};
use crate::policy::model::{Source, Words};

/// The decision on an application for negotiated repayment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HardshipDecision<'p> {
    /// Outcome, clauses, missing facts.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// Whether everything that the review looks at is stated, whatever the outcome.
    pub complete: bool,
    /// JSON pointers to what the review looks at and the application does not state.
    pub lacking: Vec<&'static str>,
    /// The cause as the policy lists it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<StatedCause<'p>>,
    /// What the policy recommends for the cause, in its order.
    pub measures: Vec<&'p Item>,
    /// What the review looks at.
    pub criteria: Vec<CriterionStatus<'p>>,
    /// What a refused applicant is told of their rights; empty unless the outcome is `no`.
    pub rights: Vec<&'p Item>,
}

/// A cause of arrears, as the policy lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatedCause<'p> {
    /// Its id.
    pub id: &'p str,
    /// The cause in words.
    pub label: &'p Words,
    /// Whether the policy counts it as hardship.
    pub hardship: bool,
    /// Where that comes from.
    pub source: &'p Source,
}

/// A criterion of the review and the facts that it is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CriterionStatus<'p> {
    /// The criterion.
    #[serde(flatten)]
    pub item: &'p Item,
    /// Its facts, in the policy's order.
    pub facts: Vec<FactStatus>,
}

/// One fact that a review looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FactStatus {
    /// JSON pointer into the case.
    pub path: &'static str,
    /// Whether the case states it.
    pub stated: bool,
}

/// The cause that the case states, as the policy lists it; `None` where the case states none.
///
/// # Errors
/// `notOneOf` when the policy does not list it.
pub fn cause<'p>(case: &Case, policy: &'p Restructure) -> Result<Option<&'p Cause>, Failure> {
    let Some(hardship) = &case.borrower.hardship else { return Ok(None) };
    if let Some(cause) = policy.causes.iter().find(|cause| cause.id == hardship.cause) {
        return Ok(Some(cause));
    }
    let listed: Vec<&str> = policy.causes.iter().map(|cause| cause.id.as_str()).collect();
    let path = ReviewFact::Cause.pointer().to_owned();
    let problem = Problem::new(ProblemCode::NotOneOf, path, &hardship.cause, &listed.join(", "));
    Err(Failure::one(FailureCode::InvalidFacts, problem))
}

/// JSON pointers to what the review looks at and the case does not state, without repeats.
#[must_use]
pub fn lacking(case: &Case, policy: &Restructure) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    for fact in policy.criteria.iter().flat_map(|criterion| criterion.facts.iter()) {
        if !is_stated(*fact, case) && !lacking.contains(&fact.pointer()) {
            lacking.push(fact.pointer());
        }
    }
    lacking
}

/// Whether the case states everything that the review looks at.
#[must_use]
pub fn is_complete(case: &Case, policy: &Restructure) -> bool {
    policy.criteria.iter().all(|criterion| criterion.facts.iter().all(|fact| is_stated(*fact, case)))
}

/// The application as it stands, from the decision by the policy's condition and the approver's word.
#[must_use]
pub fn application<'p>(
    decision: Decision<'p>,
    stated_cause: Option<&'p Cause>,
    case: &Case,
    policy: &'p Restructure,
) -> HardshipDecision<'p> {
    let refused = matches!(decision.outcome, Outcome::No { .. });
    let lacking = lacking(case, policy);
    HardshipDecision {
        decision,
        complete: lacking.is_empty(),
        lacking,
        cause: stated_cause.map(stated),
        measures: stated_cause.map_or(Vec::new(), |cause| measures(cause, policy)),
        criteria: policy.criteria.iter().map(|criterion| status(criterion, case)).collect(),
        rights: if refused { policy.rights.iter().collect() } else { Vec::new() },
    }
}

fn stated(cause: &Cause) -> StatedCause<'_> {
    StatedCause { id: &cause.id, label: &cause.label, hardship: cause.hardship, source: &cause.source }
}

fn measures<'p>(cause: &Cause, policy: &'p Restructure) -> Vec<&'p Item> {
    let listed = |id: &String| policy.measures.iter().find(|measure| measure.id == *id);
    // INVARIANT: the policy's reader admits only measures that the policy lists.
    cause.measures.iter().filter_map(listed).collect()
}

fn status<'p>(criterion: &'p Criterion, case: &Case) -> CriterionStatus<'p> {
    let fact = |fact: &ReviewFact| FactStatus { path: fact.pointer(), stated: is_stated(*fact, case) };
    CriterionStatus { item: &criterion.item, facts: criterion.facts.iter().map(fact).collect() }
}

fn is_stated(fact: ReviewFact, case: &Case) -> bool {
    let borrower = &case.borrower;
    match fact {
        ReviewFact::Cause => borrower.hardship.is_some(),
        ReviewFact::Evidenced => borrower.hardship.as_ref().is_some_and(|hardship| hardship.evidenced.is_some()),
        ReviewFact::MonthlyIncome => borrower.monthly_income.is_some(),
        ReviewFact::LivingCosts => borrower.living_costs.is_some(),
        ReviewFact::OtherDebtPayments => borrower.other_debt_payments.is_some(),
        ReviewFact::FirstArrear => borrower.first_arrear.is_some(),
        ReviewFact::CameForward => borrower.came_forward.is_some(),
        ReviewFact::RefusedToPay => borrower.refused_to_pay.is_some(),
    }
}
