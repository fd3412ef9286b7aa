//! Reading the `penalty` section.

use crate::json::Value;

use crate::calendar::{DayCount, DaysCounted};
use crate::error::{ProblemCode, Problems};
use crate::limits::GRACE_DAYS_MAX;
use crate::money::{Rate, Stage};
use crate::policy::model::Cited;
use crate::policy::parse::context::{Context, rounding, share};
use crate::policy::penalty::{ChargedRate, CompoundRate, FeeStacking, Grace, GraceMode, Penalty, PenaltyBase};
use crate::reader::{Fields, Path, count, money, one_of, report, yes_no};

const PENALTY: [&str; 17] = [
    "markup",
    "misuseMarkup",
    "rateMax",
    "dayCount",
    "daysCounted",
    "rounding",
    "roundingStage",
    "grace",
    "tolerance",
    "minimumCharge",
    "penaltyBase",
    "compoundOnInterest",
    "compoundRate",
    "compoundOnPenalty",
    "totalCostMax",
    "shareOfPrincipalMax",
    "feeStacking",
];

impl Context<'_> {
    pub(super) fn penalty(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Penalty> {
        let fields = Fields::open(value, path, &PENALTY, problems)?;
        let markup = self.cited(fields, "markup", path, problems, share);
        let misuse_markup = self.cited(fields, "misuseMarkup", path, problems, share);
        check_markups(markup.as_ref(), misuse_markup.as_ref(), path, problems);
        let rate_max = self.share_if_any(fields, "rateMax", path, problems);
        let day_count = self.cited_word(fields, "dayCount", &DayCount::NAMES, path, problems);
        let days_counted = self.cited_word(fields, "daysCounted", &DaysCounted::NAMES, path, problems);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let rounding_stage = self.cited_word(fields, "roundingStage", &Stage::NAMES, path, problems);
        let grace = self.cited(fields, "grace", path, problems, grace);
        let tolerance = self.cited(fields, "tolerance", path, problems, money);
        let minimum_charge =
            fields.get("minimumCharge").and_then(|_| self.cited(fields, "minimumCharge", path, problems, money));
        let penalty_base = self.cited_word(fields, "penaltyBase", &PenaltyBase::NAMES, path, problems);
        let compound_on_interest = self.cited(fields, "compoundOnInterest", path, problems, yes_no);
        check_bases(penalty_base.as_ref(), compound_on_interest.as_ref(), path, problems);
        let compound_rate = self.cited(fields, "compoundRate", path, problems, compound_rate);
        let compound_on_penalty = self.cited(fields, "compoundOnPenalty", path, problems, switched_off);
        let total_cost_max = self.share_if_any(fields, "totalCostMax", path, problems);
        let share_of_principal_max = self.share_if_any(fields, "shareOfPrincipalMax", path, problems);
        let fee_stacking = self.cited_word(fields, "feeStacking", &FeeStacking::NAMES, path, problems);
        Some(Penalty {
            markup: markup?,
            misuse_markup: misuse_markup?,
            rate_max,
            day_count: day_count?,
            days_counted: days_counted?,
            rounding: rounding?,
            rounding_stage: rounding_stage?,
            grace: grace?,
            tolerance: tolerance?,
            minimum_charge,
            penalty_base: penalty_base?,
            compound_on_interest: compound_on_interest?,
            compound_rate: compound_rate?,
            compound_on_penalty: compound_on_penalty?,
            total_cost_max,
            share_of_principal_max,
            fee_stacking: fee_stacking?,
        })
    }

    fn share_if_any(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Cited<Rate>> {
        fields.get(name).and_then(|_| self.cited(fields, name, path, problems, share))
    }

    fn cited_word<T: Copy>(
        self,
        fields: Fields<'_>,
        name: &str,
        words: &[(&str, T)],
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Cited<T>> {
        self.cited(fields, name, path, problems, |value, path, problems| one_of(value, words, path, problems))
    }
}

/// Misused funds bear the heavier of the two markups, so that theirs cannot be the lower one.
fn check_markups(overdue: Option<&Cited<Rate>>, misuse: Option<&Cited<Rate>>, path: Path<'_>, problems: &mut Problems) {
    if let (Some(overdue), Some(misuse)) = (overdue, misuse)
        && misuse.value < overdue.value
    {
        let (low, high) = (overdue.value.to_string(), misuse.value.to_string());
        report(problems, ProblemCode::BoundsCrossed, path.field("misuseMarkup").field("value"), &low, &high);
    }
}

/// Interest that stands in the base of the penalty cannot bear compound interest beside it: it would
/// be charged twice.
fn check_bases(
    base: Option<&Cited<PenaltyBase>>,
    compound: Option<&Cited<bool>>,
    path: Path<'_>,
    problems: &mut Problems,
) {
    if base.is_some_and(|base| base.value.holds_interest()) && compound.is_some_and(|compound| compound.value) {
        let reason = "overdue interest stands in the base of penalty interest already";
        report(problems, ProblemCode::NotSupported, path.field("compoundOnInterest").field("value"), "true", reason);
    }
}

/// Days of grace and what they are spared.
pub(crate) fn grace(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Grace> {
    let fields = Fields::open(value, path, &["days", "mode"], problems)?;
    let days = fields.required("days", path, problems, grace_days);
    let mode = fields
        .required("mode", path, problems, |value, path, problems| one_of(value, &GraceMode::NAMES, path, problems));
    Some(Grace { days: days?, mode: mode? })
}

fn grace_days(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let days = count(value, path, problems)?;
    if days > GRACE_DAYS_MAX {
        report(problems, ProblemCode::CountTooLarge, path, &days.to_string(), &GRACE_DAYS_MAX.to_string());
        return None;
    }
    Some(days)
}

/// The rate of compound interest before and after the loan matures.
pub(crate) fn compound_rate(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<CompoundRate> {
    let fields = Fields::open(value, path, &["beforeMaturity", "afterMaturity"], problems)?;
    let charged =
        |value: &Value, path: Path<'_>, problems: &mut Problems| one_of(value, &ChargedRate::NAMES, path, problems);
    let before_maturity = fields.required("beforeMaturity", path, problems, charged);
    let after_maturity = fields.required("afterMaturity", path, problems, charged);
    Some(CompoundRate { before_maturity: before_maturity?, after_maturity: after_maturity? })
}

/// A switch that the policy must state and the engine knows only switched off: the law does not say
/// how often penalty interest would be added to its own base, so no figure could be exact.
fn switched_off(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<bool> {
    let on = yes_no(value, path, problems)?;
    if on {
        let reason = "law and plans do not say how penalty interest would be compounded";
        report(problems, ProblemCode::NotSupported, path, "true", reason);
    }
    Some(on)
}
