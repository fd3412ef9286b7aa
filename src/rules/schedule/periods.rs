//! The periods of a schedule: when each payment is due, and the stretches of days with one rate and one
//! inflow that interest is worked out on.

use crate::calendar::{Date, DayCount, DayCountContext, DayRange};
use crate::money::annuity::PeriodRate;
use crate::money::{Money, Rate};

/// Months of a year, by which a rate a year becomes one of a month.
const MONTHS_OF_A_YEAR: u64 = 12;

/// How far one due date lies from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many months, each stepped from the first day: 31 January, 28 February, 31 March.
    Months(u32),
    /// So many days.
    Days(u32),
}

/// How a period becomes a part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The months of the step over twelve, whatever the days; a stretch of it by its share of the days.
    /// For a step of days, which has no months, there is no such part: no interest.
    Month,
    /// The days that there are, under a convention.
    ActualDays(DayCount),
}

/// When payments are due, and how their periods count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The day from which interest runs; unknown where all periods count as months.
    pub start_on: Option<Date>,
    /// The day of the first payment; one step after the start where it is not given.
    pub first_due_on: Option<Date>,
    /// The day of the month that payments fall on, or the last of a month that is shorter; by the first
    /// payment where it is not given.
    pub due_day: Option<u32>,
    /// The step from one payment to the next.
    pub every: Every,
    /// How many payments.
    pub count: u32,
    /// How the first period counts.
    pub first: Basis,
    /// How all others count.
    pub later: Basis,
}

impl Calendar {
    /// So many months, each counting as a twelfth of a year.
    #[must_use]
    pub fn monthly(count: u32, first_due_on: Option<Date>) -> Self {
        let every = Every::Months(1);
        Self { start_on: None, first_due_on, due_day: None, every, count, first: Basis::Month, later: Basis::Month }
    }

    /// The day of the last payment, where days are known.
    #[must_use]
    pub fn last_due_on(&self) -> Option<Date> {
        self.due(self.count.saturating_sub(1))
    }

    fn due(&self, index: u32) -> Option<Date> {
        let stepped = match self.first_due_on {
            Some(first) => self.every.after(first, index),
            None => self.every.after(self.start_on?, index.saturating_add(1)),
        };
        Some(self.due_day.map_or(stepped, |day| stepped.on_day(day)))
    }

    fn range(&self, index: u32) -> Option<DayRange> {
        let from = match index.checked_sub(1) {
            Some(before) => self.due(before)?,
            None => self.start_on?,
        };
        Some(DayRange { from, to: self.due(index)? })
    }

    fn basis(&self, index: u32) -> Basis {
        if index == 0 { self.first } else { self.later }
    }

    /// The part of a year of a stretch within a period that has days; without one, of the period as a whole.
    fn part_of_year(&self, index: u32, stretch: Option<DayRange>) -> (u64, u64) {
        let whole = self.range(index);
        match (self.basis(index), stretch.or(whole)) {
            (Basis::ActualDays(day_count), Some(range)) => actual(day_count, range, self.last_due_on()),
            (Basis::ActualDays(_), None) => (0, 1),
            (Basis::Month, _) => {
                let months = self.every.months();
                let shares = stretch.zip(whole);
                let (days, of) = shares.map_or((1, 1), |(part, whole)| (part.days(), whole.days()));
                (months.saturating_mul(u64::from(days)), MONTHS_OF_A_YEAR.saturating_mul(u64::from(of)))
            }
        }
    }
}

impl Every {
    /// The day so many steps after a first one.
    #[must_use]
    pub fn after(self, first: Date, steps: u32) -> Date {
        match self {
            Self::Months(months) => first.plus_months(months.saturating_mul(steps)),
            Self::Days(days) => first.plus_days(days.saturating_mul(steps)),
        }
    }

    fn months(self) -> u64 {
        match self {
            Self::Months(months) => u64::from(months),
            Self::Days(_) => 0,
        }
    }
}

fn actual(day_count: DayCount, range: DayRange, maturity: Option<Date>) -> (u64, u64) {
    day_count.fraction(range, DayCountContext { maturity, end_of_month: false }).over()
}

/// What happens on the way: the rate a year, sums paid out besides the principal, and payments received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course<'a> {
    /// The rate a year at the start.
    pub annual_rate: Rate,
    /// Later rates, each from a day on, the earliest first.
    pub changes: &'a [(Date, Rate)],
    /// Further sums paid out, each on a day.
    pub paid_out: &'a [(Date, Money)],
    /// Payments received, each on a day. Up to the last of them only these count as paid; on that day
    /// whatever is still overdue does too, and every later row on its due date.
    pub received: &'a [(Date, Money)],
}

impl Course<'_> {
    /// One rate all through, and nothing happening.
    #[must_use]
    pub fn steady(annual_rate: Rate) -> Self {
        Self { annual_rate, changes: &[], paid_out: &[], received: &[] }
    }
}

