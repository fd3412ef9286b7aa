//! Re-ageing and re-amortising of another engine: what is due, paid and left of each installment.
//!
//! A row is replayed in date order: each payment by `allocate`, each restructure by `reschedule`. One that was
//! undone is left out of the replay. A charge belongs to the first installment that is due on its day or later,
//! or to one of its own after the last, and stays there.

use arrears::money::Money;
use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/fineract_restructure.json");
const COMPONENTS: [&str; 3] = ["penalty", "fee", "principal"];

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name} in {row}"))
}

fn money(value: &Value) -> Money {
    value.as_str().map_or(Money::ZERO, |text| Money::parse(text).unwrap())
}

/// What is due of every installment, and what was paid of it by component.
struct Loan {
    dues: Vec<Value>,
    down_payments: Vec<bool>,
    paid: Vec<[Money; 3]>,
    charged: Vec<[Money; 3]>,
}

impl Loan {
    fn of(row: &Value) -> Self {
        let given = row["inputs"]["installments"].as_array().unwrap();
        let none = vec![[Money::ZERO; 3]; given.len()];
        Self {
            dues: given.iter().map(|own| json!({ "dueOn": own["due"], "principal": own["principal"] })).collect(),
            down_payments: given.iter().map(|own| own["down_payment"] == true).collect(),
            paid: none.clone(),
            charged: none,
        }
    }

    fn grow(&mut self) {
        self.down_payments.resize(self.dues.len(), false);
        self.paid.resize(self.dues.len(), [Money::ZERO; 3]);
        self.charged.resize(self.dues.len(), [Money::ZERO; 3]);
    }

    fn charge(&mut self, charge: &Value) {
        let (due_on, kind) = (text(charge, "due"), text(charge, "kind"));
        let open = |index: &usize| !self.down_payments[*index] && text(&self.dues[*index], "dueOn") >= due_on;
        let place = (0..self.dues.len()).find(open).unwrap_or(self.dues.len());
        if place == self.dues.len() {
            self.dues.push(json!({ "dueOn": due_on }));
            self.grow();
        }
        let amount = money(&charge["amount"]);
        self.dues[place][kind] = json!(money(&self.dues[place][kind]).plus(amount));
        let component = COMPONENTS.iter().position(|component| *component == kind).unwrap();
        self.charged[place][component] = self.charged[place][component].plus(amount);
    }

    fn pay(&mut self, payment: &Value) {
        let scopes = ["pastDue", "due", "inAdvance"].iter();
        let entries: Vec<Value> = scopes
            .flat_map(|scope| COMPONENTS.map(|component| json!({ "scope": scope, "component": component })))
            .collect();
        let order = json!({ "walk": "oldestFirst", "entries": entries, "excess": "nextInstallment" });
        let facts =
            json!({ "payment": payment["amount"], "paidOn": payment["date"], "order": order, "due": self.dues });
        let reply = call("allocate", &facts);
        assert_eq!(reply["excess"], "0.00", "{payment}");
        for part in reply["allocations"].as_array().unwrap() {
            let index: usize = text(part, "due").rsplit('/').next().unwrap().parse().unwrap();
            for (sum, component) in self.paid[index].iter_mut().zip(COMPONENTS) {
                *sum = sum.plus(money(&part[component]));
            }
        }
        self.dues.clone_from(reply["left"].as_array().unwrap());
    }

    /// Moves principal, and says so where it is not what the row has.
    fn restructure(&mut self, event: &Value) -> Option<String> {
        let mut facts = json!({ "due": self.dues, "on": event["date"], "rounding": "halfEven" });
        if !event["instalment_multiple_of"].is_null() {
            facts["multipleOf"] = event["instalment_multiple_of"].clone();
        }
        let moved = if event["type"] == "re_age" {
            let unit = text(event, "unit").to_lowercase();
            facts["mode"] = json!("reAge");
            facts["firstDueOn"] = event["first_due"].clone();
            facts["count"] = event["instalments"].clone();
            facts["every"] = json!({ unit: event["every"] });
            &event["principal_moved"]
        } else {
            facts["mode"] = json!("reAmortize");
            &event["overdue_principal_spread"]
        };
        let reply = call("reschedule", &facts);
        self.dues.clone_from(reply["due"].as_array().unwrap());
        self.grow();
        (money(&reply["moved"]) != money(moved)).then(|| format!("{} is moved, not {moved}", reply["moved"]))
    }

    /// Nothing if every installment stands as the row has it.
    fn difference(&self, wanted: &[Value]) -> Option<String> {
        if wanted.len() != self.dues.len() {
            return Some(format!("{} installments, not {}", self.dues.len(), wanted.len()));
        }
        wanted.iter().zip(&self.dues).zip(self.paid.iter().zip(&self.charged)).find_map(
            |((wanted, due), (paid, charged))| {
                let left = COMPONENTS.map(|component| money(&due[component]));
                let sum = |amounts: &[Money; 3]| amounts.iter().fold(Money::ZERO, |sum, amount| sum.plus(*amount));
                let [penalty, fee, _] = *charged;
                let is = json!([due["dueOn"], paid[2].plus(left[2]), fee, penalty, sum(paid), sum(&left)]);
                let amounts = ["principal", "fee", "penalty", "paid", "outstanding"].map(|name| money(&wanted[name]));
                let [principal, fee, penalty, paid, outstanding] = amounts;
                let should = json!([wanted["due"], principal, fee, penalty, paid, outstanding]);
                (is != should).then(|| format!("installment {} is {is}, not {should}", wanted["nr"]))
            },
        )
    }
}

/// The events of a row without what was undone.
fn lasting(events: &[Value]) -> Vec<&Value> {
    let mut lasting: Vec<&Value> = Vec::new();
    for event in events {
        match text(event, "type") {
            "undo_last_restructure" => {
                let last = lasting.iter().rposition(|event| text(event, "type").starts_with("re_"));
                lasting.remove(last.unwrap());
            }
            _ => lasting.push(event),
        }
    }
    lasting
}

fn replay(row: &Value) -> Option<String> {
    let mut loan = Loan::of(row);
    for event in lasting(row["inputs"]["events"].as_array().unwrap()) {
        match text(event, "type") {
            "payment" => loan.pay(event),
            "charge" => loan.charge(event),
            "re_age" | "re_amortize" => {
                if let Some(difference) = loan.restructure(event) {
                    return Some(difference);
                }
            }
            other => panic!("no such event: {other}"),
        }
    }
    loan.difference(row["expected"].as_array().unwrap())
}

pub(crate) fn tally() -> Tally {
    Tally::of("fineract_restructure", FILE, replay)
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}

#[test]
fn a_row_with_another_figure_is_not() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut row = file["vectors"][0].clone();
    row["expected"][4]["principal"] = json!("124");
    assert!(replay(&row).is_some());
    let mut row = file["vectors"][4].clone();
    row["inputs"]["events"][2]["overdue_principal_spread"] = json!("74");
    assert!(replay(&row).is_some());
}
