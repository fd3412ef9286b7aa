//! What one arrear of a snapshot bears on a day, within bounds where a fact is missing.
//!
//! An unknown rate lies between 0 and 1, an unknown interest is at least nothing, an unknown day of
//! maturity puts compound interest between its two rates. Every setting is applied to both bounds, so
//! that a cap bounds what would be open without it.

use crate::calendar::{Date, DayRange};
use crate::case::{Arrear, Case};
use crate::condition::{Bounds, Kleene};
use crate::money::{Exact, Money, Rate, Rounding, Stage};
use crate::policy::penalty::{ChargedRate, Penalty};
use crate::rules::ledger::charge::{Charged, Piece, Running, Terms, charge, charge_on, exact_sum};
use crate::rules::ledger::terms::{PenaltyTerms, amount_of, interest_of};
use crate::rules::ledger::{AdjustedBy, Adjustment};

/// Nothing at all.
pub(super) const NOTHING: Bounds = Bounds { low: Money::ZERO, high: Some(Money::ZERO) };

/// The loan, the day and the terms under which arrears are charged.
#[derive(Clone, Copy)]
pub(super) struct Snapshot<'a> {
    pub(super) case: &'a Case,
    pub(super) as_of: Date,
    pub(super) terms: PenaltyTerms<'a>,
    counting: Terms,
    contract: RateBounds,
    penalty: RateBounds,
}

/// The lowest and the highest that a rate can be.
#[derive(Clone, Copy)]
struct RateBounds {
    low: Rate,
    high: Rate,
}

/// A charge after each setting that may move it.
#[derive(Clone, Copy)]
pub(super) struct Charge {
    /// As it accrued.
    pub(super) accrued: Bounds,
    /// Raised to the smallest charge.
    pub(super) raised: Bounds,
    /// Cut to the share of principal.
    pub(super) shared: Bounds,
    /// Cut to the total cost; what is due.
    pub(super) due: Bounds,
}

impl Charge {
    const fn of(accrued: Bounds, raised: Bounds) -> Self {
        Self { accrued, raised, shared: raised, due: raised }
    }
}

/// What one arrear bears.
#[derive(Clone, Copy)]
pub(super) struct Charges {
    pub(super) penalty: Charge,
    pub(super) compound: Charge,
}

impl Charges {
    const NONE: Self = Self { penalty: Charge::of(NOTHING, NOTHING), compound: Charge::of(NOTHING, NOTHING) };

    fn due(&self) -> [Bounds; 2] {
        [self.penalty.due, self.compound.due]
    }

    fn cut(&mut self, [penalty, compound]: [Bounds; 2]) {
        self.penalty.due = penalty;
        self.compound.due = compound;
    }
}

/// What has been charged so far by component, for rounding once over all arrears. A sum that a missing
/// fact has left open is rounded as one no more: each charge is then bounded by itself.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    penalty: Option<Running>,
    compound: Option<Running>,
}

impl Tally {
    pub(super) const EMPTY: Self = Self { penalty: Some(Running::ZERO), compound: Some(Running::ZERO) };
}

/// Days on which a charge accrues, and the bounds of its rate.
#[derive(Clone, Copy)]
struct Stretch {
    days: DayRange,
    rate: RateBounds,
}

impl<'a> Snapshot<'a> {
    pub(super) fn of(case: &'a Case, as_of: Date, policy: &'a Penalty) -> Self {
        let terms = PenaltyTerms::of(case, policy);
        let known = case.annual_rate;
        let contract = RateBounds { low: known.unwrap_or(Rate::ZERO), high: known.unwrap_or(Rate::ONE) };
        let low = terms.penalty_rate(contract.low);
        let high = if known.is_some() { low } else { terms.penalty_rate(contract.high) };
        Self { case, as_of, terms, counting: terms.counting(), contract, penalty: RateBounds { low, high } }
    }

    /// Arrears that fell due before the day, with their place.
    pub(super) fn overdue(self) -> impl Iterator<Item = (usize, &'a Arrear)> {
        self.case.arrears.iter().enumerate().filter(move |(_, arrear)| arrear.due_on < self.as_of)
    }

    /// The days that are charged on an arrear; none within grace, or where it is too small to count.
    pub(super) fn charged_days(self, arrear: &Arrear) -> Option<DayRange> {
        let days = self.terms.charged_days(arrear.due_on, self.as_of)?;
        (self.terms.counts(amount_of(arrear)) != Kleene::False).then_some(days)
    }

