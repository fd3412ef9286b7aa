//! Money in whole fen, rates and shares as decimals, exact fractions, and the named roundings.
//!
//! This is the only module that rounds, and the only one that knows `rust_decimal`. Additions
//! saturate: [`crate::limits`] keeps every figure many orders of magnitude below the ends of 128
//! bits, so saturation is unreachable from input and stands only where a panic would otherwise be.

pub mod annuity;
mod division;
mod exact;
mod factor;
mod fixed;
mod natural;

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::json::{Digits, Figure, KEYS_OF_DATES, serialize_figure};
use crate::limits::{AMOUNT_MAX_FEN, AMOUNT_SCALE, NUMBER_BYTES_MAX, RATE_SCALE};
use crate::money::division::{divide, rounded_short};

pub use self::exact::{Exact, InYuan, Ratio};
pub use self::factor::Factor;
pub use self::fixed::Fixed;

/// Whether figures that fit into 64 bits are worked out in them first: where many cases are worked on. The engine that
/// answers one case does without, so that it stays small; its figures are the same.
pub const FAST: bool = cfg!(feature = "portfolio");

/// How a figure between two fen becomes one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Rounding {
    /// To the nearest; a half goes away from zero (四舍五入).
    HalfUp,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    /// Every mode, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] =
        [("halfUp", Self::HalfUp), ("halfEven", Self::HalfEven), ("down", Self::Down), ("up", Self::Up)];
}

/// At what stage figures are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The sum of everything.
    #[default]
    Once,
    /// Each line: one arrear and one component.
    Line,
    /// Each segment.
    Segment,
}

impl Stage {
    /// Every stage, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("once", Self::Once), ("line", Self::Line), ("segment", Self::Segment)];
}

/// Why a text is not an amount or a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not digits with an optional point.
    Malformed,
    /// Below zero.
    Negative,
    /// More decimal places than the field has.
    TooManyDecimals,
    /// Above the bound of the field.
    TooLarge,
}

/// An amount of money in yuan, held as whole fen.
///
/// Units: one fen is 0.01 yuan. Printed with two decimals and a point in every locale.
///
/// ```
/// use arrears::money::Money;
/// let amount = Money::parse("60000").unwrap();
/// assert_eq!(amount.to_string(), "60000.00");
/// assert!(Money::parse("1.001").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i128);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of whole fen.
    #[must_use]
    pub const fn from_fen(fen: i128) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i128 {
        self.0
    }

    /// Reads digits with an optional point and at most two decimals.
    ///
    /// # Errors
    /// [`DecimalError`] when the text is malformed, below zero, finer than a fen, or above
    /// [`AMOUNT_MAX_FEN`].
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let fen = scaled(text, AMOUNT_SCALE)?;
        if fen > AMOUNT_MAX_FEN { Err(DecimalError::TooLarge) } else { Ok(Self(fen)) }
    }

    /// Reads bytes that are digits with an optional point and at most two decimals, as [`Money::parse`] does; none
    /// where it would refuse them, and where they are written in a way that is rare.
    #[must_use]
    pub fn read_plain(bytes: &[u8]) -> Option<Self> {
        let fen = fen_at_once(bytes).map(i128::from).or_else(|| scaled_plain(bytes, AMOUNT_SCALE));
        fen.filter(|fen| *fen <= AMOUNT_MAX_FEN).map(Self)
    }

    /// Whether the amount is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The sum of two amounts.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference of two amounts; below zero where the other is larger.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The difference of two amounts, but not below zero.
    #[must_use]
    pub fn minus_to_zero(self, other: Self) -> Self {
        self.minus(other).max(Self::ZERO)
    }

    /// So many times the amount.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        let count = i128::from(count);
        Self(short_product(self.0, count).map_or_else(|| self.0.saturating_mul(count), i128::from))
    }

    /// One of so many equal parts, rounded to the fen.
    #[must_use]
    pub fn divided(self, parts: u32, rounding: Rounding) -> Self {
        Self(divide(self.0, i128::from(parts.max(1)), rounding))
    }

    /// The fen of equal parts, each rounded, and of the last part, which takes the residue: as [`Money::divided`] gives
    /// them, where nothing is below zero and all fits into 64 bits.
    #[must_use]
    pub fn split_short(self, parts: u32, rounding: Rounding) -> Option<(u64, u64)> {
        let (total, parts) = (u64::try_from(self.0).ok()?, u64::from(parts.max(1)));
        let each = rounded_short(total, parts, rounding)?;
        let last = total.checked_sub(each.checked_mul(parts.saturating_sub(1))?)?;
        Some((each, last))
    }

    /// A fraction of whole fen, rounded to the fen. The divisor is above zero.
    #[must_use]
    pub fn quotient(fen: i128, over: i128, rounding: Rounding) -> Self {
        Self(divide(fen, over.max(1), rounding))
    }

    /// A share of the amount, rounded to the fen.
    #[must_use]
    pub fn share(self, share: Rate, rounding: Rounding) -> Self {
        Self(divide(self.0.saturating_mul(share.mantissa()), share.denominator(), rounding))
    }

    /// The amount × `by` ÷ `over`, rounded to the fen; nothing over a rate of zero.
    #[must_use]
    pub fn scaled(self, by: Rate, over: Rate, rounding: Rounding) -> Self {
        let numerator = self.0.saturating_mul(by.mantissa()).saturating_mul(over.denominator());
        match over.mantissa().saturating_mul(by.denominator()) {
            0 => Self::ZERO,
            denominator => Self(divide(numerator, denominator, rounding)),
        }
    }

    /// The amount of which this is the given share, rounded to the fen; nothing for a share of zero.
    #[must_use]
    pub fn whole_of_share(self, share: Rate, rounding: Rounding) -> Self {
        match share.mantissa() {
            0 => Self::ZERO,
            mantissa => Self(divide(self.0.saturating_mul(share.denominator()), mantissa, rounding)),
        }
    }
}

