//! Figures with another number of decimals than the fen has.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::json::{Digits, Figure, serialize_figure};
use crate::money::{Money, power_of_ten};

/// A figure in yuan with a fixed number of decimals, held as whole units of the last.
///
/// ```
/// use arrears::money::Fixed;
/// assert_eq!(Fixed { units: 3_041_459, places: 4 }.to_string(), "304.1459");
/// assert_eq!(Fixed { units: -5, places: 2 }.to_string(), "-0.05");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// How many units of the last decimal.
    pub units: i128,
    /// How many decimals.
    pub places: u32,
}

impl fmt::Display for Fixed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.digits() {
            return formatter.write_str(text.text());
        }
        let of_one = power_of_ten(self.places).unsigned_abs();
        let units = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        let whole = units.checked_div(of_one).unwrap_or(units);
        let rest = units.checked_rem(of_one).unwrap_or(0);
        let width = usize::try_from(self.places).unwrap_or(0);
        write!(formatter, "{sign}{whole}.{rest:0width$}")
    }
}

impl Serialize for Fixed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_figure(self, serializer)
    }
}

impl Figure for Fixed {
    fn digits(&self) -> Option<Digits> {
        let units = u64::try_from(self.units.unsigned_abs()).ok()?;
        let places = usize::try_from(self.places).ok().filter(|places| (1..=8).contains(places))?;
        let of_one = u64::try_from(power_of_ten(self.places)).ok()?;
        let mut text = Digits::default();
        text.number(units.checked_rem(of_one)?, places).sign(b'.').number(units.checked_div(of_one)?, 1);
        if self.units < 0 {
            text.sign(b'-');
        }
        Some(text)
    }
}

impl Money {
    /// The amount in units of a decimal place, the second of which is the fen. Coarser than that it stays
    /// in fen.
    #[must_use]
    pub fn in_places(self, places: u32) -> Self {
        Self(self.0.saturating_mul(power_of_ten(places.saturating_sub(2))))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::Fixed;

    impl JsonSchema for Fixed {
        fn schema_name() -> Cow<'static, str> {
            "Fixed".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "pattern": "^-?[0-9]+[.][0-9]{2,15}$",
                "description": "A figure in yuan with as many decimals as were asked for.",
            })
        }
    }
}
