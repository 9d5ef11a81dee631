//! Owns what a message refers to: variables, messages, terms and functions, each with its place.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::source::Span;

use super::span_of;

/// One reference in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageReference {
    /// To what.
    pub target: MessageTarget,
    /// Where the name stands, without its sigil.
    pub span: Span,
    /// The attribute that it stands in; nothing in a value.
    pub attribute: Option<String>,
    /// True where it chooses among variants and is not displayed itself.
    pub is_selector: bool,
    /// The names of what it passes to a term.
    pub named: Vec<String>,
}

/// What a message can refer to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MessageTarget {
    /// `$name`, which the program gives. Inside a term, the term's own parameter.
    Variable(String),
    /// `id` or `id.attribute`.
    Message(String),
    /// `-id` or `-id.attribute`, hyphen included.
    Term(String),
    /// `NAME()`.
    Function(String),
}

/// The references of a pattern, in the order they are written; `attribute` is the one that it is the text of.
pub(super) fn of(text: &str, pattern: &Pattern<&str>, attribute: Option<&str>) -> Vec<MessageReference> {
    let mut found = Vec::new();
    in_pattern(text, pattern, &mut found);
    for reference in &mut found {
        reference.attribute = attribute.map(str::to_owned);
    }
    found
}

fn in_pattern(text: &str, pattern: &Pattern<&str>, found: &mut Vec<MessageReference>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(text, expression, found);
        }
    }
}

fn in_expression(text: &str, expression: &Expression<&str>, found: &mut Vec<MessageReference>) {
    match expression {
        Expression::Inline(inline) => in_inline(text, inline, found),
        Expression::Select { selector, variants } => {
            let from = found.len();
            in_inline(text, selector, found);
            found[from..].iter_mut().for_each(|reference| reference.is_selector = true);
            variants.iter().for_each(|variant| in_pattern(text, &variant.value, found));
        }
    }
}

fn in_inline(text: &str, inline: &InlineExpression<&str>, found: &mut Vec<MessageReference>) {
    let (name, target, arguments) = match inline {
        InlineExpression::VariableReference { id } => {
            (id.name, MessageTarget::Variable(id.name.to_owned()), None)
        }
        InlineExpression::MessageReference { id, attribute } => (
            id.name,
            MessageTarget::Message(dotted("", id.name, attribute.as_ref().map(|name| name.name))),
            None,
        ),
        InlineExpression::TermReference { id, attribute, arguments } => {
            let target = MessageTarget::Term(dotted("-", id.name, attribute.as_ref().map(|name| name.name)));
            (id.name, target, arguments.as_ref())
        }
        InlineExpression::FunctionReference { id, arguments } => {
            (id.name, MessageTarget::Function(id.name.to_owned()), Some(arguments))
        }
        InlineExpression::Placeable { expression } => return in_expression(text, expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return,
    };
    let named = arguments.into_iter().flat_map(|arguments| &arguments.named);
    found.push(MessageReference {
        target,
        span: span_of(text, name),
        attribute: None,
        is_selector: false,
        named: named.map(|argument| argument.name.name.to_owned()).collect(),
    });
    for argument in arguments.into_iter().flat_map(|arguments| &arguments.positional) {
        in_inline(text, argument, found);
    }
}

fn dotted(sigil: &str, id: &str, attribute: Option<&str>) -> String {
    match attribute {
        Some(attribute) => format!("{sigil}{id}.{attribute}"),
        None => format!("{sigil}{id}"),
    }
}
