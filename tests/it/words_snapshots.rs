//! What people read, word for word: each case at every level in every language.

use arrears::api::{Engine, call_text};
use serde_json::Value;

const LOCALES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
const LEVELS: [&str; 3] = ["sentence", "checklist", "full"];

fn check(name: &str, policy: &str, facts: &str) {
    let engine = Engine::builtin(policy).unwrap();
    let call = |operation: &str, facts: &str, options: &str| {
        call_text(&engine, operation, facts, options).unwrap_or_else(|failure| panic!("{name}: {failure}"))
    };
    let answer = call("assess", facts, r#"{ "include": ["changes"] }"#);
    for locale in LOCALES {
        let levels = LEVELS.map(|level| {
            let options = format!(r#"{{ "locale": "{locale}", "level": "{level}" }}"#);
            let explained: Value = serde_json::from_str(&call("explain", &answer, &options)).unwrap();
            format!("======== {level}\n{}", explained["text"].as_str().unwrap())
        });
        let text = levels.join("\n").replace(fingerprint(&answer).as_str(), "[fingerprint]");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{name}-{locale}"), text));
    }
}

/// The fingerprint follows every change of the policy, also one that changes no word.
fn fingerprint(answer: &str) -> String {
    let answer: Value = serde_json::from_str(answer).unwrap();
    answer["policy"]["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn case_a_severe_with_a_plan_and_legal_action_open() {
    check(
        "a",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
            "borrower": { "monthlyIncome": "36000" },
            "contacts": { "failedAttempts": 3 }
        }"#,
    );
}

#[test]
fn case_a_with_too_little_income_and_a_borrower_who_is_reached() {
    check(
        "a-deposit",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
            "borrower": { "monthlyIncome": "34000", "refusedToPay": false, "lastReachedOn": "2025-11-12" },
            "contacts": { "failedAttempts": 2 }
        }"#,
    );
}

#[test]
fn case_b_moderate_with_legal_action_not_yet_open() {
    check(
        "b",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-08-24", "principal": "60000", "interest": "900" }],
            "borrower": { "monthlyIncome": "36000" },
            "contacts": { "failedAttempts": 3 }
        }"#,
    );
}

#[test]
fn case_c_mild_with_a_waiver() {
    check(
        "c",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-10-23", "principal": "10000", "interest": "150" }],
            "borrower": { "monthlyIncome": "12000", "firstArrear": true, "cameForward": true },
            "contacts": { "failedAttempts": 0 }
        }"#,
    );
}

#[test]
fn case_d_at_the_very_edge_of_the_amount() {
    check(
        "d",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "48792.39", "interest": "0" }],
            "borrower": { "monthlyIncome": "36000" },
            "contacts": { "failedAttempts": 3 }
        }"#,
    );
}

#[test]
fn a_case_that_lacks_facts() {
    check(
        "missing",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "arrears": [
                { "dueOn": "2025-10-23", "principal": "10000", "interest": "150" },
                { "dueOn": "2025-11-15", "principal": "10000" }
            ],
            "borrower": { "firstArrear": true }
        }"#,
    );
}

#[test]
fn a_mortgage_that_a_person_decides_on() {
    check(
        "refer",
        "cn-home-mortgage",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "3.1%" },
            "arrears": [
                { "dueOn": "2025-11-02", "principal": "3000.00", "interest": "2000.00" }
            ],
            "borrower": { "monthlyIncome": "18000", "firstArrear": true },
            "waived": "10"
        }"#,
    );
}

#[test]
fn a_hardship_that_a_person_reviews() {
    check(
        "hardship",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-10-23", "principal": "10000", "interest": "150" }],
            "borrower": {
                "monthlyIncome": "5000", "livingCosts": "3000", "otherDebtPayments": "0", "firstArrear": true,
                "cameForward": true, "refusedToPay": false, "lastReachedOn": "2025-11-20",
                "hardship": { "cause": "unemployment", "evidenced": true }
            },
            "contacts": { "failedAttempts": 0 }
        }"#,
    );
}

#[test]
fn a_hardship_without_evidence() {
    check(
        "no-evidence",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-10-23", "principal": "10000", "interest": "150" }],
            "borrower": { "hardship": { "cause": "illness", "evidenced": false } }
        }"#,
    );
}

#[test]
fn a_loan_that_is_not_overdue() {
    check(
        "current",
        "cn-bank-loan",
        r#"{
            "asOf": "2025-11-22",
            "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-12-15", "principal": "5000", "interest": "150" }]
        }"#,
    );
}
