//! The settings of the `penalty` section as they apply to one loan: the one place in which they are
//! read, for a snapshot of arrears as for a history.
//!
//! # What they say
//! - **Rate**: contract rate × (1 + markup), the markup of misused funds where the funds were misused
//!   (the heavier of the two, never both), and never above the highest rate.
//! - **Grace**, of so many days that begin with the due date. `exclusive`: its days are never charged;
//!   charges begin when it ends. `inclusive`: nothing is charged up to and on its last day; from the day
//!   after, everything is, from the due date on. `classificationOnly`: charges run from the due date
//!   on; days past due begin when it ends.
//! - **Tolerance**: an arrear of principal, interest and fees of at most this amount counts neither for
//!   days past due nor for charges. It is still owed.
//! - **Base** of penalty interest: principal, interest, both, or the whole installment.
//! - **Compound interest** on overdue interest: at no rate, the contract rate or the penalty rate, before
//!   the loan matures and from that day on.
//! - **Compound interest on penalty interest**, off by default: on the day on which a month, or a further one, has
//!   passed since the due date, what of its penalty interest is unpaid then is added to the overdue interest that
//!   bears compound interest, from that day on. A payment or waiver of penalty interest is taken off what was added
//!   first. Compound interest itself is never added, and once no principal, interest or fee is owed nothing is
//!   borne any more.
//! - **Minimum**: a line that bears anything at all bears at least this.
//! - **Caps**, each on one arrear by itself, so that none leans on room that another has left. Compound
//!   interest is cut before penalty interest; interest and fees are stated, counted, and never cut.
//!   `shareOfPrincipalMax`: penalty and compound interest together are at most that share of the
//!   arrear's principal. `totalCostMax`: interest, fees, penalty and compound interest together are at
//!   most that share a year of its principal, over the days on which they ran.
//! - **Fees** of one label on one installment may count once only.
//!
//! # Source
//! The policy's `penalty` section. PBOC yinfa [2003] 251, para 3 (markups, compound interest); yinfa
//! [1999] 77, art. 25 (the heavier markup, never both); SPC fafa [2017] 22 (24 % a year, 24.00 % itself
//! allowed).
//!
//! # Readings
//! The days of the total cost are all days past due for the principal, grace or not, by the day count of
//! the policy. The interest of an arrear ran before those: at the contract rate it stands for
//! interest ÷ rate of principal and years, and these days are allowed for as well. What is allowed is
//! rounded like the charges, so that a rate of exactly the cap is not cut by a fen.
//! How often penalty interest would be compounded neither plans nor law say; a month from the due date is the
//! step in which interest is charged by most contracts. Rejected: day by day, whose base is no whole fen and has no
//! working that could be shown; the bank's own settlement days, which a case does not know; and adding compound
//! interest to its own base, of which the law says nothing at all.
//! Rejected: holding interest against the days past due alone, which cuts the penalty of every loan in
//! its first weeks, at whatever rate.

use serde::Serialize;

use crate::calendar::{Date, DayCountContext, DayRange};
use crate::case::{Arrear, Case};
use crate::condition::{Bounds, Kleene};
use crate::money::{Money, Rate};
use crate::policy::model::Cited;
use crate::policy::penalty::{ChargedRate, CompoundRate, FeeStacking, Grace, GraceMode, Penalty, PenaltyBase, markup};
use crate::rules::ledger::charge::Terms;

/// The penalty settings of a policy, with what they need to know of a loan.
#[derive(Clone, Copy, Debug)]
pub struct PenaltyTerms<'p> {
    /// The settings.
    pub policy: &'p Penalty,
    /// Whether the funds of the loan were misused.
    pub misused: bool,
    /// The day on which the loan matures.
    pub matures_on: Option<Date>,
}

impl<'p> PenaltyTerms<'p> {
    /// The terms of one loan.
    #[must_use]
    pub fn of(case: &Case, policy: &'p Penalty) -> Self {
        Self { policy, misused: case.misused, matures_on: case.matures_on }
    }

