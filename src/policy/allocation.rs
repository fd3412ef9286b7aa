//! Where a payment goes, as data: what is paid before what, on which installment, and what becomes of
//! the rest.
//!
//! An order is a list of entries, each a component (cost, fee, penalty, compound, interest, principal)
//! of amounts that are past due, due on the day, or due later. [`Order::new`] turns the list into the
//! passes that a payment makes, once, so that many payments can be allocated by it.
//!
//! # Source
//! The policy's `allocation` section. Civil Code art. 561: in the order agreed, else costs, interest,
//! principal. Card Measures 2011 art. 57: by days overdue.

use serde::{Serialize, Serializer};

use crate::money::Rounding;
use crate::policy::model::{Cited, Source};

/// What an amount that a payment may settle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Component {
    /// Costs of collecting the debt (实现债权的费用).
    Cost,
    /// Fees of the contract.
    Fee,
    /// Penalty interest (罚息).
    Penalty,
    /// Compound interest (复利).
    Compound,
    /// Interest of the contract.
    Interest,
    /// Principal.
    Principal,
}

impl Component {
    /// How many components there are.
    pub const COUNT: usize = 6;

    /// Every component, by its name on the wire, at its [`Component::index`].
    pub const NAMES: [(&'static str, Self); Self::COUNT] = [
        ("cost", Self::Cost),
        ("fee", Self::Fee),
        ("penalty", Self::Penalty),
        ("compound", Self::Compound),
        ("interest", Self::Interest),
        ("principal", Self::Principal),
    ];

    /// Its place among the components, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Cost => 0,
            Self::Fee => 1,
            Self::Penalty => 2,
            Self::Compound => 3,
            Self::Interest => 4,
            Self::Principal => 5,
        }
    }
}

/// Which amounts an entry of an order speaks of, by their due date and the day of the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Due before the day of the payment.
    PastDue,
    /// Due on the day of the payment.
    Due,
    /// Due later.
    InAdvance,
}

impl Scope {
    /// Every scope, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("pastDue", Self::PastDue), ("due", Self::Due), ("inAdvance", Self::InAdvance)];
}

/// How a payment walks over installments and components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Walk {
    /// One installment is finished, component by component, before the next is begun.
    OldestFirst,
    /// One component is finished over all installments before the next is begun.
    ComponentFirst,
}

impl Walk {
    /// Both walks, by their names on the wire.
    pub const NAMES: [(&'static str, Self); 2] =
        [("oldestFirst", Self::OldestFirst), ("componentFirst", Self::ComponentFirst)];
}

/// What becomes of a payment once nothing that has fallen due is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Excess {
    /// It is kept for the borrower; nothing is paid in advance.
    Keep,
    /// It pays the installments that fall due later, the next first.
    NextInstallment,
    /// It pays the installments that fall due later, the last first.
    LastInstallment,
    /// It is spread evenly over the installments that fall due later; the last takes the residue.
    Spread,
}

impl Excess {
    /// Every rule, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("keep", Self::Keep),
        ("nextInstallment", Self::NextInstallment),
        ("lastInstallment", Self::LastInstallment),
        ("spread", Self::Spread),
    ];
}

/// One entry of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of which amounts; none stands for what has fallen due, on the day or before, and after all of
    /// that for what is due later.
    pub scope: Option<Scope>,
    /// Which component of them.
    pub component: Component,
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.scope {
            Some(scope) => Scoped { scope, component: self.component }.serialize(serializer),
            None => self.component.serialize(serializer),
        }
    }
}

/// An entry as it is written where it names a scope.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
struct Scoped {
    /// Of which amounts.
    scope: Scope,
    /// Which component of them.
    component: Component,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Entry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AllocationEntry".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A component: of what has fallen due and then of what is due later, or of the scope named.",
            "anyOf": [generator.subschema_for::<Component>(), generator.subschema_for::<Scoped>()],
        })
    }
}

/// Which of the amounts a pass reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those of one scope.
    Only(Scope),
    /// Those due on the day of the payment or before.
    FallenDue,
}

impl Reach {
    /// Whether an amount is reached that stands so to the day of the payment.
    #[must_use]
    pub fn holds(self, scope: Scope) -> bool {
        match self {
            Self::Only(own) => own == scope,
            Self::FallenDue => scope != Scope::InAdvance,
        }
    }

    /// Whether only amounts that are due later are reached.
    #[must_use]
    pub fn is_in_advance(self) -> bool {
        self == Self::Only(Scope::InAdvance)
    }
}

/// One walk over all installments, paying the components in turn on each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Which amounts it reaches.
    pub reach: Reach,
    /// What it pays on each installment, in this order.
    pub components: Vec<Component>,
}

/// What is paid before what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Whether installments or components are finished one by one.
    pub walk: Walk,
    /// The entries, the first paid first.
    pub entries: Vec<Entry>,
}

