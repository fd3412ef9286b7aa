//! Interest that runs during an installment plan, and due dates that move off days of rest: figures worked out
//! by hand, and every deposit, income and term tried against what the engine finds.

use std::collections::BTreeMap;

use arrears::api::{Engine, call_text};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cases::{optional_facts, paid_on_arrears, sample, with, without, yuan};

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    why: String,
    source: String,
    settings: BTreeMap<String, Value>,
    input: Value,
    expect: BTreeMap<String, Value>,
    #[serde(default)]
    absent: Vec<String>,
}

/// The bank's policy with settings of its `installment` section, or of another that is named before a point.
fn engine(settings: &BTreeMap<String, Value>) -> Engine {
    let mut policy: Value = serde_json::from_str(BANK).unwrap();
    for (name, value) in settings {
        let (section, name) = name.split_once('.').unwrap_or(("installment", name));
        policy[section][name]["value"] = value.clone();
    }
    Engine::compile(&policy.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()))
}

fn under(engine: &Engine, operation: &str, facts: &Value) -> Value {
    let text = call_text(engine, operation, &facts.to_string(), "{}").unwrap_or_else(|failure| failure.to_json());
    serde_json::from_str(&text).unwrap()
}

#[test]
fn each_row_is_as_it_was_worked_out() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../vectors/plan_interest/worked.json")).unwrap();
    assert!(rows.len() >= 13, "only {} rows were found", rows.len());
    for row in rows {
        assert!(row.why.len() > 10 && !row.source.is_empty(), "{} lacks its reason", row.id);
        let answer = under(&engine(&row.settings), "assess", &row.input);
        for (pointer, wanted) in &row.expect {
            assert_eq!(answer.pointer(pointer), Some(wanted), "{}: {pointer} in {:#}", row.id, answer["installments"]);
        }
        for pointer in &row.absent {
            assert_eq!(answer.pointer(pointer), None, "{}: {pointer}", row.id);
        }
    }
}

fn set(pairs: &[(&str, Value)]) -> BTreeMap<String, Value> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

#[test]
fn a_setting_that_there_is_not_is_refused_and_the_key_date_moves() {
    let mut policy: Value = serde_json::from_str(BANK).unwrap();
    policy["installment"]["interest"]["value"] = json!("prime");
    policy["installment"]["restDays"]["value"] = json!("later");
    let failure = Engine::compile(&policy.to_string()).unwrap_err().to_json();
    for path in ["/installment/interest/value", "/installment/restDays/value"] {
        assert!(failure.contains(path), "{failure}");
    }
    let facts = json!({ "asOf": "2026-01-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-11-22", "principal": "600", "interest": "0" }], "borrower": { "monthlyIncome": "7000" } });
    let dates = under(&engine(&set(&[("restDays", json!("following"))])), "keyDates", &facts);
    let first = dates["keyDates"].as_array().unwrap().iter().find(|date| date["event"] == "firstPlanPayment").unwrap();
    assert_eq!((&first["on"], &first["adjusted"]), (&json!("2026-02-24"), &json!(true)));
}

