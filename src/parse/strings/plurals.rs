//! Owns the plural categories that the variants of a message are for, and whether a message can be anything but empty.

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

use crate::source::Span;

use super::span_of;

/// A variant for a plural category, such as `[few]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PluralKey {
    /// The category.
    pub category: String,
    /// Where it stands, without its brackets.
    pub span: Span,
    /// True among the categories of ranks: `NUMBER($n, type: "ordinal")`.
    pub is_ordinal: bool,
}

/// CLDR's plural categories.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The plural categories of a pattern's variants, in order.
pub(super) fn of(text: &str, pattern: &Pattern<&str>) -> Vec<PluralKey> {
    let mut found = Vec::new();
    in_pattern(text, pattern, &mut found);
    found
}

/// Whether a pattern consists of empty texts alone.
pub(super) fn is_blank(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { value } => value.trim().is_empty(),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => value.trim().is_empty(),
        PatternElement::Placeable { .. } => false,
    })
}

fn in_pattern(text: &str, pattern: &Pattern<&str>, found: &mut Vec<PluralKey>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(text, expression, found);
        }
    }
}

fn in_expression(text: &str, expression: &Expression<&str>, found: &mut Vec<PluralKey>) {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            in_expression(text, expression, found)
        }
        Expression::Inline(_) => {}
        Expression::Select { selector, variants } => {
            if let Some(is_ordinal) = counted(selector).filter(|_| are_categories(variants)) {
                let names = variants.iter().filter_map(|variant| match variant.key {
                    VariantKey::Identifier { name } => Some(name),
                    VariantKey::NumberLiteral { .. } => None,
                });
                found.extend(names.map(|name| PluralKey {
                    category: name.to_owned(),
                    span: span_of(text, name),
                    is_ordinal,
                }));
            }
            variants.iter().for_each(|variant| in_pattern(text, &variant.value, found));
        }
    }
}

/// Whether a selector may be a number; if so, whether it is one of an order.
fn counted(selector: &InlineExpression<&str>) -> Option<bool> {
    match selector {
        InlineExpression::VariableReference { .. } | InlineExpression::NumberLiteral { .. } => Some(false),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            Some(is_ordinal(arguments))
        }
        _ => None,
    }
}

fn is_ordinal(arguments: &CallArguments<&str>) -> bool {
    arguments.named.iter().any(|argument| {
        argument.name.name == "type"
            && matches!(argument.value, InlineExpression::StringLiteral { value: "ordinal" })
    })
}

/// Variants of a plural have names of categories and numbers alone; others are kinds that a program names.
fn are_categories(variants: &[Variant<&str>]) -> bool {
    variants.iter().all(|variant| match variant.key {
        VariantKey::Identifier { name } => CATEGORIES.contains(&name),
        VariantKey::NumberLiteral { .. } => true,
    })
}
