//! Laws of the calculators `dayCount` and `interest`, against fractions of any size.

use std::collections::BTreeSet;

use arrears::calendar::{Date, DayCount, DayCountContext, DayRange, DaysCounted};
use arrears::limits::{DATE_MAX, DATE_MIN};
use arrears::locale::Locale;
use arrears::money::{Exact, Factor, InYuan, Money, Rate, Rounding, Stage};
use arrears::names;
use arrears::rules::ledger::charge::{Piece, Running, Terms, charge, segments_on};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::independent::date_text;
use crate::vectors::call;

/// Days from 1970-01-01 to the first and the last day that an input may name.
const FIRST_DAY: i64 = -25_567;
const LAST_DAY: i64 = 84_005;

/// Conventions under which the parts of a year of two ranges that meet add up to that of both.
const ADDITIVE: [&str; 10] = [
    "ACT/360",
    "ACT/365F",
    "ACT/365.25",
    "ACT/364",
    "ACT/ACT-ISDA",
    "30E/360",
    "30E/360-ISDA",
    "30E/365",
    "NL/360",
    "NL/365",
];

/// Conventions that count every day of the calendar.
const ACTUAL: [&str; 8] =
    ["ACT/360", "ACT/365F", "ACT/365-ACTUAL", "ACT/365.25", "ACT/364", "ACT/ACT-ISDA", "ACT/ACT-AFB", "ACT/ACT-YEAR"];

fn reply(operation: &str, facts: &Value) -> Value {
    let text = call(operation, &facts.to_string(), "{}").unwrap_or_else(|failure| panic!("{failure} for {facts}"));
    serde_json::from_str(&text).unwrap()
}

fn whole(digits: &str) -> BigRational {
    BigRational::from_integer(digits.parse::<BigInt>().unwrap())
}

fn ten_to_the(places: usize) -> BigRational {
    whole(&format!("1{}", "0".repeat(places)))
}

/// A decimal, or a fraction `n/d`, as it is written.
fn number(value: &Value) -> BigRational {
    let text = value.as_str().unwrap();
    if let Some((numerator, denominator)) = text.split_once('/') {
        return whole(numerator) / whole(denominator);
    }
    let (integer, places) = text.split_once('.').unwrap_or((text, ""));
    whole(&format!("{integer}{places}")) / ten_to_the(places.len())
}

fn sum(rows: &[Value], name: &str) -> BigRational {
    rows.iter().map(|row| number(&row[name])).fold(whole("0"), |sum, part| sum + part)
}

/// To so many places, by a mode, of a figure that is not below zero.
fn rounded(exact: &BigRational, mode: &str, places: usize) -> BigRational {
    let scaled = exact * ten_to_the(places);
    let floor = scaled.floor();
    let rest = &scaled - &floor;
    let half = BigRational::new(1.into(), 2.into());
    let is_odd = (&floor / whole("2")).floor() * whole("2") != floor;
    let up = match mode {
        "down" => false,
        "up" => rest > whole("0"),
        "halfUp" => rest >= half,
        _ => rest > half || (rest == half && is_odd),
    };
    (if up { floor + whole("1") } else { floor }) / ten_to_the(places)
}

fn conventions() -> impl Strategy<Value = &'static str> {
    select(DayCount::NAMES.map(|(name, _)| name).to_vec())
}

fn days_counted() -> impl Strategy<Value = &'static str> {
    select(DaysCounted::NAMES.map(|(name, _)| name).to_vec())
}

/// A decimal from zero to just below a bound, with up to ten places.
fn below(bound: u64) -> impl Strategy<Value = String> {
    (0..bound, 0_usize..=10, 0_u64..10_000_000_000)
        .prop_map(|(integer, places, rest)| format!("{integer}.{}", &format!("{rest:010}0")[..=places]))
        .prop_map(|text| text.trim_end_matches('0').trim_end_matches('.').to_owned())
        .prop_map(|text| text.get(..13).unwrap_or(&text).to_owned())
}

/// A first day and a length; mostly some years, at times as much as there is.
fn span() -> impl Strategy<Value = (i64, i64)> {
    let some_years = (FIRST_DAY + 3..LAST_DAY - 4_000, 0..4_000_i64);
    let all = (FIRST_DAY + 3..FIRST_DAY + 40, Just(LAST_DAY - FIRST_DAY - 60));
    prop_oneof![9 => some_years, 1 => all]
}

