//! Owns the JSON schema of `hexapla.toml`, for editors: made from the table of known keys.

use serde_json::{Map, Value, json};

use super::keys::{Key, LOCALE_TABLE, TABLES, VARIABLES, ValueKind, keys_of};
use super::values::INDEXES;

/// The schema as the text of `schema/hexapla.schema.json`.
pub fn schema() -> String {
    let tables = TABLES.iter().map(|(name, doc)| ((*name).to_owned(), top_level(name, doc)));
    let document = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "hexapla.toml",
        "description": "The configuration of a Hexapla help center.",
        "type": "object",
        "additionalProperties": false,
        "properties": Value::Object(tables.collect()),
    });
    format!("{document:#}\n")
}

fn top_level(name: &str, doc: &str) -> Value {
    if name == VARIABLES {
        return json!({
            "description": doc,
            "type": "object",
            "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" },
            "additionalProperties": { "type": ["string", "number"] },
        });
    }
    if name != "locales" {
        return table(name, doc);
    }
    json!({
        "description": doc,
        "type": "object",
        "propertyNames": { "pattern": TAG_PATTERN },
        "additionalProperties": table(LOCALE_TABLE, "One locale, named by its language tag."),
    })
}

fn table(name: &str, doc: &str) -> Value {
    let properties: Map<String, Value> =
        keys_of(name).map(|key| (key.name.to_owned(), property(key))).collect();
    json!({ "description": doc, "type": "object", "additionalProperties": false, "properties": properties })
}

fn property(key: &Key) -> Value {
    let mut value = match key.kind {
        ValueKind::Text | ValueKind::Folder => json!({ "type": "string", "minLength": 1 }),
        ValueKind::BaseUrl => {
            json!({ "type": "string", "format": "uri", "pattern": "^[hH][tT][tT][pP][sS]?://" })
        }
        ValueKind::Tag => json!({ "type": "string", "pattern": TAG_PATTERN }),
        ValueKind::Tags => json!({ "type": "array", "items": { "type": "string", "pattern": TAG_PATTERN } }),
        ValueKind::Name => json!({ "type": "string", "pattern": "^[^./\\\\][^/\\\\]*$" }),
        ValueKind::Colour => json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" }),
        ValueKind::Picture => json!({ "type": "string", "pattern": "\\.(svg|png|webp|avif|jpe?g|gif)$" }),
        ValueKind::Width => json!({ "type": "string", "pattern": "^[0-9.]+(rem|px)$" }),
        ValueKind::Pattern => json!({ "type": "string", "pattern": "^(https?://|mailto:)." }),
        ValueKind::Flag => json!({ "type": "boolean" }),
        ValueKind::Popularity => json!({ "type": "string", "pattern": "^weight$|\\.[cC][sS][vV]$" }),
        ValueKind::FormTarget => json!({ "type": "string", "pattern": "^(/|https?://)" }),
        ValueKind::FrontMatterKeys | ValueKind::Globs => {
            json!({ "type": "array", "items": { "type": "string", "minLength": 1 } })
        }
        ValueKind::WordGroups => json!({
            "type": "array",
            "items": { "type": "array", "minItems": 2, "items": { "type": "string", "minLength": 1 } },
        }),
        ValueKind::Scale => json!({ "type": "number", "minimum": 0.8, "maximum": 1.5 }),
        ValueKind::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        ValueKind::Index => json!({ "type": "string", "enum": INDEXES }),
    };
    value["description"] = json!(key.doc);
    if let Some(default) = key.default {
        let number: Option<f64> = default.parse().ok();
        value["default"] = match (key.kind, number) {
            (ValueKind::Flag, _) => json!(default == "true"),
            (ValueKind::Share, Some(number)) => json!(number),
            _ => json!(default),
        };
    }
    value
}

const TAG_PATTERN: &str = "^([A-Za-z]{2,3}|[A-Za-z]{5,8})(-[A-Za-z0-9]{1,8})*$";
