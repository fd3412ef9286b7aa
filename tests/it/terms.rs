//! The settings of the `penalty` section, each in a policy made from one that ships: figures worked out
//! by hand, and laws over settings taken at random.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use arrears::api::{Engine, call_text, read_case};
use arrears::assess::Position;
use arrears::calendar::{Date, DayCount};
use arrears::condition::Bounds;
use arrears::money::Money;
use arrears::policy::builtin;
use arrears::rules::ledger::Component;
use arrears::rules::ledger::terms::PenaltyTerms;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::independent::date_text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    why: String,
    source: String,
    settings: Value,
    input: Value,
    expect: BTreeMap<String, Value>,
    #[serde(default)]
    absent: Vec<String>,
}

/// A policy that ships, with settings of its `penalty` section in place of its own; a setting that is
/// `null` is left out.
fn policy_with(settings: &Value) -> Value {
    let mut policy: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    let penalty = &mut policy["penalty"];
    let source = penalty["tolerance"]["source"].clone();
    for (name, value) in settings.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()) {
        penalty[name] = json!({ "value": value, "source": source });
    }
    policy
}

pub(crate) fn compiled(settings: &Value) -> Engine {
    let policy = policy_with(settings).to_string();
    Engine::compile(&policy).unwrap_or_else(|failure| panic!("{}", failure.to_json()))
}

/// The answer, or the failure, to a case under settings.
pub(crate) fn assess(settings: &Value, facts: &Value) -> Value {
    let answer = call_text(&compiled(settings), "assess", &facts.to_string(), "{}");
    serde_json::from_str(&answer.unwrap_or_else(|failure| failure.to_json())).unwrap()
}

impl Row {
    fn differences(&self, settings: &Value) -> Vec<String> {
        let answer = assess(settings, &self.input);
        let wrong = self.expect.iter().filter_map(|(pointer, wanted)| {
            let given = answer.pointer(pointer);
            (given != Some(wanted)).then(|| format!("{}: {pointer} is {given:?}, not {wanted}", self.id))
        });
        let there = self.absent.iter().filter(|pointer| answer.pointer(pointer).is_some());
        wrong.chain(there.map(|pointer| format!("{}: {pointer} is there", self.id))).collect()
    }
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/terms/");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let rows: Vec<Row> = files.flat_map(|text| serde_json::from_str::<Vec<Row>>(&text).unwrap()).collect();
    assert!(rows.len() >= 45, "only {} rows were found", rows.len());
    rows
}

#[test]
fn each_setting_gives_the_figures_that_were_worked_out() {
    let rows = rows();
    let wrong: Vec<String> = rows.iter().flat_map(|row| row.differences(&row.settings)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_row_needs_its_settings() {
    for row in rows() {
        assert!(row.why.len() > 10 && !row.source.is_empty(), "{}", row.id);
        assert!(!row.differences(&json!({})).is_empty(), "{} passes without its settings", row.id);
    }
}

#[test]
fn each_setting_has_a_row() {
    let rows = rows();
    let policy = policy_with(&json!({}));
    let known = policy["penalty"].as_object().unwrap().keys().cloned();
    let optional = ["rateMax", "minimumCharge", "totalCostMax", "shareOfPrincipalMax"].map(str::to_owned);
    // What is settled by other vectors.
    let elsewhere = ["markup", "rounding"];
    for name in known.chain(optional).filter(|name| !elsewhere.contains(&name.as_str())) {
        assert!(rows.iter().any(|row| row.settings.get(&name).is_some()), "no row for {name}");
    }
}

/// The switch is told by the checker, in every language, and a policy with it can be used; changes of an outcome under
/// it hold when they are assessed again, as they are without it.
#[test]
fn compounding_penalty_interest_is_a_switch_with_a_warning() {
    let policy = policy_with(&json!({ "compoundOnPenalty": true }));
    let engine = compiled(&json!({}));
    let checked = call_text(&engine, "checkPolicy", &json!(policy.to_string()).to_string(), "{}").unwrap();
    let checked: Value = serde_json::from_str(&checked).unwrap();
    let found: Vec<&str> =
        checked["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(
        checked["usable"] == true && found.contains(&"compoundOnPenalty") && checked["errorCount"] == 0,
        "{found:?}"
    );
    let alone = policy_with(&json!({ "compoundOnPenalty": true, "compoundOnInterest": false }));
    let failure = Engine::compile(&alone.to_string()).unwrap_err();
    assert_eq!(failure.problems().len(), 1);
    assert_eq!(failure.problems()[0].path(), "/penalty/compoundOnPenalty/value");
    let settings = json!({ "compoundOnPenalty": true });
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "48000", "interest": "900" }],
        "borrower": { "monthlyIncome": "12000", "firstArrear": true, "cameForward": true },
        "contacts": { "failedAttempts": 5 } });
    let engine = compiled(&settings);
    let answer = call_text(&engine, "assess", &facts.to_string(), r#"{ "include": ["changes"] }"#).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let plain = assess(&json!({}), &facts);
    let fen = |answer: &Value, name: &str| Money::parse(answer["due"][name].as_str().unwrap()).unwrap().fen();
    assert_eq!(fen(&answer, "penalty"), fen(&plain, "penalty"));
    assert!(fen(&answer, "compound") > fen(&plain, "compound"));
    // Litigation opens above 50,000.00: a payment down to that sum closes what the sum with compounding opened.
    let opens = answer["escalation"]["litigation"]["changes"].as_array().unwrap();
    for change in opens.iter().filter(|change| change["by"] == "time" && change["on"].is_string()) {
        let mut later = facts.clone();
        later["asOf"] = change["on"].clone();
        assert_eq!(assess(&settings, &later)["escalation"]["litigation"]["outcome"], change["outcome"], "{change}");
    }
    let tomorrow = assess(&settings, &{
        let mut later = facts.clone();
        later["asOf"] = json!("2025-11-23");
        later
    });
    assert_eq!(fen(&answer, "dailyGrowth"), fen(&tomorrow, "total") - fen(&answer, "total"));
}