/// A table with entries from just before the start of a span on, at days that rise as far as days go.
fn table(start: i64, name: &str, entries: &[(i64, String)]) -> Value {
    let mut next = start - 3;
    let mut row = |(after, value): &(i64, String)| {
        let from = next;
        next += after + 1;
        (from <= LAST_DAY).then(|| json!({ "from": date_text(from), name: value }))
    };
    entries.iter().map_while(&mut row).collect()
}

#[test]
fn the_bounds_of_dates_are_those_of_the_limits() {
    let text = |(year, month, day): (i32, u32, u32)| format!("{year:04}-{month:02}-{day:02}");
    assert_eq!((date_text(FIRST_DAY), date_text(LAST_DAY)), (text(DATE_MIN), text(DATE_MAX)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Each segment is base × rate × multiplier × part of a year without a unit lost at 256 bits; days,
    /// exact and rounded amounts add up under every setting.
    #[test]
    fn every_figure_is_exact_and_the_parts_add_up(
        (start, length) in span(),
        bases in prop::collection::vec((0..900_i64, (0_u64..100_000_000_000_000).prop_map(fen)), 1..4),
        rates in prop::collection::vec((0..900_i64, below(1)), 1..8),
        multiplier in below(100),
        (convention, counted) in (conventions(), days_counted()),
        (mode, stage, places) in (
            select(vec!["halfUp", "halfEven", "down", "up"]), select(vec!["once", "line", "segment"]), 0_usize..=15,
        ),
        maturity in any::<bool>(),
    ) {
        let end = start + length;
        let facts = json!({
            "base": table(start, "base", &bases), "annualRate": table(start, "rate", &rates), "multiplier": multiplier,
            "from": date_text(start), "to": date_text(end), "dayCount": convention, "daysCounted": counted,
            "maturity": maturity.then(|| date_text(end)), "endOfMonth": maturity,
            "rounding": { "mode": mode, "stage": stage, "places": places },
        });
        let given = reply("interest", &facts);
        let segments = given["segments"].as_array().unwrap();
        for segment in segments {
            let part = reply("dayCount", &json!({
                "convention": convention, "from": segment["from"], "to": segment["to"],
                "maturity": facts["maturity"], "endOfMonth": maturity,
            }));
            let wanted = number(&segment["base"]) * number(&segment["annualRate"]) * number(&part["fraction"]["exact"]);
            prop_assert_eq!(number(&segment["exact"]), wanted.clone(), "{}", segment);
            prop_assert_eq!(&segment["days"], &part["days"]);
            if stage == "segment" {
                prop_assert_eq!(number(&segment["amount"]), rounded(&wanted, mode, places));
            }
        }
        for pair in segments.windows(2) {
            prop_assert_eq!(&pair[0]["to"], &pair[1]["from"]);
        }
        let days: u64 = segments.iter().map(|segment| segment["days"].as_u64().unwrap()).sum();
        prop_assert_eq!(Some(days), given["days"].as_u64());
        let exact = number(&given["exact"]);
        prop_assert_eq!(sum(segments, "exact"), exact.clone());
        prop_assert_eq!(sum(segments, "amount"), number(&given["amount"]));
        if stage != "segment" {
            prop_assert_eq!(number(&given["amount"]), rounded(&exact, mode, places));
        }
    }

    /// Rounded once or by line, a rate that changes to itself on any days changes nothing.
    #[test]
    fn a_change_to_the_same_rate_changes_nothing(
        (start, length) in span(),
        (base, rate) in ((0_u64..100_000_000_000_000).prop_map(fen), below(1)),
        splits in prop::collection::vec(0..600_i64, 1..12),
        (convention, counted) in (select(ADDITIVE.to_vec()), days_counted()),
        (mode, stage) in (select(vec!["halfUp", "halfEven", "down", "up"]), select(vec!["once", "line"])),
    ) {
        let whole = json!({
            "base": base, "annualRate": rate, "from": date_text(start), "to": date_text(start + length),
            "dayCount": convention, "daysCounted": counted, "rounding": { "mode": mode, "stage": stage },
        });
        let entries: Vec<(i64, String)> = splits.iter().map(|after| (*after, rate.clone())).collect();
        let mut split = whole.clone();
        split["annualRate"] = table(start, "rate", &entries);
        let (whole, split) = (reply("interest", &whole), reply("interest", &split));
        for name in ["days", "exact", "amount"] {
            prop_assert_eq!(&whole[name], &split[name], "{}", name);
        }
    }

    /// However often the rate changes, every counted day stands in one segment, and only in one.
    #[test]
    fn the_days_of_segments_are_the_days_of_the_whole(
        (start, length) in span(),
        rates in prop::collection::vec((0..40_i64, below(1)), 1..40),
        (convention, counted) in (select(ACTUAL.to_vec()), days_counted()),
    ) {
        let facts = json!({
            "base": "100", "annualRate": table(start, "rate", &rates), "from": date_text(start),
            "to": date_text(start + length), "dayCount": convention, "daysCounted": counted,
        });
        let wanted = match counted {
            "both" => length + 1,
            "neither" => (length - 1).max(0),
            _ => length,
        };
        prop_assert_eq!(reply("interest", &facts)["days"].as_i64(), Some(wanted));
    }

    /// Of ACT/ACT ISDA each day is a 365th or a 366th, by its own year; a day without its leap days is
    /// counted by NL. Both are counted here day by day.
    #[test]
    fn days_are_counted_one_by_one((start, length) in (FIRST_DAY..LAST_DAY - 1_500, 0..1_500_i64)) {
        let is_leap = |day: i64| {
            let year: i64 = date_text(day)[..4].parse().unwrap();
            year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        };
        let leap = i128::try_from((start..start + length).filter(|day| is_leap(*day)).count()).unwrap();
        let ordinary = i128::from(length) - leap;
        let leap_days = (start + 1..=start + length).filter(|day| date_text(*day).ends_with("-02-29")).count();
        let range = |convention: &str| {
            let facts = json!({ "convention": convention, "from": date_text(start), "to": date_text(start + length) });
            reply("dayCount", &facts)
        };
        let wanted = BigRational::new((ordinary * 366 + leap * 365).into(), (365 * 366).into());
        prop_assert_eq!(number(&range("ACT/ACT-ISDA")["fraction"]["exact"]), wanted);
        let without = length - i64::try_from(leap_days).unwrap();
        prop_assert_eq!(range("NL/365")["days"].as_i64(), Some(without));
    }
}

/// An exact amount, and the same as a fraction of yuan.
fn exact_amount((fen, mantissa, places, days): (i128, u64, usize, u32)) -> (Exact, BigRational) {
    let digits = format!("{mantissa:010}");
    let factor = Factor::parse(&format!("99.{digits}")).unwrap();
    let rate = Rate::parse(&format!("0.{}", &digits[..places])).unwrap().multiplied_by(factor);
    let base = Money::from_fen(fen);
    let base_in_yuan = BigRational::new(fen.into(), 100.into());
    let wanted = base_in_yuan * number(&json!(rate.to_string())) * BigRational::new(days.into(), 366.into());
    (Exact::interest(base, rate, u64::from(days), 366), wanted)
}

fn amounts() -> impl Strategy<Value = (Exact, BigRational)> {
    let parts =
        (-999_999_999_999_999_999_i128..=999_999_999_999_999_999, 0_u64..10_000_000_000, 1_usize..=10, 0_u32..110_000);
    parts.prop_map(exact_amount)
}

fn in_yuan(exact: Exact) -> BigRational {
    number(&json!(InYuan(exact).to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Sums, differences, order and rounding of exact amounts are those of fractions, below zero too.
    #[test]
    fn exact_amounts_are_fractions(
        (left, left_wanted) in amounts(), (right, right_wanted) in amounts(), places in 0_u32..=15,
        (name, mode) in select(Rounding::NAMES.to_vec()),
    ) {
        prop_assert_eq!(in_yuan(left), left_wanted.clone());
        prop_assert_eq!(in_yuan(left.plus(right)), &left_wanted + &right_wanted);
        prop_assert_eq!(in_yuan(left.minus(right)), &left_wanted - &right_wanted);
        prop_assert_eq!(left.cmp(&right), left_wanted.cmp(&right_wanted));
        prop_assert_eq!(left.minus(left), Exact::ZERO);
        let nothing = whole("0");
        let (size, sign) =
            if left_wanted < nothing { (-&left_wanted, whole("-1")) } else { (left_wanted.clone(), whole("1")) };
        let places_shown = usize::try_from(places).unwrap();
        let wanted = rounded(&size, name, places_shown) * sign * ten_to_the(places_shown);
        prop_assert_eq!(BigRational::from_integer(left.units(places, mode).into()), wanted);
    }

    /// Figures that fit into 64 bits are worked out in them, and come to what fractions come to, as larger ones do.
    #[test]
    fn short_and_long_figures_are_rounded_alike(
        (base, base_bits) in (any::<u128>(), 0_u32..90), (days, year) in (0_u64..110_000, 1_u64..=146_100),
        (rate, markup) in (0_u64..=10_000_000_000, 0_u64..=10_000_000_000), (places, over) in (1_u32..=10, any::<u64>()),
        (name, mode) in select(Rounding::NAMES.to_vec()),
    ) {
        let fen = i128::try_from(base >> (127 - base_bits)).unwrap();
        let share = |units: u64| {
            let unit = 10_u64.pow(10 - places);
            let text = format!("{:010}", units / unit * unit);
            let text = if text.len() > 10 { "1".to_owned() } else { format!("0.{text}") };
            (Rate::parse(&text).unwrap(), number(&json!(text)))
        };
        let ((rate, rate_wanted), (markup, markup_wanted)) = (share(rate), share(markup));
        let raised = rate.raised_by(markup);
        let raised_wanted = rate_wanted * (whole("1") + markup_wanted);
        prop_assert_eq!(number(&json!(raised.to_string())), raised_wanted.clone());
        prop_assert!(raised.scale() == 0 || !raised.to_string().ends_with('0'));
        let base = Money::from_fen(fen);
        let years = BigRational::new(days.into(), year.into());
        let wanted = rounded(&(BigRational::from_integer(fen.into()) * raised_wanted * years), name, 0);
        let interest = Exact::interest_rounded(base, raised, (days, year), mode);
        prop_assert_eq!(BigRational::from_integer(interest.fen().into()), wanted);
        prop_assert_eq!(interest, Exact::interest(base, raised, days, year).rounded(mode));
        let over = i128::from(over >> (base_bits % 64)).max(1);
        let wanted = rounded(&BigRational::new(fen.into(), over.into()), name, 0);
        prop_assert_eq!(BigRational::from_integer(Money::quotient(fen, over, mode).fen().into()), wanted);
    }

    /// Rounded once over several lines, the lines add up to the sum of all rounded once; by line, each is
    /// its own sum rounded. Pauses between the pieces of a line hold no days.
    #[test]
    fn lines_are_rounded_together_or_apart(
        lines in prop::collection::vec(prop::collection::vec((0_i128..10_000_000, 1_u32..90, 0_u32..40), 1..5), 1..6),
        (stage, (_, rounding)) in (select(vec![Stage::Once, Stage::Line]), select(Rounding::NAMES.to_vec())),
    ) {
        let rate = Rate::parse("0.0765").unwrap();
        let terms = Terms {
            day_count: DayCount::Act365Fixed,
            context: DayCountContext::default(),
            days_counted: DaysCounted::Start,
            rounding,
            stage,
        };
        let (mut all, mut total, mut sum) = (Running::ZERO, Money::ZERO, Exact::ZERO);
        for line in lines {
            let (mut from, mut pieces, mut days) = (Date::parse("2025-01-31").unwrap(), Vec::new(), 0);
            for (fen, length, pause) in line {
                let range = DayRange { from, to: from.plus_days(length) };
                pieces.push(Piece { range, base: Money::from_fen(fen), annual_rate: rate });
                from = range.to.plus_days(pause);
                days += length;
            }
            let mut own = Running::ZERO;
            let running = if stage == Stage::Once { &mut all } else { &mut own };
            let segments = segments_on(running, &pieces, &terms);
            let alone = charge(&pieces, &terms);
            prop_assert_eq!(segments.iter().map(|segment| segment.days).sum::<u32>(), days);
            prop_assert_eq!(alone.days, days);
            let parts = segments.iter().map(|segment| segment.amount).fold(Money::ZERO, Money::plus);
            if stage != Stage::Once {
                prop_assert_eq!((parts, &segments), (alone.amount, &alone.segments));
            }
            if stage == Stage::Line {
                prop_assert_eq!(alone.amount, alone.exact.rounded(rounding));
            }
            total = total.plus(parts);
            sum = sum.plus(alone.exact);
        }
        if stage == Stage::Once {
            prop_assert_eq!(total, sum.rounded(rounding));
            prop_assert_eq!((all.exact(), all.units()), (sum, total.fen()));
        }
    }
}

#[test]
fn every_convention_has_words_of_its_own() {
    for locale in [Locale::Simplified, Locale::Traditional, Locale::English] {
        let words: BTreeSet<&str> =
            DayCount::NAMES.iter().map(|(_, count)| names::day_count(*count).of(locale)).collect();
        assert_eq!(words.len(), DayCount::NAMES.len());
    }
}

fn fen(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The largest base at the finest rates over all days there are: the largest figures that can come in.
#[test]
fn figures_are_exact_at_the_bounds() {
    for (convention, _) in DayCount::NAMES {
        let span = json!({ "convention": convention, "from": "1900-01-01", "to": "2199-12-31", "daysCounted": "both" });
        let part = number(&reply("dayCount", &span)["fraction"]["exact"]);
        let given = reply(
            "interest",
            &json!({
                "base": "999999999999.99", "annualRate": "0.9999999999", "multiplier": "99.9999999999",
                "from": "1900-01-01", "to": "2199-12-31", "daysCounted": "both", "dayCount": convention,
                "rounding": { "places": 15 },
            }),
        );
        let rate = number(&json!("0.9999999999")) * number(&json!("99.9999999999"));
        let wanted = number(&json!("999999999999.99")) * rate * part;
        assert_eq!(number(&given["exact"]), wanted, "{convention}");
        assert_eq!(number(&given["amount"]), rounded(&wanted, "halfUp", 15), "{convention}");
        assert!(given["exact"].as_str().unwrap().len() > 40, "{convention} is not large");
    }
}

/// Where splitting does change a figure: the days of the parts and of the whole, written down.
#[test]
fn counterexamples_to_splitting() {
    let cases = [
        // A 31st is the 30th at the end of a range only where the range starts on the 30th.
        ("30/360-ISDA", "2025-01-15", "2025-01-31", "2025-02-15", "31/360", "1/12"),
        ("30U/360", "2025-01-15", "2025-01-31", "2025-02-15", "31/360", "1/12"),
        ("30U/360-EOM", "2025-01-15", "2025-01-31", "2025-02-15", "31/360", "1/12"),
        ("30/360-PSA", "2025-01-15", "2025-01-31", "2025-02-15", "31/360", "1/12"),
        // The end of one part is the first of the next month, the start of the other the 30th.
        ("30E+/360", "2025-01-15", "2025-01-31", "2025-02-15", "31/360", "1/12"),
        // The leap day lies in one part only, so that the other days are no longer over 366.
        ("ACT/365-ACTUAL", "2023-07-01", "2024-02-01", "2024-06-30", "4448/4453", "365/366"),
        // 215 days over 365 and 151 over 366 are not the year that they are together; nor are 365 days of
        // one year and a day of the next.
        ("ACT/ACT-AFB", "2023-07-01", "2024-02-01", "2024-07-01", "26761/26718", "1/1"),
        ("ACT/ACT-YEAR", "2023-03-01", "2024-02-29", "2024-03-01", "133591/133590", "1/1"),
    ];
    for (convention, from, at, to, parts, whole) in cases {
        let part = |from: &str, to: &str| {
            number(
                &reply("dayCount", &json!({ "convention": convention, "from": from, "to": to }))["fraction"]["exact"],
            )
        };
        assert_eq!(part(from, to), number(&json!(whole)), "{convention}, the whole");
        let sum = part(from, at) + part(at, to);
        assert_eq!(sum, number(&json!(parts)), "{convention}, the parts");
        assert_ne!(sum, part(from, to), "{convention}");
    }
}

/// By segment, a change to the same rate does change the figure: half a fen on each of two days is a
/// fen on each, or a fen on both.
#[test]
fn splitting_changes_what_is_rounded_by_segment() {
    let asked = |rates: Value, stage: &str| {
        let facts = json!({
            "base": "100", "annualRate": rates, "from": "2025-01-01", "to": "2025-01-03", "dayCount": "ACT/365F",
            "rounding": { "stage": stage },
        });
        reply("interest", &facts)["amount"].clone()
    };
    let split = || json!([{ "from": "2025-01-01", "rate": "0.01825" }, { "from": "2025-01-02", "rate": "0.01825" }]);
    assert_eq!(asked(json!("0.01825"), "segment"), "0.01");
    assert_eq!(asked(split(), "segment"), "0.02");
    assert_eq!(asked(split(), "line"), "0.01");
    assert_eq!(asked(split(), "once"), "0.01");
}
