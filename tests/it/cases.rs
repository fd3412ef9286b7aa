//! Random cases: mostly near the edges of the rules, and free of contradictions between their facts.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use arrears::money::Money;

use crate::independent::date_text;

/// One unpaid installment; amounts in fen.
#[derive(Clone, Debug)]
pub(crate) struct Arrear {
    pub(crate) days_before: i64,
    pub(crate) principal: i128,
    pub(crate) interest: i128,
    pub(crate) fees: i128,
}

/// What is known of the attempts to reach the borrower.
#[derive(Clone, Debug)]
pub(crate) enum Contacts {
    /// A count, and the days since the last talk.
    Count { failed: u32, silent_days: i64 },
    /// Days before the as-of date, and the outcome.
    Log(Vec<(i64, &'static str)>),
}

/// A case of which every fact is known.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) as_of: i64,
    /// In units of 10^-6.
    pub(crate) rate: i128,
    pub(crate) arrears: Vec<Arrear>,
    pub(crate) income: i128,
    pub(crate) first_arrear: bool,
    pub(crate) came_forward: bool,
    pub(crate) refused: bool,
    pub(crate) contacts: Contacts,
}

/// Whole fen as a decimal.
pub(crate) fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

impl Sample {
    /// Days from the oldest due date to the as-of date.
    fn oldest(&self) -> i64 {
        self.arrears.iter().map(|arrear| arrear.days_before).max().unwrap_or(0)
    }

    /// The facts as the wire has them.
    pub(crate) fn facts(&self) -> Value {
        let arrear = |arrear: &Arrear| {
            json!({ "dueOn": date_text(self.as_of - arrear.days_before), "principal": yuan(arrear.principal),
                "interest": yuan(arrear.interest), "fees": yuan(arrear.fees) })
        };
        let mut borrower = Map::new();
        borrower.insert("monthlyIncome".to_owned(), json!(yuan(self.income)));
        borrower.insert("firstArrear".to_owned(), json!(self.first_arrear));
        borrower.insert("cameForward".to_owned(), json!(self.came_forward));
        let contacts = match &self.contacts {
            Contacts::Count { failed, silent_days } => {
                borrower.insert("refusedToPay".to_owned(), json!(self.refused));
                borrower.insert("lastReachedOn".to_owned(), json!(date_text(self.as_of - silent_days)));
                json!({ "failedAttempts": failed })
            }
            // A log tells of refusals and talks itself; facts beside it could only contradict it.
            Contacts::Log(log) => {
                let entry = |&(days_before, outcome): &(i64, &str)| json!({ "at": date_text(self.as_of - days_before), "channel": "phone", "outcome": outcome });
                if !log.iter().any(|&(days_before, outcome)| outcome == "refused" && days_before <= self.oldest()) {
                    borrower.insert("refusedToPay".to_owned(), json!(self.refused));
                }
                json!({ "log": log.iter().map(entry).collect::<Vec<_>>() })
            }
        };
        json!({ "asOf": date_text(self.as_of), "loan": { "annualRate": format!("0.{:06}", self.rate) },
            "arrears": self.arrears.iter().map(arrear).collect::<Vec<_>>(), "borrower": borrower, "contacts": contacts })
    }
}

/// JSON pointers to the facts of a case that may be unknown.
pub(crate) fn optional_facts(facts: &Value) -> Vec<String> {
    let interests = (0..facts["arrears"].as_array().unwrap().len()).map(|index| format!("/arrears/{index}/interest"));
    let borrower = facts["borrower"].as_object().unwrap().keys().map(|name| format!("/borrower/{name}"));
    let attempts = facts.pointer("/contacts/failedAttempts").map(|_| "/contacts/failedAttempts".to_owned());
    interests.chain(borrower).chain(attempts).chain(["/loan/annualRate".to_owned()]).collect()
}

/// The facts without those at some pointers.
pub(crate) fn without(facts: &Value, pointers: &[String]) -> Value {
    let mut left = facts.clone();
    for pointer in pointers {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        left.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
    }
    left
}

/// The facts with a value at a pointer; the object that holds it is made where it is lacking.
pub(crate) fn with(mut facts: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    if facts.pointer(parent).is_none() {
        facts[parent.trim_start_matches('/')] = json!({});
    }
    facts.pointer_mut(parent).unwrap()[name] = value;
    facts
}

fn days_before() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => 1_i64..200,
        2 => proptest::sample::select(vec![1, 29, 30, 31, 32, 89, 90, 91, 92, 270, 271, 360, 361]),
        1 => -40_i64..=0,
        1 => 1_i64..4_000,
    ]
}

fn amount() -> impl Strategy<Value = i128> {
    prop_oneof![
        3 => 1_i128..10_000_000,
        3 => 4_600_000_i128..5_010_000,
        2 => 1_i128..100,
        1 => 1_i128..1_000_000_000_000,
    ]
}

fn part() -> impl Strategy<Value = i128> {
    prop_oneof![3 => 0_i128..200_000, 1 => Just(0)]
}