impl Figure for Money {
    fn key(&self) -> Option<u32> {
        u32::try_from(self.0).ok().filter(|fen| *fen < KEYS_OF_DATES)
    }

    fn digits(&self) -> Option<Digits> {
        let fen = u64::try_from(self.0.unsigned_abs()).ok()?;
        let mut text = Digits::default();
        text.two(u8::try_from(fen % 100).unwrap_or(0)).sign(b'.').number(fen / 100, 1);
        if self.0 < 0 {
            text.sign(b'-');
        }
        Some(text)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits() {
            Some(text) => formatter.write_str(text.text()),
            None => Fixed { units: self.0, places: AMOUNT_SCALE }.fmt(formatter),
        }
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_figure(self, serializer)
    }
}

/// A rate a year, or a share of a whole: a decimal between 0 and 1, without trailing zeros.
///
/// ```
/// use arrears::money::Rate;
/// assert_eq!(Rate::parse("6%").unwrap(), Rate::parse("0.06").unwrap());
/// assert!(Rate::parse("6").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The whole.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads a decimal such as `0.06`, or per cent such as `6%`.
    ///
    /// # Errors
    /// [`DecimalError`] when the text is malformed, below zero, above one, or finer than
    /// [`RATE_SCALE`] decimals (after a per-cent sign has been applied).
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let decimal = decimal(text)?;
        if decimal > Decimal::ONE { Err(DecimalError::TooLarge) } else { Ok(Self(decimal)) }
    }

    /// Reads bytes as [`Rate::parse`] does; none where it would refuse them, and where they are written in a way that
    /// is rare.
    #[must_use]
    pub fn read_plain(bytes: &[u8]) -> Option<Self> {
        let (digits, percent_places) = match bytes.split_last() {
            Some((b'%', digits)) => (digits, 2),
            _ => (bytes, 0),
        };
        let (units, fraction) = plain_digits(digits)?;
        let scale = fraction.checked_add(percent_places).filter(|scale| *scale <= RATE_SCALE)?;
        let whole = POWERS.get(usize::try_from(scale).ok()?)?;
        let units = Some(units).filter(|units| units <= whole)?;
        Some(Self(without_trailing_zeros(i64::try_from(units).ok()?, scale)))
    }

    /// The number of decimal places, without trailing zeros.
    #[must_use]
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// The rate moved by a difference, up or down; never below zero.
    #[must_use]
    pub fn moved_by(self, difference: Self, down: bool) -> Self {
        let sum = if down { self.0.checked_sub(difference.0) } else { self.0.checked_add(difference.0) };
        Self(sum.unwrap_or(Decimal::MAX).max(Decimal::ZERO).normalize())
    }

    /// The share of a count, rounded down to a whole number.
    #[must_use]
    pub fn of_count(self, count: u32) -> u32 {
        let product = self.mantissa().saturating_mul(i128::from(count));
        u32::try_from(divide(product, self.denominator(), Rounding::Down)).unwrap_or(u32::MAX)
    }

    /// The rate raised by a markup: rate × (1 + markup), exactly.
    #[must_use]
    pub fn raised_by(self, markup: Self) -> Self {
        if FAST && let Some(raised) = self.raised_short(markup) {
            return raised;
        }
        let factor = Decimal::ONE.checked_add(markup.0).unwrap_or(Decimal::MAX);
        Self(self.0.checked_mul(factor).unwrap_or(Decimal::MAX).normalize())
    }

    /// As [`Rate::raised_by`], where every figure fits into 64 bits.
    fn raised_short(self, markup: Self) -> Option<Self> {
        let whole = POWERS.get(usize::try_from(markup.scale()).ok()?)?;
        let factor = i64::try_from(*whole).ok()?.checked_add(i64::try_from(markup.mantissa()).ok()?)?;
        let units = i64::try_from(self.mantissa()).ok()?.checked_mul(factor)?;
        let scale = self.scale().checked_add(markup.scale()).filter(|scale| *scale <= Decimal::MAX_SCALE)?;
        Some(Self(without_trailing_zeros(units, scale)))
    }

    /// Whether the rate is above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        !self.0.is_zero()
    }

    /// The digits of the rate as a whole number: the numerator over [`Rate::denominator`].
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// The power of ten under the [`Rate::mantissa`].
    #[must_use]
    pub fn denominator(self) -> i128 {
        power_of_ten(self.0.scale())
    }
}

