//! Reading the sections of collection itself: reminders, contact, authority, hardship, complaints,
//! indicators, limitation.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::policy::collection::{
    ActionKind, Authority, Cause, Complaints, ContactRules, ContactStage, Criterion, Indicators, Item, Limitation,
    RecoveryTarget, Reminder, Restructure, Tracking,
};
use crate::policy::parse::checks::ids_in;
use crate::policy::parse::conditions::Scope;
use crate::policy::parse::leaves::minute;
use crate::policy::parse::places::{Blank, Entries, Read, Reading, blank};
use crate::policy::parse::scales::check_days;
use crate::reader::{Path, count, report, yes_no};

blank! {
    Item { id, label, source }
    Reminder { days_before, channel, source }
    ContactRules {
        stages, high_risk_role, confirm_delivery_working_days, quiet_from_minute, quiet_until_minute,
        connected_calls_max, unanswered_attempts_max, third_party_only_unreachable, third_party_attempts_min,
        visit_after_contact, forbidden_phrases,
    }
    ContactStage { id, from_days, to_days, label, role, actions, every_days_min, every_days_max, source }
    Authority { action, label, may_do, approved_by, channels, contents, source }
    Restructure {
        causes, measures, condition, criteria, extension_share_max, methods, arrears, grace_months, rounding,
        affordable, refers_to, rights, follow_up_months,
    }
    Criterion { item, facts }
    Cause { id, label, hardship, measures, source }
    Complaints { respond_hours, investigate_working_days }
    Indicators { recovery, cost_rate_below }
    RecoveryTarget { class, above, source }
    Limitation { years }
    Tracking { condition, curable, consequences }
}

/// Every action of a stage, and every reminder, must be one that somebody may take.
pub(super) fn check_authority(
    contact: &ContactRules,
    reminders: &[Reminder],
    authority: &[Authority],
    policy: Path<'_>,
    problems: &mut Problems,
) {
    let given: Vec<ActionKind> = authority.iter().map(|row| row.action).collect();
    let names: Vec<&str> = given.iter().map(|action| action.name()).collect();
    let (path, wanted) = (policy.field("contact"), names.join(", "));
    let stages = path.field("stages");
    for (index, stage) in contact.stages.iter().enumerate() {
        let stage_path = stages.entry(index);
        let actions = stage_path.field("actions");
        for (place, action) in stage.actions.iter().enumerate().filter(|(_, action)| !given.contains(action)) {
            report(problems, ProblemCode::NotOneOf, actions.entry(place), action.name(), &wanted);
        }
    }
    if !reminders.is_empty() && !given.contains(&ActionKind::Reminder) {
        report(problems, ProblemCode::NotOneOf, policy.field("reminders"), ActionKind::Reminder.name(), &wanted);
    }
}

/// Everything that is done about a failed plan must be something that somebody may do.
pub(super) fn check_consequences(
    tracking: &Tracking,
    authority: &[Authority],
    policy: Path<'_>,
    problems: &mut Problems,
) {
    let (path, field) = (policy.field("tracking"), "consequences");
    let value = path.field(field);
    let places = value.field("value");
    for (place, action) in tracking.consequences.value.iter().enumerate() {
        if !authority.iter().any(|row| row.action == *action) {
            let names: Vec<&str> = authority.iter().map(|row| row.action.name()).collect();
            report(problems, ProblemCode::NotOneOf, places.entry(place), action.name(), &names.join(", "));
        }
    }
}

impl Read for Tracking {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["condition", "curable", "consequences"]);
        at.condition("condition", Scope::Tracking, &mut self.condition);
        at.cited("curable", &mut self.curable);
        at.cited("consequences", &mut self.consequences);
        at.whole
    }
}

impl Read for Item {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["id", "label", "source"]);
        at.required("id", &mut self.id);
        at.required("label", &mut self.label);
        at.source(&mut self.source);
        at.whole
    }
}

impl Read for Reminder {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["daysBefore", "channel", "source"]);
        at.required("daysBefore", &mut self.days_before);
        at.required("channel", &mut self.channel);
        at.source(&mut self.source);
        at.whole
    }
}

const CONTACT: [&str; 11] = [
    "stages",
    "highRiskRole",
    "confirmDeliveryWorkingDays",
    "quietFrom",
    "quietUntil",
    "connectedCallsMax",
    "unansweredAttemptsMax",
    "thirdPartyOnlyUnreachable",
    "thirdPartyAttemptsMin",
    "visitAfterContact",
    "forbiddenPhrases",
];

impl Read for ContactRules {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &CONTACT);
        at.scale("stages", "id", &mut self.stages);
        at.cited("highRiskRole", &mut self.high_risk_role);
        at.cited("confirmDeliveryWorkingDays", &mut self.confirm_delivery_working_days);
        at.dated("quietFrom", &mut self.quiet_from_minute, minute);
        at.dated("quietUntil", &mut self.quiet_until_minute, minute);
        at.dated("connectedCallsMax", &mut self.connected_calls_max, count);
        at.dated("unansweredAttemptsMax", &mut self.unanswered_attempts_max, count);
        at.dated("thirdPartyOnlyUnreachable", &mut self.third_party_only_unreachable, yes_no);
        at.cited("thirdPartyAttemptsMin", &mut self.third_party_attempts_min);
        at.cited("visitAfterContact", &mut self.visit_after_contact);
        at.items("forbiddenPhrases", &mut self.forbidden_phrases);
        at.whole
    }
}

