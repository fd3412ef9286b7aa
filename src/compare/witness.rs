//! For each decision, a case on a boundary that two policies take differently.
//!
//! Every figure that a condition of either policy is compared with, and every edge of its bands, is
//! tried at and beside the edge, together with each answer to the questions of yes or no. First with
//! a rate of zero, so that amounts are what they say; then, for policies that differ in what they
//! charge, with the smallest principals that a rate of 6 % carries above an amount. A hardship is tried with
//! every cause that either policy lists, with and without evidence and each of the facts that a review looks at. A
//! restructured loan is tried with the least income for which either policy has a term that will do, and beside it.

use serde::Serialize;

use std::collections::BTreeMap;

use crate::assess::Position;
use crate::calendar::Date;
use crate::case::{Approvals, Arrear, Borrower, Case, Contacts, Hardship};
use crate::change::Target;
use crate::decision::OutcomeWord;
use crate::limits::{RESTRUCTURE_EDGES_MAX, WITNESS_TRIALS_MAX};
use crate::money::{Money, Rate, Rounding};
use crate::policy::collection::ReviewFact;
use crate::policy::model::{Compare, Condition, Fact, Node, Policy, Threshold};
use crate::rules::installment::{Payments, periods};
use crate::rules::ledger::Snapshot;
use crate::rules::ledger::replay::replayed;

/// A case that two policies take differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Witness {
    /// The decision that differs.
    pub decision: Target,
    /// The facts of the case, ready to be assessed.
    pub facts: Facts,
    /// The outcome under the first policy.
    pub before: OutcomeWord,
    /// The outcome under the second policy.
    pub after: OutcomeWord,
}

