//! The decisions in sentences, and the checklist of each.

use super::clauses::{self, Judged};
use super::view::{AnswerView, ClauseView, DecisionView, InstallmentsView, LabelView, OutcomeView, PlanView, StepView};
use super::{Level, Renderer, Section, changes, figures, words};
use crate::condition::Kleene;
use crate::locale::{Locale, Trio};
use crate::names;
use crate::policy::model::Role;

/// A decision as it is told.
struct Told<'t> {
    id: &'static str,
    heading: Trio,
    subject: Subject,
    sentence: String,
    decision: &'t DecisionView<'t>,
}

/// What a decision is on, where its telling differs by that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Installment plans: each clause was judged for each plan.
    Plans,
    /// A stated hardship: with cause, measures and rights.
    Hardship,
    /// Any other.
    Other,
}

impl<'v> AnswerView<'v> {
    /// Every decision, in the order in which they are told.
    pub(super) fn all_decisions(&self) -> Vec<&DecisionView<'v>> {
        let steps = [&self.litigation.decision, &self.agency.decision];
        let hardship = self.hardship.as_ref().map(|hardship| &hardship.decision);
        let restructure = self.restructure.as_ref().map(|restructure| &restructure.decision);
        let first = [&self.waiver.decision, &self.installments.decision].into_iter();
        first.chain(hardship).chain(restructure).chain(steps).collect()
    }
}

