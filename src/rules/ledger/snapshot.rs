//! What one arrear of a snapshot bears on a day, within bounds where a fact is missing.
//!
//! An unknown rate lies between 0 and 1, an unknown interest is at least nothing, an unknown day of
//! maturity puts compound interest between its two rates. Every setting is applied to both bounds, so
//! that a cap bounds what would be open without it.

use crate::calendar::{Date, DayRange};
use crate::case::{Arrear, Case};
use crate::condition::{Bounds, Kleene};
use crate::money::{Exact, FAST, Money, Rate, Rounding, Stage};
use crate::policy::penalty::{ChargedRate, Penalty};
use crate::rules::ledger::charge::{Piece, Running, Segment, Terms, charge, exact_sum, segments_on};
use crate::rules::ledger::terms::{CompoundDays, PenaltyTerms, amount_of, interest_of};
use crate::rules::ledger::{AdjustedBy, Adjustment};

/// A fen.
const FEN: Money = Money::from_fen(1);

/// Nothing at all.
pub(super) const NOTHING: Bounds = Bounds { low: Money::ZERO, high: Some(Money::ZERO) };

/// The loan, the day and the terms under which arrears are charged.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    pub(super) case: &'a Case,
    pub(super) as_of: Date,
    pub(super) terms: PenaltyTerms<'a>,
    counting: Terms,
    contract: RateBounds,
    penalty: RateBounds,
}

/// The lowest and the highest that a rate can be; no highest where it is known.
#[derive(Clone, Copy, Debug)]
struct RateBounds {
    low: Rate,
    high: Option<Rate>,
}

impl RateBounds {
    fn highest(self) -> Rate {
        self.high.unwrap_or(self.low)
    }
}

/// Penalty and compound interest, in this order.
pub(super) type Pair = [Bounds; 2];

/// A charge before any setting has moved it, and whether it is above nothing before it is rounded, at its
/// lowest and at its highest; not looked at where the policy has no smallest charge.
#[derive(Clone, Copy)]
struct Accrued {
    amount: Bounds,
    is_charged: [bool; 2],
}

impl Accrued {
    const NONE: Self = Self { amount: NOTHING, is_charged: [false; 2] };
}

/// What one arrear bears after each setting that may move it: as it accrued, raised to the smallest charge, cut
/// to the share of principal, cut to the total cost, which is what is due.
struct Steps<'s> {
    accrued: &'s Pair,
    raised: &'s Pair,
    shared: &'s Pair,
    due: &'s Pair,
}

/// How penalty and compound interest of one arrear come about, in this order.
#[derive(Default)]
pub(super) struct Workings {
    /// The working at what is known of bases and rates for sure. Where the amount due is known all the same, a
    /// cap has cut it to less than that.
    pub(super) segments: [Vec<Segment>; 2],
    /// What the smallest charge and the caps have moved.
    pub(super) adjustments: [Vec<Adjustment>; 2],
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

/// Where the working of a charge goes, if it is wanted.
type Record<'r> = Option<&'r mut Vec<Segment>>;

/// Days on which a charge accrues, and the bounds of its rate.
#[derive(Clone, Copy)]
struct Stretch {
    days: DayRange,
    rate: RateBounds,
    /// Whether an unknown maturity may part it into two segments.
    may_part: bool,
}

impl Stretch {
    fn piece(self, base: Money, annual_rate: Rate) -> Piece {
        Piece { range: self.days, base, annual_rate }
    }
}

impl<'a> Snapshot<'a> {
    /// The arrears that a case lists, on a day.
    #[must_use]
    pub fn of(case: &'a Case, as_of: Date, policy: &'a Penalty) -> Self {
        let terms = PenaltyTerms::of(case, policy);
        let known = case.annual_rate;
        let contract = RateBounds { low: known.unwrap_or(Rate::ZERO), high: known.is_none().then_some(Rate::ONE) };
        let high = contract.high.map(|high| terms.penalty_rate(high));
        let penalty = RateBounds { low: terms.penalty_rate(contract.low), high };
        Self { case, as_of, terms, counting: terms.counting(), contract, penalty }
    }

    /// Arrears that fell due before the day, with their place.
    pub(super) fn overdue(self) -> impl Iterator<Item = (usize, &'a Arrear)> {
        self.case.arrears.iter().enumerate().filter(move |(_, arrear)| arrear.due_on < self.as_of)
    }