/// The facts of a witness, as they are given to `assess`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    as_of: Date,
    loan: Loan,
    arrears: [WitnessArrear; 1],
    borrower: WitnessBorrower,
    contacts: WitnessContacts,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Loan {
    annual_rate: Rate,
    #[serde(skip_serializing_if = "Option::is_none")]
    outstanding_principal: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matures_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_term_months: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessArrear {
    due_on: Date,
    principal: Money,
    interest: Money,
    fees: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessBorrower {
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_income: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    living_costs: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other_debt_payments: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_arrear: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    came_forward: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_to_pay: Option<bool>,
    last_reached_on: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    hardship: Option<WitnessHardship>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessHardship {
    cause: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidenced: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessContacts {
    failed_attempts: u32,
}

/// The values that are tried for each fact, smallest first.
#[derive(Clone, Debug)]
struct Trials {
    rate: Rate,
    days: Vec<u32>,
    amounts: Vec<Money>,
    attempts: Vec<u32>,
    silences: Vec<u32>,
    incomes: Vec<Money>,
    stated: Vec<Option<Stated>>,
    /// Months that the longest term of a restructured loan has.
    terms: Vec<u32>,
    /// What its payments leave to live on.
    left: Vec<Money>,
}

/// A hardship as it is stated, with what of the review's facts the application does not state.
#[derive(Clone, Debug)]
struct Stated {
    cause: String,
    evidenced: bool,
    lacking: Option<ReviewFact>,
}

impl Stated {
    /// Every cause of the policies, first with everything that a review may look at.
    fn of(policies: [&Policy; 2]) -> Vec<Option<Self>> {
        let causes = policies.into_iter().flat_map(|policy| &policy.restructure.causes);
        let facts = ReviewFact::NAMES.iter().skip(1).map(|(_, fact)| (true, Some(*fact)));
        let forms: Vec<(bool, Option<ReviewFact>)> = [(true, None), (false, None)].into_iter().chain(facts).collect();
        let of_cause = |cause: &str| {
            let stated = |(evidenced, lacking): &_| {
                Some(Self { cause: cause.to_owned(), evidenced: *evidenced, lacking: *lacking })
            };
            forms.iter().map(stated).collect::<Vec<_>>()
        };
        causes.flat_map(|cause| of_cause(&cause.id)).collect()
    }
}

/// A witness for each decision for which there is one among the boundaries.
pub(super) fn find(before: &Policy, after: &Policy, as_of: Date) -> Vec<Witness> {
    let found = Target::NAMES.into_iter().filter_map(|(_, decision)| {
        let trials = Trials::of(decision, [before, after]);
        if decision == Target::Restructure {
            return trials.restructured([before, after], as_of);
        }
        let mut cases = trials.cases(decision, as_of).take(WITNESS_TRIALS_MAX);
        cases.find_map(|case| witness(decision, &case, before, after)).or_else(|| {
            let charged = trials.charged(decision, [before, after], as_of);
            let mut cases = charged.iter().flat_map(|trials| trials.cases(decision, as_of)).take(WITNESS_TRIALS_MAX);
            cases.find_map(|case| witness(decision, &case, before, after))
        })
    });
    found.collect()
}

fn witness(decision: Target, case: &Case, before: &Policy, after: &Policy) -> Option<Witness> {
    let outcome = |policy| Position::new(case, policy).ok().map(|position| decision.outcome(&position));
    let (before, after) = (outcome(before)?, outcome(after)?);
    if before == after { None } else { Some(Witness { decision, facts: facts(case)?, before, after }) }
}

fn facts(case: &Case) -> Option<Facts> {
    let arrear = case.arrears.first()?;
    let borrower = &case.borrower;
    let Contacts::FailedAttempts(failed_attempts) = case.contacts else { return None };
    Some(Facts {
        as_of: case.as_of,
        loan: Loan {
            annual_rate: case.annual_rate?,
            outstanding_principal: case.outstanding_principal,
            matures_on: case.matures_on,
            original_term_months: case.original_term_months,
        },
        arrears: [WitnessArrear {
            due_on: arrear.due_on,
            principal: arrear.principal,
            interest: arrear.interest?,
            fees: arrear.fees,
        }],
        borrower: WitnessBorrower {
            monthly_income: borrower.monthly_income,
            living_costs: borrower.living_costs,
            other_debt_payments: borrower.other_debt_payments,
            first_arrear: borrower.first_arrear,
            came_forward: borrower.came_forward,
            refused_to_pay: borrower.refused_to_pay,
            last_reached_on: borrower.last_reached_on?,
            hardship: borrower
                .hardship
                .clone()
                .map(|hardship| WitnessHardship { cause: hardship.cause, evidenced: hardship.evidenced }),
        },
        contacts: WitnessContacts { failed_attempts },
    })
}

fn condition(decision: Target, policy: &Policy) -> &Condition {
    let of_plan = || {
        if decision == Target::Installments { &policy.installment.condition } else { &policy.restructure.affordable }
    };
    decision.condition(policy).unwrap_or_else(of_plan)
}

/// An amount that stands well inside every band when nothing is said of amounts.
const ORDINARY_AMOUNT: Money = Money::from_fen(6_000_000);

/// The same with a few fen that no usual number of payments divides, so that their rounding shows.
const UNEVEN_AMOUNT: Money = Money::from_fen(6_000_023);

impl Trials {
    fn of(decision: Target, policies: [&Policy; 2]) -> Self {
        let mut trials = Self {
            rate: Rate::ZERO,
            days: vec![1],
            amounts: Vec::new(),
            attempts: vec![0],
            silences: vec![0],
            incomes: Vec::new(),
            terms: vec![0],
            left: vec![Money::ZERO],
            stated: if decision == Target::Hardship { Stated::of(policies) } else { vec![None] },
        };
        for policy in policies {
            trials.add_bands(policy);
            trials.add_tolerance(policy.penalty.tolerance.value);
            trials.add_node(&condition(decision, policy).root);
        }
        if trials.amounts.is_empty() {
            trials.amounts.push(ORDINARY_AMOUNT);
        }
        if matches!(decision, Target::Installments | Target::Restructure) {
            trials.days = vec![1];
            trials.amounts = vec![ORDINARY_AMOUNT, UNEVEN_AMOUNT];
        }
        if decision == Target::Installments {
            trials.incomes = policies.into_iter().flat_map(incomes).collect();
            for policy in policies {
                trials.add_tolerance(policy.penalty.tolerance.value);
            }
        }
        trials.incomes.push(ORDINARY_AMOUNT);
        trials.sorted()
    }

    /// For each number of days, the same trials at a rate, with the principals that the charges of
    /// either policy only just carry above an amount.
    fn charged(&self, decision: Target, policies: [&Policy; 2], as_of: Date) -> Vec<Self> {
        let Ok(rate) = Rate::parse("6%") else { return Vec::new() };
        let at = |days: &u32| {
            let figures = Figures { days: *days, silence: 0, attempts: 0, rate, stated: None };
            let above = |amount: &Money| policies.map(|policy| figures.smallest_above(*amount, policy, as_of));
            let amounts: Vec<Money> = self.amounts.iter().flat_map(above).collect();
            let mut incomes = self.incomes.clone();
            if decision == Target::Installments {
                let cases =
                    amounts.iter().map(|amount| figures.case(decision, as_of, *amount, *amount, (false, false)));
                incomes.extend(cases.flat_map(|case| policies.map(|policy| charged_incomes(&case, policy))).flatten());
            }
            Self { rate, days: vec![*days], amounts, incomes, ..self.clone() }.sorted()
        };
        self.days.iter().map(at).collect()
    }

    /// A witness among loans that run for so many months more, and among loans of ten years that have just ended.
    fn restructured(&self, policies: [&Policy; 2], as_of: Date) -> Option<Witness> {
        let figures = Figures { days: 1, silence: 0, attempts: 0, rate: Rate::parse("6%").ok()?, stated: None };
        for amount in &self.amounts {
            for to_go in self.terms.iter().take(RESTRUCTURE_EDGES_MAX) {
                let mut case = figures.case(Target::Restructure, as_of, *amount, Money::ZERO, (false, false));
                case.outstanding_principal = Some(*amount);
                case.original_term_months = Some(if *to_go == 0 { 120 } else { 1 });
                case.matures_on = Some(as_of.plus_months(*to_go));
                case.borrower.living_costs = Some(Money::ZERO);
                case.borrower.other_debt_payments = Some(Money::ZERO);
                if let Some(found) = self.with_enough(&mut case, policies) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The same loan with the least income for which either policy has a term that will do, and beside it.
    fn with_enough(&self, case: &mut Case, [before, after]: [&Policy; 2]) -> Option<Witness> {
        for policy in [before, after] {
            case.borrower.monthly_income = Some(Money::ZERO);
            let Some(enough) = Position::new(case, policy).ok().and_then(|position| position.lacking_a_month()) else {
                continue;
            };
            for left in self.left.iter().take(RESTRUCTURE_EDGES_MAX) {
                for income in beside(enough.plus(*left)) {
                    case.borrower.monthly_income = Some(income);
                    if let Some(found) = witness(Target::Restructure, case, before, after) {
                        return Some(found);
                    }
                }
            }
        }
        None
    }

    fn add_bands(&mut self, policy: &Policy) {
        for band in &policy.delinquency.classes {
            self.days.extend(band.to_days.into_iter().flat_map(around));
        }
        for band in policy.delinquency.classes_by_amount.iter().flatten() {
            self.amounts.extend(band.to_amount.into_iter().flat_map(beside));
        }
    }

    /// An arrear of up to the tolerance is not overdue.
    fn add_tolerance(&mut self, tolerance: Money) {
        if tolerance.is_positive() {
            self.amounts.extend(beside(tolerance));
        }
    }

    fn add_node(&mut self, node: &Node) {
        match node {
            Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| self.add_node(part)),
            Node::Not(part) => self.add_node(part),
            Node::Compare(clause) => self.add_clause(clause),
        }
    }

    fn add_clause(&mut self, clause: &Compare) {
        match (clause.fact, &clause.threshold) {
            (Fact::DaysPastDue, Threshold::Days(days)) => self.days.extend(around(*days)),
            (Fact::DaysUnreachable, Threshold::Days(days)) => self.silences.extend(around(*days)),
            (Fact::FailedAttempts, Threshold::Count(count)) => self.attempts.extend(around(*count)),
            (Fact::OverdueAmount, Threshold::Money(amount)) => self.amounts.extend(beside(*amount)),
            (Fact::LongestTermMonths, Threshold::Count(count)) => self.terms.extend(around(*count)),
            (Fact::LeftToLiveOn, Threshold::Money(amount)) => self.left.push(*amount),
            _ => {}
        }
    }

    fn sorted(mut self) -> Self {
        for numbers in [&mut self.days, &mut self.attempts, &mut self.silences, &mut self.terms] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        for amounts in [&mut self.amounts, &mut self.incomes, &mut self.left] {
            amounts.sort_unstable();
            amounts.dedup();
        }
        self
    }

    fn cases(&self, decision: Target, as_of: Date) -> impl Iterator<Item = Case> {
        let alone = matches!(decision, Target::Installments | Target::Hardship);
        let asked: &[bool] = if alone { &[false] } else { &[false, true] };
        let pairs = || asked.iter().flat_map(|first| asked.iter().map(|second| (*first, *second)));
        let stated = self.stated.iter().map(Option::as_ref);
        let days = stated.flat_map(|stated| self.days.iter().map(move |days| (stated, days)));
        days.flat_map(move |(stated, days)| {
            let silences = self.silences.iter().filter(move |silence| *silence <= days);
            silences.flat_map(move |silence| {
                self.amounts.iter().flat_map(move |amount| {
                    self.attempts.iter().flat_map(move |attempts| {
                        self.incomes.iter().flat_map(move |income| {
                            let (silence, attempts) = (*silence, *attempts);
                            let figures = Figures { days: *days, silence, attempts, rate: self.rate, stated };
                            pairs().map(move |answers| figures.case(decision, as_of, *amount, *income, answers))
                        })
                    })
                })
            })
        })
    }
}

#[derive(Clone, Copy)]
struct Figures<'t> {
    days: u32,
    silence: u32,
    attempts: u32,
    rate: Rate,
    stated: Option<&'t Stated>,
}

impl Figures<'_> {
    /// The smallest principal that is due above an amount, found by halving.
    fn smallest_above(self, amount: Money, policy: &Policy, as_of: Date) -> Money {
        let is_above = |principal: i128| {
            let principal = Money::from_fen(principal);
            let case = self.case(Target::Litigation, as_of, principal, Money::ZERO, (false, false));
            let sums = match replayed(&case, policy) {
                Ok(Some(replayed)) => replayed.sums(),
                Ok(None) | Err(_) => Snapshot::of(&case, as_of, &policy.penalty).sums(),
            };
            sums.gross().low > amount
        };
        let (mut below, mut above) = (0_i128, amount.fen().saturating_add(1));
        while below.saturating_add(1) < above {
            let middle = below.saturating_add(above).checked_div(2).unwrap_or(above);
            if is_above(middle) { above = middle } else { below = middle }
        }
        Money::from_fen(above)
    }

    fn case(self, decision: Target, as_of: Date, amount: Money, income: Money, answers: (bool, bool)) -> Case {
        let waiver = decision == Target::Waiver;
        Case {
            as_of,
            annual_rate: Some(self.rate),
            floating: None,
            misused: false,
            started_on: None,
            original_term_months: None,
            matures_on: None,
            outstanding_principal: None,
            history: None,
            plan: None,
            arrears: vec![Arrear {
                due_on: as_of.minus_days(self.days),
                principal: amount,
                interest: Some(Money::ZERO),
                fees: Money::ZERO,
            }],
            waived: Money::ZERO,
            borrower: self.without_lacking(Borrower {
                monthly_income: Some(income),
                living_costs: self.stated.map(|_| Money::ZERO),
                other_debt_payments: self.stated.map(|_| Money::ZERO),
                first_arrear: Some(waiver && answers.0),
                came_forward: Some(waiver && answers.1),
                refused_to_pay: Some(!waiver && answers.0),
                last_reached_on: Some(as_of.minus_days(self.silence)),
                hardship: self
                    .stated
                    .map(|stated| Hardship { cause: stated.cause.clone(), evidenced: Some(stated.evidenced) }),
                high_risk: None,
            }),
            contacts: Contacts::FailedAttempts(self.attempts),
            agency: BTreeMap::new(),
            documents: BTreeMap::new(),
            approvals: Approvals::default(),
            assumed_none: Vec::new(),
            later_events: 0,
        }
    }

    /// The borrower without the fact that the application does not state.
    fn without_lacking(self, mut borrower: Borrower) -> Borrower {
        match self.stated.and_then(|stated| stated.lacking) {
            Some(ReviewFact::MonthlyIncome) => borrower.monthly_income = None,
            Some(ReviewFact::LivingCosts) => borrower.living_costs = None,
            Some(ReviewFact::OtherDebtPayments) => borrower.other_debt_payments = None,
            Some(ReviewFact::FirstArrear) => borrower.first_arrear = None,
            Some(ReviewFact::CameForward) => borrower.came_forward = None,
            Some(ReviewFact::RefusedToPay) => borrower.refused_to_pay = None,
            Some(ReviewFact::Evidenced) => {
                if let Some(hardship) = &mut borrower.hardship {
                    hardship.evidenced = None;
                }
            }
            Some(ReviewFact::Cause) | None => {}
        }
        borrower
    }
}

fn around(edge: u32) -> [u32; 3] {
    [edge.saturating_sub(1), edge, edge.saturating_add(1)]
}

fn beside(edge: Money) -> [Money; 3] {
    let fen = Money::from_fen(1);
    [edge.minus_to_zero(fen), edge, edge.plus(fen)]
}

/// Incomes at which a plan of the policy only just is, and only just is not, within its share.
fn incomes(policy: &Policy) -> Vec<Money> {
    let Some(share) = policy.installment.share_limit.filter(|share| share.is_positive()) else { return Vec::new() };
    let plans = [ORDINARY_AMOUNT, UNEVEN_AMOUNT].into_iter().flat_map(|amount| {
        periods(&policy.installment).map(move |periods| Payments::spread(amount, periods, &policy.installment))
    });
    let enough = |payment: Money| payment.whole_of_share(share, Rounding::Up);
    plans.flat_map(|plan| beside(enough(plan.most))).collect()
}

/// The same for the plans of a case, on which interest may run.
fn charged_incomes(case: &Case, policy: &Policy) -> Vec<Money> {
    let share = policy.installment.share_limit.filter(|share| share.is_positive());
    let position = Position::new(case, policy).ok();
    let debt = position.as_ref().and_then(Position::plan_debt);
    let Some((share, debt)) = share.zip(debt) else { return Vec::new() };
    let largest = periods(&policy.installment).map(|periods| debt.over(periods).most);
    largest.flat_map(|payment| beside(payment.whole_of_share(share, Rounding::Up))).collect()
}
