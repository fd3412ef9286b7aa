//! The JSON Schemas of the types of a policy that are written otherwise than they are held.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::limits::CLAUSES_MAX;
use crate::policy::collection::ReviewFact;
use crate::policy::model::{Class, Compare, Condition, Fact, Node, RiskTier};

fn one_of(names: &[&str], description: &str) -> Schema {
    json_schema!({ "type": "string", "enum": names, "description": description })
}

impl JsonSchema for Fact {
    fn schema_name() -> Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(&Self::NAMES.map(|(name, _)| name), "A named fact that a condition may look at.")
    }
}

impl JsonSchema for ReviewFact {
    fn schema_name() -> Cow<'static, str> {
        "ReviewFact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(&Self::NAMES.map(|(name, _)| name), "JSON pointer to a fact that a review of hardship may look at.")
    }
}

impl JsonSchema for Class {
    fn schema_name() -> Cow<'static, str> {
        "Class".into()
    }

    /// A policy bounds the classes of overdue loans; an answer may also say `current`.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut names = Self::NAMES.map(|(name, _)| name).to_vec();
        if generator.contract().is_serialize() {
            names.insert(0, "current");
        }
        one_of(&names, "How delinquent a loan is by the institution's plan.")
    }
}

impl JsonSchema for RiskTier {
    fn schema_name() -> Cow<'static, str> {
        "RiskTier".into()
    }

    /// A policy bounds the tiers that days past due lead to; an answer may also say `normal`.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut names = Self::NAMES.map(|(name, _)| name).to_vec();
        if generator.contract().is_serialize() {
            names.insert(0, "normal");
        }
        one_of(&names, "The regulator's five tiers.")
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Node>()
    }
}

impl JsonSchema for Node {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let node = generator.subschema_for::<Node>();
        let clause = generator.subschema_for::<Compare>();
        let list = |name: &str, description: &str| {
            json_schema!({
                "type": "object",
                "required": [name],
                "properties": {
                    name: {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": CLAUSES_MAX,
                        "items": node,
                        "description": description,
                    },
                },
            })
        };
        json_schema!({
            "description": "A condition over facts: `all`, `any`, `not`, or a comparison.",
            "anyOf": [
                list("all", "Every part holds."),
                list("any", "At least one part holds."),
                {
                    "type": "object",
                    "required": ["not"],
                    "properties": { "not": { "allOf": [node], "description": "The part does not hold." } },
                },
                clause,
            ],
        })
    }
}
