//! JSON Schemas (2020-12) of a policy, of the facts of a case and of an answer.
//!
//! They are generated from the types that the engine reads into and answers with, so that a field
//! cannot be forgotten, and closed: a key that the engine does not know is no valid input. Native
//! only, behind the feature `schema`.

mod facts;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::api::Whole;
use crate::policy::model::Policy;

/// Name and schema of everything that has one.
///
/// ```
/// let names: Vec<&str> = arrears::api::schema::all().iter().map(|(name, _)| *name).collect();
/// assert_eq!(names, ["policy", "case", "answer"]);
/// ```
#[must_use]
pub fn all() -> [(&'static str, Value); 3] {
    [("policy", policy()), ("case", case()), ("answer", answer())]
}

/// The schema of a policy: one document, or a list of documents that are its versions.
#[must_use]
pub fn policy() -> Value {
    let mut document = generated::<Policy>(SchemaSettings::draft2020_12());
    let definitions = document.remove("$defs").unwrap_or_else(|| json!({}));
    let title = json!("A policy for overdue loans");
    let document = with_version(document.to_value(), "policy.v1");
    let mut definitions = definitions.as_object().cloned().unwrap_or_default();
    definitions.insert("Version".to_owned(), document);
    for decimal in ["Money", "Rate"] {
        let number = definitions.get_mut(decimal).and_then(|schema| schema.pointer_mut("/anyOf/1/type"));
        if let Some(number) = number {
            // The numbers of a policy are whole, so that they have one canonical form.
            *number = json!("integer");
        }
    }
    let version = json!({ "$ref": "#/$defs/Version" });
    closed(json!({
        "$schema": DRAFT,
        "title": title,
        "description": "One version of a policy, or all of them.",
        "anyOf": [version, { "type": "array", "minItems": 1, "items": version }],
        "$defs": definitions,
    }))
}

/// The schema of the facts of one case.
#[must_use]
pub fn case() -> Value {
    closed(generated::<facts::Facts>(SchemaSettings::draft2020_12()).to_value())
}

/// The schema of an answer.
#[must_use]
pub fn answer() -> Value {
    let schema = generated::<Whole<'static>>(SchemaSettings::draft2020_12().for_serialize()).to_value();
    closed(with_version(schema, "answer.v1"))
}

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

fn generated<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    SchemaGenerator::new(settings).into_root_schema_for::<T>()
}

/// Says which shape it is: a required `schema` with a single value.
fn with_version(mut schema: Value, version: &str) -> Value {
    let constant = json!({ "const": version, "description": "The shape of this document." });
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("schema".to_owned(), constant);
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut)
        && !required.contains(&json!("schema"))
    {
        required.insert(0, json!("schema"));
    }
    schema
}

/// Keywords under which schemas stand that look at the same object as the schema around them.
const SAME_OBJECT: [&str; 4] = ["allOf", "anyOf", "oneOf", "$ref"];

/// Closes every object of a schema to keys that it does not name.
fn closed(mut schema: Value) -> Value {
    close(&mut schema, true);
    schema
}

/// `whole`: whether the schema sees all of the object, and not only one part of a composition.
fn close(schema: &mut Value, whole: bool) {
    let Value::Object(fields) = schema else { return };
    let composed = SAME_OBJECT.iter().any(|keyword| fields.contains_key(*keyword));
    let object = fields.contains_key("properties");
    if whole && object && !fields.contains_key("additionalProperties") {
        let keyword = if composed { "unevaluatedProperties" } else { "additionalProperties" };
        fields.insert(keyword.to_owned(), json!(false));
    }
    let parts_whole = whole && !object;
    for (keyword, inner) in fields.iter_mut() {
        match keyword.as_str() {
            "allOf" | "anyOf" | "oneOf" => close_list(inner, parts_whole),
            "properties" | "$defs" => close_map(inner),
            "items" | "additionalProperties" => close(inner, true),
            _ => {}
        }
    }
}

fn close_list(schemas: &mut Value, whole: bool) {
    for schema in schemas.as_array_mut().into_iter().flatten() {
        close(schema, whole);
    }
}

fn close_map(schemas: &mut Value) {
    let empty = &mut Map::new();
    for schema in schemas.as_object_mut().unwrap_or(empty).values_mut() {
        close(schema, true);
        describe_tag(schema);
    }
}

/// A field that tells one form of an object from the others has no words in the code of its own.
fn describe_tag(schema: &mut Value) {
    if let Some(fields) = schema.as_object_mut()
        && fields.contains_key("const")
        && !fields.contains_key("description")
    {
        fields.insert("description".to_owned(), json!("The word that this form of the object is told by."));
    }
}