/// An arrear with some principal, so that it counts whatever else of it is unknown.
fn arrear() -> impl Strategy<Value = Arrear> {
    (days_before(), amount(), part(), prop_oneof![3 => Just(0_i128), 1 => 0_i128..10_000])
        .prop_map(|(days_before, principal, interest, fees)| Arrear { days_before, principal, interest, fees })
}

fn contacts() -> impl Strategy<Value = Contacts> {
    let outcome = proptest::sample::select(vec!["reached", "noAnswer", "refused", "wrongNumber", "promised"]);
    prop_oneof![
        2 => (0_u32..6, prop_oneof![0_i64..200, 28_i64..34])
            .prop_map(|(failed, silent_days)| Contacts::Count { failed, silent_days }),
        1 => vec((0_i64..150, outcome), 0..6).prop_map(Contacts::Log),
    ]
}

/// A case with at most so many arrears.
pub(crate) fn sample(arrears_max: usize) -> impl Strategy<Value = Sample> {
    let rate = prop_oneof![1 => Just(0_i128), 5 => 1_000_i128..240_000, 1 => 0_i128..1_000_000];
    let income = prop_oneof![5 => 0_i128..5_000_000, 1 => Just(0), 1 => 0_i128..100_000_000_000];
    let as_of = 13_000_i64..40_000;
    (as_of, rate, vec(arrear(), 1..=arrears_max), income, any::<[bool; 3]>(), contacts()).prop_map(
        |(as_of, rate, arrears, income, [first_arrear, came_forward, refused], contacts)| Sample {
            as_of,
            rate,
            arrears,
            income,
            first_arrear,
            came_forward,
            refused,
            contacts,
        },
    )
}

/// The source of something made up for a test.
pub(crate) fn made_up_source() -> Value {
    json!({ "document": "reading", "clause": "x", "confidence": "ours", "effectiveFrom": "2004-01-01", "reviewBy": "2027-06-30" })
}

/// A clause of a condition made up for a test.
pub(crate) fn made_up_clause(id: &str, fact: &str, operator: &str, threshold: &Value) -> Value {
    json!({ "id": id, "fact": fact, "operator": operator, "threshold": threshold, "source": made_up_source(),
        "label": { "zh-Hans": "x", "zh-Hant": "x", "en": "x" } })
}

/// Fen of an amount in an answer; nothing where there is none.
fn fen_of(value: &Value) -> i128 {
    value.as_str().map_or(0, |text| Money::parse(text).unwrap().fen())
}

/// A list of arrears once a sum was paid on the as-of date, told as somebody would who has received it: the oldest
/// arrear first, of it fees, interest, compound interest, penalty interest and principal. What was paid of the charges
/// is taken off by a waiver, and what is still due of those that a smaller arrear no longer bears is added as a fee: a
/// list has no other words for it.
pub(crate) fn paid_on_arrears(facts: &Value, sum: i128, assess: &dyn Fn(&Value) -> Value) -> Value {
    let answer = assess(facts);
    let (total, mut rest) = (fen_of(&answer["due"]["total"]), sum);
    let mut left = facts.clone();
    let mut places: Vec<usize> = (0..left["arrears"].as_array().unwrap().len()).collect();
    places.sort_by_key(|place| facts["arrears"][*place]["dueOn"].as_str().unwrap().to_owned());
    let last = places.last().copied().unwrap();
    let mut repaid = 0;
    for place in places {
        let of_it = |line: &&Value| line["arrear"] == format!("/arrears/{place}");
        let lines = answer["penalty"]["lines"].as_array().unwrap().iter().filter(of_it);
        let charges: i128 = lines.map(|line| fen_of(&line["amount"])).sum();
        let arrear = &mut left["arrears"][place];
        let mut take = |most: i128| {
            let taken = rest.min(most);
            rest -= taken;
            most - taken
        };
        arrear["fees"] = json!(yuan(take(fen_of(&arrear["fees"]))));
        arrear["interest"] = json!(yuan(take(fen_of(&arrear["interest"]))));
        take(charges);
        let principal = fen_of(&arrear["principal"]);
        let unpaid = take(principal);
        repaid += principal - unpaid;
        arrear["principal"] = json!(yuan(unpaid));
    }
    assert_eq!(rest, 0, "{sum} is more than is overdue in {facts}");
    if left["loan"]["outstandingPrincipal"].is_string() {
        let outstanding = fen_of(&left["loan"]["outstandingPrincipal"]) - repaid;
        left["loan"]["outstandingPrincipal"] = json!(yuan(outstanding));
    }
    let charged = fen_of(&assess(&left)["due"]["total"]);
    let less = charged - (total - sum);
    if less < 0 {
        let arrear = &mut left["arrears"][last];
        arrear["fees"] = json!(yuan(fen_of(&arrear["fees"]) - less));
    } else {
        left["waived"] = json!(yuan(less));
    }
    left
}
