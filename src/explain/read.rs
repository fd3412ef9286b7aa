//! Reads an answer back from the wire: what is read is checked, and every problem stands at its
//! pointer. Fields that the words do not need are left alone, so that an answer of an older or a
//! younger engine can be read.

use crate::json::Value;

use super::view::{
    AnswerView, Charge, ChargesView, ConventionsView, DueView, HardshipView, InstallmentsView, LabelView, LineView,
    PlanView, PolicyView, RowView, SegmentView, StandingView, StepView, WaiverView,
};
use super::{allocation, read_decision, sums};
use crate::calendar::{Date, DayCount, DaysCounted};
use crate::decision::OutcomeWord;
use crate::error::{ProblemCode, Problems};
use crate::limits::{ANSWER_ENTRIES_MAX, NUMBER_BYTES_MAX};
use crate::money::{Money, Rounding, Stage};
use crate::policy::model::{Class, PlanInterest, RiskTier, Role};
use crate::policy::parse::penalty::{compound_rate, grace};
use crate::policy::penalty::{FeeStacking, PenaltyBase};
use crate::reader::{Fields, Path, count, list, one_of, report, text, wrong_type};
use crate::rules::ledger::{AdjustedBy, Adjustment};

/// Reads an answer.
pub(super) fn answer<'v>(value: &'v Value, problems: &mut Problems) -> Option<AnswerView<'v>> {
    let path = Path::Root;
    let fields = Fields::open_any(value, path, problems)?;
    fields.required("schema", path, problems, |value, path, problems| {
        one_of(value, &[("answer.v1", ())], path, problems)
    });
    let as_of = fields.required("asOf", path, problems, day);
    let policy = fields.required("policy", path, problems, policy);
    let standing = fields.required("delinquency", path, problems, standing);
    let due = fields.required("due", path, problems, due);
    let lines = fields.required("penalty", path, problems, lines);
    let waiver = fields.required("waiver", path, problems, waiver);
    let installments = fields.required("installments", path, problems, installments);
    let steps = fields.required("escalation", path, problems, steps);
    let hardship = fields.optional("hardship", path, problems, hardship);
    let restructure = fields.optional("restructure", path, problems, step);
    let conventions = fields.required("conventions", path, problems, conventions);
    let (litigation, agency) = steps?;
    let (due, lines) = (due?, lines?);
    sums::check(&due, &lines, problems);
    Some(AnswerView {
        as_of: as_of?,
        policy: policy?,
        standing: standing?,
        due,
        lines,
        waiver: waiver?,
        installments: installments?,
        litigation,
        agency,
        hardship,
        restructure,
        conventions: conventions?,
    })
}

