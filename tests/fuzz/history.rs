//! Histories made of bytes: any bytes are a loan with a schedule and events, most of them in order.

use arbitrary::{Arbitrary, Unstructured};
use serde_json::{Value, json};

use crate::answers::{self, Rounded};
use crate::sound::{ENGINES, call, call_once, explain};

/// A loan with its history. Days count from the drawdown, amounts are fen.
#[derive(Arbitrary, Debug)]
struct Loan {
    drawn: u32,
    rate: Option<u16>,
    as_of: u16,
    waived: Option<u8>,
    every_days: u8,
    schedule: Vec<Row>,
    events: Vec<Happened>,
    include: u8,
}

#[derive(Arbitrary, Debug)]
struct Row {
    principal: u32,
    interest: u16,
    fees: Option<u8>,
}

#[derive(Arbitrary, Debug)]
struct Happened {
    on: u16,
    booked_after: Option<u8>,
    kind: Kind,
}

#[derive(Arbitrary, Debug)]
enum Kind {
    Payment { amount: u32 },
    SmallPayment { amount: u8 },
    Reversal { of: u8 },
    Rate { rate: u16 },
    Waiver { component: u8, amount: u16 },
    Fee { amount: u16, cost: bool },
    Acceleration,
    Pause { clock: bool, days: u8 },
}

const ROWS_MAX: usize = 12;
const EVENTS_MAX: usize = 24;
const COMPONENTS: [&str; 6] = ["principal", "interest", "fee", "penalty", "compound", "cost"];

/// Bytes as a loan with its history: assessed under every policy that ships, and explained in every language.
///
/// # Panics
/// Where a law is broken.
pub fn history(data: &[u8]) {
    let Ok(loan) = Loan::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let facts = loan.facts();
    let options = loan.options();
    for engine in ENGINES.iter() {
        let Some(answer) = call(engine, "assess", &facts.to_string(), &options) else { continue };
        answers::check(&answer, Rounded::InLines);
        for locale in ["zh-Hans", "zh-Hant", "en"] {
            let wanted = format!(r#"{{"locale":"{locale}","level":"full"}}"#);
            explain(engine, &answer, &wanted);
        }
        check_later_payment(engine, &facts, &answer);
    }
}

/// What is paid after the as-of date changes nothing that is due on it.
fn check_later_payment(engine: &arrears::api::Engine, facts: &Value, answer: &Value) {
    let mut later = facts.clone();
    if let Some(events) = later["history"]["events"].as_array_mut() {
        events.push(json!({ "on": "2199-12-31", "kind": "payment", "amount": "0.01" }));
    }
    let answered = call_once(engine, "assess", &later.to_string(), "{}");
    let later = answered.unwrap_or_else(|| panic!("a later payment makes a case invalid: {facts}"));
    assert_eq!(later["due"], answer["due"], "a later payment changes what is due: {facts}");
    assert_eq!(later["delinquency"], answer["delinquency"], "a later payment changes days past due: {facts}");
}

fn yuan(fen: impl Into<u64>) -> String {
    let fen = fen.into();
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn rate(units: u16) -> String {
    format!("0.{units:05}")
}

/// The date so many days after the first of 2020, at most forty years later.
fn date(days: u64) -> String {
    let (mut year, mut left) = (2020, days % 14_000);
    loop {
        let leap = year % 4 == 0;
        let length = if leap { 366 } else { 365 };
        if left < length {
            let february = if leap { 29 } else { 28 };
            for (month, days) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                if left < days {
                    return format!("{year:04}-{month:02}-{:02}", left + 1);
                }
                left -= days;
            }
        }
        left -= length;
        year += 1;
    }
}

impl Loan {
    fn facts(&self) -> Value {
        let step = u64::from(self.every_days % 62) + 1;
        let rows = self.schedule.iter().take(ROWS_MAX);
        let schedule: Vec<Value> = (1_u64..).zip(rows).map(|(place, row)| row.facts(date(place * step))).collect();
        let events: Vec<Value> = self.events.iter().take(EVENTS_MAX).map(Happened::facts).collect();
        let all: u64 = self.schedule.iter().take(ROWS_MAX).map(|row| u64::from(row.principal) + 1).sum();
        let drawn = if self.drawn.is_multiple_of(8) { u64::from(self.drawn) } else { all };
        let mut facts = json!({ "asOf": date(u64::from(self.as_of % 4_000)), "loan": {},
            "history": { "drawdown": { "on": date(0), "amount": yuan(drawn) }, "schedule": schedule, "events": events } });
        if let Some(own) = self.rate {
            facts["loan"]["annualRate"] = rate(own).into();
        }
        if let Some(waived) = self.waived {
            facts["waived"] = yuan(waived).into();
        }
        facts
    }

    fn options(&self) -> String {
        let extras = ["changes", "keyDates", "actions"];
        let wanted = (0_u8..).zip(extras).filter(|(bit, _)| self.include >> bit & 9 == 9).map(|(_, extra)| extra);
        json!({ "include": wanted.collect::<Vec<_>>() }).to_string()
    }
}

impl Row {
    fn facts(&self, due_on: String) -> Value {
        let mut row = json!({ "principal": yuan(u64::from(self.principal) + 1), "interest": yuan(self.interest) });
        row["dueOn"] = due_on.into();
        if let Some(fees) = self.fees {
            row["fees"] = yuan(fees).into();
        }
        row
    }
}

impl Happened {
    fn facts(&self) -> Value {
        let on = u64::from(self.on % 2_000);
        let mut event = match &self.kind {
            Kind::Payment { amount } => json!({ "kind": "payment", "amount": yuan(u64::from(*amount) + 1) }),
            Kind::SmallPayment { amount } => json!({ "kind": "payment", "amount": yuan(u64::from(*amount) + 1) }),
            Kind::Reversal { of } => json!({ "kind": "reversal", "of": of % 24 }),
            Kind::Rate { rate: own } => json!({ "kind": "rate", "annualRate": rate(*own) }),
            Kind::Waiver { component, amount } => {
                let component = COMPONENTS[usize::from(*component) % COMPONENTS.len()];
                json!({ "kind": "waiver", "component": component, "amount": yuan(u64::from(*amount) + 1) })
            }
            Kind::Fee { amount, cost } => {
                let component = if *cost { "cost" } else { "fee" };
                json!({ "kind": "fee", "amount": yuan(u64::from(*amount) + 1), "component": component })
            }
            Kind::Acceleration => json!({ "kind": "acceleration" }),
            Kind::Pause { clock, days } => {
                let what = if *clock { "clock" } else { "interest" };
                json!({ "kind": "pause", "what": what, "until": date(on + u64::from(*days) + 1) })
            }
        };
        event["on"] = date(on).into();
        if let Some(days) = self.booked_after {
            event["bookedOn"] = date(on + u64::from(days)).into();
        }
        event
    }
}
