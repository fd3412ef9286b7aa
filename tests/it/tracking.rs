//! Tracking of an agreed plan: its limits, settings and words, and the laws that hold for every plan.

use arrears::api::{Engine, call_text};
use arrears::limits::{PLAN_INSTALLMENTS_MAX, PLAN_PAYMENTS_MAX};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{with, yuan};
use crate::independent::date_text;
use crate::vectors::call;

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");

/// The reply of an operation, or its failure.
fn reply(operation: &str, facts: &Value, options: &str) -> Value {
    let text = call(operation, &facts.to_string(), options).unwrap_or_else(|failure| failure);
    serde_json::from_str(&text).unwrap()
}

fn tracking(facts: &Value) -> Value {
    reply("tracking", facts, "{}")
}

/// Four installments of which the first is unpaid, and a loan beside them.
fn case(as_of: &str) -> Value {
    let installments = ["2025-03-01", "2025-04-15", "2025-05-15", "2025-06-15"];
    let installments = installments.map(|due_on| json!({ "dueOn": due_on, "amount": "1000" }));
    json!({
        "asOf": as_of,
        "loan": { "annualRate": "0.06" },
        "arrears": [{ "dueOn": "2025-01-15", "principal": "4000", "interest": "0" }],
        "plan": { "agreedOn": "2025-02-10", "installments": installments, "payments": [] }
    })
}

#[test]
fn lists_are_bounded() {
    let on_the_day = |day: &str, count: usize| json!(vec![json!({ day: "2025-02-10", "amount": "0.01" }); count]);
    let lists = [("installments", "dueOn", PLAN_INSTALLMENTS_MAX), ("payments", "on", PLAN_PAYMENTS_MAX)];
    for (list, day, most) in lists {
        let pointer = format!("/plan/{list}");
        let at = tracking(&with(case("2025-03-31"), &pointer, on_the_day(day, most)));
        assert!(at.get("outcome").is_some(), "{at}");
        let past = tracking(&with(case("2025-03-31"), &pointer, on_the_day(day, most + 1)));
        assert_eq!((&past["code"], &past["problems"][0]["path"]), (&json!("limit"), &json!(pointer)));
    }
}

