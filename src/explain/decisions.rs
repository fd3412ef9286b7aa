//! The decisions in sentences, and the checklist of each.

use super::clauses::{Judged, is_negated};
use super::node::{Kind, Node, Place};
use super::questions::push_new;
use super::{Level, Renderer, Section, words};
use crate::locale::Trio;
use crate::names;

/// A decision: where an answer has it, and how it is told.
pub(super) struct Told {
    id: &'static str,
    /// Its place in the answer.
    pub(super) place: &'static str,
    subject: Subject,
    heading: Trio,
    /// What is decided, within a sentence.
    what: Trio,
    /// How it is said that it may be done.
    yes: Trio,
}

/// What a decision is on, where its telling differs by that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// A waiver: with what of it is left.
    Waiver,
    /// Installment plans: each clause was judged for each plan.
    Plans,
    /// A stated hardship: with cause, measures and rights.
    Hardship,
    /// An agreed plan: kept, behind, failed or paid off, with every installment.
    Tracking,
    /// Any other.
    Other,
}

/// Every decision, in the order in which they are told.
pub(super) const DECISIONS: [Told; 7] = [
    Told {
        id: "waiver",
        place: "waiver",
        subject: Subject::Waiver,
        heading: words::HEAD_WAIVER,
        what: words::WAIVER,
        yes: words::WAIVER_YES,
    },
    Told {
        id: "installments",
        place: "installments",
        subject: Subject::Plans,
        heading: words::HEAD_INSTALLMENTS,
        what: words::INSTALLMENTS,
        yes: words::PLAN_YES,
    },
    Told {
        id: "hardship",
        place: "hardship",
        subject: Subject::Hardship,
        heading: words::HEAD_HARDSHIP,
        what: words::HARDSHIP,
        yes: words::HARDSHIP_YES,
    },
    Told {
        id: "restructure",
        place: "restructure",
        subject: Subject::Other,
        heading: words::HEAD_RESTRUCTURE,
        what: words::RESTRUCTURE,
        yes: words::RESTRUCTURE_YES,
    },
    Told {
        id: "tracking",
        place: "tracking",
        subject: Subject::Tracking,
        heading: words::HEAD_TRACKING,
        what: words::HEAD_TRACKING,
        yes: words::TRACKING_FAILED,
    },
    Told {
        id: "litigation",
        place: "escalation/litigation",
        subject: Subject::Other,
        heading: words::HEAD_LITIGATION,
        what: words::LITIGATION,
        yes: words::LITIGATION_YES,
    },
    Told {
        id: "agency",
        place: "escalation/agency",
        subject: Subject::Other,
        heading: words::HEAD_AGENCY,
        what: words::AGENCY,
        yes: words::AGENCY_YES,
    },
];

/// A role in the institution.
pub(super) const ROLE: Kind = Kind::Word(names::ROLES);

/// What a decision that is not made by the policy alone needs in a sentence.
const OUTCOME: &[Place] = &[("date", "opensOn", Kind::Day), ("role", "refersTo", ROLE)];

const YES: &[Place] = &[
    ("role", "approvedBy", ROLE),
    ("may", "mayDo", ROLE),
    ("max", "max", Kind::Figure),
    ("remaining", "remaining", Kind::Figure),
];

/// An agreed plan.
const TRACKING: &[Place] = &[
    ("paid", "paid", Kind::Figure),
    ("remaining", "remaining", Kind::Figure),
    ("overdue", "overdue", Kind::Figure),
    ("opens", "opensOn", Kind::Day),
    ("failed", "failedOn", Kind::Day),
];

/// An installment of it.
const TRACKED: &[Place] = &[
    ("date", "dueOn", Kind::Day),
    ("amount", "amount", Kind::Figure),
    ("status", "status", Kind::Word(names::INSTALLMENT_STATUSES)),
];

/// A plan of so many payments.
pub(super) const PLAN: &[Place] = &[("periods", "periods", Kind::Number), ("payment", "payment", Kind::Figure)];