/// Two policies that differ in what runs during a plan alone differ in outcome on a case that is told.
/// The smallest sum, found where it is as far as a residue can push it from the first that the payments before the
/// last would need.
#[test]
fn the_smallest_deposit_is_found_behind_every_residue() {
    let facts = |as_of: &str, rate: &str, arrears: Value, income: &str| {
        json!({ "asOf": as_of, "loan": { "annualRate": rate }, "arrears": arrears,
            "borrower": { "monthlyIncome": income } })
    };
    let arrear = |due_on: &str, principal: &str, interest: &str, fees: &str| json!({ "dueOn": due_on, "principal": principal, "interest": interest, "fees": fees });
    let several = json!([
        arrear("2026-02-08", "28042.12", "1641.53", "2.78"),
        arrear("2025-10-06", "30025.40", "631.55", "4.49"),
        arrear("2025-10-23", "9429.81", "1731.49", "0")
    ]);
    let one = |due_on, principal, interest| json!([arrear(due_on, principal, interest, "0")]);
    let cases = [
        (
            set(&[("interest", json!("penalty")), ("periodsMax", json!(12))]),
            facts("2026-02-14", "24%", one("2025-12-08", "40121.72", "8024.34"), "16582.64"),
            "22.06",
        ),
        (
            set(&[("interest", json!("contract")), ("rounding", json!("down"))]),
            facts("2026-02-14", "0.0365", several, "38354.30"),
            // Of 4,019.77 all would be taken off what bears nothing. A payment settles the oldest arrear first, so that
            // more of it than of the others repays principal, which is what bears.
            "3990.53",
        ),
        (
            set(&[("periodsMax", json!(24))]),
            facts("2025-06-10", "0", one("2025-06-01", "59647.95", "0"), "8284.47"),
            "0.02",
        ),
    ];
    for (settings, facts, wanted) in cases {
        let engine = engine(&settings);
        let answer = under(&engine, "installments", &facts);
        assert_eq!(answer["deposit"], wanted, "{answer}");
        let does = |sum: i128| {
            let paid = paid_on_arrears(&facts, sum, &|facts| under(&engine, "assess", facts));
            let answer = under(&engine, "installments", &paid);
            let longest = answer["options"].as_array().and_then(|options| options.last());
            longest.unwrap_or_else(|| panic!("{answer} of {paid}"))["feasible"] == "yes"
        };
        let deposit = fen(&answer["deposit"]);
        assert!(does(deposit) && !(0.max(deposit - 300)..deposit).any(does), "{facts}");
    }
}

/// Two installments of 10,000.00 and 300.00, of which nothing is paid.
fn two_overdue(income: &str) -> Value {
    json!({ "asOf": "2025-06-01", "loan": { "annualRate": "12%" }, "borrower": { "monthlyIncome": income },
        "history": { "drawdown": { "on": "2024-01-01", "amount": "20000" },
            "schedule": [{ "dueOn": "2025-04-01", "principal": "10000", "interest": "300" },
                { "dueOn": "2025-05-01", "principal": "10000", "interest": "300" }], "events": [] } })
}

fn paid_event(facts: &Value, fen: i128) -> Value {
    let mut facts = facts.clone();
    let event = json!({ "kind": "payment", "on": facts["asOf"], "amount": yuan(fen) });
    facts["history"]["events"].as_array_mut().unwrap().push(event);
    facts
}

fn deposit_of_change(engine: &Engine, facts: &Value) -> Option<Value> {
    let reply = under(engine, "change", facts);
    let decision = reply["decisions"].as_array().unwrap().iter().find(|row| row["decision"] == "installments").unwrap();
    decision["changes"].as_array().unwrap().iter().find(|change| change["fact"] == "deposit").cloned()
}

/// The first arrear is paid with its principal before the interest of the second, which bears nothing: 10,632.91 leave
/// six payments of 1,800.00. Taken off what bears nothing first it would take 15.29 more.
#[test]
fn a_deposit_goes_where_a_payment_goes() {
    let (engine, facts) = (engine(&set(&[("interest", json!("contract"))])), two_overdue("6000"));
    assert_eq!(under(&engine, "installments", &facts)["deposit"], "10632.91");
    let change = deposit_of_change(&engine, &facts).unwrap();
    assert_eq!((&change["amount"], &change["periods"]), (&json!("10632.91"), &json!(6)));
    let paid = under(&engine, "installments", &paid_event(&facts, 1_063_291));
    assert_eq!((&paid["outcome"], &paid["options"][3]["payment"]), (&json!("yes"), &json!("1800.00")));
    assert_eq!(under(&engine, "installments", &paid_event(&facts, 1_063_290))["outcome"], "no");
}

