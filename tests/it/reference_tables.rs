//! The reference tables and what is counted on them: working days, limitation, the loan prime rate.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::error::FailureCode;
use arrears::limits::LIMITATION_EVENTS_MAX;
use arrears::policy::tables::{Lpr, Term, WorkingDays};
use proptest::prelude::*;
use serde_json::Value;

const VECTORS: [(&str, &str); 4] = [
    ("working_days", include_str!("../vectors/working_days/working_days.json")),
    ("rest_days", include_str!("../vectors/working_days/rest_days.json")),
    ("limitation", include_str!("../vectors/limitation/limitation.json")),
    ("lpr", include_str!("../vectors/lpr/lpr.json")),
];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn check(engine: &Engine, vector: &Value) {
    let id = vector["id"].as_str().unwrap();
    let operation = vector["operation"].as_str().unwrap();
    let given = call_text(engine, operation, &vector["input"].to_string(), "{}");
    match (given, vector.get("expect")) {
        (Ok(text), Some(expect)) => assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), expect, "{id}"),
        (Err(failure), None) => {
            let failure: Value = serde_json::from_str(&failure.to_json()).unwrap();
            assert_eq!(failure["code"], vector["error"]["code"], "{id}");
            assert_eq!(failure["problems"][0]["code"], vector["error"]["problem"], "{id}");
            assert_eq!(failure["problems"][0]["path"], vector["error"]["path"], "{id}");
        }
        (given, _) => panic!("{id}: {given:?}"),
    }
}

#[test]
fn every_vector_is_reproduced_under_both_policies() {
    for policy in ["cn-bank-loan", "cn-home-mortgage"] {
        let engine = Engine::builtin(policy).unwrap();
        for (name, text) in VECTORS {
            let vectors: Vec<Value> = serde_json::from_str(text).unwrap();
            assert!(vectors.len() > 8, "{name}");
            for vector in &vectors {
                check(&engine, vector);
            }
        }
    }
}

#[test]
fn the_tables_reach_as_far_as_they_say() {
    let days = WorkingDays::builtin().unwrap();
    assert_eq!((days.reach().first, days.reach().last), (day("2024-01-01"), day("2026-12-31")));
    let lpr = Lpr::builtin().unwrap();
    assert_eq!((lpr.reach().first, lpr.reach().last), (day("2019-08-20"), day("2026-09-20")));
}

#[test]
fn each_year_has_the_working_days_of_its_notice() {
    let days = WorkingDays::builtin().unwrap();
    // Days of the year less 104 Saturdays and Sundays less the public holidays: 11 in 2024, 13 since;
    // exchanging days moves them without changing their number.
    for (year, length, worked) in [("2024", 366, 366 - 104 - 11), ("2025", 365, 365 - 104 - 13), ("2026", 365, 248)] {
        let first = day(&format!("{year}-01-01"));
        let all = (0..length).map(|count| days.is_working(first.plus_days(count)).unwrap());
        assert_eq!(all.filter(|worked| *worked).count(), worked, "{year}");
    }
}

/// A policy of 1985, so that days before the oldest law that it cites can be asked about.
fn of_1985() -> Value {
    let mut document: Value = serde_json::from_str(include_str!("../../src/policy/builtin/cn-bank-loan.json")).unwrap();
    document["effectiveFrom"] = "1985-01-01".into();
    document
}

#[test]
fn no_length_of_limitation_is_known_before_the_oldest_law() {
    let engine = Engine::compile(&of_1985().to_string()).unwrap();
    let of = |on: &str| {
        let events = serde_json::json!({ "events": [{ "on": on, "kind": "due" }] });
        let reply = call_text(&engine, "limitation", &events.to_string(), "{}").map_err(|failure| failure.to_json());
        reply.map(|text| serde_json::from_str::<Value>(&text).unwrap()["expiresOn"].take())
    };
    assert_eq!(of("1987-01-01"), Ok("1989-01-01".into()));
    let failure: Value = serde_json::from_str(&of("1986-12-31").unwrap_err()).unwrap();
    let problem = &failure["problems"][0];
    assert_eq!((&failure["code"], &problem["path"]), (&"tableEnds".into(), &"/events/0/on".into()));
    assert_eq!(problem["message"], "`1986-12-31` lies outside the table, which holds 1987-01-01 and later");
}