impl Renderer<'_> {
    /// The decisions, each with as much as the level says.
    pub(super) fn decisions(&self, level: Level, sections: &mut Vec<Section>) {
        let mut changes = Vec::new();
        for told in &DECISIONS {
            let decision = self.answer.at(told.place);
            if !decision.is_there() {
                continue;
            }
            let mut lines = vec![self.decision(told, decision)];
            if level != Level::Sentence {
                self.clauses(decision, told.subject, &mut lines);
            }
            if level != Level::Sentence && told.subject == Subject::Hardship {
                self.measures(decision, &mut lines);
            }
            if level == Level::Full && told.subject == Subject::Tracking {
                let rows = decision.list("installments");
                lines.extend(rows.map(|row| self.tell(&words::TRACKING_ROW, row, TRACKED, &[])));
            }
            sections.push(self.section(told.id, &told.heading, lines));
            if level == Level::Full && told.subject == Subject::Plans {
                sections.push(self.plans(decision));
            }
            if level == Level::Full {
                self.changes(told, decision, &mut changes);
            }
        }
        if level == Level::Full {
            sections.push(self.section("changes", &words::HEAD_CHANGES, changes));
        }
    }

    /// A decision in a sentence, and whether more has been waived than may be.
    fn decision(&self, told: &Told, decision: Node<'_>) -> String {
        let mut sentence = self.outcome(told, decision);
        if told.subject == Subject::Waiver && decision.at("aboveMax").is_there() {
            sentence.push_str(self.word(&words::SPACE));
            let above = [("amount", "aboveMax", Kind::Figure)];
            sentence.push_str(&self.tell(&words::WAIVER_ABOVE, decision, &above, &[]));
        }
        sentence
    }

    fn outcome(&self, told: &Told, decision: Node<'_>) -> String {
        if told.subject == Subject::Tracking {
            return self.tracking(decision);
        }
        let (mut reason, mut questions) = (String::new(), String::new());
        let pattern = match decision.text("outcome") {
            "yes" => return self.yes(told, decision),
            "no" => {
                reason = self.reasons(told.subject, decision);
                &words::NO
            }
            "notYet" => &words::NOT_YET,
            "refer" => &words::REFER,
            _ => {
                questions = self.questions_of(decision);
                &words::UNDETERMINED
            }
        };
        let given = [("what", self.word(&told.what)), ("reason", &*reason), ("questions", &*questions)];
        self.tell(pattern, decision, OUTCOME, &given)
    }

    fn yes(&self, told: &Told, decision: Node<'_>) -> String {
        match told.subject {
            Subject::Plans => self.plan_possible(decision),
            Subject::Waiver => self.tell(waiver_pattern(decision), decision, YES, &[]),
            Subject::Hardship | Subject::Tracking | Subject::Other => self.tell(&told.yes, decision, YES, &[]),
        }
    }

    /// How an agreed plan stands.
    fn tracking(&self, plan: Node<'_>) -> String {
        let pattern = match plan.text("outcome") {
            "yes" => &words::TRACKING_FAILED,
            "notYet" => &words::TRACKING_BEHIND,
            _ if plan.is_positive("remaining") => &words::TRACKING_KEPT,
            _ => &words::TRACKING_DONE,
        };
        let next = plan.at("next");
        let next =
            if next.is_there() { self.tell_within(&words::TRACKING_NEXT, next, TRACKED, &[]) } else { String::new() };
        let labels: Vec<String> = plan.list("consequences").map(|named| self.own_words(named)).collect();
        self.tell(pattern, plan, TRACKING, &[("next", &next), ("labels", &labels.join(self.word(&words::LISTED)))])
    }

    /// The policy's own words for something.
    fn own_words(&self, named: Node<'_>) -> String {
        self.show(named.at("label").at(self.locale.tag()), Kind::Text)
    }

    fn plan_possible(&self, decision: Node<'_>) -> String {
        let shortest = decision.at("shortest");
        let is_shortest = |plan: &Node<'_>| shortest.is_there() && plan.count("periods") == shortest.own_count();
        let Some(plan) = decision.list("options").find(is_shortest) else {
            return self.tell(&words::PLAN_YES_OPEN, decision, YES, &[]);
        };
        let (role, may) = (self.show(decision.at("approvedBy"), ROLE), self.show(decision.at("mayDo"), ROLE));
        self.tell(&words::PLAN_YES, plan, PLAN, &[("role", &role), ("may", &may), ("last", &self.last(plan))])
    }

    /// Why it may not be done: the clauses that block, or what stands in the way of the longest plan, which asks
    /// least a month, and what a deposit would open.
    fn reasons(&self, subject: Subject, decision: Node<'_>) -> String {
        if subject != Subject::Plans {
            return self.blocking(decision);
        }
        let mut reason = self.plan_reason(decision);
        let deposit = decision.at("deposit");
        let everything = decision.money("deposit") == self.answer.money("due/total");
        if let Some(longest) = decision.list("options").last().filter(|_| deposit.is_there() && !everything) {
            let deposit = self.show(deposit, Kind::Figure);
            reason.push_str(&self.tell_within(&words::DEPOSIT, longest, PLAN, &[("deposit", &deposit)]));
        }
        reason
    }

    fn plan_reason(&self, decision: Node<'_>) -> String {
        let blocks = |clause: &Node<'_>| clause.at("decisive").is_true() && blocks(*clause);
        let Some(clause) = decision.list("clauses").rfind(blocks) else { return self.blocking(decision) };
        let reason = self.reason(clause);
        match plan_of(clause, decision) {
            Some(plan) => self.tell_within(&words::PLAN_REASON, plan, PLAN, &[("reason", &reason)]),
            None => reason,
        }
    }

    /// The clauses that block.
    fn blocking(&self, decision: Node<'_>) -> String {
        let (mut reasons, mut alternatives) = (Vec::new(), true);
        for clause in decision.list("clauses").filter(|clause| clause.at("decisive").is_true()) {
            let id = clause.text("id");
            if decision.list("blocking").any(|named| named.own_text() == id) {
                reasons.push(self.reason(clause));
                alternatives &= clause.text("group").contains("any/");
            }
        }
        let joined = reasons.join(self.word(&words::SEMICOLON));
        match reasons.len() {
            0 => self.word(&words::REASON_NONE).to_owned(),
            2.. if alternatives => self.tell_within(&words::REASON_ANY, decision, &[], &[("reasons", &joined)]),
            _ => joined,
        }
    }

    /// Every clause of a decision, a line each; what repeats is said once.
    fn clauses(&self, decision: Node<'_>, subject: Subject, lines: &mut Vec<String>) {
        let mut clauses = Vec::new();
        for clause in decision.list("clauses") {
            let judged = match subject {
                Subject::Plans => Judged::ForPlan(plan_of(clause, decision).map(|plan| plan.count("periods"))),
                _ => Judged::ForDecision,
            };
            push_new(self.clause(clause, decision.text("outcome"), judged), &mut clauses);
        }
        lines.append(&mut clauses);
    }

    /// The stated cause, what the policy recommends for it, and the rights of a refused applicant.
    fn measures(&self, decision: Node<'_>, lines: &mut Vec<String>) {
        let own_words = |named: Node<'_>| self.own_words(named);
        let cause = decision.at("cause");
        if cause.is_there() {
            lines.push(self.tell(&words::CAUSE, cause, &[], &[("label", &own_words(cause))]));
        }
        for (pattern, names) in [(&words::MEASURES, "measures"), (&words::RIGHTS, "rights")] {
            let labels: Vec<String> = decision.list(names).map(own_words).collect();
            if !labels.is_empty() {
                let labels = labels.join(self.word(&words::LISTED));
                lines.push(self.tell(pattern, decision, &[], &[("labels", &labels)]));
            }
        }
    }

    fn changes(&self, told: &Told, decision: Node<'_>, lines: &mut Vec<String>) {
        for change in decision.list("changes") {
            let given = [("what", self.word(&told.heading)), ("text", &*self.change(change))];
            lines.push(self.tell(&words::CHANGE_LINE, change, &[("by", "by", Kind::Word(names::ACTORS))], &given));
        }
    }
}

/// How it is said that a waiver is possible: by what is known of its amount.
fn waiver_pattern(waiver: Node<'_>) -> &'static Trio {
    if waiver.at("max").is_there() {
        return if waiver.at("remaining").is_there() { &words::WAIVER_YES_LEFT } else { &words::WAIVER_YES };
    }
    let is_open = waiver.list("figuresMissing").next().is_some();
    if is_open { &words::WAIVER_YES_OPEN } else { &words::WAIVER_APPROVED }
}

/// Whether a clause stands in the way: unmet, or met where it must not be.
fn blocks(clause: Node<'_>) -> bool {
    clause.text("status") == if is_negated(clause) { "met" } else { "notMet" }
}

/// The plan that a clause was judged for, by its place in the tree (`any/3/…`).
fn plan_of<'v>(clause: Node<'_>, decision: Node<'v>) -> Option<Node<'v>> {
    let mut places = clause.text("group").split('/');
    let index = places.next().filter(|place| *place == "any").and_then(|_| places.next())?;
    decision.list("options").nth(index.parse::<usize>().ok()?)
}
