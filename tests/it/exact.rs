//! Amounts, rates and shares against fractions of numbers of any length: sums, differences, products, roundings and how
//! they are written, small and as large as the bounds allow, above and below zero.

use std::cmp::Ordering;

use arrears::money::{Exact, Factor, Fixed, InYuan, Money, Rate, Ratio, Rounding, ShareOf, without_exponent};
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use proptest::prelude::*;

/// Year lengths, and what two of them come to where a period is parted between years.
const YEARS: [u64; 7] = [1, 360, 364, 365, 366, 1461, 365 * 366];

/// Three centuries of days under the longest of them.
const DAYS_MAX: u64 = 300 * 366 * 365;

fn fen(most: i128) -> impl Strategy<Value = i128> {
    prop_oneof![
        -3_i128..=3,
        -10_000_i128..=10_000,
        -1_000_000_000_000_i128..=1_000_000_000_000,
        -most..=most,
        Just(most),
        Just(-most)
    ]
}

fn amount() -> impl Strategy<Value = Money> {
    fen(10_i128.pow(18)).prop_map(Money::from_fen)
}

fn rate() -> impl Strategy<Value = Rate> {
    (0_u32..=10).prop_flat_map(|places| {
        let whole = 10_u64.pow(places);
        prop_oneof![0..=whole, Just(0), Just(whole), 0..=whole.min(100)].prop_map(move |units| {
            let fraction = if places == 0 {
                String::new()
            } else {
                format!(".{:0width$}", units % whole, width = usize::try_from(places).unwrap())
            };
            Rate::parse(&format!("{}{fraction}", units / whole))
                .unwrap_or_else(|error| panic!("{units} of {whole}: {error:?}"))
        })
    })
}

/// A rate as it is charged, of up to twenty places.
fn raised() -> impl Strategy<Value = Rate> {
    (rate(), rate()).prop_map(|(rate, markup)| rate.raised_by(markup))
}

fn whole(number: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(number.into())
}

