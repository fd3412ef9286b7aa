//! Warnings about clauses that change nothing, held to the truth tables of random conditions.

use arrears::api::Engine;
use arrears::condition::{Pattern, PlainPlan, Tests};
use arrears::locale::Locale;
use arrears::money::{Money, Rounding};
use arrears::policy::builtin;
use arrears::policy::check::check_tree;
use arrears::rules::installment::Payments;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::made_up_clause;
use crate::vectors::parsed;

/// Thresholds and facts stay this small, so that every case can be counted through.
const LARGEST: u32 = 4;

fn clause(fact: &str, operator: &str, threshold: u32) -> Value {
    made_up_clause("", fact, operator, &json!(threshold))
}

/// The classes, and the first day of each in a scale that is small enough.
const CLASSES: [(&str, u32); 3] = [("mild", 1), ("moderate", 2), ("severe", 4)];

/// A clause on some of the classes; the bits of a number say on which.
fn class_clause(bits: u8) -> Value {
    let classes = CLASSES.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
    made_up_clause("", "class", "in", &json!(classes.map(|(_, (name, _))| *name).collect::<Vec<_>>()))
}

fn condition() -> impl Strategy<Value = Value> {
    let fact = prop_oneof![Just("daysPastDue"), Just("failedAttempts")];
    let operator = prop_oneof![Just("lt"), Just("le"), Just("eq"), Just("ne"), Just("ge"), Just("gt")];
    let number = (fact, operator, 0..=LARGEST).prop_map(|(fact, operator, bound)| clause(fact, operator, bound));
    let leaf = prop_oneof![2 => number, 1 => (0..8_u8).prop_map(class_clause)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| json!({ "all": parts })),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| json!({ "any": parts })),
            inner.prop_map(|part| json!({ "not": part })),
        ]
    })
}

/// Gives every clause an id of its own.
fn name_clauses(node: &mut Value, next: &mut u32) {
    match node {
        Value::Object(fields) if fields.contains_key("fact") => {
            fields.insert("id".to_owned(), json!(format!("c{next}")));
            *next += 1;
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| name_clauses(field, next)),
        Value::Array(parts) => parts.iter_mut().for_each(|part| name_clauses(part, next)),
        _ => {}
    }
}

/// What a warning says may stand in place of the clause.
#[derive(Clone, Copy)]
enum Instead {
    /// It never holds.
    Never,
    /// It always holds.
    Always,
    /// It may be left out of the list that it stands in.
    Nothing,
}

/// A condition over three facts, with one clause replaced as a warning says it may be. Classes are their places.
struct Table<'c> {
    days: u32,
    attempts: u32,
    class: usize,
    replaced: Option<(&'c str, Instead)>,
}

impl Table<'_> {
    /// `negated`: whether an odd number of `not` stands around; `in_all`: whether, with these turned
    /// inwards, the list around is an `all`.
    fn holds(&self, node: &Value, path: &str, negated: bool, in_all: bool) -> bool {
        for (name, all) in [("all", true), ("any", false)] {
            if let Some(parts) = node.get(name).and_then(Value::as_array) {
                let mut parts = parts
                    .iter()
                    .enumerate()
                    .map(|(index, part)| self.holds(part, &format!("{path}/{name}/{index}"), negated, all != negated));
                return if all { parts.all(|holds| holds) } else { parts.any(|holds| holds) };
            }
        }
        if let Some(part) = node.get("not") {
            return !self.holds(part, &format!("{path}/not"), !negated, in_all);
        }
        match self.replaced.filter(|(clause, _)| *clause == path) {
            Some((_, Instead::Never)) => negated,
            Some((_, Instead::Always)) => !negated,
            Some((_, Instead::Nothing)) => in_all != negated,
            None => self.compares(node),
        }
    }

    fn compares(&self, clause: &Value) -> bool {
        if let Some(classes) = clause["threshold"].as_array() {
            return classes.contains(&json!(CLASSES[self.class].0));
        }
        let fact = if clause["fact"] == "daysPastDue" { self.days } else { self.attempts };
        let threshold = u32::try_from(clause["threshold"].as_u64().unwrap()).unwrap();
        match clause["operator"].as_str().unwrap() {
            "lt" => fact < threshold,
            "le" => fact <= threshold,
            "eq" => fact == threshold,
            "ne" => fact != threshold,
            "ge" => fact >= threshold,
            _ => fact > threshold,
        }
    }
}