impl Figure for Rate {
    fn digits(&self) -> Option<Digits> {
        if self.scale() > 0 {
            return Fixed { units: self.mantissa(), places: self.scale() }.digits();
        }
        let mut text = Digits::default();
        text.number(u64::try_from(self.mantissa()).ok()?, 1);
        Some(text)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.digits(), self.scale()) {
            (Some(text), _) => formatter.write_str(text.text()),
            (None, 0) => self.mantissa().fmt(formatter),
            (None, places) => Fixed { units: self.mantissa(), places }.fmt(formatter),
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_figure(self, serializer)
    }
}

/// A part of a whole, both in money, compared exactly and shown to four places, rounded up.
///
/// A part of nothing is above every share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareOf {
    /// The part.
    pub part: Money,
    /// What it is a part of.
    pub whole: Money,
}

impl ShareOf {
    /// Compares part ÷ whole with a share, without dividing.
    #[must_use]
    pub fn compare(self, share: Rate) -> std::cmp::Ordering {
        let (part, whole) = (self.part.fen(), self.whole.fen());
        let (digits, over) = (share.mantissa(), share.denominator());
        if let Some((left, right)) = short_product(part, over).zip(short_product(whole, digits)) {
            return left.cmp(&right);
        }
        part.saturating_mul(over).cmp(&whole.saturating_mul(digits))
    }

    /// The share to four places, rounded up; `None` of nothing.
    #[must_use]
    pub fn shown(self) -> Option<String> {
        self.fixed().map(|share| share.to_string())
    }

    fn fixed(self) -> Option<Fixed> {
        let units = || divide(self.part.fen().saturating_mul(10_000), self.whole.fen(), Rounding::Up);
        self.whole.is_positive().then(|| Fixed { units: units(), places: 4 })
    }
}

impl Serialize for ShareOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fixed().serialize(serializer)
    }
}

/// The product of two numbers where it fits into 64 bits with them, as nearly every figure does.
fn short_product(left: i128, right: i128) -> Option<i64> {
    i64::try_from(left).ok()?.checked_mul(i64::try_from(right).ok()?)
}

/// Reads a decimal, or per cent with its sign, of at most [`RATE_SCALE`] places.
fn decimal(text: &str) -> Result<Decimal, DecimalError> {
    let (digits, percent_places) = match text.strip_suffix('%') {
        Some(digits) => (digits, 2),
        None => (text, 0),
    };
    let scaled = scaled(digits, RATE_SCALE.saturating_sub(percent_places))?;
    if let Ok(units) = i64::try_from(scaled) {
        return Ok(without_trailing_zeros(units, RATE_SCALE));
    }
    let decimal = Decimal::try_from_i128_with_scale(scaled, RATE_SCALE).map_err(|_| DecimalError::TooLarge)?;
    Ok(decimal.normalize())
}

/// A decimal of so many units of the last place, with no place more than it needs.
fn without_trailing_zeros(mut units: i64, mut scale: u32) -> Decimal {
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale = scale.saturating_sub(1);
    }
    Decimal::new(units, scale)
}