    /// The days that are charged on an arrear; none within grace, or where it is too small to count.
    pub(super) fn charged_days(&self, arrear: &Arrear) -> Option<DayRange> {
        self.counted_days(arrear).map(|(days, _)| days)
    }

    /// The charged days, and whether the arrear is known to be large enough to count.
    fn counted_days(&self, arrear: &Arrear) -> Option<(DayRange, bool)> {
        let days = self.terms.charged_days(arrear.due_on, self.as_of)?;
        match self.terms.counts(amount_of(arrear)) {
            Kleene::False => None,
            counts => Some((days, counts == Kleene::True)),
        }
    }

    /// What is due of penalty and compound interest on an arrear, and how that comes about where it is wanted;
    /// nothing where no day is charged.
    pub(super) fn due(&self, arrear: &Arrear, tally: &mut Tally, wanted: Option<&mut Workings>) -> Option<Pair> {
        let (days, counts) = self.counted_days(arrear)?;
        let plain = if FAST && counts && wanted.is_none() { self.plain(arrear, days) } else { None };
        if plain.is_some() {
            return plain;
        }
        let parts = wanted.filter(|_| counts).map(|Workings { segments: [penalty, compound], adjustments }| {
            ([Some(penalty), Some(compound)], Some(adjustments))
        });
        let (records, adjustments) = parts.unwrap_or(([None, None], None));
        let accrued = self.accrued(arrear, days, tally, records);
        let raised = self.raised(accrued);
        let shared = self.within_share(arrear, raised);
        let due = self.within_cost(arrear, shared);
        let due = if counts { due } else { open(due, tally) };
        if let Some(adjustments) = adjustments.filter(|_| self.may_adjust()) {
            let accrued = accrued.map(|charge| charge.amount);
            let steps = Steps { accrued: &accrued, raised: &raised, shared: &shared, due: &due };
            *adjustments = [0, 1].map(|component| self.adjustments(arrear, component, &steps));
        }
        Some(due)
    }

    /// What is due where base, rate and days alone decide, as of most arrears: nothing is unknown, sums of several
    /// arrears are not rounded together, days have one rate, and no setting moves a charge. Nothing where more decides.
    fn plain(&self, arrear: &Arrear, days: DayRange) -> Option<Pair> {
        let Terms { day_count, context, days_counted, rounding, stage } = self.counting;
        if stage == Stage::Once || self.may_adjust() || self.penalty.high.is_some() {
            return None;
        }
        let (base, interest) = (self.terms.penalty_base(arrear).known()?, arrear.interest?);
        let years = day_count.fraction(days_counted.counted(days), context).over();
        let borne = |base, rate| Bounds::exactly(Exact::interest_rounded(base, rate, years, rounding));
        let compound = if self.terms.compounds() && interest != Money::ZERO {
            let CompoundDays { first: (_, charged), second: None } = self.terms.compound_days(days)? else {
                return None;
            };
            borne(interest, self.rate(charged).low)
        } else {
            NOTHING
        };
        Some([borne(base, self.penalty.low), compound])
    }

    fn may_adjust(&self) -> bool {
        self.terms.policy.minimum_charge.is_some() || self.terms.is_capped()
    }