/// Whatever is paid on the as-of date: the deposit is the smallest payment that does, and none of the hundred below it
/// does.
#[test]
fn every_deposit_where_interest_runs_is_the_smallest_payment_that_does() {
    let mut named = 0;
    for interest in ["contract", "penalty"] {
        let engine = engine(&set(&[("interest", json!(interest)), ("periodsMin", json!(6))]));
        for income in (1_000..11_500).step_by(1_300) {
            let facts = two_overdue(&income.to_string());
            let answer = under(&engine, "installments", &facts);
            let outcome = |fen: i128| under(&engine, "installments", &paid_event(&facts, fen))["outcome"].clone();
            assert_eq!(answer["outcome"], "no");
            let deposit = fen(&answer["deposit"]);
            let less: Vec<i128> = (deposit - 100..deposit).filter(|sum| outcome(*sum) != "no").collect();
            assert_eq!(less, Vec::<i128>::new(), "{income} {interest}: {deposit}");
            if let Some(change) = deposit_of_change(&engine, &facts) {
                assert_eq!((fen(&change["amount"]), outcome(deposit)), (deposit, json!("yes")), "{income} {interest}");
                named += 1;
            }
        }
    }
    assert!(named > 10, "only {named} were named");
}

/// A rate that is not known is no sum, and where principal bears none the payments lie within bounds of their own.
#[test]
fn every_answer_under_a_plan_that_bears_interest_can_be_explained() {
    for interest in ["contract", "penalty"] {
        let engine = engine(&set(&[("interest", json!(interest))]));
        for (principal, own, income) in [
            ("57120.00", json!("580.57"), json!("999907.57")),
            ("57120.00", Value::Null, json!("999907.57")),
            ("57120.00", Value::Null, json!("0")),
            ("0", Value::Null, json!("100")),
            ("0", json!("0.04"), Value::Null),
            ("57120.00", json!("580.57"), Value::Null),
        ] {
            for rate in [Value::Null, json!("6%")] {
                let facts = json!({ "asOf": "2025-10-31", "loan": { "annualRate": rate },
                    "arrears": [{ "dueOn": "2025-08-02", "principal": principal, "interest": own, "fees": "1" }],
                    "borrower": { "monthlyIncome": income } });
                let answer = under(&engine, "assess", &facts);
                for clause in answer["installments"]["clauses"].as_array().unwrap() {
                    let low = clause["atLeast"].as_str().unwrap_or_default();
                    assert!(low.len() < 12, "{clause} in {facts}");
                }
                let told = under(&engine, "explain", &answer);
                assert!(told["sections"].is_array(), "{told} of {facts}");
            }
        }
    }
}

#[test]
fn policies_that_differ_in_the_interest_of_plans_have_a_witness() {
    let mut other: Value = serde_json::from_str(BANK).unwrap();
    other["installment"]["interest"]["value"] = json!("penalty");
    other["version"] = json!("2.0.0");
    let options = json!({ "before": BANK, "after": other });
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let text = call_text(&engine, "comparePolicies", "{}", &options.to_string()).unwrap();
    let reply: Value = serde_json::from_str(&text).unwrap();
    let witness = reply["witnesses"].as_array().unwrap().iter().find(|witness| witness["decision"] == "installments");
    let witness = witness.unwrap_or_else(|| panic!("no witness in {reply:#}"));
    assert_eq!((&witness["before"], &witness["after"]), (&json!("yes"), &json!("no")));
}

/// A small debt under a policy in which interest runs.
#[derive(Clone, Debug)]
struct Small {
    interest: &'static str,
    principal: i128,
    other: i128,
    income: i128,
    rate: u32,
    rounding: &'static str,
    periods: (u32, u32),
}

impl Small {
    fn engine(&self) -> Engine {
        engine(&set(&[
            ("interest", json!(self.interest)),
            ("rounding", json!(self.rounding)),
            ("periodsMin", json!(self.periods.0)),
            ("periodsMax", json!(self.periods.1)),
        ]))
    }

