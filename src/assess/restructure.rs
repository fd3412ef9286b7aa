//! Restructuring (协商还款): over which terms, and how, the whole loan could be repaid from what the borrower
//! has left to live on.
//!
//! # What it computes
//! 1. What is spread: the outstanding principal, in which the overdue principal is counted once, and all
//!    else that is due on the as-of date, less what was waived. `capitalise`: all of it bears the contract
//!    rate. `carry`: what is not principal bears none and is split equally over the payments.
//! 2. The longest term: the most months after the as-of date that end no later than the extended maturity,
//!    which is the maturity and the policy's share of the original term, rounded down to whole months.
//! 3. The most that a payment may be: income − living costs − payments on other debts.
//! 4. For each method: the shortest term of which every payment leaves enough, and every twelfth month up to
//!    the longest term, each with its payments; the shortest and the longest with their schedules.
//! 5. Where no term will do: the smallest sum that, paid down as the agreement is signed, makes the longest one
//!    affordable; none where nothing is left of the income, or where only the whole would do. Without an agreement
//!    such a payment may leave nothing overdue to restructure; `change` tells one that does not.
//!
//! A level payment falls as the term grows, so the shortest term is found by halving; the last payment takes
//! the residue and is tested on its own. Months count as twelfths of a year; each figure is rounded by the
//! policy's mode to the fen.
//!
//! # Source
//! S2 and S0, negotiated repayment; the policy's `restructure` section.
//! Rejected: a new term of at most the share of the old one, which for half the term would shorten it.
//!
//! # Example
//! 44,404.60 at 8 % over 24 months: 2,008.30 a month.

use serde::Serialize;

use crate::assess::spread::{Repaid, first_from, room_for, tried_behind};
use crate::assess::{Owed, Position};
use crate::calendar::Date;
use crate::condition::{Bounds, Kleene, Known};
use crate::decision::{Decision, Outcome, OutcomeWord, Pointers, decide, lack};
use crate::limits::PERIODS_MAX;
use crate::money::{Money, Rate};
use crate::policy::collection::{ArrearsTreatment, Item, Method, Restructure};
use crate::policy::model::{Fact, Role};
use crate::rules::installment::Row;
use crate::rules::schedule::{self, Basis};

/// Months of a year; terms are shown year by year.
const YEAR: u32 = 12;

/// The decision on restructuring the loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RestructureDecision<'p> {
    /// Outcome, clauses, missing facts.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// What bears interest from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Money>,
    /// What is spread besides and bears none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Money>,
    /// The most months that the term may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<u32>,
    /// The most that one payment may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
    /// Each method with the terms it allows; empty while a figure is not known.
    pub methods: Vec<MethodTerms>,
    /// What a refused applicant is told of their rights; empty unless the outcome is `no`.
    pub rights: Vec<&'p Item>,
    /// Who approves it.
    pub approved_by: Role,
}

/// One method of repayment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MethodTerms {
    /// The method.
    pub method: Method,
    /// Months of the shortest term that leaves enough to live on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortest: Option<u32>,
    /// The smallest sum that, paid down with the agreement, makes the longest term affordable; none where only the
    /// whole would do. Paid before, it may leave nothing overdue to restructure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
    /// The shortest term that will do, whole years, and the longest term allowed.
    pub options: Vec<TermOption>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TermOption {
    /// Its months, each with a payment.
    pub months: u32,
    /// The first payment that repays principal.
    pub payment: Money,
    /// The last payment, which takes the residue.
    pub last_payment: Money,
    /// All interest.
    pub total_interest: Money,
    /// Day of the last payment.
    pub ends_on: Date,
    /// Whether every payment leaves enough to live on.
    pub feasible: OutcomeWord,
    /// The payments by date; of the shortest and of the longest term.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<Row>,
}

/// What is repaid, from when, at what rate, and out of what.
#[derive(Clone, Copy)]
struct Loan<'p> {
    as_of: Date,
    base: Money,
    carried: Money,
    annual_rate: Rate,
    limit: Money,
    policy: &'p Restructure,
}

