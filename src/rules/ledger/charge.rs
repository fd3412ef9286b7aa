//! Interest on a base over days: the one way in which anything accrues.
//!
//! # What it computes
//! 1. Of the pieces given, the days that are counted: the first day of the first piece and the last of
//!    the last by `daysCounted`. A border between two pieces is the first day of the later one, so
//!    that no day is lost or counted twice.
//! 2. Each piece: base × annual rate × part of a year, by the day count, exactly.
//! 3. Rounding by stage. `segment`: each segment is rounded alone, and the amount is their sum.
//!    `line`, `once`: the exact sum so far is rounded, and a segment's amount is by how much that
//!    grew, so that segments add up to the amount whatever their number.
//!
//! A rate may lie above 1 after a markup or a multiplier.
//!
//! # Which days count
//! With the default, `start`, the first day of a piece is counted and its end is not (算头不算尾).
//! A day bears the rate and the base that hold on it.
//!
//! # Source
//! PBOC yinfa [2005] 129 (days and years); yinfa [2003] 251, para 3 (segments where a rate changes).
//!
//! # Example
//! 60,000.00 × 0.09 × 99 ÷ 360 = 1,485.00, in one piece or in any number.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::calendar::{Date, DayCount, DayCountContext, DayRange, DaysCounted, Fraction};
use crate::limits::AMOUNT_SCALE;
pub use crate::money::Stage;
use crate::money::{Exact, InYuan, Money, Rate, Rounding};

/// A stretch of days on which base and rate stay the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// From its first day to the first day of what follows.
    pub range: DayRange,
    /// What the rate is applied to.
    pub base: Money,
    /// Rate a year, with every markup.
    pub annual_rate: Rate,
}

/// How days and figures are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How days become a part of a year.
    pub day_count: DayCount,
    /// What some day counts look at besides the days.
    pub context: DayCountContext,
    /// Which ends of the whole span are counted.
    pub days_counted: DaysCounted,
    /// Rounding to the fen.
    pub rounding: Rounding,
    /// When it is rounded.
    pub stage: Stage,
}

/// One stretch of days at one rate on one base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// First day, counted.
    pub from: Date,
    /// End, not counted.
    pub to: Date,
    /// Days that the day count counts between them.
    pub days: u32,
    /// What the rate is applied to.
    pub base: Money,
    /// Rate a year, markup included.
    pub annual_rate: Rate,
    /// The unrounded amount in yuan, as a reduced fraction.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub exact: InYuan,
    /// The segment's part of the line's rounded amount.
    pub amount: Money,
    /// The working, in figures.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub formula: Formula,
}

/// The working of a segment, written only when it is read: base × rate × part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What the rate is applied to.
    pub base: Money,
    /// Rate a year.
    pub annual_rate: Rate,
    /// Part of a year.
    pub years: Fraction,
}

impl fmt::Display for Formula {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(formatter)?;
        formatter.write_str(" × ")?;
        self.annual_rate.fmt(formatter)?;
        formatter.write_str(" × ")?;
        self.years.fmt(formatter)
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What pieces bear. The days and amounts of the segments add up to these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charged {
    /// The working, without pieces that hold no day.
    pub segments: Vec<Segment>,
    /// Days that the day count counts.
    pub days: u32,
    /// The unrounded amount.
    pub exact: Exact,
    /// The amount to the fen.
    pub amount: Money,
}

/// An exact sum and what of it has been given out in rounded parts.
///
/// One for each line rounds by line; one for all lines rounds once over all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    exact: Exact,
    units: i128,
}

impl Running {
    /// Nothing yet.
    pub const ZERO: Self = Self { exact: Exact::ZERO, units: 0 };

    /// The exact sum.
    #[must_use]
    pub fn exact(&self) -> Exact {
        self.exact
    }

    /// The rounded parts together, in units of the decimal place that they were added at.
    #[must_use]
    pub fn units(&self) -> i128 {
        self.units
    }

    /// The sums with an exact amount, of which another part was given out than the rounded sum grew by.
    #[must_use]
    pub fn with(self, exact: Exact, part: Money) -> Self {
        Self { exact: self.exact.plus(exact), units: self.units.saturating_add(part.fen()) }
    }

    /// Adds an exact amount; gives its part of the rounded sum.
    pub fn add(&mut self, exact: Exact, rounding: Rounding, stage: Stage) -> Money {
        Money::from_fen(self.add_at(AMOUNT_SCALE, exact, rounding, stage))
    }