    /// Fees of today's arrear bear nothing; the penalty of one day is a part of the total.
    fn facts(&self) -> Value {
        json!({
            "asOf": "2025-11-22",
            "loan": { "annualRate": format!("0.{:02}", self.rate) },
            "arrears": [{ "dueOn": "2025-11-21", "principal": yuan(self.principal), "interest": "0", "fees": yuan(self.other) }],
            "borrower": { "monthlyIncome": yuan(self.income) }
        })
    }
}

prop_compose! {
    fn smalls()(
        interest in prop::sample::select(vec!["contract", "penalty"]),
        principal in 1_i128..6_000,
        other in 0_i128..2_000,
        income in 100_i128..20_000,
        rate in 0_u32..100,
        rounding in prop::sample::select(vec!["halfUp", "halfEven", "up", "down"]),
        least in 1_u32..5,
        more in 0_u32..4,
    ) -> Small {
        Small { interest, principal, other, income, rate, rounding, periods: (least, least + more) }
    }
}

fn fen(value: &Value) -> i128 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

const DAYS: [i128; 8] = [30, 31, 31, 28, 31, 30, 31, 30];

fn quotient(numerator: i128, denominator: i128, rounding: &str) -> i128 {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    let up = match rounding {
        "up" => rest > 0,
        "down" => false,
        "halfEven" => rest * 2 > denominator || (rest * 2 == denominator && whole % 2 == 1),
        _ => rest * 2 >= denominator,
    };
    whole + i128::from(up)
}

