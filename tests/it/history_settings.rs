//! Policies that differ in how histories are charged and payments are allocated: drawn for the laws of
//! histories, each made by editing the policy that ships.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use arrears::api::{Engine, call_text};
use proptest::prelude::*;
use serde_json::{Value, json};

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");

/// Day counts under which a period may be parted anywhere: every day is the same part of a year, or its
/// part depends on the day alone.
pub(crate) const ADDITIVE: [&str; 7] =
    ["ACT/360", "ACT/365F", "ACT/365.25", "ACT/364", "ACT/ACT-ISDA", "NL/360", "NL/365"];
/// Day counts under which the part of a year depends on where a period begins and ends.
const PARTED: [&str; 11] = [
    "ACT/365-ACTUAL",
    "ACT/ACT-AFB",
    "ACT/ACT-YEAR",
    "30/360-ISDA",
    "30E/360",
    "30E/360-ISDA",
    "30U/360",
    "30U/360-EOM",
    "30E+/360",
    "30/360-PSA",
    "30E/365",
];
const COMPONENTS: [&str; 6] = ["cost", "fee", "interest", "compound", "penalty", "principal"];

/// The settings of a policy.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) day_count: &'static str,
    pub(crate) counted: &'static str,
    pub(crate) rounding: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) grace: (u32, &'static str),
    pub(crate) tolerance: &'static str,
    pub(crate) minimum: Option<&'static str>,
    pub(crate) base: &'static str,
    pub(crate) compound: (&'static str, &'static str),
    pub(crate) rate_max: Option<&'static str>,
    pub(crate) share_max: Option<&'static str>,
    pub(crate) cost_max: Option<&'static str>,
    pub(crate) stacking: &'static str,
    pub(crate) walk: &'static str,
    pub(crate) order: Vec<&'static str>,
    /// Another order from the 91st day past due on.
    pub(crate) card: bool,
    pub(crate) excess: &'static str,
}

impl Settings {
    /// Those of the policy that ships.
    pub(crate) fn shipped() -> Self {
        Self {
            day_count: "ACT/360",
            counted: "start",
            rounding: "halfUp",
            stage: "line",
            grace: (0, "exclusive"),
            tolerance: "0",
            minimum: None,
            base: "principal",
            compound: ("penalty", "penalty"),
            rate_max: None,
            share_max: None,
            cost_max: None,
            stacking: "all",
            walk: "oldestFirst",
            order: COMPONENTS.to_vec(),
            card: false,
            excess: "keep",
        }
    }

    fn document(&self) -> Value {
        let mut policy: Value = serde_json::from_str(BANK).unwrap();
        let source = policy["penalty"]["markup"]["source"].clone();
        let cited = |value: Value| json!({ "value": value, "source": source });
        let penalty = &mut policy["penalty"];
        for (name, value) in [
            ("dayCount", json!(self.day_count)),
            ("daysCounted", json!(self.counted)),
            ("rounding", json!(self.rounding)),
            ("roundingStage", json!(self.stage)),
            ("grace", json!({ "days": self.grace.0, "mode": self.grace.1 })),
            ("tolerance", json!(self.tolerance)),
            ("penaltyBase", json!(self.base)),
            // Interest that stands in the base cannot bear compound interest beside it.
            ("compoundOnInterest", json!(self.base == "principal")),
            ("compoundRate", json!({ "beforeMaturity": self.compound.0, "afterMaturity": self.compound.1 })),
            ("feeStacking", json!(self.stacking)),
        ] {
            penalty[name] = cited(value);
        }
        let optional = [
            ("minimumCharge", self.minimum),
            ("rateMax", self.rate_max),
            ("shareOfPrincipalMax", self.share_max),
            ("totalCostMax", self.cost_max),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                penalty[name] = cited(json!(value));
            }
        }
        let mut allocation = json!({
            "walk": cited(json!(self.walk)), "entries": cited(json!(self.order)),
            "excess": cited(json!(self.excess)), "rounding": cited(json!(self.rounding)),
        });
        if self.card {
            let principal_first = ["principal", "cost", "fee", "interest", "compound", "penalty"];
            allocation["byDays"] = json!([{ "fromDays": 91, "entries": principal_first, "source": source }]);
        }
        policy["allocation"] = allocation;
        policy
    }

    /// The engine of these settings; the same settings are compiled once.
    pub(crate) fn engine(&self) -> Arc<Engine> {
        static ENGINES: LazyLock<Mutex<HashMap<String, Arc<Engine>>>> = LazyLock::new(Mutex::default);
        let key = format!("{self:?}");
        if let Some(engine) = ENGINES.lock().unwrap().get(&key) {
            return Arc::clone(engine);
        }
        let engine = Engine::compile(&self.document().to_string()).unwrap_or_else(|failure| panic!("{failure:?}"));
        let engine = Arc::new(engine);
        ENGINES.lock().unwrap().insert(key, Arc::clone(&engine));
        engine
    }

    /// The answer to a case under these settings.
    pub(crate) fn assess(&self, facts: &Value) -> Value {
        let reply = call_text(&self.engine(), "assess", &facts.to_string(), "{}");
        let text = reply.unwrap_or_else(|failure| panic!("{} for {facts} under {self:?}", failure.to_json()));
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) fn is_additive(&self) -> bool {
        ADDITIVE.contains(&self.day_count) && self.stage != "segment"
    }
}

