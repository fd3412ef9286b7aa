//! Schedules against exact fractions, and the laws that their rows keep.

use arrears::calendar::{Date, DayCount};
use arrears::limits::{DUE_DAY_MAX, PERIODS_MAX, PLACES_MAX, SCHEDULE_EVENTS_MAX, STEP_DAYS_MAX, STEP_MONTHS_MAX};
use arrears::money::annuity::{Annuity, PeriodRate, RunsOn};
use arrears::money::{Money, Rate, Rounding, Stage};
use arrears::rules::schedule::{
    Basis, Calendar, Course, Every, Method, Period, Residue, Row, Terms, periods, schedule,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::with;
use crate::vectors::call;

fn whole(number: i128) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}

fn ratio(numerator: i128, denominator: i128) -> BigRational {
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// Rounds a fraction that is not below zero, from the definition of each mode.
fn rounded(exact: &BigRational, mode: Rounding) -> BigInt {
    let floor = exact.floor();
    let rest = exact - &floor;
    let half = ratio(1, 2);
    let is_odd = floor.to_integer() % BigInt::from(2) == BigInt::from(1);
    let up = match mode {
        Rounding::Down => false,
        Rounding::Up => rest > whole(0),
        Rounding::HalfUp => rest >= half,
        Rounding::HalfEven => rest > half || (rest == half && is_odd),
    };
    floor.to_integer() + BigInt::from(u8::from(up))
}

fn rate_of(digits: u64) -> Rate {
    Rate::parse(&format!("{}.{:010}", digits / 10_000_000_000, digits % 10_000_000_000)).unwrap()
}

fn any_rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::HalfUp), Just(Rounding::HalfEven), Just(Rounding::Down), Just(Rounding::Up)]
}

fn any_method() -> impl Strategy<Value = Method> {
    prop_oneof![Just(Method::EqualInstallment), Just(Method::EqualPrincipal), Just(Method::EqualSplit)]
}

/// The level payment by the closed formula, `P·r·(1 + r)^n ÷ ((1 + r)^n − 1)`, of a rate given as numerator
/// and denominator; and so many units of it, for a payment that is rounded to a multiple.
fn closed_formula(principal: i128, (rate, of): (i128, i128), count: u32, unit: i128) -> BigRational {
    let big = |number: i128| BigInt::from(number);
    if rate == 0 {
        return ratio(principal, i128::from(count) * unit);
    }
    let (grown, flat) = (big(rate + of).pow(count), big(of).pow(count));
    BigRational::new(big(principal) * big(rate) * &grown, big(of) * (&grown - flat) * big(unit))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_level_payment_is_rounded_correctly(
        principal in 1_i128..=99_999_999_999_999,
        digits in prop_oneof![Just(0_u64), 1..=10_000_000_000_u64, Just(10_000_000_000_u64)],
        count in 1_u32..=360,
        unit in prop_oneof![Just(1_i128), Just(100), Just(1_000), Just(7)],
        mode in any_rounding(),
    ) {
        let month = PeriodRate::of(rate_of(digits), (1, 12));
        let annuity = Annuity::over(&vec![month; usize::try_from(count).unwrap()]);
        let payment = annuity.payment(Money::from_fen(principal), Money::from_fen(unit), mode);
        let exact = closed_formula(principal, (i128::from(digits), 120_000_000_000), count, unit);
        prop_assert_eq!(BigInt::from(payment.fen()), rounded(&exact, mode) * BigInt::from(unit));
    }

    #[test]
    fn a_payment_over_different_periods_clears_them_exactly(
        principal in 1_i128..=99_999_999_999_999,
        rates in prop::collection::vec((0_u64..=10_000_000_000, 0_u64..=400), 1..40),
        mode in any_rounding(),
    ) {
        let exact: Vec<BigRational> = rates
            .iter()
            .map(|(digits, days)| ratio(i128::from(*digits), 10_000_000_000) * ratio(i128::from(*days), 366 * 365))
            .collect();
        let discounted = exact.iter().scan(whole(1), |growth, rate| {
            *growth = &*growth * (whole(1) + rate);
            Some(whole(1) / &*growth)
        });
        let worth = discounted.fold(whole(0), |sum, value| sum + value);
        let periods: Vec<PeriodRate> =
            rates.iter().map(|(digits, days)| PeriodRate::of(rate_of(*digits), (*days, 366 * 365))).collect();
        let payment = Annuity::over(&periods).payment(Money::from_fen(principal), Money::from_fen(1), mode);
        prop_assert_eq!(BigInt::from(payment.fen()), rounded(&(whole(principal) / worth), mode));
    }
}