/// Whether some plan is feasible on an income, for a case with another sum taken off.
fn feasible_after(small: &Small, engine: &Engine, total: i128, sum: i128) -> bool {
    let charge = total - small.principal - small.other;
    let besides = (charge + small.other - sum).max(0);
    let principal = small.principal - (sum - charge - small.other).max(0);
    // What is left without the penalty of the day, which is stated as a fee: an arrear that fell due today.
    let facts = json!({
        "asOf": "2025-11-22",
        "loan": { "annualRate": format!("0.{:02}", small.rate) },
        "arrears": [{ "dueOn": "2025-11-21", "principal": yuan(principal), "interest": "0", "fees": yuan(besides) }],
        "borrower": { "monthlyIncome": yuan(small.income) }
    });
    under(engine, "installments", &facts)["outcome"] == "yes"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_add_up_and_each_bears_the_interest_of_its_days(small in smalls()) {
        let reply = under(&small.engine(), "assess", &small.facts());
        let total = fen(&reply["due"]["total"]);
        for option in reply["installments"]["options"].as_array().unwrap() {
            let rows = option["schedule"].as_array().unwrap();
            let periods = i128::from(option["periods"].as_u64().unwrap());
            prop_assert_eq!(i128::try_from(rows.len()).unwrap(), periods);
            prop_assert_eq!(rows.iter().map(|row| fen(&row["principal"])).sum::<i128>(), total);
            let rate = i128::from(small.rate) * if small.interest == "penalty" { 15 } else { 10 };
            let each = quotient(total - small.principal, periods, small.rounding);
            let (mut left, mut carried) = (small.principal, total - small.principal);
            for (number, (row, days)) in rows.iter().zip(DAYS).enumerate() {
                prop_assert_eq!(fen(&row["interest"]), quotient(left * rate * days, 360_000, small.rounding));
                prop_assert_eq!(fen(&row["payment"]), fen(&row["principal"]) + fen(&row["interest"]));
                let besides = if number + 1 == rows.len() { carried } else { each.min(carried) };
                carried -= besides;
                left -= fen(&row["principal"]) - besides;
                prop_assert_eq!(fen(&row["balance"]), left + carried);
            }
        }
    }

    /// The deposit is the smallest sum that leaves a feasible rest: every smaller one is tried.
    #[test]
    fn no_smaller_deposit_would_do(small in smalls()) {
        let (principal, other) = (1 + small.principal % 160, small.other % 60);
        let small = Small { rate: 0, principal, other, income: 1 + small.income % (1 + (principal + other) / 4), ..small };
        let engine = small.engine();
        let reply = under(&engine, "change", &small.facts());
        let total = small.principal + small.other;
        let decision = reply["decisions"].as_array().unwrap().iter().find(|row| row["decision"] == "installments").unwrap();
        let deposit = decision["changes"].as_array().unwrap().iter().find(|change| change["fact"] == "deposit");
        prop_assert_eq!(&decision["outcome"], "no", "30 % of a fourth is less than an eighth");
        let smallest = (1..total).find(|sum| feasible_after(&small, &engine, total, *sum));
        prop_assert_eq!(deposit.map(|change| fen(&change["amount"])), smallest);
    }

    /// What is said of the income is true of the case with that income, and not with a fen less.
    #[test]
    fn the_least_income_is_the_least(small in smalls()) {
        let engine = small.engine();
        let reply = under(&engine, "change", &small.facts());
        let decision = reply["decisions"].as_array().unwrap().iter().find(|row| row["decision"] == "installments").unwrap();
        let change = decision["changes"].as_array().unwrap().iter().find(|change| change["fact"] == "monthlyIncome");
        let Some(change) = change else { return Ok(()) };
        let outcome = |fen: i128| {
            let facts = with(small.facts(), "/borrower/monthlyIncome", json!(yuan(fen)));
            under(&engine, "installments", &facts)["outcome"].clone()
        };
        let to = fen(&change["to"]);
        let (below, above) = if decision["outcome"] == "yes" { (to, to + 1) } else { (to - 1, to) };
        prop_assert_eq!((outcome(below), outcome(above)), (json!("no"), json!("yes")));
    }

    /// Whatever facts are missing, the answer can be explained, its bounds hold what the facts come to, and what it
    /// settles without them stays as it is.
    #[test]
    fn bounds_hold_what_the_missing_facts_come_to(
        sample in sample(2),
        interest in prop::sample::select(vec!["contract", "penalty"]),
        (costs, later, months, term) in (0_i128..2_000_000, 0_i128..50_000_000, 0_u32..400, 1_u32..400),
        missing in any::<u32>(),
    ) {
        let engine = engine(&set(&[("interest", json!(interest))]));
        let mut facts = sample.facts();
        let overdue: i128 = sample.arrears.iter().map(|arrear| arrear.principal).sum();
        let as_of = arrears::calendar::Date::parse(facts["asOf"].as_str().unwrap()).unwrap();
        for (pointer, value) in [
            ("/borrower/livingCosts", json!(yuan(costs))),
            ("/borrower/otherDebtPayments", json!("0")),
            ("/loan/outstandingPrincipal", json!(yuan(overdue + later))),
            ("/loan/maturesOn", json!(as_of.plus_months(months).to_string())),
            ("/loan/originalTermMonths", json!(term)),
        ] {
            facts = with(facts, pointer, value);
        }
        let mut pointers = optional_facts(&facts);
        let loan = ["outstandingPrincipal", "maturesOn", "originalTermMonths"].map(|name| format!("/loan/{name}"));
        pointers.extend(loan);
        let dropped: Vec<String> =
            (0..).zip(pointers).filter(|(place, _)| missing >> (place % 32) & 1 == 1).map(|(_, pointer)| pointer).collect();
        let (whole, part) = (under(&engine, "assess", &facts), under(&engine, "assess", &without(&facts, &dropped)));
        prop_assume!(whole["installments"].is_object() && part["installments"].is_object());
        let told = under(&engine, "explain", &part);
        prop_assert!(told["sections"].is_array(), "{} of {} without {:?}", told, facts, dropped);
        for decision in ["installments", "restructure"] {
            let (whole, part) = (&whole[decision], &part[decision]);
            if part.is_null() {
                continue;
            }
            if part["outcome"] != "undetermined" {
                prop_assert_eq!(&part["outcome"], &whole["outcome"], "{} {} without {:?}", decision, facts, dropped);
            }
            for (known, open) in whole["clauses"].as_array().unwrap().iter().zip(part["clauses"].as_array().unwrap()) {
                let Some(value) = known["value"].as_str() else { continue };
                let at = |name: &str| open[name].as_str().map(scaled);
                prop_assert!(at("atLeast").is_none_or(|low| low <= scaled(value)), "{} {} of {}", open, value, facts);
                prop_assert!(at("atMost").is_none_or(|high| scaled(value) <= high), "{} {} of {}", open, value, facts);
            }
        }
    }

    /// The deposit of the answer makes its longest plan feasible, and no smaller sum does, at any rate.
    #[test]
    fn the_deposit_of_the_answer_is_the_smallest(small in smalls()) {
        let small = Small { principal: 1 + small.principal % 600, other: small.other % 300, income: 1 + small.income % 1_500, ..small };
        let (engine, facts) = (small.engine(), small.facts());
        let reply = under(&engine, "assess", &facts);
        let Some(deposit) = reply["installments"].get("deposit").map(fen) else { return Ok(()) };
        let total = fen(&reply["due"]["total"]);
        let rate = i128::from(small.rate) * if small.interest == "penalty" { 15 } else { 10 };
        let fits = |sum: i128| {
            let besides = total - small.principal;
            let (base, carried) = (small.principal - (sum - besides).max(0), (besides - sum).max(0));
            payments(base, carried, rate, small.periods.1, small.rounding)
                .iter()
                .all(|payment| *payment > 0 && payment * 10 <= small.income * 3)
        };
        let wanted = (1..total).find(|sum| fits(*sum)).unwrap_or(total);
        prop_assert_eq!(deposit, wanted);
    }
}

