//! Reading what law and industry rules say.

use std::cell::RefCell;

use crate::json::Value;

use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::money::Rate;
use crate::policy::law::{Band, Charge, CourtFees, FeeBand, Law, QuietHours};
use crate::policy::parse::allocation::component;
use crate::policy::parse::collection::minute;
use crate::policy::parse::context::{Context, check_ids, document, ids_in, periods, share};
use crate::policy::parse::located;
use crate::reader::{Fields, Path, count, list, money, one_of, rate, report, yes_no};

/// Reads the law from its document.
///
/// # Errors
/// `invalidPolicy` with every problem of the document.
pub fn law(text: &str) -> Result<Law, Failure> {
    located(text, read)
}

fn read(value: &Value, problems: &mut Problems) -> Option<Law> {
    let known = [
        "schema",
        "documents",
        "overdueMarkup",
        "misuseMarkup",
        "totalCostMax",
        "compoundOnPenalty",
        "quietHours",
        "connectedCallsMax",
        "unansweredAttemptsMax",
        "thirdPartyOnlyUnreachable",
        "allocationOrder",
        "limitationYears",
        "courtFees",
        "delayedPerformanceDayRate",
    ];
    let path = Path::Root;
    let fields = Fields::open(value, path, &known, problems)?;
    fields.required("schema", path, problems, |value, path, problems| one_of(value, &[("law.v1", ())], path, problems));
    let documents = fields.required("documents", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, document)
    });
    check_ids(fields.get("documents"), "id", path.field("documents"), problems);
    let (ids, clause_ids) = (ids_in(fields.get("documents")), RefCell::default());
    let context = Context { documents: &ids, clause_ids: &clause_ids };
    let overdue_markup = context.cited(fields, "overdueMarkup", path, problems, band);
    let misuse_markup = context.cited(fields, "misuseMarkup", path, problems, band);
    let total_cost_max = context.cited(fields, "totalCostMax", path, problems, share);
    let compound_on_penalty = context.cited(fields, "compoundOnPenalty", path, problems, yes_no);
    let quiet_hours = context.cited(fields, "quietHours", path, problems, hours);
    let connected_calls_max = context.cited(fields, "connectedCallsMax", path, problems, count);
    let unanswered_attempts_max = context.cited(fields, "unansweredAttemptsMax", path, problems, count);
    let third_party = context.cited(fields, "thirdPartyOnlyUnreachable", path, problems, yes_no);
    let allocation_order = context.cited(fields, "allocationOrder", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, component)
    });
    let limitation_years = context.cited(fields, "limitationYears", path, problems, count);
    let court_fees = context.section(fields, "courtFees", path, problems, Context::court_fees);
    let day_rate = context.cited(fields, "delayedPerformanceDayRate", path, problems, rate);
    Some(Law {
        documents: documents?,
        overdue_markup: overdue_markup?,
        misuse_markup: misuse_markup?,
        total_cost_max: total_cost_max?,
        compound_on_penalty: compound_on_penalty?,
        quiet_hours: quiet_hours?,
        connected_calls_max: connected_calls_max?,
        unanswered_attempts_max: unanswered_attempts_max?,
        third_party_only_unreachable: third_party?,
        allocation_order: allocation_order?,
        limitation_years: limitation_years?,
        court_fees: court_fees?,
        delayed_performance_day_rate: day_rate?,
    })
}

impl Context<'_> {
    fn court_fees(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<CourtFees> {
        let known = [
            "acceptance",
            "preservation",
            "preservationMax",
            "enforcement",
            "paymentOrderDivisor",
            "summaryDivisor",
            "mediationDivisor",
            "withdrawalDivisor",
        ];
        let fields = Fields::open(value, path, &known, problems)?;
        let acceptance = self.cited(fields, "acceptance", path, problems, tariff);
        let preservation = self.cited(fields, "preservation", path, problems, tariff);
        let preservation_max = self.cited(fields, "preservationMax", path, problems, money);
        let enforcement = self.cited(fields, "enforcement", path, problems, tariff);
        let payment_order_divisor = self.cited(fields, "paymentOrderDivisor", path, problems, periods);
        let summary_divisor = self.cited(fields, "summaryDivisor", path, problems, periods);
        let mediation_divisor = self.cited(fields, "mediationDivisor", path, problems, periods);
        let withdrawal_divisor = self.cited(fields, "withdrawalDivisor", path, problems, periods);
        Some(CourtFees {
            acceptance: acceptance?,
            preservation: preservation?,
            preservation_max: preservation_max?,
            enforcement: enforcement?,
            payment_order_divisor: payment_order_divisor?,
            summary_divisor: summary_divisor?,
            mediation_divisor: mediation_divisor?,
            withdrawal_divisor: withdrawal_divisor?,
        })
    }
}

/// Bands from zero upwards, the last of them open.
fn tariff(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<FeeBand>> {
    let bands = list(value, CLAUSES_MAX, path, problems, fee_band)?;
    let ends = || bands.iter().map(|band| band.up_to);
    let rising = ends().zip(ends().skip(1)).all(|(end, next)| end.is_some() && next.is_none_or(|_| end < next));
    if !rising || ends().next_back() != Some(None) {
        report(problems, ProblemCode::ScaleBroken, path, "", "an open band");
    }
    Some(bands)
}

fn fee_band(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<FeeBand> {
    let fields = Fields::open(value, path, &["upTo", "flat", "share"], problems)?;
    let up_to = fields.optional("upTo", path, problems, money);
    let flat = fields.optional("flat", path, problems, money).map(Charge::Flat);
    let charge = flat.or_else(|| fields.required("share", path, problems, rate).map(Charge::Share));
    Some(FeeBand { up_to, charge: charge? })
}

fn band(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Band> {
    let fields = Fields::open(value, path, &["min", "max"], problems)?;
    let min = fields.required("min", path, problems, share);
    let max = fields.required("max", path, problems, share);
    let (min, max): (Rate, Rate) = (min?, max?);
    if min > max {
        report(problems, ProblemCode::BoundsCrossed, path.field("max"), &min.to_string(), &max.to_string());
    }
    Some(Band { min, max })
}

fn hours(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<QuietHours> {
    let fields = Fields::open(value, path, &["from", "until"], problems)?;
    let from = fields.required("from", path, problems, minute);
    let until = fields.required("until", path, problems, minute);
    Some(QuietHours { from: from?, until: until? })
}