/// A loan of monthly rows at one rate.
#[derive(Clone, Copy, Debug)]
struct Loan {
    terms: Terms,
    digits: u64,
    count: u32,
}

impl Loan {
    fn periods(&self) -> Vec<Period> {
        periods(&Calendar::monthly(self.count, None), Course::steady(rate_of(self.digits)))
    }

    fn rows(&self) -> Vec<Row> {
        schedule(&self.terms, &self.periods())
    }

    fn month(&self) -> BigRational {
        ratio(i128::from(self.digits), 120_000_000_000)
    }
}

fn loan() -> impl Strategy<Value = Loan> {
    let shape = (any_method(), 0_u32..6, any_rounding(), prop_oneof![Just(Stage::Line), Just(Stage::Once)]);
    let numbers = (100_i128..=100_000_000_000, 0_u64..=3_000_000_000, 1_u32..=60);
    (shape, numbers, any::<bool>()).prop_map(|((method, grace, rounding, stage), (principal, digits, count), flat)| {
        let runs_on = if flat { RunsOn::Principal } else { RunsOn::Balance };
        let plain = Terms::plain(Money::from_fen(principal), method);
        Loan { terms: Terms { grace: grace.min(count - 1), rounding, stage, runs_on, ..plain }, digits, count }
    })
}

