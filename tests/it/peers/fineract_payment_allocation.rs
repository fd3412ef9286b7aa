//! Payments of another engine: the split of each, and what is left of each installment.
//!
//! A row is replayed in date order. A charge belongs to the installment in whose period it falls due, or
//! to one of its own after the last. The peer's older orders put every charge in place first and look at
//! its own due date; the newer order lets a charge take effect on its due date, or on the day of entry
//! where that is earlier, and gives it the due date of its installment. A payment that was reversed is
//! left out of the replay.

use arrears::money::Money;
use serde_json::{Map, Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/fineract_payment_allocation.json");

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name} in {row}"))
}

fn money(value: &Value) -> Money {
    value.as_str().map_or(Money::ZERO, |text| Money::parse(text).unwrap())
}

/// An installment with what happened to it; what is due of it stands in the list of dues.
struct Installment {
    start: String,
    due_on: String,
    down_payment: bool,
    in_advance: Money,
    late: Money,
    met_on: Option<String>,
}

struct Loan<'r> {
    row: &'r Value,
    installments: Vec<Installment>,
    dues: Vec<Value>,
}

/// Whether the row follows the newer order, which is told by rules and not by its name.
fn is_ruled(row: &Value) -> bool {
    text(row, "strategy") == "ADVANCED_PAYMENT_ALLOCATION"
}

/// Components in the order in which a name has them.
fn components(name: &str) -> Vec<&'static str> {
    let words = name.split('_').filter_map(|word| match word {
        "PENALTY" | "PENALTIES" => Some("penalty"),
        "FEE" | "FEES" => Some("fee"),
        "INTEREST" => Some("interest"),
        "PRINCIPAL" => Some("principal"),
        _ => None,
    });
    words.collect()
}

fn scoped(scope: &str, components: &[&str]) -> Vec<Value> {
    components.iter().map(|component| json!({ "scope": scope, "component": component })).collect()
}

fn order(row: &Value, kind: &str) -> Value {
    let name = text(row, "strategy");
    let (due, in_advance) = match name.split_once("_IN_ADVANCE_") {
        Some((due, in_advance)) => (components(due), components(in_advance)),
        None if is_ruled(row) => (vec!["penalty", "fee", "principal", "interest"], vec![]),
        None => (components(name), vec![]),
    };
    let in_advance = if in_advance.is_empty() { due.clone() } else { in_advance };
    let entries = [scoped("pastDue", &due), scoped("due", &due), scoped("inAdvance", &in_advance)].concat();
    let rules = &row["future_installment_rule"];
    let excess = match rules[kind].as_str().or(rules["DEFAULT"].as_str()) {
        None | Some("NEXT_INSTALLMENT") => "nextInstallment",
        Some("LAST_INSTALLMENT") => "lastInstallment",
        Some("REAMORTIZATION") => "spread",
        Some(other) => panic!("no such rule: {other}"),
    };
    let walk = if text(row, "processing") == "VERTICAL" { "componentFirst" } else { "oldestFirst" };
    json!({ "walk": walk, "entries": entries, "excess": excess, "rounding": "halfEven" })
}

impl<'r> Loan<'r> {
    fn of(row: &'r Value) -> Self {
        let given = row["inputs"]["installments"].as_array().unwrap();
        let installments = given.iter().map(|own| Installment {
            start: text(own, "period_start").to_owned(),
            due_on: text(own, "due").to_owned(),
            down_payment: own["down_payment"] == true,
            in_advance: Money::ZERO,
            late: Money::ZERO,
            met_on: None,
        });
        let due =
            |own: &Value| json!({ "dueOn": own["due"], "principal": own["principal"], "interest": own["interest"] });
        Self { row, installments: installments.collect(), dues: given.iter().map(due).collect() }
    }

