//! Where a payment goes, put into words from the conventions of an answer.

use super::node::{Kind, Node, Place};
use super::{Renderer, words};
use crate::names;

const ALLOCATION: &[Place] =
    &[("walk", "walk", Kind::Word(names::ALLOCATION_WALKS)), ("excess", "excess", Kind::Word(names::EXCESS_RULES))];

const DAYS: &[Place] = &[("from", "fromDays", Kind::Number), ("to", "toDays", Kind::Number)];

const SCOPED: &[Place] = &[
    ("component", "component", Kind::Word(names::PAYMENT_COMPONENTS)),
    ("scope", "scope", Kind::Word(names::ALLOCATION_SCOPES)),
];

impl Renderer<'_> {
    /// Where a payment goes: a sentence, and one for each order by days past due.
    pub(super) fn allocation(&self, allocation: Node<'_>, lines: &mut Vec<String>) {
        lines.push(self.tell(&words::ALLOCATION, allocation, ALLOCATION, &[("order", &self.order(allocation))]));
        for own in allocation.list("byDays") {
            let pattern = if own.at("toDays").is_there() { &words::ALLOCATION_WITHIN } else { &words::ALLOCATION_FROM };
            lines.push(self.tell(pattern, own, DAYS, &[("order", &self.order(own))]));
        }
    }

    fn order(&self, allocation: Node<'_>) -> String {
        let mut entries = Vec::new();
        for entry in allocation.list("entries") {
            entries.push(match entry.own_text() {
                "" => self.tell_within(&words::SCOPED, entry, SCOPED, &[]),
                component => self.look(names::PAYMENT_COMPONENTS, component).to_owned(),
            });
        }
        entries.join(self.word(&words::COMMA))
    }
}