fn sum(rows: &[Row], of: impl Fn(&Row) -> Money) -> i128 {
    rows.iter().map(|row| of(row).fen()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_principal_is_repaid_exactly(loan in loan()) {
        let rows = loan.rows();
        prop_assert_eq!(rows.len(), usize::try_from(loan.count).unwrap());
        prop_assert_eq!(sum(&rows, |row| row.principal), loan.terms.principal.fen());
        prop_assert_eq!(rows.last().unwrap().balance, Money::ZERO);
        let mut before = loan.terms.principal;
        for row in &rows {
            prop_assert_eq!(row.balance, before.minus(row.principal));
            prop_assert!(row.principal >= Money::ZERO && row.interest >= Money::ZERO, "{row:?}");
            before = row.balance;
        }
        let grace = usize::try_from(loan.terms.grace).unwrap();
        prop_assert!(rows[..grace].iter().all(|row| row.principal == Money::ZERO));
    }

    #[test]
    fn each_rounded_row_bears_the_interest_of_what_was_left(loan in loan()) {
        let loan = Loan { terms: Terms { stage: Stage::Line, ..loan.terms }, ..loan };
        prop_assume!(loan.terms.method != Method::EqualSplit);
        let mut before = loan.terms.principal;
        for row in loan.rows() {
            let base = if loan.terms.runs_on == RunsOn::Principal { loan.terms.principal } else { before };
            let exact = whole(base.fen()) * loan.month();
            prop_assert_eq!(BigInt::from(row.interest.fen()), rounded(&exact, loan.terms.rounding));
            before = row.balance;
        }
    }

    #[test]
    fn all_rows_but_the_last_of_equal_installments_are_equal(loan in loan()) {
        let plain = Terms { method: Method::EqualInstallment, stage: Stage::Line, ..loan.terms };
        let loan = Loan { terms: Terms { grace: 0, ..plain }, ..loan };
        let rows = loan.rows();
        let payments: Vec<Money> = rows[..rows.len() - 1].iter().map(Row::payment).collect();
        // A level payment that was rounded up may clear a tiny loan before its last row.
        let until = rows.iter().position(|row| row.balance == Money::ZERO).unwrap();
        prop_assert!(payments[..until].windows(2).all(|pair| pair[0] == pair[1]), "{payments:?}");
    }

    #[test]
    fn an_unrounded_schedule_adds_up_to_the_exact_total_rounded_once(loan in loan()) {
        let loan = Loan { terms: Terms { stage: Stage::Once, ..loan.terms }, ..loan };
        let principal = loan.terms.principal.fen();
        let (rate, mut balance, mut interest) = (loan.month(), whole(principal), whole(0));
        let repaying = loan.count - loan.terms.grace;
        let is_level = loan.terms.method == Method::EqualInstallment && loan.terms.runs_on == RunsOn::Balance;
        let level = closed_formula(principal, (i128::from(loan.digits), 120_000_000_000), repaying, 1);
        let rows = loan.rows();
        let mut shown = (0, 0);
        for (index, row) in rows.iter().enumerate() {
            let base = if loan.terms.runs_on == RunsOn::Principal { whole(principal) } else { balance.clone() };
            let added = base * &rate;
            let repaid = match () {
                () if u32::try_from(index).unwrap() < loan.terms.grace => whole(0),
                () if is_level => &level - &added,
                () => ratio(principal, i128::from(repaying)),
            };
            interest += added;
            balance -= repaid;
            shown = (shown.0 + row.principal.fen(), shown.1 + row.interest.fen());
            let so_far = whole(principal) - &balance;
            // A fen of interest that two roundings would take back stays, and the principal waits for it.
            let waits = rounded(&so_far, loan.terms.rounding) - BigInt::from(shown.0);
            prop_assert!(row.interest.fen() >= 0 && row.principal.fen() >= 0);
            prop_assert!(waits == BigInt::from(0) || waits == BigInt::from(1) && row.interest == Money::ZERO, "{waits}");
            if loan.terms.method != Method::EqualSplit || index + 1 == rows.len() {
                prop_assert_eq!(BigInt::from(shown.0 + shown.1), rounded(&(so_far + &interest), loan.terms.rounding));
            }
        }
    }

    #[test]
    fn spreading_the_residue_never_leaves_a_larger_one(loan in loan()) {
        let plain = Terms { method: Method::EqualInstallment, stage: Stage::Line, grace: 0, ..loan.terms };
        let residue = |residue| {
            let rows = Loan { terms: Terms { residue, ..plain }, ..loan }.rows();
            rows.last().unwrap().payment().minus(rows[0].payment()).fen().abs()
        };
        prop_assert!(residue(Residue::Spread) <= residue(Residue::Last));
    }

    #[test]
    fn a_change_to_the_same_rate_changes_nothing(
        loan in loan(),
        day in 0_u32..4_000,
    ) {
        let loan = Loan { terms: Terms { stage: Stage::Line, payment: None, ..loan.terms }, ..loan };
        let start = Date::parse("2024-01-31").unwrap();
        let annual_rate = rate_of(loan.digits);
        let calendar = Calendar { start_on: Some(start), ..Calendar::monthly(loan.count, None) };
        let rows = |changes: &[(Date, Rate)]| {
            schedule(&loan.terms, &periods(&calendar, Course { changes, ..Course::steady(annual_rate) }))
        };
        prop_assert_eq!(rows(&[]), rows(&[(start.plus_days(day), annual_rate)]));
    }
}

/// The rows of a loan that starts on the last of January, with payments received.
fn with_received(loan: &Loan, received: &[(Date, Money)]) -> Vec<Row> {
    let start_on = Date::parse("2024-01-31").ok();
    let calendar = Calendar { start_on, ..Calendar::monthly(loan.count, None) };
    schedule(&loan.terms, &periods(&calendar, Course { received, ..Course::steady(rate_of(loan.digits)) }))
}

fn by_row(loan: Loan) -> Loan {
    Loan { terms: Terms { stage: Stage::Line, ..loan.terms }, ..loan }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn payments_made_as_they_fall_due_change_nothing(loan in loan(), paid in 0_usize..60) {
        let loan = by_row(loan);
        let rows = with_received(&loan, &[]);
        let received: Vec<(Date, Money)> =
            rows.iter().take(paid).map(|row| (row.due_on.unwrap(), row.payment())).collect();
        prop_assert_eq!(rows, with_received(&loan, &received));
    }

    /// Less than a fen for each row may be lost again when the payment is rounded anew, so that a smaller
    /// sum can leave the interest where it was, or a few fen above.
    #[test]
    fn a_payment_ahead_never_raises_the_interest(loan in loan(), day in 1_u32..=29, sum in 10_000_i128..=1_000_000_000) {
        let loan = by_row(loan);
        let plain = with_received(&loan, &[]);
        let on = Date::parse("2024-01-31").unwrap().plus_days(day);
        let ahead = with_received(&loan, &[(on, Money::from_fen(sum))]);
        prop_assert!(sum_of_interest(&ahead) <= sum_of_interest(&plain), "{ahead:?} against {plain:?}");
        prop_assert_eq!(sum_of_principal(&ahead), loan.terms.principal.fen());
    }

    #[test]
    fn a_late_payment_never_lowers_the_interest(loan in loan(), days in 0_u32..=27) {
        let loan = by_row(loan);
        prop_assume!(loan.count > 2);
        let plain = with_received(&loan, &[]);
        let late = with_received(&loan, &[(plain[0].due_on.unwrap().plus_days(days), plain[0].payment())]);
        prop_assert!(sum_of_interest(&late) >= sum_of_interest(&plain), "{late:?} against {plain:?}");
        prop_assert_eq!(sum_of_principal(&late), loan.terms.principal.fen());
    }
}

fn sum_of_interest(rows: &[Row]) -> i128 {
    sum(rows, |row| row.interest)
}

fn sum_of_principal(rows: &[Row]) -> i128 {
    sum(rows, |row| row.principal)
}

#[test]
fn due_dates_step_from_the_original_day() {
    let start_on = Some(Date::parse("2024-01-31").unwrap());
    let due = |every, first_due_on| {
        let course = Course::steady(Rate::ZERO);
        let calendar = Calendar {
            start_on,
            first_due_on,
            due_day: None,
            every,
            count: 3,
            first: Basis::Month,
            later: Basis::Month,
        };
        let days = periods(&calendar, course);
        days.iter().map(|period| period.due_on.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(Every::Months(1), None), ["2024-02-29", "2024-03-31", "2024-04-30"]);
    let first = Date::parse("2024-03-15").ok();
    assert_eq!(due(Every::Months(3), first), ["2024-03-15", "2024-06-15", "2024-09-15"]);
    assert_eq!(due(Every::Days(7), None), ["2024-02-07", "2024-02-14", "2024-02-21"]);
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

/// The rows of 12,000 over three months from 1 January 2025 on, each as its principal and interest.
fn three_months(method: Method, payment: Option<&str>, course: Course<'_>) -> Vec<String> {
    let calendar = Calendar { start_on: Some(day("2025-01-01")), ..Calendar::monthly(3, None) };
    let terms = Terms { payment: payment.map(yuan), ..Terms::plain(yuan("12000"), method) };
    let rows = schedule(&terms, &periods(&calendar, course));
    rows.iter().map(|row| format!("{} {}", row.principal, row.interest)).collect()
}

/// What a payment on a due date leaves of that row counts as paid, where no later payment is known: 80 is 1 % of 8,000.
/// Where one is known, 3,120 of the principal are overdue until then, and bear 31.20 more.
#[test]
fn what_the_last_payment_leaves_counts_as_paid_on_its_day() {
    let of = |received: &[(Date, Money)]| {
        three_months(Method::EqualPrincipal, None, Course { received, ..Course::steady(rate_of(1_200_000_000)) })
    };
    let first = (day("2025-02-01"), yuan("1000"));
    assert_eq!(of(&[first]), ["4000.00 120.00", "4000.00 80.00", "4000.00 40.00"]);
    let second = (day("2025-03-01"), yuan("1"));
    assert_eq!(of(&[first, second]), ["4000.00 120.00", "4000.00 111.20", "4000.00 40.00"]);
}

/// 4,080.27 clear 12,000 in three months at 12 %. At 6 % from the first due date on, 4,050.04 clear the 8,039.73 that are
/// left: 8,039.73 ÷ (1 ÷ 1.005 + 1 ÷ 1.005²). At 6 % from the second on, what is left is the last payment.
#[test]
fn a_rate_that_changes_on_a_due_date_makes_the_payments_anew() {
    let at = |from: &str| {
        let changes = [(day(from), rate_of(600_000_000))];
        let course = Course { changes: &changes, ..Course::steady(rate_of(1_200_000_000)) };
        three_months(Method::EqualInstallment, None, course)
    };
    assert_eq!(at("2025-02-01"), ["3960.27 120.00", "4009.84 40.20", "4029.89 20.15"]);
    assert_eq!(at("2025-03-01"), ["3960.27 120.00", "3999.87 80.40", "4039.86 20.20"]);
}

/// A rate that another replaces on the first day was never charged. One from the 16th on is new: fifteen days of 31 at 1 %
/// and sixteen at ½ % are 89.03, and 4,049.79 clear the loan.
#[test]
fn an_agreed_payment_is_kept_until_the_rate_changes() {
    let at = |from: &str| {
        let changes = [(day(from), rate_of(600_000_000))];
        let course = Course { changes: &changes, ..Course::steady(rate_of(1_200_000_000)) };
        three_months(Method::EqualInstallment, Some("4100"), course)
    };
    assert_eq!(at("2025-01-01"), ["4040.00 60.00", "4060.20 39.80", "3899.80 19.50"]);
    assert_eq!(at("2025-01-16"), ["3960.76 89.03", "4009.59 40.20", "4029.65 20.15"]);
}

/// A first payment on the day of the loan bears no interest by days, and is one of three.
#[test]
fn a_first_period_without_days_is_a_period() {
    let start_on = Some(day("2025-01-01"));
    let by_days = Basis::ActualDays(DayCount::Act365Fixed);
    let calendar = Calendar { start_on, first_due_on: start_on, first: by_days, ..Calendar::monthly(3, None) };
    let rows = |method| {
        let course = Course::steady(rate_of(1_200_000_000));
        let rows = schedule(&Terms::plain(yuan("12000"), method), &periods(&calendar, course));
        rows.iter().map(|row| format!("{} {}", row.principal, row.interest)).collect::<Vec<_>>()
    };
    assert_eq!(rows(Method::EqualPrincipal), ["4000.00 0.00", "4000.00 80.00", "4000.00 40.00"]);
}

/// 100.00 at 0.1 % bear 5.4 fen in twelve months. Payments so far come to 8.34, 16.68, 25.02, 33.36 …, and principal to
/// 8.33, 16.67, 25.00, 33.33, 41.67, 50.00, 58.33, 66.67: of the eighth row, 66.71 less 66.67 would be 4 fen, after 5.
#[test]
fn no_interest_is_below_nothing_for_two_sums_that_are_rounded() {
    let terms = Terms { stage: Stage::Once, ..Terms::plain(yuan("100"), Method::EqualPrincipal) };
    let rows = schedule(&terms, &periods(&Calendar::monthly(12, None), Course::steady(rate_of(10_000_000))));
    let figures: Vec<(i128, i128)> = rows.iter().map(|row| (row.principal.fen(), row.interest.fen())).collect();
    assert_eq!(figures[5..9], [(833, 1), (833, 1), (833, 0), (834, 0)]);
    assert_eq!(figures.iter().map(|(principal, _)| principal).sum::<i128>(), 10_000);
    assert_eq!(figures.iter().map(|(_, interest)| interest).sum::<i128>(), 5);
}

fn plain() -> Value {
    json!({
        "principal": "10000", "annualRate": "6%", "payments": 12, "method": "equalInstallment",
        "startOn": "2024-01-31", "every": { "months": 1 }, "rounding": { "stage": "line" },
    })
}

/// The problems of an input, each as its code and place.
fn problems(facts: &Value) -> Vec<String> {
    let failure = match call("schedule", &facts.to_string(), "{}") {
        Ok(_) => return Vec::new(),
        Err(failure) => serde_json::from_str::<Value>(&failure).unwrap(),
    };
    let problems = failure["problems"].as_array().unwrap().iter();
    problems.map(|problem| format!("{} {}", problem["code"], problem["path"]).replace('"', "")).collect()
}

#[test]
fn every_bound_holds_at_it_and_not_past_it() {
    let sums = |count: usize| json!(vec![json!({ "on": "2024-01-31", "amount": "1" }); count]);
    for (pointer, at, past, problem) in [
        ("/payments", json!(PERIODS_MAX), json!(PERIODS_MAX + 1), "countTooLarge /payments"),
        ("/payments", json!(1), json!(0), "countTooSmall /payments"),
        ("/dueDay", json!(DUE_DAY_MAX), json!(DUE_DAY_MAX + 1), "countTooLarge /dueDay"),
        ("/every/months", json!(STEP_MONTHS_MAX), json!(STEP_MONTHS_MAX + 1), "countTooLarge /every/months"),
        ("/every", json!({ "months": 1 }), json!({ "months": 0 }), "countTooSmall /every/months"),
        ("/rounding/places", json!(PLACES_MAX), json!(PLACES_MAX + 1), "countTooLarge /rounding/places"),
        ("/rounding/places", json!(2), json!(1), "countTooSmall /rounding/places"),
        ("/graceMonths", json!(11), json!(12), "countTooLarge /graceMonths"),
        ("/paidOut", sums(SCHEDULE_EVENTS_MAX), sums(SCHEDULE_EVENTS_MAX + 1), "tooManyItems /paidOut"),
        ("/principal", json!("0.01"), json!("0"), "countTooSmall /principal"),
        ("/firstDueOn", json!("2024-01-31"), json!("2024-01-30"), "boundsCrossed /firstDueOn"),
    ] {
        assert_eq!(problems(&with(plain(), pointer, at)), Vec::<String>::new(), "{pointer} at its bound");
        assert_eq!(problems(&with(plain(), pointer, past)), [problem], "{pointer} past its bound");
    }
    let days = |days: u32| {
        let facts = with(plain(), "/every", json!({ "days": days }));
        problems(&with(facts, "/dayCount", json!("ACT/365F")))
    };
    assert_eq!(days(STEP_DAYS_MAX), Vec::<String>::new());
    assert_eq!(days(STEP_DAYS_MAX + 1), ["countTooLarge /every/days"]);
}