/// A decimal in units of 10^-10.
fn scaled(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<10}").parse().unwrap()
}

/// The payments of a plan, worked out apart: the level payment is the exact quotient of two products.
fn payments(base: i128, carried: i128, rate: i128, periods: u32, rounding: &str) -> Vec<i128> {
    let days = &DAYS[..usize::try_from(periods).unwrap()];
    // Each period grows by (360,000 + rate × days) ÷ 360,000; the worth of one a period is a sum of quotients.
    let growth: Vec<BigInt> = days.iter().map(|days| BigInt::from(360_000 + rate * days)).collect();
    let one = BigInt::from(360_000);
    let whole: BigInt = growth.iter().product();
    let worth: BigInt = (1..=growth.len())
        .map(|count| {
            let scaled: BigInt = (0..count).map(|_| &one).product();
            scaled * growth[count..].iter().product::<BigInt>()
        })
        .sum();
    let level = big_quotient(&(whole * base), &worth, rounding);
    let each = quotient(carried, i128::from(periods), rounding);
    let (mut left, mut besides) = (base, carried);
    let rows = days.iter().enumerate().map(|(number, days)| {
        let interest = quotient(left * rate * days, 360_000, rounding);
        let is_last = number + 1 == days_count(periods);
        let principal = if is_last { left } else { (level - interest).max(0).min(left) };
        let part = if is_last { besides } else { each.min(besides) };
        left -= principal;
        besides -= part;
        principal + interest + part
    });
    rows.collect()
}

fn big_quotient(numerator: &BigInt, denominator: &BigInt, rounding: &str) -> i128 {
    let (whole, rest): (BigInt, BigInt) = (numerator / denominator, numerator % denominator);
    let whole: i128 = whole.to_string().parse().unwrap();
    let twice = rest.clone() * 2;
    let up = match rounding {
        "up" => rest > BigInt::from(0),
        "down" => false,
        "halfEven" => twice > *denominator || (twice == *denominator && whole % 2 == 1),
        _ => twice >= *denominator,
    };
    whole + i128::from(up)
}

fn days_count(periods: u32) -> usize {
    usize::try_from(periods).unwrap()
}