/// Two ways to the same: an arrear that is listed, and a history of one installment of which nothing is paid.
#[test]
fn an_arrear_and_a_history_compound_penalty_interest_alike() {
    let settings = json!({ "compoundOnPenalty": true });
    for as_of in ["2025-09-14", "2025-09-15", "2025-09-16", "2025-11-22", "2027-08-15"] {
        let listed = json!({ "asOf": as_of, "loan": { "annualRate": "7.3%" },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }] });
        let replayed = json!({ "asOf": as_of, "loan": { "annualRate": "7.3%" }, "history": {
            "drawdown": { "on": "2025-05-15", "amount": "60000" },
            "schedule": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }] } });
        let (one, other) = (assess(&settings, &listed), assess(&settings, &replayed));
        assert_eq!(one["due"], other["due"], "{as_of}");
        assert!(one["due"]["compound"].is_string());
    }
    // An unknown rate leaves both charges open, an unknown interest the compound interest alone.
    let open = assess(
        &settings,
        &json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }),
    );
    assert_eq!((&open["due"]["penalty"], &open["due"]["compound"]), (&json!("1485.00"), &Value::Null));
    let open = assess(
        &settings,
        &json!({ "asOf": "2025-11-22",
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "0" }] }),
    );
    assert_eq!((&open["due"]["penalty"], &open["due"]["compound"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_words_say_what_was_set_and_what_was_cut() {
    for row in rows() {
        let (engine, answer) = (compiled(&row.settings), assess(&row.settings, &row.input).to_string());
        for locale in ["zh-Hans", "zh-Hant", "en"] {
            let options = json!({ "locale": locale, "level": "full" }).to_string();
            let said = call_text(&engine, "explain", &answer, &options);
            let said = said.unwrap_or_else(|failure| panic!("{}: {}", row.id, failure.to_json()));
            assert!(!said.contains("{bound}") && !said.contains("{share}"), "{}: {said}", row.id);
        }
    }
}

fn full_text(id: &str, locale: &str) -> String {
    let row = rows().into_iter().find(|row| row.id == id).unwrap();
    let (engine, answer) = (compiled(&row.settings), assess(&row.settings, &row.input).to_string());
    let options = json!({ "locale": locale, "level": "full" }).to_string();
    let said: Value = serde_json::from_str(&call_text(&engine, "explain", &answer, &options).unwrap()).unwrap();
    said["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_cut_and_the_day_that_grace_moves_stand_in_the_text() {
    let cut = full_text("cost-cuts", "en");
    assert!(cut.contains("CNY 300.00 cut, for interest, fees and charges may come to at most CNY 2,400.00"), "{cut}");
    assert!(cut.contains("at most 24% of its principal a year"), "{cut}");
    let raised = full_text("minimum-raises", "en");
    assert!(raised.contains("CNY 2.50 added to reach the smallest charge of CNY 5.00"), "{raised}");
    let within = full_text("grace-classification-within", "en");
    assert!(
        within.contains("does not count as past due; the estimated total of what has fallen due: CNY 10,010.00"),
        "{within}"
    );
    let moved = full_text("grace-classification", "zh-Hans");
    assert!(moved.contains("从2025年10月23日起算逾期天数"), "{moved}");
}

#[test]
fn an_arrear_that_may_be_within_the_tolerance_is_asked_for() {
    let settings = json!({ "tolerance": "100" });
    let facts = |principal: &str| json!({ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-11-12", "principal": principal }] });
    let refused = assess(&settings, &facts("100.00"));
    let problem = &refused["problems"][0];
    assert_eq!((&problem["code"], &problem["path"]), (&json!("arrearAmountUnknown"), &json!("/arrears/0/interest")));
    assert_eq!(assess(&settings, &facts("100.01"))["delinquency"]["daysPastDue"], 10);
}

/// Codes and places of what the checker says of settings.
fn found(settings: &Value) -> Vec<(String, String)> {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let report = call_text(&engine, "checkPolicy", &policy_with(settings).to_string(), "{}").unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let in_penalty = found.filter(|one| one["path"].as_str().unwrap().starts_with("/penalty/"));
    in_penalty.map(|one| (text(&one["code"]), text(&one["path"]))).collect()
}

#[test]
fn settings_that_cannot_stand_together_are_refused() {
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    assert_eq!(
        found(&json!({ "misuseMarkup": "49.99%" })),
        [
            one("boundsCrossed", "/penalty/misuseMarkup/value"),
            one("misuseMarkupOutsideLaw", "/penalty/misuseMarkup/value")
        ]
        .concat()
    );
    assert_eq!(found(&json!({ "misuseMarkup": "50%" })), Vec::new());
    for base in ["interest", "principalAndInterest", "installment"] {
        let path = "/penalty/compoundOnInterest/value";
        assert_eq!(found(&json!({ "penaltyBase": base })), one("notSupported", path), "{base}");
        assert_eq!(found(&json!({ "penaltyBase": base, "compoundOnInterest": false })), Vec::new());
    }
    assert_eq!(found(&json!({ "grace": { "days": 3 } })), one("required", "/penalty/grace/value/mode"));
    assert_eq!(found(&json!({ "minimumCharge": "0.001" })), one("tooManyDecimals", "/penalty/minimumCharge/value"));
}

#[test]
fn fees_of_one_label_count_once_where_the_policy_says_so() {
    for (stacking, again) in [("all", true), ("oncePerLabel", false)] {
        let engine = compiled(&json!({ "feeStacking": stacking }));
        let policy = engine.in_force(Date::parse("2025-11-22").unwrap()).unwrap();
        let terms = PenaltyTerms { policy: &policy.penalty, misused: false, matures_on: None };
        let counts = |label: Option<&str>, earlier: &[Option<&str>]| terms.fee_counts(label, earlier.iter().copied());
        assert_eq!(counts(Some("letter"), &[None, Some("letter")]), again);
        assert!(counts(Some("letter"), &[None, Some("visit")]) && counts(None, &[None]) && counts(Some("letter"), &[]));
    }
}

#[test]
fn the_guards_of_law_hold_at_their_ends() {
    for (name, within, beyond, code) in [
        ("markup", ["30%", "50%"], ["29.99%", "50.01%"], "markupOutsideLaw"),
        ("misuseMarkup", ["50%", "100%"], ["49.99%", "49%"], "misuseMarkupOutsideLaw"),
        ("totalCostMax", ["0", "24%"], ["24.01%", "100%"], "totalCostAboveLaw"),
    ] {
        let codes = |share: &str| -> Vec<String> {
            found(&json!({ "markup": "30%", name: share })).into_iter().map(|(code, _)| code).collect()
        };
        for share in within {
            assert_eq!(codes(share), Vec::<String>::new(), "{name} {share}");
        }
        for share in beyond {
            assert!(codes(share).iter().any(|found| found == code), "{name} {share}");
        }
    }
}

#[test]
fn the_view_and_the_comparison_of_policies_show_every_setting() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let settings = json!({ "grace": { "days": 3, "mode": "inclusive" }, "totalCostMax": "24%",
        "shareOfPrincipalMax": "100%", "minimumCharge": "1", "rateMax": "24%" });
    let policy = policy_with(&settings);
    let view = call_text(&Engine::compile(&policy.to_string()).unwrap(), "policy", "null", "{}").unwrap();
    let view: Value = serde_json::from_str(&view).unwrap();
    let sections = view["sections"].as_array().unwrap();
    let entries = sections.iter().find(|section| section["id"] == "penalty").unwrap()["entries"].as_array().unwrap();
    let known: Vec<&str> = entries.iter().map(|entry| entry["pointer"].as_str().unwrap()).collect();
    for name in policy["penalty"].as_object().unwrap().keys() {
        assert!(known.contains(&format!("/penalty/{name}").as_str()), "{name}");
    }
    let mut labels: Vec<&str> = entries.iter().map(|entry| entry["label"]["en"].as_str().unwrap()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), entries.len(), "each setting has a label of its own: {labels:?}");
    let options = json!({ "before": "cn-bank-loan", "after": policy });
    let comparison = call_text(&engine, "comparePolicies", "{}", &options.to_string()).unwrap();
    for name in settings.as_object().unwrap().keys() {
        assert!(comparison.contains(&format!("/penalty/{name}")), "{name}: {comparison}");
    }
}

/// An amount may be certain while its working is not: then no line is shown that would be a guess, and the fact that
/// the working lacks is named.
#[test]
fn an_amount_that_a_cap_settles_has_no_working_of_guesses() {
    let assessed = |settings: Value, facts: &Value| {
        let engine = compiled(&settings);
        let answer = call_text(&engine, "assess", &facts.to_string(), "{}").unwrap();
        let said = call_text(&engine, "explain", &answer, &json!({ "level": "full" }).to_string());
        assert!(said.is_ok(), "{said:?} of {answer}");
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "0.01%", "maturesOn": null, "misused": false },
        "arrears": [{ "dueOn": "2025-11-20", "principal": "0.00", "interest": "0.01", "fees": "0.00" }] });
    // 0.01 at the contract's or the penalty rate is less than the smallest charge, whenever the loan matures.
    for stage in ["line", "segment"] {
        let settings = json!({ "minimumCharge": "5.48", "roundingStage": stage,
            "compoundRate": { "beforeMaturity": "contract", "afterMaturity": "penalty" } });
        let answer = assessed(settings.clone(), &facts);
        assert_eq!((&answer["due"]["compound"], &answer["due"]["total"]), (&json!("5.48"), &json!("5.49")));
        assert_eq!((&answer["penalty"]["lines"], &answer["due"]["missing"]), (&json!([]), &json!(["/loan/maturesOn"])));
        let mut matured = facts.clone();
        matured["loan"]["maturesOn"] = json!("2025-11-21");
        let answer = assessed(settings, &matured);
        assert_eq!((&answer["due"]["compound"], &answer["due"]["missing"]), (&json!("5.48"), &json!([])));
        assert_eq!(answer["penalty"]["lines"][0]["segments"].as_array().unwrap().len(), 2);
    }
    // 100.00 at 15 % for 700 days bear more than 1 % of the principal, whatever interest bears besides.
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "10%", "maturesOn": "2024-01-01", "misused": false },
        "arrears": [{ "dueOn": "2023-12-23", "principal": "100.00", "interest": null, "fees": "0.00" }] });
    let answer = assessed(
        json!({ "penaltyBase": "principalAndInterest", "compoundOnInterest": false,
        "shareOfPrincipalMax": "1%" }),
        &facts,
    );
    assert_eq!((&answer["due"]["penalty"], &answer["due"]["total"]), (&json!("1.00"), &Value::Null));
    assert_eq!((&answer["penalty"]["lines"], &answer["due"]["missing"]), (&json!([]), &json!(["/arrears/0/interest"])));
}