/// Reads a day that was computed: it may lie past the bounds of a case.
pub(super) fn day(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Date> {
    let written = text(value, path, problems)?;
    let day = Date::parse_computed(written);
    if day.is_none() {
        report(problems, ProblemCode::NotADate, path, written, "");
    }
    day
}

/// Reads an amount as answers write it: two decimals, and below zero where a last payment is.
pub(super) fn figure(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Money> {
    let wanted = "an amount such as 1485.00";
    let Some(written) = value.as_str() else {
        wrong_type(value, path, wanted, problems);
        return None;
    };
    let figure = written_figure(written);
    if figure.is_none() {
        report(problems, ProblemCode::NotADecimal, path, written, wanted);
    }
    figure
}

fn written_figure(written: &str) -> Option<Money> {
    let (whole, places) = written.strip_prefix('-').unwrap_or(written).split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = written.len() <= NUMBER_BYTES_MAX && digits(whole) && digits(places) && places.len() == 2;
    let fen = if fits { written.replace('.', "").parse().ok()? } else { return None };
    Some(Money::from_fen(fen))
}

/// Reads a share or rate as answers write it: digits with an optional point.
pub(super) fn decimal<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<&'v str> {
    let wanted = "a decimal such as 0.2889";
    let Some(written) = value.as_str() else {
        wrong_type(value, path, wanted, problems);
        return None;
    };
    let (whole, places) = written.split_once('.').unwrap_or((written, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = written.len() <= NUMBER_BYTES_MAX && digits(whole) && digits(places);
    if !fits {
        report(problems, ProblemCode::NotADecimal, path, written, wanted);
    }
    fits.then_some(written)
}

/// Reads a list of texts, such as pointers or ids.
pub(super) fn texts<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<&'v str>> {
    list(value, ANSWER_ENTRIES_MAX, path, problems, text)
}

/// Reads a class, `current` among them.
pub(super) fn class(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Class> {
    let [mild, moderate, severe] = Class::NAMES;
    one_of(value, &[("current", Class::Current), mild, moderate, severe], path, problems)
}

/// Reads a role.
pub(super) fn role(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Role> {
    one_of(value, &Role::NAMES, path, problems)
}

/// Reads the word of an outcome.
pub(super) fn outcome(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<OutcomeWord> {
    let words = [
        ("yes", OutcomeWord::Yes),
        ("no", OutcomeWord::No),
        ("notYet", OutcomeWord::NotYet),
        ("undetermined", OutcomeWord::Undetermined),
        ("refer", OutcomeWord::Refer),
    ];
    one_of(value, &words, path, problems)
}

fn policy<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<PolicyView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let id = fields.required("id", path, problems, text);
    let version = fields.required("version", path, problems, text);
    let fingerprint = fields.required("fingerprint", path, problems, text);
    Some(PolicyView { id: id?, version: version?, fingerprint: fingerprint? })
}

fn standing(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<StandingView> {
    let fields = Fields::open_any(value, path, problems)?;
    let days_past_due = fields.required("daysPastDue", path, problems, count);
    let [first, second, third, fourth] = RiskTier::NAMES;
    let tiers = [("normal", RiskTier::Normal), first, second, third, fourth];
    Some(StandingView {
        class: fields.optional("class", path, problems, class),
        class_by_days: fields.optional("classByDays", path, problems, class),
        class_by_amount: fields.optional("classByAmount", path, problems, class),
        risk_tier: fields
            .optional("riskTier", path, problems, |value, path, problems| one_of(value, &tiers, path, problems)),
        oldest_due_on: fields.optional("oldestDueOn", path, problems, day),
        counted_from: fields.optional("countedFrom", path, problems, day),
        days_past_due: days_past_due?,
    })
}

fn due<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<DueView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let principal = fields.required("principal", path, problems, figure);
    let fees = fields.required("fees", path, problems, figure);
    let waived = fields.optional("waived", path, problems, figure);
    Some(DueView {
        interest: fields.optional("interest", path, problems, figure),
        penalty: fields.optional("penalty", path, problems, figure),
        compound: fields.optional("compound", path, problems, figure),
        total: fields.optional("total", path, problems, figure),
        daily_growth: fields.optional("dailyGrowth", path, problems, figure),
        missing: fields.optional("missing", path, problems, texts).unwrap_or_default(),
        principal: principal?,
        fees: fees?,
        waived: waived.unwrap_or(Money::ZERO),
    })
}

fn lines<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<LineView<'v>>> {
    let fields = Fields::open_any(value, path, problems)?;
    fields.required("lines", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, line)
    })
}

fn line<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<LineView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let charges = [("penalty", Charge::Penalty), ("compound", Charge::Compound)];
    let arrear = fields.required("arrear", path, problems, text);
    let due_on = fields.required("dueOn", path, problems, day);
    let charge =
        fields.required("component", path, problems, |value, path, problems| one_of(value, &charges, path, problems));
    let amount = fields.required("amount", path, problems, figure);
    let segments = fields.required("segments", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, segment)
    });
    let adjustments = fields.optional("adjustments", path, problems, adjustments).unwrap_or_default();
    let (arrear, due_on, charge) = (arrear?, due_on?, charge?);
    Some(LineView { arrear, due_on, charge, amount: amount?, segments: segments?, adjustments })
}

