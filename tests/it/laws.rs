//! Laws that every answer keeps, on random cases.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{Sample, optional_facts, sample, with, without, yuan};
use crate::independent::{date_text, figures};
use crate::vectors::{assess, assess_with_changes, call, call_by_value};

const DECISIONS: [&str; 4] = ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"];

fn fen(value: &Value) -> i128 {
    let text = value.as_str().unwrap();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    sign * digits.replace('.', "").parse::<i128>().unwrap()
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>, name: &str) -> i128 {
    values.into_iter().map(|value| fen(&value[name])).sum()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// What a decision came to, or nothing while it is undetermined.
fn settled(answer: &Value, decision: &str) -> Option<String> {
    let decision = answer.pointer(decision).unwrap();
    let word = decision["outcome"].as_str().unwrap();
    (word != "undetermined").then(|| format!("{word} {}", decision.get("opensOn").unwrap_or(&Value::Null)))
}

fn pointers(value: &Value) -> BTreeSet<String> {
    rows(value).iter().map(|pointer| pointer.as_str().unwrap().to_owned()).collect()
}

fn at_day(facts: &Value, day: i64) -> Value {
    with(facts.clone(), "/asOf", json!(date_text(day)))
}

fn day_of(text: &str, near: i64) -> i64 {
    (near..near + 5_000).find(|day| date_text(*day) == text).unwrap_or_else(|| panic!("{text} is far from {near}"))
}

fn check_sums(answer: &Value, as_of: i64) -> Result<(), TestCaseError> {
    let due = &answer["due"];
    let parts = ["principal", "interest", "fees", "penalty", "compound"].map(|name| fen(&due[name]));
    prop_assert_eq!(parts.iter().sum::<i128>() - fen(&due["waived"]), fen(&due["total"]));
    let lines = rows(&answer["penalty"]["lines"]);
    for component in ["penalty", "compound"] {
        let own = lines.iter().filter(|line| line["component"] == component);
        prop_assert_eq!(sum(own, "amount"), fen(&due[component]));
    }
    for line in lines {
        let segments = rows(&line["segments"]);
        prop_assert_eq!(sum(segments, "amount"), fen(&line["amount"]));
        prop_assert_eq!(&segments[0]["from"], &line["dueOn"]);
        prop_assert_eq!(&segments[segments.len() - 1]["to"], &answer["asOf"]);
        for segment in segments {
            let from = day_of(segment["from"].as_str().unwrap(), as_of - 4_100);
            let days = segment["days"].as_i64().unwrap();
            prop_assert_eq!(&segment["to"], &json!(date_text(from + days)));
        }
    }
    Ok(())
}

fn check_schedules(answer: &Value) -> Result<(), TestCaseError> {
    for option in rows(&answer["installments"]["options"]) {
        let schedule = rows(&option["schedule"]);
        let before_the_last = fen(&option["payment"]) * i128::from(option["periods"].as_i64().unwrap() - 1);
        if before_the_last > fen(&answer["due"]["total"]) {
            // Of a few fen, the payments before the last would collect more than there is.
            prop_assert!(schedule.is_empty() && option["feasible"] == "no");
            continue;
        }
        prop_assert_eq!(json!(schedule.len()), option["periods"].clone());
        prop_assert_eq!(sum(schedule, "payment"), fen(&answer["due"]["total"]));
        prop_assert_eq!(&schedule[schedule.len() - 1]["payment"], &option["lastPayment"]);
        let mut balance = fen(&answer["due"]["total"]);
        for row in schedule {
            balance -= fen(&row["payment"]);
            prop_assert_eq!(fen(&row["balance"]), balance);
            prop_assert_eq!(fen(&row["principal"]) + fen(&row["interest"]), fen(&row["payment"]));
        }
        prop_assert_eq!(balance, 0);
    }
    Ok(())
}

fn check_reasons(answer: &Value) -> Result<(), TestCaseError> {
    for pointer in DECISIONS {
        let decision = answer.pointer(pointer).unwrap();
        let outcome = decision["outcome"].as_str().unwrap();
        prop_assert_eq!(outcome == "undetermined", !rows(&decision["missing"]).is_empty(), "{}", pointer);
        prop_assert!(rows(&decision["clauses"]).iter().any(|clause| clause["decisive"] == true), "{}", pointer);
        prop_assert_eq!(outcome == "no", decision.get("blocking").is_some());
        prop_assert_eq!(outcome == "notYet", decision.get("opensOn").is_some());
        for id in decision.get("blocking").map_or(&[][..], rows) {
            let named =
                |clause: &&Value| clause["id"] == *id && clause["decisive"] == true && clause["status"] == "notMet";
            prop_assert!(rows(&decision["clauses"]).iter().any(|clause| named(&clause)), "{} of {}", id, pointer);
        }
    }
    Ok(())
}

/// What is settled without some facts is settled in the same way with them, and nothing else is asked for.
fn check_further(whole: &Value, part: &Value, dropped: &[String]) -> Result<(), TestCaseError> {
    let allowed: BTreeSet<String> = dropped.iter().cloned().collect();
    for decision in DECISIONS {
        if let Some(outcome) = settled(part, decision) {
            prop_assert_eq!(Some(outcome), settled(whole, decision), "{}", decision);
        }
        let missing = pointers(&part.pointer(decision).unwrap()["missing"]);
        prop_assert!(missing.is_subset(&allowed), "{} asks for {:?}", decision, missing);
    }
    prop_assert!(pointers(&part["due"]["missing"]).is_subset(&allowed));
    for name in ["interest", "penalty", "compound", "total", "dailyGrowth"] {
        prop_assert!(part["due"][name].is_null() || part["due"][name] == whole["due"][name], "{}", name);
    }
    Ok(())
}

proptest! {
    #[test]
    fn parts_sum_to_the_whole(sample in sample(4)) {
        let answer = assess(&sample.facts());
        check_schedules(&answer)?;
        check_sums(&answer, sample.as_of)?;
    }

    #[test]
    fn reasons_fit_the_outcome(sample in sample(3), mask in any::<u32>()) {
        check_reasons(&assess(&without(&sample.facts(), &masked(&sample, mask))))?;
    }

    #[test]
    fn a_further_fact_never_turns_a_settled_outcome(sample in sample(3), mask in any::<u32>()) {
        let dropped = masked(&sample, mask);
        let full = sample.facts();
        let (whole, part) = (assess(&full), assess(&without(&full, &dropped)));
        check_further(&whole, &part, &dropped)?;
    }

    #[test]
    fn a_waiver_of_all_that_is_known_settles_nothing_that_the_rest_could_turn(sample in sample(3), mask in any::<u32>(), less in 0_i128..3) {
        let dropped = masked(&sample, mask);
        let full = sample.facts();
        for policy in ["cn-bank-loan", "cn-home-mortgage"] {
            let under = |facts: &Value| crate::decided::assess(policy, facts);
            let total = fen(&under(&full)["due"]["total"]);
            let full = with(full.clone(), "/waived", json!(yuan((total - less).max(0))));
            check_further(&under(&full), &under(&without(&full, &dropped)), &dropped)?;
        }
    }

    #[test]
    fn not_yet_opens_on_its_day_and_not_before(sample in sample(3)) {
        let facts = sample.facts();
        let answer = assess(&facts);
        for decision in ["/escalation/litigation", "/escalation/agency"] {
            let Some(opens_on) = answer.pointer(decision).unwrap()["opensOn"].as_str() else { continue };
            let day = day_of(opens_on, sample.as_of);
            prop_assert_eq!(settled(&assess(&at_day(&facts, day)), decision), Some("yes null".to_owned()));
            let eve = settled(&assess(&at_day(&facts, day - 1)), decision);
            prop_assert_eq!(eve, Some(format!("notYet \"{opens_on}\"")));
        }
    }

    #[test]
    fn a_change_by_time_comes_true_on_its_day_and_not_before(sample in sample(3)) {
        let facts = sample.facts();
        let answer = assess_with_changes(&facts);
        for decision in ["/waiver", "/escalation/litigation", "/escalation/agency"] {
            for change in rows(&answer.pointer(decision).unwrap()["changes"]) {
                if change["by"] != "time" {
                    continue;
                }
                let on = change["on"].as_str().unwrap();
                let day = day_of(on, sample.as_of);
                let then = assess(&at_day(&facts, day));
                prop_assert_eq!(&then.pointer(decision).unwrap()["outcome"], &change["outcome"]);
                let clauses = rows(&then.pointer(decision).unwrap()["clauses"]);
                let moved = clauses.iter().find(|clause| clause["fact"] == change["fact"]).unwrap();
                prop_assert_eq!(&moved["value"], &change["to"]);
                let eve = assess(&at_day(&facts, day - 1));
                prop_assert_ne!(&eve.pointer(decision).unwrap()["outcome"], &change["outcome"]);
            }
        }
    }

    #[test]
    fn a_deposit_is_enough_and_no_smaller_one_is(sample in sample(2), shorter in 1_i128..5_000) {
        let facts = sample.facts();
        let answer = assess(&facts);
        let Some(deposit) = answer["installments"].get("deposit").map(fen) else { return Ok(()) };
        let total = fen(&answer["due"]["total"]);
        // What is waived leaves the total just as a deposit does, so a case can be assessed with it.
        let longest = |less: i128| assess(&with(facts.clone(), "/waived", json!(yuan(less))))["installments"]["options"][3]["feasible"].clone();
        if deposit < total {
            prop_assert_eq!(longest(deposit), "yes");
        }
        for less in (deposit - 12).max(0)..deposit {
            prop_assert_eq!(longest(less), "no", "{}", less);
        }
        prop_assert_eq!(longest((deposit - shorter).max(0)), "no");
        prop_assert!(deposit >= 0 && deposit <= total);
    }

    #[test]
    fn growth_is_the_difference_to_tomorrow(sample in sample(4)) {
        let facts = sample.facts();
        let (today, tomorrow) = (assess(&facts), assess(&at_day(&facts, sample.as_of + 1)));
        prop_assert_eq!(fen(&today["due"]["dailyGrowth"]), fen(&tomorrow["due"]["total"]) - fen(&today["due"]["total"]));
    }

    #[test]
    fn an_earlier_day_never_owes_more(sample in sample(4), days in 1_i64..400) {
        let facts = sample.facts();
        let (now, later) = (assess(&facts), assess(&at_day(&facts, sample.as_of + days)));
        prop_assert!(fen(&now["due"]["total"]) <= fen(&later["due"]["total"]));
        prop_assert!(now["delinquency"]["daysPastDue"].as_i64() <= later["delinquency"]["daysPastDue"].as_i64());
    }

    #[test]
    fn both_doors_give_the_same_bytes_each_time(sample in sample(3), mask in any::<u32>()) {
        let facts = without(&sample.facts(), &masked(&sample, mask)).to_string();
        for operation in ["assess", "penaltyInterest", "waiver", "installments", "escalation"] {
            let first = call(operation, &facts, "{}");
            prop_assert_eq!(&first, &call(operation, &facts, "{}"));
            prop_assert_eq!(&first, &call_by_value(operation, &facts, "{}"));
        }
    }

    #[test]
    fn a_part_is_what_the_whole_says_of_it(sample in sample(3), mask in any::<u32>()) {
        let facts = without(&sample.facts(), &masked(&sample, mask));
        let whole = assess(&facts);
        let of = |operation: &str| serde_json::from_str::<Value>(&call(operation, &facts.to_string(), "{}").unwrap()).unwrap();
        for (operation, name) in [("penaltyInterest", "penalty"), ("waiver", "waiver"), ("installments", "installments"), ("escalation", "escalation")] {
            let part = of(operation);
            for (field, value) in whole[name].as_object().unwrap() {
                prop_assert_eq!(&part[field], value, "{} of {}", field, operation);
            }
        }
    }
}

fn masked(sample: &Sample, mask: u32) -> Vec<String> {
    let facts = optional_facts(&sample.facts());
    facts
        .into_iter()
        .enumerate()
        .filter(|(index, _)| mask >> (index % 32) & 1 == 1)
        .map(|(_, pointer)| pointer)
        .collect()
}

#[test]
fn the_random_cases_reach_every_outcome() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    let mut overdue = 0;
    for round in 0..600_u32 {
        let sample = sample(3).new_tree(&mut runner).unwrap().current();
        overdue += i32::from(figures(&sample, 0).days > 0);
        let facts = without(&sample.facts(), &masked(&sample, if round % 2 == 0 { 0 } else { round * 2_654_435 }));
        let answer = assess(&facts);
        for decision in DECISIONS {
            seen.insert(format!("{decision} {}", answer.pointer(decision).unwrap()["outcome"].as_str().unwrap()));
        }
    }
    assert!(overdue > 400, "{overdue}");
    let escalation = ["/escalation/litigation", "/escalation/agency"]
        .map(|step| (step, &["yes", "no", "notYet", "undetermined"][..]));
    let others = ["/waiver", "/installments"].map(|decision| (decision, &["yes", "no", "undetermined"][..]));
    for (decision, words) in escalation.into_iter().chain(others) {
        for word in words {
            assert!(seen.contains(&format!("{decision} {word}")), "no case gave {decision} {word}");
        }
    }
}
