//! Instalment plans of the United Kingdom's revenue service: simple interest on each debt up to the day
//! on which each part of it is paid, all of it added to the last instalment.
//!
//! Each debt is one call of `interest`: what is left of it is a table of amounts, one from each instalment
//! on. The rate and the length of the year are those of the day on which the interest of a plan starts,
//! as the scheme has it.

use arrears::calendar::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/hmrc_instalments.json");

/// Days after the start on which money paid upfront is taken as paid.
const UPFRONT_DAYS: u32 = 7;

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn day(value: &Value) -> Date {
    Date::parse(text(value)).unwrap()
}

fn fen(value: &Value) -> i128 {
    let (whole, decimals) = text(value).split_once('.').unwrap_or((text(value), ""));
    format!("{whole}{decimals:0<2}").parse().unwrap()
}

fn yuan(fen: i128) -> Value {
    json!(format!("{}.{:02}", fen / 100, fen % 100))
}

/// Adds exact amounts, `n/d`, and rounds once, half-up, to the fen.
fn rounded_once(parts: &[String]) -> i128 {
    let part = |text: &String| {
        let (numerator, denominator) = text.split_once('/').unwrap();
        BigRational::new(numerator.parse::<BigInt>().unwrap(), denominator.parse().unwrap())
    };
    let sum = parts.iter().map(part).fold(BigRational::from_integer(BigInt::from(0)), |sum, part| sum + part);
    let fen = (sum * BigInt::from(100)).round().to_integer();
    fen.to_string().parse().unwrap()
}

fn rates(inputs: &Value) -> Vec<Value> {
    let entry =
        |rate: &Value| json!({ "from": rate["effective_from"], "rate": format!("{}%", text(&rate["percent"])) });
    let table = inputs.get("annual_rates").or(inputs.get("rates")).unwrap();
    table.as_array().unwrap().iter().map(entry).collect()
}

/// The rate that holds on a day, as the calculator of interest finds it.
fn rate_on(inputs: &Value, on: Date) -> Value {
    let facts = json!({
        "base": "100", "annualRate": rates(inputs), "dayCount": "ACT/365F",
        "from": on.to_string(), "to": on.to_string(), "daysCounted": "both",
    });
    call("interest", &facts)["segments"][0]["annualRate"].take()
}

/// Interest before the plan, at every rate in turn and by the days of each calendar year.
fn historic(inputs: &Value, debt: &Debt, start: Date) -> Value {
    let facts = json!({
        "base": yuan(debt.amount), "annualRate": rates(inputs), "dayCount": "ACT/ACT-ISDA",
        "from": debt.due.to_string(), "to": start.to_string(),
    });
    call("interest", &facts)
}

/// Interest in the plan, of a base that changes on some days, at the rate of its first day.
fn in_plan(inputs: &Value, base: &[(Date, i128)], to: Date, days_counted: &str) -> String {
    let from = base[0].0;
    let table: Vec<Value> =
        base.iter().map(|(from, fen)| json!({ "from": from.to_string(), "base": yuan(*fen) })).collect();
    let facts = json!({
        "base": table, "annualRate": rate_on(inputs, from), "dayCount": "ACT/365F",
        "from": from.to_string(), "to": to.to_string(), "daysCounted": days_counted,
    });
    text(&call("interest", &facts)["exact"]).to_owned()
}

#[derive(Clone, Copy)]
struct Debt {
    amount: i128,
    due: Date,
}

fn debts(inputs: &Value) -> Vec<Debt> {
    let debt = |debt: &Value| Debt { amount: fen(&debt["amount"]), due: day(&debt["due"]) };
    let mut debts: Vec<Debt> = inputs["debts"].as_array().unwrap().iter().map(debt).collect();
    debts.sort_by_key(|debt| debt.due);
    debts
}

/// The days of the plan: a month apart from the first to its end.
fn dates(inputs: &Value) -> Vec<Date> {
    monthly(&inputs["first_instalment"], &inputs["plan_end"])
}

