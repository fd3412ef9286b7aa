//! What a base that changes from day to day bears, at rates that change too.

use crate::calendar::{Date, DayCount, DayRange, DaysCounted};
use crate::money::{Exact, Money, Rate, Stage};
use crate::rules::ledger::charge::{Charged, Piece, Terms, charge, exact_sum};
use crate::rules::ledger::replay::timeline::{Bearing, Stretch};

/// The rates of a loan, ready for many questions.
#[derive(Debug)]
pub(super) struct Rates {
    pub(super) stretches: Vec<Stretch>,
    /// How days and figures are counted, once it is known which days those are.
    pub(super) counting: Terms,
    days_counted: DaysCounted,
    /// The contract rate from each of its changes on.
    contract: Vec<(Date, Rate)>,
    sums: Option<Sums>,
}

/// Rate × days from the first day to the start of each stretch, where a day is the same part of every
/// year: then what a base bears between two days follows from two of these alone.
#[derive(Debug)]
struct Sums {
    starts: Vec<[i128; 2]>,
    places: u32,
    /// Rate × days over this is a part of the base.
    over: i128,
    times: i128,
}

/// Rate × days up to a day, for penalty and for compound interest.
pub(super) type Mark = [i128; 2];

impl Rates {
    pub(super) fn new(stretches: Vec<Stretch>, contract: Vec<(Date, Rate)>, counting: Terms) -> Self {
        let sums = is_even(counting).then(|| Sums::of(&stretches, counting.day_count)).flatten();
        let days_counted = counting.days_counted;
        Self {
            stretches,
            counting: Terms { days_counted: DaysCounted::Start, ..counting },
            days_counted,
            contract,
            sums,
        }
    }

    /// The first day that is counted of what runs from a day on.
    pub(super) fn first(&self, from: Date) -> Date {
        self.days_counted.first(from)
    }

    /// The day after the last one that is counted of what has run up to a day.
    pub(super) fn end(&self, to: Date) -> Date {
        self.days_counted.end(to)
    }

    /// The first day that bears what changes on a day, of what runs from another on. A day that is counted
    /// up to the change bears what was before it; a change on the first day itself leaves no such day.
    pub(super) fn changed(&self, on: Date, from: Date) -> Date {
        if on <= from { self.first(from) } else { self.end(on) }
    }

    /// The sums of rate × days that have been counted up to a day.
    pub(super) fn mark_to(&self, to: Date) -> Mark {
        self.mark(self.end(to))
    }

    /// The sums of rate × days before a day; nothing to speak of where days are not alike.
    pub(super) fn mark(&self, on: Date) -> Mark {
        let Some(sums) = &self.sums else { return [0, 0] };
        let behind = self.stretches.partition_point(|stretch| stretch.days.from <= on);
        let last = behind.checked_sub(1).and_then(|index| Some((self.stretches.get(index)?, sums.starts.get(index)?)));
        let Some((stretch, [penalty, compound])) = last else { return [0, 0] };
        let days = DayRange { to: on.min(stretch.days.to), ..stretch.days }.days();
        let grown = |bearing| sums.mantissa(stretch.rate(bearing)).saturating_mul(i128::from(days));
        [penalty.saturating_add(grown(Bearing::Penalty)), compound.saturating_add(grown(Bearing::Compound))]
    }

    /// The contract rate on a day, whether anything accrues on it or not.
    pub(super) fn contract_on(&self, on: Date) -> Rate {
        let behind = self.contract.partition_point(|(from, _)| *from <= on);
        let last = behind.checked_sub(1).and_then(|index| self.contract.get(index));
        last.map_or(Rate::ZERO, |(_, rate)| *rate)
    }

    /// What steps of a base bear up to a day, with the working.
    pub(super) fn charged(&self, steps: &[BaseStep], bearing: Bearing, to: Date) -> Charged {
        charge(&self.pieces(steps, bearing, to), &self.counting)
    }

    /// The stretches in which neither the base nor the rate changes.
    pub(super) fn pieces(&self, steps: &[BaseStep], bearing: Bearing, to: Date) -> Vec<Piece> {
        let (mut pieces, to) = (Vec::<Piece>::new(), self.end(to));
        let ends = steps.iter().skip(1).map(|step| step.on).chain([to]);
        for (step, end) in steps.iter().zip(ends).filter(|(step, _)| step.base.is_positive()) {
            let days = DayRange { from: step.on, to: end.min(to) };
            let first = self.stretches.partition_point(|stretch| stretch.days.to <= days.from);
            let met = self.stretches.iter().skip(first).take_while(|stretch| stretch.days.from < days.to);
            for stretch in met {
                let range = DayRange { from: stretch.days.from.max(days.from), to: stretch.days.to.min(days.to) };
                match pieces.last_mut() {
                    Some(last)
                        if stretch.goes_on
                            && bearing != Bearing::Compound
                            && (last.base, last.range.to) == (step.base, range.from) =>
                    {
                        last.range.to = range.to;
                    }
                    _ => pieces.push(Piece { range, base: step.base, annual_rate: stretch.rate(bearing) }),
                }
            }
        }
        pieces.retain(|piece| piece.range.from < piece.range.to);
        pieces
    }
}

