//! Key dates as iCalendar text (RFC 5545), to be opened in any calendar.
//!
//! One all-day event a date (`VALUE=DATE`). There is no clock here: `DTSTAMP` is midnight UTC of the
//! as-of date. A `UID` is made of what the event is about and not of its day, so that a calendar
//! moves an event that it already has when the case is looked at again. Lines end in CRLF and are
//! folded at 75 octets, never inside a character. There is no `METHOD`: to publish in the sense of RFC 5546
//! takes an organizer, and nobody is invited.

use crate::calendar::Date;
use crate::case::Case;
use crate::json;
use crate::key_dates::{KeyDate, KeyEvent};
use crate::locale::Locale;
use crate::policy::model::Policy;
use crate::policy::parse::digest;

const OCTETS_A_LINE: usize = 75;
const UID_CHARS: usize = 32;

/// What a calendar is made from.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The case that the dates belong to.
    pub case: &'a Case,
    /// The policy that they follow from.
    pub policy: &'a Policy,
    /// The institution's own name of the case, which keeps the events of two cases apart.
    pub case_id: &'a str,
    /// The language of the text.
    pub language: Locale,
}

/// The key dates as the text of one calendar.
///
/// Events of the same kind about the same thing share their `UID` with the same dates of an earlier
/// look at the same case.
#[must_use]
pub fn text(dates: &[KeyDate<'_>], calendar: Calendar<'_>) -> String {
    let mut text = String::new();
    let title = calendar.policy.title.of(calendar.language);
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//arrears//key dates//EN");
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(title)));
    let mut uids: Vec<String> = Vec::with_capacity(dates.len());
    for date in dates {
        let uid = free(&uids, uid(date, calendar));
        event(&mut text, date, &uid, calendar);
        uids.push(uid);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

/// The same thing may come twice, such as a waiver that opens again: each time is told apart.
fn free(taken: &[String], uid: String) -> String {
    let earlier = taken.iter().filter(|other| other.split('-').next() == Some(uid.as_str())).count();
    if earlier == 0 { uid } else { format!("{uid}-{earlier}") }
}

fn event(text: &mut String, date: &KeyDate<'_>, uid: &str, calendar: Calendar<'_>) {
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{uid}@arrears"));
    line(text, &format!("DTSTAMP:{}T000000Z", compact(calendar.case.as_of)));
    line(text, &format!("DTSTART;VALUE=DATE:{}", compact(date.on)));
    line(text, &format!("SUMMARY:{}", escaped(&summary(date, calendar))));
    line(text, &format!("DESCRIPTION:{}", escaped(&description(date, calendar))));
    line(text, "TRANSP:TRANSPARENT");
    line(text, "END:VEVENT");
}

/// What tells an event from every other of the case, without its day.
fn uid(date: &KeyDate<'_>, calendar: Calendar<'_>) -> String {
    let dues: Vec<String> = calendar.case.due_dates().iter().map(Date::to_string).collect();
    let about = json::text(&(
        calendar.case_id,
        &calendar.policy.id,
        if calendar.case_id.is_empty() { dues } else { Vec::new() },
        date.event.name(),
        date.due_on,
        date.channel,
        date.class,
        date.risk_tier,
    ));
    digest(&about).chars().take(UID_CHARS).collect()
}

fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn summary(date: &KeyDate<'_>, calendar: Calendar<'_>) -> String {
    let mut summary = label(date.event, calendar.language).to_owned();
    let bands = &calendar.policy.delinquency;
    let class = bands.classes.iter().find(|band| Some(band.name) == date.class).map(|band| &band.label);
    let tier = bands.risk_tiers.iter().find(|band| Some(band.name) == date.risk_tier).map(|band| &band.label);
    for words in class.into_iter().chain(tier) {
        summary = format!("{summary}: {}", words.of(calendar.language));
    }
    if let Some(at) = &date.at {
        summary = format!("{summary} {at}");
    }
    if calendar.case_id.is_empty() { summary } else { format!("{summary} ({})", calendar.case_id) }
}

/// The clause that the date follows from, and what has to be known about the day.
fn description(date: &KeyDate<'_>, calendar: Calendar<'_>) -> String {
    let language = calendar.language;
    let document = calendar.policy.documents.iter().find(|document| document.id == date.source.document);
    let title = document.map_or(date.source.document.as_str(), |document| document.title.of(language));
    let mut lines = vec![format!("{title}: {}", date.source.clause)];
    let note = match (date.adjusted, date.table_ends) {
        (true, _) => Some(["moved off a day of rest", "已顺延至工作日", "已順延至工作日"]),
        (_, true) => Some([
            "the working-day calendar does not reach this day; not moved",
            "工作日历未覆盖该日,未作顺延",
            "工作日曆未涵蓋該日,未作順延",
        ]),
        _ => None,
    };
    lines.extend(note.map(|note| chosen(note, language).to_owned()));
    if !date.missing.is_empty() {
        let note = ["depends on facts that are missing", "取决于尚缺的资料", "取決於尚缺的資料"];
        lines.push(format!("{}: {}", chosen(note, language), date.missing.join(", ")));
    }
    lines.push(
        chosen(["an estimate, if nothing else changes", "估算,以情况不变为前提", "估算,以情況不變為前提"], language)
            .to_owned(),
    );
    lines.join("\n")
}

fn chosen([english, simplified, traditional]: [&'static str; 3], language: Locale) -> &'static str {
    match language {
        Locale::English => english,
        Locale::Simplified => simplified,
        Locale::Traditional => traditional,
    }
}

fn label(event: KeyEvent, language: Locale) -> &'static str {
    let words = match event {
        KeyEvent::Reminder => ["Remind before the due date", "到期前提醒", "到期前提醒"],
        KeyEvent::OverdueNotice => ["Send the overdue notice", "发送逾期通知", "發送逾期通知"],
        KeyEvent::DeliveryCheck => ["Confirm that the notice arrived", "确认通知送达", "確認通知送達"],
        KeyEvent::ClassChange => ["Overdue class changes", "逾期分级变化", "逾期分級變化"],
        KeyEvent::RiskTierChange => ["Risk tier changes", "风险分类变化", "風險分類變化"],
        KeyEvent::WaiverOpens => {
            ["A waiver may be granted from today", "自今日起可申请减免罚息", "自今日起可申請減免罰息"]
        }
        KeyEvent::WaiverLastDay => ["Last day for a waiver", "减免罚息最后一日", "減免罰息最後一日"],
        KeyEvent::WaiverCloses => ["No waiver from today", "自今日起不可减免罚息", "自今日起不可減免罰息"],
        KeyEvent::AgencyOpens => {
            ["Agency may be considered from today", "自今日起可委托第三方", "自今日起可委託第三方"]
        }
        KeyEvent::AgencyLastDay => ["Last day for an agency", "委托第三方最后一日", "委託第三方最後一日"],
        KeyEvent::AgencyCloses => ["No agency from today", "自今日起不可委托第三方", "自今日起不可委託第三方"],
        KeyEvent::LitigationOpens => {
            ["Legal action may be considered from today", "自今日起可进入法律程序", "自今日起可進入法律程序"]
        }
        KeyEvent::LitigationLastDay => ["Last day for legal action", "法律程序最后一日", "法律程序最後一日"],
        KeyEvent::LitigationCloses => {
            ["No legal action from today", "自今日起不可进入法律程序", "自今日起不可進入法律程序"]
        }
        KeyEvent::FirstPlanPayment => ["First payment of the plan", "分期首期还款", "分期首期還款"],
        KeyEvent::PlanPayment => ["Payment of the agreed plan", "还款计划还款日", "還款計劃還款日"],
        KeyEvent::PlanReview => ["Look at the ledger of the plan", "跟踪还款计划", "跟蹤還款計劃"],
        KeyEvent::PlanFails => [
            "The plan fails today unless it is paid",
            "如不还款，计划今日视为未能履行",
            "如不還款，計劃今日視為未能履行",
        ],
        KeyEvent::ComplaintRespond => ["Answer the complaint by", "回复投诉截止", "回覆投訴截止"],
        KeyEvent::ComplaintInvestigate => ["Investigate the complaint by", "调查投诉截止", "調查投訴截止"],
        KeyEvent::LimitationExpires => ["Limitation period ends", "诉讼时效届满", "訴訟時效屆滿"],
    };
    chosen(words, language)
}

/// Backslash, semicolon, comma and line end mean something in a property's value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// Adds one content line, folded: a line that goes on starts with a space, which counts.
fn line(text: &mut String, content: &str) {
    let mut octets = 0_usize;
    for character in content.chars() {
        if octets.saturating_add(character.len_utf8()) > OCTETS_A_LINE {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(character);
        octets = octets.saturating_add(character.len_utf8());
    }
    text.push_str("\r\n");
}
