//! Comparing two policies: nothing between a policy and itself, and every difference shown is true.

use serde_json::{Value, json};

use arrears::api::{Engine, call_text};
use arrears::error::ProblemCode;

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");
const MORTGAGE: &str = include_str!("../../src/policy/builtin/cn-home-mortgage.json");

fn bank_with(pointer: &str, value: Value) -> Value {
    let mut document: Value = serde_json::from_str(BANK).unwrap();
    *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    document
}

fn compared(options: &Value) -> Value {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let text =
        call_text(&engine, "comparePolicies", "{}", &options.to_string()).unwrap_or_else(|failure| panic!("{failure}"));
    serde_json::from_str(&text).unwrap()
}

fn assessed(document: &str, facts: &Value) -> Value {
    let engine = Engine::compile(document).unwrap();
    serde_json::from_str(&call_text(&engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap()
}

fn outcome(answer: &Value, decision: &str) -> String {
    let pointer = match decision {
        "litigation" | "agency" => format!("/escalation/{decision}/outcome"),
        _ => format!("/{decision}/outcome"),
    };
    answer.pointer(&pointer).unwrap().as_str().unwrap().to_owned()
}

fn check_witnesses(comparison: &Value, before: &str, after: &str) -> Vec<String> {
    let witnesses = comparison["witnesses"].as_array().unwrap();
    for witness in witnesses {
        let decision = witness["decision"].as_str().unwrap();
        let (left, right) = (assessed(before, &witness["facts"]), assessed(after, &witness["facts"]));
        assert_eq!(outcome(&left, decision), witness["before"].as_str().unwrap(), "{witness}");
        assert_eq!(outcome(&right, decision), witness["after"].as_str().unwrap(), "{witness}");
        assert_ne!(witness["before"], witness["after"]);
    }
    witnesses.iter().map(|witness| witness["decision"].as_str().unwrap().to_owned()).collect()
}

fn case_a() -> Value {
    json!({
        "asOf": "2025-11-22",
        "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        "borrower": { "monthlyIncome": "36000" },
        "contacts": { "failedAttempts": 3 }
    })
}

#[test]
fn a_policy_does_not_differ_from_itself() {
    for document in [BANK, MORTGAGE] {
        let comparison = compared(&json!({ "before": document, "after": document, "cases": [case_a()] }));
        assert_eq!(comparison["changes"], json!([]));
        assert_eq!(comparison["witnesses"], json!([]));
        assert_eq!(comparison["cases"]["flips"], json!([]));
        assert_eq!(comparison["cases"]["attribution"], json!([]));
        assert_eq!(comparison["cases"]["dueMoved"], "0.00");
        assert_eq!(comparison["cases"]["compared"], 1);
    }
}

#[test]
fn a_longer_waiver_flips_at_day_31_and_nothing_else() {
    let longer = bank_with("/waiver/condition/all/0/threshold", json!(45));
    let comparison = compared(&json!({ "before": "cn-bank-loan", "after": longer }));
    let change = json!({ "path": "/waiver/condition/all/0/threshold", "before": 30, "after": 45 });
    assert_eq!(comparison["changes"], json!([change]));
    assert_eq!(check_witnesses(&comparison, BANK, &longer.to_string()), ["waiver"]);
    let facts = &comparison["witnesses"][0]["facts"];
    assert_eq!(assessed(BANK, facts)["delinquency"]["daysPastDue"], 31);
}

#[test]
fn a_lower_markup_is_told_by_the_fen_it_moves() {
    // 60,000 × 0.078 × 99 ÷ 360 = 1,287.00; 900 × 0.078 × 99 ÷ 360 = 19.305 → 19.31;
    // against 1,485.00 and 22.28: −198.00 − 2.97.
    let lower = bank_with("/penalty/markup/value", json!("0.3"));
    let comparison = compared(&json!({ "before": "cn-bank-loan", "after": lower, "cases": [case_a(), case_a()] }));
    assert_eq!(comparison["cases"]["dueMoved"], "-401.94");
    assert_eq!(comparison["cases"]["attribution"][0]["path"], "/penalty/markup");
    assert_eq!(comparison["cases"]["attribution"][0]["dueMoved"], "-401.94");
    assert_eq!(check_witnesses(&comparison, BANK, &lower.to_string()), ["installments", "litigation"]);
}

#[test]
fn flips_are_attributed_to_the_value_that_makes_them() {
    let mut stricter = bank_with("/installment/condition/all/0/threshold", json!("0.25"));
    *stricter.pointer_mut("/escalation/agency/condition/all/1/any/0/threshold").unwrap() = json!(4);
    let options = json!({ "before": "cn-bank-loan", "after": stricter, "cases": [case_a()] });
    let comparison = compared(&options);
    let flips = comparison["cases"]["flips"].as_array().unwrap();
    let told: Vec<String> = flips
        .iter()
        .map(|flip| format!("{} {}→{} {}", flip["decision"], flip["before"], flip["after"], flip["cases"]))
        .collect();
    assert_eq!(told, [r#""installments" "yes"→"no" [0]"#, r#""agency" "yes"→"undetermined" [0]"#]);
    let paths: Vec<&str> = comparison["cases"]["attribution"]
        .as_array()
        .unwrap()
        .iter()
        .map(|effect| effect["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths.len(), 2);
    assert!(paths.contains(&"/installment/condition/all/0"));
    assert!(paths.contains(&"/escalation/agency/condition/all/1/any/0"));
    let decisions = check_witnesses(&comparison, BANK, &stricter.to_string());
    assert_eq!(decisions, ["installments", "agency"]);
}

#[test]
fn a_rounding_and_a_tolerance_have_a_witness_of_a_fen() {
    let down = bank_with("/installment/rounding/value", json!("down"));
    let comparison = compared(&json!({ "before": "cn-bank-loan", "after": down, "asOf": "2025-11-22" }));
    assert_eq!(check_witnesses(&comparison, BANK, &down.to_string()), ["installments"]);
    let tolerant = bank_with("/penalty/tolerance/value", json!("100"));
    let comparison = compared(&json!({ "before": "cn-bank-loan", "after": tolerant, "asOf": "2025-11-22" }));
    let decisions = check_witnesses(&comparison, BANK, &tolerant.to_string());
    // Litigation looks at larger amounts than any within the tolerance.
    assert_eq!(decisions, ["waiver", "installments", "agency", "hardship"]);
}

#[test]
fn a_hardship_has_a_witness_of_its_evidence_its_causes_and_its_review() {
    let witnessed = |pointer: &str, value: Value| {
        let other = bank_with(pointer, value);
        let comparison = compared(&json!({ "before": "cn-bank-loan", "after": other, "asOf": "2025-11-22" }));
        assert_eq!(check_witnesses(&comparison, BANK, &other.to_string()), ["hardship"], "{pointer}");
        let witness = &comparison["witnesses"][0];
        (witness["facts"]["borrower"].clone(), witness["before"].clone(), witness["after"].clone())
    };
    let bank: Value = serde_json::from_str(BANK).unwrap();
    // Without the clause on evidence, an application whose evidence is stated to be absent is passed on.
    let clauses = bank["restructure"]["condition"]["all"].as_array().unwrap();
    let (borrower, before, after) =
        witnessed("/restructure/condition/all", json!([clauses[0].clone(), clauses[2].clone()]));
    assert_eq!((&borrower["hardship"]["evidenced"], before, after), (&json!(false), json!("no"), json!("refer")));
    // A cause that is counted as hardship no more.
    let (borrower, before, after) = witnessed("/restructure/causes/0/hardship", json!(false));
    assert_eq!(borrower["hardship"]["cause"], bank["restructure"]["causes"][0]["id"]);
    assert_eq!((before, after), (json!("refer"), json!("no")));
    // A review that looks at one fact more.
    let (borrower, before, after) = witnessed("/restructure/criteria/1/facts/0", json!("/borrower/refusedToPay"));
    assert_eq!((borrower.get("firstArrear"), before, after), (None, json!("undetermined"), json!("refer")));
}

#[test]
fn bank_loans_and_mortgages_differ_in_waiver_and_litigation() {
    let comparison = compared(&json!({ "before": "cn-bank-loan", "after": "cn-home-mortgage", "asOf": "2025-11-22" }));
    let decisions = check_witnesses(&comparison, BANK, MORTGAGE);
    assert_eq!(decisions, ["waiver", "litigation"]);
    let title = comparison["changes"].as_array().unwrap().iter().find(|change| change["path"] == "/title/en");
    assert_eq!(title.unwrap()["after"], "Home-mortgage arrears");
}

#[test]
fn every_problem_of_the_options_and_cases_is_reported_at_once() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let options = json!({ "before": "cn-bank-lone", "cases": [{ "asOf": "2025-02-29", "arrears": [] }], "extra": 1 });
    let failure = call_text(&engine, "comparePolicies", "{}", &options.to_string()).unwrap_err();
    let mut paths: Vec<&str> = failure.problems().iter().map(arrears::error::Problem::path).collect();
    paths.sort_unstable();
    let expected =
        ["/options/after", "/options/before", "/options/cases/0/arrears", "/options/cases/0/asOf", "/options/extra"];
    assert_eq!(paths, expected);
}

#[test]
fn what_is_no_data_is_no_id_of_a_policy() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let options = json!({ "before": "cn-bank-loan", "after": "\0notData:a function" });
    let failure = call_text(&engine, "comparePolicies", "{}", &options.to_string()).unwrap_err();
    let [problem] = failure.problems() else { panic!("{failure}") };
    assert_eq!((problem.code(), problem.path()), (ProblemCode::NotData, "/options/after"));
    assert!(!problem.message().contains('\0'), "{}", problem.message());
}