/// The condition in every case that an overdue loan can be in, where its amount can make it worse or not.
fn table(condition: &Value, amounts: bool, replaced: Option<(&str, Instead)>) -> Vec<bool> {
    let mut rows = Vec::new();
    for (days, attempts) in (1..=LARGEST + 1).flat_map(|days| (0..=LARGEST + 1).map(move |attempts| (days, attempts))) {
        let by_days = CLASSES.iter().rposition(|(_, first)| *first <= days).unwrap();
        for by_amount in 0..if amounts { CLASSES.len() } else { 1 } {
            let table = Table { days, attempts, class: by_days.max(by_amount), replaced };
            rows.push(table.holds(condition, "", false, true));
        }
    }
    rows
}

/// Warnings about the condition of a waiver: code, place within the condition, and message.
fn told(condition: &Value, amounts: bool) -> Vec<[String; 3]> {
    let [mut document, mortgage] = [0, 1].map(|at| serde_json::from_str::<Value>(builtin::DOCUMENTS[at].1).unwrap());
    for (place, (_, first)) in CLASSES.iter().enumerate() {
        let band = &mut document["delinquency"]["classes"][place];
        band["fromDays"] = json!(first);
        if let Some((_, next)) = CLASSES.get(place + 1) {
            band["toDays"] = json!(next - 1);
        }
    }
    if amounts {
        document["delinquency"]["classesByAmount"] = mortgage["delinquency"]["classesByAmount"].clone();
        document["documents"].as_array_mut().unwrap().extend(mortgage["documents"].as_array().unwrap().clone());
        let documents = document["documents"].as_array_mut().unwrap();
        documents.sort_by_key(|one| one["id"].to_string());
        documents.dedup_by_key(|one| one["id"].to_string());
    }
    document["waiver"]["condition"] = condition.clone();
    let report = check_tree(&parsed(&document.to_string()), None, Locale::English);
    assert!(report.usable, "{:#?}", report.diagnostics);
    let own = report.diagnostics.iter().filter_map(|one| {
        let place = one.path.strip_prefix("/waiver/condition")?;
        let code = json!(one.code).as_str().unwrap().to_owned();
        (!place.contains("source")).then(|| [code, place.to_owned(), one.message.clone()])
    });
    own.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_a_warning_says_of_a_clause_is_true(drawn in condition(), amounts in any::<bool>()) {
        let mut condition = drawn;
        name_clauses(&mut condition, &mut 0);
        let truth = table(&condition, amounts, None);
        for [code, place, message] in told(&condition, amounts) {
            let instead = match code.as_str() {
                "deadClause" => Instead::Never,
                "alwaysMet" => Instead::Always,
                _ => Instead::Nothing,
            };
            prop_assert_eq!(&table(&condition, amounts, Some((&place, instead))), &truth, "{} at {}", message, place);
        }
    }

    #[test]
    fn two_clauses_of_one_fact_are_told_exactly_when_one_is_idle(
        left in (0..7_usize, 0..=LARGEST, 0..8_u8), right in (0..7_usize, 0..=LARGEST, 0..8_u8), all in any::<bool>(),
    ) {
        let operators = ["lt", "le", "eq", "ne", "ge", "gt"];
        let part = |(operator, bound, bits): (usize, u32, u8)| match operators.get(operator) {
            Some(operator) => clause("daysPastDue", operator, bound),
            None => class_clause(bits),
        };
        let name = if all { "all" } else { "any" };
        let mut condition = json!({ name: [part(left), part(right)] });
        name_clauses(&mut condition, &mut 0);
        let truth = table(&condition, false, None);
        let places = [format!("/{name}/0"), format!("/{name}/1")];
        let idle = places.iter().any(|place| {
            [Instead::Never, Instead::Always, Instead::Nothing]
                .into_iter()
                .any(|instead| table(&condition, false, Some((place, instead))) == truth)
        });
        prop_assert_eq!(!told(&condition, false).is_empty(), idle, "{}", condition);
    }
}