/// A rate that floats, or penalty interest that is compounded, is worked out another way: what is not known of an
/// arrear leaves open what it leaves open of a loan with a fixed rate.
#[test]
fn an_unknown_interest_leaves_the_same_open_however_the_rate_is_known() {
    let floating = json!({ "base": "lpr1y", "spread": "0", "resetEvery": "year", "resetFrom": "2024-06-03" });
    for (tolerance, base) in [("0.00", "principal"), ("100.00", "principal"), ("100.00", "principalAndInterest")] {
        let settings =
            json!({ "tolerance": tolerance, "penaltyBase": base, "compoundOnInterest": base == "principal" });
        let engine = compiled(&settings);
        for principal in ["0", "0.01", "60", "48000"] {
            for (interest, fees) in [(Value::Null, "0"), (Value::Null, "7"), (json!("0"), "0"), (json!("5000"), "0")] {
                let assessed = |loan: &Value| {
                    let facts = json!({ "asOf": "2025-02-01", "loan": loan, "borrower": { "refusedToPay": true },
                        "arrears": [{ "dueOn": "2024-10-01", "principal": "48000", "interest": "0" },
                            { "dueOn": "2025-01-01", "principal": principal, "interest": interest, "fees": fees }] });
                    let answer = call_text(&engine, "assess", &facts.to_string(), "{}").unwrap();
                    let answer: Value = serde_json::from_str(&answer).unwrap();
                    let amounts: Vec<Value> = answer["penalty"]["lines"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|line| json!([line["arrear"], line["component"], line["amount"]]))
                        .collect();
                    (
                        answer["due"].clone(),
                        answer["delinquency"].clone(),
                        answer["escalation"]["litigation"]["outcome"].clone(),
                        amounts,
                    )
                };
                // 3.45 % from the last reset on.
                let fixed = assessed(&json!({ "annualRate": "3.45%" }));
                let by_table = assessed(&json!({ "floating": floating }));
                assert_eq!(fixed, by_table, "{tolerance} {base} {principal} {interest} {fees}");
                let is_open = interest.is_null();
                assert_eq!(fixed.0["total"].is_null(), is_open, "{fixed:?}");
                assert_eq!(fixed.0["missing"], if is_open { json!(["/arrears/1/interest"]) } else { json!([]) });
            }
        }
    }
}

