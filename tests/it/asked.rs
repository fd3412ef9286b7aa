//! What is asked for matters: every missing fact that a decision lists can still change it.

use proptest::prelude::*;
use serde_json::{Value, json};

use arrears::api::{Engine, call_text};
use arrears::policy::builtin;

use crate::cases::{Sample, optional_facts, sample, with, without, yuan};
use crate::independent::{date_text, figures, payments};
use crate::vectors::assess;

const DECISIONS: [&str; 4] = ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"];

/// So large that it alone exceeds every threshold.
const HUGE: i128 = 10_000_000_000_000;

/// Values that a missing fact may turn out to have, the edges of the thresholds among them.
fn candidates(pointer: &str, sample: &Sample, known: i128) -> Vec<Value> {
    let days = figures(sample, 0).days;
    let gap = |threshold: i128| json!(yuan((threshold - known).clamp(0, HUGE)));
    match pointer {
        "/loan/annualRate" => vec![json!("0"), json!("1")],
        "/borrower/monthlyIncome" => {
            let just_enough = |total: i128, periods: i128| {
                let (regular, last) = payments(total, periods);
                json!(yuan((regular.max(last) * 10 + 2) / 3))
            };
            let edges = [just_enough(known, 3), just_enough(known, 6), just_enough(known + HUGE, 6)];
            [json!("0")].into_iter().chain(edges).collect()
        }
        "/contacts/failedAttempts" => vec![json!(0), json!(3)],
        "/borrower/lastReachedOn" => {
            vec![
                json!(date_text(sample.as_of)),
                json!(date_text(sample.as_of - days)),
                json!(date_text(sample.as_of - 400)),
            ]
        }
        "/borrower/refusedToPay" | "/borrower/firstArrear" | "/borrower/cameForward" => {
            vec![json!(false), json!(true)]
        }
        _ => vec![json!("0"), gap(5_000_000), gap(sample.income * 3 / 10 * 6), json!(yuan(HUGE))],
    }
}

/// Every way to fill in the missing facts.
fn completions(facts: &Value, missing: &[(String, Vec<Value>)]) -> Vec<Value> {
    missing.iter().fold(vec![facts.clone()], |so_far, (pointer, values)| {
        let filled = |facts: &Value| values.iter().map(|value| with(facts.clone(), pointer, value.clone())).collect();
        so_far.iter().flat_map(|facts| -> Vec<Value> { filled(facts) }).collect()
    })
}

fn outcome(facts: &Value, decision: &str) -> (String, Value) {
    let answer = assess(facts);
    let decision = answer.pointer(decision).unwrap();
    (decision["outcome"].as_str().unwrap().to_owned(), decision.get("opensOn").cloned().unwrap_or_default())
}

fn can_change(pointer: &str, facts: &Value, decision: &str, missing: &[(String, Vec<Value>)]) -> bool {
    let others: Vec<_> = missing.iter().filter(|(other, _)| other != pointer).cloned().collect();
    let values = &missing.iter().find(|(other, _)| other == pointer).unwrap().1;
    completions(facts, &others).iter().any(|facts| {
        let of = |value: &Value| outcome(&with(facts.clone(), pointer, value.clone()), decision);
        let first = of(&values[0]);
        values[1..].iter().any(|value| of(value) != first)
    })
}

/// What is due at least, in fen: with nothing in place of the missing interests and rate.
fn least_total(facts: &Value, dropped: &[String]) -> i128 {
    let of_sums = |pointer: &&String| pointer.ends_with("/interest") || pointer.ends_with("/annualRate");
    let filled = dropped.iter().filter(of_sums).fold(facts.clone(), |facts, pointer| with(facts, pointer, json!("0")));
    assess(&filled)["due"]["total"].as_str().unwrap().replace('.', "").parse().unwrap()
}

fn check(sample: &Sample, dropped: &[String]) -> Result<(), TestCaseError> {
    let facts = without(&sample.facts(), dropped);
    let answer = assess(&facts);
    let known = least_total(&facts, dropped);
    for decision in DECISIONS {
        let listed = answer.pointer(decision).unwrap()["missing"].as_array().unwrap();
        let missing: Vec<(String, Vec<Value>)> = listed
            .iter()
            .map(|pointer| pointer.as_str().unwrap())
            .map(|pointer| (pointer.to_owned(), candidates(pointer, sample, known)))
            .collect();
        for (pointer, _) in &missing {
            prop_assert!(
                can_change(pointer, &facts, decision, &missing),
                "{} does not matter to {}",
                pointer,
                decision
            );
        }
        if let Some(filled) = completions(&facts, &missing).first() {
            prop_assert_ne!(outcome(filled, decision).0, "undetermined", "{} asks for too little", decision);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 3, ..ProptestConfig::default() })]

    #[test]
    fn every_fact_that_is_asked_for_can_change_the_outcome(sample in sample(2), keep in 0_usize..12, several in any::<bool>()) {
        // Above 100 yuan a day's charge outweighs the residue of a plan's last payment; below, the
        // edges are so close that the candidates miss them.
        let mut sample = sample;
        sample.arrears.iter_mut().for_each(|arrear| arrear.principal += 10_000);
        let all = optional_facts(&sample.facts());
        let dropped: Vec<String> = if several {
            all.iter().enumerate().filter(|(index, _)| index % 3 != keep % 3).map(|(_, pointer)| pointer.clone()).collect()
        } else {
            vec![all[keep % all.len()].clone()]
        };
        check(&sample, &dropped)?;
    }
}

/// A policy whose steps of escalation wait for what a review of hardship looks at.
pub(crate) fn waiting_for_a_review() -> Engine {
    let mut policy: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    let nodes = policy["restructure"]["condition"]["all"].as_array().unwrap();
    let mut clause = nodes.iter().find(|node| node["fact"] == "reviewFacts").unwrap().clone();
    for step in ["litigation", "agency"] {
        clause["id"] = json!(format!("{step}.reviewFacts"));
        policy["escalation"][step]["condition"] = clause.clone();
    }
    Engine::compile(&policy.to_string()).unwrap()
}

#[test]
fn what_a_review_looks_at_is_asked_for_in_any_condition() {
    let engine = waiting_for_a_review();
    let facts = json!({
        "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "borrower": { "monthlyIncome": "36000" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
    });
    let answer: Value = serde_json::from_str(&call_text(&engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap();
    for step in ["litigation", "agency"] {
        let decision = &answer["escalation"][step];
        assert_eq!(decision["outcome"], "undetermined");
        let missing = decision["missing"].as_array().unwrap();
        assert!(missing.contains(&json!("/borrower/livingCosts")), "{missing:?}");
        assert!(!missing.contains(&json!("/borrower/monthlyIncome")), "{missing:?}");
    }
}
