//! Reading what law and industry rules say.

use crate::json::Value;

use crate::error::{Failure, ProblemCode, Problems};
use crate::money::{Money, Rate};
use crate::policy::law::{Band, Charge, CourtFees, FeeBand, Law, QuietHours};
use crate::policy::parse::checks::{crossed, ids_in};
use crate::policy::parse::leaves::{Schema, minute, periods};
use crate::policy::parse::located;
use crate::policy::parse::places::{Blank, By, Read, Reading, blank};
use crate::reader::{Path, rate, report};

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
    let mut law = Law::BLANK;
    let mut reading = Reading::new(problems);
    let mut at = reading.open(value, path, &known);
    at.required("schema", &mut Schema("law.v1"));
    at.required("documents", &mut law.documents);
    at.check_ids("documents", "id");
    at.reading.documents = ids_in(at.get("documents"));
    at.cited("overdueMarkup", &mut law.overdue_markup);
    at.cited("misuseMarkup", &mut law.misuse_markup);
    at.cited("totalCostMax", &mut law.total_cost_max);
    at.cited("compoundOnPenalty", &mut law.compound_on_penalty);
    at.cited("quietHours", &mut law.quiet_hours);
    at.cited("connectedCallsMax", &mut law.connected_calls_max);
    at.cited("unansweredAttemptsMax", &mut law.unanswered_attempts_max);
    at.cited("thirdPartyOnlyUnreachable", &mut law.third_party_only_unreachable);
    at.cited("allocationOrder", &mut law.allocation_order);
    at.cited("limitationYears", &mut law.limitation_years);
    at.required("courtFees", &mut law.court_fees);
    at.cited_by("delayedPerformanceDayRate", &mut law.delayed_performance_day_rate, rate);
    at.whole.then_some(law)
}

blank! {
    Law {
        documents, overdue_markup, misuse_markup, total_cost_max, compound_on_penalty, quiet_hours,
        connected_calls_max, unanswered_attempts_max, third_party_only_unreachable, allocation_order,
        limitation_years, court_fees, delayed_performance_day_rate,
    }
    CourtFees {
        acceptance, preservation, preservation_max, enforcement, payment_order_divisor, summary_divisor,
        mediation_divisor, withdrawal_divisor,
    }
    FeeBand { up_to, charge }
    Band { min, max }
    QuietHours { from, until }
}

impl Blank for Charge {
    const BLANK: Self = Self::Flat(Money::ZERO);
}

impl Read for CourtFees {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
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
        let mut at = reading.open(value, path, &known);
        at.cited_as("acceptance", &mut Tariff(&mut self.acceptance.value), &mut self.acceptance.source);
        at.cited_as("preservation", &mut Tariff(&mut self.preservation.value), &mut self.preservation.source);
        at.cited("preservationMax", &mut self.preservation_max);
        at.cited_as("enforcement", &mut Tariff(&mut self.enforcement.value), &mut self.enforcement.source);
        at.cited_by("paymentOrderDivisor", &mut self.payment_order_divisor, periods);
        at.cited_by("summaryDivisor", &mut self.summary_divisor, periods);
        at.cited_by("mediationDivisor", &mut self.mediation_divisor, periods);
        at.cited_by("withdrawalDivisor", &mut self.withdrawal_divisor, periods);
        at.whole
    }
}

/// Bands from zero upwards, the last of them open.
struct Tariff<'p>(&'p mut Vec<FeeBand>);

impl Read for Tariff<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let read = self.0.read(value, path, reading);
        if read && !rises(self.0) {
            report(reading.problems, ProblemCode::ScaleBroken, path, "", "an open band");
        }
        read
    }
}

fn rises(bands: &[FeeBand]) -> bool {
    let rising = bands.windows(2).all(|pair| match pair {
        [FeeBand { up_to: Some(end), .. }, next] => next.up_to.is_none_or(|next| *end < next),
        _ => false,
    });
    rising && bands.last().is_some_and(|last| last.up_to.is_none())
}

impl Read for FeeBand {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["upTo", "flat", "share"]);
        at.optional("upTo", &mut self.up_to);
        let (mut flat, mut share) = (Money::ZERO, Rate::ZERO);
        if at.optional("flat", &mut flat) {
            self.charge = Charge::Flat(flat);
        } else {
            at.required("share", &mut By(&mut share, rate));
            self.charge = Charge::Share(share);
        }
        at.whole
    }
}

impl Read for Band {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["min", "max"]);
        at.required("min", &mut self.min);
        at.required("max", &mut self.max);
        if at.whole && self.min > self.max {
            crossed(&self.min, &self.max, path.field("max"), at.reading.problems);
        }
        at.whole
    }
}

impl Read for QuietHours {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["from", "until"]);
        at.required("from", &mut By(&mut self.from, minute));
        at.required("until", &mut By(&mut self.until, minute));
        at.whole
    }
}
