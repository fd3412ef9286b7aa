//! Laws of histories, each under every setting of a policy for which it is true, and for the others the
//! history that breaks it.

use arrears::api::call_text;
use num_rational::BigRational;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::with;
use crate::history::{Happened, Sample, day, entries, fen_of, figures_of, sample_of};
use crate::history_settings::{Settings, additive, settings};

/// The rate that holds on a day, in units of 10^-5.
fn rate_on(sample: &Sample, on: i64) -> u32 {
    let before = |event: &&Happened| matches!(event, Happened::Rate(day, _) if *day <= on);
    let last = sample.events.iter().filter(before).max_by_key(|event| event.on());
    last.map_or(sample.rate, |event| if let Happened::Rate(_, rate) = event { *rate } else { 0 })
}

/// The same history, its rate changed to what it is on some days.
fn parted(sample: &Sample, days: &[i64]) -> Sample {
    let mut parted = sample.clone();
    parted.events.extend(days.iter().map(|on| Happened::Rate(*on, rate_on(sample, *on))));
    parted.consistent()
}

/// Whole fen of a text, which may be below zero.
fn signed(value: &Value) -> i64 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no amount"));
    text.replace('.', "").parse().unwrap()
}

/// What of an answer may not depend on how a period is parted.
fn without_working(answer: &Value) -> Value {
    let ledger = &answer["ledger"];
    let items = entries(&ledger["installments"]).iter().map(|item| {
        let mut item = item.clone();
        item["arrear"] = Value::Null;
        item
    });
    let mut settled = entries(&ledger["settled"]).to_vec();
    for own in &mut settled {
        own.as_object_mut().unwrap().remove("event");
        for part in own["parts"].as_array_mut().unwrap() {
            part["arrear"] = Value::Null;
        }
    }
    json!([
        answer["due"],
        answer["delinquency"],
        items.collect::<Vec<_>>(),
        settled,
        ledger["credit"],
        ledger["accruingInterest"]
    ])
}

/// `n/d`, exactly.
fn fraction(value: &Value) -> BigRational {
    let (numerator, denominator) = value.as_str().unwrap().split_once('/').unwrap();
    BigRational::new(numerator.parse().unwrap(), denominator.parse().unwrap())
}

fn exact_of(line: &Value) -> BigRational {
    entries(&line["segments"]).iter().map(|segment| fraction(&segment["exact"])).sum()
}