    /// The installment in whose period a charge falls due; the first also takes its own first day.
    fn place(&mut self, due_on: &str) -> usize {
        let normal = || self.installments.iter().enumerate().filter(|(_, own)| !own.down_payment);
        let first = normal().next().map(|(index, _)| index);
        let within = |(index, own): &(usize, &Installment)| {
            let after = own.start.as_str() < due_on || (Some(*index) == first && own.start == due_on);
            after && due_on <= own.due_on.as_str()
        };
        if let Some((index, _)) = normal().find(within) {
            return index;
        }
        let start = self.installments.iter().map(|own| own.due_on.clone()).max().unwrap();
        assert!(start.as_str() < due_on, "{}: no place for a charge due on {due_on}", self.row["id"]);
        let (in_advance, late) = (Money::ZERO, Money::ZERO);
        let due_on = due_on.to_owned();
        self.dues.push(json!({ "dueOn": due_on }));
        self.installments.push(Installment { start, due_on, down_payment: false, in_advance, late, met_on: None });
        self.installments.len() - 1
    }

    fn charge(&mut self, charge: &Value) {
        let (due_on, kind) = (text(charge, "due"), text(charge, "kind"));
        let index = self.place(due_on);
        let own = &mut self.dues[index];
        if is_ruled(self.row) {
            own[kind] = json!(money(&own[kind]).plus(money(&charge["amount"])));
        } else {
            let charge = json!({ "component": kind, "dueOn": due_on, "amount": charge["amount"] });
            let mut charges = own["charges"].as_array().cloned().unwrap_or_default();
            charges.push(charge);
            own["charges"] = json!(charges);
        }
        if unpaid(own).is_positive() {
            self.installments[index].met_on = None;
        }
    }

    /// Pays, and gives the sums by component with what is left over.
    fn pay(&mut self, payment: &Value) -> Map<String, Value> {
        let on = text(payment, "date");
        let order = order(self.row, text(payment, "kind"));
        let facts = json!({ "payment": payment["amount"], "paidOn": on, "order": order, "due": self.dues });
        let reply = call("allocate", &facts);
        self.dues.clone_from(reply["left"].as_array().unwrap());
        let mut split = Map::from_iter([("overpayment".to_owned(), reply["excess"].clone())]);
        for part in reply["allocations"].as_array().unwrap() {
            let index: usize = text(part, "due").rsplit('/').next().unwrap().parse().unwrap();
            let own = &mut self.installments[index];
            for component in ["penalty", "fee", "interest", "principal"] {
                let amount = money(&part[component]);
                let sum = split.get(component).map_or(Money::ZERO, money);
                split.insert(component.to_owned(), json!(sum.plus(amount)));
                match on.cmp(own.due_on.as_str()) {
                    std::cmp::Ordering::Less => own.in_advance = own.in_advance.plus(amount),
                    std::cmp::Ordering::Greater => own.late = own.late.plus(amount),
                    std::cmp::Ordering::Equal => {}
                }
            }
        }
        for (own, due) in self.installments.iter_mut().zip(&self.dues) {
            let open = unpaid(due).is_positive();
            own.met_on = if open { None } else { own.met_on.take().or(Some(on.to_owned())) };
        }
        split
    }

    /// Nothing if every installment stands as the row has it.
    fn difference(&self) -> Option<String> {
        let wanted = self.row["expected"]["installments"].as_array().unwrap();
        if wanted.len() != self.installments.len() {
            return Some(format!("{} installments", self.installments.len()));
        }
        wanted.iter().find_map(|wanted| {
            let number = usize::try_from(wanted["nr"].as_u64().unwrap()).unwrap();
            let (own, due) = (&self.installments[number - 1], &self.dues[number - 1]);
            let is = json!([own.due_on, unpaid(due), own.in_advance, own.late, own.met_on]);
            let amounts = ["outstanding", "paid_in_advance", "paid_late"].map(|name| json!(money(&wanted[name])));
            let [unpaid, in_advance, late] = amounts;
            let wanted = json!([wanted["due"], unpaid, in_advance, late, wanted["obligations_met_on"]]);
            (is != wanted).then(|| format!("installment {number} is {is}, not {wanted}"))
        })
    }
}