    fn accrued(&self, arrear: &Arrear, days: DayRange, tally: &mut Tally, records: [Record<'_>; 2]) -> [Accrued; 2] {
        let (base, [record, compound_record]) = (self.terms.penalty_base(arrear), records);
        let stretch = Stretch { days, rate: self.penalty, may_part: false };
        let penalty = self.accrued_on(base, &[stretch], &mut tally.penalty, record);
        let (base, running, record) = (interest_of(arrear), &mut tally.compound, compound_record);
        let compound = match self.compound_stretches(arrear, days) {
            [None, _] => Accrued::NONE,
            [Some(all), None] => self.accrued_on(base, &[all], running, record),
            [Some(first), Some(second)] => self.accrued_on(base, &[first, second], running, record),
        };
        [penalty, compound]
    }

    /// What is known for sure of the bases that an arrear bears penalty and compound interest on.
    pub(super) fn bases(&self, arrear: &Arrear) -> [Money; 2] {
        let interest = if self.terms.compounds() { interest_of(arrear).low } else { Money::ZERO };
        [self.terms.penalty_base(arrear).low, interest]
    }

    fn raised(&self, accrued: [Accrued; 2]) -> Pair {
        let amounts = accrued.map(|charge| charge.amount);
        if self.terms.policy.minimum_charge.is_none() {
            return amounts;
        }
        accrued.map(|Accrued { amount, is_charged: [low, high] }| Bounds {
            low: self.terms.at_least(amount.low, low),
            high: amount.high.map(|amount| self.terms.at_least(amount, high)),
        })
    }

    fn within_share(&self, arrear: &Arrear, charges: Pair) -> Pair {
        match self.terms.share_cap(arrear.principal) {
            Some(most) => within(charges, Bounds::exactly(most)),
            None => charges,
        }
    }

    fn within_cost(&self, arrear: &Arrear, charges: Pair) -> Pair {
        match self.terms.cost_cap() {
            Some(cap) => within(charges, self.cost(arrear, cap).left),
            None => charges,
        }
    }

    fn compound_stretches(&self, arrear: &Arrear, days: DayRange) -> [Option<Stretch>; 2] {
        if !self.terms.compounds() || arrear.interest == Some(Money::ZERO) {
            return [None, None];
        }
        let Some(compound) = self.terms.compound_days(days) else {
            let rate = self.terms.policy.compound_rate.value;
            let (before, after) = (self.rate(rate.before_maturity), self.rate(rate.after_maturity));
            let (low, high) = (before.low.min(after.low), before.highest().max(after.highest()));
            let rate = RateBounds { low, high: (high > low).then_some(high) };
            return [Some(Stretch { days, rate, may_part: true }), None];
        };
        let stretch = |(days, charged)| Stretch { days, rate: self.rate(charged), may_part: false };
        [Some(stretch(compound.first)), compound.second.map(stretch)]
    }

    fn rate(&self, charged: ChargedRate) -> RateBounds {
        match charged {
            ChargedRate::None => RateBounds { low: Rate::ZERO, high: None },
            ChargedRate::Contract => self.contract,
            ChargedRate::Penalty => self.penalty,
        }
    }

    fn accrued_on<const COUNT: usize>(
        &self,
        base: Bounds,
        stretches: &[Stretch; COUNT],
        running: &mut Option<Running>,
        record: Record<'_>,
    ) -> Accrued {
        let settled = stretches.iter().all(|stretch| stretch.rate.high.is_none());
        let may_part = stretches.iter().any(|stretch| stretch.may_part);
        // The working is shown where it is known, which an amount that a cap or the smallest charge settles may not be.
        let mut record = record.filter(|_| base.low.is_positive() && base.known().is_some() && settled && !may_part);
        let pieces = stretches.map(|stretch| stretch.piece(base.low, stretch.rate.low));
        let low = self.line(&pieces, record.as_deref_mut());
        let high = match base.high {
            Some(high) if settled && high == base.low => Some(low),
            Some(high) => Some(self.line(&stretches.map(|stretch| stretch.piece(high, stretch.rate.highest())), None)),
            None if stretches.iter().any(|stretch| stretch.rate.highest().is_positive()) => None,
            None => Some((Exact::ZERO, Money::ZERO)),
        };
        let amount = match self.counting.stage {
            Stage::Once => {
                let before = *running;
                let amount = self.of_all(low.0, high.map(|(exact, _)| exact), running);
                self.record_of_all(&pieces, [before, *running], record);
                amount
            }
            // Two segments that are each rounded differ by up to a fen from one.
            Stage::Segment if may_part => Bounds {
                low: low.0.rounded(Rounding::Down).minus_to_zero(FEN),
                high: high.map(|(exact, _)| exact.rounded(Rounding::Up).plus(FEN)),
            },
            Stage::Line | Stage::Segment => Bounds { low: low.1, high: high.map(|(_, amount)| amount) },
        };
        let looked_at = self.terms.policy.minimum_charge.is_some();
        let is_charged = |exact: Exact| looked_at && exact > Exact::ZERO;
        Accrued { amount, is_charged: [is_charged(low.0), high.is_none_or(|(exact, _)| is_charged(exact))] }
    }

    /// A line alone, before and after rounding; its working as well where it is wanted and does not depend on
    /// other lines.
    fn line(&self, pieces: &[Piece], record: Record<'_>) -> (Exact, Money) {
        let (stage, rounding) = (self.counting.stage, self.counting.rounding);
        let in_parts = stage == Stage::Segment && pieces.len() > 1;
        if stage != Stage::Once && (in_parts || record.is_some()) {
            let charged = charge(pieces, &self.counting);
            if let Some(record) = record {
                *record = charged.segments;
            }
            return (charged.exact, charged.amount);
        }
        let exact = exact_sum(pieces, &self.counting);
        (exact, exact.rounded(rounding))
    }

    /// The working of a part of a sum that is rounded once; none of a sum that is open.
    fn record_of_all(&self, pieces: &[Piece], sums: [Option<Running>; 2], record: Record<'_>) {
        if let (Some(record), [Some(mut before), Some(_)]) = (record, sums) {
            *record = segments_on(&mut before, pieces, &self.counting);
        }
    }

    /// The part of a line in a sum that is rounded once.
    fn of_all(&self, low: Exact, high: Option<Exact>, running: &mut Option<Running>) -> Bounds {
        match running {
            Some(sum) if high == Some(low) => Bounds::exactly(sum.add(low, self.counting.rounding, Stage::Once)),
            _ => {
                *running = None;
                Bounds { low: low.rounded(Rounding::Down), high: high.map(|high| high.rounded(Rounding::Up)) }
            }
        }
    }

    /// What an arrear may cost in all, and what that leaves for charges.
    pub(super) fn cost(&self, arrear: &Arrear, cap: Rate) -> Cost {
        let range = DayRange { from: arrear.due_on, to: self.as_of };
        let piece = Piece { range, base: arrear.principal, annual_rate: cap };
        let of_principal = exact_sum(&[piece], &self.counting).rounded(self.counting.rounding);
        let beside_interest = of_principal.minus_to_zero(arrear.fees);
        let left = match (arrear.interest, self.case.annual_rate) {
            (Some(Money::ZERO), _) => Bounds::exactly(beside_interest),
            (Some(interest), Some(rate)) => {
                let allowed = of_principal.plus(interest.scaled(cap, rate, self.counting.rounding));
                let left = Bounds::exactly(allowed.minus_to_zero(interest.plus(arrear.fees)));
                return Cost { allowed, left };
            }
            // At a rate up to the cap interest brings at least as much room as it takes, above it less.
            (None, Some(rate)) if rate <= cap => Bounds { low: beside_interest, high: None },
            (None, Some(_)) => Bounds { low: Money::ZERO, high: Some(beside_interest) },
            (_, None) => Bounds { low: Money::ZERO, high: None },
        };
        Cost { allowed: of_principal, left }
    }

    /// Whether an arrear bears anything at some rate.
    pub(super) fn bears(&self, arrear: &Arrear) -> bool {
        let may_be = |amount: Bounds| amount.high.is_none_or(Money::is_positive);
        let compounds = self.terms.compounds() && may_be(interest_of(arrear));
        self.charged_days(arrear).is_some() && (compounds || may_be(self.terms.penalty_base(arrear)))
    }

    /// Whether what an arrear bears depends on the day of maturity, which is not known.
    pub(super) fn lacks_maturity(&self, arrear: &Arrear) -> bool {
        let days = self.charged_days(arrear).filter(|_| self.terms.compounds() && arrear.interest != Some(Money::ZERO));
        days.is_some_and(|days| self.terms.compound_days(days).is_none())
    }

    /// What the smallest charge and the caps have done to a line of which the amount due is known.
    fn adjustments(&self, arrear: &Arrear, component: usize, steps: &Steps<'_>) -> Vec<Adjustment> {
        let minimum = self.terms.policy.minimum_charge.as_ref().map(|least| least.value);
        let allowed = self.terms.cost_cap().map(|cap| self.cost(arrear, cap).allowed);
        let moves = [
            (AdjustedBy::MinimumCharge, minimum, steps.raised, steps.accrued),
            (AdjustedBy::ShareOfPrincipalMax, self.terms.share_cap(arrear.principal), steps.raised, steps.shared),
            (AdjustedBy::TotalCostMax, allowed, steps.shared, steps.due),
        ];
        let adjustments = moves.into_iter().filter_map(|(by, bound, more, less)| {
            let amount = more.get(component)?.low.minus(less.get(component)?.low);
            amount.is_positive().then_some(Adjustment { by, amount, bound: bound? })
        });
        adjustments.collect()
    }
}

/// The total cost of an arrear under a cap.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// What is allowed in all, without what an interest that is not known would bring.
    pub(super) allowed: Money,
    /// What is left of it for charges.
    pub(super) left: Bounds,
}

/// Charges of an arrear that may be too small to count.
fn open(charges: Pair, tally: &mut Tally) -> Pair {
    *tally = Tally { penalty: None, compound: None };
    charges.map(|charge| Bounds { low: Money::ZERO, ..charge })
}

/// Penalty and compound interest within what there is room for; compound interest is cut first.
fn within([penalty, compound]: Pair, room: Bounds) -> Pair {
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
