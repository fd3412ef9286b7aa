//! Reading the sections of collection itself: reminders, contact, authority, hardship, complaints,
//! indicators, limitation.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::policy::collection::{
    ActionKind, ArrearsTreatment, Authority, Cause, Channel, Complaints, ContactRules, ContactStage, Criterion,
    Indicators, Limitation, Method, RecoveryTarget, Reminder, Restructure, ReviewFact,
};
use crate::policy::model::Class;
use crate::policy::parse::conditions::Scope;
use crate::policy::parse::context::{Context, check_ids, ids_in, owned, role, rounding, share, words};
use crate::policy::parse::scales::{check_days, check_spans};
use crate::reader::{Fields, Path, count, list, one_of, report, text, yes_no};

fn action(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<ActionKind> {
    one_of(value, &ActionKind::NAMES, path, problems)
}

fn channel(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Channel> {
    one_of(value, &Channel::NAMES, path, problems)
}

fn channels(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Channel>> {
    list(value, Channel::NAMES.len(), path, problems, channel)
}

fn class(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Class> {
    one_of(value, &Class::NAMES, path, problems)
}

fn methods(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Method>> {
    list(value, Method::NAMES.len(), path, problems, |value, path, problems| {
        one_of(value, &Method::NAMES, path, problems)
    })
}

fn actions(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<ActionKind>> {
    list(value, ActionKind::NAMES.len(), path, problems, action)
}

fn ids(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    list(value, CLAUSES_MAX, path, problems, owned)
}

/// A local time of day, `HH:MM`, as minutes after midnight.
pub(crate) fn minute(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let written = text(value, path, problems)?;
    let minute = crate::calendar::minute_of_day(written);
    if minute.is_none() {
        report(problems, ProblemCode::NotATime, path, written, "");
    }
    minute
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

impl Context<'_> {
    pub(super) fn reminders(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Reminder>> {
        list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
            let fields = Fields::open(value, path, &["daysBefore", "channel", "source"], problems)?;
            let days_before = fields.required("daysBefore", path, problems, count);
            let channel = fields.required("channel", path, problems, channel);
            let source = self.source_of(fields, path, problems);
            Some(Reminder { days_before: days_before?, channel: channel?, source: source? })
        })
    }

    pub(super) fn contact(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<ContactRules> {
        let known = [
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
        let fields = Fields::open(value, path, &known, problems)?;
        let stages = fields.required("stages", path, problems, |value, path, problems| {
            let stages =
                list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.stage(value, path, problems))?;
            check_ids(Some(value), "id", path, problems);
            check_spans(value, path, problems);
            Some(stages)
        });
        let high_risk_role = self.cited(fields, "highRiskRole", path, problems, role);
        let confirm = self.cited(fields, "confirmDeliveryWorkingDays", path, problems, count);
        let quiet_from_minute = self.dated(fields, "quietFrom", path, problems, minute);
        let quiet_until_minute = self.dated(fields, "quietUntil", path, problems, minute);
        let connected_calls_max = self.dated(fields, "connectedCallsMax", path, problems, count);
        let unanswered_attempts_max = self.dated(fields, "unansweredAttemptsMax", path, problems, count);
        let third_party = self.dated(fields, "thirdPartyOnlyUnreachable", path, problems, yes_no);
        let third_party_attempts_min = self.cited(fields, "thirdPartyAttemptsMin", path, problems, count);
        let visit_after_contact = self.cited(fields, "visitAfterContact", path, problems, yes_no);
        let forbidden_phrases = self.items(fields, "forbiddenPhrases", path, problems);
        Some(ContactRules {
            stages: stages?,
            high_risk_role: high_risk_role?,
            confirm_delivery_working_days: confirm?,
            quiet_from_minute: quiet_from_minute?,
            quiet_until_minute: quiet_until_minute?,
            connected_calls_max: connected_calls_max?,
            unanswered_attempts_max: unanswered_attempts_max?,
            third_party_only_unreachable: third_party?,
            third_party_attempts_min: third_party_attempts_min?,
            visit_after_contact: visit_after_contact?,
            forbidden_phrases: forbidden_phrases?,
        })
    }

    fn stage(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<ContactStage> {
        let known = ["id", "label", "fromDays", "toDays", "role", "actions", "everyDaysMin", "everyDaysMax", "source"];
        let fields = Fields::open(value, path, &known, problems)?;
        let id = fields.required("id", path, problems, owned);
        let label = fields.required("label", path, problems, words);
        let from_days = fields.required("fromDays", path, problems, count);
        let to_days = fields.optional("toDays", path, problems, count);
        let role = fields.required("role", path, problems, role);
        let actions = fields.required("actions", path, problems, actions);
        let every_days_min = fields.optional("everyDaysMin", path, problems, count);
        let every_days_max = fields.optional("everyDaysMax", path, problems, count);
        check_days(from_days, to_days, path.field("toDays"), problems);
        check_days(every_days_min, every_days_max, path.field("everyDaysMax"), problems);
        let source = self.source_of(fields, path, problems);
        let (id, label, from_days, role) = (id?, label?, from_days?, role?);
        let (actions, source) = (actions?, source?);
        Some(ContactStage { id, from_days, to_days, label, role, actions, every_days_min, every_days_max, source })
    }

    pub(super) fn authority(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Authority>> {
        check_ids(Some(value), "action", path, problems);
        list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
            let known = ["action", "label", "mayDo", "approvedBy", "channels", "contents", "source"];
            let fields = Fields::open(value, path, &known, problems)?;
            let action = fields.required("action", path, problems, action);
            let label = fields.required("label", path, problems, words);
            let may_do = fields.required("mayDo", path, problems, role);
            let approved_by = fields.optional("approvedBy", path, problems, role);
            let channels = fields.optional("channels", path, problems, channels).unwrap_or_default();
            let contents = fields.get("contents").and_then(|_| self.items(fields, "contents", path, problems));
            let source = self.source_of(fields, path, problems);
            let (action, label, may_do) = (action?, label?, may_do?);
            let contents = contents.unwrap_or_default();
            Some(Authority { action, label, may_do, approved_by, channels, contents, source: source? })
        })
    }

    pub(super) fn restructure(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Restructure> {
        let known = [
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
        let fields = Fields::open(value, path, &known, problems)?;
        let measures = self.items(fields, "measures", path, problems);
        let known_measures = ids_in(fields.get("measures"));
        check_ids(fields.get("causes"), "id", path.field("causes"), problems);
        let causes = fields.required("causes", path, problems, |value, path, problems| {
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
                self.cause(value, &known_measures, path, problems)
            })
        });
        let condition = self.condition(fields, Scope::Loan, path, problems);
        let affordable = fields.required("affordable", path, problems, |value, path, problems| {
            self.condition_at(value, Scope::Restructure, path, problems)
        });
        check_ids(fields.get("criteria"), "id", path.field("criteria"), problems);
        let criteria = fields.required("criteria", path, problems, |value, path, problems| {
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.criterion(value, path, problems))
        });
        let extension_share_max = self.cited(fields, "extensionShareMax", path, problems, share);
        let methods = self.cited(fields, "methods", path, problems, methods);
        let arrears = self.cited(fields, "arrears", path, problems, |value, path, problems| {
            one_of(value, &ArrearsTreatment::NAMES, path, problems)
        });
        let grace_months = self.cited(fields, "graceMonths", path, problems, count);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let refers_to = self.cited(fields, "refersTo", path, problems, role);
        let rights = self.items(fields, "rights", path, problems);
        let follow_up_months = self.cited(fields, "followUpMonths", path, problems, count);
        Some(Restructure {
            causes: causes?,
            condition: condition?,
            criteria: criteria?,
            extension_share_max: extension_share_max?,
            methods: methods?,
            arrears: arrears?,
            grace_months: grace_months?,
            rounding: rounding?,
            affordable: affordable?,
            refers_to: refers_to?,
            rights: rights?,
            follow_up_months: follow_up_months?,
            measures: measures?,
        })
    }

    fn criterion(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Criterion> {
        let fields = Fields::open(value, path, &["id", "label", "facts", "source"], problems)?;
        let item = self.item_of(fields, path, problems);
        let facts = fields.required("facts", path, problems, |value, path, problems| {
            list(value, ReviewFact::NAMES.len(), path, problems, |value, path, problems| {
                one_of(value, &ReviewFact::NAMES, path, problems)
            })
        });
        Some(Criterion { item: item?, facts: facts? })
    }

    fn cause(self, value: &Value, measures: &[&str], path: Path<'_>, problems: &mut Problems) -> Option<Cause> {
        let fields = Fields::open(value, path, &["id", "label", "hardship", "measures", "source"], problems)?;
        let id = fields.required("id", path, problems, owned);
        let label = fields.required("label", path, problems, words);
        let hardship = fields.required("hardship", path, problems, yes_no);
        let own = fields.required("measures", path, problems, ids);
        for (index, id) in fields.get("measures").and_then(Value::as_array).into_iter().flatten().enumerate() {
            if let Some(unknown) = id.as_str().filter(|id| !measures.contains(id)) {
                let path = path.field("measures");
                report(problems, ProblemCode::NotOneOf, path.entry(index), unknown, &measures.join(", "));
            }
        }
        let source = self.source_of(fields, path, problems);
        let (id, label, hardship) = (id?, label?, hardship?);
        Some(Cause { id, label, hardship, measures: own?, source: source? })
    }

    pub(super) fn complaints(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Complaints> {
        let fields = Fields::open(value, path, &["respondHours", "investigateWorkingDays"], problems)?;
        let respond_hours = self.cited(fields, "respondHours", path, problems, count);
        let investigate = self.cited(fields, "investigateWorkingDays", path, problems, count);
        Some(Complaints { respond_hours: respond_hours?, investigate_working_days: investigate? })
    }

    pub(super) fn indicators(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Indicators> {
        let fields = Fields::open(value, path, &["recovery", "costRateBelow"], problems)?;
        let recovery = fields.required("recovery", path, problems, |value, path, problems| {
            check_ids(Some(value), "class", path, problems);
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
                let fields = Fields::open(value, path, &["class", "above", "source"], problems)?;
                let class = fields.required("class", path, problems, class);
                let above = fields.required("above", path, problems, share);
                let source = self.source_of(fields, path, problems);
                Some(RecoveryTarget { class: class?, above: above?, source: source? })
            })
        });
        let cost_rate_below = self.cited(fields, "costRateBelow", path, problems, share);
        Some(Indicators { recovery: recovery?, cost_rate_below: cost_rate_below? })
    }

    pub(super) fn limitation(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Limitation> {
        let fields = Fields::open(value, path, &["years"], problems)?;
        self.dated(fields, "years", path, problems, count).map(|years| Limitation { years })
    }
}