/// The loan's day of maturity counts for days of a convention, and from that day on for the rate.
#[test]
fn the_day_of_maturity_moves_the_last_of_february_and_the_rate() {
    let assessed = |settings: Value, matures_on: &str| {
        let facts = json!({ "asOf": "2025-02-28", "loan": { "annualRate": "6%", "maturesOn": matures_on },
            "arrears": [{ "dueOn": "2025-01-31", "principal": "36000", "interest": "36000", "fees": "0" }] });
        let answer = call_text(&compiled(&settings), "assess", &facts.to_string(), "{}").unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let due = answer["due"].clone();
        (due["penalty"].as_str().unwrap().to_owned(), due["compound"].as_str().unwrap().to_owned())
    };
    // The last of February is the 30th: 30 days of 9.00; unless the loan matures on it: 28 days.
    let settings = json!({ "dayCount": "30E/360-ISDA" });
    assert_eq!(assessed(settings.clone(), "2025-03-31").0, "270.00");
    assert_eq!(assessed(settings, "2025-02-28").0, "252.00");
    // With the last day counted instead of the first, the as-of date is charged: at 9 % if the loan matures on it,
    // 27 days of 6.00 and one of 9.00; else 28 days of 6.00.
    let rate = json!({ "beforeMaturity": "contract", "afterMaturity": "penalty" });
    let settings = json!({ "daysCounted": "end", "compoundRate": rate });
    assert_eq!(assessed(settings.clone(), "2025-02-28").1, "171.00");
    assert_eq!(assessed(settings, "2025-03-01").1, "168.00");
}