    /// How days and figures are counted.
    #[must_use]
    pub fn counting(self) -> Terms {
        Terms {
            day_count: self.policy.day_count.value,
            context: DayCountContext { maturity: self.matures_on, ..DayCountContext::default() },
            days_counted: self.policy.days_counted.value,
            rounding: self.policy.rounding.value,
            stage: self.policy.rounding_stage.value,
        }
    }

    /// The settings, as an answer names them.
    #[must_use]
    pub fn applied(self) -> Applied {
        let policy = self.policy;
        let share = |most: &Option<Cited<Rate>>| most.as_ref().map(|most| most.value);
        Applied {
            markup: self.markup(),
            rate_max: share(&policy.rate_max),
            grace: policy.grace.value,
            tolerance: policy.tolerance.value,
            minimum_charge: policy.minimum_charge.as_ref().map(|least| least.value),
            penalty_base: policy.penalty_base.value,
            compound_rate: self.compounds().then_some(policy.compound_rate.value),
            compound_on_penalty: self.compounds_penalty().then_some(true),
            share_of_principal_max: share(&policy.share_of_principal_max),
            total_cost_max: share(&policy.total_cost_max),
            fee_stacking: policy.fee_stacking.value,
        }
    }

    /// Raise of the contract rate.
    #[must_use]
    pub fn markup(self) -> Rate {
        markup(self.policy, self.misused)
    }

    /// The penalty rate over a contract rate.
    #[must_use]
    pub fn penalty_rate(self, contract: Rate) -> Rate {
        let raised = contract.raised_by(self.markup());
        self.policy.rate_max.as_ref().map_or(raised, |most| raised.min(most.value))
    }

    /// The days that are charged on an arrear up to a day; none before it is overdue or within grace.
    #[must_use]
    pub fn charged_days(self, due_on: Date, as_of: Date) -> Option<DayRange> {
        let grace = self.policy.grace.value;
        let ends = if grace.days == 0 { due_on } else { due_on.plus_days(grace.days) };
        let from = if grace.mode == GraceMode::Exclusive { ends } else { due_on };
        let begun = if grace.mode == GraceMode::Inclusive { ends } else { from };
        (begun < as_of).then_some(DayRange { from, to: as_of })
    }

    /// Whether an arrear of an amount counts, for days past due and for charges.
    #[must_use]
    pub fn counts(self, amount: Bounds) -> Kleene {
        let tolerance = self.policy.tolerance.value;
        match amount.high {
            _ if amount.low > tolerance => Kleene::True,
            Some(high) if high <= tolerance => Kleene::False,
            _ => Kleene::Unknown,
        }
    }

    /// What of an arrear bears penalty interest.
    #[must_use]
    pub fn penalty_base(self, arrear: &Arrear) -> Bounds {
        let (principal, interest) = (Bounds::exactly(arrear.principal), interest_of(arrear));
        match self.policy.penalty_base.value {
            PenaltyBase::Principal => principal,
            PenaltyBase::Interest => interest,
            PenaltyBase::PrincipalAndInterest => principal.plus(interest),
            PenaltyBase::Installment => principal.plus(interest).plus(Bounds::exactly(arrear.fees)),
        }
    }

    /// Whether overdue interest bears compound interest.
    #[must_use]
    pub fn compounds(self) -> bool {
        self.policy.compound_on_interest.value
    }

    /// Whether unpaid penalty interest is added to what bears compound interest, every month.
    #[must_use]
    pub fn compounds_penalty(self) -> bool {
        self.policy.compound_on_penalty.value
    }