fn unpaid(due: &Value) -> Money {
    let own = ["penalty", "fee", "interest", "principal"].iter().map(|name| money(&due[name]));
    let charges = due["charges"].as_array().into_iter().flatten().map(|charge| money(&charge["amount"]));
    own.chain(charges).fold(Money::ZERO, Money::plus)
}

/// The payments of a row, with those that were reversed marked.
fn payments(events: &[Value]) -> Vec<(usize, &Value, bool)> {
    let is_payment = |event: &&Value| event["type"] == "payment";
    let numbered = events.iter().enumerate();
    let mut payments: Vec<_> =
        numbered.filter(|(_, event)| is_payment(event)).map(|(index, event)| (index, event, false)).collect();
    for reversal in events.iter().filter(|event| event["type"] == "reversal") {
        let of = |same_amount: bool| {
            move |(_, payment, reversed): &(usize, &Value, bool)| {
                let amount = money(&payment["amount"]) == money(&reversal["amount"]);
                !reversed && payment["date"] == reversal["of_payment_dated"] && (amount || !same_amount)
            }
        };
        let found = payments.iter().rposition(of(true)).or_else(|| payments.iter().rposition(of(false)));
        payments[found.unwrap()].2 = true;
    }
    payments
}

fn replay(row: &Value) -> Option<String> {
    let events = row["inputs"]["events"].as_array().unwrap();
    let mut loan = Loan::of(row);
    let payments = payments(events);
    let mut steps: Vec<(&str, &str, usize)> = Vec::new();
    for (index, event) in events.iter().enumerate().filter(|(_, event)| event["type"] == "charge") {
        if is_ruled(row) {
            let (due_on, added) = (text(event, "due"), text(event, "added"));
            steps.push((due_on.min(added), added, index));
        } else {
            loan.charge(event);
        }
    }
    for (index, payment, _) in payments.iter().filter(|(_, _, reversed)| !reversed) {
        let on = text(payment, "date");
        steps.push((on, payment["entered"].as_str().unwrap_or(on), *index));
    }
    steps.sort_unstable();
    let mut splits: Vec<(usize, Map<String, Value>)> = Vec::new();
    for (_, _, index) in steps {
        match &events[index] {
            charge if charge["type"] == "charge" => loan.charge(charge),
            payment => splits.push((index, loan.pay(payment))),
        }
    }
    let mut wanted: Vec<&Value> = row["expected"]["payments"].as_array().unwrap().iter().collect();
    for (index, payment, reversed) in payments {
        let same = |one: &&Value| {
            let amount = money(&one["amount"]) == money(&payment["amount"]);
            amount && one["date"] == payment["date"] && one["kind"] == payment["kind"] && one["reverted"] == reversed
        };
        let Some(place) = wanted.iter().position(same) else { return Some(format!("no payment such as {payment}")) };
        let wanted = wanted.remove(place);
        let Some((_, split)) = splits.iter().find(|(own, _)| *own == index) else { continue };
        for part in ["penalty", "fee", "interest", "principal", "overpayment"] {
            let (is, wanted) = (split.get(part).map_or(Money::ZERO, money), money(&wanted[part]));
            if is != wanted {
                return Some(format!("{part} of {payment} is {is}, not {wanted}"));
            }
        }
    }
    loan.difference().or_else(|| wanted.first().map(|payment| format!("{payment} was not made")))
}

pub(crate) fn tally() -> Tally {
    Tally::of("fineract_payment_allocation", FILE, replay)
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}

#[test]
fn a_row_with_another_figure_is_not() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut row = file["vectors"][0].clone();
    row["expected"]["payments"][0]["principal"] = json!("124.99");
    assert!(replay(&row).is_some());
    let mut row = file["vectors"][0].clone();
    row["expected"]["installments"][3]["outstanding"] = json!("124.99");
    assert!(replay(&row).is_some());
}
