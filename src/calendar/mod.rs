//! Dates, half-open ranges of days, day counts and steps of months.
//!
//! This is the only module that knows `chrono`.

mod day_count;

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Serialize, Serializer};

use crate::json::{Digits, Figure, KEYS_OF_DATES, serialize_figure};
use crate::limits::{DATE_MAX, DATE_MIN};

pub use self::day_count::{DayCount, DayCountContext, DaysCounted, Fraction};

/// The number of 1 January 1970, from which `chrono` counts.
const EPOCH: i32 = 719_163;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not `YYYY-MM-DD`, or not a day of the calendar.
    NotADate,
    /// Before [`DATE_MIN`] or after [`DATE_MAX`].
    OutOfRange,
}

/// A day of the Gregorian calendar, written `YYYY-MM-DD`.
///
/// ```
/// use arrears::calendar::Date;
/// let due = Date::parse("2025-08-15").unwrap();
/// let as_of = Date::parse("2025-11-22").unwrap();
/// assert_eq!(due.days_until(as_of), 99);
/// assert!(Date::parse("2025-02-29").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    day: NaiveDate,
    /// Its [`Date::day_number`], kept where many cases are worked on: there days are mostly counted.
    #[cfg(feature = "portfolio")]
    number: i32,
}

impl Date {
    /// The last day of the calendar, long after every day of a case.
    pub const LAST: Self = Self::of(NaiveDate::MAX);

    /// The earliest day that a case can give.
    pub const EARLIEST: Self = Self::of(bound(DATE_MIN, NaiveDate::MIN));

    /// The latest day that a case can give.
    pub const LATEST: Self = Self::of(bound(DATE_MAX, NaiveDate::MAX));

    const fn of(day: NaiveDate) -> Self {
        Self {
            day,
            #[cfg(feature = "portfolio")]
            number: day.to_epoch_days().saturating_add(EPOCH),
        }
    }

    /// Reads `YYYY-MM-DD`, exactly ten ASCII characters.
    ///
    /// # Errors
    /// [`DateError`] when the text is no such day, or lies outside the bounds of a case.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let date = Self::of(written(text.as_bytes()).ok_or(DateError::NotADate)?);
        if date.is_in_bounds() { Ok(date) } else { Err(DateError::OutOfRange) }
    }

    /// Reads the bytes of `YYYY-MM-DD`, as [`Date::parse`] does.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        written(bytes).map(Self::of).filter(|date| date.is_in_bounds())
    }

    fn is_in_bounds(self) -> bool {
        self.day >= Self::EARLIEST.day && self.day <= Self::LATEST.day
    }

    /// Reads `YYYY-MM-DD` as computed dates are written: a day of an answer may lie past the bounds of
    /// a case, such as the last payment of a plan.
    #[must_use]
    pub fn parse_computed(text: &str) -> Option<Self> {
        written(text.as_bytes()).map(Self::of)
    }

    /// Days from the first of January of the year 1, that day being 1.
    #[must_use]
    pub fn day_number(self) -> i32 {
        #[cfg(feature = "portfolio")]
        let number = self.number;
        #[cfg(not(feature = "portfolio"))]
        let number = self.day.to_epoch_days().saturating_add(EPOCH);
        number
    }

    /// Days from this day (counted) to the other (not counted); below zero when the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.day_number().saturating_sub(self.day_number())
    }

    /// The day so many days later. Past the end of the calendar, the last day.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self::of(self.day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
    }

    /// The day so many days earlier. Before the start of the calendar, the first day.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self::of(self.day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN))
    }

    /// Whether the day is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The same day of the month so many months later, or the last day of a month that is shorter.
    ///
    /// Step from the original day each time: 31 January, 28 February, 31 March.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self::of(self.day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX))
    }

    /// Whole months from this day to another: the most that can be stepped without passing it. None where it
    /// lies before.
    ///
    /// ```
    /// use arrears::calendar::Date;
    /// let day = |text| Date::parse(text).unwrap();
    /// assert_eq!(day("2025-01-31").months_until(day("2025-02-28")), 1);
    /// assert_eq!(day("2025-01-15").months_until(day("2026-01-14")), 11);
    /// assert_eq!(day("2025-01-15").months_until(day("2025-01-14")), 0);
    /// ```
    #[must_use]
    pub fn months_until(self, other: Self) -> u32 {
        let years = other.year().saturating_sub(self.year());
        let months = i64::from(other.month()).saturating_sub(i64::from(self.month()));
        let stepped = u32::try_from(i64::from(years).saturating_mul(12).saturating_add(months)).unwrap_or(0);
        if self.plus_months(stepped) > other { stepped.saturating_sub(1) } else { stepped }
    }

    /// The same day so many years later, or 28 February where it has none.
    #[must_use]
    pub fn plus_years(self, years: u32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// The same day so many years earlier, or 28 February where it has none.
    #[must_use]
    pub fn minus_years(self, years: u32) -> Self {
        Self::of(self.day.checked_sub_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MIN))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.day.year()
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u32 {
        self.day.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.day.day()
    }

    /// Whether the year of the day has a 29 February.
    #[must_use]
    pub fn is_in_leap_year(self) -> bool {
        self.day.leap_year()
    }

    /// Whether the day is the last of February.
    #[must_use]
    pub fn is_last_of_february(self) -> bool {
        self.month() == 2 && self.plus_days(1).month() == 3
    }
}