fn plan_condition() -> impl Strategy<Value = Value> {
    let operator = || prop_oneof![Just("lt"), Just("le"), Just("ge"), Just("gt")];
    let leaf = |fact: &'static str, operator: &str, threshold: String| {
        let mut leaf = clause(fact, operator, 0);
        leaf["threshold"] = json!(threshold);
        leaf
    };
    let share = (operator(), 0..=20_u32).prop_map(move |(operator, twentieths)| {
        leaf("shareOfIncome", operator, format!("{}.{:02}", twentieths / 20, twentieths % 20 * 5))
    });
    let payment = (operator(), 0..=300_u32)
        .prop_map(move |(operator, fen)| leaf("smallestPayment", operator, format!("{}.{:02}", fen / 100, fen % 100)));
    prop_oneof![share, payment].prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| json!({ "all": parts })),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| json!({ "any": parts })),
            inner.prop_map(|part| json!({ "not": part })),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// A plan whose figures are small is judged by them alone; its truth is that of its facts, and none is given where
    /// they do not fit.
    #[test]
    fn small_figures_of_a_plan_are_judged_as_its_facts_are(
        condition in plan_condition(), (name, mode) in prop::sample::select(Rounding::NAMES.to_vec()),
        plans in prop::collection::vec((prop_oneof![0..2_000_i128, 0..=1_000_000_000_000_000_000_i128], 1..=12_u32,
            prop_oneof![0..3_000_i128, 0..=1_000_000_000_000_000_000_i128]), 60),
    ) {
        let mut condition = condition;
        name_clauses(&mut condition, &mut 0);
        let mut document: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
        document["installment"]["condition"] = condition;
        document["installment"]["rounding"]["value"] = json!(name);
        let engine = Engine::compile(&document.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()));
        let policy = &engine.in_force(arrears::calendar::Date::parse("2025-11-22").unwrap()).unwrap().installment;
        let tests = Tests::of(&[&policy.condition]);
        for (total, periods, income) in plans {
            let (total, income) = (Money::from_fen(total), Money::from_fen(income));
            let payments = Payments::spread(total, periods, policy);
            let split = total.split_short(periods, mode);
            prop_assert_eq!(split.is_some(), payments.last >= Money::ZERO, "{:?}", payments);
            let plan = split.and_then(|split| PlainPlan::of(split, income));
            if let Some(PlainPlan { most, least, .. }) = plan {
                prop_assert_eq!([most, least].map(|fen| Money::from_fen(fen.into())), [payments.most, payments.least]);
            }
            if let Some(plan) = plan {
                let (mut short, mut long) = (Pattern::default(), Pattern::default());
                let given = short.add_plan(&tests, &plan).map(|all| (all, short));
                let wanted = (long.add_tests(&tests, &payments.facts(Some(income))), long);
                prop_assert!(given.map_or(short == Pattern::default(), |given| given == wanted), "{plan:?}");
            }
            let truth = plan.and_then(|plan| plan.truth(&policy.condition));
            prop_assert!(truth.is_none_or(|truth| truth == payments.feasible(Some(income), policy)), "{plan:?}");
            let are_small = total.fen().max(income.fen()) < 1 << 50 && payments.last >= Money::ZERO;
            prop_assert!(truth.is_some() || !are_small, "{plan:?}");
        }
    }
}

/// Clauses, as id, fact, operator and threshold.
fn clauses(given: &[(&str, &str, &str, Value)]) -> Vec<Value> {
    given.iter().map(|(id, fact, operator, threshold)| made_up_clause(id, fact, operator, threshold)).collect()
}

/// What is said of clauses in a policy with a condition in a place of it: where in the condition, and the message.
fn said(policy: &str, place: &str, condition: &Value) -> Vec<String> {
    let document = builtin::DOCUMENTS.iter().find(|(id, _)| *id == policy).unwrap().1;
    let mut document: Value = serde_json::from_str(document).unwrap();
    *document.pointer_mut(place).unwrap() = condition.clone();
    let report = check_tree(&parsed(&document.to_string()), None, Locale::English);
    let own = report.diagnostics.iter().filter(|one| one.path.starts_with(place) && one.message.contains("clause `"));
    own.map(|one| format!("{} {}", &one.path[place.len()..], one.message)).collect()
}

const BANK: &str = "cn-bank-loan";
const MORTGAGE: &str = "cn-home-mortgage";
const WAIVER: &str = "/waiver/condition";