    /// What an arrear bears.
    pub(super) fn charges(self, arrear: &Arrear, tally: &mut Tally) -> Charges {
        let Some(days) = self.charged_days(arrear) else { return Charges::NONE };
        let penalty = self.accrued(self.terms.penalty_base(arrear), &[self.penalty_stretch(days)], &mut tally.penalty);
        let compound = match self.compound_stretches(arrear, days) {
            [None, _] => Charges::NONE.compound,
            [Some(all), None] => self.accrued(interest_of(arrear), &[all], &mut tally.compound),
            [Some(first), Some(second)] => self.accrued(interest_of(arrear), &[first, second], &mut tally.compound),
        };
        let mut charges = Charges { penalty, compound };
        self.cap(arrear, &mut charges);
        match self.terms.counts(amount_of(arrear)) {
            Kleene::Unknown => {
                *tally = Tally { penalty: None, compound: None };
                let [penalty, compound] = charges.due().map(|due| Bounds { low: Money::ZERO, ..due });
                Charges { penalty: Charge::of(penalty, penalty), compound: Charge::of(compound, compound) }
            }
            _ => charges,
        }
    }

    fn penalty_stretch(self, days: DayRange) -> Stretch {
        Stretch { days, rate: self.penalty }
    }

    fn compound_stretches(self, arrear: &Arrear, days: DayRange) -> [Option<Stretch>; 2] {
        if !self.terms.compounds() || arrear.interest == Some(Money::ZERO) {
            return [None, None];
        }
        let Some(compound) = self.terms.compound_days(days) else {
            let rate = self.terms.policy.compound_rate.value;
            let (before, after) = (self.rate(rate.before_maturity), self.rate(rate.after_maturity));
            let rate = RateBounds { low: before.low.min(after.low), high: before.high.max(after.high) };
            return [Some(Stretch { days, rate }), None];
        };
        let stretch = |(days, charged)| Stretch { days, rate: self.rate(charged) };
        [Some(stretch(compound.first)), compound.second.map(stretch)]
    }

    fn rate(self, charged: ChargedRate) -> RateBounds {
        match charged {
            ChargedRate::None => RateBounds { low: Rate::ZERO, high: Rate::ZERO },
            ChargedRate::Contract => self.contract,
            ChargedRate::Penalty => self.penalty,
        }
    }

    fn accrued<const COUNT: usize>(
        self,
        base: Bounds,
        stretches: &[Stretch; COUNT],
        running: &mut Option<Running>,
    ) -> Charge {
        let settled = stretches.iter().all(|stretch| stretch.rate.low == stretch.rate.high);
        let low = self.line(base.low, stretches, |rate| rate.low);
        let high = match base.high {
            Some(high) if settled && high == base.low => Some(low),
            Some(high) => Some(self.line(high, stretches, |rate| rate.high)),
            None if stretches.iter().any(|stretch| stretch.rate.high.is_positive()) => None,
            None => Some((Exact::ZERO, Money::ZERO)),
        };
        let accrued = match self.counting.stage {
            Stage::Once => self.of_all(low.0, high.map(|(exact, _)| exact), running),
            Stage::Line | Stage::Segment => Bounds { low: low.1, high: high.map(|(_, amount)| amount) },
        };
        let raised = |amount: Money, exact: Exact| self.terms.at_least(amount, exact > Exact::ZERO);
        let high = accrued.high.zip(high).map(|(amount, (exact, _))| raised(amount, exact));
        Charge::of(accrued, Bounds { low: raised(accrued.low, low.0), high })
    }

    /// A line alone, before and after rounding.
    fn line<const COUNT: usize>(
        self,
        base: Money,
        stretches: &[Stretch; COUNT],
        rate: impl Fn(RateBounds) -> Rate,
    ) -> (Exact, Money) {
        let pieces = stretches.map(|stretch| Piece { range: stretch.days, base, annual_rate: rate(stretch.rate) });
        if self.counting.stage == Stage::Segment && COUNT > 1 {
            let charged = charge(&pieces, &self.counting);
            return (charged.exact, charged.amount);
        }
        let exact = exact_sum(&pieces, &self.counting);
        (exact, exact.rounded(self.counting.rounding))
    }

    /// The part of a line in a sum that is rounded once.
    fn of_all(self, low: Exact, high: Option<Exact>, running: &mut Option<Running>) -> Bounds {
        match running {
            Some(sum) if high == Some(low) => Bounds::exactly(sum.add(low, self.counting.rounding, Stage::Once)),
            _ => {
                *running = None;
                Bounds { low: low.rounded(Rounding::Down), high: high.map(|high| high.rounded(Rounding::Up)) }
            }
        }
    }

    fn cap(self, arrear: &Arrear, charges: &mut Charges) {
        if let Some(most) = self.terms.share_cap(arrear.principal) {
            charges.cut(within(charges.due(), Bounds::exactly(most)));
            charges.penalty.shared = charges.penalty.due;
            charges.compound.shared = charges.compound.due;
        }
        if let Some(cap) = self.terms.cost_cap() {
            charges.cut(within(charges.due(), self.cost(arrear, cap).left));
        }
    }