fn monthly(first: &Value, end: &Value) -> Vec<Date> {
    let facts =
        json!({ "principal": "1000", "annualRate": 0, "payments": 120, "method": "equalSplit", "firstDueOn": first });
    let reply = call("schedule", &facts);
    let days = reply["rows"].as_array().unwrap().iter().map(|row| day(&row["dueOn"]));
    days.take_while(|due| *due <= day(end)).collect()
}

/// The equal split of a sum over so many payments: the regular one and the last.
fn split(sum: i128, payments: usize) -> (i128, i128) {
    let facts = json!({ "principal": yuan(sum), "annualRate": 0, "payments": payments, "method": "equalSplit" });
    let reply = call("schedule", &facts);
    (fen(&reply["payment"]), fen(&reply["lastPayment"]))
}

/// What money paid upfront settles of each debt, the oldest first; and whether it reaches the debt.
fn upfront(inputs: &Value, debts: &[Debt]) -> Vec<(i128, bool)> {
    let mut left = fen(&inputs["upfront_payment"]);
    let settle = |debt: &Debt| {
        let reaches = left > 0;
        let part = left.min(debt.amount);
        left -= part;
        (part, reaches)
    };
    debts.iter().map(settle).collect()
}

/// The amounts that a debt stands at from its first day on, by the days on which parts of it are paid.
fn falling(from: Date, amount: i128, paid: &[(Date, i128)]) -> Vec<(Date, i128)> {
    let mut base = vec![(from, amount)];
    for (on, part) in paid {
        let left = base[base.len() - 1].1 - part;
        if *on <= from {
            base = vec![(from, left)];
        } else {
            base.push((*on, left));
        }
    }
    base
}

/// The exact interest of a plan, piece by piece.
fn interest(inputs: &Value, is_newer: bool) -> Vec<String> {
    let (debts, dates, start) = (debts(inputs), dates(inputs), day(&inputs["plan_start"]));
    let end = dates[dates.len() - 1];
    let paid_upfront = upfront(inputs, &debts);
    let left: i128 = debts.iter().map(|debt| debt.amount).sum::<i128>() - fen(&inputs["upfront_payment"]);
    let (regular, last) = split(left, dates.len());
    let mut instalments: Vec<(Date, i128)> = dates.iter().map(|date| (*date, regular)).collect();
    instalments.last_mut().unwrap().1 = last;
    let mut exact = Vec::new();
    for (debt, (settled, reaches)) in debts.iter().zip(paid_upfront) {
        if debt.due < start {
            exact.push(text(&historic(inputs, debt, start)["exact"]).to_owned());
        }
        // The newer model counts eleven days for debts that are overdue, and none for others.
        let upfront_on = start.plus_days(if is_newer { 11 } else { UPFRONT_DAYS });
        if settled > 0 && debt.due < upfront_on && !(is_newer && debt.due >= start) {
            exact.push(in_plan(inputs, &[(debt.due.max(start), settled)], upfront_on, "start"));
        }
        let amount = debt.amount - settled;
        let from = debt.due.max(if reaches { start.plus_days(UPFRONT_DAYS) } else { start });
        let paid = if is_newer { take(&mut instalments, amount) } else { of_one_debt(amount, &dates) };
        if amount > 0 && from <= end {
            let counted = if is_newer { "start" } else { "both" };
            exact.push(in_plan(inputs, &falling(from, amount, &paid), end, counted));
        }
    }
    exact
}

/// Takes what a debt needs of the instalments, the earliest first.
fn take(instalments: &mut [(Date, i128)], amount: i128) -> Vec<(Date, i128)> {
    let mut needed = amount;
    let mut paid = Vec::new();
    for (on, left) in instalments.iter_mut().filter(|(_, left)| *left > 0) {
        let part = needed.min(*left);
        needed -= part;
        *left -= part;
        if part > 0 {
            paid.push((*on, part));
        }
    }
    paid
}

/// The older model splits each debt over all instalments, each of which bears interest on its day too.
fn of_one_debt(amount: i128, dates: &[Date]) -> Vec<(Date, i128)> {
    if amount == 0 {
        return Vec::new();
    }
    let (regular, last) = split(amount, dates.len());
    let part = |index: usize| if index + 1 == dates.len() { last } else { regular };
    dates.iter().enumerate().map(|(index, date)| (date.plus_days(1), part(index))).collect()
}