fn adjustments(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Adjustment>> {
    list(value, AdjustedBy::NAMES.len(), path, problems, |value, path, problems| {
        let fields = Fields::open_any(value, path, problems)?;
        let by = fields
            .required("by", path, problems, |value, path, problems| one_of(value, &AdjustedBy::NAMES, path, problems));
        let amount = fields.required("amount", path, problems, figure);
        let bound = fields.required("bound", path, problems, figure);
        Some(Adjustment { by: by?, amount: amount?, bound: bound? })
    })
}

fn segment<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<SegmentView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let from = fields.required("from", path, problems, day);
    let to = fields.required("to", path, problems, day);
    let days = fields.required("days", path, problems, count);
    let base = fields.required("base", path, problems, figure);
    let annual_rate = fields.required("annualRate", path, problems, decimal);
    let exact = fields.required("exact", path, problems, text);
    let amount = fields.required("amount", path, problems, figure);
    let formula = fields.required("formula", path, problems, text);
    Some(SegmentView {
        from: from?,
        to: to?,
        days: days?,
        base: base?,
        annual_rate: annual_rate?,
        exact: exact?,
        amount: amount?,
        formula: formula?,
    })
}

fn waiver<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<WaiverView<'v>> {
    let decision = read_decision::decision(value, path, problems);
    let fields = Fields::open_any(value, path, problems)?;
    let approved_by = fields.required("approvedBy", path, problems, role);
    Some(WaiverView {
        max: fields.optional("max", path, problems, figure),
        remaining: fields.optional("remaining", path, problems, figure),
        above_max: fields.optional("aboveMax", path, problems, figure),
        figures_missing: fields.optional("figuresMissing", path, problems, texts).unwrap_or_default(),
        approved_by: approved_by?,
        decision: decision?,
    })
}

fn installments<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<InstallmentsView<'v>> {
    let decision = read_decision::decision(value, path, problems);
    let fields = Fields::open_any(value, path, problems)?;
    let options = fields.required("options", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, plan)
    });
    let may_do = fields.required("mayDo", path, problems, role);
    let approved_by = fields.required("approvedBy", path, problems, role);
    Some(InstallmentsView {
        shortest: fields.optional("shortest", path, problems, count),
        deposit: fields.optional("deposit", path, problems, figure),
        limit: fields.optional("limit", path, problems, figure),
        figures_missing: fields.optional("figuresMissing", path, problems, texts).unwrap_or_default(),
        options: options?,
        may_do: may_do?,
        approved_by: approved_by?,
        decision: decision?,
    })
}

fn plan<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<PlanView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let periods = fields.required("periods", path, problems, count);
    let payment = fields.required("payment", path, problems, figure);
    let last_payment = fields.required("lastPayment", path, problems, figure);
    let feasible = fields.required("feasible", path, problems, outcome);
    let schedule = fields.required("schedule", path, problems, |value, path, problems| {
        list(value, ANSWER_ENTRIES_MAX, path, problems, row)
    });
    Some(PlanView {
        share_of_income: fields.optional("shareOfIncome", path, problems, decimal),
        periods: periods?,
        payment: payment?,
        last_payment: last_payment?,
        feasible: feasible?,
        schedule: schedule?,
    })
}

fn row(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<RowView> {
    let fields = Fields::open_any(value, path, problems)?;
    let due_on = fields.required("dueOn", path, problems, day);
    let payment = fields.required("payment", path, problems, figure);
    let balance = fields.required("balance", path, problems, figure);
    Some(RowView { due_on: due_on?, payment: payment?, balance: balance? })
}

fn steps<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<(StepView<'v>, StepView<'v>)> {
    let fields = Fields::open_any(value, path, problems)?;
    let litigation = fields.required("litigation", path, problems, step);
    let agency = fields.required("agency", path, problems, step);
    Some((litigation?, agency?))
}

fn step<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<StepView<'v>> {
    let decision = read_decision::decision(value, path, problems);
    let approved_by = Fields::open_any(value, path, problems)?.required("approvedBy", path, problems, role);
    Some(StepView { decision: decision?, approved_by: approved_by? })
}