/// Settings at random; the law's bands are left, for the laws below hold without them.
fn settings() -> impl Strategy<Value = Value> {
    let mode = prop::sample::select(vec!["exclusive", "inclusive", "classificationOnly"]);
    let grace = (0_u32..40, mode).prop_map(|(days, mode)| json!({ "days": days, "mode": mode }));
    let share = |most: u32| {
        prop::option::of((0..=most).prop_map(|points| json!(format!("{}.{:02}%", points / 100, points % 100))))
    };
    let money = |most: u32| (0..=most).prop_map(|fen| json!(format!("{}.{:02}", fen / 100, fen % 100)));
    let rate = || prop::sample::select(vec!["none", "contract", "penalty"]);
    let compound =
        (rate(), rate()).prop_map(|(before, after)| json!({ "beforeMaturity": before, "afterMaturity": after }));
    let stage = prop::sample::select(vec!["once", "line", "segment"]);
    let ends = prop::sample::select(vec!["start", "end", "both", "neither"]);
    let base = prop::sample::select(vec!["principal", "interest", "principalAndInterest", "installment"]);
    let caps = (share(4_000), share(3_000), share(600), prop::option::of(money(2_000)));
    let figures = (grace, money(20_000), compound, prop::sample::select(vec!["halfUp", "halfEven", "down", "up"]));
    (figures, caps, (stage, ends, base)).prop_map(|((grace, tolerance, compound, mode), caps, (stage, ends, base))| {
        let (rate_max, cost, share, minimum) = caps;
        json!({ "grace": grace, "tolerance": tolerance, "compoundRate": compound, "rounding": mode, "rateMax": rate_max,
            "totalCostMax": cost, "shareOfPrincipalMax": share, "minimumCharge": minimum, "roundingStage": stage,
            "daysCounted": ends, "penaltyBase": base, "compoundOnInterest": base == "principal" })
    })
}

