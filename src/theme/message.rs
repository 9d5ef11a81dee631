//! Owns how a theme looks up messages: the type of the function, and the arguments of a message.

/// Looks a message up: locale tag, message id, arguments. What is missing comes back as its id, and is reported elsewhere.
pub(crate) type Translate = dyn Fn(&str, &str, &[(String, Arg)]) -> String + Send + Sync;

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Arg {
    /// Plain text.
    Text(String),
    /// A number, which selects plural forms and is formatted.
    Number(f64),
}