impl<'p> Position<'p> {
    /// Whether, and how, the loan could be restructured.
    #[must_use]
    pub fn restructure(&self) -> RestructureDecision<'p> {
        self.restructure_within(self.longest_term())
    }

    /// The same if the longest term had so many months.
    pub(crate) fn restructure_within(&self, longest: Option<u32>) -> RestructureDecision<'p> {
        let policy = &self.policy.restructure;
        let overdue = self.standing.oldest_due_on.is_some();
        let limit = self.disposable();
        let loan = self.loan(limit.and_then(Bounds::known)).filter(|_| overdue);
        let plans = loan.zip(longest).map_or_else(Vec::new, |(loan, longest)| loan.plans(longest));
        let decision = self.affordable(longest, limit, &plans).unwrap_or_else(|| self.not_overdue());
        let refused = matches!(decision.outcome, Outcome::No { .. });
        RestructureDecision {
            base: loan.map(|loan| loan.base),
            carried: loan.map(|loan| loan.carried).filter(|carried| carried.is_positive()),
            longest,
            limit: limit.and_then(Bounds::known),
            methods: plans.into_iter().map(|plan| plan.terms).collect(),
            rights: if refused { policy.rights.iter().collect() } else { Vec::new() },
            approved_by: policy.refers_to.value,
            decision,
        }
    }

    /// Months of the longest term that the policy allows.
    pub(crate) fn longest_restructured_term(&self) -> Option<u32> {
        self.longest_term().filter(|_| self.is_overdue())
    }

    /// Months of the shortest term of up to so many, by either method, that leaves enough to live on.
    pub(crate) fn shortest_term_within(&self, longest: u32) -> Option<u32> {
        self.restructurable()?.shortest_of_all(longest)
    }

    /// The same of the longest term allowed.
    pub(crate) fn shortest_restructured_term(&self) -> Option<u32> {
        self.shortest_term_within(self.longest_term()?)
    }

    /// The smallest sum that, paid on the as-of date where the policy's order of payment sends it, makes the longest
    /// term affordable by some method.
    ///
    /// Where all that is due bears interest from then on, it does not matter what of it a payment settles.
    pub(crate) fn restructure_deposit(&self, owed: &Owed<'_>) -> Option<Money> {
        let (loan, longest) = (self.restructurable()?, self.longest_term().filter(|months| *months > 0)?);
        let methods = self.policy.restructure.methods.value.iter();
        if !loan.carried.is_positive() {
            return methods.filter_map(|method| loan.deposit(*method, longest)).min();
        }
        let so = |paid: &Position<'_>, is_so: &dyn Fn(Loan<'_>) -> bool| paid.restructurable().is_some_and(is_so);
        let deposits = methods.filter_map(|method| {
            let nearly = |paid: &Position<'_>| so(paid, &|loan| loan.regular_fits(*method, longest));
            let fits = |paid: &Position<'_>| so(paid, &|loan| loan.fits_over(*method, longest));
            owed.smallest(longest, &nearly, &fits)
        });
        deposits.min()
    }

    /// How much more has to be left of the income a month for some allowed term to do.
    pub(crate) fn lacking_a_month(&self) -> Option<Money> {
        let (loan, longest) = (self.restructurable()?, self.longest_term().filter(|months| *months > 0)?);
        let fits = |more: u64| {
            let limit = loan.limit.plus(Money::from_fen(i128::from(more)));
            Loan { limit, ..loan }.shortest_of_all(longest).is_some()
        };
        let methods = self.policy.restructure.methods.value.iter();
        let enough = methods.map(|method| largest(&loan.rows(*method, longest))).min()?;
        let most = u64::try_from(enough.minus(loan.limit).fen()).ok()?;
        Some(Money::from_fen(i128::from(first_from(1, most, fits)?)))
    }

    fn restructurable(&self) -> Option<Loan<'p>> {
        self.loan(self.disposable().and_then(Bounds::known)).filter(|_| self.is_overdue())
    }

    /// Whether the case states anything that only restructuring looks at, or a hardship for which it is applied
    /// for: of that alone the answer says what it lacks.
    #[must_use]
    pub fn may_restructure(&self) -> bool {
        let case = self.case;
        let applied = case.borrower.hardship.is_some() && self.cause.is_none_or(|cause| cause.hardship);
        applied || case.outstanding_principal.is_some() || case.original_term_months.is_some()
    }

    fn loan(&self, limit: Option<Money>) -> Option<Loan<'p>> {
        let (due, outstanding) = (self.total().known()?, self.outstanding_principal()?);
        Some(self.loan_of(due, outstanding, self.contract_rate()?, limit?))
    }

    fn loan_of(&self, due: Money, outstanding: Money, annual_rate: Rate, limit: Money) -> Loan<'p> {
        // A waiver of more than what is due besides the principal is one of principal.
        let besides = due.minus(self.sums.principal);
        let policy = &self.policy.restructure;
        let (base, carried) = match policy.arrears.value {
            ArrearsTreatment::Carry if besides.is_positive() => (outstanding, besides),
            ArrearsTreatment::Capitalise | ArrearsTreatment::Carry => (outstanding.plus(besides), Money::ZERO),
        };
        Loan { as_of: self.case.as_of, base, carried, annual_rate, limit, policy }
    }

    /// Principal that is not paid, as it is stated or as it follows from the history.
    fn outstanding_principal(&self) -> Option<Money> {
        let history = self.replayed.as_ref().filter(|_| self.case.history.is_some());
        self.case.outstanding_principal.or_else(|| history.map(|replayed| replayed.outstanding_principal()))
    }

    /// Months of the longest term; none where the case does not say how long the loan runs.
    fn longest_term(&self) -> Option<u32> {
        let matures_on = self.case.matures_on?;
        let original = self.original_term()?;
        let extension = self.policy.restructure.extension_share_max.value.of_count(original.min(PERIODS_MAX));
        Some(self.case.as_of.months_until(matures_on.plus_months(extension)).min(PERIODS_MAX))
    }

    /// Months of the contract as they are stated, else whole months between its first day and its last.
    fn original_term(&self) -> Option<u32> {
        let case = self.case;
        case.original_term_months.or_else(|| Some(self.started_on()?.months_until(case.matures_on?)))
    }

    /// The contract's first day, as it is stated or as the history has it.
    fn started_on(&self) -> Option<Date> {
        self.case.started_on.or_else(|| self.case.history.as_ref().map(|history| history.drawn_on))
    }

    /// What is left of the income, or the most that it can be while a cost is not known.
    fn disposable(&self) -> Option<Bounds> {
        let borrower = &self.case.borrower;
        let costs = [borrower.living_costs, borrower.other_debt_payments];
        let most = costs.iter().flatten().fold(borrower.monthly_income?, |left, cost| left.minus(*cost));
        let is_known = costs.iter().all(Option::is_some);
        Some(if is_known { Bounds::exactly(most) } else { Bounds::at_most(most) })
    }

    /// The decision by what the best of all terms leaves to live on; none while nothing is overdue.
    fn affordable(&self, longest: Option<u32>, limit: Option<Bounds>, plans: &[MethodPlan]) -> Option<Decision<'p>> {
        let days_from = self.standing.days_from()?;
        let best = plans.iter().map(|plan| plan.left).max().map(Bounds::exactly);
        let left = best.or_else(|| Some(Bounds::at_most(self.left_at_most(longest, limit?.high?))));
        let facts = self
            .facts
            .with(Fact::LongestTermMonths, longest.map(Known::Count))
            .with(Fact::LeftToLiveOn, left.map(Known::Money));
        let pointers = || Pointers { term: self.missing_term(), left: self.missing_left(), ..Pointers::default() };
        let mut decision = decide(&self.policy.restructure.affordable, &facts, days_from, &pointers);
        self.put_in_ask_order(&mut decision.missing);
        Some(self.if_overdue(decision))
    }

    /// The most that any term can leave of so much while a fact is missing.
    ///
    /// Some payment is at least a fen, and at least the largest before the last over the most months that there can
    /// be, since those fall as the term grows. An unknown rate or sum can only add to the payments: principal that is
    /// outstanding holds what of it is overdue.
    fn left_at_most(&self, longest: Option<u32>, limit: Money) -> Money {
        let outstanding = self.outstanding_principal().unwrap_or(self.sums.principal);
        let loan = self.loan_of(self.total().low, outstanding, self.contract_rate().unwrap_or(Rate::ZERO), limit);
        let months = longest.unwrap_or(PERIODS_MAX);
        let methods = self.policy.restructure.methods.value.iter();
        let least = methods.map(|method| loan.regular(*method, months)).min();
        limit.minus(least.unwrap_or(Money::ZERO).max(Money::from_fen(1)))
    }

    fn missing_term(&self) -> Vec<String> {
        let unknown =
            [("/loan/maturesOn", self.case.matures_on.is_none()), ("/loan/originalTermMonths", self.lacks_term())];
        unknown.iter().filter(|(_, is_unknown)| *is_unknown).map(|(pointer, _)| (*pointer).to_owned()).collect()
    }

    fn lacks_term(&self) -> bool {
        self.case.original_term_months.is_none() && self.started_on().is_none()
    }

    fn missing_left(&self) -> Vec<String> {
        let borrower = &self.case.borrower;
        let unknown = [
            ("/loan/annualRate", self.contract_rate().is_none()),
            ("/loan/outstandingPrincipal", self.outstanding_principal().is_none()),
            ("/borrower/monthlyIncome", borrower.monthly_income.is_none()),
            ("/borrower/livingCosts", borrower.living_costs.is_none()),
            ("/borrower/otherDebtPayments", borrower.other_debt_payments.is_none()),
        ];
        let own = unknown.iter().filter(|(_, is_unknown)| *is_unknown).map(|(pointer, _)| (*pointer).to_owned());
        let mut missing: Vec<String> = own.chain(self.missing_term()).collect();
        lack(&mut missing, self.missing_sums());
        missing
    }
}