/// In `cn-bank-loan` a loan is mild to day 30, moderate to day 90 and severe after it, whatever is overdue.
#[test]
fn a_class_that_follows_from_the_days_is_a_clause_on_days() {
    let beside = |operator: &str, days: u32, classes: Value| {
        let all = clauses(&[("days", "daysPastDue", operator, json!(days)), ("class", "class", "in", classes)]);
        said(BANK, WAIVER, &json!({ "all": all }))
    };
    assert_eq!(beside("le", 30, json!(["severe"])), ["/all/1 clause `class` can never be met beside `days`"]);
    assert_eq!(beside("le", 30, json!(["mild"])), ["/all/1 clause `class` adds nothing beside `days`"]);
    assert_eq!(beside("gt", 90, json!(["severe"])), ["/all/1 clause `class` adds nothing beside `days`"]);
    assert_eq!(beside("gt", 30, json!(["moderate"])), ["/all/0 clause `days` adds nothing beside `class`"]);
    assert_eq!(beside("gt", 60, json!(["moderate"])), [""; 0]);
    let either = clauses(&[("mild", "class", "in", json!(["mild"])), ("late", "daysPastDue", "gt", json!(30))]);
    let wanted = ["/any/0 clause `mild` and the other clauses of this choice leave nothing out"];
    assert_eq!(said(BANK, WAIVER, &json!({ "any": either })), wanted);
    let any_class = made_up_clause("class", "class", "in", &json!(["mild", "moderate", "severe"]));
    assert_eq!(said(BANK, WAIVER, &any_class), [" clause `class` adds nothing while the loan is overdue"]);
}

/// In `cn-home-mortgage` a large amount can make a class worse than the days alone would, and never better.
#[test]
fn where_an_amount_has_a_say_the_days_only_bound_the_class() {
    let beside = |operator: &str, days: u32, class: &str| {
        let all = clauses(&[("days", "daysPastDue", operator, json!(days)), ("class", "class", "in", json!([class]))]);
        said(MORTGAGE, WAIVER, &json!({ "all": all }))
    };
    assert_eq!(beside("gt", 90, "mild"), ["/all/1 clause `class` can never be met beside `days`"]);
    assert_eq!(beside("gt", 90, "severe"), ["/all/1 clause `class` adds nothing beside `days`"]);
    assert_eq!(beside("le", 30, "mild"), ["/all/0 clause `days` adds nothing beside `class`"]);
    assert_eq!(beside("le", 30, "severe"), [""; 0], "day 10 with 30,000 overdue is severe");
    assert_eq!(beside("le", 90, "moderate"), ["/all/0 clause `days` adds nothing beside `class`"]);
    assert_eq!(beside("le", 30, "moderate"), [""; 0]);
}

/// A clause is held against the smallest thing that settles it: itself, that the loan is overdue, one other, several.
#[test]
fn what_settles_a_clause_is_named() {
    let beside = |all: Vec<Value>| said(BANK, WAIVER, &json!({ "all": all }));
    let never = [
        ("overdueAmount", "lt", json!("0.00")),
        ("class", "in", json!([])),
        ("failedAttempts", "lt", json!(0)),
        ("oldestDueOn", "lt", json!("1900-01-01")),
        ("oldestDueOn", "ge", json!("2199-12-31")),
        ("reviewFacts", "eq", json!(false)),
    ];
    for (fact, operator, threshold) in never {
        let days = ("days", "daysPastDue", "le", json!(30));
        let other = ("other", fact, operator, threshold.clone());
        let wanted = |place| vec![format!("/all/{place} clause `other` can never be met")];
        assert_eq!(beside(clauses(&[days.clone(), other.clone()])), wanted(1), "{fact} {operator} {threshold}");
        assert_eq!(beside(clauses(&[other, days])), wanted(0), "{fact} {operator} {threshold}");
    }
    let attempts = |id, operator, number: u32| (id, "failedAttempts", operator, json!(number));
    let days = |id, operator, number: u32| (id, "daysPastDue", operator, json!(number));
    let three = clauses(&[attempts("a", "gt", 3), attempts("b", "le", 4), attempts("c", "ne", 4)]);
    assert_eq!(beside(three), ["/all/2 clause `c` can never be met beside the other clauses"]);
    let three = clauses(&[days("a", "gt", 90), days("b", "le", 30), days("c", "le", 20)]);
    assert_eq!(beside(three), ["/all/1 clause `b` can never be met beside `a`"]);
    let dead = clauses(&[days("b", "gt", 90), days("c", "gt", 60)]);
    let choice = vec![clauses(&[days("a", "le", 30)]).remove(0), json!({ "any": dead })];
    let wanted = ["b", "c"].iter().enumerate();
    let wanted: Vec<_> = wanted
        .map(|(at, id)| format!("/all/1/any/{at} clause `{id}` can never be met beside the other clauses"))
        .collect();
    assert_eq!(beside(choice)[..2], wanted);
    let idle = clauses(&[days("b", "le", 60), ("c", "cameForward", "eq", json!(true))]);
    let choice = vec![clauses(&[days("a", "le", 30)]).remove(0), json!({ "any": idle })];
    assert_eq!(beside(choice), ["/all/1/any/0 clause `b` is always met beside the other clauses"]);
    let nested = json!({ "all": clauses(&[days("b", "gt", 90)]) });
    let nested = vec![clauses(&[days("a", "le", 30)]).remove(0), nested];
    assert_eq!(beside(nested), ["/all/1/all/0 clause `b` can never be met beside `a`"]);
}