fn arrears() -> impl Strategy<Value = Value> {
    let arrear = (1_i64..500, 0_u64..9_000_000, 0_u64..90_000, 0_u64..9_000).prop_map(|(days, principal, interest, fees)| {
        let yuan = |fen: u64| format!("{}.{:02}", fen / 100, fen % 100);
        json!({ "dueOn": date_text(20_414 - days), "principal": yuan(principal), "interest": yuan(interest), "fees": yuan(fees) })
    });
    prop::collection::vec(arrear, 1..5).prop_map(Value::Array)
}

fn loan() -> impl Strategy<Value = Value> {
    (0_u32..4_000, -500_i64..50, any::<bool>()).prop_map(|(rate, matures, misused)| {
        json!({ "annualRate": format!("{}.{:02}%", rate / 100, rate % 100), "maturesOn": date_text(20_414 + matures),
            "misused": misused })
    })
}

fn holds(bounds: Bounds, amount: Money) -> bool {
    bounds.low <= amount && bounds.high.is_none_or(|high| amount <= high)
}

/// The bounds of penalty, compound and total, where the case can be assessed.
fn sums(engine: &Engine, facts: &Value) -> Option<[Bounds; 3]> {
    let case = read_case(&facts.to_string()).unwrap();
    let policy = engine.in_force(case.as_of).unwrap();
    let outcomes = Position::new(&case, policy).ok()?.outcomes();
    Some([outcomes.penalty, outcomes.compound, outcomes.total])
}

fn lines_of(answer: &str) -> Vec<Value> {
    let answer: Value = serde_json::from_str(answer).unwrap();
    answer["penalty"]["lines"].as_array().unwrap().clone()
}