impl Read for ContactStage {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let known = ["id", "label", "fromDays", "toDays", "role", "actions", "everyDaysMin", "everyDaysMax", "source"];
        let mut at = reading.open(value, path, &known);
        at.required("id", &mut self.id);
        at.required("label", &mut self.label);
        at.required("fromDays", &mut self.from_days);
        at.optional("toDays", &mut self.to_days);
        at.required("role", &mut self.role);
        at.required("actions", &mut self.actions);
        at.optional("everyDaysMin", &mut self.every_days_min);
        at.optional("everyDaysMax", &mut self.every_days_max);
        let problems = &mut *at.reading.problems;
        check_days(Some(self.from_days), self.to_days, path.field("toDays"), problems);
        check_days(self.every_days_min, self.every_days_max, path.field("everyDaysMax"), problems);
        at.source(&mut self.source);
        at.whole
    }
}

impl Read for Authority {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let known = ["action", "label", "mayDo", "approvedBy", "channels", "contents", "source"];
        let mut at = reading.open(value, path, &known);
        at.required("action", &mut self.action);
        at.required("label", &mut self.label);
        at.required("mayDo", &mut self.may_do);
        at.optional("approvedBy", &mut self.approved_by);
        at.optional("channels", &mut self.channels);
        at.check_ids("contents", "id");
        at.optional("contents", &mut self.contents);
        at.source(&mut self.source);
        at.whole
    }
}

const RESTRUCTURE: [&str; 13] = [
    "causes",
    "measures",
    "condition",
    "criteria",
    "extensionShareMax",
    "methods",
    "arrears",
    "graceMonths",
    "rounding",
    "affordable",
    "refersTo",
    "rights",
    "followUpMonths",
];

impl Read for Restructure {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &RESTRUCTURE);
        at.items("measures", &mut self.measures);
        let measures = ids_in(at.get("measures"));
        at.items("causes", &mut Causes { place: &mut self.causes, measures: &measures });
        at.condition("condition", Scope::Loan, &mut self.condition);
        at.condition("affordable", Scope::Restructure, &mut self.affordable);
        at.items("criteria", &mut self.criteria);
        at.cited("extensionShareMax", &mut self.extension_share_max);
        at.cited("methods", &mut self.methods);
        at.cited("arrears", &mut self.arrears);
        at.cited("graceMonths", &mut self.grace_months);
        at.cited("rounding", &mut self.rounding);
        at.cited("refersTo", &mut self.refers_to);
        at.items("rights", &mut self.rights);
        at.cited("followUpMonths", &mut self.follow_up_months);
        at.whole
    }
}

impl Read for Criterion {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["id", "label", "facts", "source"]);
        at.required("id", &mut self.item.id);
        at.required("label", &mut self.item.label);
        at.source(&mut self.item.source);
        at.required("facts", &mut self.facts);
        at.whole
    }
}

/// Reads causes, whose measures are among those of the policy.
struct Causes<'p> {
    place: &'p mut Vec<Cause>,
    measures: &'p [&'p str],
}

impl Read for Causes<'_> {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        reading.each(value, CLAUSES_MAX, path, self)
    }
}

impl Entries for Causes<'_> {
    fn read_entry(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) {
        let mut cause = Cause::BLANK;
        if cause.read_among(self.measures, value, path, reading) {
            self.place.push(cause);
        }
    }
}

impl Cause {
    fn read_among(&mut self, measures: &[&str], value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["id", "label", "hardship", "measures", "source"]);
        at.required("id", &mut self.id);
        at.required("label", &mut self.label);
        at.required("hardship", &mut self.hardship);
        at.required("measures", &mut self.measures);
        for (index, id) in at.get("measures").and_then(Value::as_array).into_iter().flatten().enumerate() {
            if let Some(unknown) = id.as_str().filter(|id| !measures.contains(id)) {
                let (path, wanted) = (path.field("measures"), measures.join(", "));
                report(at.reading.problems, ProblemCode::NotOneOf, path.entry(index), unknown, &wanted);
            }
        }
        at.source(&mut self.source);
        at.whole
    }
}

impl Read for Complaints {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["respondHours", "investigateWorkingDays"]);
        at.cited("respondHours", &mut self.respond_hours);
        at.cited("investigateWorkingDays", &mut self.investigate_working_days);
        at.whole
    }
}

impl Read for Indicators {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["recovery", "costRateBelow"]);
        at.check_ids("recovery", "class");
        at.required("recovery", &mut self.recovery);
        at.cited("costRateBelow", &mut self.cost_rate_below);
        at.whole
    }
}

impl Read for RecoveryTarget {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["class", "above", "source"]);
        at.required("class", &mut self.class);
        at.required("above", &mut self.above);
        at.source(&mut self.source);
        at.whole
    }
}

impl Read for Limitation {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["years"]);
        at.dated("years", &mut self.years, count);
        at.whole
    }
}