/// What a clause can be is only what its fact can be: a last payment and what is left to live on lie below nothing
/// too, a review is complete or not known to be.
#[test]
fn nothing_is_said_of_a_clause_that_can_still_turn() {
    let one = |place, fact: &str, operator: &str, threshold: Value| {
        said(BANK, place, &made_up_clause("one", fact, operator, &threshold))
    };
    assert_eq!(one("/installment/condition", "smallestPayment", "ge", json!("0.00")), [""; 0]);
    assert_eq!(one("/restructure/affordable", "leftToLiveOn", "lt", json!("0.00")), [""; 0]);
    assert_eq!(one("/restructure/condition", "reviewFacts", "eq", json!(true)), [""; 0]);
    let wanted = [" clause `one` can never be met"];
    assert_eq!(one("/restructure/affordable", "longestTermMonths", "lt", json!(0)), wanted);
    assert_eq!(one("/installment/condition", "shareOfIncome", "lt", json!("0")), wanted);
    let stated = made_up_clause("one", "reviewFacts", "eq", &json!(true));
    let wanted = ["/not the opposite of clause `one` can never be met"];
    assert_eq!(said(BANK, "/restructure/condition", &json!({ "not": stated })), wanted);
}

/// `gt` does not go with yes or no: what the clause was to say is not known, and so not what it does to the others.
#[test]
fn beside_a_clause_that_cannot_be_read_nothing_is_said() {
    let sound = ("sound", "firstArrear", "eq", json!(true));
    for broken in [("broken", "firstArrear", "gt", json!(true)), ("broken", "firstArrear", "eq", json!(1))] {
        assert_eq!(said(BANK, WAIVER, &json!({ "all": clauses(&[sound.clone(), broken.clone()]) })), [""; 0]);
        let late = ("late", "daysPastDue", "gt", json!(90));
        let early = clauses(&[("early", "daysPastDue", "le", json!(30))]).remove(0);
        let choice = json!({ "any": clauses(&[broken, late]) });
        assert_eq!(said(BANK, WAIVER, &json!({ "all": [early, choice] })), [""; 0]);
    }
}

/// Decisions are taken of every loan that is a day past due: a policy that says otherwise of being overdue would not be
/// followed, and is refused.
#[test]
fn what_makes_a_loan_overdue_is_a_day() {
    let refused = |condition: Value| {
        let mut document: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
        document["delinquency"]["condition"] = condition;
        let report = check_tree(&parsed(&document.to_string()), None, Locale::English);
        assert_eq!(report.usable, Engine::compile(&document.to_string()).is_ok());
        let told = report.diagnostics.iter().map(|one| serde_json::to_value(one).unwrap());
        told.map(|one| format!("{} {}", one["code"], one["path"]).replace('"', "")).collect::<Vec<_>>()
    };
    let clause = |operator: &str, days: u32| made_up_clause("overdue", "daysPastDue", operator, &json!(days));
    for (operator, days) in [("gt", 0), ("ge", 1)] {
        assert_eq!(refused(clause(operator, days)), [""; 0]);
        assert_eq!(refused(clause(operator, days + 5)), ["notSupported /delinquency/condition"]);
    }
    let amount = made_up_clause("amount", "overdueAmount", "gt", &json!("1000.00"));
    assert_eq!(refused(amount.clone()), ["notSupported /delinquency/condition"]);
    assert_eq!(refused(json!({ "any": [clause("gt", 0), amount] })), ["notSupported /delinquency/condition"]);
}
