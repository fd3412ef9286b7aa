//! Orders of payment: what they never reach, what they say twice, and where they leave the law.

use crate::json::Value;

use crate::error::Problems;
use crate::policy::allocation::{Component, Entry, Excess, Scope};
use crate::policy::check::guards::push_cited;
use crate::policy::check::{WarningCode, Warnings, days_in_force, words};
use crate::policy::law::{Law, touches};
use crate::policy::parse::allocation::entries;
use crate::reader::{Path, one_of};

pub(super) fn check(version: &Value, base: &str, law: Option<&Law>, warnings: &mut Warnings) {
    let Some(section) = version.get("allocation") else { return };
    let last_day = days_in_force(version).1;
    let law = law.filter(|law| touches(&law.allocation_order.source, last_day));
    let in_advance = section.pointer("/excess/value").is_some_and(pays_in_advance);
    let mut checked = |value: Option<&Value>, path: String| {
        let entries = value.and_then(|value| entries(value, Path::Root, &mut Problems::new()));
        if let Some(entries) = entries {
            Order { entries: &entries, path: format!("{base}{path}") }.check(in_advance, law, warnings);
        }
    };
    checked(section.pointer("/entries/value"), "/allocation/entries/value".to_owned());
    for (index, own) in section.get("byDays").and_then(Value::as_array).into_iter().flatten().enumerate() {
        checked(own.get("entries"), format!("/allocation/byDays/{index}/entries"));
    }
}

fn pays_in_advance(excess: &Value) -> bool {
    let excess = one_of(excess, &Excess::NAMES, Path::Root, &mut Problems::new());
    excess.is_some_and(|excess| excess != Excess::Keep)
}

/// The entries of one order, and where they stand.
struct Order<'e> {
    entries: &'e [Entry],
    path: String,
}

impl Order<'_> {
    fn check(&self, in_advance: bool, law: Option<&Law>, warnings: &mut Warnings) {
        self.check_repeats(warnings);
        self.check_reach(in_advance, warnings);
        if let Some(law) = law {
            self.check_law(law, warnings);
        }
    }

    /// The place of the entry by which a component of a scope is paid.
    fn place(&self, scope: Scope, component: Component) -> Option<usize> {
        let pays = |entry: &Entry| entry.component == component && entry.scope.is_none_or(|own| own == scope);
        self.entries.iter().position(pays)
    }

    /// Entries of which everything is paid by an earlier one.
    fn check_repeats(&self, warnings: &mut Warnings) {
        for (index, entry) in self.entries.iter().enumerate() {
            let pays_here = Scope::NAMES.iter().any(|(_, scope)| {
                entry.scope.is_none_or(|own| own == *scope) && self.place(*scope, entry.component) == Some(index)
            });
            if !pays_here {
                let message = warnings.say(&words::PAID_ALREADY, &[("component", name(entry.component))]);
                let help = warnings.say(&words::STRIKE_ONE, &[]);
                warnings.push(WarningCode::AllocationRepeats, format!("{}/{index}", self.path), message, Some(help));
            }
        }
    }

    /// Components that no entry pays.
    fn check_reach(&self, in_advance: bool, warnings: &mut Warnings) {
        let mut never: Vec<String> = Vec::new();
        for (scope_name, scope) in Scope::NAMES {
            let mut lacking = Vec::new();
            for (name, component) in Component::NAMES {
                if self.place(scope, component).is_none() {
                    lacking.push(name);
                }
            }
            if !lacking.is_empty() && (in_advance || scope != Scope::InAdvance) {
                never.push(format!("{scope_name}: {}", lacking.join(", ")));
            }
        }
        if !never.is_empty() {
            let message = warnings.say(&words::NEVER_REACHED, &[("components", &never.join("; "))]);
            let help = warnings.say(&words::ADD_THEM, &[]);
            warnings.push(WarningCode::AllocationLeavesOut, self.path.clone(), message, Some(help));
        }
    }

    /// What the law has in another order, where nothing else was agreed.
    fn check_law(&self, law: &Law, warnings: &mut Warnings) {
        let guard = &law.allocation_order;
        let turned = guard.value.windows(2).find_map(|pair| match pair {
            [earlier, later] if self.turns(*earlier, *later) => Some((*earlier, *later)),
            _ => None,
        });
        if let Some((earlier, later)) = turned {
            let wanted: Vec<&str> = guard.value.iter().map(|component| name(*component)).collect();
            let wanted = wanted.join(", ");
            let values = [("later", name(later)), ("earlier", name(earlier)), ("order", &wanted)];
            let message = warnings.say(&words::OTHER_ORDER, &values);
            push_cited(WarningCode::AllocationOtherThanLaw, self.path.clone(), message, &guard.source, law, warnings);
        }
    }

    /// Whether what should be paid later is paid before the other.
    fn turns(&self, earlier: Component, later: Component) -> bool {
        [Scope::PastDue, Scope::Due].into_iter().any(|scope| {
            let places = self.place(scope, earlier).zip(self.place(scope, later));
            places.is_some_and(|(earlier, later)| later < earlier)
        })
    }
}

fn name(component: Component) -> &'static str {
    Component::NAMES.get(component.index()).map_or("", |(name, _)| name)
}
