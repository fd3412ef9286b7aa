//! What is due and how it came about, the plans, the conventions, the policy, and who decides.

use super::decisions::{PLAN, ROLE};
use super::node::{Kind, Node, Place};
use super::{Level, Renderer, Section, figures, tables, words};
use crate::locale::Trio;
use crate::names::{self, look};

/// A line that is said where the field that it is about is there: that field, the words, and what fills them.
type Line = (&'static str, Trio, &'static [Place]);

const DUE: &[Place] = &[
    ("date", "asOf", Kind::Day),
    ("days", "delinquency/daysPastDue", Kind::Days),
    ("class", "delinquency/class", Kind::Classes),
    ("principal", "due/principal", Kind::Figure),
    ("total", "due/total", Kind::Figure),
];

const STANDING: &[Line] = &[
    ("oldestDueOn", words::OLDEST, &[("date", "oldestDueOn", Kind::Day)]),
    ("countedFrom", words::COUNTED_FROM, &[("date", "countedFrom", Kind::Day)]),
];

const CLASSES: &[Place] = &[
    ("class", "class", Kind::Classes),
    ("days", "classByDays", Kind::Classes),
    ("amount", "classByAmount", Kind::Classes),
];

const TIER: &[Line] = &[("riskTier", words::TIER, &[("tier", "riskTier", Kind::Word(names::RISK_TIERS))])];

const AMOUNT: &[Place] = &[("amount", "amount", Kind::Figure)];

const TOMORROW: &[Line] = &[("dailyGrowth", words::TOMORROW, &[("amount", "dailyGrowth", Kind::Figure)])];

const LINE: &[Place] = &[("name", "component", Kind::Word(&names::COMPONENTS)), ("date", "dueOn", Kind::Day)];

const ADJUSTMENT: &[Place] = &[("amount", "amount", Kind::Figure), ("bound", "bound", Kind::Figure)];

const SEGMENT: &[Place] = &[
    ("from", "from", Kind::Day),
    ("to", "to", Kind::Day),
    ("days", "days", Kind::Days),
    ("base", "base", Kind::Figure),
    ("rate", "annualRate", Kind::Share),
    ("formula", "formula", Kind::Text),
    ("amount", "amount", Kind::Figure),
];

const ROW: &[Place] =
    &[("date", "dueOn", Kind::Day), ("payment", "payment", Kind::Figure), ("balance", "balance", Kind::Figure)];

const DAY_COUNT: &[Place] = &[("name", "dayCount", Kind::Word(names::DAY_COUNTS)), ("code", "dayCount", Kind::Text)];

const MODE: &[Place] = &[("mode", "rounding/mode", Kind::Word(names::ROUNDINGS))];

const PLAN_INTEREST: &[Place] = &[("name", "planInterest", Kind::Word(names::PLAN_INTERESTS))];

const GRACE: &[Place] = &[("days", "days", Kind::Days)];

const TOLERANCE: &[Place] = &[("amount", "tolerance", Kind::Figure)];

const MINIMUM: &[Line] = &[("minimumCharge", words::MINIMUM, &[("amount", "minimumCharge", Kind::Figure)])];

const PENALTY_BASE: &[Place] = &[("name", "penaltyBase", Kind::Word(tables::PENALTY_BASES))];

const COMPOUND_RATE: &[Place] = &[
    ("before", "beforeMaturity", Kind::Word(tables::CHARGED_RATES)),
    ("after", "afterMaturity", Kind::Word(tables::CHARGED_RATES)),
];

const CAPS: &[Line] = &[
    ("rateMax", words::RATE_MAX, &[("share", "rateMax", Kind::Share)]),
    ("shareOfPrincipalMax", words::SHARE_MAX, &[("share", "shareOfPrincipalMax", Kind::Share)]),
    ("totalCostMax", words::COST_MAX, &[("share", "totalCostMax", Kind::Share)]),
];

const POLICY: &[Place] = &[("id", "id", Kind::Text), ("version", "version", Kind::Text)];

const ORIGIN: &[Line] = &[
    ("policy/fingerprint", words::FINGERPRINT, &[("fingerprint", "policy/fingerprint", Kind::Text)]),
    ("asOf", words::AS_OF, &[("date", "asOf", Kind::Day)]),
];

const NOTE: &[Place] = &[
    ("waiver", "waiver/approvedBy", ROLE),
    ("may", "installments/mayDo", ROLE),
    ("plan", "installments/approvedBy", ROLE),
    ("agency", "escalation/agency/approvedBy", ROLE),
    ("litigation", "escalation/litigation/approvedBy", ROLE),
];