fn plan(row: &Value) {
    let (inputs, expected, id) = (&row["inputs"], &row["expected"], &row["id"]);
    let dates = dates(inputs);
    assert_eq!(json!(dates.len()), expected["instalment_count"], "{id}");
    if let Some(wanted) = row.get("instalment_dates") {
        assert_eq!(&json!(dates.iter().map(Date::to_string).collect::<Vec<_>>()), wanted, "{id}");
    }
    let Some(wanted) = expected.get("total_interest") else { return };
    let principal: i128 = debts(inputs).iter().map(|debt| debt.amount).sum();
    let total = rounded_once(&interest(inputs, row["model"] == "HMRC-TTP-2026"));
    let (regular, last) = split(principal - fen(&inputs["upfront_payment"]), dates.len());
    assert_eq!(total, fen(wanted), "{id} interest");
    assert_eq!(principal + total, fen(&expected["total_payable"]), "{id} payable");
    assert_eq!(regular, fen(&expected["regular_instalment"]), "{id} regular");
    assert_eq!(last + total, fen(&expected["final_instalment"]), "{id} final");
}

/// The first days of a plan by a day of the month, from a day on; after the 28th it is the first.
fn by_preferred_day(inputs: &Value, from: Date, payments: u64) -> Vec<Date> {
    let preferred = inputs["preferred_day_of_month"].as_u64().unwrap();
    let facts = json!({
        "principal": "1000", "annualRate": 0, "payments": payments, "method": "equalSplit",
        "startOn": inputs["today"], "firstDueFrom": from.to_string(),
        "dueDay": if preferred > 28 { 1 } else { preferred },
    });
    call("schedule", &facts)["rows"].as_array().unwrap().iter().map(|row| day(&row["dueOn"])).collect()
}

fn start_date(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let has_upfront = inputs["upfront_payment"] == true;
    let upfront_on = day(&inputs["today"]).plus_days(10);
    let from = if has_upfront { day(&inputs["today"]).plus_days(30) } else { upfront_on };
    let first = by_preferred_day(inputs, from, 1)[0];
    assert_eq!(json!(first.to_string()), expected["first_instalment"], "{}", row["id"]);
    let upfront_on = if has_upfront { json!(upfront_on.to_string()) } else { Value::Null };
    assert_eq!(upfront_on, expected["upfront_date"], "{}", row["id"]);
}

fn preferred_day(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let has_upfront = fen(&inputs["upfront_payment"]) > 0;
    let from =
        if has_upfront { day(&inputs["today"]).plus_days(21) } else { day(&inputs["earliest_collectable_date"]) };
    let months = inputs["duration_months"].as_u64().unwrap();
    let dates = by_preferred_day(inputs, from, months + 1);
    assert_eq!(json!(dates[0].to_string()), expected["first_instalment"], "{}", row["id"]);
    let end = dates[dates.len() - 1].minus_days(1);
    assert_eq!(json!(end.to_string()), expected["plan_end"], "{}", row["id"]);
    assert_eq!(inputs["upfront_payment"], expected["upfront_payment"], "{}", row["id"]);
}

fn after_months(from: &Value, months: u64) -> Value {
    if months == 0 {
        return from.clone();
    }
    let facts =
        json!({ "principal": "1000", "annualRate": 0, "payments": months, "method": "equalSplit", "startOn": from });
    call("schedule", &facts)["rows"].as_array().unwrap().last().unwrap()["dueOn"].clone()
}

fn duration(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let later = u64::from(fen(&inputs["upfront_payment"]) > 0);
    let months = inputs["duration_months"].as_u64().unwrap() + later;
    assert_eq!(
        after_months(&inputs["earliest_collectable_date"], later),
        expected["first_instalment"],
        "{}",
        row["id"]
    );
    assert_eq!(after_months(&inputs["today"], months), expected["plan_end"], "{}", row["id"]);
}

fn limit(income: &Value, costs: &Value, share: &Value) -> i128 {
    let facts = json!({
        "income": income, "livingCosts": costs, "otherDebtPayments": 0, "rule": { "disposableIncome": share },
    });
    fen(&call("affordability", &facts)["limit"])
}

