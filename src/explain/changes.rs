//! What would change an outcome, in sentences.

use super::node::{Kind, Node, Place, kind_of_lever};
use super::{Renderer, words};
use crate::decision::Change;
use crate::json;
use crate::locale::{Locale, Trio};
use crate::names;

/// A change that would move an outcome, in a sentence.
///
/// It is worded from what stands on the wire, as [`super::explain`] words it, so that both say the same.
///
/// # Example
/// Of days past due that reach 91 on 2025-11-23: "On 23 November 2025 the loan is 91 days past due;
/// the outcome is then: yes."
#[must_use]
pub fn change_text(change: &Change, locale: Locale) -> String {
    let written = json::parse(&json::text(change)).ok().map(|parsed| parsed.value);
    Renderer { locale, answer: Node(None), policy: None, same: false }.change(Node(written.as_ref()))
}

const PREMISE: &[Place] =
    &[("date", "on", Kind::Day), ("amount", "amount", Kind::Figure), ("periods", "periods", Kind::Number)];

const OUTCOME: &[Place] = &[("outcome", "outcome", Kind::Word(names::OUTCOMES))];

impl Renderer<'_> {
    /// A change in a sentence.
    pub(super) fn change(&self, change: Node<'_>) -> String {
        let outcome = change.text("outcome");
        let then = if is_bare(change) { &words::THEN_AT_ONCE } else { &words::THEN };
        let until = if matches!(outcome, "yes" | "refer") { &words::UNTIL } else { &words::LAST_DAY };
        let last_day: &[Place] = &[("date", "lastDay", Kind::Day)];
        let end = if change.at("lastDay").is_there() {
            self.tell_within(until, change, last_day, &[])
        } else {
            String::new()
        };
        let given = [
            ("premise", &*self.premise(change)),
            ("outcome", &*self.tell_within(then, change, OUTCOME, &[])),
            ("end", &*end),
            ("provided", &*self.provided(change)),
            ("others", &*self.others(change)),
        ];
        self.tell(&words::CHANGE, change, &[], &given)
    }

    /// What has to happen.
    fn premise(&self, change: Node<'_>) -> String {
        let fact = change.text("fact");
        let kind = kind_of_lever(fact).unwrap_or(Kind::Text);
        let statement = self.moved(change, fact, kind);
        // A number of payments is written without a unit of its own.
        let kind = if matches!(kind, Kind::Times) { Kind::Number } else { kind };
        let (from, value) = (change.at("from"), self.show(change.at("to"), kind));
        let from = if from.is_there() { self.show(from, kind) } else { String::new() };
        let given = [("statement", &*statement), ("from", &*from), ("value", &*value)];
        self.tell_within(pattern(change, fact), change, PREMISE, &given)
    }

    /// What a fact comes to; the least of it where the amount is not known.
    fn moved(&self, change: Node<'_>, fact: &str, kind: Kind) -> String {
        let to = change.at("to");
        if !change.at("atLeast").is_true() {
            return self.statement(fact, kind, to);
        }
        let given = [("fact", self.look(names::FACTS, fact)), ("value", &*self.show(to, kind))];
        self.tell_within(&words::AT_LEAST, change, &[], &given)
    }

    /// What else has to come about: that nobody reaches the borrower, or that nothing is paid.
    fn provided(&self, change: Node<'_>) -> String {
        let is_silence = |lever: Node<'_>| lever.text("fact") == "daysUnreachable";
        let mut text = String::new();
        for (silent, words) in [(true, &words::PROVIDED_SILENT), (false, &words::PROVIDED_UNPAID)] {
            if change.list("provided").any(|lever| is_silence(lever) == silent) {
                text.push_str(self.word(words));
            }
        }
        text
    }

    /// Every amount that does it, where they are more than one.
    fn others(&self, change: Node<'_>) -> String {
        const RANGE: &[Place] = &[("from", "from", Kind::Figure), ("to", "to", Kind::Figure)];
        let mut ranges = Vec::new();
        for interval in change.list("intervals") {
            let is_one = interval.money("from") == interval.money("to");
            ranges.push(if is_one {
                self.show(interval.at("from"), Kind::Figure)
            } else {
                self.tell_within(&words::RANGE, interval, RANGE, &[])
            });
        }
        if ranges.is_empty() {
            return String::new();
        }
        let ranges = ranges.join(self.word(&words::LISTED));
        self.tell_within(&words::AMOUNTS, change, &[], &[("ranges", &ranges)])
    }
}

fn is_by_time(change: Node<'_>) -> bool {
    change.text("by") == "time"
}

/// Whether what has to happen is said without what comes of it but the outcome.
fn is_bare(change: Node<'_>) -> bool {
    match change.text("fact") {
        "deposit" | "livingCosts" | "otherDebtPayments" => false,
        "monthlyIncome" => !change.at("periods").is_there(),
        "periods" => true,
        _ => !is_by_time(change) && !change.at("amount").is_there(),
    }
}

/// How it is said what has to happen.
fn pattern(change: Node<'_>, fact: &str) -> &'static Trio {
    match (fact, is_by_time(change)) {
        ("deposit", _) => &words::IF_DEPOSIT,
        ("monthlyIncome", _) if change.at("periods").is_there() => &words::IF_INCOME_RISES,
        ("monthlyIncome", _) => &words::IF_INCOME_FALLS,
        ("periods", _) => &words::IF_LONGER,
        ("livingCosts", _) => &words::IF_LIVING_COSTS_FALL,
        ("otherDebtPayments", _) => &words::IF_OTHER_DEBTS_FALL,
        (_, false) if change.at("amount").is_there() => &words::IF_PAID,
        ("failedAttempts", _) => &words::IF_ATTEMPTS,
        ("daysUnreachable", false) => &words::IF_REACHED,
        ("daysPastDue", true) => &words::IF_DAYS,
        ("daysUnreachable", true) => &words::IF_SILENT,
        (_, true) if change.at("on").is_there() => &words::IF_UNPAID,
        _ => &words::IF,
    }
}