/// As [`scaled`], of a text that is short and has nothing but digits around at most one point. Most have.
fn scaled_plain(text: &[u8], places: u32) -> Option<i128> {
    let (units, fraction) = plain_digits(text)?;
    let missing = places.checked_sub(fraction)?;
    let factor = POWERS.get(usize::try_from(missing).ok()?)?;
    units.checked_mul(*factor).map(i128::from)
}

/// The digits of a text as one number, and how many of them stand behind the point; none where it is long, or has more
/// than digits around at most one point.
fn plain_digits(text: &[u8]) -> Option<(u64, u32)> {
    let (mut units, mut fraction) = (0_u64, None);
    if text.is_empty() || text.len() > PLAIN_BYTES_MAX {
        return None;
    }
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            // INVARIANT: so few digits stay below 2^64.
            units = units.wrapping_mul(10).wrapping_add(u64::from(digit));
            fraction = fraction.map(|digits: u32| digits.wrapping_add(1));
        } else if *byte == b'.' && fraction.is_none() {
            fraction = Some(0);
        } else {
            return None;
        }
    }
    match fraction {
        Some(0) => None,
        Some(_) if text.first() == Some(&b'.') => None,
        fraction => Some((units, fraction.unwrap_or(0))),
    }
}

/// The fen of a text of 4 to 16 bytes that has two digits behind its point, as most amounts are written: eight bytes are
/// read in one step. None of any other text.
fn fen_at_once(text: &[u8]) -> Option<u64> {
    let (before, eight) = match text.split_last_chunk::<8>() {
        Some((before, eight)) if before.len() <= 8 => (before, u64::from_le_bytes(*eight)),
        Some(_) => return None,
        None => (&[][..], behind_zeros(text)?),
    };
    let mut more = 0_u64;
    for byte in before {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        // INVARIANT: eight digits at most.
        more = more.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    // The bytes stand with the first one lowest: five digits, the point, two digits. The point makes room for a zero in
    // front of all.
    let (point, cents, whole) = ((eight >> 40) & 0xff, eight & 0xffff_0000_0000_0000, eight & 0xff_ffff_ffff);
    let digits = digits_at_once(cents | (whole << 8) | u64::from(b'0')).filter(|_| point == u64::from(b'.'))?;
    Some(more.wrapping_mul(10_000_000).wrapping_add(digits))
}

/// Four to seven bytes as eight, behind zeros.
fn behind_zeros(text: &[u8]) -> Option<u64> {
    let (first, last) = (text.first_chunk::<4>()?, text.last_chunk::<4>()?);
    let missing = u32::try_from(8_usize.checked_sub(text.len())?).ok()?.checked_mul(8)?;
    let zeros = ZEROS.checked_shr(u64::BITS.checked_sub(missing)?)?;
    let first = u64::from(u32::from_le_bytes(*first)).checked_shl(missing)?;
    Some(zeros | first | (u64::from(u32::from_le_bytes(*last)) << 32))
}

const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);

