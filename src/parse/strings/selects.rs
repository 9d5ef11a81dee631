//! Owns the rewriting of a Fluent file into the form that bundles run.
//!
//! `fluent-bundle` chooses plural variants by rules of its own that are wrong for some languages, and takes `1.0` for
//! another number than `1`. So each select calls our function with the selector and the keys, which returns the name of a
//! variant: `{ $n -> [one] a *[other] b }` becomes `{ SELECT($n, "one", "other") -> [v0] a *[v1] b }`.
//! A bundle keeps messages and terms in one table, where `brand` and `-brand` would clash: terms are given a longer name.
//! Placeables inside placeables are unwrapped on the way, for the resolver panics on some of them.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, Resource,
    Variant, VariantKey,
};
use fluent_syntax::{parser, serializer};

/// The function that returns the name of the selected variant: `v` and its position, or nothing for the default.
pub(crate) const SELECT_FUNCTION: &str = "HEXAPLA_SELECT";

/// What a term's name begins with in the form that bundles run.
pub(crate) const TERM_MARK: &str = "HEXAPLA_TERM_";

/// The file in the form that bundles run: as it is, where there is nothing to rewrite.
pub(super) fn runtime_form(text: &str, tree: &Resource<&str>) -> FluentResource {
    let rewritten = tree.body.iter().any(entry_needs_it).then(|| rewrite(text)).flatten();
    rewritten.unwrap_or_else(|| lenient(text.to_owned()))
}

/// `None` if the serializer's text does not parse: the built-in rules are better than no message.
fn rewrite(text: &str) -> Option<FluentResource> {
    let (Ok(mut tree) | Err((mut tree, _))) = parser::parse_runtime(text.to_owned());
    for entry in &mut tree.body {
        if let Entry::Term(term) = entry {
            term.id.name.insert_str(0, TERM_MARK);
        }
        patterns_of(entry).into_iter().for_each(rewrite_pattern);
    }
    FluentResource::try_new(serializer::serialize(&tree)).ok()
}

fn lenient(text: String) -> FluentResource {
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text);
    resource
}

fn entry_needs_it(entry: &Entry<&str>) -> bool {
    match entry {
        Entry::Message(message) => {
            let attributes = message.attributes.iter().map(|attribute| &attribute.value);
            message.value.iter().chain(attributes).any(pattern_needs_it)
        }
        Entry::Term(_) => true,
        _ => false,
    }
}

/// A select can hide in a placeable among a function's arguments, so only the simplest placeables need nothing.
fn pattern_needs_it(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::Placeable { expression: Expression::Inline(inline) } => !matches!(
            inline,
            InlineExpression::VariableReference { .. }
                | InlineExpression::MessageReference { .. }
                | InlineExpression::StringLiteral { .. }
                | InlineExpression::NumberLiteral { .. }
        ),
        PatternElement::Placeable { .. } => true,
        PatternElement::TextElement { .. } => false,
    })
}

fn patterns_of(entry: &mut Entry<String>) -> Vec<&mut Pattern<String>> {
    match entry {
        Entry::Message(message) => {
            let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
            message.value.iter_mut().chain(attributes).collect()
        }
        Entry::Term(term) => {
            let attributes = term.attributes.iter_mut().map(|attribute| &mut attribute.value);
            [&mut term.value].into_iter().chain(attributes).collect()
        }
        _ => Vec::new(),
    }
}

fn rewrite_pattern(pattern: &mut Pattern<String>) {
    quote_line_starts(pattern);
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            unwrap_placeables(expression);
            rewrite_expression(expression);
        }
    }
}

/// The serializer indents anew and moves a text of several lines below its id, where leading spaces count otherwise and a
/// first `[`, `*` or `.` would be markup: these are put in quotes.
fn quote_line_starts(pattern: &mut Pattern<String>) {
    let mut at_line_start = true;
    for element in std::mem::take(&mut pattern.elements) {
        let starts_line = std::mem::replace(&mut at_line_start, ends_line(&element));
        match element {
            PatternElement::TextElement { value } if starts_line => pattern.elements.extend(quoted(value)),
            other => pattern.elements.push(other),
        }
    }
}

fn ends_line(element: &PatternElement<String>) -> bool {
    matches!(element, PatternElement::TextElement { value } if value.ends_with('\n'))
}

fn quoted(mut text: String) -> Vec<PatternElement<String>> {
    let risky = match text.bytes().next() {
        Some(b'[' | b'*' | b'.') => 1,
        _ => text.len() - text.trim_start_matches(' ').len(),
    };
    let rest = text.split_off(risky);
    let mut elements = Vec::new();
    if risky > 0 {
        let literal = Expression::Inline(InlineExpression::StringLiteral { value: text });
        elements.push(PatternElement::Placeable { expression: literal });
    }
    if !rest.is_empty() {
        elements.push(PatternElement::TextElement { value: rest });
    }
    elements
}

fn unwrap_placeables(expression: &mut Expression<String>) {
    while let Expression::Inline(InlineExpression::Placeable { expression: inner }) = expression {
        let inner = std::mem::replace(&mut **inner, Expression::Inline(empty_literal()));
        *expression = inner;
    }
}

fn rewrite_expression(expression: &mut Expression<String>) {
    match expression {
        Expression::Inline(inline) => rewrite_inline(inline),
        Expression::Select { selector, variants } => {
            rewrite_inline(selector);
            let original = std::mem::replace(selector, empty_literal());
            *selector = select_call(original, variants);
            for (position, variant) in variants.iter_mut().enumerate() {
                variant.key = VariantKey::Identifier { name: format!("v{position}") };
                rewrite_pattern(&mut variant.value);
            }
        }
    }
}

fn rewrite_inline(inline: &mut InlineExpression<String>) {
    match inline {
        InlineExpression::Placeable { expression } => rewrite_expression(expression),
        InlineExpression::FunctionReference { arguments, .. } => rewrite_arguments(arguments),
        InlineExpression::TermReference { id, arguments, .. } => {
            id.name.insert_str(0, TERM_MARK);
            arguments.iter_mut().for_each(rewrite_arguments);
        }
        _ => {}
    }
}

fn rewrite_arguments(arguments: &mut CallArguments<String>) {
    arguments.positional.iter_mut().for_each(rewrite_inline);
}

fn select_call(selector: InlineExpression<String>, variants: &[Variant<String>]) -> InlineExpression<String> {
    let keys = variants.iter().map(|variant| match &variant.key {
        // A number differs from a name in its first character, so both can be passed as text.
        VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key } => {
            InlineExpression::StringLiteral { value: key.clone() }
        }
    });
    let positional = [selector].into_iter().chain(keys).collect();
    InlineExpression::FunctionReference {
        id: Identifier { name: SELECT_FUNCTION.to_owned() },
        arguments: CallArguments { positional, named: Vec::new() },
    }
}

fn empty_literal() -> InlineExpression<String> {
    InlineExpression::StringLiteral { value: String::new() }
}