    /// Charged days with their rate of compound interest: those before the day on which the loan matures
    /// and those from it on, or all of them where they have one rate. None where the rates differ and
    /// that day is not known.
    #[must_use]
    pub fn compound_days(self, days: DayRange) -> Option<CompoundDays> {
        let CompoundRate { before_maturity, after_maturity } = self.policy.compound_rate.value;
        let single = |rate| Some(CompoundDays { first: (days, rate), second: None });
        if before_maturity == after_maturity {
            return single(before_maturity);
        }
        match self.matures_on? {
            matures_on if matures_on <= days.from => single(after_maturity),
            matures_on if matures_on > days.to => single(before_maturity),
            matures_on => Some(CompoundDays {
                first: (DayRange { to: matures_on, ..days }, before_maturity),
                second: Some((DayRange { from: matures_on, ..days }, after_maturity)),
            }),
        }
    }

    /// What a line is charged that has come to an amount, which is nothing or more before it is rounded.
    #[must_use]
    pub fn at_least(self, amount: Money, is_charged: bool) -> Money {
        let minimum = self.policy.minimum_charge.as_ref().filter(|_| is_charged);
        minimum.map_or(amount, |minimum| amount.max(minimum.value))
    }

    /// The most that an arrear of a principal may bear, penalty and compound interest together.
    #[must_use]
    pub fn share_cap(self, principal: Money) -> Option<Money> {
        let share = self.policy.share_of_principal_max.as_ref()?;
        Some(principal.share(share.value, self.policy.rounding.value))
    }

    /// Whether charges of an arrear are capped at all.
    #[must_use]
    pub fn is_capped(self) -> bool {
        self.policy.share_of_principal_max.is_some() || self.policy.total_cost_max.is_some()
    }

    /// The highest cost a year, as a share of principal.
    #[must_use]
    pub fn cost_cap(self) -> Option<Rate> {
        self.policy.total_cost_max.as_ref().map(|most| most.value)
    }

    /// Whether a fee counts on an installment that bears these labels already. A fee without a label is
    /// like no other.
    #[must_use]
    pub fn fee_counts<'l>(self, label: Option<&str>, mut earlier: impl Iterator<Item = Option<&'l str>>) -> bool {
        match self.policy.fee_stacking.value {
            FeeStacking::All => true,
            FeeStacking::OncePerLabel => label.is_none() || !earlier.any(|other| other == label),
        }
    }
}

/// The settings that charges were worked out by, so that anyone can repeat them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Applied {
    /// Raise of the contract rate: the one for misused funds where they were misused.
    pub markup: Rate,
    /// Highest rate a year after the markup; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_max: Option<Rate>,
    /// Days of grace, and what they are spared.
    pub grace: Grace,
    /// The largest arrear that counts neither for days nor for charges.
    pub tolerance: Money,
    /// Smallest charge of a line; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_charge: Option<Money>,
    /// What of an unpaid installment bears penalty interest.
    pub penalty_base: PenaltyBase,
    /// The rate of compound interest; absent where overdue interest bears none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compound_rate: Option<CompoundRate>,
    /// That unpaid penalty interest is added to what bears compound interest; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compound_on_penalty: Option<bool>,
    /// Highest charges of an arrear as a share of its principal; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_of_principal_max: Option<Rate>,
    /// Highest cost of an arrear a year as a share of its principal; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_cost_max: Option<Rate>,
    /// Whether fees for one and the same thing add up.
    pub fee_stacking: FeeStacking,
}

/// Days at one rate of compound interest, and those that follow them at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompoundDays {
    /// The first days.
    pub first: (DayRange, ChargedRate),
    /// The days after them.
    pub second: Option<(DayRange, ChargedRate)>,
}

/// The overdue interest of an arrear; at least nothing where it is not known.
#[must_use]
pub fn interest_of(arrear: &Arrear) -> Bounds {
    arrear.interest.map_or(Bounds { low: Money::ZERO, high: None }, Bounds::exactly)
}

/// Everything that is owed on an arrear but for charges.
#[must_use]
pub fn amount_of(arrear: &Arrear) -> Bounds {
    Bounds::exactly(arrear.principal.plus(arrear.fees)).plus(interest_of(arrear))
}