/// Whether what accrues between two days is the same however the days between are parted.
fn is_even(counting: Terms) -> bool {
    let actual =
        matches!(counting.day_count, DayCount::Act360 | DayCount::Act365Fixed | DayCount::Act36525 | DayCount::Act364);
    actual && counting.stage != Stage::Segment
}

impl Sums {
    fn of(stretches: &[Stretch], day_count: DayCount) -> Option<Self> {
        let rates =
            stretches.iter().flat_map(|stretch| [Bearing::Penalty, Bearing::Compound].map(|of| stretch.rate(of)));
        let places = rates.map(Rate::scale).max().unwrap_or(0);
        let (times, years) = day_count.fraction_of_days(1)?.over();
        let over = 10_i128.saturating_pow(places).saturating_mul(i128::from(years));
        let mut sums = Self { starts: Vec::with_capacity(stretches.len()), places, over, times: i128::from(times) };
        let mut start = [0_i128, 0];
        for stretch in stretches {
            sums.starts.push(start);
            let days = i128::from(stretch.days.days());
            let grown = |bearing| sums.mantissa(stretch.rate(bearing)).saturating_mul(days);
            let [penalty, compound] = start;
            start =
                [penalty.saturating_add(grown(Bearing::Penalty)), compound.saturating_add(grown(Bearing::Compound))];
        }
        Some(sums)
    }

    fn mantissa(&self, rate: Rate) -> i128 {
        let finer = self.places.saturating_sub(rate.scale());
        rate.mantissa().saturating_mul(10_i128.saturating_pow(finer)).saturating_mul(self.times)
    }
}

/// A base from a day on, that one counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct BaseStep {
    pub(super) on: Date,
    pub(super) base: Money,
}

/// A charge on one installment: its base over time, and what of it has been settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Charge {
    pub(super) steps: Vec<BaseStep>,
    /// Base × rate × days of the steps that have ended, and the mark at which the last one began.
    ended: i128,
    since: i128,
    pub(super) paid: Money,
    pub(super) waived: Money,
}

impl Charge {
    pub(super) fn base(&self) -> Money {
        self.steps.last().map_or(Money::ZERO, |step| step.base)
    }

    /// Gives the charge another base from a day on, of which the mark is given.
    pub(super) fn rebase(&mut self, on: Date, base: Money, mark: i128) {
        self.ended = self.product(mark);
        self.since = mark;
        match self.steps.last_mut() {
            Some(last) if last.base == base => {}
            Some(last) if last.on == on => {
                last.base = base;
                self.join();
            }
            None if !base.is_positive() => {}
            _ => self.steps.push(BaseStep { on, base }),
        }
    }

    /// Takes the last step away where it leads back to the base before it: what was changed twice on one day, and is
    /// as it was, does not end a segment.
    fn join(&mut self) {
        if let [.., before, last] = self.steps.as_slice()
            && before.base == last.base
        {
            self.steps.pop();
        }
    }

    /// Base × rate × days up to a mark.
    fn product(&self, mark: i128) -> i128 {
        let since = mark.saturating_sub(self.since).max(0);
        self.ended.saturating_add(self.base().fen().saturating_mul(since))
    }

    /// What has accrued up to a day, of which the mark is given; and whether it is more than nothing
    /// before it is rounded.
    pub(super) fn accrued(&self, rates: &Rates, bearing: Bearing, to: Date, mark: i128) -> (Money, bool) {
        let rounding = rates.counting.rounding;
        if self.steps.is_empty() {
            return (Money::ZERO, false);
        }
        let Some(sums) = &rates.sums else {
            let charged = rates.charged(&self.steps, bearing, to);
            return (charged.amount, charged.exact > Exact::ZERO);
        };
        let product = self.product(mark);
        (Money::quotient(product, sums.over, rounding), product > 0)
    }

    /// What has accrued up to a day, of which the mark is given, before it is rounded.
    pub(super) fn exact(&self, rates: &Rates, bearing: Bearing, to: Date, mark: i128) -> Exact {
        match &rates.sums {
            Some(sums) => Exact::quotient(self.product(mark), sums.over),
            None => exact_sum(&rates.pieces(&self.steps, bearing, to), &rates.counting),
        }
    }

    /// What of an accrued amount is neither paid nor waived.
    pub(super) fn open(&self, accrued: Money) -> Money {
        accrued.minus_to_zero(self.paid).minus_to_zero(self.waived)
    }
}
