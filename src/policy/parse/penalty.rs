//! Reading the `penalty` section.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::limits::GRACE_DAYS_MAX;
use crate::policy::parse::checks::crossed;
use crate::policy::parse::places::{By, Read, Reading, blank};
use crate::policy::penalty::{CompoundRate, Grace, Penalty};
use crate::reader::{Path, count, report};

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

blank! {
    Penalty {
        markup, misuse_markup, rate_max, day_count, days_counted, rounding, rounding_stage, grace, tolerance,
        minimum_charge, penalty_base, compound_on_interest, compound_rate, compound_on_penalty, total_cost_max,
        share_of_principal_max, fee_stacking,
    }
    Grace { days, mode }
    CompoundRate { before_maturity, after_maturity }
}

impl Read for Penalty {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &PENALTY);
        let overdue = at.cited("markup", &mut self.markup);
        let misuse = at.cited("misuseMarkup", &mut self.misuse_markup);
        if overdue && misuse {
            self.check_markups(path, at.reading.problems);
        }
        at.optional("rateMax", &mut self.rate_max);
        at.cited("dayCount", &mut self.day_count);
        at.cited("daysCounted", &mut self.days_counted);
        at.cited("rounding", &mut self.rounding);
        at.cited("roundingStage", &mut self.rounding_stage);
        at.cited("grace", &mut self.grace);
        at.cited("tolerance", &mut self.tolerance);
        at.optional("minimumCharge", &mut self.minimum_charge);
        let base = at.cited("penaltyBase", &mut self.penalty_base);
        let compound = at.cited("compoundOnInterest", &mut self.compound_on_interest);
        if base && compound {
            self.check_bases(path, at.reading.problems);
        }
        at.cited("compoundRate", &mut self.compound_rate);
        let on_penalty = at.cited("compoundOnPenalty", &mut self.compound_on_penalty);
        if compound && on_penalty {
            self.check_compound(path, at.reading.problems);
        }
        at.optional("totalCostMax", &mut self.total_cost_max);
        at.optional("shareOfPrincipalMax", &mut self.share_of_principal_max);
        at.cited("feeStacking", &mut self.fee_stacking);
        at.whole
    }
}

impl Penalty {
    /// Misused funds bear the heavier of the two markups, so that theirs cannot be the lower one.
    fn check_markups(&self, path: Path<'_>, problems: &mut Problems) {
        let (overdue, misuse) = (self.markup.value, self.misuse_markup.value);
        if misuse < overdue {
            crossed(&overdue, &misuse, path.field("misuseMarkup").field("value"), problems);
        }
    }

    /// Interest that stands in the base of the penalty cannot bear compound interest beside it: it would
    /// be charged twice.
    fn check_bases(&self, path: Path<'_>, problems: &mut Problems) {
        if self.penalty_base.value.holds_interest() && self.compound_on_interest.value {
            let reason = "overdue interest stands in the base of penalty interest already";
            let path = path.field("compoundOnInterest");
            report(problems, ProblemCode::NotSupported, path.field("value"), "true", reason);
        }
    }

    /// Penalty interest is compounded as a part of what interest bears, and not by itself.
    fn check_compound(&self, path: Path<'_>, problems: &mut Problems) {
        if self.compound_on_penalty.value && !self.compound_on_interest.value {
            let reason = "penalty interest is compounded only where overdue interest is";
            let path = path.field("compoundOnPenalty");
            report(problems, ProblemCode::NotSupported, path.field("value"), "true", reason);
        }
    }
}

impl Read for Grace {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["days", "mode"]);
        at.required("days", &mut By(&mut self.days, grace_days));
        at.required("mode", &mut self.mode);
        at.whole
    }
}

fn grace_days(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let days = count(value, path, problems)?;
    if days > GRACE_DAYS_MAX {
        report(problems, ProblemCode::CountTooLarge, path, &days.to_string(), &GRACE_DAYS_MAX.to_string());
        return None;
    }
    Some(days)
}

impl Read for CompoundRate {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["beforeMaturity", "afterMaturity"]);
        at.required("beforeMaturity", &mut self.before_maturity);
        at.required("afterMaturity", &mut self.after_maturity);
        at.whole
    }
}
