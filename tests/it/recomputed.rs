//! Random cases: the engine's figures and outcomes against the independent ones.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{Sample, sample, yuan};
use crate::independent::{date_text, figures, fits, months_later, payments, pressed_in_vain};
use crate::vectors::assess;

fn check_amounts(answer: &Value, sample: &Sample) -> Result<(), TestCaseError> {
    let (today, tomorrow) = (figures(sample, 0), figures(sample, 1));
    prop_assert_eq!(&answer["delinquency"]["daysPastDue"], &json!(today.days));
    prop_assert_eq!(&answer["delinquency"]["class"], today.class);
    let due = &answer["due"];
    for (name, fen) in [
        ("principal", today.principal),
        ("interest", today.interest),
        ("fees", today.fees),
        ("penalty", today.penalty),
        ("compound", today.compound),
        ("total", today.total),
        ("dailyGrowth", tomorrow.total - today.total),
    ] {
        prop_assert_eq!(&due[name], &json!(yuan(fen)), "{}", name);
    }
    Ok(())
}

fn check_plans(answer: &Value, sample: &Sample) -> Result<(), TestCaseError> {
    let today = figures(sample, 0);
    let plans = &answer["installments"];
    if today.days == 0 {
        prop_assert_eq!(&plans["outcome"], "no");
        return Ok(());
    }
    let shortest = (3..=6).find(|periods| fits(today.total, *periods, sample.income));
    prop_assert_eq!(&plans["outcome"], if shortest.is_some() { "yes" } else { "no" });
    prop_assert_eq!(plans.get("shortest").cloned(), shortest.map(|periods| json!(periods)));
    prop_assert_eq!(plans["options"].as_array().unwrap().len(), 4);
    for (option, periods) in plans["options"].as_array().unwrap().iter().zip(3_i128..) {
        let (regular, last) = payments(today.total, periods);
        let signed = |fen: i128| if fen < 0 { format!("-{}", yuan(-fen)) } else { yuan(fen) };
        prop_assert_eq!(&option["periods"], &json!(periods));
        prop_assert_eq!(&option["payment"], &json!(signed(regular)));
        prop_assert_eq!(&option["lastPayment"], &json!(signed(last)));
        prop_assert_eq!(&option["feasible"], if fits(today.total, periods, sample.income) { "yes" } else { "no" });
        for (row, month) in option["schedule"].as_array().unwrap().iter().zip(1..) {
            prop_assert_eq!(&row["dueOn"], &json!(months_later(sample.as_of, month)));
        }
    }
    Ok(())
}

fn check_decisions(answer: &Value, sample: &Sample) -> Result<(), TestCaseError> {
    let today = figures(sample, 0);
    let granted = (1..=30).contains(&today.days) && sample.first_arrear && sample.came_forward;
    prop_assert_eq!(&answer["waiver"]["outcome"], if granted { "yes" } else { "no" });
    let most = yuan((today.penalty + today.compound) / 5);
    prop_assert_eq!(answer["waiver"].get("max").cloned(), granted.then(|| json!(most)));
    for (step, amount_is_enough) in [("litigation", today.total > 5_000_000), ("agency", true)] {
        let rest = today.days > 0 && amount_is_enough && pressed_in_vain(sample, today.days);
        let wanted = match (rest, today.days > 90) {
            (true, true) => "yes",
            (true, false) => "notYet",
            (false, _) => "no",
        };
        let decision = &answer["escalation"][step];
        prop_assert_eq!(&decision["outcome"], wanted, "{}", step);
        let opens_on = (wanted == "notYet").then(|| json!(date_text(sample.as_of - today.days + 91)));
        prop_assert_eq!(decision.get("opensOn").cloned(), opens_on);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_second_calculation_agrees(sample in sample(4)) {
        let answer = assess(&sample.facts());
        check_amounts(&answer, &sample)?;
        check_plans(&answer, &sample)?;
        check_decisions(&answer, &sample)?;
    }
}

#[test]
fn the_second_calculation_knows_the_calendar() {
    assert_eq!(
        (date_text(0), date_text(11_016), date_text(20_414)),
        ("1970-01-01".into(), "2000-02-29".into(), "2025-11-22".into())
    );
    let of_31_january = 20_119;
    assert_eq!(date_text(of_31_january), "2025-01-31");
    assert_eq!(
        (months_later(of_31_january, 1), months_later(of_31_january, 2)),
        ("2025-02-28".into(), "2025-03-31".into())
    );
}
