//! Reading the sections that decide: delinquency, penalty, waiver, installment, escalation.

use serde_json::Value;

use crate::calendar::DayCount;
use crate::error::{ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::money::Money;
use crate::policy::model::{
    AmountBand, Class, DayBand, Delinquency, Escalation, Installment, Penalty, PlanInterest, RiskTier, Step, Waiver,
};
use crate::policy::parse::conditions::share_limit;
use crate::policy::parse::context::{Context, outcomes, periods, role, rounding, share, words};
use crate::reader::{Fields, Path, count, list, money, one_of, report, yes_no};

impl Context<'_> {
    pub(super) fn delinquency(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Delinquency> {
        let fields = Fields::open(value, path, &["condition", "classes", "classesByAmount", "riskTiers"], problems)?;
        let overdue = self.condition(fields, path, problems);
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
        let spans = bands.iter().map(|band| (band.from_days, band.to_days));
        check_spans(spans, path, problems);
        Some(bands)
    }

    fn amount_scale(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<AmountBand>> {
        let bands =
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.amount_band(value, path, problems))?;
        let mut next = Some(Money::ZERO);
        for (index, band) in bands.iter().enumerate() {
            if next != Some(band.from_amount) {
                let before = next.map_or("an open band".to_owned(), |amount| amount.to_string());
                let given = band.from_amount.to_string();
                report(problems, ProblemCode::ScaleBroken, path.entry(index).field("fromAmount"), &given, &before);
            }
            next = band.to_amount.map(|last| last.plus(Money::from_fen(1)));
        }
        if next.is_some() {
            report(problems, ProblemCode::ScaleBroken, path, "the end of the scale", "an open band");
        }
        Some(bands)
    }

    fn amount_band(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<AmountBand> {
        let fields = Fields::open(value, path, &["name", "fromAmount", "toAmount", "source"], problems)?;
        let name = fields
            .required("name", path, problems, |value, path, problems| one_of(value, &Class::NAMES, path, problems));
        let from_amount = fields.required("fromAmount", path, problems, money);
        let to_amount = fields.optional("toAmount", path, problems, money);
        let source = self.source_of(fields, path, problems);
        let (name, from_amount) = (name?, from_amount?);
        if let Some(last) = to_amount.filter(|last| *last < from_amount) {
            let (low, high) = (from_amount.to_string(), last.to_string());
            report(problems, ProblemCode::BoundsCrossed, path.field("toAmount"), &low, &high);
        }
        Some(AmountBand { name, from_amount, to_amount, source: source? })
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
        let (name, from_days) = (name?, from_days?);
        if to_days.is_some_and(|last| last < from_days) {
            let last = to_days.unwrap_or(0).to_string();
            report(problems, ProblemCode::BoundsCrossed, path.field("toDays"), &from_days.to_string(), &last);
        }
        Some(DayBand { name, label: label?, from_days, to_days, source: source? })
    }

    pub(super) fn penalty(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Penalty> {
        let known = ["markup", "dayCount", "rounding", "compoundOnInterest"];
        let fields = Fields::open(value, path, &known, problems)?;
        let markup = self.cited(fields, "markup", path, problems, share);
        let day_count = self.cited(fields, "dayCount", path, problems, |value, path, problems| {
            one_of(value, &DayCount::NAMES, path, problems)
        });
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let compound_on_interest = self.cited(fields, "compoundOnInterest", path, problems, yes_no);
        let (markup, day_count) = (markup?, day_count?);
        Some(Penalty { markup, day_count, rounding: rounding?, compound_on_interest: compound_on_interest? })
    }

    pub(super) fn waiver(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Waiver> {
        let fields = Fields::open(value, path, &["condition", "shareMax", "rounding", "approvedBy"], problems)?;
        let condition = self.condition(fields, path, problems);
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
        let condition = self.condition(fields, path, problems)?;
        let (periods_min, periods_max) = (periods_min?, periods_max?);
        if periods_min.value > periods_max.value {
            let (low, high) = (periods_min.value.to_string(), periods_max.value.to_string());
            report(problems, ProblemCode::BoundsCrossed, path.field("periodsMax"), &low, &high);
        }
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
        let (failed_outcomes, reached_outcomes) = (failed_outcomes?, reached_outcomes?);
        let litigation_file = self.items(fields, "litigationFile", path, problems);
        let agency_checklist = self.items(fields, "agencyChecklist", path, problems);
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
        let condition = self.condition(fields, path, problems);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        Some(Step { condition: condition?, approved_by: approved_by? })
    }
}

/// Checks that spans of days start at day 1, follow each other without gap or overlap, and end open.
pub(super) fn check_spans(spans: impl Iterator<Item = (u32, Option<u32>)>, path: Path<'_>, problems: &mut Problems) {
    let mut next = Some(1_u32);
    for (index, (first, last)) in spans.enumerate() {
        if next != Some(first) {
            let before = next.map_or("an open band".to_owned(), |day| format!("day {}", day.saturating_sub(1)));
            let given = format!("day {first}");
            report(problems, ProblemCode::ScaleBroken, path.entry(index).field("fromDays"), &given, &before);
        }
        next = last.map(|last| last.saturating_add(1));
    }
    if next.is_some() {
        report(problems, ProblemCode::ScaleBroken, path, "the end of the scale", "an open band");
    }
}