fn line_days(line: &Value) -> i64 {
    entries(&line["segments"]).iter().map(|segment| segment["days"].as_i64().unwrap()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn changes_to_the_same_rate_change_nothing(
        own in additive(), sample in sample_of(false), days in proptest::collection::vec(0_i64..560, 1..6),
    ) {
        let (one, other) = (own.assess(&sample.facts()), own.assess(&parted(&sample, &days).facts()));
        prop_assert_eq!(without_working(&one), without_working(&other), "under {:?}", own);
    }

    #[test]
    fn a_pause_in_two_parts_is_one_pause(own in settings(), sample in sample_of(false), at in 0_i64..60) {
        // A part is on record from its own day on, so that both are asked for when all parts are.
        let whole = Sample { days: 560, ..sample };
        let mut parted = whole.clone();
        parted.events = whole.events.iter().flat_map(|event| match event {
            Happened::Pause(on, what, days) if *days > at => {
                vec![Happened::Pause(*on, what, at), Happened::Pause(on + at, what, days - at)]
            }
            other => vec![other.clone()],
        }).collect();
        let (one, other) = (own.assess(&whole.facts()), own.assess(&parted.facts()));
        prop_assert_eq!(&one["due"], &other["due"], "under {:?}", own);
        prop_assert_eq!(&one["delinquency"], &other["delinquency"]);
    }

    #[test]
    fn no_day_is_lost_or_counted_twice(
        own in additive(), sample in sample_of(true), rates in proptest::collection::vec((0_i64..560, 0_u32..20_000), 0..30),
    ) {
        // A day count without leap days leaves them out.
        let day_count = if own.day_count.starts_with("ACT") { own.day_count } else { "ACT/365F" };
        let own = Settings { day_count, ..own };
        let events = rates.into_iter().map(|(on, rate)| Happened::Rate(on, rate)).collect();
        let sample = Sample { events, ..sample }.consistent();
        let answer = own.assess(&sample.facts());
        for line in entries(&answer["penalty"]["lines"]) {
            let due_on = (0..560).find(|offset| line["dueOn"] == day(*offset)).unwrap();
            let grace = if own.grace.1 == "exclusive" { i64::from(own.grace.0) } else { 0 };
            let ends = match own.counted { "both" => 1, "neither" => -1, _ => 0 };
            prop_assert_eq!(line_days(line), sample.days - due_on - grace + ends, "{} under {:?}", line, own);
            let segments = entries(&line["segments"]);
            for (one, next) in segments.iter().zip(&segments[1..]) {
                prop_assert_eq!(&one["to"], &next["from"]);
            }
        }
    }

    #[test]
    fn a_snapshot_and_the_history_that_says_the_same_agree(own in settings(), sample in sample_of(true)) {
        let mut sample = Sample { events: Vec::new(), ..sample };
        sample.rows.sort_by_key(|(due_on, principal, _)| (*due_on, -*principal));
        let last = sample.rows.iter().map(|(due_on, ..)| *due_on).max().unwrap();
        let history = with(sample.facts(), "/loan/maturesOn", json!(day(last)));
        let mut snapshot = history.clone();
        snapshot["arrears"] = history["history"]["schedule"].clone();
        snapshot.as_object_mut().unwrap().remove("history");
        let (one, other) = (own.assess(&history), own.assess(&snapshot));
        prop_assert_eq!(&one["due"], &other["due"], "under {:?}", own);
        prop_assert_eq!(&one["delinquency"], &other["delinquency"], "under {:?}", own);
        let lines = |answer: &Value| {
            let mut lines = entries(&answer["penalty"]["lines"]).to_vec();
            for line in &mut lines {
                line["arrear"] = Value::Null;
            }
            lines.sort_by_key(Value::to_string);
            lines
        };
        prop_assert_eq!(lines(&one), lines(&other), "under {:?}", own);
    }

    #[test]
    fn parts_and_what_is_left_are_the_payment(own in settings(), sample in sample_of(false)) {
        let answer = own.assess(&sample.facts());
        let mut used = 0;
        for settled in entries(&answer["ledger"]["settled"]) {
            let parts: i64 = entries(&settled["parts"]).iter().map(|part| fen_of(&part["amount"])).sum();
            prop_assert!(entries(&settled["parts"]).iter().all(|part| fen_of(&part["amount"]) > 0));
            let Some(event) = settled.get("event") else {
                used += parts;
                continue;
            };
            let place: usize = event.as_str().unwrap().rsplit('/').next().unwrap().parse().unwrap();
            let (Happened::Payment(_, amount) | Happened::Waiver(_, _, amount)) = sample.events[place] else {
                panic!("{event} settles nothing")
            };
            prop_assert_eq!(parts + fen_of(&settled["rest"]), amount, "under {:?}", own);
            if matches!(sample.events[place], Happened::Payment(..)) {
                used -= fen_of(&settled["rest"]);
            }
        }
        // An acceleration gives back what was paid in advance of interest that is no longer owed.
        let is_accelerated = sample.events.iter().any(|event| matches!(event, Happened::Acceleration(_)));
        if !is_accelerated || own.excess == "keep" {
            prop_assert_eq!(fen_of(&answer["ledger"]["credit"]), -used, "under {:?}", own);
        }
    }

    #[test]
    fn no_amount_is_below_nothing_and_principal_is_somewhere(own in settings(), sample in sample_of(false)) {
        let answer = own.assess(&sample.facts());
        let ledger = &answer["ledger"];
        for item in entries(&ledger["installments"]) {
            for name in ["principal", "interest", "fees", "penalty", "compound"] {
                prop_assert!(signed(&item[name]) >= 0, "{} of {} under {:?}", name, item, own);
            }
        }
        for name in ["principal", "interest", "fees", "penalty", "compound", "waived", "total"] {
            prop_assert!(signed(&answer["due"][name]) >= 0, "{} under {:?}", name, own);
        }
        let settled = entries(&ledger["settled"]).iter().flat_map(|settled| entries(&settled["parts"]));
        let principal = settled.filter(|part| part["component"] == "principal").map(|part| fen_of(&part["amount"]));
        let drawn: i64 = sample.rows.iter().map(|(_, principal, _)| principal).sum();
        let outstanding = fen_of(&ledger["outstandingPrincipal"]);
        prop_assert_eq!(principal.sum::<i64>() + outstanding, drawn, "under {:?}", own);
        let items = entries(&ledger["installments"]);
        prop_assert_eq!(items.iter().map(|item| fen_of(&item["principal"])).sum::<i64>(), outstanding);
    }

    #[test]
    fn replay_in_any_order_of_booking_gives_one_result(own in settings(), sample in sample_of(false), shift in 0_usize..13) {
        let facts = sample.facts();
        let mut events = facts["history"]["events"].as_array().unwrap().clone();
        if !events.is_empty() {
            let count = events.len();
            events.rotate_left(shift % count);
            events.reverse();
        }
        let mut rows = facts["history"]["schedule"].as_array().unwrap().clone();
        rows.reverse();
        let mixed = with(with(facts.clone(), "/history/events", json!(events)), "/history/schedule", json!(rows));
        prop_assert_eq!(figures_of(&own.assess(&facts)), figures_of(&own.assess(&mixed)), "under {:?}", own);
    }

    #[test]
    fn all_parts_sum_to_the_total(own in settings(), sample in sample_of(false)) {
        let answer = own.assess(&sample.facts());
        let due = &answer["due"];
        let parts = ["principal", "interest", "fees", "penalty", "compound"].map(|name| fen_of(&due[name]));
        prop_assert_eq!(parts.iter().sum::<i64>() - fen_of(&due["waived"]), fen_of(&due["total"]), "under {:?}", own);
        let open = entries(&answer["ledger"]["installments"]).iter().filter(|item| item["state"] == "overdue");
        let names = ["principal", "interest", "fees", "penalty", "compound"];
        let of_items: i64 = open.map(|item| names.iter().map(|name| fen_of(&item[*name])).sum::<i64>()).sum();
        prop_assert_eq!(of_items, fen_of(&due["total"]), "under {:?}", own);
        for component in ["penalty", "compound"] {
            let lines = entries(&answer["penalty"]["lines"]).iter().filter(|line| line["component"] == component);
            prop_assert_eq!(lines.map(|line| fen_of(&line["amount"])).sum::<i64>(), fen_of(&due[component]), "under {:?}", own);
        }
        for line in entries(&answer["penalty"]["lines"]) {
            let adjustments = line.get("adjustments").map_or(&[][..], entries);
            let moved: i64 = adjustments.iter().map(|own| {
                let amount = fen_of(&own["amount"]);
                if own["by"] == "minimumCharge" { amount } else { -amount }
            }).sum();
            let charged: i64 = entries(&line["segments"]).iter().map(|segment| fen_of(&segment["amount"])).sum();
            prop_assert_eq!(charged + moved, fen_of(&line["amount"]), "{} under {:?}", line, own);
        }
    }

    #[test]
    fn tomorrow_is_today_and_one_day_of_rows(own in settings(), sample in sample_of(false)) {
        prop_assume!(!sample.events.iter().any(|event| event.on() == sample.days + 1));
        let later = Sample { days: sample.days + 1, ..sample.clone() };
        let (today, tomorrow) = (own.assess(&sample.facts()), own.assess(&later.facts()));
        // Money that was kept pays what falls due tomorrow, which today's growth cannot know.
        if fen_of(&today["ledger"]["credit"]) == 0 {
            let growth = fen_of(&tomorrow["due"]["total"]) - fen_of(&today["due"]["total"]);
            prop_assert_eq!(growth, signed(&today["due"]["dailyGrowth"]), "under {:?}", own);
        }
        if !own.is_additive() {
            return Ok(());
        }
        let due_on = |line: &Value| (line["arrear"].clone(), line["component"].clone());
        for line in entries(&tomorrow["penalty"]["lines"]) {
            let Some(before) = entries(&today["penalty"]["lines"]).iter().find(|before| due_on(before) == due_on(line)) else {
                continue;
            };
            let (old, new) = (entries(&before["segments"]), entries(&line["segments"]));
            let last = &new[new.len() - 1];
            let grown = exact_of(line) - exact_of(before);
            if line_days(line) == line_days(before) {
                prop_assert_eq!(grown, BigRational::from_integer(0.into()));
                continue;
            }
            prop_assert!(line_days(line) == line_days(before) + 1, "{} after {} under {:?}", line, before, own);
            prop_assert!(old.len() <= new.len());
            // Where years differ in length, a day of a segment over two of them is not the part of each.
            if own.day_count != "ACT/ACT-ISDA" {
                let days = BigRational::from_integer(last["days"].as_i64().unwrap().into());
                prop_assert_eq!(grown, fraction(&last["exact"]) / days, "{} after {} under {:?}", line, before, own);
            }
        }
    }

    #[test]
    fn a_payment_in_two_parts_on_one_day_is_one_payment(
        own in settings(), sample in sample_of(false), on in 0_i64..500, parts in (1_i64..200_000, 1_i64..200_000),
    ) {
        // Shares of a spread payment are rounded, and a part may settle what the days are counted from.
        let excess = if own.excess == "spread" { "lastInstallment" } else { own.excess };
        let own = Settings { excess, card: false, ..own };
        let with_events = |amounts: &[i64]| {
            let mut sample = sample.clone();
            sample.events.retain(|event| !matches!(event, Happened::Payment(day, _) if *day == on));
            sample.events.extend(amounts.iter().map(|amount| Happened::Payment(on, *amount)));
            own.assess(&sample.facts())
        };
        let (one, other) = (with_events(&[parts.0 + parts.1]), with_events(&[parts.0, parts.1]));
        prop_assert_eq!(&one["due"], &other["due"], "under {:?}", own);
        prop_assert_eq!(&one["ledger"]["credit"], &other["ledger"]["credit"]);
    }

    #[test]
    fn a_settlement_figure_pays_everything_and_a_fen_less_does_not(own in settings(), sample in sample_of(false)) {
        // The acceleration by which all of it is made due here lets the loan mature: the rate may not change with it.
        let own = Settings { compound: ("penalty", "penalty"), ..own };
        let mut sample = sample;
        let around = sample.days..=sample.days + 1;
        sample.events.retain(|event| !matches!(event, Happened::Acceleration(_)) && !around.contains(&event.on()));
        let settled: Value = serde_json::from_str(
            &call_text(&own.engine(), "settlement", &sample.facts().to_string(), "{}").map_err(|failure| failure.to_json()).unwrap()
        ).unwrap();
        let total = signed(&settled["total"]);
        let left_after = |amount: i64| {
            let mut paid = sample.clone();
            paid.events.push(Happened::Acceleration(sample.days));
            if amount > 0 {
                paid.events.push(Happened::Payment(sample.days, amount));
            }
            paid.days += 1;
            let answer = own.assess(&paid.facts());
            let ledger = &answer["ledger"];
            let items = entries(&ledger["installments"]).iter();
            let names = ["principal", "interest", "fees", "penalty", "compound"];
            let open: i64 = items.map(|item| names.iter().map(|name| signed(&item[*name])).sum::<i64>()).sum();
            (open, signed(&ledger["credit"]))
        };
        // What was paid beyond everything stays with the borrower, and the figure is nothing.
        let (open, credit) = left_after(total);
        prop_assert!(open == 0 && (total == 0 || credit == 0), "{open} {credit} {} under {:?}", settled, own);
        if total > 0 {
            prop_assert!(left_after(total - 1).0 > 0, "{} under {:?}", settled, own);
        }
    }

    #[test]
    fn an_earlier_or_a_further_payment_never_raises_what_is_owed(
        own in additive(), sample in sample_of(false), earlier in 1_i64..200, extra in 1_i64..300_000, on in 0_i64..500,
    ) {
        let own = in_fixed_order(own);
        let mut sample = sample;
        let keeps = own.excess == "keep";
        sample.events.retain(|event| match event {
            Happened::Waiver(..) => false,
            Happened::Fee(..) => keeps,
            _ => true,
        });
        let owed = |sample: &Sample| fen_of(&own.assess(&sample.facts())["due"]["total"]);
        let plain = owed(&sample);
        let mut more = sample.clone();
        more.events.push(Happened::Payment(on, extra));
        prop_assert!(owed(&more) <= plain, "{} after {} under {:?}", owed(&more), plain, own);
        // Component by component, a payment on the eve of a due date settles penalty interest, which bears nothing, and
        // not the interest that falls due the day after, which does.
        let by_item = own.walk == "oldestFirst";
        for place in sample.payments().into_iter().filter(|_| by_item) {
            let mut sooner = sample.clone();
            if let Happened::Payment(on, _) = &mut sooner.events[place] {
                *on = (*on - earlier).max(0);
            }
            prop_assert!(owed(&sooner) <= plain, "{} after {} under {:?}", owed(&sooner), plain, own);
        }
    }
}

/// Without caps, and with one order of payments by which what is next to fall due is paid next. Component by
/// component, money that comes early finds less interest to pay, which matters where interest bears most. Nor with a
/// smallest charge where all lines are rounded once: a line that takes a fen less of the sum is raised by a fen more.
fn in_fixed_order(own: Settings) -> Settings {
    let alike = own.base == "principal" && own.compound == ("penalty", "penalty");
    let walk = if alike { own.walk } else { "oldestFirst" };
    let excess = if walk == "oldestFirst" && own.excess == "nextInstallment" { own.excess } else { "keep" };
    let minimum = own.minimum.filter(|_| own.stage != "once");
    Settings { share_max: None, cost_max: None, card: false, walk, excess, minimum, ..own }
}

/// A loan of one installment of 10,000.00 that falls due on the day of the drawdown but for what is said.
fn plain(days: i64) -> Sample {
    Sample { rate: 6_000, rows: vec![(0, 1_000_000, 0)], events: Vec::new(), days }
}

/// The whole history at once, under a policy, from a day of its own.
fn dated(from: &str, to: &str, rates: &[&str]) -> Value {
    let events: Vec<Value> = rates.iter().map(|on| json!({ "on": on, "kind": "rate", "annualRate": "0.06" })).collect();
    json!({
        "asOf": to, "loan": { "annualRate": "0.06" },
        "history": { "drawdown": { "on": from, "amount": "10000" },
            "schedule": [{ "dueOn": from, "principal": "10000", "interest": "0" }], "events": events },
    })
}

fn penalty_of(own: &Settings, facts: &Value) -> String {
    own.assess(facts)["due"]["penalty"].as_str().unwrap().to_owned()
}

/// A day count that looks at where a period begins and ends does not let it be parted. 10,000.00 at 9 %:
/// - `30/360-ISDA`, 15 January to 31 March: 76 days, 190.00. Parted on 30 January: 15 days and, from a 30th,
///   60: 75 days, 187.50.
/// - `ACT/ACT-AFB`, 1 June 2023 to 1 June 2024: one year, 900.00. Parted on 1 January: 214 ÷ 365 + 152 ÷ 366 of
///   a year, 901.44.
/// - `ACT/ACT-YEAR`, 1 March 2023 to 1 June 2024: one year and 92 ÷ 365 of the next, 1,126.85. Parted on
///   1 January 2024: 306 ÷ 366 + 152 ÷ 366 of a year, 1,126.23.
/// - `ACT/365-ACTUAL`, the same range: 458 ÷ 366. Parted on 1 January 2024: 306 ÷ 365 + 152 ÷ 366.
#[test]
fn a_period_is_not_parted_under_a_day_count_that_looks_at_its_ends() {
    let cases = [
        ("30/360-ISDA", "2025-01-15", "2025-03-31", "2025-01-30", "190.00", "187.50"),
        ("30U/360", "2025-01-15", "2025-03-31", "2025-01-30", "190.00", "187.50"),
        ("ACT/ACT-AFB", "2023-06-01", "2024-06-01", "2024-01-01", "900.00", "901.44"),
        ("ACT/ACT-YEAR", "2023-03-01", "2024-06-01", "2024-01-01", "1126.85", "1126.23"),
        ("ACT/365-ACTUAL", "2023-03-01", "2024-06-01", "2024-01-01", "1126.23", "1128.29"),
    ];
    for (day_count, from, to, on, whole, parted) in cases {
        let own = Settings { day_count, ..Settings::shipped() };
        assert_eq!(penalty_of(&own, &dated(from, to, &[])), whole, "{day_count}");
        assert_eq!(penalty_of(&own, &dated(from, to, &[on])), parted, "{day_count}");
    }
}

/// Rounded by segment, each part of a period is rounded: 10,000.00 × 0.09 × 1 ÷ 365 = 2.4657 → 2.47 a day,
/// ten of them 24.70 where ten days at once are 24.66.
#[test]
fn a_period_is_not_parted_where_segments_are_rounded() {
    let own = Settings { day_count: "ACT/365F", stage: "segment", ..Settings::shipped() };
    let days: Vec<String> = (2..=10).map(|day| format!("2025-03-{day:02}")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    assert_eq!(penalty_of(&own, &dated("2025-03-01", "2025-03-11", &[])), "24.66");
    assert_eq!(penalty_of(&own, &dated("2025-03-01", "2025-03-11", &days)), "24.70");
    let by_line = Settings { stage: "line", ..own };
    assert_eq!(penalty_of(&by_line, &dated("2025-03-01", "2025-03-11", &days)), "24.66");
}

fn owed(own: &Settings, sample: &Sample) -> i64 {
    fen_of(&own.assess(&sample.facts())["due"]["total"])
}

/// The card order pays principal first from the 91st day on. 10,000.00 and 900.00 of interest due on day 0,
/// which bears nothing: 900.00 paid on day 90 go to the interest, paid on day 91 to the principal, and from
/// then on the later payment bears less.
#[test]
fn under_the_card_order_an_earlier_payment_may_cost_more() {
    let own = Settings { card: true, compound: ("none", "none"), ..Settings::shipped() };
    let paid =
        |on| Sample { rows: vec![(0, 1_000_000, 90_000)], events: vec![Happened::Payment(on, 90_000)], ..plain(291) };
    // 10,000.00 × 0.09 × 291 ÷ 360 = 727.50; 91 days of it 227.50, then 9,100.00 × 0.09 × 200 ÷ 360 = 455.00.
    assert_eq!(owed(&own, &paid(90)), 1_000_000 + 72_750);
    assert_eq!(owed(&own, &paid(91)), 910_000 + 90_000 + 68_250);
}

/// A payment that comes before a waiver pays what would have been given up: 10,000.00 bear 25.00 in ten days.
/// 25.00 on day 9 pay 22.50 of penalty interest and 2.50 of principal; the waiver finds 2.50. After the waiver
/// of 25.00, all of it pays principal.
#[test]
fn before_a_waiver_an_earlier_payment_may_cost_more() {
    let own = Settings::shipped();
    let paid = |on| {
        let waiver = Happened::Waiver(10, "penalty", 2_500);
        Sample { events: vec![Happened::Payment(on, 2_500), waiver], ..plain(10) }
    };
    assert_eq!(owed(&own, &paid(9)), 1_000_000 - 250);
    assert_eq!(owed(&own, &paid(10)), 997_500);
}

/// What is spread over installments to come, or pays the last of them, is missing when the next falls due.
#[test]
fn paid_in_advance_from_the_end_an_earlier_payment_may_cost_more() {
    for excess in ["lastInstallment", "spread"] {
        let own = Settings { excess, ..Settings::shipped() };
        let rows = vec![(10, 100_000, 0), (100, 100_000, 0)];
        let paid = |on| Sample { rows: rows.clone(), events: vec![Happened::Payment(on, 100_000)], ..plain(20) };
        assert_eq!(owed(&own, &paid(10)), 0);
        // 1,000.00 × 0.09 × 10 ÷ 360 = 2.50; spread, half of it.
        let wanted = if excess == "spread" { 50_125 } else { 100_250 };
        assert_eq!(owed(&own, &paid(9)), wanted, "{excess}");
    }
}

/// A fee cannot be paid before it is charged, so that money which pays installments in advance is missing for it.
#[test]
fn before_a_fee_an_earlier_payment_in_advance_may_cost_more() {
    let own = Settings { excess: "nextInstallment", ..Settings::shipped() };
    let rows = vec![(100, 100_000, 0)];
    let paid = |on| {
        let events = vec![Happened::Fee(5, 3_000), Happened::Payment(on, 3_000)];
        Sample { rows: rows.clone(), events, ..plain(20) }
    };
    assert_eq!((owed(&own, &paid(4)), owed(&own, &paid(5))), (3_000, 0));
}

/// Component by component where interest alone bears: 100.00 of interest fall due on day 0 and on day 10 beside
/// 1,000.00 of principal. 200.00 on day 9 pay the first interest, what is left pays principal; on day 10 both.
#[test]
fn component_by_component_an_earlier_payment_may_cost_more() {
    let own = Settings { base: "interest", walk: "componentFirst", ..Settings::shipped() };
    let rows = vec![(0, 100_000, 10_000), (10, 100_000, 10_000)];
    let paid = |on| Sample { rows: rows.clone(), events: vec![Happened::Payment(on, 20_500)], ..plain(210) };
    assert!(owed(&own, &paid(9)) > owed(&own, &paid(10)));
}

/// Component by component where principal bears: 75.00 on day 29 pay 72.50 of penalty interest (10,000.00 × 9 % × 29 ÷
/// 360), which bears nothing; on day 30 they pay interest of 500.00 that falls due that day, and would bear.
#[test]
fn component_by_component_a_payment_on_the_eve_of_a_due_date_may_cost_more() {
    let own = Settings { walk: "componentFirst", ..Settings::shipped() };
    let rows = vec![(0, 1_000_000, 0), (30, 0, 50_000)];
    let paid = |on| Sample { rows: rows.clone(), events: vec![Happened::Payment(on, 7_500)], ..plain(400) };
    assert!(owed(&own, &paid(29)) > owed(&own, &paid(30)));
    let by_item = Settings { walk: "oldestFirst", ..own };
    assert!(owed(&by_item, &paid(29)) <= owed(&by_item, &paid(30)));
}

/// Under a cap on the cost a year, what interest allows and what principal allows are rounded by themselves, as
/// both stand when an installment falls due. A payment on the day before it takes them down to what is left
/// then, and of two figures that are rounded down another fen is lost.
#[test]
fn under_a_cap_on_the_cost_an_earlier_payment_may_cost_a_fen() {
    let own = Settings {
        day_count: "ACT/365F",
        rounding: "down",
        grace: (7, "exclusive"),
        tolerance: "0.50",
        minimum: Some("25"),
        base: "principalAndInterest",
        share_max: Some("0.01"),
        cost_max: Some("0.06"),
        excess: "nextInstallment",
        ..Settings::shipped()
    };
    let paid = |on| {
        let rows = vec![(54, 46_607, 4_515), (61, 185_236, 1_831), (150, 281_953, 647)];
        let events = vec![Happened::Payment(69, 94_771), Happened::Payment(on, 125_521)];
        owed(&own, &Sample { rate: 6_001, rows, events, days: 69 })
    };
    assert_eq!((paid(61), paid(60)), (18_044, 18_045));
}

/// A day past due of which neither end is counted: nothing is charged, a minimum neither, and there is no line.
#[test]
fn a_day_that_is_not_counted_has_no_line() {
    let sample = Sample { rate: 60_000, rows: vec![(74, 100_000, 5_100)], events: vec![], days: 75 };
    let history = with(sample.facts(), "/loan/maturesOn", json!(day(74)));
    let mut snapshot = history.clone();
    snapshot["arrears"] = history["history"]["schedule"].clone();
    snapshot.as_object_mut().unwrap().remove("history");
    for minimum in [None, Some("25")] {
        let own = Settings { counted: "neither", minimum, ..Settings::shipped() };
        for facts in [&history, &snapshot] {
            let answer = own.assess(facts);
            assert_eq!(
                (&answer["due"]["penalty"], &answer["penalty"]["lines"]),
                (&json!("0.00"), &json!([])),
                "{facts}"
            );
        }
    }
}

/// One payment, told as two of one day, spreads each part, and a first part may turn the order for the second.
#[test]
fn a_payment_in_two_parts_is_another_where_it_is_spread_or_the_order_turns() {
    let own = Settings { card: true, ..Settings::shipped() };
    let rows = vec![(0, 10_000, 0), (60, 100_000, 10_000)];
    let paid = |amounts: &[i64]| {
        let events = amounts.iter().map(|amount| Happened::Payment(100, *amount)).collect();
        own.assess(&Sample { rows: rows.clone(), events, ..plain(100) }.facts())["due"].clone()
    };
    assert_ne!(paid(&[30_000]), paid(&[15_000, 15_000]));
}

/// Two installments of 20.00 bear half a fen each on the first day: by line a fen each, once over the loan one
/// fen together, as of a list of arrears that says the same. On the third day, 1.5 fen each: 2 and 2, or 3.
#[test]
fn rounded_once_all_lines_of_a_loan_are_one_sum() {
    let rows = vec![(0, 2_000, 0), (0, 2_000, 0)];
    for (stage, first, third) in [("line", 4_002, 4_004), ("once", 4_001, 4_003)] {
        let own = Settings { stage, ..Settings::shipped() };
        let sample = |days, events| Sample { rows: rows.clone(), events, ..plain(days) };
        assert_eq!((owed(&own, &sample(1, vec![])), owed(&own, &sample(3, vec![]))), (first, third), "{stage}");
        // What was paid on the first day stays paid: 20.00 of principal and what they bore are settled.
        let paid = 2_001;
        let wanted = if stage == "line" { 2_002 } else { 2_001 };
        assert_eq!(owed(&own, &sample(3, vec![Happened::Payment(1, paid)])), wanted, "{stage}");
    }
}

/// Costs of collecting the debt are settled as costs: under the order of art. 561 of the Civil Code, component by
/// component, before all interest, and that before principal. 100.00 of costs on day 5, 30.00 of interest and
/// 1,000.00 of principal due on day 0; a payment of 120.00 on day 10.
#[test]
fn costs_are_paid_before_interest_and_principal() {
    let own = Settings { walk: "componentFirst", compound: ("none", "none"), ..Settings::shipped() };
    let paid = |component: Value| {
        let fee = json!({ "on": day(5), "kind": "fee", "amount": "100", "label": "court", "component": component });
        let payment = json!({ "on": day(10), "kind": "payment", "amount": "120" });
        let sample = Sample { rows: vec![(0, 100_000, 3_000)], ..plain(10) };
        let answer = own.assess(&with(sample.facts(), "/history/events", json!([fee, payment])));
        let parts = entries(&answer["ledger"]["settled"][0]["parts"]).to_vec();
        let parts = parts.iter().map(|part| format!("{} {} {}", part["arrear"], part["component"], part["amount"]));
        (parts.collect::<Vec<_>>(), answer["due"]["fees"].clone(), answer["due"]["interest"].clone())
    };
    let interest = "\"/history/schedule/0\" \"interest\" \"20.00\"".to_owned();
    let cost = "\"/history/events/0\" \"cost\" \"100.00\"".to_owned();
    assert_eq!(paid(json!("cost")), (vec![cost, interest.clone()], json!("0.00"), json!("10.00")));
    let fee = "\"/history/events/0\" \"fee\" \"100.00\"".to_owned();
    assert_eq!(paid(Value::Null), (vec![fee, interest], json!("0.00"), json!("10.00")));
    // With fees last, only costs come first.
    let own = Settings { order: vec!["cost", "interest", "principal", "fee", "compound", "penalty"], ..own };
    let fee = json!({ "on": day(5), "kind": "fee", "amount": "100", "component": "cost" });
    let payment = json!({ "on": day(10), "kind": "payment", "amount": "100" });
    let sample = Sample { rows: vec![(0, 100_000, 3_000)], ..plain(10) };
    let facts = |component: &str| {
        let fee = with(fee.clone(), "/component", json!(component));
        with(sample.facts(), "/history/events", json!([fee, payment.clone()]))
    };
    assert_eq!(own.assess(&facts("cost"))["due"]["interest"], "30.00");
    assert_eq!(own.assess(&facts("fee"))["due"]["interest"], "0.00");
}

/// 10.00 paid in advance on day 10 pay the interest of the installment of day 30, although a fee of day 20 stands
/// between them in the book; the fee is owed when it is charged.
#[test]
fn a_payment_in_advance_goes_to_the_installment_and_not_to_a_later_fee() {
    for excess in ["nextInstallment", "lastInstallment", "spread"] {
        let own = Settings { excess, ..Settings::shipped() };
        let events = vec![Happened::Payment(10, 1_000), Happened::Fee(20, 500)];
        let sample = Sample { rows: vec![(30, 100_000, 1_000)], events, ..plain(25) };
        let answer = own.assess(&sample.facts());
        assert_eq!((&answer["due"]["fees"], &answer["due"]["total"]), (&json!("5.00"), &json!("5.00")), "{excess}");
        let items = entries(&answer["ledger"]["installments"]);
        assert_eq!(items.iter().map(|item| signed(&item["interest"])).collect::<Vec<_>>(), [0, 0], "{excess}");
        assert_eq!(answer["ledger"]["settled"][0]["parts"][0]["arrear"], "/history/schedule/0");
    }
}

/// Where both ends are counted, 10,000.00 due on day 0 bear eleven days up to day 10, 27.50. That and half of the
/// principal are paid on day 10; day 11 bears 1.25, and day 10 bears nothing again.
#[test]
fn a_day_that_was_paid_for_is_not_counted_anew() {
    let own = Settings { counted: "both", ..Settings::shipped() };
    let paid = |days| Sample { events: vec![Happened::Payment(10, 502_750)], ..plain(days) };
    assert_eq!(owed(&own, &Sample { events: Vec::new(), ..plain(10) }), 1_002_750);
    assert_eq!((owed(&own, &paid(10)), owed(&own, &paid(11))), (500_000, 500_125));
}

/// 10,000.00 and 1,000.00 of interest bear 2.50 and 0.25 a day, at most 100.00 together. Ten days of compound
/// interest, 2.50, are paid; when penalty interest alone would reach the cap on day 40, 97.50 are left of it.
#[test]
fn a_cap_counts_what_was_paid_of_compound_interest() {
    let order = vec!["compound", "cost", "fee", "penalty", "interest", "principal"];
    let own = Settings { share_max: Some("0.01"), order, ..Settings::shipped() };
    let sample = Sample { rows: vec![(0, 1_000_000, 100_000)], events: vec![Happened::Payment(10, 250)], ..plain(60) };
    assert_eq!(own.assess(&sample.facts())["due"]["penalty"], "97.50");
    assert_eq!(owed(&own, &sample), 1_100_000 + 9_750);
}