impl Date {
    /// The given day of the same month, or its last day where it has fewer.
    ///
    /// ```
    /// use arrears::calendar::Date;
    /// let date = Date::parse("2026-02-10").unwrap();
    /// assert_eq!(date.on_day(15).to_string(), "2026-02-15");
    /// assert_eq!(date.on_day(31).to_string(), "2026-02-28");
    /// ```
    #[must_use]
    pub fn on_day(self, day: u32) -> Self {
        let end = || self.day.with_day(1).map(|first| Self::of(first).plus_months(1).minus_days(1));
        self.day.with_day(day).map(Self::of).or_else(end).unwrap_or(self)
    }
}

impl Date {
    fn text(self) -> Digits {
        let two = |number: u32| u8::try_from(number).unwrap_or(0);
        let mut text = Digits::default();
        text.two(two(self.day.day())).sign(b'-').two(two(self.day.month())).sign(b'-');
        text.number(self.day.year().unsigned_abs().into(), 4);
        text
    }
}

impl Figure for Date {
    fn key(&self) -> Option<u32> {
        u32::try_from(self.day_number()).ok().map(|day| day | KEYS_OF_DATES)
    }

    fn digits(&self) -> Option<Digits> {
        Some(self.text())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text().text())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_figure(self, serializer)
    }
}

/// A day of a bound; the end of the calendar where it is no day.
const fn bound((year, month, day): (i32, u32, u32), end: NaiveDate) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => end,
    }
}

fn written(bytes: &[u8]) -> Option<NaiveDate> {
    let written: &[u8; 10] = bytes.try_into().ok()?;
    let (front, day) = written.split_last_chunk::<2>()?;
    // The bytes stand with the first one lowest. What differs from these ones is each digit, and nothing at a dash.
    let digits = u64::from_le_bytes(front.try_into().ok()?) ^ u64::from_le_bytes(*b"0000-00-");
    let above = digits.wrapping_add(u64::from_le_bytes([0x76, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f]));
    if ((digits | above) & 0x8080_8080_8080_8080) != 0 {
        return None;
    }
    // INVARIANT: no two digits come to more than a byte holds.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let pair = |place: u32| u32::try_from((pairs >> place) & 0xff).unwrap_or(0);
    let year = pair(0).checked_mul(100)?.checked_add(pair(16))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, pair(40), two_digits(*day)?)
}

