//! Decimal digits, written from the last to the first.

use std::fmt::Display;

use serde::{Serialize, Serializer};

/// A short text of digits and signs that is put together from its end.
///
/// ```
/// use arrears::json::Digits;
/// let mut text = Digits::default();
/// assert_eq!(text.number(5, 2).sign(b'.').number(1485, 1).text(), "1485.05");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Digits {
    bytes: [u8; Self::ROOM],
    length: usize,
    /// Whether something had no room.
    cut: bool,
}

impl Digits {
    /// A number of 64 bits, a sign, two more digits, and the zeros that are first written in front of them.
    const ROOM: usize = 32;

    /// Puts a number in front, with zeros before it up to so many digits, at most eight. What is beyond the room is
    /// left out.
    pub fn number(&mut self, number: u64, least: usize) -> &mut Self {
        let (mut number, mut least) = (number, least);
        while number >= EIGHT_END {
            self.eight(number % EIGHT_END, 8);
            number /= EIGHT_END;
            least = 1;
        }
        self.eight(number, least)
    }

    /// Puts a number below 10^8 in front. All of its eight digits are written, and those that count are kept.
    fn eight(&mut self, number: u64, least: usize) -> &mut Self {
        let digits = eight_digits(number);
        let zeros = usize::try_from(digits.trailing_zeros() / 8).unwrap_or(0);
        let end = Self::ROOM.saturating_sub(self.length);
        match end.checked_sub(8).and_then(|start| self.bytes.get_mut(start..)?.first_chunk_mut()) {
            Some(places) => *places = (digits | ZEROS).to_le_bytes(),
            None => self.cut = true,
        }
        self.length = self.length.saturating_add(8_usize.saturating_sub(zeros).max(least));
        self
    }

    /// Puts an ASCII sign in front.
    pub fn sign(&mut self, sign: u8) -> &mut Self {
        self.length = self.length.saturating_add(1);
        match Self::ROOM.checked_sub(self.length).and_then(|place| self.bytes.get_mut(place)) {
            Some(place) => *place = sign,
            None => self.cut = true,
        }
        self
    }

    /// Puts a number below 100 in front, as two digits.
    pub fn two(&mut self, number: u8) -> &mut Self {
        self.sign(b'0' | (number % 10)).sign(b'0' | (number / 10))
    }

    /// The text put together.
    #[must_use]
    pub fn text(&self) -> &str {
        str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(Self::ROOM.saturating_sub(self.length)..).unwrap_or_default()
    }
}

/// What is written as digits and signs.
pub trait Figure: Display {
    /// A number by which the figure is known among all figures of an answer, where it has one.
    fn key(&self) -> Option<u32> {
        None
    }

    /// Its text, where that is short.
    fn digits(&self) -> Option<Digits>;
}

/// Writes a figure: the engine's own serializer is told its key first, and the text only where it wants it.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_figure<S: Serializer>(figure: &dyn Figure, serializer: S) -> Result<S::Ok, S::Error> {
    match figure.key().filter(|_| !serializer.is_human_readable()) {
        Some(key) => serializer.serialize_newtype_variant(KEYED, key, "", &Text(figure)),
        None => Text(figure).serialize(serializer),
    }
}

/// The keys of amounts, in fen, are below; those of dates, by their day, begin here.
pub const KEYS_OF_DATES: u32 = 1 << 31;

/// What stands in place of the name of a type before a figure with a key.
pub(super) const KEYED: &str = "\0figure";

/// The text of a figure.
struct Text<'f>(&'f dyn Figure);

impl Serialize for Text<'_> {
    /// The engine's own serializer takes the bytes as they are and need not find out again that they are a text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.digits().filter(|digits| !digits.cut) {
            Some(digits) if serializer.is_human_readable() => serializer.serialize_str(digits.text()),
            Some(digits) => serializer.serialize_bytes(digits.bytes()),
            None => serializer.collect_str(self.0),
        }
    }
}

/// The first number that has more than eight digits.
pub(crate) const EIGHT_END: u64 = 100_000_000;

/// The digit 0 in each of eight bytes.
pub(crate) const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The values of the eight digits of a number below 10^8, the first in the lowest byte: the number is cut in halves
/// three times, all pieces of a length in one step. Multiplying by 10,486 ÷ 2^20 and by 103 ÷ 2^10 is dividing by 100
/// and by 10 for numbers of four and of two digits.
pub(crate) fn eight_digits(number: u64) -> u64 {
    let fours = (number / 10_000) | ((number % 10_000) << 32);
    let fronts = (fours.wrapping_mul(10_486) >> 20) & 0x7f_0000_007f;
    let pairs = fronts | (fours.wrapping_sub(fronts.wrapping_mul(100)) << 16);
    let tens = (pairs.wrapping_mul(103) >> 10) & 0x0f_000f_000f_000f;
    tens | (pairs.wrapping_sub(tens.wrapping_mul(10)) << 8)
}