    /// As [`Self::add`], in units of another decimal place of the yuan; one place for all that is added.
    pub fn add_at(&mut self, places: u32, exact: Exact, rounding: Rounding, stage: Stage) -> i128 {
        self.exact = self.exact.plus(exact);
        let part = match stage {
            Stage::Segment => exact.units(places, rounding),
            Stage::Once | Stage::Line => self.exact.units(places, rounding).saturating_sub(self.units),
        };
        self.units = self.units.saturating_add(part);
        part
    }
}

/// What pieces bear under terms. Pieces follow each other in time; there may be gaps between them.
///
/// ```
/// use arrears::calendar::{Date, DayCount, DayCountContext, DayRange, DaysCounted};
/// use arrears::money::{Money, Rate, Rounding, Stage};
/// use arrears::rules::ledger::charge::{Piece, Terms, charge};
/// let day = |text| Date::parse(text).unwrap();
/// let piece = |from, to| Piece {
///     range: DayRange { from: day(from), to: day(to) },
///     base: Money::parse("900").unwrap(),
///     annual_rate: Rate::parse("0.09").unwrap(),
/// };
/// let terms = Terms {
///     day_count: DayCount::Act360,
///     context: DayCountContext::default(),
///     days_counted: DaysCounted::Start,
///     rounding: Rounding::HalfUp,
///     stage: Stage::Line,
/// };
/// let charged = charge(&[piece("2025-08-15", "2025-10-01"), piece("2025-10-01", "2025-11-22")], &terms);
/// assert_eq!((charged.days, charged.amount), (99, Money::parse("22.28").unwrap()));
/// ```
#[must_use]
pub fn charge(pieces: &[Piece], terms: &Terms) -> Charged {
    let mut running = Running::ZERO;
    let segments = segments_on(&mut running, pieces, terms);
    let days = segments.iter().fold(0, |days: u32, segment| days.saturating_add(segment.days));
    Charged { segments, days, exact: running.exact(), amount: Money::from_fen(running.units()) }
}

/// The working of pieces as in [`charge`], on top of what has been charged before: with the stage `once` the
/// sum over all calls with one [`Running`] is rounded once.
pub fn segments_on(running: &mut Running, pieces: &[Piece], terms: &Terms) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(pieces.len());
    for piece in counted(pieces, terms.days_counted) {
        let years = terms.day_count.fraction(piece.range, terms.context);
        let exact = exact(piece.base, piece.annual_rate, years);
        segments.push(segment(piece, years, exact, running.add(exact, terms.rounding, terms.stage)));
    }
    segments
}

/// The unrounded amount alone, without the working.
#[must_use]
pub fn exact_sum(pieces: &[Piece], terms: &Terms) -> Exact {
    counted(pieces, terms.days_counted).fold(Exact::ZERO, |sum, piece| {
        let years = terms.day_count.fraction(piece.range, terms.context);
        sum.plus(exact(piece.base, piece.annual_rate, years))
    })
}

/// Base × rate × part of a year, with nothing rounded.
#[must_use]
pub fn exact(base: Money, annual_rate: Rate, years: Fraction) -> Exact {
    let (numerator, denominator) = years.over();
    Exact::interest(base, annual_rate, numerator, denominator)
}

/// The pieces with the days that are counted; those that hold none are left out.
fn counted(pieces: &[Piece], days_counted: DaysCounted) -> impl Iterator<Item = Piece> {
    let first = pieces.first().map(|piece| days_counted.first(piece.range.from));
    let last = pieces.len().saturating_sub(1);
    let pieces = pieces.iter().enumerate().map(move |(index, piece)| {
        let from = first.map_or(piece.range.from, |first| piece.range.from.max(first));
        let to = if index == last { days_counted.end(piece.range.to) } else { piece.range.to };
        Piece { range: DayRange { from, to }, ..*piece }
    });
    pieces.filter(|piece| piece.range.days() > 0)
}

fn segment(piece: Piece, years: Fraction, exact: Exact, amount: Money) -> Segment {
    let Piece { range, base, annual_rate } = piece;
    let formula = Formula { base, annual_rate, years };
    let (from, to, days) = (range.from, range.to, years.days());
    Segment { from, to, days, base, annual_rate, exact: InYuan(exact), amount, formula }
}
