//! Reading the sections that decide: delinquency, waiver, installment, escalation.

use crate::json::Value;

use crate::error::ProblemCode;
use crate::policy::model::{
    AmountBand, Class, DayBand, Delinquency, Escalation, Fact, Installment, Node, Operator, RiskTier, Source, Step,
    Threshold, Waiver, Words,
};
use crate::policy::parse::checks::crossed;
use crate::policy::parse::conditions::{Scope, share_limit};
use crate::policy::parse::leaves::periods;
use crate::policy::parse::places::{Blank, Object, Read, Reading, blank};
use crate::policy::parse::scales::{check_amounts, check_days};
use crate::reader::{Path, report};

blank! {
    Delinquency { overdue, classes, classes_by_amount, risk_tiers }
    AmountBand { name, from_amount, to_amount, source }
    Waiver { condition, share_max, rounding, approved_by }
    Installment {
        periods_min, periods_max, rounding, interest, first_payment_months, rest_days, condition, share_limit,
        may_do, approved_by,
    }
    Escalation { failed_outcomes, reached_outcomes, litigation, agency, litigation_file, agency_checklist }
    Step { condition, approved_by }
}

impl<T: Blank> Blank for DayBand<T> {
    const BLANK: Self =
        Self { name: T::BLANK, label: Words::BLANK, from_days: 0, to_days: None, source: Source::BLANK };
}

impl Read for Delinquency {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["condition", "classes", "classesByAmount", "riskTiers"]);
        if at.condition("condition", Scope::Loan, &mut self.overdue) && !is_a_day_past_due(&self.overdue.root) {
            let reason = "a loan is overdue from its first day past due on, which grace and tolerance move";
            report(at.reading.problems, ProblemCode::NotSupported, path.field("condition"), "condition", reason);
        }
        at.scale("classes", "name", &mut self.classes);
        at.scale("riskTiers", "name", &mut self.risk_tiers);
        if at.optional("classesByAmount", &mut self.classes_by_amount) {
            at.check_ids("classesByAmount", "name");
            at.check("classesByAmount", check_amounts);
        }
        let classes = Class::NAMES.map(|(name, _)| name);
        at.check_worsening("classes", &classes);
        at.check_worsening("classesByAmount", &classes);
        at.check_worsening("riskTiers", &RiskTier::NAMES.map(|(name, _)| name));
        at.whole
    }
}

/// Whether a condition says what every decision goes by: that the loan is a day past due.
fn is_a_day_past_due(condition: &Node) -> bool {
    let Node::Compare(clause) = condition else { return false };
    let is_a_day = matches!(
        (clause.operator, &clause.threshold),
        (Operator::Gt, Threshold::Days(0)) | (Operator::Ge, Threshold::Days(1))
    );
    clause.fact == Fact::DaysPastDue && is_a_day
}

impl Read for AmountBand {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["name", "fromAmount", "toAmount", "source"]);
        at.required("name", &mut self.name);
        at.required("fromAmount", &mut self.from_amount);
        at.optional("toAmount", &mut self.to_amount);
        at.source(&mut self.source);
        if let Some(last) = self.to_amount.filter(|last| *last < self.from_amount) {
            crossed(&self.from_amount, &last, path.field("toAmount"), at.reading.problems);
        }
        at.whole
    }
}

impl<T: Read> Read for DayBand<T> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["name", "label", "fromDays", "toDays", "source"]);
        at.required("name", &mut self.name);
        fill_band(&mut at, &mut self.from_days, &mut self.to_days, &mut self.label, &mut self.source);
        at.whole
    }
}

/// What bands have besides their name. Outside of the reader of bands, so that it is compiled once.
#[inline(never)]
fn fill_band(
    at: &mut Object<'_, '_>,
    from_days: &mut u32,
    to_days: &mut Option<u32>,
    label: &mut Words,
    source: &mut Source,
) {
    at.required("fromDays", from_days);
    at.optional("toDays", to_days);
    at.required("label", label);
    at.source(source);
    check_days(Some(*from_days), *to_days, at.path.field("toDays"), at.reading.problems);
}

impl Read for Waiver {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["condition", "shareMax", "rounding", "approvedBy"]);
        at.condition("condition", Scope::Loan, &mut self.condition);
        at.optional("shareMax", &mut self.share_max);
        at.cited("rounding", &mut self.rounding);
        at.cited("approvedBy", &mut self.approved_by);
        at.whole
    }
}

const INSTALLMENT: [&str; 9] = [
    "condition",
    "periodsMin",
    "periodsMax",
    "rounding",
    "interest",
    "firstPaymentMonths",
    "restDays",
    "mayDo",
    "approvedBy",
];

impl Read for Installment {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &INSTALLMENT);
        let least = at.cited_by("periodsMin", &mut self.periods_min, periods);
        let most = at.cited_by("periodsMax", &mut self.periods_max, periods);
        at.cited("rounding", &mut self.rounding);
        at.cited("interest", &mut self.interest);
        at.cited_by("firstPaymentMonths", &mut self.first_payment_months, periods);
        at.cited("restDays", &mut self.rest_days);
        at.cited("mayDo", &mut self.may_do);
        at.cited("approvedBy", &mut self.approved_by);
        at.condition("condition", Scope::Plan, &mut self.condition);
        let (low, high) = (self.periods_min.value, self.periods_max.value);
        if least && most && low > high {
            crossed(&low, &high, path.field("periodsMax").field("value"), at.reading.problems);
        }
        self.share_limit = share_limit(&self.condition.root);
        at.whole
    }
}

impl Read for Escalation {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let known = ["failedOutcomes", "reachedOutcomes", "litigation", "agency", "litigationFile", "agencyChecklist"];
        let mut at = reading.open(value, path, &known);
        at.cited("failedOutcomes", &mut self.failed_outcomes);
        at.cited("reachedOutcomes", &mut self.reached_outcomes);
        at.required("litigation", &mut self.litigation);
        at.required("agency", &mut self.agency);
        at.items("litigationFile", &mut self.litigation_file);
        at.items("agencyChecklist", &mut self.agency_checklist);
        at.whole
    }
}

impl Read for Step {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["condition", "approvedBy"]);
        at.condition("condition", Scope::Loan, &mut self.condition);
        at.cited("approvedBy", &mut self.approved_by);
        at.whole
    }
}