/// Numbers that follow from one, for drawing settings.
struct Draw(u64);

impl Draw {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Mostly the usual, now and then one of the others.
    fn mostly<T: Copy>(&mut self, usual: T, others: &[T]) -> T {
        if self.below(5) < 2 { usual } else { self.of(others) }
    }
}

fn numbered(number: u64) -> Settings {
    let mut draw = Draw(number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(7));
    let all: Vec<&'static str> = ADDITIVE.iter().chain(&PARTED).copied().collect();
    let mut order = COMPONENTS.to_vec();
    for place in (1..order.len()).rev() {
        order.swap(place, draw.below(place + 1));
    }
    let base = draw.mostly("principal", &["interest", "principalAndInterest", "installment"]);
    Settings {
        day_count: draw.mostly("ACT/365F", &all),
        counted: draw.mostly("start", &["end", "both", "neither"]),
        rounding: draw.mostly("halfUp", &["halfEven", "down", "up"]),
        stage: draw.mostly("line", &["once", "segment"]),
        grace: draw.mostly((0, "exclusive"), &[(7, "exclusive"), (10, "inclusive"), (15, "classificationOnly")]),
        tolerance: draw.mostly("0", &["0.50", "100"]),
        minimum: draw.mostly(None, &[Some("0.10"), Some("25")]),
        base,
        compound: draw.of(&[
            ("penalty", "penalty"),
            ("contract", "penalty"),
            ("none", "penalty"),
            ("contract", "none"),
        ]),
        rate_max: draw.mostly(None, &[Some("0.08"), Some("0.24")]),
        share_max: draw.mostly(None, &[Some("0.01"), Some("0.2")]),
        cost_max: draw.mostly(None, &[Some("0.06"), Some("0.24")]),
        stacking: draw.of(&["all", "oncePerLabel"]),
        walk: draw.of(&["oldestFirst", "componentFirst"]),
        order: if draw.below(3) == 0 { order } else { COMPONENTS.to_vec() },
        card: draw.below(4) == 0,
        excess: draw.mostly("keep", &["nextInstallment", "lastInstallment", "spread"]),
    }
}

/// Settings of every kind. There are so many of them, so that each is compiled once.
pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    (0_u64..60).prop_map(numbered)
}

/// Settings under which a period may be parted anywhere.
pub(crate) fn additive() -> impl Strategy<Value = Settings> {
    (0_u64..40).prop_map(|number| {
        let own = numbered(number);
        let day_count = if ADDITIVE.contains(&own.day_count) {
            own.day_count
        } else {
            ADDITIVE[usize::try_from(number).unwrap() % ADDITIVE.len()]
        };
        Settings { day_count, stage: if own.stage == "segment" { "line" } else { own.stage }, ..own }
    })
}

#[test]
fn the_settings_that_are_drawn_hold_every_choice() {
    let drawn: Vec<Settings> = (0..60).map(numbered).collect();
    let all = |of: fn(&Settings) -> String, count: usize| {
        let seen: std::collections::BTreeSet<String> = drawn.iter().map(of).collect();
        assert!(seen.len() >= count, "only {seen:?}");
    };
    all(|own| own.day_count.to_owned(), 14);
    all(|own| own.counted.to_owned(), 4);
    all(|own| own.rounding.to_owned(), 4);
    all(|own| own.stage.to_owned(), 3);
    all(|own| format!("{:?}", own.grace), 4);
    all(|own| own.tolerance.to_owned(), 3);
    all(|own| format!("{:?}", own.minimum), 3);
    all(|own| own.base.to_owned(), 4);
    all(|own| format!("{:?}", own.compound), 4);
    all(|own| format!("{:?}", own.cost_max), 3);
    all(|own| format!("{:?}", own.share_max), 3);
    all(|own| format!("{:?}", own.rate_max), 3);
    all(|own| own.walk.to_owned(), 2);
    all(|own| own.excess.to_owned(), 4);
    all(|own| own.card.to_string(), 2);
}