/// A method with its terms, and what the best of them leaves to live on.
struct MethodPlan {
    terms: MethodTerms,
    left: Money,
}

impl Loan<'_> {
    /// Each method that the policy offers; none where there is no month to repay in.
    fn plans(self, longest: u32) -> Vec<MethodPlan> {
        let methods = self.policy.methods.value.iter().filter(|_| longest > 0);
        methods.map(|method| self.plan(*method, longest)).collect()
    }

    fn plan(self, method: Method, longest: u32) -> MethodPlan {
        let shortest = self.shortest(method, longest);
        let best = self.rows(method, shortest.unwrap_or(longest));
        let deposit = if shortest.is_none() { self.deposit(method, longest) } else { None };
        let whole_years = (1..).map_while(|years: u32| years.checked_mul(YEAR)).take_while(|months| *months < longest);
        let mut months: Vec<u32> = whole_years.chain([longest]).collect();
        if let Some(shortest) = shortest
            && let Err(place) = months.binary_search(&shortest)
        {
            months.insert(place, shortest);
        }
        let full = |months: u32| months == longest || Some(months) == shortest;
        let options = months.into_iter().map(|months| self.option(method, months, full(months)));
        let terms = MethodTerms { method, shortest, deposit, options: options.collect() };
        MethodPlan { terms, left: self.limit.minus(largest(&best)) }
    }

    fn option(self, method: Method, months: u32, full: bool) -> TermOption {
        let rows = self.rows(method, months);
        let grace = usize::try_from(self.policy.grace_months.value).unwrap_or(usize::MAX);
        let last = rows.last().map_or(Money::ZERO, |row| row.payment);
        TermOption {
            months,
            payment: rows.get(grace).map_or(last, |row| row.payment),
            last_payment: last,
            total_interest: rows.iter().fold(Money::ZERO, |sum, row| sum.plus(row.interest)),
            ends_on: self.as_of.plus_months(months),
            feasible: Kleene::from(self.fits(&rows)).into(),
            schedule: if full { rows } else { Vec::new() },
        }
    }

    /// Whether every payment leaves enough to live on, and those that repay are above nothing: in months of
    /// grace nothing need be paid.
    fn fits(self, rows: &[Row]) -> bool {
        let grace = usize::try_from(self.policy.grace_months.value).unwrap_or(usize::MAX);
        let repays = |row: &Row| row.payment.is_positive();
        rows.iter().all(|row| row.payment <= self.limit) && rows.iter().skip(grace).all(repays)
    }

    /// The shortest term that will do. The payments before the last fall as the term grows.
    fn shortest(self, method: Method, longest: u32) -> Option<u32> {
        let regular_fits = |months: u64| self.regular_fits(method, u32::try_from(months).unwrap_or(longest));
        let first = u32::try_from(first_from(1, u64::from(longest), regular_fits)?).ok()?;
        (first..=longest).find(|months| self.fits_over(method, *months))
    }

    /// The shortest term of all methods that the policy offers.
    fn shortest_of_all(self, longest: u32) -> Option<u32> {
        let methods = self.policy.methods.value.iter();
        methods.filter_map(|method| self.shortest(*method, longest)).min()
    }

    /// Whether every payment over so many months fits.
    fn fits_over(self, method: Method, months: u32) -> bool {
        self.fits(&self.rows(method, months))
    }

    /// Whether the payments before the last fit; of a single one, whether it does.
    fn regular_fits(self, method: Method, months: u32) -> bool {
        self.regular(method, months) <= self.limit
    }

    /// The largest payment before the last; of a single one, that one.
    fn regular(self, method: Method, months: u32) -> Money {
        let rows = self.rows(method, months);
        let before_last = rows.split_last().map_or(&[][..], |(_, others)| others);
        largest(if before_last.is_empty() { &rows } else { before_last })
    }

    /// The smallest sum that, paid down with the agreement, lets every payment of the longest term fit; none where
    /// only the whole would do. It is taken off what bears no interest first.
    ///
    /// As long as it is taken off what bears nothing, see [`room_for`]. From there on the payments before the
    /// last fall as the sum grows, so the first sum for which they fit is found by halving, and the residue of the
    /// last payment is tried fen by fen behind it.
    fn deposit(self, method: Method, months: u32) -> Option<Money> {
        if !self.limit.is_positive() {
            return None;
        }
        if let Some(sum) = self.deposit_of_carried(method, months) {
            return Some(sum);
        }
        let after = |sum: u64| self.after(Money::from_fen(i128::from(sum)));
        let all = u64::try_from(self.base.plus(self.carried).fen()).ok()?;
        let first = first_from(0, all.checked_sub(1)?, |sum| after(sum).regular_fits(method, months))?;
        let mut behind = (first..all).take(tried_behind(months));
        behind.find(|sum| after(*sum).fits_over(method, months)).map(|sum| Money::from_fen(i128::from(sum)))
    }

    /// The smallest sum where it need not be more than what bears no interest.
    fn deposit_of_carried(self, method: Method, months: u32) -> Option<Money> {
        let carried = Some(self.carried).filter(|carried| carried.is_positive())?;
        let rows = Self { carried: Money::ZERO, ..self }.rows(method, months);
        let (last, before) = rows.split_last()?;
        let rooms = [self.limit.minus(largest(before)), self.limit.minus(last.payment)];
        let sum = carried.minus(room_for(carried, months, self.policy.rounding.value, rooms)?);
        self.after(sum).fits_over(method, months).then_some(sum)
    }

    /// The same loan after a sum has been paid.
    fn after(self, sum: Money) -> Self {
        let besides = sum.min(self.carried);
        Self { carried: self.carried.minus(besides), base: self.base.minus(sum.minus(besides)), ..self }
    }

    /// The payments over so many months, each counting as a twelfth of a year.
    fn rows(self, method: Method, months: u32) -> Vec<Row> {
        let repaid = Repaid {
            as_of: self.as_of,
            first_months: 1,
            months,
            basis: Basis::Month,
            annual_rate: self.annual_rate,
            base: self.base,
            carried: self.carried,
            method: method.into(),
            grace: self.policy.grace_months.value,
            rounding: self.policy.rounding.value,
        };
        repaid.rows()
    }
}

fn largest(rows: &[Row]) -> Money {
    rows.iter().map(|row| row.payment).max().unwrap_or(Money::ZERO)
}

impl From<Method> for schedule::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::EqualInstallment => Self::EqualInstallment,
            Method::EqualPrincipal => Self::EqualPrincipal,
        }
    }
}
