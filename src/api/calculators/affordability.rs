//! `affordability`: the most that a borrower can pay a month.
//!
//! # What it computes
//! By rule:
//! - `shareOfIncome`: income × share. The share is given with the rule, or else the policy's: the one that
//!   its newest version allows a payment of a plan.
//! - `disposableIncome`: (income − living costs − payments on other debts) × share, the share being the
//!   whole unless it is given.
//!
//! The limit is rounded down to the fen, and never lies below nothing. A fact that is not known is listed
//! as missing and the limit is then unknown, unless what is known of the costs already leaves nothing.
//!
//! # Source
//! Policy §1 (S3): each payment at most 30 % of monthly income; §3 (S2): a payment leaves enough to live on.
//!
//! # Example
//! An income of 10,000.00 by a share of 30 %: 3,000.00. Less 4,000.00 and 1,500.00: 4,500.00.

use crate::json::Value;
use serde::Serialize;

use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read_by_policy};
use crate::api::{Engine, Reply};
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::money::{Money, Rate, Rounding};
use crate::reader::{Path, one_of};

/// By what a payment is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AffordabilityRule {
    /// A share of the income.
    ShareOfIncome,
    /// A share of what is left of the income after costs and other debts.
    DisposableIncome,
}

const RULES: [(&str, AffordabilityRule); 2] =
    [("shareOfIncome", AffordabilityRule::ShareOfIncome), ("disposableIncome", AffordabilityRule::DisposableIncome)];

const COSTS: [&str; 2] = ["livingCosts", "otherDebtPayments"];

/// What `affordability` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Affordability {
    /// The most that can be paid a month; `null` while a fact is missing.
    pub limit: Option<Money>,
    /// The rule.
    pub rule: AffordabilityRule,
    /// The share that it takes.
    pub share: Rate,
    /// Income less living costs and other debts, below zero where those are more; `null` while a fact is
    /// missing.
    pub disposable_income: Option<Money>,
    /// Pointers to the facts that are needed and not known.
    pub missing: Vec<String>,
}

/// What is known of the borrower.
struct Known {
    income: Option<Money>,
    costs: [Option<Money>; 2],
}

/// `affordability({ income, livingCosts, otherDebtPayments, rule })`.
///
/// # Errors
/// Every problem of the fields; `required` at `/rule` when the policy sets no share and none is given.
pub(in crate::api) fn limit<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let fields = ["income", "livingCosts", "otherDebtPayments", "rule"];
    let (known, (rule, share)) = read_by_policy(given, options, &fields, |form| {
        let mut amount = |name| form.money(name, May);
        let known = Known { income: amount("income"), costs: COSTS.map(amount) };
        Some((known, form.read("rule", Must, rule)?))
    })?;
    let policy_share = || engine.versions.last().and_then(|policy| policy.installment.share_limit);
    let share = share.or_else(|| match rule {
        AffordabilityRule::ShareOfIncome => policy_share(),
        AffordabilityRule::DisposableIncome => Some(Rate::ONE),
    });
    let share = share.ok_or_else(|| {
        let problem = Problem::new(ProblemCode::Required, "/rule".to_owned(), "shareOfIncome", "");
        Failure::one(FailureCode::InvalidFacts, problem)
    })?;
    Ok(Reply::Affordability(Box::new(known.afford(rule, share))))
}

impl Known {
    fn afford(&self, rule: AffordabilityRule, share: Rate) -> Affordability {
        let known_costs = self.costs.iter().flatten().fold(Money::ZERO, |sum, cost| sum.plus(*cost));
        let left = self.income.map(|income| income.minus(known_costs));
        let disposable_income = left.filter(|_| self.costs.iter().all(Option::is_some));
        let base = match rule {
            AffordabilityRule::ShareOfIncome => self.income,
            AffordabilityRule::DisposableIncome => {
                disposable_income.or(left.filter(|left| !left.is_positive())).map(|left| left.max(Money::ZERO))
            }
        };
        let limit = base.map(|base| base.share(share, Rounding::Down));
        let missing = if limit.is_some() { Vec::new() } else { self.missing(rule) };
        Affordability { limit, rule, share, disposable_income, missing }
    }

    fn missing(&self, rule: AffordabilityRule) -> Vec<String> {
        let costs = match rule {
            AffordabilityRule::ShareOfIncome => 0,
            AffordabilityRule::DisposableIncome => COSTS.len(),
        };
        let costs = COSTS.iter().zip(self.costs).take(costs);
        let facts = std::iter::once((&"income", self.income)).chain(costs);
        facts.filter(|(_, fact)| fact.is_none()).map(|(name, _)| format!("/{name}")).collect()
    }
}

/// Reads the name of a rule, or the name with a share, as in `{ "shareOfIncome": "30%" }`.
fn rule(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<(AffordabilityRule, Option<Rate>)> {
    if !value.is_object() {
        return one_of(value, &RULES, path, problems).map(|rule| (rule, None));
    }
    let mut form = Form::open(value, path, &RULES.map(|(name, _)| name), problems)?;
    let mut named = RULES.iter().filter(|(name, _)| form.has(name));
    match (named.next(), named.next()) {
        (Some((name, rule)), None) => {
            let share = form.rate(name, Must)?;
            Some((*rule, Some(share)))
        }
        (Some((first, _)), Some((second, _))) => {
            form.report(ProblemCode::BothGiven, first, second);
            None
        }
        _ => {
            form.require("shareOfIncome");
            None
        }
    }
}