fn over(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn value(rate: Rate) -> BigRational {
    over(rate.mantissa(), rate.denominator())
}

fn shown(value: &BigRational) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

/// A fraction in units of a decimal place, by the definition of each mode.
fn rounded(value: &BigRational, places: u32, mode: Rounding) -> BigInt {
    let scaled = value * whole(BigInt::from(10).pow(places));
    let size = if scaled.numer().sign() == Sign::Minus { -scaled.clone() } else { scaled.clone() };
    let (down, rest) = (size.floor().to_integer(), size.fract());
    let away = match (mode, rest.cmp(&over(1, 2))) {
        (Rounding::Down, _) | (Rounding::HalfUp | Rounding::HalfEven, Ordering::Less) => false,
        (Rounding::Up, _) => rest != whole(0),
        (Rounding::HalfEven, Ordering::Equal) => &down % 2 == BigInt::from(1),
        (Rounding::HalfUp, Ordering::Equal) | (_, Ordering::Greater) => true,
    };
    let size = if away { down + 1 } else { down };
    if scaled.numer().sign() == Sign::Minus { -size } else { size }
}

fn modes() -> impl Iterator<Item = Rounding> {
    Rounding::NAMES.iter().map(|(_, mode)| *mode)
}

/// An exact amount with the fraction that it should be, in yuan.
type Both = (Exact, BigRational);

fn interest(base: Money, rate: Rate, numerator: u64, denominator: u64) -> Both {
    let part = value(rate) * over(numerator, denominator);
    (Exact::interest(base, rate, numerator, denominator), over(base.fen(), 100) * part)
}

fn exact() -> impl Strategy<Value = Both> {
    prop_oneof![
        (amount(), raised(), 0..=DAYS_MAX, prop::sample::select(YEARS.as_slice()))
            .prop_map(|(base, rate, days, year)| interest(base, rate, days, year)),
        (amount(), rate(), 0..=400_u64).prop_map(|(base, rate, days)| interest(base, rate, days, 360)),
        amount().prop_map(|amount| (Exact::of(amount), over(amount.fen(), 100))),
        (0..=10_i128.pow(18), 1..=10_i128.pow(6))
            .prop_map(|(fen, of)| (Exact::quotient(fen, of), over(fen, of) / whole(100))),
    ]
}

fn check(given: Exact, expected: &BigRational) -> Result<(), TestCaseError> {
    prop_assert_eq!(InYuan(given).to_string(), shown(expected));
    prop_assert_eq!(serde_json::to_value(InYuan(given)).unwrap(), serde_json::json!(shown(expected)));
    for mode in modes() {
        for places in [0, 1, 2, 3, 4, 8] {
            let units = BigInt::from(given.units(places, mode));
            prop_assert_eq!(units, rounded(expected, places, mode), "{} places, {:?}", places, mode);
        }
        prop_assert_eq!(BigInt::from(given.rounded(mode).fen()), rounded(expected, 2, mode), "{:?}", mode);
    }
    Ok(())
}

/// Every rest of a division by small numbers, halves of odd and even quotients among them.
#[test]
fn halves_are_rounded_as_each_mode_says() {
    for fen in -30_i128..=30 {
        for parts in 1..=12_u32 {
            for mode in modes() {
                let expected = rounded(&over(fen, parts), 0, mode);
                let divided = Money::from_fen(fen).divided(parts, mode);
                assert_eq!(BigInt::from(divided.fen()), expected, "{fen} by {parts}, {mode:?}");
                let quotient = Money::quotient(fen, parts.into(), mode);
                assert_eq!(BigInt::from(quotient.fen()), expected, "{fen} over {parts}, {mode:?}");
                let at_once = Exact::interest_rounded(Money::from_fen(fen), Rate::ONE, (1, parts.into()), mode);
                assert_eq!(BigInt::from(at_once.fen()), expected, "{fen} of 1/{parts}, {mode:?}");
            }
        }
    }
}

/// Texts that are longer than a number of 64 bits has digits.
#[test]
fn a_long_text_is_read_as_a_short_one_is() {
    for (text, fen) in [
        ("00000000000000000000001.50", Some(150)),
        ("00000000000000000000000000000.07", Some(7)),
        ("-0000000000000000000000.00", Some(0)),
        ("99999999999999999999999999999999999999999.00", None),
        ("0000000000000000000000x.50", None),
        // In 64 bits these would come to 0.00 and 1.00.
        ("18446744073709551616.00", None),
        ("184467440737095517.16", None),
        ("18446744073709551716", None),
    ] {
        assert_eq!(Money::parse(text).ok().map(Money::fen), fen, "{text}");
        let plain = Money::read_plain(text.as_bytes()).map(Money::fen);
        assert!(plain.is_none() || plain == fen, "{text}: {plain:?}");
    }
    let rate = |text: &str| Rate::parse(text).ok().map(value);
    assert_eq!(rate("000000000000000000000.0625"), Some(over(1, 16)));
    assert_eq!(rate("00000000000000000000006.25%"), Some(over(1, 16)));
    assert_eq!(rate("00000000000000000000001.01"), None);
    assert_eq!(rate("1844674407370955161600.00000000%"), None);
    for text in ["1.01", "101%", "100.01%", "1.0000000001", "18446744073709551616.5%"] {
        assert_eq!(Rate::read_plain(text.as_bytes()), None, "{text}");
        assert_eq!(rate(text), None, "{text}");
    }
}

/// A wrong character at any place, of texts of every length that is read in one step.
#[test]
fn no_amount_is_read_from_a_text_with_a_wrong_character() {
    for whole in ["1", "12", "123", "1234", "12345", "123456", "12345678", "1234567890123"] {
        let right = format!("{whole}.90");
        assert_eq!(Money::read_plain(right.as_bytes()), Money::parse(&right).ok(), "{right}");
        for place in 0..right.len() {
            for wrong in ["x", ":", "/", "-", " ", "\u{0}", "é"] {
                let text = format!("{}{wrong}{}", &right[..place], &right[place + 1..]);
                assert_eq!(
                    (Money::read_plain(text.as_bytes()), Rate::read_plain(text.as_bytes())),
                    (None, None),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_number_with_an_exponent_has_as_many_digits_as_may_be_and_no_more() {
    let nines = |count: usize| "9".repeat(count);
    // 40 characters are the most, of what is read and of what is written.
    assert_eq!(without_exponent("1e39"), Some(format!("1{}", "0".repeat(39))));
    assert_eq!(without_exponent("1e40"), None);
    assert_eq!(without_exponent("0e40").as_deref(), Some("0"));
    assert_eq!(without_exponent("0e41"), None);
    assert_eq!(without_exponent("1e-38"), Some(format!("0.{}1", "0".repeat(37))));
    assert_eq!(without_exponent("1e-39"), None);
    assert_eq!(without_exponent("0e-40").as_deref(), Some("0"));
    assert_eq!(without_exponent("0e-41"), None);
    assert_eq!(without_exponent(&format!("{}e0", nines(38))), Some(nines(38)));
    assert_eq!(without_exponent(&format!("{}e0", nines(39))), None);
    assert_eq!(without_exponent("1.50e0").as_deref(), Some("1.5"));
    assert_eq!(without_exponent("-1.5e1").as_deref(), Some("-15"));
    assert_eq!(without_exponent("15e-1").as_deref(), Some("1.5"));
}

proptest! {
    #[test]
    fn interest_is_the_fraction_that_it_stands_for(
        base in amount(), rate in raised(), days in 0..=DAYS_MAX, year in prop::sample::select(YEARS.as_slice()),
    ) {
        let (given, expected) = interest(base, rate, days, year);
        check(given, &expected)?;
        for mode in modes() {
            let at_once = Exact::interest_rounded(base, rate, (days, year), mode);
            prop_assert_eq!(BigInt::from(at_once.fen()), rounded(&expected, 2, mode));
        }
    }

    #[test]
    fn short_interest_is_rounded_as_long_is(base in -5_000_000_i128..=5_000_000, rate in rate(), days in 0..=4_000_u64) {
        let (_, expected) = interest(Money::from_fen(base), rate, days, 360);
        for mode in modes() {
            let given = Exact::interest_rounded(Money::from_fen(base), rate, (days, 360), mode);
            prop_assert_eq!(BigInt::from(given.fen()), rounded(&expected, 2, mode), "{:?}", mode);
        }
    }

    #[test]
    fn exact_amounts_add_up_and_stand_in_order(one in exact(), other in exact()) {
        check(one.0, &one.1)?;
        check(one.0.plus(other.0), &(&one.1 + &other.1))?;
        check(one.0.minus(other.0), &(&one.1 - &other.1))?;
        check(one.0.minus(one.0), &whole(0))?;
        check(Exact::ZERO.minus(one.0), &-one.1.clone())?;
        prop_assert_eq!(one.0.cmp(&other.0), one.1.cmp(&other.1));
        prop_assert_eq!(one.0 == other.0, one.1 == other.1);
    }

    #[test]
    fn many_parts_of_one_amount_add_up_to_it(base in amount(), rate in raised(), parts in prop::collection::vec(0..=800_u64, 1..20)) {
        let days: u64 = parts.iter().sum();
        let sum = parts.iter().fold(Exact::ZERO, |sum, days| sum.plus(Exact::interest(base, rate, *days, 365)));
        let (all, expected) = interest(base, rate, days, 365);
        prop_assert_eq!(sum.cmp(&all), Ordering::Equal);
        check(sum, &expected)?;
    }

    #[test]
    fn amounts_are_divided_as_fractions_are(base in amount(), by in rate(), other in rate(), count in 1..=1_000_u32, parts in 1..=10_i128.pow(9)) {
        let amount = whole(base.fen());
        for mode in modes() {
            let fen = |expected: &BigRational| rounded(expected, 0, mode);
            let given = |money: Money| BigInt::from(money.fen());
            prop_assert_eq!(given(base.divided(count, mode)), fen(&(&amount / whole(count))));
            prop_assert_eq!(given(Money::quotient(base.fen(), parts, mode)), fen(&(&amount / whole(parts))));
            prop_assert_eq!(given(base.share(by, mode)), fen(&(&amount * value(by))));
            let (scaled, of_share) = (given(base.scaled(by, other, mode)), given(base.whole_of_share(other, mode)));
            if other.is_positive() {
                prop_assert_eq!(scaled, fen(&(&amount * value(by) / value(other))));
                prop_assert_eq!(of_share, fen(&(&amount / value(other))));
            } else {
                prop_assert_eq!((scaled, of_share), (BigInt::from(0), BigInt::from(0)));
            }
        }
        prop_assert_eq!(BigInt::from(base.times(count).fen()), BigInt::from(base.fen()) * count);
        let share = (value(by) * whole(count)).floor().to_integer();
        prop_assert_eq!(BigInt::from(by.of_count(count)), share);
    }

    #[test]
    fn amounts_are_added_and_taken_off_to_the_fen(one in amount(), other in amount()) {
        prop_assert_eq!(one.plus(other).fen(), one.fen() + other.fen());
        prop_assert_eq!(one.minus(other).fen(), one.fen() - other.fen());
        prop_assert_eq!(one.minus_to_zero(other).fen(), (one.fen() - other.fen()).max(0));
        prop_assert_eq!(one.is_positive(), one.fen() > 0);
        prop_assert_eq!(one.cmp(&other), one.fen().cmp(&other.fen()));
    }

    #[test]
    fn rates_are_moved_raised_and_multiplied_exactly(one in rate(), other in rate(), times in 0..=100_000_u32) {
        prop_assert_eq!(value(one.raised_by(other)), value(one) * (whole(1) + value(other)));
        prop_assert_eq!(value(one.moved_by(other, false)), value(one) + value(other));
        prop_assert_eq!(value(one.moved_by(other, true)), (value(one) - value(other)).max(whole(0)));
        let factor = Factor::parse(&format!("{}.{:03}", times / 1_000, times % 1_000)).unwrap();
        prop_assert_eq!(value(one.multiplied_by(factor)), value(one) * over(times, 1_000));
        prop_assert_eq!(value(one.multiplied_by(Factor::ONE)), value(one));
        prop_assert_eq!(one.is_positive(), one.mantissa() != 0);
        for rate in [one, one.raised_by(other)] {
            // No zeros at the end, so that one rate is written in one way.
            prop_assert!(rate.scale() == 0 || rate.mantissa() % 10 != 0);
            prop_assert_eq!(10_i128.pow(rate.scale()), rate.denominator());
        }
    }

    #[test]
    fn a_share_stands_to_another_as_the_fractions_do(part in amount(), of in 1..=10_i128.pow(18), share in rate()) {
        let given = ShareOf { part, whole: Money::from_fen(of) };
        let expected = over(part.fen(), of);
        prop_assert_eq!(given.compare(share), expected.cmp(&value(share)));
        let exactly = ShareOf { part: Money::from_fen(share.mantissa()), whole: Money::from_fen(share.denominator()) };
        prop_assert_eq!(exactly.compare(share), Ordering::Equal);
        let units = rounded(&expected, 4, Rounding::Up);
        let sign = if units.sign() == Sign::Minus { "-" } else { "" };
        let size = units.magnitude();
        prop_assert_eq!(given.shown(), Some(format!("{sign}{}.{:04}", size / 10_000_u32, (size % 10_000_u32).to_string().parse::<u32>().unwrap())));
        prop_assert_eq!(ShareOf { part, whole: Money::ZERO }.shown(), None);
    }

    #[test]
    fn a_ratio_is_reduced_and_shown_to_its_places(numerator in 0..=10_000_000_u64, denominator in 1..=200_000_u64, places in 1..=15_u32) {
        let (given, expected) = (Ratio::of(numerator, denominator), over(numerator, denominator));
        prop_assert_eq!(given.to_string(), shown(&expected));
        for mode in modes() {
            prop_assert_eq!(BigInt::from(given.decimal(places, mode).units), rounded(&expected, places, mode));
        }
    }

    #[test]
    fn figures_are_written_with_all_their_places(units in fen(10_i128.pow(30)), places in 1..=15_u32) {
        let (size, one) = (units.unsigned_abs(), 10_u128.pow(places));
        let sign = if units < 0 { "-" } else { "" };
        let text = |one: u128, places: u32| format!("{sign}{}.{:0width$}", size / one, size % one, width = usize::try_from(places).unwrap());
        let fixed = Fixed { units, places };
        prop_assert_eq!(fixed.to_string(), text(one, places));
        prop_assert_eq!(serde_json::to_value(fixed).unwrap(), serde_json::json!(text(one, places)));
        let money = Money::from_fen(units);
        prop_assert_eq!(money.to_string(), text(100, 2));
        prop_assert_eq!(serde_json::to_value(money).unwrap(), serde_json::json!(text(100, 2)));
        let units = units % 10_i128.pow(18);
        prop_assert_eq!(Money::from_fen(units).in_places(places).fen(), units * 10_i128.pow(places.saturating_sub(2)));
    }
}