fn two_digits([tens, ones]: [u8; 2]) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| u32::from(tens).wrapping_mul(10).wrapping_add(u32::from(ones)))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| byte.checked_sub(b'0'))??;
        number.checked_mul(10)?.checked_add(u32::from(digit))
    })
}

/// Reads a time of day, `HH:MM` or `HH:MM:SS`, as whole minutes after midnight.
#[must_use]
pub fn minute_of_day(text: &str) -> Option<u32> {
    let mut parts = text.split(':').map(|part| {
        let two_digits = part.len() == 2;
        digits(part.as_bytes()).filter(|_| two_digits)
    });
    let hours = parts.next()?.filter(|hours| *hours < 24)?;
    let minutes = parts.next()?.filter(|minutes| *minutes < 60)?;
    let seconds_fit = parts.next().is_none_or(|seconds| seconds.is_some_and(|seconds| seconds < 60));
    let ended = parts.next().is_none();
    if seconds_fit && ended { hours.checked_mul(60)?.checked_add(minutes) } else { None }
}

/// A local time of day as it is written, `HH:MM`, from whole minutes after midnight.
#[must_use]
pub fn time_of_day(minute: u32) -> String {
    let hours = minute.checked_div(60).unwrap_or(0);
    let minutes = minute.checked_rem(60).unwrap_or(0);
    format!("{hours:02}:{minutes:02}")
}

/// A day, and the local time of day where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub on: Date,
    /// Whole minutes after midnight.
    pub minute: Option<u32>,
}

impl Moment {
    /// Whether this lies before the other moment; `None` when both are on one day and a time of day
    /// is not known. Two moments of the same minute do not lie before each other.
    #[must_use]
    pub fn is_before(self, other: Self) -> Option<bool> {
        if self.on != other.on {
            return Some(self.on < other.on);
        }
        self.minute.zip(other.minute).map(|(own, other)| own < other)
    }
}

/// A range of days: the first is counted, the last is not (算头不算尾).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// First day, counted.
    pub from: Date,
    /// End of the range, not counted.
    pub to: Date,
}

impl DayRange {
    /// How many days it holds; none when the end does not lie after the start.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(self.from.days_until(self.to)).unwrap_or(0)
    }

    /// How many of its days lie in other ranges, such as pauses. These stand by first day and may overlap; a
    /// day in two of them counts once.
    ///
    /// ```
    /// use arrears::calendar::{Date, DayRange};
    /// let day = |text| Date::parse(text).unwrap();
    /// let range = |from, to| DayRange { from: day(from), to: day(to) };
    /// let pauses = [range("2025-01-01", "2025-01-10"), range("2025-01-05", "2025-01-20")];
    /// assert_eq!(range("2025-01-08", "2025-02-01").days_in(&pauses), 12);
    /// ```
    #[must_use]
    pub fn days_in(self, others: &[Self]) -> u32 {
        let (mut days, mut from) = (0_u32, self.from);
        for other in others {
            let to = other.to.min(self.to);
            days = days.saturating_add(Self { from: from.max(other.from), to }.days());
            from = from.max(to);
        }
        days
    }
}

/// A local time of day as it is written, `HH:MM`.
#[cfg(feature = "schema")]
#[derive(Debug)]
pub struct TimeOfDay;

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Date, DayCount, TimeOfDay};

    impl JsonSchema for Date {
        fn schema_name() -> Cow<'static, str> {
            "Date".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "format": "date",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "description": "A day of the calendar, `YYYY-MM-DD`.",
            })
        }
    }

    impl JsonSchema for TimeOfDay {
        fn schema_name() -> Cow<'static, str> {
            "TimeOfDay".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
                "description": "A local time of day, `HH:MM`.",
            })
        }
    }

    impl JsonSchema for DayCount {
        fn schema_name() -> Cow<'static, str> {
            "DayCount".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            let names = Self::NAMES.map(|(name, _)| name);
            json_schema!({
                "type": "string",
                "enum": names,
                "description": "How a range of days becomes a part of a year.",
            })
        }
    }
}
