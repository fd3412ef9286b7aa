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

fn condition() -> impl Strategy<Value = Value> {
    let fact = prop_oneof![Just("daysPastDue"), Just("failedAttempts")];
    let operator = prop_oneof![Just("lt"), Just("le"), Just("eq"), Just("ne"), Just("ge"), Just("gt")];
    let leaf = (fact, operator, 0..=LARGEST).prop_map(|(fact, operator, bound)| clause(fact, operator, bound));
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

/// A condition over two facts, with one clause replaced as a warning says it may be.
struct Table<'c> {
    days: u32,
    attempts: u32,
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

/// The condition in every case that an overdue loan can be in.
fn table(condition: &Value, replaced: Option<(&str, Instead)>) -> Vec<bool> {
    let cases = (1..=LARGEST + 1).flat_map(|days| (0..=LARGEST + 1).map(move |attempts| (days, attempts)));
    cases.map(|(days, attempts)| Table { days, attempts, replaced }.holds(condition, "", false, true)).collect()
}

/// Warnings about the condition of a waiver: code and place within the condition.
fn warnings(condition: &Value) -> Vec<(String, String)> {
    let mut document: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    document["waiver"]["condition"] = condition.clone();
    let report = check_tree(&parsed(&document.to_string()), None, Locale::English);
    assert!(report.usable, "{:#?}", report.diagnostics);
    let own = report.diagnostics.iter().filter_map(|one| {
        let place = one.path.strip_prefix("/waiver/condition")?;
        (!place.contains("source")).then(|| (json!(one.code).as_str().unwrap().to_owned(), place.to_owned()))
    });
    own.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_a_warning_says_of_a_clause_is_true(drawn in condition()) {
        let mut condition = drawn;
        name_clauses(&mut condition, &mut 0);
        let truth = table(&condition, None);
        for (code, place) in warnings(&condition) {
            let instead = match code.as_str() {
                "deadClause" => Instead::Never,
                "alwaysMet" => Instead::Always,
                _ => Instead::Nothing,
            };
            prop_assert_eq!(&table(&condition, Some((&place, instead))), &truth, "{} at {}", code, place);
        }
    }

    #[test]
    fn two_clauses_of_one_fact_are_told_exactly_when_one_is_idle(
        left in (0..6_usize, 0..=LARGEST), right in (0..6_usize, 0..=LARGEST), all in any::<bool>(),
    ) {
        let operators = ["lt", "le", "eq", "ne", "ge", "gt"];
        let part = |(operator, bound): (usize, u32)| clause("daysPastDue", operators[operator], bound);
        let name = if all { "all" } else { "any" };
        let mut condition = json!({ name: [part(left), part(right)] });
        name_clauses(&mut condition, &mut 0);
        let truth = table(&condition, None);
        let places = [format!("/{name}/0"), format!("/{name}/1")];
        let idle = places.iter().any(|place| {
            [Instead::Never, Instead::Always, Instead::Nothing]
                .into_iter()
                .any(|instead| table(&condition, Some((place, instead))) == truth)
        });
        prop_assert_eq!(!warnings(&condition).is_empty(), idle, "{}", condition);
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
