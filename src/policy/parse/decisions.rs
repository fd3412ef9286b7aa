//! Reading the sections that decide: delinquency, penalty, waiver, installment, escalation.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::policy::model::{
    AmountBand, Class, DayBand, Delinquency, Escalation, Installment, PlanInterest, RiskTier, Step, Waiver,
};
use crate::policy::parse::conditions::{Scope, share_limit};
use crate::policy::parse::context::{Context, check_ids, outcomes, periods, role, rounding, share, words};
use crate::policy::parse::scales::{check_amounts, check_days, check_spans};
use crate::reader::{Fields, Path, count, list, money, one_of, report};

impl Context<'_> {
    pub(super) fn delinquency(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Delinquency> {
        let fields = Fields::open(value, path, &["condition", "classes", "classesByAmount", "riskTiers"], problems)?;
        let overdue = self.condition(fields, Scope::Loan, path, problems);
        let classes = fields.required("classes", path, problems, |value, path, problems| {
            self.scale(value, &Class::NAMES, path, problems)
        });
        let risk_tiers = fields.required("riskTiers", path, problems, |value, path, problems| {
            self.scale(value, &RiskTier::NAMES, path, problems)
        });
        let classes_by_amount = fields.optional("classesByAmount", path, problems, |value, path, problems| {
            self.amount_scale(value, path, problems)
        });
        Some(Delinquency { overdue: overdue?, classes: classes?, classes_by_amount, risk_tiers: risk_tiers? })
    }

    /// A scale of day bands that starts at day 1, has neither gap nor overlap, and ends open.
    fn scale<T: Copy>(
        self,
        value: &Value,
        names: &[(&str, T)],
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<DayBand<T>>> {
        let bands =
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.band(value, names, path, problems))?;
        check_ids(Some(value), "name", path, problems);
        check_spans(value, path, problems);
        Some(bands)
    }

    fn amount_scale(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<AmountBand>> {
        let bands =
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.amount_band(value, path, problems))?;
        check_ids(Some(value), "name", path, problems);
        check_amounts(value, path, problems);
        Some(bands)
    }

    fn amount_band(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<AmountBand> {
        let fields = Fields::open(value, path, &["name", "fromAmount", "toAmount", "source"], problems)?;
        let name = fields
            .required("name", path, problems, |value, path, problems| one_of(value, &Class::NAMES, path, problems));
        let from_amount = fields.required("fromAmount", path, problems, money);
        let to_amount = fields.optional("toAmount", path, problems, money);
        let source = self.source_of(fields, path, problems);
        if let (Some(first), Some(last)) = (from_amount, to_amount)
            && last < first
        {
            let (low, high) = (first.to_string(), last.to_string());
            report(problems, ProblemCode::BoundsCrossed, path.field("toAmount"), &low, &high);
        }
        Some(AmountBand { name: name?, from_amount: from_amount?, to_amount, source: source? })
    }

    pub(super) fn band<T: Copy>(
        self,
        value: &Value,
        names: &[(&str, T)],
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<DayBand<T>> {
        let fields = Fields::open(value, path, &["name", "label", "fromDays", "toDays", "source"], problems)?;
        let name =
            fields.required("name", path, problems, |value, path, problems| one_of(value, names, path, problems));
        let from_days = fields.required("fromDays", path, problems, count);
        let to_days = fields.optional("toDays", path, problems, count);
        let label = fields.required("label", path, problems, words);
        let source = self.source_of(fields, path, problems);
        check_days(from_days, to_days, path.field("toDays"), problems);
        Some(DayBand { name: name?, label: label?, from_days: from_days?, to_days, source: source? })
    }

    pub(super) fn waiver(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Waiver> {
        let fields = Fields::open(value, path, &["condition", "shareMax", "rounding", "approvedBy"], problems)?;
        let condition = self.condition(fields, Scope::Loan, path, problems);
        let share_max = fields.get("shareMax").and_then(|_| self.cited(fields, "shareMax", path, problems, share));
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        Some(Waiver { condition: condition?, share_max, rounding: rounding?, approved_by: approved_by? })
    }

    pub(super) fn installment(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Installment> {
        let known = [
            "condition",
            "periodsMin",
            "periodsMax",
            "rounding",
            "interest",
            "firstPaymentMonths",
            "mayDo",
            "approvedBy",
        ];
        let fields = Fields::open(value, path, &known, problems)?;
        let periods_min = self.cited(fields, "periodsMin", path, problems, periods);
        let periods_max = self.cited(fields, "periodsMax", path, problems, periods);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let interest = self.cited(fields, "interest", path, problems, |value, path, problems| {
            one_of(value, &PlanInterest::NAMES, path, problems)
        });
        let first_payment_months = self.cited(fields, "firstPaymentMonths", path, problems, periods);
        let may_do = self.cited(fields, "mayDo", path, problems, role);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        let condition = self.condition(fields, Scope::Plan, path, problems);
        if let (Some(least), Some(most)) = (&periods_min, &periods_max)
            && least.value > most.value
        {
            let (low, high) = (least.value.to_string(), most.value.to_string());
            report(problems, ProblemCode::BoundsCrossed, path.field("periodsMax").field("value"), &low, &high);
        }
        let (periods_min, periods_max, condition) = (periods_min?, periods_max?, condition?);
        Some(Installment {
            periods_min,
            periods_max,
            rounding: rounding?,
            interest: interest?,
            first_payment_months: first_payment_months?,
            share_limit: share_limit(&condition.root),
            condition,
            may_do: may_do?,
            approved_by: approved_by?,
        })
    }

    pub(super) fn escalation(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Escalation> {
        let known = ["failedOutcomes", "reachedOutcomes", "litigation", "agency", "litigationFile", "agencyChecklist"];
        let fields = Fields::open(value, path, &known, problems)?;
        let failed_outcomes = self.cited(fields, "failedOutcomes", path, problems, outcomes);
        let reached_outcomes = self.cited(fields, "reachedOutcomes", path, problems, outcomes);
        let litigation =
            fields.required("litigation", path, problems, |value, path, problems| self.step(value, path, problems));
        let agency =
            fields.required("agency", path, problems, |value, path, problems| self.step(value, path, problems));
        let litigation_file = self.items(fields, "litigationFile", path, problems);
        let agency_checklist = self.items(fields, "agencyChecklist", path, problems);
        let (failed_outcomes, reached_outcomes) = (failed_outcomes?, reached_outcomes?);
        Some(Escalation {
            failed_outcomes,
            reached_outcomes,
            litigation: litigation?,
            agency: agency?,
            litigation_file: litigation_file?,
            agency_checklist: agency_checklist?,
        })
    }

    pub(super) fn step(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Step> {
        let fields = Fields::open(value, path, &["condition", "approvedBy"], problems)?;
        let condition = self.condition(fields, Scope::Loan, path, problems);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        Some(Step { condition: condition?, approved_by: approved_by? })
    }
}