impl Renderer<'_> {
    /// The decisions, each with as much as the level says.
    pub(super) fn decisions(&self, level: Level) -> Vec<Section> {
        let mut sections = Vec::new();
        for told in self.told() {
            let mut lines = vec![told.sentence];
            if level != Level::Sentence {
                lines.extend(self.clauses(told.decision, told.subject));
                lines.extend(self.measures(told.subject));
            }
            sections.push(self.section(told.id, told.heading, lines));
            if level == Level::Full && told.subject == Subject::Plans {
                sections.push(self.plans());
            }
        }
        if level == Level::Full {
            sections.push(self.changes());
        }
        sections
    }

    /// Every decision of the answer with its sentence, in the order in which they are told.
    fn told(&self) -> Vec<Told<'_>> {
        let view = self.view;
        let (litigation, agency) = (&view.litigation, &view.agency);
        let hardship = view.hardship.as_ref().map(|hardship| Told {
            id: "hardship",
            heading: words::HEAD_HARDSHIP,
            subject: Subject::Hardship,
            sentence: self.hardship(&hardship.decision),
            decision: &hardship.decision,
        });
        let restructure = view.restructure.as_ref().map(|restructure| Told {
            id: "restructure",
            heading: words::HEAD_RESTRUCTURE,
            subject: Subject::Other,
            sentence: self.step(restructure, words::RESTRUCTURE, words::RESTRUCTURE_YES),
            decision: &restructure.decision,
        });
        let first = [
            Told {
                id: "waiver",
                heading: words::HEAD_WAIVER,
                subject: Subject::Other,
                sentence: self.waiver(),
                decision: &view.waiver.decision,
            },
            Told {
                id: "installments",
                heading: words::HEAD_INSTALLMENTS,
                subject: Subject::Plans,
                sentence: self.installments(),
                decision: &view.installments.decision,
            },
        ];
        let last = [
            Told {
                id: "litigation",
                heading: words::HEAD_LITIGATION,
                subject: Subject::Other,
                sentence: self.step(litigation, words::LITIGATION, words::LITIGATION_YES),
                decision: &litigation.decision,
            },
            Told {
                id: "agency",
                heading: words::HEAD_AGENCY,
                subject: Subject::Other,
                sentence: self.step(agency, words::AGENCY, words::AGENCY_YES),
                decision: &agency.decision,
            },
        ];
        first.into_iter().chain(hardship).chain(restructure).chain(last).collect()
    }

    /// Whether a waiver may be granted, and whether more than may be has been already.
    fn waiver(&self) -> String {
        let mut sentence = self.waiver_outcome();
        if let Some(above) = self.view.waiver.above_max {
            sentence.push_str(self.word(words::SPACE));
            sentence.push_str(&self.say(words::WAIVER_ABOVE, &[("amount", &figures::amount(above, self.locale))]));
        }
        sentence
    }

    fn waiver_outcome(&self) -> String {
        let waiver = &self.view.waiver;
        if !matches!(waiver.decision.outcome, OutcomeView::Yes) {
            return self.not_yes(&waiver.decision, words::WAIVER, &self.reason(&waiver.decision));
        }
        let role = self.role(waiver.approved_by);
        let amount = |money| figures::amount(money, self.locale);
        match (waiver.max, waiver.remaining) {
            (Some(max), Some(remaining)) => self.say(
                words::WAIVER_YES_LEFT,
                &[("max", &amount(max)), ("remaining", &amount(remaining)), ("role", role)],
            ),
            (Some(max), None) => self.say(words::WAIVER_YES, &[("max", &amount(max)), ("role", role)]),
            (None, _) if waiver.figures_missing.is_empty() => self.say(words::WAIVER_APPROVED, &[("role", role)]),
            (None, _) => self.say(words::WAIVER_YES_OPEN, &[("role", role)]),
        }
    }

    fn installments(&self) -> String {
        let installments = &self.view.installments;
        match installments.decision.outcome {
            OutcomeView::Yes => self.plan_possible(installments),
            OutcomeView::No { .. } => {
                let mut reason = self.plan_reason(installments);
                reason.push_str(&self.deposit(installments));
                self.not_yes(&installments.decision, words::INSTALLMENTS, &reason)
            }
            _ => self.not_yes(&installments.decision, words::INSTALLMENTS, ""),
        }
    }

    fn plan_possible(&self, installments: &InstallmentsView<'_>) -> String {
        let (may, role) = (self.role(installments.may_do), self.role(installments.approved_by));
        let shortest = installments.options.iter().find(|plan| Some(plan.periods) == installments.shortest);
        let Some(plan) = shortest else {
            return self.say(words::PLAN_YES_OPEN, &[("may", may), ("role", role)]);
        };
        let values = [
            ("periods", plan.periods.to_string()),
            ("payment", figures::amount(plan.payment, self.locale)),
            ("last", self.last(plan)),
            ("may", may.to_owned()),
            ("role", role.to_owned()),
        ];
        self.say(words::PLAN_YES, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// Why no plan is possible: what stands in the way of the longest one, which asks least a month.
    fn plan_reason(&self, installments: &InstallmentsView<'_>) -> String {
        let decision = &installments.decision;
        let last = decision.clauses.iter().rfind(|clause| clause.decisive && blocks(clause));
        let Some(clause) = last else { return self.reason(decision) };
        let reason = clauses::reason(clause, self.locale);
        match plan_of(clause, &installments.options) {
            Some(plan) => {
                self.say_within(words::PLAN_REASON, &[("periods", &plan.periods.to_string()), ("reason", &reason)])
            }
            None => reason,
        }
    }

    /// What a deposit would open; nothing where only paying everything would.
    fn deposit(&self, installments: &InstallmentsView<'_>) -> String {
        let deposit = installments.deposit.filter(|deposit| Some(*deposit) != self.view.due.total);
        match (deposit, installments.options.last()) {
            (Some(deposit), Some(longest)) => self.say_within(
                words::DEPOSIT,
                &[("deposit", &figures::amount(deposit, self.locale)), ("periods", &longest.periods.to_string())],
            ),
            _ => String::new(),
        }
    }

    fn step(&self, step: &StepView<'_>, what: Trio, yes: Trio) -> String {
        match step.decision.outcome {
            OutcomeView::Yes => self.say(yes, &[("role", self.role(step.approved_by))]),
            _ => self.not_yes(&step.decision, what, &self.reason(&step.decision)),
        }
    }

    fn hardship(&self, decision: &DecisionView<'_>) -> String {
        match decision.outcome {
            OutcomeView::Yes => self.word(words::HARDSHIP_YES).to_owned(),
            _ => self.not_yes(decision, words::HARDSHIP, &self.reason(decision)),
        }
    }

    /// The stated cause, what the policy recommends for it, and the rights of a refused applicant.
    fn measures(&self, subject: Subject) -> Vec<String> {
        let stated = self.view.hardship.as_ref().filter(|_| subject == Subject::Hardship);
        let Some(hardship) = stated else { return Vec::new() };
        let mut lines = Vec::new();
        if let Some(cause) = hardship.cause {
            lines.push(self.say(words::CAUSE, &[("label", &self.own_words(cause))]));
        }
        for (pattern, labels) in [(words::MEASURES, &hardship.measures), (words::RIGHTS, &hardship.rights)] {
            let labels: Vec<String> = labels.iter().map(|label| self.own_words(*label)).collect();
            if !labels.is_empty() {
                lines.push(self.say(pattern, &[("labels", &self.joined(&labels, words::LISTED))]));
            }
        }
        lines
    }

    fn own_words(&self, label: LabelView<'_>) -> String {
        figures::quoted(match self.locale {
            Locale::Simplified => label.simplified,
            Locale::Traditional => label.traditional,
            Locale::English => label.en,
        })
    }

    fn not_yes(&self, decision: &DecisionView<'_>, what: Trio, reason: &str) -> String {
        let what = self.word(what);
        match &decision.outcome {
            OutcomeView::Yes => String::new(),
            OutcomeView::No { .. } => self.say(words::NO, &[("what", what), ("reason", reason)]),
            OutcomeView::NotYet { opens_on } => {
                self.say(words::NOT_YET, &[("what", what), ("date", &figures::date(*opens_on, self.locale))])
            }
            OutcomeView::Undetermined => {
                let questions = self.questions_of(decision);
                self.say(words::UNDETERMINED, &[("what", what), ("questions", &questions)])
            }
            OutcomeView::Refer { refers_to } => {
                self.say(words::REFER, &[("what", what), ("role", self.role(*refers_to))])
            }
        }
    }

    /// The reasons of a `no`: the clauses that block.
    fn reason(&self, decision: &DecisionView<'_>) -> String {
        let OutcomeView::No { blocking } = &decision.outcome else { return String::new() };
        let named = |clause: &&ClauseView<'_>| clause.decisive && blocking.contains(&clause.id);
        let blocks: Vec<&ClauseView<'_>> = decision.clauses.iter().filter(named).collect();
        let reasons: Vec<String> = blocks.iter().map(|clause| clauses::reason(clause, self.locale)).collect();
        let joined = self.joined(&reasons, words::SEMICOLON);
        let alternatives = blocks.len() > 1 && blocks.iter().all(|clause| clause.group.contains("any/"));
        match (alternatives, reasons.is_empty()) {
            (_, true) => self.word(words::REASON_NONE).to_owned(),
            (true, _) => self.say_within(words::REASON_ANY, &[("reasons", &joined)]),
            (false, _) => joined,
        }
    }

    /// Every clause of a decision, a line each; what repeats is said once.
    fn clauses(&self, decision: &DecisionView<'_>, subject: Subject) -> Vec<String> {
        let options = &self.view.installments.options;
        let mut lines: Vec<String> = Vec::new();
        for clause in &decision.clauses {
            let judged = match subject {
                Subject::Plans => Judged::ForPlan(plan_of(clause, options).map(|plan| plan.periods)),
                Subject::Hardship | Subject::Other => Judged::ForDecision,
            };
            let line = self.clause(clause, &decision.outcome, judged);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn changes(&self) -> Section {
        let mut lines = Vec::new();
        for told in self.told() {
            let what = self.word(told.heading);
            for change in &told.decision.changes {
                let (by, text) = (self.word(names::actor(change.by)), changes::sentence(change, self.locale));
                lines.push(self.say(words::CHANGE_LINE, &[("what", what), ("by", by), ("text", &text)]));
            }
        }
        self.section("changes", words::HEAD_CHANGES, lines)
    }

    pub(super) fn role(&self, role: Role) -> &'static str {
        self.word(names::role(role))
    }
}

/// Whether a clause stands in the way: unmet, or met where it must not be.
fn blocks(clause: &ClauseView<'_>) -> bool {
    clause.status == if clause.negated() { Kleene::True } else { Kleene::False }
}

/// The plan that a clause was judged for, by its place in the tree (`any/3/…`).
fn plan_of<'o, 'v>(clause: &ClauseView<'_>, options: &'o [PlanView<'v>]) -> Option<&'o PlanView<'v>> {
    let mut places = clause.group.split('/');
    let index = places.next().filter(|place| *place == "any").and_then(|_| places.next())?;
    options.get(index.parse::<usize>().ok()?)
}