/// Days at one rate, with a sum paid out before them and payments received at their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The sum paid out at its start.
    pub paid_out: Money,
    /// The rate a year.
    pub annual_rate: Rate,
    /// The part of a year that it lasts, as numerator and denominator.
    pub part_of_year: (u64, u64),
    /// The payments received on the day that ends it.
    pub received: Money,
    /// Whether that day is the last of which payments are known, so that what is overdue counts as paid.
    pub is_last_known: bool,
}

impl Stretch {
    /// The interest of the stretch, as a part of what it runs on.
    #[must_use]
    pub fn rate(&self) -> PeriodRate {
        PeriodRate::of(self.annual_rate, self.part_of_year)
    }
}

/// One period, from one payment to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The day of its payment, where days are known.
    pub due_on: Option<Date>,
    /// Its stretches, the earliest first; at least one.
    pub stretches: Vec<Stretch>,
    /// The part of a year that all of it lasts.
    pub part_of_year: (u64, u64),
    /// Whether something happens in it for which the payments are worked out anew.
    pub is_anew: bool,
    /// Whether payments received are known up to its due date, so that what they leave of it is overdue.
    pub is_past: bool,
}

impl Period {
    /// The rate of the period: that of all its stretches together.
    #[must_use]
    pub fn rate(&self) -> PeriodRate {
        self.stretches.iter().map(Stretch::rate).fold(PeriodRate::ZERO, PeriodRate::plus)
    }

    /// The same period with one rate all through, and nothing happening in it.
    #[must_use]
    pub fn at_rate(&self, annual_rate: Rate) -> Self {
        let part_of_year = self.part_of_year;
        let stretch =
            Stretch { paid_out: Money::ZERO, annual_rate, part_of_year, received: Money::ZERO, is_last_known: false };
        Self { due_on: self.due_on, stretches: vec![stretch], part_of_year, is_anew: false, is_past: false }
    }
}

/// The periods of a schedule, the first first. What happens on a due date belongs to the next period.
#[must_use]
pub fn periods(calendar: &Calendar, course: Course<'_>) -> Vec<Period> {
    let mut annual_rate = course.annual_rate;
    let numbered = 0..calendar.count;
    numbered.map(|index| period(calendar, course, index, &mut annual_rate)).collect()
}

fn period(calendar: &Calendar, course: Course<'_>, index: u32, annual_rate: &mut Rate) -> Period {
    let part_of_year = calendar.part_of_year(index, None);
    let due_on = calendar.due(index);
    let is_past = due_on.zip(course.known_until()).is_some_and(|(due, until)| due < until);
    let mut period = Period { due_on, stretches: Vec::new(), part_of_year, is_anew: false, is_past };
    let Some(whole) = calendar.range(index).filter(|range| range.days() > 0) else {
        return period.at_rate(*annual_rate);
    };
    let mut from = whole.from;
    while from < whole.to {
        let to = course.next_event(from).map_or(whole.to, |next| next.min(whole.to));
        let days = DayRange { from, to };
        let part_of_year = calendar.part_of_year(index, Some(days).filter(|days| *days != whole));
        let (rate, paid_out) = (course.rate_on(from), sum_on(course.paid_out, from));
        let received = sum_on(course.received, to);
        let is_last_known = course.known_until() == Some(to);
        let is_start = index == 0 && from == whole.from;
        period.is_anew = period.is_anew || paid_out.is_positive() || (rate != *annual_rate && !is_start);
        *annual_rate = rate;
        period.stretches.push(Stretch { paid_out, annual_rate: rate, part_of_year, received, is_last_known });
        from = to;
    }
    period
}

impl Course<'_> {
    fn rate_on(&self, day: Date) -> Rate {
        let before = self.changes.partition_point(|(from, _)| *from <= day);
        let latest = before.checked_sub(1).and_then(|index| self.changes.get(index));
        latest.map_or(self.annual_rate, |(_, rate)| *rate)
    }

    /// The first day after a day on which something happens.
    fn next_event(&self, day: Date) -> Option<Date> {
        let next_rate = self.changes.get(self.changes.partition_point(|(from, _)| *from <= day));
        let sums = self.paid_out.iter().chain(self.received).map(|(on, _)| *on);
        sums.filter(|event| *event > day).chain(next_rate.map(|(from, _)| *from)).min()
    }

    /// The day of the last payment that was received.
    fn known_until(&self) -> Option<Date> {
        self.received.iter().map(|(on, _)| *on).max()
    }
}

fn sum_on(sums: &[(Date, Money)], day: Date) -> Money {
    let own = sums.iter().filter(|(on, _)| *on == day);
    own.fold(Money::ZERO, |sum, (_, amount)| sum.plus(*amount))
}
