//! The walk over all values of a tree.

use crate::json::Value;
use crate::reader::Path;

/// Visits a value and everything in it, the outer before the inner. What is in a value is left out where the
/// visitor says `false` to it.
pub fn visit<'v>(value: &'v Value, path: Path<'_>, visitor: &mut dyn FnMut(&'v Value, Path<'_>) -> bool) {
    if !visitor(value, path) {
        return;
    }
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                visit(entry, path.entry(index), visitor);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                visit(field, path.field(name), visitor);
            }
        }
        _ => {}
    }
}