fn fen(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn what_is_known_lies_within_what_was_open(settings in settings(), loan in loan(), arrears in arrears(), hidden in 1_u8..8) {
        let engine = compiled(&settings);
        let facts = json!({ "asOf": date_text(20_414), "loan": loan, "arrears": arrears });
        let mut open = facts.clone();
        if hidden & 1 != 0 {
            open["loan"]["annualRate"] = Value::Null;
        }
        if hidden & 2 != 0 {
            open["loan"]["maturesOn"] = Value::Null;
        }
        if hidden & 4 != 0 {
            open["arrears"][0]["interest"] = Value::Null;
        }
        let known = sums(&engine, &facts).unwrap();
        if let Some(bounds) = sums(&engine, &open) {
            for (bounds, known) in bounds.into_iter().zip(known) {
                let amount = known.known();
                prop_assert!(amount.is_some_and(|amount| holds(bounds, amount)), "{known:?} is not within {bounds:?}");
            }
            let assessed = |facts: &Value| call_text(&engine, "assess", &facts.to_string(), "{}").unwrap();
            let (answer, complete) = (assessed(&open), lines_of(&assessed(&facts)));
            // What is shown of the working is so whatever the missing facts are.
            for line in lines_of(&answer) {
                prop_assert!(complete.contains(&line), "{line} is none of {complete:?}");
            }
            let options = json!({ "level": "full" }).to_string();
            let said = call_text(&engine, "explain", &answer, &options).map_err(|failure| failure.to_json());
            prop_assert!(said.is_ok(), "{said:?} of {answer}");
        }
    }

    #[test]
    fn lines_add_up_and_caps_hold(settings in settings(), loan in loan(), arrears in arrears()) {
        let engine = compiled(&settings);
        let facts = json!({ "asOf": date_text(20_414), "loan": loan, "arrears": arrears });
        let answer: Value = serde_json::from_str(&call_text(&engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap();
        let lines = answer["penalty"]["lines"].as_array().unwrap();
        for component in ["penalty", "compound"] {
            let own = lines.iter().filter(|line| line["component"] == component);
            prop_assert_eq!(own.map(|line| fen(&line["amount"])).sum::<i64>(), fen(&answer["due"][component]));
        }
        for line in lines {
            let segments: i64 = line["segments"].as_array().unwrap().iter().map(|one| fen(&one["amount"])).sum();
            let moved: i64 = line["adjustments"].as_array().into_iter().flatten().map(|one| {
                if one["by"] == "minimumCharge" { fen(&one["amount"]) } else { -fen(&one["amount"]) }
            }).sum();
            prop_assert_eq!(segments + moved, fen(&line["amount"]));
        }
        // The text says the same figures: it is refused where they do not add up.
        let options = json!({ "level": "full" }).to_string();
        prop_assert!(call_text(&engine, "explain", &answer.to_string(), &options).is_ok());
        for (index, arrear) in arrears.as_array().unwrap().iter().enumerate() {
            let pointer = format!("/arrears/{index}");
            let charged: i64 = lines.iter().filter(|line| line["arrear"] == pointer.as_str()).map(|line| fen(&line["amount"])).sum();
            if let Some(share) = settings["shareOfPrincipalMax"].as_str() {
                let points: i64 = share.trim_end_matches('%').replace('.', "").parse().unwrap();
                prop_assert!(charged * 10_000 < fen(&arrear["principal"]) * points + 10_000);
            }
        }
    }

    /// Sums for many cases are worked out without a line; they are those of the lines.
    #[test]
    fn sums_alone_are_those_of_the_lines(
        settings in settings(), convention in prop::sample::select(DayCount::NAMES.to_vec()),
        (loan, arrears) in (loan(), arrears()),
    ) {
        let mut settings = settings;
        settings["dayCount"] = json!(convention.0);
        for name in ["minimumCharge", "shareOfPrincipalMax", "totalCostMax"] {
            settings[name] = Value::Null;
        }
        let engine = compiled(&settings);
        let case = read_case(&json!({ "asOf": date_text(20_414), "loan": loan, "arrears": arrears }).to_string()).unwrap();
        let position = Position::new(&case, engine.in_force(case.as_of).unwrap()).unwrap();
        let (outcomes, lines) = (position.outcomes(), position.working().lines);
        for (component, sum) in [(Component::Penalty, outcomes.penalty), (Component::Compound, outcomes.compound)] {
            let own = lines.iter().filter(|line| line.component == component).map(|line| line.amount);
            prop_assert_eq!(sum, Bounds::exactly(own.fold(Money::ZERO, Money::plus)));
        }
    }

    /// Not with the stage `once` beside a smallest charge or a cap: a line takes what the rounded sum grows
    /// by, which may be a fen less a day later. Two lines of 2 and 4 fen that turn into 3 and 3 come to
    /// 3 + 4 and then 3 + 3 under a smallest charge of 3.
    #[test]
    fn what_is_due_never_falls_with_time(settings in settings(), loan in loan(), arrears in arrears(), days in 0_i64..300) {
        let mut settings = settings;
        if settings["roundingStage"] == "once" {
            for name in ["minimumCharge", "shareOfPrincipalMax", "totalCostMax"] {
                settings[name] = Value::Null;
            }
        }
        let engine = compiled(&settings);
        let total = |as_of: i64| {
            let facts = json!({ "asOf": date_text(as_of), "loan": loan, "arrears": arrears });
            sums(&engine, &facts).unwrap()[2].known().unwrap()
        };
        prop_assert!(total(20_414 + days) <= total(20_414 + days + 1));
    }

    #[test]
    fn grace_spares_and_never_adds(loan in loan(), arrears in arrears(), days in 0_u32..60) {
        let facts = json!({ "asOf": date_text(20_414), "loan": loan, "arrears": arrears });
        let total = |grace: Value| sums(&compiled(&json!({ "grace": grace })), &facts).unwrap()[2].known().unwrap();
        let of = |mode: &str| total(json!({ "days": days, "mode": mode }));
        let none = total(json!({ "days": 0, "mode": "exclusive" }));
        prop_assert!(of("exclusive") <= of("inclusive") && of("inclusive") <= none);
        prop_assert_eq!(of("classificationOnly"), none);
    }
}