fn hardship<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<HardshipView<'v>> {
    let decision = read_decision::decision(value, path, problems);
    let fields = Fields::open_any(value, path, problems)?;
    let labelled =
        |value, path: Path<'_>, problems: &mut Problems| list(value, ANSWER_ENTRIES_MAX, path, problems, labelled);
    Some(HardshipView {
        cause: fields.optional("cause", path, problems, self::labelled),
        measures: fields.optional("measures", path, problems, labelled).unwrap_or_default(),
        rights: fields.optional("rights", path, problems, labelled).unwrap_or_default(),
        decision: decision?,
    })
}

/// Reads the label of something that the policy names.
fn labelled<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<LabelView<'v>> {
    Fields::open_any(value, path, problems)?.required("label", path, problems, label)
}

fn label<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<LabelView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let simplified = fields.required("zh-Hans", path, problems, text);
    let traditional = fields.required("zh-Hant", path, problems, text);
    let en = fields.required("en", path, problems, text);
    Some(LabelView { simplified: simplified?, traditional: traditional?, en: en? })
}

fn conventions<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<ConventionsView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let day_count = fields
        .required("dayCount", path, problems, |value, path, problems| one_of(value, &DayCount::NAMES, path, problems));
    let days_counted = fields.required("daysCounted", path, problems, |value, path, problems| {
        one_of(value, &DaysCounted::NAMES, path, problems)
    });
    let rounding = fields.required("rounding", path, problems, rounding);
    let charges = fields.required("charges", path, problems, charges);
    let plan_interest = fields.required("planInterest", path, problems, |value, path, problems| {
        one_of(value, &PlanInterest::NAMES, path, problems)
    });
    let allocation = fields.optional("allocation", path, problems, allocation::view);
    let assumed_none = fields.required("assumedNone", path, problems, texts);
    let later_events = fields.required("laterEvents", path, problems, count);
    let (mode, stage) = rounding?;
    Some(ConventionsView {
        day_count: day_count?,
        days_counted: days_counted?,
        rounding: mode,
        stage,
        charges: charges?,
        plan_interest: plan_interest?,
        allocation,
        assumed_none: assumed_none?,
        later_events: later_events?,
    })
}

fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<(Rounding, Stage)> {
    let fields = Fields::open_any(value, path, problems)?;
    let mode = fields
        .required("mode", path, problems, |value, path, problems| one_of(value, &Rounding::NAMES, path, problems));
    let stage =
        fields.required("stage", path, problems, |value, path, problems| one_of(value, &Stage::NAMES, path, problems));
    mode.zip(stage)
}

fn charges<'v>(value: &'v Value, path: Path<'_>, problems: &mut Problems) -> Option<ChargesView<'v>> {
    let fields = Fields::open_any(value, path, problems)?;
    let grace = fields.required("grace", path, problems, grace);
    let tolerance = fields.required("tolerance", path, problems, figure);
    let penalty_base = fields.required("penaltyBase", path, problems, |value, path, problems| {
        one_of(value, &PenaltyBase::NAMES, path, problems)
    });
    let fee_stacking = fields.required("feeStacking", path, problems, |value, path, problems| {
        one_of(value, &FeeStacking::NAMES, path, problems)
    });
    Some(ChargesView {
        rate_max: fields.optional("rateMax", path, problems, decimal),
        minimum_charge: fields.optional("minimumCharge", path, problems, figure),
        compound_rate: fields.optional("compoundRate", path, problems, compound_rate),
        share_of_principal_max: fields.optional("shareOfPrincipalMax", path, problems, decimal),
        total_cost_max: fields.optional("totalCostMax", path, problems, decimal),
        grace: grace?,
        tolerance: tolerance?,
        penalty_base: penalty_base?,
        fee_stacking: fee_stacking?,
    })
}