fn plan_options(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let limit = limit(&inputs["monthly_left_over"], &json!("0"), &inputs["affordable_share"]);
    let longest = usize::try_from(inputs["max_instalments"].as_u64().unwrap()).unwrap();
    let payment = split(fen(&inputs["debt"]), longest).0;
    assert_eq!(payment, fen(&expected["longest_plan_instalment"]), "{}", row["id"]);
    assert_eq!(json!(payment <= limit), expected["affordable"], "{}", row["id"]);
}

fn gate(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let limit = limit(&inputs["monthly_income"], &inputs["monthly_spending"], &inputs["affordable_share"]);
    let sum = debts(inputs).iter().map(|debt| debt.amount).sum();
    let longest = usize::try_from(inputs["max_instalments"].as_u64().unwrap()).unwrap();
    let payment = split(sum, longest).0;
    assert_eq!(limit, fen(&expected["affordable"]), "{}", row["id"]);
    assert_eq!(payment, fen(&expected["lowest_instalment_before_interest"]), "{}", row["id"]);
    assert_eq!(json!(payment <= limit), expected["plan_offered"], "{}", row["id"]);
}

fn days_between(row: &Value) {
    let facts = json!({ "convention": "ACT/365F", "from": row["inputs"]["start"], "to": row["inputs"]["end"] });
    assert_eq!(call("dayCount", &facts)["days"], row["expected"], "{}", row["id"]);
}

fn date_count(row: &Value) {
    let dates = monthly(&row["inputs"]["start"], &row["inputs"]["end"]);
    assert_eq!(json!(dates.len()), row["expected"], "{}", row["id"]);
}

fn rate_lookup(row: &Value) {
    let rate = rate_on(&row["inputs"], day(&row["inputs"]["date"]));
    let percent = json!(format!("{}%", text(&row["expected"])));
    let facts = json!({ "base": "100", "annualRate": percent, "days": 1, "dayCount": "ACT/365F" });
    assert_eq!(rate, call("interest", &facts)["segments"][0]["annualRate"], "{}", row["id"]);
}

/// What of a row this engine does not claim to compute, or computes otherwise.
fn reason(row: &Value) -> Option<&'static str> {
    let inputs = &row["inputs"];
    match text(&row["kind"]) {
        "eligibility_thresholds" => Some("who may have a plan is a rule of that scheme"),
        "latest_plan_end" => Some("how far a plan may reach is a rule of that scheme"),
        "plan_dates_duration" if inputs["upfront_payment"] != row["expected"]["upfront_payment"] => {
            Some("which payment upfront is taken is a rule of that scheme")
        }
        "instalment_plan_with_interest" if row["peer_defect"] == true => {
            let debt = debts(inputs)[0];
            let days = &historic(inputs, &debt, day(&inputs["plan_start"]))["days"];
            assert_eq!(days, &row["historic_days"]["actual"]);
            assert_ne!(days, &row["historic_days"]["counted_by_source"]);
            Some(
                "a defect: the peer loses a day where it cuts a period at the end of a year; 408 days are counted here",
            )
        }
        _ => None,
    }
}

fn check(row: &Value) {
    match text(&row["kind"]) {
        "instalment_plan_with_interest" => plan(row),
        "plan_start_date" => start_date(row),
        "plan_dates_preferred_day" => preferred_day(row),
        "plan_dates_duration" => duration(row),
        "affordability_plan_options" => plan_options(row),
        "affordability_gate" => gate(row),
        "days_between" => days_between(row),
        "repayment_date_count" => date_count(row),
        "rate_lookup" => rate_lookup(row),
        kind => panic!("{kind} has no adapter"),
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file.as_array().unwrap();
    let mut tally = Tally { file: "hmrc_instalments", rows: rows.len(), reproduced: 0, out_of_scope: Vec::new() };
    for row in rows {
        if let Some(reason) = reason(row) {
            tally.out_of_scope.push((text(&row["id"]).to_owned(), reason));
        } else {
            check(row);
            tally.reproduced += 1;
        }
    }
    tally
}

#[test]
fn every_plan_is_reproduced() {
    tally().check();
}
