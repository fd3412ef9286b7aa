//! Figures, days and words as the bytes of a result row, written in as few steps as there can be.

use crate::calendar::Date;
use crate::json::{EIGHT_END, ZEROS, eight_digits};
use crate::money::Money;
use crate::policy::model::{Class, RiskTier};
use crate::portfolio::tally::{CLASSES, TIERS, class_place, tier_place};
use crate::rules::delinquency::Standing;

/// The words of classes and tiers, each behind a comma; nothing for what is not known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    classes: [Short<16>; CLASSES.len()],
    tiers: [Short<16>; TIERS.len()],
}

impl Default for Words {
    fn default() -> Self {
        let word = |name: &str| Short::of(&[b",", name.as_bytes()]);
        let tier = |tier: RiskTier| RiskTier::NAMES.iter().find(|(_, known)| *known == tier);
        Self {
            classes: CLASSES.map(|class| word(class.map_or("", Class::name))),
            tiers: TIERS.map(|known| word(known.map_or("", |known| tier(known).map_or("normal", |(name, _)| name)))),
        }
    }
}

impl Words {
    /// Writes class and tier.
    pub(super) fn write(&self, standing: &Standing, out: &mut Vec<u8>) {
        let class = self.classes.get(class_place(standing.class));
        let tier = self.tiers.get(tier_place(standing.risk_tier));
        for word in [class, tier].into_iter().flatten() {
            word.write(out);
        }
        out.push(b',');
    }
}

/// A short text in a place of fixed size, so that it is written in a few steps whatever its length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short<const ROOM: usize> {
    bytes: [u8; ROOM],
    length: usize,
}

impl<const ROOM: usize> Default for Short<ROOM> {
    fn default() -> Self {
        Self { bytes: [0; ROOM], length: 0 }
    }
}

impl<const ROOM: usize> Short<ROOM> {
    /// The parts behind each other. INVARIANT: all that is put together here has room.
    pub(super) fn of(parts: &[&[u8]]) -> Self {
        let mut short = Self::default();
        let given = parts.iter().flat_map(|part| part.iter());
        for (place, byte) in short.bytes.iter_mut().zip(given) {
            *place = *byte;
            short.length = short.length.saturating_add(1);
        }
        short
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let end = out.len().saturating_add(self.length);
        out.extend_from_slice(&self.bytes);
        out.truncate(end);
    }
}

/// Writes an amount behind a comma; nothing of it where it is not known.
pub(super) fn write_money(amount: Option<Money>, out: &mut Vec<u8>) {
    let Some(fen) = amount.map(Money::fen) else { return out.push(b',') };
    if let Some(size) = u64::try_from(fen).ok().filter(|size| *size < EIGHT_END.saturating_mul(100)) {
        return write_short(size, out);
    }
    match u64::try_from(fen.unsigned_abs()) {
        Ok(size) => {
            out.push(b',');
            if fen < 0 {
                out.push(b'-');
            }
            write_number(size / 100, out);
            let [tens, ones] = pair(size % 100);
            out.extend_from_slice(&[b'.', tens, ones]);
        }
        Err(_) => out.extend_from_slice(format!(",{}", Money::from_fen(fen)).as_bytes()),
    }
}

/// Writes fen of at most eight digits of yuan as an amount, behind a comma, in one step.
fn write_short(fen: u64, out: &mut Vec<u8>) {
    let (yuan, bits) = digits_of(fen / 100);
    let [tens, ones] = pair(fen % 100);
    let cents = u128::from(u32::from_le_bytes([b'.', tens, ones, 0]));
    let text = u128::from(b',') | (u128::from(yuan) << 8) | (cents << bits.saturating_add(8));
    let length = usize::try_from(bits >> 3).unwrap_or(0).saturating_add(4);
    let end = out.len().saturating_add(length);
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(end);
}

/// Writes a day as it is shown.
pub(super) fn write_date(date: Date, out: &mut Vec<u8>) {
    let year = u64::from(date.year().unsigned_abs());
    if year > 9_999 {
        return out.extend_from_slice(date.to_string().as_bytes());
    }
    let [tens, ones] = pair(date.month().into());
    let pairs = [pair(year / 100), pair(year % 100), [b'-', tens], [ones, b'-'], pair(date.day().into())];
    out.extend_from_slice(pairs.as_flattened());
}

/// Writes a whole number, eight digits at a time.
pub(super) fn write_number(number: u64, out: &mut Vec<u8>) {
    if number >= EIGHT_END {
        write_number(number / EIGHT_END, out);
        return out.extend_from_slice(&(eight_digits(number % EIGHT_END) | ZEROS).to_le_bytes());
    }
    let (text, bits) = digits_of(number);
    let end = out.len().saturating_add(usize::try_from(bits >> 3).unwrap_or(0));
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(end);
}

/// A number of at most eight digits as they are written, the first of them lowest, and how many bits they take.
fn digits_of(number: u64) -> (u64, u32) {
    let digits = eight_digits(number);
    // Of nothing, one zero is written.
    let zeros = (digits.trailing_zeros() >> 3).min(7) << 3;
    ((digits | ZEROS) >> zeros, u64::BITS.saturating_sub(zeros))
}

/// The two digits of a number below a hundred.
fn pair(number: u64) -> [u8; 2] {
    const PAIRS: &[[u8; 2]] =
        b"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243\
        44454647484950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798\
        99"
        .as_chunks::<2>()
        .0;
    usize::try_from(number).ok().and_then(|place| PAIRS.get(place)).copied().unwrap_or(*b"00")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        out.into_iter().map(char::from).collect()
    }

    #[test]
    fn figures_are_written_as_they_are_shown() {
        let powers = (0..38_u32).map(|places| 10_i128.saturating_pow(places));
        let edges = powers.flat_map(|power| [power, power.saturating_sub(1), power.saturating_add(1)]);
        let ends = [u64::MAX.into(), i128::from(u64::MAX).saturating_add(1), i128::MAX];
        for size in edges.chain(0..12_345).chain(ends) {
            for fen in [size, size.saturating_neg()] {
                let money = Money::from_fen(fen);
                assert_eq!(written(|out| write_money(Some(money), out)), format!(",{money}"));
            }
            if let Ok(number) = u64::try_from(size) {
                assert_eq!(written(|out| write_number(number, out)), number.to_string());
            }
        }
        assert_eq!(written(|out| write_money(None, out)), ",");
    }

    #[test]
    fn numbers_of_eight_digits_are_written_as_they_are() {
        for number in
            (0..EIGHT_END).step_by(997).chain([EIGHT_END.saturating_sub(1), EIGHT_END, EIGHT_END.saturating_add(1)])
        {
            assert_eq!(written(|out| write_number(number, out)), number.to_string());
        }
    }

    #[test]
    fn words_have_room() {
        let words = Words::default();
        for (class, short) in CLASSES.iter().zip(&words.classes) {
            assert_eq!(written(|out| short.write(out)), format!(",{}", class.map_or("", Class::name)));
        }
        let names = ["normal", "specialMention", "substandard", "doubtful", "loss", ""];
        for (name, short) in names.iter().zip(&words.tiers) {
            assert_eq!(written(|out| short.write(out)), format!(",{name}"));
        }
    }

    #[test]
    fn days_are_written_as_they_are_shown() {
        let first = Date::parse("1900-01-01").unwrap_or(Date::LAST);
        for days in (0..110_000).chain([3_000_000]) {
            let date = first.plus_days(days);
            assert_eq!(written(|out| write_date(date, out)), date.to_string());
        }
        assert_eq!(written(|out| write_date(Date::LAST, out)), Date::LAST.to_string());
    }
}
