//! Owns what a theme's components take: the arguments that each declares, and their values from what an article writes.

use rustc_hash::FxHashMap;
use tera::{ComponentArgType, Context, Tera, Value};

use super::marks::around;
use super::prepared_site::PreparedSite;
use crate::parse::markdown::directive::Component;

/// The components of a theme, by name.
pub(crate) type Components = FxHashMap<String, Declared>;

/// What a component declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Its arguments, in order; those that the site itself gives are not among them.
    pub arguments: Vec<ComponentParameter>,
    /// True where it takes attributes of any name beside them.
    pub takes_any: bool,
}

/// An argument of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComponentParameter {
    /// Its name.
    pub name: String,
    /// What its value must be.
    pub kind: ParameterKind,
    /// True where an article must give it.
    pub required: bool,
}

/// What the value of an argument must be. Attributes are text; the others are read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// A number.
    Number,
}

/// The components that the templates of a theme define.
pub(crate) fn declared(tera: &Tera) -> Components {
    let names = tera.get_component_names();
    let definitions = names.filter_map(|name| Some((name, tera.get_component_definition(name)?)));
    definitions
        .map(|(name, definition)| {
            let own = definition.args().iter().filter(|argument| !argument.is_implicit());
            let arguments = own
                .map(|argument| ComponentParameter {
                    name: argument.name().to_owned(),
                    kind: kind_of(argument.arg_type()),
                    required: argument.is_required(),
                })
                .collect();
            (name.to_owned(), Declared { arguments, takes_any: definition.rest_param().is_some() })
        })
        .collect()
}

fn kind_of(declared: Option<ComponentArgType>) -> ParameterKind {
    match declared {
        Some(ComponentArgType::Bool) => ParameterKind::Flag,
        Some(ComponentArgType::Integer) => ParameterKind::Whole,
        Some(ComponentArgType::Float | ComponentArgType::Number) => ParameterKind::Number,
        _ => ParameterKind::Text,
    }
}

impl Declared {
    /// The argument of a name.
    pub(crate) fn argument(&self, name: &str) -> Option<&ComponentParameter> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// The arguments of a call: the written values that are valid, and empty values for what is required and missing. Texts are
    /// put in marks where `marks` is true.
    pub(crate) fn context(&self, written: &[(String, String)], marks: bool) -> Context {
        let mut context = Context::new();
        for argument in &self.arguments {
            let text = written.iter().find(|(name, _)| *name == argument.name).map(|(_, text)| text.as_str());
            let value = text.and_then(|text| match argument.kind {
                ParameterKind::Text if marks => Some(Value::from(around(text))),
                kind => kind.value(text),
            });
            let empty = argument.required.then(|| argument.kind.empty());
            if let Some(value) = value.or(empty) {
                context.insert_value(argument.name.clone(), value);
            }
        }
        let others = written.iter().filter(|(name, _)| self.takes_any && self.argument(name).is_none());
        others.for_each(|(name, text)| context.insert_value(name.clone(), Value::from(text.as_str())));
        context
    }
}

impl ParameterKind {
    /// The value that a text stands for; `None` where it is not of this kind.
    pub(crate) fn value(self, text: &str) -> Option<Value> {
        let text = if self == Self::Text { text } else { text.trim() };
        match self {
            Self::Text => Some(Value::from(text)),
            Self::Flag => text.parse::<bool>().ok().map(Value::from),
            Self::Whole => text.parse::<i64>().ok().map(Value::from),
            Self::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
        }
    }

    /// What it is called in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Flag => "`true` or `false`",
            Self::Whole => "a whole number",
            Self::Number => "a number",
        }
    }

    fn empty(self) -> Value {
        match self {
            Self::Text => Value::from(""),
            Self::Flag => Value::from(false),
            Self::Whole => Value::from(0_i64),
            Self::Number => Value::from(0.0),
        }
    }
}

/// A component that is to be rendered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// Its name and attributes, as written.
    pub component: &'a Component,
    /// Its `id` on the page.
    pub id: &'a str,
    /// The id of the component around it.
    pub group: &'a str,
    /// Which of the components in that one it is, from 1; 0 where there is none around it.
    pub index: usize,
    /// Safe HTML.
    pub body: &'a str,
}

/// The locale that a component is rendered for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ComponentContext<'a> {
    /// The reader's locale.
    pub lang: &'a str,
    /// `ltr` or `rtl`, of the reader's locale.
    pub dir: &'a str,
    /// What the pages of the reader's locale share.
    pub site: &'a PreparedSite,
}

/// The implicit arguments, which every component can declare as `@name`: its position, and the reader's locale.
pub(crate) fn implicits(call: &Call<'_>, reader: ComponentContext<'_>) -> Context {
    let mut context = Context::new();
    context.insert_value("lang", Value::from(reader.lang));
    context.insert_value("dir", Value::from(reader.dir));
    context.insert_value("group", Value::from(call.group));
    context.insert_value("index", Value::from(call.index as i64));
    context.insert_value("site", reader.site.value());
    context
}

#[cfg(test)]
mod tests;