impl Renderer<'_> {
    /// The lines of which the answer has what they are about.
    fn lines(&self, node: Node<'_>, table: &[Line], lines: &mut Vec<String>) {
        for (field, words, places) in table {
            if node.at(field).is_there() {
                lines.push(self.tell(words, node, places, &[]));
            }
        }
    }

    /// What is due: a sentence, and at the full level every part.
    pub(super) fn due(&self, level: Level) -> Section {
        let mut lines = vec![self.due_sentence()];
        if level == Level::Full && self.owes() {
            self.parts(&mut lines);
            self.standing(&mut lines);
        }
        self.section("due", &words::HEAD_DUE, lines)
    }

    fn is_past_due(&self) -> bool {
        self.answer.count("delinquency/daysPastDue") > 0
    }

    /// Whether anything is owed, also where it does not count for days past due.
    fn owes(&self) -> bool {
        let total = self.answer.at("due/total");
        self.is_past_due() || !total.is_there() || self.answer.is_positive("due/total")
    }

    fn due_sentence(&self) -> String {
        let has_total = self.answer.at("due/total").is_there();
        let pattern = match (self.is_past_due(), has_total) {
            (true, true) => &words::DUE,
            (true, false) => &words::DUE_OPEN,
            (false, _) if self.owes() => &words::DUE_UNCOUNTED,
            (false, _) => &words::DUE_NONE,
        };
        self.tell(pattern, self.answer, DUE, &[("growth", &self.growth())])
    }

    fn growth(&self) -> String {
        if !self.answer.is_positive("due/dailyGrowth") {
            return String::new();
        }
        self.tell_within(&words::GROWTH, self.answer, &[("amount", "due/dailyGrowth", Kind::Figure)], &[])
    }

    fn parts(&self, lines: &mut Vec<String>) {
        let due = self.answer.at("due");
        for (name, words) in &names::COMPONENTS {
            let is_waiver = *name == "waived";
            if is_waiver && !due.is_positive(name) {
                continue;
            }
            let pattern = if is_waiver { &words::WAIVED } else { &words::PART };
            let amount = self.show(due.at(name), Kind::Figure);
            lines.push(self.tell(pattern, due, &[], &[("name", self.word(words)), ("amount", &amount)]));
        }
        self.lines(due, TOMORROW, lines);
    }

    fn standing(&self, lines: &mut Vec<String>) {
        let standing = self.answer.at("delinquency");
        self.lines(standing, STANDING, lines);
        let both = standing.at("classByDays").is_there();
        let pattern = if both { &words::CLASSES_BOTH } else { &words::CLASSES };
        lines.push(self.tell(pattern, standing, CLASSES, &[]));
        self.lines(standing, TIER, lines);
    }

    /// Penalty and compound interest, segment by segment, with their sums.
    pub(super) fn working(&self) -> Section {
        let due = self.answer.at("due");
        let mut lines = Vec::new();
        for line in self.answer.list("penalty/lines") {
            self.line(line, &mut lines);
        }
        for name in ["penalty", "compound"] {
            let charged = self.answer.list("penalty/lines").any(|line| line.text("component") == name);
            let amount = due.at(name);
            if charged && amount.is_there() {
                let given =
                    [("name", self.look(&names::COMPONENTS, name)), ("amount", &*self.show(amount, Kind::Figure))];
                lines.push(self.tell(&words::SUM, due, &[], &given));
            }
        }
        if !due.at("penalty").is_there() || !due.at("compound").is_there() {
            lines.push(self.word(&words::CHARGES_OPEN).to_owned());
        } else if lines.is_empty() {
            lines.push(self.word(&words::NO_CHARGES).to_owned());
        }
        self.section("working", &words::HEAD_WORKING, lines)
    }

    fn line(&self, line: Node<'_>, lines: &mut Vec<String>) {
        let what = self.tell(&words::LINE, line, LINE, &[]);
        let before = lines.len();
        for segment in line.list("segments") {
            let sign = if is_whole_fen(segment.text("exact")) { "=" } else { "≈" };
            lines.push(self.tell(&words::SEGMENT, segment, SEGMENT, &[("line", &what), ("sign", sign)]));
        }
        for adjustment in line.list("adjustments") {
            if let Some(pattern) = look(tables::ADJUSTED, adjustment.text("by")) {
                lines.push(self.tell(pattern, adjustment, ADJUSTMENT, &[("line", &what)]));
            }
        }
        if lines.len() != before.saturating_add(1) {
            lines.push(self.tell(&words::LINE_TOTAL, line, AMOUNT, &[("line", &what)]));
        }
    }

    /// The plans on offer; the payments by date of those that are not ruled out.
    pub(super) fn plans(&self, decision: Node<'_>) -> Section {
        let mut lines = Vec::new();
        if decision.at("limit").is_there() && decision.list("options").next().is_some() {
            lines.push(self.tell(&words::LIMIT, decision, &[("amount", "limit", Kind::Figure)], &[]));
        }
        for plan in decision.list("options") {
            lines.push(self.plan(plan));
        }
        for plan in decision.list("options").filter(|plan| plan.text("feasible") != "no") {
            let periods = plan.count("periods").to_string();
            for row in plan.list("schedule") {
                lines.push(self.tell(&words::ROW, row, ROW, &[("periods", &periods)]));
            }
        }
        self.section("plans", &words::HEAD_PLANS, lines)
    }

    fn plan(&self, plan: Node<'_>) -> String {
        let mut share = String::new();
        if plan.at("shareOfIncome").is_there() {
            share = self.tell_within(&words::SHARE, plan, &[("share", "shareOfIncome", Kind::Share)], &[]);
        }
        let feasible = self.show(plan.at("feasible"), Kind::Word(tables::FEASIBILITIES));
        let given = [("feasible", &*feasible), ("last", &*self.last(plan)), ("share", &*share)];
        self.tell(&words::PLAN, plan, PLAN, &given)
    }

    /// The last payment, where it is not as the others.
    pub(super) fn last(&self, plan: Node<'_>) -> String {
        if plan.money("lastPayment") == plan.money("payment") {
            return String::new();
        }
        self.tell_within(&words::LAST, plan, &[("amount", "lastPayment", Kind::Figure)], &[])
    }

    /// How it was computed.
    pub(super) fn conventions(&self) -> Section {
        let conventions = self.answer.at("conventions");
        let mut lines = vec![
            self.tell(&words::DAY_COUNT, conventions, DAY_COUNT, &[]),
            self.look(tables::DAYS_COUNTED, conventions.text("daysCounted")).to_owned(),
        ];
        if let Some(rounding) = look(tables::STAGES, conventions.text("rounding/stage")) {
            lines.push(self.tell(rounding, conventions, MODE, &[]));
        }
        self.charges(conventions.at("charges"), &mut lines);
        lines.push(self.tell(&words::PLAN_INTEREST, conventions, PLAN_INTEREST, &[]));
        let allocation = conventions.at("allocation");
        if allocation.is_there() {
            self.allocation(allocation, &mut lines);
        }
        let records: Vec<String> = conventions.list("assumedNone").map(|record| self.record(record)).collect();
        if !records.is_empty() {
            let names = records.join(self.word(&words::COMMA));
            lines.push(self.tell(&words::ASSUMED_NONE, conventions, &[], &[("names", &names)]));
        }
        if conventions.count("laterEvents") > 0 {
            lines.push(self.tell(&words::LATER, conventions, &[("count", "laterEvents", Kind::Number)], &[]));
        }
        self.section("conventions", &words::HEAD_CONVENTIONS, lines)
    }

    /// The settings of charges that are not off.
    fn charges(&self, charges: Node<'_>, lines: &mut Vec<String>) {
        let grace = charges.at("grace");
        if let Some(pattern) = look(tables::GRACES, grace.text("mode")).filter(|_| grace.count("days") > 0) {
            lines.push(self.tell(pattern, grace, GRACE, &[]));
        }
        if charges.is_positive("tolerance") {
            lines.push(self.tell(&words::TOLERANCE, charges, TOLERANCE, &[]));
        }
        self.lines(charges, MINIMUM, lines);
        self.bases(charges, lines);
        self.lines(charges, CAPS, lines);
        let stacking = self.look(tables::FEE_STACKINGS, charges.text("feeStacking"));
        if !stacking.is_empty() {
            lines.push(stacking.to_owned());
        }
    }

    /// What bears penalty and compound interest, where it is not what it mostly is.
    fn bases(&self, charges: Node<'_>, lines: &mut Vec<String>) {
        if charges.text("penaltyBase") != "principal" {
            lines.push(self.tell(&words::PENALTY_BASE, charges, PENALTY_BASE, &[]));
        }
        let rate = charges.at("compoundRate");
        if !rate.is_there() {
            lines.push(self.word(&words::NO_COMPOUND).to_owned());
        } else if rate.text("beforeMaturity") != "penalty" || rate.text("afterMaturity") != "penalty" {
            lines.push(self.tell(&words::COMPOUND_RATE, rate, COMPOUND_RATE, &[]));
        }
        if charges.at("compoundOnPenalty").is_true() {
            lines.push(self.word(&words::COMPOUND_ON_PENALTY).to_owned());
        }
    }

    fn record(&self, record: Node<'_>) -> String {
        let name = record.own_text();
        look(&words::RECORDS, name).map_or_else(|| figures::quoted(name), |words| self.word(words).to_owned())
    }

    /// Which policy computed the answer, for which day.
    pub(super) fn policy_section(&self) -> Section {
        let policy = self.answer.at("policy");
        let title = self.policy.filter(|known| known.id == policy.text("id")).map(|known| known.title.of(self.locale));
        let pattern = if title.is_some() { &words::POLICY } else { &words::POLICY_BARE };
        let mut lines = vec![self.tell(pattern, policy, POLICY, &[("title", title.unwrap_or(""))])];
        if !self.same {
            lines.push(self.word(&words::OTHER_VERSION).to_owned());
        }
        self.lines(self.answer, ORIGIN, &mut lines);
        self.section("policy", &words::HEAD_POLICY, lines)
    }

    /// That it is an estimate, and who decides.
    pub(super) fn note(&self) -> Section {
        self.section("note", &words::HEAD_NOTE, vec![self.tell(&words::NOTE, self.answer, NOTE, &[])])
    }
}

/// Whether an unrounded amount, a reduced fraction of yuan, is a whole number of fen.
fn is_whole_fen(exact: &str) -> bool {
    let denominator = exact.split_once('/').and_then(|(_, denominator)| denominator.parse::<u64>().ok());
    denominator.and_then(|denominator| 100_u64.checked_rem(denominator)) == Some(0)
}
