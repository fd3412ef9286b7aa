//! One clause as it stood in one case, and how it is written.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::condition::{Kleene, Known};
use crate::json::{Digits, Lasting};
use crate::money::Money;
use crate::policy::model::{Fact, Operator, Source, Threshold};

/// One clause as it stood in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause<'p> {
    /// Stable id of the clause.
    pub id: &'p str,
    /// Its place in the tree.
    pub group: Group<'p>,
    /// The fact compared.
    pub fact: Fact,
    /// Its value, or its bounds; none where it is unknown.
    pub value: Option<Known>,
    /// How it was compared.
    pub operator: Operator,
    /// With what.
    pub threshold: &'p Threshold,
    /// Whether the comparison holds.
    pub status: Kleene,
    /// Whether the clause decided the outcome.
    pub decisive: bool,
    /// On whose word.
    pub source: &'p Source,
}

impl<'p> Clause<'p> {
    /// A clause that has to hold beside the condition of a decision, with its place as `group`.
    #[must_use]
    pub fn beside(group: &'p str, id: &'p str, fact: Fact, value: Known, source: &'p Source) -> Self {
        let (operator, threshold) = match fact {
            Fact::WaiverRemaining => (Operator::Gt, &Threshold::Money(Money::ZERO)),
            _ => (Operator::Eq, &Threshold::YesNo(true)),
        };
        let status = match value {
            Known::Money(bounds) => bounds.compare(operator, Money::ZERO),
            Known::YesNo(answer) => answer.into(),
            _ => Kleene::Unknown,
        };
        let group = Group { option: None, place: group };
        Self { id, group, fact, value: Some(value), operator, threshold, status, decisive: false, source }
    }
}

impl Serialize for Clause<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Clause", 11)?;
        fields.serialize_field("id", &Lasting(self.id))?;
        fields.serialize_field("group", &self.group)?;
        fields.serialize_field("fact", &self.fact)?;
        fields.serialize_field("value", &self.value)?;
        match self.value {
            Some(Known::Money(bounds)) if bounds.known().is_none() => {
                add_bounds(&mut fields, bounds.at_least().as_ref(), bounds.high.as_ref())?;
            }
            Some(Known::Share(share)) if share.known().is_none() => {
                add_bounds(&mut fields, Some(&share.at_least()), share.at_most().as_ref())?;
            }
            _ => {}
        }
        fields.serialize_field("operator", &self.operator)?;
        fields.serialize_field("threshold", self.threshold)?;
        fields.serialize_field("status", &self.status)?;
        fields.serialize_field("decisive", &self.decisive)?;
        fields.serialize_field("source", &Lasting(self.source))?;
        fields.end()
    }
}

fn add_bounds<F: SerializeStruct>(
    fields: &mut F,
    low: Option<&impl Serialize>,
    high: Option<&impl Serialize>,
) -> Result<(), F::Error> {
    if let Some(low) = low {
        fields.serialize_field("atLeast", low)?;
    }
    match high {
        Some(high) => fields.serialize_field("atMost", high),
        None => Ok(()),
    }
}

/// A clause's place in the tree, such as `all/2/any/0`; among alternatives, behind `any/` and the
/// alternative's own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<'p> {
    pub(super) option: Option<u32>,
    pub(super) place: &'p str,
}

impl fmt::Display for Group<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.option {
            None => formatter.write_str(self.place),
            Some(option) => formatter.write_str(&self.among_alternatives(option)),
        }
    }
}

impl Group<'_> {
    fn among_alternatives(&self, option: u32) -> String {
        let mut number = Digits::default();
        let slash = if self.place.is_empty() { "" } else { "/" };
        ["any/", number.number(option.into(), 1).text(), slash, self.place].concat()
    }
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.option {
            None => Lasting(self.place).serialize(serializer),
            Some(option) => serializer.serialize_str(&self.among_alternatives(option)),
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use crate::condition::{Clause, Kleene, Known};
    use crate::policy::model::{Fact, Operator, Source, Threshold};

    /// One clause as it stood in one case.
    #[derive(serde::Serialize, JsonSchema)]
    #[serde(rename_all = "camelCase")]
    struct Written<'p> {
        /// Stable id of the clause.
        id: &'p str,
        /// Its place in the tree.
        group: &'p str,
        /// The fact compared.
        fact: Fact,
        /// Its value; `null` where it is unknown, or known only within bounds.
        value: Option<Known>,
        /// What a value that is not known exactly is at least, where that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<Known>,
        /// What it is at most, where that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<Known>,
        /// How it was compared.
        operator: Operator,
        /// With what.
        threshold: &'p Threshold,
        /// Whether the comparison holds.
        status: Kleene,
        /// Whether the clause decided the outcome.
        decisive: bool,
        /// On whose word.
        source: &'p Source,
    }

    impl JsonSchema for Clause<'_> {
        fn schema_name() -> Cow<'static, str> {
            "Clause".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            Written::json_schema(generator)
        }
    }
}
