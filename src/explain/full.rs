//! What is due and how it came about, the plans, the conventions, the policy, and who decides.

use super::view::{Charge, ChargesView, LineView, PlanView, SegmentView};
use super::{Level, Renderer, Section, figures, words};
use crate::calendar::DaysCounted;
use crate::decision::OutcomeWord;
use crate::money::{Money, Stage};
use crate::names;
use crate::policy::model::Class;
use crate::policy::penalty::{ChargedRate, CompoundRate, FeeStacking, GraceMode, PenaltyBase};
use crate::rules::ledger::{AdjustedBy, Adjustment};

impl Renderer<'_> {
    /// What is due: a sentence, and at the full level every part.
    pub(super) fn due(&self, level: Level) -> Section {
        let mut lines = vec![self.due_sentence()];
        if level == Level::Full && self.owes() {
            lines.extend(self.parts());
            lines.extend(self.standing());
        }
        self.section("due", words::HEAD_DUE, lines)
    }

    /// Whether anything is owed, also where it does not count for days past due.
    fn owes(&self) -> bool {
        self.view.standing.days_past_due > 0 || self.view.due.total.is_none_or(Money::is_positive)
    }

    fn due_sentence(&self) -> String {
        let (standing, due) = (&self.view.standing, &self.view.due);
        let date = figures::date(self.view.as_of, self.locale);
        if standing.days_past_due == 0 {
            let total = due.total.map_or_else(|| self.word(words::NOT_KNOWN).to_owned(), |total| self.amount(total));
            let pattern = if self.owes() { words::DUE_UNCOUNTED } else { words::DUE_NONE };
            return self.say(pattern, &[("date", &date), ("total", &total)]);
        }
        let days = figures::days(standing.days_past_due, self.locale);
        let class = self.class(standing.class);
        let Some(total) = due.total else {
            let principal = self.amount(due.principal);
            let values = [("date", &*date), ("days", &days), ("class", class), ("principal", &principal)];
            return self.say(words::DUE_OPEN, &values);
        };
        let (total, growth) = (self.amount(total), self.growth());
        self.say(
            words::DUE,
            &[("date", &date), ("days", &days), ("class", class), ("total", &total), ("growth", &growth)],
        )
    }

    fn growth(&self) -> String {
        let growth = self.view.due.daily_growth.filter(|growth| growth.is_positive());
        growth.map_or(String::new(), |growth| self.say_within(words::GROWTH, &[("amount", &self.amount(growth))]))
    }

    fn parts(&self) -> Vec<String> {
        let due = &self.view.due;
        let parts = [
            ("principal", Some(due.principal)),
            ("interest", due.interest),
            ("fees", Some(due.fees)),
            ("penalty", due.penalty),
            ("compound", due.compound),
        ];
        let mut lines: Vec<String> = parts.iter().map(|(name, amount)| self.part(name, *amount)).collect();
        if due.waived.is_positive() {
            let values = [("name", self.component("waived")), ("amount", &*self.amount(due.waived))];
            lines.push(self.say(words::WAIVED, &values));
        }
        lines.push(self.part("total", due.total));
        lines.extend(due.daily_growth.map(|growth| self.say(words::TOMORROW, &[("amount", &self.amount(growth))])));
        lines
    }

    fn part(&self, name: &str, amount: Option<Money>) -> String {
        let shown = amount.map_or_else(|| self.word(words::NOT_KNOWN).to_owned(), |amount| self.amount(amount));
        self.say(words::PART, &[("name", self.component(name)), ("amount", &shown)])
    }

    fn standing(&self) -> Vec<String> {
        let standing = &self.view.standing;
        let class = self.class(standing.class);
        let mut lines = Vec::new();
        if let Some(oldest) = standing.oldest_due_on {
            lines.push(self.say(words::OLDEST, &[("date", &figures::date(oldest, self.locale))]));
        }
        if let Some(from) = standing.counted_from {
            lines.push(self.say(words::COUNTED_FROM, &[("date", &figures::date(from, self.locale))]));
        }
        lines.push(match standing.class_by_days {
            Some(by_days) => {
                let (by_days, by_amount) = (self.class(Some(by_days)), self.class(standing.class_by_amount));
                self.say(words::CLASSES_BOTH, &[("class", class), ("days", by_days), ("amount", by_amount)])
            }
            None => self.say(words::CLASSES, &[("class", class)]),
        });
        if let Some(tier) = standing.risk_tier {
            lines.push(self.say(words::TIER, &[("tier", self.word(names::risk_tier(tier)))]));
        }
        lines
    }

    fn class(&self, class: Option<Class>) -> &'static str {
        self.word(class.map_or(words::CLASS_OPEN, names::class))
    }

    pub(super) fn amount(&self, amount: Money) -> String {
        figures::amount(amount, self.locale)
    }

    /// Penalty and compound interest, segment by segment, with their sums.
    pub(super) fn working(&self) -> Section {
        let due = &self.view.due;
        let mut lines: Vec<String> = self.view.lines.iter().flat_map(|line| self.line(line)).collect();
        let sums = [(Charge::Penalty, due.penalty), (Charge::Compound, due.compound)];
        for (charge, amount) in sums {
            let charged = self.view.lines.iter().any(|line| line.charge == charge);
            if let Some(amount) = amount.filter(|_| charged) {
                let values = [("name", self.component(name(charge))), ("amount", &*self.amount(amount))];
                lines.push(self.say(words::SUM, &values));
            }
        }
        if due.penalty.is_none() || due.compound.is_none() {
            lines.push(self.word(words::CHARGES_OPEN).to_owned());
        } else if lines.is_empty() {
            lines.push(self.word(words::NO_CHARGES).to_owned());
        }
        self.section("working", words::HEAD_WORKING, lines)
    }

    fn line(&self, line: &LineView<'_>) -> Vec<String> {
        let due_on = figures::date(line.due_on, self.locale);
        let values = [("name", self.component(name(line.charge))), ("date", &*due_on)];
        let what = self.say(words::LINE, &values);
        let mut lines: Vec<String> = line.segments.iter().map(|segment| self.segment(&what, segment)).collect();
        lines.extend(line.adjustments.iter().map(|adjustment| self.adjustment(&what, adjustment)));
        if lines.len() != 1 {
            lines.push(self.say(words::LINE_TOTAL, &[("line", &what), ("amount", &self.amount(line.amount))]));
        }
        lines
    }

    fn adjustment(&self, line: &str, adjustment: &Adjustment) -> String {
        let (amount, bound) = (self.amount(adjustment.amount), self.amount(adjustment.bound));
        let pattern = match adjustment.by {
            AdjustedBy::MinimumCharge => words::RAISED_TO_MINIMUM,
            AdjustedBy::ShareOfPrincipalMax => words::CUT_TO_SHARE,
            AdjustedBy::TotalCostMax => words::CUT_TO_COST,
            AdjustedBy::Paid => words::PAID_ALREADY,
        };
        self.say(pattern, &[("line", line), ("amount", &amount), ("bound", &bound)])
    }

    fn segment(&self, line: &str, segment: &SegmentView<'_>) -> String {
        let values = [
            ("line", line.to_owned()),
            ("from", figures::date(segment.from, self.locale)),
            ("to", figures::date(segment.to, self.locale)),
            ("days", figures::days(segment.days, self.locale)),
            ("base", self.amount(segment.base)),
            ("rate", figures::per_cent(segment.annual_rate)),
            ("formula", figures::quoted(segment.formula)),
            ("sign", if is_whole_fen(segment.exact) { "=" } else { "≈" }.to_owned()),
            ("amount", self.amount(segment.amount)),
        ];
        self.say(words::SEGMENT, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// The plans on offer; the payments by date of those that are not ruled out.
    pub(super) fn plans(&self) -> Section {
        let installments = &self.view.installments;
        let mut lines = Vec::new();
        if let Some(limit) = installments.limit.filter(|_| !installments.options.is_empty()) {
            lines.push(self.say(words::LIMIT, &[("amount", &self.amount(limit))]));
        }
        lines.extend(installments.options.iter().map(|plan| self.plan(plan)));
        for plan in installments.options.iter().filter(|plan| plan.feasible != OutcomeWord::No) {
            lines.extend(self.rows(plan));
        }
        self.section("plans", words::HEAD_PLANS, lines)
    }

    fn plan(&self, plan: &PlanView<'_>) -> String {
        let share = plan
            .share_of_income
            .map_or(String::new(), |share| self.say_within(words::SHARE, &[("share", &figures::per_cent(share))]));
        let values = [
            ("periods", plan.periods.to_string()),
            ("feasible", self.word(words::feasible(plan.feasible)).to_owned()),
            ("payment", self.amount(plan.payment)),
            ("last", self.last(plan)),
            ("share", share),
        ];
        self.say(words::PLAN, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// The last payment, where it is not as the others.
    pub(super) fn last(&self, plan: &PlanView<'_>) -> String {
        let last = Some(plan.last_payment).filter(|last| *last != plan.payment);
        last.map_or(String::new(), |last| self.say_within(words::LAST, &[("amount", &self.amount(last))]))
    }

    fn rows(&self, plan: &PlanView<'_>) -> Vec<String> {
        let periods = plan.periods.to_string();
        let row = |row: &super::view::RowView| {
            let (date, payment) = (figures::date(row.due_on, self.locale), self.amount(row.payment));
            let balance = self.amount(row.balance);
            let values = [("periods", &*periods), ("date", &date), ("payment", &payment), ("balance", &balance)];
            self.say(words::ROW, &values)
        };
        plan.schedule.iter().map(row).collect()
    }

    /// How it was computed.
    pub(super) fn conventions(&self) -> Section {
        let conventions = &self.view.conventions;
        let day_count = self.word(names::day_count(conventions.day_count));
        let mode = self.word(names::rounding(conventions.rounding));
        let ends = match conventions.days_counted {
            DaysCounted::Start => words::HEAD_NOT_TAIL,
            DaysCounted::End => words::TAIL_NOT_HEAD,
            DaysCounted::Both => words::BOTH_ENDS,
            DaysCounted::Neither => words::NEITHER_END,
        };
        let rounding = match conventions.stage {
            Stage::Line => words::ROUNDING,
            Stage::Once => words::ROUNDING_ONCE,
            Stage::Segment => words::ROUNDING_SEGMENT,
        };
        let mut lines = vec![
            self.say(words::DAY_COUNT, &[("name", day_count), ("code", conventions.day_count.name())]),
            self.word(ends).to_owned(),
            self.say(rounding, &[("mode", mode)]),
        ];
        lines.extend(self.charges(&conventions.charges));
        let plan_interest = self.word(names::plan_interest(conventions.plan_interest));
        lines.push(self.say(words::PLAN_INTEREST, &[("name", plan_interest)]));
        lines.extend(conventions.allocation.iter().flat_map(|allocation| self.allocation(allocation)));
        if !conventions.assumed_none.is_empty() {
            let records: Vec<String> = conventions.assumed_none.iter().map(|record| self.record(record)).collect();
            let records = self.joined(&records, words::COMMA);
            lines.push(self.say(words::ASSUMED_NONE, &[("names", &records)]));
        }
        if conventions.later_events > 0 {
            lines.push(self.say(words::LATER, &[("count", &conventions.later_events.to_string())]));
        }
        self.section("conventions", words::HEAD_CONVENTIONS, lines)
    }

    /// The settings of charges that are not off.
    fn charges(&self, charges: &ChargesView<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        if charges.grace.days > 0 {
            let pattern = match charges.grace.mode {
                GraceMode::Exclusive => words::GRACE_EXCLUSIVE,
                GraceMode::Inclusive => words::GRACE_INCLUSIVE,
                GraceMode::ClassificationOnly => words::GRACE_CLASSIFICATION,
            };
            lines.push(self.say(pattern, &[("days", &figures::days(charges.grace.days, self.locale))]));
        }
        let tolerance = Some(charges.tolerance).filter(|amount| amount.is_positive());
        let amounts = [(words::TOLERANCE, tolerance), (words::MINIMUM, charges.minimum_charge)];
        for (pattern, amount) in amounts {
            lines.extend(amount.map(|amount| self.say(pattern, &[("amount", &self.amount(amount))])));
        }
        lines.extend(self.bases(charges));
        let caps = [
            (words::RATE_MAX, charges.rate_max),
            (words::SHARE_MAX, charges.share_of_principal_max),
            (words::COST_MAX, charges.total_cost_max),
        ];
        for (pattern, share) in caps {
            lines.extend(share.map(|share| self.say(pattern, &[("share", &figures::per_cent(share))])));
        }
        let once = charges.fee_stacking == FeeStacking::OncePerLabel;
        lines.extend(once.then(|| self.word(words::FEES_ONCE).to_owned()));
        lines
    }

    /// What bears penalty and compound interest, where it is not what it mostly is.
    fn bases(&self, charges: &ChargesView<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        if charges.penalty_base != PenaltyBase::Principal {
            let name = self.word(words::penalty_base(charges.penalty_base));
            lines.push(self.say(words::PENALTY_BASE, &[("name", name)]));
        }
        match charges.compound_rate {
            None => lines.push(self.word(words::NO_COMPOUND).to_owned()),
            Some(CompoundRate { before_maturity: ChargedRate::Penalty, after_maturity: ChargedRate::Penalty }) => {}
            Some(rate) => {
                let before = self.word(words::charged_rate(rate.before_maturity));
                let after = self.word(words::charged_rate(rate.after_maturity));
                lines.push(self.say(words::COMPOUND_RATE, &[("before", before), ("after", after)]));
            }
        }
        lines
    }

    fn record(&self, record: &str) -> String {
        let known = words::RECORDS.iter().find(|(known, _)| *known == record);
        known.map_or_else(|| figures::quoted(record), |(_, words)| words.of(self.locale).to_owned())
    }

    /// Which policy computed the answer, for which day.
    pub(super) fn policy_section(&self) -> Section {
        let policy = self.view.policy;
        let (id, version) = (figures::quoted(policy.id), figures::quoted(policy.version));
        let title = self.policy.filter(|known| known.id == policy.id).map(|known| known.title.of(self.locale));
        let mut lines = vec![match title {
            Some(title) => self.say(words::POLICY, &[("title", title), ("id", &id), ("version", &version)]),
            None => self.say(words::POLICY_BARE, &[("id", &id), ("version", &version)]),
        }];
        if !self.same {
            lines.push(self.word(words::OTHER_VERSION).to_owned());
        }
        lines.push(self.say(words::FINGERPRINT, &[("fingerprint", &figures::quoted(policy.fingerprint))]));
        lines.push(self.say(words::AS_OF, &[("date", &figures::date(self.view.as_of, self.locale))]));
        self.section("policy", words::HEAD_POLICY, lines)
    }

    /// That it is an estimate, and who decides.
    pub(super) fn note(&self) -> Section {
        let (view, role) = (self.view, |role| self.role(role));
        let values = [
            ("waiver", role(view.waiver.approved_by)),
            ("may", role(view.installments.may_do)),
            ("plan", role(view.installments.approved_by)),
            ("agency", role(view.agency.approved_by)),
            ("litigation", role(view.litigation.approved_by)),
        ];
        self.section("note", words::HEAD_NOTE, vec![self.say(words::NOTE, &values)])
    }
}

fn name(charge: Charge) -> &'static str {
    match charge {
        Charge::Penalty => "penalty",
        Charge::Compound => "compound",
    }
}

/// Whether an unrounded amount, a reduced fraction of yuan, is a whole number of fen.
fn is_whole_fen(exact: &str) -> bool {
    let denominator = exact.split_once('/').and_then(|(_, denominator)| denominator.parse::<u64>().ok());
    denominator.and_then(|denominator| 100_u64.checked_rem(denominator)) == Some(0)
}