/// The number that eight bytes are, the first of them lowest; none where one is no digit.
fn digits_at_once(eight: u64) -> Option<u64> {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    let above = eight.wrapping_add(0x0606_0606_0606_0606);
    if (eight & HIGH) != ZEROS || (above & HIGH) != ZEROS {
        return None;
    }
    // INVARIANT: pairs of digits, of pairs and of fours stay within their bytes; what overflows is dropped.
    let ones = eight ^ ZEROS;
    let pairs = (ones.wrapping_mul(10).wrapping_add(ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some(fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff)
}

/// So many digits fit into 64 bits, whatever they are.
const PLAIN_BYTES_MAX: usize = 19;

/// Reads digits with an optional point as a whole number of units of `10^-places`.
fn scaled(text: &str, places: u32) -> Result<i128, DecimalError> {
    if let Some(units) = scaled_plain(text.as_bytes(), places) {
        return Ok(units);
    }
    let (unsigned, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return Err(DecimalError::Malformed);
    }
    let fraction = fraction.unwrap_or("");
    let nothing = whole.bytes().chain(fraction.bytes()).all(|digit| digit == b'0');
    if negative && !nothing {
        return Err(DecimalError::Negative);
    }
    let missing_places = usize::try_from(places)
        .ok()
        .and_then(|places| places.checked_sub(fraction.len()))
        .ok_or(DecimalError::TooManyDecimals)?;
    let mut digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', missing_places));
    digits.try_fold(0_i128, push_digit).ok_or(DecimalError::TooLarge)
}

fn push_digit(number: i128, digit: u8) -> Option<i128> {
    number.checked_mul(10)?.checked_add(i128::from(digit.checked_sub(b'0')?))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn power_of_ten(exponent: u32) -> i128 {
    let short = usize::try_from(exponent).ok().and_then(|exponent| POWERS.get(exponent));
    short.map_or_else(|| 10_i128.saturating_pow(exponent), |power| i128::from(*power))
}

/// The powers of ten of most figures.
const POWERS: [u64; 11] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000];

/// Writes a number that has an exponent (`1e-7`, as JavaScript prints small numbers) without one: the point
/// is moved in the text, so that no digit is lost. `None` when the text is no such number, or longer than
/// [`NUMBER_BYTES_MAX`] either way.
///
/// ```
/// use arrears::money::without_exponent;
/// assert_eq!(without_exponent("1e-7").as_deref(), Some("0.0000001"));
/// assert_eq!(without_exponent("-1.25E+1").as_deref(), Some("-12.5"));
/// assert_eq!(without_exponent("-1.0010275720321722e18").as_deref(), Some("-1001027572032172200"));
/// assert_eq!(without_exponent("1e999999999"), None);
/// ```
#[must_use]
pub fn without_exponent(text: &str) -> Option<String> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let moved = usize::try_from(exponent.unsigned_abs()).ok()?;
    if text.len() > NUMBER_BYTES_MAX || moved > NUMBER_BYTES_MAX {
        return None;
    }
    let (sign, unsigned) = digits.strip_prefix('-').map_or(("", digits), |unsigned| ("-", unsigned));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let zeros = "0".repeat(moved);
    let (whole, fraction) = if exponent < 0 {
        let padded = format!("{zeros}{whole}");
        let (whole, moved) = padded.split_at_checked(whole.len())?;
        (whole.to_owned(), format!("{moved}{fraction}"))
    } else {
        let padded = format!("{fraction}{zeros}");
        let (moved, fraction) = padded.split_at_checked(moved)?;
        (format!("{whole}{moved}"), fraction.to_owned())
    };
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let (whole, point) = (if whole.is_empty() { "0" } else { whole }, if fraction.is_empty() { "" } else { "." });
    Some(format!("{sign}{whole}{point}{fraction}")).filter(|plain| plain.len() <= NUMBER_BYTES_MAX)
}

/// The texts that are a rate, as a pattern of JSON Schema: below 1, then 1, then the same in per cent.
#[cfg(feature = "schema")]
pub(crate) const RATE_PATTERN: &str = "-?0+([.]0{1,10})?|0+[.][0-9]{1,10}|0*1([.]0{1,10})?\
    |-?0+([.]0{1,8})?%|0*[0-9]{1,2}([.][0-9]{1,8})?%|0*100([.]0{1,8})?%";

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Money, RATE_PATTERN, Rate, ShareOf};

    impl JsonSchema for Money {
        fn schema_name() -> Cow<'static, str> {
            "Money".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            if generator.contract().is_serialize() {
                return json_schema!({
                    "type": "string",
                    "pattern": "^-?[0-9]+[.][0-9]{2}$",
                    "description": "An amount in yuan with two decimals.",
                });
            }
            json_schema!({
                "description": "An amount in yuan up to 999999999999.99: digits with at most two decimals, as text or as \
                    a number. Of a number this schema does not tell the decimals, which binary fractions blur.",
                "anyOf": [
                    { "type": "string", "pattern": "^(0*[0-9]{1,12}([.][0-9]{1,2})?|-0+([.]0{1,2})?)$" },
                    { "type": "number", "minimum": 0, "maximum": 999_999_999_999.99 },
                ],
            })
        }
    }

    impl JsonSchema for Rate {
        fn schema_name() -> Cow<'static, str> {
            "Rate".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            if generator.contract().is_serialize() {
                return json_schema!({
                    "type": "string",
                    "pattern": "^[0-9]+([.][0-9]+)?$",
                    "description": "A rate a year or a share, from 0 to 1.",
                });
            }
            json_schema!({
                "description": "A rate a year or a share, from 0 to 1: a decimal of at most ten places, or per cent with \
                    its sign and at most eight. Of a number this schema does not tell the places.",
                "anyOf": [
                    { "type": "string", "pattern": format!("^({RATE_PATTERN})$") },
                    { "type": "number", "minimum": 0, "maximum": 1 },
                ],
            })
        }
    }

    impl JsonSchema for ShareOf {
        fn schema_name() -> Cow<'static, str> {
            "Share".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": ["string", "null"],
                "pattern": "^[0-9]+[.][0-9]{4}$",
                "description": "A share of a whole to four places, rounded up; null where the whole is nothing.",
            })
        }
    }
}