/// Limitation has no as-of date: where no version is in force, the day that decides is told at its own place.
#[test]
fn the_day_that_decides_on_limitation_is_told_where_it_stands() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let of = |events: &Value| {
        let facts = serde_json::json!({ "events": events }).to_string();
        let failure = call_text(&engine, "limitation", &facts, "{}").unwrap_err();
        let problem = &failure.problems()[0];
        (serde_json::to_value(problem.code()).unwrap(), problem.path().to_owned())
    };
    let event = |on: &str, kind: &str| serde_json::json!({ "on": on, "kind": kind });
    let none = |path: &str| (Value::from("noPolicyInForce"), path.to_owned());
    assert_eq!(of(&serde_json::json!([event("1999-05-01", "due")])), none("/events/0/on"));
    // The last due date decides, also beside an interruption on its day; without one, the first interruption.
    let last_due = [event("1998-05-01", "due"), event("1999-05-01", "demand"), event("1999-05-01", "due")];
    assert_eq!(of(&serde_json::json!(last_due)), none("/events/2/on"));
    let first = [event("2001-01-01", "suit"), event("1999-05-01", "demand")];
    assert_eq!(of(&serde_json::json!(first)), none("/events/1/on"));
}

#[test]
fn a_length_of_limitation_without_earlier_ones_holds_alone() {
    let mut document = of_1985();
    document["limitation"]["years"].as_object_mut().unwrap().remove("earlier");
    let engine = Engine::compile(&document.to_string()).unwrap();
    let of = |on: &str| {
        let events = serde_json::json!({ "events": [{ "on": on, "kind": "due" }] });
        call_text(&engine, "limitation", &events.to_string(), "{}").map_err(|failure| failure.code())
    };
    assert!(of("2021-01-01").unwrap().contains("\"years\":3"));
    assert_eq!(of("2020-12-31"), Err(FailureCode::TableEnds));
}

#[test]
fn limitation_takes_as_many_events_as_its_bound_and_no_more() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let of = |count: usize| {
        let events = vec![serde_json::json!({ "on": "2022-03-03", "kind": "demand" }); count];
        call_text(&engine, "limitation", &serde_json::json!({ "events": events }).to_string(), "{}")
    };
    assert!(of(LIMITATION_EVENTS_MAX).is_ok());
    let failure: Value = serde_json::from_str(&of(LIMITATION_EVENTS_MAX + 1).unwrap_err().to_json()).unwrap();
    assert_eq!((&failure["code"], &failure["problems"][0]["path"]), (&"limit".into(), &"/events".into()));
}

proptest! {
    #[test]
    fn adding_in_two_steps_is_adding_at_once(offset in 0_u32..900, first in 0_u32..60, second in 0_u32..60) {
        let days = WorkingDays::builtin().unwrap();
        let from = day("2024-01-01").plus_days(offset);
        let middle = days.after(from, first);
        let twice = middle.and_then(|middle| days.after(middle, second));
        if days.is_working(from) == Some(true) {
            prop_assert_eq!(twice, days.after(from, first + second));
        }
    }

    #[test]
    fn what_is_reached_is_worked_and_the_count_between_is_right(offset in 0_u32..900, count in 1_u32..60) {
        let days = WorkingDays::builtin().unwrap();
        let from = day("2024-01-01").plus_days(offset);
        let reached = days.after(from, count).unwrap();
        prop_assert_eq!(days.is_working(reached), Some(true));
        let span = u32::try_from(from.days_until(reached)).unwrap();
        let worked = (1..=span).filter(|step| days.is_working(from.plus_days(*step)) == Some(true)).count();
        prop_assert_eq!(u32::try_from(worked).unwrap(), count);
    }

    #[test]
    fn a_rate_was_published_on_or_before_its_day(offset in 0_u32..2_588) {
        let on = day("2019-08-20").plus_days(offset);
        for term in [Term::OneYear, Term::FiveYears] {
            let published = Lpr::builtin().unwrap().on(on, term).unwrap();
            prop_assert!(published.published_on <= on);
            prop_assert!(published.published_on.days_until(on) <= 40);
        }
    }
}