#[test]
fn a_failed_plan_asks_for_actions_and_a_kept_one_does_not() {
    let ids = |facts: &Value| {
        let plan = reply("actions", facts, "{}");
        let actions = plan["actions"].as_array().unwrap();
        actions.iter().map(|action| action["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let failed = ids(&case("2025-04-01"));
    assert_eq!(failed[..2], ["returnToCollection", "creditReport"]);
    assert!(!ids(&case("2025-03-31")).iter().any(|id| failed[..2].contains(id)));
    let plan = reply("actions", &case("2025-05-01"), "{}");
    let report = &plan["actions"][1];
    assert_eq!((&report["from"], &report["approvedBy"]), (&json!("2025-04-01"), &json!("supervisor")));
}

#[test]
fn the_key_dates_of_a_plan_are_true_on_their_days() {
    let dates = reply("keyDates", &case("2025-03-20"), "{}");
    let on = |event: &str| {
        let found = dates["keyDates"].as_array().unwrap().iter().find(|date| date["event"] == event);
        found.unwrap_or_else(|| panic!("{event} is not in {dates:#}"))["on"].as_str().unwrap().to_owned()
    };
    assert_eq!((on("planPayment").as_str(), on("planReview").as_str()), ("2025-04-15", "2025-04-10"));
    let fails = on("planFails");
    assert_eq!(fails, "2025-04-01");
    assert_eq!(tracking(&case(&fails))["outcome"], "yes");
    assert_eq!(tracking(&case("2025-03-31"))["outcome"], "notYet");
}

/// The bank's policy, where a plan that has failed once stays so.
fn incurable() -> Engine {
    let mut policy: Value = serde_json::from_str(BANK).unwrap();
    policy["tracking"]["curable"]["value"] = json!(false);
    Engine::compile(&policy.to_string()).unwrap()
}

#[test]
fn a_policy_may_let_a_failed_plan_stay_failed() {
    let caught_up = with(case("2025-05-20"), "/plan/payments", json!([{ "on": "2025-05-16", "amount": "3000" }]));
    assert_eq!(tracking(&caught_up)["outcome"], "no");
    let text = call_text(&incurable(), "tracking", &caught_up.to_string(), "{}").unwrap();
    let reply: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&reply["outcome"], &reply["failedOn"]), (&json!("yes"), &json!("2025-04-01")));
    assert_eq!((&reply["overdue"], &reply["daysPastDue"]), (&json!("0.00"), &json!(0)));
    assert_eq!(reply["clauses"][1]["value"], 31, "judged as on the day on which it failed");
}

#[test]
fn a_policy_must_name_who_may_do_what_a_failed_plan_asks_for() {
    let mut policy: Value = serde_json::from_str(BANK).unwrap();
    let authority = policy["authority"].as_array_mut().unwrap();
    authority.retain(|row| row["action"] != "creditReport");
    let failure = Engine::compile(&policy.to_string()).unwrap_err().to_json();
    assert!(failure.contains(r#""path":"/tracking/consequences/value/1""#), "{failure}");
    policy["tracking"]["condition"] = policy["waiver"]["condition"].clone();
    let failure = Engine::compile(&policy.to_string()).unwrap_err().to_json();
    assert!(failure.contains("factNotHere"), "a plan has no facts of a loan: {failure}");
}

#[test]
fn a_plan_is_said_in_words_at_every_level() {
    let said = |as_of: &str, payments: Value, level: &str, locale: &str| {
        let facts = with(case(as_of), "/plan/payments", payments);
        let options = json!({ "level": level, "locale": locale }).to_string();
        reply("explain", &reply("assess", &facts, "{}"), &options)["text"].as_str().unwrap().to_owned()
    };
    let none = || json!([]);
    let kept = said("2025-02-20", none(), "sentence", "en");
    assert!(
        kept.contains(
            "The plan stands: CNY 0.00 is paid and CNY 4,000.00 is left; the next CNY 1,000.00 is due on 1 March 2025."
        ),
        "{kept}"
    );
    let behind = said("2025-03-31", none(), "sentence", "en");
    assert!(
        behind.contains(
            "Of the plan CNY 1,000.00 is past due; if nothing more is paid, it counts as failed from 1 April 2025."
        ),
        "{behind}"
    );
    let failed = said("2025-04-16", none(), "full", "zh-Hans");
    assert!(
        failed.contains("还款计划从2025年4月1日起视为未能履行，到期未还 2,000.00 元；按政策：恢复催收；报送征信。"),
        "{failed}"
    );
    assert!(failed.contains("2025年4月15日到期，1,000.00 元：逾期，没有还"), "{failed}");
    assert!(failed.contains("还款计划中最早未还的一期已逾期 46 天"), "{failed}");
    let done = said("2025-02-20", json!([{ "on": "2025-02-20", "amount": "4000" }]), "checklist", "zh-Hant");
    assert!(done.contains("還款計劃已經還清：共還 4,000.00 元。"), "{done}");
}

/// A plan in days after its agreement and fen.
#[derive(Clone, Debug)]
struct Plan {
    installments: Vec<(i64, i128)>,
    payments: Vec<(i64, i128)>,
    day: i64,
}

const AGREED: i64 = 20_000;

fn entries(day: &str, entries: &[(i64, i128)]) -> Value {
    entries.iter().map(|(on, fen)| json!({ day: date_text(AGREED + on), "amount": yuan(*fen) })).collect()
}

impl Plan {
    fn facts(&self) -> Value {
        let (installments, payments) = (entries("dueOn", &self.installments), entries("on", &self.payments));
        json!({
            "asOf": date_text(AGREED + self.day),
            "plan": { "agreedOn": date_text(AGREED), "installments": installments, "payments": payments }
        })
    }

    fn tracked(&self) -> Value {
        tracking(&self.facts())
    }
}

prop_compose! {
    fn plans()(
        installments in vec((0_i64..120, 1_i128..400), 1..8),
        payments in vec((0_i64..160, 0_i128..500), 0..8),
        day in 0_i64..180,
    ) -> Plan {
        Plan { installments, payments, day }
    }
}

fn fen(value: &Value) -> i128 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// How bad a status is; `due` and `upcoming` are as good as it is still open.
fn badness(status: &str) -> usize {
    ["paid", "upcoming", "due", "late", "short", "missed"].iter().position(|known| *known == status).unwrap()
}

fn statuses(reply: &Value) -> Vec<(usize, i128)> {
    let rows = reply["installments"].as_array().unwrap();
    rows.iter().map(|row| (badness(row["status"].as_str().unwrap()), fen(&row["paid"]))).collect()
}

/// The same figures by walking every day and every fen's place, from the rule's text alone.
fn walked(plan: &Plan) -> Vec<(String, i128)> {
    let mut order: Vec<usize> = (0..plan.installments.len()).collect();
    order.sort_by_key(|index| (plan.installments[*index].0, -plan.installments[*index].1));
    let mut paid = vec![0_i128; order.len()];
    let mut settled = vec![None; order.len()];
    for day in 0..=plan.day {
        let mut money: i128 = plan.payments.iter().filter(|(on, _)| *on == day).map(|(_, fen)| fen).sum();
        for (place, index) in order.iter().enumerate() {
            let part = money.min(plan.installments[*index].1 - paid[place]);
            paid[place] += part;
            money -= part;
            if paid[place] == plan.installments[*index].1 && settled[place].is_none() {
                settled[place] = Some(day);
            }
        }
    }
    let status = |place: usize, due: i64| match settled[place] {
        Some(day) if day <= due => "paid",
        Some(_) => "late",
        None if plan.day < due => "upcoming",
        None if plan.day == due => "due",
        None if paid[place] > 0 => "short",
        None => "missed",
    };
    let rows = order.iter().enumerate();
    rows.map(|(place, index)| (status(place, plan.installments[*index].0).to_owned(), paid[place])).collect()
}

/// The first day, up to the as-of date, of the days on which the plan has failed without a break, by walking.
fn failed_since(plan: &Plan) -> Option<i64> {
    let failed = |day: i64| {
        let then = Plan { day, ..plan.clone() };
        let rows = walked(&then);
        let mut dues: Vec<i64> = plan.installments.iter().map(|(due, _)| *due).collect();
        dues.sort_unstable();
        let open = |row: &(String, i128)| row.0 == "short" || row.0 == "missed";
        let unpaid = rows.iter().filter(|row| open(row)).count();
        let oldest = rows.iter().position(open).map_or(0, |place| day - dues[place]);
        unpaid >= 2 || oldest > 30
    };
    (0..=plan.day).rev().take_while(|day| failed(*day)).last()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_paid_and_the_excess_are_the_payments(plan in plans()) {
        let reply = plan.tracked();
        let received: i128 = plan.payments.iter().filter(|(on, _)| *on <= plan.day).map(|(_, fen)| fen).sum();
        let rows: i128 = reply["installments"].as_array().unwrap().iter().map(|row| fen(&row["paid"])).sum();
        prop_assert_eq!(rows, fen(&reply["paid"]));
        prop_assert_eq!(rows + fen(&reply["excess"]), received);
        prop_assert_eq!(fen(&reply["paid"]) + fen(&reply["remaining"]), fen(&reply["total"]));
        prop_assert!(fen(&reply["excess"]) == 0 || fen(&reply["remaining"]) == 0);
    }

    #[test]
    fn every_figure_is_what_walking_day_by_day_gives(plan in plans()) {
        let reply = plan.tracked();
        let rows = reply["installments"].as_array().unwrap();
        let given: Vec<(String, i128)> =
            rows.iter().map(|row| (row["status"].as_str().unwrap().to_owned(), fen(&row["paid"]))).collect();
        prop_assert_eq!(given, walked(&plan));
        let since = failed_since(&plan).map(|day| json!(date_text(AGREED + day)));
        prop_assert_eq!(reply.get("failedOn"), since.as_ref());
        prop_assert_eq!(reply["outcome"] == "yes", since.is_some());
    }

    #[test]
    fn the_order_of_entering_does_not_matter(plan in plans(), turn in 0_usize..8) {
        let mut other = plan.clone();
        let count = other.payments.len().max(1);
        other.payments.rotate_left(turn % count);
        other.payments.reverse();
        prop_assert_eq!(plan.tracked(), other.tracked());
    }

    #[test]
    fn more_or_earlier_payment_never_makes_anything_worse(
        plan in plans(), which in 0_usize..8, earlier in 0_i64..60, more in 0_i128..300,
    ) {
        prop_assume!(!plan.payments.is_empty());
        let mut better = plan.clone();
        let which = which % better.payments.len();
        let (on, fen_paid) = better.payments[which];
        better.payments[which] = ((on - earlier).max(0), fen_paid + more);
        let (before, after) = (plan.tracked(), better.tracked());
        for (worse, better) in statuses(&before).into_iter().zip(statuses(&after)) {
            prop_assert!(better.0 <= worse.0 && better.1 >= worse.1, "{worse:?} became {better:?}");
        }
        let rank = |reply: &Value| ["no", "notYet", "yes"].iter().position(|word| reply["outcome"] == *word).unwrap();
        prop_assert!(rank(&after) <= rank(&before));
        prop_assert!(fen(&after["dueNow"]) <= fen(&before["dueNow"]));
    }

    #[test]
    fn the_day_after_the_last_due_date_is_final(plan in plans(), later in 0_i64..400) {
        let last = plan.installments.iter().map(|(due, _)| *due).max().unwrap();
        let end = last.max(plan.payments.iter().map(|(on, _)| *on).max().unwrap_or(0)) + 1;
        let (then, after) = (Plan { day: end, ..plan.clone() }, Plan { day: end + later, ..plan.clone() });
        let (then, after) = (then.tracked(), after.tracked());
        prop_assert_eq!(statuses(&then), statuses(&after));
        prop_assert_eq!(&then["counts"]["upcoming"], &json!(0));
        prop_assert_eq!(&then["counts"]["due"], &json!(0));
        prop_assert_eq!(&then["onTime"], &after["onTime"]);
    }

    /// The day on which it fails is the first on which it has, if nothing comes in until then.
    #[test]
    fn a_plan_fails_on_the_day_that_was_said_and_not_before(plan in plans()) {
        let known = Plan { payments: plan.payments.iter().copied().filter(|(on, _)| *on <= plan.day).collect(), ..plan };
        let reply = known.tracked();
        let next = (known.day + 1..known.day + 200).find(|day| failed_since(&Plan { day: *day, ..known.clone() }).is_some());
        let wanted = next.filter(|_| reply["outcome"] != "yes").map(|day| json!(date_text(AGREED + day)));
        prop_assert_eq!(reply.get("failsOn"), wanted.as_ref());
    }
}

/// 1,000.00 a month, of which half of the first is paid: what is told of the plan has to follow from its installments.
#[test]
fn words_are_refused_to_a_plan_whose_parts_do_not_add_up() {
    let facts = json!({
        "asOf": "2025-06-10", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-02-10", "principal": "2000", "interest": "0" }],
        "plan": { "agreedOn": "2025-04-01",
            "installments": [{ "dueOn": "2025-05-10", "amount": "1000" }, { "dueOn": "2025-06-20", "amount": "1000" }],
            "payments": [{ "on": "2025-05-10", "amount": "500" }] }
    });
    let answer = reply("assess", &facts, "{}");
    assert!(reply("explain", &answer, "{}")["text"].is_string(), "{answer}");
    for name in ["total", "paid", "remaining", "overdue"] {
        let mut altered = answer.clone();
        altered["tracking"][name] = json!("1.00");
        let [problem] = reply("explain", &altered, "{}")["problems"].as_array().unwrap().clone().try_into().unwrap();
        assert_eq!(problem["code"], "partsDoNotAddUp", "{name}");
        assert_eq!(problem["path"], format!("/tracking/{name}"));
        altered["tracking"].as_object_mut().unwrap().remove(name);
        assert_eq!(reply("explain", &altered, "{}")["problems"][0]["code"], "required", "{name}");
    }
}