impl Sequence {
    /// The passes that a payment makes. Oldest first, entries of one reach become one pass, at the
    /// place of the first of them; component first, each entry is a pass of its own.
    fn passes(&self) -> Vec<Pass> {
        let mut passes: Vec<Pass> = Vec::new();
        let written = self.entries.iter().map(|entry| (entry.scope.map_or(Reach::FallenDue, Reach::Only), *entry));
        let bare = self.entries.iter().filter(|entry| entry.scope.is_none());
        let in_advance = bare.map(|entry| (Reach::Only(Scope::InAdvance), *entry));
        for (reach, Entry { component, .. }) in written.chain(in_advance) {
            let known = passes.iter_mut().find(|pass| pass.reach == reach && self.walk == Walk::OldestFirst);
            match known {
                Some(pass) => pass.components.push(component),
                None => passes.push(Pass { reach, components: vec![component] }),
            }
        }
        passes
    }
}

/// A sequence for loans that are so many days past due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySequence {
    /// First day past due on which it holds.
    pub from_days: u32,
    /// Last day past due on which it holds; none while it has no end.
    pub to_days: Option<u32>,
    /// What is paid before what.
    pub sequence: Sequence,
}

/// Where payments go, ready for use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What becomes of a payment once nothing that has fallen due is left.
    pub excess: Excess,
    /// Rounding of an even share of the excess to the fen.
    pub rounding: Rounding,
    passes: Vec<Pass>,
    by_days: Vec<DayPasses>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct DayPasses {
    from_days: u32,
    to_days: Option<u32>,
    passes: Vec<Pass>,
}

impl Order {
    /// The order that pays nothing.
    pub const NONE: Self =
        Self { excess: Excess::Keep, rounding: Rounding::HalfUp, passes: Vec::new(), by_days: Vec::new() };

    /// Makes an order ready: one sequence for all days past due, but where another is given for them.
    #[must_use]
    pub fn new(sequence: &Sequence, by_days: &[DaySequence], excess: Excess, rounding: Rounding) -> Self {
        let passes = |sequence: &Sequence| {
            let mut passes = sequence.passes();
            passes.retain(|pass| excess != Excess::Keep || !pass.reach.is_in_advance());
            passes
        };
        let by_days = by_days.iter().map(|own| DayPasses {
            from_days: own.from_days,
            to_days: own.to_days,
            passes: passes(&own.sequence),
        });
        Self { excess, rounding, passes: passes(sequence), by_days: by_days.collect() }
    }

    /// Whether the order is another for some days past due.
    #[must_use]
    pub fn looks_at_days(&self) -> bool {
        !self.by_days.is_empty()
    }

    /// The passes of a payment on a loan that is so many days past due.
    #[must_use]
    pub fn passes(&self, days_past_due: u32) -> &[Pass] {
        let holds =
            |own: &&DayPasses| own.from_days <= days_past_due && own.to_days.is_none_or(|last| days_past_due <= last);
        self.by_days.iter().find(holds).map_or(&self.passes, |own| &own.passes)
    }
}

/// Another order for some days past due, as a policy states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DayEntries {
    /// First day past due on which it holds.
    pub from_days: u32,
    /// Last day past due on which it holds; absent while it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_days: Option<u32>,
    /// How the payment walks; as on other days where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub walk: Option<Walk>,
    /// The entries, the first paid first.
    pub entries: Vec<Entry>,
    /// Where it comes from.
    pub source: Source,
}

/// Where payments go, as a policy states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Allocation {
    /// Whether installments or components are finished one by one.
    pub walk: Cited<Walk>,
    /// The entries of the order, the first paid first.
    pub entries: Cited<Vec<Entry>>,
    /// Other orders by days past due; none where there is one for all.
    pub by_days: Option<Vec<DayEntries>>,
    /// What becomes of a payment once nothing that has fallen due is left.
    pub excess: Cited<Excess>,
    /// Rounding of an even share of what is left, where it is spread.
    pub rounding: Cited<Rounding>,
    /// The same, ready for use.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub order: Order,
}

/// What a payment settles first, and what becomes of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AllocationRule<'p> {
    /// Whether installments or components are finished one by one.
    pub walk: Walk,
    /// The entries of the order, the first paid first.
    pub entries: &'p [Entry],
    /// Other orders by days past due, where the policy has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_days: Option<&'p [DayEntries]>,
    /// What becomes of a payment once nothing that has fallen due is left.
    pub excess: Excess,
}

impl<'p> AllocationRule<'p> {
    /// The rule that a policy states, without its sources.
    #[must_use]
    pub fn of(policy: &'p Allocation) -> Self {
        Self {
            walk: policy.walk.value,
            entries: &policy.entries.value,
            by_days: policy.by_days.as_deref(),
            excess: policy.excess.value,
        }
    }
}
