//! Owns the reading of a JSON schema that `schemars` derived: its keys with type, default and documentation.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// A configurable key, as its schema describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SchemaKey {
    /// The tables around it, outermost first; `<name>` stands for a freely chosen name.
    pub table: Vec<String>,
    /// Its own name, or `<name>` for a freely chosen name.
    pub name: String,
    /// The type of its value, such as `string` or `list of string`.
    pub value_type: String,
    /// The default as JSON, which for a single value is also valid TOML and YAML.
    pub default: Option<String>,
    /// Its documentation: the doc comment of the field.
    pub doc: String,
}

impl SchemaKey {
    /// The name of its table, such as `locales.<tag>`; empty at the top.
    pub(crate) fn table_name(&self) -> String {
        self.table.join(".")
    }
}

/// The JSON schema of a type as editors read it: draft 7, with all definitions inlined.
///
/// Neither TOML nor front matter writes an absent value as `null`, so an optional value has the schema of the value.
pub(crate) fn schema_of<T: JsonSchema>() -> Schema {
    let inline = |settings: &mut SchemaSettings| settings.inline_subschemas = true;
    SchemaSettings::draft07()
        .with(inline)
        .for_deserialize()
        .with_transform(WithoutNull)
        .into_generator()
        .into_root_schema_for::<T>()
}

/// All keys of a schema that [`schema_of`] made, by table and name.
pub(crate) fn schema_keys(schema: &Schema) -> Vec<SchemaKey> {
    let mut keys = Vec::new();
    collect(schema.as_value(), &mut Vec::new(), &mut keys);
    keys
}

fn collect(schema: &Value, table: &mut Vec<String>, keys: &mut Vec<SchemaKey>) {
    let mut visit = |name: String, value: &Value| {
        if is_table(value) {
            table.push(name);
            collect(value, table, keys);
            table.pop();
        } else {
            keys.push(key(table, name, value));
        }
    };
    for (name, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        visit(name.clone(), value);
    }
    if let Some(value) = schema.get("additionalProperties").filter(|value| value.is_object()) {
        let title = schema.pointer("/propertyNames/title").and_then(Value::as_str).unwrap_or("name");
        visit(format!("<{title}>"), value);
    }
}

fn is_table(schema: &Value) -> bool {
    schema.get("properties").is_some() || schema.get("additionalProperties").is_some_and(Value::is_object)
}

fn key(table: &[String], name: String, schema: &Value) -> SchemaKey {
    SchemaKey {
        table: table.to_vec(),
        name,
        value_type: type_of(schema),
        default: schema.get("default").map(Value::to_string),
        doc: text(schema, "description"),
    }
}

fn text(schema: &Value, keyword: &str) -> String {
    schema.get(keyword).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The type in words: `string`, `list of string`, `"all" or "none"`, `string or number`.
fn type_of(schema: &Value) -> String {
    let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(values) = list("enum") {
        return alternatives(values.iter().map(Value::to_string));
    }
    if let Some(schemas) = list("anyOf").or_else(|| list("oneOf")) {
        return alternatives(schemas.iter().map(type_of));
    }
    match schema.get("type") {
        Some(Value::String(name)) if name == "array" => match schema.get("items") {
            Some(items) => format!("list of {}", type_of(items)),
            None => "list".to_owned(),
        },
        Some(Value::String(name)) if name == "object" => "table".to_owned(),
        Some(Value::String(name)) => name.clone(),
        Some(Value::Array(names)) => alternatives(names.iter().filter_map(Value::as_str).map(str::to_owned)),
        _ => "any".to_owned(),
    }
}

fn alternatives(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    names.join(" or ")
}

/// Removes `null` from types and defaults, and the formats of Rust's number types.
#[derive(Clone, Debug)]
struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.get("default").is_some_and(Value::is_null) {
            object.remove("default");
        }
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if object.get("type").is_some_and(|name| name == "number" || name == "integer") {
            object.remove("format");
        }
        if let Some(Value::Array(schemas)) = object.get_mut("anyOf") {
            schemas.retain(|schema| schema.get("type").is_none_or(|name| name != "null"));
            if let [Value::Object(only)] = schemas.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                only.into_iter().for_each(|(keyword, value)| {
                    object.entry(keyword).or_insert(value);
                });
            }
        }
    }
}