    /// What an arrear may cost in all, and what that leaves for charges.
    pub(super) fn cost(self, arrear: &Arrear, cap: Rate) -> Cost {
        let range = DayRange { from: arrear.due_on, to: self.as_of };
        let piece = Piece { range, base: arrear.principal, annual_rate: cap };
        let of_principal = exact_sum(&[piece], &self.counting).rounded(self.counting.rounding);
        let beside_interest = of_principal.minus_to_zero(arrear.fees);
        let left = match (arrear.interest, self.case.annual_rate) {
            (Some(Money::ZERO), _) => Bounds::exactly(beside_interest),
            (Some(interest), Some(rate)) => {
                let allowed = of_principal.plus(interest.scaled(cap, rate, self.counting.rounding));
                let left = Bounds::exactly(allowed.minus_to_zero(interest.plus(arrear.fees)));
                return Cost { allowed: Some(allowed), left };
            }
            // At a rate up to the cap interest brings at least as much room as it takes, above it less.
            (None, Some(rate)) if rate <= cap => Bounds { low: beside_interest, high: None },
            (None, Some(_)) => Bounds { low: Money::ZERO, high: Some(beside_interest) },
            (_, None) => Bounds { low: Money::ZERO, high: None },
        };
        Cost { allowed: arrear.interest.filter(|interest| !interest.is_positive()).map(|_| of_principal), left }
    }

    /// Whether an arrear bears anything at some rate.
    pub(super) fn bears(self, arrear: &Arrear) -> bool {
        let may_be = |amount: Bounds| amount.high.is_none_or(Money::is_positive);
        let compounds = self.terms.compounds() && may_be(interest_of(arrear));
        self.charged_days(arrear).is_some() && (compounds || may_be(self.terms.penalty_base(arrear)))
    }

    /// Whether what an arrear bears depends on the day of maturity, which is not known.
    pub(super) fn lacks_maturity(self, arrear: &Arrear) -> bool {
        let days = self.charged_days(arrear).filter(|_| self.terms.compounds() && arrear.interest != Some(Money::ZERO));
        days.is_some_and(|days| self.terms.compound_days(days).is_none())
    }

    /// What the smallest charge and the caps have done to a line whose amounts are known.
    pub(super) fn adjustments(self, arrear: &Arrear, charge: Charge) -> Vec<Adjustment> {
        let policy = self.terms.policy;
        let allowed = self.terms.cost_cap().and_then(|cap| self.cost(arrear, cap).allowed);
        let steps = [
            (
                AdjustedBy::MinimumCharge,
                policy.minimum_charge.as_ref().map(|least| least.value),
                charge.raised,
                charge.accrued,
            ),
            (AdjustedBy::ShareOfPrincipalMax, self.terms.share_cap(arrear.principal), charge.raised, charge.shared),
            (AdjustedBy::TotalCostMax, allowed, charge.shared, charge.due),
        ];
        let moved = steps.into_iter().filter_map(|(by, bound, more, less)| {
            let amount = more.known()?.minus(less.known()?);
            amount.is_positive().then_some(Adjustment { by, amount, bound: bound? })
        });
        moved.collect()
    }

    /// The working of a line whose base and rates are known.
    pub(super) fn penalty_working(self, arrear: &Arrear, days: DayRange, before: Tally) -> Option<Charged> {
        let base = self.terms.penalty_base(arrear).known()?;
        self.working(base, &[Some(self.penalty_stretch(days)), None], before.penalty)
    }

    /// As [`Snapshot::penalty_working`], of compound interest.
    pub(super) fn compound_working(self, arrear: &Arrear, days: DayRange, before: Tally) -> Option<Charged> {
        self.working(arrear.interest?, &self.compound_stretches(arrear, days), before.compound)
    }

    fn working(self, base: Money, stretches: &[Option<Stretch>; 2], before: Option<Running>) -> Option<Charged> {
        let settled = stretches.iter().flatten().all(|stretch| stretch.rate.low == stretch.rate.high);
        let piece = |stretch: &Stretch| Piece { range: stretch.days, base, annual_rate: stretch.rate.low };
        let pieces: Vec<Piece> = stretches.iter().flatten().map(piece).collect();
        if !base.is_positive() || pieces.is_empty() || !settled {
            return None;
        }
        let mut running = if self.counting.stage == Stage::Once { before? } else { Running::ZERO };
        Some(charge_on(&mut running, &pieces, &self.counting))
    }
}

/// The total cost of an arrear under a cap.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// What is allowed in all, where it is known.
    pub(super) allowed: Option<Money>,
    /// What is left of it for charges.
    pub(super) left: Bounds,
}

/// Penalty and compound interest within what there is room for; compound interest is cut first.
fn within([penalty, compound]: [Bounds; 2], room: Bounds) -> [Bounds; 2] {
    let rest = Bounds {
        low: penalty.high.map_or(Money::ZERO, |penalty| room.low.minus_to_zero(penalty)),
        high: room.high.map(|room| room.minus_to_zero(penalty.low)),
    };
    [smaller(penalty, room), smaller(compound, rest)]
}

/// The bounds of the smaller of two amounts.
fn smaller(one: Bounds, other: Bounds) -> Bounds {
    let high = match (one.high, other.high) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Bounds { low: one.low.min(other.low), high }
}
